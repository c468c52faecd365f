//! What support levels give and cost: a document that whoever runs Manager can replace.

use std::cell::RefCell;
use std::rc::Rc;

use catalog::support::{Offers, ReadError};

use crate::lazily;
use crate::platform::fetch;

/// Where the gateway serves it.
const DOCUMENT: &str = "/facts/support.json";

/// What reads the document.
type Read = fn(&str) -> Result<Offers, ReadError>;

lazily!(fetch_reader, offers, Read, Offers::read as Read);

/// Why nothing is known of them.
#[derive(Clone, Debug, PartialEq)]
pub enum NoOffers {
    /// The document did not arrive, or what reads it.
    Missing,
    /// It cannot be used.
    Unreadable(ReadError),
}

thread_local! {
    static OFFERS: RefCell<Option<Rc<Offers>>> = const { RefCell::new(None) };
}

/// The offers; asked for once.
///
/// # Errors
/// See [`NoOffers`]; the next asking tries again.
pub async fn offers() -> Result<Rc<Offers>, NoOffers> {
    if let Some(known) = OFFERS.with_borrow(Clone::clone) {
        return Ok(known);
    }
    let text = fetch::read_file(DOCUMENT);
    let text = text.await.map_err(|_| NoOffers::Missing)?;
    let read = fetch_reader().await.map_err(|_| NoOffers::Missing)?;
    let offers = Rc::new(read(&text).map_err(NoOffers::Unreadable)?);
    OFFERS.set(Some(offers.clone()));
    Ok(offers)
}
