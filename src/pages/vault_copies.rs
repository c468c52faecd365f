//! While the vault is open, its accounts' services are shown from copies until they have
//! answered, and copied when they have.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use crate::data::Data;
use crate::session::vault::web::copies::{self, Offer};
use crate::session::{Session, Standing};

/// How often it is looked for what is worth copying.
const LOOK: Duration = Duration::from_secs(5);

/// Begins, and ends with the owner, which is what watches over the open vault.
pub fn start(session: Session, data: Data) {
    let busy = Rc::new(Cell::new(true));
    let first = busy.clone();
    leptos::task::spawn_local(async move {
        recall(session, data).await;
        first.set(false);
    });
    let look = move |leaving: bool| {
        // Asked once more while the vault is being locked, it has nothing to say.
        if !busy.get() && is_open(session) {
            busy.set(true);
            let busy = busy.clone();
            leptos::task::spawn_local(async move {
                keep(session, data, leaving).await;
                busy.set(false);
            });
        }
    };
    let leave = {
        let look = look.clone();
        let hidden = ev::Custom::<web_sys::Event>::new("visibilitychange");
        window_event_listener(hidden, move |_| {
            if document().hidden() {
                look(true);
            }
        })
    };
    let looking = set_interval_with_handle(move || look(false), LOOK).ok();
    on_cleanup(move || {
        leave.remove();
        if let Some(looking) = looking {
            looking.clear();
        }
    });
}

fn is_open(session: Session) -> bool {
    matches!(session.vault_untracked(), Standing::Open(_))
}

async fn recall(session: Session, data: Data) {
    for (id, copy) in copies::recall().await {
        // Locked meanwhile, or left.
        let accounts = untrack(|| session.accounts());
        let Some(account) = accounts.iter().find(|account| account.id == id) else {
            continue;
        };
        if !data.recall(account, copy.read_at, &copy.text) {
            copies::drop_one(&id).await;
        } else if let Some(known) = data.answered(&id) {
            copies::shown(&id, known.mark());
        }
    }
}

async fn keep(session: Session, data: Data, leaving: bool) {
    let accounts = untrack(|| session.accounts());
    for id in copies::accounts() {
        if accounts.iter().all(|account| account.id != id) {
            copies::drop_one(&id).await;
        }
    }
    let offer = |id: &api::AccountId| {
        let known = data.answered(id)?;
        Some(Offer {
            account: id.clone(),
            read_at: known.read_at,
            mark: known.mark(),
            text: Box::new(move || known.to_text()),
        })
    };
    let offers = accounts.iter().filter_map(|account| offer(&account.id));
    copies::keep(offers.collect(), leaving).await;
}
