//! What a ticket is about, and what the customer's words say.

use crate::product::Product;
use crate::store::tickets::{Part, Ticket};

/// What a ticket is about, as the desk sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Opened by the provider: somebody else does harm with the service.
    Abuse,
    /// A technician is to replace a part.
    Replacement(Part),
    /// A server or a VPS is broken.
    Machine,
    /// The network is.
    Network,
    /// A website is.
    Website,
    /// Mail is.
    Mail,
    /// A telephone or an internet access is.
    Line,
    /// A public cloud project is.
    Project,
    /// A hosted private cloud is.
    PrivateCloud,
    /// A domain name is.
    Name,
    /// Something is broken, and it does not say what.
    Something,
    /// Money.
    Money,
    /// Advice.
    Advice,
}

impl Case {
    /// `kind` is that of the service that the ticket names, where it is known.
    pub(super) fn of(ticket: &Ticket, kind: Option<Product>) -> Case {
        if ticket.automatic {
            return Case::Abuse;
        }
        if let Some(part) = ticket.part {
            return Case::Replacement(part);
        }
        match ticket.category.as_deref() {
            Some("billing") => return Case::Money,
            Some("incident") => {}
            _ => return Case::Advice,
        }
        match ticket.product.as_deref().unwrap_or_default() {
            "dedicated" | "dedicated-other" | "vps" | "housing" | "iaas" | "storage" => {
                Case::Machine
            }
            "network" | "vac" | "cdn" => Case::Network,
            "hosting" | "ssl" | "web-other" => Case::Website,
            "mail" | "exchange" => Case::Mail,
            "adsl" | "voip" | "fax" | "sms" | "telecom-other" => Case::Line,
            "publiccloud" => Case::Project,
            "dedicatedcloud" => Case::PrivateCloud,
            "domain" => Case::Name,
            _ => kind.map_or(Case::Something, Case::of_kind),
        }
    }

    const fn of_kind(kind: Product) -> Case {
        match kind {
            Product::DedicatedServer | Product::Vps => Case::Machine,
            Product::Ip | Product::Vrack => Case::Network,
            Product::HostingWeb => Case::Website,
            Product::EmailDomain => Case::Mail,
            Product::Telephony | Product::Xdsl => Case::Line,
            Product::CloudProject => Case::Project,
            Product::DedicatedCloud => Case::PrivateCloud,
            Product::Domain | Product::Zone => Case::Name,
        }
    }
}

/// Advice asked for in fewer letters than this needs a question back.
const SHORT: usize = 120;

/// Whether what the customer wrote, in small letters, is enough to work with.
pub(super) fn tells_enough(case: Case, written: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| written.contains(word));
    match case {
        Case::Abuse | Case::Replacement(_) => true,
        Case::Machine => any(&["smartctl", "mtr", "traceroute", "tracert", "dmesg"]),
        Case::Network => any(&["mtr", "traceroute", "tracert"]),
        Case::Website => any(&["http://", "https://", "error 5", "erreur 5"]),
        Case::Mail => any(&["received:", "message-id", "en-tête", "header"]),
        Case::Line => any(&["modem", "sync", "led", "voyant"]),
        Case::Project => any(&["instance", "gra", "sbg", "bhs", "vin", "hil", "waw"]),
        Case::PrivateCloud => any(&["esxi", "vcenter", "task", "tâche"]),
        Case::Name => any(&["dig ", "nslookup", "whois"]),
        Case::Something => false,
        Case::Money => has_a_number(written),
        Case::Advice => written.chars().count() >= SHORT,
    }
}

/// Four digits in a row, as numbers of bills and orders have.
fn has_a_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|letter| {
        run = if letter.is_ascii_digit() { run + 1 } else { 0 };
        run == 4
    })
}

/// Whether a customer says that all is well again.
pub(super) fn says_it_is_solved(message: &str) -> bool {
    const WELL: [&str; 9] = [
        "solved",
        "works now",
        "works again",
        "it works",
        "fixed",
        "résolu",
        "ça marche",
        "fonctionne",
        "tout est bon",
    ];
    const NOT_WELL: [&str; 8] = [
        "not", "still", "but", "yet", "ne", "pas", "toujours", "mais",
    ];
    let message = message.to_lowercase().replace('’', "'");
    let well = WELL.iter().any(|words| message.contains(words));
    let mut words = message.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    let denied = words
        .any(|word| NOT_WELL.contains(&word) || word.starts_with("n'") || word.ends_with("n't"));
    well && !denied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_happy_end_is_told_from_an_unhappy_one() {
        for (message, solved) in [
            ("It works again, thank you.", true),
            ("Solved, thanks!", true),
            ("Merci, c'est résolu.", true),
            ("Tout fonctionne, bonne journée", true),
            ("It does not work, is it solved?", false),
            ("It still fails. You said it was fixed", false),
            ("It works, but slowly", false),
            ("Cela ne fonctionne pas", false),
            ("It doesn't work, fixed or not", false),
            ("Ça n’est pas résolu", false),
            ("Here is the report you asked for.", false),
            ("Thanks, we are looking at it.", false),
        ] {
            assert_eq!(says_it_is_solved(message), solved, "{message}");
        }
    }

    #[test]
    fn what_is_missing_depends_on_the_case() {
        for (case, written, enough) in [
            (Case::Machine, "no ping since 02:40", false),
            (Case::Machine, "smartctl says: reallocated 812", true),
            (Case::Network, "smartctl is fine", false),
            (Case::Network, "mtr both ways attached", true),
            (Case::Website, "the shop is down", false),
            (Case::Website, "https://shop.example/ says 502", true),
            (Case::Money, "we paid twice", false),
            (Case::Money, "bill fr4412 was paid twice", true),
            (Case::Money, "4 bills of 12 and 300", false),
            (Case::Advice, "how?", false),
            (Case::Something, "mtr smartctl https://a.example", false),
            (Case::Replacement(Part::Disk), "", true),
        ] {
            assert_eq!(tells_enough(case, written), enough, "{case:?} {written}");
        }
    }
}
