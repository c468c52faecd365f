//! The bills that follow from what an account has: nothing of them is stored.
//!
//! A service is billed at the beginning of each period, one that is billed by what it
//! consumes at the end. What falls on one day for one reason is one bill.

use std::collections::BTreeMap;

use sha1::{Digest, Sha1};
use time::{Date, OffsetDateTime, Time};

use crate::money::UCENTS;
use crate::product::Product;
use crate::region::Region;
use crate::store::billing::{RenewMode, add_months};
use crate::store::services::Service;

/// How far back bills are kept, in months.
pub const KEPT_MONTHS: i32 = 18;

/// The day that numbers of bills count from, as a Julian day.
const FIRST_DAY: i32 = 2_450_000;

const CENT: i64 = UCENTS / 100;

/// One service for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The technical name of the service.
    pub service: String,
    /// What was ordered.
    pub plan: String,
    /// The first day it is for.
    pub from: Date,
    /// The day after the last one.
    pub until: Date,
    /// Without tax, whole cents in hundred-millionths.
    pub ucents: i64,
}

/// What was billed on one day for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Its number.
    pub id: String,
    /// The order behind it.
    pub order: i64,
    /// What opens its addresses.
    pub password: String,
    /// When it was made out.
    pub date: OffsetDateTime,
    /// `billing.CategoryEnum`.
    pub category: &'static str,
    /// In the order of the services' names.
    pub lines: Vec<Line>,
}

impl Bill {
    /// The sum of the lines.
    pub fn without_tax(&self) -> i64 {
        self.lines.iter().map(|line| line.ucents).sum()
    }

    /// The tax on it, rounded to cents as a whole.
    pub fn tax(&self, region: Region) -> i64 {
        // In thousandths of a percent: VAT of France, GST and QST of Québec, none.
        let rate = match region {
            Region::Eu => 20_000,
            Region::Ca => 14_975,
            Region::Us => 0,
        };
        let cents = self.without_tax() / CENT;
        (cents * rate + 50_000) / 100_000 * CENT
    }
}

/// The bills of the account `nic`, who pays for `services`, as of `now`: the oldest
/// first.
pub fn bills(region: Region, nic: &str, services: &[Service], now: OffsetDateTime) -> Vec<Bill> {
    let mut days: BTreeMap<(Date, &'static str), Vec<Line>> = BTreeMap::new();
    let oldest = add_months(now, -KEPT_MONTHS);
    for service in services {
        if service.contacts.billing == nic {
            for (billed, category, line) in lines(service, oldest, now) {
                days.entry((billed.date(), category))
                    .or_default()
                    .push(line);
            }
        }
    }
    days.into_iter()
        .map(|((day, category), mut lines)| {
            lines.sort_by(|a, b| a.service.cmp(&b.service));
            bill(region, nic, day, category, lines)
        })
        .collect()
}

fn bill(region: Region, nic: &str, day: Date, category: &'static str, lines: Vec<Line>) -> Bill {
    let hash = Sha1::digest(format!("{region}/{nic}/{day}/{category}"));
    let number = hash
        .iter()
        .take(4)
        .fold(0_i64, |number, byte| number << 8 | i64::from(*byte))
        % 100_000;
    // The day tells an account's bills apart, the rest those of one day.
    let days = i64::from(day.to_julian_day() - FIRST_DAY);
    let letters = match region {
        Region::Eu => "FR",
        Region::Ca => "CA",
        Region::Us => "US",
    };
    let hex: String = hash
        .iter()
        .skip(4)
        .take(2)
        .map(|b| format!("{b:02x}"))
        .collect();
    Bill {
        id: format!("{letters}{days}{number:05}"),
        order: days * 100_000 + number,
        password: hex,
        // The run of the night, so that no bill is from the future.
        date: day.with_time(Time::MIDNIGHT).assume_utc(),
        category,
        lines,
    }
}

/// Each period that was billed between `oldest` and `now`, with the moment and the reason.
fn lines(
    service: &Service,
    oldest: OffsetDateTime,
    now: OffsetDateTime,
) -> Vec<(OffsetDateTime, &'static str, Line)> {
    let facts = &service.billing;
    let Some(paid_until) = facts.paid_until.filter(|_| service.plan.price_ucents > 0) else {
        return Vec::new();
    };
    let step = i32::from(facts.months.max(1));
    let moment = facts.at(now);
    // An open invoice is for the period after the one that was paid.
    let last = match facts.unpaid_since {
        Some(since) if since <= now => add_months(paid_until, step),
        _ => moment.expires.unwrap_or(paid_until),
    };
    let consumed = service.product.by_consumption();
    let month = |date: OffsetDateTime| date.year() * 12 + i32::from(u8::from(date.month()));
    // The period that ends with `last`, and those before it, down to the order.
    let back = (month(last) - month(paid_until)) / step;
    let mut found = Vec::new();
    let mut count = back + 1;
    loop {
        let until = add_months(paid_until, count * step);
        count -= 1;
        let starts = add_months(paid_until, count * step);
        if until <= facts.created || until <= oldest {
            break;
        }
        if until > last {
            continue;
        }
        let first = starts <= facts.created;
        let from = starts.max(facts.created);
        let billed = if consumed { until } else { from };
        if billed <= now && billed > oldest {
            let line = Line {
                service: service.name.clone(),
                plan: service.plan.name.clone(),
                from: from.date(),
                until: until.date(),
                ucents: price(service, until, consumed),
            };
            found.push((billed, category(service, first, consumed), line));
        }
        if first {
            break;
        }
    }
    found
}

/// A fixed price, or one that goes up and down with what is consumed.
fn price(service: &Service, until: OffsetDateTime, consumed: bool) -> i64 {
    let fixed = service.plan.price_ucents / CENT * CENT;
    if !consumed {
        return fixed;
    }
    let hash = Sha1::digest(format!("{}/{}", service.id, until.date()));
    let percent = 80 + i64::from(hash[0]) % 41;
    fixed / CENT * percent / 100 * CENT
}

fn category(service: &Service, first: bool, consumed: bool) -> &'static str {
    if consumed {
        return "purchase-cloud";
    }
    match (first, service.billing.mode) {
        (false, RenewMode::Automatic) => "autorenew",
        (false, RenewMode::Manual) => "earlyrenewal",
        (true, _) => match service.product {
            Product::Domain | Product::Zone | Product::HostingWeb | Product::EmailDomain => {
                "purchase-web"
            }
            Product::Telephony | Product::Xdsl => "purchase-telecom",
            Product::DedicatedServer | Product::Vps => "purchase-servers",
            Product::CloudProject => "purchase-cloud",
            Product::DedicatedCloud | Product::Ip | Product::Vrack => "purchase",
        },
    }
}
