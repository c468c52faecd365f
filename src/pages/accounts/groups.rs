//! The groups of accounts: making, renaming and forgetting them.

use api::AccountId;
use leptos::prelude::*;

use crate::i18n::{t, t_count, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::{GroupName, Scope, Session};
use crate::shell::Whose;
use crate::ui::{Icon, live, text};

/// What is wrong with a name: the key of the sentence that says so.
fn wrong(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("accounts.group.empty")
    } else if GroupName::new(name).is_none() {
        Some("accounts.group.long")
    } else {
        None
    }
}

/// Draws them; a new group may take the accounts that are `listed`.
pub fn groups(listed: Signal<Vec<AccountId>>) -> AnyView {
    let notes = Session::current().notes();
    let names = Memo::new(move |_| {
        let notes = notes.get();
        notes
            .groups
            .iter()
            .map(|group| group.name.clone())
            .collect::<Vec<_>>()
    });
    view! {
        <section class="panel groups" aria-labelledby="groups">
            <h2 id="groups">{t("accounts.groups")}</h2>
            <p class="soft">{t("accounts.groups.about")}</p>
            {live(move || {
                let names = names.get();
                if names.is_empty() {
                    return view! { <p class="soft">{t("accounts.groups.none")}</p> }.into_any();
                }
                let items = names.into_iter().map(group);
                view! { <ul class="groups-list">{items.collect_view()}</ul> }.into_any()
            })}
            {new_group(listed)}
        </section>
    }
    .into_any()
}

fn new_group(listed: Signal<Vec<AccountId>>) -> AnyView {
    let notes = Session::current().notes();
    let typed = RwSignal::new(String::new());
    let with = RwSignal::new(true);
    let problem = RwSignal::new(None::<&'static str>);
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked();
        let Some(group) = GroupName::new(&name) else {
            problem.set(wrong(&name));
            return;
        };
        let members = if with.get_untracked() {
            listed.get_untracked()
        } else {
            Vec::new()
        };
        if notes.change(|notes| notes.add_group(group, members)) {
            typed.set(String::new());
            problem.set(None);
        } else {
            problem.set(Some("accounts.group.taken"));
        }
    };
    view! {
        <form class="groups-new" novalidate on:submit=make>
            <div class="field">
                <label for="new-group">{t("accounts.group.new")}</label>
                <input
                    id="new-group"
                    class="input"
                    type="text"
                    autocomplete="off"
                    aria-invalid=move || problem.get().is_some().to_string()
                    aria-describedby="new-group-error"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p id="new-group-error" class="field-error" role="alert">
                    {live(move || said(problem))}
                </p>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || with.get()
                    on:change=move |event| with.set(event_target_checked(&event))
                />
                {text(move || t_count("accounts.group.with", listed.read().len()))}
            </label>
            <button class="button" type="submit">
                <Icon name="plus" />
                {t("accounts.group.make")}
            </button>
        </form>
    }
    .into_any()
}

fn said(problem: RwSignal<Option<&'static str>>) -> AnyView {
    match problem.get() {
        None => ().into_any(),
        Some(key) => view! {
            <Icon name="circle-x" />
            {t(key)}
        }
        .into_any(),
    }
}

/// One group. Its name is a link to it; renaming it renames the scope one is in.
fn group(name: GroupName) -> AnyView {
    let session = Session::current();
    let notes = session.notes();
    let address = Address::of_page();
    let inside = Whose::of_page() == Scope::Group(name.clone());
    let renaming = RwSignal::new(false);
    let typed = RwSignal::new(name.as_str().to_owned());
    let problem = RwSignal::new(None::<&'static str>);
    let place =
        |name: &GroupName| Place::Page(Scope::Group(name.clone()), Page::Accounts).to_string();
    let to = place(&name);
    let scope = Scope::Group(name.clone());
    let count = text(move || t_count("scope.accounts", session.accounts_in(&scope).len()));
    let shown = name.as_str().to_owned();
    let of = StoredValue::new(name);
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked();
        let Some(new) = GroupName::new(&text) else {
            problem.set(wrong(&text));
            return;
        };
        let to = place(&new);
        if notes.change(|notes| notes.rename_group(&of.get_value(), new)) {
            if inside {
                address.go(&to, Step::Instead);
            }
        } else {
            problem.set(Some("accounts.group.taken"));
        }
    };
    let forget = move |_| {
        notes.change(|notes| notes.remove_group(&of.get_value()));
        if inside {
            address.go(
                &Place::Page(Scope::All, Page::Accounts).to_string(),
                Step::Instead,
            );
        }
    };
    let label = t_with("accounts.group.name_of", &[("group", &shown)]);
    let unseen = shown.clone();
    view! {
        <li>
            <a href=to>{shown}</a>
            <span class="soft small">{count}</span>
            <span class="groups-actions">
                <button
                    class="button button-small"
                    type="button"
                    aria-expanded=move || renaming.get().to_string()
                    on:click=move |_| renaming.update(|renaming| *renaming = !*renaming)
                >
                    {t("accounts.group.rename")}
                    <span class="unseen">" " {unseen.clone()}</span>
                </button>
                <button class="button button-small" type="button" on:click=forget>
                    {t("accounts.group.remove")}
                    <span class="unseen">" " {unseen}</span>
                </button>
            </span>
            {live(move || {
                if !renaming.get() {
                    return ().into_any();
                }
                view! {
                    <form class="groups-rename" novalidate on:submit=rename>
                        <input
                            class="input"
                            type="text"
                            autocomplete="off"
                            aria-label=label.clone()
                            prop:value=typed.get_untracked()
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                        <button class="button button-small" type="submit">
                            {t("accounts.group.save")}
                        </button>
                        <p class="field-error" role="alert">
                            {live(move || said(problem))}
                        </p>
                    </form>
                }
                    .into_any()
            })}
        </li>
    }
    .into_any()
}
