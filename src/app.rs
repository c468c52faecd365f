//! The application: from an address to what is drawn there.

use leptos::prelude::*;

use crate::area;
use crate::data::Data;
use crate::i18n::t;
use crate::keyboard::Keyboard;
use crate::pages::{
    accounts, activity, dashboards, design, help, keys, nothing, overview, responsibilities,
    service, services, sign_in, status, switcher, tickets, toasts, unlock, vault, vault_watch,
};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::config::Config;
use crate::session::{Session, Standing};
use crate::shell::{Shell, Whose};
use crate::ui::toasts::Toasts;
use crate::ui::{Area, Parcel, ShownUniverses, Spoken, live, live_if, text};

// One line for each area, which arrives when it is opened.
area!(OVERVIEW, overview, overview::Overview, bare);
area!(UNIVERSE, dashboards, dashboards::UniversePage);
area!(SERVICES, services, services::Services, and table);
area!(SERVICE, service, service::Service);
area!(RENEWAL, service_renewal, service::Renewal, with service);
area!(TICKETS, tickets, tickets::Tickets, and table);
area!(TICKET, ticket, tickets::Conversation, with tickets);
area!(OF_SERVICE, service_tickets, tickets::OfService, with tickets);
area!(HELP, help, help::Start);
area!(DRAFT, help_draft, help::Request, with help);
area!(HELP_OUTCOME_AREA, help_outcome, help::Outcome, with help);
area!(HELP_CHECK_AREA, help_check, help::Check, with help);
area!(ACTIVITY, activity, activity::Activity);
area!(STATUS, status, status::Status);
area!(
    RESPONSIBILITIES,
    responsibilities,
    responsibilities::Responsibilities,
    and help
);
area!(SIGN_IN, sign_in, sign_in::SignIn);
area!(ACCOUNTS, accounts, accounts::Accounts);
area!(SWITCHER, switcher, switcher::Switcher);

/// The dialog that leads to other accounts, which the mark of the scope opens.
pub const SWITCH: Parcel = SWITCHER;

/// The open tickets about a service, on its page.
pub const SERVICE_TICKETS: Parcel = OF_SERVICE;

/// The renewal of a service, on its page.
pub const SERVICE_RENEWAL: Parcel = RENEWAL;

/// Where the answers of a request for help lead.
pub const HELP_OUTCOME: Parcel = HELP_OUTCOME_AREA;

/// The ticket of a request for help, before and after it is sent.
pub const HELP_CHECK: Parcel = HELP_CHECK_AREA;

/// The area that a page of a scope is in.
fn parcel_of(page: Page) -> Parcel {
    match page {
        Page::Overview => OVERVIEW,
        Page::Universe(_) => UNIVERSE,
        Page::Services => SERVICES,
        Page::Service(_) => SERVICE,
        Page::Tickets => TICKETS,
        Page::Ticket(_) => TICKET,
        Page::Help => HELP,
        Page::Draft(_) => DRAFT,
        Page::Activity => ACTIVITY,
        Page::Status => STATUS,
        Page::Responsibilities => RESPONSIBILITIES,
        Page::Accounts => ACCOUNTS,
        Page::Vault => VAULT,
        Page::Design => DESIGN,
    }
}

area!(UNLOCK_AREA, unlock, unlock::Unlock);
area!(VAULT, vault, vault::Vault);
area!(WATCH_AREA, vault_watch, vault_watch::Watch);

/// What a scope shows while the vault is locked.
pub const UNLOCK: Parcel = UNLOCK_AREA;

/// What watches over an open vault. Whoever opens one fetches it first.
pub const WATCH: Parcel = WATCH_AREA;

area!(DESIGN, design, design::Design, and dashboards);

area!(NOT_FOUND, nothing, nothing::NotFound);
area!(NO_KEYS_AREA, nothing, nothing::NoKeys);
area!(FIRST_VISIT_AREA, nothing, nothing::FirstVisit);

/// What a scope shows whose keys are not here.
pub const NO_KEYS: Parcel = NO_KEYS_AREA;

/// What the overview shows to somebody who has nothing yet.
pub const FIRST_VISIT: Parcel = FIRST_VISIT_AREA;

// … and parts of the page around them, likewise.
area!(TOASTS, toasts, toasts::ToastList);
area!(KEYS, keys, keys::KeySheet);

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
    provide_context(ShownUniverses::restore());
    let session = Session::nobody();
    session.notes().resume();
    session.look_for_vault();
    provide_context(session);
    let data = Data::new(config, session);
    provide_context(data);
    data.keep_following();
    let spoken = Spoken::start();
    let said = Toasts::start();
    said.say_ends(data, Here(here));
    let sheet = Keyboard::start().sheet;

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
                            <Area parcel=NOT_FOUND />
                        </main>
                    }
                        .into_any()
                }
                Drawn::Scope(whose) => {
                    let inside = move || {
                        live(move || {
                            let parcel = page.get().map(parcel_of);
                            parcel.map(|parcel| view! { <Area parcel /> }).into_any()
                        })
                    };
                    view! { <Shell whose inside=Callback::new(move |()| inside()) /> }.into_any()
                }
            }
        })}
        {live(move || match session.vault() {
            Standing::Open(watch) => watch(),
            _ => ().into_any(),
        })}
        <div class="corner">
            {live_if(move || said.any(), || view! { <Area parcel=TOASTS /> }.into_any())}
            {live_if(move || sheet.get(), || view! { <Area parcel=KEYS /> }.into_any())}
        </div>
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
