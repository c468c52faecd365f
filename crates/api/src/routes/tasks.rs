//! What the provider is doing to machines: the tasks of servers and VPS.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
};

/// Something that is being done to a machine: `dedicated.server.Task`, `vps.Task`.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// What it does, in the API's word: `migrate`.
    pub function: String,
    /// In the provider's words, where it has any.
    pub comment: Option<String>,
    /// When it was asked for.
    pub began: Option<Timestamp>,
    /// How far it is, in percent; only VPS say it.
    pub progress: Option<u64>,
}

// The paths hold the name of the service, so they are not read from here.
const OF_SERVERS: List<Task> = List {
    place: Where::EVERYWHERE,
    path: "/dedicated/server",
    id: "taskId",
    read: read_of_server,
};
const OF_VPS: List<Task> = List {
    place: Where::REGIONS,
    path: "/vps",
    id: "id",
    read: read_of_vps,
};

fn read_of_server(fields: &Fields<'_>) -> Result<Task, Wrong> {
    Ok(Task {
        function: fields.text("function")?,
        comment: fields.text_or_none("comment")?,
        began: fields.moment("startDate")?,
        progress: None,
    })
}

fn read_of_vps(fields: &Fields<'_>) -> Result<Task, Wrong> {
    Ok(Task {
        function: fields.text("type")?,
        comment: None,
        began: fields.moment("date")?,
        progress: fields.id_or_none("progress")?,
    })
}

impl Session {
    /// What is being done to a server.
    /// `GET /dedicated/server/{serviceName}/task?status=doing`, expanded.
    pub async fn server_tasks_under_way(&self, name: &str) -> Result<Page<Task>, ApiError> {
        let call = Call::get(OF_SERVERS.path).name(name)?.then("/task");
        self.list_from(&OF_SERVERS, call.query("status", "doing"))
            .await
    }

    /// What is being done to a VPS. `GET /vps/{serviceName}/tasks?state=doing`, expanded.
    pub async fn vps_tasks_under_way(&self, name: &str) -> Result<Page<Task>, ApiError> {
        let call = Call::get(OF_VPS.path).name(name)?.then("/tasks");
        self.list_from(&OF_VPS, call.query("state", "doing")).await
    }
}
