//! Writing in a ticket: a reply, or why a closed one is opened again.
//!
//! What is typed outlives the page; once it is sent it is forgotten where it is kept.

use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::{SORRY, Shown};
use crate::data::Data;
use crate::data::tickets::{self, drafts};
use crate::data::writes::{Outcome, Write};
use crate::i18n::t;
use crate::pages::writes::{is_open, said, why};
use crate::shell::Whose;
use crate::ui::{Field, Wired};

/// The longest text that is sent, in characters.
const LONGEST: usize = 20_000;

/// What becomes of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is added to an open ticket.
    Reply,
    /// It opens a closed one again.
    Reopen,
}

impl How {
    /// The kind of [`Write`] that it is.
    fn what(self) -> &'static str {
        match self {
            Self::Reply => "ticket-reply",
            Self::Reopen => "ticket-reopen",
        }
    }

    /// The keys of the field's label, of who it is sent as, and of the button.
    fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Reply => (
                "tickets.reply.label",
                "tickets.reply.whose",
                "tickets.reply.send",
            ),
            Self::Reopen => (
                "tickets.reopen.label",
                "tickets.reopen.whose",
                "tickets.reopen.send",
            ),
        }
    }
}

/// What is wrong with a text, if anything.
fn problem(typed: &str) -> Option<&'static str> {
    let text = typed.trim();
    if text.is_empty() {
        Some("tickets.reply.empty")
    } else if text.chars().count() > LONGEST {
        Some("tickets.reply.long")
    } else {
        None
    }
}

/// What is added stands below what was typed.
fn with_added(typed: &str, more: &str) -> String {
    match typed.trim_end() {
        "" => more.trim_end().to_owned(),
        typed => [typed, "\n\n", more.trim_end()].concat(),
    }
}

/// The last write of this kind to this ticket, unless it came to its end: its fate is shown
/// by whichever page is open.
fn unfinished(writes: &[Write], what: &str, of: &str) -> Option<usize> {
    let last = writes
        .iter()
        .find(|write| write.what == what && write.of == of)?;
    (!matches!(last.outcome, Outcome::Done { .. })).then_some(last.number)
}

/// The form, with other ways to go on beside its button.
pub fn compose(shown: Shown, how: How, ways: AnyView) -> AnyView {
    let data = Data::current();
    let (account, id) = (shown.account.clone(), shown.id);
    let typed = RwSignal::new(drafts::read(data, &account.id, id));
    let scope = Whose::of_page();
    let before = untrack(|| unfinished(&data.writes(&scope), how.what(), &id.to_string()));
    let made = RwSignal::new(before);
    let wrong = RwSignal::new(None::<String>);
    let field = NodeRef::<Textarea>::new();
    let busy = Memo::new(move |_| is_open(data, made));
    let whose_draft = account.clone();
    Effect::new(move || {
        let outcome = made.get().and_then(|number| data.outcome(number));
        if matches!(outcome, Some(Outcome::Done { .. })) {
            typed.set(String::new());
            made.set(None);
        }
        // What is being sent stays as it is; what is to be added waits until then.
        if how == How::Reply
            && !busy.get()
            && let Some(more) = shown.adding.get()
        {
            let text = with_added(&typed.get_untracked(), &more.text);
            drafts::keep(data, &whose_draft.id, id, &text);
            typed.set(text);
            shown.adding.set(None);
            (more.taken)();
        }
    });
    let (label, whose, send_text) = how.texts();
    let whose = shown.t_whose(whose);
    let of = shown.clone();
    let send = Callback::new(move |()| {
        let text = typed.get_untracked();
        if busy.get_untracked() {
            return;
        }
        if let Some(key) = problem(&text) {
            wrong.set(Some(t(key)));
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
            }
            return;
        }
        wrong.set(None);
        let change = match how {
            How::Reply => {
                let written = of.written.get_untracked();
                let known = written.as_ref().map_or(&[][..], |page| &page.rows);
                let words = of.words(t("tickets.reply.done"));
                tickets::reply(data, &of.account.id, id, &text, known, words)
            }
            How::Reopen => {
                let words = of.words(t("tickets.reopen.done"));
                tickets::reopen(data, &of.account.id, id, &text, words)
            }
        };
        if let Some(number) = data.write(&of.account, change) {
            made.set(Some(number));
        }
    });
    let submit = move |submit: ev::SubmitEvent| {
        submit.prevent_default();
        send.run(());
    };
    let pressed = move |key: ev::KeyboardEvent| {
        if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
            key.prevent_default();
            send.run(());
        }
    };
    let input = move |event: ev::Event| {
        let text = event_target_value(&event);
        drafts::keep(data, &account.id, id, &text);
        typed.set(text);
    };
    let control = Callback::new(move |wired: Wired| {
        let input = input.clone();
        view! {
            <textarea
                id=wired.id
                class="input message-input"
                rows="5"
                dir="auto"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                node_ref=field
                prop:value=move || typed.get()
                prop:readOnly=move || busy.get()
                on:input=input
                on:keydown=pressed
            ></textarea>
        }
        .into_any()
    });
    view! {
        <section class="panel ticket-compose">
            <form class="form" novalidate=true on:submit=submit>
                <Field id="ticket-text" label=t(label) hint=whose error=wrong control />
                {why(shown.account.id.clone(), made, SORRY)}
                <div class="ticket-ways">
                    <button class="button button-main" type="submit" disabled=move || busy.get()>
                        {t(send_text)}
                    </button>
                    <span class="soft small ticket-hint">{t("tickets.reply.keys")}</span>
                    <span role="status">{said(made)}</span>
                    {ways}
                </div>
            </form>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_letters_and_an_end() {
        for (typed, expected) in [
            ("x", None),
            (" \n\t", Some("tickets.reply.empty")),
            (&"é".repeat(LONGEST), None),
            (&"é".repeat(LONGEST + 1), Some("tickets.reply.long")),
        ] {
            assert_eq!(problem(typed), expected);
        }
    }

    #[test]
    fn what_is_added_keeps_what_was_typed() {
        for (typed, more, expected) in [
            ("", "HOST: a\n", "HOST: a"),
            (" \n", "  1.|-- b", "  1.|-- b"),
            ("Here it is:\n", "HOST: a\n\n", "Here it is:\n\nHOST: a"),
        ] {
            assert_eq!(with_added(typed, more), expected);
        }
    }

    #[test]
    fn a_reply_in_doubt_is_found_again_and_one_that_is_done_is_not() {
        let write = |number, of: &str, outcome| Write {
            account: "eu:ab1-ovh".parse().unwrap(),
            what: "ticket-reply",
            of: of.into(),
            title: String::new(),
            subject: String::new(),
            at: 0.0,
            outcome,
            number,
        };
        // The newest stands first.
        let done = write(1, "7", Outcome::Done { read_back: false });
        let lost = write(0, "7", Outcome::NotApplied);
        let pending = write(2, "8", Outcome::Pending);
        let find = |writes: &[Write], of| unfinished(writes, "ticket-reply", of);
        assert_eq!(find(&[done.clone(), lost.clone()], "7"), None);
        assert_eq!(find(&[lost, done], "7"), Some(0));
        assert_eq!(find(std::slice::from_ref(&pending), "8"), Some(2));
        assert_eq!(unfinished(&[pending], "ticket-reopen", "8"), None);
    }
}
