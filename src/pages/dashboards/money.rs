//! Money by month. The API knows what an account was billed, not what a universe was, so
//! this stands on the overview alone.

use api::{Bill, Page};
use leptos::prelude::*;

use super::panel::{notes, nothing, panel, updated};
use crate::data::dashboard::months::{Month, Series, by_month};
use crate::data::dashboard::questions;
use crate::i18n::{calendar, money, t, t_count, t_with};
use crate::pages::asking::{Asking, Whom};
use crate::platform::now_ms;
use crate::ui::chart::{Bar, as_table, bars};
use crate::ui::{Icon, live};

/// How many months are shown, this one included.
const MONTHS: u16 = 12;

/// The panel, and what it asks.
pub fn money_panel() -> (AnyView, Asking<Page<Bill>>) {
    let (year, month) = calendar::month_of(now_ms());
    let this = Month { year, month };
    let months = this.up_to(MONTHS);
    let first = this.back(MONTHS - 1);
    let asking = Asking::new(move |_| Some(questions::bills(first)));
    let standing = asking.standing();
    let read = Memo::new(move |_| {
        let mut bills = Vec::new();
        let mut unreadable = 0;
        for answer in asking.answers() {
            if let Some(page) = &answer.cell.read().value {
                bills.extend(page.rows.iter().cloned());
                unreadable += page.bad.len();
            }
        }
        (by_month(bills.iter(), &this.up_to(MONTHS)), unreadable)
    });
    let body = view! {
        {live(move || {
            let (series, unreadable) = read.get();
            let empty = series.is_empty();
            let charts = series.iter().map(|one| chart(one, &months)).collect_view();
            let unreadable = (unreadable > 0)
                .then(|| {
                    view! {
                        <p class="state state-warn small">
                            <Icon name="triangle-alert" />
                            {t_count("money.unreadable", unreadable)}
                        </p>
                    }
                });
            view! {
                <div class="money">{charts}</div>
                {(empty && standing.read().is_whole()).then(|| nothing("inbox", "money.none"))}
                {unreadable}
            }
                .into_any()
        })}
        {notes(standing, Callback::new(move |()| asking.again(Whom::Failed)))}
    };
    (
        panel(
            "dash-money",
            "money.title",
            updated(standing),
            body.into_any(),
        ),
        asking,
    )
}

/// One currency.
fn chart(series: &Series, months: &[Month]) -> AnyView {
    let currency = series.currency.clone();
    let written = |ucents: i64| money::money(ucents, &currency);
    let long = |month: &Month| calendar::long_month(month.year, month.month);
    let last = months.len().saturating_sub(1);
    let this_month = series.sums.last().copied().unwrap_or_default();
    let drawn = months
        .iter()
        .zip(&series.sums)
        .enumerate()
        .map(|(place, (month, sum))| Bar {
            value: *sum,
            label: calendar::short_month(month.year, month.month),
            title: t_with(
                "money.bar",
                &[("month", &long(month)), ("amount", &written(*sum))],
            ),
            unfinished: place == last,
        });
    let name = t_with("money.caption", &[("currency", &currency)]);
    let rows = months
        .iter()
        .zip(&series.sums)
        .rev()
        .map(|(month, sum)| vec![long(month), written(*sum)]);
    let total = [vec![t("money.total"), written(series.total())]];
    let table = as_table(
        t("chart.table"),
        name.clone(),
        vec![t("money.month"), t("money.billed")],
        rows.chain(total).collect(),
    );
    let scale = {
        let currency = currency.clone();
        move |value| money::short_money(value, &currency)
    };
    view! {
        <figure class="money-chart" data-currency=currency.clone()>
            <figcaption>
                <span class="money-total" data-total="">
                    {written(series.total())}
                </span>
                <span class="soft small">
                    {t_count("money.about", series.bills)} " · "
                    {t_with("money.so_far", &[("amount", &written(this_month))])}
                </span>
            </figcaption>
            {bars(name, drawn.collect(), scale)}
            {table}
        </figure>
    }
    .into_any()
}
