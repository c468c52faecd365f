//! One sheet in place of many: written a part at a time, fetched at once.

use std::path::Path;

use super::{page, shrink};
use crate::{failure::Outcome, files};

/// Puts the sheets that the page names into one file, in their order, and names that
/// file in their place. It gets its own name, with its hash, like every other.
pub fn bundle(stage: &Path, html: &str) -> Outcome<String> {
    let (sheets, _) = page::take_sheets(html, "");
    let mut all = String::new();
    for sheet in &sheets {
        let path = stage.join(sheet);
        all.push_str(&files::read_text(&path)?);
        all.push('\n');
        files::remove(&path)?;
    }
    if sheets.is_empty() {
        return Ok(html.to_owned());
    }
    let all = shrink::sheet(&all);
    let file = format!("sheet-{}.css", files::content_hash(all.as_bytes()));
    files::write(&stage.join(&file), &all)?;
    let link = format!("<link rel=\"stylesheet\" href=\"/{file}\">");
    Ok(page::take_sheets(html, &link).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_rules_stays() {
        let folder = tempfile::tempdir().unwrap();
        let stage = folder.path();
        files::write(&stage.join("b.css"), "p{color:red}").unwrap();
        files::write(&stage.join("a.css"), "p{color:blue}").unwrap();
        let html = bundle(
            stage,
            "<link rel=stylesheet href=/b.css><link rel=stylesheet href=/a.css>",
        )
        .unwrap();
        let left = files::walk(stage).unwrap();
        let [sheet] = left.as_slice() else {
            panic!("{left:?}")
        };
        let name = files::address(sheet, stage);
        assert!(html.contains(&name), "{html} {name}");
        assert_eq!(
            files::read_text(sheet).unwrap(),
            "p{color:red}\np{color:blue}\n"
        );
    }

    #[test]
    fn a_page_without_sheets_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(bundle(folder.path(), "<p>a</p>").unwrap(), "<p>a</p>");
    }
}
