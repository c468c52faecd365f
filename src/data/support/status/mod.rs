//! The public status pages of the regions, which the gateway relays: what each says, how
//! old that is, and what kept it away.
//!
//! They are public and of no account, so what is read stays when somebody signs out.

mod board;
mod concern;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use api::status::{self, Feed};
use api::{Method, Region, Request};
use leptos::prelude::*;

pub use board::{Board, Event};
pub use concern::{Concern, Place, concern, concerning};

use crate::data::trouble::Trouble;
use crate::data::{Data, Held, Phase};
use crate::platform::presence::{self, Presence};
use crate::platform::{fetch, now_ms};

/// What is older is asked for again when somebody begins to look, in milliseconds.
const FRESH_MS: f64 = 60_000.0;
/// So often it is asked for again while somebody looks.
const AGAIN: Duration = Duration::from_secs(180);

/// A document of a status page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// What is under way and ahead.
    Open,
    /// All incidents, those that are over too.
    Incidents,
}

impl Document {
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "summary",
            Self::Incidents => "incidents",
        }
    }
}

struct Kept {
    region: Region,
    document: Document,
    cell: ArcRwSignal<Held<Feed>>,
    /// When it was asked for last, in milliseconds since 1970; 0 for never.
    asked_at: Cell<f64>,
    waiting: Cell<bool>,
}

thread_local! {
    static KEPT: RefCell<Vec<Rc<Kept>>> = const { RefCell::new(Vec::new()) };
}

/// What the status page of a region says; asked for now if that is due, and again every few
/// minutes for as long as the owner of the call lives and the page is seen. `None` where no
/// status page is known.
pub fn follow(region: Region, document: Document) -> Option<ArcRwSignal<Held<Feed>>> {
    if !Data::current().config().status.contains(&region) {
        return None;
    }
    let kept = kept(region, document);
    ask_if_due(&kept);
    let here = move |_| {
        if presence::is_seen() && presence::is_online() {
            ask_if_due(&self::kept(region, document));
        }
    };
    if let Ok(handle) = set_interval_with_handle(move || here(Presence::Returned), AGAIN) {
        on_cleanup(move || handle.clear());
    }
    presence::watch(Callback::new(here));
    Some(kept.cell.clone())
}

/// Asks again, because a person wants it, unless that is under way.
pub fn again(region: Region, document: Document) {
    let kept = kept(region, document);
    if !kept.waiting.get() {
        ask(kept);
    }
}

fn kept(region: Region, document: Document) -> Rc<Kept> {
    KEPT.with_borrow_mut(|all| {
        let mut known = all.iter();
        if let Some(kept) = known.find(|one| one.region == region && one.document == document) {
            return kept.clone();
        }
        let kept = Rc::new(Kept {
            region,
            document,
            cell: ArcRwSignal::new(Held::nothing()),
            asked_at: Cell::new(0.0),
            waiting: Cell::new(false),
        });
        all.push(kept.clone());
        kept
    })
}

fn ask_if_due(kept: &Rc<Kept>) {
    let failed = matches!(kept.cell.read_untracked().phase, Phase::Failed(_));
    if !kept.waiting.get() && is_due(kept.asked_at.get(), failed, now_ms()) {
        ask(kept.clone());
    }
}

/// Whether what was asked for at `asked_at` is worth asking for again at `now`.
fn is_due(asked_at: f64, failed: bool, now: f64) -> bool {
    // A clock that was set back must not make it last for ever. What failed is not asked for
    // at every glance, either: its box has a button.
    let age = now - asked_at;
    let rest = if failed { FRESH_MS / 4.0 } else { FRESH_MS };
    age >= rest || age < 0.0
}

fn ask(kept: Rc<Kept>) {
    kept.waiting.set(true);
    kept.asked_at.set(now_ms());
    // Untracked: a page may ask while it is being drawn.
    kept.cell
        .update_untracked(|held| held.phase = Phase::Waiting { since: now_ms() });
    leptos::task::spawn_local(async move {
        // Those who already look at the cell learn that it waits.
        kept.cell.notify();
        let url = format!(
            "/status/{}/{}.json",
            kept.region.as_str(),
            kept.document.name()
        );
        let answer = fetch::send(Request {
            method: Method::Get,
            url,
            headers: Vec::new(),
            body: None,
        });
        let answer = status::answered(answer.await);
        kept.waiting.set(false);
        let now = now_ms();
        kept.cell.update(|held| match answer {
            Ok(feed) => {
                held.value = Some(Arc::new(feed));
                held.read_at = now;
                held.phase = Phase::Ready;
            }
            Err(error) => held.phase = Phase::Failed(Trouble::of(&error, now)),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_again_when_it_is_old() {
        let now = 10.0 * FRESH_MS;
        for (asked_at, failed, due) in [
            (0.0, false, true),
            (now - FRESH_MS, false, true),
            (now - FRESH_MS + 1.0, false, false),
            (now - FRESH_MS + 1.0, true, true),
            (now - 1.0, true, false),
            (now + 1.0, false, true),
        ] {
            assert_eq!(is_due(asked_at, failed, now), due, "{asked_at} {failed}");
        }
    }
}
