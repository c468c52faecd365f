//! What a browser downloads, and whether that is within the budgets.

use std::{fmt::Write as _, path::Path};

use super::{areas::Areas, compress, page};
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Brotli bytes of all that the first screen after signing in needs.
pub const FIRST_SCREEN_BUDGET: usize = 200 * 1024;
/// Brotli bytes that opening one more area may add.
pub const AREA_BUDGET: usize = 100 * 1024;

/// The area that is opened after signing in.
pub const FIRST_AREA: &str = "overview";

/// Bytes of one or several files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl std::iter::Sum for Bytes {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |a, b| Self {
            raw: a.raw + b.raw,
            gzip: a.gzip + b.gzip,
            brotli: a.brotli + b.brotli,
        })
    }
}

/// A file as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub file: String,
    pub bytes: Bytes,
}

/// What one screen makes the browser fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    pub name: String,
    pub bytes: Bytes,
    pub budget: usize,
}

impl Screen {
    fn is_within(&self) -> bool {
        self.bytes.brotli <= self.budget
    }
}

/// The sizes of a finished application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    pub assets: Vec<Asset>,
    pub screens: Vec<Screen>,
}

impl Sizes {
    /// Measures the files of a finished application.
    pub fn measure(dist: &Path, areas: &Areas) -> Outcome<Self> {
        let mut assets = Vec::new();
        for file in files::walk(dist)? {
            if !compress::is_copy(&file) {
                assets.push(Asset {
                    file: files::address(&file, dist),
                    bytes: bytes(&file)?,
                });
            }
        }
        let html = files::read_text(&dist.join("index.html"))?;
        Self::of(assets, &page::references(&html), areas)
    }

    /// Adds up what each screen needs: the first one the page with all that it
    /// refers to, the English catalogue and its own area; another area what the
    /// first did not bring already.
    fn of(assets: Vec<Asset>, references: &[String], areas: &Areas) -> Outcome<Self> {
        let first_area = areas.get(FIRST_AREA).ok_or_else(|| {
            Failure::new(format!(
                "no area is called `{FIRST_AREA}`; there are: {}",
                areas.keys().cloned().collect::<Vec<_>>().join(", ")
            ))
            .remedy("the budget of the first screen is measured on the area of that name")
        })?;
        let is_first = |file: &String| {
            file == "index.html"
                || references.contains(file)
                || first_area.contains(file)
                || is_english(file)
        };
        let total = |wanted: &dyn Fn(&String) -> bool| {
            assets
                .iter()
                .filter(|asset| wanted(&asset.file))
                .map(|asset| asset.bytes)
                .sum::<Bytes>()
        };
        let mut screens = vec![Screen {
            name: format!("first screen ({FIRST_AREA})"),
            bytes: total(&is_first),
            budget: FIRST_SCREEN_BUDGET,
        }];
        // Whoever reads another language fetches that in place of English.
        for asset in &assets {
            if let Some(language) = other_language(&asset.file) {
                let own =
                    |file: &String| !is_english(file) && is_first(file) || *file == asset.file;
                screens.push(Screen {
                    name: format!("first screen in {language}"),
                    bytes: total(&own),
                    budget: FIRST_SCREEN_BUDGET,
                });
            }
        }
        for (area, files) in areas {
            if area != FIRST_AREA {
                let own = own_files(area);
                screens.push(Screen {
                    name: format!("area {area} adds"),
                    bytes: total(&|file| {
                        (files.contains(file) || own.contains(file)) && !is_first(file)
                    }),
                    budget: AREA_BUDGET,
                });
            }
        }
        Ok(Self { assets, screens })
    }

    /// The table for the terminal.
    pub fn table(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, raw: &str, gzip: &str, brotli: &str, budget: &str| {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{}",
                format!("{name:<44}{raw:>11}{gzip:>11}{brotli:>11}{budget:>11}").trim_end()
            );
        };
        line("file", "raw", "gzip", "brotli", "");
        let mut assets: Vec<&Asset> = self.assets.iter().collect();
        assets.sort_by_key(|asset| std::cmp::Reverse(asset.bytes.brotli));
        for asset in assets {
            let Bytes { raw, gzip, brotli } = asset.bytes;
            line(&asset.file, &shown(raw), &shown(gzip), &shown(brotli), "");
        }
        line("", "", "", "", "");
        line("screen", "raw", "gzip", "brotli", "budget");
        for screen in &self.screens {
            let Bytes { raw, gzip, brotli } = screen.bytes;
            line(
                &screen.name,
                &shown(raw),
                &shown(gzip),
                &shown(brotli),
                &shown(screen.budget),
            );
        }
        text
    }

    /// Fails if a screen needs more than it may.
    pub fn check(&self) -> Outcome {
        let over: Vec<String> = self
            .screens
            .iter()
            .filter(|screen| !screen.is_within())
            .map(|screen| {
                format!(
                    "{}: {} of brotli where {} are allowed",
                    screen.name,
                    shown(screen.bytes.brotli),
                    shown(screen.budget)
                )
            })
            .collect();
        if over.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!(
                "the application is too large\n  {}",
                over.join("\n  ")
            ))
            .remedy(
                "see in the table which file grew. What only one area uses must not be reachable \
                 from the shell or from another area",
            ))
        }
    }
}

/// Whether it is what the first screen says, in English, on which the budget is measured.
fn is_english(file: &str) -> bool {
    file == "locales/en.json"
}

