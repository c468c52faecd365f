//! Dialogs, fields and messages: what has the focus, and what is said.

use api::{AccountId, Endpoint};
use leptos::prelude::*;
use manager_app::data::Clock;
use manager_app::pages::toasts::ToastList;
use manager_app::ui::toasts::{Toast, Toasts, Tone};
use manager_app::ui::{Dialog, ErrorSummary, Field, Wired, problem_links};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::{Drawn, draw, frames};

fn focused() -> String {
    let element = document().active_element().unwrap();
    format!("{}#{}", element.tag_name(), element.id())
}

fn focus(drawn: &Drawn, selector: &str) {
    let element: HtmlElement = drawn.find(selector).unchecked_into();
    element.focus().unwrap();
}

fn dialog(open: RwSignal<bool>) -> impl IntoView {
    let body = Callback::new(|()| view! { <input id="inside" /> }.into_any());
    view! {
        <button id="opener" on:click=move |_| open.set(true)>
            "Open"
        </button>
        <Dialog title="A question".to_owned() open body />
    }
}

#[wasm_bindgen_test]
async fn a_dialog_gives_the_focus_back_however_it_is_closed() {
    let open = RwSignal::new(false);
    let drawn = draw(move || dialog(open)).await;
    for close_by_code in [true, false] {
        focus(&drawn, "#opener");
        drawn.click("#opener").await;
        frames().await;
        assert_eq!(focused(), "INPUT#inside");
        let dialog = drawn.find("dialog");
        assert_eq!(dialog.get_attribute("aria-label").unwrap(), "A question");
        if close_by_code {
            open.set(false);
        } else {
            drawn.click("dialog .dialog-close").await;
        }
        frames().await;
        assert!(!open.get_untracked());
        assert_eq!(
            drawn.count("dialog"),
            0,
            "it is there only while it is open"
        );
        assert_eq!(focused(), "BUTTON#opener");
    }
}

#[wasm_bindgen_test]
async fn a_dialog_whose_opener_is_gone_leaves_the_focus_on_the_heading() {
    let (open, there) = (RwSignal::new(false), RwSignal::new(true));
    let drawn = draw(move || {
        view! {
            <main>
                <h1 id="heading" tabindex="-1">
                    "A page"
                </h1>
            </main>
            {move || there.get().then(|| view! { <button id="opener">"Open"</button> })}
            <Dialog
                title="A question".to_owned()
                open
                body=Callback::new(|()| view! { <input id="inside" /> }.into_any())
            />
        }
    })
    .await;
    focus(&drawn, "#opener");
    open.set(true);
    frames().await;
    there.set(false);
    frames().await;
    open.set(false);
    frames().await;
    assert_eq!(focused(), "H1#heading");
}

#[wasm_bindgen_test]
async fn a_field_ties_its_words_to_its_control() {
    let error = RwSignal::new(None::<String>);
    let drawn = draw(move || {
        let control = Callback::new(|wired: Wired| {
            view! {
                <input
                    id=wired.id
                    aria-describedby=wired.described
                    aria-invalid=wired.invalid
                    aria-required=wired.required
                />
            }
            .into_any()
        });
        view! { <Field id="ip" label="IP".to_owned() hint="Four numbers".to_owned() error control /> }
    })
    .await;
    let input = drawn.find("input");
    let said = |name: &str| input.get_attribute(name).unwrap();
    assert_eq!(drawn.find("label").get_attribute("for").unwrap(), "ip");
    assert_eq!(said("aria-describedby"), "ip-hint");
    assert_eq!(
        (said("aria-invalid"), said("aria-required")),
        ("false".into(), "true".into())
    );
    error.set(Some("Not an address".into()));
    leptos::task::tick().await;
    assert_eq!(said("aria-invalid"), "true");
    assert_eq!(said("aria-describedby"), "ip-hint ip-error");
    assert!(
        drawn
            .find("#ip-error")
            .text_content()
            .unwrap()
            .contains("Not an address")
    );
    assert_eq!(drawn.count("[role=alert]"), 0);
}

#[wasm_bindgen_test]
async fn the_error_of_a_field_is_read_out_where_no_summary_is() {
    let error = RwSignal::new(None::<String>);
    let drawn = draw(move || {
        let control = Callback::new(|wired: Wired| view! { <input id=wired.id /> }.into_any());
        view! { <Field id="ip" label="IP".to_owned() error announced=true control /> }
    })
    .await;
    assert_eq!(drawn.count("[role=alert]"), 0);
    error.set(Some("Not an address".into()));
    leptos::task::tick().await;
    assert_eq!(drawn.find("[role=alert]").id(), "ip-error");
}

#[wasm_bindgen_test]
async fn a_summary_takes_the_focus_each_time_and_marks_the_title() {
    document().set_title("A form");
    let title = RwSignal::new(None::<String>);
    let drawn = draw(move || {
        let body = Callback::new(|()| problem_links(vec![("ip", "Enter an address".into())]));
        view! {
            <button id="send">"Send"</button>
            <ErrorSummary title body />
        }
    })
    .await;
    for _ in 0..2 {
        focus(&drawn, "#send");
        title.set(Some("Mend this".into()));
        frames().await;
        let place = document().active_element().unwrap();
        assert!(place.query_selector("[role=alert]").unwrap().is_some());
        assert_eq!(document().title(), "Error: A form");
    }
    assert_eq!(drawn.find("a").get_attribute("href").unwrap(), "#ip");
    title.set(None);
    leptos::task::tick().await;
    assert_eq!(document().title(), "A form");
}

#[wasm_bindgen_test]
async fn a_message_says_whose_it_is_and_is_not_said_again_with_the_next() {
    let undone = RwSignal::new(0);
    let list = StoredValue::new(None::<Toasts>);
    let drawn = draw(move || {
        provide_context(Clock::start());
        list.set_value(Some(Toasts::start()));
        view! { <ToastList /> }
    })
    .await;
    frames().await;
    let toasts = list.get_value().unwrap();
    let say = |tone: Tone, text: &str, undo: bool| {
        toasts.say(Toast {
            tone,
            text: text.to_owned(),
            whose: Some(AccountId {
                endpoint: Endpoint::Us,
                nic: "ab1-ovh".parse().unwrap(),
            }),
            undo: undo.then(|| Callback::new(move |()| undone.update(|n| *n += 1))),
            opens: None,
        });
    };
    say(Tone::Done, "Renamed", true);
    say(Tone::Failed, "Not saved", false);
    frames().await;
    let status = drawn.find("[role=status]");
    let first = drawn.find("[role=status] .toast");
    assert!(status.text_content().unwrap().contains("Renamed"));
    assert!(status.text_content().unwrap().contains("ab1-ovh"));
    assert!(
        drawn
            .find("[role=alert]")
            .text_content()
            .unwrap()
            .contains("Not saved")
    );

    say(Tone::Done, "Moved", false);
    frames().await;
    assert!(first.is_same_node(Some(&drawn.find("[role=status] .toast"))));
    // The first goes, the second stays as it is.
    let second = status.last_element_child().unwrap();
    drawn.click("[role=status] .button-small").await;
    frames().await;
    assert_eq!(undone.get_untracked(), 1);
    assert!(second.is_same_node(Some(&drawn.find("[role=status] .toast"))));
    assert!(!status.text_content().unwrap().contains("Renamed"));

    // The last one goes and another comes at once: that is another one.
    say(Tone::Done, "Copied", false);
    toasts.clear();
    say(Tone::Done, "Pasted", false);
    frames().await;
    assert!(status.text_content().unwrap().contains("Pasted"));
}
