//! How often suggestions agree with people who read the same requests.
//!
//! For the program `measure` and for the tests; the application has no part of it.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::text::{Kind, Product, Responsible, Suggestion, Universe, suggest};

/// A request that people labelled, as a line of a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What the file calls it.
    pub id: String,
    /// What the customer wrote.
    pub text: String,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The kind, then others that are as good.
    pub kinds: Vec<Kind>,
    /// The universe.
    pub universe: Universe,
    /// The product. Files may name some that we do not know.
    pub product: String,
    /// Who is responsible, then others that are as good.
    pub responsibles: Vec<Responsible>,
    /// Whether it is urgent.
    pub urgent: bool,
}

impl Labelled {
    /// Reads `{"id", "text", "language", "kind", "alt_kinds", "universe", "product",
    /// "responsible", "alt_responsible", "urgent"}`.
    ///
    /// # Errors
    ///
    /// The field that is missing or not understood.
    pub fn parse(line: &str) -> Result<Self, String> {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = |field: &str| line[field].as_str().ok_or(format!("{field}: no text"));
        let known = |field: &str, name: &str| format!("{field}: {name} is not known");
        Ok(Self {
            id: text("id")?.to_owned(),
            text: text("text")?.to_owned(),
            language: line["language"].as_str().map(str::to_owned),
            kinds: names(&line, "kind", "alt_kinds")?
                .into_iter()
                .map(|name| Kind::parse(name).ok_or_else(|| known("kind", name)))
                .collect::<Result<_, _>>()?,
            universe: Universe::parse(text("universe")?)
                .ok_or_else(|| "universe: not known".to_owned())?,
            product: text("product")?.to_owned(),
            responsibles: names(&line, "responsible", "alt_responsible")?
                .into_iter()
                .map(|name| Responsible::parse(name).ok_or_else(|| known("responsible", name)))
                .collect::<Result<_, _>>()?,
            urgent: line["urgent"]
                .as_bool()
                .ok_or("urgent: neither true nor false")?,
        })
    }
}

/// A name, then those in a list beside it.
fn names<'a>(line: &'a Value, field: &str, others: &str) -> Result<Vec<&'a str>, String> {
    let first = line[field].as_str().ok_or(format!("{field}: no text"))?;
    let others = line[others].as_array().into_iter().flatten();
    Ok(std::iter::once(first)
        .chain(others.filter_map(Value::as_str))
        .collect())
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Any of the acceptable kinds.
    Kind,
    /// The universe.
    Universe,
    /// Urgent or not.
    Urgent,
    /// The product, to the letter.
    Product,
    /// Any of those acceptably responsible.
    Responsible,
}

impl Label {
    /// All, in the order in which they are printed.
    pub const ALL: [Self; 5] = [
        Self::Kind,
        Self::Universe,
        Self::Urgent,
        Self::Product,
        Self::Responsible,
    ];

    /// The answers that are right.
    fn right(self, labelled: &Labelled) -> Vec<&str> {
        match self {
            Self::Kind => labelled.kinds.iter().map(|one| one.as_str()).collect(),
            Self::Universe => vec![labelled.universe.as_str()],
            Self::Urgent => vec![yes_no(labelled.urgent)],
            Self::Product => vec![&labelled.product],
            Self::Responsible => labelled
                .responsibles
                .iter()
                .map(|one| one.as_str())
                .collect(),
        }
    }

    fn suggested(self, suggestion: &Suggestion) -> &'static str {
        match self {
            Self::Kind => suggestion.kind.as_str(),
            Self::Universe => suggestion.universe.as_str(),
            Self::Urgent => yes_no(suggestion.urgent),
            Self::Product => Product::as_str(suggestion.product),
            Self::Responsible => suggestion.responsible.as_str(),
        }
    }
}

const fn yes_no(urgent: bool) -> &'static str {
    if urgent { "urgent" } else { "not urgent" }
}

/// How many of the requests were answered rightly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Rightly.
    pub right: usize,
    /// In all.
    pub of: usize,
}

impl Share {
    /// Hundredths, rounded down: `84` of 64 in 76.
    pub const fn percent(self) -> usize {
        match (self.right * 100).checked_div(self.of) {
            Some(percent) => percent,
            None => 0,
        }
    }
}

/// The share answered rightly, and the share that always giving the answer that is right
/// most often would have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    /// By the suggestions.
    pub suggested: Share,
    /// By the commonest answer, and no other.
    pub commonest: Share,
}

/// The figures of a set of requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures(Vec<(Label, Figure)>);

impl Figures {
    /// Asks for a suggestion for each, and compares.
    pub fn of<'a>(requests: impl IntoIterator<Item = &'a Labelled>) -> Self {
        let answered: Vec<_> = requests
            .into_iter()
            .map(|request| (request, suggest(&request.text, request.language.as_deref())))
            .collect();
        let figure = |label: Label| {
            let mut often: BTreeMap<&str, usize> = BTreeMap::new();
            let mut right = 0;
            for (request, suggestion) in &answered {
                let answers = label.right(request);
                right += usize::from(answers.contains(&label.suggested(suggestion)));
                for answer in answers {
                    *often.entry(answer).or_default() += 1;
                }
            }
            let share = |right| Share {
                right,
                of: answered.len(),
            };
            Figure {
                suggested: share(right),
                commonest: share(often.into_values().max().unwrap_or(0)),
            }
        };
        Self(
            Label::ALL
                .into_iter()
                .map(|label| (label, figure(label)))
                .collect(),
        )
    }

    /// The figure of a label.
    pub fn get(&self, label: Label) -> Figure {
        self.0
            .iter()
            .find(|(known, _)| *known == label)
            .map(|(_, figure)| *figure)
            .unwrap_or_default()
    }
}

impl fmt::Display for Figures {
    /// A table with a line for each label.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<12} {:>9} {:>10}", "", "suggested", "commonest")?;
        for (label, figure) in &self.0 {
            let name = format!("{label:?}").to_lowercase();
            let (ours, base) = (figure.suggested, figure.commonest);
            writeln!(
                f,
                "{name:<12} {:>8}% {:>9}%",
                ours.percent(),
                base.percent()
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(text: &str, kind: &str, more: &str) -> Labelled {
        let line = format!(
            r#"{{"id":"x","text":"{text}","kind":"{kind}","alt_kinds":[{more}],"universe":"market",
            "product":"domain","responsible":"customer","urgent":false}}"#
        );
        Labelled::parse(&line).unwrap()
    }

    #[test]
    fn acceptable_alternatives_are_right() {
        let text = "How do I renew my domain?";
        assert_eq!(suggest(text, None).kind, Kind::Billing);
        let requests = [
            labelled(text, "advice", r#""billing""#),
            labelled(text, "abuse", ""),
        ];
        let kind = Figures::of(&requests).get(Label::Kind);
        assert_eq!(kind.suggested, Share { right: 1, of: 2 });
        assert_eq!(kind.suggested.percent(), 50);
        assert_eq!(kind.commonest, Share { right: 1, of: 2 });
    }

    #[test]
    fn nothing_has_no_share() {
        assert_eq!(Figures::of([]).get(Label::Kind).suggested.percent(), 0);
    }

    #[test]
    fn what_is_not_known_is_said() {
        let line = r#"{"id":"x","text":"","kind":"advise"}"#;
        assert_eq!(
            Labelled::parse(line).unwrap_err(),
            "kind: advise is not known"
        );
        assert_eq!(Labelled::parse("{}").unwrap_err(), "id: no text");
    }
}
