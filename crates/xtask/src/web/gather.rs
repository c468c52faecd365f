//! Fewer and larger modules of shared code.
//!
//! The splitter makes a module for each set of areas that share a function: a handful of
//! areas make dozens, many of a few hundred bytes. Each is a request, and what is small
//! compresses badly. So what the first screen needs becomes one module, and the others come
//! together two by two as long as that makes the areas smaller in all. An area may then
//! fetch a little that only others call, which does no harm: a module does nothing by itself
//! but put its functions into the common table. A large area is closer to its budget, so a byte
//! weighs as much as the area that fetches it is large.

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

/// What one more module costs an area, in bytes of a module as the splitter leaves it: a
/// request, and that what is in one module compresses without what is in another. A byte of
/// the download is about twelve of these.
const ONE_MORE: usize = 10 * 1024;

/// Brings the shared modules in the folder together and has its loader fetch the new ones.
/// `first` is the area of the first screen.
pub fn shared(split: &Path, loader: &str, first: &str) -> Outcome<String> {
    let statements = areas::statements(loader);
    let mut modules = BTreeMap::new();
    let mut shared = BTreeMap::new();
    for statement in &statements {
        let module = match statement {
            Statement::Shared { variable, module } => {
                shared.insert(*variable, *module);
                *module
            }
            Statement::Area { module, .. } => match module {
                Some(module) => module,
                None => continue,
            },
        };
        modules.insert(module, files::read(&split.join(module))?);
    }
    let bytes = |module: &str| modules.get(module).map_or(&[][..], Vec::as_slice);
    let groups = groups(&statements, first, |module| bytes(module).len())?;
    let mut contents: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
    for (variable, group) in &groups {
        let module = shared.get(variable).copied().unwrap_or_default();
        contents.entry(group).or_default().push(bytes(module));
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

/// The group that each shared module belongs to, by the variable of its statement. `size` says
/// how large the file of a module is.
fn groups<'a>(
    statements: &[Statement<'a>],
    first: &str,
    size: impl Fn(&str) -> usize,
) -> Outcome<BTreeMap<&'a str, String>> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut weights = Weights::default();
    for statement in statements {
        match statement {
            Statement::Shared { variable, module } => {
                sizes.insert(variable, size(module));
                users.entry(variable).or_default();
            }
            Statement::Area {
                split,
                module,
                awaits,
            } => {
                for variable in awaits {
                    let known = users.get_mut(variable).ok_or_else(|| {
                        Failure::new(format!("the loader does not say what `{variable}` is"))
                    })?;
                    known.insert(areas::name(split));
                }
                let own = module.map_or(0, &size);
                weights.0.insert(areas::name(split), own);
            }
        }
    }
    let mut first_screen = Vec::new();
    let mut by_users: BTreeMap<&BTreeSet<String>, Group> = BTreeMap::new();
    for (variable, used_by) in &users {
        if used_by.contains(first) {
            first_screen.push(*variable);
        } else {
            for area in used_by {
                *weights.0.entry(area.clone()).or_default() += sizes[variable];
            }
            let group = by_users.entry(used_by).or_insert_with(|| Group {
                users: used_by.clone(),
                size: 0,
                variables: Vec::new(),
            });
            group.size += sizes[variable];
            group.variables.push(variable);
        }
    }
    let gathered = gathered(by_users.into_values().collect(), &weights);
    let mut named: BTreeMap<&str, String> = first_screen
        .into_iter()
        .map(|variable| (variable, "first".to_owned()))
        .collect();
    for (at, group) in gathered.into_iter().enumerate() {
        let users: Vec<_> = group.users.iter().map(String::as_str).collect();
        let name = match users.as_slice() {
            [_, _] => users.join("-"),
            _ => (at + 1).to_string(),
        };
        for variable in group.variables {
            named.insert(variable, name.clone());
        }
    }
    Ok(named)
}

/// What each area needs beside the first screen, in bytes as the splitter leaves them.
#[derive(Default)]
struct Weights(BTreeMap<String, usize>);

impl Weights {
    /// What an area weighs in which there is nothing, in KiB: the smallest must not pay for
    /// everything.
    const LEAST: usize = 128;

    /// How much a byte weighs that all of them fetch: in KiB, so that sums stay small.
    fn of<'a>(&self, users: impl Iterator<Item = &'a String>) -> usize {
        users
            .map(|area| self.0.get(area).map_or(0, |bytes| bytes / 1024) + Self::LEAST)
            .sum()
    }
}

/// Shared modules that become one.
struct Group<'a> {
    /// The areas that fetch it.
    users: BTreeSet<String>,
    size: usize,
    variables: Vec<&'a str>,
}

