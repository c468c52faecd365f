//! `credentials.json`: the keys of the sample accounts, for any client.
//!
//! Each region writes its own file; whoever runs several merges them.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::auth::store;
use crate::auth::{AccessRule, Validity, issue_consumer_key};
use crate::error::ApiError;
use crate::region::Region;

/// The name of the application that each sample account has from the start.
const APPLICATION: &str = "Sample";

/// One sample account's keys, as the file shows them.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SampleKeys {
    /// `eu`, `ca` or `us`.
    pub region: String,
    /// The account.
    pub nic: String,
    /// Who it is.
    pub role: String,
    /// `http://127.0.0.1:8181/1.0`.
    pub base_url: String,
    /// `X-Ovh-Application`.
    pub application_key: String,
    /// What signs.
    pub application_secret: String,
    /// `X-Ovh-Consumer`.
    pub consumer_key: String,
}

/// Gives a sample account an application, with a consumer key for everything.
///
/// # Errors
///
/// When the database or the random source fails.
pub fn create(conn: &Connection, nic: &str) -> Result<(), ApiError> {
    let application = store::create_application(
        conn,
        nic,
        APPLICATION,
        "The keys that come with the sample account",
    )?;
    let rules = AccessRule::everything();
    issue_consumer_key(conn, application.id, nic, &rules, Validity::Unlimited)?;
    Ok(())
}

/// The keys of the sample accounts as they are now. An account whose keys were
/// revoked has none.
///
/// # Errors
///
/// When the database cannot be read.
pub fn read(
    conn: &Connection,
    region: Region,
    public_base: &str,
) -> Result<Vec<SampleKeys>, ApiError> {
    let mut keys = Vec::new();
    for (nic, role) in store::sign_in_accounts(conn)? {
        let found = conn
            .prepare_cached(
                "SELECT a.key, a.secret, c.consumer_key
                 FROM application a JOIN credential c ON c.application_id = a.id
                 WHERE a.nic = ?1 AND a.name = ?2 AND c.nic = ?1 AND c.state = 'validated'
                 ORDER BY c.id LIMIT 1",
            )?
            .query_row([nic.as_str(), APPLICATION], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        if let Some((application_key, application_secret, consumer_key)) = found {
            keys.push(SampleKeys {
                region: region.name().to_owned(),
                nic,
                role,
                base_url: format!("{public_base}/1.0"),
                application_key,
                application_secret,
                consumer_key,
            });
        }
    }
    Ok(keys)
}

/// Writes the keys of a region to `credentials-{region}.json` in `dir`.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write(dir: &Path, region: Region, keys: &[SampleKeys]) -> io::Result<()> {
    let json = serde_json::to_vec_pretty(keys)?;
    write_private(&dir.join(format!("credentials-{region}.json")), &json)
}

/// Joins the files of all regions in `dir` into `credentials.json`.
///
/// # Errors
///
/// When a file of a region cannot be read as a list, or the file cannot be
/// written. A region without a file has no accounts.
pub fn merge(dir: &Path) -> io::Result<()> {
    let mut all: Vec<Value> = Vec::new();
    for region in Region::ALL {
        match fs::read(dir.join(format!("credentials-{region}.json"))) {
            Ok(json) => all.extend(serde_json::from_slice::<Vec<Value>>(&json)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let json = serde_json::to_vec_pretty(&all)?;
    write_private(&dir.join("credentials.json"), &json)
}

/// Replaces a file in one step by one that only its owner can read.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("json.new");
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(region: Region, nic: &str) -> SampleKeys {
        SampleKeys {
            region: region.name().to_owned(),
            nic: nic.to_owned(),
            role: "A shop".to_owned(),
            base_url: "http://127.0.0.1:1/1.0".to_owned(),
            application_key: "k".to_owned(),
            application_secret: "s".to_owned(),
            consumer_key: "c".to_owned(),
        }
    }

    #[test]
    fn files_of_regions_join_in_order() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), Region::Us, &[keys(Region::Us, "us1-ovh")]).unwrap();
        write(
            dir.path(),
            Region::Eu,
            &[keys(Region::Eu, "eu1-ovh"), keys(Region::Eu, "eu2-ovh")],
        )
        .unwrap();
        merge(dir.path()).unwrap();
        merge(dir.path()).unwrap();
        let json = fs::read(dir.path().join("credentials.json")).unwrap();
        let all: Vec<SampleKeys> = serde_json::from_slice(&json).unwrap();
        let nics: Vec<&str> = all.iter().map(|keys| keys.nic.as_str()).collect();
        assert_eq!(nics, ["eu1-ovh", "eu2-ovh", "us1-ovh"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), Region::Eu, &[keys(Region::Eu, "eu1-ovh")]).unwrap();
        merge(dir.path()).unwrap();
        for name in ["credentials-eu.json", "credentials.json"] {
            let mode = fs::metadata(dir.path().join(name))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
}
