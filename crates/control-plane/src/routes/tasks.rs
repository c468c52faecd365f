//! What the provider is doing to a machine, and has done: the tasks of servers and VPS.
//!
//! They follow from the state of the machine and are not stored. What is under way
//! began a little before the sample was made; deliveries when they were ordered.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{LONG, list, model};
use crate::product::Product;
use crate::route::{Route, get};
use crate::routes::dedicated_server::Server;
use crate::routes::product::{self, missing};
use crate::routes::vps::Vps;
use crate::store::billing::Standing;
use crate::store::services::{self, Service};

/// The routes of servers.
pub fn of_servers() -> Vec<Route> {
    vec![
        get("/dedicated/server/{serviceName}/task")
            .about("List what is and was done to the server")
            .query(
                "function",
                model("dedicated.TaskFunctionEnum"),
                "Only what does this",
            )
            .query(
                "status",
                model("dedicated.TaskStatusEnum"),
                "Only what is this far",
            )
            .returns(list(LONG))
            .iam("dedicatedServer:apiovh:task/get")
            .handle(|ctx, call| ids(ctx, call, servers, ["function", "status"])),
        get("/dedicated/server/{serviceName}/task/{taskId}")
            .about("Read what is or was done to the server")
            .path("taskId", LONG, "The number of the task")
            .returns(model("dedicated.server.Task"))
            .iam("dedicatedServer:apiovh:task/get")
            .handle(read_server),
    ]
}

/// The routes of VPS.
pub fn of_vps() -> Vec<Route> {
    vec![
        get("/vps/{serviceName}/tasks")
            .about("List what is and was done to the VPS")
            .query("state", model("vps.TaskStateEnum"), "Only what is this far")
            .query("type", model("vps.TaskTypeEnum"), "Only what does this")
            .returns(list(LONG))
            .iam("vps:apiovh:tasks/get")
            .handle(|ctx, call| ids(ctx, call, machines, ["type", "state"])),
        get("/vps/{serviceName}/tasks/{id}")
            .about("Read what is or was done to the VPS")
            .path("id", LONG, "The number of the task")
            .returns(model("vps.Task"))
            .iam("vps:apiovh:tasks/get")
            .handle(read_vps),
    ]
}

/// Something done to a machine.
#[derive(Debug)]
struct Task {
    id: i64,
    /// The word of its section for what it does.
    does: &'static str,
    began: OffsetDateTime,
    /// None while it is under way.
    ended: Option<OffsetDateTime>,
    comment: Option<&'static str>,
}

impl Task {
    fn state(&self) -> &'static str {
        if self.ended.is_some() {
            "done"
        } else {
            "doing"
        }
    }

    /// In percent: what is under way comes close and does not arrive.
    fn progress(&self, now: OffsetDateTime) -> i64 {
        match self.ended {
            Some(_) => 100,
            None => ((now - self.began).whole_minutes() / 3).clamp(1, 95),
        }
    }
}

/// How long a machine takes to restart.
pub const REBOOT: Duration = Duration::minutes(3);

/// Whether a machine that was restarted at `last`, seconds since 1970, is not up yet.
pub fn reboots(last: Option<i64>, now: OffsetDateTime) -> bool {
    last.is_some_and(|last| now.unix_timestamp() < last + REBOOT.whole_seconds())
}

/// The restart that was asked for just now, `dedicated.server.Task`.
///
/// # Errors
///
/// 404 when there was none.
pub fn reboot_of_server(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    latest(servers(ctx, call)?).map(|task| view_of_server(&task))
}

/// The restart that was asked for just now, `vps.Task`.
///
/// # Errors
///
/// 404 when there was none.
pub fn reboot_of_vps(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    latest(machines(ctx, call)?).map(|task| view_of_vps(&task, ctx.now()))
}

fn latest(tasks: Vec<Task>) -> Result<Task, ApiError> {
    let latest = tasks.into_iter().max_by_key(|task| task.began);
    latest.ok_or_else(|| ApiError::not_found("There is no task"))
}

