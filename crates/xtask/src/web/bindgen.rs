//! The `wasm-bindgen` that trunk finds first.
//!
//! trunk runs whatever `wasm-bindgen` is first on PATH. A copy of this program
//! under that name splits the module into areas, and hands the main one to the
//! real tool with the two flags that splitting needs. The modules of the areas
//! stay out of trunk's sight: it would preload each of them.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process,
    setup::WebTools,
};

const NAME: &str = "wasm-bindgen";
const REAL: &str = "XTASK_WASM_BINDGEN";
const SPLITTER: &str = "XTASK_WASM_SPLIT";
const SPLIT_FOLDER: &str = "XTASK_SPLIT_FOLDER";

/// Whether this process was started under the tool's name.
pub fn is_wanted() -> bool {
    env::args_os().next().is_some_and(|name| {
        Path::new(&name).file_stem() == Some(NAME.as_ref()) && env::var_os(REAL).is_some()
    })
}

/// Puts the copy in its folder and prepares a command that will find it.
pub fn place(layout: &Layout, tools: &WebTools, command: &mut Command) -> Outcome {
    let folder = layout.web().join("bin");
    let copy = folder.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    let program = running_program()?;
    files::empty(&folder)?;
    std::fs::copy(&program, &copy).map_err(|e| Failure::io("copy", &program, &e))?;
    command
        .env("PATH", layout.search_path(&[folder]))
        .env(REAL, &tools.wasm_bindgen)
        .env(SPLITTER, &tools.wasm_split)
        .env(SPLIT_FOLDER, layout.split());
    Ok(())
}

/// This program's file. On Linux the system has it even after cargo has put a newly built
/// one in its place, as the tests of the workspace make it do.
fn running_program() -> Outcome<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    env::current_exe().map_err(|e| Failure::new(format!("cannot tell where this program is: {e}")))
}

/// Stands in for the tool.
pub fn stand_in() -> Outcome {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let real = from_environment(REAL)?;
    let Some(call) = Call::read(&arguments) else {
        // A question such as `--version`, which the real one answers.
        return process::run(Command::new(real).args(arguments));
    };
    let folder = from_environment(SPLIT_FOLDER)?;
    files::empty(&folder)?;
    process::run(
        Command::new(from_environment(SPLITTER)?)
            .args(["--target", "web", "--out-name", &call.name])
            .arg(&call.module)
            .arg(&folder),
    )?;
    let main = folder.join(format!("{}.wasm", call.name));
    process::run(
        Command::new(real)
            .args(&call.others)
            // The areas' modules refer to the main one's functions by the
            // names and exports that the splitter left.
            .args(["--no-demangle", "--keep-lld-exports"])
            .arg(main),
    )
}

fn from_environment(variable: &str) -> Outcome<PathBuf> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        Failure::new(format!("{variable} is not set"))
            .remedy("start the build with `cargo xtask build --release`")
    })
}

/// What trunk asks of `wasm-bindgen`.
#[derive(Debug, PartialEq, Eq)]
struct Call {
    module: PathBuf,
    name: String,
    /// All arguments but the module.
    others: Vec<OsString>,
}

impl Call {
    /// `None` if the arguments name no module.
    fn read(arguments: &[OsString]) -> Option<Self> {
        let is_module = |argument: &&OsString| {
            Path::new(argument).extension() == Some("wasm".as_ref())
                && !argument.to_string_lossy().starts_with('-')
        };
        let module = arguments.iter().find(is_module)?;
        let name = arguments
            .iter()
            .find_map(|argument| argument.to_str()?.strip_prefix("--out-name="))
            .map(str::to_owned)
            .or_else(|| Some(Path::new(module).file_stem()?.to_str()?.to_owned()))?;
        Some(Self {
            module: module.into(),
            name,
            others: arguments
                .iter()
                .filter(|argument| *argument != module)
                .cloned()
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Option<Call> {
        Call::read(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn reads_the_call_that_trunk_makes() {
        let call = read(&[
            "--target=web",
            "--out-dir=/x/wasm-bindgen/debug",
            "--out-name=app",
            "/x/wasm32-unknown-unknown/wasm/app-1.wasm",
            "--no-typescript",
        ]);
        assert_eq!(
            call,
            Some(Call {
                module: "/x/wasm32-unknown-unknown/wasm/app-1.wasm".into(),
                name: "app".into(),
                others: vec![
                    "--target=web".into(),
                    "--out-dir=/x/wasm-bindgen/debug".into(),
                    "--out-name=app".into(),
                    "--no-typescript".into(),
                ],
            })
        );
    }

    #[test]
    fn a_question_is_not_a_call() {
        assert_eq!(read(&["--version"]), None);
        assert_eq!(read(&[]), None);
    }
}
