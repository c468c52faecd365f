//! Tickets: `/support/tickets`. The same in every region and on the brands; a
//! ticket belongs to one account of one endpoint.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::{MessageId, TicketId},
    json::{Body, Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

const PLACE: Where = Where::EVERYWHERE;
const PATH: &str = "/support/tickets";

/// How many tickets of the same name are looked into for one that may have arrived.
const LOOKED_THROUGH: usize = 5;

wire_enum! {
    /// `support.TicketStatusEnum`.
    pub enum TicketState {
        /// Being worked on.
        Open = "open",
        /// Done with.
        Closed = "closed",
        /// The provider does not say.
        Unknown = "unknown",
    }
}

wire_enum! {
    /// Who wrote.
    pub enum Sender {
        /// The customer.
        Customer = "customer",
        /// The provider.
        Support = "support",
    }
}

wire_enum! {
    /// What a ticket is about.
    pub enum Category {
        /// Advice.
        Assistance = "assistance",
        /// Money.
        Billing = "billing",
        /// Something is broken.
        Incident = "incident",
    }
}

wire_enum! {
    /// Impact or urgency. Only accounts of the two highest support levels may state
    /// them.
    pub enum Level {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
    }
}

/// A ticket, `support.Ticket`.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    /// Identifier in routes.
    pub id: TicketId,
    /// Number for people, who quote it on the phone.
    pub number: Option<u64>,
    /// Subject line.
    pub subject: String,
    /// Whether it is open.
    pub state: Option<TicketState>,
    /// What it is about.
    pub category: Option<Category>,
    /// Product, as the ticket system names it: `vps`.
    pub product: Option<String>,
    /// Technical name of the service.
    pub service_name: Option<String>,
    /// Whose turn it was last.
    pub last_from: Option<Sender>,
    /// The customer may close it.
    pub can_be_closed: bool,
    /// Score the customer gave.
    pub score: Option<String>,
    /// When it was opened.
    pub created: Option<Timestamp>,
    /// Last change.
    pub updated: Option<Timestamp>,
}

/// A message of a ticket, `support.Message`.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketMessage {
    /// Identifier.
    pub id: Option<MessageId>,
    /// Who wrote it.
    pub from: Option<Sender>,
    /// The text. From outside: show it as text.
    pub body: String,
    /// When.
    pub created: Option<Timestamp>,
}

/// A ticket to be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTicket {
    /// Subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// What it is about.
    pub category: Option<Category>,
    /// `down`, `perfs`, `usage`, …
    pub subcategory: Option<String>,
    /// Product, as the ticket system names it.
    pub product: Option<String>,
    /// Technical name of the service.
    pub service_name: Option<String>,
    /// How much is affected.
    pub impact: Option<Level>,
    /// How soon it must be solved.
    pub urgency: Option<Level>,
    /// E-mail addresses that follow it.
    pub watchers: Vec<String>,
}

/// What the API answers when a ticket was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedTicket {
    /// Identifier in routes.
    pub id: TicketId,
    /// Number for people.
    pub number: Option<u64>,
    /// Something the provider has to add.
    pub notice: Option<String>,
}

/// Which tickets to list; everything `None` means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketFilter {
    /// Open or closed.
    pub state: Option<TicketState>,
    /// Technical name of the service.
    pub service_name: Option<String>,
    /// The provider waits for the customer.
    pub reply_needed: Option<bool>,
    /// Closed long ago, or not.
    pub archived: Option<bool>,
    /// Without those that a machine of the provider opened.
    pub without_automatic: bool,
}

