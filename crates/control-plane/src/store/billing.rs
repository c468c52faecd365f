//! What is known of a service's life, and what follows from it at a moment.
//!
//! Only facts are stored: when it was ordered, until when it is paid, how it
//! is renewed. Its state is never stored: [`Billing::at`] reads it off the
//! facts and the clock, so `/services` and `serviceInfos` cannot disagree and
//! a service expires by itself as time passes.

use time::{Date, Duration, Month, OffsetDateTime};

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

/// What follows from the facts, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Everything is paid.
    Fine,
    /// The automatic renewal is being made.
    Renewing,
    /// It is time to renew by hand.
    ToRenew,
    /// Ordered, not delivered yet.
    InCreation,
    /// A recent invoice is open; the service runs.
    PendingDebt,
    /// An invoice is overdue; the service will be suspended.
    Unpaid,
    /// An invoice is overdue and the service is suspended.
    Suspended,
    /// Not renewed in time: suspended, the data is kept.
    Expired,
    /// Not renewed for so long that its data is being deleted.
    ToDelete,
    /// Ended, on the customer's wish.
    Terminated,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 10] = [
        Standing::Fine,
        Standing::Renewing,
        Standing::ToRenew,
        Standing::InCreation,
        Standing::PendingDebt,
        Standing::Unpaid,
        Standing::Suspended,
        Standing::Expired,
        Standing::ToDelete,
        Standing::Terminated,
    ];

    /// `service.StateEnum`, in `serviceInfos`.
    pub const fn status(self) -> &'static str {
        match self {
            Standing::Fine | Standing::ToRenew => "ok",
            Standing::Renewing => "autorenewInProgress",
            Standing::InCreation => "inCreation",
            Standing::PendingDebt => "pendingDebt",
            Standing::Unpaid | Standing::Suspended => "unPaid",
            Standing::Expired | Standing::ToDelete | Standing::Terminated => "expired",
        }
    }

    /// `services.expanded.Lifecycle.StateEnum`.
    pub const fn lifecycle(self) -> &'static str {
        match self {
            Standing::Fine | Standing::Renewing | Standing::PendingDebt => "active",
            Standing::ToRenew => "toRenew",
            Standing::InCreation => "inCreation",
            Standing::Unpaid | Standing::Suspended => "unpaid",
            Standing::Expired | Standing::ToDelete => "unrenewed",
            Standing::Terminated => "terminated",
        }
    }

    /// `services.expanded.Resource.StateEnum`.
    pub const fn resource(self) -> &'static str {
        match self {
            Standing::Fine | Standing::Renewing | Standing::ToRenew | Standing::PendingDebt => {
                "active"
            }
            Standing::InCreation => "toActivate",
            Standing::Unpaid => "toSuspend",
            Standing::Suspended | Standing::Expired => "suspended",
            Standing::ToDelete => "toDelete",
            Standing::Terminated => "deleted",
        }
    }

    /// `iam.ResourceMetadata.StateEnum`.
    pub const fn iam(self) -> &'static str {
        match self {
            Standing::InCreation => "IN_CREATION",
            Standing::Suspended => "SUSPENDED",
            Standing::Expired | Standing::ToDelete | Standing::Terminated => "EXPIRED",
            _ => "OK",
        }
    }

    /// Whether the service is out of use because of its bills or its end.
    pub const fn stopped(self) -> bool {
        matches!(
            self,
            Standing::Suspended | Standing::Expired | Standing::ToDelete | Standing::Terminated
        )
    }
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
            () if expires + KEPT_AFTER_EXPIRY <= now => Standing::ToDelete,
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
    let mut until = paid;
    let mut count = 0;
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
mod tests {
    use super::*;

    const DAY: Duration = Duration::DAY;

    fn start() -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(1_790_000_000).unwrap()
    }

    fn monthly() -> Billing {
        Billing {
            created: start() - DAY * 400,
            delivered: start() - DAY * 400,
            paid_until: Some(start() + DAY * 40),
            mode: RenewMode::Automatic,
            months: 1,
            engaged_until: None,
            unpaid_since: None,
            end: EndPolicy::Empty,
            ended: None,
        }
    }

    #[track_caller]
    fn passes_through(billing: &Billing, expected: &[(i64, Standing)]) {
        for (days, standing) in expected {
            let moment = billing.at(start() + DAY * i32::try_from(*days).unwrap());
            assert_eq!(moment.standing, *standing, "after {days} days");
        }
    }

    #[test]
    fn an_automatic_service_renews_itself_for_ever() {
        let billing = monthly();
        passes_through(
            &billing,
            &[
                (0, Standing::Fine),
                (39, Standing::Renewing),
                (41, Standing::Fine),
                (4000, Standing::Fine),
            ],
        );
        let moment = billing.at(start() + DAY * 41);
        assert_eq!(moment.expires, Some(add_months(start() + DAY * 40, 1)));
        assert_eq!(moment.next_billing, moment.expires);
    }

    #[test]
    fn a_manual_service_is_asked_for_then_expires_then_goes() {
        let billing = Billing {
            mode: RenewMode::Manual,
            ..monthly()
        };
        passes_through(
            &billing,
            &[
                (0, Standing::Fine),
                (10, Standing::ToRenew),
                (39, Standing::ToRenew),
                (40, Standing::Expired),
                (69, Standing::Expired),
                (70, Standing::ToDelete),
            ],
        );
    }

    #[test]
    fn an_unpaid_invoice_reminds_warns_and_suspends() {
        let billing = Billing {
            unpaid_since: Some(start() + DAY),
            ..monthly()
        };
        passes_through(
            &billing,
            &[
                (0, Standing::Fine),
                (1, Standing::PendingDebt),
                (6, Standing::Unpaid),
                (16, Standing::Suspended),
                (60, Standing::Suspended),
            ],
        );
    }

    #[test]
    fn a_decided_end_is_kept() {
        let at_expiry = Billing {
            end: EndPolicy::AtExpiration,
            ..monthly()
        };
        passes_through(
            &at_expiry,
            &[
                (0, Standing::Fine),
                (39, Standing::Fine),
                (40, Standing::Terminated),
            ],
        );
        assert_eq!(at_expiry.at(start()).next_billing, None);

        let engaged = Billing {
            end: EndPolicy::AtEngagement,
            engaged_until: Some(start() + DAY * 100),
            ..monthly()
        };
        passes_through(
            &engaged,
            &[(99, Standing::Fine), (100, Standing::Terminated)],
        );
        assert!(engaged.at(start()).next_billing.is_some());

        let now = Billing {
            ended: Some(start()),
            ..monthly()
        };
        passes_through(&now, &[(-1, Standing::Fine), (0, Standing::Terminated)]);
    }

    #[test]
    fn an_order_is_delivered_by_the_clock() {
        let billing = Billing {
            delivered: start() + DAY,
            ..monthly()
        };
        passes_through(&billing, &[(0, Standing::InCreation), (1, Standing::Fine)]);
    }

    #[test]
    fn months_keep_their_day() {
        let date = |text| {
            OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).unwrap()
        };
        let first = date("2027-01-31T10:00:00Z");
        assert_eq!(add_months(first, 1), date("2027-02-28T10:00:00Z"));
        assert_eq!(add_months(first, 13), date("2028-02-29T10:00:00Z"));
        assert_eq!(add_months(first, -2), date("2026-11-30T10:00:00Z"));
        assert_eq!(
            renewed(first, 1, date("2027-03-15T00:00:00Z")),
            date("2027-03-31T10:00:00Z")
        );
    }
}
