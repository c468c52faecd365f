//! The vault in the browser: WebCrypto, IndexedDB, the other tabs.

pub mod carry;
mod channel;
pub mod copies;
mod crypto;
pub mod drafts;
pub mod labels;
mod present;
pub mod requests;
mod store;
pub mod tab;

pub use channel::Channel;
pub use present::present;
pub use store::StoreError;

use wasm_bindgen::JsValue;

/// The name of the database and of the channel between tabs.
const NAME: &str = "manager-vault";

/// An object with these fields, for functions that take a dictionary.
fn object(fields: &[(&str, &JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
