//! Dialogs, on the browser's own element: it keeps the focus inside, makes the page behind
//! it inert, closes on Escape and gives the focus back.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::i18n::t;
use crate::ui::{Icon, live};

/// A modal dialog, there only while `open` holds; what closes it clears `open`.
///
/// The first thing in it that can be used has the focus, unless another has `autofocus`.
#[component]
pub fn Dialog(
    title: String,
    open: RwSignal<bool>,
    /// Whether closing it loses something typed. Then a click beside it does not.
    #[prop(optional, into)]
    keeps: Signal<bool>,
    /// The id of what it says, for one that opens unasked: it is read out at once.
    #[prop(optional)]
    alert: Option<&'static str>,
    body: Callback<(), AnyView>,
) -> impl IntoView {
    live(move || {
        if !open.get() {
            return ().into_any();
        }
        let node = NodeRef::<html::Dialog>::new();
        Effect::new(move || {
            if let Some(dialog) = node.get()
                && !dialog.open()
            {
                // Fails only for an element that has left the page already.
                let _ = dialog.show_modal();
            }
        });
        on_cleanup(move || {
            if let Some(Some(dialog)) = node.try_get_untracked() {
                // Before it leaves the page, so that the focus returns to where it was.
                dialog.close();
                keep_focus();
            }
        });
        let close = move || {
            if let Some(Some(dialog)) = node.try_get_untracked() {
                dialog.close();
            }
        };
        let beside = move |click: ev::MouseEvent| {
            // What is inside fills the element, so the element itself is hit beside it.
            if click.target() == click.current_target() && !keeps.get_untracked() {
                close();
            }
        };
        view! {
            <dialog
                class="dialog"
                role=alert.map(|_| "alertdialog")
                aria-describedby=alert
                aria-label=title.clone()
                node_ref=node
                on:click=beside
                on:close=move |_| open.set(false)
            >
                <div class="dialog-inner">
                    <h2>{title.clone()}</h2>
                    {body.run(())}
                    <button
                        class="button button-plain button-icon dialog-close"
                        type="button"
                        aria-label=t("action.close")
                        on:click=move |_| close()
                    >
                        <Icon name="x" />
                    </button>
                </div>
            </dialog>
        }
        .into_any()
    })
}

/// When what had the focus is gone, gives it to the heading of the page.
pub fn keep_focus() {
    let document = document();
    let lost = document.active_element().is_none_or(|element| {
        // What is inside a closed dialog still counts as active until the next frame.
        let hidden = element.closest("dialog:not([open])");
        element.tag_name() == "BODY" || hidden.is_ok_and(|dialog| dialog.is_some())
    });
    if lost
        && let Ok(Some(heading)) = document.query_selector("main h1")
        && let Some(heading) = heading.dyn_ref::<HtmlElement>()
    {
        let _ = heading.focus();
    }
}
