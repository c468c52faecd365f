use super::native::Native;
use super::{new_vault, now, passphrase};
use crate::session::Account;
use crate::session::vault::{
    Message, Name, OpenVault, Refusal, Settings, Spoilt, VaultFile, contents,
};

#[test]
fn a_file_opens_elsewhere_with_its_passphrase() {
    let vault = new_vault();
    let records = ["eu:ab12345-ovh", "us:cd67890-ovh"].map(|id| {
        let (name, text) = now(vault.seal_account(&Account::made_up(id))).unwrap();
        (name.to_string(), text)
    });
    let labels = Name::note("labels").unwrap();
    let note = now(vault.seal(&labels, b"{}")).unwrap();
    let file = VaultFile {
        header: vault.header().to_owned(),
        records: records
            .into_iter()
            .chain([(labels.to_string(), note)])
            .collect(),
    };

    let read = VaultFile::parse(&file.to_text()).unwrap();
    assert_eq!(read, file);
    let opened = now(OpenVault::open(Native, &passphrase(), &read.header)).unwrap();
    let found = now(contents(&opened, &read.records));
    assert_eq!(found.accounts.len(), 2);
    assert_eq!(found.notes, [(labels, b"{}".to_vec())]);
    assert!(found.spoilt.is_empty());
}

#[test]
fn what_is_no_file_of_a_vault_is_refused() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"managerVault":1}"#,
        r#"{"managerVault":1,"header":"h","records":[]}"#,
        r#"{"managerVault":1,"header":"h","records":{"a":1}}"#,
        r#"{"managerVault":0,"header":"h","records":{}}"#,
    ] {
        assert_eq!(VaultFile::parse(text), Err(Refusal::Unreadable), "{text}");
    }
    let newer = r#"{"managerVault":2,"header":"h","records":{}}"#;
    assert_eq!(VaultFile::parse(newer), Err(Refusal::Newer));
}

#[test]
fn records_of_no_known_name_are_set_aside() {
    let vault = new_vault();
    for name in [
        "",
        "account/",
        "account/moon:ab1-ovh",
        "account/eu:AB12345-OVH",
        "note/",
        "note/a b",
        "note/../x",
        "other/x",
    ] {
        let found = now(contents(&vault, &[(name.to_owned(), String::new())]));
        assert_eq!(found.spoilt, [(name.to_owned(), Spoilt::Damaged)]);
    }
}

#[test]
fn settings_are_read_as_written_and_never_beyond_the_choices() {
    let long = Settings { lock_after: 150 };
    assert_eq!(Settings::parse(&long.to_note()), long);
    for note in [
        "",
        "{}",
        r#"{"lockAfter":0}"#,
        r#"{"lockAfter":100000}"#,
        "[]",
    ] {
        assert_eq!(Settings::parse(note.as_bytes()), Settings::default());
    }
    assert_eq!(Settings::default().lock_after, 15);
}

#[test]
fn only_messages_are_messages() {
    for message in [Message::Lock, Message::Active] {
        assert_eq!(Message::parse(message.as_str()), Some(message));
    }
    for text in ["", "Lock", "lock ", "{\"lock\":true}", "unlock"] {
        assert_eq!(Message::parse(text), None, "{text}");
    }
}
