//! Technicians at a server: what they did, what is planned, and asking them to replace
//! a part.

use crate::{
    call::{ArgumentError, Call, Method},
    error::ApiError,
    ids::InterventionId,
    json::{Body, Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

use super::support::{OpenedTicket, read_opened};

const PLACE: Where = Where::EVERYWHERE;
const PATH: &str = "/dedicated/server";

/// What technicians did, `dedicated.server.Intervention`.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervention {
    /// Its number among those of the server.
    pub id: InterventionId,
    /// What was done, in the provider's word.
    pub kind: Option<String>,
    /// When; none while it is still to be done.
    pub at: Option<Timestamp>,
}

wire_enum! {
    /// How far a planned intervention is: `dedicated.PlannedInterventionStatusEnum`.
    pub enum PlannedState {
        /// Ahead.
        Todo = "todo",
        /// Under way.
        Doing = "doing",
        /// Over.
        Done = "done",
    }
}

/// What technicians will do, `dedicated.server.PlannedIntervention`.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedIntervention {
    /// Its number among those of the server.
    pub id: InterventionId,
    /// How far it is.
    pub state: Option<PlannedState>,
    /// What it is, in the provider's word.
    pub kind: String,
    /// When it begins.
    pub begins: Option<Timestamp>,
    /// When it should be over.
    pub ends: Option<Timestamp>,
}

/// A disk, `dedicated.server.SupportReplaceHddInfo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disk {
    /// Its serial number, as `smartctl` prints it.
    pub serial: String,
    /// Its slot, where the server numbers them.
    pub slot: Option<u64>,
}

// The paths hold the name of the server, so they are not read from here.
const DONE: List<Intervention> = List {
    place: PLACE,
    path: PATH,
    id: "interventionId",
    read: read_done,
};
const PLANNED: List<PlannedIntervention> = List {
    place: PLACE,
    path: PATH,
    id: "id",
    read: read_planned,
};

fn read_done(fields: &Fields<'_>) -> Result<Intervention, Wrong> {
    Ok(Intervention {
        id: InterventionId(fields.id("interventionId")?),
        kind: fields.text_or_none("type")?,
        at: fields.moment("date")?,
    })
}

fn read_planned(fields: &Fields<'_>) -> Result<PlannedIntervention, Wrong> {
    Ok(PlannedIntervention {
        id: InterventionId(fields.id("id")?),
        state: fields.word("status", PlannedState::from_wire)?,
        kind: fields.text_or_empty("type")?,
        begins: fields.moment("wantedStartDate")?,
        ends: fields.moment("expectedEndDate")?,
    })
}

impl Session {
    /// What technicians did at a server.
    /// `GET /dedicated/server/{serviceName}/intervention`, expanded.
    pub async fn server_interventions(&self, name: &str) -> Result<Page<Intervention>, ApiError> {
        let call = Call::get(PATH).name(name)?.then("/intervention");
        self.list_from(&DONE, call).await
    }

    /// What technicians will do at a server.
    /// `GET /dedicated/server/{serviceName}/plannedIntervention`, expanded.
    pub async fn server_planned_interventions(
        &self,
        name: &str,
    ) -> Result<Page<PlannedIntervention>, ApiError> {
        let call = Call::get(PATH).name(name)?.then("/plannedIntervention");
        self.list_from(&PLANNED, call).await
    }

    /// Asks for a part to be replaced; `comment` says when, and whatever else technicians
    /// must know. Opens a ticket, and is refused with a conflict while another is open.
    /// See [`replacement_call`].
    pub async fn replace(
        &self,
        server: &str,
        comment: &str,
        part: &Replacement,
    ) -> Result<OpenedTicket, ApiError> {
        let call = replacement_call(server, comment, part)?;
        self.made(PLACE, call, read_opened).await
    }
}

/// A part to be replaced, and what technicians have to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// Disks.
    Disks {
        /// Those that are meant.
        disks: Vec<Disk>,
        /// They are the ones that must stay: the others are replaced.
        healthy: bool,
    },
    /// Memory.
    Memory {
        /// What the tests showed.
        details: String,
        /// The slots that are meant, where they are known.
        slots: Vec<String>,
    },
    /// A fan, or another part of the cooling.
    Cooling {
        /// What was seen.
        details: String,
    },
}

/// The call that asks for a part to be replaced:
/// `POST /dedicated/server/{serviceName}/support/replace/hardDiskDrive`, `/memory`,
/// `/cooling`.
///
/// # Errors
///
/// When `server` cannot be part of a path.
pub fn replacement_call(
    server: &str,
    comment: &str,
    part: &Replacement,
) -> Result<Call, ArgumentError> {
    let body = Body::new().text("comment", comment);
    let (route, body) = match part {
        Replacement::Disks { disks, healthy } => {
            let disks = disks.iter().map(|disk| {
                Body::new()
                    .text("disk_serial", &disk.serial)
                    .number_if("slot_id", disk.slot)
            });
            let body = body.objects("disks", disks).flag("inverse", *healthy);
            ("/support/replace/hardDiskDrive", body)
        }
        Replacement::Memory { details, slots } => {
            let body = body.text("details", details).texts_if("slots", slots);
            ("/support/replace/memory", body)
        }
        Replacement::Cooling { details } => {
            ("/support/replace/cooling", body.text("details", details))
        }
    };
    let call = Call::write(Method::Post, PATH, Some(body.into_json()));
    Ok(call.name(server)?.then(route))
}
