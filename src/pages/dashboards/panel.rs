//! What every panel of a dashboard has: its head, how the reading goes, and troubles.

use api::{AccountId, Region};
use leptos::prelude::*;

use crate::data::Clock;
use crate::data::dashboard::Standing;
use crate::data::region_state::whose;
use crate::i18n::{format, names, t, t_with};
use crate::pages::troubles::renewal;
use crate::ui::{self, Icon, LONG_WAIT_MS, TroubleBox, Waiting, live, live_if, text};

/// How many things a panel lists before the rest is a number.
pub const SHOWN: usize = 6;

/// The rest as a number.
pub fn and_more(more: usize) -> Option<AnyView> {
    let said = || t_with("dash.more", &[("n", &format::number(more))]);
    (more > 0).then(|| view! { <p class="soft small">{said()}</p> }.into_any())
}

/// A panel called `title`, with a note at the end of its head.
pub fn panel(id: &'static str, title: &'static str, aside: AnyView, body: AnyView) -> AnyView {
    view! {
        <section class="panel dash" aria-labelledby=id>
            <div class="panel-head">
                <h2 id=id>{t(title)}</h2>
                {aside}
            </div>
            <div class="panel-body">{body}</div>
        </section>
    }
    .into_any()
}

/// How the reading goes: waiting, whose figures are missing, and what went wrong. What
/// befell the services of an account too is said once, with its region; here it is only
/// said whose figures are missing.
pub fn notes(standing: Memo<Standing>, retry: Callback<()>) -> AnyView {
    let clock = Clock::current();
    let (readings, _) = super::services();
    let lists = Memo::new(move |_| Standing::of_services(&readings.get()));
    let waiting = move || standing.read().waiting_since.is_some();
    let long = Memo::new(move |_| {
        let since = standing.read().waiting_since;
        since.is_some_and(|since| clock.now() - since > LONG_WAIT_MS)
    });
    let words = text(move || {
        t(if long.get() {
            "dash.still_waiting"
        } else {
            "region.waiting"
        })
    });
    view! {
        <div role="status" class="dash-status">
            {live_if(waiting, move || view! { <Waiting text=words /> }.into_any())}
            {without(standing)}
        </div>
        {live(move || {
            let standing = standing.read();
            let own = standing.own_troubles(&lists.read());
            let boxes = own.into_iter().map(|(region, trouble, accounts)| {
                let whose = called(&standing, region, &accounts);
                let kept = accounts.iter().all(|account| !standing.without.contains(account));
                let renew = renewal(trouble.kind, &accounts);
                view! { <TroubleBox trouble whose kept renew retry /> }.into_any()
            });
            boxes.collect_view().into_any()
        })}
    }
    .into_any()
}

/// "Without Canada": whose figures are not among those that are shown.
pub fn without(standing: Memo<Standing>) -> AnyView {
    live(move || {
        let standing = standing.read();
        let missing: Vec<String> = standing
            .missing()
            .iter()
            .map(|(region, accounts)| called(&standing, *region, accounts))
            .collect();
        if missing.is_empty() || !standing.has_some() {
            return ().into_any();
        }
        let said = t_with("dash.without", &[("whose", &missing.join(", "))]);
        view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                {said}
            </p>
        }
        .into_any()
    })
}

fn called(standing: &Standing, region: Region, accounts: &[AccountId]) -> String {
    whose(accounts, &names::region(region), standing.in_region(region))
}

/// When the oldest of the shown figures was read.
pub fn updated(standing: Memo<Standing>) -> AnyView {
    ui::updated(move || standing.read().read_at)
}

/// Said in place of a list that is empty, once that is known.
pub fn nothing(icon: &'static str, key: &'static str) -> AnyView {
    view! {
        <p class="dash-nothing soft">
            <Icon name=icon />
            {t(key)}
        </p>
    }
    .into_any()
}
