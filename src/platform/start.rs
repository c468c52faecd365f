//! Word to `boot.js`, which chooses the language, watches the start from outside and shows
//! what went wrong.

use web_sys::{CustomEvent, CustomEventInit};

/// The first screen is drawn.
pub fn say_started() {
    say("manager:started", "");
}

/// The page speaks another language from here on: `boot.js` says so on the document,
/// finds the reader's locale of it, and remembers the choice.
pub fn say_language(language: &str) {
    say("manager:language", language);
}

/// What the program needs at the start did not arrive; the page shows a last message with
/// "Try again".
pub fn say_stopped() {
    say("manager:stopped", "");
}

fn say(event: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        CustomEvent::new_with_event_init_dict(event, &init),
    ) {
        // A listener that fails is the page's own matter.
        let _ = window.dispatch_event(&event);
    }
}

/// Has a panic say its place while one works on the application. What is published says
/// nothing and stops at once, which `boot.js` notices.
#[cfg(debug_assertions)]
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
}
