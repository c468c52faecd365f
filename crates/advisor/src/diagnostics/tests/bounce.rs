use super::*;

pub const DSN: &str = "\
This is the mail system at host mx.shop.example.
Reporting-MTA: dns; mx.shop.example
Final-Recipient: rfc822; somebody@elsewhere.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.elsewhere.example
Diagnostic-Code: smtp; 550 5.1.1 <somebody@elsewhere.example>: Recipient address rejected: User unknown
";

pub const LOG: &str = "\
Mar  1 10:00:00 mx postfix/smtp[4711]: A1B2: to=<a@elsewhere.example>, relay=none, delay=30, \
status=deferred (connect to mx.elsewhere.example[203.0.113.9]:25: Connection timed out)
";

fn only(text: &str) -> Bounce {
    match read(Tool::Bounce, text).findings.as_slice() {
        [Finding::Bounced(bounce)] => *bounce,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_report_is_one_refusal() {
    assert_eq!(
        only(DSN),
        Bounce {
            reply: 550,
            status: Some(Status {
                class: 5,
                subject: 1,
                detail: 1
            }),
            meaning: Meaning::NoSuchMailbox
        }
    );
    assert!(only(DSN).is_permanent());
    let values = read(Tool::Bounce, DSN).findings[0].values();
    assert_eq!(
        values,
        [
            ("meaning", "no-such-mailbox".to_owned()),
            ("side", "sender".to_owned()),
            ("reply", "550".to_owned()),
            ("status", "5.1.1".to_owned()),
        ]
    );
}

#[test]
fn a_line_of_a_log_says_that_nobody_answered() {
    let bounce = only(LOG);
    assert_eq!((bounce.reply, bounce.meaning), (0, Meaning::NotReached));
    assert_eq!(bounce.meaning.side(), Side::Nobody);
    assert!(!bounce.is_permanent());
}

#[test]
fn refusals_and_what_they_mean() {
    for (text, meaning, side) in [
        (
            "550 5.7.1 Service unavailable, Client host [192.0.2.7] blocked using Spamhaus",
            Meaning::Listed,
            Side::Sender,
        ),
        (
            "550 5.7.1 Message rejected as spam by content scanner",
            Meaning::LooksLikeSpam,
            Side::Sender,
        ),
        (
            "550-5.7.26 This mail is unauthenticated, which poses a risk",
            Meaning::NotAuthenticated,
            Side::Sender,
        ),
        (
            "550 5.7.25 The IP address sending this message does not have a PTR record",
            Meaning::NoReverseName,
            Side::Sender,
        ),
        (
            "554 5.7.1 <a@b.example>: Relay access denied",
            Meaning::RelayDenied,
            Side::Sender,
        ),
        (
            "535 5.7.8 Error: authentication failed",
            Meaning::WrongCredentials,
            Side::Sender,
        ),
        (
            "530 5.7.0 Must issue a STARTTLS command first",
            Meaning::MustSignIn,
            Side::Sender,
        ),
        (
            "450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted",
            Meaning::Greylisted,
            Side::Nobody,
        ),
        (
            "421 4.7.28 Our system has detected an unusual rate of mail",
            Meaning::TooMany,
            Side::Sender,
        ),
        (
            "552 5.2.2 Mailbox full",
            Meaning::MailboxFull,
            Side::Recipient,
        ),
        (
            "550 5.2.1 The account is disabled",
            Meaning::MailboxDisabled,
            Side::Recipient,
        ),
        (
            "552 5.3.4 Message size exceeds fixed limit",
            Meaning::TooLarge,
            Side::Sender,
        ),
        ("554 5.4.6 Too many hops", Meaning::Loop, Side::Recipient),
        ("550 5.7.1 Access denied", Meaning::Policy, Side::Sender),
        ("Status: 5.1.2", Meaning::NoSuchDomain, Side::Sender),
        ("Status: 4.4.1", Meaning::NotReached, Side::Nobody),
        (
            "554 5.9.9 nothing that we know",
            Meaning::Permanent,
            Side::Sender,
        ),
        (
            "451 4.9.9 nothing that we know",
            Meaning::Temporary,
            Side::Nobody,
        ),
        (
            "host mx.b.example said: 550 no such user here",
            Meaning::NoSuchMailbox,
            Side::Sender,
        ),
    ] {
        assert_eq!(recognise(text), Some(Tool::Bounce), "{text}");
        let bounce = only(text);
        assert_eq!(
            (bounce.meaning, bounce.meaning.side()),
            (meaning, side),
            "{text}"
        );
    }
}

#[test]
fn addresses_and_versions_are_no_codes() {
    for text in [
        "connect to 5.1.1.1 port 25",
        "version 4.19.5 of the kernel",
        "5.10.0-21-amd64",
    ] {
        assert_eq!(recognise(text), None, "{text}");
    }
}

#[test]
fn a_report_without_a_code_is_asked_for_it() {
    let text = "Subject: Undelivered Mail Returned to Sender\nFinal-Recipient: rfc822; a@b.example";
    assert_eq!(read(Tool::Bounce, text).missing, [Missing::ReplyCode]);
}
