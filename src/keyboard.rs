//! The shortcuts of the keyboard: one table, which the sheet shows and the page obeys.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::app::Here;
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};

/// What a shortcut does.
#[derive(Clone, PartialEq, Eq)]
pub enum Does {
    /// Goes to a page of the scope one is in.
    Go(Page),
    /// Puts the cursor into the search field of a list.
    Search,
    /// Opens the switcher of accounts.
    Switch,
    /// Opens the sheet of shortcuts.
    Sheet,
}

/// One shortcut.
pub struct Shortcut {
    /// The keys one after the other: `g o`. `mod` stands for Ctrl or Command held with the
    /// next one.
    pub keys: &'static str,
    /// The key of the text that says what it does.
    pub text: &'static str,
    pub does: Does,
}

/// All of them, in the order of the sheet.
pub const SHORTCUTS: [Shortcut; 5] = [
    Shortcut {
        keys: "g o",
        text: "keys.overview",
        does: Does::Go(Page::Overview),
    },
    Shortcut {
        keys: "g s",
        text: "keys.services",
        does: Does::Go(Page::Services),
    },
    Shortcut {
        keys: "mod k",
        text: "keys.switch",
        does: Does::Switch,
    },
    Shortcut {
        keys: "/",
        text: "keys.search",
        does: Does::Search,
    },
    Shortcut {
        keys: "?",
        text: "keys.sheet",
        does: Does::Sheet,
    },
];

/// How long the first key of two waits for the second, in milliseconds.
const TOGETHER_MS: f64 = 1_500.0;

/// What the keys pressed so far come to.
#[derive(Debug, PartialEq, Eq)]
enum Meant {
    Nothing,
    /// The beginning of something.
    More,
    /// The shortcut at this place of the table.
    This(usize),
}

fn meant(pressed: &str) -> Meant {
    let exact = SHORTCUTS
        .iter()
        .position(|shortcut| shortcut.keys == pressed);
    match exact {
        Some(at) => Meant::This(at),
        None if SHORTCUTS.iter().any(|shortcut| {
            let rest = shortcut.keys.strip_prefix(pressed);
            rest.is_some_and(|rest| rest.starts_with(' '))
        }) =>
        {
            Meant::More
        }
        None => Meant::Nothing,
    }
}

/// The keyboard of this page. In the context of everything. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Keyboard {
    /// Whether the sheet is open.
    pub sheet: RwSignal<bool>,
    /// Whether keys without Ctrl or Command do anything: speech input and shaky hands
    /// press them unmeant.
    pub letters: RwSignal<bool>,
    /// What opens the switcher, where the page has a mark of whose it is.
    mark: RwSignal<Option<RwSignal<bool>>>,
}

impl Keyboard {
    /// Listens for as long as the owner lives.
    pub fn start() -> Self {
        let keyboard = Self {
            sheet: RwSignal::new(false),
            letters: RwSignal::new(!is_off()),
            mark: RwSignal::new(None),
        };
        provide_context(keyboard);
        let address = Address::of_page();
        let here = Here::of_page();
        let earlier = StoredValue::new((String::new(), 0.0));
        let keys = window_event_listener(ev::keydown, move |event| {
            let Some(key) = keyboard.key_of(&event) else {
                return;
            };
            let (mut pressed, at) = earlier.get_value();
            if pressed.is_empty() || event.time_stamp() - at > TOGETHER_MS {
                pressed = key;
            } else {
                pressed = format!("{pressed} {key}");
            }
            let found = meant(&pressed);
            if let Meant::This(at) = found
                && keyboard.act(&SHORTCUTS[at].does, here, address)
            {
                event.prevent_default();
            }
            if found != Meant::More {
                pressed.clear();
            }
            earlier.set_value((pressed, event.time_stamp()));
        });
        on_cleanup(move || keys.remove());
        keyboard
    }

    /// The keyboard of this page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// For as long as the owner of the call lives, setting `open` opens the switcher.
    pub fn switches(self, open: RwSignal<bool>) {
        self.mark.set(Some(open));
        on_cleanup(move || {
            // The mark of the next page may be there before this one is gone.
            self.mark.update(|mark| {
                if *mark == Some(open) {
                    *mark = None;
                }
            });
        });
    }

    /// Turns the shortcuts without Ctrl or Command on or off, here and on later visits.
    pub fn allow_letters(self, allowed: bool) {
        self.letters.set(allowed);
        if let Some(storage) = storage() {
            // Blocked storage: it lasts as long as the page.
            let _ = match allowed {
                true => storage.remove_item(STORED_AS),
                false => storage.set_item(STORED_AS, "off"),
            };
        }
    }

    /// The key as the table names it, unless it is none of our business: typed into a
    /// field, held down, meant for the browser, or behind an open dialog.
    fn key_of(self, event: &KeyboardEvent) -> Option<String> {
        if event.default_prevented() || event.repeat() || event.is_composing() || event.alt_key() {
            return None;
        }
        let key = event.key();
        if event.ctrl_key() || event.meta_key() {
            // With Shift, they are the browser's own.
            return (!event.shift_key()).then(|| format!("mod {}", key.to_ascii_lowercase()));
        }
        if !self.letters.get_untracked() || key.chars().count() != 1 {
            return None;
        }
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest(FIELDS).ok())
            .is_none_or(|field| field.is_some());
        (!typing && !is_covered()).then_some(key)
    }

    /// Whether it did something.
    fn act(self, does: &Does, here: Here, address: Address) -> bool {
        match does {
            Does::Sheet => {
                self.sheet.set(true);
                true
            }
            // Behind a dialog nothing opens; but the browser's own search does not, either.
            Does::Switch if is_covered() => true,
            Does::Switch => self.mark.get_untracked().is_some_and(|open| {
                open.set(true);
                true
            }),
            Does::Search => search_field().is_some_and(|field| field.focus().is_ok()),
            Does::Go(page) => match untrack(|| here.get()).scope() {
                Some(scope) => {
                    let place = Place::Page(scope.clone(), page.clone());
                    address.go(&place.to_string(), Step::Forward);
                    true
                }
                None => false,
            },
        }
    }
}

/// Where keys are text or choose.
const FIELDS: &str = "input, textarea, select, [contenteditable]";

const STORED_AS: &str = "shortcuts";

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn is_off() -> bool {
    storage()
        .and_then(|storage| storage.get_item(STORED_AS).ok().flatten())
        .is_some()
}

/// Whether a dialog lies over the page.
fn is_covered() -> bool {
    !matches!(document().query_selector("dialog[open]"), Ok(None))
}

fn search_field() -> Option<HtmlElement> {
    let found = document().query_selector("main input[type=search]").ok()?;
    found?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_to_a_shortcut_its_beginning_or_nothing() {
        for (pressed, expected) in [
            ("g", Meant::More),
            ("g o", Meant::This(0)),
            ("g x", Meant::Nothing),
            ("mod k", Meant::This(2)),
            ("?", Meant::This(4)),
            ("x", Meant::Nothing),
            ("mod g", Meant::Nothing),
        ] {
            assert_eq!(meant(pressed), expected, "{pressed}");
        }
    }

    #[test]
    fn no_shortcut_hides_another() {
        for one in &SHORTCUTS {
            let same = SHORTCUTS.iter().filter(|other| {
                other.keys == one.keys || other.keys.starts_with(&format!("{} ", one.keys))
            });
            assert_eq!(same.count(), 1, "{}", one.keys);
        }
    }
}
