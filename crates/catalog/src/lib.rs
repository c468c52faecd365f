//! Facts as data: universes, the products in them, the regions in which each
//! product exists, the support levels a universe offers, who answers for which problem
//! ([`perimeter()`]), and what customers can do themselves ([`Action`]).
//!
//! Every fact says where it was read and when (`Source`), because these facts
//! age: prices, regions and offers change without notice. There is no logic here
//! beyond looking a fact up, no network and no text for people; the application
//! names things in the reader's language by [`Product::key`] and
//! [`Universe::key`].
//!
//! ```
//! use catalog::{Region, Universe, product_of};
//!
//! // `/services` says which route manages a service; the catalogue says what it is.
//! let vps = product_of("/vps/{serviceName}").unwrap();
//! assert_eq!(vps.key, "vps");
//! assert_eq!(vps.universe, Universe::Spirit);
//! assert!(vps.exists_in(Region::Us));
//!
//! // A product that appeared after this table was written is simply unknown.
//! assert!(product_of("/quantum/{serviceName}").is_none());
//! ```

mod action;
mod certification;
mod check;
mod day;
mod delay;
mod document;
mod family;
mod guide;
mod level;
mod notice;
mod perimeter;
mod product;
mod products;
mod sla;
#[cfg(feature = "sources")]
mod source;
#[cfg(feature = "offers")]
pub mod support;
mod universe;

pub use action::Action;
pub use certification::{Certification, Coverage, coverage};
pub use check::{CHECKS, Check, Parser, Symptom, check, checks};
pub use day::Day;
pub use delay::{DELAYS, Delay, delay};
pub use document::{DOCUMENTS, Document, Publisher, page_address};
pub use family::Family;
pub use guide::{GUIDES, Guide, guide};
pub use level::Level;
pub use notice::{EndStep, PRODUCT_ENDS, ProductEnd};
pub use perimeter::{Responsible, Topic, perimeter, topic};
pub use product::{Presence, Product, Region, product_of};
pub use products::PRODUCTS;
pub use sla::{Credit, SLAS, Sla, sla};
#[cfg(feature = "sources")]
pub use source::Source;
pub use universe::Universe;
