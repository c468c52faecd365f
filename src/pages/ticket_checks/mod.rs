//! What to look at, and send along, while an incident is open: each check with its command, and
//! a place to paste what it says, which is read at once.

mod paste;
mod said;
mod which;

use std::sync::Arc;

use api::{Ticket, TicketId};
use catalog::Check;
use leptos::prelude::*;

use crate::i18n::{language, t};
use crate::pages::copying::copy_button;
use crate::session::Account;
use crate::ui::{Icon, live, titled};

pub use said::keys;

/// A text on its way to the reply.
#[derive(Clone)]
pub struct Adding {
    pub text: String,
    /// The reply has it.
    pub taken: Arc<dyn Fn() + Send + Sync>,
}

/// The ticket that the checks are for. In the context in which they are drawn.
#[derive(Clone)]
pub struct Checking {
    pub account: Account,
    pub id: TicketId,
    /// The last good answer; inside, `None` when there is no such ticket.
    pub ticket: Memo<Option<Arc<Option<Ticket>>>>,
    /// Takes what is to be added to the reply.
    pub adding: RwSignal<Option<Adding>>,
}

/// The panel; nothing where nothing is known to help.
#[component]
pub fn Checks() -> impl IntoView {
    let checking: Checking = expect_context();
    let adding = checking.adding;
    let which = which::of(&checking);
    // Out here, so that what was pasted stays when another list of checks arrives.
    let pasted = RwSignal::new(String::new());
    live(move || {
        let checks = which.get();
        if checks.is_empty() {
            return ().into_any();
        }
        let body = view! {
            <div class="checks">
                <p class="soft">{t("ticket_checks.about")}</p>
                <ul class="checks-list">{checks.into_iter().map(item).collect_view()}</ul>
                {paste::paste(pasted, adding)}
            </div>
        };
        titled("ticket-checks", "ticket_checks.title", body.into_any())
    })
}

fn item(check: &'static Check) -> AnyView {
    let command = check.command.map(|command| {
        view! {
            <span class="checks-command">
                <code>{command}</code>
                {copy_button(command.to_owned(), "ticket_checks.copy")}
            </span>
        }
        .into_any()
    });
    let document = check.document.page.map(|page| {
        view! {
            <a
                class="small"
                href=catalog::page_address(page, &language())
                target="_blank"
                rel="noopener noreferrer"
            >
                {check.document.title}
                <Icon name="external-link" />
            </a>
        }
        .into_any()
    });
    view! {
        <li>
            <span>{t(&said::check_key(check.key))}</span>
            {command}
            {document}
        </li>
    }
    .into_any()
}
