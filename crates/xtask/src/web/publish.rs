//! From what trunk and the splitter leave to the folder that is served.
//!
//! Every file whose name carries a hash is named after its final contents, from
//! the leaves up: the areas' modules, the loader that names them, the main
//! script that names the loader, the page that names them all. So a browser
//! that keeps such a file for ever can never mix two builds.

use std::path::{Path, PathBuf};

use super::{
    areas::{self, Areas},
    compress, gather, hygiene, languages, loader, names,
    optimise::{self, Script},
    page, prune, sheets, shrink,
    size::FIRST_AREA,
};
use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    setup::Shrinkers,
};

const LOADER: &str = "__wasm_split.js";

/// Scripts of our own, by the names that the page knows them by.
const OWN_SCRIPTS: [&str; 1] = ["boot.js"];

/// Finishes the build in the stage folder and puts it in the place of the last
/// one. Without shrinkers modules and scripts stay larger.
pub fn publish(layout: &Layout, shrinkers: Option<&Shrinkers>) -> Outcome<Areas> {
    let (stage, split) = (layout.stage(), layout.split());
    let main = Main::find(&stage)?;
    let written = gather::shared(&split, &files::read_text(&split.join(LOADER))?, FIRST_AREA)?;
    let mut modules = areas_modules(&split, &main.name)?;
    let smaller = |file: &Path, kind: Script| match shrinkers {
        Some(shrinkers) => optimise::script(&shrinkers.terser, file, kind),
        None => Ok(()),
    };
    let (script, module) = (stage.join(&main.script), stage.join(&main.module));
    prune::unused_classes(&script, &module)?;
    prune::markup(&script)?;
    names::shorten(&script, &module, &written)?;
    if let Some(shrinkers) = shrinkers {
        let mut all = modules.clone();
        all.push(stage.join(&main.module));
        optimise::modules(&shrinkers.wasm_opt, &all)?;
    }
    for script in OWN_SCRIPTS.map(|script| stage.join(script)) {
        if script.exists() {
            smaller(&script, Script::Classic)?;
        }
    }

    let mut published = Vec::new();
    for module in modules.drain(..) {
        let contents = files::read(&module)?;
        let stem = module.file_stem().unwrap_or_default().to_string_lossy();
        let name = hashed(&areas::file_stem(&stem), "wasm", &contents);
        files::write(&stage.join(&name), &contents)?;
        published.push((files::address(&module, &split), name));
    }
    let areas = published_areas(areas::read(&written)?, &published)?;
    let ours = loader::rewrite(
        &written,
        published.iter().map(|(a, b)| (a.as_str(), b.as_str())),
    )?;
    let loader_file = "areas.js";
    files::write(&stage.join(loader_file), ours)?;
    smaller(&stage.join(loader_file), Script::Module)?;
    let loader_file = rehash(&stage, loader_file, "areas")?;

    let module_file = rehash(&stage, &main.module, &format!("{}_bg", main.name))?;
    let script = files::read_text(&stage.join(&main.script))?
        .replace(&format!("{}_bg.wasm", main.name), &module_file);
    files::write(
        &stage.join(&main.script),
        loader::connect(&script, &loader_file)?,
    )?;
    smaller(&stage.join(&main.script), Script::Module)?;
    let script_file = rehash(&stage, &main.script, &main.name)?;

    let index = stage.join("index.html");
    let mut html = sheets::bundle(&stage, &files::read_text(&index)?)?;
    html = html
        .replace(&main.module, &module_file)
        .replace(&main.script, &script_file);
    for file in page::references(&html) {
        let Some(stem) = stem_without_hash(&file) else {
            continue;
        };
        if file != script_file && file != module_file {
            html = html.replace(&file, &rehash(&stage, &file, &stem)?);
        }
    }
    html = page::preload_module(&html, &loader_file)?;
    page::check(&html)?;
    files::write(&index, shrink::markup(&html))?;
    let icons = stage.join("icons.svg");
    if icons.is_file() {
        files::write(&icons, shrink::markup(&files::read_text(&icons)?))?;
    }

    languages::complete(&stage)?;
    hygiene::check(&stage, shrinkers.is_some())?;
    compress::folder(&stage)?;
    files::remove_folder(&layout.dist())?;
    files::rename(&stage, &layout.dist())?;
    Ok(areas)
}

