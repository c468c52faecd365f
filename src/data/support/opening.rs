//! A ticket is opened: sent once, and found again where its answer was lost.

use std::cell::Cell;
use std::rc::Rc;

use api::{AccountId, ApiError, NewTicket, Session, TicketId};

use crate::data::trouble::Trouble;
use crate::data::writes::{Change, Sent};
use crate::data::{Data, as_code, dashboard::questions};
use crate::platform::now_ms;
use crate::session::drafts::DraftId;
use crate::session::{Account, Scope};

/// The kind of write.
pub const OPEN: &str = "ticket-open";

/// The ticket that came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Identifier in routes.
    pub id: TicketId,
    /// The number that people quote.
    pub number: Option<u64>,
}

/// Where the ticket will be once the write is done.
pub type Place = Rc<Cell<Option<Opened>>>;

/// The write that makes `ticket` of a draft, whose reference its text holds. `looks_first`
/// where an earlier attempt may have arrived: then it is sent only if it is not found.
pub fn open(
    draft: DraftId,
    ticket: NewTicket,
    looks_first: bool,
    title: String,
    subject: String,
) -> (Change, Place) {
    let place = Place::default();
    let ticket = Rc::new(ticket);
    let mark = draft.reference();
    let (sent, sends, send_mark) = (place.clone(), ticket.clone(), mark.clone());
    let (seen, sought) = (place.clone(), ticket);
    let change = Change {
        what: OPEN,
        of: draft.to_string(),
        title,
        subject,
        send: Box::new(move |session| {
            Box::pin(async move {
                if looks_first && let Some(found) = find(&session, &sends, &send_mark).await? {
                    sent.set(Some(found));
                    return Ok(Sent::Done);
                }
                let opened = session.open_ticket(&sends).await?;
                sent.set(Some(Opened {
                    id: opened.id,
                    number: opened.number,
                }));
                Ok(Sent::Done)
            })
        }),
        check: Rc::new(move |session| {
            let (seen, sought, mark) = (seen.clone(), sought.clone(), mark.clone());
            Box::pin(async move {
                let found = find(&session, &sought, &mark).await?;
                seen.set(found);
                Ok(found.is_some())
            })
        }),
        changes: &[questions::WAITING, super::TICKETS_OF],
    };
    (change, place)
}

/// The ticket whose text holds `mark`.
///
/// # Errors
/// See [`ApiError`].
pub async fn find(
    session: &Session,
    ticket: &NewTicket,
    mark: &str,
) -> Result<Option<Opened>, ApiError> {
    let service = ticket.service_name.as_deref();
    let found = session
        .ticket_marked(service, &ticket.subject, mark)
        .await?;
    Ok(found.map(|ticket| Opened {
        id: ticket.id,
        number: ticket.number,
    }))
}

/// What is sent, JSON text set out to be read.
pub fn payload(ticket: &NewTicket) -> String {
    let call = api::new_ticket_call(ticket);
    let value: Option<serde_json::Value> = serde_json::from_str(call.body()).ok();
    value
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_default()
}

/// The call, as code for a shell and for Python.
pub fn as_code(data: Data, account: &AccountId, ticket: &NewTicket) -> [String; 2] {
    let call = api::new_ticket_call(ticket);
    let config = data.config();
    let mut relays = config.endpoints.iter();
    let relay = relays.find(|relay| relay.endpoint == account.endpoint);
    let shown = as_code::Shown {
        endpoint: account.endpoint,
        base: relay.map_or("", |relay| &relay.sign_base),
        method: "POST",
        target: &call.target(),
        body: call.body(),
    };
    [as_code::curl(&shown), as_code::python(&shown)]
}

impl Data {
    /// The ticket that came of a draft, should there be one.
    ///
    /// # Errors
    /// What went wrong, as a person can act on it.
    pub async fn ticket_of(
        self,
        account: &Account,
        draft: DraftId,
        ticket: &NewTicket,
    ) -> Result<Option<Opened>, Trouble> {
        let found = match self.session_of(account) {
            Ok(session) => find(&session, ticket, &draft.reference()).await,
            Err(error) => Err(error),
        };
        found.map_err(|error| Trouble::of(&error, now_ms()))
    }

    /// Whether this tab has a write under way that opens a ticket of that draft, and its
    /// number. Tracked.
    pub fn opening(self, account: &AccountId, draft: DraftId) -> Option<usize> {
        let (scope, of) = (Scope::One(account.clone()), draft.to_string());
        let writes = self.writes(&scope);
        let mut open = writes.iter().filter(|write| write.outcome.is_open());
        let found = open.find(|write| write.what == OPEN && write.of == of);
        found.map(|write| write.number)
    }
}
