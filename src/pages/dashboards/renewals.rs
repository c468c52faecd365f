//! The weeks ahead: what renews by itself, and what ends unless somebody does something.

use leptos::prelude::*;

use super::panel::{nothing, panel, without};
use crate::data::dashboard::Standing;
use crate::data::dashboard::days::{Ahead, Day, OnDay};
use crate::data::{Clock, Reading, Snapshot, still_waiting};
use crate::i18n::calendar::{day_of, long_day, short_day, weekday};
use crate::i18n::{format, t, t_count};
use crate::ui::chart::{Cell, Week, as_table, calendar};
use crate::ui::{Icon, Waiting, live};

/// The panel.
pub fn renewals_panel(rows: Memo<Snapshot>, readings: Signal<Vec<Reading>>) -> AnyView {
    let clock = Clock::current();
    let today = Memo::new(move |_| day_of(clock.now()));
    let ahead = Memo::new(move |_| {
        let rows = rows.read();
        Ahead::of(rows.iter().map(AsRef::as_ref), today.get(), day_of)
    });
    let standing = Memo::new(move |_| Standing::of_services(&readings.get()));
    let waiting = Memo::new(move |_| still_waiting(&readings.get()));
    let aside = live(move || {
        let all = ahead.read().total();
        let ends = (all.ends > 0).then(|| {
            view! {
                <span class="state state-bad">
                    <Icon name="calendar-clock" />
                    {t_count("ahead.ends", all.ends)}
                </span>
            }
        });
        view! {
            <span class="ahead-key small">
                <span class="state">
                    <Icon name="refresh-cw" />
                    {t_count("ahead.renewals", all.renewals)}
                </span>
                {ends}
            </span>
        }
        .into_any()
    });
    let body = view! {
        {live(move || {
            let ahead = ahead.read();
            if ahead.total().all() > 0 {
                picture(&ahead)
            } else if waiting.get() {
                view! { <Waiting text=t("region.waiting") /> }.into_any()
            } else {
                nothing("calendar-clock", "ahead.none")
            }
        })}
        {without(standing)}
    };
    panel("dash-ahead", "ahead.title", aside, body.into_any())
}

/// What a day says: "3 renewals, 1 end".
fn said(on: OnDay) -> String {
    let mut said = Vec::new();
    if on.ends > 0 {
        said.push(t_count("ahead.ends", on.ends));
    }
    if on.renewals > 0 {
        said.push(t_count("ahead.renewals", on.renewals));
    }
    said.join(", ")
}

fn cell(day: Day, today: Day, on: OnDay) -> Cell {
    let class = match on {
        _ if day < today => "day-past",
        on if on.ends > 0 => "day-ends",
        on if on.renewals > 4 => "day-many",
        on if on.renewals > 0 => "day-some",
        _ if day == today => "day-today",
        _ => "day-none",
    };
    let written = format::number(on.all());
    Cell {
        text: match on {
            on if on.all() == 0 => String::new(),
            // Not by its colour alone.
            on if on.ends > 0 => format!("{written}!"),
            _ => written,
        },
        class,
        title: match on.all() {
            0 => long_day(day),
            _ => format!("{}: {}", long_day(day), said(on)),
        },
    }
}

fn picture(ahead: &Ahead) -> AnyView {
    let days: Vec<(Day, OnDay)> = (ahead.first..).zip(ahead.days.iter().copied()).collect();
    let weeks = days
        .chunks(7)
        .map(|week| Week {
            label: week
                .first()
                .map(|(day, _)| short_day(*day))
                .unwrap_or_default(),
            days: week
                .iter()
                .map(|(day, on)| cell(*day, ahead.today, *on))
                .collect(),
        })
        .collect();
    let weekdays = (0..7).map(|day| weekday(ahead.first + day)).collect();
    let rows = days.iter().filter(|(_, on)| on.all() > 0).map(|(day, on)| {
        vec![
            long_day(*day),
            format::number(on.renewals),
            format::number(on.ends),
        ]
    });
    let name = t("ahead.caption");
    view! {
        <figure>
            {calendar(name.clone(), weekdays, weeks)}
            {as_table(
                t("chart.table"),
                name,
                vec![t("ahead.day"), t("ahead.column.renewals"), t("ahead.column.ends")],
                rows.collect(),
            )}
        </figure>
    }
    .into_any()
}
