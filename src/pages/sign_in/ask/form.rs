//! For which endpoint, with which application, and what the keys may do.

use leptos::prelude::*;

use super::{Asking, Stage, wish};
use crate::i18n::{names, t, t_with};
use crate::pages::sign_in::control::control;
use crate::pages::sign_in::problem_text;
use crate::session::entry::{self, Field, Typed};
use crate::session::rights::Wish;
use crate::ui::{Icon, Wired, live, text};

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
        let id = field.asking_id();
        let (label, hint) = field.texts();
        let stage = self.stage;
        let problem = Memo::new(move |_| match &*stage.read() {
            Stage::Form(problems) => problems.iter().find(|one| one.field == field).copied(),
            _ => None,
        });
        let (hint_id, error_id) = ([id, "-hint"].concat(), [id, "-error"].concat());
        let described = [&hint_id, " ", &error_id].concat();
        let wired = Wired {
            id,
            described: text(move || described.clone()),
            invalid: text(move || problem.get().is_some().to_string()),
            required: "true",
        };
        let control = control(field, wired, typed, &self.door.endpoints());
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
