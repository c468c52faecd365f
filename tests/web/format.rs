use manager_app::i18n::format;
use wasm_bindgen_test::wasm_bindgen_test;

const DAY: f64 = 86_400_000.0;

#[wasm_bindgen_test]
fn relative_times_are_words() {
    let now = 1_800_000_000_000.0;
    assert_eq!(format::relative(now + 3.0 * DAY, now), "in 3 days");
    assert_eq!(format::relative(now - DAY, now), "yesterday");
    assert_eq!(format::relative(now, now), "now");
}

#[wasm_bindgen_test]
fn numbers_are_grouped_and_counted() {
    assert_eq!(
        format::number(12_345).replace(|c: char| !c.is_ascii_digit(), ""),
        "12345"
    );
    assert_eq!(format::plural_category(1), "one");
    assert_eq!(format::plural_category(2), "other");
}
