//! The conversation in one ticket: what was written, and going on with it.

mod act;
mod compose;
mod facts;
mod messages;
mod promise;
mod score;

use std::sync::Arc;

use api::{Page, Ticket, TicketId, TicketMessage};
use leptos::prelude::*;

use super::marks::turn_mark;
use super::row::{called, number};
use crate::app::Here;
use crate::area;
use crate::data::tickets::{self, Turn, seen};
use crate::data::trouble::Kind;
use crate::data::{Answer, Clock, Data, Phase};
use crate::i18n::{names, t, t_with};
use crate::pages::copying::copy_button;
use crate::pages::ticket_checks::{Adding, Checking, Checks};
use crate::pages::troubles::renewal;
use crate::pages::writes::Sorry;
use crate::place::{Page as At, Place};
use crate::platform::presence;
use crate::session::{Account, Scope};
use crate::shell::account_of_page;
use crate::ui::{Area, Icon, PageHead, TroubleBox, live, live_if, updated};

// Most people open a ticket to read it.
area!(ACT, ticket_act, act::Act, with tickets);
area!(CHECKS, ticket_checks, Checks);

/// What the forms of the page say of a write that did not go well.
const SORRY: Sorry = Sorry {
    kept: "tickets.write.kept",
    unknown: "tickets.write.unknown",
    look: "tickets.write.look",
    not_applied: "tickets.write.not_applied",
};

/// What the parts of the page share.
#[derive(Clone)]
struct Shown {
    account: Account,
    id: TicketId,
    /// The last good answer; inside, `None` when there is no such ticket.
    ticket: Memo<Option<Arc<Option<Ticket>>>>,
    /// What was written, the oldest first.
    written: Memo<Option<Arc<Page<TicketMessage>>>>,
    answer: Answer<Option<Ticket>>,
    messages: Answer<Page<TicketMessage>>,
    /// What is to be added to the reply.
    adding: RwSignal<Option<Adding>>,
}

impl Shown {
    /// The ticket. Tracked.
    fn get(&self) -> Option<Ticket> {
        self.ticket.get()?.as_ref().clone()
    }

    /// Whose turn it is. Tracked, and only that.
    fn turn(&self) -> Memo<Option<Turn>> {
        let ticket = self.ticket;
        Memo::new(move |_| {
            let ticket = ticket.get()?;
            ticket.as_ref().as_ref().map(Turn::of)
        })
    }

    /// A text with account and region in it.
    fn t_whose(&self, key: &str) -> String {
        let id = &self.account.id;
        let (account, region) = (id.nic.to_string(), names::endpoint(id.endpoint));
        t_with(key, &[("account", &account), ("region", &region)])
    }

    /// The list of the account's tickets.
    fn list(&self) -> String {
        Place::Page(Scope::One(self.account.id.clone()), At::Tickets).to_string()
    }

    /// Asks for all of it again.
    fn again(&self) {
        self.answer.again();
        self.messages.again();
    }

    /// What people read of a write.
    fn words(&self, title: String) -> tickets::Words {
        let ticket = untrack(|| self.get());
        let subject = ticket.as_ref().map(called).unwrap_or_default();
        tickets::Words { title, subject }
    }
}

/// The page.
#[component]
pub fn Conversation() -> impl IntoView {
    let here = Here::of_page();
    match (untrack(|| here.get()), account_of_page()) {
        (Place::Page(_, At::Ticket(id)), Some(account)) => page(account, id),
        _ => ().into_any(),
    }
}

fn page(account: Account, id: TicketId) -> AnyView {
    let data = Data::current();
    let answer = data.ask(&account, &tickets::one(id));
    let messages = data.ask(&account, &tickets::messages(id));
    answer.watch();
    messages.watch();
    let (cell, written) = (answer.cell.clone(), messages.cell.clone());
    let shown = Shown {
        account,
        id,
        ticket: Memo::new(move |_| cell.read().value.clone()),
        written: Memo::new(move |_| written.read().value.clone()),
        answer,
        messages,
        adding: RwSignal::new(None),
    };
    look_at(&shown);
    let (there, body) = (shown.ticket, shown.clone());
    let there = Memo::new(move |_| there.get().map(|ticket| ticket.is_some()));
    view! {
        {head(shown.clone())}
        {trouble(shown)}
        {live(move || match there.get() {
            Some(true) => panels(body.clone()),
            Some(false) => gone(&body),
            None => waiting(&body),
        })}
    }
    .into_any()
}

/// What somebody sees here is not new any more.
fn look_at(shown: &Shown) {
    let (clock, account) = (Clock::current(), shown.account.id.clone());
    let (ticket, written) = (shown.ticket, shown.written);
    Effect::new(move |before: Option<Option<Arc<Option<Ticket>>>>| {
        let (ticket, there) = (ticket.get(), written.read().is_some());
        if !there || !presence::is_seen() {
            // Looked at again with the next second.
            clock.now();
            return before.flatten();
        }
        if before.flatten() != ticket
            && let Some(Some(ticket)) = ticket.as_deref()
        {
            seen::see(&account, ticket);
        }
        ticket
    });
}

