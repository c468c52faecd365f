//! Copies say what the rows said.

use super::*;
use crate::data::Phase;
use crate::data::condition::Condition;
use crate::data::row::ProductSays;
use crate::data::row::tests::row;

fn rows() -> Vec<Arc<Row>> {
    let account = "eu:ab12345-ovh";
    let mut option = row(account, u64::MAX, "option-1.example", "/nowhere", "active");
    option.parent = Some(ServiceId(2));
    let hacked = row(account, 2, "ns1.example", "/dedicated/server/{s}", "active").with_product(
        &ProductSays {
            state: Some(ProductState::Server(ServerState::Hacked)),
            ip: Some("192.0.2.7".into()),
            site: Some("gra3".into()),
        },
        0.0,
    );
    let odd = row(account, 3, "vps1.example", "/vps/{s}", "neverHeardOf").with_product(
        &ProductSays {
            state: Some(ProductState::Vps(VpsState::from_wire("dancing"))),
            ip: None,
            site: None,
        },
        0.0,
    );
    let facts = Facts {
        ends_ms: Some(1_700_000_000_000.0),
        tags: vec!["environment:\"test\"".into()],
        ..Facts::default()
    };
    let mut named = Row::new(
        account.parse().unwrap(),
        ServiceId(4).into(),
        "Shop in Lille",
        "shop-1.example",
        "/domain/{s}",
        facts,
        0.0,
    );
    named.parent = None;
    [option, hacked, odd, named].map(Arc::new).into()
}

#[test]
fn a_copy_says_what_the_rows_said() {
    let rows = rows();
    let account = rows[0].account.clone();
    let (read, unreadable) = from_text(&account, &to_text(&rows, 3), 0.0).unwrap();
    assert_eq!(*read, rows);
    assert_eq!(unreadable, 3);
    assert_eq!(read[1].condition, Condition::Hacked);
}

#[test]
fn what_a_brand_names_is_named_in_its_copy() {
    let account: AccountId = "kimsufi-eu:ab12345-ovh".parse().unwrap();
    let block = Row::new(
        account.clone(),
        "ip/192.0.2.0/28".parse().unwrap(),
        "",
        "192.0.2.0/28",
        "/ip/{ip}",
        Facts::default(),
        0.0,
    );
    let rows = [Arc::new(block)];
    let (read, _) = from_text(&account, &to_text(&rows, 0), 0.0).unwrap();
    assert_eq!(*read, rows);
}

#[test]
fn what_has_ended_since_is_shown_as_ended() {
    let rows = rows();
    let text = to_text(&rows, 0);
    let at = |now| from_text(&rows[0].account, &text, now).unwrap().0[3].condition;
    assert_ne!(at(0.0), at(1_800_000_000_000.0));
}

#[test]
fn what_is_no_copy_is_refused_as_a_whole() {
    let rows = rows();
    let whole = to_text(&rows, 0);
    for text in [
        "",
        "[]",
        "{}",
        r#"{"rows":[],"unreadable":"many"}"#,
        &whole[..whole.len() - 1],
        // One row that cannot be read: a list that lacks a service is worse than none.
        &whole.replacen("\"id\":\"2\"", "\"id\":\"-2\"", 1),
        &whole.replacen("\"renews\":true", "\"renews\":1", 1),
    ] {
        assert!(from_text(&rows[0].account, text, 0.0).is_none(), "{text}");
    }
}

#[test]
fn a_copy_never_takes_the_place_of_an_answer() {
    let account = Account::made_up("eu:ab12345-ovh");
    let data = Data::for_tests();
    let text = to_text(&rows(), 0);
    assert!(data.answered(&account.id).is_none());
    assert!(!data.recall(&account, 5.0, "nonsense"));
    assert!(data.answered(&account.id).is_none());

    assert!(data.recall(&account, 5.0, &text));
    let known = data.answered(&account.id).unwrap();
    assert_eq!((known.read_at, known.rows.len()), (5.0, 4));
    assert_eq!(
        data.inner()
            .keep
            .slot(&account.id, SERVICES, "")
            .unwrap()
            .known_since(),
        5.0
    );

    // A second copy changes nothing, and no other account has any of it.
    assert!(data.recall(&account, 9.0, &to_text(&[], 0)));
    let same = data.answered(&account.id).unwrap();
    assert_eq!((same.read_at, same.mark()), (5.0, known.mark()));
    assert!(data.answered(&"ca:ab12345-ovh".parse().unwrap()).is_none());
}

#[test]
fn a_copy_leaves_alone_how_the_asking_goes() {
    let account = Account::made_up("eu:ab12345-ovh");
    let data = Data::for_tests();
    let (cell, start) = services::begin(&account.id);
    let slot = services::slot(&account, &cell, start);
    data.inner().keep.add(slot, 0.0);
    cell.update_untracked(|loaded| loaded.phase = Phase::Waiting { since: 7.0 });
    assert!(data.recall(&account, 5.0, &to_text(&rows(), 0)));
    let loaded = cell.read_untracked();
    assert_eq!(loaded.phase, Phase::Waiting { since: 7.0 });
    assert_eq!(loaded.rows.as_ref().unwrap().len(), 4);
}
