//! The frame around every page of a scope: where one can go, and whose services these are.

use leptos::prelude::*;

use crate::app::Here;
use crate::app::{NO_KEYS, UNLOCK};
use crate::data::{Clock, Data, Network};
use crate::i18n::format;
use crate::i18n::{t, t_with};
use crate::keyboard::Keyboard;
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::{Account, Scope, Session, Standing, sample};
use crate::ui::toasts::Toasts;
use crate::ui::{
    Area, HelpAt, Icon, LanguageChoice, ShownUniverses, ThemeChoice, Waiting, live, text,
    universe_icon, universe_key,
};
use crate::whose_mark::whose_mark;

/// The scope of the page. In the context of everything that is drawn inside a scope.
#[derive(Clone, PartialEq)]
pub struct Whose(pub Scope);

impl Whose {
    /// The scope of this page.
    pub fn of_page() -> Scope {
        expect_context::<Self>().0
    }
}

/// The account of a page about one thing of one account; `None` where the page is of several.
/// The frame has seen to it that its keys are here. Read once.
pub fn account_of_page() -> Option<Account> {
    let (session, scope) = (Session::current(), Whose::of_page());
    untrack(|| session.accounts_in(&scope)).pop()
}

/// What stands between an address and its page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    /// The sample accounts are being entered again after a reload.
    Returning,
    /// Whether there is a vault is being found out.
    Looking,
    /// The vault is locked.
    Locked,
    /// Nobody is signed in.
    SignedOut,
    /// The scope names an account whose keys are not here.
    NoKeys,
    Open,
}

/// Draws the frame and the page in it, or says why it cannot.
#[component]
pub fn Shell(whose: Whose, inside: Callback<(), AnyView>) -> impl IntoView {
    let session = Session::current();
    let scope = whose.0.clone();
    let help = Place::Page(scope.clone(), Page::Help);
    provide_context(HelpAt(format!("{help}?from=panel")));
    provide_context(whose);

    let returning = RwSignal::new(session.is_empty_untracked() && sample::remembered());
    if returning.get_untracked() {
        leptos::task::spawn_local(async move {
            match sample::read_again().await {
                Ok(accounts) => session.enter(accounts),
                Err(_) => sample::forget(),
            }
            returning.try_set(false);
        });
    }

    let gate = Memo::new(move |_| {
        if returning.get() {
            Gate::Returning
        } else if session.is_empty() {
            match session.vault() {
                Standing::Looking => Gate::Looking,
                Standing::Locked => Gate::Locked,
                Standing::Nothing | Standing::Open(_) => Gate::SignedOut,
            }
        } else if session.accounts_in(&scope).is_empty() {
            Gate::NoKeys
        } else {
            Gate::Open
        }
    });
    live(move || match gate.get() {
        Gate::Returning => view! { <Waiting text=t("shell.returning") /> }.into_any(),
        Gate::Looking => ().into_any(),
        Gate::Locked => view! { <Area parcel=UNLOCK /> }.into_any(),
        Gate::SignedOut => to_sign_in(Step::Instead),
        Gate::NoKeys => view! {
            <main id="main" class="main" tabindex="-1">
                <Area parcel=NO_KEYS />
            </main>
        }
        .into_any(),
        Gate::Open => view! { <Frame inside /> }.into_any(),
    })
}

/// Leads to the sign-in page, which leads back here.
fn to_sign_in(step: Step) -> AnyView {
    let address = Address::of_page();
    Effect::new(move || {
        let sign_in = untrack(move || sign_in_and_return(address));
        address.go(&sign_in, step);
    });
    ().into_any()
}

/// The address of the sign-in page that leads back here.
pub fn sign_in_and_return(address: Address) -> String {
    sign_in_for(address, &Scope::All)
}

/// The sign-in page, for the keys of the account that `scope` names if it names one. It
/// leads back here.
pub fn sign_in_for(address: Address, scope: &Scope) -> String {
    let here = [address.path(), address.search()].concat();
    let mut way = Place::SignIn.to_string();
    way.push('?');
    if let Scope::One(account) = scope {
        way.push_str("account=");
        way.push_str(&account.to_string());
        way.push('&');
    }
    way.push_str("return=");
    api::percent_encode(&mut way, &here);
    way
}

