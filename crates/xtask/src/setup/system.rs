//! What comes from the system's packages: Node, Chromium and its driver, and
//! Python's virtual environments.

use std::{env, path::PathBuf, process::Command, sync::Once, time::Instant};

use super::version::Version;
use crate::{
    failure::{Failure, Outcome},
    process, say,
};

/// The oldest Node that the browser tests run on.
const OLDEST_NODE: Version = Version(20, 0, 0);

/// The browser of the tests.
#[derive(Debug, Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// Something that the system provides, and the Debian packages it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Node,
    Browser,
    Python,
}

impl Part {
    const ALL: [Self; 3] = [Self::Node, Self::Browser, Self::Python];

    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Node => &["nodejs", "npm"],
            Self::Browser => &["chromium", "chromium-driver"],
            Self::Python => &["python3", "python3-venv"],
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Node => node_version().is_some() && find(&["npm"]).is_some(),
            Self::Browser => browser().is_some(),
            Self::Python => python().is_some(),
        }
    }
}

/// Node and npm, recent enough.
pub fn ensure_node() -> Outcome {
    let provide = "install Node 20 or newer with npm (Debian and Ubuntu: `apt-get install nodejs \
                   npm`; older releases of them carry an older Node: then from nodejs.org)";
    if !Part::Node.is_there() {
        install_missing();
    }
    match node_version() {
        Some(version) if version >= OLDEST_NODE && find(&["npm"]).is_some() => Ok(()),
        Some(version) if version < OLDEST_NODE => {
            Err(Failure::new(format!("Node {version} is too old")).remedy(provide))
        }
        _ => Err(Failure::new("Node and npm are missing").remedy(provide)),
    }
}

/// Chromium and a driver of the same major version.
pub fn ensure_browser() -> Outcome<Browser> {
    if !Part::Browser.is_there() {
        install_missing();
    }
    let browser = browser().ok_or_else(|| {
        Failure::new("Chromium or its driver is missing").remedy(
            "install both (Debian: `apt-get install chromium chromium-driver`), or set CHROMIUM \
             and CHROMEDRIVER to the two programs",
        )
    })?;
    let major = |program: &PathBuf| {
        let answer = process::read(Command::new(program).arg("--version"))?;
        Version::find(&answer)
            .map(|version| version.0)
            .ok_or_else(|| Failure::new(format!("{} does not tell its version", program.display())))
    };
    let (chromium, driver) = (major(&browser.chromium)?, major(&browser.chromedriver)?);
    if chromium == driver {
        Ok(browser)
    } else {
        Err(Failure::new(format!(
            "Chromium is version {chromium}, its driver version {driver}"
        ))
        .remedy(
            "update both together, or set CHROMIUM and CHROMEDRIVER to two programs that match",
        ))
    }
}

/// A Python that can make virtual environments.
pub fn ensure_python() -> Outcome<PathBuf> {
    if !Part::Python.is_there() {
        install_missing();
    }
    python().ok_or_else(|| {
        Failure::new("Python 3 with its `venv` module is missing")
            .remedy("install it (Debian and Ubuntu: `apt-get install python3 python3-venv`)")
    })
}

/// Installs the packages of all missing parts, once per run, where we may.
/// Whether it helped is for those to find out who need the part.
pub fn install_missing() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let packages: Vec<&str> = Part::ALL
            .into_iter()
            .filter(|part| !part.is_there())
            .flat_map(|part| part.packages().iter().copied())
            .collect();
        if packages.is_empty() {
            return;
        }
        let Some(rights) = rights() else {
            say::note(&format!(
                "{} would be needed; packages can only be installed as root, or with sudo \
                 without a password, on a system with apt",
                packages.join(", ")
            ));
            return;
        };
        say::step(
            &format!(
                "Installing {} from the system's packages",
                packages.join(", ")
            ),
            Some("2 minutes"),
        );
        let began = Instant::now();
        let apt = |arguments: &[&str]| process::run(rights.apt().args(arguments));
        let mut install = vec!["install", "--yes", "--no-install-recommends"];
        install.extend(&packages);
        match apt(&["update", "--quiet"]).and_then(|()| apt(&install)) {
            Ok(()) => say::note(&format!("done in {}", say::elapsed(began))),
            Err(failure) => say::note(&format!("{failure}; going on without")),
        }
    });
}

/// How we may install packages.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn apt(self) -> Command {
        let mut command = match self {
            Self::Root => Command::new("apt-get"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                sudo
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}

fn rights() -> Option<Rights> {
    find(&["apt-get"])?;
    let user = process::read(Command::new("id").arg("-u")).ok()?;
    if user.trim() == "0" {
        Some(Rights::Root)
    } else {
        process::works(Command::new("sudo").args(["-n", "true"])).then_some(Rights::Sudo)
    }
}

fn node_version() -> Option<Version> {
    Version::find(&process::read(Command::new("node").arg("--version")).ok()?)
}

fn browser() -> Option<Browser> {
    let named = |variable: &str| {
        env::var_os(variable)
            .map(PathBuf::from)
            .filter(|program| program.is_file())
    };
    Some(Browser {
        chromium: named("CHROMIUM").or_else(|| {
            find(&[
                "chromium",
                "chromium-browser",
                "google-chrome-stable",
                "google-chrome",
            ])
        })?,
        chromedriver: named("CHROMEDRIVER").or_else(|| find(&["chromedriver"]))?,
    })
}

fn python() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    process::on_path("python3", &path)
        .into_iter()
        // Debian ships `venv` without what it needs to work.
        .find(|python| process::works(Command::new(python).args(["-c", "import venv, ensurepip"])))
}

/// The first of these programs that is on PATH.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .find_map(|name| process::on_path(name, &path).into_iter().next())
}
