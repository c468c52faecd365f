//! Where the local control planes keep their data when nothing is said.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder for data of this user: `manager` under the platform's own folder
/// for such things, or `.manager` in the working directory where there is none.
pub fn default_data_dir() -> PathBuf {
    choose(std::env::consts::OS, |name| std::env::var_os(name))
}

fn choose(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    // A relative path in these would mean another folder in each working directory.
    let folder = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let parent = match os {
        "windows" => folder("LOCALAPPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Application Support")),
        _ => {
            folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        }
    };
    parent.map_or_else(
        || PathBuf::from(".manager"),
        |parent| parent.join("manager"),
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn each_platform_has_its_folder() {
        for (os, variables, expected) in [
            (
                "linux",
                &[("HOME", "/home/a")][..],
                "/home/a/.local/share/manager",
            ),
            (
                "linux",
                &[("HOME", "/home/a"), ("XDG_DATA_HOME", "/data")],
                "/data/manager",
            ),
            (
                "linux",
                &[("HOME", "/home/a"), ("XDG_DATA_HOME", "data")],
                "/home/a/.local/share/manager",
            ),
            (
                "macos",
                &[("HOME", "/Users/a")],
                "/Users/a/Library/Application Support/manager",
            ),
            ("linux", &[], ".manager"),
            ("linux", &[("HOME", "")], ".manager"),
        ] {
            let variable = |name: &str| {
                variables
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map(|(_, v)| OsString::from(v))
            };
            assert_eq!(
                choose(os, variable),
                PathBuf::from(expected),
                "{os} {variables:?}"
            );
        }
    }
}
