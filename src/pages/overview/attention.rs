//! What needs attention, ordered by what it costs to ignore.

use std::sync::Arc;

use catalog::Universe;
use leptos::prelude::*;

use super::Shown;
use crate::data::row::Row;
use crate::data::summary::attention;
use crate::i18n::{format, names, t, t_count, t_with};
use crate::pages::term::term;
use crate::place::{Page, Place};
use crate::shell::Whose;
use crate::ui::{ConditionMark, Icon, UniverseMark, Waiting, live, live_if, text};

/// How many are shown here; the rest is one click away.
const SHOWN: usize = 8;

/// The panel. With a universe, "show all" leads to what needs attention there.
#[component]
pub fn Attention(shown: Shown, universe: Option<Universe>) -> impl IntoView {
    let scope = Whose::of_page();
    let urgent = Memo::new(move |_| {
        let mut rows = attention(shown.rows.read().iter());
        let all = rows.len();
        rows.truncate(SHOWN);
        (all, rows)
    });
    let more = move || urgent.read().0 > SHOWN;
    let all = move || {
        let mut link = format!(
            "{}?state=attention",
            Place::Page(scope.clone(), Page::Services)
        );
        if let Some(universe) = universe {
            link.push_str("&universe=");
            link.push_str(universe.key());
        }
        let said = t_with("attention.all", &[("n", &format::number(urgent.read().0))]);
        view! {
            <a class="small" href=link>
                {said}
            </a>
        }
        .into_any()
    };
    let said = text(move || {
        if shown.waiting.get() {
            String::new()
        } else {
            t_count("attention.said", urgent.read().0)
        }
    });
    view! {
        <section class="panel" aria-labelledby="attention">
            <div class="panel-head">
                <h2 id="attention">{t("attention.title")}</h2>
                {live_if(more, all)}
            </div>
            {live(move || {
                let rows = urgent.get().1;
                if !rows.is_empty() {
                    let items = rows.into_iter().map(urgent_row).collect_view();
                    view! { <ul class="attention">{items}</ul> }.into_any()
                } else if shown.waiting.get() {
                    view! {
                        <div class="panel-body">
                            <Waiting text=t("attention.waiting") />
                        </div>
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="panel-body state state-good">
                            <Icon name="circle-check" />
                            {t("attention.none")}
                        </p>
                    }
                        .into_any()
                }
            })}
            <p class="unseen" role="status">
                {said}
            </p>
        </section>
    }
    .into_any()
}

fn urgent_row(row: Arc<Row>) -> AnyView {
    let link = Place::service(row.account.clone(), row.key.clone()).to_string();
    let help = Place::help(row.account.clone(), &row.key, "alert");
    let words = t_with("attention.help", &[("name", &row.display)]);
    let technical = (row.display != row.name)
        .then(|| view! { <span class="soft mono">{row.name.to_string()}</span> });
    view! {
        <li>
            <ConditionMark condition=row.condition />
            <span class="attention-name">
                <a href=link>{row.display.to_string()}</a>
                {technical}
            </span>
            <span class="soft attention-product">
                <UniverseMark universe=row.universe() />
                {row.product_name.to_string()}
            </span>
            <span class="soft attention-whose">
                <span class="tag">{names::endpoint(row.account.endpoint)}</span>
                {row.account.nic.to_string()}
            </span>
            <span class="soft attention-end">{term(&row)}</span>
            <a
                class="button button-small button-plain attention-help"
                href=help
                aria-label=words
            >
                <Icon name="life-buoy" />
            </a>
        </li>
    }
    .into_any()
}
