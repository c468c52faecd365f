//! The frame around every page of a scope: where one can go, and whose services these are.

use leptos::prelude::*;

use crate::app::Here;
use crate::data::Data;
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::{Scope, Session, sample};
use crate::ui::{Icon, PageHead, ThemeChoice, Waiting, live, text};
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

/// A link to accounts whose keys are not in this tab, or to a group that is not known
/// here, explains itself.
#[component]
fn NoKeys() -> impl IntoView {
    let address = Address::of_page();
    let notes = Session::current().notes();
    live(move || {
        let scope = Whose::of_page();
        let (title, about, sign_in) = match &scope {
            Scope::Group(name) => match notes.get().group(name) {
                None => ("scope.no_group.title", "scope.no_group.text", false),
                Some(group) if group.members.is_empty() => {
                    ("scope.empty_group.title", "scope.empty_group.text", false)
                }
                Some(_) => ("scope.no_keys.title", "scope.no_keys.group", true),
            },
            Scope::All | Scope::One(_) => ("scope.no_keys.title", "scope.no_keys.text", true),
        };
        let name = match &scope {
            Scope::Group(name) => name.as_str().to_owned(),
            other => other.to_string(),
        };
        let about = t_with(about, &[("scope", &name)]);
        let (way, words) = if sign_in {
            (
                untrack(|| sign_in_for(address, &scope)),
                "scope.no_keys.sign_in",
            )
        } else {
            (
                Place::Page(Scope::All, Page::Accounts).to_string(),
                "accounts.title",
            )
        };
        view! {
            <main id="main" class="main" tabindex="-1">
                <div class="main-inner">
                    <PageHead
                        title=t_with(title, &[("scope", &name)])
                        about=view! { <p>{about}</p> }.into_any()
                        tools=().into_any()
                    />
                    <p class="page-tools">
                        <a class="button button-main" href=way>
                            {t(words)}
                        </a>
                        <a class="button" href=Place::START.to_string()>
                            {t("scope.show_all")}
                        </a>
                    </p>
                </div>
            </main>
        }
        .into_any()
    })
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
                    <img src="/favicon.svg" alt="" />
                    {t("app.name")}
                </a>
                <nav class="nav" aria-label=t("shell.nav")>
                    <ul>
                        {way(scope.clone(), Page::Overview, "layout-dashboard", "overview.title")}
                        {way(scope.clone(), Page::Services, "list", "services.title")}
                        {way(scope, Page::Accounts, "users-round", "accounts.title")}
                    </ul>
                </nav>
                <div class="side-foot">
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
