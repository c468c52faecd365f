//! The place to paste an output: what it shows and what it lacks is said at once, and it is
//! added to the reply, which nobody but the customer sends.

use std::sync::Arc;

use advisor::diagnostics::{Report, Tool, read, recognise};
use leptos::prelude::*;

use super::Adding;
use super::said::{self, Weight};
use crate::i18n::t;
use crate::ui::{Field, Icon, Wired, live, text};

/// The field, what was read in it, and the button.
pub fn paste(pasted: RwSignal<String>, adding: RwSignal<Option<Adding>>) -> AnyView {
    let report = Memo::new(move |_| -> Option<(Option<Tool>, Report)> {
        let text = pasted.read();
        if text.trim().is_empty() {
            return None;
        }
        let tool = recognise(&text);
        Some((tool, tool.map(|tool| read(tool, &text)).unwrap_or_default()))
    });
    let added = RwSignal::new(false);
    let control = Callback::new(move |wired: Wired| {
        view! {
            <textarea
                id=wired.id
                class="input mono checks-paste"
                rows="4"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:value=move || pasted.get()
                on:input=move |event| {
                    added.set(false);
                    pasted.set(event_target_value(&event));
                }
            ></textarea>
        }
        .into_any()
    });
    let add = move |_| {
        let text = pasted.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        // It stays here until the reply has it.
        let same = text.clone();
        let taken = Arc::new(move || {
            // The panel may be gone by then, as the ticket was closed.
            if pasted.try_get_untracked().is_some_and(|now| now == same) {
                pasted.set(String::new());
                added.try_set(true);
            }
        });
        adding.set(Some(Adding { text, taken }));
    };
    let error = Signal::derive(|| None::<String>);
    let shown = live(move || match report.get() {
        Some((tool, report)) => told(tool, &report),
        None => ().into_any(),
    });
    let said = text(move || {
        if added.get() {
            t("ticket_checks.added")
        } else {
            String::new()
        }
    });
    view! {
        <Field
            id="ticket-paste"
            label=t("ticket_checks.paste")
            hint=t("ticket_checks.paste.hint")
            error
            optional=true
            control
        />
        <div role="status">{shown}</div>
        <p class="page-tools">
            <button
                class="button"
                type="button"
                aria-disabled=text(move || report.read().is_none().to_string())
                on:click=add
            >
                <Icon name="plus" />
                {t("ticket_checks.add")}
            </button>
            <span class="soft small" role="status">
                {said}
            </span>
        </p>
    }
    .into_any()
}

/// What was found and what is missing, in words.
fn told(tool: Option<Tool>, report: &Report) -> AnyView {
    let Some(tool) = tool else {
        return view! { <p class="soft">{t("ticket_checks.not_recognised")}</p> }.into_any();
    };
    let line = |(weight, words): (Weight, String)| {
        let (class, icon) = match weight {
            Weight::Bad => ("state state-bad", "circle-x"),
            Weight::Odd => ("state state-warn", "triangle-alert"),
            Weight::Good => ("state state-good", "circle-check"),
            Weight::Fact => ("state", "info"),
        };
        view! {
            <li class=class>
                <Icon name=icon />
                <span>{words}</span>
            </li>
        }
        .into_any()
    };
    let found = report.findings.iter().map(said::finding).map(line);
    let lacks: Vec<_> = report
        .missing
        .iter()
        .map(|missing| view! { <li>{said::missing(missing)}</li> }.into_any())
        .collect();
    let lacks = (!lacks.is_empty()).then(|| {
        view! {
            <h3>{t("ticket_checks.lacks")}</h3>
            <ul class="checks-lacks">{lacks}</ul>
        }
        .into_any()
    });
    view! {
        <div class="checks-read">
            <h3>{t(&said::tool_key(tool))}</h3>
            <ul class="checks-found">{found.collect_view()}</ul>
            {lacks}
        </div>
    }
    .into_any()
}
