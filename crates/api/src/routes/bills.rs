//! What an account was billed: `/me/bill`.

use crate::{
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Date,
    money::Money,
    regions::Where,
    session::Session,
};

/// A bill, `billing.Bill`; `billing.Invoice` in the United States.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    /// Its number.
    pub id: String,
    /// The day it was made out, as the API writes it.
    pub day: Date,
    /// What is to be paid, tax included.
    pub total: Money,
}

const LIST: List<Bill> = List {
    place: Where::EVERYWHERE,
    path: "/me/bill",
    id: "billId",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Bill, Wrong> {
    Ok(Bill {
        id: fields.text("billId")?,
        day: fields.date("date")?.ok_or(Wrong::field("date", "a date"))?,
        total: fields
            .money("priceWithTax")?
            .ok_or(Wrong::field("priceWithTax", "an amount of money"))?,
    })
}

impl Session {
    /// The bills made out at `from` (`2026-01-01T00:00:00Z`) or later.
    /// `GET /me/bill?date.from=`, expanded.
    pub async fn bills_since(&self, from: &str) -> Result<Page<Bill>, ApiError> {
        self.list_where(&LIST, &[("date.from", from)]).await
    }
}
