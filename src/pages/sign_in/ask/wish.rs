//! Choosing what new keys may do, with the exact rules that follow from it.

use leptos::prelude::*;

use crate::i18n::{t, t_count};
use crate::session::rights::{Part, Reach, Wish};
use crate::ui::{live, universe_key};

/// The ways to choose, in the order of the form: value, label, what it means.
const WAYS: [(&str, &str, &str); 3] = [
    ("reading", "sign_in.ask.reading", "sign_in.ask.reading.hint"),
    ("parts", "sign_in.ask.parts", "sign_in.ask.parts.hint"),
    (
        "everything",
        "sign_in.ask.everything",
        "sign_in.ask.everything.hint",
    ),
];

const REACHES: [(&str, Reach, &str); 3] = [
    ("nothing", Reach::Nothing, "sign_in.ask.part.nothing"),
    ("read", Reach::Read, "sign_in.ask.part.read"),
    ("change", Reach::Change, "sign_in.ask.part.change"),
];

fn name(part: Part) -> String {
    match part {
        Part::Of(universe) => t(universe_key(Some(universe))),
        Part::Support => t("sign_in.ask.part.support"),
        Part::Account => t("sign_in.ask.part.account"),
    }
}

/// Draws the choice.
pub fn choice(wish: RwSignal<Wish>) -> AnyView {
    let reaches = RwSignal::new([
        Reach::Read,
        Reach::Read,
        Reach::Read,
        Reach::Read,
        Reach::Nothing,
        Reach::Nothing,
    ]);
    let choose = move |way: &'static str| match way {
        "parts" => wish.set(Wish::Parts(reaches.get_untracked())),
        "everything" => wish.set(Wish::Everything),
        _ => wish.set(Wish::Reading),
    };
    let now = move || match *wish.read() {
        Wish::Reading => "reading",
        Wish::Parts(_) => "parts",
        Wish::Everything => "everything",
    };
    let by_part = Memo::new(move |_| now() == "parts");
    let ways = WAYS.map(|(way, label, hint)| {
        let id = ["wish-", way].concat();
        let hint_id = [&id, "-hint"].concat();
        view! {
            <div class="wish-way">
                <input
                    id=id.clone()
                    type="radio"
                    name="wish"
                    aria-describedby=hint_id.clone()
                    prop:checked=move || now() == way
                    on:change=move |_| choose(way)
                />
                <label for=id>{t(label)}</label>
                <p class="field-hint" id=hint_id>
                    {t(hint)}
                </p>
            </div>
        }
    });
    view! {
        <fieldset class="wish">
            <legend>{t("sign_in.ask.rights")}</legend>
            {ways.into_iter().collect_view()}
            {live(move || {
                if by_part.get() { parts(reaches, wish) } else { ().into_any() }
            })}
        </fieldset>
        {live(move || rules(*wish.read()))}
    }
    .into_any()
}

fn parts(reaches: RwSignal<[Reach; 6]>, wish: RwSignal<Wish>) -> AnyView {
    let lines = Part::ALL.into_iter().enumerate().map(|(at, part)| {
        let id = format!("wish-part-{at}");
        let options = REACHES.map(|(value, reach, label)| {
            let chosen = reaches.get_untracked()[at] == reach;
            view! {
                <option value=value selected=chosen>
                    {t(label)}
                </option>
            }
        });
        let set = move |event| {
            let value = event_target_value(&event);
            let found = REACHES.into_iter().find(|(name, ..)| *name == value);
            let reach = found.map_or(Reach::Nothing, |(_, reach, _)| reach);
            reaches.update(|reaches| reaches[at] = reach);
            wish.set(Wish::Parts(reaches.get_untracked()));
        };
        view! {
            <div class="wish-part">
                <label for=id.clone()>{name(part)}</label>
                <select id=id class="input" on:change=set>
                    {options.into_iter().collect_view()}
                </select>
            </div>
        }
    });
    lines.collect_view().into_any()
}

fn rules(wish: Wish) -> AnyView {
    let rules = wish.rules();
    let count = rules.len();
    let lines = rules.into_iter().map(|rule| {
        view! { <li class="mono small">{rule.method} " " {rule.path}</li> }
    });
    view! {
        <details class="wish-rules">
            <summary class="small">{t_count("sign_in.ask.rules", count)}</summary>
            <ul tabindex="0" aria-label=t("sign_in.ask.rights")>
                {lines.collect_view()}
            </ul>
        </details>
    }
    .into_any()
}
