//! One bar, divided.

use leptos::prelude::*;

use super::percent;

/// One part of it.
pub struct Part {
    pub value: usize,
    pub class: &'static str,
    /// What it says when pointed at.
    pub title: String,
}

/// The picture, called `name`. Its parts stand in the given order.
pub fn share(name: String, parts: Vec<Part>) -> AnyView {
    let whole: i64 = parts.iter().map(|part| part.value as i64).sum();
    let mut before = 0;
    let drawn = parts
        .into_iter()
        .map(|part| {
            let value = part.value as i64;
            let x = percent(before, whole);
            before += value;
            view! {
                <rect
                    class=format!("part {}", part.class)
                    x=x
                    y="0"
                    width=percent(value, whole)
                    height="100%"
                >
                    <title>{part.title}</title>
                </rect>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <svg class="share" role="img" aria-label=name width="100%" height="12">
            {drawn}
        </svg>
    }
    .into_any()
}
