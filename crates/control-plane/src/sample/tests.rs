use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::Value;
use time::OffsetDateTime;

use super::{SampleConfig, populate};
use crate::region::Region;
use crate::store;

fn config(region: Region, services: Option<usize>, seed: u64) -> SampleConfig {
    let now = OffsetDateTime::from_unix_timestamp(1_795_000_000).unwrap();
    SampleConfig {
        region,
        services,
        clients: None,
        seed,
        now,
    }
}

fn made(config: &SampleConfig) -> Connection {
    let mut conn = store::in_memory().unwrap();
    populate(&mut conn, config).unwrap();
    conn
}

/// Every row of every table of the sample.
fn dump(conn: &Connection) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for table in [
        "account",
        "sub_account",
        "service",
        "ticket",
        "ticket_message",
        "sla",
    ] {
        let mut statement = conn
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1"))
            .unwrap();
        let columns = statement.column_count();
        let read = statement
            .query_map([], |row| {
                (0..columns).map(|column| row.get(column)).collect()
            })
            .unwrap();
        rows.extend(read.collect::<Result<Vec<Vec<Value>>, _>>().unwrap());
    }
    rows
}

fn count(conn: &Connection, sql: &str) -> usize {
    let count: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

#[test]
fn equal_seeds_make_equal_samples() {
    for region in Region::ALL {
        for services in [None, Some(300)] {
            let rows = |seed| dump(&made(&config(region, services, seed)));
            assert_eq!(rows(1), rows(1), "{region} {services:?}");
            assert_ne!(rows(1), rows(2), "{region} {services:?}");
        }
    }
}

#[test]
fn there_are_as_many_services_as_asked_for() {
    for region in Region::ALL {
        for services in [0, 1, 50, 777] {
            let conn = made(&config(region, Some(services), 3));
            assert_eq!(
                count(&conn, "SELECT count(*) FROM service"),
                services,
                "{region}"
            );
        }
    }
}

#[test]
fn there_are_as_many_clients_as_asked_for() {
    let clients = |region, clients| {
        let conn = made(&SampleConfig {
            clients,
            ..config(region, None, 3)
        });
        count(&conn, "SELECT count(*) FROM sub_account")
    };
    assert_eq!(clients(Region::Eu, None) + clients(Region::Ca, None), 40);
    assert_eq!(
        clients(Region::Eu, Some(101)) + clients(Region::Ca, Some(101)),
        101
    );
    assert_eq!(clients(Region::Us, None), 0);
}

#[test]
fn the_first_account_holds_most_of_a_large_sample() {
    for region in Region::ALL {
        let mut conn = store::in_memory().unwrap();
        let accounts = populate(&mut conn, &config(region, Some(2_000), 5)).unwrap();
        let mut held: HashMap<String, usize> = HashMap::new();
        let mut statement = conn
            .prepare("SELECT contact_admin, product FROM service")
            .unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        for nic in rows {
            *held.entry(nic.unwrap()).or_default() += 1;
        }
        assert!(held[&accounts[0].nic] > 1_200, "{region}: {held:?}");
        for account in &accounts {
            assert!(held.contains_key(&account.nic), "{region} {}", account.nic);
        }
    }
}

#[test]
fn most_of_a_large_sample_is_fine() {
    for region in Region::ALL {
        let conn = made(&config(region, Some(2_000), 5));
        let trouble = count(
            &conn,
            "SELECT count(*) FROM service WHERE unpaid_since IS NOT NULL OR renew_mode = 'manual'",
        );
        assert!((40..300).contains(&trouble), "{region}: {trouble} of 2000");
    }
}

#[test]
fn names_and_addresses_are_nobodys() {
    for region in Region::ALL {
        let conn = made(&config(region, Some(1_500), 5));
        let elsewhere = count(
            &conn,
            "SELECT count(*) FROM service WHERE product IN \
             ('domain', 'domain/zone', 'hosting/web', 'email/domain', 'vps', 'dedicated/server') \
             AND name NOT LIKE '%.example'",
        );
        assert_eq!(elsewhere, 0);
        let blocks = count(
            &conn,
            "SELECT count(*) FROM service WHERE product = 'ip/service' \
             AND name NOT LIKE 'ip-198.51.100.%' AND name NOT LIKE 'ip-2001:db8:%'",
        );
        assert_eq!(blocks, 0);
    }
}
