//! Telephones and internet accesses.

use crate::money::UCENTS;
use crate::routes::telephony::Group;
use crate::routes::xdsl::{Access, Address};

use super::{Draft, Makers, draft};

impl Makers {
    pub(super) fn telephony(&mut self, owner: &str) -> serde_json::Result<Draft> {
        let spent = self.dice.range(0, 4_000) * (UCENTS / 100);
        draft(
            format!("{owner}-{}", self.made),
            "voip-entreprise",
            "VoIP Entreprise",
            599,
            &Group {
                spent,
                allowed: 60 * UCENTS,
                threshold: 40 * UCENTS,
                deposit: 0,
                hidden: self.dice.chance(30),
                overridden: false,
                trusted: self.dice.chance(20),
                special: self.dice.chance(10),
            },
        )
    }

    pub(super) fn xdsl(&mut self, owner: &str) -> serde_json::Result<Draft> {
        const TOWNS: &[(&str, &str, &str)] = &[
            ("69002", "Lyon", "69382LYO"),
            ("38000", "Grenoble", "38185GRE"),
            ("42000", "Saint-Étienne", "42218SET"),
        ];
        let (zip, city, exchange) = *self.dice.pick(TOWNS);
        let kind = *self.dice.pick(&["ftth", "ftth", "vdsl", "sdsl"]);
        draft(
            format!("xdsl-{owner}-{}", self.made),
            "xdsl-pro",
            "Internet access Pro",
            3_999,
            &Access {
                kind: kind.to_owned(),
                provider: if kind == "ftth" { "kosc" } else { "ft" }.to_owned(),
                status: "active".to_owned(),
                exchange: exchange.to_owned(),
                pack: Some(format!("pack-{owner}-{}", self.made)),
                pairs: if kind == "sdsl" { 2 } else { 1 },
                monitoring: self.dice.chance(50),
                rate_limit: None,
                address: Address {
                    first_name: "Élodie".to_owned(),
                    last_name: "Fontanel".to_owned(),
                    number: self.dice.range(1, 80).to_string(),
                    street: self
                        .dice
                        .pick(&["rue Mercière", "cours Berriat", "rue des Tilleuls"])
                        .to_string(),
                    zip: zip.to_owned(),
                    city: city.to_owned(),
                    // An exchange is named after its town.
                    insee: exchange.chars().filter(char::is_ascii_digit).collect(),
                    rivoli: format!("{:04}", self.dice.range(10, 9_999)),
                },
            },
        )
    }
}
