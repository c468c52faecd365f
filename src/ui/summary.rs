//! What keeps a form from being accepted, said once at its top.

use leptos::html::Div;
use leptos::prelude::*;

use crate::i18n::{t, t_with};
use crate::ui::live;

/// The summary of a form's problems: it takes the focus each time it is given, and the
/// title of the document says so as well, until the problems are gone.
#[component]
pub fn ErrorSummary(
    /// What is the matter; `None` while nothing is.
    #[prop(into)]
    title: Signal<Option<String>>,
    /// What follows: the problems, or why it was refused.
    body: Callback<(), AnyView>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let earlier = StoredValue::new(None::<String>);
    Effect::new(move || {
        let wrong = title.read().is_some();
        let known = earlier.get_value();
        match (wrong, known) {
            (true, None) => {
                let title = document().title();
                document().set_title(&t_with("form.error_title", &[("title", &title)]));
                earlier.set_value(Some(title));
            }
            (false, Some(title)) => {
                document().set_title(&title);
                earlier.set_value(None);
            }
            _ => {}
        }
        if wrong && let Some(node) = node.get() {
            let _ = node.focus();
        }
    });
    view! {
        <div class="summary-place" node_ref=node tabindex="-1">
            {live(move || match title.get() {
                Some(title) => {
                    view! {
                        <div class="summary" role="alert">
                            <h2>{title}</h2>
                            {body.run(())}
                        </div>
                    }
                        .into_any()
                }
                None => ().into_any(),
            })}
        </div>
    }
    .into_any()
}

/// The problems of fields, each a way to its field: the id of the control, and what is
/// wrong.
pub fn problem_links(problems: Vec<(&'static str, String)>) -> AnyView {
    let items = problems
        .into_iter()
        .map(|(id, text)| {
            view! {
                <li>
                    <a href=format!("#{id}")>{text}</a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// The title for problems of fields: `Some fields need mending`.
pub fn problems_title() -> String {
    t("form.problems")
}
