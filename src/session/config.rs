//! What the gateway says about itself at `/config.json`: the endpoints it relays to.

use api::{Endpoint, Region};
use serde_json::Value;

use crate::platform::fetch;

/// `/config.json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The gateway runs the local control planes and offers their sample accounts.
    pub sample: bool,
    /// Where requests can go.
    pub endpoints: Vec<Relay>,
    /// The regions whose public status page it relays.
    pub status: Vec<Region>,
}

/// One endpoint that the gateway relays to.
#[derive(Clone, Debug, PartialEq)]
pub struct Relay {
    /// Which.
    pub endpoint: Endpoint,
    /// Scheme, host and port of the upstream: the beginning of the URL that is signed.
    pub sign_base: String,
}

/// Why there is no configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The gateway did not answer.
    Unreachable,
    /// It answered something else than a configuration.
    Unreadable,
}

impl Config {
    /// Reads the document. An endpoint that this version does not know is left out.
    ///
    /// # Errors
    /// [`ConfigError::Unreadable`] when `text` is no such document.
    pub fn from_json(text: &str) -> Result<Self, ConfigError> {
        let document: Value = serde_json::from_str(text).map_err(|_| ConfigError::Unreadable)?;
        let relays = document["regions"]
            .as_array()
            .ok_or(ConfigError::Unreadable)?;
        let relay = |entry: &Value| {
            Some(Relay {
                endpoint: Endpoint::parse(entry["endpoint"].as_str()?)?,
                sign_base: entry["signBase"].as_str()?.to_owned(),
            })
        };
        let named = |region: &Region| {
            let listed = document["status"].as_array();
            listed
                .into_iter()
                .flatten()
                .any(|name| name.as_str() == Some(region.as_str()))
        };
        Ok(Self {
            sample: document["sample"].as_bool().unwrap_or_default(),
            endpoints: relays.iter().filter_map(relay).collect(),
            status: Region::ALL.into_iter().filter(named).collect(),
        })
    }

    /// Asks the gateway.
    ///
    /// # Errors
    /// See [`ConfigError`].
    pub async fn read() -> Result<Self, ConfigError> {
        let text = fetch::read_document("/config.json")
            .await
            .map_err(|_| ConfigError::Unreachable)?;
        Self::from_json(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_endpoints_it_knows() {
        let config = Config::from_json(
            r#"{"sample":true,"later":1,"regions":[
                {"endpoint":"eu","region":"eu","signBase":"http://127.0.0.1:8181","ready":true},
                {"endpoint":"moon","signBase":"https://moon.example"}],
                "status":["us","moon","eu"]}"#,
        )
        .unwrap();
        assert!(config.sample);
        assert_eq!(config.status, [Region::Eu, Region::Us]);
        assert_eq!(
            config.endpoints,
            [Relay {
                endpoint: Endpoint::Eu,
                sign_base: "http://127.0.0.1:8181".into()
            }]
        );
    }

    #[test]
    fn refuses_another_document() {
        for text in ["", "[]", "<!doctype html>", r#"{"regions":{}}"#] {
            assert_eq!(
                Config::from_json(text),
                Err(ConfigError::Unreadable),
                "{text}"
            );
        }
    }
}