impl Group<'_> {
    /// What all areas together pay for it.
    fn cost(&self, weights: &Weights) -> usize {
        weights.of(self.users.iter()) * (self.size + ONE_MORE)
    }

    /// What joining the two would save, if anything.
    fn saving(&self, other: &Self, weights: &Weights) -> usize {
        let all = weights.of(self.users.union(&other.users));
        let together = all * (self.size + other.size + ONE_MORE);
        (self.cost(weights) + other.cost(weights)).saturating_sub(together)
    }
}

/// The groups after the two that save most have been joined, again and again, until no two
/// save anything.
fn gathered<'a>(mut groups: Vec<Group<'a>>, weights: &Weights) -> Vec<Group<'a>> {
    loop {
        let mut best = (0, 0, 0);
        for (at, one) in groups.iter().enumerate() {
            for (before, other) in groups[..at].iter().enumerate() {
                let saving = one.saving(other, weights);
                if saving > best.0 {
                    best = (saving, before, at);
                }
            }
        }
        let (saving, into, at) = best;
        if saving == 0 {
            return groups;
        }
        let joined = groups.remove(at);
        let group = &mut groups[into];
        group.users.extend(joined.users);
        group.size += joined.size;
        group.variables.extend(joined.variables);
    }
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

    fn area<'a>(split: &'a str, awaits: Vec<&'a str>) -> Statement<'a> {
        Statement::Area {
            split,
            module: None,
            awaits,
        }
    }

    #[test]
    fn what_the_first_screen_needs_is_together_and_large_modules_stay_apart() {
        let shared = |variable, module| Statement::Shared { variable, module };
        let statements = [
            shared("__chunk_1", "chunk_1.wasm"),
            shared("__chunk_2", "chunk_2.wasm"),
            shared("__chunk_3", "chunk_3.wasm"),
            shared("__chunk_4", "chunk_4.wasm"),
            area("overview", vec!["__chunk_1"]),
            area("services", vec!["__chunk_1", "__chunk_2", "__chunk_3"]),
            area("sign_in", vec!["__chunk_2", "__chunk_4"]),
            area("vault", vec!["__chunk_3", "__chunk_4"]),
        ];
        let size = |module: &str| match module {
            "chunk_2.wasm" => 20 * ONE_MORE,
            _ => 10,
        };
        let groups = groups(&statements, "overview", size).unwrap();
        assert_eq!(groups["__chunk_1"], "first");
        assert_eq!(groups["__chunk_2"], "services-sign-in");
        // Two small ones are one request less for the area that needs both.
        assert_eq!(groups["__chunk_3"], groups["__chunk_4"]);
        assert_ne!(groups["__chunk_3"], groups["__chunk_2"]);
        let unknown = [area("overview", vec!["__chunk_9"])];
        assert!(super::groups(&unknown, "overview", size).is_err());
    }

    #[test]
    fn a_small_area_takes_what_a_large_one_must_not() {
        let group = |users: &[&str], variable| Group {
            users: users.iter().map(|area| (*area).to_owned()).collect(),
            size: 2 * ONE_MORE / 3,
            variables: vec![variable],
        };
        let joined = |sizes: [usize; 2]| {
            let weights = ["tickets", "toasts"]
                .map(str::to_owned)
                .into_iter()
                .zip(sizes);
            let both = group(&["tickets", "toasts"], "both");
            let one = group(&["tickets"], "one");
            gathered(vec![both, one], &Weights(weights.collect())).len() == 1
        };
        assert!(joined([900 * 1024, 10 * 1024]));
        assert!(!joined([10 * 1024, 900 * 1024]));
    }

    #[test]
    fn no_two_groups_that_are_left_save_anything() {
        let areas = ["a", "b", "c", "d", "e"];
        // Each set of areas, with sizes from nothing to large.
        let groups = (1_usize..32).map(|set| Group {
            users: (0..5)
                .filter(|bit| set >> bit & 1 == 1)
                .map(|bit| areas[bit].to_owned())
                .collect(),
            size: (set * 7919) % (6 * ONE_MORE),
            variables: vec!["module"],
        });
        let groups: Vec<_> = groups.collect();
        // One area is much larger than the others.
        let sizes = areas.map(|area| (area.to_owned(), if area == "c" { 900 } else { 90 } * 1024));
        let weights = Weights(sizes.into());
        let cost = |groups: &[Group<'_>]| -> usize {
            groups.iter().map(|group| group.cost(&weights)).sum()
        };
        let before = cost(&groups);
        let left = gathered(groups, &weights);
        let after = cost(&left);
        assert!(after < before);
        assert_eq!(
            left.iter()
                .map(|group| group.variables.len())
                .sum::<usize>(),
            31
        );
        for (at, one) in left.iter().enumerate() {
            for other in &left[..at] {
                assert_eq!(one.saving(other, &weights), 0);
            }
        }
    }
}
