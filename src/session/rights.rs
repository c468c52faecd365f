//! What keys may do: the rules behind it, and the choices that a person has when asking
//! for new ones.

use api::Rule;
use catalog::Universe;

/// The methods that change something, as rules name them.
const WRITES: [&str; 3] = ["POST", "PUT", "DELETE"];

/// What a set of rules comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// Any call.
    Everything,
    /// Any read, no write.
    Reading,
    /// Reads of some paths, no write.
    ReadingSome,
    /// Some calls, writes among them.
    Some,
}

impl Rights {
    /// What `rules` come to.
    pub fn of(rules: &[Rule]) -> Self {
        let any = |method: &str| {
            rules
                .iter()
                .any(|rule| rule.method == method && matches!(rule.path.as_str(), "/*" | "*"))
        };
        let writes = rules.iter().any(|rule| rule.method != "GET");
        match (any("GET"), writes) {
            (true, true) if WRITES.into_iter().all(any) => Self::Everything,
            (true, false) => Self::Reading,
            (false, false) => Self::ReadingSome,
            _ => Self::Some,
        }
    }
}

/// Whether any of `rules` allows that call. `*` in a rule stands for any characters, also
/// none.
pub fn allow(rules: &[Rule], method: &str, path: &str) -> bool {
    rules
        .iter()
        .any(|rule| rule.method == method && fits(&rule.path, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let Some(mut left) = path.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    // The earliest place for each part leaves the most for those behind it.
    for part in middle.split('*') {
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.ends_with(end)
}

/// A part of what an account has, for which keys may be given apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The products of a universe.
    Of(Universe),
    /// Tickets.
    Support,
    /// The account itself, its bills and its contacts.
    Account,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 6] = [
        Self::Of(Universe::Market),
        Self::Of(Universe::Spirit),
        Self::Of(Universe::Stack),
        Self::Of(Universe::Enterprise),
        Self::Support,
        Self::Account,
    ];

    /// The sections of the API that it means.
    fn sections(self) -> Vec<&'static str> {
        match self {
            Self::Of(universe) => {
                let mut sections: Vec<&str> = Vec::new();
                for product in catalog::PRODUCTS {
                    // One that lies within another is allowed with it.
                    let within = |other: &&str| {
                        product
                            .prefix
                            .strip_prefix(*other)
                            .is_some_and(|rest| rest.starts_with('/'))
                    };
                    if product.universe == universe && !sections.iter().any(within) {
                        sections.push(product.prefix);
                    }
                }
                sections
            }
            Self::Support => vec!["/support"],
            Self::Account => vec!["/me", "/services"],
        }
    }
}

/// How much of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    #[default]
    Nothing,
    Read,
    Change,
}

/// What a person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To read everything.
    Reading,
    /// Part by part, in the order of [`Part::ALL`].
    Parts([Reach; 6]),
    /// To read and change everything.
    Everything,
}

impl Wish {
    /// The rules to ask for: those that are needed and no other.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut allow = |method: &str, path: String| {
            let rule = Rule {
                method: method.to_owned(),
                path,
            };
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        };
        match self {
            Self::Reading => allow("GET", "/*".to_owned()),
            Self::Everything => {
                allow("GET", "/*".to_owned());
                for method in WRITES {
                    allow(method, "/*".to_owned());
                }
            }
            Self::Parts(reaches) => {
                // Whose keys they are, and what there is: without these nothing is shown.
                for path in ["/me", "/services", "/services/*"] {
                    allow("GET", path.to_owned());
                }
                for (part, reach) in Part::ALL.into_iter().zip(reaches) {
                    let writes: &[&str] = match reach {
                        Reach::Nothing => continue,
                        Reach::Read => &[],
                        Reach::Change => &WRITES,
                    };
                    for section in part.sections() {
                        for method in ["GET"].iter().chain(writes) {
                            allow(method, section.to_owned());
                            allow(method, [section, "/*"].concat());
                        }
                    }
                }
            }
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(method: &str, path: &str) -> Rule {
        Rule {
            method: method.into(),
            path: path.into(),
        }
    }

    #[test]
    fn rules_are_said_in_plain_words() {
        for (rules, rights) in [
            (Wish::Everything.rules(), Rights::Everything),
            (Wish::Reading.rules(), Rights::Reading),
            (vec![], Rights::ReadingSome),
            (vec![rule("GET", "/me")], Rights::ReadingSome),
            (vec![rule("GET", "/*"), rule("POST", "/*")], Rights::Some),
            (vec![rule("DELETE", "/vps/*")], Rights::Some),
        ] {
            assert_eq!(Rights::of(&rules), rights, "{rules:?}");
        }
    }

    #[test]
    fn a_rule_allows_what_it_names() {
        for (path, called, allowed) in [
            ("/*", "/me", true),
            ("*", "/me", true),
            ("/me", "/me", true),
            ("/me", "/me/bill", false),
            ("/me/*", "/me", false),
            ("/me/*", "/me/bill/FR1", true),
            ("/*/serviceInfos", "/vps/x/serviceInfos", true),
            ("/*/serviceInfos", "/vps/x/serviceInfos/y", false),
            ("/vps/*/reboot", "/vps/a/b/reboot", true),
            ("/a*b*c", "/abxbc", true),
            ("/a*b*c", "/abxbd", false),
            ("/a*a", "/a", false),
            ("", "/me", false),
        ] {
            let rules = [rule("PUT", path)];
            assert_eq!(allow(&rules, "PUT", called), allowed, "{path} on {called}");
            assert!(!allow(&rules, "GET", called));
        }
    }

    #[test]
    fn part_by_part_asks_for_what_was_chosen_and_no_more() {
        let mut reaches = [Reach::Nothing; 6];
        let least = Wish::Parts(reaches).rules();
        let paths: Vec<&str> = least.iter().map(|rule| rule.path.as_str()).collect();
        assert_eq!(paths, ["/me", "/services", "/services/*"]);
        assert!(least.iter().all(|rule| rule.method == "GET"));

        reaches[1] = Reach::Read;
        let rules = Wish::Parts(reaches).rules();
        assert!(rules.contains(&rule("GET", "/vps/*")));
        assert!(rules.iter().all(|rule| rule.method == "GET"));
        assert!(rules.iter().all(|rule| !rule.path.starts_with("/domain")));

        reaches[4] = Reach::Change;
        let rules = Wish::Parts(reaches).rules();
        assert!(rules.contains(&rule("POST", "/support/*")));
        let writes: Vec<_> = rules.iter().filter(|rule| rule.method != "GET").collect();
        assert!(writes.iter().all(|rule| rule.path.starts_with("/support")));
    }

    #[test]
    fn every_product_is_in_the_part_of_its_universe() {
        for (at, part) in Part::ALL.into_iter().enumerate() {
            let Part::Of(universe) = part else { continue };
            let mut reaches = [Reach::Nothing; 6];
            reaches[at] = Reach::Read;
            let rules = Wish::Parts(reaches).rules();
            for product in catalog::PRODUCTS.iter().filter(|p| p.universe == universe) {
                let list = product.prefix;
                let covered = rules.iter().any(|rule| {
                    let stem = rule.path.trim_end_matches('*');
                    rule.path == list || (stem != rule.path && list.starts_with(stem))
                });
                assert!(covered, "{list}");
            }
        }
    }

    #[test]
    fn no_wish_asks_for_too_many_rules() {
        // The local control plane takes 500, and a person is to read them.
        assert!(Wish::Parts([Reach::Change; 6]).rules().len() <= 500);
    }
}
