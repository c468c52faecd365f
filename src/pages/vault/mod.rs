//! The vault's own page: what is kept, and everything that can be done with it.

mod carry;
mod change;
mod kept;
mod new;
mod passphrases;

use std::pin::Pin;

use leptos::prelude::*;

use crate::i18n::t;
use crate::pages::sign_in;
use crate::pages::unlock::{Forget, ProblemBox, UnlockForm};
use crate::platform::history::Address;
use crate::session::vault::web::tab::{self, Kept, Problem};
use crate::session::{Session, Standing};
use crate::ui::{Area, AreaMissing, DrawArea, PageHead, Parcel, Waiting, live, text};

/// The page. It is made of parts of the area `unlock`, so that area's texts and looks come
/// first.
#[component]
pub fn Vault() -> impl IntoView {
    type Code = Pin<Box<dyn Future<Output = Result<DrawArea, AreaMissing>>>>;
    fn code() -> Code {
        Box::pin(async { Ok(page as DrawArea) })
    }
    let parcel = Parcel {
        code,
        files: Some("unlock"),
        shared: None,
    };
    view! { <Area parcel /> }.into_any()
}

#[derive(Clone)]
enum Stage {
    Looking,
    Trouble(Problem),
    /// There is no vault yet.
    New,
    Locked,
    Open(Kept),
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    stage: RwSignal<Stage>,
    /// What was done last, for eyes and screen readers.
    said: RwSignal<String>,
    /// What did not work.
    failed: RwSignal<Option<Problem>>,
}

impl Desk {
    /// Looks at the vault anew.
    fn look(self, session: Session) {
        leptos::task::spawn_local(async move {
            let kept = match tab::kept().await {
                Err(Problem::NotOpen) => None,
                other => Some(other),
            };
            let stage = match kept {
                Some(Ok(kept)) => Stage::Open(kept),
                Some(Err(problem)) => Stage::Trouble(problem),
                None => match tab::look().await {
                    Ok(true) => Stage::Locked,
                    Ok(false) => Stage::New,
                    Err(problem) => Stage::Trouble(problem),
                },
            };
            // Another tab may have made one meanwhile, or forgotten it.
            match (&stage, session.vault_untracked()) {
                (Stage::Locked, Standing::Nothing) => session.set_vault(Standing::Locked),
                (Stage::New, Standing::Locked) => session.set_vault(Standing::Nothing),
                _ => {}
            }
            self.stage.try_set(stage);
        });
    }

    /// Does something with the vault, says what was done, and looks anew.
    fn run(
        self,
        session: Session,
        said: String,
        doing: impl Future<Output = Result<(), Problem>> + 'static,
    ) {
        self.failed.set(None);
        self.said.set(String::new());
        leptos::task::spawn_local(async move {
            match doing.await {
                Ok(()) => {
                    self.said.try_set(said);
                    self.look(session);
                }
                Err(problem) => {
                    self.failed.try_set(Some(problem));
                }
            }
        });
    }
}

fn page() -> AnyView {
    let session = Session::current();
    let address = Address::of_page();
    let desk = Desk {
        stage: RwSignal::new(Stage::Looking),
        said: RwSignal::new(String::new()),
        failed: RwSignal::new(None),
    };
    // Again when it opens or locks.
    Effect::new(move || {
        session.vault();
        desk.look(session);
    });
    let again = Callback::new(move |()| {
        desk.failed.set(None);
        desk.look(session);
    });
    // Whoever came from signing in goes on from here once the accounts are kept.
    let coming = untrack(|| address.search()).contains("return=");
    let kept_now = move || {
        if coming {
            sign_in::go_on(address);
        }
    };
    view! {
        <PageHead
            title=t("vault.title")
            about=view! { <p class="soft">{t("vault.about")}</p> }.into_any()
            tools=().into_any()
        />
        <div class="vault">
            <p class="vault-said" role="status">
                {text(move || desk.said.get())}
            </p>
            {live(move || match desk.failed.get() {
                Some(problem) => view! { <ProblemBox problem retry=again /> }.into_any(),
                None => ().into_any(),
            })}
            {live(move || match desk.stage.get() {
                Stage::Looking => view! { <Waiting text=t("vault.looking") /> }.into_any(),
                Stage::Trouble(problem) => view! { <ProblemBox problem retry=again /> }.into_any(),
                Stage::New => new::new_vault(desk, Callback::new(move |()| kept_now())),
                Stage::Locked => view! {
                    <section class="panel vault-part" aria-labelledby="vault-locked">
                        <h2 id="vault-locked">{t("vault.locked")}</h2>
                        <UnlockForm />
                    </section>
                    <Forget />
                }
                .into_any(),
                Stage::Open(kept) => view! {
                    {kept::kept(desk, &kept, Callback::new(move |()| kept_now()))}
                    {kept::lock_after(desk, kept.settings)}
                    {change::change(desk)}
                    {carry::carry(desk, kept)}
                    <Forget />
                }
                .into_any(),
            })}
        </div>
    }
    .into_any()
}
