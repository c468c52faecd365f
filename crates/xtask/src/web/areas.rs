//! Which files an area needs, from the loader that the splitter writes.

use std::{collections::BTreeMap, ops::Range};

use crate::failure::{Failure, Outcome};

/// The files of each area, by its name.
pub type Areas = BTreeMap<String, Vec<String>>;

/// The name of an area from the splitter's: `__overview_view_240989` is what
/// the type `Overview` of the application is called there.
pub fn name(split: &str) -> String {
    let without_hash = match split.rsplit_once('_') {
        Some((name, hash)) if !hash.is_empty() && hash.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => split,
    };
    let bare = without_hash.trim_matches('_');
    bare.strip_suffix("_view").unwrap_or(bare).replace('_', "-")
}

/// The file name, without a hash, under which a module of the splitter is
/// published: the area's for its own, `shared-3` for one of several areas.
pub fn file_stem(module: &str) -> String {
    if let Some(split) = module.strip_prefix("split_") {
        name(split)
    } else if let Some(number) = module.strip_prefix("chunk_") {
        format!("shared-{number}")
    } else {
        module.to_owned()
    }
}

/// What the loader says, piece by piece.
#[derive(Debug, PartialEq, Eq)]
pub enum Statement<'a> {
    /// A module that several areas use.
    Shared { variable: &'a str, module: &'a str },
    /// An area with its own module, if it has one, and the shared ones that it waits for.
    Area {
        split: &'a str,
        module: Option<&'a str>,
        awaits: Vec<&'a str>,
    },
}

const SHARED: &str = "const __chunk_";
const AREA: &str = "export const __wasm_split_load_";

/// The statements of the loader that fetch modules.
pub fn statements(loader: &str) -> Vec<Statement<'_>> {
    pieces(loader)
        .into_iter()
        .filter_map(|piece| statement(&loader[piece]))
        .collect()
}

/// Where the statements are that fetch modules. They end with a line `, […]);` or
/// `, […]));`.
fn pieces(loader: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in loader.split_inclusive('\n') {
        if line.starts_with(SHARED) || line.starts_with(AREA) {
            start = Some(at);
        }
        at += line.len();
        if line.trim_end().ends_with(");")
            && line.contains('[')
            && let Some(start) = start.take()
        {
            found.push(start..at);
        }
    }
    found
}

fn statement(text: &str) -> Option<Statement<'_>> {
    if let Some(rest) = text.strip_prefix(AREA) {
        Some(Statement::Area {
            split: rest.split(' ').next().unwrap_or_default(),
            module: module(text),
            awaits: awaited(text).collect(),
        })
    } else {
        let variable = text.strip_prefix("const ")?.split(' ').next()?;
        module(text).map(|module| Statement::Shared { variable, module })
    }
}

/// Reads the areas out of the loader.
pub fn read(loader: &str) -> Outcome<Areas> {
    let mut shared = BTreeMap::new();
    let mut areas = Areas::new();
    for statement in statements(loader) {
        match statement {
            Statement::Shared { variable, module } => {
                shared.insert(variable, module);
            }
            Statement::Area {
                split,
                module,
                awaits,
            } => {
                let mut modules: Vec<String> = module.map(str::to_owned).into_iter().collect();
                for variable in awaits {
                    let file = shared.get(variable).ok_or_else(|| {
                        Failure::new(format!("the loader does not say what `{variable}` is"))
                    })?;
                    modules.push((*file).to_owned());
                }
                areas.entry(name(split)).or_default().extend(modules);
            }
        }
    }
    Ok(areas)
}

/// The loader with the shared modules of each group replaced by one, `chunk_{group}.wasm`.
/// `groups` names the group of each variable.
pub fn regroup(loader: &str, groups: &BTreeMap<&str, String>) -> String {
    let variable = |group: &str| format!("__chunk_{}", group.replace('-', "_"));
    let mut ours = String::with_capacity(loader.len());
    let mut declared: Vec<&str> = Vec::new();
    let mut at = 0;
    for piece in pieces(loader) {
        ours.push_str(&loader[at..piece.start]);
        at = piece.end;
        let text = &loader[piece];
        match statement(text) {
            Some(Statement::Shared { variable: old, .. }) if groups.contains_key(old) => {
                let group = groups[old].as_str();
                if !declared.contains(&group) {
                    declared.push(group);
                    ours.push_str(&format!(
                        "const {} = makeLoad(() => {{\n    \
                         const src = fetch(new URL(\"./chunk_{group}.wasm\", import.meta.url));\n    \
                         src.catch(() => {{}});\n    \
                         return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n, []);\n",
                        variable(group)
                    ));
                }
            }
            Some(Statement::Area { awaits, .. }) => {
                let mut needed: Vec<String> = Vec::new();
                for old in awaits {
                    let new = groups
                        .get(old)
                        .map_or_else(|| old.to_owned(), |group| variable(group));
                    if !needed.contains(&new) {
                        needed.push(new);
                    }
                }
                // The list is the last thing in brackets.
                let (before, list) = text.rsplit_once('[').unwrap_or((text, ""));
                let after = list.split_once(']').map_or("", |(_, after)| after);
                ours.push_str(&format!("{before}[{}]{after}", needed.join(", ")));
            }
            _ => ours.push_str(text),
        }
    }
    ours.push_str(&loader[at..]);
    ours
}

