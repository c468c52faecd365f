//! Support levels.

/// A support level of an account, from what everybody has to a dedicated team.
///
/// The API spells them as in [`Level::as_str`] in `GET /me/supportLevel`. Its
/// fifth value, `premium-accredited`, is [`Level::Premium`] for partners: same
/// rank, other phone line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Level 1, included with every account.
    Standard,
    /// Level 2.
    Premium,
    /// Level 3.
    Business,
    /// Level 4.
    Enterprise,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [
        Self::Standard,
        Self::Premium,
        Self::Business,
        Self::Enterprise,
    ];

    /// The name the API uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Premium => "premium",
            Self::Business => "business",
            Self::Enterprise => "enterprise",
        }
    }

    /// The level behind a name of the API, `None` for a name we do not know.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "premium-accredited" {
            return Some(Self::Premium);
        }
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }

    /// 1 to 4, as customers number them.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Whether a ticket of this level may carry an impact and an urgency.
    ///
    /// The schema of `POST /support/tickets/create` (EU, 2026) reserves both
    /// fields to the two highest levels.
    pub const fn may_state_urgency(self) -> bool {
        matches!(self, Self::Business | Self::Enterprise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_round_trip() {
        for (index, level) in Level::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(level.number()), index + 1);
            assert_eq!(Level::parse(level.as_str()), Some(level));
        }
        assert_eq!(Level::parse("premium-accredited"), Some(Level::Premium));
        assert_eq!(Level::parse("platinum"), None);
    }

    #[test]
    fn only_the_highest_two_levels_state_urgency() {
        let allowed: Vec<_> = Level::ALL
            .into_iter()
            .filter(|level| level.may_state_urgency())
            .collect();
        assert_eq!(allowed, [Level::Business, Level::Enterprise]);
    }
}
