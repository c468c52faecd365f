//! The sample: accounts and services that read like life.
//!
//! [`people`] and [`clients`] are the accounts, [`stories`] their services, told one by
//! one; [`crowd`] adds as many more as are asked for. [`life`] gives a service
//! its bills and [`makers`] what is particular to its kind. All is drawn from
//! [`dice`]: equal seeds at equal times make equal samples.

mod clients;
mod correspondence;
mod crowd;
mod dice;
mod life;
mod makers;
mod people;
pub(crate) mod places;
mod signals;
mod stories;

use std::collections::HashMap;

use rusqlite::Connection;
use time::OffsetDateTime;

use crate::error::ApiError;
use crate::product::Product;
use crate::region::Region;
use crate::store::accounts;
use crate::store::services::{self, Contacts, Service};

use clients::Client;
use dice::Dice;
use life::Life;
use makers::{Makers, Trait};
use people::{Cast, Person};

/// What sample to make.
#[derive(Debug, Clone)]
pub struct SampleConfig {
    /// The region.
    pub region: Region,
    /// How many services in all, when not the usual ones.
    pub services: Option<usize>,
    /// How many clients the reseller has, when not the usual ones.
    pub clients: Option<usize>,
    /// Equal seeds make equal samples.
    pub seed: u64,
    /// Dates are relative to this.
    pub now: OffsetDateTime,
}

/// An account that people may sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleAccount {
    /// The account.
    pub nic: String,
    /// Who it is, in a few words.
    pub role: String,
}

/// Fills an empty database and says which accounts people may sign in with,
/// the one with the most services first.
///
/// # Errors
///
/// When the database cannot take it.
pub fn populate(
    conn: &mut Connection,
    config: &SampleConfig,
) -> Result<Vec<SampleAccount>, ApiError> {
    let transaction = conn.transaction()?;
    let principals = people::principals(config.region);
    let clients = clients::clients(
        config.region,
        config.clients,
        &mut Dice::new(config.seed, "clients"),
    );
    write_accounts(&transaction, config, &principals, &clients)?;
    write_services(&transaction, config, &principals, &clients)?;
    for person in &principals {
        correspondence::write(&transaction, person.cast, &person.account, config.now)?;
    }
    let accounts = principals.iter().map(|person| &person.account);
    for account in accounts.chain(clients.iter().map(|client| &client.account)) {
        correspondence::warn(&transaction, account, config.now)?;
        signals::write(&transaction, config.region, account, config.now)?;
    }
    transaction.commit()?;
    let account = |person: Person| SampleAccount {
        nic: person.account.nic,
        role: person.account.role,
    };
    Ok(principals.into_iter().map(account).collect())
}

fn write_accounts(
    conn: &Connection,
    config: &SampleConfig,
    principals: &[Person],
    clients: &[Client],
) -> Result<(), ApiError> {
    for person in principals {
        accounts::insert(conn, &person.account)?;
    }
    let Some(reseller) = principals
        .iter()
        .find(|person| person.cast == Cast::Reseller)
    else {
        return Ok(());
    };
    let mut dice = Dice::new(config.seed, "sub-accounts");
    for client in clients {
        accounts::insert(conn, &client.account)?;
        let since = config.now - time::Duration::days(dice.range(30, 1_500));
        let (owner, nic) = (&reseller.account.nic, &client.account.nic);
        accounts::insert_sub(conn, owner, nic, Some(&client.account.role), since)?;
    }
    Ok(())
}

fn write_services(
    conn: &Connection,
    config: &SampleConfig,
    principals: &[Person],
    clients: &[Client],
) -> Result<(), ApiError> {
    let owners = owners(principals, clients);
    let mut writer = Writer::new(conn, config);
    for (cast, product, name, life, particular) in stories::of(config.region) {
        if let Some(owner) = owners.iter().find(|owner| owner.cast == *cast) {
            writer.tell(owner, *product, name, *life, *particular)?;
        }
    }
    for (client, owner) in clients.iter().zip(owners.iter().skip(principals.len())) {
        let product = *writer
            .dice
            .pick(&[Product::Domain, Product::HostingWeb, Product::Vps]);
        let life = writer.dice.weighted(life::USUAL);
        let name = match product {
            Product::Vps => client.account.role.clone(),
            _ => format!("{}.example", client.slug),
        };
        writer.tell(owner, product, &name, life, Trait::Plain)?;
    }
    writer.fill(&owners)
}

