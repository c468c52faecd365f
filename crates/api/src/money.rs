//! Amounts.

use crate::json::{Fields, Wrong};

/// An amount in one currency, exact to a hundred-millionth.
///
/// The API's own integer unit (`priceInUcents`) is a hundred-millionth of the
/// currency's unit: `1.00 €` is 100,000,000. May be negative: refunds are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Money {
    /// ISO 4217, or the API's `points` or `N/A`.
    pub currency: String,
    /// Hundred-millionths of the currency's unit.
    pub ucents: i64,
}

impl Money {
    /// In the currency's unit, for `Intl.NumberFormat`; not for sums.
    pub fn amount(&self) -> f64 {
        self.ucents as f64 / 1e8
    }

    /// Reads `order.Price {currencyCode, value, priceInUcents?}`.
    pub(crate) fn read(fields: &Fields<'_>) -> Result<Self, Wrong> {
        let currency = fields.text("currencyCode")?;
        let ucents = match fields.integer_or_none("priceInUcents")? {
            Some(ucents) => ucents,
            None => {
                let scaled = fields.float("value")? * 1e8;
                // `as` saturates; beyond this the digits are not there any more.
                if scaled.abs() > 9e17 {
                    return Err(Wrong::field("value", "an amount of money"));
                }
                scaled.round() as i64
            }
        };
        Ok(Self { currency, ucents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{self, Value};

    fn read(text: &str) -> Result<Money, Wrong> {
        let value: Value = json::parse(text.as_bytes()).unwrap();
        Money::read(&Fields::of(&value)?)
    }

    #[test]
    fn amounts_are_exact() {
        for (text, ucents) in [
            (
                r#"{"currencyCode":"EUR","value":3.5,"text":"3.50 €"}"#,
                350_000_000,
            ),
            (r#"{"currencyCode":"EUR","value":0.1}"#, 10_000_000),
            (r#"{"currencyCode":"EUR","value":-19.99}"#, -1_999_000_000),
            (
                r#"{"currencyCode":"XOF","value":655957}"#,
                65_595_700_000_000,
            ),
            (
                r#"{"currencyCode":"USD","value":1,"priceInUcents":9007199254740993}"#,
                9_007_199_254_740_993,
            ),
            (
                r#"{"currencyCode":"USD","value":1.25,"priceInUcents":null}"#,
                125_000_000,
            ),
        ] {
            assert_eq!(read(text).unwrap().ucents, ucents, "{text}");
        }
    }

    #[test]
    fn nonsense_is_an_error() {
        for text in [
            r#"{"value":1}"#,
            r#"{"currencyCode":"EUR"}"#,
            r#"{"currencyCode":"EUR","value":"a lot"}"#,
            r#"{"currencyCode":"EUR","value":1e300}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
