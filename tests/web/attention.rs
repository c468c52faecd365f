use leptos::prelude::*;
use manager_app::data::condition::Condition;
use manager_app::ui::ConditionMark;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::draw;

#[wasm_bindgen_test]
async fn every_condition_is_a_word_beside_an_icon() {
    for condition in Condition::ALL {
        let drawn = draw(move || view! { <ConditionMark condition /> }).await;
        assert!(
            !drawn.text().is_empty() && !drawn.text().contains('.'),
            "{}",
            drawn.text()
        );
        let href = drawn.find("use").get_attribute("href").unwrap();
        assert!(href.starts_with("/icons.svg#"), "{href}");
        assert_eq!(
            drawn.find("svg").get_attribute("aria-hidden").as_deref(),
            Some("true")
        );
    }
}
