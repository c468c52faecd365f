//! Giving a service that did harm back to its owner, one answer at a time.

use crate::call::Ctx;
use crate::error::ApiError;
use crate::product::Product;
use crate::routes::dedicated_server::Server;
use crate::routes::hosting_web::Hosting;
use crate::routes::vps::Vps;
use crate::store::services::{self, Service};
use crate::store::tickets::Ticket;

/// The desk has answered what the owner wrote: what was blocked may be started to be
/// cleaned, and what was being cleaned is as before.
///
/// # Errors
///
/// When the database cannot be written.
pub(super) fn a_step(ctx: &Ctx<'_>, ticket: &Ticket) -> Result<(), ApiError> {
    let name = ticket.service_name.as_deref().unwrap_or_default();
    let find = |product| services::by_name(ctx.conn, &ticket.nic, product, name);
    if let Some(service) = find(Product::DedicatedServer)? {
        let mut server: Server = serde_json::from_str(&service.document)?;
        let next = match server.state.as_str() {
            "hackedBlocked" => "hacked",
            "hacked" => "ok",
            _ => return Ok(()),
        };
        next.clone_into(&mut server.state);
        server.powered = true;
        return save(ctx, service, serde_json::to_string(&server)?);
    }
    if let Some(service) = find(Product::Vps)? {
        let mut vps: Vps = serde_json::from_str(&service.document)?;
        vps.locked = false;
        return save(ctx, service, serde_json::to_string(&vps)?);
    }
    if let Some(service) = find(Product::HostingWeb)? {
        let mut hosting: Hosting = serde_json::from_str(&service.document)?;
        if hosting.state == "blocked" {
            "active".clone_into(&mut hosting.state);
        }
        return save(ctx, service, serde_json::to_string(&hosting)?);
    }
    Ok(())
}

fn save(ctx: &Ctx<'_>, mut service: Service, document: String) -> Result<(), ApiError> {
    service.document = document;
    Ok(services::update(ctx.conn, &service)?)
}