type Tasks = fn(&Ctx<'_>, &Call) -> Result<Vec<Task>, ApiError>;

fn ids(ctx: &Ctx<'_>, call: &Call, of: Tasks, [does, state]: [&str; 2]) -> Result<Value, ApiError> {
    let (does, state) = (call.query_str(does), call.query_str(state));
    let tasks = of(ctx, call)?.into_iter().filter(|task| {
        does.is_none_or(|does| task.does == does) && state.is_none_or(|state| task.state() == state)
    });
    Ok(tasks.map(|task| task.id).collect::<Vec<_>>().into())
}

fn one(ctx: &Ctx<'_>, call: &Call, of: Tasks, parameter: &str) -> Result<Task, ApiError> {
    let id = call.path_long(parameter)?;
    let task = of(ctx, call)?.into_iter().find(|task| task.id == id);
    task.ok_or_else(|| missing(parameter, id))
}

fn read_server(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    Ok(view_of_server(&one(ctx, call, servers, "taskId")?))
}

fn view_of_server(task: &Task) -> Value {
    json!({
        "taskId": task.id,
        "function": task.does,
        "status": task.state(),
        "startDate": clock::rfc3339(task.began),
        "lastUpdate": clock::rfc3339(task.ended.unwrap_or(task.began)),
        "doneDate": task.ended.map(clock::rfc3339),
        "comment": task.comment,
        "note": null,
        "needSchedule": false,
        "plannedInterventionId": null,
        "ticketReference": null,
        "tags": null,
    })
}

fn read_vps(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    Ok(view_of_vps(&one(ctx, call, machines, "id")?, ctx.now()))
}

fn view_of_vps(task: &Task, now: OffsetDateTime) -> Value {
    json!({
        "id": task.id,
        "type": task.does,
        "state": task.state(),
        "date": clock::rfc3339(task.began),
        "progress": task.progress(now),
    })
}

/// What stands behind the tasks of one machine.
struct Machine<'a> {
    service: &'a Service,
    standing: Standing,
    /// When the sample was made, as near as its facts tell.
    made: OffsetDateTime,
}

impl<'a> Machine<'a> {
    fn of(ctx: &Ctx<'_>, service: &'a Service) -> Result<Self, ApiError> {
        Ok(Self {
            service,
            standing: service.billing.at(ctx.now()).standing,
            made: services::latest_order(ctx.conn)?,
        })
    }

    /// Made ready, or being made ready.
    fn delivery(&self, does: &'static str) -> Task {
        let facts = &self.service.billing;
        let under_way = self.standing == Standing::InCreation;
        Task {
            id: self.service.id * 10,
            does,
            began: facts.created,
            ended: (!under_way).then_some(facts.delivered),
            comment: None,
        }
    }

    /// Begun before the sample was made; over after so many minutes, or never.
    fn work(&self, does: &'static str, minutes: Option<i64>, comment: &'static str) -> Task {
        let began = self.made - Duration::minutes(40 + self.service.id % 180);
        Task {
            id: self.service.id * 10 + 1,
            does,
            began,
            ended: minutes.map(|minutes| began + Duration::minutes(minutes)),
            comment: Some(comment),
        }
    }

    /// The restart that its owner asked for last.
    fn reboot(&self, does: &'static str, at: Option<i64>, now: OffsetDateTime) -> Option<Task> {
        let began = OffsetDateTime::from_unix_timestamp(at?).ok()?;
        let over = began.saturating_add(REBOOT);
        Some(Task {
            id: self.service.id * 10 + 2,
            does,
            began,
            ended: (over <= now).then_some(over),
            comment: None,
        })
    }
}

fn servers(ctx: &Ctx<'_>, call: &Call) -> Result<Vec<Task>, ApiError> {
    let service = product::find(ctx, call, Product::DedicatedServer)?;
    let server: Server = serde_json::from_str(&service.document)?;
    let machine = Machine::of(ctx, &service)?;
    let mut tasks = vec![machine.delivery("reinstallServer")];
    tasks.extend(machine.reboot("hardReboot", server.rebooted, ctx.now()));
    match server.state.as_str() {
        "error" => tasks.push(machine.work("hardware_update", None, "Replacing a failed disk")),
        "hacked" => tasks.push(machine.work("hardReboot", None, "Restarting in rescue mode")),
        "hackedBlocked" => tasks.push(machine.work("hardReboot", Some(9), "Switched off")),
        _ => {}
    }
    Ok(tasks)
}

fn machines(ctx: &Ctx<'_>, call: &Call) -> Result<Vec<Task>, ApiError> {
    let service = product::find(ctx, call, Product::Vps)?;
    let vps: Vps = serde_json::from_str(&service.document)?;
    let machine = Machine::of(ctx, &service)?;
    let mut tasks = vec![machine.delivery("deliverVm")];
    tasks.extend(machine.reboot("rebootVm", vps.rebooted, ctx.now()));
    match vps.state.as_str() {
        _ if machine.standing.stopped() => {}
        "maintenance" => tasks.push(machine.work("migrate", None, "")),
        "rescued" => tasks.push(machine.work("setNetboot", Some(2), "")),
        _ => {}
    }
    Ok(tasks)
}
