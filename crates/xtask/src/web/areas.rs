//! Which files an area needs, from the loader that the splitter writes.

use std::collections::BTreeMap;

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

/// Reads the areas out of the loader. Each area is an exported constant with
/// its own module, if it has one, and the shared ones that it waits for.
pub fn read(loader: &str) -> Outcome<Areas> {
    const SHARED: &str = "const __chunk_";
    const AREA: &str = "export const __wasm_split_load_";
    let mut shared = BTreeMap::new();
    let mut areas = Areas::new();
    // Statements end with a line `, […]);` or `, […]));`.
    let mut statement = String::new();
    for line in loader.lines() {
        if line.starts_with(SHARED) || line.starts_with(AREA) {
            statement.clear();
        }
        statement.push_str(line);
        statement.push('\n');
        if !line.trim_end().ends_with(");") || !line.contains('[') {
            continue;
        }
        if let Some(rest) = statement.strip_prefix("const ") {
            let variable = rest.split(' ').next().unwrap_or_default().to_owned();
            if let Some(module) = module(&statement) {
                shared.insert(variable, module);
            }
        } else if let Some(rest) = statement.strip_prefix(AREA) {
            let split = rest.split(' ').next().unwrap_or_default();
            let mut modules: Vec<String> = module(&statement).into_iter().collect();
            for variable in awaited(&statement) {
                let file = shared.get(variable).ok_or_else(|| {
                    Failure::new(format!("the loader does not say what `{variable}` is"))
                })?;
                modules.push(file.clone());
            }
            areas.entry(name(split)).or_default().extend(modules);
        }
    }
    Ok(areas)
}

/// The module that a statement fetches.
fn module(statement: &str) -> Option<String> {
    let (_, rest) = statement.split_once("new URL(\"./")?;
    let (file, _) = rest.split_once('"')?;
    Some(file.to_owned())
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
