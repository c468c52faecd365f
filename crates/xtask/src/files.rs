//! Reading, writing and walking folders, with errors that name the path.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::failure::{Failure, Outcome};

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| Failure::io("read", path, &e))
}

pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| Failure::io("read", path, &e))
}

pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Outcome {
    if let Some(parent) = path.parent() {
        create(parent)?;
    }
    fs::write(path, contents).map_err(|e| Failure::io("write", path, &e))
}

pub fn rename(from: &Path, to: &Path) -> Outcome {
    fs::rename(from, to).map_err(|e| Failure::io("rename", from, &e))
}

pub fn remove(path: &Path) -> Outcome {
    fs::remove_file(path).map_err(|e| Failure::io("remove", path, &e))
}

/// Makes a folder and those above it.
pub fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|e| Failure::io("create", folder, &e))
}

/// Makes a folder that is empty.
pub fn empty(folder: &Path) -> Outcome {
    remove_folder(folder)?;
    create(folder)
}

/// Removes a folder if it is there.
pub fn remove_folder(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::io("remove", folder, &e))
        }
        _ => Ok(()),
    }
}

/// The files under a folder, at any depth, in a stable order.
pub fn walk(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).map_err(|e| Failure::io("list", &folder, &e))?;
        for entry in entries {
            let path = entry.map_err(|e| Failure::io("list", &folder, &e))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The path of a file below a folder, with `/` on every system, as a browser
/// asks for it.
pub fn address(file: &Path, below: &Path) -> String {
    file.strip_prefix(below)
        .unwrap_or(file)
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Sixteen hexadecimal digits of the contents' SHA-256: enough that two builds
/// never share a name by accident.
pub fn content_hash(contents: &[u8]) -> String {
    hex(&Sha256::digest(contents))[..16].to_owned()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_every_depth_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/b/c.txt"] {
            write(&folder.path().join(name), name).unwrap();
        }
        let names: Vec<_> = walk(folder.path())
            .unwrap()
            .iter()
            .map(|file| address(file, folder.path()))
            .collect();
        assert_eq!(names, ["a/b/c.txt", "a/z.txt", "b.txt"]);
    }

    #[test]
    fn emptying_a_folder_removes_what_was_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        write(&inner.join("old"), "x").unwrap();
        empty(&inner).unwrap();
        assert_eq!(walk(&inner).unwrap(), Vec::<PathBuf>::new());
        remove_folder(&folder.path().join("absent")).unwrap();
    }

    #[test]
    fn the_hash_is_of_the_contents() {
        assert_eq!(content_hash(b""), "e3b0c44298fc1c14");
        assert_ne!(content_hash(b"a"), content_hash(b"b"));
    }
}
