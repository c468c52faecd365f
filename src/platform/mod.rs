//! What the program needs from the browser outside of drawing: requests, clocks,
//! chance, and word to the page that started it.

pub mod fetch;
pub mod history;
pub mod sheet;
pub mod start;

mod browser;
pub use browser::Browser;

/// Milliseconds since 1970 by the computer's clock.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}
