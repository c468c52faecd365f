//! Access rules: which methods on which paths a credential may call.

use serde::{Deserialize, Serialize};

/// One rule. `*` in the path stands for any run of characters, also none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRule {
    /// `GET`, `POST`, `PUT`, `DELETE` or `PATCH`.
    pub method: String,
    /// `/me`, `/me/*`, `/*`.
    pub path: String,
}

/// The methods that a rule may name.
pub const METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "PATCH"];

impl AccessRule {
    /// A rule.
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
        }
    }

    /// The rules that allow every call.
    pub fn everything() -> Vec<Self> {
        ["GET", "POST", "PUT", "DELETE"]
            .map(|method| Self::new(method, "/*"))
            .to_vec()
    }

    /// Whether the rule allows `method` on `path` (the path after the version,
    /// as sent).
    pub fn allows(&self, method: &str, path: &str) -> bool {
        self.method == method && matches(&self.path, path)
    }
}

/// Whether any of `rules` allows the call.
pub fn allow(rules: &[AccessRule], method: &str, path: &str) -> bool {
    rules.iter().any(|rule| rule.allows(method, path))
}

/// `*` matching in linear time: on a mismatch only the last star is retried.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            star = Some((p, t));
            p += 1;
        } else if pattern.get(p) == text.get(t) {
            p += 1;
            t += 1;
        } else if let Some((star_p, star_t)) = star {
            p = star_p + 1;
            t = star_t + 1;
            star = Some((star_p, t));
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rules_allow_what_they_name() {
        for (rule, path, allowed) in [
            ("/*", "/me", true),
            ("/*", "/", true),
            ("/me", "/me", true),
            ("/me", "/me/bill", false),
            ("/me", "/men", false),
            ("/me/*", "/me", false),
            ("/me/*", "/me/", true),
            ("/me/*", "/me/bill/FR1", true),
            ("/me*", "/me", true),
            ("/me*", "/men", true),
            ("/*/serviceInfos", "/vps/x/serviceInfos", true),
            ("/*/serviceInfos", "/vps/x/serviceInfos/y", false),
            ("/vps/*/reboot", "/vps/a/b/reboot", true),
            ("/a*b*c", "/abxbc", true),
            ("/a*b*c", "/abxbd", false),
            ("", "/me", false),
        ] {
            let rule = AccessRule::new("GET", rule);
            assert_eq!(rule.allows("GET", path), allowed, "{rule:?} on {path}");
            assert!(!rule.allows("POST", path));
        }
    }

    /// The same relation, written as slowly and plainly as possible.
    fn plainly(pattern: &[u8], text: &[u8]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((b'*', rest)) => (0..=text.len()).any(|skip| plainly(rest, &text[skip..])),
            Some((byte, rest)) => text.first() == Some(byte) && plainly(rest, &text[1..]),
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_plain_definition(pattern in "[ab*/]{0,8}", text in "[ab/]{0,10}") {
            prop_assert_eq!(
                matches(&pattern, &text),
                plainly(pattern.as_bytes(), text.as_bytes())
            );
        }
    }
}
