//! The vault as a file: taken along, brought here.

use std::sync::Arc;

use api::Secret;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Desk;
use crate::i18n::{names, t, t_count};
use crate::pages::unlock::{PassphraseField, ProblemBox, Use};
use crate::session::vault::web::carry;
use crate::session::vault::web::tab::{Kept, Problem};
use crate::session::vault::{Contents, Refusal};
use crate::session::{Account, Session};
use crate::ui::{Icon, live, text};

/// The name under which a browser offers to save it.
const FILE_NAME: &str = "manager-vault.json";

/// Taking the open vault along, and taking accounts out of a file into it.
pub fn carry(desk: Desk, kept: Kept) -> AnyView {
    let session = Session::current();
    let export = move |_| {
        desk.run(session, t("vault.export.done"), async {
            let text = carry::export().await?;
            save(&text).map_err(|_| Problem::Store(crate::session::vault::web::StoreError::Failed))
        });
    };
    view! {
        <section class="panel vault-part" aria-labelledby="vault-file">
            <h2 id="vault-file">{t("vault.file")}</h2>
            <p class="soft">{t("vault.file.about")}</p>
            <p>
                <button class="button" type="button" on:click=export>
                    {t("vault.export")}
                </button>
            </p>
            {import(desk, kept)}
        </section>
    }
    .into_any()
}

/// Hands the text to the browser to be saved.
fn save(text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence(&parts)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(FILE_NAME);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

/// The chosen file's text, and the passphrase it was sealed with.
#[derive(Clone, Copy)]
struct Chosen {
    text: RwSignal<Option<String>>,
    passphrase: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    asked: RwSignal<bool>,
}

impl Chosen {
    fn new() -> Self {
        Self {
            text: RwSignal::new(None),
            passphrase: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            asked: RwSignal::new(false),
        }
    }

    /// Both, once both are there.
    fn ready(self) -> Option<(String, Secret)> {
        self.asked.set(true);
        self.problem.set(None);
        let text = self.text.get_untracked()?;
        Some((text, Secret::new(self.passphrase.get_untracked())))
    }

    fn fields(self) -> AnyView {
        let choose = move |event: leptos::ev::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            let file = input.files().and_then(|files| files.get(0));
            self.text.set(None);
            leptos::task::spawn_local(async move {
                if let Some(file) = file
                    && let Ok(text) = JsFuture::from(file.text()).await
                {
                    self.text.try_set(text.as_string());
                }
            });
        };
        let wrong = text(move || match self.problem.get() {
            Some(Problem::Refused(Refusal::Wrong)) => t("vault.import.wrong"),
            _ => String::new(),
        });
        view! {
            <div class="field">
                <label for="vault-import">{t("vault.import.file")}</label>
                <input
                    id="vault-import"
                    class="input"
                    type="file"
                    accept=".json,application/json"
                    aria-describedby="vault-import-error"
                    on:change=choose
                />
                <div id="vault-import-error">
                    {live(move || {
                        if self.asked.get() && self.text.read().is_none() {
                            view! {
                                <p class="field-error" role="alert">
                                    <Icon name="circle-x" />
                                    {t("vault.import.no_file")}
                                </p>
                            }
                                .into_any()
                        } else {
                            ().into_any()
                        }
                    })}
                </div>
            </div>
            <PassphraseField
                id="file-passphrase"
                label=t("vault.import.passphrase")
                purpose=Use::Known
                value=self.passphrase
                wrong
            />
            {live(move || match self.problem.get() {
                None | Some(Problem::Refused(Refusal::Wrong)) => ().into_any(),
                Some(problem) => {
                    let retry = Callback::new(move |()| self.problem.set(None));
                    view! { <ProblemBox problem retry /> }.into_any()
                }
            })}
        }
        .into_any()
    }
}