#[component]
fn Frame(inside: Callback<(), AnyView>) -> impl IntoView {
    let session = Session::current();
    let data = Data::current();
    let address = Address::of_page();
    let toasts = Toasts::current();
    let sheet = Keyboard::of_page().sheet;
    let scope = Whose::of_page();
    let home = Place::Page(scope.clone(), Page::Overview).to_string();
    let leave = move |_| {
        // Away from the page first: it draws what is about to be forgotten.
        address.go(&Place::SignIn.to_string(), Step::Forward);
        session.lock();
        data.forget();
        toasts.clear();
    };
    let lock = move |_| {
        session.lock();
        data.forget();
    };
    let vault = Place::Page(scope.clone(), Page::Vault);
    view! {
        <div class="shell">
            <header class="side">
                <a class="brand" href=home>
                    <img src="/favicon.svg" alt={""} />
                    {t("app.name")}
                </a>
                <nav class="nav" aria-label=t("shell.nav")>
                    <ul>
                        {way(scope.clone(), Page::Overview, "layout-dashboard", "overview.title")}
                        {universes(scope.clone())}
                        {way(scope.clone(), Page::Services, "list", "services.title")}
                        {way(scope.clone(), Page::Tickets, "message-square", "tickets.title")}
                        {way(scope.clone(), Page::Help, "life-buoy", "help.title")}
                        {way(scope.clone(), Page::Status, "activity", "status.title")}
                        {way(scope.clone(), Page::Activity, "clock", "activity.title")}
                        {way(scope, Page::Accounts, "users-round", "accounts.title")}
                    </ul>
                </nav>
                <div class="side-foot">
                    <LanguageChoice />
                    <ThemeChoice />
                    {live(move || match session.vault() {
                        Standing::Open(_) => view! {
                            <button class="button button-plain" type="button" on:click=lock>
                                <Icon name="lock" />
                                {t("shell.lock")}
                            </button>
                        }
                        .into_any(),
                        _ => ().into_any(),
                    })}
                    <a class="button button-plain" href=vault.to_string()>
                        <Icon name="key-round" />
                        {t("vault.title")}
                    </a>
                    <button
                        class="button button-plain shell-keys"
                        type="button"
                        on:click=move |_| sheet.set(true)
                    >
                        <Icon name="keyboard" />
                        {t("shell.keys")}
                    </button>
                    <button class="button button-plain" type="button" on:click=leave>
                        <Icon name="log-out" />
                        {t("shell.sign_out")}
                    </button>
                </div>
                {whose_mark()}
            </header>
            <main id="main" class="main" tabindex="-1">
                <div class="main-inner">{offline()} {inside.run(())}</div>
            </main>
        </div>
    }
    .into_any()
}

/// Says once that there is no network, and how old what is shown is. It is always there,
/// so that its icon has arrived before the network goes.
fn offline() -> AnyView {
    let (data, clock, network) = (Data::current(), Clock::current(), Network::current());
    let said = text(move || {
        if !network.is_off() {
            return String::new();
        }
        let now = clock.now();
        match data.oldest_shown() {
            Some(at) => t_with("shell.offline", &[("when", &format::relative(at, now))]),
            None => t("shell.offline.nothing"),
        }
    });
    view! {
        <div role="status">
            <p class="offline" hidden=move || !network.is_off()>
                <Icon name="wifi-off" />
                <span>{said}</span>
            </p>
        </div>
    }
    .into_any()
}

/// The ways to the universes that are shown.
fn universes(scope: Scope) -> AnyView {
    let shown = ShownUniverses::current();
    live(move || {
        let ways = shown.get().into_iter().map(|universe| {
            let (icon, name) = (universe_icon(Some(universe)), universe_key(Some(universe)));
            way(scope.clone(), Page::Universe(universe), icon, name)
        });
        ways.collect_view().into_any()
    })
}

/// A way to another page of the same scope.
fn way(scope: Scope, page: Page, icon: &'static str, title: &'static str) -> AnyView {
    let here = Here::of_page();
    let place = Place::Page(scope, page);
    let link = place.to_string();
    let current = text(move || {
        let here = here.get() == place;
        if here {
            "page".to_owned()
        } else {
            "false".to_owned()
        }
    });
    view! {
        <li>
            <a href=link aria-current=current>
                <Icon name=icon />
                {t(title)}
            </a>
        </li>
    }
    .into_any()
}
