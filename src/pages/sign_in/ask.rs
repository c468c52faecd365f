//! Asking for new keys: choose what they may do, decide on the control plane's own page
//! in another tab, and go on here. The application secret and the new key are in this
//! page's memory alone, which is why this tab stays where it is.

mod form;
mod waiting;
mod wish;

use leptos::prelude::*;

use super::Door;
use crate::data::trouble::Trouble;
use crate::i18n::t;
use crate::session::asking::may_open;
use crate::session::entry::{Entry, Problem, Typed};
use crate::session::rights::Wish;
use crate::ui::{live, live_if};

/// How far the asking has come.
#[derive(Clone, PartialEq)]
enum Stage {
    Form(Vec<Problem>),
    /// The form was refused, or the asking failed.
    Failed(Trouble),
    /// The control plane named a page that may not be opened.
    BadPage,
    Asking,
    /// The customer is to decide on that page. The trouble is that of the last look.
    Waiting(String, Option<Trouble>),
    Refused,
    Gone,
    /// Nobody decided for a long while.
    Late(String),
    /// Keys came, for another account than was wanted.
    Another(String),
}

/// What was asked for, until it is decided.
#[derive(Clone, Copy)]
struct Asking {
    door: Door,
    stage: RwSignal<Stage>,
    pending: StoredValue<Option<Entry>>,
}

/// Draws the part of the page.
pub fn ask(door: Door) -> AnyView {
    let asking = Asking {
        door,
        stage: RwSignal::new(Stage::Form(Vec::new())),
        pending: StoredValue::new(None),
    };
    let typed = RwSignal::new(Typed {
        endpoint: door.endpoint(),
        // What is asked for; until then something that passes for it.
        consumer_key: "0".to_owned(),
        ..Typed::default()
    });
    let wish = RwSignal::new(Wish::Reading);
    let open = RwSignal::new(false);
    let form = Memo::new(move |_| {
        matches!(
            *asking.stage.read(),
            Stage::Form(_) | Stage::Failed(_) | Stage::BadPage | Stage::Asking
        )
    });
    view! {
        <details
            class="panel sign-in-part"
            on:toggle=move |event| {
                let part: web_sys::Element = event_target(&event);
                // A `toggle` of something inside would reach nobody: it does not bubble.
                open.set(part.has_attribute("open"));
            }
        >
            <summary>
                <h2>{t("sign_in.ask.title")}</h2>
            </summary>
            {live_if(
                move || open.get(),
                move || {
                    view! {
                        <p class="soft">{t("sign_in.ask.about")}</p>
                        {live(move || {
                            if form.get() { asking.form(typed, wish) } else { asking.waiting() }
                        })}
                    }
                        .into_any()
                },
            )}
        </details>
    }
    .into_any()
}

impl Asking {
    /// Asks, once.
    fn send(self, mut entry: Entry, wish: Wish) {
        let Self {
            door,
            stage,
            pending,
        } = self;
        stage.set(Stage::Asking);
        let relays = door.data.config().endpoints;
        let relay = relays
            .into_iter()
            .find(|relay| relay.endpoint == entry.endpoint);
        let sign_base = relay.map(|relay| relay.sign_base).unwrap_or_default();
        leptos::task::spawn_local(async move {
            let origin = window().location().origin().unwrap_or_default();
            let back = [&origin, "/sign-in?asked=1"].concat();
            let key = entry.keys.application_key.clone();
            let asked = door
                .data
                .ask_for_keys(entry.endpoint, &key, &wish.rules(), &back)
                .await;
            let next = match asked {
                Err(trouble) => Stage::Failed(trouble),
                Ok(asked) if !may_open(&asked.validation_url, &sign_base) => Stage::BadPage,
                Ok(asked) => {
                    entry.keys.consumer_key = asked.consumer_key;
                    pending.try_set_value(Some(entry));
                    Stage::Waiting(asked.validation_url, None)
                }
            };
            let waits = matches!(next, Stage::Waiting(..));
            // The page may have been left meanwhile.
            if stage.try_set(next).is_none() && waits {
                self.look().await;
            }
        });
    }
}
