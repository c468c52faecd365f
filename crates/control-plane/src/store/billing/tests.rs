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
    let date =
        |text| OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).unwrap();
    let first = date("2027-01-31T10:00:00Z");
    assert_eq!(add_months(first, 1), date("2027-02-28T10:00:00Z"));
    assert_eq!(add_months(first, 13), date("2028-02-29T10:00:00Z"));
    assert_eq!(add_months(first, -2), date("2026-11-30T10:00:00Z"));
    assert_eq!(
        renewed(first, 1, date("2027-03-15T00:00:00Z")),
        date("2027-03-31T10:00:00Z")
    );
}

proptest::proptest! {
    #[test]
    fn any_facts_make_sense_at_any_time(
        paid in -3_000_i64..3_000,
        months in 1_u16..36,
        automatic: bool,
        unpaid in proptest::option::of(-300_i64..300),
        policy in 0_usize..3,
        now in -3_000_i64..300_000,
    ) {
        let day = |count: i64| start() + Duration::seconds(count * 86_400);
        let billing = Billing {
            paid_until: Some(day(paid)),
            mode: if automatic { RenewMode::Automatic } else { RenewMode::Manual },
            months,
            unpaid_since: unpaid.map(day),
            end: [EndPolicy::Empty, EndPolicy::AtEngagement, EndPolicy::AtExpiration][policy],
            engaged_until: Some(day(100)),
            ..monthly()
        };
        let now = day(now);
        let moment = billing.at(now);
        let expires = moment.expires.unwrap();
        assert!(expires >= day(paid), "a renewal never takes time away");
        if moment.standing < Standing::InCreation {
            assert!(expires >= now, "{:?}", moment);
        }
        if moment.standing == Standing::Fine && moment.ends.is_none() {
            assert_eq!(moment.next_billing, Some(expires));
        }
        if moment.next_billing.is_some() {
            assert!(!matches!(moment.standing, Standing::Expired | Standing::ToDelete));
        }
        // One step earlier it had not been reached: periods are not skipped.
        if expires > day(paid) {
            let before = add_months(expires, -i32::from(months));
            assert!(before <= now + Duration::days(4), "{before} {now}");
        }
    }
}
