//! What a person types to sign in with keys of their own, checked before anything is
//! sent: each problem names its field and how to mend it.

use api::{AccountId, Endpoint, Keys, Nic, Secret};

/// The fields as typed.
#[derive(Clone, Default, PartialEq)]
pub struct Typed {
    /// An endpoint's name, as the list offers it.
    pub endpoint: String,
    /// `X-Ovh-Application`.
    pub application_key: String,
    /// Signs; never sent.
    pub application_secret: String,
    /// `X-Ovh-Consumer`.
    pub consumer_key: String,
}

/// The fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Endpoint,
    ApplicationKey,
    ApplicationSecret,
    ConsumerKey,
}

impl Field {
    /// In the order of the form.
    pub const ALL: [Self; 4] = [
        Self::Endpoint,
        Self::ApplicationKey,
        Self::ApplicationSecret,
        Self::ConsumerKey,
    ];

    /// The id of its input in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Endpoint => "endpoint",
            Self::ApplicationKey => "application-key",
            Self::ApplicationSecret => "application-secret",
            Self::ConsumerKey => "consumer-key",
        }
    }

    /// The id of its input where new keys are asked for.
    pub fn asking_id(self) -> &'static str {
        match self {
            Self::Endpoint => "ask-endpoint",
            Self::ApplicationKey => "ask-application-key",
            Self::ApplicationSecret => "ask-application-secret",
            Self::ConsumerKey => "ask-consumer-key",
        }
    }

    /// The keys of its label and of the line that helps to fill it.
    pub fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Endpoint => ("sign_in.endpoint", "sign_in.endpoint.hint"),
            Self::ApplicationKey => ("sign_in.application_key", "sign_in.application_key.hint"),
            Self::ApplicationSecret => (
                "sign_in.application_secret",
                "sign_in.application_secret.hint",
            ),
            Self::ConsumerKey => ("sign_in.consumer_key", "sign_in.consumer_key.hint"),
        }
    }
}

/// One field that cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: Field,
    /// The key of the sentence that says how to mend it.
    pub text: &'static str,
}

/// Keys that look right, for an endpoint that exists. Whose they are, the API says.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub endpoint: Endpoint,
    pub keys: Keys,
}

impl Entry {
    /// The account these keys belong to, once `GET /me` has named it.
    pub fn account(self, nic: Nic) -> super::Account {
        super::Account {
            id: AccountId {
                endpoint: self.endpoint,
                nic,
            },
            keys: self.keys,
        }
    }
}

/// Checks the fields. White space around a pasted key is not part of it.
///
/// # Errors
/// Every problem, in the order of the form.
pub fn check(typed: &Typed) -> Result<Entry, Vec<Problem>> {
    let mut problems = Vec::new();
    let endpoint = Endpoint::parse(&typed.endpoint);
    if endpoint.is_none() {
        problems.push(Problem {
            field: Field::Endpoint,
            text: "sign_in.endpoint.missing",
        });
    }
    let mut key = |field: Field, text: &str, missing: &'static str| {
        let text = text.trim();
        if text.is_empty() {
            problems.push(Problem {
                field,
                text: missing,
            });
        } else if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            problems.push(Problem {
                field,
                text: "sign_in.key.shape",
            });
        }
        text.to_owned()
    };
    let application_key = key(
        Field::ApplicationKey,
        &typed.application_key,
        "sign_in.application_key.missing",
    );
    let application_secret = key(
        Field::ApplicationSecret,
        &typed.application_secret,
        "sign_in.application_secret.missing",
    );
    let consumer_key = key(
        Field::ConsumerKey,
        &typed.consumer_key,
        "sign_in.consumer_key.missing",
    );
    match endpoint {
        Some(endpoint) if problems.is_empty() => Ok(Entry {
            endpoint,
            keys: Keys {
                application_key,
                application_secret: Secret::new(application_secret),
                consumer_key: Secret::new(consumer_key),
            },
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(endpoint: &str, ak: &str, secret: &str, ck: &str) -> Typed {
        Typed {
            endpoint: endpoint.into(),
            application_key: ak.into(),
            application_secret: secret.into(),
            consumer_key: ck.into(),
        }
    }

    #[test]
    fn names_every_field_that_needs_mending() {
        use Field::*;
        for (given, expected) in [
            (
                typed("", "", "", ""),
                vec![Endpoint, ApplicationKey, ApplicationSecret, ConsumerKey],
            ),
            (typed("eu", "a", "", "c"), vec![ApplicationSecret]),
            (typed("mars", "a", "b", "c"), vec![Endpoint]),
            (typed("eu", "a b", "b", "c"), vec![ApplicationKey]),
            (typed("eu", "a", "b", "\"c\""), vec![ConsumerKey]),
        ] {
            let fields: Vec<Field> = check(&given).unwrap_err().iter().map(|p| p.field).collect();
            assert_eq!(fields, expected);
        }
    }

    #[test]
    fn a_pasted_key_loses_its_white_space() {
        let entry = check(&typed("ca", " a1\n", "\tb2 ", "c3 ")).unwrap();
        assert_eq!(entry.endpoint, api::Endpoint::Ca);
        assert_eq!(entry.keys.application_key, "a1");
        assert_eq!(entry.keys.application_secret.expose(), "b2");
        assert_eq!(entry.keys.consumer_key.expose(), "c3");
    }
}
