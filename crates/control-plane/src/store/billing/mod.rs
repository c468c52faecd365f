//! What is known of a service's life, and what follows from it at a moment.
//!
//! Only facts are stored: when it was ordered, until when it is paid, how it
//! is renewed. Its state is never stored: [`Billing::at`] reads it off the
//! facts and the clock, so `/services` and `serviceInfos` cannot disagree and
//! a service expires by itself as time passes.

mod standing;

use time::{Date, Duration, Month, OffsetDateTime};

pub use standing::Standing;

/// How long an unpaid invoice is only a reminder.
const DEBT_GRACE: Duration = Duration::days(5);
/// How long after the invoice's date an unpaid service is suspended.
const SUSPENDED_AFTER: Duration = Duration::days(15);
/// How long an expired service is kept before its data is deleted.
const KEPT_AFTER_EXPIRY: Duration = Duration::days(30);
/// How long before its date a manual renewal is asked for.
const RENEWAL_NOTICE: Duration = Duration::days(30);
/// How long before its date an automatic renewal is under way.
const RENEWAL_RUN: Duration = Duration::days(1);

/// Who starts a renewal: `services.expanded.Renew.ModeEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewMode {
    /// The provider renews and charges the account.
    Automatic,
    /// Nothing happens until the customer orders the renewal.
    Manual,
}

impl RenewMode {
    /// The value on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            RenewMode::Automatic => "automatic",
            RenewMode::Manual => "manual",
        }
    }

    /// The mode called `wire`.
    pub fn from_wire(wire: &str) -> Option<RenewMode> {
        [RenewMode::Automatic, RenewMode::Manual]
            .into_iter()
            .find(|mode| mode.wire() == wire)
    }
}

/// When the customer wants the service to end:
/// `services.expanded.terminationPolicyEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndPolicy {
    /// It goes on.
    Empty,
    /// It ends with the commitment.
    AtEngagement,
    /// It ends with the period that is paid.
    AtExpiration,
}

impl EndPolicy {
    /// The value on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            EndPolicy::Empty => "empty",
            EndPolicy::AtEngagement => "terminateAtEngagementDate",
            EndPolicy::AtExpiration => "terminateAtExpirationDate",
        }
    }

    /// The policy called `wire`.
    pub fn from_wire(wire: &str) -> Option<EndPolicy> {
        [
            EndPolicy::Empty,
            EndPolicy::AtEngagement,
            EndPolicy::AtExpiration,
        ]
        .into_iter()
        .find(|policy| policy.wire() == wire)
    }
}

/// The facts about a service's life and payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billing {
    /// When it was ordered.
    pub created: OffsetDateTime,
    /// When it is, or was, ready to be used.
    pub delivered: OffsetDateTime,
    /// The end of the period that was last paid by hand; none when nothing
    /// ever expires.
    pub paid_until: Option<OffsetDateTime>,
    /// Who renews.
    pub mode: RenewMode,
    /// For how long one renewal holds, in months.
    pub months: u16,
    /// The end of a commitment.
    pub engaged_until: Option<OffsetDateTime>,
    /// The date of an invoice that was not paid.
    pub unpaid_since: Option<OffsetDateTime>,
    /// When the customer wants it to end.
    pub end: EndPolicy,
    /// The date of a confirmed termination.
    pub ended: Option<OffsetDateTime>,
}

/// A service's state at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What follows from the facts.
    pub standing: Standing,
    /// The end of the paid period, automatic renewals included.
    pub expires: Option<OffsetDateTime>,
    /// When the next renewal is charged, if one is going to be.
    pub next_billing: Option<OffsetDateTime>,
    /// When the service ends or ended, if that is decided.
    pub ends: Option<OffsetDateTime>,
}

impl Billing {
    /// What the facts mean at `now`.
    pub fn at(&self, now: OffsetDateTime) -> Moment {
        let ends_by_policy = match self.end {
            EndPolicy::Empty => None,
            EndPolicy::AtExpiration => self.paid_until,
            EndPolicy::AtEngagement => self.engaged_until.or(self.paid_until),
        };
        let ends = self.ended.or(ends_by_policy);
        let unpaid = self.unpaid_since.filter(|since| *since <= now);
        let renews = self.mode == RenewMode::Automatic && unpaid.is_none();
        let expires = match self.paid_until {
            Some(paid) if renews => {
                // Renewals stop at the end that was decided.
                let until = ends.map_or(now, |ends| ends.min(now));
                Some(renewed(paid, self.months, until))
            }
            paid => paid,
        };
        let standing = self.standing(now, ends, unpaid, expires, renews);
        let next_billing = match expires {
            Some(date) if date > now && ends.is_none_or(|ends| ends > date) => Some(date),
            _ => None,
        };
        Moment {
            standing,
            expires,
            next_billing,
            ends,
        }
    }

    fn standing(
        &self,
        now: OffsetDateTime,
        ends: Option<OffsetDateTime>,
        unpaid: Option<OffsetDateTime>,
        expires: Option<OffsetDateTime>,
        renews: bool,
    ) -> Standing {
        if ends.is_some_and(|ends| ends <= now) {
            return Standing::Terminated;
        }
        if now < self.delivered {
            return Standing::InCreation;
        }
        if let Some(since) = unpaid {
            let age = now - since;
            return match () {
                () if age < DEBT_GRACE => Standing::PendingDebt,
                () if age < SUSPENDED_AFTER => Standing::Unpaid,
                () => Standing::Suspended,
            };
        }
        let Some(expires) = expires else {
            return Standing::Fine;
        };
        match () {
            () if now - expires >= KEPT_AFTER_EXPIRY => Standing::ToDelete,
            () if expires <= now => Standing::Expired,
            () if ends.is_some() => Standing::Fine,
            () if renews && expires - now <= RENEWAL_RUN => Standing::Renewing,
            () if !renews && expires - now <= RENEWAL_NOTICE => Standing::ToRenew,
            () => Standing::Fine,
        }
    }
}

/// The end of the period that contains `now`, in steps of `months` from `paid`.
fn renewed(paid: OffsetDateTime, months: u16, now: OffsetDateTime) -> OffsetDateTime {
    let step = i32::from(months.max(1));
    let month = |date: OffsetDateTime| date.year() * 12 + i32::from(u8::from(date.month()));
    // Whole steps between the months are never too many; the last one may be
    // missing because of the day.
    let mut count = ((month(now) - month(paid)) / step - 1).max(0) * step;
    let mut until = add_months(paid, count);
    while until < now {
        count += step;
        // From the first date each time: the 31st stays the 31st.
        let next = add_months(paid, count);
        if next <= until {
            break; // the calendar ends here
        }
        until = next;
    }
    until
}

/// The same time of day `months` later, on the month's last day when it is
/// too short. A date outside the calendar stays where it is.
pub fn add_months(from: OffsetDateTime, months: i32) -> OffsetDateTime {
    let index = from.year() * 12 + i32::from(u8::from(from.month())) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let Some(month) = u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok())
    else {
        return from;
    };
    let day = from.day().min(month.length(year));
    match Date::from_calendar_date(year, month, day) {
        Ok(date) => from.replace_date(date),
        Err(_) => from,
    }
}

#[cfg(test)]
mod tests;
