//! Restarting a machine, unless the provider has stopped it.

use serde_json::Value;

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::model;
use crate::product::Product;
use crate::route::{Route, post};
use crate::routes::dedicated_server::Server;
use crate::routes::product;
use crate::routes::tasks::{self, REBOOT};
use crate::routes::vps::Vps;
use crate::store::services::{self, Service};

/// The route of servers.
pub fn of_servers() -> Route {
    post("/dedicated/server/{serviceName}/reboot")
        .about("Restart the server, whatever it does")
        .returns(model("dedicated.server.Task"))
        .iam("dedicatedServer:apiovh:reboot")
        .handle(server)
}

/// The route of VPS.
pub fn of_vps() -> Route {
    post("/vps/{serviceName}/reboot")
        .about("Restart the VPS")
        .returns(model("vps.Task"))
        .iam("vps:apiovh:reboot")
        .handle(vps)
}

fn server(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = product::find(ctx, call, Product::DedicatedServer)?;
    product::in_use(ctx, &service)?;
    let mut server: Server = serde_json::from_str(&service.document)?;
    if server.state == "hackedBlocked" {
        return Err(stopped(&service));
    }
    once(ctx, server.rebooted)?;
    server.rebooted = Some(ctx.now().unix_timestamp());
    server.powered = true;
    save(ctx, service, serde_json::to_string(&server)?)?;
    tasks::reboot_of_server(ctx, call)
}

fn vps(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = product::find(ctx, call, Product::Vps)?;
    product::in_use(ctx, &service)?;
    let mut vps: Vps = serde_json::from_str(&service.document)?;
    if vps.locked {
        return Err(stopped(&service));
    }
    if vps.state == "maintenance" {
        return Err(ApiError::conflict(
            "The VPS is being worked on. Restart it when that is over",
        ));
    }
    once(ctx, vps.rebooted)?;
    vps.rebooted = Some(ctx.now().unix_timestamp());
    if vps.state == "stopped" {
        "running".clone_into(&mut vps.state);
    }
    save(ctx, service, serde_json::to_string(&vps)?)?;
    tasks::reboot_of_vps(ctx, call)
}

/// What the provider has stopped, only the provider starts.
fn stopped(service: &Service) -> ApiError {
    ApiError::forbidden(format!(
        "{} was used to do harm and is blocked. See the ticket that was opened about it",
        service.name
    ))
}

/// A restart that is under way is not begun again.
fn once(ctx: &Ctx<'_>, last: Option<i64>) -> Result<(), ApiError> {
    let now = ctx.now().unix_timestamp();
    match last {
        Some(last) if now < last + REBOOT.whole_seconds() => {
            Err(ApiError::conflict("A restart is under way already"))
        }
        _ => Ok(()),
    }
}

fn save(ctx: &Ctx<'_>, mut service: Service, document: String) -> Result<(), ApiError> {
    service.document = document;
    Ok(services::update(ctx.conn, &service)?)
}
