//! Paths that can be files of the application.

/// The path of a file inside the application: plain names, no dotfiles, nothing
/// that could lead outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssetPath<'a>(&'a str);

impl<'a> AssetPath<'a> {
    /// The page itself.
    pub const INDEX: AssetPath<'static> = AssetPath("index.html");

    /// Reads the path of a request. `None`: no file can have it.
    pub fn parse(path: &'a str) -> Option<Self> {
        let name = path.strip_prefix('/')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let sound =
            |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain);
        let parsed = Self(name);
        // Compressed siblings are given in place of their file, never by name.
        let sibling = matches!(parsed.extension(), Some("br" | "gz"));
        (name.split('/').all(sound) && !sibling).then_some(parsed)
    }

    /// The path, without a slash in front.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// What stands after the last dot of the name.
    pub fn extension(self) -> Option<&'a str> {
        extension(self.0)
    }

    /// Whether this is a page, into which a nonce must be written.
    pub fn is_page(self) -> bool {
        self.extension() == Some("html")
    }

    /// Whether the name holds a hash of the content, so that it can be kept for
    /// ever: `-` and at least sixteen hexadecimal digits, as the build writes them.
    /// Folders do not count: some are named by a hash of something else.
    pub fn is_hashed(self) -> bool {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.split(['-', '_', '.']).skip(1).any(|part| {
            part.len() >= 16
                && part
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        })
    }

    /// The media type, by the extension.
    pub fn media_type(self) -> &'static str {
        match self.extension() {
            Some("html") => "text/html; charset=utf-8",
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("json" | "map") => "application/json",
            Some("webmanifest") => "application/manifest+json",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("jpg" | "jpeg") => "image/jpeg",
            Some("webp") => "image/webp",
            Some("avif") => "image/avif",
            Some("ico") => "image/x-icon",
            Some("woff2") => "font/woff2",
            Some("txt") => "text/plain; charset=utf-8",
            Some("xml") => "application/xml",
            _ => "application/octet-stream",
        }
    }
}

/// Whether a path that is no file looks as if it were meant to be one. A page of
/// the application may end with the name of a domain or an address, so not every
/// dot makes a file.
pub fn looks_like_asset(path: &str) -> bool {
    const FILES: &[&str] = &[
        "avif",
        "bak",
        "br",
        "cfg",
        "cjs",
        "conf",
        "css",
        "csv",
        "env",
        "gif",
        "gz",
        "htm",
        "html",
        "ico",
        "ini",
        "jpeg",
        "jpg",
        "js",
        "json",
        "log",
        "map",
        "mjs",
        "old",
        "php",
        "png",
        "sql",
        "sqlite3",
        "svg",
        "tar",
        "toml",
        "ts",
        "ttf",
        "txt",
        "wasm",
        "webmanifest",
        "webp",
        "woff",
        "woff2",
        "xml",
        "yaml",
        "yml",
    ];
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    hidden || extension(path).is_some_and(|end| FILES.contains(&end.to_ascii_lowercase().as_str()))
}

fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_can_be_files() {
        for path in [
            "/a.js",
            "/locales/fr.json",
            "/snippets/app-1a/inline0.js",
            "/A_b-c.2.css",
            "/LICENSE",
        ] {
            assert!(AssetPath::parse(path).is_some(), "{path}");
        }
        for path in [
            "",
            "/",
            "a.js",
            "//a.js",
            "/a//b",
            "/a/",
            "/.env",
            "/.git/config",
            "/a/.b",
            "/a/../b",
            "/..",
            "/a%2eb",
            "/a\\b",
            "/a b",
            "/a\0b",
            "/c:/a",
            "/caf\u{e9}",
            "/a.js.br",
            "/a.js.gz",
        ] {
            assert_eq!(AssetPath::parse(path), None, "{path}");
        }
    }

    #[test]
    fn hashes_of_content_are_told_from_other_names() {
        for (path, hashed) in [
            ("/app-0123456789abcdef.js", true),
            ("/app-0123456789abcdef_bg.wasm", true),
            ("/chunks/support-0123456789abcdef0123.wasm", true),
            ("/app.js", false),
            ("/app-0123456789.js", false),
            ("/app-0123456789abcdeg.js", false),
            ("/0123456789abcdef.js", false),
            ("/snippets/app-0123456789abcdef/inline0.js", false),
            ("/locales/fr.json", false),
        ] {
            assert_eq!(
                AssetPath::parse(path).map(AssetPath::is_hashed),
                Some(hashed),
                "{path}"
            );
        }
    }

    #[test]
    fn pages_may_end_with_the_name_of_a_service() {
        for path in [
            "/all/overview",
            "/eu:ab12345-ovh/domain/shop.example",
            "/all/ip/192.0.2.1",
            "/all/x/ns1.host.app",
        ] {
            assert!(!looks_like_asset(path), "{path}");
        }
        for path in [
            "/favicon.ico",
            "/a/b.JS",
            "/app-1.wasm",
            "/.env",
            "/.git/HEAD",
            "/wp-login.php",
            "/x.js.br",
        ] {
            assert!(looks_like_asset(path), "{path}");
        }
    }
}
