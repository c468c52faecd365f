//! Who solves a problem, in plain words, with the document that says so.

use advisor::flow::Perimeter;
use catalog::{Family, Responsible, Topic};
use leptos::prelude::*;

use super::question::words;
use crate::i18n::{t, t_with};
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
                <Icon name=icon_of(topic.responsible) />
                {t(who_key(topic.responsible))}
            </h2>
            <p>{said}</p>
            {source(topic)}
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
                        <Icon name=icon_of(who) />
                        {t(who_key(who))}
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

/// What a topic is called.
pub fn topic_name(topic: &Topic) -> String {
    words(&format!("help.a.topic.{}", topic.key))
}

fn icon_of(who: Responsible) -> &'static str {
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
