//! Measures suggestions on labelled requests.
//!
//! ```sh
//! measure FILE             # figures, beside always giving the commonest answer; by language,
//!                          # and of each fifth of the requests
//! measure FILE --wrong     # also each request with a wrong kind, universe or urgency
//! ```
//!
//! The file has a JSON object a line, as `tests/data/requests.jsonl`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::{env, fs};

use advisor::measure::{Figures, Label, Labelled};
use advisor::text::suggest;

/// Into how many parts requests are dealt, to see how far figures depend on which they are.
const PARTS: usize = 5;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (path, show_wrong) = match (arguments.next(), arguments.next().as_deref()) {
        (Some(path), None) => (path, false),
        (Some(path), Some("--wrong")) => (path, true),
        _ => {
            eprintln!("usage: measure FILE [--wrong]");
            return ExitCode::from(2);
        }
    };
    match read(&path) {
        Ok(requests) => {
            let mut out = String::new();
            if show_wrong {
                out.extend(requests.iter().filter_map(wrong));
            }
            out.push_str(&table(&requests));
            // Whoever reads may stop reading.
            let _ = io::stdout().write_all(out.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(path: &str) -> Result<Vec<Labelled>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            Labelled::parse(line).map_err(|error| format!("{path}, line {}: {error}", number + 1))
        })
        .collect()
}

fn table(requests: &[Labelled]) -> String {
    let mut out = format!("{} requests\n{}\n", requests.len(), Figures::of(requests));
    let languages: BTreeSet<_> = requests.iter().map(|request| &request.language).collect();
    out.push_str("language      n kind universe urgent\n");
    for language in languages {
        let spoken = requests
            .iter()
            .filter(|request| request.language == *language);
        line(&mut out, language.as_deref().unwrap_or("?"), spoken);
    }
    // The words are written by hand: nothing is fitted to the other parts, so each is held out.
    out.push_str("\npart          n kind universe urgent\n");
    for part in 0..PARTS {
        let held_out = requests.iter().skip(part).step_by(PARTS);
        line(&mut out, &(part + 1).to_string(), held_out);
    }
    out
}

fn line<'a>(out: &mut String, name: &str, requests: impl Iterator<Item = &'a Labelled> + Clone) {
    let figures = Figures::of(requests.clone());
    let percent = |label| figures.get(label).suggested.percent();
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "{name:<10} {:>4} {:>3}% {:>7}% {:>5}%",
        requests.count(),
        percent(Label::Kind),
        percent(Label::Universe),
        percent(Label::Urgent),
    );
}

/// What is wrong with a suggestion, `None` where nothing is.
fn wrong(request: &Labelled) -> Option<String> {
    let given = suggest(&request.text, request.language.as_deref());
    let right = request.kinds.contains(&given.kind)
        && request.universe == given.universe
        && request.urgent == given.urgent;
    (!right).then(|| {
        format!(
            "{}  {}\n    labelled   {:?} {:?} {} {:?} urgent {}\n    suggested  {:?} {:?} {} {:?} \
             urgent {}, because {:?}\n\n",
            request.id,
            request.text,
            request.kinds,
            request.universe,
            request.product,
            request.responsibles,
            request.urgent,
            given.kind,
            given.universe,
            given.product.as_str(),
            given.responsible,
            given.urgent,
            given.because
        )
    })
}
