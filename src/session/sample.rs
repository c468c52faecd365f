//! The sample accounts that a gateway with local control planes offers.

use api::{AccountId, Endpoint, Keys, Secret};
use serde_json::Value;

use super::{Account, tab};
use crate::platform::fetch;

/// In the tab's own storage: that the sample is in use, so that a reload enters it
/// again, and which of its accounts were left since, one a line. It holds no key.
const IN_USE: &str = "sample";

/// The sample accounts could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSample;

/// Reads `/sample/accounts.json`.
///
/// # Errors
/// When the gateway has none, or does not answer.
pub async fn read() -> Result<Vec<Account>, NoSample> {
    let text = fetch::read_document("/sample/accounts.json")
        .await
        .map_err(|_| NoSample)?;
    parse(&text)
}

fn parse(text: &str) -> Result<Vec<Account>, NoSample> {
    let entries: Value = serde_json::from_str(text).map_err(|_| NoSample)?;
    let account = |entry: &Value| {
        let text = |name: &str| entry[name].as_str();
        Some(Account {
            id: AccountId {
                endpoint: Endpoint::parse(text("region")?)?,
                nic: text("nic")?.parse().ok()?,
            },
            keys: Keys {
                application_key: text("applicationKey")?.to_owned(),
                application_secret: Secret::new(text("applicationSecret")?),
                consumer_key: Secret::new(text("consumerKey")?),
            },
        })
    };
    let accounts: Vec<Account> = entries
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(account)
        .collect();
    if accounts.is_empty() {
        Err(NoSample)
    } else {
        Ok(accounts)
    }
}

/// The sample accounts that come back after a reload: those that were not left.
///
/// # Errors
/// As [`read`].
pub async fn read_again() -> Result<Vec<Account>, NoSample> {
    let left = tab::read(IN_USE).unwrap_or_default();
    let accounts = read().await?;
    Ok(staying(accounts, &left))
}

fn staying(mut accounts: Vec<Account>, left: &str) -> Vec<Account> {
    accounts.retain(|account| {
        let id = account.id.to_string();
        left.lines().all(|left| left != id)
    });
    accounts
}

/// Remembers, for this tab, that the sample is in use.
pub fn remember() {
    tab::keep(IN_USE, "");
}

/// An account was left: it does not come back with the others.
pub fn leave(account: &AccountId) {
    if let Some(left) = tab::read(IN_USE) {
        tab::keep(IN_USE, &[&left, "\n", &account.to_string()].concat());
    }
}

/// Forgets it.
pub fn forget() {
    tab::forget(IN_USE);
}

/// Whether the sample was in use before a reload.
pub fn remembered() -> bool {
    tab::read(IN_USE).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"[{"region":"eu","nic":"ab12345-ovh","role":"shop","baseUrl":"http://x",
        "applicationKey":"a","applicationSecret":"b","consumerKey":"c"}]"#;

    #[test]
    fn reads_accounts() {
        let accounts = parse(ONE).unwrap();
        assert_eq!(accounts[0].id.to_string(), "eu:ab12345-ovh");
        assert_eq!(accounts[0].keys.consumer_key.expose(), "c");
    }

    #[test]
    fn who_left_stays_away() {
        let two = ONE.replace(
            "[{",
            r#"[{"region":"ca","nic":"ab12345-ovh","role":"shop",
            "applicationKey":"a","applicationSecret":"b","consumerKey":"c"},{"#,
        );
        remember();
        leave(&parse(ONE).unwrap()[0].id);
        let left = tab::read(IN_USE).unwrap();
        let back: Vec<String> = staying(parse(&two).unwrap(), &left)
            .iter()
            .map(|account| account.id.to_string())
            .collect();
        assert_eq!(back, ["ca:ab12345-ovh"]);
        forget();
        leave(&parse(ONE).unwrap()[0].id);
        assert!(!remembered());
    }

    #[test]
    fn nothing_usable_is_no_sample() {
        for text in ["", "[]", "{}", &ONE.replace("eu", "moon")] {
            assert_eq!(parse(text).err(), Some(NoSample), "{text}");
        }
    }
}
