//! Months, weekdays and days of the calendar, as the reader writes them.

use js_sys::{Array, Date, Function, Intl};
use wasm_bindgen::JsCast;

use super::format::{call, options};

const DAY_MS: f64 = 86_400_000.0;

thread_local! {
    static SHORT_MONTH: Function = maker(&[("month", "short")]);
    static LONG_MONTH: Function = maker(&[("month", "long"), ("year", "numeric")]);
    static WEEKDAY: Function = maker(&[("weekday", "short")]);
    static SHORT_DAY: Function = maker(&[("day", "numeric"), ("month", "short")]);
    static LONG_DAY: Function = maker(&[("dateStyle", "full")]);
}

fn maker(wanted: &[(&str, &str)]) -> Function {
    let mut wanted = wanted.to_vec();
    // A day of the calendar is the same everywhere.
    wanted.push(("timeZone", "UTC"));
    Intl::DateTimeFormat::new(&Array::new(), &options(&wanted)).format()
}

fn write(formatter: &'static std::thread::LocalKey<Function>, day: i64) -> String {
    let date = Date::new(&(day as f64 * DAY_MS).into());
    formatter.with(|formatter| call(formatter, date.unchecked_ref()))
}

fn middle(year: u16, month: u8) -> i64 {
    api::Date::new(year, month, 15).map_or(0, api::Date::days)
}

/// `Nov`.
pub fn short_month(year: u16, month: u8) -> String {
    write(&SHORT_MONTH, middle(year, month))
}

/// `November 2026`.
pub fn long_month(year: u16, month: u8) -> String {
    write(&LONG_MONTH, middle(year, month))
}

/// `Mon`; `day` counted from 1970-01-01.
pub fn weekday(day: i64) -> String {
    write(&WEEKDAY, day)
}

/// `24 Nov`; `day` counted from 1970-01-01.
pub fn short_day(day: i64) -> String {
    write(&SHORT_DAY, day)
}

/// `Tuesday 24 November 2026`; `day` counted from 1970-01-01.
pub fn long_day(day: i64) -> String {
    write(&LONG_DAY, day)
}

/// The reader's day on which a moment lies, counted from 1970-01-01. `unix_ms` in
/// milliseconds since 1970.
pub fn day_of(unix_ms: f64) -> i64 {
    let behind = Date::new(&unix_ms.into()).get_timezone_offset() * 60_000.0;
    ((unix_ms - behind) / DAY_MS).floor() as i64
}

/// The reader's month at a moment: year, and month from 1.
pub fn month_of(unix_ms: f64) -> (u16, u8) {
    let date = Date::new(&unix_ms.into());
    (date.get_full_year() as u16, date.get_month() as u8 + 1)
}
