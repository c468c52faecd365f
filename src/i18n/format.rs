//! Numbers, dates and relative times as the reader writes them, by the browser's own
//! `Intl`: no tables of ours in the download. Formatters are made once per language.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

struct Formatters {
    number: Function,
    date: Function,
    time: Function,
    relative: Intl::RelativeTimeFormat,
    plural: Intl::PluralRules,
    #[cfg(target_arch = "wasm32")]
    collator: Intl::Collator,
}

thread_local! {
    static FORMATTERS: RefCell<Formatters> = RefCell::new(Formatters::new());
}

/// Takes over the language that the document speaks now.
pub fn follow_language() {
    FORMATTERS.set(Formatters::new());
}

pub(super) fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a plain property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

impl Formatters {
    fn new() -> Self {
        // Relative times are words, so all of it is in the language of the texts, as the
        // reader writes that.
        let reader = Array::of1(&super::locale().into());
        Self {
            number: Intl::NumberFormat::new(&reader, &Object::new()).format(),
            date: Intl::DateTimeFormat::new(&reader, &options(&[("dateStyle", "medium")])).format(),
            time: Intl::DateTimeFormat::new(
                &reader,
                &options(&[("dateStyle", "full"), ("timeStyle", "short")]),
            )
            .format(),
            relative: Intl::RelativeTimeFormat::new(&reader, &options(&[("numeric", "auto")])),
            // The texts are in the catalogue's language, and so is their grammar.
            plural: Intl::PluralRules::new(&Array::of1(&super::language().into()), &Object::new()),
            #[cfg(target_arch = "wasm32")]
            collator: Intl::Collator::new(&reader, &options(&[("numeric", "true")])),
        }
    }
}

pub(super) fn call(formatter: &Function, value: &JsValue) -> String {
    formatter
        .call1(&JsValue::UNDEFINED, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn date_of(unix_ms: f64) -> JsValue {
    Date::new(&unix_ms.into()).unchecked_into()
}

/// A whole number, grouped: `1,234`.
pub fn number(value: usize) -> String {
    // Counts on a screen are far below 2^53, where f64 is exact.
    FORMATTERS.with_borrow(|f| call(&f.number, &(value as f64).into()))
}

/// A number with so many digits after the point: `99.95`.
pub fn decimal(value: f64, digits: u8) -> String {
    let options = Object::new();
    for name in ["minimumFractionDigits", "maximumFractionDigits"] {
        // Setting a plain property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &name.into(), &f64::from(digits).into());
    }
    made_for_it(&options, value)
}

/// An amount in a currency's own unit: `€1,234.50`. What is no currency (the API also
/// counts in `points`) is written as a number with its name.
pub fn money(amount: f64, currency: &str) -> String {
    if currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        made_for_it(
            &options(&[("style", "currency"), ("currency", currency)]),
            amount,
        )
    } else {
        format!("{}\u{a0}{currency}", decimal(amount, 0))
    }
}

/// For what a screen says now and then: with a formatter of its own.
fn made_for_it(options: &Object, value: f64) -> String {
    let reader = Array::of1(&super::locale().into());
    call(
        &Intl::NumberFormat::new(&reader, options).format(),
        &value.into(),
    )
}

/// A day, short: `3 Dec 2026`. `unix_ms` in milliseconds since 1970.
pub fn day(unix_ms: f64) -> String {
    FORMATTERS.with_borrow(|f| call(&f.date, &date_of(unix_ms)))
}

/// A day and time in full, for the exact date behind a relative one.
pub fn moment(unix_ms: f64) -> String {
    FORMATTERS.with_borrow(|f| call(&f.time, &date_of(unix_ms)))
}

/// `then` seen from `now` in words: `in 3 days`, `yesterday`, `5 minutes ago`.
/// Both in milliseconds since 1970.
pub fn relative(then: f64, now: f64) -> String {
    let (amount, unit) = distance(then - now);
    FORMATTERS.with_borrow(|f| f.relative.format(amount, unit).into())
}

/// How long ago `then` was, in words. One that our clock has not reached is now.
pub fn ago(then: f64, now: f64) -> String {
    relative(then.min(now), now)
}

/// The plural category of `count` in the language of the texts (`one`, `other`, …).
pub fn plural_category(count: usize) -> String {
    FORMATTERS.with_borrow(|f| f.plural.select(count as f64).into())
}

/// The texts in the reader's order, each once. The browser sorts them in one go, so that
/// no text crosses over for every comparison.
#[cfg(target_arch = "wasm32")]
pub fn in_order<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let texts: Array = texts.map(JsValue::from_str).collect();
    let compare = FORMATTERS.with_borrow(|f| f.collator.compare());
    if let Ok(sort) = Reflect::get(&texts, &"sort".into())
        && let Some(sort) = sort.dyn_ref::<Function>()
    {
        // A collator compares any two strings: this cannot fail.
        let _ = sort.call1(&texts, &compare);
    }
    let mut sorted: Vec<String> = texts.iter().filter_map(|text| text.as_string()).collect();
    sorted.dedup();
    sorted
}

/// Outside a browser, for tests: without case, as near as it gets.
#[cfg(not(target_arch = "wasm32"))]
pub fn in_order<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut sorted: Vec<String> = texts.map(str::to_owned).collect();
    sorted.sort_by_key(|text| (text.to_lowercase(), text.clone()));
    sorted.dedup();
    sorted
}

/// `text` as a search compares it: in lower case, by the browser's own tables.
#[cfg(target_arch = "wasm32")]
pub fn folded(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Outside a browser, for tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// The unit in which a person would say a distance of `ms` milliseconds, and how many.
pub fn distance(ms: f64) -> (f64, &'static str) {
    const MINUTE: f64 = 60_000.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    let size = ms.abs();
    let (unit, name) = if size < MINUTE {
        (1000.0, "second")
    } else if size < HOUR {
        (MINUTE, "minute")
    } else if size < DAY {
        (HOUR, "hour")
    } else if size < 60.0 * DAY {
        (DAY, "day")
    } else if size < 730.0 * DAY {
        (30.44 * DAY, "month")
    } else {
        (365.25 * DAY, "year")
    };
    ((ms / unit).round(), name)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn says_distances_in_the_unit_a_person_would() {
        let day = 86_400_000.0;
        for (ms, expected) in [
            (0.0, (0.0, "second")),
            (-5_000.0, (-5.0, "second")),
            (120_000.0, (2.0, "minute")),
            (-7_200_000.0, (-2.0, "hour")),
            (day, (1.0, "day")),
            (-45.0 * day, (-45.0, "day")),
            (91.0 * day, (3.0, "month")),
            (800.0 * day, (2.0, "year")),
        ] {
            assert_eq!(distance(ms), expected, "{ms}");
        }
    }
}
