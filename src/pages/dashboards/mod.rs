//! The dashboards: one for each universe, and what the overview shows below its first
//! numbers. One area, as they are made of the same panels.

mod choice;
mod counts;
mod money;
mod panel;
mod renewals;
mod tasks;
mod tickets;
mod universe;

use leptos::prelude::*;

pub use universe::UniversePage;

use crate::data::{Data, Reading, Snapshot};
use crate::pages::asking::Whom;
use crate::session::Session;
use crate::shell::Whose;

/// The services of the scope: as they are read, and all of them together.
fn services() -> (Signal<Vec<Reading>>, Memo<Snapshot>) {
    let (session, data, scope) = (Session::current(), Data::current(), Whose::of_page());
    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope)));
    (readings, Memo::new(move |_| Snapshot::of(&readings.get())))
}

/// Follows the services: has all asked again when some that were there are read again, as
/// "Refresh" is for the whole page, and those that failed when some have arrived at last, as
/// what kept them away is over.
fn on_refresh(readings: Signal<Vec<Reading>>, again: impl Fn(Whom) + 'static) {
    let read_at = Memo::new(move |_| {
        let readings = readings.get();
        let moments = readings.iter().map(|reading| reading.cell.read().read_at);
        moments.collect::<Vec<f64>>()
    });
    Effect::new(move |earlier: Option<Vec<f64>>| {
        let now = read_at.get();
        let read = earlier.iter().flatten().zip(&now);
        let read: Vec<f64> = read
            .filter_map(|(then, now)| (now > then).then_some(*then))
            .collect();
        if read.iter().any(|then| *then > 0.0) {
            again(Whom::All);
        } else if !read.is_empty() {
            again(Whom::Failed);
        }
        now
    });
}

/// Below the first numbers of the overview: which universes are shown, the weeks ahead,
/// money, tickets and tasks.
#[component]
pub fn OverviewMore() -> impl IntoView {
    let (readings, rows) = services();
    let (tickets, about_tickets) = tickets::tickets_panel(None);
    let (tasks, about_tasks) = tasks::tasks_panel(rows, readings);
    let (money, about_money) = money::money_panel();
    on_refresh(readings, move |whom| {
        about_tickets.again(whom);
        about_tasks.again(whom);
        about_money.again(whom);
    });
    view! {
        <div class="dash-page">
            {choice::choice(rows)}
            <div class="dash-pair">
                {tickets}
                {tasks}
            </div>
            {renewals::renewals_panel(rows, readings)}
            {money}
        </div>
    }
    .into_any()
}
