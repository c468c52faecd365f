use std::collections::HashSet;

use api::Secret;
use serde_json::Value;

use super::native::Native;
use super::{id, new_vault, now, passphrase};
use crate::session::Account;
use crate::session::vault::{
    Kdf, MIN_ROUNDS, Name, OpenVault, Refusal, Spoilt, contents, header_kdf,
};

fn open(header: &str, passphrase: &Secret) -> Result<OpenVault<Native>, Refusal> {
    now(OpenVault::open(Native, passphrase, header))
}

/// `header` with one field changed.
fn with(header: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(header).unwrap();
    change(&mut value);
    value.to_string()
}

#[test]
fn what_was_kept_comes_back_with_the_passphrase() {
    let vault = new_vault();
    let kept = Account::made_up("eu:ab12345-ovh");
    let (name, record) = now(vault.seal_account(&kept)).unwrap();
    assert_eq!(name.to_string(), "account/eu:ab12345-ovh");
    let again = open(vault.header(), &passphrase()).unwrap();
    assert!(now(again.unseal_account(&kept.id, &record)).unwrap() == kept);
}

#[test]
fn nothing_of_the_keys_can_be_read_in_a_record() {
    let (_, record) = now(new_vault().seal_account(&Account::made_up("eu:ab12345-ovh"))).unwrap();
    for trace in ["key of", "secret of", "consumer of", "applicationSecret"] {
        assert!(!record.contains(trace));
        assert!(!record.contains(&crate::session::vault::hex::encode(trace.as_bytes())));
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let vault = new_vault();
    for wrong in [
        "",
        "correct horse battery stapl",
        "Correct horse battery staple",
    ] {
        assert_eq!(
            open(vault.header(), &Secret::new(wrong)).err(),
            Some(Refusal::Wrong)
        );
    }
}

#[test]
fn a_damaged_check_is_not_told_apart_from_a_wrong_passphrase() {
    let header = new_vault().header().to_owned();
    for field in ["nonce", "sealed"] {
        for broken in ["", "00", "zz", "0"] {
            let header = with(&header, |value| value["check"][field] = broken.into());
            assert_eq!(
                open(&header, &passphrase()).err(),
                Some(Refusal::Wrong),
                "{field} {broken:?}"
            );
        }
        let header = with(&header, |value| flip(&mut value["check"][field]));
        assert_eq!(open(&header, &passphrase()).err(), Some(Refusal::Wrong));
    }
    let header = with(&header, |value| flip(&mut value["salt"]));
    assert_eq!(open(&header, &passphrase()).err(), Some(Refusal::Wrong));
}

/// Changes the last digit.
fn flip(text: &mut Value) {
    let mut changed = text.as_str().unwrap().to_owned();
    let last = if changed.pop() == Some('0') { '1' } else { '0' };
    changed.push(last);
    *text = changed.into();
}

#[test]
fn weaker_parameters_are_refused_before_they_are_used() {
    let header = new_vault().header().to_owned();
    for rounds in [0, 1, 1_000, MIN_ROUNDS - 1] {
        let weaker = with(&header, |value| value["rounds"] = rounds.into());
        assert_eq!(open(&weaker, &passphrase()).err(), Some(Refusal::Weak));
    }
    for salt in ["", "00", "00112233445566778899aabbccddee"] {
        let weaker = with(&header, |value| value["salt"] = salt.into());
        assert_eq!(open(&weaker, &passphrase()).err(), Some(Refusal::Weak));
    }
    // One that would take a minute is no vault of ours either.
    let slower = with(&header, |value| value["rounds"] = 4_000_000_000_u64.into());
    assert_eq!(
        open(&slower, &passphrase()).err(),
        Some(Refusal::Unreadable)
    );
}

#[test]
fn parameters_above_the_floor_are_taken_but_bound_to_the_check() {
    let header = new_vault().header().to_owned();
    let more = with(&header, |value| value["rounds"] = (MIN_ROUNDS + 1).into());
    assert_eq!(header_kdf(&more).unwrap().rounds, MIN_ROUNDS + 1);
    assert_eq!(open(&more, &passphrase()).err(), Some(Refusal::Wrong));
}

#[test]
fn a_newer_vault_is_left_alone() {
    let header = new_vault().header().to_owned();
    let newer = with(&header, |value| value["version"] = 2.into());
    assert_eq!(open(&newer, &passphrase()).err(), Some(Refusal::Newer));
}

#[test]
fn another_document_is_no_header() {
    let header = new_vault().header().to_owned();
    let other_kdf = with(&header, |value| value["kdf"] = "PBKDF2-SHA1".into());
    let no_version = with(&header, |value| value["version"] = Value::Null);
    let no_rounds = with(&header, |value| value["rounds"] = "many".into());
    let odd_salt = with(&header, |value| value["salt"] = "xyz".into());
    for text in ["", "null", "{}", "<!doctype html>", &header[1..]]
        .into_iter()
        .chain([&*other_kdf, &no_version, &no_rounds, &odd_salt])
    {
        assert_eq!(
            open(text, &passphrase()).err(),
            Some(Refusal::Unreadable),
            "{text}"
        );
    }
}

#[test]
fn two_vaults_with_one_passphrase_have_two_keys() {
    let (one, other) = (new_vault(), new_vault());
    let salt = |vault: &OpenVault<Native>| header_kdf(vault.header()).map(|Kdf { salt, .. }| salt);
    assert_ne!(salt(&one), salt(&other));
    let (_, record) = now(one.seal_account(&Account::made_up("eu:ab12345-ovh"))).unwrap();
    assert_eq!(
        now(other.unseal_account(&id("eu:ab12345-ovh"), &record)).err(),
        Some(Spoilt::Damaged)
    );
}

#[test]
fn a_record_moved_to_another_account_does_not_open() {
    let vault = new_vault();
    let (_, record) = now(vault.seal_account(&Account::made_up("eu:ab12345-ovh"))).unwrap();
    for other in ["ca:ab12345-ovh", "kimsufi-eu:ab12345-ovh", "eu:ab12346-ovh"] {
        assert_eq!(
            now(vault.unseal_account(&id(other), &record)).err(),
            Some(Spoilt::Damaged),
            "{other}"
        );
    }
    // Nor does a note pass for an account.
    let keys = br#"{"applicationKey":"a","applicationSecret":"b","consumerKey":"c"}"#;
    let note = now(vault.seal(&Name::note("labels").unwrap(), keys)).unwrap();
    assert!(now(vault.unseal_account(&id("eu:ab12345-ovh"), &note)).is_err());
}

#[test]
fn a_record_damaged_anywhere_is_set_aside_and_the_others_open() {
    let vault = new_vault();
    let (name, good) = now(vault.seal_account(&Account::made_up("eu:ab12345-ovh"))).unwrap();
    let (other, whole) = now(vault.seal_account(&Account::made_up("us:cd67890-ovh"))).unwrap();
    // Every single character of a record, which is each byte of version, nonce, sealed
    // text and tag, and of the writing around them.
    for place in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
        let damaged = String::from_utf8(bytes).unwrap();
        let records = [
            (name.to_string(), damaged.clone()),
            (other.to_string(), whole.clone()),
        ];
        let found = now(contents(&vault, &records));
        assert_eq!(found.accounts.len(), 1, "{damaged}");
        assert_eq!(found.accounts[0].id, id("us:cd67890-ovh"));
        assert_eq!(found.spoilt.len(), 1);
        assert_eq!(found.spoilt[0].0, name.to_string());
    }
    // Cut short, or grown.
    for damaged in [
        "",
        &good[..good.len() / 2],
        &format!("{good} ")[..good.len() - 1],
    ] {
        let found = now(contents(&vault, &[(name.to_string(), damaged.to_owned())]));
        assert_eq!(found.spoilt, [(name.to_string(), Spoilt::Damaged)]);
    }
}

#[test]
fn a_record_of_a_newer_version_is_said_to_be_that() {
    let vault = new_vault();
    let (name, record) = now(vault.seal_account(&Account::made_up("eu:ab12345-ovh"))).unwrap();
    let newer = with(&record, |value| value["version"] = 2.into());
    let found = now(contents(&vault, &[(name.to_string(), newer)]));
    assert_eq!(found.spoilt, [(name.to_string(), Spoilt::Newer)]);
}

#[test]
fn ten_thousand_records_have_ten_thousand_nonces() {
    let vault = new_vault();
    let name = Name::note("labels").unwrap();
    let mut nonces = HashSet::new();
    for _ in 0..10_000 {
        let record = now(vault.seal(&name, b"same")).unwrap();
        let value: Value = serde_json::from_str(&record).unwrap();
        assert!(nonces.insert(value["nonce"].as_str().unwrap().to_owned()));
    }
}
