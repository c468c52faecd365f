//! The accounts of the sample: who they are and where they live. All invented.

use serde_json::{Map, Value, json};

use crate::money::currency;
use crate::region::Region;
use crate::sample::dice::Dice;
use crate::store::accounts::{Account, SupportLevel};

/// Clients of the reseller, over both regions, unless said otherwise.
const CLIENTS: usize = 40;

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
fn base(region: Region, subsidiary: &str, country: &str, language: &str) -> Map<String, Value> {
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

fn extend(profile: &mut Map<String, Value>, facts: Value) {
    if let Value::Object(facts) = facts {
        profile.extend(facts);
    }
}

const TRADES: &[(&str, &str)] = &[
    ("Boulangerie", "boulangerie"),
    ("Garage", "garage"),
    ("Librairie", "librairie"),
    ("Clinique vétérinaire", "veterinaire"),
    ("Menuiserie", "menuiserie"),
    ("Cabinet", "cabinet"),
    ("Fleuriste", "fleurs"),
    ("Auberge", "auberge"),
    ("École de musique", "musique"),
    ("Torréfaction", "cafe"),
    ("Cycles", "cycles"),
    ("Imprimerie", "imprimerie"),
    ("Pépinière", "pepiniere"),
    ("Optique", "optique"),
    ("Traiteur", "traiteur"),
];
const NAMES: &[(&str, &str)] = &[
    ("Pommereuil", "pommereuil"),
    ("Castelnou", "castelnou"),
    ("Brindas", "brindas"),
    ("Tréguidel", "treguidel"),
    ("Lavallière", "lavalliere"),
    ("Montbrun", "montbrun"),
    ("Rosendal", "rosendal"),
    ("Quimerch", "quimerch"),
    ("Belœuvre", "beloeuvre"),
    ("Sauveterre", "sauveterre"),
    ("Gervaisin", "gervaisin"),
    ("Hautecombe", "hautecombe"),
    ("Noirval", "noirval"),
    ("Pelletan", "pelletan"),
    ("Vaucresson", "vaucresson"),
    ("Delorimier", "delorimier"),
    ("Ouimet-Roy", "ouimet-roy"),
];
const FIRST_NAMES: &[&str] = &[
    "Camille", "Louis", "Inès", "Hugo", "Margot", "Théo", "Anaïs", "Bastien", "Clara", "Éloi",
    "Jade", "Malo", "Nora", "Simon", "Zoé",
];

/// A client of the reseller: its account and the domain it is known by.
#[derive(Debug, Clone)]
pub struct Client {
    /// The account.
    pub account: Account,
    /// Without the top-level domain.
    pub slug: String,
}

/// The clients of the reseller in a region: three fifths of them in Europe,
/// the others in Canada.
pub fn clients(region: Region, total: Option<usize>, dice: &mut Dice) -> Vec<Client> {
    let total = total.unwrap_or(CLIENTS);
    let european = total.saturating_mul(3).div_ceil(5);
    let here = match region {
        Region::Eu => european,
        Region::Ca => total - european,
        Region::Us => 0,
    };
    (0..here).map(|index| client(region, index, dice)).collect()
}

fn client(region: Region, index: usize, dice: &mut Dice) -> Client {
    // Each trade meets each name once before a number is needed: 15 and 17
    // have no common divisor.
    let (trade, trade_slug) = TRADES[index % TRADES.len()];
    let (name, name_slug) = NAMES[index % NAMES.len()];
    let round = index / (TRADES.len() * NAMES.len());
    let number = if round == 0 {
        String::new()
    } else {
        format!("-{}", round + 1)
    };
    let slug = format!("{trade_slug}-{name_slug}{number}");
    let (city, zip, subsidiary, country, language) = match region {
        Region::Eu => ("Nantes", "44000", "FR", "FR", "fr_FR"),
        Region::Ca | Region::Us => ("Québec", "G1R 1R5", "QC", "CA", "fr_CA"),
    };
    let mut profile = base(region, subsidiary, country, language);
    extend(
        &mut profile,
        json!({
            "email": format!("bonjour@{slug}.example"),
            "firstname": dice.pick(FIRST_NAMES),
            "name": name,
            "organisation": format!("{trade} {name}"),
            "legalform": if dice.chance(80) { "corporation" } else { "association" },
            "address": format!("{} rue du Moulin", dice.range(1, 90)),
            "zip": zip,
            "city": city,
        }),
    );
    let level = if dice.chance(10) {
        SupportLevel::Premium
    } else {
        SupportLevel::Standard
    };
    let account = Account {
        nic: format!("cl{}-ovh", 70_001 + index),
        role: format!("{trade} {name}"),
        level,
        profile,
    };
    Client { account, slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn clients_are_split_and_have_names_of_their_own() {
        for (total, eu, ca) in [
            (None, 24, 16),
            (Some(0), 0, 0),
            (Some(1), 1, 0),
            (Some(601), 361, 240),
        ] {
            for (region, expected) in [(Region::Eu, eu), (Region::Ca, ca), (Region::Us, 0)] {
                let clients = clients(region, total, &mut Dice::new(1, "clients"));
                let slugs: HashSet<_> = clients.iter().map(|client| &client.slug).collect();
                assert_eq!(
                    (clients.len(), slugs.len()),
                    (expected, expected),
                    "{total:?} {region}"
                );
            }
        }
    }

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
