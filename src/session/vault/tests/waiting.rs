use crate::session::vault::{Due, Idle, Seen, Tries};

const MINUTE: f64 = 60_000.0;

/// Both clocks after so many minutes awake.
fn awake(minutes: f64) -> Seen {
    Seen {
        wall: 1e12 + minutes * MINUTE,
        steady: minutes * MINUTE,
    }
}

#[test]
fn it_warns_two_minutes_ahead_and_locks() {
    let mut idle = Idle::new(awake(0.0), 15);
    assert_eq!(idle.due(awake(12.9)), Due::Nothing);
    assert_eq!(idle.due(awake(13.5)), Due::Warning { left_ms: 90_000.0 });
    assert_eq!(idle.due(awake(15.0)), Due::Lock);
}

#[test]
fn whoever_does_something_stays() {
    let mut idle = Idle::new(awake(0.0), 15);
    assert_eq!(idle.active(awake(14.0)), Due::Nothing);
    assert_eq!(idle.due(awake(20.0)), Due::Nothing);
    assert_eq!(idle.due(awake(29.0)), Due::Lock);
}

#[test]
fn a_short_limit_warns_in_its_second_half() {
    let mut idle = Idle::new(awake(0.0), 1);
    assert_eq!(idle.due(awake(0.4)), Due::Nothing);
    assert!(matches!(idle.due(awake(0.6)), Due::Warning { .. }));
}

#[test]
fn another_limit_holds_for_the_time_already_counted() {
    let mut idle = Idle::new(awake(0.0), 15);
    idle.set_limit(5);
    assert_eq!(idle.due(awake(2.0)), Due::Nothing);
    assert_eq!(idle.due(awake(5.0)), Due::Lock);
}

#[test]
fn the_first_key_after_a_sleep_does_not_keep_it_open() {
    let mut idle = Idle::new(awake(0.0), 15);
    // Asleep for an hour: only the wall clock went on.
    let woken = Seen {
        wall: awake(60.0).wall,
        steady: awake(0.1).steady,
    };
    assert_eq!(idle.active(woken), Due::Lock);
}

#[test]
fn setting_the_clock_back_does_not_keep_it_open() {
    let mut idle = Idle::new(awake(0.0), 15);
    let back = |minutes: f64| Seen {
        wall: awake(minutes - 60.0).wall,
        steady: awake(minutes).steady,
    };
    assert_eq!(idle.due(back(1.0)), Due::Nothing);
    assert_eq!(idle.due(back(14.0)), Due::Warning { left_ms: MINUTE });
    assert_eq!(idle.due(back(15.0)), Due::Lock);
}

#[test]
fn the_pause_after_wrong_passphrases_grows_to_a_minute() {
    let mut tries = Tries::default();
    let mut pauses = Vec::new();
    for _ in 0..12 {
        tries = tries.and_wrong(0.0);
        pauses.push(tries.wait_ms(0.0) / 1_000.0);
    }
    assert_eq!(
        pauses,
        [
            0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0, 60.0, 60.0
        ]
    );
    assert_eq!(tries.wait_ms(59_000.0), 1_000.0);
    assert_eq!(tries.wait_ms(61_000.0), 0.0);
    // The clock was set back by an hour.
    assert_eq!(tries.wait_ms(-3_600_000.0), 60_000.0);
}

#[test]
fn a_reload_does_not_forget_wrong_passphrases() {
    let tries = Tries::default().and_wrong(5_000.0).and_wrong(1.7e12);
    assert_eq!(Tries::parse(&tries.to_text()), tries);
    for text in ["", "x", "1", "1 x", "-1 5"] {
        assert_eq!(Tries::parse(text), Tries::default(), "{text}");
    }
}
