//! The mark that says whose services the page shows, and the way to others.

use leptos::prelude::*;

use crate::app::SWITCH;
use crate::i18n::{names, t, t_count};
use crate::keyboard::Keyboard;
use crate::place::Place;
use crate::session::notes::Colour;
use crate::session::{Scope, Session, recent};
use crate::shell::Whose;
use crate::ui::{Area, Icon, live, live_if, text};

/// Whether the switcher is open. In the context of what it draws.
#[derive(Clone, Copy)]
pub struct Switching(pub RwSignal<bool>);

/// Draws the mark. `Ctrl` or `Cmd` with `K` opens the switcher, and so does its button.
pub fn whose_mark() -> AnyView {
    let scope = Whose::of_page();
    recent::visit(&scope);
    let open = RwSignal::new(false);
    provide_context(Switching(open));
    Keyboard::of_page().switches(open);

    let notes = Session::current().notes();
    let marked = scope.clone();
    let class = text(move || match &marked {
        Scope::All => "whose".to_owned(),
        Scope::Group(_) => "whose whose-one".to_owned(),
        Scope::One(account) => {
            let colour = notes.get().of(account).colour;
            ["whose whose-one ", &Colour::class(colour)].concat()
        }
    });
    let all = scope == Scope::All;
    view! {
        <div class=class>
            <Icon name=if matches!(scope, Scope::One(_)) { "user-round" } else { "users-round" } />
            <p id="whose">{live(move || named(&scope))}</p>
            <button
                id="switch"
                class="button button-small"
                type="button"
                aria-haspopup="dialog"
                aria-describedby="whose"
                aria-keyshortcuts="Control+K Meta+K"
                on:click=move |_| open.set(true)
            >
                {t("scope.switch")}
                <kbd>{"Ctrl K"}</kbd>
            </button>
            {(!all)
                .then(|| {
                    view! {
                        <a class="small" href=Place::START.to_string()>
                            {t("scope.show_all")}
                        </a>
                    }
                })}
        </div>
        {live_if(move || open.get(), || view! { <Area parcel=SWITCH /> }.into_any())}
    }
    .into_any()
}

/// Who it is: the person's own name for them first, then what cannot be mistaken.
fn named(scope: &Scope) -> AnyView {
    let session = Session::current();
    let count = || t_count("scope.accounts", session.accounts_in(scope).len());
    let (over, name, below) = match scope {
        Scope::All => (None, t("scope.all"), count()),
        Scope::Group(name) => (Some(()), name.as_str().to_owned(), count()),
        Scope::One(account) => {
            let handle = account.nic.to_string();
            let endpoint = names::endpoint(account.endpoint);
            let label = session.notes().get().of(account).label;
            if label.is_empty() {
                (Some(()), handle, endpoint)
            } else {
                (Some(()), label, [&handle, " · ", &endpoint].concat())
            }
        }
    };
    view! {
        {over.map(|()| view! { <span class="soft small">{t("scope.only")}</span><br /> })}
        <strong>{name}</strong>
        <br />
        <span class="soft small">{below}</span>
    }
    .into_any()
}
