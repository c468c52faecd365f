//! The accounts of the sample: who they are and where they live. All invented.

use serde_json::{Map, Value, json};

use crate::money::currency;
use crate::region::Region;
use crate::store::accounts::{Account, SupportLevel};

/// Which of the sample's stories an account lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cast {
    /// Sells lamps in Lyon: domains, hosting, mail, telephones.
    Shop,
    /// Rents out game servers.
    GameHost,
    /// A bank on private cloud.
    Bank,
    /// Looks after the services of forty clients.
    Reseller,
    /// One of those clients.
    Client,
    /// A web agency in Montréal.
    Agency,
    /// A start-up in Austin.
    StartUp,
}

/// An account of the sample.
#[derive(Debug, Clone)]
pub struct Person {
    /// Whose story it is.
    pub cast: Cast,
    /// The account.
    pub account: Account,
}

/// Everything that differs between the accounts people may sign in with.
struct Card {
    cast: Cast,
    nic: &'static str,
    role: &'static str,
    level: SupportLevel,
    company: &'static str,
    first: &'static str,
    last: &'static str,
    domain: &'static str,
    street: &'static str,
    zip: &'static str,
    city: &'static str,
    country: &'static str,
    subsidiary: &'static str,
    language: &'static str,
    phone: &'static str,
}

const CARDS: &[(Region, Card)] = &[
    (
        Region::Eu,
        Card {
            cast: Cast::Shop,
            nic: "lm10452-ovh",
            role: "Shop in Lyon",
            level: SupportLevel::Premium,
            company: "Maison Lumignon",
            first: "Élodie",
            last: "Fontanel",
            domain: "lumignon.example",
            street: "14 rue Mercière",
            zip: "69002",
            city: "Lyon",
            country: "FR",
            subsidiary: "FR",
            language: "fr_FR",
            phone: "+33.199001452",
        },
    ),
    (
        Region::Eu,
        Card {
            cast: Cast::GameHost,
            nic: "pb20731-ovh",
            role: "Game host",
            level: SupportLevel::Standard,
            company: "Pixelbastion",
            first: "Jonas",
            last: "Kettler",
            domain: "pixelbastion.example",
            street: "Lindenweg 8",
            zip: "10115",
            city: "Berlin",
            country: "DE",
            subsidiary: "DE",
            language: "de_DE",
            phone: "+49.3023125731",
        },
    ),
    (
        Region::Eu,
        Card {
            cast: Cast::Bank,
            nic: "cv30118-ovh",
            role: "Bank on private cloud",
            level: SupportLevel::Enterprise,
            company: "Crédit Valmorin",
            first: "Agnès",
            last: "Duvallon",
            domain: "credit-valmorin.example",
            street: "3 place du Vieux Pont",
            zip: "59000",
            city: "Lille",
            country: "FR",
            subsidiary: "FR",
            language: "fr_FR",
            phone: "+33.199003118",
        },
    ),
    (
        Region::Eu,
        Card {
            cast: Cast::Reseller,
            nic: "kd40277-ovh",
            role: "Reseller with forty clients",
            level: SupportLevel::PremiumAccredited,
            company: "Kerbrat Digital",
            first: "Yann",
            last: "Kerbrat",
            domain: "kerbrat-digital.example",
            street: "21 quai des Antilles",
            zip: "44200",
            city: "Nantes",
            country: "FR",
            subsidiary: "FR",
            language: "fr_FR",
            phone: "+33.199004277",
        },
    ),
    (
        Region::Ca,
        Card {
            cast: Cast::Agency,
            nic: "sb50634-ovh",
            role: "Agency in Montréal",
            level: SupportLevel::Business,
            company: "Studio Boréalis",
            first: "Maude",
            last: "Therrien",
            domain: "studio-borealis.example",
            street: "4200 rue Saint-Denis",
            zip: "H2J 2K8",
            city: "Montréal",
            country: "CA",
            subsidiary: "QC",
            language: "fr_CA",
            phone: "+1.5145550134",
        },
    ),
    (
        Region::Ca,
        Card {
            cast: Cast::Reseller,
            nic: "kd40278-ovh",
            role: "Reseller, Canadian side",
            level: SupportLevel::PremiumAccredited,
            company: "Kerbrat Digital Canada",
            first: "Yann",
            last: "Kerbrat",
            domain: "kerbrat-digital.example",
            street: "880 boulevard Charest Est",
            zip: "G1K 8S5",
            city: "Québec",
            country: "CA",
            subsidiary: "QC",
            language: "fr_CA",
            phone: "+1.4185550178",
        },
    ),
    (
        Region::Us,
        Card {
            cast: Cast::StartUp,
            nic: "br60915-ovh",
            role: "Start-up in Austin",
            level: SupportLevel::Business,
            company: "Bluebonnet Robotics",
            first: "Dana",
            last: "Whitlock",
            domain: "bluebonnet-robotics.example",
            street: "2100 East 6th Street",
            zip: "78702",
            city: "Austin",
            country: "US",
            subsidiary: "US",
            language: "en_US",
            phone: "+1.5125550115",
        },
    ),
];

/// The accounts of a region that people may sign in with, the largest first.
pub fn principals(region: Region) -> Vec<Person> {
    CARDS
        .iter()
        .filter(|(place, _)| *place == region)
        .map(|(_, card)| Person {
            cast: card.cast,
            account: account(region, card),
        })
        .collect()
}

fn account(region: Region, card: &Card) -> Account {
    let mut profile = base(region, card.subsidiary, card.country, card.language);
    let facts = json!({
        "email": format!("contact@{}", card.domain),
        "firstname": card.first,
        "name": card.last,
        "organisation": card.company,
        "legalform": "corporation",
        "address": card.street,
        "zip": card.zip,
        "city": card.city,
        "phone": card.phone,
        "phoneType": "landline",
        "phoneCountry": card.country,
    });
    extend(&mut profile, facts);
    Account {
        nic: card.nic.to_owned(),
        role: card.role.to_owned(),
        level: card.level,
        profile,
    }
}

/// What every account of a region has.
pub(super) fn base(
    region: Region,
    subsidiary: &str,
    country: &str,
    language: &str,
) -> Map<String, Value> {
    let (code, symbol) = currency(region);
    let mut profile = Map::new();
    extend(
        &mut profile,
        json!({
            "country": country,
            "currency": { "code": code, "symbol": symbol },
            "kycValidated": true,
            "language": language,
            "ovhCompany": "ovh",
            "ovhSubsidiary": subsidiary,
            "state": "complete",
        }),
    );
    profile
}

pub(super) fn extend(profile: &mut Map<String, Value>, facts: Value) {
    if let Value::Object(facts) = facts {
        profile.extend(facts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_region_has_its_cast() {
        let casts = |region| {
            principals(region)
                .iter()
                .map(|person| person.cast)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            casts(Region::Eu),
            [Cast::Shop, Cast::GameHost, Cast::Bank, Cast::Reseller]
        );
        assert_eq!(casts(Region::Ca), [Cast::Agency, Cast::Reseller]);
        assert_eq!(casts(Region::Us), [Cast::StartUp]);
    }
}
