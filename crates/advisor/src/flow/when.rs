//! Conditions, as data.

use std::fmt;

use catalog::{Action, Family, Region, Responsible, Topic, Universe};

use super::{
    case::{Case, Entry, Kind, Partner},
    signals::Finding,
};

/// When an option is shown, or a way is taken.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Always.
    Always,
    /// The request is about a family.
    FamilyKnown,
    /// It is about one of these.
    Family(&'static [Family]),
    /// It is about one of these, or nobody knows what it is about.
    FamilyOrUnknown(&'static [Family]),
    /// It is about a family of this universe.
    Universe(Universe),
    /// There is a service.
    Service,
    /// Something was found.
    AnyFinding,
    /// This was found.
    Found(Finding),
    /// Help was asked for there.
    Entry(Entry),
    /// The words suggest that it is the customer's to solve, or a matter of advice.
    WordsSuggestAdvice,
    /// The words suggest this kind.
    Words(Kind),
    /// The account is a partner.
    Partner,
    /// Support levels are sold here.
    LevelsSold,
    /// The region is this one.
    Region(Region),
    /// The customer can do this here.
    Can(Action),
    /// The family has topics.
    Topics,
    /// The topic that was chosen is solved by this one.
    Topic(Responsible),
    /// It is one of these.
    TopicIn(&'static [&'static str]),
    /// The customer can do what settles it here.
    TopicAction,
    /// This option was chosen for the question about the need.
    Need(&'static str),
    /// None of these.
    Not(&'static When),
    /// All of these.
    All(&'static [When]),
    /// Any of these.
    Any(&'static [When]),
}

/// What conditions look at.
pub(super) struct Facts<'a> {
    pub case: &'a Case,
    /// What the request is about, as far as it is known by now.
    pub family: Option<Family>,
    /// The option chosen for the need.
    pub need: Option<&'static str>,
    /// The topic chosen.
    pub topic: Option<&'static Topic>,
}

impl Facts<'_> {
    /// Whether something can be done by the customer themselves: there is a route for it
    /// and, where it is about a service, a service.
    pub fn can(&self, action: Action) -> bool {
        self.route(action).is_some()
    }

    /// The route that does it.
    pub fn route(&self, action: Action) -> Option<&'static str> {
        let family = self.family.unwrap_or(Family::Account);
        let route = action.route(family, self.case.region)?;
        let of_account = route.contains(" /me/");
        (of_account || self.case.service.is_some()).then_some(route)
    }
}

impl When {
    /// Whether it holds.
    pub(super) fn holds(&self, facts: &Facts<'_>) -> bool {
        let case = facts.case;
        match self {
            Self::Always => true,
            Self::FamilyKnown => facts.family.is_some(),
            Self::Family(families) => facts.family.is_some_and(|f| families.contains(&f)),
            Self::FamilyOrUnknown(families) => facts.family.is_none_or(|f| families.contains(&f)),
            Self::Universe(universe) => facts.family.and_then(Family::universe) == Some(*universe),
            Self::Service => case.service.is_some(),
            Self::AnyFinding => Finding::ALL.iter().any(|f| f.is_in(&case.signals)),
            Self::Found(finding) => finding.is_in(&case.signals),
            Self::Entry(entry) => case.entry == *entry,
            Self::WordsSuggestAdvice => case.suggestion.is_for_advice(),
            Self::Words(kind) => case.suggestion.kind == Some(*kind),
            Self::Partner => case.partner.is_some_and(|partner| partner != Partner::None),
            Self::LevelsSold => case.sells_levels(),
            Self::Region(region) => case.region == *region,
            Self::Can(action) => facts.can(*action),
            Self::Topics => facts
                .family
                .is_some_and(|f| !catalog::perimeter(f).is_empty()),
            Self::Topic(who) => facts.topic.is_some_and(|topic| topic.responsible == *who),
            Self::TopicIn(keys) => facts.topic.is_some_and(|topic| keys.contains(&topic.key)),
            Self::TopicAction => {
                let action = facts.topic.and_then(|topic| topic.action);
                action.is_some_and(|action| action.settles() && facts.can(action))
            }
            Self::Need(option) => facts.need == Some(*option),
            Self::Not(other) => !other.holds(facts),
            Self::All(all) => all.iter().all(|when| when.holds(facts)),
            Self::Any(any) => any.iter().any(|when| when.holds(facts)),
        }
    }
}

/// As the drawing of the flow says it.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let families = |families: &[Family]| {
            let keys: Vec<_> = families.iter().map(|family| family.key()).collect();
            keys.join(", ")
        };
        let each = |all: &[When], word: &str| {
            let all: Vec<_> = all.iter().map(ToString::to_string).collect();
            all.join(word)
        };
        match self {
            Self::Always => f.write_str("always"),
            Self::FamilyKnown => f.write_str("product known"),
            Self::Family(all) => f.write_str(&families(all)),
            Self::FamilyOrUnknown(all) => write!(f, "{} or unknown", families(all)),
            Self::Universe(universe) => f.write_str(universe.key()),
            Self::Service => f.write_str("about a service"),
            Self::AnyFinding => f.write_str("something found"),
            Self::Found(finding) => write!(f, "found: {}", finding.key()),
            Self::Entry(entry) => write!(f, "from: {entry:?}"),
            Self::WordsSuggestAdvice => f.write_str("words suggest advice"),
            Self::Words(kind) => write!(f, "words suggest: {kind:?}"),
            Self::Partner => f.write_str("a partner"),
            Self::LevelsSold => f.write_str("levels are sold"),
            Self::Region(region) => write!(f, "in {region:?}"),
            Self::Can(action) => write!(f, "can {}", action.key()),
            Self::Topics => f.write_str("perimeter published"),
            Self::Topic(who) => write!(f, "solved by {}", who.key()),
            Self::TopicIn(keys) => f.write_str(&keys.join(", ")),
            Self::TopicAction => f.write_str("can settle it"),
            Self::Need(option) => write!(f, "need: {option}"),
            Self::Not(other) => write!(f, "not ({other})"),
            Self::All(all) => f.write_str(&each(all, " and ")),
            Self::Any(any) => write!(f, "({})", each(any, " or ")),
        }
    }
}
