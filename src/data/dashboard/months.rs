//! Money by month: sums of bills, each currency for itself, to the last digit.

use api::{Bill, Date};

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year,
            month: day.month,
        }
    }

    /// So many months earlier.
    pub fn back(self, months: u16) -> Self {
        let index = (u32::from(self.year) * 12 + u32::from(self.month))
            .saturating_sub(1 + u32::from(months));
        Self {
            year: (index / 12) as u16,
            month: (index % 12) as u8 + 1,
        }
    }

    /// `count` months that end with this one, the oldest first.
    pub fn up_to(self, count: u16) -> Vec<Self> {
        (0..count).rev().map(|back| self.back(back)).collect()
    }
}

/// What was billed in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// ISO 4217.
    pub currency: String,
    /// Hundred-millionths, one sum for each of the months asked for.
    pub sums: Vec<i64>,
    /// How many bills these are.
    pub bills: usize,
}

impl Series {
    /// All months together.
    pub fn total(&self) -> i64 {
        self.sums
            .iter()
            .fold(0, |sum, one| sum.saturating_add(*one))
    }
}

/// Sums of the bills made out in `months`, by the day that stands on them; currencies in
/// the order of their codes. Bills of other months are left out.
pub fn by_month<'a>(bills: impl Iterator<Item = &'a Bill>, months: &[Month]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for bill in bills {
        let month = Month::of(bill.day);
        let Some(place) = months.iter().position(|known| *known == month) else {
            continue;
        };
        let currency = &bill.total.currency;
        let at = match all.binary_search_by(|series| series.currency.as_str().cmp(currency)) {
            Ok(at) => at,
            Err(at) => {
                let series = Series {
                    currency: currency.clone(),
                    sums: vec![0; months.len()],
                    bills: 0,
                };
                all.insert(at, series);
                at
            }
        };
        let sum = &mut all[at].sums[place];
        *sum = sum.saturating_add(bill.total.ucents);
        all[at].bills += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use api::Money;

    use super::*;

    const NOVEMBER: Month = Month {
        year: 2026,
        month: 11,
    };

    fn bill(day: &str, currency: &str, ucents: i64) -> Bill {
        Bill {
            id: "FR1".into(),
            day: Date::parse(day).unwrap(),
            total: Money {
                currency: currency.into(),
                ucents,
            },
        }
    }

    #[test]
    fn months_are_counted_back_over_the_year() {
        for (back, year, month) in [(0, 2026, 11), (10, 2026, 1), (11, 2025, 12), (24, 2024, 11)] {
            assert_eq!(NOVEMBER.back(back), Month { year, month }, "{back}");
        }
        let twelve = NOVEMBER.up_to(12);
        assert_eq!(twelve.len(), 12);
        assert_eq!((twelve[0], twelve[11]), (NOVEMBER.back(11), NOVEMBER));
    }

    #[test]
    fn currencies_are_never_added_up() {
        let bills = [
            bill("2026-11-30", "USD", 3),
            bill("2026-11-01", "EUR", 5),
            bill("2026-10-31", "EUR", 7),
            bill("2025-11-30", "EUR", 1_000),
            bill("2026-11-24", "EUR", -2),
        ];
        let series = by_month(bills.iter(), &NOVEMBER.up_to(3));
        assert_eq!(
            series,
            [
                Series {
                    currency: "EUR".into(),
                    sums: vec![0, 7, 3],
                    bills: 3,
                },
                Series {
                    currency: "USD".into(),
                    sums: vec![0, 0, 3],
                    bills: 1,
                },
            ]
        );
        assert_eq!(series[0].total(), 10);
    }

    #[test]
    fn sums_equal_totals() {
        let months = NOVEMBER.up_to(12);
        // Numbers that look random and are the same each time.
        let mut state = 7_u64;
        let mut dice = move |sides: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % sides
        };
        for _ in 0..300 {
            let bills: Vec<Bill> = (0..dice(60))
                .map(|_| {
                    let month = NOVEMBER.back(dice(30) as u16);
                    let day = Date::new(month.year, month.month, dice(28) as u8 + 1).unwrap();
                    let currency = ["EUR", "CAD", "USD"][dice(3) as usize];
                    Bill {
                        day,
                        ..bill("2026-01-01", currency, dice(1 << 31) as i64 - (1 << 28))
                    }
                })
                .collect();
            let series = by_month(bills.iter(), &months);
            for currency in ["EUR", "CAD", "USD"] {
                let inside: Vec<&Bill> = bills
                    .iter()
                    .filter(|bill| bill.total.currency == currency)
                    .filter(|bill| Month::of(bill.day) >= months[0])
                    .collect();
                let sum: i64 = inside.iter().map(|bill| bill.total.ucents).sum();
                let shown = series.iter().find(|series| series.currency == currency);
                let shown = shown.map_or((0, 0), |series| (series.bills, series.total()));
                assert_eq!(shown, (inside.len(), sum));
            }
        }
    }
}
