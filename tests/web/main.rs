//! The parts of the interface in a real browser: what a person or a screen reader meets.

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod attention;
mod format;
mod live;
mod memory;
mod parts;
mod support;
mod trouble;
