//! The tickets of the sample.

use rusqlite::Connection;
use time::{Duration, OffsetDateTime};

use crate::product::Product;
use crate::sample::people::Cast;
use crate::store::accounts::Account;
use crate::store::services::{self, Service};
use crate::store::tickets::{self, NewTicket, Sender};

/// How a ticket goes on after its first message.
enum Course {
    /// The desk has not answered yet.
    Waiting,
    /// The desk asked something back.
    Asked(&'static str),
    /// It was answered and closed, with a score or without.
    Solved(&'static str, Option<&'static str>),
}

struct Letter {
    cast: Cast,
    subject: &'static str,
    body: &'static str,
    category: &'static str,
    /// `support.TicketProductEnum` and the kind of service it is about.
    about: (&'static str, Option<Product>),
    /// Hours ago.
    age: i64,
    automatic: bool,
    course: Course,
}

const LETTERS: &[Letter] = &[
    Letter {
        cast: Cast::Shop,
        subject: "Formulaire de contact : plus aucun message reçu",
        body: "Bonjour, depuis lundi le formulaire du site n'envoie plus de courriel. Rien n'a changé chez nous. Pouvez-vous regarder ?",
        category: "assistance",
        about: ("hosting", Some(Product::HostingWeb)),
        age: 26,
        automatic: false,
        course: Course::Asked(
            "Bonjour, l'envoi est bloqué après un grand nombre de messages refusés. Le formulaire est-il protégé contre les robots ? Dites-nous quand c'est fait, nous débloquons l'envoi.",
        ),
    },
    Letter {
        cast: Cast::Shop,
        subject: "Facture réglée deux fois",
        body: "Bonjour, l'hébergement a été prélevé et payé par carte le même jour. Merci de rembourser l'un des deux.",
        category: "billing",
        about: ("web-billing", None),
        age: 900,
        automatic: false,
        course: Course::Solved(
            "Bonjour, le second paiement vous est remboursé sous cinq jours. Bonne journée.",
            Some("5"),
        ),
    },
    Letter {
        cast: Cast::GameHost,
        subject: "Server does not answer since 02:40",
        body: "The server stopped answering at 02:40 UTC, no ping, no IPMI. A reboot from the panel changed nothing.",
        category: "incident",
        about: ("dedicated", Some(Product::DedicatedServer)),
        age: 3,
        automatic: false,
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::GameHost,
        subject: "Your server was used in an attack",
        body: "Your server sent a large number of packets to other networks and was stopped. Start it in rescue mode, clean or reinstall it, then answer this ticket.",
        category: "incident",
        about: ("dedicated", Some(Product::DedicatedServer)),
        age: 50,
        automatic: true,
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::GameHost,
        subject: "More addresses for one server?",
        body: "How many additional addresses can be led to one server of this range?",
        category: "assistance",
        about: ("network", Some(Product::Ip)),
        age: 2_600,
        automatic: false,
        course: Course::Solved("Sixteen, ordered one by one or as a block of eight.", None),
    },
    Letter {
        cast: Cast::Bank,
        subject: "Mise à jour de la plateforme de recette",
        body: "Bonjour, la mise à jour prévue cette nuit peut-elle commencer après 22 h ? Une campagne d'essais finit à 21 h.",
        category: "assistance",
        about: ("dedicatedcloud", Some(Product::DedicatedCloud)),
        age: 20,
        automatic: false,
        course: Course::Asked(
            "Bonjour, c'est possible. Pouvez-vous confirmer que 22 h 30 convient aussi pour les sauvegardes ?",
        ),
    },
    Letter {
        cast: Cast::Bank,
        subject: "Attestation de certification pour l'audit annuel",
        body: "Bonjour, nos auditeurs demandent l'attestation à jour pour le centre de données de notre cœur bancaire.",
        category: "assistance",
        about: ("dedicatedcloud", Some(Product::DedicatedCloud)),
        age: 1_400,
        automatic: false,
        course: Course::Solved(
            "Bonjour, l'attestation de l'année est jointe à votre espace documentaire.",
            Some("4"),
        ),
    },
    Letter {
        cast: Cast::Reseller,
        subject: "Changer le contact technique de plusieurs services",
        body: "Bonjour, un client nous confie douze services. Peut-on demander le changement de contact en une fois ?",
        category: "assistance",
        about: ("web-other", None),
        age: 70,
        automatic: false,
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::Agency,
        subject: "Site très lent pendant la billetterie",
        body: "Bonjour, depuis l'ouverture des ventes le serveur répond en plus de dix secondes, alors que le processeur est presque au repos.",
        category: "incident",
        about: ("dedicated", Some(Product::DedicatedServer)),
        age: 5,
        automatic: false,
        course: Course::Asked(
            "Bonjour, nous voyons des erreurs sur un disque. Pouvez-vous nous envoyer le rapport smartctl de chaque disque ?",
        ),
    },
    Letter {
        cast: Cast::Agency,
        subject: "Transfert d'un nom de domaine bloqué",
        body: "Bonjour, le transfert demandé il y a trois jours n'avance plus. Le code a été vérifié.",
        category: "assistance",
        about: ("domain", Some(Product::Domain)),
        age: 30,
        automatic: false,
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::Agency,
        subject: "TPS et TVQ sur la facture",
        body: "Bonjour, il manque notre numéro de TVQ sur la dernière facture.",
        category: "billing",
        about: ("web-billing", None),
        age: 3_000,
        automatic: false,
        course: Course::Solved(
            "Bonjour, le numéro est ajouté à votre compte et la facture corrigée est disponible.",
            Some("5"),
        ),
    },
    Letter {
        cast: Cast::StartUp,
        subject: "Packet loss on the private network between training nodes",
        body: "Since 09:10 CST about 4 % of packets between the two training nodes are lost on the private network. The public side is fine. Traces on request.",
        category: "incident",
        about: ("network", Some(Product::Vrack)),
        age: 2,
        automatic: false,
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::StartUp,
        subject: "Raise the quota of a project",
        body: "We need 120 more vCores in the production project before the fleet demo on the 12th.",
        category: "assistance",
        about: ("publiccloud", Some(Product::CloudProject)),
        age: 44,
        automatic: false,
        course: Course::Asked(
            "The limit can be raised once the payment method is confirmed. Could you confirm it and tell us here?",
        ),
    },
    Letter {
        cast: Cast::StartUp,
        subject: "Invoice does not show our purchase order",
        body: "Please put PO 2217 on the invoices from this month on.",
        category: "billing",
        about: ("dedicated-billing", None),
        age: 2_400,
        automatic: false,
        course: Course::Solved("Done, from the next invoice on.", Some("4")),
    },
];

/// Writes the tickets of an account.
///
/// # Errors
///
/// When the database cannot be written.
pub fn write(
    conn: &Connection,
    cast: Cast,
    account: &Account,
    now: OffsetDateTime,
) -> rusqlite::Result<()> {
    for letter in LETTERS.iter().filter(|letter| letter.cast == cast) {
        let opened = now - Duration::hours(letter.age);
        let (product, kind) = letter.about;
        let service = match kind {
            Some(kind) => services::of_product(conn, &account.nic, kind)?
                .into_iter()
                .find(|service: &Service| service.contacts.admin == account.nic),
            None => None,
        };
        let ticket = NewTicket {
            subject: letter.subject.to_owned(),
            body: letter.body.to_owned(),
            category: Some(letter.category.to_owned()),
            product: Some(product.to_owned()),
            service_name: service.map(|service| service.name),
            automatic: letter.automatic,
            ..NewTicket::default()
        };
        // The desk acknowledges by the clock only what still waits for it.
        let waits = matches!(letter.course, Course::Waiting) && !letter.automatic;
        let level = waits.then_some(account.level);
        let id = tickets::open(conn, &account.nic, &ticket, level, opened)?.ticket;
        let answered = (opened + Duration::minutes(95)).unix_timestamp();
        match letter.course {
            Course::Waiting => {}
            Course::Asked(question) => {
                tickets::write(conn, id, Sender::Support, question, answered)?;
            }
            Course::Solved(answer, score) => {
                tickets::write(conn, id, Sender::Support, answer, answered)?;
                tickets::set_open(conn, id, false, answered + 86_400)?;
                if let Some(score) = score {
                    tickets::score(conn, id, score, None)?;
                }
            }
        }
    }
    Ok(())
}