/// The main module and script, as trunk names them.
#[derive(Debug, PartialEq, Eq)]
struct Main {
    /// What the program is called.
    name: String,
    script: String,
    module: String,
}

impl Main {
    fn find(stage: &Path) -> Outcome<Self> {
        let modules: Vec<String> = files::walk(stage)?
            .iter()
            .map(|file| files::address(file, stage))
            .filter(|file| file.ends_with("_bg.wasm") && !file.contains('/'))
            .collect();
        let [module] = modules.as_slice() else {
            return Err(Failure::new(format!(
                "trunk left {} main modules in {} where one is expected",
                modules.len(),
                stage.display()
            )));
        };
        let stem = module.trim_end_matches("_bg.wasm");
        let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
        Ok(Self {
            name: name.to_owned(),
            script: format!("{stem}.js"),
            module: module.clone(),
        })
    }
}

/// The modules that the splitter made besides the main one.
fn areas_modules(split: &Path, main: &str) -> Outcome<Vec<PathBuf>> {
    let main = split.join(format!("{main}.wasm"));
    let mut modules = files::walk(split)?;
    modules.retain(|file| file.extension() == Some("wasm".as_ref()) && *file != main);
    Ok(modules)
}

fn published_areas(areas: Areas, published: &[(String, String)]) -> Outcome<Areas> {
    areas
        .into_iter()
        .map(|(area, modules)| {
            let files = modules
                .iter()
                .map(|module| {
                    published
                        .iter()
                        .find(|(from, _)| from == module)
                        .map(|(_, to)| to.clone())
                        .ok_or_else(|| Failure::new(format!("the splitter did not write {module}")))
                })
                .collect::<Outcome<Vec<_>>>()?;
            Ok((area, files))
        })
        .collect()
}

fn hashed(stem: &str, extension: &str, contents: &[u8]) -> String {
    format!("{stem}-{}.{extension}", files::content_hash(contents))
}

/// Names a file after its contents and tells the new name.
fn rehash(stage: &Path, file: &str, stem: &str) -> Outcome<String> {
    let path = stage.join(file);
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let name = hashed(stem, &extension, &files::read(&path)?);
    files::rename(&path, &stage.join(&name))?;
    Ok(name)
}

