//! Addresses that the provider has blocked: for spam, for an attack that came from
//! them, or for answering to addresses of others (ARP).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{DATETIME, IPV4, list, model};
use crate::route::{Declaration, Route, get, post};
use crate::routes::product::{self, missing};

use super::{Block, at_block, document, find, save};

/// How long it takes to unblock an address.
const UNBLOCKING: Duration = Duration::minutes(10);

/// Why an address is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// It sent spam: port 25 is closed.
    Spam,
    /// An attack came from it.
    Antihack,
    /// It answered for addresses that are not its own.
    Arp,
}

/// What is stored of an address that is or was blocked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Why.
    pub reason: Reason,
    /// The address, of the block.
    pub address: String,
    /// Since when, seconds since 1970.
    pub since: i64,
    /// For how many seconds at least.
    pub seconds: i64,
    /// When its owner asked to unblock it.
    pub asked: Option<i64>,
    /// What was seen.
    pub logs: Option<String>,
    /// Messages seen, each so many seconds before it was blocked: spam only.
    #[serde(default)]
    pub messages: Vec<Message>,
}

/// A message that counted as spam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// When, seconds since 1970.
    pub at: i64,
    /// Where it went.
    pub to: String,
    /// Its Message-ID.
    pub id: String,
    /// How much it looks like spam.
    pub score: i64,
}

impl Blocked {
    /// Its state on the wire; none once it is as if nothing had been.
    fn state(&self, now: OffsetDateTime) -> Option<&'static str> {
        let over = self
            .asked
            .is_some_and(|asked| now.unix_timestamp() >= asked + UNBLOCKING.whole_seconds());
        match (self.reason, self.asked) {
            (Reason::Spam, None) => Some("blockedForSpam"),
            (_, None) => Some("blocked"),
            (_, Some(_)) if !over => Some("unblocking"),
            (Reason::Spam, Some(_)) => Some("unblocked"),
            (_, Some(_)) => None,
        }
    }

    /// Seconds until it may be unblocked.
    fn left(&self, now: OffsetDateTime) -> i64 {
        (self.since + self.seconds - now.unix_timestamp()).max(0)
    }

    /// `ip.SpamIp`, or `ip.BlockedIp` and `ip.ArpBlockedIp`.
    fn view(&self, state: &str, now: OffsetDateTime) -> Value {
        let since = clock::rfc3339_from_unix(self.since);
        match self.reason {
            Reason::Spam => json!({
                "ipSpamming": self.address,
                "state": state,
                "date": since,
                "time": self.seconds,
            }),
            Reason::Antihack | Reason::Arp => json!({
                "ipBlocked": self.address,
                "state": state,
                "blockedSince": since,
                "time": self.left(now),
                "logs": self.logs,
            }),
        }
    }
}

/// The routes of all three.
pub(super) fn routes() -> Vec<Route> {
    let spamming = |declaration: Declaration| {
        at_block(declaration).path("ipSpamming", IPV4, "An address of the block")
    };
    let address = |declaration: Declaration| {
        at_block(declaration).path("ipBlocked", IPV4, "An address of the block")
    };
    vec![
        at_block(get("/ip/{ip}/spam"))
            .about("List the addresses that were blocked for spam")
            .query(
                "state",
                model("ip.SpamStateEnum"),
                "Only those in this state",
            )
            .returns(list(IPV4))
            .iam("ip:apiovh:spam/get")
            .handle(|ctx, call| addresses(ctx, call, Reason::Spam)),
        spamming(get("/ip/{ip}/spam/{ipSpamming}"))
            .about("Read why an address was blocked for spam")
            .returns(model("ip.SpamIp"))
            .iam("ip:apiovh:spam/get")
            .handle(|ctx, call| one(ctx, call, Reason::Spam)),
        spamming(get("/ip/{ip}/spam/{ipSpamming}/stats"))
            .about("Read the messages that counted as spam")
            .query("from", DATETIME, "Seen from then on")
            .required()
            .query("to", DATETIME, "Seen until then")
            .required()
            .returns(list(model("ip.SpamStats")))
            .iam("ip:apiovh:spam/stats/get")
            .handle(stats),
        spamming(post("/ip/{ip}/spam/{ipSpamming}/unblock"))
            .about("Unblock an address, once the spam has stopped")
            .returns(model("ip.SpamIp"))
            .iam("ip:apiovh:spam/unblock")
            .handle(|ctx, call| unblock(ctx, call, Reason::Spam)),
        at_block(get("/ip/{ip}/antihack"))
            .about("List the addresses that were blocked for an attack")
            .query(
                "state",
                model("ip.BlockedIpStateEnum"),
                "Only those in this state",
            )
            .returns(list(IPV4))
            .iam("ip:apiovh:antihack/get")
            .handle(|ctx, call| addresses(ctx, call, Reason::Antihack)),
        address(get("/ip/{ip}/antihack/{ipBlocked}"))
            .about("Read why an address was blocked for an attack")
            .returns(model("ip.BlockedIp"))
            .iam("ip:apiovh:antihack/get")
            .handle(|ctx, call| one(ctx, call, Reason::Antihack)),
        address(post("/ip/{ip}/antihack/{ipBlocked}/unblock"))
            .about("Unblock an address, once the attack has stopped")
            .iam("ip:apiovh:antihack/unblock")
            .handle(|ctx, call| unblock(ctx, call, Reason::Antihack)),
        at_block(get("/ip/{ip}/arp"))
            .about("List the addresses that were blocked for ARP")
            .query(
                "state",
                model("ip.ArpStateEnum"),
                "Only those in this state",
            )
            .returns(list(IPV4))
            .iam("ip:apiovh:arp/get")
            .handle(|ctx, call| addresses(ctx, call, Reason::Arp)),
        address(get("/ip/{ip}/arp/{ipBlocked}"))
            .about("Read why an address was blocked for ARP")
            .returns(model("ip.ArpBlockedIp"))
            .iam("ip:apiovh:arp/get")
            .handle(|ctx, call| one(ctx, call, Reason::Arp)),
        address(post("/ip/{ip}/arp/{ipBlocked}/unblock"))
            .about("Unblock an address, once the settings are right")
            .iam("ip:apiovh:arp/unblock")
            .handle(|ctx, call| unblock(ctx, call, Reason::Arp)),
    ]
}

