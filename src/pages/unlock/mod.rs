//! What a scope shows while the vault is locked: the passphrase opens the page that was
//! asked for. The vault's own page is made of the same parts.

mod forget;
mod form;
mod passphrase;
mod problem;

pub use forget::Forget;
pub use form::UnlockForm;
pub use passphrase::{PassphraseField, Use};
pub use problem::{ProblemBox, spoilt_words};

use leptos::prelude::*;

use crate::i18n::t;
use crate::platform::history::Address;
use crate::session::vault::web::tab::{self, Problem};
use crate::session::{Session, Standing};
use crate::shell::sign_in_and_return;
use crate::ui::{Icon, PageHead, ThemeChoice, Waiting, live};

#[derive(Clone, Copy)]
enum Stage {
    Looking,
    Trouble(Problem),
    There,
}

/// The screen.
#[component]
pub fn Unlock() -> impl IntoView {
    let session = Session::current();
    let address = Address::of_page();
    let stage = RwSignal::new(Stage::Looking);
    let look = Callback::new(move |()| {
        stage.set(Stage::Looking);
        leptos::task::spawn_local(async move {
            match tab::look().await {
                Ok(true) => {
                    stage.try_set(Stage::There);
                }
                // Another tab forgot it.
                Ok(false) => session.set_vault(Standing::Nothing),
                Err(problem) => {
                    stage.try_set(Stage::Trouble(problem));
                }
            }
        });
    });
    look.run(());
    let without = untrack(|| sign_in_and_return(address));
    view! {
        <main id="main" class="unlock" tabindex="-1">
            <div class="unlock-top">
                <p class="brand">
                    <img src="/favicon.svg" alt={""} />
                    {t("app.name")}
                </p>
                <ThemeChoice />
            </div>
            <PageHead
                title=t("unlock.title")
                about=view! { <p class="soft">{t("unlock.about")}</p> }.into_any()
                tools=().into_any()
            />
            {live(move || match stage.get() {
                Stage::Looking => view! { <Waiting text=t("unlock.looking") /> }.into_any(),
                Stage::Trouble(problem) => {
                    view! { <ProblemBox problem retry=look /> }.into_any()
                }
                Stage::There => view! {
                    <section class="panel vault-part" aria-label=t("unlock.title")>
                        <UnlockForm />
                    </section>
                }
                .into_any(),
            })}
            <p>
                <a class="button button-wide" href=without>
                    {t("unlock.without")}
                    <Icon name="chevron-right" />
                </a>
            </p>
            <Forget />
        </main>
    }
    .into_any()
}
