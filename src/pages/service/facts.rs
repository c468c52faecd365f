//! What is known about a service, and who looks after it.

use api::{ContactKind, PendingAction, Timestamp};
use leptos::prelude::*;

use super::Shown;
use crate::data::{Clock, service};
use crate::i18n::{format, t, t_count, t_with};
use crate::ui::{live, text, titled};

/// A length of time as people say it.
pub fn period(iso: &str) -> String {
    match service::months(iso) {
        Ok(months) if months % 12 == 0 => t_count("service.years", usize::from(months / 12)),
        Ok(months) => t_count("service.months", usize::from(months)),
        Err(other) => other.to_owned(),
    }
}

/// A day, and how far it is.
pub fn moment(at: Timestamp) -> AnyView {
    let clock = Clock::current();
    // Milliseconds of any real date are exact in f64.
    let at = at.0 as f64;
    let far = text(move || format::relative(at, clock.now()));
    view! {
        <time title=format::moment(at)>
            {format::day(at)} " " <span class="soft">"(" {far} ")"</span>
        </time>
    }
    .into_any()
}

fn fact(label: &'static str, value: Option<AnyView>) -> Option<AnyView> {
    let value = value?;
    Some(
        view! {
            <div>
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any(),
    )
}

fn said(text: Option<String>) -> Option<AnyView> {
    text.map(|text| view! { <span>{text}</span> }.into_any())
}

/// The panel of facts.
pub fn panel(shown: Shown) -> AnyView {
    let body = live(move || {
        let Some(detail) = shown.service() else {
            return ().into_any();
        };
        let of = detail.service;
        let plan = match (detail.invoice_name, of.plan) {
            (Some(name), Some(code)) => Some(format!("{name} ({code})")),
            (name, code) => name.or(code),
        };
        let pending: Vec<String> = of.pending.iter().map(pending).collect();
        let pending = (!pending.is_empty()).then(|| pending.join(", "));
        let tags = (!detail.tags.is_empty()).then(|| {
            let tags = detail.tags.into_iter().map(|tag| {
                view! { <li class="tag">{tag}</li> }
            });
            view! { <ul class="service-tags">{tags.collect_view()}</ul> }.into_any()
        });
        let facts = [
            fact("service.fact.product", said(of.product)),
            fact("service.fact.plan", said(plan)),
            fact("service.fact.created", of.created.map(moment)),
            fact("service.fact.expires", of.expires.map(moment)),
            fact("service.fact.terminates", of.terminates.map(moment)),
            fact("service.fact.next_billing", of.next_billing.map(moment)),
            fact("service.fact.engaged", of.engaged_until.map(moment)),
            fact("service.fact.pending", said(pending)),
            fact("service.fact.provider", said(of.reselling_provider)),
            fact("service.fact.tags", tags),
            fact(
                "service.fact.number",
                said(of.key.number().map(|id| id.to_string())),
            ),
        ];
        view! { <dl class="facts">{facts.into_iter().flatten().collect_view()}</dl> }.into_any()
    });
    titled("service-facts", "service.facts", body)
}

fn pending(action: &PendingAction) -> String {
    let key = match action {
        PendingAction::AutorenewInProgress => "service.pending.renewing",
        PendingAction::EarlyRenewal => "service.pending.early",
        PendingAction::Terminate => "service.pending.terminate",
        PendingAction::DeleteAtExpiration | PendingAction::TerminateAtExpirationDate => {
            "service.pending.at_expiration"
        }
        PendingAction::TerminateAtEngagementDate => "service.pending.at_engagement",
        PendingAction::Other(word) => return word.clone(),
    };
    t(key)
}

/// The panel of contacts.
pub fn contacts(shown: Shown) -> AnyView {
    let me = shown.account.id.nic.to_string();
    let body = live(move || {
        let Some(detail) = shown.service() else {
            return ().into_any();
        };
        let contacts = detail.service.contacts;
        if contacts.is_empty() {
            return view! { <p class="soft">{t("service.contacts.none")}</p> }.into_any();
        }
        let items = contacts.into_iter().map(|contact| {
            let role = match contact.kind {
                Some(ContactKind::Administrator) => t("service.contact.admin"),
                Some(ContactKind::Technical) => t("service.contact.tech"),
                Some(ContactKind::Billing) => t("service.contact.billing"),
                Some(ContactKind::Other(word)) => word,
                None => t("service.contact.other"),
            };
            let you = (contact.customer_code == me)
                .then(|| view! { <span class="tag">{t("service.contact.you")}</span> });
            view! {
                <div>
                    <dt>{role}</dt>
                    <dd>
                        <span class="mono">{contact.customer_code}</span>
                        " "
                        {you}
                    </dd>
                </div>
            }
        });
        view! { <dl class="facts">{items.collect_view()}</dl> }.into_any()
    });
    titled("service-contacts", "service.contacts", body)
}

/// When the paid term ends, for a sentence.
pub fn end_of(at: Option<Timestamp>) -> String {
    at.map_or_else(
        || t("service.renew.no_end"),
        |at| t_with("service.renew.on", &[("date", &format::day(at.0 as f64))]),
    )
}
