use leptos::prelude::*;
use manager_app::ui::live_if;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::draw;

#[wasm_bindgen_test]
async fn a_part_behind_a_condition_follows_what_it_reads_itself() {
    let source = RwSignal::new(1);
    let drawn = draw(move || {
        // The condition stays as it is while the count, itself made from something, goes on.
        let count = Memo::new(move |_| source.get());
        live_if(
            move || count.get() > 0,
            move || view! { <p>{count.get()}</p> }.into_any(),
        )
    })
    .await;
    assert_eq!(drawn.text(), "1");
    source.set(2);
    leptos::task::tick().await;
    assert_eq!(drawn.text(), "2");
    source.set(0);
    leptos::task::tick().await;
    assert_eq!(drawn.count("p"), 0);
    source.set(3);
    leptos::task::tick().await;
    assert_eq!(drawn.text(), "3");
}

#[wasm_bindgen_test]
async fn what_is_drawn_stays_the_same_element_while_the_condition_holds() {
    let shown = RwSignal::new(1);
    let drawn = draw(move || {
        live_if(
            move || shown.get() > 0,
            || view! { <input type="text" /> }.into_any(),
        )
    })
    .await;
    let before = drawn.find("input");
    shown.set(2);
    leptos::task::tick().await;
    assert!(before.is_same_node(Some(&drawn.find("input"))));
}
