//! What the provider commits to for a product, what is certified, and what comes to its
//! end.

use catalog::{
    Certification, Coverage, Credit, EndStep, Family, PRODUCT_ENDS, SLAS, Sla, coverage,
};
use leptos::prelude::*;

use super::source;
use crate::i18n::{format, names, t, t_with};
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{live, titled};

/// The commitments on availability.
pub fn sla(family: Family) -> AnyView {
    let all: Vec<&'static Sla> = SLAS.iter().filter(|sla| sla.family == family).collect();
    let body = if all.is_empty() {
        view! { <p class="soft">{t("resp.sla.none")}</p> }.into_any()
    } else {
        all.into_iter().map(commitment).collect_view().into_any()
    };
    titled("resp-sla", "resp.sla", body)
}

fn commitment(sla: &'static Sla) -> AnyView {
    let least = percent(sla.least);
    let promise = match sla.most {
        None => t_with("resp.sla.least", &[("least", &least)]),
        Some(most) => t_with(
            "resp.sla.range",
            &[("least", &least), ("most", &percent(most))],
        ),
    };
    let minutes = |key: &str, minutes: Option<u32>| {
        minutes.map(|minutes| t_with(key, &[("n", &format::number(minutes as usize))]))
    };
    let cap = sla
        .cap_percent
        .map(|cap| t_with("resp.sla.cap", &[("percent", &percent(f64::from(cap)))]));
    let facts = minutes("resp.sla.begins", sla.intervention_minutes)
        .into_iter()
        .chain(minutes("resp.sla.recovers", sla.recovery_minutes))
        .chain(sla.credits.iter().map(credit))
        .chain(cap)
        .chain(sla.from_ticket.then(|| t("resp.sla.from_ticket")))
        .map(|fact| view! { <li>{fact}</li> }.into_any());
    let region = sla.region.map(|region| {
        let name = names::region(match region {
            catalog::Region::Eu => api::Region::Eu,
            catalog::Region::Ca => api::Region::Ca,
            catalog::Region::Us => api::Region::Us,
        });
        view! { <span class="tag">{name}</span> }
    });
    view! {
        <div class="resp-fact">
            <p>
                <strong>{promise}</strong>
                " "
                {region}
            </p>
            <ul class="resp-list">{facts.collect_view()}</ul>
            {source(sla.document)}
        </div>
    }
    .into_any()
}

/// With as many digits as it has: `99.95`.
fn percent(value: f64) -> String {
    let digits = (0..3).find(|digits| {
        let scaled = value * 10_f64.powi(*digits);
        (scaled - scaled.round()).abs() < 1e-6
    });
    // Three digits are the most that anybody promises.
    format::decimal(value, digits.map_or(3, |digits| digits as u8))
}

fn credit(credit: &Credit) -> String {
    match credit {
        Credit::Each {
            minutes,
            percent: part,
        } => t_with(
            "resp.sla.credit.each",
            &[
                ("n", &format::number(*minutes as usize)),
                ("percent", &percent(f64::from(*part))),
            ],
        ),
        Credit::Below {
            availability,
            percent: part,
        } => t_with(
            "resp.sla.credit.below",
            &[
                ("availability", &percent(*availability)),
                ("percent", &percent(f64::from(*part))),
            ],
        ),
    }
}

/// The certifications of which something is written.
pub fn certifications(family: Family) -> AnyView {
    let (session, scope) = (Session::current(), Whose::of_page());
    let body = live(move || {
        // Servers of the brands are certified for less.
        let accounts = session.accounts_in(&scope);
        let brand = !accounts.is_empty() && accounts.iter().all(|of| of.id.endpoint.is_brand());
        let all: Vec<_> = Certification::ALL
            .into_iter()
            .filter_map(|one| {
                let (covered, document) = coverage(family, one, brand)?;
                let said = t(match covered {
                    Coverage::Covered => "resp.cert.covered",
                    Coverage::WithOptionAndLevel => "resp.cert.with_option",
                    Coverage::SomeOffers => "resp.cert.some_offers",
                    Coverage::NotCovered => "resp.cert.not_covered",
                });
                let view = view! {
                    <div class="resp-fact">
                        <p>
                            <strong>{certification(one)}</strong>
                            " "
                            {said}
                        </p>
                        {source(document)}
                    </div>
                };
                Some(view.into_any())
            })
            .collect();
        if all.is_empty() {
            return view! { <p class="soft">{t("resp.cert.none")}</p> }.into_any();
        }
        all.into_any()
    });
    titled("resp-cert", "resp.cert", body)
}

fn certification(one: Certification) -> String {
    t(match one {
        Certification::Iso27000 => "resp.cert.iso",
        Certification::Hds => "resp.cert.hds",
        Certification::PciDss => "resp.cert.pci",
        Certification::SecNumCloud => "resp.cert.snc",
    })
}

/// What of the product came to its end or will; nothing where nothing did.
pub fn ends(family: Family) -> AnyView {
    let all: Vec<_> = PRODUCT_ENDS
        .iter()
        .filter(|end| end.family == Some(family))
        .map(|end| {
            let steps = end.steps.iter().map(|(step, day)| {
                let key = match step {
                    EndStep::Announced => "resp.ends.announced",
                    EndStep::Ended => "resp.ends.ended",
                    EndStep::Suspended => "resp.ends.suspended",
                    EndStep::Deleted => "resp.ends.deleted",
                };
                let said = t_with(key, &[("day", &day.to_string())]);
                view! { <li>{said}</li> }.into_any()
            });
            view! {
                <div class="resp-fact">
                    <p>
                        <strong>{named(end.key)}</strong>
                    </p>
                    <ul class="resp-list">{steps.collect_view()}</ul>
                    {source(end.document)}
                </div>
            }
            .into_any()
        })
        .collect();
    if all.is_empty() {
        return ().into_any();
    }
    titled("resp-ends", "resp.ends", all.into_any())
}

/// What the product that ends is called; its key, for one that came after these texts.
fn named(key: &'static str) -> String {
    match key {
        "mongodb-discovery" => t("resp.ends.mongodb_discovery"),
        "data-processing" => t("resp.ends.data_processing"),
        "m-three-db" => t("resp.ends.m_three_db"),
        "esxi-images" => t("resp.ends.esxi_images"),
        "nsx-v" => t("resp.ends.nsx_v"),
        "dedicated-connect" => t("resp.ends.dedicated_connect"),
        "free-hosting" => t("resp.ends.free_hosting"),
        other => other.to_owned(),
    }
}
