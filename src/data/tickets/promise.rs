//! What an account's support level promises for the first answer to a ticket.

use api::{Category, Sender, Ticket, TicketMessage};
use catalog::support::{Fact, Offer};

use super::Turn;

/// When the first answer is due.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstAnswer {
    /// In milliseconds since 1970.
    pub due: f64,
    /// Where that is said, and of when.
    pub source: String,
    /// Whether the provider says so itself.
    pub verified: bool,
}

/// Of a ticket in which the desk has written nothing yet; `None` once it has, and where
/// nobody knows of a promise.
pub fn first_answer(
    ticket: &Ticket,
    written: &[TicketMessage],
    offer: &Offer,
) -> Option<FirstAnswer> {
    let answered = |message: &TicketMessage| message.from == Some(Sender::Support);
    if Turn::of(ticket) != Turn::Desk || written.iter().any(answered) {
        return None;
    }
    let response: &Fact<u32> = match &ticket.category {
        Some(Category::Incident) => offer.response_impaired.as_ref()?,
        _ => offer.response_general.as_ref()?,
    };
    // Milliseconds of any real date are exact in f64.
    let opened = ticket.created?.0 as f64;
    let origin = &response.origin;
    Some(FirstAnswer {
        due: opened + f64::from(response.value) * 60_000.0,
        source: format!("{}, {}", origin.title, origin.dated),
        verified: origin.verified,
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use api::{TicketState, Timestamp};
    use catalog::Level;
    use catalog::support::Offers;

    use super::super::tests::ticket;
    use super::*;

    fn message(from: Sender) -> TicketMessage {
        TicketMessage {
            id: None,
            from: Some(from),
            body: String::new(),
            created: None,
        }
    }

    #[test]
    fn is_counted_from_the_opening_until_somebody_answers() {
        let offers = include_str!("../../../crates/catalog/facts/support.json");
        let offers = Offers::read(offers).unwrap();
        let offer = offers.of(Level::Business).unwrap();
        let impaired = offer.response_impaired.as_ref().unwrap().value;
        let general = offer.response_general.as_ref().unwrap().value;
        assert_ne!(impaired, general);
        let of = |category| Ticket {
            created: Some(Timestamp(1_000)),
            category,
            ..ticket(Some(TicketState::Open), Some(Sender::Customer))
        };
        let mine = [message(Sender::Customer)];
        for (category, minutes) in [(Some(Category::Incident), impaired), (None, general)] {
            let found = first_answer(&of(category), &mine, offer).unwrap();
            assert_eq!(found.due, 1_000.0 + f64::from(minutes) * 60_000.0);
        }
        let both = [message(Sender::Customer), message(Sender::Support)];
        assert_eq!(first_answer(&of(None), &both, offer), None);
        let closed = Ticket {
            state: Some(TicketState::Closed),
            ..of(None)
        };
        assert_eq!(first_answer(&closed, &mine, offer), None);
        // Nobody knows what the first level promises.
        let standard = offers.of(Level::Standard).unwrap();
        let incident = of(Some(Category::Incident));
        assert_eq!(first_answer(&incident, &mine, standard), None);
    }
}
