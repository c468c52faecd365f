//! The program `route-tickets`, as one runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};

fn run(input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_route-tickets"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = program.stdin.take().unwrap();
    let input = input.to_vec();
    // Written beside the reading, as a pipe holds only so much.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn errors(output: &Output) -> Vec<String> {
    let text = std::str::from_utf8(&output.stderr).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn each_request_gets_one_line_in_its_order() {
    let output = run(concat!(
        r#"{"id": "b", "text": "The invoice is unpaid and my domain is suspended", "language": "en"}"#,
        "\n\n",
        r#"{"id": 7, "text": "Le disque est plein", "language": null, "note": "more"}"#,
        "\r\n",
        r#"{"id": null, "text": ""}"#,
    )
    .as_bytes());
    assert!(output.status.success(), "{:?}", errors(&output));
    assert!(output.stderr.is_empty());
    let lines = lines(&output);
    let ids: Vec<_> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [json!("b"), json!(7), Value::Null]);
    assert_eq!(lines[0]["kind"], "billing");
    assert_eq!(lines[0]["universe"], "market");
    assert_eq!(lines[0]["product"], "domain");
    assert_eq!(lines[0]["responsible"], "customer");
    assert_eq!(lines[0]["urgent"], true);
    assert!(!lines[0]["because"].as_array().unwrap().is_empty());
    assert_eq!(lines[1]["kind"], "advice");
    assert_eq!(lines[2]["because"], json!([]));
    let keys: Vec<_> = lines[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), 7, "{keys:?}");
}

#[test]
fn a_bad_line_is_told_and_the_others_go_on() {
    let output = run(b"\xef\xbb\xbf{\"id\": 1, \"text\": \"hello\"}\n\
        not json\n\
        \n\
        [1, 2]\n\
        {\"text\": \"no id\"}\n\
        {\"id\": {}, \"text\": \"\"}\n\
        {\"id\": 2}\n\
        {\"id\": 2, \"text\": 5}\n\
        {\"id\": 2, \"text\": \"\", \"language\": 5}\n\
        {\"id\": 2, \"text\": \"\xff\"}\n\
        {\"id\": 9, \"text\": \"hello\"}\n");
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<_> = lines(&output)
        .iter()
        .map(|line| line["id"].clone())
        .collect();
    assert_eq!(ids, [1, 9]);
    let told: Vec<_> = errors(&output)
        .iter()
        .map(|line| line.split(": ").nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(
        told,
        [
            "line 2", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10"
        ]
    );
}

#[test]
fn nothing_in_is_nothing_out() {
    let output = run(b"\n  \n");
    assert!(output.status.success());
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn much_is_read_to_the_end() {
    let line = br#"{"id": "x", "text": "Server down since this morning, no ping, please help"}"#;
    let input: Vec<u8> = (0..5000)
        .flat_map(|_| [line.as_slice(), b"\n"].concat())
        .collect();
    let output = run(&input);
    assert!(output.status.success());
    assert_eq!(lines(&output).len(), 5000);
}
