//! What people act with: buttons, fields, dialogs, toasts.

use api::{AccountId, Endpoint};
use leptos::prelude::*;

use crate::i18n::{t, t_with};
use crate::ui::toasts::{Toast, Toasts, Tone};
use crate::ui::{
    ConfirmByName, Dialog, ErrorSummary, Field, Icon, Waiting, Wired, problem_links, problems_title,
};

/// A name that is nobody's.
const NAME: &str = "vps-0a1b2c3d.example";

pub fn buttons() -> AnyView {
    let of = |class: &'static str, key: &'static str, disabled: bool| {
        view! {
            <button class=class type="button" aria-disabled=disabled.to_string()>
                {t(key)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="panel design-line">
            {of("button button-main", "design.button.main", false)}
            {of("button", "design.button.other", false)}
            {of("button button-plain", "design.button.plain", false)}
            {of("button button-danger", "design.button.danger", false)}
            {of("button button-small", "design.button.small", false)}
            {of("button button-main", "design.button.disabled", true)}
            <button class="button" type="button">
                <Icon name="refresh-cw" />
                {t("action.refresh")}
            </button>
            <button class="button button-icon" type="button" aria-label=t("action.close")>
                <Icon name="x" />
            </button>
        </div>
    }
    .into_any()
}

fn input(wired: Wired, value: &'static str) -> AnyView {
    view! {
        <input
            id=wired.id
            class="input"
            type="text"
            autocomplete="off"
            value=value
            aria-describedby=wired.described
            aria-invalid=wired.invalid
            aria-required=wired.required
        />
    }
    .into_any()
}

pub fn fields() -> AnyView {
    let sent = RwSignal::new(0);
    let wrong = move || (sent.get() > 0).then(|| t("design.field.wrong"));
    let error = Signal::derive(wrong);
    let title = Signal::derive(move || (sent.get() > 0).then(problems_title));
    let body = move || problem_links(vec![("design-wrong", t("design.field.wrong"))]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        sent.update(|sent| *sent += 1);
    };
    let plain = Callback::new(|wired| input(wired, NAME));
    let filled = Callback::new(|wired| input(wired, ""));
    let bad = Callback::new(|wired| input(wired, "192.0.2.999"));
    let choice = Callback::new(|wired: Wired| {
        view! {
            <select
                id=wired.id
                class="input"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
            >
                <option>{t("theme.light")}</option>
                <option>{t("theme.dark")}</option>
            </select>
        }
        .into_any()
    });
    view! {
        <form class="panel form design-form" novalidate on:submit=submit>
            <ErrorSummary title body=Callback::new(move |()| body()) />
            <Field id="design-plain" label=t("design.field.plain") error=None control=plain />
            <Field
                id="design-hint"
                label=t("design.field.hinted")
                hint=t("design.field.hint")
                error=None
                optional=true
                control=filled
            />
            <Field id="design-choice" label=t("theme.label") error=None control=choice />
            <Field
                id="design-wrong"
                label=t("design.field.address")
                hint=t("design.field.address.hint")
                error
                control=bad
            />
            <p class="dialog-actions">
                <button class="button button-main" type="submit">
                    {t("design.field.send")}
                </button>
                <button class="button" type="button" on:click=move |_| sent.set(0)>
                    {t("design.field.mend")}
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn sample_account() -> Option<AccountId> {
    Some(AccountId {
        endpoint: Endpoint::Ca,
        nic: "ab12345-ovh".parse().ok()?,
    })
}

pub fn dialogs() -> AnyView {
    let toasts = Toasts::current();
    let (plain, asking) = (RwSignal::new(false), RwSignal::new(false));
    let say = move |tone: Tone, text: String, undo: Option<Callback<()>>| {
        toasts.say(Toast {
            tone,
            text,
            whose: sample_account(),
            undo,
            opens: None,
        });
    };
    let done = move || t_with("design.toast.done", &[("name", NAME)]);
    let undone = Callback::new(move |()| {
        say(
            Tone::Done,
            t_with("design.toast.undone", &[("name", NAME)]),
            None,
        );
    });
    let confirmed = Callback::new(move |()| say(Tone::Done, done(), Some(undone)));
    let body = || {
        view! {
            <p>{t("design.dialog.text")}</p>
            <Waiting text=t("region.waiting") />
        }
        .into_any()
    };
    view! {
        <div class="panel design-line">
            <button class="button" type="button" on:click=move |_| plain.set(true)>
                {t("design.dialog.open")}
            </button>
            <button
                class="button button-danger"
                type="button"
                on:click=move |_| asking.set(true)
            >
                {t("design.dialog.ask")}
            </button>
            <button
                class="button"
                type="button"
                on:click=move |_| say(Tone::Done, done(), Some(undone))
            >
                {t("design.toast.say")}
            </button>
            <button
                class="button"
                type="button"
                on:click=move |_| say(Tone::Failed, t("design.toast.failed"), None)
            >
                {t("design.toast.say_failed")}
            </button>
        </div>
        <Dialog title=t("design.dialog.title") open=plain body=Callback::new(move |()| body()) />
        <ConfirmByName
            open=asking
            title=t_with("design.confirm.title", &[("name", NAME)])
            consequence=t("design.confirm.text")
            name=NAME.to_owned()
            act=t("design.button.danger")
            confirmed
        />
    }
    .into_any()
}
