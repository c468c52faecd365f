//! Whether there is a vault on this computer. All that the first screen needs to know.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Looks for the vault's database without opening it. A browser that does not say which
/// databases there are, or keeps none, has no vault.
pub async fn present() -> bool {
    databases().await.is_some_and(|databases| {
        databases.iter().any(|database| {
            Reflect::get(&database, &JsValue::from_str("name"))
                .is_ok_and(|name| name == super::NAME)
        })
    })
}

async fn databases() -> Option<Array> {
    // Not in the stable part of `web-sys`.
    let factory = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB")).ok()?;
    let list: Function = Reflect::get(&factory, &JsValue::from_str("databases"))
        .ok()?
        .dyn_into()
        .ok()?;
    let asked: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}
