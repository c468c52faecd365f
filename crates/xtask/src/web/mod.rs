//! The application as a browser loads it: trunk's build, split by area, made
//! small, named after contents and compressed, in `dist/`.

mod areas;
pub mod bindgen;
mod compress;
mod fingerprint;
mod gather;
mod hygiene;
mod languages;
mod loader;
mod names;
mod optimise;
mod page;
mod prune;
mod publish;
mod sections;
mod sheets;
mod shrink;
pub mod size;

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use fingerprint::Fingerprint;
use size::Sizes;

use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process, say,
    setup::{Shrinkers, WebTools, rust},
};

/// Builds the application unless nothing changed, and measures it. Without
/// shrinkers the result works, but is a larger download.
pub fn build(layout: &Layout, tools: &WebTools, shrinkers: Option<&Shrinkers>) -> Outcome<Sizes> {
    // Two builds at once would empty each other's folders. Held until the end of this
    // function; the system takes it back from a build that was killed.
    let _turn = turn(layout)?;
    let inputs = Fingerprint::of_inputs(layout, &tool_versions(tools, shrinkers)?)?;
    let areas_file = layout.web().join("areas.tsv");
    if let Some(areas) = unchanged(layout, &inputs, &areas_file)? {
        say::note("the application in dist/ is up to date");
        return Sizes::measure(&layout.dist(), &areas);
    }
    say::step(
        "Building the application with trunk",
        Some("3 minutes the first time"),
    );
    let began = Instant::now();
    trunk(layout, tools)?;
    say::step(
        "Making it small and naming files after their contents",
        Some("20 seconds"),
    );
    let areas = publish::publish(layout, shrinkers)?;
    files::write(&areas_file, areas::write(&areas))?;
    let made = Fingerprint::of_folder(&layout.dist())?;
    files::write(
        &stamp(layout),
        format!("{}\n{}\n", inputs.as_str(), made.as_str()),
    )?;
    say::note(&format!("done in {}", say::elapsed(began)));
    Sizes::measure(&layout.dist(), &areas)
}

/// Waits until no other build of this tree is under way.
fn turn(layout: &Layout) -> Outcome<std::fs::File> {
    let path = layout.web().join("turn");
    files::write(&path, "")?;
    let failed = |error: std::io::Error| {
        Failure::new(format!("{} could not be locked: {error}", path.display()))
            .remedy("check that the folder target/ is writable")
    };
    let file = std::fs::File::open(&path).map_err(failed)?;
    if file.try_lock().is_err() {
        say::note("waiting for another build of the application to end");
        file.lock().map_err(failed)?;
    }
    Ok(file)
}

/// The areas of the application in `dist/`, if it was made from these inputs
/// and nobody touched it since.
fn unchanged(
    layout: &Layout,
    inputs: &Fingerprint,
    areas_file: &Path,
) -> Outcome<Option<areas::Areas>> {
    let Ok(stamp) = files::read_text(&stamp(layout)) else {
        return Ok(None);
    };
    if !layout.dist().is_dir() {
        return Ok(None);
    }
    let made = Fingerprint::of_folder(&layout.dist())?;
    let same = stamp.lines().eq([inputs.as_str(), made.as_str()]);
    Ok(match files::read_text(areas_file) {
        Ok(text) if same => Some(areas::read_back(&text)),
        _ => None,
    })
}

fn stamp(layout: &Layout) -> PathBuf {
    layout.web().join("built-from")
}

fn trunk(layout: &Layout, tools: &WebTools) -> Outcome {
    files::empty(&layout.stage())?;
    let mut command = Command::new(&tools.trunk);
    for (name, _) in std::env::vars_os() {
        // The build is the same for everyone.
        if name.to_string_lossy().starts_with("TRUNK_") {
            command.env_remove(&name);
        }
    }
    command
        .arg("build")
        .args(["--cargo-profile", "wasm", "--features", "split", "--dist"])
        .arg(layout.stage())
        .current_dir(layout.root())
        .env("CARGO_TARGET_DIR", layout.web())
        // Added to those in `.cargo/config.toml`, which hold for the tests too.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            rust_flags()?,
        )
        .envs(STANDARD_LIBRARY)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // The messages say what is wrong; where in trunk helps nobody.
        .env("RUST_BACKTRACE", "0")
        // trunk takes only `true` and `false` for it.
        .env_remove("NO_COLOR");
    bindgen::place(layout, tools, &mut command)?;
    process::run(&mut command).map_err(|failure| {
        Failure::new(format!("the application could not be built: {failure}"))
            .remedy("see the messages of trunk and cargo above")
    })
}

/// The standard library is compiled with the application: the one that comes with the
/// compiler is made for speed, and every panic in it has a text and a place. That is 25 KB of
/// the first screen. It takes options that the compiler does not yet promise to keep, so the
/// last one lets a stable compiler have them; the application itself uses nothing of the kind.
const STANDARD_LIBRARY: [(&str, &str); 3] = [
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("RUSTC_BOOTSTRAP", "1"),
];

/// The splitter needs to know who refers to what. A panic stops the program at once, without
/// the words that it would have said: they may not be logged, as they could hold what an API
/// sent. And where a machine keeps its crates and its compiler is nobody else's business.
fn rust_flags() -> Outcome<String> {
    let mut flags = [
        "-Clink-args=--emit-relocs",
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Zlocation-detail=none",
        "-Zfmt-debug=none",
    ]
    .join(" ");
    let mut hide = |folder: &Path, name: &str| {
        flags.push_str(&format!(" --remap-path-prefix={}={name}", folder.display()));
    };
    hide(&rust::sysroot()?, "rust");
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    for index in home
        .iter()
        .flat_map(|home| std::fs::read_dir(home.join("registry/src")).ok())
    {
        for folder in index.flatten() {
            hide(&folder.path(), "crates");
        }
    }
    Ok(flags)
}

fn tool_versions(tools: &WebTools, shrinkers: Option<&Shrinkers>) -> Outcome<Vec<String>> {
    let rustc = process::read(Command::new("rustc").arg("--version"))?;
    let version = |program: &Path| process::read(Command::new(program).arg("--version"));
    let shrinkers = match shrinkers {
        Some(shrinkers) => [version(&shrinkers.wasm_opt)?, version(&shrinkers.terser)?].join(" "),
        None => "no shrinkers".to_owned(),
    };
    // The splitter tells no version; it is pinned in this program's source.
    Ok(vec![
        rustc,
        version(&tools.trunk)?,
        version(&tools.wasm_bindgen)?,
        shrinkers,
    ])
}

/// Does the same work on several things, on all cores.
fn each<T: Sync>(things: &[T], work: impl Fn(&T) -> Outcome + Sync) -> Outcome {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let next = AtomicUsize::new(0);
    let worker = || -> Outcome {
        while let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(thing)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        handles.into_iter().try_for_each(|handle| {
            handle
                .join()
                .unwrap_or_else(|_| Err(Failure::new("a worker stopped unexpectedly")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn every_thing_is_done_once_and_a_failure_is_kept() {
        let things: Vec<u32> = (0..50).collect();
        let done = Mutex::new(Vec::new());
        each(&things, |thing| {
            done.lock().unwrap().push(*thing);
            Ok(())
        })
        .unwrap();
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, things);
        let outcome = each(&things, |thing| {
            if *thing == 7 {
                Err(Failure::new("seven"))
            } else {
                Ok(())
            }
        });
        assert_eq!(outcome, Err(Failure::new("seven")));
    }
}