fn addresses(ctx: &Ctx<'_>, call: &Call, reason: Reason) -> Result<Value, ApiError> {
    let block = document(&find(ctx, call)?)?;
    let asked = call.query_str("state");
    let found: Vec<String> = block
        .blocked
        .into_iter()
        .filter(|blocked| blocked.reason == reason)
        .filter(|blocked| {
            let state = blocked.state(ctx.now());
            state.is_some() && asked.is_none_or(|asked| state == Some(asked))
        })
        .map(|blocked| blocked.address)
        .collect();
    Ok(found.into())
}

/// The address that the path names, where it is in the block, and its state.
fn of_path<'b>(
    ctx: &Ctx<'_>,
    call: &Call,
    block: &'b Block,
    reason: Reason,
) -> Result<(usize, &'b Blocked, &'static str), ApiError> {
    let parameter = match reason {
        Reason::Spam => "ipSpamming",
        Reason::Antihack | Reason::Arp => "ipBlocked",
    };
    let address = call.path(parameter);
    block
        .blocked
        .iter()
        .enumerate()
        .filter(|(_, blocked)| blocked.reason == reason && blocked.address == address)
        .find_map(|(at, blocked)| Some((at, blocked, blocked.state(ctx.now())?)))
        .ok_or_else(|| missing(parameter, address))
}

fn one(ctx: &Ctx<'_>, call: &Call, reason: Reason) -> Result<Value, ApiError> {
    let block = document(&find(ctx, call)?)?;
    let (_, blocked, state) = of_path(ctx, call, &block, reason)?;
    Ok(blocked.view(state, ctx.now()))
}

fn unblock(ctx: &Ctx<'_>, call: &Call, reason: Reason) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    product::in_use(ctx, &service)?;
    let mut block = document(&service)?;
    let (at, blocked, _) = of_path(ctx, call, &block, reason)?;
    if blocked.asked.is_some() {
        return Err(ApiError::conflict(
            "This address is not blocked, or is being unblocked already",
        ));
    }
    let left = blocked.left(ctx.now());
    if left > 0 {
        return Err(ApiError::forbidden(format!(
            "This address can be unblocked in {left} seconds"
        )));
    }
    let mut changed = blocked.clone();
    changed.asked = Some(ctx.now().unix_timestamp());
    let view = changed.view("unblocking", ctx.now());
    block.blocked[at] = changed;
    save(ctx, service, &block)?;
    Ok(match reason {
        Reason::Spam => view,
        Reason::Antihack | Reason::Arp => Value::Null,
    })
}

/// Seconds that a line of the statistics covers.
const HOUR: i64 = 3_600;

/// `ip.SpamStats[]`: a line for each hour in which there were any.
fn stats(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let block = document(&find(ctx, call)?)?;
    let (_, blocked, _) = of_path(ctx, call, &block, Reason::Spam)?;
    let moment = |name: &str| {
        let text = call.query_str(name).unwrap_or_default();
        OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339)
            .map(OffsetDateTime::unix_timestamp)
            .map_err(|_| ApiError::bad_request(format!("[{name}] {text:?} is not a date and time")))
    };
    let (from, to) = (moment("from")?, moment("to")?);
    if from > to {
        return Err(ApiError::bad_request("[from] is after [to]"));
    }
    let mut lines: Vec<Value> = Vec::new();
    let mut seen: Vec<&Message> = blocked
        .messages
        .iter()
        .filter(|message| (from..=to).contains(&message.at))
        .collect();
    seen.sort_by_key(|message| message.at);
    for hour in seen.chunk_by(|a, b| a.at / HOUR == b.at / HOUR) {
        let count = i64::try_from(hour.len()).unwrap_or(i64::MAX);
        let score: i64 = hour.iter().map(|message| message.score).sum();
        let spams: Vec<Value> = hour
            .iter()
            .map(|message| {
                json!({
                    "date": message.at,
                    "destinationIp": message.to,
                    "messageId": message.id,
                    "spamscore": message.score,
                })
            })
            .collect();
        lines.push(json!({
            "timestamp": hour.first().map_or(0, |first| first.at / HOUR * HOUR),
            "total": count,
            "numberOfSpams": count,
            "averageSpamscore": score / count.max(1),
            "detectedSpams": spams,
        }));
    }
    Ok(lines.into())
}
