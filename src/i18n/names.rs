//! The names of endpoints, regions and products in the reader's language.

use api::{Endpoint, Region};
use catalog::Product;

use crate::i18n::t;

/// `Europe`, `Kimsufi, Canada`, …
pub fn endpoint(endpoint: Endpoint) -> String {
    t(match endpoint {
        Endpoint::Eu => "endpoint.eu",
        Endpoint::Ca => "endpoint.ca",
        Endpoint::Us => "endpoint.us",
        Endpoint::KimsufiEu => "endpoint.kimsufi_eu",
        Endpoint::KimsufiCa => "endpoint.kimsufi_ca",
        Endpoint::SoyoustartEu => "endpoint.soyoustart_eu",
        Endpoint::SoyoustartCa => "endpoint.soyoustart_ca",
    })
}

/// `Europe`, `Canada`, `United States`.
pub fn region(region: Region) -> String {
    t(match region {
        Region::Eu => "endpoint.eu",
        Region::Ca => "endpoint.ca",
        Region::Us => "endpoint.us",
    })
}

/// `Virtual private servers`, … ; "Other" for a product the catalogue does not know.
pub fn product(product: Option<&Product>) -> String {
    match product {
        Some(product) => t(&product_key(product.key)),
        None => t("product.other"),
    }
}

/// The key of a product's name in the catalogue of texts.
pub fn product_key(key: &str) -> String {
    format!("product.{}", key.replace('-', "_"))
}
