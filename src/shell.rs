//! The frame around every page of a scope: where one can go, and whose services these are.

use leptos::prelude::*;

use crate::app::Here;
use crate::data::Data;
use crate::i18n::names;
use crate::i18n::{t, t_count, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::{Scope, Session, sample};
use crate::ui::{Icon, LanguageChoice, PageHead, ThemeChoice, Waiting, live, text};

/// The scope of the page. In the context of everything that is drawn inside a scope.
#[derive(Clone, PartialEq)]
pub struct Whose(pub Scope);

impl Whose {
    /// The scope of this page.
    pub fn of_page() -> Scope {
        expect_context::<Self>().0
    }
}

/// What stands between an address and its page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    /// The sample accounts are being entered again after a reload.
    Returning,
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
    provide_context(whose);

    let returning = RwSignal::new(session.is_empty_untracked() && sample::remembered());
    if returning.get_untracked() {
        leptos::task::spawn_local(async move {
            match sample::read().await {
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
            Gate::SignedOut
        } else if session.accounts_in(&scope).is_empty() {
            Gate::NoKeys
        } else {
            Gate::Open
        }
    });
    live(move || match gate.get() {
        Gate::Returning => view! { <Waiting text=t("shell.returning") /> }.into_any(),
        Gate::SignedOut => to_sign_in(Step::Instead),
        Gate::NoKeys => view! { <NoKeys /> }.into_any(),
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

fn sign_in_and_return(address: Address) -> String {
    let here = format!("{}{}", address.path(), address.search());
    format!(
        "{}?return={}",
        Place::SignIn,
        String::from(js_sys::encode_uri_component(&here))
    )
}

/// A link to an account whose keys are not in this tab explains itself.
#[component]
fn NoKeys() -> impl IntoView {
    let address = Address::of_page();
    let about = t_with(
        "scope.no_keys.text",
        &[("scope", &Whose::of_page().to_string())],
    );
    view! {
        <main id="main" class="main" tabindex="-1">
            <div class="main-inner">
                <PageHead
                    title=t("scope.no_keys.title")
                    about=view! { <p>{about}</p> }.into_any()
                    tools=().into_any()
                />
                <p class="page-tools">
                    <a class="button button-main" href=untrack(|| sign_in_and_return(address))>
                        {t("scope.no_keys.sign_in")}
                    </a>
                    <a class="button" href=Place::START.to_string()>
                        {t("scope.show_all")}
                    </a>
                </p>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Frame(inside: Callback<(), AnyView>) -> impl IntoView {
    let session = Session::current();
    let data = Data::current();
    let address = Address::of_page();
    let scope = Whose::of_page();
    let home = Place::Page(scope.clone(), Page::Overview).to_string();
    let leave = move |_| {
        // Away from the page first: it draws what is about to be forgotten.
        address.go(&Place::SignIn.to_string(), Step::Forward);
        session.leave();
        data.forget();
    };
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
                        {way(scope, Page::Services, "list", "services.title")}
                    </ul>
                </nav>
                <div class="side-foot">
                    <LanguageChoice />
                    <ThemeChoice />
                    <button class="button button-plain" type="button" on:click=leave>
                        <Icon name="log-out" />
                        {t("shell.sign_out")}
                    </button>
                </div>
                {whose_mark()}
            </header>
            <main id="main" class="main" tabindex="-1">
                <div class="main-inner">{inside.run(())}</div>
            </main>
        </div>
    }
    .into_any()
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

/// The mark that says whose services the page shows.
fn whose_mark() -> AnyView {
    let session = Session::current();
    match Whose::of_page() {
        Scope::All => {
            let count = text(move || t_count("scope.accounts", session.accounts().len()));
            view! {
                <div class="whose">
                    <Icon name="user-round" />
                    <p>
                        <strong>{t("scope.all")}</strong>
                        <br />
                        <span class="soft small">{count}</span>
                    </p>
                </div>
            }
            .into_any()
        }
        Scope::One(account) => view! {
            <div class="whose whose-one">
                <Icon name="user-round" />
                <p>
                    <span class="soft small">{t("scope.only")}</span>
                    <br />
                    <strong>{account.nic.to_string()}</strong>
                    <br />
                    <span class="soft small">{names::endpoint(account.endpoint)}</span>
                    <br />
                    <a class="small" href=Place::START.to_string()>
                        {t("scope.show_all")}
                    </a>
                </p>
            </div>
        }
        .into_any(),
    }
}
