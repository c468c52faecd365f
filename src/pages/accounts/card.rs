//! One account: who it is, what it is called, its groups, its keys.

use api::AccountId;
use leptos::prelude::*;

use super::keys::keys;
use super::leave::leave;
use crate::i18n::{names, t};
use crate::place::{Page, Place};
use crate::session::notes::Colour;
use crate::session::{Scope, Session};
use crate::ui::{live, live_if, text};

/// The name of a colour.
fn colour_name(colour: Colour) -> String {
    t(match colour.as_str() {
        "red" => "accounts.colour.red",
        "orange" => "accounts.colour.orange",
        "green" => "accounts.colour.green",
        "teal" => "accounts.colour.teal",
        "blue" => "accounts.colour.blue",
        "violet" => "accounts.colour.violet",
        "pink" => "accounts.colour.pink",
        _ => "accounts.colour.grey",
    })
}

/// Draws it. Its keys are asked about at once when `ask`, else when it is opened.
pub fn card(id: AccountId, ask: bool, single: bool) -> AnyView {
    let session = Session::current();
    let notes = session.notes();
    let open = RwSignal::new(single);
    let of = StoredValue::new(id.clone());
    let note = Memo::new(move |_| notes.get().of(&of.get_value()));
    let name = text(move || {
        let label = note.get().label;
        if label.is_empty() {
            of.get_value().nic.to_string()
        } else {
            label
        }
    });
    let class = text(move || ["panel account ", &Colour::class(note.get().colour)].concat());
    let title = format!("account-{}", id.to_string().replace([':', '.'], "-"));
    let more = format!("{title}-more");
    let overview = Place::Page(Scope::One(id.clone()), Page::Overview).to_string();
    let said = text(move || {
        let id = of.get_value();
        let endpoint = names::endpoint(id.endpoint);
        if note.read().label.is_empty() {
            endpoint
        } else {
            [id.nic.as_str(), " · ", &endpoint].concat()
        }
    });
    let groups = move || {
        let notes = notes.get();
        let held = notes
            .groups
            .iter()
            .filter(|group| group.members.contains(&of.get_value()));
        held.map(|group| {
            let to = Place::Page(Scope::Group(group.name.clone()), Page::Accounts).to_string();
            view! {
                <a class="tag" href=to>
                    {group.name.as_str().to_owned()}
                </a>
            }
        })
        .collect_view()
        .into_any()
    };
    let shown = move || ask || open.get();
    view! {
        <article class=class aria-labelledby=title.clone()>
            <div class="account-head">
                <div>
                    <h2 id=title.clone()>
                        <a href=overview>{name}</a>
                    </h2>
                    <p class="soft small">{said}</p>
                </div>
                <p class="account-groups">{live(groups)}</p>
                <button
                    class="button button-small"
                    type="button"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=more.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t("accounts.edit")}
                    <span class="unseen">" " {name}</span>
                </button>
            </div>
            {live_if(shown, move || keys(&of.get_value(), open))}
            <div id=more>{live_if(move || open.get(), move || form(of.get_value(), name))}</div>
        </article>
    }
    .into_any()
}

/// What can be changed about it here.
fn form(id: AccountId, name: Signal<String>) -> AnyView {
    let session = Session::current();
    let notes = session.notes();
    let note = untrack(|| notes.get().of(&id));
    let base = id.to_string().replace([':', '.'], "-");
    let of = StoredValue::new(id);
    let rename = move |event| {
        let label = event_target_value(&event).trim().to_owned();
        notes.change(|notes| {
            let mut note = notes.of(&of.get_value());
            note.label = label;
            notes.note(&of.get_value(), note);
        });
    };
    let paint = move |event| {
        let colour = Colour::parse(&event_target_value(&event));
        notes.change(|notes| {
            let mut note = notes.of(&of.get_value());
            note.colour = colour;
            notes.note(&of.get_value(), note);
        });
    };
    let colours = Colour::ALL.map(|colour| {
        let chosen = note.colour == Some(colour);
        view! {
            <option value=colour.as_str() selected=chosen>
                {colour_name(colour)}
            </option>
        }
    });
    let names = Memo::new(move |_| {
        let notes = notes.get();
        notes
            .groups
            .iter()
            .map(|group| group.name.clone())
            .collect::<Vec<_>>()
    });
    let membership =
        move || {
            let boxes = names.get().into_iter().map(|group| {
            let (held, shown) = (group.clone(), group.as_str().to_owned());
            let member = move || {
                let notes = notes.get();
                notes.group(&held).is_some_and(|group| group.members.contains(&of.get_value()))
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=member
                        on:change=move |event| {
                            let member = event_target_checked(&event);
                            notes.change(|notes| notes.set_member(&group, &of.get_value(), member));
                        }
                    />
                    {shown}
                </label>
            }
        });
            boxes.collect_view().into_any()
        };
    view! {
        <div class="account-form">
            <div class="field">
                <label for=format!("{base}-label")>{t("accounts.label")}</label>
                <input
                    id=format!("{base}-label")
                    class="input"
                    type="text"
                    maxlength="60"
                    autocomplete="off"
                    prop:value=note.label
                    on:change=rename
                />
            </div>
            <div class="field">
                <label for=format!("{base}-colour")>{t("accounts.colour")}</label>
                <select id=format!("{base}-colour") class="input" on:change=paint>
                    <option value="">{t("accounts.colour.none")}</option>
                    {colours}
                </select>
            </div>
            {live_if(
                move || !names.read().is_empty(),
                move || {
                    view! {
                        <fieldset class="field">
                            <legend>{t("accounts.groups")}</legend>
                            {live(membership)}
                        </fieldset>
                    }
                        .into_any()
                },
            )}
            {leave(of.get_value(), name)}
        </div>
    }
    .into_any()
}
