//! A call as code: for a shell and for the official Python client. Keys are placeholders;
//! those of the account never come near this file.

use api::Endpoint;

/// A call to be shown.
pub struct Shown<'a> {
    /// Where it goes.
    pub endpoint: Endpoint,
    /// Address of the API, without a version: `https://eu.api.ovh.com`.
    pub base: &'a str,
    /// `GET`, `PUT`, …
    pub method: &'a str,
    /// Path and query from the version on, as [`api::Call::target`] writes it.
    pub target: &'a str,
    /// The body, JSON text. Empty: none.
    pub body: &'a str,
}

/// For a POSIX shell with curl and openssl. Signed as the API wants it.
pub fn curl(call: &Shown<'_>) -> String {
    let Shown {
        base,
        method,
        target,
        body,
        ..
    } = call;
    let (url, body_text) = (quoted(&[base, *target].concat()), quoted(body));
    let clock = quoted(&[*base, "/1.0/auth/time"].concat());
    let mut lines = vec![
        "APPLICATION_KEY='…'".to_owned(),
        "APPLICATION_SECRET='…'".to_owned(),
        "CONSUMER_KEY='…'".to_owned(),
        format!("URL={url}"),
        format!("BODY={body_text}"),
        format!("NOW=$(curl -s {clock})"),
        format!(
            "SIGNED=$(printf '%s' \"$APPLICATION_SECRET+$CONSUMER_KEY+{method}+$URL+$BODY+$NOW\" \\"
        ),
        "  | openssl dgst -sha1 -r | cut -d' ' -f1)".to_owned(),
        format!("curl -X {method} \"$URL\" \\"),
        "  -H \"X-Ovh-Application: $APPLICATION_KEY\" \\".to_owned(),
        "  -H \"X-Ovh-Consumer: $CONSUMER_KEY\" \\".to_owned(),
        "  -H \"X-Ovh-Timestamp: $NOW\" \\".to_owned(),
        "  -H \"X-Ovh-Signature: \\$1\\$$SIGNED\"".to_owned(),
    ];
    if !body.is_empty() {
        if let Some(last) = lines.last_mut() {
            last.push_str(" \\");
        }
        lines.push("  -H 'Content-Type: application/json' -d \"$BODY\"".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// For Python with the official client, `pip install ovh`.
pub fn python(call: &Shown<'_>) -> String {
    let client = match call.endpoint {
        Endpoint::Eu => "ovh-eu",
        Endpoint::Ca => "ovh-ca",
        Endpoint::Us => "ovh-us",
        // The brands are called alike on both sides.
        brand => brand.as_str(),
    };
    // The client adds the first version itself.
    let path = call.target.strip_prefix("/1.0").unwrap_or(call.target);
    let (method, path) = (literal(call.method), literal(path));
    let body = if call.body.is_empty() {
        "None".to_owned()
    } else {
        format!("json.loads({})", literal(call.body))
    };
    [
        "import json\n\nimport ovh\n\n",
        "client = ovh.Client(\n",
        &format!("    endpoint={},\n", literal(client)),
        "    application_key=\"…\",\n",
        "    application_secret=\"…\",\n",
        "    consumer_key=\"…\",\n",
        ")\n",
        &format!("answer = client.call({method}, {path}, {body})\n"),
        "print(json.dumps(answer, indent=2))\n",
    ]
    .concat()
}

/// A word of a shell: whatever stands in it is text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text of Python.
fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => literal.extend(['\\', letter]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            _ => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

// They run a shell.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::process::Command;

    use super::*;

    fn shown<'a>(target: &'a str, body: &'a str) -> Shown<'a> {
        Shown {
            endpoint: Endpoint::Eu,
            base: "https://eu.api.ovh.example",
            method: if body.is_empty() { "GET" } else { "PUT" },
            target,
            body,
        }
    }

    /// A shell with a `curl` that says what it was given.
    fn run(script: &str) -> String {
        let stub =
            "curl() { case \"$*\" in -s*) printf 1700000000;; *) printf '%s\\n' \"$@\";; esac; }\n";
        let done = Command::new("sh")
            .args(["-c", &[stub, script].concat()])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8(done.stdout).unwrap()
    }

    #[test]
    fn the_shell_sends_what_is_shown_and_signs_it() {
        let said = run(&curl(&shown("/1.0/services/7", "")));
        let said: Vec<&str> = said.lines().collect();
        assert_eq!(
            &said[..3],
            ["-X", "GET", "https://eu.api.ovh.example/1.0/services/7"]
        );
        // SHA-1 of `…+…+GET+https://eu.api.ovh.example/1.0/services/7++1700000000`.
        assert!(said.contains(&"X-Ovh-Timestamp: 1700000000"));
        let signature = said
            .last()
            .unwrap()
            .strip_prefix("X-Ovh-Signature: $1$")
            .unwrap();
        assert_eq!(signature.len(), 40);
    }

    #[test]
    fn nothing_in_a_call_is_code() {
        let body = r#"{"displayName":"it's $(touch /tmp/x) `id` \"q\" \\ "}"#;
        let said = run(&curl(&shown("/1.0/services/7?a='$HOME", body)));
        assert!(said.contains("/1.0/services/7?a='$HOME"));
        assert_eq!(said.lines().last(), Some(body));
        assert!(python(&shown("/x", "\"\n\\")).contains(r#"json.loads("\"\n\\")"#));
    }

    #[test]
    fn python_names_the_endpoint_as_the_client_does() {
        let code = python(&shown("/1.0/services/7", ""));
        assert!(code.contains("endpoint=\"ovh-eu\""));
        assert!(code.contains("client.call(\"GET\", \"/services/7\", None)"));
    }
}