const LIST: List<Ticket> = List {
    place: PLACE,
    path: PATH,
    id: "ticketId",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Ticket, Wrong> {
    Ok(Ticket {
        id: TicketId(fields.id("ticketId")?),
        number: fields.id_or_none("ticketNumber")?,
        subject: fields.text_or_empty("subject")?,
        state: fields.word("state", TicketState::from_wire)?,
        category: fields.word("category", Category::from_wire)?,
        product: fields.text_or_none("product")?,
        service_name: fields.text_or_none("serviceName")?,
        last_from: fields.word("lastMessageFrom", Sender::from_wire)?,
        can_be_closed: fields.flag("canBeClosed")?,
        score: fields.text_or_none("score")?,
        created: fields.moment("creationDate")?,
        updated: fields.moment("updateDate")?,
    })
}

fn read_message(fields: &Fields<'_>) -> Result<TicketMessage, Wrong> {
    Ok(TicketMessage {
        id: fields.id_or_none("messageId")?.map(MessageId),
        from: fields.word("from", Sender::from_wire)?,
        body: fields.text("body")?,
        created: fields.moment("creationDate")?,
    })
}

pub(super) fn read_opened(fields: &Fields<'_>) -> Result<OpenedTicket, Wrong> {
    Ok(OpenedTicket {
        id: TicketId(fields.id("ticketId")?),
        number: fields.id_or_none("ticketNumber")?,
        notice: fields.text_or_none("additionalNotice")?,
    })
}

/// The call that opens a ticket: `POST /support/tickets/create`.
pub fn new_ticket_call(ticket: &NewTicket) -> Call {
    let body = Body::new()
        .text("subject", &ticket.subject)
        .text("body", &ticket.body)
        .text_if("category", ticket.category.as_ref().map(Category::as_str))
        .text_if("subcategory", ticket.subcategory.as_deref())
        .text_if("product", ticket.product.as_deref())
        .text_if("serviceName", ticket.service_name.as_deref())
        .text_if("impact", ticket.impact.as_ref().map(Level::as_str))
        .text_if("urgency", ticket.urgency.as_ref().map(Level::as_str))
        .texts_if("watchers", &ticket.watchers);
    Call::write(Method::Post, PATH, Some(body.into_json())).then("/create")
}

fn act(id: TicketId, action: &'static str, body: Option<Body>) -> Call {
    Call::write(Method::Post, PATH, body.map(Body::into_json))
        .number(id.0)
        .then(action)
}

impl Session {
    /// The account's tickets. `GET /support/tickets`, expanded.
    pub async fn tickets(&self, filter: &TicketFilter) -> Result<Page<Ticket>, ApiError> {
        let word = |flag: bool| if flag { "true" } else { "false" };
        let mut query = Vec::new();
        if let Some(state) = &filter.state {
            query.push(("status", state.as_str()));
        }
        if let Some(name) = &filter.service_name {
            query.push(("serviceName", name));
        }
        if let Some(needed) = filter.reply_needed {
            query.push(("customerReplyNeeded", word(needed)));
        }
        if let Some(archived) = filter.archived {
            query.push(("archived", word(archived)));
        }
        if filter.without_automatic {
            query.push(("excludeAutogenerated", "true"));
        }
        self.list_where(&LIST, &query).await
    }

    /// One ticket. `GET /support/tickets/{ticketId}`.
    pub async fn ticket(&self, id: TicketId) -> Result<Ticket, ApiError> {
        self.one(PLACE, Call::get(PATH).number(id.0), read).await
    }

    /// What was written, in the API's order. `GET /support/tickets/{ticketId}/messages`.
    pub async fn ticket_messages(&self, id: TicketId) -> Result<Page<TicketMessage>, ApiError> {
        let call = Call::get(PATH).number(id.0).then("/messages");
        self.objects(PLACE, call, read_message).await
    }

    /// Opens a ticket. `POST /support/tickets/create`. Sent once: see
    /// [`ApiError::OutcomeUnknown`].
    pub async fn open_ticket(&self, ticket: &NewTicket) -> Result<OpenedTicket, ApiError> {
        let call = new_ticket_call(ticket);
        self.made(PLACE, call, read_opened).await
    }

    /// The ticket that holds `mark` in a message, if it is among the newest five with that
    /// subject, or the newest five of all: how to find out whether one arrived
    /// whose answer was lost. `GET /support/tickets`, then the messages of those.
    pub async fn ticket_marked(
        &self,
        service_name: Option<&str>,
        subject: Option<&str>,
        mark: &str,
    ) -> Result<Option<Ticket>, ApiError> {
        let filter = TicketFilter {
            service_name: service_name.map(str::to_owned),
            ..TicketFilter::default()
        };
        let mut named = self.tickets(&filter).await?.rows;
        named.retain(|ticket| subject.is_none_or(|subject| ticket.subject == subject));
        named.sort_by_key(|ticket| std::cmp::Reverse(ticket.created));
        named.truncate(LOOKED_THROUGH);
        for ticket in named {
            let messages = self.ticket_messages(ticket.id).await?.rows;
            if messages.iter().any(|message| message.body.contains(mark)) {
                return Ok(Some(ticket));
            }
        }
        Ok(None)
    }

    /// Adds a message. `POST /support/tickets/{ticketId}/reply`.
    pub async fn reply_to_ticket(&self, id: TicketId, text: &str) -> Result<(), ApiError> {
        let body = Body::new().text("body", text);
        self.done(PLACE, act(id, "/reply", Some(body))).await
    }

    /// Closes a ticket. `POST /support/tickets/{ticketId}/close`.
    pub async fn close_ticket(&self, id: TicketId) -> Result<(), ApiError> {
        self.done(PLACE, act(id, "/close", None)).await
    }

    /// Opens a closed ticket again and says why. `POST /support/tickets/{ticketId}/reopen`.
    pub async fn reopen_ticket(&self, id: TicketId, text: &str) -> Result<(), ApiError> {
        let body = Body::new().text("body", text);
        self.done(PLACE, act(id, "/reopen", Some(body))).await
    }

    /// Whether a ticket may be scored. `GET /support/tickets/{ticketId}/canBeScored`.
    pub async fn can_score_ticket(&self, id: TicketId) -> Result<bool, ApiError> {
        self.answer_yes(PLACE, Call::get(PATH).number(id.0).then("/canBeScored"))
            .await
    }

    /// Scores a ticket. `POST /support/tickets/{ticketId}/score`.
    pub async fn score_ticket(
        &self,
        id: TicketId,
        score: &str,
        comment: Option<&str>,
    ) -> Result<(), ApiError> {
        let body = Body::new()
            .text("score", score)
            .text_if("scoreComment", comment);
        self.done(PLACE, act(id, "/score", Some(body))).await
    }
}
