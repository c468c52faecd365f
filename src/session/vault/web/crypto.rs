//! WebCrypto. Keys are made so that the page itself cannot read them back.

use api::Secret;
use js_sys::{Array, JsString, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::object;
use crate::session::vault::crypto::{Crypto, CryptoFailed, NONCE};

/// The browser's.
#[derive(Clone, Copy)]
pub struct WebCrypto;

impl Crypto for WebCrypto {
    type Key = CryptoKey;

    async fn derive(
        &self,
        passphrase: &Secret,
        salt: &[u8],
        rounds: u32,
    ) -> Result<CryptoKey, CryptoFailed> {
        let subtle = subtle()?;
        // What looks the same is the same: an é may be typed as one sign or as two.
        let normal = JsString::from(passphrase.expose()).normalize("NFKC");
        let normal = Secret::new(String::from(normal));
        let bytes = Uint8Array::from(normal.expose().as_bytes());
        let base =
            subtle.import_key_with_str("raw", &bytes, "PBKDF2", false, &uses(&["deriveKey"]));
        let base = answer(base).await;
        bytes.fill(0, 0, bytes.length());
        let base: CryptoKey = base?.unchecked_into();
        let how = object(&[
            ("name", &"PBKDF2".into()),
            ("hash", &"SHA-256".into()),
            ("salt", &Uint8Array::from(salt)),
            ("iterations", &rounds.into()),
        ]);
        let what = object(&[("name", &"AES-GCM".into()), ("length", &256.into())]);
        let uses = uses(&["encrypt", "decrypt"]);
        let key = subtle.derive_key_with_object_and_object(&how, &base, &what, false, &uses);
        Ok(answer(key).await?.unchecked_into())
    }

    async fn seal(
        &self,
        key: &CryptoKey,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, CryptoFailed> {
        let how = gcm(nonce, bound_to);
        bytes(subtle()?.encrypt_with_object_and_u8_array(&how, key, plain)).await
    }

    async fn open(
        &self,
        key: &CryptoKey,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoFailed> {
        let how = gcm(nonce, bound_to);
        bytes(subtle()?.decrypt_with_object_and_u8_array(&how, key, sealed)).await
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoFailed> {
        crypto()?
            .get_random_values_with_u8_array(bytes)
            .map(|_| ())
            .map_err(|_| CryptoFailed)
    }
}

fn crypto() -> Result<web_sys::Crypto, CryptoFailed> {
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .ok_or(CryptoFailed)
}

/// Only where the page came over HTTPS or from this computer; elsewhere it is not there.
fn subtle() -> Result<SubtleCrypto, CryptoFailed> {
    let subtle = crypto()?.subtle();
    if JsValue::from(&subtle).is_undefined() {
        Err(CryptoFailed)
    } else {
        Ok(subtle)
    }
}

fn gcm(nonce: &[u8], bound_to: &[u8]) -> Object {
    object(&[
        ("name", &"AES-GCM".into()),
        ("iv", &Uint8Array::from(nonce)),
        ("additionalData", &Uint8Array::from(bound_to)),
        ("tagLength", &128.into()),
    ])
}

fn uses(names: &[&str]) -> JsValue {
    names
        .iter()
        .map(|name| JsValue::from_str(name))
        .collect::<Array>()
        .into()
}

async fn answer(asked: Result<Promise, JsValue>) -> Result<JsValue, CryptoFailed> {
    let asked = asked.map_err(|_| CryptoFailed)?;
    JsFuture::from(asked).await.map_err(|_| CryptoFailed)
}

async fn bytes(asked: Result<Promise, JsValue>) -> Result<Vec<u8>, CryptoFailed> {
    Ok(Uint8Array::new(&answer(asked).await?).to_vec())
}
