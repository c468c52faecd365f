//! States of services, and values as they are written: dates, numbers, money.

use catalog::Universe;
use leptos::prelude::*;

use crate::data::Clock;
use crate::data::condition::Condition;
use crate::i18n::{format, t, t_count};
use crate::ui::{ConditionMark, UniverseMark};

const DAY: f64 = 86_400_000.0;

pub fn states() -> AnyView {
    let conditions = Condition::ALL
        .into_iter()
        .map(|condition| view! { <li><ConditionMark condition /></li> }.into_any())
        .collect_view();
    let universes = Universe::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|universe| view! { <li><UniverseMark universe /></li> }.into_any())
        .collect_view();
    view! {
        <ul class="panel design-marks">{conditions}</ul>
        <ul class="panel design-marks">{universes}</ul>
    }
    .into_any()
}

pub fn values() -> AnyView {
    let now = untrack(|| Clock::current().now());
    let row = |label: &str, values: Vec<String>| {
        let values = values
            .into_iter()
            .map(|value| view! { <li>{value}</li> }.into_any())
            .collect_view();
        view! {
            <div>
                <dt>{t(label)}</dt>
                <dd>
                    <ul>{values}</ul>
                </dd>
            </div>
        }
        .into_any()
    };
    let relative = [-400.0, -1.0, -0.002, 0.0, 0.1, 1.0, 6.0, 45.0, 900.0]
        .map(|days| format::relative(now + days * DAY, now));
    let counts = [0, 1, 2, 1_234, 1_000_000].map(|count| t_count("services.count", count));
    let numbers = [0, 999, 1_234, 12_345_678].map(format::number);
    let decimals = [(0.5, 1), (99.95, 2), (1_234.5, 1)];
    let money = [
        (0.0, "EUR"),
        (-19.99, "EUR"),
        (1_234.5, "CAD"),
        (7.99, "USD"),
        (250.0, "points"),
    ];
    view! {
        <dl class="panel design-rows">
            {row("design.relative", relative.into())}
            {row("design.day", vec![format::day(now), format::day(now + 40.0 * DAY)])}
            {row("design.moment", vec![format::moment(now)])}
            {row("design.counts", counts.into())} {row("design.numbers", numbers.into())}
            {row(
                "design.decimals",
                decimals.map(|(value, digits)| format::decimal(value, digits)).into(),
            )}
            {row("design.money", money.map(|(amount, unit)| format::money(amount, unit)).into())}
        </dl>
    }
    .into_any()
}
