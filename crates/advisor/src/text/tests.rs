use proptest::prelude::*;

use super::*;

fn kind(text: &str) -> Kind {
    suggest(text, None).kind
}

/// The same sign of trouble has many causes, and the cause decides.
#[test]
fn the_cause_decides_what_a_site_that_is_down_is() {
    for (text, expected) in [
        (
            "My site is down, your status page shows an outage",
            Kind::Incident,
        ),
        ("My site is down, the disk is full", Kind::Advice),
        (
            "My site is down, the DNS record points to the wrong IP",
            Kind::Advice,
        ),
        ("My site is down, the certificate has expired", Kind::Advice),
        ("My site is down, the invoice was not paid", Kind::Billing),
        ("My site is down, the domain has expired", Kind::Billing),
        ("My site is down, it has been hacked", Kind::Abuse),
        ("My site is down, a DDoS attack is going on", Kind::Abuse),
        ("Mon site est en panne, le disque est plein", Kind::Advice),
        (
            "Mon site est en panne, la facture est impayée",
            Kind::Billing,
        ),
        ("Mon site est en panne, il a été piraté", Kind::Abuse),
        (
            "Meine Webseite ist offline, die Rechnung ist unbezahlt",
            Kind::Billing,
        ),
        ("Mi web está caída, el disco está lleno", Kind::Advice),
        (
            "Il sito è irraggiungibile, la fattura non è stata pagata",
            Kind::Billing,
        ),
        ("Strona nie działa, brak miejsca na dysku", Kind::Advice),
        (
            "O site está fora do ar, a fatura não foi paga",
            Kind::Billing,
        ),
    ] {
        assert_eq!(kind(text), expected, "{text}");
    }
}

#[test]
fn what_is_over_or_can_wait_is_not_urgent() {
    for (now, later) in [
        (
            "The server is down",
            "The server was down last week, it is resolved",
        ),
        (
            "Production is down",
            "Not urgent: production was down, all good now",
        ),
        (
            "Le serveur est en panne",
            "Le serveur était en panne hier soir, tout est rétabli",
        ),
        (
            "Der Server ist nicht erreichbar",
            "Der Server ist wieder erreichbar",
        ),
        (
            "El servidor está caído",
            "El servidor ya funciona, no es urgente",
        ),
        ("Serwer nie działa", "Serwer już działa, nic pilnego"),
    ] {
        assert!(suggest(now, None).urgent, "{now}");
        assert!(!suggest(later, None).urgent, "{later}");
    }
}

#[test]
fn an_end_is_urgent_within_seven_days() {
    for (soon, later) in [
        (
            "My VPS will be suspended in 3 days, how do I pay?",
            "My VPS will be suspended in 30 days, how do I pay?",
        ),
        (
            "Mon VPS sera supprimé dans 5 jours, facture impayée",
            "Mon domaine expire dans 45 jours, comment renouveler ?",
        ),
    ] {
        assert!(suggest(soon, None).urgent, "{soon}");
        assert!(!suggest(later, None).urgent, "{later}");
    }
}

#[test]
fn not_takes_back() {
    assert_eq!(kind("My server was hacked"), Kind::Abuse);
    assert_ne!(kind("My server was not hacked"), Kind::Abuse);
    assert_ne!(kind("Le serveur n'a pas été piraté"), Kind::Abuse);
    // Not in the sentence before.
    assert_eq!(kind("That is not it. Hacked!"), Kind::Abuse);
}

#[test]
fn spelling_does_not_matter() {
    let proper = suggest("Hébergement suspendu pour impayé", Some("fr"));
    for text in [
        "HEBERGEMENT SUSPENDU POUR IMPAYE",
        "he\u{301}bergement suspendu pour impaye\u{301}",
    ] {
        let other = suggest(text, Some("fr"));
        assert_eq!((other.kind, other.universe), (proper.kind, proper.universe));
    }
    let umlaut = suggest("Kündigung", Some("de"));
    assert_eq!(suggest("Kuendigung", Some("de")).kind, umlaut.kind);
}

#[test]
fn reasons_are_the_words_as_they_were_written() {
    let text = "URGENT: my Dédié is DOWN since this morning, no ping";
    let because = suggest(text, Some("en")).because;
    assert!(because.contains(&"Dédié".to_owned()), "{because:?}");
    assert!(because.contains(&"DOWN".to_owned()), "{because:?}");
    let places: Vec<_> = because.iter().map(|reason| text.find(reason)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some));
}

#[test]
fn words_of_one_language_are_not_those_of_another() {
    // In French "comment" asks; in English it is what one writes.
    let asked = suggest("comment", Some("fr")).because;
    assert_eq!(asked, ["comment"]);
    assert!(suggest("comment", Some("en")).because.is_empty());
}

#[test]
fn nothing_known_is_the_commonest() {
    for text in ["", "…", "lorem ipsum", "日本語のテキスト"] {
        let suggestion = suggest(text, None);
        assert_eq!(suggestion.kind, Kind::Advice, "{text}");
        assert_eq!(suggestion.product, Product::WebHosting, "{text}");
        assert!(
            !suggestion.urgent && suggestion.because.is_empty(),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_has_a_suggestion(text in any::<String>(), language in any::<Option<String>>()) {
        let suggestion = suggest(&text, language.as_deref());
        for reason in suggestion.because {
            prop_assert!(text.contains(&reason));
        }
    }

    /// Words of the lexicon in any order.
    #[test]
    fn any_words_have_a_suggestion(words in proptest::collection::vec(
        prop_oneof!["is", "down", "disk", "full", "not", "7", "\\.", "serveur", "facture", "ß", "ue"], 0..40)
    ) {
        let text = words.join(" ");
        prop_assert_eq!(suggest(&text, None), suggest(&text, None));
    }
}

/// A megabyte of a log is no reason to wait.
#[test]
fn long_texts_take_their_time_and_no_more() {
    let text = "the server is down since this morning and the disk is full ".repeat(20_000);
    let started = std::time::Instant::now();
    assert_eq!(suggest(&text, None).kind, Kind::Advice);
    // Generous, for machines that are busy: it takes a tenth.
    assert!(started.elapsed().as_secs() < 20);
}