/// The language of which it is what the first screen says, if that is not English.
fn other_language(file: &str) -> Option<&str> {
    let language = file.strip_prefix("locales/")?.strip_suffix(".json")?;
    (!language.contains('/') && !is_english(file)).then_some(language)
}

/// The texts and the sheet that an area brings besides its code, where it has any.
fn own_files(area: &str) -> [String; 2] {
    let name = area.replace('-', "_");
    [
        format!("locales/en/{name}.json"),
        format!("areas/{name}.css"),
    ]
}

/// A file with the lengths of its compressed copies. What has none is sent as it
/// is: so is the page, which is different in each answer.
fn bytes(file: &Path) -> Outcome<Bytes> {
    let raw = files::read(file)?.len();
    let sent_as = |extension: &str| -> Outcome<usize> {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        let copy = Path::new(&name);
        if copy.exists() {
            Ok(files::read(copy)?.len())
        } else {
            Ok(raw)
        }
    };
    Ok(Bytes {
        raw,
        gzip: sent_as("gz")?,
        brotli: sent_as("br")?,
    })
}

/// `12.3 KB`; a KB is 1024 bytes.
fn shown(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(file: &str, brotli: usize) -> Asset {
        Asset {
            file: file.to_owned(),
            bytes: Bytes {
                raw: brotli * 3,
                gzip: brotli * 2,
                brotli,
            },
        }
    }

    fn areas() -> Areas {
        [
            ("overview", vec!["overview.wasm", "shared-1.wasm"]),
            (
                "services",
                vec!["services.wasm", "shared-1.wasm", "shared-2.wasm"],
            ),
            ("sign-in", vec!["sign-in.wasm"]),
        ]
        .into_iter()
        .map(|(area, files)| {
            (
                area.to_owned(),
                files.into_iter().map(str::to_owned).collect(),
            )
        })
        .collect()
    }

    fn sizes(main: usize, services: usize) -> Sizes {
        let assets = vec![
            asset("index.html", 1),
            asset("app.wasm", main),
            asset("locales/en.json", 20),
            asset("locales/fr.json", 1_000_000),
            asset("overview.wasm", 300),
            asset("shared-1.wasm", 4_000),
            asset("services.wasm", services),
            asset("shared-2.wasm", 60_000),
            asset("sign-in.wasm", 700_000),
            asset("locales/en/sign_in.json", 6_000),
            asset("locales/fr/sign_in.json", 1_000_000),
            asset("areas/sign_in.css", 50),
        ];
        Sizes::of(assets, &["app.wasm".to_owned()], &areas()).unwrap()
    }

    fn brotli(sizes: &Sizes, name: &str) -> usize {
        sizes
            .screens
            .iter()
            .find(|screen| screen.name.contains(name))
            .unwrap()
            .bytes
            .brotli
    }

    #[test]
    fn screens_add_up_what_they_fetch() {
        let sizes = sizes(100_000, 5_000);
        assert_eq!(brotli(&sizes, "overview"), 1 + 100_000 + 20 + 300 + 4_000);
        let in_french = 1 + 100_000 + 1_000_000 + 300 + 4_000;
        assert_eq!(brotli(&sizes, "screen in fr"), in_french);
        // The shared module came with the first screen.
        assert_eq!(brotli(&sizes, "services"), 5_000 + 60_000);
        assert_eq!(brotli(&sizes, "sign-in"), 700_000 + 6_000 + 50);
    }

    #[test]
    fn budgets_hold_to_the_byte() {
        let fixed = 1 + 20 + 300 + 4_000;
        let only = |mut sizes: Sizes, name: &str| {
            sizes.screens.retain(|screen| screen.name.contains(name));
            sizes.check()
        };
        let main = FIRST_SCREEN_BUDGET - fixed;
        assert!(only(sizes(main, 0), "overview").is_ok());
        assert!(only(sizes(main + 1, 0), "overview").is_err());
        let services = AREA_BUDGET - 60_000;
        assert!(only(sizes(0, services), "services").is_ok());
        let failure = only(sizes(0, services + 1), "services").unwrap_err();
        assert!(failure.to_string().contains("area services"));
    }

    #[test]
    fn without_the_first_area_there_is_no_verdict() {
        let mut areas = areas();
        areas.remove("overview");
        assert!(Sizes::of(vec![asset("index.html", 1)], &[], &areas).is_err());
    }

    #[test]
    fn files_count_by_their_copies_and_the_page_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path();
        let html = "<head><link rel=stylesheet href=\"/app.css\"></head>";
        files::write(&dist.join("index.html"), html).unwrap();
        files::write(&dist.join("app.css"), "x".repeat(500)).unwrap();
        files::write(&dist.join("app.css.br"), "y".repeat(50)).unwrap();
        files::write(&dist.join("app.css.gz"), "y".repeat(70)).unwrap();
        let areas = [("overview".to_owned(), vec![])].into();
        let sizes = Sizes::measure(dist, &areas).unwrap();
        let css = sizes.assets.iter().find(|a| a.file == "app.css").unwrap();
        assert_eq!(
            (css.bytes.raw, css.bytes.gzip, css.bytes.brotli),
            (500, 70, 50)
        );
        assert_eq!(brotli(&sizes, "overview"), html.len() + 50);
        assert!(sizes.table().contains("app.css"));
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(shown(0), "0.0 KB");
        assert_eq!(shown(1), "0.1 KB");
        assert_eq!(shown(1024), "1.0 KB");
        assert_eq!(shown(200 * 1024 + 1), "200.1 KB");
    }
}
