//! Asking for new keys: choose what they may do, decide on the control plane's own page
//! in another tab, and go on here. The application secret and the new key are in this
//! page's memory alone, which is why this tab stays where it is.

mod wish;

use std::time::Duration;

use api::{Platform, Standing};
use leptos::prelude::*;

use super::{Door, problem_text};
use crate::data::trouble::Trouble;
use crate::i18n::{names, t, t_with};
use crate::platform::{Browser, now_ms};
use crate::session::asking::may_open;
use crate::session::entry::{self, Entry, Field, Problem, Typed};
use crate::session::rights::Wish;
use crate::ui::{Icon, live, live_if};

/// Between two looks at whether the customer has decided.
const PAUSE: Duration = Duration::from_secs(3);
/// After so many milliseconds nobody is expected to come back by themselves.
const PATIENCE: f64 = 30.0 * 60_000.0;

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
    fn form(self, typed: RwSignal<Typed>, wish: RwSignal<Wish>) -> AnyView {
        let stage = self.stage;
        let send = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if *stage.read_untracked() == Stage::Asking {
                return;
            }
            match entry::check(&typed.read_untracked()) {
                Err(problems) => stage.set(Stage::Form(problems)),
                Ok(entry) => self.send(entry, wish.get_untracked()),
            }
        };
        let whose = move || {
            let typed = typed.read();
            api::Endpoint::parse(&typed.endpoint)
                .map(names::endpoint)
                .unwrap_or_default()
        };
        let said = move || match stage.get() {
            Stage::Failed(trouble) => {
                let (title, text) = trouble.kind.texts();
                problem_box(
                    t_with(title, &[("whose", &whose())]),
                    trouble.words,
                    t(text),
                )
            }
            Stage::BadPage => problem_box(
                t_with("sign_in.ask.bad_page", &[("whose", &whose())]),
                None,
                t("sign_in.ask.bad_page.do"),
            ),
            _ => ().into_any(),
        };
        let fields = [
            Field::Endpoint,
            Field::ApplicationKey,
            Field::ApplicationSecret,
        ];
        view! {
            <form class="form" novalidate on:submit=send>
                <div>{live(said)}</div>
                {fields.map(|field| self.field(field, typed)).into_iter().collect_view()}
                {wish::choice(wish)}
                <button
                    class="button button-wide"
                    type="submit"
                    aria-disabled=move || (*stage.read() == Stage::Asking).to_string()
                >
                    <Icon name="key-round" />
                    {t("sign_in.ask.send")}
                </button>
            </form>
        }
        .into_any()
    }

    fn field(self, field: Field, typed: RwSignal<Typed>) -> AnyView {
        let id = ["ask-", field.id()].concat();
        let (label, hint) = field.texts();
        let stage = self.stage;
        let problem = Memo::new(move |_| match &*stage.read() {
            Stage::Form(problems) => problems.iter().find(|one| one.field == field).copied(),
            _ => None,
        });
        let invalid = move || problem.get().is_some().to_string();
        let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
        let described = [hint_id.as_str(), " ", &error_id].concat();
        let set = move |value: String| {
            typed.update(|typed| match field {
                Field::Endpoint => typed.endpoint = value,
                Field::ApplicationKey => typed.application_key = value,
                Field::ApplicationSecret => typed.application_secret = value,
                Field::ConsumerKey => {}
            });
        };
        let before = typed.get_untracked();
        let control = if field == Field::Endpoint {
            let options = self.door.endpoints().into_iter().map(|(slug, name)| {
                let chosen = slug == before.endpoint;
                view! {
                    <option value=slug selected=chosen>
                        {name}
                    </option>
                }
            });
            view! {
                <select
                    id=id.clone()
                    class="input"
                    aria-invalid=invalid
                    aria-describedby=described
                    on:change=move |event| set(event_target_value(&event))
                >
                    <option value="">{t("sign_in.endpoint.choose")}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        } else {
            let secret = field == Field::ApplicationSecret;
            let value = if secret {
                before.application_secret
            } else {
                before.application_key
            };
            view! {
                <input
                    id=id.clone()
                    class="input mono"
                    type=if secret { "password" } else { "text" }
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=value
                    on:input=move |event| set(event_target_value(&event))
                />
            }
            .into_any()
        };
        view! {
            <div class="field">
                <label for=id>{t(label)}</label>
                <p class="field-hint" id=hint_id>
                    {t(hint)}
                </p>
                {control}
                <p class="field-error" id=error_id role="alert">
                    {live(move || match problem.get() {
                        None => ().into_any(),
                        Some(problem) => {
                            view! {
                                <Icon name="circle-x" />
                                {problem_text(problem)}
                            }
                                .into_any()
                        }
                    })}
                </p>
            </div>
        }
        .into_any()
    }

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

    /// Looks again and again whether the customer has decided, until that is so or the
    /// page is left.
    async fn look(self) {
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

    fn waiting(self) -> AnyView {
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

fn problem_box(title: String, words: Option<String>, text: String) -> AnyView {
    view! {
        <div class="summary" role="alert">
            <h3>{title}</h3>
            {words.map(|words| view! { <p class="mono small">{words}</p> })}
            <p>{text}</p>
        </div>
    }
    .into_any()
}
