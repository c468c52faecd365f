//! The design system: small parts that every page is made of. They know the texts and
//! the look, never the network.

mod area;
pub mod chart;
mod confirm;
mod dialog;
mod field;
mod icon;
mod language;
mod live;
mod page_head;
mod panel;
mod progress;
mod shown_universes;
mod state;
mod summary;
pub mod table;
pub mod theme;
pub mod toasts;
mod trouble;
mod universe;
mod waiting;
pub mod window;

pub use area::{Area, AreaMissing, DrawArea, Parcel, arriving};
pub use confirm::ConfirmByName;
pub use dialog::{Dialog, keep_focus};
pub use field::{Field, Wired, exact_input};
pub use icon::Icon;
pub use language::{LanguageChoice, Spoken};
pub use live::{live, live_if, text};
pub use page_head::PageHead;
pub use panel::{Panel, PanelState, titled};
pub use progress::{LONG_WAIT_MS, OLD_MS, ago, progress, updated};
pub use shown_universes::ShownUniverses;
pub use state::ConditionMark;
pub use summary::{ErrorSummary, problem_links, problems_title};
pub use theme::ThemeChoice;
pub use trouble::{HelpAt, TroubleBox, mishap};
pub use universe::{UniverseMark, tint, universe_icon, universe_key};
pub use waiting::Waiting;
