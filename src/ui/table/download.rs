//! Handing text to the person: as a file, or to the clipboard. No request is made.

use js_sys::{Array, JsString};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The browser made no file of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSaved;

/// Saves a file among the person's downloads.
///
/// # Errors
/// When the browser refuses.
pub fn save(name: &str, text: &str, media: &str) -> Result<(), NotSaved> {
    let parts = Array::of1(&JsString::from(text));
    let kind = BlobPropertyBag::new();
    kind.set_type(media);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).map_err(|_| NotSaved)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(|_| NotSaved)?;
    let link: HtmlAnchorElement = document()
        .create_element("a")
        .map_err(|_| NotSaved)?
        .unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the blob when the click returns.
    let _ = Url::revoke_object_url(&address);
    Ok(())
}

/// Puts text on the clipboard; whether that worked.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Without a secure context there is none.
    if clipboard.is_undefined() {
        return false;
    }
    let written = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text));
    written.await.is_ok()
}
