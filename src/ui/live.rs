//! Parts that redraw themselves, cheaply in download.
//!
//! The framework makes new code for every closure that it is given to draw. Given a
//! boxed one it makes that code once: these two functions are how pages say "this
//! changes", so that a page weighs little more than what it says.

use std::sync::Arc;

use leptos::prelude::*;

/// A part that is drawn anew when something it read has changed.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn boxed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || draw()).into_any()
    }
    boxed(Box::new(draw))
}

/// A part that is there only while `when` holds.
pub fn live_if(
    when: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    // A memo, so that the part is not drawn anew while it merely stays. What is drawn
    // watches for itself: one that watched the memo and also what the memo is made from
    // would miss a change that leaves the memo as it was.
    fn boxed(when: Signal<bool>, draw: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
        let when = Memo::new(move |_| when.get());
        live(move || {
            let draw = draw.clone();
            if when.get() {
                live(move || draw())
            } else {
                ().into_any()
            }
        })
    }
    boxed(Signal::derive(when), Arc::new(draw))
}

/// Text that changes.
pub fn text(write: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(write)
}
