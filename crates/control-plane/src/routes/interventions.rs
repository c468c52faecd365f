//! Technicians at a server: what they did, what is planned, and asking them to
//! replace a part.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{BOOLEAN, LONG, STRING, TEXT, list, model};
use crate::product::Product;
use crate::route::{Declaration, Route, get, post};
use crate::routes::dedicated_server::{self, Server};
use crate::routes::product::{self, missing};
use crate::routes::support::{self, filled};
use crate::store::services;
use crate::store::tickets::{self, NewTicket, Part, Ticket};

/// What is stored of an intervention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    /// Its number, unique in the region.
    pub id: i64,
    /// What was done, in one word.
    pub kind: String,
    /// When, seconds since 1970; none while it is still to be done.
    pub at: Option<i64>,
}

/// What is stored of a planned upgrade of the hardware.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Its number, unique in the region.
    pub id: i64,
    /// When it begins, seconds since 1970.
    pub start: i64,
    /// When it should be over.
    pub end: i64,
}

impl Planned {
    fn status(&self, now: OffsetDateTime) -> &'static str {
        match now.unix_timestamp() {
            now if now < self.start => "todo",
            now if now < self.end => "doing",
            _ => "done",
        }
    }
}

/// The routes of servers.
pub fn routes() -> Vec<Route> {
    let numbered = |declaration: Declaration| {
        declaration.path("interventionId", LONG, "The number of the intervention")
    };
    vec![
        get("/dedicated/server/{serviceName}/intervention")
            .about("List what technicians did at the server")
            .returns(list(LONG))
            .iam("dedicatedServer:apiovh:intervention/get")
            .handle(ids),
        numbered(get(
            "/dedicated/server/{serviceName}/intervention/{interventionId}",
        ))
        .about("Read what technicians did")
        .returns(model("dedicated.server.Intervention"))
        .iam("dedicatedServer:apiovh:intervention/get")
        .handle(one),
        get("/dedicated/server/{serviceName}/plannedIntervention")
            .about("List what technicians will do at the server")
            .returns(list(LONG))
            .iam("dedicatedServer:apiovh:plannedIntervention/get")
            .handle(planned_ids),
        numbered(get(
            "/dedicated/server/{serviceName}/plannedIntervention/{interventionId}",
        ))
        .about("Read what technicians will do")
        .returns(model("dedicated.server.PlannedIntervention"))
        .iam("dedicatedServer:apiovh:plannedIntervention/get")
        .handle(planned),
        post("/dedicated/server/{serviceName}/support/replace/hardDiskDrive")
            .about("Ask for disks to be replaced; opens a ticket")
            .field("comment", TEXT, "What a technician must know")
            .required()
            .field(
                "disks",
                list(model("dedicated.server.SupportReplaceHddInfo")),
                "The disks",
            )
            .required()
            .field(
                "inverse",
                BOOLEAN,
                "Whether those are the healthy ones, which must stay",
            )
            .required()
            .returns(model("support.NewMessageInfo"))
            .iam("dedicatedServer:apiovh:support/replace/hardDiskDrive/create")
            .handle(replace_disks),
        described(
            post("/dedicated/server/{serviceName}/support/replace/memory")
                .about("Ask for memory to be replaced; opens a ticket"),
        )
        .field("slots", list(STRING), "The slots concerned")
        .iam("dedicatedServer:apiovh:support/replace/memory/create")
        .handle(|ctx, call| replace_described(ctx, call, Part::Memory)),
        described(
            post("/dedicated/server/{serviceName}/support/replace/cooling")
                .about("Ask for the cooling to be repaired; opens a ticket"),
        )
        .iam("dedicatedServer:apiovh:support/replace/cooling/create")
        .handle(|ctx, call| replace_described(ctx, call, Part::Cooling)),
    ]
}

fn described(declaration: Declaration) -> Declaration {
    declaration
        .field("comment", TEXT, "What a technician must know")
        .required()
        .field("details", TEXT, "What the tests showed")
        .required()
        .returns(model("support.NewMessageInfo"))
}

fn server(ctx: &Ctx<'_>, call: &Call) -> Result<Server, ApiError> {
    let service = product::find(ctx, call, Product::DedicatedServer)?;
    Ok(serde_json::from_str(&service.document)?)
}

fn ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let done = server(ctx, call)?.interventions;
    Ok(done.iter().map(|done| done.id).collect::<Vec<_>>().into())
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.path_long("interventionId")?;
    let mut done = server(ctx, call)?.interventions.into_iter();
    let done = done
        .find(|done| done.id == id)
        .ok_or_else(|| missing("interventionId", id))?;
    Ok(json!({
        "interventionId": done.id,
        "type": done.kind,
        "date": done.at.map(clock::rfc3339_from_unix),
    }))
}

fn planned_ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let planned = server(ctx, call)?.planned;
    Ok(planned
        .iter()
        .map(|work| work.id)
        .collect::<Vec<_>>()
        .into())
}

fn planned(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.path_long("interventionId")?;
    let mut planned = server(ctx, call)?.planned.into_iter();
    let work = planned
        .find(|work| work.id == id)
        .ok_or_else(|| missing("interventionId", id))?;
    Ok(json!({
        "id": work.id,
        "type": "HARDWARE_UPGRADE_ON_ACTIVE_SERVER",
        "status": work.status(ctx.now()),
        "wantedStartDate": clock::rfc3339_from_unix(work.start),
        "expectedEndDate": clock::rfc3339_from_unix(work.end),
    }))
}

