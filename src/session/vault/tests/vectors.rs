//! Known answers.

use api::Secret;

use super::native::Native;
use super::now;
use crate::session::vault::crypto::Crypto;
use crate::session::vault::hex;

/// RFC 7914, 11: PBKDF2 with HMAC-SHA256, "passwd", "salt", one round; the first half of
/// the 64 bytes given there.
const RFC_7914: &str = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc";

/// The Galois/Counter Mode of Operation (McGrew, Viega), test case 16: key, nonce, what it
/// is bound to, plain and sealed with its tag.
const GCM_16: [&str; 5] = [
    "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    "cafebabefacedbaddecaf888",
    "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
     1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
     8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662\
     76fc6ece0f4e1768cddf8853bb2d551b",
];

#[test]
fn a_passphrase_becomes_the_key_of_the_rfc() {
    let derived = now(Native.derive(&Secret::new("passwd"), b"salt", 1)).unwrap();
    let known = aes_gcm::aead::KeyInit::new_from_slice(&hex::decode(RFC_7914).unwrap()).unwrap();
    let nonce = [7; 12];
    let sealed = now(Native.seal(&derived, &nonce, b"", b"same key")).unwrap();
    assert_eq!(
        now(Native.open(&known, &nonce, b"", &sealed)).unwrap(),
        b"same key"
    );
}

#[test]
fn sealing_gives_what_the_specification_gives() {
    let [key, nonce, bound_to, plain, sealed] = GCM_16.map(|text| hex::decode(text).unwrap());
    let key = aes_gcm::aead::KeyInit::new_from_slice(&key).unwrap();
    let nonce = nonce.try_into().unwrap();
    let ours = now(Native.seal(&key, &nonce, &bound_to, &plain)).unwrap();
    assert_eq!(hex::encode(&ours), hex::encode(&sealed));
    assert_eq!(
        now(Native.open(&key, &nonce, &bound_to, &sealed)).unwrap(),
        plain
    );
}
