//! What the project is built from: where it comes from, under which licences, and
//! nothing twice without a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences under which our users may have what we link.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// What must not come in by the back door: TLS is rustls with its own verification.
const BANNED: [&str; 4] = ["native-tls", "openssl", "openssl-sys", "curl-sys"];

/// Crates of which we know that two versions are there, because two of our dependencies
/// have not agreed yet. Whoever adds one says so here.
const TWICE: [&str; 13] = [
    "base64",
    "block-buffer",
    "convert_case",
    "cpufeatures",
    "crypto-common",
    "digest",
    "getrandom",
    "sha2",
    "syn",
    "synstructure",
    "thiserror",
    "thiserror-impl",
    "windows-sys",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .parent()
        .unwrap()
}

/// Every package that the lock file names for any platform.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = all["packages"].take();
    serde_json::from_value(packages).unwrap()
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

/// Whether an SPDX expression leaves us a way that is allowed. `/` is an old `OR`; `AND`
/// binds more tightly than `OR`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some(open) = expression.find('(') {
        let Some(length) = expression[open..].find(')') else {
            return false;
        };
        let inner = is_allowed(&expression[open + 1..open + length]);
        let stand_in = if inner { ALLOWED[0] } else { "refused" };
        let (before, after) = (&expression[..open], &expression[open + length + 1..]);
        return is_allowed(&format!("{before}{stand_in}{after}"));
    }
    expression.split(" OR ").any(|way| {
        way.split(" AND ")
            .all(|licence| ALLOWED.contains(&licence.trim()))
    })
}

#[test]
fn everything_is_ours_or_from_the_registry_and_pinned() {
    let sources: BTreeSet<String> = packages()
        .iter()
        .filter(|package| !package["source"].is_null())
        .map(|package| text(package, "source").to_owned())
        .collect();
    // One registry for all: no repository, no folder of somebody's, no second registry.
    assert!(
        sources.len() == 1 && sources.iter().all(|source| source.starts_with("registry+")),
        "from elsewhere: {sources:?}"
    );

    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let entries: Vec<_> = lock.split("[[package]]").skip(1).collect();
    assert!(entries.len() > 100);
    for entry in entries.iter().filter(|entry| entry.contains("source =")) {
        assert!(entry.contains("checksum = \""), "no checksum: {entry}");
    }
}

#[test]
fn every_licence_is_one_that_we_accept() {
    let refused: BTreeMap<_, _> = packages()
        .iter()
        .map(|package| {
            (
                text(package, "name").to_owned(),
                text(package, "license").to_owned(),
            )
        })
        .filter(|(_, licence)| !is_allowed(licence))
        .collect();
    assert!(refused.is_empty(), "not on the list: {refused:?}");
}

#[test]
fn nothing_is_banned_and_nothing_new_is_there_twice() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let version = text(&package, "version").to_owned();
        versions
            .entry(text(&package, "name").to_owned())
            .or_default()
            .insert(version);
    }
    for name in BANNED {
        assert!(!versions.contains_key(name), "{name} is banned");
    }
    let twice: Vec<_> = versions
        .iter()
        .filter(|(name, versions)| versions.len() > 1 && !TWICE.contains(&name.as_str()))
        .collect();
    assert!(
        twice.is_empty(),
        "two versions of the same: {twice:?}; agree on one, or add it to TWICE"
    );
    let stale: Vec<_> = TWICE
        .iter()
        .filter(|name| {
            versions
                .get(**name)
                .is_none_or(|versions| versions.len() < 2)
        })
        .collect();
    assert!(
        stale.is_empty(),
        "there once now, take it off TWICE: {stale:?}"
    );
}

#[test]
fn expressions_of_licences_are_read() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("MIT OR GPL-3.0", true),
        ("Apache-2.0 AND ISC", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND LGPL-2.1", false),
        ("(GPL-2.0 OR GPL-3.0) OR MIT", true),
        ("GPL-3.0 WITH Classpath-exception-2.0", false),
        ("SSPL-1.0", false),
        ("", false),
        ("(MIT", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}
