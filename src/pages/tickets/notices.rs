//! What the list lacks: regions that are still loading, regions in trouble, and those of
//! which only something old is there.

use api::{Page, Region, Ticket};
use leptos::prelude::*;

use super::list::Lists;
use crate::data::dashboard::Standing;
use crate::data::region_state::whose;
use crate::data::{Answer, Clock};
use crate::i18n::{names, t_count, t_with};
use crate::pages::as_of::as_of;
use crate::pages::asking::{Asking, Whom};
use crate::pages::troubles::renewal;
use crate::ui::{Icon, LONG_WAIT_MS, TroubleBox, Waiting, live};

/// One line or box for each region that is not complete.
pub(super) fn notices(lists: Lists) -> AnyView {
    let of = |region: Region| {
        view! {
            {notice(region, lists)}
            {unreadable(region, lists)}
        }
        .into_any()
    };
    view! { <div class="ticket-notices">{Region::ALL.map(of).into_any()}</div> }.into_any()
}

fn here(region: Region, asking: Asking<Page<Ticket>>) -> Vec<Answer<Page<Ticket>>> {
    let mut answers = asking.answers();
    answers.retain(|answer| answer.account.endpoint.region() == region);
    answers
}

fn notice(region: Region, lists: Lists) -> AnyView {
    let clock = Clock::current();
    let current = Memo::new(move |_| Standing::of(&here(region, lists.current)));
    let archived = Memo::new(move |_| Standing::of(&here(region, lists.archived)));
    let retry = Callback::new(move |()| lists.again(Whom::Failed));
    let since = Memo::new(move |_| {
        let archive = archived.read().waiting_since;
        current.read().waiting_since.or(archive)
    });
    let long = Memo::new(move |_| {
        let since = since.get();
        since.is_some_and(|since| clock.now() - since > LONG_WAIT_MS)
    });
    let waiting = move || {
        since.get().map(|_| {
            let key = if long.get() {
                "region.still_waiting"
            } else {
                "tickets.loading"
            };
            let text = t_with(key, &[("region", &names::region(region))]);
            view! { <Waiting text /> }
        })
    };
    let age = as_of(region, "tickets.as_of", move || {
        let standing = current.read();
        let lacks = standing.waiting_since.is_some() || !standing.troubles.is_empty();
        standing.read_at.filter(|_| lacks)
    });
    let boxes = move || {
        let (current, archived) = (current.read(), archived.read());
        // What befell both lists is said once.
        let more = archived.own_troubles(&current);
        let all = current.troubles.iter().cloned().chain(more);
        let boxes = all.map(|(region, trouble, accounts)| {
            let of = current.in_region(region);
            let whose = whose(&accounts, &names::region(region), of);
            let kept = accounts
                .iter()
                .all(|account| !current.without.contains(account));
            let renew = renewal(trouble.kind, &accounts);
            view! { <TroubleBox trouble whose kept renew retry /> }.into_any()
        });
        boxes.collect_view().into_any()
    };
    view! {
        <div role="status">{live(move || waiting().into_any())}</div>
        {live(boxes)}
        {age}
    }
    .into_any()
}

/// What arrived and is not shown.
fn unreadable(region: Region, lists: Lists) -> AnyView {
    let count = Memo::new(move |_| {
        let both = [here(region, lists.current), here(region, lists.archived)].concat();
        let bad = |answer: &Answer<Page<Ticket>>| {
            let value = answer.cell.read().value.clone();
            value.map_or(0, |page| page.bad.len())
        };
        both.iter().map(bad).sum::<usize>()
    });
    live(move || {
        let count = count.get();
        let said = (count > 0).then(|| {
            view! {
                <p class="state state-warn small">
                    <Icon name="triangle-alert" />
                    {t_count("tickets.unreadable", count)}
                </p>
            }
        });
        said.into_any()
    })
}
