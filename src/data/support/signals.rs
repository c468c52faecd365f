//! What is asked of the API before a person is asked.

use std::net::IpAddr;

use api::{
    ApiError, BlockedFor, BlockedState, Page, PartnerLevel, PhishingState, PlannedIntervention,
    SupportLevel, Ticket, TicketFilter, TicketId, TicketState, Timestamp, if_in_region,
};

use crate::data::Question;
use crate::data::dashboard::questions::is_machine;
use crate::data::row::Row;

/// The account's support level; `None` in a region that does not say it.
pub fn level() -> Question<Option<SupportLevel>> {
    Question {
        what: "support-level",
        of: String::new(),
        call: |session, _| Box::pin(async move { if_in_region(session.support_level().await) }),
    }
}

/// The tickets that are open on a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenTickets {
    /// All of them.
    pub rows: Vec<Ticket>,
    /// Those that a machine of the provider opened.
    pub automatic: Vec<TicketId>,
}

/// Those of a service, by its technical name.
pub fn open_tickets(service: &str) -> Question<OpenTickets> {
    Question {
        what: super::TICKETS_OF,
        of: service.to_owned(),
        call: |session, service| {
            Box::pin(async move {
                let mut filter = TicketFilter {
                    state: Some(TicketState::Open),
                    service_name: Some(service),
                    ..TicketFilter::default()
                };
                let rows = session.tickets(&filter).await?.rows;
                let mut automatic = Vec::new();
                if !rows.is_empty() {
                    // A ticket does not say who opened it; the list can leave those out.
                    filter.without_automatic = true;
                    let own = session.tickets(&filter).await?.rows;
                    let is_own = |ticket: &&Ticket| own.iter().any(|one| one.id == ticket.id);
                    let others = rows.iter().filter(|ticket| !is_own(ticket));
                    automatic.extend(others.map(|ticket| ticket.id));
                }
                Ok(OpenTickets { rows, automatic })
            })
        },
    }
}

/// The account as a partner; `None` in a region without partners.
pub fn partner() -> Question<Option<PartnerLevel>> {
    Question {
        what: "partner-level",
        of: String::new(),
        call: |session, _| {
            Box::pin(async move {
                let partner = if_in_region(session.background().partner().await)?;
                Ok(partner.map(|partner| partner.level))
            })
        },
    }
}

/// What technicians will do at a server, or are doing, by its technical name.
pub fn planned(server: &str) -> Question<Page<PlannedIntervention>> {
    Question {
        what: "planned-interventions",
        of: server.to_owned(),
        call: |session, server| {
            Box::pin(async move { session.server_planned_interventions(&server).await })
        },
    }
}

/// Why an address is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An attack, spam or false ARP answers left from it.
    Sent(BlockedFor),
    /// It showed a page that pretends to be somebody else's.
    Phishing,
}

/// A blocked address.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The address.
    pub address: String,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub since: Option<Timestamp>,
    /// In seconds, as [`api::BlockedIp::seconds`].
    pub seconds: Option<u64>,
}

/// The addresses of a service that are blocked: those that lead to a machine, or those of
/// the block that it is.
pub fn blocked(of: &Addresses) -> Question<Vec<Block>> {
    Question {
        what: super::BLOCKED,
        of: of.as_text(),
        call: |session, of| Box::pin(async move { blocked_of(&session, &of).await }),
    }
}

async fn blocked_of(session: &api::Session, of: &str) -> Result<Vec<Block>, ApiError> {
    let mut found = Vec::new();
    let (blocks, _) = Addresses::from_text(of).blocks(session).await?;
    for block in blocks {
        found.extend(blocked_in(session, &block).await?);
    }
    Ok(found)
}

async fn blocked_in(session: &api::Session, block: &str) -> Result<Vec<Block>, ApiError> {
    let mut found = Vec::new();
    for reason in BlockedFor::ALL {
        let page = session.ip_blocked(block, reason).await?;
        let still = page
            .rows
            .into_iter()
            .filter(|ip| ip.state.as_ref().is_none_or(BlockedState::is_blocked));
        found.extend(still.map(|ip| Block {
            address: ip.address,
            reason: Reason::Sent(reason),
            since: ip.since,
            seconds: ip.seconds,
        }));
    }
    let pages = session.ip_phishing(block).await?;
    let still = pages.rows.into_iter().filter(|page| {
        matches!(
            page.state,
            Some(PhishingState::Blocked | PhishingState::Blocking)
        )
    });
    found.extend(still.map(|page| Block {
        address: page.address,
        reason: Reason::Phishing,
        since: page.since,
        seconds: None,
    }));
    Ok(found)
}

/// Where the addresses of a service are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// It is a block of them: `192.0.2.0/28`.
    Block(String),
    /// They lead to it, by its technical name.
    Machine(String),
}

impl Addresses {
    /// As questions are about it.
    pub fn as_text(&self) -> String {
        match self {
            Self::Block(block) => format!("block {block}"),
            Self::Machine(name) => format!("machine {name}"),
        }
    }

    /// The blocks that they are in, and how many more could not be read.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn blocks(self, session: &api::Session) -> Result<(Vec<String>, usize), ApiError> {
        match self {
            Self::Block(block) => Ok((vec![block], 0)),
            Self::Machine(name) => {
                let page = session.ip_blocks_of(&name).await?;
                let blocks = page.rows.into_iter().map(|block| block.block);
                Ok((blocks.collect(), page.bad.len()))
            }
        }
    }

    /// Reads what [`Addresses::as_text`] wrote.
    pub fn from_text(text: &str) -> Self {
        match text.split_once(' ') {
            Some(("block", block)) => Self::Block(block.to_owned()),
            Some((_, name)) => Self::Machine(name.to_owned()),
            None => Self::Machine(text.to_owned()),
        }
    }
}

/// Where those of `row` are found; `None` for what has none.
pub fn addresses_of(row: &Row) -> Option<Addresses> {
    if row.product?.key != "ip" {
        return is_machine(row).then(|| Addresses::Machine(row.name.to_string()));
    }
    let text = row.name.strip_prefix("ip-").unwrap_or(&row.name);
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let whole = if address.is_ipv4() { "32" } else { "128" };
    let block = format!("{address}/{}", bits.unwrap_or(whole));
    Some(Addresses::Block(block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::row::tests::row;

    #[test]
    fn addresses_are_those_of_a_machine_or_the_block_itself() {
        let of = |name: &str, route| addresses_of(&row("eu:ab1-ovh", 1, name, route, "active"));
        let machine = Some(Addresses::Machine("ns1".into()));
        assert_eq!(of("ns1", "/dedicated/server/{s}"), machine);
        assert_eq!(of("192.0.2.1", "/domain/{s}"), None);
        for (name, block) in [
            ("ip-192.0.2.0/28", Some("192.0.2.0/28")),
            ("ip-192.0.2.9", Some("192.0.2.9/32")),
            ("2001:db8::/64", Some("2001:db8::/64")),
            ("ip-me", None),
        ] {
            let block = block.map(|block| Addresses::Block(block.into()));
            assert_eq!(of(name, "/ip/service/{s}"), block, "{name}");
            if let Some(block) = block {
                assert_eq!(Addresses::from_text(&block.as_text()), block);
            }
        }
    }
}
