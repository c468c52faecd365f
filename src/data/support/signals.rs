//! What is asked of the API before a person is asked.

use api::{ApiError, Page, SupportLevel, Ticket, TicketFilter, TicketState};

use crate::data::Question;

/// The account's support level; `None` in a region that does not say it.
pub fn level() -> Question<Option<SupportLevel>> {
    Question {
        what: "support-level",
        of: String::new(),
        call: |session, _| {
            Box::pin(async move {
                match session.support_level().await {
                    Ok(level) => Ok(Some(level)),
                    Err(ApiError::NotInRegion { .. }) => Ok(None),
                    Err(error) => Err(error),
                }
            })
        },
    }
}

/// The tickets that are open on a service, by its technical name.
pub fn open_tickets(service: &str) -> Question<Page<Ticket>> {
    Question {
        what: super::TICKETS_OF,
        of: service.to_owned(),
        call: |session, service| {
            Box::pin(async move {
                let filter = TicketFilter {
                    state: Some(TicketState::Open),
                    service_name: Some(service),
                    reply_needed: None,
                };
                session.tickets(&filter).await
            })
        },
    }
}
