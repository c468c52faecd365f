//! `index.html`: what it refers to, and what the content security policy would
//! refuse in it.

use crate::failure::{Failure, Outcome};

/// What stands for the number used once in the page that trunk writes; the
/// gateway replaces it in each answer.
pub const NONCE: &str = "{{__TRUNK NONCE__}}";

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
struct Tag<'a> {
    name: String,
    attributes: Vec<(String, &'a str)>,
    /// What a `script` or `style` element holds.
    text: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    }
}

/// The start tags of a page. Enough of HTML for a page of our own: comments and
/// the text of scripts and styles are not looked into.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (inside, after) = split_tag(rest);
        rest = after;
        let (name, attributes) = inside
            .split_once(|c: char| c.is_whitespace())
            .unwrap_or((inside, ""));
        let name = name.trim_end_matches('/').to_ascii_lowercase();
        let mut text = "";
        if matches!(name.as_str(), "script" | "style") {
            let end = rest
                .to_ascii_lowercase()
                .find(&format!("</{name}"))
                .unwrap_or(rest.len());
            (text, rest) = rest.split_at(end);
        }
        tags.push(Tag {
            name,
            attributes: self::attributes(attributes),
            text,
        });
    }
    tags
}

/// Splits at the `>` that ends a tag: not one within quotes.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return (&text[..at], &text[at + 1..]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    (text, "")
}

fn attributes(mut text: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if text.is_empty() {
            return found;
        }
        let end = text
            .find(|c: char| c.is_whitespace() || c == '=' || c == '/')
            .unwrap_or(text.len());
        // A stray `=` would otherwise never be passed.
        let (name, after) = text.split_at(end.max(1));
        let after_name = after.trim_start();
        let mut value = "";
        if let Some(given) = after_name.strip_prefix('=') {
            let given = given.trim_start();
            (value, text) = match given.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    given[1..].split_once(quote).unwrap_or((&given[1..], ""))
                }
                _ => given.split_at(
                    given
                        .find(|c: char| c.is_whitespace())
                        .unwrap_or(given.len()),
                ),
            };
        } else {
            text = after;
        }
        found.push((name.to_ascii_lowercase(), value));
    }
}

/// Refuses what the policy would block in the browser.
pub fn check(html: &str) -> Outcome {
    for tag in tags(html) {
        if tag.name == "style" {
            return Err(Failure::new(
                "index.html has a <style>, which the content security policy blocks",
            )
            .remedy("move the rules into a style sheet"));
        }
        if tag.name == "script" && tag.attribute("nonce") != Some(NONCE) {
            return Err(Failure::new(format!(
                "index.html has a <script> without nonce=\"{NONCE}\", which the content security \
                 policy blocks"
            ))
            .remedy("add the attribute"));
        }
        if tag.name == "base" {
            return Err(Failure::new(
                "index.html has a <base>, which the content security policy blocks",
            )
            .remedy("remove it: addresses in the page start with `/`"));
        }
        let blocked = tag
            .attributes
            .iter()
            .find(|(name, _)| name == "style" || name.starts_with("on"));
        if let Some((name, _)) = blocked {
            return Err(Failure::new(format!(
                "index.html has the attribute `{name}` on <{}>, which the content security policy \
                 blocks",
                tag.name
            ))
            .remedy("use a class, or add the handler in a script"));
        }
    }
    Ok(())
}

/// The files of our own that the page fetches by itself, below the root,
/// without doubles.
pub fn references(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let address = match tag.name.as_str() {
            "link" => tag.attribute("href"),
            "script" | "img" => tag.attribute("src"),
            _ => None,
        };
        let Some(file) = address.and_then(local) else {
            continue;
        };
        if !found.contains(&file) {
            found.push(file);
        }
    }
    found
}

/// A path below our own root.
fn local(address: &str) -> Option<String> {
    let path = address
        .strip_prefix('/')
        .or_else(|| address.strip_prefix("./"))
        .unwrap_or(address);
    let is_foreign = path.starts_with('/') || path.contains("://") || path.contains(':');
    let path = path.split(['?', '#']).next().unwrap_or_default();
    (!is_foreign && !path.is_empty()).then(|| path.to_owned())
}

