//! What support levels give and cost: a document that whoever runs Manager can replace.

use std::cell::RefCell;
use std::rc::Rc;

use catalog::support::{Offers, ReadError};
use leptos::prelude::*;

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

/// What is known of them, once that is here.
pub type Known = RwSignal<Option<Result<Rc<Offers>, NoOffers>>, LocalStorage>;

thread_local! {
    static OFFERS: RefCell<Option<Rc<Offers>>> = const { RefCell::new(None) };
}

/// The offers; asked for once.
///
/// # Errors
/// See [`NoOffers`]; the next asking tries again.
async fn offers() -> Result<Rc<Offers>, NoOffers> {
    if let Some(known) = OFFERS.with_borrow(Clone::clone) {
        return Ok(known);
    }
    let (text, read) = futures::join!(fetch::read_file(DOCUMENT), fetch_reader());
    let (Ok(text), Ok(read)) = (text, read) else {
        return Err(NoOffers::Missing);
    };
    let offers = Rc::new(read(&text).map_err(NoOffers::Unreadable)?);
    OFFERS.set(Some(offers.clone()));
    Ok(offers)
}

/// Asks for them.
pub fn known() -> Known {
    let known: Known = RwSignal::new_local(None);
    leptos::task::spawn_local(async move {
        let read = offers().await;
        // The page may have been left meanwhile.
        known.try_set(Some(read));
    });
    known
}
