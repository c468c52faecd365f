//! The clients of the reseller. All invented.

use serde_json::json;

use crate::region::Region;
use crate::sample::dice::Dice;
use crate::sample::people::{base, extend};
use crate::store::accounts::{Account, SupportLevel};

/// Clients of the reseller, over both regions, unless said otherwise.
const CLIENTS: usize = 40;

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
}
