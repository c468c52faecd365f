//! From what is known and answered to the next step.

use catalog::{Family, Universe};

use super::{
    answers::Answers,
    case::Case,
    ending,
    nodes::{Choice, Ending, Goal, Listed, Node, NodeId, Route, START, UNKNOWN},
    outcome::Outcome,
    signals::Signal,
    suggest::{self, Suggested},
    when::Facts,
};

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A question.
    Ask(Question),
    /// The end.
    End(Outcome),
}

/// A question, as it is asked in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which one.
    pub node: NodeId,
    /// The answers on offer, "I don't know" last.
    pub options: Vec<Opt>,
    /// The one to select beforehand, and why.
    pub suggested: Option<Suggested>,
    /// The one that was given.
    pub answer: Option<&'static str>,
    /// Signals that could not be read. Only where the question shows what was found, or
    /// would have, had something been found.
    pub unread: Vec<Signal>,
}

/// An answer on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opt {
    /// A stable name, unique in its question.
    pub key: &'static str,
    /// The universe under which to list it. Only products have one.
    pub group: Option<Universe>,
}

/// The way through the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The questions that were answered, in order, each with its answer.
    pub asked: Vec<Question>,
    /// What comes next.
    pub step: Step,
}

/// The next step of a case.
///
/// Answers to questions that are not on the way, and answers that are not on offer, are
/// as if they had not been given.
pub fn next(case: &Case, answers: &Answers) -> Step {
    walk(case, answers).step
}

/// The way so far and the next step, for going back without losing an answer.
pub fn walk(case: &Case, answers: &Answers) -> Walk {
    let (asked, next, facts) = follow(case, answers);
    let step = match next {
        Next::Ask(question) => Step::Ask(question),
        Next::End(ending) => Step::End(ending::fill(ending, &facts)),
    };
    Walk { asked, step }
}

/// A [`Step`] before its end is filled.
pub(super) enum Next {
    Ask(Question),
    End(Ending),
}

/// Follows the tables as far as the answers lead.
pub(super) fn follow<'a>(case: &'a Case, answers: &Answers) -> (Vec<Question>, Next, Facts<'a>) {
    let mut facts = Facts {
        case,
        family: case.family(),
        need: None,
        topic: None,
    };
    let mut asked = Vec::new();
    let mut routes = START;
    loop {
        let id = match lead(routes, &facts) {
            Goal::Ask(id) => id,
            Goal::End(ending) => return (asked, Next::End(ending), facts),
        };
        let mut question = ask(id, &facts, &asked);
        let given = answers.get(id.key());
        let Some(answer) = question.options.iter().find(|opt| Some(opt.key) == given) else {
            return (asked, Next::Ask(question), facts);
        };
        let answer = answer.key;
        question.answer = Some(answer);
        asked.push(question);
        match id {
            NodeId::Product => facts.family = Family::parse(answer),
            NodeId::Need => facts.need = Some(answer),
            NodeId::Topic => {
                facts.topic = facts
                    .family
                    .and_then(|family| catalog::topic(family, answer));
            }
            _ => {}
        }
        routes = routes_of(id.node(), answer);
    }
}

/// The first way that is open. Tables end in one that always is, see their test.
fn lead(routes: &[Route], facts: &Facts<'_>) -> Goal {
    routes
        .iter()
        .find(|route| route.when.holds(facts))
        .map_or(Goal::Ask(NodeId::Need), |route| route.to)
}

fn routes_of(node: &'static Node, answer: &str) -> &'static [Route] {
    match node.choices.iter().find(|choice| choice.key == answer) {
        Some(choice) => choice.to,
        None => node.listed.as_ref().map_or(&[], Listed::routes),
    }
}

fn ask(id: NodeId, facts: &Facts<'_>, asked: &[Question]) -> Question {
    let node = id.node();
    let mut options = match node.listed {
        Some(Listed::Families(_)) => families(facts.case),
        Some(Listed::Topics(_)) => topics(facts.family),
        None => Vec::new(),
    };
    let shown = |choice: &&Choice| choice.shown.holds(facts);
    options.extend(node.choices.iter().filter(shown).map(|choice| Opt {
        key: choice.key,
        group: None,
    }));
    let suggested = suggest::option(id, facts, asked)
        .filter(|suggested| options.iter().any(|opt| opt.key == suggested.option));
    Question {
        node: id,
        options,
        suggested,
        answer: None,
        unread: match id {
            NodeId::Found | NodeId::Need => facts.case.signals.unread(facts.case, facts.family),
            _ => Vec::new(),
        },
    }
}

/// The families of the endpoint; of one universe and the account, where help was asked
/// for in one.
fn families(case: &Case) -> Vec<Opt> {
    Family::ALL
        .into_iter()
        .filter(|family| family.exists_in(case.region, case.brand))
        .map(|family| (family, family.universe()))
        .filter(|(_, universe)| {
            case.universe.is_none() || universe.is_none() || *universe == case.universe
        })
        .map(|(family, universe)| Opt {
            key: family.key(),
            group: universe,
        })
        .collect()
}

fn topics(family: Option<Family>) -> Vec<Opt> {
    let topics = family.map(catalog::perimeter).unwrap_or_default();
    topics
        .iter()
        .map(|topic| Opt {
            key: topic.key,
            group: None,
        })
        .collect()
}

impl Question {
    /// Whether "I don't know" is on offer.
    pub fn has_unknown(&self) -> bool {
        self.options.last().is_some_and(|opt| opt.key == UNKNOWN)
    }
}
