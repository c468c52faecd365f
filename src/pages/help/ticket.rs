//! The ticket that a draft becomes.

use advisor::flow::{self, Degree};
use api::{Category, Level, NewTicket};

use crate::session::drafts::Draft;

/// The field of the subject line.
pub const SUBJECT: &str = "subject";
/// The field of the addresses that are told of each message.
pub const WATCHERS: &str = "watchers";
/// The fields of how heavy it is.
pub const IMPACT: &str = "impact";
/// Likewise.
pub const URGENCY: &str = "urgency";

/// The longest subject that is proposed, in characters.
const SUBJECT_LENGTH: usize = 90;

/// The subject: as it was typed, else the beginning of the text.
pub fn subject(draft: &Draft) -> String {
    let typed = draft.field(SUBJECT).trim();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let text = draft.field("text").trim();
    let end = text
        .char_indices()
        .find(|(place, letter)| {
            let rest = &text[place + letter.len_utf8()..];
            *letter == '\n' || ".!?".contains(*letter) && rest.starts_with(char::is_whitespace)
        })
        .map_or(text.len(), |(place, _)| place);
    let sentence = text[..end].trim_end();
    if sentence.chars().count() <= SUBJECT_LENGTH {
        return sentence.to_owned();
    }
    // Cut where a word ends.
    let cut: String = sentence.chars().take(SUBJECT_LENGTH).collect();
    let at = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end())
}

/// The addresses of a field: separated by commas, semicolons or lines.
pub fn watchers(draft: &Draft) -> Vec<String> {
    let field = draft.field(WATCHERS);
    let parts = field.split([',', ';', '\n', ' ']);
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Those of `watchers` that are no addresses.
pub fn no_addresses(watchers: &[String]) -> Vec<String> {
    let good = |address: &str| {
        let mut parts = address.split('@');
        let (name, host) = (parts.next(), parts.next());
        parts.next().is_none()
            && name.is_some_and(|name| !name.is_empty())
            && host.is_some_and(|host| {
                host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
            })
    };
    let bad = watchers.iter().filter(|address| !good(address));
    bad.cloned().collect()
}

/// How heavy the draft says it is; else what the flow proposes.
pub fn degree(draft: &Draft, field: &str, proposed: Degree) -> Degree {
    let typed = draft.field(field);
    let mut all = Degree::ALL.iter();
    all.find(|degree| degree.as_str() == typed)
        .copied()
        .unwrap_or(proposed)
}

/// What is sent. `reference` is the line that names the draft.
pub fn new_ticket(draft: &Draft, ticket: &flow::Ticket, reference: &str) -> NewTicket {
    let weight = |field, of: fn(&flow::Weight) -> Degree| {
        let proposed = of(ticket.weight.as_ref()?);
        Some(Level::from_wire(degree(draft, field, proposed).as_str()))
    };
    NewTicket {
        subject: subject(draft),
        body: format!("{}\n\n{reference}", draft.field("text").trim()),
        category: Some(Category::from_wire(ticket.category.as_str())),
        subcategory: Some(ticket.subcategory.as_str().to_owned()),
        product: ticket.product.map(|product| product.as_str().to_owned()),
        service_name: ticket.service.clone(),
        impact: weight(IMPACT, |weight| weight.impact),
        urgency: weight(URGENCY, |weight| weight.urgency),
        watchers: watchers(draft),
    }
}

/// The field that a refusal of the API names: `[watchers] …`.
pub fn refused_field(words: &str) -> Option<&'static str> {
    let name = words.split_once('[')?.1.split_once(']')?.0;
    let known = [SUBJECT, WATCHERS, IMPACT, URGENCY];
    let other = match name {
        "body" => Some("text"),
        _ => None,
    };
    known.into_iter().find(|field| *field == name).or(other)
}

#[cfg(test)]
mod tests {
    use advisor::flow::{Category as Lane, Subcategory, TicketProduct, Weight};

    use super::*;
    use crate::session::drafts::DraftId;

    fn draft(fields: &[(&str, &str)]) -> Draft {
        let mut draft = Draft::new(DraftId(7), "eu:ab1-ovh".parse().unwrap(), None, 0.0);
        for (name, text) in fields {
            draft.set_field(name, text);
        }
        draft
    }

    #[test]
    fn a_subject_is_the_first_sentence_or_what_was_typed() {
        let long = "word ".repeat(40);
        for (text, typed, expected) in [
            ("It is down. Since noon.", "", "It is down"),
            (
                "ns1.example.com does not answer\nsince noon",
                "",
                "ns1.example.com does not answer",
            ),
            ("  Ça marche plus !  ", "", "Ça marche plus !"),
            ("It is down.", "  Shop down ", "Shop down"),
            ("", "", ""),
            ("v2.0 fails", "", "v2.0 fails"),
        ] {
            let draft = draft(&[("text", text), (SUBJECT, typed)]);
            assert_eq!(subject(&draft), expected, "{text:?}");
        }
        let cut = subject(&draft(&[("text", &long)]));
        assert!(
            cut.ends_with("word…") && cut.chars().count() <= SUBJECT_LENGTH + 1,
            "{cut}"
        );
    }

    #[test]
    fn addresses_are_told_from_other_words() {
        let draft = draft(&[(
            WATCHERS,
            "a@b.example, c@d.example;\n me, x@, @y.z, a@b@c.d",
        )]);
        let all = watchers(&draft);
        assert_eq!(all.len(), 6);
        assert_eq!(no_addresses(&all), ["me", "x@", "@y.z", "a@b@c.d"]);
    }

    #[test]
    fn what_is_sent_is_what_was_chosen() {
        let ticket = flow::Ticket {
            category: Lane::Incident,
            subcategory: Subcategory::Down,
            product: Some(TicketProduct::Dedicated),
            service: Some("ns1.example".into()),
            weight: None,
        };
        let typed = draft(&[("text", "Down.\n"), (IMPACT, "low")]);
        let sent = new_ticket(&typed, &ticket, "Reference: MGR-1");
        assert_eq!(sent.body, "Down.\n\nReference: MGR-1");
        assert_eq!(sent.category, Some(Category::Incident));
        assert_eq!(sent.service_name.as_deref(), Some("ns1.example"));
        // The account may not state it: it is left out whatever was chosen before.
        assert_eq!((sent.impact, sent.urgency), (None, None));
        let heavy = flow::Ticket {
            weight: Some(Weight {
                impact: Degree::High,
                urgency: Degree::High,
            }),
            ..ticket
        };
        let sent = new_ticket(&typed, &heavy, "");
        assert_eq!(
            (sent.impact, sent.urgency),
            (Some(Level::Low), Some(Level::High))
        );
    }

    #[test]
    fn a_refusal_names_its_field() {
        for (words, field) in [
            ("[watchers] \"x\" is no address", Some(WATCHERS)),
            ("[body] must not be empty", Some("text")),
            ("[category] is unknown", None),
            ("Internal error", None),
            ("]subject[", None),
        ] {
            assert_eq!(refused_field(words), field, "{words}");
        }
    }
}
