//! Who solves a problem, in plain words, with the document that says so.

use advisor::flow::Perimeter;
use catalog::{Family, Responsible, Topic};
use leptos::prelude::*;

use super::question::words;
use crate::i18n::{language, t, t_with};
use crate::place::Place;
use crate::shell::Whose;
use crate::ui::Icon;

/// The statement; it stands before any ticket.
pub fn statement(perimeter: Perimeter) -> AnyView {
    match perimeter {
        Perimeter::Known(topic) => known(topic),
        Perimeter::Depends(family) => depends(family),
        Perimeter::NotPublished => {
            view! { <p class="soft small">{t("help.perimeter.not_published")}</p> }.into_any()
        }
    }
}

fn known(topic: &'static Topic) -> AnyView {
    let what = topic_name(topic);
    let said = t_with(about_key(topic.responsible), &[("what", &what)]);
    view! {
        <section class="help-perimeter" aria-labelledby="help-perimeter">
            <h2 id="help-perimeter">
                <Icon name=side_icon(topic.responsible) />
                {t(who_key(topic.responsible))}
            </h2>
            <p>{said}</p>
            {source(topic)}
            {more(family_of(topic))}
        </section>
    }
    .into_any()
}

/// The whole table of a family: what exactly it is was not said.
fn depends(family: Family) -> AnyView {
    let topics = catalog::perimeter(family);
    view! {
        <section class="help-perimeter" aria-labelledby="help-perimeter">
            <h2 id="help-perimeter">
                <Icon name="users-round" />
                {t("help.perimeter.depends")}
            </h2>
            <p>{t("help.perimeter.depends.about")}</p>
            {table(topics)}
            {more(Some(family))}
        </section>
    }
    .into_any()
}

/// A table of topics and who solves each.
pub fn table(topics: &'static [Topic]) -> AnyView {
    let side = |who: Responsible| {
        let names: Vec<String> = topics
            .iter()
            .filter(|topic| topic.responsible == who)
            .map(topic_name)
            .collect();
        (!names.is_empty()).then(|| {
            let items = names
                .into_iter()
                .map(|name| view! { <li>{name}</li> }.into_any());
            view! {
                <div>
                    <h3>
                        <Icon name=side_icon(who) />
                        {side_name(who)}
                    </h3>
                    <ul>{items.collect_view()}</ul>
                </div>
            }
            .into_any()
        })
    };
    let sides = [
        Responsible::Customer,
        Responsible::Provider,
        Responsible::Shared,
        Responsible::PartnerOrPaid,
    ];
    view! {
        <div class="help-sides">{sides.into_iter().filter_map(side).collect_view()}</div>
        {topics.first().map(source)}
    }
    .into_any()
}

/// Where it is written, and how old that is.
fn source(topic: &'static Topic) -> AnyView {
    let document = topic.document;
    let said = t_with(
        "help.perimeter.source",
        &[
            ("source", document.title),
            ("date", &document.dated.to_string()),
        ],
    );
    view! { <p class="soft small">{said}</p> }.into_any()
}

/// What a side is called.
pub fn side_name(who: Responsible) -> String {
    t(who_key(who))
}

/// A guide: the way to it where it is public, else its name.
pub fn guide(key: &str) -> AnyView {
    let name = words(&format!("help.guide.{key}"));
    match catalog::guide(key) {
        Some(guide) => outside(catalog::page_address(guide.page, &language()), name),
        None => view! { <strong>{name}</strong> }.into_any(),
    }
}

/// A link to another site, with its name beside it.
pub fn outside(to: String, name: String) -> AnyView {
    let rest = to.trim_start_matches("https://");
    let host = rest.split('/').next().unwrap_or_default().to_owned();
    view! {
        <a href=to target="_blank" rel="noopener noreferrer">
            {name}
            <Icon name="external-link" />
        </a>
        " "
        <span class="soft small">{host}</span>
    }
    .into_any()
}

/// The way to all that is said of who solves what for a product.
fn more(family: Option<Family>) -> AnyView {
    let to = Place::responsibilities(Whose::of_page(), family);
    view! {
        <p class="small">
            <a href=to>{t("help.perimeter.more")}</a>
        </p>
    }
    .into_any()
}

/// A family that this is a topic of: some share a table.
fn family_of(topic: &'static Topic) -> Option<Family> {
    let has = |family: &Family| {
        let mut topics = catalog::perimeter(*family).iter();
        topics.any(|one| std::ptr::eq(one, topic))
    };
    Family::ALL.into_iter().find(has)
}

/// What a topic is called.
pub fn topic_name(topic: &Topic) -> String {
    words(&format!("help.a.topic.{}", topic.key))
}

/// The icon of a side.
pub fn side_icon(who: Responsible) -> &'static str {
    match who {
        Responsible::Provider => "building-2",
        Responsible::Customer => "user-round",
        Responsible::PartnerOrPaid | Responsible::Shared => "users-round",
    }
}

fn who_key(who: Responsible) -> &'static str {
    match who {
        Responsible::Provider => "help.responsible.provider",
        Responsible::Customer => "help.responsible.customer",
        Responsible::PartnerOrPaid => "help.responsible.partner_or_paid",
        Responsible::Shared => "help.responsible.shared",
    }
}

fn about_key(who: Responsible) -> &'static str {
    match who {
        Responsible::Provider => "help.perimeter.provider",
        Responsible::Customer => "help.perimeter.customer",
        Responsible::PartnerOrPaid => "help.perimeter.partner_or_paid",
        Responsible::Shared => "help.perimeter.shared",
    }
}
