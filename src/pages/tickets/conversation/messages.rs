//! What was written, as text: nothing in it is ever taken for markup.

use api::{Sender, TicketMessage};
use leptos::prelude::*;

use super::Shown;
use crate::data::{Clock, Phase};
use crate::i18n::{t, t_count, t_with};
use crate::pages::tickets::links::{Piece, pieces};
use crate::pages::tickets::marks::when;
use crate::pages::troubles::renewal;
use crate::ui::{Icon, LONG_WAIT_MS, TroubleBox, Waiting, live, live_if, text};

/// The panel.
pub fn panel(shown: Shown) -> AnyView {
    let (written, of) = (shown.written, shown.clone());
    let cell = shown.messages.cell.clone();
    let waits = Memo::new(move |_| {
        written.read().is_none() && matches!(cell.read().phase, Phase::Waiting { .. })
    });
    let whose = shown.account.id.nic.to_string();
    let list = move || {
        let Some(page) = written.get() else {
            return ().into_any();
        };
        let bad = page.bad.len();
        let unreadable = (bad > 0).then(|| {
            view! {
                <li class="state state-warn small message-bad">
                    <Icon name="triangle-alert" />
                    {t_count("tickets.messages.unreadable", bad)}
                </li>
            }
        });
        if page.rows.is_empty() && bad == 0 {
            return view! { <p class="soft message-none">{t("tickets.messages.none")}</p> }
                .into_any();
        }
        let messages = page.rows.iter().map(|message| item(&of, message));
        view! {
            <ol class="messages">
                {messages.collect_view()}
                {unreadable}
            </ol>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="ticket-messages">
            <h2 id="ticket-messages" class="unseen">
                {t("tickets.messages")}
            </h2>
            {trouble(shown)}
            {live_if(move || waits.get(), move || waiting(whose.clone()))}
            <div role="log" aria-labelledby="ticket-messages">
                {live(list)}
            </div>
        </section>
    }
    .into_any()
}

/// Nothing is here yet.
pub fn waiting(whose: String) -> AnyView {
    let clock = Clock::current();
    let since = clock.now_untracked();
    let long = Memo::new(move |_| clock.now() - since > LONG_WAIT_MS);
    let said = text(move || {
        if long.get() {
            t_with("region.still_waiting", &[("region", &whose)])
        } else {
            t("tickets.waiting")
        }
    });
    view! {
        <div class="message-none" role="status">
            <Waiting text=said />
        </div>
    }
    .into_any()
}

fn trouble(shown: Shown) -> AnyView {
    let cell = shown.messages.cell.clone();
    let answer = shown.answer.cell.clone();
    live(move || {
        let held = cell.get();
        let Phase::Failed(trouble) = held.phase else {
            return ().into_any();
        };
        // What befell the ticket as well is said above.
        if matches!(&answer.read().phase, Phase::Failed(other) if *other == trouble) {
            return ().into_any();
        }
        let account = &shown.account.id;
        let renew = renewal(trouble.kind, std::slice::from_ref(account));
        let again = shown.messages.clone();
        let retry = Callback::new(move |()| again.again());
        let (whose, kept) = (account.nic.to_string(), held.value.is_some());
        view! { <TroubleBox trouble whose kept renew retry /> }.into_any()
    })
}

fn item(shown: &Shown, message: &TicketMessage) -> AnyView {
    let desk = message.from == Some(Sender::Support);
    let nic = shown.account.id.nic.to_string();
    let (icon, who, nic) = match &message.from {
        Some(Sender::Support) => ("building-2", t("tickets.from.desk"), None),
        Some(Sender::Customer) => ("user-round", t("tickets.from.you"), Some(nic)),
        Some(Sender::Other(word)) => ("circle-question-mark", word.clone(), None),
        None => ("circle-question-mark", t("tickets.from.unknown"), None),
    };
    let class = if desk {
        "message message-desk"
    } else {
        "message"
    };
    view! {
        <li class=class>
            <span class="message-mark">
                <Icon name=icon />
            </span>
            <p class="message-head">
                <strong>{who}</strong>
                {nic.map(|nic| view! { <span class="soft small">{nic}</span> })}
                <span class="soft small message-when">{message.created.map(when)}</span>
            </p>
            <p class="message-text" dir="auto">
                {body(&message.body)}
            </p>
        </li>
    }
    .into_any()
}

/// Text, and addresses of the web in it as links that say where they lead.
fn body(text: &str) -> AnyView {
    let parts = pieces(text.trim()).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Link { address, host } => {
            let (before, after) = address.split_once(host).unwrap_or((address, ""));
            view! {
                <a href=address.to_owned() target="_blank" rel="noopener noreferrer">
                    <span class="message-quiet">{before.to_owned()}</span>
                    <strong>{host.to_owned()}</strong>
                    <span class="message-quiet">{after.to_owned()}</span>
                    <Icon name="external-link" />
                    <span class="unseen">{t("tickets.opens_elsewhere")}</span>
                </a>
            }
            .into_any()
        }
    });
    parts.collect_view().into_any()
}
