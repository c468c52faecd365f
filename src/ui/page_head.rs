//! The head of a page: its title, one line under it, and its tools.

use leptos::html::H1;
use leptos::prelude::*;

use crate::i18n::{t, t_with};

/// Sets the document's title and moves the focus to the heading, so that a screen
/// reader says where a navigation has led and the keyboard goes on from there.
#[component]
pub fn PageHead(
    title: String,
    /// A line of facts under the title.
    about: AnyView,
    /// The page's tools, at the end of the head.
    tools: AnyView,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    document().set_title(&t_with(
        "page.title",
        &[("page", &title), ("app", &t("app.name"))],
    ));
    // The page is put into the document only after it is drawn, so a frame later.
    request_animation_frame(move || {
        if let Some(Some(heading)) = heading.try_get_untracked() {
            // Focus without scrolling: a new page begins at its top anyway.
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        }
    });
    view! {
        <header class="page-head">
            <div>
                <h1 tabindex="-1" node_ref=heading>
                    {title}
                </h1>
                {about}
            </div>
            <div class="page-tools">{tools}</div>
        </header>
    }
    .into_any()
}