/// The stem of a file that trunk named with a hash before or after it. Only
/// such files may get another name: others are known by theirs.
fn stem_without_hash(file: &str) -> Option<String> {
    let (stem, extension) = file.rsplit_once('.')?;
    if !matches!(extension, "css" | "js") || file.contains('/') {
        return None;
    }
    let is_hash = |part: &str| {
        (9..=16).contains(&part.len())
            && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    if let Some((stem, hash)) = stem.rsplit_once('-')
        && is_hash(hash)
    {
        return Some(stem.to_owned());
    }
    let (hash, stem) = stem.split_once('-')?;
    is_hash(hash).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_trunks_hash_may_change() {
        for (file, expected) in [
            ("app-ee2b31bbfb8a0db8.css", Some("app")),
            ("1c9e5df1f7e9d9f1-boot.js", Some("boot")),
            ("data-grid-1c9e5df1f7e9d9f.css", Some("data-grid")),
            ("boot.js", None),
            ("icons.svg", None),
            ("locales/en-1c9e5df1f7e9d9f1.js", None),
            ("two-words.css", None),
            ("deadbeef.js", None),
        ] {
            assert_eq!(stem_without_hash(file).as_deref(), expected, "{file}");
        }
    }

    /// What trunk and the splitter leave for an application with two areas.
    fn fixture(layout: &Layout, main_module: &str) {
        let (stage, split) = (layout.stage(), layout.split());
        for (name, text) in [
            (
                "index.html",
                "<head><link rel=\"modulepreload\" href=\"/app-00aa00aa00aa.js\" nonce=\"{{__TRUNK NONCE__}}\">\
                 <link rel=\"stylesheet\" href=\"/one-11bb11bb11bb.css\">\
                 <link rel=\"stylesheet\" href=\"/two-22cc22cc22cc.css\"></head><body>\
                 <script type=\"module\" nonce=\"{{__TRUNK NONCE__}}\">\
                 import init from '/app-00aa00aa00aa.js';\
                 await init({ module_or_path: '/app-00aa00aa00aa_bg.wasm' });</script></body>",
            ),
            (
                "app-00aa00aa00aa.js",
                "import * as import1 from \"./__wasm_split.js\"\nfunction initSync(m) {}\n\
                 new URL('app_bg.wasm', import.meta.url);\n",
            ),
            ("one-11bb11bb11bb.css", "p {}"),
            ("two-22cc22cc22cc.css", "q {}"),
        ] {
            files::write(&stage.join(name), text).unwrap();
        }
        let mut main = wasm_encoder::Module::new();
        main.section(&wasm_encoder::CustomSection {
            name: "it says".into(),
            data: main_module.as_bytes().into(),
        });
        files::write(&stage.join("app-00aa00aa00aa_bg.wasm"), main.finish()).unwrap();
        for (name, text) in [
            ("__wasm_split.js", areas::tests::LOADER),
            ("app.wasm", "unbound main"),
            ("chunk_3.wasm", "shared"),
            ("split___services_view_24.wasm", "services"),
            ("split___sign_in_view_7.wasm", "sign-in"),
        ] {
            files::write(&split.join(name), text).unwrap();
        }
    }

    fn published(main_module: &str) -> (tempfile::TempDir, Areas, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::at(folder.path());
        fixture(&layout, main_module);
        let areas = publish(&layout, None).unwrap();
        let dist = layout.dist();
        let names = files::walk(&dist)
            .unwrap()
            .iter()
            .map(|file| files::address(file, &dist))
            .filter(|file| !compress::is_copy(Path::new(file)))
            .collect();
        (folder, areas, names)
    }

    #[test]
    fn every_mention_leads_to_a_file() {
        let (folder, areas, names) = published("main");
        let dist = folder.path().join("dist");
        for files in areas.values() {
            for file in files {
                assert!(dist.join(file).is_file(), "{file}");
            }
        }
        let html = files::read_text(&dist.join("index.html")).unwrap();
        for file in page::references(&html) {
            assert!(dist.join(&file).is_file(), "{file}");
        }
        // Each file but the page is named somewhere in the others.
        let texts: String = names
            .iter()
            .filter(|name| !name.ends_with(".wasm"))
            .map(|name| files::read_text(&dist.join(name)).unwrap())
            .collect();
        for name in names.iter().filter(|name| *name != "index.html") {
            assert!(texts.contains(name.as_str()), "{name} in {names:?}");
        }
        // And nothing of the build in progress is left in the names.
        assert!(
            !texts.contains("00aa00aa00aa")
                && !texts.contains("22cc22cc22cc")
                && !texts.contains("from \"./__wasm_split.js\"")
        );
    }

    #[test]
    fn other_contents_have_other_names() {
        let (_a, _, before) = published("main");
        let (_b, _, after) = published("another main");
        let kept: Vec<_> = before.iter().filter(|name| after.contains(name)).collect();
        // The areas' modules, the loader and the sheet did not change; the main
        // module did, and with it the script that names it.
        assert_eq!(kept.len(), before.len() - 2, "{before:?} {after:?}");
        assert!(!kept.iter().any(|name| name.starts_with("app_bg-")));
    }
}
