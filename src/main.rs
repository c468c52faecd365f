//! Starts the application in the page that loaded it.

use leptos::prelude::*;
use manager_app::app::App;
use manager_app::i18n::{self, Catalogue};
use manager_app::platform::{fetch, start};
use manager_app::session::config::Config;
use manager_app::ui;

fn main() {
    start::watch_panics();
    ui::theme::restore();
    // The framework's own executor exists only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        // Both are asked for at once; neither is worth a screen without the other.
        let (texts, config) = futures::join!(fetch::read_file("/locales/en.json"), Config::read());
        let texts = texts.ok().and_then(|json| Catalogue::from_json(&json).ok());
        let (Some(texts), Ok(config)) = (texts, config) else {
            start::say_stopped(start::Stop::Start);
            return;
        };
        i18n::install(texts);
        mount_to_body(move || view! { <App config=config.clone() /> });
        start::say_started();
    });
}
