//! A ticket is opened: sent once, and found again where its answer was lost.

use std::cell::Cell;
use std::rc::Rc;

use api::{
    AccountId, ApiError, ArgumentError, NewTicket, OpenedTicket, Replacement, Session, TicketId,
};

use crate::data::trouble::Trouble;
use crate::data::writes::{Change, Sent};
use crate::data::{Data, as_code, dashboard::questions, tickets};
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

/// What is asked for: both open a ticket.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A ticket.
    Ticket(NewTicket),
    /// A part of a server to be replaced, with what technicians must know.
    Replacement {
        /// Technical name of the server.
        server: String,
        /// When, and whatever else they must know.
        comment: String,
        /// Which part.
        part: Replacement,
    },
}

impl Request {
    fn sought(&self) -> Sought {
        match self {
            Self::Ticket(ticket) => Sought {
                service: ticket.service_name.clone(),
                subject: Some(ticket.subject.clone()),
            },
            // The API gives that one its subject.
            Self::Replacement { server, .. } => Sought {
                service: Some(server.clone()),
                subject: None,
            },
        }
    }

    fn call(&self) -> Result<api::Call, ArgumentError> {
        match self {
            Self::Ticket(ticket) => Ok(api::new_ticket_call(ticket)),
            Self::Replacement {
                server,
                comment,
                part,
            } => api::replacement_call(server, comment, part),
        }
    }

    async fn send(&self, session: &Session) -> Result<OpenedTicket, ApiError> {
        match self {
            Self::Ticket(ticket) => session.open_ticket(ticket).await,
            Self::Replacement {
                server,
                comment,
                part,
            } => session.replace(server, comment, part).await,
        }
    }
}

/// What a ticket is looked for by, beside the draft's reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Technical name of its service.
    pub service: Option<String>,
    /// Its subject, where that is known.
    pub subject: Option<String>,
}

/// The write that makes a ticket of a draft, whose reference its text holds. `looks_first`
/// where an earlier attempt may have arrived: then it is sent only if it is not found.
pub fn open(
    draft: DraftId,
    request: Request,
    looks_first: bool,
    title: String,
    subject: String,
) -> (Change, Place) {
    let place = Place::default();
    let mark = draft.reference();
    let (sent, send_mark) = (place.clone(), mark.clone());
    let (seen, sought) = (place.clone(), Rc::new(request.sought()));
    let change = Change {
        what: OPEN,
        of: draft.to_string(),
        title,
        subject,
        send: Box::new(move |session| {
            Box::pin(async move {
                if looks_first
                    && let Some(found) = find(&session, &request.sought(), &send_mark).await?
                {
                    sent.set(Some(found));
                    return Ok(Sent::Done);
                }
                let opened = request.send(&session).await?;
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
        changes: &[
            questions::WAITING,
            super::TICKETS_OF,
            super::TICKETS_ABOUT,
            tickets::LIST,
        ],
    };
    (change, place)
}

/// The ticket whose text holds `mark`.
///
/// # Errors
/// See [`ApiError`].
async fn find(session: &Session, sought: &Sought, mark: &str) -> Result<Option<Opened>, ApiError> {
    let (service, subject) = (sought.service.as_deref(), sought.subject.as_deref());
    let found = session.ticket_marked(service, subject, mark).await?;
    Ok(found.map(|ticket| Opened {
        id: ticket.id,
        number: ticket.number,
    }))
}

/// The exact call: what is sent as JSON text set out to be read, then for a shell and for
/// Python. `None` where a name in it cannot be part of an address.
pub fn exact(data: Data, account: &AccountId, request: &Request) -> Option<[String; 3]> {
    let call = request.call().ok()?;
    let value: serde_json::Value = serde_json::from_str(call.body()).ok()?;
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
    let payload = serde_json::to_string_pretty(&value).ok()?;
    Some([payload, as_code::curl(&shown), as_code::python(&shown)])
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
        sought: &Sought,
    ) -> Result<Option<Opened>, Trouble> {
        let found = match self.session_of(account) {
            Ok(session) => find(&session, sought, &draft.reference()).await,
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
