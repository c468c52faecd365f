//! Why a mail came back: the codes of RFC 5321 and RFC 3463, and what servers write
//! beside them.

use std::fmt;

use super::lines::{field, holds};
use super::{Finding, Missing, Report};

/// One refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounce {
    /// The reply, 400 to 599; 0 where only the finer code is there.
    pub reply: u16,
    /// The finer code: `5.7.1`.
    pub status: Option<Status>,
    /// What it means.
    pub meaning: Meaning,
}

/// A code of RFC 3463: `5.7.1` is class, subject and detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// 4 for now, 5 for good.
    pub class: u8,
    /// What it is about.
    pub subject: u16,
    /// The case.
    pub detail: u16,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// Who can put it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who sent it: the address, the records of the domain, what is sent.
    Sender,
    /// Whom it was sent to: the mailbox or its server.
    Recipient,
    /// Nobody needs to, at first: it is tried again.
    Nobody,
}

/// Names of meanings, the side that can act, codes that mean it, and words that do.
macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $side:ident, [$($code:literal),*], [$($word:literal),*];)+) => {
        /// What a refusal means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Meaning {
            $($(#[$doc])* $name,)+
            /// For good, for a reason that is not told.
            Permanent,
            /// For now, for a reason that is not told.
            Temporary,
        }

        impl Meaning {
            /// A stable name, for catalogues of text.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                    Self::Permanent => "permanent",
                    Self::Temporary => "temporary",
                }
            }

            /// Every key, for the tests of catalogues.
            pub const KEYS: &'static [&'static str] = &[$($key,)+ "permanent", "temporary"];

            /// Who can put it right.
            pub const fn side(self) -> Side {
                match self {
                    $(Self::$name => Side::$side,)+
                    Self::Permanent => Side::Sender,
                    Self::Temporary => Side::Nobody,
                }
            }

            /// Codes without the first digit, which says only whether it is for good; and
            /// words in lower case.
            const KNOWN: &'static [(Self, &'static [&'static str], &'static [&'static str])] =
                &[$((Self::$name, &[$($code),*], &[$($word),*]),)+];
        }
    };
}

