//! The script that fetches the modules of the areas.
//!
//! The splitter's own takes the main module's exports from the main script by
//! its file name. Names are hashes of contents, so two files cannot each name
//! the other: ours is handed the exports by the main script instead.

use crate::failure::{Failure, Outcome};

const IMPORT_START: &str = "import { initSync } from \"";
const IMPORT_END: &str = "\";\n";

/// Gets the function of the main script that returns the module's exports.
const CONNECT: &str = "let initSync;
export const connect = (exports) => { initSync = exports; };
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
    fn the_loader_is_connected_and_names_published_files() {
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
        assert!(!ours.contains("\"./chunk_3.wasm\""));
        assert!(ours.contains("new URL(\"./services-11.wasm\", import.meta.url)"));
    }

    #[test]
    fn another_shape_is_refused() {
        let loader = areas::tests::LOADER;
        assert!(rewrite(&loader.replace("initSync }", "start }"), []).is_err());
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
