//! The design system: small parts that every page is made of. They know the texts and
//! the look, never the network.

mod area;
mod icon;
mod language;
mod live;
mod page_head;
mod state;
pub mod theme;
mod trouble;
mod universe;
mod waiting;
pub mod window;

pub use area::{Area, AreaMissing, DrawArea, Parcel};
pub use icon::Icon;
pub use language::{LanguageChoice, Spoken};
pub use live::{live, live_if, text};
pub use page_head::PageHead;
pub use state::ConditionMark;
pub use theme::ThemeChoice;
pub use trouble::TroubleBox;
pub use universe::{UniverseMark, tint, universe_icon, universe_key};
pub use waiting::Waiting;
