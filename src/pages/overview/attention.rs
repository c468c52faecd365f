//! What needs attention, ordered by what it costs to ignore.

use leptos::prelude::*;

use crate::data::row::Row;
use crate::data::summary::attention;
use crate::data::{Clock, Snapshot};
use crate::i18n::{format, t, t_count, t_with};
use crate::pages::names;
use crate::shell::CurrentScope;
use crate::ui::{ConditionMark, Icon, UniverseMark, Waiting};

/// How many are shown here; the rest is one click away.
const SHOWN: usize = 8;

/// The panel.
#[component]
pub fn Attention(rows: Memo<Snapshot>, waiting: Signal<bool>) -> impl IntoView {
    let scope = CurrentScope::current();
    let urgent = Memo::new(move |_| {
        let rows = rows.read();
        let all = attention(rows.iter());
        (all.len(), all.into_iter().take(SHOWN).cloned().collect::<Vec<Row>>())
    });
    view! {
        <section class="panel" aria-labelledby="attention">
            <div class="panel-head">
                <h2 id="attention">{t("attention.title")}</h2>
                <Show when=move || { urgent.read().0 > SHOWN }>
                    <a class="small" href=move || format!("/{}/services?state=attention", scope.get())>
                        {move || t_with("attention.all", &[("n", &format::number(urgent.read().0))])}
                    </a>
                </Show>
            </div>
            <Show
                when=move || { urgent.read().0 > 0 }
                fallback=move || {
                    view! {
                        <Show
                            when=move || waiting.get()
                            fallback=|| {
                                view! {
                                    <p class="panel-body state state-good">
                                        <Icon name="circle-check" />
                                        {t("attention.none")}
                                    </p>
                                }
                            }
                        >
                            <div class="panel-body">
                                <Waiting text=t("attention.waiting") />
                            </div>
                        </Show>
                    }
                }
            >
                <ul class="attention">
                    <For
                        each=move || urgent.get().1
                        key=|row| (row.account.clone(), row.id, row.condition)
                        children=|row| view! { <Urgent row /> }
                    />
                </ul>
            </Show>
            <p class="unseen" role="status">
                {move || (!waiting.get()).then(|| t_count("attention.said", urgent.read().0))}
            </p>
        </section>
    }
}

#[component]
fn Urgent(row: Row) -> impl IntoView {
    let clock = Clock::current();
    let same_name = row.display == row.name;
    let link = format!(
        "/{}/services?q={}",
        row.account,
        String::from(js_sys::encode_uri_component(&row.name)),
    );
    let ends = row.facts.ends_ms;
    view! {
        <li>
            <ConditionMark condition=row.condition />
            <span class="attention-name">
                <a href=link>{row.display.to_string()}</a>
                {(!same_name).then(|| view! { <span class="soft mono">{row.name.to_string()}</span> })}
            </span>
            <span class="soft attention-product">
                <UniverseMark universe=row.universe() />
                {names::product(row.product)}
            </span>
            <span class="soft attention-whose">
                <span class="tag">{names::endpoint(row.account.endpoint)}</span>
                {row.account.nic.to_string()}
            </span>
            <span class="soft attention-end">
                {ends
                    .map(|ends| {
                        view! {
                            <time title=format::moment(ends)>
                                {move || {
                                    t_with(
                                        if ends < clock.now() { "service.ended" } else { "service.ends" },
                                        &[("when", &format::relative(ends, clock.now()))],
                                    )
                                }}
                            </time>
                        }
                    })}
            </span>
        </li>
    }
}
