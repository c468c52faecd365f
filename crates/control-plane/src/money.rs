//! Amounts of money, as `order.Price`.

use serde_json::{Value, json};

use crate::region::Region;

/// Hundred-millionths in one unit of a currency.
pub const UCENTS: i64 = 100_000_000;

/// The ISO code and the symbol of the currency that a region's accounts pay in.
pub const fn currency(region: Region) -> (&'static str, &'static str) {
    match region {
        Region::Eu => ("EUR", "€"),
        Region::Ca => ("CAD", "$"),
        Region::Us => ("USD", "$"),
    }
}

/// An `order.Price` of `ucents` hundred-millionths of the region's currency.
pub fn price(region: Region, ucents: i64) -> Value {
    let (code, symbol) = currency(region);
    // Rounded to cents, as invoices are; exact up to 90 million.
    let cents = (ucents + UCENTS / 200) / (UCENTS / 100);
    let amount = format!("{}.{:02}", cents / 100, cents % 100);
    let text = match region {
        Region::Eu => format!("{amount} {symbol}"),
        Region::Ca | Region::Us => format!("{symbol}{amount}"),
    };
    #[allow(clippy::cast_precision_loss)] // cents of real prices fit 53 bits
    let value = cents as f64 / 100.0;
    json!({ "currencyCode": code, "priceInUcents": ucents, "text": text, "value": value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_on_an_invoice() {
        for (region, ucents, text) in [
            (Region::Eu, 599_000_000, "5.99 €"),
            (Region::Ca, 1_200_500_000, "$12.01"),
            (Region::Us, 0, "$0.00"),
        ] {
            assert_eq!(price(region, ucents)["text"], text);
        }
        assert_eq!(price(Region::Eu, 599_000_000)["value"], 5.99);
    }
}
