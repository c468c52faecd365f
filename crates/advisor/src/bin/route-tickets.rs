//! Reads requests, one JSON object a line, and writes what each suggests, in the same
//! order.
//!
//! ```sh
//! route-tickets < requests.jsonl > routed.jsonl
//! ```
//!
//! In: `{"id": …, "text": "…", "language": "fr"}`; the language may be missing or null,
//! what else is there is not read. Out: `id`, `kind`, `universe`, `product`,
//! `responsible`, `urgent`, `because`. A line that is no request is told on the standard
//! error with its number, the others go on, and the program ends with 1.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use advisor::text::suggest;
use serde_json::{Value, json};

/// The longest line that is read. A request of this length is a log by mistake.
const LONGEST_LINE: usize = 4 << 20;

fn main() -> ExitCode {
    match route(io::stdin().lock(), BufWriter::new(io::stdout().lock())) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("route-tickets: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Routes every line, and says how many could not be.
fn route(mut input: impl BufRead, mut output: impl Write) -> io::Result<usize> {
    let mut wrong = 0;
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        // Some editors begin a file with a mark of its encoding.
        let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match answer(text) {
            Ok(answer) => writeln!(output, "{answer}")?,
            Err(error) => {
                wrong += 1;
                eprintln!("route-tickets: line {number}: {error}");
            }
        }
    }
    output.flush()?;
    Ok(wrong)
}

fn answer(line: &[u8]) -> Result<Value, String> {
    if line.len() > LONGEST_LINE {
        return Err(format!("longer than {LONGEST_LINE} bytes"));
    }
    let request: Value =
        serde_json::from_slice(line).map_err(|error| format!("not JSON: {error}"))?;
    let Value::Object(request) = request else {
        return Err("not an object".to_owned());
    };
    let id = match request.get("id") {
        None => return Err("no \"id\"".to_owned()),
        Some(Value::Array(_) | Value::Object(_)) => {
            return Err("\"id\" is neither a text nor a number".to_owned());
        }
        Some(id) => id,
    };
    let text = match request.get("text") {
        None => return Err("no \"text\"".to_owned()),
        Some(text) => text.as_str().ok_or("\"text\" is not a text")?,
    };
    let language = match request.get("language") {
        None | Some(Value::Null) => None,
        Some(language) => Some(language.as_str().ok_or("\"language\" is not a text")?),
    };
    let suggestion = suggest(text, language);
    Ok(json!({
        "id": id,
        "kind": suggestion.kind.as_str(),
        "universe": suggestion.universe.as_str(),
        "product": suggestion.product.as_str(),
        "responsible": suggestion.responsible.as_str(),
        "urgent": suggestion.urgent,
        "because": suggestion.because,
    }))
}