meanings! {
    /// The sending address is on a list of spammers.
    Listed, "listed", Sender, [], ["spamhaus", "blocklist", "block list", "blacklist", "black list", "dnsbl", " rbl", "spamcop", "barracuda", "poor reputation", "bad reputation", "blocked using"];
    /// The name of the sending address is missing or does not lead back.
    NoReverseName, "no-reverse-name", Sender, ["7.25"], ["reverse dns", "ptr record", "reverse hostname", "cannot find your hostname", "cannot find your reverse", "helo command rejected"];
    /// SPF, DKIM or DMARC of the sending domain fail.
    NotAuthenticated, "not-authenticated", Sender, ["7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.27", "7.509"], ["dmarc", "dkim", "spf", "unauthenticated email", "sender policy framework"];
    /// The server does not pass on mail of this sender: signing in is missing.
    RelayDenied, "relay-denied", Sender, [], ["relay access denied", "relaying denied", "relay not permitted", "not permitted to relay", "unable to relay", "relay denied"];
    /// The user name or the password is wrong.
    WrongCredentials, "wrong-credentials", Sender, ["7.8", "7.9"], ["authentication failed", "authentication credentials", "authentication unsuccessful", "invalid login", "535 incorrect"];
    /// The server wants an encrypted connection or a sign-in first.
    MustSignIn, "must-sign-in", Sender, ["7.0.530", "7.10", "7.11"], ["must issue a starttls", "authentication required", "authentication is required"];
    /// The server tries who comes back.
    Greylisted, "greylisted", Nobody, [], ["greylist", "graylist", "greylisted", "postgrey", "try again later, you"];
    /// Too many mails in a short time.
    TooMany, "too-many", Sender, ["4.5", "7.28", "5.3"], ["rate limit", "ratelimit", "too many messages", "too many connections", "unusual rate", "sending limit", "quota of messages", "too many recipients", "temporarily deferred"];
    /// The mail looks like spam to the other side.
    LooksLikeSpam, "looks-like-spam", Sender, [], ["spam", "unsolicited", "junk", "content rejected", "policy reasons", "suspicious", "message content"];
    /// There is no such mailbox.
    NoSuchMailbox, "no-such-mailbox", Sender, ["1.1", "1.10", "1.0", "1.3", "1.6"], ["user unknown", "unknown user", "no such user", "no such recipient", "recipient unknown", "mailbox not found", "does not exist", "user not found", "recipient address rejected", "invalid recipient", "unknown recipient", "mailbox unavailable", "no mailbox here", "unrouteable address"];
    /// The domain of the address does not exist or takes no mail.
    NoSuchDomain, "no-such-domain", Sender, ["1.2", "4.4", "1.9", "4.3"], ["host or domain name not found", "domain not found", "host not found", "no mx", "null mx", "name service error"];
    /// The sender's own address is refused.
    SenderRefused, "sender-refused", Sender, ["1.7", "1.8"], ["sender address rejected", "sender rejected", "sender verify failed"];
    /// The mailbox is full.
    MailboxFull, "mailbox-full", Recipient, ["2.2"], ["mailbox full", "mailbox is full", "over quota", "quota exceeded", "overquota", "insufficient storage", "out of storage"];
    /// The mailbox is switched off.
    MailboxDisabled, "mailbox-disabled", Recipient, ["2.1"], ["mailbox disabled", "account disabled", "account is disabled", "inactive"];
    /// The mail is too large.
    TooLarge, "too-large", Sender, ["2.3", "3.4"], ["message size", "too large", "size limit", "exceeds maximum"];
    /// The mail went in circles.
    Loop, "loop", Recipient, ["4.6"], ["mail loop", "too many hops", "mail forwarding loop", "loops back"];
    /// The other server could not be reached.
    NotReached, "not-reached", Nobody, ["4.1", "4.2", "4.7"], ["connection timed out", "connection refused", "no route to host", "network is unreachable", "timed out while", "lost connection", "retry timeout exceeded"];
    /// The other server has no room or is not ready.
    ServerNotReady, "server-not-ready", Nobody, ["3.1", "3.2", "3.0"], ["service not available", "system not accepting", "server busy", "insufficient system"];
    /// Refused by a rule of the other side that it does not tell.
    Policy, "policy", Sender, ["7.1", "7.0", "7.5"], ["access denied", "not authorized", "administrative prohibition", "rejected by policy", "blocked"];
}

impl Bounce {
    /// The values that texts name.
    pub(super) fn values(&self) -> Vec<(&'static str, String)> {
        let mut values = vec![
            ("meaning", self.meaning.key().to_owned()),
            ("side", self.meaning.side().to_string()),
        ];
        if self.reply != 0 {
            values.push(("reply", self.reply.to_string()));
        }
        if let Some(status) = self.status {
            values.push(("status", status.to_string()));
        }
        values
    }

    /// Whether it is for good, rather than tried again.
    pub fn is_permanent(&self) -> bool {
        self.reply >= 500
            || (self.reply == 0 && self.status.is_some_and(|status| status.class == 5))
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Nobody => "nobody",
        })
    }
}

/// Whether a text tells of a mail that came back.
pub fn is(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        field(line, "Diagnostic-Code").is_some()
            || field(line, "Final-Recipient").is_some()
            || holds(line, "undelivered mail returned")
            || holds(line, "delivery status notification")
            || holds(line, "status=bounced")
            || holds(line, "status=deferred")
            || matches!(codes(line), Some((_, Some(_))))
            || matches!(codes(line), Some((reply, None)) if reply != 0 && meaning_of(&line.to_ascii_lowercase()).is_some())
    })
}

