//! Saved views: how a list was looked at, under a name.

use leptos::ev;
use leptos::prelude::*;

use super::saved::{self, NotKept, Saved};
use crate::i18n::{t, t_with};
use crate::ui::table::focus_by_id;
use crate::ui::table::grid::{Grid, read_search, write_search};
use crate::ui::{Icon, live};

/// The views of this scope, and saving one more.
pub fn views(grid: Grid) -> AnyView {
    let table = grid.table();
    let (name, scope) = (table.name, grid.scope());
    let views = RwSignal::new(saved::list(name, &scope));
    let typed = RwSignal::new(String::new());
    let keep = move |new: Vec<Saved>| {
        let kept = saved::keep(name, &grid.scope(), &new).map(|()| new);
        views.set(kept);
    };
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let called = typed.read_untracked().trim().to_owned();
        if let (false, Ok(known)) = (called.is_empty(), &*views.read_untracked()) {
            let table = grid.table();
            let search = write_search(&table, &grid.view.read_untracked());
            grid.said
                .set(t_with("table.view_saved", &[("name", &called)]));
            let new = Saved {
                name: called,
                search,
            };
            let all = saved::with(known, new);
            typed.set(String::new());
            // After the borrow of what was known.
            request_animation_frame(move || keep(all));
        }
    };
    let list = live(move || match &*views.read() {
        Err(NotKept) => view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                <span>{t("table.views.blocked")}</span>
            </p>
        }
        .into_any(),
        Ok(views) if views.is_empty() => {
            view! { <p class="soft small">{t("table.views.none")}</p> }.into_any()
        }
        Ok(views) => {
            let lines = views.iter().map(|view| view_line(grid, view, keep, views));
            view! { <ul class="menu-list">{lines.collect_view()}</ul> }.into_any()
        }
    });
    view! {
        <p class="soft small">{t_with("table.views.about", &[("scope", &scope)])}</p>
        {list}
        <form class="menu-form" on:submit=save>
            <label for="view-name">{t("table.view_name")}</label>
            <input
                id="view-name"
                class="input"
                autocomplete="off"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button class="button" type="submit">
                {t("table.view_save")}
            </button>
        </form>
    }
    .into_any()
}

fn view_line(
    grid: Grid,
    saved: &Saved,
    keep: impl Fn(Vec<Saved>) + Copy + 'static,
    all: &[Saved],
) -> AnyView {
    let left = saved::without(all, &saved.name);
    let search = saved.search.clone();
    let remove = t_with("table.view_delete", &[("name", &saved.name)]);
    view! {
        <li>
            <button
                class="button button-plain menu-wide"
                type="button"
                on:click=move |_| {
                    let table = grid.table();
                    grid.view.set(read_search(&table, &search));
                }
            >
                {saved.name.clone()}
            </button>
            <button
                class="button button-plain button-icon"
                type="button"
                aria-label=remove
                on:click=move |_| {
                    keep(left.clone());
                    focus_by_id("view-name");
                }
            >
                <Icon name="x" />
            </button>
        </li>
    }
    .into_any()
}
