//! Reading the document.

use serde_json::Value;

use super::{
    Days, Fact, Hands, Hours, Obligation, Offer, Offers, Origin, Price, Problem, ReadError,
    fields::{At, Fields, Origins, Read},
};
use crate::{document::Publisher, level::Level};

/// A fact that may be absent: an object with these fields and its source.
fn fact<T>(
    fields: &Fields<'_>,
    name: &str,
    known: &[&str],
    origins: &Origins,
    read: impl FnOnce(&Fields<'_>) -> Read<T>,
) -> Read<Option<Fact<T>>> {
    let Some(at) = fields.get(name) else {
        return Ok(None);
    };
    let mut all = vec!["source"];
    all.extend(known);
    let fields = at.object(&all)?;
    Ok(Some(Fact {
        value: read(&fields)?,
        origin: fields.origin(origins)?,
    }))
}

/// A fact that is a list under `are`.
fn several<T>(
    fields: &Fields<'_>,
    name: &str,
    origins: &Origins,
    read: impl Fn(&At<'_>) -> Read<T>,
) -> Read<Option<Fact<Vec<T>>>> {
    fact(fields, name, &["are"], origins, |fields| {
        fields.need("are")?.list()?.iter().map(read).collect()
    })
}

/// A fact that is true or false, under `is`.
fn is(fields: &Fields<'_>, name: &str, origins: &Origins) -> Read<Option<Fact<bool>>> {
    fact(fields, name, &["is"], origins, |fields| {
        fields.need("is")?.yes_or_no()
    })
}

/// The whole document.
pub(super) fn text(text: &str) -> Read<Offers> {
    let value: Value = serde_json::from_str(text).map_err(|error| ReadError {
        at: String::new(),
        problem: Problem::NotJson { line: error.line() },
    })?;
    let document = At {
        value: &value,
        path: String::new(),
    };
    let fields = document.object(&[
        "read",
        "sources",
        "levels",
        "premium_accredited",
        "partner_obligations",
        "fast_path",
        "health_data",
        "hands",
    ])?;
    let origins = origins(&fields.need("sources")?)?;
    Ok(Offers {
        read: fields.need("read")?.day()?,
        levels: levels(&fields.need("levels")?, &origins)?,
        premium_accredited: match fields.get("premium_accredited") {
            Some(at) => Some(offer(&at.object(TERMS)?, Level::Premium, &origins)?),
            None => None,
        },
        partner_obligations: match fields.get("partner_obligations") {
            Some(at) => {
                let all = at.list()?;
                let read = all.iter().map(|at| obligation(at, &origins));
                read.collect::<Read<_>>()?
            }
            None => Vec::new(),
        },
        fast_path: fact(&fields, "fast_path", PRICE, &origins, price)?,
        health_data: several(&fields, "health_data", &origins, |at| at.level())?,
        hands: fact(
            &fields,
            "hands",
            &["first_minutes", "then_minutes", "first_price", "then_price"],
            &origins,
            hands,
        )?,
    })
}

fn origins(at: &At<'_>) -> Read<Origins> {
    let mut origins = Origins::new();
    for (name, value) in at.any_object()? {
        let at = At {
            value,
            path: format!("{}.{name}", at.path),
        };
        let fields = at.object(&["title", "by", "dated", "verified"])?;
        let by = fields.need("by")?;
        let by = match by.text()? {
            "provider" => Publisher::Provider,
            "others" => Publisher::Others,
            "project" => Publisher::Project,
            _ => return by.wrong(Problem::NotOneOf("provider, others, project")),
        };
        let origin = Origin {
            title: fields.need("title")?.text()?.to_owned(),
            by,
            dated: fields.need("dated")?.day()?,
            verified: fields.need("verified")?.yes_or_no()?,
        };
        origins.insert(name.clone(), origin);
    }
    Ok(origins)
}

fn levels(at: &At<'_>, origins: &Origins) -> Read<Vec<Offer>> {
    let mut levels: Vec<Offer> = Vec::new();
    let known: Vec<_> = TERMS.iter().copied().chain(["level"]).collect();
    for at in at.list()? {
        let fields = at.object(&known)?;
        let level = fields.need("level")?;
        let offer = offer(&fields, level.level()?, origins)?;
        if levels.iter().any(|known| known.level == offer.level) {
            return level.wrong(Problem::Twice);
        }
        levels.push(offer);
    }
    levels.sort_by_key(|offer| offer.level);
    Ok(levels)
}

/// What an offer may say.
const TERMS: &[&str] = &[
    "price",
    "hours",
    "response_impaired",
    "response_general",
    "channels",
    "languages",
    "before",
    "by_default",
    "covers_all_services",
    "dedicated_team",
    "states_urgency",
];

fn offer(fields: &Fields<'_>, level: Level, origins: &Origins) -> Read<Offer> {
    let minutes = |name: &str| {
        fact(fields, name, &["minutes"], origins, |fields| {
            fields.need("minutes")?.minutes()
        })
    };
    Ok(Offer {
        level,
        price: fact(fields, "price", PRICE, origins, price)?,
        hours: fact(fields, "hours", &["days", "from", "to"], origins, hours)?,
        response_impaired: minutes("response_impaired")?,
        response_general: minutes("response_general")?,
        channels: several(fields, "channels", origins, |at| at.channel())?,
        languages: several(fields, "languages", origins, |at| {
            at.code(2, false, "a language of two letters, such as en")
        })?,
        before: several(fields, "before", origins, |at| at.level())?,
        by_default: is(fields, "by_default", origins)?,
        covers_all_services: is(fields, "covers_all_services", origins)?,
        dedicated_team: is(fields, "dedicated_team", origins)?,
        states_urgency: is(fields, "states_urgency", origins)?,
    })
}

/// What a price is made of.
const PRICE: &[&str] = &["least", "share_percent", "currency"];

fn price(fields: &Fields<'_>) -> Read<Price> {
    let share = fields.get("share_percent");
    let currency = fields.get("currency");
    Ok(Price {
        least: fields.need("least")?.amount()?,
        share_percent: share.map(|at| at.amount()).transpose()?,
        currency: currency
            .map(|at| at.code(3, true, "a currency of three letters, such as EUR"))
            .transpose()?,
    })
}

fn hours(fields: &Fields<'_>) -> Read<Hours> {
    let days = fields.need("days")?;
    let days = match days.text()? {
        "mon-fri" => Days::MonFri,
        "all" => Days::All,
        _ => return days.wrong(Problem::NotOneOf("mon-fri, all")),
    };
    let from = fields.need("from")?.whole(0, 23, "an hour from 0 to 23")?;
    let to = fields.need("to")?;
    let until = to.whole(1, 24, "an hour from 1 to 24")?;
    if until <= from {
        return to.wrong(Problem::IsNot("later than `from`"));
    }
    // Both are at most 24.
    let hour = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    Ok(Hours {
        days,
        from: hour(from),
        to: hour(until),
    })
}

fn hands(fields: &Fields<'_>) -> Read<Hands> {
    let priced = |name: &str| match fields.get(name) {
        Some(at) => price(&at.object(PRICE)?).map(Some),
        None => Ok(None),
    };
    Ok(Hands {
        first_minutes: fields.need("first_minutes")?.minutes()?,
        then_minutes: fields.need("then_minutes")?.minutes()?,
        first_price: priced("first_price")?,
        then_price: priced("then_price")?,
    })
}

fn obligation(at: &At<'_>, origins: &Origins) -> Read<Obligation> {
    let fields = at.object(&["partner", "requires", "as", "except", "source"])?;
    let word = |name: &str, words: &[&str], all: &'static str| {
        let at = fields.need(name)?;
        match at.text()? {
            text if words.contains(&text) => Ok(text.to_owned()),
            _ => at.wrong(Problem::NotOneOf(all)),
        }
    };
    Ok(Obligation {
        partner: word(
            "partner",
            &["standard", "advanced", "strategic"],
            "standard, advanced, strategic",
        )?,
        requires: word(
            "requires",
            &["premium", "premium-accredited"],
            "premium, premium-accredited",
        )?,
        roles: fields.texts("as")?,
        except: fields.texts("except")?,
        origin: fields.origin(origins)?,
    })
}
