//! Text without what only its authors read.

/// `text` without comments, which stand between `open` and `close`, without indentation and
/// without empty lines. Lines stay lines, so scripts in a page mean the same. None of our files
/// holds a text in which a comment could seem to begin.
fn shrunk(text: &str, open: &str, close: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once(open) {
        shown.push_str(before);
        rest = comment.split_once(close).map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    let lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A page or a drawing. The page goes out uncompressed, since it is made anew for each answer.
pub fn markup(text: &str) -> String {
    shrunk(text, "<!--", "-->")
}

/// A sheet.
pub fn sheet(text: &str) -> String {
    shrunk(text, "/*", "*/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shrunk_to_what_browsers_read() {
        let html = "<!doctype html>\n<!-- Two\n lines. -->\n<p>\n\n    a <b>b</b>\n</p>\n\
            <script>\n  const a = 1;\n  go(a);\n</script>";
        assert_eq!(
            markup(html),
            "<!doctype html>\n<p>\na <b>b</b>\n</p>\n<script>\nconst a = 1;\ngo(a);\n</script>\n"
        );
        // What is never closed hides the rest, as in a browser.
        assert_eq!(markup("<p><!-- x"), "<p>\n");
    }

    #[test]
    fn a_sheet_is_shrunk_to_what_browsers_read() {
        let sheet_text = "/* A\n   b. */\np {\n  color: red; /* c */\n}\n\n/* d */ q {}\n";
        assert_eq!(sheet(sheet_text), "p {\ncolor: red;\n}\nq {}\n");
        assert_eq!(sheet("p {} /* never closed"), "p {}\n");
    }
}
