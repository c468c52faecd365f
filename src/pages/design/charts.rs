//! Pictures of numbers, each with its table.

use leptos::prelude::*;

use crate::data::Clock;
use crate::data::condition::Condition;
use crate::i18n::calendar::{
    day_of, long_day, long_month, month_of, short_day, short_month, weekday,
};
use crate::i18n::{format, money, t, t_with};
use crate::ui::chart::{Bar, Cell, Part, Week, as_table, bars, calendar, share};

const CENT: i64 = 1_000_000;

pub fn charts() -> AnyView {
    view! {
        <div class="design-charts">
            <figure class="panel">{by_month()}</figure>
            <figure class="panel">{by_day()}</figure>
            <figure class="panel">{by_state()}</figure>
        </div>
    }
    .into_any()
}

fn table(caption: String, head: [&str; 2], rows: Vec<[String; 2]>) -> AnyView {
    as_table(
        t("design.chart.table"),
        caption,
        head.map(t).into(),
        rows.into_iter().map(Into::into).collect(),
    )
}

/// Of all heights: nothing, a little, much, and a month that is not over.
fn by_month() -> AnyView {
    let (year, month) = month_of(Clock::current().now_untracked());
    let sums = [0, 1, 499, 12_000, 25_950, 25_950, 31_020, 8_400].map(|cents| cents * CENT);
    let months: Vec<(u16, u8)> = (0..sums.len())
        .rev()
        .map(|back| {
            let whole = usize::from(year) * 12 + usize::from(month - 1) - back;
            ((whole / 12) as u16, (whole % 12) as u8 + 1)
        })
        .collect();
    let written = |sum: i64| money::money(sum, "EUR");
    let rows = months.iter().zip(sums);
    let drawn = rows.clone().map(|((year, month), sum)| Bar {
        value: sum,
        label: short_month(*year, *month),
        title: t_with(
            "design.chart.said",
            &[
                ("name", &long_month(*year, *month)),
                ("value", &written(sum)),
            ],
        ),
        unfinished: sum == sums[sums.len() - 1],
    });
    let name = t("design.chart.months");
    let lines = rows.map(|((year, month), sum)| [long_month(*year, *month), written(sum)]);
    view! {
        {bars(name.clone(), drawn.collect(), |value| money::short_money(value, "EUR"))}
        {table(name, ["design.chart.month", "design.chart.amount"], lines.collect())}
    }
    .into_any()
}

/// A day of each kind.
fn by_day() -> AnyView {
    let today = day_of(Clock::current().now_untracked());
    // A Monday: the first of them was four days after the first day there is.
    let first = today - (today + 3).rem_euclid(7);
    let kind = |day: i64| match day - today {
        ..0 => ("day-past", 0),
        0 => ("day-today", 0),
        3 => ("day-some", 2),
        5 => ("day-many", 12),
        9 => ("day-ends", 1),
        _ => ("day-none", 0),
    };
    let days: Vec<i64> = (first..first + 42).collect();
    let said = |day: i64, count: usize| {
        t_with(
            "design.chart.said",
            &[("name", &long_day(day)), ("value", &format::number(count))],
        )
    };
    let weeks = days.chunks(7).map(|week| Week {
        label: week.first().map(|day| short_day(*day)).unwrap_or_default(),
        days: week
            .iter()
            .map(|day| {
                let (class, count) = kind(*day);
                let text = match count {
                    0 => String::new(),
                    _ if class == "day-ends" => format!("{}!", format::number(count)),
                    _ => format::number(count),
                };
                Cell {
                    text,
                    class,
                    title: said(*day, count),
                }
            })
            .collect(),
    });
    let name = t("design.chart.days");
    let weekdays = (0..7).map(|day| weekday(first + day)).collect();
    let lines = days.iter().filter_map(|day| {
        let (_, count) = kind(*day);
        (count > 0).then(|| [long_day(*day), format::number(count)])
    });
    view! {
        {calendar(name.clone(), weekdays, weeks.collect())}
        {table(name, ["design.chart.day", "design.chart.count"], lines.collect())}
    }
    .into_any()
}

/// Parts of each kind.
fn by_state() -> AnyView {
    let parts = [
        (Condition::Suspended, 6, "part-bad"),
        (Condition::Expiring, 12, "part-warn"),
        (Condition::Maintenance, 40, "part-note"),
        (Condition::Active, 420, "part-good"),
    ];
    let drawn = parts.map(|(condition, count, class)| Part {
        value: count,
        class,
        title: t_with(
            "design.chart.said",
            &[
                ("name", &t(condition.key())),
                ("value", &format::number(count)),
            ],
        ),
    });
    let name = t("design.chart.states");
    let lines = parts.map(|(condition, count, _)| [t(condition.key()), format::number(count)]);
    view! {
        <div class="share-frame">{share(name.clone(), drawn.into())}</div>
        {table(name, ["design.chart.state", "design.chart.count"], lines.into())}
    }
    .into_any()
}
