//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies `text`; whether the browser did.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let copying = window.navigator().clipboard().write_text(text);
    JsFuture::from(copying).await.is_ok()
}
