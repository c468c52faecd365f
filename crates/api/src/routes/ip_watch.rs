//! What the provider does about addresses of a block: blocked for spam, for an attack or
//! for ARP, reported for phishing, filtered against attacks.

use crate::{
    call::{Call, Method},
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

const PLACE: Where = Where::EVERYWHERE;
const PATH: &str = "/ip";

/// Why addresses are blocked; each is a route of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockedFor {
    /// Spam left from them: port 25 is closed.
    Spam,
    /// An attack left from them.
    Attack,
    /// They answered for addresses that are not theirs.
    Arp,
}

impl BlockedFor {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Spam, Self::Attack, Self::Arp];

    const fn route(self) -> &'static str {
        match self {
            Self::Spam => "/spam",
            Self::Attack => "/antihack",
            Self::Arp => "/arp",
        }
    }

    const fn list(self) -> &'static List<BlockedIp> {
        match self {
            Self::Spam => &SPAM,
            Self::Attack | Self::Arp => &BLOCKED,
        }
    }
}

wire_enum! {
    /// `ip.SpamStateEnum`, `ip.BlockedIpStateEnum`, `ip.ArpStateEnum`.
    pub enum BlockedState {
        /// Blocked for spam.
        BlockedForSpam = "blockedForSpam",
        /// Blocked.
        Blocked = "blocked",
        /// Being unblocked.
        Unblocking = "unblocking",
        /// It was blocked for spam and is no longer.
        Unblocked = "unblocked",
    }
}

impl BlockedState {
    /// Whether its owner may ask to unblock it, once it is time.
    pub fn is_blocked(&self) -> bool {
        matches!(self, Self::BlockedForSpam | Self::Blocked)
    }
}

/// An address that is or was blocked: `ip.SpamIp`, `ip.BlockedIp`, `ip.ArpBlockedIp`.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockedIp {
    /// The address.
    pub address: String,
    /// How it stands.
    pub state: Option<BlockedState>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// In seconds. After spam: how long it is blocked, from `since` on. Else: how long it
    /// still is, from the answer on.
    pub seconds: Option<u64>,
    /// What was seen. From outside: show it as text.
    pub logs: Option<String>,
}

wire_enum! {
    /// `ip.AntiphishingStateEnum`.
    pub enum PhishingState {
        /// Being blocked.
        Blocking = "blocking",
        /// Blocked.
        Blocked = "blocked",
        /// Being unblocked.
        Unblocking = "unblocking",
        /// No longer blocked.
        Unblocked = "unblocked",
    }
}

/// A report of phishing, `ip.Antiphishing`.
#[derive(Debug, Clone, PartialEq)]
pub struct Phishing {
    /// The address that the page is on.
    pub address: String,
    /// The page. From outside: show it as text, never as a link.
    pub url: String,
    /// How it stands.
    pub state: Option<PhishingState>,
    /// When it was reported.
    pub since: Option<Timestamp>,
}

wire_enum! {
    /// `ip.MitigationStateEnum`.
    pub enum MitigationState {
        /// About to be filtered.
        Creating = "creationPending",
        /// Filtered.
        Ok = "ok",
        /// About not to be.
        Removing = "removalPending",
    }
}

/// An address that is filtered against attacks, `ip.MitigationIp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mitigation {
    /// The address.
    pub address: String,
    /// How it stands.
    pub state: Option<MitigationState>,
    /// Filtered because it is being attacked.
    pub auto: bool,
    /// Filtered always, because its owner wants it.
    pub permanent: bool,
}

// The paths hold the block, so they are not read from here.
const SPAM: List<BlockedIp> = List {
    place: PLACE,
    path: PATH,
    id: "ipSpamming",
    read: read_spam,
};
const BLOCKED: List<BlockedIp> = List {
    place: PLACE,
    path: PATH,
    id: "ipBlocked",
    read: read_blocked,
};
const PHISHING: List<Phishing> = List {
    place: PLACE,
    path: PATH,
    id: "id",
    read: read_phishing,
};
const MITIGATION: List<Mitigation> = List {
    place: PLACE,
    path: PATH,
    id: "ipOnMitigation",
    read: read_mitigation,
};

fn read_spam(fields: &Fields<'_>) -> Result<BlockedIp, Wrong> {
    Ok(BlockedIp {
        address: fields.text("ipSpamming")?,
        state: fields.word("state", BlockedState::from_wire)?,
        since: fields.moment("date")?,
        seconds: fields.id_or_none("time")?,
        logs: None,
    })
}

fn read_blocked(fields: &Fields<'_>) -> Result<BlockedIp, Wrong> {
    Ok(BlockedIp {
        address: fields.text("ipBlocked")?,
        state: fields.word("state", BlockedState::from_wire)?,
        since: fields.moment("blockedSince")?,
        seconds: fields.id_or_none("time")?,
        logs: fields.text_or_none("logs")?,
    })
}

fn read_phishing(fields: &Fields<'_>) -> Result<Phishing, Wrong> {
    Ok(Phishing {
        address: fields.text("ipOnAntiphishing")?,
        url: fields.text_or_empty("urlPhishing")?,
        state: fields.word("state", PhishingState::from_wire)?,
        since: fields.moment("creationDate")?,
    })
}

fn read_mitigation(fields: &Fields<'_>) -> Result<Mitigation, Wrong> {
    Ok(Mitigation {
        address: fields.text("ipOnMitigation")?,
        state: fields.word("state", MitigationState::from_wire)?,
        auto: fields.flag("auto")?,
        permanent: fields.flag("permanent")?,
    })
}

impl Session {
    /// The addresses of a block that were blocked for a reason.
    /// `GET /ip/{ip}/spam`, `/antihack`, `/arp`, expanded.
    pub async fn ip_blocked(
        &self,
        block: &str,
        reason: BlockedFor,
    ) -> Result<Page<BlockedIp>, ApiError> {
        let call = Call::get(PATH).name(block)?.then(reason.route());
        self.list_from(reason.list(), call).await
    }

    /// Asks to unblock an address.
    /// `POST /ip/{ip}/spam/{ipSpamming}/unblock`, `/antihack/{ipBlocked}/unblock`,
    /// `/arp/{ipBlocked}/unblock`.
    pub async fn unblock_ip(
        &self,
        block: &str,
        reason: BlockedFor,
        address: &str,
    ) -> Result<(), ApiError> {
        let call = Call::write(Method::Post, PATH, None)
            .name(block)?
            .then(reason.route())
            .name(address)?
            .then("/unblock");
        self.done(PLACE, call).await
    }

    /// The reports of phishing on a block. `GET /ip/{ip}/phishing`, expanded.
    pub async fn ip_phishing(&self, block: &str) -> Result<Page<Phishing>, ApiError> {
        let call = Call::get(PATH).name(block)?.then("/phishing");
        self.list_from(&PHISHING, call).await
    }

    /// The addresses of a block that are filtered. `GET /ip/{ip}/mitigation`, expanded.
    pub async fn ip_mitigation(&self, block: &str) -> Result<Page<Mitigation>, ApiError> {
        let call = Call::get(PATH).name(block)?.then("/mitigation");
        self.list_from(&MITIGATION, call).await
    }
}