/// Whose services are written.
struct Owner {
    cast: Cast,
    nic: String,
    contacts: Contacts,
}

/// Everybody who has services: first the accounts people sign in with.
fn owners(principals: &[Person], clients: &[Client]) -> Vec<Owner> {
    let reseller = principals
        .iter()
        .find(|person| person.cast == Cast::Reseller);
    let own = principals.iter().map(|person| Owner {
        cast: person.cast,
        nic: person.account.nic.clone(),
        contacts: Contacts::only(&person.account.nic),
    });
    let entrusted = clients.iter().map(|client| {
        let mut contacts = Contacts::only(&client.account.nic);
        if let Some(reseller) = reseller {
            contacts.tech.clone_from(&reseller.account.nic);
        }
        Owner {
            cast: Cast::Client,
            nic: client.account.nic.clone(),
            contacts,
        }
    });
    own.chain(entrusted).collect()
}

/// Writes services until there are as many as were asked for.
struct Writer<'a> {
    conn: &'a Connection,
    config: &'a SampleConfig,
    makers: Makers,
    dice: Dice,
    next_id: i64,
    /// How many more, when a number was asked for.
    left: Option<usize>,
    /// The last machine of each owner, which blocks of addresses lead to.
    machines: HashMap<String, (i64, String)>,
}

impl<'a> Writer<'a> {
    fn new(conn: &'a Connection, config: &'a SampleConfig) -> Writer<'a> {
        Writer {
            conn,
            config,
            makers: Makers::new(config.region, config.seed, config.now.unix_timestamp()),
            dice: Dice::new(config.seed, "services"),
            next_id: match config.region {
                Region::Eu => 11_000_000,
                Region::Ca => 22_000_000,
                Region::Us => 33_000_000,
            },
            left: config.services,
            machines: HashMap::new(),
        }
    }

    fn tell(
        &mut self,
        owner: &Owner,
        product: Product,
        name: &str,
        life: Life,
        particular: Trait,
    ) -> Result<(), ApiError> {
        let display = match product {
            Product::Domain | Product::Zone | Product::HostingWeb | Product::EmailDomain => None,
            _ => Some(name.to_owned()),
        };
        self.write(owner, product, name, display, life, particular)
    }

    /// Adds what is missing to the number that was asked for: most of it to
    /// the first account.
    fn fill(&mut self, owners: &[Owner]) -> Result<(), ApiError> {
        const FIRST_SHARE: i64 = 70;
        let mut written: HashMap<(usize, Product), usize> = HashMap::new();
        while self.left.is_some_and(|left| left > 0) {
            let last = i64::try_from(owners.len()).unwrap_or(i64::MAX) - 1;
            let index = if last < 1 || self.dice.chance(FIRST_SHARE) {
                0
            } else {
                usize::try_from(self.dice.range(1, last)).unwrap_or(0)
            };
            let Some(owner) = owners.get(index) else {
                return Ok(());
            };
            let product = self
                .dice
                .weighted(crowd::taste(owner.cast, self.config.region));
            let count = written.entry((index, product)).or_default();
            let name = crowd::domain_name(index, owners.len(), *count);
            *count += 1;
            let display = crowd::display_name(product, &mut self.dice);
            let life = self.dice.weighted(life::USUAL);
            let particular = crowd::particular(owner.cast, product, &mut self.dice);
            self.write(owner, product, &name, display, life, particular)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        owner: &Owner,
        product: Product,
        name: &str,
        display_name: Option<String>,
        life: Life,
        particular: Trait,
    ) -> Result<(), ApiError> {
        if self.left == Some(0) {
            return Ok(());
        }
        let machine = match product {
            Product::Ip => self.machines.get(&owner.nic),
            _ => None,
        };
        let target = machine.map(|(_, name)| name.as_str());
        let draft = self
            .makers
            .make(product, particular, name, &owner.nic, target)?;
        let id = self.next_id + self.dice.range(1, 9);
        let service = Service {
            id,
            product,
            name: draft.name,
            display_name,
            contacts: owner.contacts.clone(),
            parent: machine.map(|(id, _)| *id),
            tags: crowd::tags(&mut self.dice),
            plan: draft.plan,
            billing: life::billing(product, life, self.config.now, &mut self.dice),
            document: draft.document,
        };
        services::insert(self.conn, &service)?;
        if product == Product::DedicatedServer {
            self.machines.insert(owner.nic.clone(), (id, service.name));
        }
        self.next_id = id;
        self.left = self.left.map(|left| left - 1);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
