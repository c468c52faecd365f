//! What stays in WebAssembly's memory of a value that is gone.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const MARK: u8 = 0x5a;

/// How many of `len` bytes from `address` hold the mark.
fn marks(address: usize, len: usize) -> usize {
    let memory = Object::from(wasm_bindgen::memory());
    let buffer = Reflect::get(&memory, &JsValue::from("buffer")).unwrap();
    let bytes = Uint8Array::new(&buffer);
    let end = u32::try_from(address + len).unwrap();
    (u32::try_from(address).unwrap()..end)
        .filter(|at| bytes.get_index(*at) == MARK)
        .count()
}

#[wasm_bindgen_test]
fn nothing_of_it_when_it_is_dropped() {
    let held = std::hint::black_box(vec![MARK; 4096]);
    let address = held.as_ptr() as usize;
    assert_eq!(marks(address, 4096), 4096);
    drop(held);
    assert_eq!(marks(address, 4096), 0);
}

#[wasm_bindgen_test]
fn nothing_of_it_where_it_was_before_it_grew() {
    let mut held = std::hint::black_box(vec![MARK; 4096]);
    let (before, _behind_it) = (held.as_ptr() as usize, std::hint::black_box(vec![0_u8; 64]));
    held.reserve(1 << 20);
    let now = held.as_ptr() as usize;
    assert_eq!(marks(now, 4096), 4096);
    assert!(now != before, "it grew where it was");
    assert_eq!(marks(before, 4096), 0);
}
