//! The program `measure`, as one runs it.

use std::process::{Command, Output};

const REQUESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/requests.jsonl");

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_measure"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn figures_stand_beside_the_commonest() {
    let output = run(&[REQUESTS]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let kind = text.lines().find(|line| line.starts_with("kind ")).unwrap();
    let percents: Vec<u32> = kind
        .split_whitespace()
        .filter_map(|word| word.strip_suffix('%')?.parse().ok())
        .collect();
    assert_eq!(percents.len(), 2, "{kind}");
    assert!(percents[0] > percents[1], "{kind}");
    assert!(text.lines().any(|line| line.starts_with("fr ")), "{text}");
    // Each request is in one of five parts.
    let of_part = |part: &usize| {
        let line = text
            .lines()
            .find(|line| line.starts_with(&format!("{part} ")));
        let count = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
        count.unwrap()
    };
    let all: usize = (1..=5).map(|part| of_part(&part)).sum();
    assert!(text.starts_with(&format!("{all} requests\n")), "{text}");
}

#[test]
fn what_is_wrong_is_shown_with_its_reasons() {
    let plain = run(&[REQUESTS]).stdout.len();
    let output = run(&[REQUESTS, "--wrong"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.len() > plain);
    assert!(text.contains("labelled") && text.contains("because ["));
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&[REQUESTS, "--what"]).status.code(), Some(2));
    let missing = run(&["no-such-file.jsonl"]);
    assert_eq!(missing.status.code(), Some(1));
    let said = String::from_utf8(missing.stderr).unwrap();
    assert!(said.starts_with("measure: no-such-file.jsonl: "), "{said}");
    // A file of something else.
    let other = run(&[concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    assert_eq!(other.status.code(), Some(1));
    assert!(
        String::from_utf8(other.stderr)
            .unwrap()
            .contains("line 1: ")
    );
}
