//! Copies open as what they are, for whom they are, and there is an end to them.

use super::*;
use crate::session::vault::copy::{Copy, CopyName, CopyShelf, MOST_EACH, MOST_IN_ALL};
use crate::session::vault::{Name, Spoilt};

fn name(account: &str) -> CopyName {
    CopyName::services(id(account))
}

fn copy(text: &str) -> Copy {
    Copy {
        read_at: 1_700_000_000_123.0,
        text: text.to_owned(),
    }
}

#[test]
fn a_copy_opens_under_its_own_name_alone() {
    let vault = new_vault();
    let own = name("eu:ab12345-ovh");
    let copy = copy("{\"rows\":[\n]} é");
    let record = now(vault.seal_copy(&own, &copy)).unwrap();
    assert_eq!(now(vault.unseal_copy(&own, &record)), Ok(copy));
    assert!(!record.contains("rows"));
    // Another account, the same handle elsewhere, another kind: nobody else's opens.
    let other_kind = CopyName {
        kind: "bills",
        ..own.clone()
    };
    for other in [name("eu:ab12346-ovh"), name("ca:ab12345-ovh"), other_kind] {
        assert_eq!(
            now(vault.unseal_copy(&other, &record)),
            Err(Spoilt::Damaged)
        );
    }
    // Nor does it pass for the keys of that account or for a note, nor they for a copy.
    for name in [
        Name::Account(own.account.clone()),
        Name::note("services").unwrap(),
    ] {
        assert_eq!(now(vault.unseal(&name, &record)), Err(Spoilt::Damaged));
        let sealed = now(vault.seal(&name, b"1\n{}")).unwrap();
        assert_eq!(now(vault.unseal_copy(&own, &sealed)), Err(Spoilt::Damaged));
    }
    // With another vault's key, be it of the same passphrase, nothing opens.
    assert_eq!(
        now(new_vault().unseal_copy(&own, &record)),
        Err(Spoilt::Damaged)
    );
}

#[test]
fn a_damaged_copy_does_not_open() {
    let vault = new_vault();
    let own = name("eu:ab12345-ovh");
    let record = now(vault.seal_copy(&own, &copy("[]"))).unwrap();
    let at = record.find("\"sealed\":\"").unwrap() + 10;
    let digit = if record.as_bytes()[at] == b'0' {
        "1"
    } else {
        "0"
    };
    let mut changed = record.clone();
    changed.replace_range(at..=at, digit);
    for record in ["", "{}", &record[..record.len() - 2], &changed] {
        assert_eq!(now(vault.unseal_copy(&own, record)), Err(Spoilt::Damaged));
    }
    // What opens and is no copy: no moment, no number.
    for plain in ["", "12", "soon\n[]", "-1\n[]"] {
        let record = now(vault.seal_as(
            "manager-vault|1|copy|services|eu|ab12345-ovh",
            plain.as_bytes(),
        ));
        let opened = now(vault.unseal_copy(&own, &record.unwrap()));
        assert_eq!(opened, Err(Spoilt::Damaged), "{plain}");
    }
}

#[test]
fn a_name_is_one_text() {
    let own = name("eu:ab12345-ovh");
    assert_eq!(own.to_string(), "services/eu:ab12345-ovh");
    assert_eq!(CopyName::parse("services/eu:ab12345-ovh"), Some(own));
    for text in [
        "",
        "services",
        "services/",
        "bills/eu:ab12345-ovh",
        "services/eu:AB12345-OVH",
        "services/moon:ab12345-ovh",
        "account/eu:ab12345-ovh",
    ] {
        assert_eq!(CopyName::parse(text), None, "{text}");
    }
}

#[test]
fn it_is_written_some_time_after_an_answer_and_not_at_each() {
    let own = name("eu:ab12345-ovh");
    let mut shelf = CopyShelf::default();
    let wants = |shelf: &CopyShelf, read_at, mark, leaving, now| {
        shelf.wants(&own, read_at, mark, leaving, now)
    };
    assert!(
        !wants(&shelf, 1_000.0, 1, false, 2_000.0),
        "more may follow"
    );
    assert!(
        wants(&shelf, 1_000.0, 1, true, 2_000.0),
        "there may be no later"
    );
    assert!(wants(&shelf, 1_000.0, 1, false, 6_000.0));
    assert!(shelf.put(&own, 10, 1_000.0, 1, 6_000.0).is_empty());
    assert!(!wants(&shelf, 1_000.0, 1, true, 900_000.0), "it is there");
    // The products answered behind the list; the list itself was read again.
    for (read_at, mark) in [(1_000.0, 2), (30_000.0, 1)] {
        assert!(
            !wants(&shelf, read_at, mark, false, 65_000.0),
            "not so soon"
        );
        assert!(wants(&shelf, read_at, mark, false, 66_000.0));
        assert!(wants(&shelf, read_at, mark, true, 40_000.0));
    }
    // One that is shown from its copy is that copy.
    let mut shown = shelf.clone();
    shown.remark(&own, 7);
    assert!(!wants(&shown, 1_000.0, 7, true, 900_000.0));
    // A clock that was set back does not keep copies away for ever.
    assert!(wants(&shelf, 30_000.0, 2, false, 100.0));
    // What is known of one account says nothing of another.
    assert!(shelf.wants(&name("ca:ab12345-ovh"), 1_000.0, 1, false, 6_000.0));
}

#[test]
fn there_is_an_end_to_copies() {
    let names: Vec<CopyName> = (0..20).map(|n| name(&format!("eu:ab{n}-ovh"))).collect();
    let mut shelf = CopyShelf::default();
    let fit = MOST_IN_ALL / MOST_EACH;
    for (n, name) in names.iter().take(fit).enumerate() {
        // The last of them was read longest ago.
        let gone = shelf.put(name, MOST_EACH, 1_000.0 - n as f64, 0, 0.0);
        assert_eq!(gone, []);
    }
    // The same one again takes its own place.
    assert_eq!(shelf.put(&names[0], MOST_EACH, 2_000.0, 0, 0.0), []);
    // Another makes the oldest go.
    assert_eq!(
        shelf.put(&names[fit], 1, 3_000.0, 0, 0.0),
        [names[fit - 1].clone()]
    );
    // What is too long goes itself, makes nobody else go, and is not tried again at once.
    let long = &names[fit + 1];
    assert_eq!(
        shelf.put(long, MOST_EACH + 1, 4_000.0, 0, 0.0),
        std::slice::from_ref(long)
    );
    assert_eq!(shelf.names().len(), fit + 1);
    assert!(!shelf.wants(long, 9_000.0, 0, false, 20_000.0));
    assert!(shelf.wants(long, 9_000.0, 0, false, 60_000.0));
    shelf.remove(long);
    assert!(!shelf.names().contains(long));
}