fn replace_disks(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let inverse = call.field_bool("inverse") == Some(true);
    let mut disks: Vec<(String, Option<i64>)> = Vec::new();
    let given = call.field("disks").and_then(Value::as_array);
    for disk in given.into_iter().flatten() {
        let serial = disk["disk_serial"].as_str().unwrap_or_default().trim();
        if serial.is_empty() {
            return Err(ApiError::bad_request(
                "[disks.disk_serial] must not be empty",
            ));
        }
        if disks.iter().any(|(other, _)| other == serial) {
            return Err(ApiError::bad_request(format!(
                "[disks] names {serial} twice"
            )));
        }
        disks.push((serial.to_owned(), disk["slot_id"].as_i64()));
    }
    if disks.is_empty() {
        return Err(ApiError::bad_request(
            "[disks] must name at least one disk by its serial number",
        ));
    }
    let mut details = String::from(if inverse {
        "Keep these disks, replace the others:"
    } else {
        "Replace these disks:"
    });
    for (serial, slot) in disks {
        details.push_str(&format!("\n- {serial}"));
        if let Some(slot) = slot {
            details.push_str(&format!(", slot {slot}"));
        }
    }
    replace(ctx, call, Part::Disk, &details)
}

fn replace_described(ctx: &Ctx<'_>, call: &Call, part: Part) -> Result<Value, ApiError> {
    let mut details = filled(call, "details")?;
    let slots: Vec<&str> = call
        .field("slots")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if !slots.is_empty() {
        details.push_str(&format!("\n\nSlots: {}", slots.join(", ")));
    }
    replace(ctx, call, part, &details)
}

/// Opens the ticket of a replacement. There is one at a time for each server.
fn replace(ctx: &Ctx<'_>, call: &Call, part: Part, details: &str) -> Result<Value, ApiError> {
    let comment = filled(call, "comment")?;
    let mut service = product::find(ctx, call, Product::DedicatedServer)?;
    product::in_use(ctx, &service)?;
    if let Some(open) = tickets::open_replacement(ctx.conn, ctx.nic(), &service.name)? {
        return Err(ApiError::conflict(format!(
            "An intervention was asked for already: see ticket {}",
            open.number
        ))
        .class("Client::Conflict::AlreadyOpened"));
    }
    let mut server: Server = serde_json::from_str(&service.document)?;
    let opened = support::open(
        ctx,
        &NewTicket {
            subject: format!("{} of {}", subject(part), service.label()),
            body: format!("{comment}\n\n{details}"),
            category: Some("incident".to_owned()),
            subcategory: Some("down".to_owned()),
            product: Some("dedicated".to_owned()),
            service_name: Some(service.name.clone()),
            part: Some(part),
            ..NewTicket::default()
        },
    )?;
    server.interventions.push(Intervention {
        id: opened.ticket,
        kind: word(part).to_owned(),
        at: None,
    });
    let notice = server.no_intervention.then_some(
        "Interventions are switched off for this server (noIntervention). This request is taken \
         as your consent to this one.",
    );
    service.document = serde_json::to_string(&server)?;
    services::update(ctx.conn, &service)?;
    Ok(support::opened(opened, notice))
}

const fn subject(part: Part) -> &'static str {
    match part {
        Part::Disk => "Replacement of disks",
        Part::Memory => "Replacement of memory",
        Part::Cooling => "Repair of the cooling",
    }
}

const fn word(part: Part) -> &'static str {
    match part {
        Part::Disk => "hardDiskDriveReplacement",
        Part::Memory => "memoryReplacement",
        Part::Cooling => "coolingReplacement",
    }
}

/// The technicians have done what `ticket` asked for.
///
/// # Errors
///
/// When the database cannot be written.
pub fn done(ctx: &Ctx<'_>, ticket: &Ticket, at: OffsetDateTime) -> Result<(), ApiError> {
    at_server_of(ctx, ticket, |server| {
        for intervention in &mut server.interventions {
            if intervention.id == ticket.id {
                intervention.at = Some(at.unix_timestamp());
            }
        }
        dedicated_server::repaired(server);
    })
}

/// `ticket` is closed: what was not done yet will not be.
///
/// # Errors
///
/// When the database cannot be written.
pub fn withdrawn(ctx: &Ctx<'_>, ticket: &Ticket) -> Result<(), ApiError> {
    at_server_of(ctx, ticket, |server| {
        server
            .interventions
            .retain(|intervention| intervention.id != ticket.id || intervention.at.is_some());
    })
}

fn at_server_of(
    ctx: &Ctx<'_>,
    ticket: &Ticket,
    change: impl FnOnce(&mut Server),
) -> Result<(), ApiError> {
    let (Some(name), Some(_)) = (&ticket.service_name, ticket.part) else {
        return Ok(());
    };
    let found = services::by_name(ctx.conn, &ticket.nic, Product::DedicatedServer, name)?;
    let Some(mut service) = found else {
        // Given away or ended in the meantime.
        return Ok(());
    };
    let mut server: Server = serde_json::from_str(&service.document)?;
    change(&mut server);
    service.document = serde_json::to_string(&server)?;
    Ok(services::update(ctx.conn, &service)?)
}
