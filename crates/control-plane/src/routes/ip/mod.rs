//! Blocks of addresses: by block under `/ip`, as services under `/ip/service`.

pub mod blocked;
pub mod mitigation;
pub mod phishing;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{BOOLEAN, IP_BLOCK, Model, STRING, list, model};
use crate::models;
use crate::product::Product;
use crate::route::{Declaration, Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::routes::tag_filter::{self, TagFilter};
use crate::store::services::{self, Service};

use blocked::Blocked;
use mitigation::Mitigation;
use phishing::Phishing;

/// What is stored of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The block: address and prefix length.
    pub block: String,
    /// `ip.IpTypeEnum`.
    pub kind: String,
    /// The service that it leads to.
    pub routed_to: Option<String>,
    /// `coreTypes.CountryEnum`, in small letters.
    pub country: String,
    /// The campus that announces it.
    pub campus: String,
    /// `coreTypes.RegionCodenameEnum`.
    pub announced: String,
    /// The registry of the block.
    pub registry: String,
    /// Whether it was ordered in addition.
    pub additional: bool,
    /// Its addresses that are or were blocked.
    #[serde(default)]
    pub blocked: Vec<Blocked>,
    /// Reports of phishing on its addresses.
    #[serde(default)]
    pub phishing: Vec<Phishing>,
    /// Its addresses that are filtered against attacks.
    #[serde(default)]
    pub mitigation: Vec<Mitigation>,
}

impl Block {
    fn version(&self) -> &'static str {
        if self.block.contains(':') { "6" } else { "4" }
    }

    /// The object of `/ip/service/{serviceName}`.
    fn as_service(&self, seen: &Seen<'_>) -> Value {
        json!({
            "ip": self.block,
            "type": self.kind,
            "description": seen.service.display_name,
            "country": self.country,
            "organisationId": null,
            "canBeTerminated": self.additional,
            "routedTo": self.routed_to.as_ref().map(|name| json!({ "serviceName": name })),
        })
    }
}

/// The name of the service that holds `block`.
pub fn service_name(block: &str) -> String {
    format!("ip-{block}")
}

impl Document for Block {
    const PRODUCT: Product = Product::Ip;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let mut view = self.as_service(seen);
        view["version"] = self.version().into();
        view["isAdditionalIp"] = self.additional.into();
        view["bringYourOwnIp"] = false.into();
        view["campus"] = self.campus.as_str().into();
        view["regions"] = json!([self.announced]);
        view["rir"] = self.registry.as_str().into();
        view
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        change.set("description", &mut service.display_name)
    }
}

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::ip::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let service = |declaration: Declaration| {
        declaration.path("serviceName", STRING, "The technical name of the service")
    };
    let mut routes = vec![
        tag_filter::declare(get("/ip"))
            .about("List your blocks of addresses")
            .query("campus", STRING, "Only those that this campus announces")
            .query(
                "description",
                STRING,
                "Only those with this text in the description",
            )
            .query("ip", IP_BLOCK, "Only this block")
            .query(
                "isAdditionalIp",
                BOOLEAN,
                "Only those ordered in addition, or only the others",
            )
            .query(
                "routedTo.serviceName",
                STRING,
                "Only those that lead to this service",
            )
            .query("type", model("ip.IpTypeEnum"), "Only those of this kind")
            .query(
                "version",
                model("ip.IpVersionEnum"),
                "Only those of this version",
            )
            .returns(list(IP_BLOCK))
            .iam("ip:apiovh:get")
            .handle(blocks),
        at_block(get("/ip/{ip}"))
            .about("Read one block")
            .returns(model("ip.IpWithIAM"))
            .iam("ip:apiovh:get")
            .handle(one),
        at_block(put("/ip/{ip}"))
            .about("Change the description of a block")
            .body(model("ip.Ip"))
            .iam("ip:apiovh:edit")
            .handle(edit),
        product::listed::<Block>(
            get("/ip/service")
                .about("List your blocks of addresses as services")
                .iam("ip:apiovh:service/get"),
        ),
        service(get("/ip/service/{serviceName}"))
            .about("Read one block as a service")
            .returns(model("ip.ServiceIpWithIAM"))
            .iam("ip:apiovh:service/get")
            .handle(one_service),
        service(put("/ip/service/{serviceName}"))
            .about("Change the description of a block")
            .body(model("ip.ServiceIp"))
            .iam("ip:apiovh:service/edit")
            .handle(product::edit::<Block>),
        service_infos::read::<Block>(
            service(get("/ip/service/{serviceName}/serviceInfos"))
                .iam("ip:apiovh:service/serviceInfos/get"),
        ),
        service_infos::write::<Block>(
            service(put("/ip/service/{serviceName}/serviceInfos"))
                .iam("ip:apiovh:service/serviceInfos/edit"),
        ),
    ];
    routes.extend(blocked::routes());
    routes.extend(phishing::routes());
    routes.extend(mitigation::routes());
    routes
}

