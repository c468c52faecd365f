//! The sample accounts that a gateway with local control planes offers.

use api::{AccountId, Endpoint, Keys, Secret};
use serde_json::Value;

use super::{Account, tab};
use crate::platform::fetch;

/// In the tab's own storage: that the sample is in use, so that a reload enters it
/// again. It holds no key.
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

/// Remembers, for this tab, that the sample is in use.
pub fn remember() {
    tab::keep(IN_USE, "1");
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
    fn nothing_usable_is_no_sample() {
        for text in ["", "[]", "{}", &ONE.replace("eu", "moon")] {
            assert_eq!(parse(text).err(), Some(NoSample), "{text}");
        }
    }
}
