//! The tickets of the sample.

use rusqlite::Connection;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::error::ApiError;
use crate::product::Product;
use crate::routes::dedicated_server::Server;
use crate::routes::hosting_web::Hosting;
use crate::routes::vps::Vps;
use crate::sample::people::Cast;
use crate::store::accounts::Account;
use crate::store::services::{self, Service};
use crate::store::tickets::{self, NewTicket, Sender, Stage};

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
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::GameHost,
        subject: "More addresses for one server?",
        body: "How many additional addresses can be led to one server of this range?",
        category: "assistance",
        about: ("network", Some(Product::Ip)),
        age: 2_600,
        course: Course::Solved("Sixteen, ordered one by one or as a block of eight.", None),
    },
    Letter {
        cast: Cast::Bank,
        subject: "Mise à jour de la plateforme de recette",
        body: "Bonjour, la mise à jour prévue cette nuit peut-elle commencer après 22 h ? Une campagne d'essais finit à 21 h.",
        category: "assistance",
        about: ("dedicatedcloud", Some(Product::DedicatedCloud)),
        age: 20,
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
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::Agency,
        subject: "Site très lent pendant la billetterie",
        body: "Bonjour, depuis l'ouverture des ventes le serveur répond en plus de dix secondes, alors que le processeur est presque au repos.",
        category: "incident",
        about: ("dedicated", Some(Product::DedicatedServer)),
        age: 5,
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
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::Agency,
        subject: "TPS et TVQ sur la facture",
        body: "Bonjour, il manque notre numéro de TVQ sur la dernière facture.",
        category: "billing",
        about: ("web-billing", None),
        age: 3_000,
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
        course: Course::Waiting,
    },
    Letter {
        cast: Cast::StartUp,
        subject: "Raise the quota of a project",
        body: "We need 120 more vCores in the production project before the fleet demo on the 12th.",
        category: "assistance",
        about: ("publiccloud", Some(Product::CloudProject)),
        age: 44,
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
        course: Course::Solved("Done, from the next invoice on.", Some("4")),
    },
];

/// Opens the tickets with which the provider tells that a machine of the account
/// does harm: one on each server that was broken into, and on each locked VPS and hosting.
///
/// # Errors
///
/// When the database cannot be written.
pub fn warn(conn: &Connection, account: &Account, now: OffsetDateTime) -> Result<(), ApiError> {
    let french = account
        .profile
        .get("language")
        .and_then(Value::as_str)
        .is_some_and(|language| language.starts_with("fr"));
    for (product, ticket_product) in [
        (Product::DedicatedServer, "dedicated"),
        (Product::Vps, "vps"),
        (Product::HostingWeb, "hosting"),
    ] {
        for service in services::of_product(conn, &account.nic, product)? {
            if service.contacts.admin != account.nic {
                continue;
            }
            let Some(harm) = Harm::of(&service)? else {
                continue;
            };
            let [subject, body] = harm.words(french);
            let ticket = NewTicket {
                subject: format!("{subject}: {}", service.label()),
                body: body.to_owned(),
                category: Some("incident".to_owned()),
                subcategory: Some("alerts".to_owned()),
                product: Some(ticket_product.to_owned()),
                service_name: Some(service.name.clone()),
                automatic: true,
                ..NewTicket::default()
            };
            let opened = now - Duration::hours(30 + service.id % 40);
            let id = tickets::open(conn, &account.nic, &ticket, None, opened)?.ticket;
            tickets::plan(conn, id, Stage::Remind, account.level, opened)?;
        }
    }
    Ok(())
}

/// What a machine did, and what the provider did about it.
#[derive(Debug, Clone, Copy)]
enum Harm {
    /// It attacked others, and was started in rescue mode.
    Attack,
    /// It did so again, and was switched off.
    AttackAgain,
    /// It sent spam, and was locked.
    Spam,
    /// Somebody else's pages were put into it, and it was closed.
    Defaced,
}

impl Harm {
    fn of(service: &Service) -> Result<Option<Harm>, ApiError> {
        Ok(match service.product {
            Product::DedicatedServer => {
                let server: Server = serde_json::from_str(&service.document)?;
                match server.state.as_str() {
                    "hacked" => Some(Harm::Attack),
                    "hackedBlocked" => Some(Harm::AttackAgain),
                    _ => None,
                }
            }
            Product::Vps => {
                let vps: Vps = serde_json::from_str(&service.document)?;
                vps.locked.then_some(Harm::Spam)
            }
            Product::HostingWeb => {
                let hosting: Hosting = serde_json::from_str(&service.document)?;
                (hosting.state == "blocked").then_some(Harm::Defaced)
            }
            _ => None,
        })
    }

