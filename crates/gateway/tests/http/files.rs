//! The application's files.

use crate::support::{Ask, Reply, config};
use gateway::assets::Assets;
use gateway::support_facts::SupportFacts;
use gateway::{Running, start};
use std::fs;
use std::path::Path;

const HASHED: &str = "app-0123456789abcdef_bg.wasm";

/// A folder as the build leaves it, and things beside it that must stay there.
fn build(root: &Path) {
    let dist = root.join("dist");
    for folder in ["locales", ".git", "snippets/app-0123456789abcdef"] {
        fs::create_dir_all(dist.join(folder)).expect("a folder");
    }
    let hashed_br = format!("{HASHED}.br");
    let hashed_gz = format!("{HASHED}.gz");
    for (name, content) in [
        ("index.html", "<title>Manager</title>"),
        (HASHED, "\0asm plain"),
        (&hashed_br, "brotli"),
        (&hashed_gz, "gzip"),
        ("app-0123456789abcdef.js", "export {}"),
        ("snippets/app-0123456789abcdef/inline0.js", "export {}"),
        ("locales/fr.json", "{}"),
        ("only.css.br", "leftover"),
        (".env", "SECRET=canary"),
        (".git/config", "canary"),
        ("../outside.txt", "canary"),
    ] {
        fs::write(dist.join(name), content).expect("written");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("outside.txt"), dist.join("link.txt")).expect("a link");
}

async fn gateway() -> (Running, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path());
    let mut config = config();
    config.assets = Assets::folder(&folder.path().join("dist")).expect("a folder");
    (start(config).await.expect("a gateway starts"), folder)
}

fn browser(path: &str) -> Ask {
    Ask::get(path)
        .without("X-Manager")
        .header("Accept-Encoding", "gzip, deflate, br, zstd")
}

fn navigation(path: &str) -> Ask {
    browser(path)
        .header("Sec-Fetch-Mode", "navigate")
        .header("Sec-Fetch-Dest", "document")
}

fn is_page(reply: &Reply) -> bool {
    reply.status == 200 && reply.text().contains("<title>Manager</title>")
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_sent_compressed() {
    let (gateway, _folder) = gateway().await;
    let path = format!("/{HASHED}");
    for (accept, encoding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), "brotli"),
        ("gzip, br;q=0", Some("gzip"), "gzip"),
        ("identity", None, "\0asm plain"),
    ] {
        let reply = browser(&path)
            .header("Accept-Encoding", accept)
            .send(gateway.address())
            .await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-encoding"), encoding, "{accept}");
        assert_eq!(reply.text(), body);
        assert_eq!(
            reply.header("content-type"),
            Some("application/wasm"),
            "compressed or not"
        );
        assert_eq!(
            reply.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
    }
}

#[tokio::test]
async fn other_files_are_asked_for_again_and_answered_shortly() {
    let (gateway, folder) = gateway().await;
    for path in [
        "/locales/fr.json",
        "/snippets/app-0123456789abcdef/inline0.js",
    ] {
        let reply = browser(path).send(gateway.address()).await;
        assert_eq!(
            (reply.status, reply.header("cache-control")),
            (200, Some("no-cache")),
            "{path}"
        );
        let etag = reply.header("etag").expect("a tag").to_owned();
        let again = browser(path)
            .header("If-None-Match", &etag)
            .send(gateway.address())
            .await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(again.header("etag"), Some(etag.as_str()));
    }
    let etag = browser("/locales/fr.json").send(gateway.address()).await;
    let etag = etag.header("etag").expect("a tag").to_owned();
    fs::write(folder.path().join("dist/locales/fr.json"), "[]").expect("written");
    let changed = browser("/locales/fr.json")
        .header("If-None-Match", &etag)
        .send(gateway.address())
        .await;
    assert_eq!((changed.status, changed.text().as_str()), (200, "[]"));
}

#[tokio::test]
async fn media_types_are_right() {
    let (gateway, _folder) = gateway().await;
    for (path, media_type) in [
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8"),
        ("/locales/fr.json", "application/json"),
    ] {
        let reply = browser(path).send(gateway.address()).await;
        assert_eq!(reply.header("content-type"), Some(media_type), "{path}");
    }
}

