//! Who renews a service, by how much, and changing that.

use api::{ContactKind, RenewMode, Service, ServiceDetail};
use leptos::prelude::*;

use super::facts::{end_of, period};
use super::rename::SORRY;
use super::{Shown, t_whose};
use crate::data::writes::Outcome;
use crate::data::{Data, Phase, service};
use crate::i18n::{t, t_with};
use crate::pages::writes::{is_open, said, why};
use crate::ui::{TroubleBox, Waiting, live, live_if, titled};

/// How far a change has come.
#[derive(Clone, PartialEq)]
enum Step {
    Shown,
    Choosing,
    /// Chosen and checked; the next click sends it.
    Confirming(RenewMode, String),
}

/// The panel.
pub fn panel(shown: Shown) -> AnyView {
    let data = Data::current();
    let step = RwSignal::new(Step::Shown);
    let made = RwSignal::new(None::<usize>);
    Effect::new(move || {
        let outcome = made.get().and_then(|number| data.outcome(number));
        if matches!(outcome, Some(Outcome::Done { .. })) {
            step.set(Step::Shown);
        }
    });
    let (here, why_shown) = (shown.clone(), shown.clone());
    let body = view! {
        {live(move || match here.service() {
            Some(detail) => now(&here, &detail, step, made),
            None => ().into_any(),
        })}
        {live(move || match step.get() {
            Step::Shown => ().into_any(),
            Step::Choosing => choose(shown.clone(), step),
            Step::Confirming(mode, period) => confirm(shown.clone(), mode, period, step, made),
        })}
        {why(why_shown.account.id, made, SORRY)}
        <div role="status">{said(made)}</div>
    };
    titled("service-renewal", "service.renew", body.into_any())
}

/// What holds today, and the way to change it where there is one.
fn now(
    shown: &Shown,
    detail: &ServiceDetail,
    step: RwSignal<Step>,
    made: RwSignal<Option<usize>>,
) -> AnyView {
    let of = &detail.service;
    let Some(mode) = &of.renew_mode else {
        return view! { <p class="soft">{t("service.renew.none")}</p> }.into_any();
    };
    let sentence = consequence(of, mode, of.renew_period.as_deref().unwrap_or_default());
    let change = match shown.key.number() {
        // Of a brand: it is said here and changed on its own pages.
        None => Err(None),
        Some(_) if detail.renew_modes.is_empty() => Err(Some("service.renew.fixed")),
        Some(id) if may_change(shown, of) => Ok(super::barred(shown, id)),
        Some(_) => Err(Some("service.renew.not_yours")),
    };
    let whose = shown.account.id.clone();
    let tools = match change {
        Err(why) => why
            .map(|why| view! { <p class="soft">{t(why)}</p> })
            .into_any(),
        Ok(barred) => live_if(
            move || step.get() == Step::Shown,
            move || {
                let open = move |_| {
                    made.set(None);
                    step.set(Step::Choosing);
                };
                let why = super::why_barred(barred, &whose);
                view! {
                    <p>
                        <button
                            class="button button-small"
                            type="button"
                            disabled=move || barred.get()
                            on:click=open
                        >
                            {t("service.renew.change")}
                        </button>
                    </p>
                    {why}
                }
                .into_any()
            },
        ),
    };
    view! {
        <p>{sentence}</p>
        {tools}
    }
    .into_any()
}

/// The API lets the administrator and the billing contact change it.
fn may_change(shown: &Shown, of: &Service) -> bool {
    of.contacts.iter().any(|contact| {
        contact.customer_code == shown.account.id.nic.as_str()
            && contact.kind != Some(ContactKind::Technical)
    })
}

/// What a way of renewing leads to.
fn consequence(of: &Service, mode: &RenewMode, length: &str) -> String {
    let billing = of
        .contacts
        .iter()
        .find(|contact| contact.kind == Some(ContactKind::Billing));
    let payer = billing.map_or_else(|| t("service.renew.payer"), |of| of.customer_code.clone());
    let end = end_of(of.terminates.or(of.expires));
    match mode {
        RenewMode::Automatic => t_with(
            "service.renew.automatic.means",
            &[
                ("period", &period(length)),
                ("payer", &payer),
                ("end", &end),
            ],
        ),
        RenewMode::Manual => t_with("service.renew.manual.means", &[("end", &end)]),
        RenewMode::Other(word) => t_with("service.renew.other.means", &[("word", word)]),
    }
}

fn mode_name(mode: &RenewMode) -> String {
    match mode {
        RenewMode::Automatic => t("service.renew.automatic"),
        RenewMode::Manual => t("service.renew.manual"),
        RenewMode::Other(word) => word.clone(),
    }
}

