//! What the words of the request suggest, and which of them.

use advisor::text::Kind;
use leptos::prelude::*;

use super::situation::Situation;
use crate::i18n::{t, t_with};
use crate::ui::{Icon, live};

/// The words shown at most.
const MOST_WORDS: usize = 5;

/// The line. It only suggests: the next question asks.
pub fn suggested(situation: Situation) -> AnyView {
    let body = live(move || {
        let reading = situation.reading.read();
        let Some(reading) = reading
            .as_ref()
            .filter(|reading| !reading.because.is_empty())
        else {
            return ().into_any();
        };
        let words: Vec<String> = reading
            .because
            .iter()
            .take(MOST_WORDS)
            .map(|word| t_with("help.reads.word", &[("word", word)]))
            .collect();
        let because = t_with("help.reads.because", &[("words", &words.join(", "))]);
        view! {
            <Icon name="info" />
            <span>
                {t(kind_key(reading.kind))} " " <span class="soft">{because}</span>
            </span>
        }
        .into_any()
    });
    view! {
        <p class="help-reads small" role="status">
            {body}
        </p>
    }
    .into_any()
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Incident => "help.reads.incident",
        Kind::Advice => "help.reads.advice",
        Kind::Billing => "help.reads.billing",
        Kind::Abuse => "help.reads.abuse",
        Kind::Intervention => "help.reads.intervention",
        Kind::Commercial => "help.reads.commercial",
        Kind::Account => "help.reads.account",
    }
}