#[tokio::test]
async fn nothing_hidden_listed_or_outside_is_served() {
    let (gateway, _folder) = gateway().await;
    for path in [
        "/.env",
        "/.git/config",
        "/.git/",
        "/locales",
        "/locales/",
        "/../outside.txt",
        "/locales/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/locales/..%5c..%5coutside.txt",
        "/link.txt",
        "/only.css",
        "/only.css.br",
        &format!("/{HASHED}.br"),
        "//etc/passwd",
        "/etc/passwd",
    ] {
        let reply = browser(path).send(gateway.address()).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("canary"), "{path}");
        let reply = navigation(path).send(gateway.address()).await;
        assert!(!reply.text().contains("canary"), "{path}");
        assert!(reply.status == 404 || is_page(&reply), "{path}");
    }
}

#[tokio::test]
async fn only_navigations_to_places_get_the_page() {
    let (gateway, _folder) = gateway().await;
    let address = gateway.address();
    for path in [
        "/all/overview",
        "/eu:ab12345-ovh/domain/shop.example",
        "/all/ip/192.0.2.0%2F24",
        "/sign-in?x=y",
    ] {
        assert!(is_page(&navigation(path).send(address).await), "{path}");
        // A browser that does not say what it does asks for HTML at least.
        let old = browser(path).header("Accept", "text/html,*/*;q=0.8");
        assert!(is_page(&old.send(address).await), "{path}");
        for mode in ["cors", "no-cors", "same-origin"] {
            let part = browser(path)
                .header("Sec-Fetch-Mode", mode)
                .header("Accept", "text/html");
            assert_eq!(part.send(address).await.status, 404, "{path} {mode}");
        }
        assert_eq!(browser(path).send(address).await.status, 404, "{path}");
    }
    for path in [
        "/app-ffffffffffffffff.js",
        "/old-0000000000000000_bg.wasm",
        "/favicon.ico",
        "/a/b.css",
        "/.well-known/x",
        "/wp-login.php",
        "/x.map",
    ] {
        assert_eq!(navigation(path).send(address).await.status, 404, "{path}");
    }
    // The relay never answers with the page.
    for path in ["/api", "/api/", "/sample/"] {
        assert!(
            navigation(path)
                .header("X-Manager", "1")
                .send(address)
                .await
                .status
                >= 400,
            "{path}"
        );
    }
}

#[tokio::test]
async fn files_are_only_read() {
    let (gateway, _folder) = gateway().await;
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE"] {
        for path in [
            "/",
            "/locales/fr.json",
            "/config.json",
            "/healthz",
            "/nothing",
        ] {
            let reply = Ask::new(method, path).send(gateway.address()).await;
            assert_eq!(
                (reply.status, reply.header("allow")),
                (405, Some("GET, HEAD")),
                "{method} {path}"
            );
        }
    }
}

#[tokio::test]
async fn files_inside_the_program_are_served_alike() {
    let mut config = config();
    config.assets = Assets::Embedded(&[
        ("app-0123456789abcdef.js", b"plain"),
        ("app-0123456789abcdef.js.br", b"brotli"),
        ("index.html", b"<title>Manager</title>"),
        ("locales/fr.json", b"{}"),
    ]);
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    assert!(is_page(&navigation("/all/overview").send(address).await));
    assert_eq!(
        browser("/app-0123456789abcdef.js")
            .send(address)
            .await
            .text(),
        "brotli"
    );
    assert_eq!(
        browser("/app-0123456789abcdef.js.br")
            .send(address)
            .await
            .status,
        404
    );
    assert_eq!(browser("/locales/fr.json").send(address).await.text(), "{}");
    assert_eq!(browser("/locales/de.json").send(address).await.status, 404);
}

#[tokio::test]
async fn facts_that_were_given_stand_for_those_of_the_build() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    std::fs::write(&file, r#"{"given":1}"#).expect("written");
    let built: &[(&str, &[u8])] = &[
        ("facts/support.json", br#"{"built":1}"#),
        ("facts/support.json.br", b"compressed"),
    ];
    for (given, answer) in [(false, "compressed"), (true, r#"{"given":1}"#)] {
        let mut config = config();
        config.assets = Assets::Embedded(built);
        config.support_facts = given
            .then(|| SupportFacts::read(&file))
            .transpose()
            .expect("facts");
        let gateway = start(config).await.expect("a gateway starts");
        let address = gateway.address();
        let reply = browser("/facts/support.json").send(address).await;
        assert_eq!(reply.text(), answer);
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
        assert_eq!(reply.header("content-type"), Some("application/json"));
        let written = Ask::new("PUT", "/facts/support.json").send(address).await;
        assert_eq!(written.status, 405);
        assert_eq!(browser("/facts/other.json").send(address).await.status, 404);
    }
}
