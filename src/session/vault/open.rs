//! A vault whose passphrase was given: what seals and opens its records.

use api::{AccountId, Keys, Secret};
use serde_json::{Value, json};

use super::crypto::{Crypto, CryptoFailed, NONCE};
use super::hex;
use super::kdf::{Kdf, MAX_ROUNDS};
use super::name::Name;
use super::record::{self, Sealed, Spoilt};
use crate::session::Account;

/// The version of headers that are written.
const VERSION: u64 = 1;

/// What the check of a header holds. It proves the passphrase and says nothing.
const CHECK: &[u8] = b"manager";

/// Why a vault does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The passphrase is not the one it was sealed with, or the header's check or salt is
    /// damaged: an answer that told these apart would help whoever guesses.
    Wrong,
    /// This is no header of a vault.
    Unreadable,
    /// A newer version of Manager made it.
    Newer,
    /// Its parameters are weaker than is allowed. It is not used.
    Weak,
    /// The browser offers no cryptography to this page.
    NoCrypto,
}

impl From<CryptoFailed> for Refusal {
    fn from(_: CryptoFailed) -> Self {
        Self::NoCrypto
    }
}

/// A vault that is open.
pub struct OpenVault<C: Crypto> {
    crypto: C,
    key: C::Key,
    header: String,
}

impl<C: Crypto> OpenVault<C> {
    /// A new vault, sealed with `passphrase`.
    ///
    /// # Errors
    /// [`Refusal::NoCrypto`].
    pub async fn create(crypto: C, passphrase: &Secret) -> Result<Self, Refusal> {
        let kdf = Kdf::fresh(&crypto)?;
        let key = crypto.derive(passphrase, &kdf.salt, kdf.rounds).await?;
        let check = seal(&crypto, &key, check_bound_to(&kdf).as_bytes(), CHECK).await?;
        let header = json!({
            "version": VERSION,
            "kdf": Kdf::NAME,
            "rounds": kdf.rounds,
            "salt": hex::encode(&kdf.salt),
            "check": check.to_json(VERSION),
        })
        .to_string();
        Ok(Self {
            crypto,
            key,
            header,
        })
    }

    /// Opens the vault of `header`.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub async fn open(crypto: C, passphrase: &Secret, header: &str) -> Result<Self, Refusal> {
        let (kdf, check) = parse(header)?;
        let key = crypto.derive(passphrase, &kdf.salt, kdf.rounds).await?;
        let bound_to = check_bound_to(&kdf);
        match crypto
            .open(&key, &check.nonce, bound_to.as_bytes(), &check.bytes)
            .await
        {
            Ok(plain) if plain == CHECK => Ok(Self {
                crypto,
                key,
                header: header.to_owned(),
            }),
            _ => Err(Refusal::Wrong),
        }
    }

    /// The header that this vault is stored with. It changes with the passphrase.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Seals `plain` under `name`, with a nonce of its own.
    ///
    /// # Errors
    /// [`Refusal::NoCrypto`].
    pub async fn seal(&self, name: &Name, plain: &[u8]) -> Result<String, Refusal> {
        self.seal_as(&name.bound_to(record::VERSION), plain).await
    }

    /// Seals `plain`, bound to a text of which the name of the record is a part.
    pub(super) async fn seal_as(&self, bound_to: &str, plain: &[u8]) -> Result<String, Refusal> {
        let sealed = seal(&self.crypto, &self.key, bound_to.as_bytes(), plain).await?;
        Ok(sealed.to_text())
    }

    /// What was sealed under `name`.
    ///
    /// # Errors
    /// See [`Spoilt`].
    pub async fn unseal(&self, name: &Name, record: &str) -> Result<Vec<u8>, Spoilt> {
        self.unseal_as(&name.bound_to(record::VERSION), record)
            .await
    }

    /// What was sealed and bound to that text.
    pub(super) async fn unseal_as(&self, bound_to: &str, record: &str) -> Result<Vec<u8>, Spoilt> {
        let sealed = Sealed::parse(record)?;
        self.crypto
            .open(&self.key, &sealed.nonce, bound_to.as_bytes(), &sealed.bytes)
            .await
            .map_err(|_| Spoilt::Damaged)
    }

    /// Seals the keys of an account under its name.
    ///
    /// # Errors
    /// [`Refusal::NoCrypto`].
    pub async fn seal_account(&self, account: &Account) -> Result<(Name, String), Refusal> {
        let name = Name::Account(account.id.clone());
        // Overwritten when it is dropped, as far as that is in our hands.
        let plain = Secret::new(
            json!({
                "applicationKey": account.keys.application_key,
                "applicationSecret": account.keys.application_secret.expose(),
                "consumerKey": account.keys.consumer_key.expose(),
            })
            .to_string(),
        );
        let sealed = self.seal(&name, plain.expose().as_bytes()).await?;
        Ok((name, sealed))
    }

    /// The account whose keys were sealed under `id`.
    ///
    /// # Errors
    /// See [`Spoilt`].
    pub async fn unseal_account(&self, id: &AccountId, record: &str) -> Result<Account, Spoilt> {
        let plain = self.unseal(&Name::Account(id.clone()), record).await?;
        let plain = Secret::new(String::from_utf8(plain).map_err(|_| Spoilt::Damaged)?);
        let value: Value = serde_json::from_str(plain.expose()).map_err(|_| Spoilt::Damaged)?;
        let text = |name: &str| value[name].as_str().ok_or(Spoilt::Damaged);
        Ok(Account {
            id: id.clone(),
            keys: Keys {
                application_key: text("applicationKey")?.to_owned(),
                application_secret: Secret::new(text("applicationSecret")?),
                consumer_key: Secret::new(text("consumerKey")?),
            },
        })
    }
}

