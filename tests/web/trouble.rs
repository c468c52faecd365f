use leptos::prelude::*;
use manager_app::data::Clock;
use manager_app::data::trouble::{Kind, Trouble};
use manager_app::ui::TroubleBox;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Drawn, draw, frames};

fn trouble(kind: Kind) -> Trouble {
    Trouble {
        kind,
        words: None,
        query_id: Some("EU.ext-1".into()),
        again_at: None,
    }
}

#[wasm_bindgen_test]
async fn it_says_who_what_and_offers_a_retry() {
    let retried = RwSignal::new(0);
    let drawn = draw(move || {
        provide_context(Clock::start());
        view! {
            <TroubleBox
                trouble=trouble(Kind::Timeout)
                whose="Canada".to_owned()
                kept=false
                retry=Callback::new(move |()| retried.update(|n| *n += 1))
            />
        }
    })
    .await;
    assert_eq!(drawn.find("[role=alert]").tag_name(), "DIV");
    assert!(
        drawn.text().starts_with("Canada does not answer"),
        "{}",
        drawn.text()
    );
    assert!(drawn.text().contains("EU.ext-1"));
    assert!(!drawn.text().contains("read before"));
    drawn.click("button").await;
    assert_eq!(retried.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn words_of_the_api_stay_text() {
    let drawn = draw(|| {
        provide_context(Clock::start());
        let trouble = Trouble {
            words: Some("<img src=x onerror=alert(1)>".into()),
            ..trouble(Kind::Refused)
        };
        view! {
            <TroubleBox trouble whose="Europe".to_owned() kept=true retry=Callback::new(|()| ()) />
        }
    })
    .await;
    assert_eq!(drawn.count("img"), 0);
    assert!(drawn.text().contains("<img src=x onerror=alert(1)>"));
    assert!(
        drawn
            .text()
            .contains("The figures shown are those read before.")
    );
}

/// A box of a pause that ends in so many milliseconds, and how often it asked again.
async fn paused(ms: f64) -> (Drawn, RwSignal<usize>) {
    let retried = RwSignal::new(0);
    let drawn = draw(move || {
        provide_context(Clock::start());
        let trouble = Trouble {
            again_at: Some(js_sys::Date::now() + ms),
            ..trouble(Kind::TooMany)
        };
        view! {
            <TroubleBox
                trouble
                whose="Canada".to_owned()
                kept=true
                retry=Callback::new(move |()| retried.update(|n| *n += 1))
            />
        }
    })
    .await;
    assert!(drawn.text().starts_with("Canada asks for a pause"));
    (drawn, retried)
}

#[wasm_bindgen_test]
async fn when_a_pause_is_over_it_is_asked_again_once_and_behind_it_not_at_all() {
    let (_one, coming) = paused(200.0).await;
    let (_other, over) = paused(-1.0).await;
    assert_eq!(coming.get_untracked(), 0);
    let began = js_sys::Date::now();
    while coming.get_untracked() == 0 && js_sys::Date::now() - began < 5_000.0 {
        frames().await;
    }
    assert_eq!(coming.get_untracked(), 1);
    assert_eq!(over.get_untracked(), 0);
}
