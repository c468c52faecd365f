//! For which endpoint, with which application, and what the keys may do.

use leptos::prelude::*;

use super::{Asking, Stage, wish};
use crate::i18n::{names, t, t_with};
use crate::pages::sign_in::key_field::KeyField;
use crate::session::entry::{self, Field, Typed};
use crate::session::rights::Wish;
use crate::ui::{Icon, live};

impl Asking {
    /// The form.
    pub(super) fn form(self, typed: RwSignal<Typed>, wish: RwSignal<Wish>) -> AnyView {
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
        let stage = self.stage;
        // A memo, so that a problem that stays is not read out again.
        let problem = Memo::new(move |_| match &*stage.read() {
            Stage::Form(problems) => problems.iter().find(|one| one.field == field).copied(),
            _ => None,
        });
        let (id, door) = (field.asking_id(), self.door);
        view! { <KeyField id field typed problem announced=true door /> }.into_any()
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
