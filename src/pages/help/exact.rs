//! The exact call that a request makes, to be read and for a program: code that arrives behind
//! the form.

use api::AccountId;
use leptos::prelude::*;

use super::desk::Desk;
use crate::data::Data;
use crate::data::support::opening::{self, Request};
use crate::lazily;
use crate::pages::copying::block;
use crate::session::drafts::Draft;
use crate::ui::{arriving, live};

type Exact = fn(Data, &AccountId, &Request) -> Option<[String; 3]>;

lazily!(fetch, help_exact, Exact, opening::exact as Exact);

/// The call that `request` makes of the draft on the desk; nothing as long as none can be made.
pub fn exact(desk: Desk, request: impl Fn(&Draft) -> Option<Request> + Send + 'static) -> AnyView {
    let data = Data::current();
    let code = arriving(fetch());
    live(move || {
        let draft = desk.draft();
        let (Some(exact), Some(request)) = (code.get(), request(&draft)) else {
            return ().into_any();
        };
        let Some([payload, curl, python]) = exact(data, &draft.account, &request) else {
            return ().into_any();
        };
        view! {
            <div class="help-exact">
                {block("help.exact.json", "help.exact.json.copy", payload)}
                {block("help.exact.curl", "help.exact.curl.copy", curl)}
                {block("help.exact.python", "help.exact.python.copy", python)}
            </div>
        }
        .into_any()
    })
}
