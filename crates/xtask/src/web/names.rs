//! Short names between the main module and its script.
//!
//! wasm-bindgen names each function that goes from one to the other after what it does and
//! a hash of it, once in the module and once in the script. Nobody else uses these names,
//! and hashes do not compress: three hundred of them are a noticeable part of the first
//! download.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use wasm_encoder::{
    ImportSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{ExternalKind, Import, Parser, Payload, TypeRef};

use super::sections;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// From this length on a name is worth a shorter one, in bytes.
const LONG: usize = 12;

/// Gives short names to the functions that the script and the module have of each other,
/// unless another file says the name too.
pub fn shorten(script: &Path, module: &Path, others: &str) -> Outcome {
    let (text, code) = (files::read_text(script)?, files::read(module)?);
    let unread = |error: &dyn std::fmt::Display| {
        Failure::new(format!("{} could not be read: {error}", module.display()))
    };
    let shared = shared_names(&code).map_err(|error| unread(&error))?;
    let names = Names::new(
        shared
            .into_iter()
            .filter(|name| name.len() >= LONG && !others.contains(name)),
        &text,
    );
    let renamed = names.in_module(&code).map_err(|error| unread(&error))?;
    files::write(module, renamed)?;
    files::write(script, names.in_script(&text))
}

/// The functions that the module has from the script and gives to it, in the module's order.
fn shared_names(module: &[u8]) -> Result<Vec<String>, wasmparser::BinaryReaderError> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if is_function(&import) {
                        names.push(import.name.to_owned());
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        names.push(export.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

fn is_function(import: &Import<'_>) -> bool {
    matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_))
}

/// The short name of each long one.
struct Names(BTreeMap<String, String>);

impl Names {
    /// Names that the script does not use yet. One that the script never says belongs to
    /// somebody else and stays as it is.
    fn new(long: impl Iterator<Item = String>, script: &str) -> Self {
        let said: BTreeSet<&str> = words(script).map(|(_, word)| word).collect();
        let free = (0_u32..)
            .map(|number| format!("f{number}"))
            .filter(|name| !said.contains(name.as_str()));
        let long = long.filter(|name| said.contains(name.as_str()));
        Self(long.zip(free).collect())
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    fn in_script(&self, script: &str) -> String {
        let mut renamed = String::with_capacity(script.len());
        let mut done = 0;
        for (at, word) in words(script) {
            if let Some(short) = self.0.get(word) {
                renamed.push_str(&script[done..at]);
                renamed.push_str(short);
                done = at + word.len();
            }
        }
        renamed.push_str(&script[done..]);
        renamed
    }

    fn in_module(&self, module: &[u8]) -> Result<Vec<u8>, sections::Error> {
        sections::rewritten(module, |payload, renamed| {
            match payload {
                Payload::ImportSection(section) => {
                    let mut imports = ImportSection::new();
                    for import in section.into_imports() {
                        let mut import = import?;
                        if is_function(&import) {
                            import.name = self.short(import.name);
                        }
                        RoundtripReencoder.parse_import(&mut imports, import)?;
                    }
                    renamed.section(&imports);
                }
                Payload::ExportSection(section) => {
                    let exports = sections::exports(section, |name, kind| {
                        Some(match kind {
                            ExternalKind::Func => self.short(name),
                            _ => name,
                        })
                    })?;
                    renamed.section(&exports);
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }
}

/// Everything in the script that could be a name, and where it begins.
fn words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    script
        .split(move |c: char| !part_of_name(c))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - script.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, ExportSection, Module, TypeSection};

    use super::*;

    const SCRIPT: &str = "\
        const f0 = 1;\n\
        const import0 = { __wbg_log_0123456789abcdef: function(a) { wasm.__wbindgen_free(a, f0) } };\n\
        wasm.__wbindgen_malloc(3); wasm.__wbindgen_malloc_more(); wasm.main();\n";

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in ["__wbg_log_0123456789abcdef", "__never_said_in_the_script"] {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut exports = ExportSection::new();
        for name in [
            "main",
            "__wbindgen_malloc",
            "__wbindgen_free",
            "__said_by_the_loader",
        ] {
            exports.export(name, ExportKind::Func, 0);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        module.finish()
    }

    fn shortened() -> (String, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let (script, wasm) = (folder.path().join("app.js"), folder.path().join("app.wasm"));
        files::write(&script, SCRIPT).unwrap();
        files::write(&wasm, module()).unwrap();
        shorten(&script, &wasm, "exports.__said_by_the_loader()").unwrap();
        (
            files::read_text(&script).unwrap(),
            shared_names(&files::read(&wasm).unwrap()).unwrap(),
        )
    }

    #[test]
    fn both_sides_get_the_same_new_names() {
        let (script, names) = shortened();
        assert_eq!(
            names,
            [
                "f1",
                "__never_said_in_the_script",
                "main",
                "f2",
                "f3",
                "__said_by_the_loader"
            ]
        );
        assert!(
            script.contains("{ f1: function(a) { wasm.f3(a, f0) } }"),
            "{script}"
        );
    }

    #[test]
    fn a_name_that_only_begins_like_one_stays() {
        let (script, _) = shortened();
        assert!(script.contains("wasm.f2(3); wasm.__wbindgen_malloc_more(); wasm.main();"));
    }
}
