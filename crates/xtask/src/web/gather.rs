//! Fewer and larger modules of shared code.
//!
//! The splitter makes a module for each set of areas that share a function: a handful of
//! areas make dozens, many of a few hundred bytes. Each is a request, and what is small
//! compresses badly. So what the first screen needs becomes one module, what two areas
//! share and is large keeps its own, and the rest is one more. An area may then fetch a
//! little that only others call, which does no harm: a module does nothing by itself but
//! put its functions into the common table.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    path::Path,
};

use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, ImportSection,
    Module, TypeSection,
    reencode::{Error, Reencode},
};
use wasmparser::{Import, Parser, Payload, TypeRef};

use super::areas::{self, Statement};
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// From this size on, code of two areas is worth a module of its own, in bytes.
const LARGE: usize = 16 * 1024;

/// Brings the shared modules in the folder together and has its loader fetch the new ones.
/// `first` is the area of the first screen.
pub fn shared(split: &Path, loader: &str, first: &str) -> Outcome<String> {
    let statements = areas::statements(loader);
    let mut modules = BTreeMap::new();
    for statement in &statements {
        if let Statement::Shared { variable, module } = statement {
            modules.insert(*variable, files::read(&split.join(module))?);
        }
    }
    let groups = groups(&statements, first, |variable| {
        modules.get(variable).map_or(0, Vec::len)
    })?;
    let mut contents: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
    for (variable, group) in &groups {
        let module = modules.get(variable).map_or(&[][..], Vec::as_slice);
        contents.entry(group).or_default().push(module);
    }
    let mut wholes = Vec::new();
    for (group, parts) in contents {
        let merged = match parts.as_slice() {
            [alone] => Ok(alone.to_vec()),
            several => merge(several),
        };
        let whole = merged.map_err(|why| {
            Failure::new(format!("shared modules could not be brought together: {why}")).remedy(
                "the splitting tool has changed: adapt crates/xtask/src/web/gather.rs to its version",
            )
        })?;
        wholes.push((group, whole));
    }
    for statement in &statements {
        if let Statement::Shared { module, .. } = statement {
            files::remove(&split.join(module))?;
        }
    }
    for (group, whole) in wholes {
        files::write(&split.join(format!("chunk_{group}.wasm")), whole)?;
    }
    Ok(areas::regroup(loader, &groups))
}

/// The group that each shared module belongs to, by the variable of its statement.
fn groups<'a>(
    statements: &[Statement<'a>],
    first: &str,
    size: impl Fn(&str) -> usize,
) -> Outcome<BTreeMap<&'a str, String>> {
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for statement in statements {
        match statement {
            Statement::Shared { variable, .. } => {
                users.entry(variable).or_default();
            }
            Statement::Area { split, awaits, .. } => {
                for variable in awaits {
                    let known = users.get_mut(variable).ok_or_else(|| {
                        Failure::new(format!("the loader does not say what `{variable}` is"))
                    })?;
                    known.insert(areas::name(split));
                }
            }
        }
    }
    let group = |variable: &str, users: &BTreeSet<String>| {
        if users.contains(first) {
            "first".to_owned()
        } else if users.len() <= 2 && size(variable) >= LARGE {
            let names: Vec<_> = users.iter().map(String::as_str).collect();
            names.join("-")
        } else {
            "common".to_owned()
        }
    };
    Ok(users
        .iter()
        .map(|(variable, users)| (*variable, group(variable, users)))
        .collect())
}

/// Where the numbers of one module begin in the whole.
#[derive(Default)]
struct Shift {
    types: u32,
    functions: u32,
    data: u32,
}

impl Reencode for Shift {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(index + self.types)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(index + self.functions)
    }

    fn data_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(index + self.data)
    }
}

/// Why modules could not be merged.
#[derive(Debug)]
enum Unmergeable {
    /// Not as WebAssembly is written.
    Unreadable(String),
    /// They need different things from outside, or functions.
    Imports,
    /// Something that modules of the splitter do not have.
    Section(String),
}

impl std::fmt::Display for Unmergeable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => f.write_str(why),
            Self::Imports => f.write_str("they import different things"),
            Self::Section(which) => write!(f, "one has a part that was not expected: {which}"),
        }
    }
}

