//! The sheets of areas, which arrive with them.

use futures::channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlLinkElement;

/// The sheet did not arrive.
#[derive(Clone, Copy, Debug)]
pub struct SheetMissing;

/// Adds the sheet of an area to the page, once, and waits until its rules apply.
///
/// # Errors
/// When it did not arrive; the next asking tries again.
pub async fn add_area(name: &str) -> Result<(), SheetMissing> {
    let id = format!("sheet-{name}");
    if document().get_element_by_id(&id).is_some() {
        return Ok(());
    }
    let link: HtmlLinkElement = document()
        .create_element("link")
        .map_err(|_| SheetMissing)?
        .unchecked_into();
    link.set_rel("stylesheet");
    link.set_href(&format!("/areas/{name}.css"));
    let (said, outcome) = oneshot::channel();
    let mut said = Some(said);
    let say = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if let Some(said) = said.take() {
            // Nobody waits any more when the area was left meanwhile.
            let _ = said.send(event.type_() == "load");
        }
    });
    link.set_onload(Some(say.as_ref().unchecked_ref()));
    link.set_onerror(Some(say.as_ref().unchecked_ref()));
    let head = document().head().ok_or(SheetMissing)?;
    head.append_child(&link).map_err(|_| SheetMissing)?;
    if outcome.await == Ok(true) {
        // From here on it is there: the name says so to the next asking.
        link.set_id(&id);
        Ok(())
    } else {
        link.remove();
        Err(SheetMissing)
    }
}
