//! Where the application's files are kept.

use super::encoding::Encoding;
use super::path::AssetPath;
use bytes::Bytes;
use std::io;
use std::path::{Path, PathBuf};

/// Files inside the program: path and content, sorted by path.
pub type Embedded = &'static [(&'static str, &'static [u8])];

#[cfg(feature = "embed")]
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// The built application.
#[derive(Debug, Clone)]
pub enum Assets {
    /// Not there: only the relay works.
    Missing,
    /// In a folder, read anew for each request, so that a rebuild shows at once.
    Folder(PathBuf),
    /// Inside the program.
    Embedded(Embedded),
}

impl Assets {
    /// The application in a folder.
    pub fn folder(path: &Path) -> io::Result<Self> {
        path.canonicalize().map(Self::Folder)
    }

    /// The application that was built into this program, if one was.
    pub fn built_in() -> Self {
        #[cfg(feature = "embed")]
        return Self::Embedded(built_in::FILES);
        #[cfg(not(feature = "embed"))]
        return Self::Missing;
    }

    /// A file, or a compressed form of it. `None`: there is none.
    pub async fn read(&self, path: AssetPath<'_>, encoding: Option<Encoding>) -> Option<Bytes> {
        let name = format!("{}{}", path.as_str(), encoding.map_or("", Encoding::suffix));
        match self {
            Self::Missing => None,
            Self::Folder(root) => {
                // A link that leads out of the folder does not lead anywhere.
                let file = tokio::fs::canonicalize(root.join(name)).await.ok()?;
                if !file.starts_with(root) {
                    return None;
                }
                tokio::fs::read(file).await.ok().map(Bytes::from)
            }
            Self::Embedded(files) => {
                let at = files
                    .binary_search_by(|(path, _)| (*path).cmp(&name))
                    .ok()?;
                files
                    .get(at)
                    .map(|(_, content)| Bytes::from_static(content))
            }
        }
    }
}
