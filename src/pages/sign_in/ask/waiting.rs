//! While the customer decides on the control plane's page.

use std::time::Duration;

use api::{Platform, Standing};
use leptos::prelude::*;

use super::{Asking, Stage};
use crate::i18n::{names, t, t_with};
use crate::platform::{Browser, now_ms};
use crate::ui::{Icon, live};

/// Between two looks at whether the customer has decided.
const PAUSE: Duration = Duration::from_secs(3);
/// After so many milliseconds nobody is expected to come back by themselves.
const PATIENCE: f64 = 30.0 * 60_000.0;

impl Asking {
    /// Looks again and again whether the customer has decided, until that is so or the
    /// page is left.
    pub(super) async fn look(self) {
        let Self {
            door,
            stage,
            pending,
        } = self;
        let began = now_ms();
        loop {
            Browser.sleep(PAUSE).await;
            let (Some(Stage::Waiting(page, _)), Some(Some(entry))) =
                (stage.try_get_untracked(), pending.try_get_value())
            else {
                return;
            };
            let next = match door.data.standing(&entry).await {
                Ok(Standing::Accepted) => match door.data.identify(entry).await {
                    Ok(account) => match door.enter(account) {
                        Ok(()) => return,
                        Err(other) => Stage::Another(other.to_string()),
                    },
                    Err(trouble) => Stage::Waiting(page, Some(trouble)),
                },
                Ok(Standing::Refused) => Stage::Refused,
                Ok(Standing::Gone) => Stage::Gone,
                Ok(Standing::Undecided) if now_ms() - began > PATIENCE => Stage::Late(page),
                Ok(Standing::Undecided) => Stage::Waiting(page, None),
                Err(trouble) => Stage::Waiting(page, Some(trouble)),
            };
            // Someone may have stopped the waiting while the answer was on its way.
            if !matches!(stage.try_get_untracked(), Some(Stage::Waiting(..))) {
                return;
            }
            if stage.read_untracked() != next {
                stage.set(next);
            }
        }
    }

    /// How it stands, and the ways on.
    pub(super) fn waiting(self) -> AnyView {
        let Self {
            stage,
            pending,
            door,
        } = self;
        let whose = move || {
            let endpoint = pending.with_value(|entry| entry.as_ref().map(|entry| entry.endpoint));
            endpoint.map(names::endpoint).unwrap_or_default()
        };
        let stop = move |_| {
            // The pending key is forgotten: nobody else ever had it.
            pending.set_value(None);
            stage.set(Stage::Form(Vec::new()));
        };
        let again = move |page: String| {
            stage.set(Stage::Waiting(page, None));
            leptos::task::spawn_local(self.look());
        };
        let page = move || match stage.get() {
            Stage::Waiting(page, _) | Stage::Late(page) => Some(page),
            _ => None,
        };
        let page = Memo::new(move |_| page());
        let said = move || {
            let wanted = door
                .wanted
                .get_value()
                .map(|id| id.to_string())
                .unwrap_or_default();
            let (icon, title, text) = match stage.get() {
                Stage::Waiting(_, None) => (
                    "hourglass",
                    "sign_in.ask.waiting",
                    t("sign_in.ask.waiting.do"),
                ),
                Stage::Waiting(_, Some(trouble)) => (
                    "wifi-off",
                    "sign_in.ask.unreachable",
                    t(trouble.kind.texts().1),
                ),
                Stage::Late(_) => ("clock", "sign_in.ask.late", t("sign_in.ask.late.do")),
                Stage::Refused => ("ban", "sign_in.ask.refused", t("sign_in.ask.refused.do")),
                Stage::Another(other) => (
                    "user-round",
                    "sign_in.ask.another",
                    t_with(
                        "sign_in.ask.another.do",
                        &[("other", &other), ("wanted", &wanted)],
                    ),
                ),
                _ => ("circle-x", "sign_in.ask.gone", t("sign_in.ask.gone.do")),
            };
            view! {
                <h3>
                    <Icon name=icon />
                    {t_with(title, &[("whose", &whose())])}
                </h3>
                <p>{text}</p>
            }
            .into_any()
        };
        view! {
            <div class="sign-in-asked" role="status">
                {live(said)}
            </div>
            {live(move || match page.get() {
                None => ().into_any(),
                Some(page) => {
                    view! {
                        <a
                            class="button button-main button-wide"
                            href=page
                            target="_blank"
                            rel="noopener noreferrer"
                        >
                            {t_with("sign_in.ask.open", &[("whose", &whose())])}
                            <Icon name="external-link" />
                        </a>
                    }
                        .into_any()
                }
            })}
            {live(move || match stage.get() {
                Stage::Late(page) => {
                    view! {
                        <button
                            class="button button-wide"
                            type="button"
                            on:click=move |_| again(page.clone())
                        >
                            {t("sign_in.ask.again")}
                        </button>
                    }
                        .into_any()
                }
                _ => ().into_any(),
            })}
            <button class="button button-wide" type="button" on:click=stop>
                {t("sign_in.ask.stop")}
            </button>
        }
        .into_any()
    }
}
