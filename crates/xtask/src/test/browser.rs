//! The suites that need a browser, Node or Python.

use std::{path::Path, process::Command};

use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process,
    release::{self, Optimise},
    say,
    setup::Setup,
};

/// Component tests: the test crate `web` of the application, compiled for the
/// browser.
pub fn components(layout: &Layout, setup: &Setup<'_>) -> Outcome {
    let tools = setup.web()?;
    let browser = setup.browser()?;
    process::run(
        process::cargo()
            .args(["test", "--package", "app", "--test", "web"])
            .args(["--target", "wasm32-unknown-unknown"])
            .current_dir(layout.root())
            .env("CARGO_TARGET_DIR", layout.target())
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                &tools.test_runner,
            )
            .env("CHROMEDRIVER", &browser.chromedriver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

/// Playwright over the program with the application inside.
pub fn end_to_end(layout: &Layout, setup: &Setup<'_>) -> Outcome {
    setup.node()?;
    let browser = setup.browser()?;
    let built = release::build(layout, setup, Optimise::Always)?;
    let folder = layout.e2e();
    node_modules(&folder)?;
    process::run(
        Command::new("npx")
            .args(["--no-install", "playwright", "test"])
            .current_dir(&folder)
            .env("MANAGER_BIN", &built.program)
            .env("CHROMIUM", &browser.chromium)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
}

/// The official clients of the provider's API, unmodified.
pub fn clients(layout: &Layout, setup: &Setup<'_>) -> Outcome {
    setup.node()?;
    let python = setup.python()?;
    let built = release::build(layout, setup, Optimise::Always)?;
    let script = layout.e2e().join("clients/run");
    if !script.is_file() {
        return Err(Failure::new(format!("{} is missing", script.display())));
    }
    process::run(
        Command::new(&script)
            .current_dir(layout.root())
            .env("MANAGER_BIN", &built.program)
            .env("PYTHON", python),
    )
}

/// Installs what the lock file of that folder names, unless that is there.
fn node_modules(folder: &Path) -> Outcome {
    let lock = folder.join("package-lock.json");
    let wanted = files::content_hash(&files::read(&lock)?);
    let stamp = folder.join("node_modules/.installed-from");
    if files::read_text(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::step(
        "Installing the packages of the end-to-end tests",
        Some("20 seconds"),
    );
    process::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
    .map_err(|failure| {
        Failure::new(format!("the packages could not be installed: {failure}")).remedy(
            "see the message of npm above. Without a network, or behind a proxy, set HTTPS_PROXY \
             or name a mirror in ~/.npmrc",
        )
    })?;
    files::write(&stamp, wanted)
}
