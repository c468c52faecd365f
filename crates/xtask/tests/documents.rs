//! What the documents name is there.

use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/failures.md",
    "e2e/README.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).unwrap_or_else(|why| panic!("{document}: {why}"))
}

/// What stands between the marks of code.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn journeys_that_are_named_exist() {
    let mut named = 0;
    for document in DOCUMENTS {
        let text = read(document);
        for journey in code(&text).filter(|code| code.ends_with(".spec.ts") && !code.contains('*'))
        {
            let name = journey.rsplit('/').next().unwrap_or(journey);
            assert!(
                root().join("e2e/tests").join(name).is_file(),
                "{document} names {journey}"
            );
            named += 1;
        }
    }
    assert!(named > 50, "{named}");
}

#[test]
fn files_that_prove_what_is_done_about_failures_exist() {
    let places = [
        "src",
        "crates",
        "crates/api/src",
        "crates/api/tests",
        "e2e/tests",
        "",
    ];
    for file in code(&read("docs/failures.md")) {
        if !file.contains(['/', '.']) || file.contains('*') {
            continue;
        }
        let found = places
            .iter()
            .any(|place| root().join(place).join(file).exists());
        assert!(found, "nothing is called {file}");
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    for document in DOCUMENTS {
        let text = read(document);
        let folder = root()
            .join(document)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = link.split('#').next().unwrap_or(link);
            if file.is_empty() || file.contains("://") {
                continue;
            }
            assert!(folder.join(file).exists(), "{document} links to {link}");
        }
    }
}
