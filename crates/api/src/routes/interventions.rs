//! Technicians at a server: what they did, what is planned, and asking them to replace
//! a part.

use crate::{
    call::{Call, Method},
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

    /// Asks for disks to be replaced. `healthy`: the disks named are those that must
    /// stay. Opens a ticket, and is refused with a conflict while another is open.
    /// `POST /dedicated/server/{serviceName}/support/replace/hardDiskDrive`.
    pub async fn replace_disks(
        &self,
        name: &str,
        comment: &str,
        disks: &[Disk],
        healthy: bool,
    ) -> Result<OpenedTicket, ApiError> {
        let disks = disks.iter().map(|disk| {
            Body::new()
                .text("disk_serial", &disk.serial)
                .number_if("slot_id", disk.slot)
        });
        let body = Body::new()
            .text("comment", comment)
            .objects("disks", disks)
            .flag("inverse", healthy);
        self.replace(name, "/support/replace/hardDiskDrive", body)
            .await
    }

    /// Asks for memory to be replaced; `details` is what the tests showed.
    /// `POST /dedicated/server/{serviceName}/support/replace/memory`.
    pub async fn replace_memory(
        &self,
        name: &str,
        comment: &str,
        details: &str,
        slots: &[String],
    ) -> Result<OpenedTicket, ApiError> {
        let body = Body::new()
            .text("comment", comment)
            .text("details", details)
            .texts_if("slots", slots);
        self.replace(name, "/support/replace/memory", body).await
    }

    /// Asks for the cooling to be repaired.
    /// `POST /dedicated/server/{serviceName}/support/replace/cooling`.
    pub async fn replace_cooling(
        &self,
        name: &str,
        comment: &str,
        details: &str,
    ) -> Result<OpenedTicket, ApiError> {
        let body = Body::new()
            .text("comment", comment)
            .text("details", details);
        self.replace(name, "/support/replace/cooling", body).await
    }

    async fn replace(
        &self,
        name: &str,
        route: &'static str,
        body: Body,
    ) -> Result<OpenedTicket, ApiError> {
        let call = Call::write(Method::Post, PATH, Some(body.into_json()));
        self.made(PLACE, call.name(name)?.then(route), read_opened)
            .await
    }
}
