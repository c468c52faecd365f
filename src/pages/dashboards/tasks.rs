//! What the provider is doing to machines right now.

use api::AccountId;
use leptos::prelude::*;

use super::panel::{SHOWN, and_more, notes, nothing, panel, updated};
use super::tickets::whose;
use crate::data::dashboard::questions::{self, MOST_MACHINES, Running, Work, worth_asking};
use crate::data::follow::Followed;
use crate::data::{Data, Reading, Snapshot, still_waiting};
use crate::i18n::{format, t, t_count, t_with};
use crate::pages::asking::{Asking, Whom};
use crate::place::{Page, Place};
use crate::platform::now_ms;
use crate::session::{Scope, Session};
use crate::shell::Whose;
use crate::ui::{Icon, Waiting, ago, live};

/// What one line says.
#[derive(Clone, PartialEq)]
struct Line {
    account: AccountId,
    /// The name its owner gave the machine.
    display: String,
    running: Running,
}

/// Whether it is known which machines are worth asking.
#[derive(Clone, Copy, PartialEq)]
enum States {
    Awaited,
    /// Of some accounts they could not be read.
    Missing,
    Known,
}

/// The states of machines arrive behind the list of services, all of an account at once.
fn states(rows: &Snapshot, readings: &[Reading]) -> States {
    let mut missing = false;
    for reading in readings {
        let id = &reading.account.id;
        let own = rows.iter().filter(|row| row.account == *id);
        let mut machines = own.filter(|row| questions::is_machine(row)).peekable();
        let silent = machines.peek().is_some() && machines.all(|row| row.facts.product.is_none());
        if silent && reading.cell.read().gap.is_none() {
            return States::Awaited;
        }
        missing |= silent;
    }
    match (still_waiting(readings), missing) {
        (true, _) => States::Awaited,
        (false, true) => States::Missing,
        (false, false) => States::Known,
    }
}

/// The panel, about the machines among `rows`.
pub fn tasks_panel(
    rows: Memo<Snapshot>,
    readings: Signal<Vec<Reading>>,
) -> (AnyView, Asking<Work>) {
    let asking = Asking::new(move |account| {
        let machines = worth_asking(rows.read().iter(), account);
        (!machines.is_empty()).then(|| questions::running_tasks(&machines))
    });
    let (data, session) = (Data::current(), Session::current());
    Effect::new(move || data.resume(&session.accounts()));
    let standing = asking.standing();
    let states = Memo::new(move |_| states(&rows.read(), &readings.get()));
    let lines = Memo::new(move |_| {
        let rows = rows.read();
        let mut lines = Vec::new();
        for answer in asking.answers() {
            let held = answer.cell.read();
            for running in held.value.iter().flat_map(|work| &work.running) {
                let machine = rows
                    .iter()
                    .find(|row| row.account == answer.account && *row.name == *running.at.name);
                lines.push(Line {
                    account: answer.account.clone(),
                    display: machine.map_or(running.at.name.clone(), |row| row.display.to_string()),
                    running: running.clone(),
                });
            }
        }
        lines
    });
    // How many machines were looked at, of how many that are worth it; how many were silent.
    let looked = Memo::new(move |_| {
        let silent: usize = asking
            .answers()
            .iter()
            .filter_map(|answer| Some(answer.cell.read().value.as_ref()?.silent))
            .sum();
        let mut asked = 0;
        let mut worth = 0;
        for account in &standing.read().accounts {
            let own = rows.read();
            let own = own.iter().filter(|row| row.account == *account);
            let count = own.filter(|row| questions::suggests_work(row)).count();
            worth += count;
            asked += count.min(MOST_MACHINES);
        }
        (asked, worth, silent)
    });
    let body = view! {
        {live(move || {
            let lines = lines.read();
            if lines.is_empty() {
                return match states.get() {
                    States::Awaited => view! { <Waiting text=t("region.waiting") /> }.into_any(),
                    States::Known if standing.read().is_whole() => {
                        nothing("circle-check", "tasks.none")
                    }
                    States::Known | States::Missing => ().into_any(),
                };
            }
            let items = lines.iter().take(SHOWN).map(item).collect_view();
            let more = lines.len().saturating_sub(SHOWN);
            view! {
                <ul class="dash-list">{items}</ul>
                {and_more(more)}
            }
                .into_any()
        })}
        {live(move || {
            let (asked, worth, silent) = looked.get();
            let missing = (states.get() == States::Missing).then(|| view! {
                <p class="state state-warn small">
                    <Icon name="triangle-alert" />
                    {t("tasks.missing")}
                </p>
            });
            let part = (asked < worth).then(|| view! {
                <p class="soft small">
                    {t_with(
                        "tasks.part",
                        &[("asked", &format::number(asked)), ("worth", &format::number(worth))],
                    )}
                </p>
            });
            let silent = (silent > 0).then(|| view! {
                <p class="state state-warn small">
                    <Icon name="triangle-alert" />
                    {t_count("tasks.silent", silent)}
                </p>
            });
            view! {
                {missing}
                {part}
                {silent}
            }
                .into_any()
        })}
        {notes(standing, Callback::new(move |()| asking.again(Whom::Failed)))}
    };
    (
        panel(
            "dash-tasks",
            "tasks.title",
            updated(standing),
            body.into_any(),
        ),
        asking,
    )
}

