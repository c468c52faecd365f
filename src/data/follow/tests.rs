//! From the first asking to the end, with a clock that is moved by hand.

use api::{Refusal, RefusalCode};

use super::*;
use crate::session::Scope;

const NOW: f64 = 4_000_000_000_000.0;

fn followed(id: u64) -> Followed {
    Followed {
        task: TaskRef {
            machine: Machine::Vps,
            name: "vps-1.example".into(),
            id: TaskId(id),
        },
        title: "Moving".into(),
        subject: "Staging".into(),
        at: 7.0,
    }
}

fn task(state: &str, progress: u64) -> Result<Task, ApiError> {
    Ok(Task {
        id: TaskId(1),
        state: Some(TaskState::from_wire(state)),
        function: "migrate".into(),
        comment: Some("in the provider's words".into()),
        began: None,
        progress: Some(progress),
    })
}

fn missing() -> Result<Task, ApiError> {
    Err(ApiError::Refused(Box::new(Refusal {
        status: 404,
        code: RefusalCode::from_wire("NOT_FOUND"),
        class: None,
        message: String::new(),
        denied_actions: None,
        query_id: None,
    })))
}

/// A tab in which nobody watches by themselves: the test does.
fn opened() -> Data {
    let data = Data::for_tests();
    data.inner().writes.watching.set(true);
    data
}

fn standing(data: Data) -> Vec<(String, Outcome)> {
    let writes = data.inner().writes.list.read_untracked().clone();
    let of = |write: Write| (format!("{} {}", write.account, write.of), write.outcome);
    writes.into_iter().map(of).collect()
}

#[test]
fn what_the_api_says_is_what_is_said() {
    let before = Progress {
        percent: Some(40),
        heard_at: 3.0,
        ..Progress::default()
    };
    for (state, ends) in [
        ("done", Some(Outcome::Done { read_back: false })),
        ("cancelled", Some(Outcome::Ended(End::Cancelled))),
        ("todo", None),
        ("init", None),
        ("doing", None),
        ("paused", None),
        ("blocked", None),
        ("waitingAck", None),
        ("neverHeardOf", None),
    ] {
        let running = Outcome::Running(Progress {
            state: Some(TaskState::from_wire(state)),
            percent: Some(50),
            heard_at: NOW,
            silent: false,
        });
        let said = outcome(task(state, 50), before.clone(), NOW);
        assert_eq!(said, ends.unwrap_or(running), "{state}");
    }
    for state in ["error", "ovhError", "customerError"] {
        let words = Some("in the provider's words".to_owned());
        let said = outcome(task(state, 50), before.clone(), NOW);
        assert_eq!(said, Outcome::Ended(End::Failed(words)), "{state}");
    }
    assert_eq!(
        outcome(missing(), before.clone(), NOW),
        Outcome::Ended(End::Gone)
    );
    // A region out of reach ends nothing, and what was heard before still stands.
    let silent = Progress {
        silent: true,
        ..before.clone()
    };
    assert_eq!(
        outcome(Err(ApiError::Timeout), before, NOW),
        Outcome::Running(silent)
    );
}

