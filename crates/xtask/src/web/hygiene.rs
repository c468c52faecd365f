//! What a published application must not hold: traces of the sources, and scripts that
//! make markup or code out of text.

use std::path::Path;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Sections of a module that tell names and places of the sources.
const DEBUGGING: [&str; 5] = [
    "name",
    ".debug_",
    "sourceMappingURL",
    "external_debug_info",
    "producers",
];

/// Ways from text to markup or code. The policy of the page (`trusted-types 'none'`)
/// refuses them, so whatever uses one would break when it is drawn.
const SINKS: [&str; 7] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "createContextualFragment",
    "document.write",
    "eval(",
    "new Function",
];

/// Checks each file of the folder. Modules that wasm-opt did not see still have their
/// names, which only makes them larger.
pub fn check(folder: &Path, optimised: bool) -> Outcome {
    for path in files::walk(folder)? {
        let file = files::address(&path, folder);
        let contents = files::read(&path)?;
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension {
            "map" | "ts" | "rs" | "d" => {
                return Err(Failure::new(format!("{file} does not belong to the users")));
            }
            "js" => script(&file, &String::from_utf8_lossy(&contents))?,
            "css" if holds(&contents, "sourceMappingURL") => return Err(mapped(&file)),
            "wasm" if optimised => module(&file, &contents)?,
            _ => {}
        }
    }
    Ok(())
}

fn script(file: &str, text: &str) -> Outcome {
    if text.contains("sourceMappingURL") {
        return Err(mapped(file));
    }
    match SINKS.iter().find(|sink| text.contains(**sink)) {
        Some(sink) => Err(Failure::new(format!(
            "{file} uses {sink}, which the policy of the page refuses"
        ))
        .remedy("`cargo test -p app --test markup` names elements that would be set as markup")),
        None => Ok(()),
    }
}

fn mapped(file: &str) -> Failure {
    Failure::new(format!("{file} points to a source map"))
}

fn module(file: &str, contents: &[u8]) -> Outcome {
    let sections = custom_sections(contents)
        .ok_or_else(|| Failure::new(format!("{file} is not a whole WebAssembly module")))?;
    match sections
        .iter()
        .find(|name| DEBUGGING.iter().any(|kind| name.starts_with(kind)))
    {
        Some(name) => Err(Failure::new(format!(
            "{file} still has its section {name}, which only serves debugging"
        ))),
        None => Ok(()),
    }
}

/// The names of a module's custom sections; `None` if it is cut or no module.
fn custom_sections(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut names = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let (length, body) = number(after)?;
        let (section, after) = body.split_at_checked(length)?;
        if id == 0 {
            let (length, text) = number(section)?;
            let name = text.get(..length)?;
            names.push(String::from_utf8_lossy(name).into_owned());
        }
        rest = after;
    }
    Some(names)
}

/// An unsigned LEB128 number of at most 32 bits, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, &bytes[index + 1..]));
        }
    }
    None
}

fn holds(contents: &[u8], text: &str) -> bool {
    contents
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    fn custom(name: &str) -> Vec<u8> {
        let length = u8::try_from(name.len()).unwrap();
        [&[0, length + 3, length], name.as_bytes(), &[7, 7]].concat()
    }

    fn refusal(files_of: &[(&str, &[u8])], optimised: bool) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, contents) in files_of {
            files::write(&folder.path().join(name), contents).unwrap();
        }
        check(folder.path(), optimised)
            .err()
            .map(|failure| failure.to_string())
    }

    #[test]
    fn what_is_published_today_passes() {
        let module = [HEAD, &[1, 2, 9, 9], &custom("target_features")].concat();
        let app: &[(&str, &[u8])] = &[
            ("index.html", b"<p>"),
            ("app.js", b"el.textContent = evaluate(x); fetch('a')"),
            ("app_bg.wasm", &module),
            ("areas/services.css", b"p {}"),
        ];
        assert_eq!(refusal(app, true), None);
    }

    #[test]
    fn traces_of_the_sources_are_refused() {
        for (name, contents) in [
            ("app.js.map", b"{}".to_vec()),
            ("snippets/a.ts", b"let a".to_vec()),
            ("app.js", b"//# sourceMappingURL=app.js.map".to_vec()),
            ("app.css", b"/*# sourceMappingURL=a */".to_vec()),
            ("a.wasm", [HEAD, &custom("name")].concat()),
            (
                "a.wasm",
                [HEAD, &[1, 1, 0], &custom(".debug_info")].concat(),
            ),
            ("a.wasm", [HEAD, &custom("sourceMappingURL")].concat()),
            ("a.wasm", [HEAD, &[1, 200, 1, 0]].concat()),
            ("a.wasm", b"<!doctype html>".to_vec()),
        ] {
            assert!(refusal(&[(name, &contents)], true).is_some(), "{name}");
        }
        // Without wasm-opt the names stay, and the build still works.
        let named = [HEAD, &custom("name")].concat();
        assert_eq!(refusal(&[("a.wasm", &named)], false), None);
    }

    #[test]
    fn ways_from_text_to_markup_or_code_are_refused() {
        for sink in SINKS {
            let text = format!("x.{sink}(y)");
            let refused = refusal(&[("app.js", text.as_bytes())], false);
            assert!(refused.unwrap().contains(sink));
        }
    }
}
