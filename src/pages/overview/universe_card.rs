//! One universe: how many services, in which state, in which region.

use std::sync::Arc;

use api::Region;
use catalog::Universe;
use leptos::prelude::*;

use crate::data::condition::Condition;
use crate::data::summary::{ByRegion, Summary, UniverseSummary, missing};
use crate::i18n::{format, t, t_with};
use crate::pages::names;
use crate::shell::CurrentScope;
use crate::ui::{ConditionMark, Icon, Waiting, universe_class, universe_icon, universe_key};

/// How many absent products are named before the rest is a number.
const NAMED: usize = 5;

/// The card of one universe; `None` gathers the products the catalogue does not know.
#[component]
pub fn UniverseCard(
    universe: Option<Universe>,
    figures: Memo<Arc<Summary>>,
    regions: Memo<Vec<Region>>,
    #[prop(into)] waiting: Signal<bool>,
) -> impl IntoView {
    let scope = CurrentScope::current();
    let mine = Memo::new(move |_| figures.read().universe(universe));
    let name = t(universe_key(universe));
    let caption = name.clone();
    let filter = universe.map_or(String::new(), |universe| format!("universe={}", universe.key()));
    let list = {
        let filter = filter.clone();
        move |more: &str| format!("/{}/services?{filter}{more}", scope.get())
    };
    let key = universe.map_or("other", Universe::key);

    view! {
        <article
            class=format!("panel card {}", universe_class(universe).replace("universe ", ""))
            data-universe=key
            aria-label=name.clone()
        >
            <div class="panel-head">
                <span class="universe-mark">
                    <Icon name=universe_icon(universe) />
                </span>
                <h2>{name.clone()}</h2>
                <span class="card-total" data-total="">
                    {move || format::number(mine.read().all.total())}
                </span>
            </div>
            {move || {
                let summary = mine.get();
                let regions = regions.get();
                if summary.all.total() > 0 {
                    view! {
                        <Products summary=summary.clone() list=list.clone() />
                        <States summary regions list=list.clone() caption=caption.clone() />
                    }
                        .into_any()
                } else if waiting.get() {
                    view! {
                        <div class="panel-body">
                            <Waiting text=t("region.waiting") />
                        </div>
                    }
                        .into_any()
                } else {
                    view! { <Nothing universe regions /> }.into_any()
                }
            }}
        </article>
    }
}

/// Nothing in this universe: what would be here, and where it does not exist.
#[component]
fn Nothing(universe: Option<Universe>, regions: Vec<Region>) -> impl IntoView {
    let about = match universe {
        Some(Universe::Market) => "universe.market.about",
        Some(Universe::Spirit) => "universe.spirit.about",
        Some(Universe::Stack) => "universe.stack.about",
        Some(Universe::Enterprise) => "universe.enterprise.about",
        None => "universe.other.about",
    };
    let absent = regions
        .into_iter()
        .filter_map(|region| Some(view! { <p>{absence(universe?, region)?}</p> }))
        .collect_view();
    view! {
        <div class="panel-body soft">
            <p>{t_with("universe.none", &[("products", &t(about))])}</p>
            {absent}
        </div>
    }
}

/// What a region does not have, in one line; `None` where it has everything.
fn absence(universe: Universe, region: Region) -> Option<String> {
    let mut absent = missing(universe, region);
    let named: Vec<String> =
        absent.by_ref().take(NAMED).map(|product| names::product(Some(product))).collect();
    if named.is_empty() {
        return None;
    }
    let (region, products) = (names::region(region), named.join(", "));
    Some(match absent.count() {
        0 => t_with("universe.missing", &[("region", &region), ("products", &products)]),
        more => t_with(
            "universe.missing_more",
            &[("region", &region), ("products", &products), ("n", &format::number(more))],
        ),
    })
}

/// The products, each a way to its list.
#[component]
fn Products(summary: UniverseSummary, list: impl Fn(&str) -> String + 'static) -> impl IntoView {
    let mut products: Vec<_> = summary.products.into_iter().collect();
    products.sort_by_key(|(_, count)| std::cmp::Reverse(count.total()));
    let items = products
        .into_iter()
        .map(|(key, count)| {
            view! {
                <li>
                    <a href=list(&format!("&product={key}"))>{t(&names::product_key(key))}</a>
                    " "
                    <span class="soft">{format::number(count.total())}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="products">{items}</ul> }
}

/// The states as a table: a row for each that occurs, a column for each region.
#[component]
fn States(
    summary: UniverseSummary,
    regions: Vec<Region>,
    list: impl Fn(&str) -> String + Clone + 'static,
    caption: String,
) -> impl IntoView {
    let head = regions
        .iter()
        .map(|region| view! { <th scope="col">{names::region(*region)}</th> })
        .collect_view();
    let offered: Vec<bool> = regions.iter().map(|region| summary.offered_in(*region)).collect();
    let rows = summary
        .conditions
        .into_iter()
        .map(|(condition, count)| {
            let cells = regions
                .iter()
                .zip(&offered)
                .map(|(region, offered)| {
                    let link = list(&format!("&region={}&state={}", region.as_str(), condition.slug()));
                    view! { <td>{cell(count, *region, *offered, condition, link)}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <ConditionMark condition />
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="states-frame">
            <table class="states">
                <caption class="unseen">
                    {t_with("universe.caption", &[("universe", &caption)])}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{t("services.column.state")}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn cell(
    count: ByRegion,
    region: Region,
    offered: bool,
    condition: Condition,
    link: String,
) -> AnyView {
    let here = count.in_region(region);
    if !offered {
        let why = t_with("universe.not_offered", &[("region", &names::region(region))]);
        view! {
            <span class="soft" title=why.clone()>
                <span aria-hidden="true">"—"</span>
                <span class="unseen">{why.clone()}</span>
            </span>
        }
        .into_any()
    } else if here == 0 {
        view! { <span class="soft">"0"</span> }.into_any()
    } else {
        let said = t_with(
            "universe.cell",
            &[
                ("n", &format::number(here)),
                ("state", &t(condition.key())),
                ("region", &names::region(region)),
            ],
        );
        view! {
            <a href=link aria-label=said>
                {format::number(here)}
            </a>
        }
        .into_any()
    }
}
