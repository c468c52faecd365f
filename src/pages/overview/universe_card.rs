//! One universe: how many services, in which state, in which region.

use api::Region;
use catalog::Universe;
use leptos::prelude::*;

use super::Shown;
use crate::data::condition::Condition;
use crate::data::summary::{ByRegion, UniverseSummary, missing};
use crate::i18n::names;
use crate::i18n::{format, t, t_with};
use crate::place::{Page, Place};
use crate::shell::Whose;
use crate::ui::{ConditionMark, Icon, Waiting, live, text, tint, universe_icon, universe_key};

/// How many absent products are named before the rest is a number.
const NAMED: usize = 5;

/// The card of one universe; `None` gathers the products the catalogue does not know.
#[component]
pub fn UniverseCard(universe: Option<Universe>, shown: Shown) -> impl IntoView {
    let scope = Whose::of_page();
    let mine = Memo::new(move |_| shown.figures.read().universe(universe));
    let name = t(universe_key(universe));
    let total = text(move || format::number(mine.read().all.total()));
    let list = Place::Page(scope, Page::Services);
    let lists = move || Lists::of(universe, &list);
    view! {
        <article
            class=format!("panel card {}", tint(universe))
            data-universe=universe.map_or("other", Universe::key)
            aria-label=name.clone()
        >
            <div class="panel-head">
                <span class="universe-mark">
                    <Icon name=universe_icon(universe) />
                </span>
                <h2>{name.clone()}</h2>
                <span class="card-total" data-total="">
                    {total}
                </span>
            </div>
            {live(move || {
                let summary = mine.get();
                let regions = shown.regions.get();
                let silent = shown.silent.get();
                if summary.all.total() > 0 {
                    let lists = lists();
                    view! {
                        {products(&summary, &lists)}
                        {states(&summary, &regions, &silent, &lists, &t(universe_key(universe)))}
                    }
                        .into_any()
                } else if shown.waiting.get() {
                    view! {
                        <div class="panel-body">
                            <Waiting text=t("region.waiting") />
                        </div>
                    }
                        .into_any()
                } else if !silent.is_empty() {
                    view! { <p class="panel-body soft">{t("universe.not_known")}</p> }.into_any()
                } else {
                    nothing(universe, &regions)
                }
            })}
        </article>
    }
    .into_any()
}

/// The links from a universe into the list of services.
pub struct Lists {
    base: String,
}

impl Lists {
    /// Into `list`, narrowed to the universe.
    pub fn of(universe: Option<Universe>, list: &Place) -> Self {
        Self {
            base: match universe {
                Some(universe) => format!("{list}?universe={}", universe.key()),
                None => format!("{list}?"),
            },
        }
    }

    /// To a product.
    pub fn product(&self, key: &str) -> String {
        format!("{}&product={key}", self.base)
    }

    fn state(&self, region: Region, condition: Condition) -> String {
        format!(
            "{}&region={}&state={}",
            self.base,
            region.as_str(),
            condition.slug()
        )
    }
}

/// Nothing in this universe: what would be here, and what a region does not have.
pub fn nothing(universe: Option<Universe>, regions: &[Region]) -> AnyView {
    let about = match universe {
        Some(Universe::Market) => "universe.market.about",
        Some(Universe::Spirit) => "universe.spirit.about",
        Some(Universe::Stack) => "universe.stack.about",
        Some(Universe::Enterprise) => "universe.enterprise.about",
        None => "universe.other.about",
    };
    let absent = regions
        .iter()
        .filter_map(|region| Some(view! { <p>{absence(universe?, *region)?}</p> }))
        .collect_view();
    view! {
        <div class="panel-body soft">
            <p>{t_with("universe.none", &[("products", &t(about))])}</p>
            {absent}
        </div>
    }
    .into_any()
}

/// What a region does not have, in one line; `None` where it has everything.
pub fn absence(universe: Universe, region: Region) -> Option<String> {
    let mut absent = missing(universe, region);
    let named: Vec<String> = absent
        .by_ref()
        .take(NAMED)
        .map(|product| names::product(Some(product)))
        .collect();
    if named.is_empty() {
        return None;
    }
    let (region, products) = (names::region(region), named.join(", "));
    Some(match absent.count() {
        0 => t_with(
            "universe.missing",
            &[("region", &region), ("products", &products)],
        ),
        more => t_with(
            "universe.missing_more",
            &[
                ("region", &region),
                ("products", &products),
                ("n", &format::number(more)),
            ],
        ),
    })
}

/// The products, the most numerous first, each a way to its list.
fn products(summary: &UniverseSummary, lists: &Lists) -> AnyView {
    let items = summary
        .products
        .iter()
        .map(|(key, count)| {
            view! {
                <li>
                    <a href=lists.product(key)>{t(&names::product_key(key))}</a>
                    " "
                    <span class="soft">{format::number(count.total())}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="products">{items}</ul> }.into_any()
}

/// The states as a table: a row for each that occurs, a column for each region.
pub fn states(
    summary: &UniverseSummary,
    regions: &[Region],
    silent: &[Region],
    lists: &Lists,
    universe: &str,
) -> AnyView {
    let head = regions
        .iter()
        .map(|region| view! { <th scope="col">{names::region(*region)}</th> })
        .collect_view();
    let rows = summary
        .conditions()
        .map(|(condition, count)| {
            let cells = regions
                .iter()
                .map(|region| {
                    let link = lists.state(*region, condition);
                    let nothing = if !summary.offered_in(*region) {
                        Nothing::NotOffered
                    } else if silent.contains(region) {
                        Nothing::NotKnown
                    } else {
                        Nothing::None
                    };
                    view! { <td>{cell(count, *region, nothing, condition, link)}</td> }
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
                    {t_with("universe.caption", &[("universe", universe)])}
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
    .into_any()
}

/// Why a region counts nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nothing {
    /// It has none of these products.
    NotOffered,
    /// Not every account there has told.
    NotKnown,
    /// There is none.
    None,
}

fn cell(
    count: ByRegion,
    region: Region,
    nothing: Nothing,
    condition: Condition,
    link: String,
) -> AnyView {
    let here = count.in_region(region);
    if here > 0 && nothing != Nothing::NotOffered {
        let said = t_with(
            "universe.cell",
            &[
                ("n", &format::number(here)),
                ("state", &t(condition.key())),
                ("region", &names::region(region)),
            ],
        );
        return view! {
            <a href=link aria-label=said>
                {format::number(here)}
            </a>
        }
        .into_any();
    }
    let (mark, why) = match nothing {
        Nothing::None => return view! { <span class="soft">{"0"}</span> }.into_any(),
        Nothing::NotOffered => (
            "—",
            t_with(
                "universe.not_offered",
                &[("region", &names::region(region))],
            ),
        ),
        Nothing::NotKnown => ("?", t("universe.not_known")),
    };
    view! {
        <span class="soft" title=why.clone()>
            <span aria-hidden="true">{mark}</span>
            <span class="unseen">{why.clone()}</span>
        </span>
    }
    .into_any()
}