/// What a task does, in words; `None` for what has none yet.
fn words(function: &str) -> Option<&'static str> {
    Some(match function {
        "hardReboot" | "rebootVm" => "tasks.does.restart",
        "hardware_update" => "tasks.does.hardware",
        "reinstallServer" | "reinstallVm" => "tasks.does.install",
        "deliverVm" => "tasks.does.deliver",
        "migrate" => "tasks.does.migrate",
        "setNetboot" => "tasks.does.boot",
        "upgradeVm" => "tasks.does.upgrade",
        "createSnapshot" => "tasks.does.snapshot",
        "restoreVm" | "revertSnapshot" => "tasks.does.restore",
        _ => return None,
    })
}

fn item(line: &Line) -> AnyView {
    let task = &line.running.task;
    let list = Place::Page(Scope::One(line.account.clone()), Page::Services);
    let link = format!(
        "{list}?q={}",
        String::from(js_sys::encode_uri_component(&line.running.at.name))
    );
    let since = task.began.map(|moment| ago(moment.0 as f64, "tasks.since"));
    let progress = task.progress.map(|percent| {
        let said = t_with(
            "write.task.percent",
            &[("n", &format::number(percent as usize))],
        );
        view! {
            <progress max="100" value=percent aria-label=said.clone()></progress>
            {said}
        }
    });
    let doing = words(&task.function).map_or(task.comment.clone(), |key| Some(t(key)));
    let doing_words = doing.clone().unwrap_or_else(|| task.function.clone());
    view! {
        <li>
            <span class="dash-what">
                <span class="state state-note">
                    <Icon name="wrench" />
                    <a class="dash-name" href=link>{line.display.clone()}</a>
                </span>
                <span class="soft small">
                    {doing} " " <code>{task.function.clone()}</code>
                </span>
            </span>
            {whose(&line.account)}
            <span class="soft small dash-when">
                {progress} {since} {following(line, doing_words)}
            </span>
        </li>
    }
    .into_any()
}

/// The way to have it followed to its end, or to where that is shown.
fn following(line: &Line, title: String) -> AnyView {
    let (data, session, scope) = (Data::current(), Session::current(), Whose::of_page());
    let (account, display) = (line.account.clone(), line.display.clone());
    let at = line.running.at.clone();
    let followed = Followed {
        task: at.clone(),
        title,
        subject: display.clone(),
        at: line
            .running
            .task
            .began
            .map_or_else(now_ms, |moment| moment.0 as f64),
    };
    let known = {
        let account = account.clone();
        Memo::new(move |_| data.is_followed(&account, &at))
    };
    let follow = Callback::new(move |()| {
        let accounts = untrack(|| session.accounts());
        if let Some(account) = accounts.iter().find(|one| one.id == account) {
            data.follow(account, followed.clone());
        }
    });
    let activity = Place::Page(scope, Page::Activity).to_string();
    live(move || {
        let display = display.clone();
        if known.get() {
            view! {
                <a class="small" href=activity.clone()>
                    {t("tasks.followed")}
                    <span class="unseen">" " {display}</span>
                </a>
            }
            .into_any()
        } else {
            view! {
                <button
                    class="button button-small"
                    type="button"
                    on:click=move |_| follow.run(())
                >
                    {t("tasks.follow")}
                    <span class="unseen">" " {display}</span>
                </button>
            }
            .into_any()
        }
    })
}
