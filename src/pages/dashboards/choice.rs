//! Which universes to show, and in what order: a person's own choice.

use std::sync::Arc;

use catalog::Universe;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::data::Snapshot;
use crate::data::row::Row;
use crate::i18n::{t, t_count, t_with};
use crate::place::{Page, Place};
use crate::shell::Whose;
use crate::ui::{Icon, ShownUniverses, UniverseMark, live, universe_key};

/// The control, and what is hidden by it.
pub fn choice(rows: Memo<Snapshot>) -> AnyView {
    let shown = ShownUniverses::current();
    let summary = view! {
        <summary class="button button-small">
            <Icon name="layout-dashboard" />
            {t("choice.title")}
        </summary>
    };
    view! {
        <div class="choice-line">
            <details class="choice-box">
                {summary}
                <div class="choice-body panel">
                    <p class="soft small">{t("choice.about")}</p>
                    {live(move || list(shown))}
                </div>
            </details>
            {hidden(shown, rows)}
        </div>
    }
    .into_any()
}

/// What is hidden stays reachable, and says when it needs attention.
fn hidden(shown: ShownUniverses, rows: Memo<Snapshot>) -> AnyView {
    let scope = Whose::of_page();
    live(move || {
        let visible = shown.get();
        let hidden: Vec<Universe> = not_among(&visible);
        if hidden.is_empty() {
            return ().into_any();
        }
        let rows = rows.read();
        let links = hidden.iter().map(|universe| {
            let link = Place::Page(scope.clone(), Page::Universe(*universe)).to_string();
            let urgent = urgent(rows.iter(), *universe);
            let mark = (urgent > 0).then(|| {
                view! {
                    <span class="state state-bad small">
                        <Icon name="triangle-alert" />
                        {t_count("choice.urgent", urgent)}
                    </span>
                }
            });
            view! {
                <li>
                    <a href=link>{t(universe_key(Some(*universe)))}</a>
                    " "
                    {mark}
                </li>
            }
            .into_any()
        });
        let links = links.collect_view();
        view! {
            <div class="choice-hidden">
                <span class="soft">{t_count("choice.hidden", hidden.len())}</span>
                <ul>{links}</ul>
                <button
                    class="button button-small"
                    type="button"
                    on:click=move |_| {
                        let mut all = shown.get();
                        all.extend(not_among(&all));
                        shown.set(all);
                    }
                >
                    {t("choice.show_all")}
                </button>
            </div>
        }
        .into_any()
    })
}

fn urgent<'a>(rows: impl Iterator<Item = &'a Arc<Row>>, universe: Universe) -> usize {
    let here = rows.filter(|row| row.universe() == Some(universe));
    here.filter(|row| row.condition.needs_attention()).count()
}

fn not_among(visible: &[Universe]) -> Vec<Universe> {
    let all = Universe::ALL.into_iter();
    all.filter(|universe| !visible.contains(universe)).collect()
}

/// What shows a universe, hides it, or moves it.
#[derive(Clone, Copy)]
enum Step {
    Toggle,
    Up,
    Down,
}

/// The choice after a step: hidden ones come after those that are shown.
fn after(mut visible: Vec<Universe>, universe: Universe, step: Step) -> Vec<Universe> {
    let place = visible.iter().position(|shown| *shown == universe);
    match (step, place) {
        (Step::Toggle, Some(place)) if visible.len() > 1 => {
            visible.remove(place);
        }
        (Step::Toggle, None) => visible.push(universe),
        (Step::Up, Some(place)) if place > 0 => visible.swap(place, place - 1),
        (Step::Down, Some(place)) if place + 1 < visible.len() => visible.swap(place, place + 1),
        _ => {}
    }
    visible
}

fn list(shown: ShownUniverses) -> AnyView {
    let visible = shown.get();
    let hidden = not_among(&visible);
    let last = visible.len().saturating_sub(1);
    let items = visible
        .iter()
        .chain(&hidden)
        .enumerate()
        .map(|(place, universe)| {
            let universe = *universe;
            let is_shown = place <= last;
            let name = t(universe_key(Some(universe)));
            let id = |part: &str| format!("choice-{}-{part}", universe.key());
            let take = move |step: Step, focus: [String; 2]| {
                shown.set(after(shown.get(), universe, step));
                // The list is drawn anew; the keyboard goes on where it was.
                request_animation_frame(move || focus_first(&focus));
            };
            let (toggle, up, down) = (id("toggle"), id("up"), id("down"));
            let label = toggle.clone();
            let is_last = place >= last;
            let on_toggle = {
                let focus = [toggle.clone(), toggle.clone()];
                move |_| take(Step::Toggle, focus.clone())
            };
            let on_up = {
                let focus = [up.clone(), down.clone()];
                move |_: leptos::ev::MouseEvent| take(Step::Up, focus.clone())
            };
            let on_down = {
                let focus = [down.clone(), up.clone()];
                move |_: leptos::ev::MouseEvent| take(Step::Down, focus.clone())
            };
            let called = |key: &str| t_with(key, &[("universe", &name)]);
            view! {
                <li>
                    <label for=label>
                        <input
                            id=toggle
                            type="checkbox"
                            prop:checked=is_shown
                            // One stays: without any there would be nothing to see.
                            disabled=is_shown && last == 0
                            on:change=on_toggle
                        />
                        <UniverseMark universe=Some(universe) />
                    </label>
                    <button
                        id=up
                        class="button button-small button-plain"
                        type="button"
                        aria-label=called("choice.up")
                        title=called("choice.up")
                        disabled=place == 0 || !is_shown
                        on:click=on_up
                    >
                        <Icon name="arrow-up" />
                    </button>
                    <button
                        id=down
                        class="button button-small button-plain"
                        type="button"
                        aria-label=called("choice.down")
                        title=called("choice.down")
                        disabled=is_last
                        on:click=on_down
                    >
                        <Icon name="arrow-down" />
                    </button>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="choice-list">{items}</ul> }.into_any()
}

/// Focuses the first of these that can have the focus.
fn focus_first(ids: &[String]) {
    for id in ids {
        let element = document().get_element_by_id(id);
        let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element
            && !element.has_attribute("disabled")
        {
            let _ = element.focus();
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use catalog::Universe::{Enterprise, Market, Spirit, Stack};

    use super::*;

    #[test]
    fn steps_show_hide_and_move() {
        let some = || vec![Market, Spirit, Stack];
        for (before, universe, step, then) in [
            (some(), Market, Step::Toggle, vec![Spirit, Stack]),
            (
                some(),
                Enterprise,
                Step::Toggle,
                vec![Market, Spirit, Stack, Enterprise],
            ),
            (some(), Spirit, Step::Up, vec![Spirit, Market, Stack]),
            (some(), Spirit, Step::Down, vec![Market, Stack, Spirit]),
            (some(), Market, Step::Up, some()),
            (some(), Stack, Step::Down, some()),
            (some(), Enterprise, Step::Up, some()),
            (vec![Stack], Stack, Step::Toggle, vec![Stack]),
        ] {
            assert_eq!(after(before, universe, step), then);
        }
    }
}
