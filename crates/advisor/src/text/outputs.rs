//! What evidence counts for: kinds, universes, who is responsible, urgency.

use super::labels::{Kind, Responsible, Universe};

/// Kinds, then universes, then who is responsible, then urgency.
pub const COUNT: usize = KINDS + UNIVERSES + RESPONSIBLES + 1;
const KINDS: usize = Kind::ALL.len();
const UNIVERSES: usize = Universe::ALL.len();
const RESPONSIBLES: usize = Responsible::ALL.len();

/// One thing that evidence can count for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Kind(Kind),
    Universe(Universe),
    Responsible(Responsible),
    Urgent,
}

impl Output {
    /// Its place among [`COUNT`].
    pub const fn index(self) -> usize {
        match self {
            Self::Kind(kind) => kind as usize,
            Self::Universe(universe) => KINDS + universe as usize,
            Self::Responsible(responsible) => KINDS + UNIVERSES + responsible as usize,
            Self::Urgent => COUNT - 1,
        }
    }

    /// As the lexicon writes it: `billing`, `#market`, `customer`, `!`.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "!" {
            return Some(Self::Urgent);
        }
        match name.strip_prefix('#') {
            Some(universe) => Universe::parse(universe).map(Self::Universe),
            None => Kind::parse(name)
                .map(Self::Kind)
                .or_else(|| Responsible::parse(name).map(Self::Responsible)),
        }
    }
}

/// How much speaks for each output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scores([i32; COUNT]);

impl Scores {
    /// Nothing speaks for anything.
    pub const NONE: Self = Self([0; COUNT]);

    pub const fn of(&self, output: Output) -> i32 {
        self.0[output.index()]
    }

    pub const fn add(&mut self, output: Output, amount: i32) {
        self.0[output.index()] += amount;
    }

    /// Adds `other`, `times` halves of it.
    pub fn add_halves(&mut self, other: &Self, times: i32) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other * times / 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_output_has_a_place_of_its_own() {
        let mut places: Vec<usize> = Kind::ALL
            .iter()
            .map(|kind| Output::Kind(*kind))
            .chain(Universe::ALL.iter().map(|one| Output::Universe(*one)))
            .chain(Responsible::ALL.iter().map(|one| Output::Responsible(*one)))
            .chain([Output::Urgent])
            .map(Output::index)
            .collect();
        places.sort_unstable();
        assert_eq!(places, (0..COUNT).collect::<Vec<_>>());
    }

    #[test]
    fn the_account_is_a_kind_and_a_universe() {
        assert_eq!(Output::parse("account"), Some(Output::Kind(Kind::Account)));
        assert_eq!(
            Output::parse("#account"),
            Some(Output::Universe(Universe::Account))
        );
        assert_eq!(Output::parse("account!"), None);
    }
}