#[test]
fn a_task_is_asked_about_until_its_end_and_no_longer() {
    let data = opened();
    let (eu, ca) = (
        Account::made_up("eu:ab1-ovh"),
        Account::made_up("ca:ab1-ovh"),
    );
    data.follow(&eu, followed(1));
    data.follow(&eu, followed(1));
    data.follow(&ca, followed(1));
    assert_eq!(standing(data).len(), 2, "once for each account");

    assert!(data.due(NOW, false).is_empty(), "nobody sees the page");
    let due = data.due(NOW, true);
    assert_eq!(due.len(), 2);
    assert!(data.due(NOW, true).is_empty(), "under way");
    data.heard(&due[0], task("doing", 10), NOW);
    assert_eq!(data.due(NOW + 1_900.0, true).len(), 0);
    let again = data.due(NOW + 2_000.0, true);
    assert_eq!(again.len(), 1, "the other one is not answered yet");
    data.heard(&again[0], task("done", 100), NOW + 2_500.0);
    data.heard(&due[1], Err(ApiError::Timeout), NOW + 10_000.0);
    let last = data.due(NOW + 14_000.0, true);
    assert_eq!(last.len(), 1);
    assert_eq!(last[0].account, ca.id);
    data.heard(&last[0], missing(), NOW + 15_000.0);
    assert!(data.due(NOW * 2.0, true).is_empty());
    let ends: Vec<_> = standing(data)
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    assert_eq!(
        ends,
        [
            Outcome::Done { read_back: false },
            Outcome::Ended(End::Gone)
        ]
    );
    // What is late changes nothing any more.
    data.heard(&last[0], task("doing", 10), NOW + 16_000.0);
    assert_eq!(standing(data)[1].1, Outcome::Ended(End::Gone));
}

#[test]
fn a_reload_takes_up_what_is_not_at_its_end_of_the_accounts_that_are_there() {
    let data = opened();
    let (eu, ca) = (
        Account::made_up("eu:ab1-ovh"),
        Account::made_up("ca:ab1-ovh"),
    );
    data.follow(&eu, followed(1));
    data.follow(&eu, followed(2));
    data.follow(&ca, followed(3));
    let due = data.due(NOW, true);
    data.heard(&due[0], task("done", 100), NOW);

    let data = opened();
    data.resume(std::slice::from_ref(&eu));
    data.resume(std::slice::from_ref(&eu));
    let running = Outcome::Running(Progress::default());
    let expected = [("eu:ab1-ovh vps/vps-1.example/2".to_owned(), running)];
    assert_eq!(standing(data), expected);
    assert_eq!(
        data.writes(&Scope::parse("eu:ab1-ovh").unwrap())[0].subject,
        "Staging"
    );
    // The other account comes back later; one more of the first loses nothing.
    data.follow(&eu, followed(4));
    data.resume(&[eu.clone(), ca.clone()]);
    assert_eq!(standing(data).len(), 3);

    let data = opened();
    // Whoever follows first does not write over what was to be taken up.
    data.follow(&eu, followed(5));
    assert_eq!(standing(data).len(), 3);
}

#[test]
fn with_the_account_goes_what_was_followed_of_it() {
    let data = opened();
    let (eu, ca) = (
        Account::made_up("eu:ab1-ovh"),
        Account::made_up("ca:ab1-ovh"),
    );
    data.follow(&eu, followed(1));
    data.follow(&ca, followed(2));
    let due = data.due(NOW, true);
    data.forget_one(&eu.id);
    data.heard(&due[0], task("doing", 10), NOW);
    assert_eq!(standing(data).len(), 1);
    let data = opened();
    data.resume(&[eu.clone(), ca.clone()]);
    assert_eq!(standing(data).len(), 1);
    // Also what was never taken up.
    let data = opened();
    data.forget();
    data.resume(&[eu, ca]);
    assert!(standing(data).is_empty());
}

#[test]
fn a_write_that_begins_a_task_stays_one_line() {
    let data = opened();
    let eu = Account::made_up("eu:ab1-ovh");
    let number = data.list_write(Write {
        account: eu.id.clone(),
        what: "service-restart",
        of: "12".into(),
        title: "Restarted".into(),
        subject: "Staging".into(),
        at: 1.0,
        outcome: Outcome::Pending,
        number: 0,
    });
    data.began(number, followed(1).task);
    assert_eq!(standing(data).len(), 1);
    assert_eq!(
        data.outcome(number),
        Some(Outcome::Running(Progress::default()))
    );
    let due = data.due(NOW, true);
    data.heard(&due[0], task("error", 10), NOW);
    assert!(matches!(
        data.outcome(number),
        Some(Outcome::Ended(End::Failed(_)))
    ));
}
