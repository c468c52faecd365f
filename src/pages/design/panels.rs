//! Panels in each state of loading, and every kind of trouble.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::trouble::{Kind, Trouble};
use crate::data::{Clock, Held, Phase};
use crate::i18n::{names, t};
use crate::ui::{Panel, PanelState, TroubleBox};

const MINUTE: f64 = 60_000.0;

fn trouble(kind: Kind) -> Trouble {
    Trouble {
        kind,
        words: None,
        query_id: Some("EU.ext-99.0a1b2c3d.example".into()),
        again_at: None,
    }
}

pub fn panels() -> AnyView {
    let clock = Clock::current();
    let now = clock.now_untracked();
    let waiting = |since: f64| Phase::Waiting { since };
    let some = || Some(vec!["vps-0a1b2c3d.example", "ns3012345.example"]);
    let failed = || Phase::Failed(trouble(Kind::Timeout));
    let states = [
        ("design.panel.waiting", None, waiting(f64::INFINITY)),
        ("design.panel.slow", None, waiting(now - MINUTE)),
        ("design.panel.ready", some(), Phase::Ready),
        ("design.panel.again", some(), waiting(f64::INFINITY)),
        ("design.panel.kept", some(), failed()),
        ("design.panel.failed", None, failed()),
        ("design.panel.empty", Some(vec![]), Phase::Ready),
        (
            "design.panel.forbidden",
            None,
            Phase::Failed(trouble(Kind::Right)),
        ),
    ];
    let drawn = states
        .into_iter()
        .map(|(title, value, phase)| one(title, value, now - 12.0 * MINUTE, phase))
        .collect_view();
    view! { <div class="design-panels">{drawn}</div> }.into_any()
}

fn one(
    title: &'static str,
    value: Option<Vec<&'static str>>,
    read_at: f64,
    phase: Phase,
) -> AnyView {
    let held = RwSignal::new(Held {
        value: value.map(Arc::new),
        read_at,
        phase,
    });
    let state = Signal::derive(move || PanelState::of(&held.read(), Vec::is_empty));
    // A retry leads where a real one does first: into waiting.
    let retry = Callback::new(move |()| {
        held.update(|held| {
            held.phase = Phase::Waiting {
                since: crate::platform::now_ms(),
            };
        });
    });
    let body = move || {
        let names = held.read().value.clone();
        let items = names
            .iter()
            .flat_map(|names| names.iter())
            .map(|name| view! { <li class="mono">{*name}</li> }.into_any())
            .collect_view();
        view! { <ul>{items}</ul> }.into_any()
    };
    view! {
        <Panel
            title=t(title)
            whose=names::region(api::Region::Ca)
            state
            empty=t("design.panel.empty.text")
            retry
            body=Callback::new(move |()| body())
        />
    }
    .into_any()
}

/// Every kind.
const KINDS: [Kind; 14] = [
    Kind::NoConnection,
    Kind::Unreachable,
    Kind::Timeout,
    Kind::NotData,
    Kind::BrokenOff,
    Kind::Failed,
    Kind::TooMany,
    Kind::Resting,
    Kind::NotSecure,
    Kind::Keys,
    Kind::Right,
    Kind::Clock,
    Kind::Refused,
    Kind::NotPassed,
];

pub fn troubles() -> AnyView {
    let now = Clock::current().now_untracked();
    let drawn = KINDS
        .into_iter()
        .map(|kind| {
            let mut trouble = trouble(kind);
            match kind {
                Kind::TooMany | Kind::Resting => trouble.again_at = Some(now + MINUTE),
                Kind::Refused => trouble.words = Some("This service is closed".into()),
                _ => {}
            }
            let whose = names::region(api::Region::Eu);
            let kept = matches!(kind, Kind::Resting | Kind::TooMany);
            let retry = Callback::new(|()| ());
            view! { <TroubleBox trouble whose kept retry /> }.into_any()
        })
        .collect_view();
    view! { <div class="design-panels">{drawn}</div> }.into_any()
}
