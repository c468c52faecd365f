//! The search field and the choices that narrow the list.

use api::Region;
use catalog::Universe;
use leptos::prelude::*;

use crate::data::condition::Condition;
use crate::data::query::{Query, StateFilter};
use crate::i18n::{t, t_with};
use crate::pages::names;
use crate::ui::{Icon, universe_key};

/// One choice among a few, with "all" first.
#[component]
fn Choice(
    id: &'static str,
    label: String,
    all: String,
    /// Value in the address and name, in order.
    options: Vec<(&'static str, String)>,
    #[prop(into)] value: Signal<&'static str>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(slug, name)| {
            view! {
                <option value=slug selected=move || value.get() == slug>
                    {name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="choice">
            <label for=id>{label}</label>
            <select id=id class="input" on:change=move |event| on_choose.run(event_target_value(&event))>
                <option value="" selected=move || value.get().is_empty()>
                    {all}
                </option>
                {options}
            </select>
        </div>
    }
}

/// The bar above the list.
#[component]
pub fn Filters(query: RwSignal<Query>) -> impl IntoView {
    let universes = Universe::ALL.map(|universe| (universe.key(), t(universe_key(Some(universe)))));
    let regions = Region::ALL.map(|region| (region.as_str(), names::region(region)));
    let states = [StateFilter::Attention]
        .into_iter()
        .chain(Condition::ALL.map(StateFilter::Only))
        .map(|state| {
            let name = match state {
                StateFilter::Attention => t("services.needs_attention"),
                StateFilter::Only(condition) => t(condition.key()),
            };
            (state.slug(), name)
        })
        .collect();
    view! {
        <div class="filters" role="search">
            <div class="choice choice-search">
                <label for="search">{t("services.search")}</label>
                <div class="search">
                    <Icon name="search" />
                    <input
                        id="search"
                        class="input"
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=t("services.search.hint")
                        prop:value=move || query.with(|query| query.text.clone())
                        on:input=move |event| {
                            query.update(|query| query.text = event_target_value(&event))
                        }
                    />
                </div>
            </div>
            <Choice
                id="universe"
                label=t("services.universe")
                all=t("services.every_universe")
                options=universes.into()
                value=Signal::derive(move || {
                    query.with(|query| query.universe.map_or("", Universe::key))
                })
                on_choose=Callback::new(move |slug: String| {
                    query
                        .update(|query| {
                            query.universe = Universe::parse(&slug);
                            query.product = None;
                        })
                })
            />
            <Choice
                id="region"
                label=t("services.region")
                all=t("services.every_region")
                options=regions.into()
                value=Signal::derive(move || {
                    query.with(|query| query.region.map_or("", |region| region.as_str()))
                })
                on_choose=Callback::new(move |slug: String| {
                    query.update(|query| query.region = Region::parse(&slug))
                })
            />
            <Choice
                id="state"
                label=t("services.column.state")
                all=t("services.every_state")
                options=states
                value=Signal::derive(move || query.with(|query| query.state.map_or("", StateFilter::slug)))
                on_choose=Callback::new(move |slug: String| {
                    query.update(|query| query.state = StateFilter::from_slug(&slug))
                })
            />
        </div>
        <Show when=move || query.read().product.is_some()>
            <p class="chips">
                <button
                    class="button button-small"
                    type="button"
                    on:click=move |_| query.update(|query| query.product = None)
                >
                    {move || {
                        let key = query.read().product.clone().unwrap_or_default();
                        t_with("services.only_product", &[("product", &t(&names::product_key(&key)))])
                    }}
                    <Icon name="x" />
                    <span class="unseen">{t("services.remove")}</span>
                </button>
            </p>
        </Show>
    }
}