/// Reads every refusal.
pub fn read(lines: &[&str], report: &mut Report) {
    for (at, line) in lines.iter().enumerate() {
        let unreachable =
            (holds(line, "status=bounced") || holds(line, "status=deferred")).then_some((0, None));
        let Some((reply, status)) = codes(line).or(unreachable) else {
            continue;
        };
        // The reason often goes on in the next lines.
        let end = lines.len().min(at + 3);
        let words = lines[at..end].join(" ").to_ascii_lowercase();
        let own = line.to_ascii_lowercase();
        let meaning = meaning_of(&own)
            .or_else(|| status.and_then(meaning_of_status))
            .or_else(|| meaning_of(&words))
            .or_else(|| meaning_of_reply(reply));
        let bounce = Bounce {
            reply,
            status,
            meaning: meaning.unwrap_or(match (reply, status) {
                (500.., _) | (0, Some(Status { class: 5, .. })) => Meaning::Permanent,
                _ => Meaning::Temporary,
            }),
        };
        // `Status: 5.1.1` and `550 5.1.1 …` of one report are one refusal.
        let said_before = report.findings.iter().any(|finding| match finding {
            Finding::Bounced(other) => {
                (other.status == bounce.status || bounce.status.is_none() || other.status.is_none())
                    && (other.reply == bounce.reply || bounce.reply == 0)
            }
            _ => false,
        });
        if said_before {
            continue;
        }
        report.findings.retain(|finding| {
            !matches!(finding, Finding::Bounced(other) if other.reply == 0 && other.status == bounce.status)
        });
        report.found(Finding::Bounced(bounce));
    }
    if report.findings.is_empty() && is(lines) {
        report.lacks(Missing::ReplyCode);
    }
}

/// The reply and the finer code of a line, the reply 0 where it is not there.
fn codes(line: &str) -> Option<(u16, Option<Status>)> {
    let status = line
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .find_map(status_code);
    let reply = line
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/')))
        .filter(|word| word.len() == 3)
        .find_map(|word| {
            word.parse()
                .ok()
                .filter(|reply: &u16| (400..600).contains(reply))
        });
    // A number on its own may be anything. It is a code where a line begins with it, where
    // both stand together, or where a server is quoted.
    let together = match (reply, status) {
        (Some(reply), Some(status)) => [' ', '-']
            .iter()
            .any(|mark| line.contains(&format!("{reply}{mark}{status}"))),
        (Some(reply), None) => line.trim_start().starts_with(&reply.to_string()),
        (None, Some(_)) => field(line, "Status").is_some() || line.contains("dsn="),
        (None, None) => return None,
    };
    let quoted = QUOTED.iter().any(|word| holds(line, word));
    (together || quoted).then_some((reply.unwrap_or(0), status))
}

/// What stands beside the answer of a server.
const QUOTED: [&str; 8] = [
    "smtp", "said:", "error", "server", "refused", "reject", "response", "bounced",
];

/// `5.7.1`, and not an address or a version.
fn status_code(word: &str) -> Option<Status> {
    let mut parts = word.trim_end_matches('.').split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || class.len() != 1 || subject.len() > 1 || detail.len() > 3 {
        return None;
    }
    let class: u8 = class.parse().ok().filter(|class| matches!(class, 4 | 5))?;
    Some(Status {
        class,
        subject: subject.parse().ok()?,
        detail: detail.parse().ok()?,
    })
}

/// By words, the plainest first.
fn meaning_of(words: &str) -> Option<Meaning> {
    Meaning::KNOWN
        .iter()
        .find(|(_, _, known)| known.iter().any(|word| words.contains(word)))
        .map(|(meaning, ..)| *meaning)
}

fn meaning_of_status(status: Status) -> Option<Meaning> {
    let code = format!("{}.{}", status.subject, status.detail);
    Meaning::KNOWN
        .iter()
        .find(|(_, codes, _)| codes.contains(&code.as_str()))
        .map(|(meaning, ..)| *meaning)
}

const fn meaning_of_reply(reply: u16) -> Option<Meaning> {
    Some(match reply {
        421 => Meaning::ServerNotReady,
        452 | 552 => Meaning::MailboxFull,
        530 => Meaning::MustSignIn,
        534 | 535 => Meaning::WrongCredentials,
        551 | 553 => Meaning::NoSuchMailbox,
        _ => return None,
    })
}