fn at_block(declaration: Declaration) -> Declaration {
    declaration.path("ip", IP_BLOCK, "The block, its slash written %2F")
}

/// What is stored of the block that `service` is.
fn document(service: &Service) -> Result<Block, ApiError> {
    Ok(serde_json::from_str(&service.document)?)
}

fn save(ctx: &Ctx<'_>, mut service: Service, block: &Block) -> Result<(), ApiError> {
    service.document = serde_json::to_string(block)?;
    Ok(services::update(ctx.conn, &service)?)
}

/// Whether `address` is one of `block`, an address and a prefix length.
fn holds(block: &str, address: IpAddr) -> bool {
    let read = || {
        let (first, length) = block.split_once('/')?;
        Some((first.parse::<IpAddr>().ok()?, length.parse::<u32>().ok()?))
    };
    match (read(), address) {
        (Some((IpAddr::V4(first), length @ 0..=32)), IpAddr::V4(address)) => {
            let shift = 32 - length;
            u64::from(first.to_bits()) >> shift == u64::from(address.to_bits()) >> shift
        }
        (Some((IpAddr::V6(first), length @ 1..=128)), IpAddr::V6(address)) => {
            let shift = 128 - length;
            first.to_bits() >> shift == address.to_bits() >> shift
        }
        _ => false,
    }
}

fn blocks(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let labels = TagFilter::of(call)?;
    let mut found: Vec<String> = Vec::new();
    for service in services::of_product(ctx.conn, ctx.nic(), Product::Ip)? {
        let block: Block = serde_json::from_str(&service.document)?;
        if labels.holds(&service) && passes(call, &service, &block) {
            found.push(block.block);
        }
    }
    Ok(found.into())
}

fn passes(call: &Call, service: &Service, block: &Block) -> bool {
    let same = |name: &str, value: &str| call.query_str(name).is_none_or(|asked| asked == value);
    same("campus", &block.campus)
        && same("ip", &block.block)
        && same(
            "routedTo.serviceName",
            block.routed_to.as_deref().unwrap_or_default(),
        )
        && same("type", &block.kind)
        && same("version", block.version())
        && call
            .query_bool("isAdditionalIp")
            .is_none_or(|asked| asked == block.additional)
        && call.query_str("description").is_none_or(|asked| {
            service
                .display_name
                .as_deref()
                .is_some_and(|text| text.contains(asked))
        })
}

fn find(ctx: &Ctx<'_>, call: &Call) -> Result<Service, ApiError> {
    let block = call.path("ip");
    services::by_name(ctx.conn, ctx.nic(), Product::Ip, &service_name(block))?
        .ok_or_else(|| product::missing("ip", block))
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    product::view::<Block>(&Seen::new(ctx, &service))
}

fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    product::change::<Block>(ctx, find(ctx, call)?, call.body())?;
    Ok(Value::Null)
}

fn one_service(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = product::find(ctx, call, Product::Ip)?;
    let seen = Seen::new(ctx, &service);
    let document: Block = serde_json::from_str(&service.document)?;
    let mut view = document.as_service(&seen);
    view["iam"] = product::iam(&seen);
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_its_addresses_and_no_other() {
        for (block, address, inside) in [
            ("198.51.100.8/29", "198.51.100.8", true),
            ("198.51.100.8/29", "198.51.100.15", true),
            ("198.51.100.8/29", "198.51.100.16", false),
            ("198.51.100.7/32", "198.51.100.7", true),
            ("198.51.100.7/32", "198.51.100.6", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("2001:db8:0:1::/64", "2001:db8:0:1::5", true),
            ("2001:db8:0:1::/64", "2001:db8:0:2::5", false),
            ("2001:db8:0:1::/64", "198.51.100.7", false),
            ("198.51.100.7", "198.51.100.7", false),
            ("198.51.100.7/33", "198.51.100.7", false),
        ] {
            assert_eq!(
                holds(block, address.parse().unwrap()),
                inside,
                "{block} {address}"
            );
        }
    }
}
