//! The application: from an address to what is drawn there.

use leptos::prelude::*;

use crate::area;
use crate::data::Data;
use crate::i18n::t;
use crate::pages::{not_found::NotFound, overview, services, sign_in};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::Session;
use crate::session::config::Config;
use crate::shell::{Shell, Whose};
use crate::ui::{Area, Spoken, live, text};

// One line for each area, which arrives when it is opened.
area!(OVERVIEW, overview, overview::Overview, first);
area!(SERVICES, services, services::Services);
area!(SIGN_IN, sign_in, sign_in::SignIn);

/// Where the page is. Tracked.
#[derive(Clone, Copy)]
pub struct Here(Memo<Place>);

impl Here {
    /// Where this page is.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The place. Tracked.
    pub fn get(self) -> Place {
        self.0.get()
    }
}

/// The application, once the texts and the gateway's configuration are here.
#[component]
pub fn App(config: Config) -> impl IntoView {
    let address = Address::start();
    let here = Memo::new(move |_| Place::parse(&address.path()));
    provide_context(address);
    provide_context(Here(here));
    provide_context(Session::nobody());
    provide_context(Data::new(config));
    let spoken = Spoken::start();

    // A short address becomes the full one that it stands for.
    Effect::new(move || {
        let full = here.get().to_string();
        if address.path() != full && here.get() != Place::Nowhere {
            address.go(&full, Step::Instead);
        }
    });

    // What is drawn around the page changes only with the scope, the page in it only
    // with the page.
    let whose = Memo::new(move |_| match here.get() {
        Place::SignIn => Drawn::SignIn,
        Place::Page(scope, _) => Drawn::Scope(Whose(scope)),
        Place::Nowhere => Drawn::Nowhere,
    });
    let page = Memo::new(move |_| match here.get() {
        Place::Page(_, page) => Some(page),
        Place::SignIn | Place::Nowhere => None,
    });
    view! {
        <a class="skip" href="#main">
            {text(move || {
                spoken.track();
                t("shell.skip")
            })}
        </a>
        {live(move || {
            spoken.track();
            match whose.get() {
                Drawn::SignIn => view! { <Area parcel=SIGN_IN /> }.into_any(),
                Drawn::Nowhere => {
                    view! {
                        <main id="main" class="main" tabindex="-1">
                            <NotFound />
                        </main>
                    }
                        .into_any()
                }
                Drawn::Scope(whose) => {
                    let inside = move || {
                        live(move || match page.get() {
                            Some(Page::Overview) => view! { <Area parcel=OVERVIEW /> }.into_any(),
                            Some(Page::Services) => view! { <Area parcel=SERVICES /> }.into_any(),
                            None => ().into_any(),
                        })
                    };
                    view! { <Shell whose inside=Callback::new(move |()| inside()) /> }.into_any()
                }
            }
        })}
    }
    .into_any()
}

/// What is drawn at a place, as far as it decides what may stay.
#[derive(Clone, PartialEq)]
enum Drawn {
    SignIn,
    Scope(Whose),
    Nowhere,
}
