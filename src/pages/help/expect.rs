//! What to expect of support: of the level that the account has, or of those that the
//! universe offers. These facts age, so each says where it is from and how old it is.

use catalog::Level;
use catalog::support::{Days, Fact, Offer, Offers, Origin, Price};
use leptos::prelude::*;

use crate::data::support::offers::known;
use crate::i18n::{format, t, t_with};
use crate::ui::{Icon, live};

/// What the account's own level promises for a ticket: `incident` or a question.
pub fn promised(level: Option<Level>, incident: bool) -> AnyView {
    let Some(level) = level else {
        return view! { <p class="soft">{t("help.expect.no_level")}</p> }.into_any();
    };
    let known = known();
    live(move || match known.get() {
        None => ().into_any(),
        Some(Err(_)) => view! { <p class="soft">{t("help.expect.missing")}</p> }.into_any(),
        Some(Ok(offers)) => match offers.of(level) {
            Some(offer) => promise(offer, incident),
            None => view! { <p class="soft">{t("help.expect.missing")}</p> }.into_any(),
        },
    })
}

fn promise(offer: &Offer, incident: bool) -> AnyView {
    let response = if incident {
        &offer.response_impaired
    } else {
        &offer.response_general
    };
    let first = match response {
        Some(fact) => t_with(
            "help.expect.first",
            &[
                ("level", &name(offer.level)),
                ("time", &minutes(fact.value)),
            ],
        ),
        None => t_with("help.expect.unknown", &[("level", &name(offer.level))]),
    };
    let hours = offer.hours.as_ref().map(|fact| hours(fact.value));
    let origin = response
        .as_ref()
        .map(|fact| &fact.origin)
        .or(offer.hours.as_ref().map(|fact| &fact.origin));
    view! {
        <p>{first}</p>
        <p class="soft small">{hours} " " {origin.map(origin_of)}</p>
    }
    .into_any()
}

/// The levels that a universe offers, side by side; `own` is the account's.
pub fn levels(levels: &'static [Level], own: Option<Level>) -> AnyView {
    if levels.is_empty() {
        return ().into_any();
    }
    let known = known();
    let body = live(move || match known.get() {
        None => ().into_any(),
        Some(Err(_)) => view! { <p class="soft">{t("help.expect.missing")}</p> }.into_any(),
        Some(Ok(offers)) => table(&offers, levels, own),
    });
    view! {
        <details class="help-levels">
            <summary>{t("help.levels")}</summary>
            {body}
        </details>
    }
    .into_any()
}

fn table(offers: &Offers, levels: &'static [Level], own: Option<Level>) -> AnyView {
    let rows = levels
        .iter()
        .filter_map(|level| offers.of(*level))
        .map(|offer| row(offer, own == Some(offer.level)));
    let read = t_with("help.levels.read", &[("date", &offers.read.to_string())]);
    view! {
        <div class="help-table" tabindex="0" role="region" aria-label=t("help.levels")>
            <table>
                <caption class="unseen">{t("help.levels")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t("help.levels.level")}</th>
                        <th scope="col">{t("help.levels.response")}</th>
                        <th scope="col">{t("help.levels.hours")}</th>
                        <th scope="col">{t("help.levels.channels")}</th>
                        <th scope="col">{t("help.levels.price")}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="soft small">{read}</p>
    }
    .into_any()
}

fn row(offer: &Offer, own: bool) -> AnyView {
    let own = own.then(|| view! { <span class="tag">{t("help.levels.yours")}</span> });
    let channels = offer.channels.as_ref().map(|fact| {
        let names = fact
            .value
            .iter()
            .map(|channel| t(&format!("help.channel.{}", channel.key().replace('-', "_"))));
        let names = names.collect::<Vec<_>>().join(", ");
        with_origin(names, &fact.origin)
    });
    view! {
        <tr>
            <th scope="row">{name(offer.level)} " " {own}</th>
            <td>{cell(offer.response_impaired.as_ref(), |value| minutes(*value))}</td>
            <td>{cell(offer.hours.as_ref(), |value| hours(*value))}</td>
            <td>{channels.unwrap_or_else(unknown)}</td>
            <td>{cell(offer.price.as_ref(), price)}</td>
        </tr>
    }
    .into_any()
}

fn cell<T>(fact: Option<&Fact<T>>, words: impl Fn(&T) -> String) -> AnyView {
    match fact {
        Some(fact) => with_origin(words(&fact.value), &fact.origin),
        None => unknown(),
    }
}

fn unknown() -> AnyView {
    view! { <span class="soft">{t("help.levels.unknown")}</span> }.into_any()
}

fn with_origin(words: String, origin: &Origin) -> AnyView {
    view! {
        {words}
        " "
        {origin_of(origin)}
    }
    .into_any()
}

/// Where a fact is from, and whether it is first-hand.
fn origin_of(origin: &Origin) -> AnyView {
    let said = format!("{}, {}", origin.title, origin.dated);
    let (icon, words) = if origin.verified {
        ("info", said)
    } else {
        (
            "circle-question-mark",
            t_with("help.levels.second_hand", &[("source", &said)]),
        )
    };
    view! {
        <span class="help-origin" title=words.clone()>
            <Icon name=icon />
            <span class="unseen">{words.clone()}</span>
        </span>
    }
    .into_any()
}

/// The name of a level.
pub fn name(level: Level) -> String {
    t(match level {
        Level::Standard => "help.level.standard",
        Level::Premium => "help.level.premium",
        Level::Business => "help.level.business",
        Level::Enterprise => "help.level.enterprise",
    })
}

fn minutes(minutes: u32) -> String {
    let (key, number) = match minutes {
        0..60 => ("help.time.minutes", minutes),
        _ => ("help.time.hours", minutes / 60),
    };
    t_with(key, &[("n", &format::number(number as usize))])
}

fn hours(hours: catalog::support::Hours) -> String {
    let days = t(match hours.days {
        Days::MonFri => "help.time.week",
        Days::All => "help.time.always",
    });
    if (hours.from, hours.to) == (0, 24) {
        return days;
    }
    t_with(
        "help.time.between",
        &[
            ("days", &days),
            ("from", &hours.from.to_string()),
            ("to", &hours.to.to_string()),
        ],
    )
}

fn price(price: &Price) -> String {
    let least = amount(price.least);
    let currency = match &price.currency {
        Some(currency) => currency.clone(),
        None => t("help.price.no_currency"),
    };
    match price.share_percent {
        None if price.least == 0.0 => t("help.price.included"),
        None => t_with(
            "help.price.month",
            &[("amount", &least), ("currency", &currency)],
        ),
        Some(share) => t_with(
            "help.price.share",
            &[
                ("amount", &least),
                ("currency", &currency),
                ("share", &amount(share)),
            ],
        ),
    }
}

/// A number as the reader writes it, without a fraction that is none.
fn amount(value: f64) -> String {
    format::decimal(value, if value.fract() == 0.0 { 0 } else { 2 })
}
