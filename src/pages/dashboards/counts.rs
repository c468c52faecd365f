//! What there is in a universe: by state and region, and by product.

use catalog::Universe;
use leptos::prelude::*;

use super::panel::panel;
use crate::data::condition::Weight;
use crate::data::summary::UniverseSummary;
use crate::i18n::{format, names, t, t_with};
use crate::pages::overview::Shown;
use crate::pages::overview::universe_card::{Lists, states};
use crate::place::{Page, Place};
use crate::shell::Whose;
use crate::ui::chart::{Part, share};
use crate::ui::{live, universe_key};

/// Both panels, while there is something to count.
pub fn counts(universe: Universe, shown: Shown) -> AnyView {
    let list = Place::Page(Whose::of_page(), Page::Services);
    let mine = Memo::new(move |_| shown.figures.read().universe(Some(universe)));
    live(move || {
        let summary = mine.get();
        let regions = shown.regions.get();
        let lists = Lists::of(Some(universe), &list);
        let name = t(universe_key(Some(universe)));
        let by_state = view! {
            {picture(&summary, &name)}
            {states(&summary, &regions, &shown.silent.get(), &lists, &name)}
        };
        let total = || {
            view! { <span class="card-total">{format::number(summary.all.total())}</span> }
                .into_any()
        };
        view! {
            <div class="dash-pair">
                {panel("dash-states", "dash.by_state", total(), by_state.into_any())}
                {panel(
                    "dash-products",
                    "dash.by_product",
                    ().into_any(),
                    products(&summary, &regions, &lists, &name),
                )}
            </div>
        }
        .into_any()
    })
}

/// All services as one bar, divided by how loudly their states speak; the table below
/// says the same in numbers.
fn picture(summary: &UniverseSummary, name: &str) -> AnyView {
    let parts = summary.conditions().map(|(condition, count)| Part {
        value: count.total(),
        class: match condition.weight() {
            Weight::Bad => "part-bad",
            Weight::Warn => "part-warn",
            Weight::Note => "part-note",
            Weight::Good => "part-good",
        },
        title: t_with(
            "dash.part",
            &[
                ("state", &t(condition.key())),
                ("n", &format::number(count.total())),
            ],
        ),
    });
    let called = t_with("universe.caption", &[("universe", name)]);
    view! { <div class="share-frame">{share(called, parts.collect())}</div> }.into_any()
}

/// Products: a bar for each, and its number in each region.
fn products(
    summary: &UniverseSummary,
    regions: &[api::Region],
    lists: &Lists,
    name: &str,
) -> AnyView {
    let most = summary
        .products
        .first()
        .map_or(1, |(_, count)| count.total());
    let head = regions
        .iter()
        .map(|region| view! { <th scope="col">{names::region(*region)}</th> })
        .collect_view();
    let rows = summary
        .products
        .iter()
        .map(|(key, count)| {
            let cells = regions
                .iter()
                .map(|region| {
                    let offered = offered(key, *region);
                    let here = count.in_region(*region);
                    let why = t_with(
                        "universe.not_offered",
                        &[("region", &names::region(*region))],
                    );
                    view! {
                        <td>
                            {if offered || here > 0 {
                                view! { <span>{format::number(here)}</span> }.into_any()
                            } else {
                                view! {
                                    <span class="soft" title=why.clone()>
                                        <span aria-hidden={"true"}>"—"</span>
                                        <span class="unseen">{why.clone()}</span>
                                    </span>
                                }
                                    .into_any()
                            }}
                        </td>
                    }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <a href=lists.product(key)>{t(&names::product_key(key))}</a>
                    </th>
                    <td class="product-bar" aria-hidden="true">
                        <meter max=most value=count.total() tabindex="-1"></meter>
                    </td>
                    {cells}
                    <td class="product-total">{format::number(count.total())}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="states-frame" tabindex="0" role="group" aria-label=t("dash.by_product")>
            <table class="states by-product">
                <caption class="unseen">
                    {t_with("dash.products_caption", &[("universe", name)])}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{t("dash.product")}</th>
                        <td class={"product-bar"}></td>
                        {head}
                        <th scope="col">{t("dash.all")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn offered(key: &str, region: api::Region) -> bool {
    let mut absent = Universe::ALL
        .into_iter()
        .flat_map(|universe| crate::data::summary::missing(universe, region));
    !absent.any(|product| product.key == key)
}
