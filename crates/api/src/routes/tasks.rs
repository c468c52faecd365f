//! What the provider is doing to machines: the tasks of servers and VPS.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::TaskId,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

wire_enum! {
    /// How far a task is: `dedicated.TaskStatusEnum`, `vps.TaskStateEnum`.
    pub enum TaskState {
        /// Not begun.
        Todo = "todo",
        /// Likewise, being made ready.
        Init = "init",
        /// Under way.
        Doing = "doing",
        /// Held up.
        Paused = "paused",
        /// Likewise, by something else.
        Blocked = "blocked",
        /// Likewise, until the provider says so.
        WaitingAck = "waitingAck",
        /// Ended well.
        Done = "done",
        /// Taken back.
        Cancelled = "cancelled",
        /// Ended badly.
        Error = "error",
        /// Likewise, on the provider's side.
        OvhError = "ovhError",
        /// Likewise, on the customer's side.
        CustomerError = "customerError",
    }
}

/// Something that is being done to a machine: `dedicated.server.Task`, `vps.Task`.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its number among those of the machine.
    pub id: TaskId,
    /// How far it is.
    pub state: Option<TaskState>,
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
        id: TaskId(fields.id("taskId")?),
        state: fields.word("status", TaskState::from_wire)?,
        function: fields.text("function")?,
        comment: fields.text_or_none("comment")?,
        began: fields.moment("startDate")?,
        progress: None,
    })
}

fn read_of_vps(fields: &Fields<'_>) -> Result<Task, Wrong> {
    Ok(Task {
        id: TaskId(fields.id("id")?),
        state: fields.word("state", TaskState::from_wire)?,
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

    /// How a task of a server stands. `GET /dedicated/server/{serviceName}/task/{taskId}`.
    pub async fn server_task(&self, name: &str, id: TaskId) -> Result<Task, ApiError> {
        let call = Call::get(OF_SERVERS.path).name(name)?.then("/task");
        self.one(OF_SERVERS.place, call.number(id.0), read_of_server)
            .await
    }

    /// How a task of a VPS stands. `GET /vps/{serviceName}/tasks/{id}`.
    pub async fn vps_task(&self, name: &str, id: TaskId) -> Result<Task, ApiError> {
        let call = Call::get(OF_VPS.path).name(name)?.then("/tasks");
        self.one(OF_VPS.place, call.number(id.0), read_of_vps).await
    }

    /// Restarts a server. `POST /dedicated/server/{serviceName}/reboot`.
    pub async fn reboot_server(&self, name: &str) -> Result<Task, ApiError> {
        let call = Call::write(Method::Post, OF_SERVERS.path, None);
        let call = call.name(name)?.then("/reboot");
        self.made(OF_SERVERS.place, call, read_of_server).await
    }

    /// Restarts a VPS. `POST /vps/{serviceName}/reboot`.
    pub async fn reboot_vps(&self, name: &str) -> Result<Task, ApiError> {
        let call = Call::write(Method::Post, OF_VPS.path, None);
        let call = call.name(name)?.then("/reboot");
        self.made(OF_VPS.place, call, read_of_vps).await
    }
}