impl From<wasmparser::BinaryReaderError> for Unmergeable {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<Error<Infallible>> for Unmergeable {
    fn from(error: Error<Infallible>) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Notes what a module needs from outside. Each module has at most one memory, one table
/// and one global, the same as the others, so that their numbers are zero in all.
fn need<'a>(imports: &mut Vec<Import<'a>>, import: Import<'a>) -> Result<(), Unmergeable> {
    if imports.contains(&import) {
        return Ok(());
    }
    let kind = |import: &Import<'_>| std::mem::discriminant(&import.ty);
    let another = imports.iter().any(|known| kind(known) == kind(&import));
    if another || matches!(import.ty, TypeRef::Func(_)) {
        return Err(Unmergeable::Imports);
    }
    imports.push(import);
    Ok(())
}

/// One module with the functions, table entries and data of all. They define no memory,
/// table or global, and export nothing.
fn merge(modules: &[&[u8]]) -> Result<Vec<u8>, Unmergeable> {
    let mut types = TypeSection::new();
    let mut functions = FunctionSection::new();
    let mut elements = ElementSection::new();
    let mut code = CodeSection::new();
    let mut data = DataSection::new();
    let mut imports: Vec<Import<'_>> = Vec::new();
    for module in modules {
        let mut shift = Shift {
            types: types.len(),
            functions: functions.len(),
            data: data.len(),
        };
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::Version { .. }
                | Payload::CustomSection(_)
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::End(_) => {}
                // The splitter writes the list of exports even where there is none.
                Payload::ExportSection(section) if section.count() == 0 => {}
                Payload::TypeSection(section) => shift.parse_type_section(&mut types, section)?,
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        need(&mut imports, import?)?;
                    }
                }
                Payload::FunctionSection(section) => {
                    shift.parse_function_section(&mut functions, section)?;
                }
                Payload::ElementSection(section) => {
                    shift.parse_element_section(&mut elements, section)?;
                }
                Payload::CodeSectionEntry(body) => shift.parse_function_body(&mut code, body)?,
                Payload::DataSection(section) => shift.parse_data_section(&mut data, section)?,
                other => return Err(Unmergeable::Section(format!("{other:?}"))),
            }
        }
    }
    let mut whole = Module::new();
    whole.section(&types);
    let mut needed = ImportSection::new();
    for import in imports {
        Shift::default().parse_import(&mut needed, import)?;
    }
    whole.section(&needed);
    whole.section(&functions).section(&elements);
    whole.section(&DataCountSection { count: data.len() });
    whole.section(&code).section(&data);
    Ok(whole.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, Elements, EntityType, Function, GlobalType, MemoryType, RefType, TableType,
        ValType,
    };

    use super::*;

    /// A module as the splitter makes them: `answer` as function, in the table at `slot`,
    /// and a text in memory at `address`.
    fn part(answer: i32, slot: i32, address: i32, text: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import(
            "__wasm_split",
            "memory",
            EntityType::Memory(MemoryType {
                minimum: 1,
                maximum: None,
                memory64: false,
                shared: false,
                page_size_log2: None,
            }),
        );
        imports.import(
            "__wasm_split",
            "table",
            EntityType::Table(TableType {
                element_type: RefType::FUNCREF,
                minimum: 8,
                maximum: None,
                table64: false,
                shared: false,
            }),
        );
        imports.import(
            "__wasm_split",
            "base",
            EntityType::Global(GlobalType {
                val_type: ValType::I32,
                mutable: false,
                shared: false,
            }),
        );
        let mut functions = FunctionSection::new();
        functions.function(1).function(1);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(slot),
            Elements::Functions(vec![1].into()),
        );
        let mut code = CodeSection::new();
        let mut first = Function::new([]);
        first.instructions().i32_const(answer).end();
        let mut second = Function::new([]);
        // Calls its neighbour: the number must follow.
        second.instructions().call(0).end();
        code.function(&first).function(&second);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(address), text.bytes());
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&elements)
            .section(&DataCountSection { count: 1 })
            .section(&code)
            .section(&data);
        module.finish()
    }

    #[test]
    fn merged_modules_hold_what_each_held() {
        let (a, b) = (part(7, 0, 100, "one"), part(9, 1, 200, "two"));
        let whole = merge(&[&a, &b]).unwrap();
        wasmparser::Validator::new().validate_all(&whole).unwrap();
        let mut calls = Vec::new();
        let mut listed = Vec::new();
        for payload in Parser::new(0).parse_all(&whole) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            wasmparser::Operator::Call { function_index } => {
                                calls.push(format!("call {function_index}"));
                            }
                            wasmparser::Operator::I32Const { value } => {
                                calls.push(format!("is {value}"));
                            }
                            _ => {}
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let wasmparser::ElementItems::Functions(items) = element.unwrap().items
                        else {
                            panic!("functions");
                        };
                        listed.extend(items.into_iter().map(Result::unwrap));
                    }
                }
                _ => {}
            }
        }
        assert_eq!(calls, ["is 7", "call 0", "is 9", "call 2"]);
        assert_eq!(listed, [1, 3]);
        for text in ["one", "two"] {
            assert!(whole.windows(3).any(|bytes| bytes == text.as_bytes()));
        }
        assert!(merge(&[&a, b"no module"]).is_err());
    }

    #[test]
    fn what_the_first_screen_needs_is_together_and_large_pairs_stay_apart() {
        let area = |split, awaits| Statement::Area {
            split,
            module: None,
            awaits,
        };
        let statements = [
            Statement::Shared {
                variable: "__chunk_1",
                module: "chunk_1.wasm",
            },
            Statement::Shared {
                variable: "__chunk_2",
                module: "chunk_2.wasm",
            },
            Statement::Shared {
                variable: "__chunk_3",
                module: "chunk_3.wasm",
            },
            area("overview", vec!["__chunk_1"]),
            area("services", vec!["__chunk_1", "__chunk_2", "__chunk_3"]),
            area("sign_in", vec!["__chunk_2", "__chunk_3"]),
        ];
        let size = |variable: &str| if variable == "__chunk_2" { LARGE } else { 10 };
        let groups = groups(&statements, "overview", size).unwrap();
        assert_eq!(groups["__chunk_1"], "first");
        assert_eq!(groups["__chunk_2"], "services-sign-in");
        assert_eq!(groups["__chunk_3"], "common");
        let unknown = [area("overview", vec!["__chunk_9"])];
        assert!(super::groups(&unknown, "overview", size).is_err());
    }
}
