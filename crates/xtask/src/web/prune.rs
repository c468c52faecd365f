//! Takes out of the script what nobody can get hold of, or may.
//!
//! A crate that declares a class for scripts (the framework brings three, for streams)
//! has the class and its functions exported, used or not: wasm-bindgen cannot know what
//! scripts there are. Here there are none, so a class that the module itself never hands
//! out is not used, and its functions keep code alive that nobody calls.

use std::path::Path;

use wasmparser::Payload;

use super::sections;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Removes such classes from the script that wasm-bindgen wrote, and their functions from
/// the exports of the module. wasm-opt then drops the code behind them.
pub fn unused_classes(script: &Path, module: &Path) -> Outcome {
    let (kept, unused) = without_classes(&files::read_text(script)?);
    if unused.is_empty() {
        return Ok(());
    }
    let smaller = without_exports(&files::read(module)?, &unused).map_err(|error| {
        Failure::new(format!("{} could not be read: {error}", module.display()))
    })?;
    files::write(module, smaller)?;
    files::write(script, kept)
}

/// Takes the one way from text to markup out of the script. The framework has it for an
/// attribute that no page uses (`tests/markup.rs` sees to that); were it reached all the same,
/// the application would stop, as it would where the policy of the page refused it.
pub fn markup(script: &Path) -> Outcome {
    files::write(script, without_markup(&files::read_text(script)?))
}

fn without_markup(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    for line in script.lines() {
        if line.trim_start().starts_with("arg0.innerHTML = ") {
            kept.push_str("throw new Error('markup');");
        } else {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}

/// The script without the classes that nothing else in it mentions, and the functions of
/// the module that only they called.
fn without_classes(script: &str) -> (String, Vec<String>) {
    let mut kept = script.to_owned();
    let mut taken = String::new();
    for name in classes(script) {
        let parts = [
            (format!("export class {name} {{\n"), "\n}\n"),
            (format!("if (Symbol.dispose) {name}.prototype"), ";\n"),
            (format!("const {name}Finalization = "), ";\n"),
        ];
        let mut rest = kept.clone();
        let mut cut = String::new();
        for (start, end) in &parts {
            if let Some(part) = part(&rest, start, end) {
                cut.push_str(&rest[part.clone()]);
                rest.replace_range(part, "");
            }
        }
        if !rest.contains(&name) {
            kept = rest;
            taken.push_str(&cut);
        }
    }
    let mut unused: Vec<String> = Vec::new();
    for call in taken.split("wasm.").skip(1) {
        let end = call
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(call.len());
        let function = call[..end].to_owned();
        if !unused.contains(&function) && !mentions(&kept, &function) {
            unused.push(function);
        }
    }
    (kept, unused)
}

fn classes(script: &str) -> Vec<String> {
    script
        .lines()
        .filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"))
        .map(str::to_owned)
        .collect()
}

/// From the line that begins with `start` to the next `end`, which belongs to it.
fn part(text: &str, start: &str, end: &str) -> Option<std::ops::Range<usize>> {
    let from = text.find(start)?;
    let length = text[from..].find(end)? + end.len();
    Some(from..from + length)
}

/// Whether the script calls this function of the module: not only one whose name begins
/// like it.
fn mentions(script: &str, function: &str) -> bool {
    script
        .split(&format!("wasm.{function}"))
        .skip(1)
        .any(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

/// The module without the exports of these names; all else as it is.
fn without_exports(module: &[u8], names: &[String]) -> Result<Vec<u8>, sections::Error> {
    sections::rewritten(module, |payload, smaller| {
        let Payload::ExportSection(section) = payload else {
            return Ok(false);
        };
        let exports = sections::exports(section, |name, _| {
            names.iter().all(|gone| gone != name).then_some(name)
        })?;
        smaller.section(&exports);
        Ok(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class Lonely {
    free() {
        wasm.__wbg_lonely_free(this.__wbg_ptr, 0);
    }
    pull() {
        return wasm.lonely_pull(this.__wbg_ptr);
    }
}
if (Symbol.dispose) Lonely.prototype[Symbol.dispose] = Lonely.prototype.free;
export class Used {
    free() {
        wasm.__wbg_used_free(this.__wbg_ptr, 0);
    }
}
function __wbg_get_imports() {
    return { __wbg_used_new: (ptr) => Used.__wrap(ptr), x: () => wasm.lonely_pull_more(1) };
}
const LonelyFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_lonely_free(ptr, 1));
";

    #[test]
    fn a_class_that_nothing_hands_out_goes_and_a_used_one_stays() {
        let (kept, unused) = without_classes(SCRIPT);
        assert!(!kept.contains("Lonely"), "{kept}");
        assert!(kept.contains("export class Used {") && kept.contains("__wbg_used_free"));
        assert!(kept.contains("wasm.lonely_pull_more(1)"));
        assert_eq!(unused, ["__wbg_lonely_free", "lonely_pull"]);
    }

    #[test]
    fn no_text_becomes_markup() {
        let script = "        f1: function(arg0, arg1, arg2) {
            arg0.innerHTML = getStringFromWasm0(arg1, arg2);
        },
        f2: function(arg0, arg1, arg2) {
            arg0.id = getStringFromWasm0(arg1, arg2);
        },
";
        let kept = without_markup(script);
        assert!(!kept.contains("innerHTML"), "{kept}");
        assert_eq!(
            kept.replace("throw new Error('markup');", ""),
            script.replace(
                "            arg0.innerHTML = getStringFromWasm0(arg1, arg2);",
                ""
            )
        );
    }

    #[test]
    fn only_the_named_exports_leave_the_module() {
        use wasm_encoder::{
            CodeSection, ExportKind, ExportSection, Function, FunctionSection, Module, TypeSection,
        };
        use wasmparser::Parser;

        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("stays", ExportKind::Func, 0);
        exports.export("goes", ExportKind::Func, 0);
        let mut body = Function::new([]);
        body.instructions().end();
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&functions);
        module.section(&exports).section(&code);
        let module = module.finish();

        let names = |module: &[u8]| -> Vec<String> {
            Parser::new(0)
                .parse_all(module)
                .filter_map(|payload| match payload.unwrap() {
                    Payload::ExportSection(exports) => Some(exports),
                    _ => None,
                })
                .flatten()
                .map(|export| export.unwrap().name.to_owned())
                .collect()
        };
        let smaller = without_exports(&module, &["goes".to_owned()]).unwrap();
        assert_eq!(names(&smaller), ["stays"]);
        // Nothing to remove: the same bytes.
        assert_eq!(without_exports(&module, &[]).unwrap(), module);
        assert!(without_exports(b"no module", &[]).is_err());
    }
}
