//! Compressed copies beside the files, so that the server never compresses.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use super::each;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// The kinds of files that compression makes smaller.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

fn is_compressible(file: &Path) -> bool {
    file.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| COMPRESSIBLE.contains(&extension))
}

/// Whether a file is one of the copies that this module makes.
pub fn is_copy(file: &Path) -> bool {
    matches!(
        file.extension().and_then(|extension| extension.to_str()),
        Some("br" | "gz")
    )
}

/// Writes the copies of all files below a folder. A page is sent with a number
/// of its own in each answer, so it has none.
pub fn folder(folder: &Path) -> Outcome {
    let files: Vec<PathBuf> = files::walk(folder)?
        .into_iter()
        .filter(|file| is_compressible(file) && file.extension() != Some("html".as_ref()))
        .collect();
    each(&files, |file| {
        let contents = files::read(file)?;
        for (extension, compressed) in [("br", brotli(&contents)?), ("gz", gzip(&contents)?)] {
            if compressed.len() < contents.len() {
                let mut name = file.clone().into_os_string();
                name.push(".");
                name.push(extension);
                files::write(Path::new(&name), compressed)?;
            }
        }
        Ok(())
    })
}

/// Brotli at its best quality.
pub fn brotli(contents: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: contents.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &contents[..], &mut compressed, &parameters)
        .map_err(|e| Failure::new(format!("cannot compress with brotli: {e}")))?;
    Ok(compressed)
}

/// Gzip at its best level.
pub fn gzip(contents: &[u8]) -> Outcome<Vec<u8>> {
    let failed = |e| Failure::new(format!("cannot compress with gzip: {e}"));
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(contents).map_err(failed)?;
    encoder.finish().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn copies_hold_the_same_bytes() {
        let text = "the same words over and over, ".repeat(200);
        let mut back = Vec::new();
        brotli::Decompressor::new(&*brotli(text.as_bytes()).unwrap(), 4096)
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, text.as_bytes());
        back.clear();
        flate2::read::GzDecoder::new(&*gzip(text.as_bytes()).unwrap())
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn pages_small_files_and_pictures_have_no_copy() {
        let folder = tempfile::tempdir().unwrap();
        let long = "a".repeat(4000);
        for (name, text) in [
            ("index.html", &*long),
            ("app.css", &long),
            ("locales/en.json", &long),
            ("tiny.js", "1"),
            ("photo.png", &long),
        ] {
            files::write(&folder.path().join(name), text).unwrap();
        }
        super::folder(folder.path()).unwrap();
        let copies: Vec<_> = files::walk(folder.path())
            .unwrap()
            .into_iter()
            .filter(|file| is_copy(file))
            .map(|file| files::address(&file, folder.path()))
            .collect();
        assert_eq!(
            copies,
            [
                "app.css.br",
                "app.css.gz",
                "locales/en.json.br",
                "locales/en.json.gz"
            ]
        );
    }
}
