//! Copies of what accounts of the vault have answered, so that the next start shows
//! something before the first answer. They are sealed with the vault's key and kept beside
//! the vault, not in it: they are no part of an exported file, and losing one loses nothing.

use std::fmt;

use api::AccountId;

use super::crypto::Crypto;
use super::open::{OpenVault, Refusal};
use super::record::{self, Spoilt};

/// The longest copy of one account that is kept, in bytes before it is sealed: some
/// thousands of services.
pub const MOST_EACH: usize = 2 << 20;
/// All copies together, likewise.
pub const MOST_IN_ALL: usize = 24 << 20;
/// What has just arrived is often followed by more, in milliseconds.
const SETTLE_MS: f64 = 5_000.0;
/// The copy of one account is written no more often than that, in milliseconds.
const REST_MS: f64 = 60_000.0;

/// What is copied: `services`.
pub type Kind = &'static str;

/// The list of services.
pub const SERVICES: Kind = "services";

/// The name of a copy: `services/eu:ab12345-ovh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyName {
    /// Of what.
    pub kind: Kind,
    /// Whose.
    pub account: AccountId,
}

impl CopyName {
    /// The copy of an account's services.
    pub fn services(account: AccountId) -> Self {
        Self {
            kind: SERVICES,
            account,
        }
    }

    /// The name of that text; `None` for every other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, account) = text.split_once('/')?;
        let kind = [SERVICES].into_iter().find(|known| *known == kind)?;
        let name = Self {
            kind,
            account: account.parse().ok()?,
        };
        // One name, one text.
        (name.to_string() == text).then_some(name)
    }

    fn bound_to(&self) -> String {
        let (version, kind) = (record::VERSION, self.kind);
        let AccountId { endpoint, nic } = &self.account;
        format!("manager-vault|{version}|copy|{kind}|{endpoint}|{nic}")
    }
}

impl fmt::Display for CopyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.account)
    }
}

/// What was answered, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// In whole milliseconds since 1970.
    pub read_at: f64,
    /// What it says is the business of whoever wrote it.
    pub text: String,
}

impl<C: Crypto> OpenVault<C> {
    /// Seals a copy under its name.
    ///
    /// # Errors
    /// [`Refusal::NoCrypto`].
    pub async fn seal_copy(&self, name: &CopyName, copy: &Copy) -> Result<String, Refusal> {
        let plain = format!("{}\n{}", copy.read_at as u64, copy.text);
        self.seal_as(&name.bound_to(), plain.as_bytes()).await
    }

    /// The copy that was sealed under `name`.
    ///
    /// # Errors
    /// See [`Spoilt`].
    pub async fn unseal_copy(&self, name: &CopyName, record: &str) -> Result<Copy, Spoilt> {
        let plain = self.unseal_as(&name.bound_to(), record).await?;
        let plain = String::from_utf8(plain).map_err(|_| Spoilt::Damaged)?;
        let (read_at, text) = plain.split_once('\n').ok_or(Spoilt::Damaged)?;
        let read_at: u64 = read_at.parse().map_err(|_| Spoilt::Damaged)?;
        Ok(Copy {
            read_at: read_at as f64,
            text: text.to_owned(),
        })
    }
}

/// One copy as the shelf knows it.
#[derive(Clone, Debug)]
struct Place {
    name: CopyName,
    size: usize,
    read_at: f64,
    mark: usize,
    put_at: f64,
}

/// Which copies this tab knows to be kept. It decides what is written and what makes room.
#[derive(Clone, Debug, Default)]
pub struct CopyShelf(Vec<Place>);

impl CopyShelf {
    /// Whether to write a value that was read at `read_at` and is told from others by
    /// `mark`. `leaving`: the tab may not come back, so this is the time.
    pub fn wants(
        &self,
        name: &CopyName,
        read_at: f64,
        mark: usize,
        leaving: bool,
        now: f64,
    ) -> bool {
        let known = self.0.iter().find(|place| place.name == *name);
        let same = known.is_some_and(|known| known.read_at == read_at && known.mark == mark);
        let long_ago = |since: f64, pause: f64| now - since >= pause || now < since;
        !same
            && (leaving
                || long_ago(read_at, SETTLE_MS)
                    && known.is_none_or(|known| long_ago(known.put_at, REST_MS)))
    }

    /// Puts a copy of `size` there, and gives those that have to go: the ones read longest
    /// ago until there is room, or this one itself where it is too long.
    pub fn put(
        &mut self,
        name: &CopyName,
        size: usize,
        read_at: f64,
        mark: usize,
        now: f64,
    ) -> Vec<CopyName> {
        self.remove(name);
        let place = |size| Place {
            name: name.clone(),
            size,
            read_at,
            mark,
            put_at: now,
        };
        if size > MOST_EACH {
            // Remembered, so that it is not tried again at once.
            self.0.push(place(0));
            return vec![name.clone()];
        }
        let mut gone = Vec::new();
        while self.0.iter().map(|place| place.size).sum::<usize>() + size > MOST_IN_ALL {
            let kept = self.0.iter().enumerate().filter(|(_, one)| one.size > 0);
            let oldest = kept.min_by(|(_, a), (_, b)| a.read_at.total_cmp(&b.read_at));
            let Some(place) = oldest.map(|(place, _)| place) else {
                break;
            };
            gone.push(self.0.swap_remove(place).name);
        }
        self.0.push(place(size));
        gone
    }

    /// What is told by `mark` from now on is the copy that is there.
    pub fn remark(&mut self, name: &CopyName, mark: usize) {
        let known = self.0.iter_mut().find(|place| place.name == *name);
        if let Some(place) = known {
            place.mark = mark;
        }
    }

    /// Takes one off.
    pub fn remove(&mut self, name: &CopyName) {
        self.0.retain(|place| place.name != *name);
    }

    /// The names of all.
    pub fn names(&self) -> Vec<CopyName> {
        self.0.iter().map(|place| place.name.clone()).collect()
    }
}