    /// Subject and first message.
    const fn words(self, french: bool) -> [&'static str; 2] {
        match (self, french) {
            (Harm::Attack, false) => [
                "Your server was used in an attack",
                "Your server sent a large number of packets to other networks and was started in rescue mode. Clean or reinstall it, then answer this ticket: we watch the traffic and lift the restriction.\n\nLog: 41,200 packets a second to port 22 of addresses in 203.0.113.0/24, from 01:12 to 01:19 UTC.",
            ],
            (Harm::Attack, true) => [
                "Votre serveur a servi à une attaque",
                "Votre serveur a envoyé un grand nombre de paquets vers d'autres réseaux et a été démarré en mode rescue. Nettoyez-le ou réinstallez-le, puis répondez à ce ticket : nous observons le trafic et levons la restriction.\n\nJournal : 41 200 paquets par seconde vers le port 22 d'adresses de 203.0.113.0/24, de 01:12 à 01:19 UTC.",
            ],
            (Harm::AttackAgain, false) => [
                "Your server was used in an attack again and is switched off",
                "A second attack left your server after the first was reported, so it is switched off and cannot be restarted. Answer this ticket and say how it will be cleaned: we then start it in rescue mode for you.\n\nLog: 230,000 DNS answers a minute to 198.51.100.0/24, from 04:30 to 04:41 UTC.",
            ],
            (Harm::AttackAgain, true) => [
                "Votre serveur a de nouveau servi à une attaque et est arrêté",
                "Une seconde attaque est partie de votre serveur après le premier signalement : il est arrêté et ne peut pas être redémarré. Répondez à ce ticket en disant comment il sera nettoyé : nous le démarrerons alors en mode rescue pour vous.\n\nJournal : 230 000 réponses DNS par minute vers 198.51.100.0/24, de 04:30 à 04:41 UTC.",
            ],
            (Harm::Spam, false) => [
                "Your VPS sent spam and is locked",
                "Your VPS sent 18,400 messages in two hours, most of them refused as spam. It is in rescue mode and locked. Stop what sends, empty the queue, then answer this ticket: we unlock it.",
            ],
            (Harm::Spam, true) => [
                "Votre VPS a envoyé du spam et est verrouillé",
                "Votre VPS a envoyé 18 400 messages en deux heures, refusés comme spam pour la plupart. Il est en mode rescue et verrouillé. Arrêtez l'envoi, videz la file d'attente, puis répondez à ce ticket : nous le déverrouillons.",
            ],
            (Harm::Defaced, false) => [
                "Your hosting shows pages of somebody else and is closed",
                "Files that send visitors to a page of phishing were put into your hosting, so it answers 403. Remove them, change the passwords of the site and of FTP, then answer this ticket: we open it again.\n\nFirst file seen: /www/images/.cache/login.php",
            ],
            (Harm::Defaced, true) => [
                "Votre hébergement montre des pages étrangères et est fermé",
                "Des fichiers qui envoient les visiteurs vers une page d'hameçonnage ont été déposés dans votre hébergement : il répond 403. Supprimez-les, changez les mots de passe du site et du FTP, puis répondez à ce ticket : nous le rouvrons.\n\nPremier fichier vu : /www/images/.cache/login.php",
            ],
        }
    }
}

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
            ..NewTicket::default()
        };
        // The desk acknowledges by the clock only what still waits for it.
        let waits = matches!(letter.course, Course::Waiting);
        let level = waits.then_some(account.level);
        let id = tickets::open(conn, &account.nic, &ticket, level, opened)?.ticket;
        let answered = opened + Duration::minutes(95);
        let at = answered.unix_timestamp();
        match letter.course {
            Course::Waiting => {}
            Course::Asked(question) => {
                tickets::write(conn, id, Sender::Support, question, at)?;
                tickets::plan(conn, id, Stage::Remind, account.level, answered)?;
            }
            Course::Solved(answer, score) => {
                tickets::write(conn, id, Sender::Support, answer, at)?;
                tickets::set_open(conn, id, false, at + 86_400)?;
                if let Some(score) = score {
                    tickets::score(conn, id, score, None)?;
                }
            }
        }
    }
    Ok(())
}
