//! What the application says about support: levels, hours, prices. They age, so whoever
//! runs the gateway may give newer ones than those that it was built with.

use crate::limits::SUPPORT_FACTS_BYTES;
use crate::response::{self, Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A document that was read and is JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportFacts(Bytes);

/// Why a file of facts cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("--support-facts {}: {why}", .path.display())]
pub struct SupportFactsError {
    path: PathBuf,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Read(io::Error),
    TooLarge,
    NotAnObject,
    NotJson(serde_json::Error),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            Self::TooLarge => write!(
                f,
                "is larger than {} KiB, which everybody would download",
                SUPPORT_FACTS_BYTES / 1024
            ),
            Self::NotAnObject => f.write_str("must be a JSON object, as facts/support.json is"),
            Self::NotJson(error) => write!(f, "is not JSON: {error}"),
        }
    }
}

impl SupportFacts {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, SupportFactsError> {
        checked(path).map(Self).map_err(|why| SupportFactsError {
            path: path.to_owned(),
            why,
        })
    }

    /// The document as an answer, which is asked for anew each time.
    pub fn respond(&self) -> Response {
        let mut response = response::full(StatusCode::OK, "application/json", self.0.clone());
        let fresh = HeaderValue::from_static("no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, fresh);
        response
    }
}

fn checked(path: &Path) -> Result<Bytes, Why> {
    let file = std::fs::File::open(path).map_err(Why::Read)?;
    let mut document = Vec::new();
    // Not by the length that the system tells: a pipe has none.
    let read = file
        .take(SUPPORT_FACTS_BYTES + 1)
        .read_to_end(&mut document);
    if read.map_err(Why::Read)? as u64 > SUPPORT_FACTS_BYTES {
        return Err(Why::TooLarge);
    }
    match serde_json::from_slice(&document).map_err(Why::NotJson)? {
        serde_json::Value::Object(_) => Ok(document.into()),
        _ => Err(Why::NotAnObject),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_small_json_object_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("facts.json");
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(SUPPORT_FACTS_BYTES as usize));
        for (content, said) in [
            ("{\"levels\":[]}", None),
            ("", Some("is not JSON")),
            ("{\"levels\":", Some("is not JSON")),
            ("[]", Some("must be a JSON object")),
            (&large, Some("larger than 512 KiB")),
        ] {
            std::fs::write(&path, content).expect("a file");
            match (SupportFacts::read(&path), said) {
                (Ok(facts), None) => assert_eq!(facts.0, content.as_bytes()),
                (Err(error), Some(said)) => {
                    let error = error.to_string();
                    assert!(
                        error.contains(said) && error.contains("facts.json"),
                        "{error}"
                    );
                }
                (found, _) => panic!("{said:?}: {found:?}"),
            }
        }
        let nothing = SupportFacts::read(&folder.path().join("nothing.json"));
        assert!(nothing.is_err_and(|error| error.to_string().contains("cannot be read")));
    }
}
