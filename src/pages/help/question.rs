//! One question: its answers, the one that is suggested, and why.

use advisor::flow::{Opt, Question, Why};
use catalog::{Family, Universe};
use leptos::prelude::*;

use super::desk::Desk;
use super::kept::kept;
use super::steps::{Path, Way, head_of};
use crate::i18n::{names, t};
use crate::ui::{ErrorSummary, Icon, UniverseMark, problem_links, problems_title, text};

/// The name of the radio buttons.
const NAME: &str = "help-answer";

/// The step.
pub fn question(desk: Desk, path: Memo<Path>, place: usize, way: Way) -> AnyView {
    let Some(question) = path.read_untracked().questions.get(place).cloned() else {
        return ().into_any();
    };
    let node = question.node.key();
    let given = desk.draft_now().answers.get(node).cloned();
    let offered = |key: &String| question.options.iter().any(|option| option.key == *key);
    let suggested = question
        .suggested
        .map(|suggested| suggested.option.to_owned());
    let chosen = RwSignal::new(given.filter(offered).or(suggested));
    let missing = RwSignal::new(false);
    let title = Signal::derive(move || missing.get().then(problems_title));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        missing.set(false);
        let Some(answer) = chosen.get_untracked() else {
            missing.set(true);
            return;
        };
        desk.change(|draft| {
            let before = draft.answers.insert(node.to_owned(), answer.clone());
            before.as_ref() != Some(&answer)
        });
        way.next();
    };
    let first = option_id(0);
    let summary = Callback::new(move |()| problem_links(vec![(first, t("help.answer.missing"))]));
    let asked = words(&question_key(node));
    let legend = asked.clone();
    view! {
        {head_of(asked, desk)}
        <form class="form help-step" novalidate on:submit=submit>
            <ErrorSummary title body=summary />
            <fieldset
                class="help-options"
                aria-invalid=text(move || missing.get().to_string())
            >
                <legend class="unseen">{legend}</legend>
                {options(&question, chosen)}
            </fieldset>
            <p class="help-actions">
                <button class="button button-main" type="submit">
                    {t("help.continue")}
                    <Icon name="chevron-right" />
                </button>
                {back()}
                {kept(desk)}
            </p>
        </form>
    }
    .into_any()
}

/// The way back to the step before.
pub fn back() -> AnyView {
    let back = |_| {
        if let Ok(history) = window().history() {
            let _ = history.back();
        }
    };
    view! {
        <button class="button button-plain" type="button" on:click=back>
            <Icon name="chevron-left" />
            {t("help.back")}
        </button>
    }
    .into_any()
}

/// Ids of the controls, which the summary leads to.
fn option_id(place: usize) -> &'static str {
    if place == 0 { "help-answer-first" } else { "" }
}

fn options(question: &Question, chosen: RwSignal<Option<String>>) -> AnyView {
    let node = question.node.key();
    let mut group = None;
    let mut views = Vec::new();
    for (place, option) in question.options.iter().enumerate() {
        if option.group != group
            && let Some(universe) = option.group
        {
            views.push(universe_head(universe));
        }
        group = option.group;
        let why = question
            .suggested
            .filter(|suggested| suggested.option == option.key)
            .map(|suggested| suggested.why);
        views.push(one(node, place, *option, why, chosen));
    }
    views.collect_view().into_any()
}

fn universe_head(universe: Universe) -> AnyView {
    view! {
        <p class="help-group">
            <UniverseMark universe=Some(universe) />
        </p>
    }
    .into_any()
}

fn one(
    node: &'static str,
    place: usize,
    option: Opt,
    why: Option<Why>,
    chosen: RwSignal<Option<String>>,
) -> AnyView {
    let key = option.key;
    let checked = chosen.read_untracked().as_deref() == Some(key);
    let why = why.map(|why| view! { <span class="tag">{t(why_key(why))}</span> });
    let hint = option_hint(node, key).map(|hint| view! { <span class="small soft">{hint}</span> });
    view! {
        <label class="help-option">
            <input
                id=option_id(place)
                type="radio"
                name=NAME
                value=key
                prop:checked=checked
                on:change=move |_| chosen.set(Some(key.to_owned()))
            />
            <span class="help-option-words">
                <span>{option_words(node, key)} " " {why}</span>
                {hint}
            </span>
        </label>
    }
    .into_any()
}

fn why_key(why: Why) -> &'static str {
    match why {
        Why::Words => "help.why.words",
        Why::Signals => "help.why.signals",
        Why::Entry => "help.why.entry",
    }
}

/// A text of the flow, by the flow's own key.
pub fn words(key: &str) -> String {
    t(&text_key(key))
}

/// The key in the catalogues of texts: in their spelling, and not taken for the plural of
/// another text.
pub fn text_key(key: &str) -> String {
    let key = key.replace('-', "_");
    match key.strip_suffix(".other") {
        Some(start) => format!("{start}.another"),
        None => key,
    }
}

/// The key of a question.
fn question_key(node: &str) -> String {
    format!("help.q.{node}")
}

/// What an answer says.
pub fn option_words(node: &str, option: &str) -> String {
    if node == "product"
        && let Some(family) = Family::parse(option)
    {
        return family_name(family);
    }
    words(&format!("help.a.{node}.{option}"))
}

/// The products of a family are more than its name says.
fn option_hint(node: &str, option: &str) -> Option<String> {
    let family = Family::parse(option).filter(|_| node == "product")?;
    let products = family
        .products()
        .iter()
        .skip(1)
        .map(|key| t(&names::product_key(key)));
    let products: Vec<String> = products.collect();
    (!products.is_empty()).then(|| products.join(", "))
}

/// What people call a family: as its usual product, where that says it.
pub fn family_name(family: Family) -> String {
    let usual = family.products().first();
    match usual.filter(|_| !has_own_name(family)) {
        Some(key) => t(&names::product_key(key)),
        None => words(&format!("help.a.product.{}", family.key())),
    }
}

/// Whether a family is called otherwise than its usual product, which it shares with
/// others or does not have.
pub fn has_own_name(family: Family) -> bool {
    matches!(
        family,
        Family::Account | Family::Kubernetes | Family::ObjectStorage
    )
}