/// Takes the sheets out of a page: their files in their order, and the page with `{place}`
/// where the first one was named.
pub fn take_sheets(html: &str, place: &str) -> (Vec<String>, String) {
    let mut sheets = Vec::new();
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find("<link") {
        let (before, from) = rest.split_at(open);
        page.push_str(before);
        let (inside, after) = split_tag(&from[1..]);
        let link = &from[..from.len() - after.len()];
        rest = after;
        let attributes = attributes(inside.strip_prefix("link").unwrap_or_default());
        let value = |name: &str| {
            attributes
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, v)| *v)
        };
        match value("href").and_then(local) {
            Some(file) if value("rel") == Some("stylesheet") => {
                if sheets.is_empty() {
                    page.push_str(place);
                }
                sheets.push(file);
            }
            _ => page.push_str(link),
        }
    }
    page.push_str(rest);
    (sheets, page)
}

/// Adds a hint that the loader of the areas will be needed at once.
pub fn preload_module(html: &str, file: &str) -> Outcome<String> {
    let at = html
        .find("</head>")
        .ok_or_else(|| Failure::new("index.html has no </head>"))?;
    let (before, after) = html.split_at(at);
    Ok(format!(
        "{before}<link rel=\"modulepreload\" href=\"/{file}\" nonce=\"{NONCE}\">\n{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_blocks_is_refused() {
        for (html, good) in [
            ("<script>x()</script>", false),
            ("<script nonce=\"abc\">x()</script>", false),
            (
                "<script nonce=\"{{__TRUNK NONCE__}}\">if (a > b) x()</script>",
                true,
            ),
            (
                "<SCRIPT TYPE=module nonce='{{__TRUNK NONCE__}}'>x()</SCRIPT>",
                true,
            ),
            ("<script src=\"/boot.js\"></script>", false),
            (
                "<script nonce=\"{{__TRUNK NONCE__}}\" src=\"/boot.js\"></script>",
                true,
            ),
            ("<base href=\"/\">", false),
            ("<style>p{}</style>", false),
            ("<style nonce=\"{{__TRUNK NONCE__}}\">p{}</style>", false),
            ("<!-- <script>x()</script> --><p>a</p>", true),
            ("<p style=\"color:red\">a</p>", false),
            ("<button type=button onclick='x()'>a</button>", false),
            ("<a title=\"a > b\" href=/x>on</a>", true),
            (
                "<script nonce=\"{{__TRUNK NONCE__}}\">'<p style=\"a\">'</script>",
                true,
            ),
        ] {
            assert_eq!(check(html).is_ok(), good, "{html}");
        }
    }

    #[test]
    fn references_are_our_own_files_once() {
        let html = "<link rel=\"stylesheet\" href=\"/app-1.css\" nonce=\"{{__TRUNK NONCE__}}\"/>\
            <link rel=preload href='/app-1.wasm' as=fetch>\
            <link rel=\"modulepreload\" href=\"/app-1.js\"><script src=\"./app-1.js\"></script>\
            <link rel=icon href=\"data:image/svg+xml,x\"><a href=\"/elsewhere\">a</a>\
            <script src=\"https://example.org/x.js\"></script><script src=//example.org/y.js></script>\
            <img src=/logo.svg?v=1>";
        assert_eq!(
            references(html),
            ["app-1.css", "app-1.wasm", "app-1.js", "logo.svg"]
        );
    }

    #[test]
    fn sheets_are_taken_out_in_their_order() {
        let html = "<head><link rel=\"icon\" href=\"/a.svg\"><link rel=\"stylesheet\" \
            href=\"/one-1.css\" nonce=\"{{__TRUNK NONCE__}}\"/>\n<link rel=stylesheet \
            href=/two-2.css><link rel=\"stylesheet\" href=\"https://example.org/x.css\"></head>";
        let (sheets, page) = take_sheets(html, "HERE");
        assert_eq!(sheets, ["one-1.css", "two-2.css"]);
        assert_eq!(
            page,
            "<head><link rel=\"icon\" href=\"/a.svg\">HERE\n\
             <link rel=\"stylesheet\" href=\"https://example.org/x.css\"></head>"
        );
        assert_eq!(
            take_sheets("<p>a</p>", "HERE"),
            (vec![], "<p>a</p>".to_owned())
        );
    }

    #[test]
    fn the_hint_goes_into_the_head() {
        let html = preload_module("<head><title>a</title></head><body>", "areas-1.js").unwrap();
        assert_eq!(references(&html), ["areas-1.js"]);
        assert!(html.ends_with("</head><body>"));
        assert!(preload_module("<body>", "areas-1.js").is_err());
    }

    #[test]
    fn broken_pages_do_not_hang() {
        for html in [
            "<", "<a", "<a =", "<a b='", "<script", "<!--", "<a b==c>", "<p/>", "<p / =>",
        ] {
            tags(html);
        }
    }
}