fn choose(shown: Shown, step: RwSignal<Step>) -> AnyView {
    let data = Data::current();
    let Some(id) = shown.key.number() else {
        return ().into_any();
    };
    let answer = data.ask(&shown.account, &service::periods(id));
    let cell = answer.cell.clone();
    live(move || {
        let held = cell.get();
        match (held.value, held.phase) {
            (Some(periods), _) => fields(&shown, &periods, step),
            (None, Phase::Failed(trouble)) => {
                let again = answer.clone();
                let retry = Callback::new(move |()| again.again());
                let whose = shown.account.id.nic.to_string();
                view! { <TroubleBox trouble whose kept=false retry /> }.into_any()
            }
            _ => view! { <Waiting text=t("service.renew.waiting") /> }.into_any(),
        }
    })
}

fn fields(shown: &Shown, periods: &[String], step: RwSignal<Step>) -> AnyView {
    let Some(detail) = untrack(|| shown.service()) else {
        return ().into_any();
    };
    let of = detail.service;
    let mode = RwSignal::new(of.renew_mode.clone().unwrap_or(RenewMode::Manual));
    let length = RwSignal::new(of.renew_period.clone().unwrap_or_default());
    let modes = detail.renew_modes.into_iter().map(|one| {
        let (name, id) = (mode_name(&one), format!("renew-{}", one.as_str()));
        let chosen = one.clone();
        view! {
            <div class="option">
                <input
                    id=id.clone()
                    type="radio"
                    name="renew-mode"
                    prop:checked=mode.get_untracked() == one
                    on:change=move |_| mode.set(chosen.clone())
                />
                <label for=id>{name}</label>
            </div>
        }
    });
    // The length of today may be one that is no longer offered.
    let mut lengths = periods.to_vec();
    let today = length.get_untracked();
    if !today.is_empty() && !lengths.contains(&today) {
        lengths.insert(0, today.clone());
    }
    let lengths = lengths.into_iter().map(|one| {
        let said = period(&one);
        let selected = one == today;
        view! {
            <option value=one selected=selected>
                {said}
            </option>
        }
    });
    let means = {
        let of = of.clone();
        move || consequence(&of, &mode.get(), &length.get())
    };
    let next = move |submit: web_sys::SubmitEvent| {
        submit.prevent_default();
        step.set(Step::Confirming(
            mode.get_untracked(),
            length.get_untracked(),
        ));
    };
    let unchanged = move || {
        of.renew_mode.as_ref() == Some(&mode.get())
            && of.renew_period.as_deref() == Some(length.get().as_str())
    };
    view! {
        <form class="form" on:submit=next>
            <fieldset>
                <legend>{t("service.renew.who")}</legend>
                {modes.collect_view()}
            </fieldset>
            <div class="field">
                <label for="renew-period">{t("service.renew.period")}</label>
                <select
                    id="renew-period"
                    class="input"
                    on:change=move |event| length.set(event_target_value(&event))
                >
                    {lengths.collect_view()}
                </select>
            </div>
            <p role="status">{means}</p>
            <p class="page-tools">
                <button class="button button-main" type="submit" disabled=unchanged>
                    {t("service.renew.next")}
                </button>
                <button class="button" type="button" on:click=move |_| step.set(Step::Shown)>
                    {t("service.cancel")}
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn confirm(
    shown: Shown,
    mode: RenewMode,
    length: String,
    step: RwSignal<Step>,
    made: RwSignal<Option<usize>>,
) -> AnyView {
    let data = Data::current();
    let (Some(detail), Some(id)) = (untrack(|| shown.service()), shown.key.number()) else {
        return ().into_any();
    };
    let means = consequence(&detail.service, &mode, &length);
    let subject = detail.service.display_name;
    let title = t_with(
        "service.renew.done",
        &[("mode", &mode_name(&mode)), ("period", &period(&length))],
    );
    let asked = t_whose("service.renew.confirm", &shown);
    let account = shown.account.clone();
    let send = move |_| {
        let change = service::renew(
            id,
            mode.clone(),
            length.clone(),
            title.clone(),
            subject.clone(),
        );
        if let Some(number) = data.write(&account, change) {
            made.set(Some(number));
        }
    };
    let busy = Memo::new(move |_| is_open(data, made));
    let confirm = NodeRef::<leptos::html::Button>::new();
    request_animation_frame(move || {
        if let Some(Some(confirm)) = confirm.try_get_untracked() {
            let _ = confirm.focus();
        }
    });
    view! {
        <div class="confirm" role="group" aria-label=t("service.renew.confirm.title")>
            <p>
                <strong>{asked}</strong>
            </p>
            <p>{means}</p>
            <p class="page-tools">
                <button
                    class="button button-main"
                    type="button"
                    node_ref=confirm
                    disabled=move || busy.get()
                    on:click=send
                >
                    {t("service.renew.send")}
                </button>
                <button
                    class="button"
                    type="button"
                    disabled=move || busy.get()
                    on:click=move |_| step.set(Step::Choosing)
                >
                    {t("service.back")}
                </button>
            </p>
        </div>
    }
    .into_any()
}
