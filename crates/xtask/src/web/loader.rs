//! The script that fetches the modules of the areas.
//!
//! The splitter's own takes the main module's exports from the main script by
//! its file name, and gives up at the first failure, upon which the application
//! dies. Ours is handed the exports (names are hashes of contents, so two files
//! cannot each name the other), tries three times, and leaves the rest to the
//! page.

use crate::failure::{Failure, Outcome};

const IMPORT_START: &str = "import { initSync } from \"";
const IMPORT_END: &str = "\";\n";

/// Gets the function of the main script that returns the module's exports.
const CONNECT: &str = "let initSync;
export const connect = (exports) => { initSync = exports; };
";

const GIVES_UP: &str = "        let success;
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
";

/// The event tells the page that an area could not be fetched. Without an answer
/// to the application the route stays as it is: the page offers to load again,
/// and what is on the screen is not lost.
const PERSEVERES: &str = "        for (const pause of [500, 2000, undefined]) {
            try {
                await callee();
                break;
            } catch (error) {
                if (pause === undefined) {
                    dispatchEvent(new CustomEvent(\"manager:area-unavailable\", { detail: { error } }));
                    return;
                }
                await new Promise((resolve) => setTimeout(resolve, pause));
            }
        }
        const sharedImports = getSharedImports();
        sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)(callbackData, true);
";

/// The loader as we publish it; `published` gives the file name for each of the
/// splitter's modules.
pub fn rewrite<'a>(
    loader: &str,
    published: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Outcome<String> {
    let unknown = |part: &str| {
        Failure::new(format!("the splitter's loader has no {part} that we know")).remedy(
            "the splitting tool has changed: adapt crates/xtask/src/web/loader.rs to its version",
        )
    };
    let start = loader
        .find(IMPORT_START)
        .ok_or_else(|| unknown("import of the main script"))?;
    let end = loader[start..]
        .find(IMPORT_END)
        .map(|length| start + length + IMPORT_END.len())
        .ok_or_else(|| unknown("import of the main script"))?;
    let mut ours = format!("{}{CONNECT}{}", &loader[..start], &loader[end..]);
    if !ours.contains(GIVES_UP) {
        return Err(unknown("handling of failures"));
    }
    ours = ours.replace(GIVES_UP, PERSEVERES);
    for (module, file) in published {
        let named = format!("\"./{module}\"");
        if !ours.contains(&named) {
            return Err(unknown(&format!("mention of {module}")));
        }
        ours = ours.replace(&named, &format!("\"./{file}\""));
    }
    Ok(ours)
}

/// The main script, taking the loader under its published name and handing it
/// the exports.
pub fn connect(script: &str, loader_file: &str) -> Outcome<String> {
    const IMPORT: &str = "from \"./__wasm_split.js\"";
    let script_with_single = script.replace("from './__wasm_split.js'", IMPORT);
    if !script_with_single.contains(IMPORT) || !script.contains("function initSync(") {
        return Err(
            Failure::new("the main script does not import the loader of the areas").remedy(
                "does the application declare an area, and is it built with the feature `split`?",
            ),
        );
    }
    let mut ours = script_with_single.replace(IMPORT, &format!("from \"./{loader_file}\""));
    ours.push_str(&format!(
        "\nimport {{ connect as connectAreas }} from \"./{loader_file}\";\nconnectAreas(initSync);\n"
    ));
    Ok(ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::areas;

    #[test]
    fn the_loader_is_connected_perseveres_and_names_published_files() {
        let ours = rewrite(
            areas::tests::LOADER,
            [
                ("chunk_3.wasm", "shared-3-00.wasm"),
                ("split___services_view_24.wasm", "services-11.wasm"),
                ("split___sign_in_view_7.wasm", "sign-in-22.wasm"),
            ],
        )
        .unwrap();
        assert!(!ours.contains("app.js"), "{ours}");
        assert!(ours.contains("export const connect"));
        assert!(ours.contains("\"manager:area-unavailable\""));
        assert!(!ours.contains("success = false"));
        assert!(!ours.contains("\"./chunk_3.wasm\""));
        assert!(ours.contains("new URL(\"./services-11.wasm\", import.meta.url)"));
    }

    #[test]
    fn another_shape_is_refused() {
        let loader = areas::tests::LOADER;
        for changed in [
            loader.replace("initSync }", "start }"),
            loader.replace("console.error(e);", ""),
        ] {
            assert!(rewrite(&changed, []).is_err());
        }
        assert!(rewrite(loader, [("chunk_9.wasm", "x.wasm")]).is_err());
    }

    #[test]
    fn the_main_script_takes_the_published_loader() {
        let script = "import * as import1 from \"./__wasm_split.js\"\n\
            const imports = { \"./__wasm_split.js\": import1 };\n\
            function initSync(module) {}\nexport { initSync };\n";
        let ours = connect(script, "areas-77.js").unwrap();
        assert!(ours.starts_with("import * as import1 from \"./areas-77.js\""));
        // The key is what the module asks for: it stays.
        assert!(ours.contains("\"./__wasm_split.js\": import1"));
        assert!(ours.ends_with("connectAreas(initSync);\n"));
        assert!(connect("export {};", "areas-77.js").is_err());
    }
}