/// The module that a statement fetches.
fn module(statement: &str) -> Option<&str> {
    let (_, rest) = statement.split_once("new URL(\"./")?;
    Some(rest.split_once('"')?.0)
}

/// The variables in the last `[…]` of a statement.
fn awaited(statement: &str) -> impl Iterator<Item = &str> {
    statement
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(list, _)| list)
        .split(',')
        .map(str::trim)
        .filter(|variable| !variable.is_empty())
}

/// The areas as lines `area<TAB>file`, to be kept beside a build.
pub fn write(areas: &Areas) -> String {
    areas
        .iter()
        .flat_map(|(area, files)| files.iter().map(move |file| format!("{area}\t{file}\n")))
        .collect()
}

/// Reads what [`write`] wrote.
pub fn read_back(text: &str) -> Areas {
    let mut areas = Areas::new();
    for (area, file) in text.lines().filter_map(|line| line.split_once('\t')) {
        areas
            .entry(area.to_owned())
            .or_default()
            .push(file.to_owned());
    }
    areas
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// In the shape of wasm-split 0.2.4.
    pub const LOADER: &str = r#"import { initSync } from "./app.js";

let sharedImports = undefined;
function getSharedImports() {
    if (sharedImports === undefined) {
        sharedImports = { __wasm_split: {  } };
        const { a, b,  } = initSync(undefined, undefined);
        Object.assign(sharedImports.__wasm_split, { a, b,  });
    }
    return sharedImports;
}
function wrapAsyncCb(callee) {
    return async (callbackIndex, callbackData) => {
        let success;
        try {
            await callee();
            success = true;
        } catch (e) {
            console.error(e);
            success = false;
        } finally {
            const sharedImports = getSharedImports();
            sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)(callbackData, success);
        }
    }
}
function makeLoad(fetcher, deps) {
    const loader = async () => {
        const parallelStuff = deps.map(d => d());
        const instantiate = fetcher();
        await Promise.all(parallelStuff);
        return instantiate(getSharedImports());
    };
    return () => loader();
}
/* __overview_view_24, __services_view_24 */
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL("./chunk_3.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load___services_view_24 = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split___services_view_24.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_3]));
export const __wasm_split_load___about_view_24 = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), []));
export const __wasm_split_load___sign_in_view_7 = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split___sign_in_view_7.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));
"#;

    #[test]
    fn shared_modules_are_fetched_by_their_group() {
        let groups = BTreeMap::from([("__chunk_3", "first".to_owned())]);
        let ours = regroup(LOADER, &groups);
        assert_eq!(
            read(&ours).unwrap()["services"],
            ["split___services_view_24.wasm", "chunk_first.wasm"]
        );
        assert!(!ours.contains("chunk_3.wasm") && !ours.contains("__chunk_3,"));
        // What fetches nothing that is shared stays to the letter.
        assert_eq!(regroup(LOADER, &BTreeMap::new()), LOADER);
    }

    #[test]
    fn names_are_those_of_the_types() {
        for (split, expected) in [
            ("__overview_view_2409892684770158201", "overview"),
            ("__sign_in_view_7", "sign-in"),
            ("heavy_thing_12", "heavy-thing"),
            ("__area_2_view_9", "area-2"),
            ("plain", "plain"),
        ] {
            assert_eq!(name(split), expected, "{split}");
        }
        assert_eq!(file_stem("split___sign_in_view_7"), "sign-in");
        assert_eq!(file_stem("chunk_3"), "shared-3");
        assert_eq!(file_stem("other"), "other");
    }

    #[test]
    fn an_area_has_its_own_module_and_the_shared_ones() {
        let areas = read(LOADER).unwrap();
        let expected: Areas = [
            ("about".to_owned(), vec![]),
            (
                "services".to_owned(),
                vec![
                    "split___services_view_24.wasm".to_owned(),
                    "chunk_3.wasm".to_owned(),
                ],
            ),
            (
                "sign-in".to_owned(),
                vec!["split___sign_in_view_7.wasm".to_owned()],
            ),
        ]
        .into();
        assert_eq!(areas, expected);
    }

    #[test]
    fn an_unknown_shared_module_is_an_error() {
        let loader = LOADER.replace("[__chunk_3]", "[__chunk_4]");
        assert!(read(&loader).is_err());
    }

    #[test]
    fn areas_survive_being_written_down() {
        let mut areas = read(LOADER).unwrap();
        areas.retain(|_, files| !files.is_empty());
        assert_eq!(read_back(&write(&areas)), areas);
    }
}
