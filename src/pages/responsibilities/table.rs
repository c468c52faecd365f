//! The table of a product: who solves what.

use catalog::{Document, Family, Responsible, Topic};
use leptos::prelude::*;

use super::source;
use crate::i18n::t;
use crate::pages::help::perimeter::{guide, side_icon, side_name, topic_name};
use crate::ui::{Icon, titled};

/// The panel.
pub fn panel(family: Family) -> AnyView {
    let topics = catalog::perimeter(family);
    let body = if topics.is_empty() {
        view! {
            <p class="state state-note">
                <Icon name="info" />
                <span>{t("resp.no_table")}</span>
            </p>
            <p class="soft">{t("resp.no_table.do")}</p>
        }
        .into_any()
    } else {
        let sides = [
            Responsible::Customer,
            Responsible::Provider,
            Responsible::Shared,
            Responsible::PartnerOrPaid,
        ];
        let sides = sides.into_iter().filter_map(|who| side(topics, who));
        let sources = documents(topics).into_iter().map(source);
        view! {
            <div class="resp-sides">{sides.collect_view()}</div>
            {sources.collect_view()}
        }
        .into_any()
    };
    titled("resp-table", "resp.table", body)
}

fn side(topics: &'static [Topic], who: Responsible) -> Option<AnyView> {
    let items: Vec<_> = topics
        .iter()
        .filter(|topic| topic.responsible == who)
        .map(|topic| {
            let help = topic.guide.map(guide);
            view! {
                <li>
                    {topic_name(topic)}
                    {help.map(|help| view! { <span class="small">" " {help}</span> })}
                </li>
            }
            .into_any()
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let view = view! {
        <div>
            <h3>
                <Icon name=side_icon(who) />
                {side_name(who)}
            </h3>
            <ul>{items}</ul>
        </div>
    };
    Some(view.into_any())
}

/// The documents that the topics name, each once.
fn documents(topics: &[Topic]) -> Vec<&'static Document> {
    let mut found: Vec<&'static Document> = Vec::new();
    for topic in topics {
        if !found.contains(&topic.document) {
            found.push(topic.document);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_stands_once() {
        for family in Family::ALL {
            let topics = catalog::perimeter(family);
            let found = documents(topics);
            let titles: std::collections::BTreeSet<_> =
                found.iter().map(|document| document.title).collect();
            assert_eq!(titles.len(), found.len());
            assert!(
                topics
                    .iter()
                    .all(|topic| titles.contains(topic.document.title))
            );
        }
    }
}
