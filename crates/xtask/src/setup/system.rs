//! What comes from the system's packages: Node, Chromium and its driver, Python
//! and openssl.

use std::{
    env,
    path::PathBuf,
    process::Command,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use super::version::Version;
use crate::{
    failure::{Failure, Outcome},
    process, say,
};

/// The oldest Node that the browser tests run on.
pub const NODE_FOR_TESTS: Version = Version(20, 0, 0);
/// The oldest Node that wasm-opt runs on.
pub const NODE_FOR_SHRINKERS: Version = Version(18, 0, 0);

/// The browser of the tests.
#[derive(Debug, Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// Something that the system provides, and the Debian packages it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Node,
    Browser,
    Python,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Node, Self::Browser, Self::Python];

    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Node => &["nodejs", "npm"],
            Self::Browser => &["chromium", "chromium-driver"],
            Self::Python => &["python3", "python3-venv", "openssl"],
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Node => node_version().is_some() && find(&["npm"]).is_some(),
            Self::Browser => browser().is_some(),
            Self::Python => python().is_some() && find(&["openssl"]).is_some(),
        }
    }
}

/// Node of at least that version, and npm.
pub fn ensure_node(oldest: Version) -> Outcome {
    install_missing(&[Part::Node]);
    let what = match node_version() {
        Some(version) if version < oldest => format!("Node {version} is too old"),
        Some(_) if find(&["npm"]).is_some() => return Ok(()),
        Some(_) => "npm is missing".to_owned(),
        None => "Node and npm are missing".to_owned(),
    };
    Err(Failure::new(what).remedy(format!(
        "install Node {} or newer with npm (Debian and Ubuntu: `apt-get install nodejs npm`; where \
         that is older, from nodejs.org)",
        oldest.0
    )))
}

/// Chromium and a driver of the same major version.
pub fn ensure_browser() -> Outcome<Browser> {
    install_missing(&[Part::Browser]);
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

/// A Python that can make virtual environments, and openssl beside it: what the
/// tests with the official clients need besides Node.
pub fn ensure_python() -> Outcome<PathBuf> {
    install_missing(&[Part::Python]);
    let missing = |what: &str, packages: &str| {
        Failure::new(format!("{what} is missing")).remedy(format!(
            "install it (Debian and Ubuntu: `apt-get install {packages}`)"
        ))
    };
    find(&["openssl"]).ok_or_else(|| missing("openssl", "openssl"))?;
    python().ok_or_else(|| missing("Python 3 with its `venv` module", "python3 python3-venv"))
}

/// Installs the packages of those parts that are missing, where we may. Each
/// part is tried once per run; whether it helped is for those to find out who
/// need it.
pub fn install_missing(parts: &[Part]) {
    static TRIED: Mutex<Vec<Part>> = Mutex::new(Vec::new());
    let mut tried = TRIED.lock().unwrap_or_else(PoisonError::into_inner);
    let missing: Vec<Part> = parts
        .iter()
        .copied()
        .filter(|part| !tried.contains(part) && !part.is_there())
        .collect();
    if missing.is_empty() {
        return;
    }
    tried.extend(&missing);
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|part| part.packages().iter().copied())
        .collect();
    let Some(rights) = rights() else {
        say::note(&format!(
            "missing: {}. Packages can only be installed as root, or with sudo without a \
             password, on a system with apt",
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
