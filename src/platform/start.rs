//! Word to `boot.js`, which chooses the language, watches the start from outside and shows
//! what went wrong.

use web_sys::{CustomEvent, CustomEventInit};

/// Why the program stopped.
#[derive(Clone, Copy)]
pub enum Stop {
    /// It could not start: what it needs at the start did not arrive.
    Start,
    /// It met an error of its own and cannot go on.
    Fault,
}

/// The first screen is drawn.
pub fn say_started() {
    say("manager:started", "");
}

/// The page speaks another language from here on: `boot.js` says so on the document,
/// finds the reader's locale of it, and remembers the choice.
pub fn say_language(language: &str) {
    say("manager:language", language);
}

/// The program cannot go on; the page shows a last message with "Try again".
pub fn say_stopped(why: Stop) {
    say(
        "manager:stopped",
        match why {
            Stop::Start => "start",
            Stop::Fault => "fault",
        },
    );
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

/// Makes a panic end in the page's last message instead of a frozen screen. Only the
/// place in our sources is logged: a panic's text could hold what an API sent.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()))
            .unwrap_or_default();
        web_sys::console::error_2(&"Manager stopped at".into(), &place.into());
        say_stopped(Stop::Fault);
    }));
}
