//! What a service of the sample lives through, and the billing facts of it.

use time::{Duration, OffsetDateTime};

use crate::product::Product;
use crate::routes::service_infos;
use crate::sample::dice::Dice;
use crate::store::billing::{Billing, EndPolicy, RenewMode, add_months};

/// The bills of a service, counted in days from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Renewed automatically, everything is paid.
    Fine,
    /// Renewed automatically in so many days.
    Due(i64),
    /// Being renewed right now.
    Renewing,
    /// Renewed by hand; ends in so many days unless somebody does.
    Manual(i64),
    /// Was not renewed, and ended so many days ago.
    Expired(i64),
    /// An invoice is so many days old: a reminder, then overdue, then the
    /// service is suspended.
    Unpaid(i64),
    /// Ordered minutes ago.
    Ordered,
    /// Left to end in so many days.
    Ending(i64),
    /// Committed to for so many months more.
    Engaged(i32),
}

/// The shares of lives among many services, by weight.
pub const USUAL: &[(i64, Life)] = &[
    (870, Life::Fine),
    (25, Life::Due(9)),
    (12, Life::Manual(4)),
    (25, Life::Manual(21)),
    (8, Life::Expired(6)),
    (4, Life::Expired(45)),
    (5, Life::Unpaid(2)),
    (6, Life::Unpaid(9)),
    (5, Life::Unpaid(24)),
    (5, Life::Ordered),
    (5, Life::Renewing),
    (10, Life::Ending(19)),
    (20, Life::Engaged(9)),
];

/// The billing facts of a service of this kind with this life.
pub fn billing(product: Product, life: Life, now: OffsetDateTime, dice: &mut Dice) -> Billing {
    let periods = service_infos::periods(product);
    let months = match product {
        // Some pay their servers by the year.
        Product::DedicatedServer | Product::Vps if dice.chance(15) => 12,
        _ => periods.first().copied().unwrap_or(1),
    };
    let days = |count: i64| Duration::days(count);
    let hour = Duration::minutes(dice.range(0, 1_380));
    let created = now - days(dice.range(120, 2_400)) - hour;
    // Far enough that "in so many days" is the nearest thing to happen.
    let far =
        now + days(dice.range(if months > 1 { 40 } else { 10 }, i64::from(months) * 29)) + hour;
    let mut facts = Billing {
        created,
        delivered: created + Duration::minutes(dice.range(2, 600)),
        paid_until: Some(far),
        mode: RenewMode::Automatic,
        months,
        engaged_until: None,
        unpaid_since: None,
        end: EndPolicy::Empty,
        ended: None,
    };
    match life {
        Life::Fine => {}
        Life::Due(count) => facts.paid_until = Some(now + days(count)),
        Life::Renewing => facts.paid_until = Some(now + Duration::hours(9)),
        Life::Manual(count) => {
            facts.mode = RenewMode::Manual;
            facts.paid_until = Some(now + days(count));
        }
        Life::Expired(count) => {
            facts.mode = RenewMode::Manual;
            facts.paid_until = Some(now - days(count));
        }
        Life::Unpaid(count) => {
            facts.unpaid_since = Some(now - days(count));
            facts.paid_until = Some(now - days(count));
        }
        Life::Ordered => {
            facts.created = now - Duration::minutes(dice.range(3, 50));
            facts.delivered = now + Duration::hours(dice.range(20, 60));
            facts.paid_until = Some(add_months(facts.created, i32::from(months)));
        }
        Life::Ending(count) => {
            facts.end = EndPolicy::AtExpiration;
            facts.paid_until = Some(now + days(count));
        }
        Life::Engaged(count) => facts.engaged_until = Some(add_months(far, count)),
    }
    if service_infos::forced(product) {
        facts.mode = RenewMode::Automatic;
        facts.end = EndPolicy::Empty;
    }
    if !product.expires() {
        facts.paid_until = None;
        facts.unpaid_since = None;
        facts.engaged_until = None;
        facts.end = EndPolicy::Empty;
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::billing::Standing;

    #[test]
    fn each_life_leads_where_it_says() {
        let now = OffsetDateTime::from_unix_timestamp(1_790_000_000).unwrap();
        for (life, standing) in [
            (Life::Fine, Standing::Fine),
            (Life::Due(9), Standing::Fine),
            (Life::Renewing, Standing::Renewing),
            (Life::Manual(4), Standing::ToRenew),
            (Life::Expired(6), Standing::Expired),
            (Life::Expired(45), Standing::ToDelete),
            (Life::Unpaid(2), Standing::PendingDebt),
            (Life::Unpaid(9), Standing::Unpaid),
            (Life::Unpaid(24), Standing::Suspended),
            (Life::Ordered, Standing::InCreation),
            (Life::Ending(19), Standing::Fine),
            (Life::Engaged(9), Standing::Fine),
        ] {
            for seed in 0..50 {
                let mut dice = Dice::new(seed, "life");
                let facts = billing(Product::Vps, life, now, &mut dice);
                assert_eq!(facts.at(now).standing, standing, "{life:?}, seed {seed}");
                assert!(facts.created <= now);
            }
        }
    }
}
