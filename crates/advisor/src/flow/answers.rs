//! What was answered so far.

use std::collections::BTreeMap;

/// Answers by question. Those to questions that are no longer asked are kept, as they
/// count again when the way leads back to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// No answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a question, both by their keys, in place of an earlier answer.
    pub fn set(&mut self, node: &str, option: &str) {
        self.0.insert(node.to_owned(), option.to_owned());
    }

    /// The answer to a question.
    pub fn get(&self, node: &str) -> Option<&str> {
        self.0.get(node).map(String::as_str)
    }

    /// Takes an answer back.
    pub fn clear(&mut self, node: &str) {
        self.0.remove(node);
    }

    /// Questions and answers by their keys, for keeping a draft.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(node, option)| (node.as_str(), option.as_str()))
    }
}

impl<N: Into<String>, O: Into<String>> FromIterator<(N, O)> for Answers {
    fn from_iter<I: IntoIterator<Item = (N, O)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(
            pairs
                .map(|(node, option)| (node.into(), option.into()))
                .collect(),
        )
    }
}