/// Making the vault of a file this computer's, where there is none.
pub fn adopt(desk: Desk) -> AnyView {
    let session = Session::current();
    let chosen = Chosen::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some((text, passphrase)) = chosen.ready() else {
            return;
        };
        leptos::task::spawn_local(async move {
            match carry::adopt(session, &text, &passphrase).await {
                Ok(()) => {
                    desk.said.try_set(t("vault.import.adopted"));
                    desk.look(session);
                }
                Err(problem) => {
                    chosen.problem.try_set(Some(problem));
                }
            }
        });
    };
    view! {
        <details class="panel vault-part">
            <summary>{t("vault.adopt")}</summary>
            <form class="vault-form" novalidate on:submit=submit>
                <p class="soft">{t("vault.adopt.about")}</p>
                {chosen.fields()}
                <button class="button" type="submit">
                    {t("vault.import.open")}
                </button>
            </form>
        </details>
    }
    .into_any()
}

/// An opened file, before anything of it is taken.
type Opened = Option<Arc<Contents>>;

fn import(desk: Desk, kept: Kept) -> AnyView {
    let session = Session::current();
    let chosen = Chosen::new();
    let opened = RwSignal::new(Opened::None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some((text, passphrase)) = chosen.ready() else {
            return;
        };
        leptos::task::spawn_local(async move {
            match carry::read_file(&text, &passphrase).await {
                Ok(contents) => {
                    opened.try_set(Some(Arc::new(contents)));
                }
                Err(problem) => {
                    chosen.problem.try_set(Some(problem));
                }
            }
        });
    };
    view! {
        <details>
            <summary>{t("vault.import")}</summary>
            {live(move || match opened.get() {
                None => view! {
                    <form class="vault-form" novalidate on:submit=submit>
                        {chosen.fields()}
                        <button class="button" type="submit">
                            {t("vault.import.open")}
                        </button>
                    </form>
                }
                .into_any(),
                Some(contents) => choose(desk, session, &kept, contents),
            })}
        </details>
    }
    .into_any()
}

/// Which accounts of the file to take. One that is here already is only replaced when that
/// is asked for.
fn choose(desk: Desk, session: Session, kept: &Kept, contents: Arc<Contents>) -> AnyView {
    let taken = RwSignal::new(
        contents
            .accounts
            .iter()
            .map(|account| !kept.accounts.contains(&account.id))
            .collect::<Vec<bool>>(),
    );
    let boxes = contents
        .accounts
        .iter()
        .enumerate()
        .map(|(place, account)| {
            let new = !kept.accounts.contains(&account.id);
            let change = move |event| {
                taken.update(|taken| taken[place] = event_target_checked(&event));
            };
            view! {
                <label class="vault-box">
                    <input type="checkbox" checked=new on:change=change />
                    <span>
                        {account.id.nic.to_string()} " "
                        <span class="soft small">{names::endpoint(account.id.endpoint)}</span>
                        {(!new)
                            .then(|| {
                                view! {
                                    <span class="vault-conflict small">
                                        <Icon name="triangle-alert" />
                                        {t("vault.import.conflict")}
                                    </span>
                                }
                                    .into_any()
                            })}
                    </span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let spoilt = contents.spoilt.len();
    let take = move |_| {
        let contents = contents.clone();
        let accounts: Vec<Account> = contents
            .accounts
            .iter()
            .zip(taken.get_untracked())
            .filter(|(_, taken)| *taken)
            .map(|(account, _)| account.clone())
            .collect();
        let said = t_count("vault.put", accounts.len());
        desk.run(session, said, async move {
            carry::merge(session, &contents, &accounts).await?;
            session.enter(accounts);
            Ok(())
        });
    };
    view! {
        <div class="vault-form">
            <fieldset class="vault-choice">
                <legend>{t("vault.import.which")}</legend>
                {boxes}
            </fieldset>
            {(spoilt > 0).then(|| view! { <p>{t_count("vault.import.spoilt", spoilt)}</p> })}
            <p>
                <button class="button button-main" type="button" on:click=take>
                    {t("vault.import.take")}
                </button>
            </p>
        </div>
    }
    .into_any()
}