fn head(shown: Shown) -> AnyView {
    let (ticket, id) = (shown.ticket, shown.id);
    let title = Memo::new(move |_| {
        let ticket = ticket.get();
        let ticket = ticket.as_ref().and_then(|ticket| ticket.as_ref().as_ref());
        let untitled = || t_with("tickets.untitled", &[("n", &id.to_string())]);
        ticket.map_or_else(untitled, called)
    });
    live(move || {
        let (again, cell) = (shown.clone(), shown.messages.cell.clone());
        let tools = view! {
            {updated(move || cell.read().known_since())}
            <a class="button" href=shown.list()>
                {t("tickets.to_list")}
            </a>
            <button class="button" type="button" on:click=move |_| again.again()>
                <Icon name="refresh-cw" />
                {t("action.refresh")}
            </button>
        };
        view! {
            <PageHead title=title.get() about=about(shown.clone()) tools=tools.into_any() />
        }
        .into_any()
    })
}

fn about(shown: Shown) -> AnyView {
    let id = &shown.account.id;
    let (region, nic) = (names::endpoint(id.endpoint), id.nic.to_string());
    let turn = shown.turn();
    let ticket = shown.ticket;
    let known = Memo::new(move |_| {
        let ticket = ticket.get()?;
        ticket.as_ref().as_ref().map(number)
    });
    view! {
        <div class="ticket-about">
            {live(move || turn.get().map(turn_mark).into_any())}
            {live(move || {
                let number = known.get().map(|number| {
                    view! {
                        <span class="ticket-number">
                            <span class="mono">{number.clone()}</span>
                            {copy_button(number, "tickets.copy_number")}
                        </span>
                    }
                });
                number.into_any()
            })}
            <span class="soft">
                <span class="tag">{region}</span>
                " "
                {nic}
            </span>
        </div>
    }
    .into_any()
}

/// What went wrong with the last asking; what was read before stays below.
fn trouble(shown: Shown) -> AnyView {
    live(move || {
        let held = shown.answer.cell.get();
        let Phase::Failed(trouble) = held.phase else {
            return ().into_any();
        };
        let kept = held.value.is_some();
        if trouble.kind == Kind::Right && !kept {
            return forbidden(&shown);
        }
        let whose = shown.account.id.nic.to_string();
        let renew = renewal(trouble.kind, std::slice::from_ref(&shown.account.id));
        let again = shown.clone();
        let retry = Callback::new(move |()| again.again());
        view! { <TroubleBox trouble whose kept renew retry /> }.into_any()
    })
}

fn forbidden(shown: &Shown) -> AnyView {
    let again = shown.clone();
    let renew = renewal(Kind::Right, std::slice::from_ref(&shown.account.id));
    view! {
        <section class="panel nothing" role="alert">
            <Icon name="key-round" />
            <h2>{t("tickets.forbidden.title")}</h2>
            <p>{shown.t_whose("tickets.forbidden.text")}</p>
            <p class="ticket-ways">
                {renew
                    .map(|to| {
                        view! {
                            <a class="button" href=to>
                                {t("trouble.renew")}
                            </a>
                        }
                    })}
                <button class="button" type="button" on:click=move |_| again.again()>
                    {t("action.retry")}
                </button>
            </p>
        </section>
    }
    .into_any()
}

fn gone(shown: &Shown) -> AnyView {
    view! {
        <section class="panel nothing">
            <Icon name="circle-question-mark" />
            <h2>{t("tickets.gone.title")}</h2>
            <p>{shown.t_whose("tickets.gone.text")}</p>
            <p>
                <a class="button" href=shown.list()>
                    {t("tickets.to_list")}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn waiting(shown: &Shown) -> AnyView {
    let cell = shown.answer.cell.clone();
    let whose = shown.account.id.nic.to_string();
    live_if(
        move || matches!(cell.read().phase, Phase::Waiting { .. }),
        move || messages::waiting(whose.clone()),
    )
}

fn panels(shown: Shown) -> AnyView {
    provide_context(act::Acting(StoredValue::new_local(shown.clone())));
    provide_context(Checking {
        account: shown.account.clone(),
        id: shown.id,
        ticket: shown.ticket,
        adding: shown.adding,
    });
    view! {
        <div class="ticket-page">
            <div class="ticket-main">
                {messages::panel(shown.clone())} <Area parcel=ACT /> <Area parcel=CHECKS />
            </div>
            <div class="ticket-side">{facts::panel(shown.clone())} {facts::done_here(&shown)}</div>
        </div>
    }
    .into_any()
}
