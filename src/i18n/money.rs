//! Amounts of money as the reader writes them. Digits are handed over as text, so that
//! none of them passes through floating point.

use std::cell::RefCell;

use js_sys::{Array, Function, Intl};
use wasm_bindgen::JsValue;

use super::format::{call, options};

thread_local! {
    // One for each currency and precision that was asked for: a handful.
    static MADE: RefCell<Vec<(String, bool, Function)>> = const { RefCell::new(Vec::new()) };
}

/// `€1,234.50`. `ucents`: hundred-millionths of the currency's unit.
pub fn money(ucents: i64, currency: &str) -> String {
    write(ucents, currency, false)
}

/// `€1.2K`, for the side of a chart.
pub fn short_money(ucents: i64, currency: &str) -> String {
    write(ucents, currency, true)
}

fn write(ucents: i64, currency: &str, short: bool) -> String {
    let digits = decimal(ucents);
    // `Intl` refuses what does not look like a code: `N/A`, `points`.
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return format!("{digits} {currency}");
    }
    let formatter = MADE.with_borrow_mut(|made| {
        let known = made
            .iter()
            .find(|(of, as_short, _)| of == currency && *as_short == short);
        if let Some((.., formatter)) = known {
            return formatter.clone();
        }
        let mut wanted = vec![("style", "currency"), ("currency", currency)];
        if short {
            wanted.push(("notation", "compact"));
            wanted.push(("currencyDisplay", "narrowSymbol"));
        }
        let formatter = Intl::NumberFormat::new(&Array::new(), &options(&wanted)).format();
        made.push((currency.to_owned(), short, formatter.clone()));
        formatter
    });
    call(&formatter, &JsValue::from_str(&digits))
}

/// `-12.5`, without an end of noughts.
fn decimal(ucents: i64) -> String {
    let size = ucents.unsigned_abs();
    let (whole, rest) = (size / 100_000_000, size % 100_000_000);
    let sign = if ucents < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{rest:08}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn every_digit_is_kept() {
        for (ucents, text) in [
            (0, "0"),
            (1, "0.00000001"),
            (100_000_000, "1"),
            (-1_999_000_000, "-19.99"),
            (123_456_000_000, "1234.56"),
            (10_000_000_000, "100"),
            (9_007_199_254_740_993, "90071992.54740993"),
            (i64::MIN, "-92233720368.54775808"),
        ] {
            assert_eq!(decimal(ucents), text);
        }
    }
}
