//! Starts the application in the page that loaded it.

use leptos::prelude::*;
use manager_app::app::App;
use manager_app::i18n;
use manager_app::platform::start;
use manager_app::session::config::Config;
use manager_app::ui;

fn main() {
    #[cfg(debug_assertions)]
    start::watch_panics();
    ui::theme::restore();
    // The framework's own executor exists only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        // Both are asked for at once; neither is worth a screen without the other.
        let (Ok(()), Ok(config)) = futures::join!(i18n::start(), Config::read()) else {
            start::say_stopped();
            return;
        };
        mount_to_body(move || view! { <App config=config.clone() /> });
        start::say_started();
    });
}
