//! Addresses whose traffic goes through the filters against attacks.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{BOOLEAN, IPV4, list, model};
use crate::route::{Declaration, Route, delete, get, post, put};
use crate::routes::product::{self, missing};

use super::{Block, at_block, document, find, holds, save};

/// How long it takes to lead traffic through the filters, or past them.
const CHANGE: Duration = Duration::minutes(2);

/// What is stored of an address that is filtered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mitigation {
    /// The address, of the block.
    pub address: String,
    /// Whether its owner wants it filtered always.
    pub permanent: bool,
    /// Whether it is filtered because it is being attacked.
    pub auto: bool,
    /// Since when, seconds since 1970.
    pub since: i64,
    /// When its owner took it out.
    pub removed: Option<i64>,
}

impl Mitigation {
    /// Its state on the wire; none once it is out.
    fn state(&self, now: OffsetDateTime) -> Option<&'static str> {
        let passed = |from: i64| now.unix_timestamp() >= from + CHANGE.whole_seconds();
        match self.removed {
            Some(removed) => (!passed(removed)).then_some("removalPending"),
            None if passed(self.since) => Some("ok"),
            None => Some("creationPending"),
        }
    }

    fn view(&self, state: &str) -> Value {
        json!({
            "ipOnMitigation": self.address,
            "permanent": self.permanent,
            "auto": self.auto,
            "state": state,
        })
    }
}

pub(super) fn routes() -> Vec<Route> {
    let filtered = |declaration: Declaration| {
        at_block(declaration).path("ipOnMitigation", IPV4, "An address of the block")
    };
    vec![
        at_block(get("/ip/{ip}/mitigation"))
            .about("List the addresses that are filtered against attacks")
            .query(
                "auto",
                BOOLEAN,
                "Only those under attack, or only the others",
            )
            .query(
                "state",
                model("ip.MitigationStateEnum"),
                "Only those in this state",
            )
            .returns(list(IPV4))
            .iam("ip:apiovh:mitigation/get")
            .handle(addresses),
        at_block(post("/ip/{ip}/mitigation"))
            .about("Filter an address always")
            .field("ipOnMitigation", IPV4, "An address of the block")
            .required()
            .returns(model("ip.MitigationIp"))
            .iam("ip:apiovh:mitigation/create")
            .handle(create),
        filtered(get("/ip/{ip}/mitigation/{ipOnMitigation}"))
            .about("Read how an address is filtered")
            .returns(model("ip.MitigationIp"))
            .iam("ip:apiovh:mitigation/get")
            .handle(one),
        filtered(put("/ip/{ip}/mitigation/{ipOnMitigation}"))
            .about("Choose whether an address is filtered always")
            .body(model("ip.MitigationIp"))
            .iam("ip:apiovh:mitigation/edit")
            .handle(edit),
        filtered(delete("/ip/{ip}/mitigation/{ipOnMitigation}"))
            .about("Stop filtering an address")
            .returns(model("ip.MitigationIp"))
            .iam("ip:apiovh:mitigation/delete")
            .handle(remove),
    ]
}

fn addresses(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let (auto, state) = (call.query_bool("auto"), call.query_str("state"));
    let found: Vec<String> = document(&find(ctx, call)?)?
        .mitigation
        .into_iter()
        .filter(|filtered| {
            let now = filtered.state(ctx.now());
            now.is_some()
                && auto.is_none_or(|auto| auto == filtered.auto)
                && state.is_none_or(|state| now == Some(state))
        })
        .map(|filtered| filtered.address)
        .collect();
    Ok(found.into())
}

/// Where the address that the path names is in the block, and its state.
fn of_path(ctx: &Ctx<'_>, call: &Call, block: &Block) -> Result<(usize, &'static str), ApiError> {
    let address = call.path("ipOnMitigation");
    block
        .mitigation
        .iter()
        .enumerate()
        .filter(|(_, filtered)| filtered.address == address)
        .find_map(|(at, filtered)| Some((at, filtered.state(ctx.now())?)))
        .ok_or_else(|| missing("ipOnMitigation", address))
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let block = document(&find(ctx, call)?)?;
    let (at, state) = of_path(ctx, call, &block)?;
    Ok(block.mitigation[at].view(state))
}

fn create(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    product::in_use(ctx, &service)?;
    let mut block = document(&service)?;
    let address = call.field_str("ipOnMitigation").unwrap_or_default();
    let inside = address
        .parse::<IpAddr>()
        .is_ok_and(|address| holds(&block.block, address));
    if !inside {
        return Err(ApiError::bad_request(format!(
            "[ipOnMitigation] {address:?} is not an address of {}",
            block.block
        )));
    }
    // Those that are out leave room.
    block
        .mitigation
        .retain(|filtered| filtered.state(ctx.now()).is_some());
    if block
        .mitigation
        .iter()
        .any(|filtered| filtered.address == address)
    {
        return Err(ApiError::conflict("This address is filtered already"));
    }
    let filtered = Mitigation {
        address: address.to_owned(),
        permanent: true,
        auto: false,
        since: ctx.now().unix_timestamp(),
        removed: None,
    };
    let view = filtered.view("creationPending");
    block.mitigation.push(filtered);
    save(ctx, service, &block)?;
    Ok(view)
}

fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    product::in_use(ctx, &service)?;
    let mut block = document(&service)?;
    let (at, _) = of_path(ctx, call, &block)?;
    if let Some(permanent) = call.field_bool("permanent") {
        block.mitigation[at].permanent = permanent;
        save(ctx, service, &block)?;
    }
    Ok(Value::Null)
}

fn remove(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    product::in_use(ctx, &service)?;
    let mut block = document(&service)?;
    let (at, _) = of_path(ctx, call, &block)?;
    let filtered = &mut block.mitigation[at];
    if filtered.removed.is_some() {
        return Err(ApiError::conflict(
            "This address is being taken out already",
        ));
    }
    filtered.removed = Some(ctx.now().unix_timestamp());
    let view = filtered.view("removalPending");
    save(ctx, service, &block)?;
    Ok(view)
}
