//! The routes: the table of contents of the product.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::path;

use crate::area;
use crate::data::Data;
use crate::i18n::t;
use crate::pages::{not_found::NotFound, overview, services, sign_in};
use crate::session::Session;
use crate::session::config::Config;
use crate::shell::Shell;
use crate::ui::Area;

// One line for each area whose code arrives when it is opened.
area!(load_sign_in, sign_in, sign_in::SignIn);
area!(load_overview, overview, overview::Overview);
area!(load_services, services, services::Services);

/// The application, once the texts and the gateway's configuration are here.
#[component]
pub fn App(config: Config) -> impl IntoView {
    provide_context(Session::new());
    provide_context(Data::new(config));

    view! {
        <a class="skip" href="#main">
            {t("shell.skip")}
        </a>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=|| view! { <Redirect path="/all/overview" /> } />
                <Route path=path!("/sign-in") view=|| view! { <Area load=load_sign_in /> } />
                <ParentRoute path=path!("/:scope") view=Shell>
                    <Route
                        path=path!("")
                        view=|| view! { <Redirect path="overview" /> }
                    />
                    <Route path=path!("overview") view=|| view! { <Area load=load_overview /> } />
                    <Route path=path!("services") view=|| view! { <Area load=load_services /> } />
                    <Route path=path!("*any") view=NotFound />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