async fn seal<C: Crypto>(
    crypto: &C,
    key: &C::Key,
    bound_to: &[u8],
    plain: &[u8],
) -> Result<Sealed, CryptoFailed> {
    let mut nonce = [0; NONCE];
    crypto.random(&mut nonce)?;
    let bytes = crypto.seal(key, &nonce, bound_to, plain).await?;
    Ok(Sealed { nonce, bytes })
}

/// The check is bound to the parameters: with others it does not open.
fn check_bound_to(kdf: &Kdf) -> String {
    format!(
        "manager-vault|{VERSION}|check|{}|{}|{}",
        Kdf::NAME,
        kdf.rounds,
        hex::encode(&kdf.salt)
    )
}

/// The parameters of a header.
///
/// # Errors
/// See [`Refusal`]; never [`Refusal::Wrong`].
pub fn header_kdf(header: &str) -> Result<Kdf, Refusal> {
    parse(header).map(|(kdf, _)| kdf)
}

fn parse(header: &str) -> Result<(Kdf, Sealed), Refusal> {
    let value: Value = serde_json::from_str(header).map_err(|_| Refusal::Unreadable)?;
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(later) if later > VERSION => return Err(Refusal::Newer),
        _ => return Err(Refusal::Unreadable),
    }
    if value["kdf"].as_str() != Some(Kdf::NAME) {
        return Err(Refusal::Unreadable);
    }
    let rounds = value["rounds"].as_u64().ok_or(Refusal::Unreadable)?;
    let salt = value["salt"].as_str().and_then(hex::decode);
    let kdf = Kdf {
        rounds: u32::try_from(rounds).unwrap_or(u32::MAX),
        salt: salt.ok_or(Refusal::Unreadable)?,
    };
    if kdf.is_weak() {
        return Err(Refusal::Weak);
    }
    if kdf.rounds > MAX_ROUNDS {
        return Err(Refusal::Unreadable);
    }
    // A check that cannot even be read is one that no passphrase opens.
    let check = Sealed::from_json(&value["check"]).unwrap_or(Sealed {
        nonce: [0; NONCE],
        bytes: Vec::new(),
    });
    Ok((kdf, check))
}
