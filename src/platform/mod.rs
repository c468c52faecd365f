//! What the program needs from the browser outside of drawing: requests, clocks,
//! chance, and word to the page that started it.

pub mod clipboard;
pub mod database;
pub mod fetch;
pub mod history;
#[cfg(target_arch = "wasm32")]
mod memory;
pub mod presence;
pub mod sheet;
pub mod start;

mod browser;
pub use browser::Browser;

/// Milliseconds since 1970 by the computer's clock.
#[cfg(target_arch = "wasm32")]
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Outside a browser, for tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn now_ms() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}
