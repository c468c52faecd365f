//! The address bar: where the page is, going elsewhere without loading it again, and the
//! browser's "back" and "forward".

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, MouseEvent};

/// How going elsewhere shows in the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// "Back" returns to where one was.
    Forward,
    /// The new address takes the place of the old one.
    Instead,
}

/// The address of the page, without its origin.
#[derive(Clone, Copy)]
pub struct Address {
    path: RwSignal<String>,
    search: RwSignal<String>,
}

impl Address {
    /// Watches the address and the clicks on links, for as long as the owner lives.
    pub fn start() -> Self {
        let (path, search) = current();
        let address = Self {
            path: RwSignal::new(path),
            search: RwSignal::new(search),
        };
        let clicks = window_event_listener(ev::click, move |click| {
            if let Some(link) = own_link(&click) {
                click.prevent_default();
                address.go(&link, Step::Forward);
            }
        });
        let back = window_event_listener(ev::popstate, move |_| {
            address.look();
        });
        on_cleanup(move || {
            clicks.remove();
            back.remove();
        });
        address
    }

    /// The page's address.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The path, `/all/services`. Tracked.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The query with its `?`, or nothing. Tracked.
    pub fn search(self) -> String {
        self.search.get()
    }

    /// Goes to an address of this origin: path and query.
    pub fn go(self, to: &str, step: Step) {
        let Ok(history) = window().history() else {
            return;
        };
        let stepped = match step {
            Step::Forward => history.push_state_with_url(&JsValue::NULL, "", Some(to)),
            Step::Instead => history.replace_state_with_url(&JsValue::NULL, "", Some(to)),
        };
        if stepped.is_ok() {
            let elsewhere = self.look();
            if elsewhere && step == Step::Forward {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
    }

    /// Rewrites the query of the page one is on.
    pub fn rewrite_search(self, search: &str) {
        let path = self.path.get_untracked();
        self.go(&format!("{path}{search}"), Step::Instead);
    }

    /// Takes over what the browser says; whether the path is another one.
    fn look(self) -> bool {
        let (path, search) = current();
        if *self.search.read_untracked() != search {
            self.search.set(search);
        }
        let elsewhere = *self.path.read_untracked() != path;
        if elsewhere {
            self.path.set(path);
        }
        elsewhere
    }
}

fn current() -> (String, String) {
    let location = window().location();
    (
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default(),
    )
}

/// The path and query of a link that was clicked plainly and leads to another place of
/// ours. Everything else is the browser's: new tabs, downloads, other sites, and places
/// within the page, to which it also moves the focus.
fn own_link(click: &MouseEvent) -> Option<String> {
    let plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
    if !plain || click.default_prevented() {
        return None;
    }
    let target: web_sys::Element = click.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let own = link.origin() == window().location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download")
        && link.hash().is_empty()
        // `href="#"` has no hash either.
        && !link.get_attribute("href")?.starts_with('#');
    own.then(|| format!("{}{}", link.pathname(), link.search()))
}
