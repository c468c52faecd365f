//! What the dashboards ask each account.

use std::sync::Arc;

use api::{
    ApiError, Bill, LifecycleState, Page, ServerState, Task, Ticket, TicketFilter, TicketState,
    VpsState,
};

use super::months::Month;
use crate::data::follow::{Machine, RUNNING, TaskRef};
use crate::data::row::{ProductState, Row};
use crate::data::{Answer, Data, Question};
use crate::session::Account;

/// So many machines of one account are asked what is being done to them: each is a
/// request of its own.
pub const MOST_MACHINES: usize = 10;

/// Puts a question to each account.
pub fn ask_all<T: Send + Sync>(
    data: Data,
    accounts: &[Account],
    question: &Question<T>,
) -> Vec<Answer<T>> {
    let answers = accounts.iter().map(|account| data.ask(account, question));
    answers.collect()
}

/// The bills of `first` and later.
pub fn bills(first: Month) -> Question<Page<Bill>> {
    // A month begins at another moment in each time zone: a day more is asked for, and
    // what stands on a bill decides.
    let before = first.back(1);
    Question {
        what: "bills",
        of: format!("{:04}-{:02}-28T00:00:00Z", before.year, before.month),
        call: |session, from| {
            Box::pin(async move { session.background().bills_since(&from).await })
        },
    }
}

/// The name of the tickets that wait for the customer.
pub const WAITING: &str = "tickets-waiting";

/// The open tickets in which the provider waits for the customer.
pub fn waiting_tickets() -> Question<Page<Ticket>> {
    Question {
        what: WAITING,
        of: String::new(),
        call: |session, _| {
            Box::pin(async move {
                let filter = TicketFilter {
                    state: Some(TicketState::Open),
                    reply_needed: Some(true),
                    ..TicketFilter::default()
                };
                session.background().tickets(&filter).await
            })
        },
    }
}

/// Something being done to a machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// Where the API tells of it, by the technical name of its machine.
    pub at: TaskRef,
    pub task: Task,
}

/// What is being done to some machines of an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    pub running: Vec<Running>,
    /// How many machines would not say.
    pub silent: usize,
}

/// Whether it is a server or a VPS.
pub fn is_machine(row: &Row) -> bool {
    row.product
        .is_some_and(|product| ["dedicated-server", "vps"].contains(&product.key))
}

/// Whether the state of a machine suggests that something is being done to it.
pub fn suggests_work(row: &Row) -> bool {
    let by_product = match &row.facts.product {
        Some(ProductState::Server(state)) => *state != ServerState::Ok,
        Some(ProductState::Vps(state)) => !matches!(state, VpsState::Running | VpsState::Stopped),
        None => false,
    };
    is_machine(row) && (by_product || row.facts.lifecycle == Some(LifecycleState::InCreation))
}

/// The machines of `account` that are worth asking, the most urgent first.
pub fn worth_asking<'a>(
    rows: impl Iterator<Item = &'a Arc<Row>>,
    account: &Account,
) -> Vec<Arc<Row>> {
    let own = rows.filter(|row| row.account == account.id && suggests_work(row));
    let mut own: Vec<Arc<Row>> = own.cloned().collect();
    crate::data::order::by(&mut own, &|a, b| a.condition.cmp(&b.condition));
    own
}

/// What is being done to these machines, of which the first [`MOST_MACHINES`] are asked.
pub fn running_tasks(machines: &[Arc<Row>]) -> Question<Work> {
    let mut of = String::new();
    for row in machines.iter().take(MOST_MACHINES) {
        of.push_str(row.product.map_or("", |product| product.key));
        of.push('\t');
        of.push_str(&row.name);
        of.push('\n');
    }
    Question {
        what: RUNNING,
        of,
        call: |session, machines| Box::pin(work_on(session, machines)),
    }
}

/// One after the other, so that whoever looks at something else is not kept waiting.
async fn work_on(session: api::Session, machines: String) -> Result<Work, ApiError> {
    let session = session.background();
    let mut work = Work::default();
    let mut failure = None;
    let mut asked = 0;
    for (kind, name) in machines.lines().filter_map(|line| line.split_once('\t')) {
        asked += 1;
        let (machine, tasks) = match kind {
            "vps" => (Machine::Vps, session.vps_tasks_under_way(name).await),
            _ => (Machine::Server, session.server_tasks_under_way(name).await),
        };
        match tasks {
            Ok(page) => {
                let running = page.rows.into_iter().map(|task| Running {
                    at: TaskRef {
                        machine,
                        name: name.to_owned(),
                        id: task.id,
                    },
                    task,
                });
                work.running.extend(running);
            }
            Err(error) => {
                work.silent += 1;
                failure = Some(error);
            }
        }
    }
    match failure {
        // Nobody answered: that is a trouble, and has a name.
        Some(error) if work.silent == asked => Err(error),
        _ => Ok(work),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::row::ProductSays;
    use crate::data::row::tests::row;

    #[test]
    fn bills_are_asked_for_from_before_the_month_begins_anywhere() {
        let january = Month {
            year: 2026,
            month: 1,
        };
        assert_eq!(bills(january).of, "2025-12-28T00:00:00Z");
    }

    #[test]
    fn only_machines_whose_state_suggests_work_are_asked() {
        let server = row(
            "eu:ab12345-ovh",
            1,
            "ns1",
            "/dedicated/server/{s}",
            "active",
        );
        let vps = row("eu:ab12345-ovh", 2, "vps1", "/vps/{s}", "active");
        let of = |state| ProductState::Vps(VpsState::from_wire(state));
        let says = |row: &Row, state| {
            row.with_product(
                &ProductSays {
                    state: Some(state),
                    ip: None,
                    site: None,
                },
                0.0,
            )
        };
        for (row, expected) in [
            (server.clone(), false),
            (says(&server, ProductState::Server(ServerState::Ok)), false),
            (
                says(&server, ProductState::Server(ServerState::Error)),
                true,
            ),
            (says(&vps, of("running")), false),
            (says(&vps, of("maintenance")), true),
            (
                row("eu:ab12345-ovh", 3, "vps2", "/vps/{s}", "inCreation"),
                true,
            ),
            (
                row(
                    "eu:ab12345-ovh",
                    4,
                    "x.example",
                    "/domain/{s}",
                    "inCreation",
                ),
                false,
            ),
        ] {
            assert_eq!(
                suggests_work(&row),
                expected,
                "{} {:?}",
                row.name,
                row.facts
            );
        }
    }

    #[test]
    fn the_number_of_requests_is_bounded() {
        let rows: Vec<Arc<Row>> = (0..40)
            .map(|id| {
                row(
                    "eu:ab12345-ovh",
                    id,
                    &format!("vps{id}"),
                    "/vps/{s}",
                    "inCreation",
                )
            })
            .map(Arc::new)
            .collect();
        assert_eq!(running_tasks(&rows).of.lines().count(), MOST_MACHINES);
    }
}
