//! A module with some of its sections written anew.

use wasm_encoder::{ExportKind, ExportSection, Module, RawSection, reencode};
use wasmparser::{ExportSectionReader, ExternalKind, Parser, Payload};

/// Why a module could not be rewritten: it is not as WebAssembly is written.
pub type Error = reencode::Error;

/// The module as `write` has it: what it writes itself and says `true` to, and the bytes of
/// every other section as they are.
pub fn rewritten(
    module: &[u8],
    mut write: impl FnMut(Payload<'_>, &mut Module) -> Result<bool, Error>,
) -> Result<Vec<u8>, Error> {
    let mut anew = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let section = payload.as_section();
        if !write(payload, &mut anew)?
            && let Some((id, range)) = section
        {
            let data = &module[range];
            anew.section(&RawSection { id, data });
        }
    }
    Ok(anew.finish())
}

/// The exports under the names that `called` gives them; those that it gives none are left
/// out.
pub fn exports<'a>(
    section: ExportSectionReader<'a>,
    called: impl Fn(&'a str, ExternalKind) -> Option<&'a str>,
) -> Result<ExportSection, Error> {
    let mut exports = ExportSection::new();
    for export in section {
        let export = export?;
        if let Some(name) = called(export.name, export.kind) {
            exports.export(name, kind(export.kind), export.index);
        }
    }
    Ok(exports)
}

fn kind(kind: ExternalKind) -> ExportKind {
    match kind {
        ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
    }
}
