//! A button that opens a small panel under it.

use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::Icon;

/// The panel is drawn when it opens. Escape and a click elsewhere close it.
pub fn menu(
    icon: &'static str,
    label: String,
    draw: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    fn boxed(
        icon: &'static str,
        label: String,
        draw: Box<dyn Fn() -> AnyView + Send + Sync>,
    ) -> AnyView {
        let details = NodeRef::<Details>::new();
        let open = RwSignal::new(false);
        let clicks = window_event_listener(ev::click, move |click| {
            let Some(details) = details.try_get_untracked().flatten() else {
                return;
            };
            let target: Option<web_sys::Node> =
                click.target().and_then(|target| target.dyn_into().ok());
            // What was clicked may be gone by now, with the part that it was in.
            let outside = target
                .is_some_and(|target| target.is_connected() && !details.contains(Some(&target)));
            if outside {
                details.set_open(false);
            }
        });
        on_cleanup(move || clicks.remove());
        let close = move |event: ev::KeyboardEvent| {
            let Some(details) = details.try_get_untracked().flatten() else {
                return;
            };
            if event.key() == "Escape" && details.open() {
                details.set_open(false);
                let summary = details.query_selector("summary").ok().flatten();
                let summary = summary.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
                if let Some(summary) = summary {
                    let _ = summary.focus();
                }
            }
        };
        let panel = crate::ui::live(move || if open.get() { draw() } else { ().into_any() });
        view! {
            <details
                class="menu"
                node_ref=details
                on:keydown=close
                on:toggle=move |_| {
                    if let Some(details) = details.try_get_untracked().flatten() {
                        open.set(details.open());
                    }
                }
            >
                <summary class="button">
                    <Icon name=icon />
                    {label}
                </summary>
                <div class="menu-panel panel">{panel}</div>
            </details>
        }
        .into_any()
    }
    boxed(icon, label, Box::new(draw))
}
