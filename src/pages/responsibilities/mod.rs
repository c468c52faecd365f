//! Who is responsible for what, product by product, with what the provider commits to:
//! each fact with the document that says so.

mod commitments;
mod table;

use catalog::{Document, Family, Universe, page_address};
use leptos::prelude::*;

use crate::i18n::{language, t, t_with};
use crate::pages::help::family_name;
use crate::place::Place;
use crate::platform::history::Address;
use crate::shell::Whose;
use crate::ui::{Icon, PageHead, live, tint, universe_key};

/// The page: one product, or all of them to choose from.
#[component]
pub fn Responsibilities() -> impl IntoView {
    let address = Address::of_page();
    let product = Memo::new(move |_| asked(&address.search()));
    live(move || match product.get() {
        Asked::Family(family) => one(family),
        Asked::All => choice(false),
        Asked::Unknown => choice(true),
    })
}

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Family(Family),
    All,
    /// A product that is none.
    Unknown,
}

fn asked(search: &str) -> Asked {
    let pairs = search.trim_start_matches('?').split('&');
    let mut named = pairs.filter_map(|pair| pair.strip_prefix("product="));
    match named.next() {
        None | Some("") => Asked::All,
        Some(key) => Family::parse(key).map_or(Asked::Unknown, Asked::Family),
    }
}

/// The products by universe.
fn choice(unknown: bool) -> AnyView {
    let of_universe = |universe: Option<Universe>| {
        let ways = Family::ALL
            .into_iter()
            .filter(|family| family.universe() == universe)
            .map(way);
        let title = match universe {
            Some(_) => t(universe_key(universe)),
            None => t("resp.account"),
        };
        view! {
            <section class=format!("panel {}", tint(universe)) aria-label=title.clone()>
                <div class="panel-head">
                    <h2>{title.clone()}</h2>
                </div>
                <div class="panel-body">
                    <ul class="resp-ways">{ways.collect_view()}</ul>
                </div>
            </section>
        }
        .into_any()
    };
    let universes = Universe::ALL.into_iter().map(Some).chain([None]);
    let unknown = unknown.then(|| {
        view! {
            <p class="state state-warn" role="alert">
                <Icon name="circle-question-mark" />
                <span>{t("resp.unknown")}</span>
            </p>
        }
    });
    view! {
        <PageHead
            title=t("resp.title")
            about=view! { <p class="soft">{t("resp.about")}</p> }.into_any()
            tools=().into_any()
        />
        {unknown}
        <div class="resp-choice">{universes.map(of_universe).collect_view()}</div>
    }
    .into_any()
}

fn way(family: Family) -> AnyView {
    let to = Place::responsibilities(Whose::of_page(), Some(family));
    let none = catalog::perimeter(family).is_empty();
    let none = none.then(|| view! { <span class="soft small">{t("resp.no_table.short")}</span> });
    view! {
        <li>
            <a href=to>{family_name(family)}</a>
            " "
            {none}
        </li>
    }
    .into_any()
}

fn one(family: Family) -> AnyView {
    let all = Place::responsibilities(Whose::of_page(), None);
    view! {
        <PageHead
            title=t_with("resp.of", &[("product", &family_name(family))])
            about=view! { <p class="soft">{t("resp.about")}</p> }.into_any()
            tools=view! {
                <a class="button" href=all>
                    {t("resp.all")}
                </a>
            }
                .into_any()
        />
        <div class="resp-page">
            {table::panel(family)} {commitments::sla(family)}
            {commitments::certifications(family)} {commitments::ends(family)}
        </div>
    }
    .into_any()
}

/// Where it is written, how old that is, and the way there where it is public.
fn source(document: &'static Document) -> AnyView {
    let dated = document.dated.to_string();
    let by = t(match document.by {
        catalog::Publisher::Provider => "resp.by.provider",
        catalog::Publisher::Others => "resp.by.others",
        catalog::Publisher::Project => "resp.by.project",
    });
    let title = match document.page {
        None => view! { <span>{document.title}</span> }.into_any(),
        Some(page) => {
            let to = page_address(page, &language());
            view! {
                <a href=to target="_blank" rel="noopener noreferrer">
                    {document.title}
                    <Icon name="external-link" />
                </a>
            }
            .into_any()
        }
    };
    view! {
        <p class="soft small">
            {t("resp.source")} " " {title} ", " {dated} ", " {by}
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_a_product_or_none() {
        for (search, expected) in [
            ("", Asked::All),
            ("?product=", Asked::All),
            ("?x=1", Asked::All),
            ("?product=vps", Asked::Family(Family::Vps)),
            (
                "?x=1&product=web-hosting",
                Asked::Family(Family::WebHosting),
            ),
            ("?product=moon", Asked::Unknown),
        ] {
            assert_eq!(asked(search), expected, "{search}");
        }
    }
}
