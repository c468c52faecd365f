//! From what was found to a suggestion.

use super::labels::{Kind, Product, Responsible, Universe};
use super::lexicon::{Concept, Found, Lexicon};
use super::outputs::{Output, Scores};
use super::words::Word;
use super::{Suggestion, UNIT};

/// Words at the beginning, where people say what it is about, count half more.
const LEAD: usize = 16;
/// How many reasons are given, and how long one may be in characters.
const REASONS: usize = 6;
const LONGEST_REASON: usize = 80;

/// What speaks for each output before a word is read.
fn before_reading() -> Scores {
    let mut scores = Scores::NONE;
    for (output, amount) in [
        // Four in five requests are for advice, and most are about web sites.
        (Output::Kind(Kind::Advice), 2),
        (Output::Universe(Universe::Market), 2),
        (Output::Universe(Universe::Servers), 1),
        (Output::Universe(Universe::PublicCloud), -1),
        (Output::Universe(Universe::Enterprise), -1),
        (Output::Urgent, -3),
    ] {
        scores.add(output, amount * UNIT);
    }
    scores
}

/// How well a kind and a universe go together.
const fn affinity(kind: Kind, universe: Universe) -> i32 {
    match (kind, universe) {
        (Kind::Account, Universe::Account) => 2,
        (Kind::Billing, Universe::Account) => 1,
        (Kind::Account, _) => -3,
        (Kind::Intervention, Universe::Market | Universe::PublicCloud) => -4,
        (Kind::Intervention | Kind::Abuse, Universe::Account) => -5,
        (Kind::Commercial, Universe::Account) => -2,
        _ => 0,
    }
}

/// How much a kind adds to urgency.
const fn urgency(kind: Kind) -> i32 {
    match kind {
        Kind::Incident => 3,
        Kind::Billing => 1,
        Kind::Abuse | Kind::Intervention => 0,
        Kind::Advice => -1,
        Kind::Commercial | Kind::Account => -4,
    }
}

/// How much a kind adds to who is responsible.
const fn usual_responsible(kind: Kind, who: Responsible) -> i32 {
    match (kind, who) {
        (Kind::Incident | Kind::Intervention, Responsible::Provider)
        | (Kind::Advice, Responsible::Customer) => 6,
        (Kind::Commercial, Responsible::Provider) => 3,
        (Kind::Billing | Kind::Abuse, Responsible::Customer)
        | (Kind::Account, Responsible::Provider) => 1,
        (_, Responsible::PartnerOrPaid) => -3,
        _ => 0,
    }
}

/// How many halves of its weight a finding counts.
const fn halves(found: &Found) -> i32 {
    if found.words.start < LEAD { 3 } else { 2 }
}

/// What was found, added up.
fn scores(lexicon: &Lexicon, found: &[Found]) -> Scores {
    let mut scores = before_reading();
    for one in found {
        scores.add_halves(&lexicon.concepts[one.concept].weights, halves(one));
    }
    scores
}

/// What the scores decide.
struct Choice {
    kind: Kind,
    universe: Universe,
    responsible: Responsible,
    urgent: bool,
}

impl Choice {
    fn of(scores: &Scores) -> Self {
        // The first of equals, which `max_by_key` would not give: hence from behind.
        let (kind, universe) = Kind::ALL
            .iter()
            .flat_map(|kind| Universe::ALL.iter().map(|universe| (*kind, *universe)))
            .rev()
            .max_by_key(|(kind, universe)| {
                scores.of(Output::Kind(*kind))
                    + scores.of(Output::Universe(*universe))
                    + affinity(*kind, *universe) * UNIT
            })
            .unwrap_or((Kind::Advice, Universe::Market));
        let responsible = Responsible::ALL
            .iter()
            .copied()
            .rev()
            .max_by_key(|who| {
                scores.of(Output::Responsible(*who)) + usual_responsible(kind, *who) * UNIT
            })
            .unwrap_or(Responsible::Customer);
        Self {
            kind,
            universe,
            responsible,
            urgent: scores.of(Output::Urgent) + urgency(kind) * UNIT > 0,
        }
    }

    /// How much a concept spoke for this choice.
    fn owes(&self, concept: &Concept) -> i32 {
        let weight = |output| concept.weights.of(output);
        weight(Output::Kind(self.kind))
            + weight(Output::Universe(self.universe))
            + if self.urgent {
                weight(Output::Urgent)
            } else {
                0
            }
    }
}

/// Decides, and says why.
pub fn decide(lexicon: &Lexicon, text: &str, words: &[Word], found: &[Found]) -> Suggestion {
    let choice = Choice::of(&scores(lexicon, found));
    let because = because(lexicon, text, words, found, &choice);
    Suggestion {
        kind: choice.kind,
        universe: choice.universe,
        product: product(lexicon, found, choice.universe),
        responsible: choice.responsible,
        urgent: choice.urgent,
        because,
    }
}

/// The product most hinted at that fits the universe, else the usual one.
fn product(lexicon: &Lexicon, found: &[Found], universe: Universe) -> Product {
    let mut hints: Vec<(Product, i32)> = Vec::new();
    for one in found {
        let Some((product, amount)) = lexicon.concepts[one.concept].product else {
            continue;
        };
        let amount = amount * halves(one);
        match hints.iter_mut().find(|(known, _)| *known == product) {
            Some((_, sum)) => *sum += amount,
            None => hints.push((product, amount)),
        }
    }
    // Mail and certificates may live on a server of one's own, though most who name them
    // there only say how they heard.
    let at_home = |product: Product| product.universe() == universe;
    let guest = |product: Product| {
        universe == Universe::Servers && matches!(product, Product::Email | Product::Ssl)
    };
    hints
        .into_iter()
        .filter_map(|(product, amount)| match product {
            _ if at_home(product) => Some((product, amount * 2)),
            _ if guest(product) => Some((product, amount)),
            _ => None,
        })
        .rev()
        .max_by_key(|(_, amount)| *amount)
        .map_or(Product::usual(universe), |(product, _)| product)
}

/// The words of what speaks most for the decision.
fn because(
    lexicon: &Lexicon,
    text: &str,
    words: &[Word],
    found: &[Found],
    choice: &Choice,
) -> Vec<String> {
    let mut reasons: Vec<_> = found
        .iter()
        .map(|one| (choice.owes(&lexicon.concepts[one.concept]), &one.words))
        .filter(|(amount, _)| *amount > 0)
        .collect();
    reasons.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let mut spans: Vec<&std::ops::Range<usize>> = Vec::new();
    for (_, span) in reasons {
        // One reason for words that say several things.
        let known = spans
            .iter()
            .any(|other| span.start < other.end && other.start < span.end);
        if !known && spans.len() < REASONS {
            spans.push(span);
        }
    }
    spans.sort_by_key(|span| span.start);
    let mut because: Vec<String> = Vec::new();
    for span in spans {
        let bytes = words[span.start].bytes.start..words[span.end - 1].bytes.end;
        let reason: String = text[bytes].chars().take(LONGEST_REASON).collect();
        if !because.contains(&reason) {
            because.push(reason);
        }
    }
    because
}
