//! The search field and the choices that narrow the list.

use api::Region;
use catalog::Universe;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::data::condition::Condition;
use crate::data::query::{Query, StateFilter};
use crate::i18n::names;
use crate::i18n::{t, t_with};
use crate::ui::{Icon, live, universe_key};

/// A choice among a few values, by their names in the address.
struct Choice {
    id: &'static str,
    label: String,
    /// The name of leaving nothing out.
    all: String,
    /// Value and name, in order.
    options: Vec<(&'static str, String)>,
    read: fn(&Query) -> &'static str,
    write: fn(&mut Query, &str),
}

fn choices() -> [Choice; 3] {
    let states = [StateFilter::Attention]
        .into_iter()
        .chain(Condition::ALL.map(StateFilter::Only))
        .map(|state| {
            let name = match state {
                StateFilter::Attention => t("services.needs_attention"),
                StateFilter::Only(condition) => t(condition.key()),
            };
            (state.slug(), name)
        });
    let universes = Universe::ALL.map(|universe| (universe.key(), t(universe_key(Some(universe)))));
    [
        Choice {
            id: "universe",
            label: t("services.universe"),
            all: t("services.every_universe"),
            options: universes.into(),
            read: |query| query.universe.map_or("", Universe::key),
            write: |query, slug| {
                query.universe = Universe::parse(slug);
                query.product = None;
            },
        },
        Choice {
            id: "region",
            label: t("services.region"),
            all: t("services.every_region"),
            options: Region::ALL
                .map(|region| (region.as_str(), names::region(region)))
                .into(),
            read: |query| query.region.map_or("", Region::as_str),
            write: |query, slug| query.region = Region::parse(slug),
        },
        Choice {
            id: "state",
            label: t("services.column.state"),
            all: t("services.every_state"),
            options: states.collect(),
            read: |query| query.state.map_or("", StateFilter::slug),
            write: |query, slug| query.state = StateFilter::from_slug(slug),
        },
    ]
}

fn choice(choice: Choice, query: RwSignal<Query>) -> AnyView {
    let Choice {
        id,
        label,
        all,
        options,
        read,
        write,
    } = choice;
    let value = Memo::new(move |_| query.with(read));
    let options = std::iter::once(("", all))
        .chain(options)
        .map(|(slug, name)| {
            let selected = Signal::derive(move || value.get() == slug);
            view! {
                <option value=slug prop:selected=selected>
                    {name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="choice">
            <label for=id>{label}</label>
            <select
                id=id
                class="input"
                on:change=move |event| {
                    let slug = event_target_value(&event);
                    query.update(|query| write(query, &slug));
                }
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The bar above the list.
pub fn filters(query: RwSignal<Query>) -> AnyView {
    let typed = Signal::derive(move || query.with(|query| query.text.clone()));
    let product = Memo::new(move |_| query.with(|query| query.product.clone()));
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
                        prop:value=typed
                        on:input=move |event| {
                            query.update(|query| query.text = event_target_value(&event))
                        }
                    />
                </div>
            </div>
            {choices().map(|of| choice(of, query))}
        </div>
        {live(move || {
            product.get().map(|key| only_product(&key, query)).into_any()
        })}
    }
    .into_any()
}

/// The button that was pressed goes away; the keyboard goes on from the search.
fn focus_search() {
    let search = document().get_element_by_id("search");
    if let Some(search) = search.and_then(|search| search.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = search.focus();
    }
}

/// The product that a link from the overview asked for, to be taken away again.
fn only_product(key: &str, query: RwSignal<Query>) -> AnyView {
    let name = t(&names::product_key(key));
    view! {
        <p class="chips">
            <button
                class="button button-small"
                type="button"
                on:click=move |_| {
                    query.update(|query| query.product = None);
                    focus_search();
                }
            >
                {t_with("services.only_product", &[("product", &name)])}
                <Icon name="x" />
                <span class="unseen">{t("services.remove")}</span>
            </button>
        </p>
    }
    .into_any()
}
