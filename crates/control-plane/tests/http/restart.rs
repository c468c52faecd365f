//! State outlives the program.

use control_plane::Region;
use serde_json::Value;

use crate::support::{Extra, World};

fn first_dates(world: &World) -> Value {
    world.get(world.me(), "/1.0/services").ok()
}

#[test]
fn a_restart_keeps_keys_changes_and_services() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Ca, &dir);
    let before = serde_json::to_value(&world.keys).unwrap();
    let services = first_dates(&world);
    let extra = Extra {
        body: r#"{"city":"Rimouski"}"#,
        headers: &[],
    };
    world.signed(world.me(), "PUT", "/1.0/me", &extra).ok();
    world.stop();

    let mut config = World::config(Region::Ca, dir.path());
    // Asking for another sample does not touch the one that is there.
    config.seed = 8;
    config.services = Some(3);
    let world = World::start(config);
    let mut after = serde_json::to_value(&world.keys).unwrap();
    for (keys, before) in after
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip(before.as_array().unwrap())
    {
        // Only the free port is another one.
        assert_ne!(keys["baseUrl"], "");
        keys["baseUrl"] = before["baseUrl"].clone();
    }
    assert_eq!(after, before);
    assert_eq!(first_dates(&world), services);
    assert_eq!(world.get(world.me(), "/1.0/me").ok()["city"], "Rimouski");
    let ledger = world.plain("GET", "/_local/ledger", &Extra::default()).ok();
    assert_eq!(ledger.as_array().unwrap().len(), 1);
    world.stop();
}

#[test]
fn a_start_that_was_interrupted_is_begun_anew() {
    let dir = tempfile::tempdir().unwrap();
    for leftover in ["us.sqlite3.new", "us.sqlite3.new-wal"] {
        std::fs::write(dir.path().join(leftover), "half a database").unwrap();
    }
    let world = World::fresh(Region::Us, &dir);
    world.get(world.me(), "/1.0/me").ok();
    world.stop();
}

#[cfg(unix)]
#[test]
fn everything_in_the_data_directory_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let world = World::fresh(Region::Us, &dir);
    let extra = Extra {
        body: r#"{"city":"Austin"}"#,
        headers: &[],
    };
    world.signed(world.me(), "PUT", "/1.0/me", &extra).ok();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
        names.push(entry.file_name());
    }
    assert!(names.iter().any(|name| name == "us.sqlite3"));
    assert!(names.iter().any(|name| name == "us.sqlite3-wal"));
    world.stop();
}

#[test]
fn equal_seeds_make_equal_lists_and_different_secrets() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, two) = (
        World::fresh(Region::Us, &one),
        World::fresh(Region::Us, &two),
    );
    assert_eq!(first_dates(&one), first_dates(&two));
    for (a, b) in one.keys.iter().zip(&two.keys) {
        assert_eq!(a.nic, b.nic);
        assert_ne!(a.application_key, b.application_key);
        assert_ne!(a.application_secret, b.application_secret);
        assert_ne!(a.consumer_key, b.consumer_key);
    }
    one.stop();
    two.stop();
}
