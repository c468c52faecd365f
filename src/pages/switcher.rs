//! The dialog that leads to the same page of other accounts: search, arrows, Enter.

mod choices;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::app::Here;
use crate::i18n::{t, t_count};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::notes::Colour;
use crate::session::{Scope, Session, recent};
use crate::shell::{Whose, sign_in_for};
use crate::ui::{Dialog, Icon, live, text};
use crate::whose_mark::Switching;
use choices::{Choice, MOST, all, fitting, kept};

/// The dialog, open for as long as it is drawn.
#[component]
pub fn Switcher() -> impl IntoView {
    let address = Address::of_page();
    let here = Here::of_page();
    let Switching(open) = expect_context();
    let session = Session::current();
    let now = Whose::of_page();
    let choices = StoredValue::new(untrack(|| {
        let notes = session.notes().get();
        all(
            &session.accounts(),
            &notes,
            &recent::scopes(),
            &now,
            |count| t_count("scope.accounts", count),
        )
    }));
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| choices.with_value(|all| fitting(all, &search.read())));
    // Which of the found ones Enter takes.
    let at = RwSignal::new(0_usize);

    let close = move || open.set(false);
    let take = move |place: usize| {
        let found = found.get_untracked();
        let Some(scope) = found.get(place).map(|choice| choice.scope.clone()) else {
            return;
        };
        let search = kept(&untrack(|| address.search()), &scope);
        let to = untrack(|| here.get()).about(scope);
        close();
        address.go(&[to.to_string(), search].concat(), Step::Forward);
    };
    let press = move |event: KeyboardEvent| {
        let shown = found.read_untracked().len().min(MOST);
        let to = match event.key().as_str() {
            "ArrowDown" if shown > 0 => (at.get_untracked() + 1) % shown,
            "ArrowUp" if shown > 0 => (at.get_untracked() + shown - 1) % shown,
            "Enter" => {
                event.prevent_default();
                return take(at.get_untracked());
            }
            _ => return,
        };
        event.prevent_default();
        at.set(to);
        if let Some(option) = document().get_element_by_id(&option_id(to)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    let active = text(move || {
        if found.read().is_empty() {
            String::new()
        } else {
            option_id(at.get())
        }
    });
    let accounts = Place::Page(now.clone(), Page::Accounts).to_string();
    let add = untrack(|| sign_in_for(address, &Scope::All));
    let body = move || {
        view! {
            <div class="switcher">
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=t("switcher.search")
                    placeholder=t("switcher.search.hint")
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="switcher-list"
                    aria-activedescendant=active
                    on:input=move |event| {
                        at.set(0);
                        search.set(event_target_value(&event));
                    }
                    on:keydown=press
                />
                <ul id="switcher-list" role="listbox" aria-label=t("switcher.list")>
                    {live(move || {
                        let found = found.get();
                        let shown = found.iter().take(MOST).enumerate();
                        shown
                            .map(|(place, choice)| {
                                option(choice, place, at, Callback::new(take))
                            })
                            .collect_view()
                            .into_any()
                    })}
                </ul>
                <p class="soft small" role="status">
                    {text(move || {
                        let count = found.read().len();
                        if count == 0 {
                            t("switcher.none")
                        } else if count > MOST {
                            t_count("switcher.more", count - MOST)
                        } else {
                            t("switcher.help")
                        }
                    })}
                </p>
                <p class="switcher-foot small">
                    <a href=accounts.clone() on:click=move |_| close()>
                        {t("switcher.accounts")}
                    </a>
                    <a href=add.clone() on:click=move |_| close()>
                        {t("switcher.add")}
                    </a>
                </p>
            </div>
        }
        .into_any()
    };
    view! {
        <Dialog title=t("switcher.title") open body=Callback::new(move |()| body()) />
    }
    .into_any()
}

fn option_id(place: usize) -> String {
    format!("switcher-{place}")
}

fn option(choice: &Choice, place: usize, at: RwSignal<usize>, take: Callback<usize>) -> AnyView {
    let selected = text(move || (at.get() == place).to_string());
    let icon = match (&choice.scope, choice.now) {
        (_, true) => "circle-check",
        (Scope::One(_), _) => "user-round",
        _ => "users-round",
    };
    let tag = if choice.now {
        Some("switcher.now")
    } else if choice.recent {
        Some("switcher.recent")
    } else {
        None
    };
    view! {
        <li
            id=option_id(place)
            class=["switcher-option ", &Colour::class(choice.colour)].concat()
            role="option"
            aria-selected=selected
            on:click=move |_| take.run(place)
        >
            <Icon name=icon />
            <span>
                <strong>{choice.name.clone()}</strong>
                " "
                <span class="soft small">{choice.about.clone()}</span>
            </span>
            {tag.map(|tag| view! { <span class="tag">{t(tag)}</span> })}
        </li>
    }
    .into_any()
}
