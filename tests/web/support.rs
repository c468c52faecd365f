//! Drawing a part into the page and looking at it the way a person would.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use manager_app::i18n::{self, Catalogue};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What the first screen says, then each area.
const TEXTS: [&str; 8] = [
    include_str!("../../public/locales/en.json"),
    include_str!("../../public/locales/en/design.json"),
    include_str!("../../public/locales/en/keys.json"),
    include_str!("../../public/locales/en/services.json"),
    include_str!("../../public/locales/en/sign_in.json"),
    include_str!("../../public/locales/en/accounts.json"),
    include_str!("../../public/locales/en/switcher.json"),
    include_str!("../../public/locales/en/toasts.json"),
];

/// Two frames: what waits for the next one has happened.
pub async fn frames() {
    TimeoutFuture::new(80).await;
}

/// A part on the page; dropping it removes it.
pub struct Drawn {
    pub root: HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Draws `part` with the English texts and waits until its effects have run.
pub async fn draw<V: IntoView + 'static>(part: impl FnOnce() -> V + 'static) -> Drawn {
    for texts in TEXTS {
        i18n::install(Catalogue::from_json(texts).unwrap());
    }
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let handle = leptos::mount::mount_to(root.clone(), part);
    leptos::task::tick().await;
    Drawn {
        root,
        _handle: Box::new(handle),
    }
}

impl Drawn {
    /// All text, with white space folded.
    pub fn text(&self) -> String {
        let text = self.root.text_content().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The one element that fits.
    pub fn find(&self, selector: &str) -> Element {
        self.root
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// How many elements of that name there are.
    pub fn count(&self, selector: &str) -> u32 {
        self.root.get_elements_by_tag_name(selector).length()
    }

    /// Clicks it.
    pub async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        leptos::task::tick().await;
    }
}
