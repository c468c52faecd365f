//! The columns that every list of several accounts has: whose a row is, and in which region.

use api::{AccountId, Region};
use leptos::prelude::*;

use crate::i18n::names;
use crate::ui::table::{Column, Kind, Value};

/// A row that belongs to an account.
pub trait OfAccount {
    /// The account.
    fn account(&self) -> &AccountId;
}

/// The account, with its region before it; `title` is the key of the heading's text.
pub fn account<R: OfAccount>(title: &'static str) -> Column<R> {
    Column {
        usual: true,
        value: |row| Value::Word {
            word: row.account().nic.as_str(),
            rank: row.account().endpoint as u32,
        },
        said: Some(|row| row.account().to_string()),
        draw: |row| {
            view! {
                <span class="tag">{names::endpoint(row.account().endpoint)}</span>
                " "
                <span class="soft">{row.account().nic.to_string()}</span>
            }
            .into_any()
        },
        alike: |one, other| one.account() == other.account(),
        fits: Some(|row, word| row.account().to_string().contains(word)),
        ..Column::plain("account", title, Kind::Account, 20)
    }
}

/// The region; `title` is the key of the heading's text.
pub fn region<R: OfAccount>(title: &'static str, width: u32) -> Column<R> {
    Column {
        value: |row| {
            let region = row.account().endpoint.region();
            Value::Word {
                word: region.as_str(),
                rank: region as u32,
            }
        },
        said: Some(|row| names::region(row.account().endpoint.region())),
        draw: |row| names::region(row.account().endpoint.region()).into_any(),
        alike: |one, other| one.account().endpoint == other.account().endpoint,
        words: Some(|| {
            let all = Region::ALL;
            all.map(|region| (region.as_str(), names::region(region)))
                .into()
        }),
        ..Column::plain("region", title, Kind::Choice, width)
    }
}
