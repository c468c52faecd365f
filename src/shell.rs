//! The frame around every page of a scope: where one can go, and whose services these are.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Outlet, Redirect};
use leptos_router::hooks::{use_location, use_navigate, use_params_map};

use crate::i18n::{t, t_count, t_with};
use crate::pages::names;
use crate::pages::not_found::NotFound;
use crate::session::{Scope, Session, sample};
use crate::ui::{Icon, ThemeChoice, Waiting};

/// The scope of the page, from the address.
#[derive(Clone, Copy)]
pub struct CurrentScope(Memo<Option<Scope>>);

impl CurrentScope {
    /// The scope of this page.
    pub fn current() -> Self {
        expect_context()
    }

    /// Tracked. An address without a scope draws no page, so pages may rely on it.
    pub fn get(self) -> Scope {
        self.0.get().unwrap_or(Scope::All)
    }
}

/// What stands between an address and its page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    /// The sample accounts are being entered again after a reload.
    Returning,
    /// Nobody is signed in.
    SignedOut,
    /// The first part of the address is no scope.
    NoScope,
    /// The scope names an account whose keys are not here.
    NoKeys,
    Open,
}

/// Draws the frame and the page in it, or says why it cannot.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::current();
    let params = use_params_map();
    let scope = Memo::new(move |_| {
        params.with(|params| params.get("scope").and_then(|text| Scope::parse(&text)))
    });
    provide_context(CurrentScope(scope));

    let returning = RwSignal::new(session.is_empty() && sample::remembered());
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
        } else {
            match scope.get() {
                None => Gate::NoScope,
                Some(scope) if session.accounts_in(&scope).is_empty() => Gate::NoKeys,
                Some(_) => Gate::Open,
            }
        }
    });

    move || match gate.get() {
        Gate::Returning => view! { <Waiting text=t("shell.returning") /> }.into_any(),
        Gate::SignedOut => view! { <ToSignIn /> }.into_any(),
        Gate::NoScope => view! { <NotFound /> }.into_any(),
        Gate::NoKeys => view! { <NoKeys /> }.into_any(),
        Gate::Open => view! { <Frame /> }.into_any(),
    }
}

/// Leads to the sign-in page, which leads back here.
#[component]
fn ToSignIn() -> impl IntoView {
    let location = use_location();
    let here = format!(
        "{}{}",
        location.pathname.get_untracked(),
        location.search.with_untracked(|search| if search.is_empty() {
            String::new()
        } else {
            format!("?{search}")
        }),
    );
    let path = format!("/sign-in?return={}", String::from(js_sys::encode_uri_component(&here)));
    view! { <Redirect path options=NavigateOptions { replace: true, ..Default::default() } /> }
}

/// A link to an account whose keys are not in this tab explains itself.
#[component]
fn NoKeys() -> impl IntoView {
    let scope = CurrentScope::current();
    view! {
        <main id="main" class="main" tabindex="-1">
            <div class="main-inner">
                <h1>{t("scope.no_keys.title")}</h1>
                <p>
                    {move || t_with("scope.no_keys.text", &[("scope", &scope.get().to_string())])}
                </p>
                <p class="page-tools">
                    <a class="button button-main" href="/sign-in">
                        {t("scope.no_keys.sign_in")}
                    </a>
                    <a class="button" href="/all/overview">
                        {t("scope.no_keys.all")}
                    </a>
                </p>
            </div>
        </main>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let session = Session::current();
    let scope = CurrentScope::current();
    let navigate = use_navigate();
    let link = move |page: &'static str| move || format!("/{}/{page}", scope.get());
    view! {
        <div class="shell">
            <header class="side">
                <a class="brand" href=link("overview")>
                    <img src="/favicon.svg" alt="" />
                    {t("app.name")}
                </a>
                <nav class="nav" aria-label=t("shell.nav")>
                    <ul>
                        <li>
                            <A href=link("overview")>
                                <Icon name="layout-dashboard" />
                                {t("overview.title")}
                            </A>
                        </li>
                        <li>
                            <A href=link("services")>
                                <Icon name="list" />
                                {t("services.title")}
                            </A>
                        </li>
                    </ul>
                </nav>
                <div class="side-foot">
                    <ThemeChoice />
                    <button
                        class="button button-plain"
                        type="button"
                        on:click=move |_| {
                            session.leave();
                            navigate("/sign-in", NavigateOptions::default());
                        }
                    >
                        <Icon name="log-out" />
                        {t("shell.sign_out")}
                    </button>
                </div>
                <Whose />
            </header>
            <main id="main" class="main" tabindex="-1">
                <div class="main-inner">
                    <Outlet />
                </div>
            </main>
        </div>
    }
}

/// The mark that says whose services the page shows.
#[component]
fn Whose() -> impl IntoView {
    let session = Session::current();
    let scope = CurrentScope::current();
    move || match scope.get() {
        Scope::All => {
            let count = session.accounts().len();
            view! {
                <div class="whose">
                    <Icon name="user-round" />
                    <p>
                        <strong>{t("scope.all")}</strong>
                        <br />
                        <span class="soft small">{t_count("scope.accounts", count)}</span>
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
                    <a class="small" href="/all/overview">
                        {t("scope.show_all")}
                    </a>
                </p>
            </div>
        }
        .into_any(),
    }
}
