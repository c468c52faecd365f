//! What the desk says, in the customer's language: English or French.

use serde_json::Value;

use crate::store::accounts::Account;
use crate::store::tickets::Part;

use super::case::Case;

/// A language of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::routes::support) enum Language {
    English,
    French,
}

/// What a mail about a ticket says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::routes::support) enum Notice {
    /// It was opened.
    Opened,
    /// The customer wrote on it.
    Added,
    /// The desk did.
    Answered,
    /// The desk waits for the customer.
    Reminder,
    /// It is closed.
    Closed,
    /// It is open again.
    Reopened,
}

/// A text in both languages: English, French.
type Said = [&'static str; 2];

impl Language {
    /// The language of an account: French where it reads French, else English.
    pub(in crate::routes::support) fn of(account: Option<&Account>) -> Language {
        let chosen = account
            .and_then(|account| account.profile.get("language"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        if chosen.starts_with("fr") {
            Language::French
        } else {
            Language::English
        }
    }

    const fn of_two(self, said: Said) -> &'static str {
        match self {
            Language::English => said[0],
            Language::French => said[1],
        }
    }

    /// A letter around `text`.
    pub(in crate::routes::support) fn letter(self, text: &str) -> String {
        let hello = self.of_two(["Hello,", "Bonjour,"]);
        let desk = self.of_two(["The support desk", "L'équipe du support"]);
        format!("{hello}\n\n{text}\n\n{desk}")
    }

    /// What a mail says.
    pub(in crate::routes::support) const fn notice(self, notice: Notice) -> &'static str {
        self.of_two(match notice {
            Notice::Opened => ["Your ticket is open.", "Votre ticket est ouvert."],
            Notice::Added => [
                "A message was added to your ticket.",
                "Un message a été ajouté à votre ticket.",
            ],
            Notice::Answered => [
                "There is an answer to your ticket.",
                "Votre ticket a reçu une réponse.",
            ],
            Notice::Reminder => [
                "Your ticket waits for your answer. Without one it is closed in four days, and you \
                 can open it again at any time.",
                "Votre ticket attend votre réponse. Sans réponse il sera fermé dans quatre jours, et \
                 vous pourrez le rouvrir à tout moment.",
            ],
            Notice::Closed => ["Your ticket is closed.", "Votre ticket est fermé."],
            Notice::Reopened => [
                "Your ticket is open again.",
                "Votre ticket est de nouveau ouvert.",
            ],
        })
    }
}

pub(super) fn acknowledgement(language: Language, case: Case) -> String {
    language.letter(language.of_two(match case {
        Case::Money => [
            "We have your request. Somebody who knows your bills and orders is looking at it.",
            "Votre demande nous est parvenue. Une personne qui suit vos factures et commandes \
             l'examine.",
        ],
        Case::Advice => [
            "We have your question. An adviser will answer it here.",
            "Votre question nous est parvenue. Un conseiller vous répondra ici.",
        ],
        Case::Replacement(_) => [
            "We have your request. A technician of the data centre has it on the list. Make sure \
             that your backups are complete: the server may be stopped during the work.",
            "Votre demande nous est parvenue. Un technicien du centre de données l'a prise en \
             compte. Vérifiez vos sauvegardes : le serveur peut être arrêté pendant \
             l'intervention.",
        ],
        _ => [
            "We have your request and a technician is looking at it. You will find the answer here; \
             add anything that may help in the meantime.",
            "Votre demande nous est parvenue et un technicien l'examine. Vous trouverez la réponse \
             ici ; ajoutez tout ce qui peut aider entre-temps.",
        ],
    }))
}

pub(super) fn resumed(language: Language) -> String {
    language.letter(language.of_two([
        "Your ticket is open again, and another technician takes it up with everything that was \
         written so far.",
        "Votre ticket est de nouveau ouvert. Un autre technicien le reprend avec tout ce qui a été \
         écrit jusqu'ici.",
    ]))
}

pub(super) fn question(language: Language, case: Case) -> String {
    language.letter(language.of_two(match case {
        Case::Machine => [
            "To tell the hardware from the network and the system, please send us the output of \
             smartctl -a for each disk, and of mtr from your place to the server and back. If the \
             system does not start, take them in rescue mode.",
            "Pour distinguer le matériel, le réseau et le système, envoyez-nous le résultat de \
             smartctl -a pour chaque disque, et un mtr dans les deux sens entre chez vous et le \
             serveur. Si le système ne démarre pas, relevez-les en mode rescue.",
        ],
        Case::Network => [
            "Please send us an mtr (or tracert) in both directions, taken while packets are lost, \
             with both addresses and the time.",
            "Envoyez-nous un mtr (ou tracert) dans les deux sens, relevé pendant la perte de \
             paquets, avec les deux adresses et l'heure.",
        ],
        Case::Website => [
            "Please send us the full address of a page that fails, the time of the try, and the \
             error that it shows.",
            "Envoyez-nous l'adresse complète d'une page qui échoue, l'heure de l'essai et l'erreur \
             affichée.",
        ],
        Case::Mail => [
            "Please send us the complete headers of a message concerned, or the text of the \
             rejection with its message-id.",
            "Envoyez-nous les en-têtes complets d'un message concerné, ou le texte du rejet avec \
             son message-id.",
        ],
        Case::Line => [
            "Which lights of the modem are on, and was it tried alone on the first socket? Please \
             tell us also when somebody is on site.",
            "Quels voyants du modem sont allumés, et l'essai a-t-il été fait seul sur la première \
             prise ? Dites-nous aussi quand quelqu'un est sur place.",
        ],
        Case::Project => [
            "Please tell us the region, the identifier of an instance or volume concerned, and the \
             time at which the call failed.",
            "Indiquez-nous la région, l'identifiant d'une instance ou d'un volume concerné, et \
             l'heure de l'appel en échec.",
        ],
        Case::PrivateCloud => [
            "Please tell us which host is concerned and which task of vCenter failed, with its \
             message.",
            "Indiquez-nous l'hôte concerné et la tâche de vCenter en échec, avec son message.",
        ],
        Case::Name => [
            "Please send us what dig answers for the name, and the server that you asked.",
            "Envoyez-nous la réponse de dig pour ce nom, et le serveur interrogé.",
        ],
        Case::Money => [
            "Which bill or order is it about? Please tell us its number.",
            "De quelle facture ou commande s'agit-il ? Indiquez-nous son numéro.",
        ],
        Case::Advice => [
            "To advise you well: what do you want to reach, on which service, and what have you \
             tried?",
            "Pour bien vous conseiller : que souhaitez-vous obtenir, sur quel service, et \
             qu'avez-vous déjà essayé ?",
        ],
        Case::Abuse | Case::Replacement(_) | Case::Something => [
            "Which service is it about, since when, and what did you expect instead?",
            "De quel service s'agit-il, depuis quand, et qu'attendiez-vous à la place ?",
        ],
    }))
}

pub(super) fn answer(language: Language, case: Case, round: i64) -> String {
    let said = if round > 0 { again(case) } else { first(case) };
    language.letter(language.of_two(said))
}

const fn first(case: Case) -> Said {
    match case {
        Case::Abuse => [
            "We have read what you write. The service can be used again so that you can clean it: \
             remove what was put into it or reinstall it, then tell us here. We watch its traffic.",
            "Nous avons lu votre message. Le service est de nouveau accessible pour que vous le \
             nettoyiez : retirez ce qui y a été déposé ou réinstallez-le, puis dites-le-nous ici. \
             Nous surveillons son trafic.",
        ],
        Case::Replacement(Part::Disk) => [
            "The disk is replaced and the server is on again. Please rebuild the array and tell us \
             whether all is well.",
            "Le disque est remplacé et le serveur redémarré. Reconstruisez la grappe et dites-nous \
             si tout va bien.",
        ],
        Case::Replacement(Part::Memory) => [
            "The memory is replaced and passed a test of one hour. The server is on again: please \
             tell us whether all is well.",
            "La mémoire est remplacée et a passé une heure de test. Le serveur est redémarré : \
             dites-nous si tout va bien.",
        ],
        Case::Replacement(Part::Cooling) => [
            "The cooling was checked and a fan replaced. Temperatures are back to normal: please \
             tell us whether all is well.",
            "Le refroidissement a été vérifié et un ventilateur remplacé. Les températures sont \
             redevenues normales : dites-nous si tout va bien.",
        ],
        Case::Machine => [
            "We tested the hardware and the network of the machine, and both are sound. What stops \
             is the system, which is yours to look after: its last journal will tell, and the \
             rescue mode gives access to it. If a part shows errors again, ask for its replacement \
             from the page of the server.",
            "Nous avons testé le matériel et le réseau de la machine : les deux sont sains. C'est le \
             système qui s'arrête, et il est de votre ressort : son dernier journal le dira, et le \
             mode rescue y donne accès. Si un composant montre de nouveau des erreurs, demandez son \
             remplacement depuis la page du serveur.",
        ],
        Case::Network => [
            "A link between two of our routers lost packets. Traffic goes another way since, and \
             the link is being repaired. Please check on your side.",
            "Un lien entre deux de nos routeurs perdait des paquets. Le trafic passe ailleurs \
             depuis, et le lien est en réparation. Vérifiez de votre côté.",
        ],
        Case::Website => [
            "The server of your hosting answers; the error comes from the site itself. Its log, \
             under Statistics and logs, names the line. A version from yesterday can be restored \
             from the page of the hosting.",
            "Le serveur de votre hébergement répond ; l'erreur vient du site lui-même. Son journal, \
             dans Statistiques et logs, indique la ligne. Une version d'hier peut être restaurée \
             depuis la page de l'hébergement.",
        ],
        Case::Mail => [
            "The message was refused because the sending domain says who may send for it, and our \
             servers are not named. Add them to its SPF record; it takes effect within a day.",
            "Le message est refusé car le domaine expéditeur indique qui peut envoyer pour lui, et \
             nos serveurs n'y sont pas. Ajoutez-les à son enregistrement SPF ; l'effet vient sous \
             un jour.",
        ],
        Case::Line => [
            "The test of the line shows a fault outside your premises. A technician of the \
             operator will repair it within two working days, without a visit.",
            "Le test de la ligne montre un défaut hors de vos locaux. Un technicien de l'opérateur \
             le répare sous deux jours ouvrés, sans passage chez vous.",
        ],
        Case::Project => [
            "The host under your instance was restarted and the calls go through again. Please try \
             once more.",
            "L'hôte de votre instance a été redémarré et les appels aboutissent de nouveau. \
             Réessayez.",
        ],
        Case::PrivateCloud => [
            "The host was put in maintenance and a spare one is in your cluster, free of charge \
             until the other is back.",
            "L'hôte est passé en maintenance et un hôte de secours est dans votre grappe, \
             gratuitement jusqu'au retour de l'autre.",
        ],
        Case::Name => [
            "The name servers answer with what your zone holds. A change of the zone is visible \
             everywhere once its time to live has passed.",
            "Les serveurs de noms répondent ce que contient votre zone. Un changement de la zone \
             est visible partout une fois sa durée de vie écoulée.",
        ],
        Case::Something => [
            "We looked at your services and found nothing that is broken on our side at the moment. \
             Tell us when it happens again, with the time, and we look at that moment.",
            "Nous avons examiné vos services et rien n'est en panne chez nous en ce moment. \
             Dites-nous quand cela se reproduit, avec l'heure, et nous regarderons ce moment.",
        ],
        Case::Money => [
            "We corrected it: you find the document under your bills, and what was paid too much \
             comes back the way it was paid within five days.",
            "C'est corrigé : le document est dans vos factures, et le trop-perçu revient par le même \
             moyen de paiement sous cinq jours.",
        ],
        Case::Advice => [
            "Yes, that is possible, and the guide of your product describes it step by step. For \
             work on your own systems our partners can help; we do not do it ourselves.",
            "Oui, c'est possible, et le guide de votre produit le décrit pas à pas. Pour un travail \
             sur vos propres systèmes, nos partenaires peuvent aider ; nous ne le faisons pas \
             nous-mêmes.",
        ],
    }
}

/// The answers after the first.
const fn again(case: Case) -> Said {
    match case {
        Case::Money => [
            "Thank you for the details. The accounts department confirms: the correction is on your \
             next bill.",
            "Merci pour ces précisions. La comptabilité confirme : la correction figure sur votre \
             prochaine facture.",
        ],
        Case::Advice => [
            "Thank you for the details. In your case we would begin with the smaller offer: it can \
             be raised later without moving anything.",
            "Merci pour ces précisions. Dans votre cas nous commencerions par la plus petite offre : \
             elle peut évoluer ensuite sans rien déplacer.",
        ],
        Case::Abuse => [
            "Thank you. Its traffic has been clean since, so nothing is restricted any more.",
            "Merci. Son trafic est sain depuis : plus rien n'est restreint.",
        ],
        _ => [
            "Thank you for the details. A second technician repeated the tests with them and \
             changed what had to be changed on our side. Please try again and tell us.",
            "Merci pour ces précisions. Un second technicien a repris les tests avec elles et \
             changé ce qui devait l'être de notre côté. Réessayez et dites-nous.",
        ],
    }
}

pub(super) fn solved(language: Language) -> String {
    language.letter(language.of_two([
        "Glad to read it. We close this ticket; write on it again if the trouble comes back.",
        "Heureux de le lire. Nous fermons ce ticket ; rouvrez-le si le problème revient.",
    ]))
}

pub(super) fn silent(language: Language) -> String {
    language.letter(language.of_two([
        "We have not heard from you for a week, so we close this ticket. Open it again at any time \
         if the trouble is still there.",
        "Sans nouvelles de vous depuis une semaine, nous fermons ce ticket. Rouvrez-le à tout \
         moment si le problème demeure.",
    ]))
}
