//! Views that a person saved: names and queries of addresses. They are kept for the scope
//! they were saved in and listed there alone, so that nothing of one client shows beside
//! another.

use leptos::prelude::*;

/// Storage is blocked or full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub name: String,
    /// The query of the address, with its `?`.
    pub search: String,
}

/// Where the views of a list and a scope are kept.
fn place(list: &str, scope: &str) -> String {
    format!("views {list} {scope}")
}

fn storage() -> Result<web_sys::Storage, NotKept> {
    window().local_storage().ok().flatten().ok_or(NotKept)
}

/// The views saved in a scope, in the order in which they were saved.
///
/// # Errors
/// When the browser keeps nothing for this page.
pub fn list(list: &str, scope: &str) -> Result<Vec<Saved>, NotKept> {
    let stored = storage()?.get_item(&place(list, scope));
    Ok(read(&stored.map_err(|_| NotKept)?.unwrap_or_default()))
}

/// Keeps the views of a scope in place of the earlier ones.
///
/// # Errors
/// When the browser keeps nothing for this page.
pub fn keep(list: &str, scope: &str, views: &[Saved]) -> Result<(), NotKept> {
    let (storage, place) = (storage()?, place(list, scope));
    let kept = if views.is_empty() {
        storage.remove_item(&place)
    } else {
        storage.set_item(&place, &write(views))
    };
    kept.map_err(|_| NotKept)
}

/// `views` with one more; an equal name gives way.
pub fn with(views: &[Saved], new: Saved) -> Vec<Saved> {
    let mut all: Vec<Saved> = without(views, &new.name);
    all.push(new);
    all
}

/// `views` without the one of this name.
pub fn without(views: &[Saved], name: &str) -> Vec<Saved> {
    views
        .iter()
        .filter(|view| view.name != name)
        .cloned()
        .collect()
}

/// A line for each: the name, a tab, the query. Names are typed in a field of one line.
fn write(views: &[Saved]) -> String {
    let lines = views.iter().map(|view| {
        let name = view.name.replace(['\t', '\n', '\r'], " ");
        format!("{name}\t{}", view.search)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn read(stored: &str) -> Vec<Saved> {
    let lines = stored.lines().filter_map(|line| line.split_once('\t'));
    lines
        .map(|(name, search)| Saved {
            name: name.to_owned(),
            search: search.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, search: &str) -> Saved {
        Saved {
            name: name.into(),
            search: search.into(),
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let views = [view("Due", "?state=unpaid&q=a+b"), view("All", "")];
        assert_eq!(read(&write(&views)), views);
        assert_eq!(read(&write(&[view("a\tb", "?x")])), [view("a b", "?x")]);
        assert_eq!(read(""), []);
        assert_eq!(read("no tab"), []);
    }

    #[test]
    fn an_equal_name_gives_way() {
        let views = with(&[view("a", "?1"), view("b", "?2")], view("a", "?3"));
        assert_eq!(views, [view("b", "?2"), view("a", "?3")]);
        assert_eq!(without(&views, "b"), [view("a", "?3")]);
    }

    #[test]
    fn each_scope_has_its_own_place() {
        assert_ne!(
            place("services", "eu:ab1-ovh"),
            place("services", "ca:ab1-ovh")
        );
    }
}
