//! Paths as they may be written to a log: the words of the API stay, whatever
//! names somebody's service, address or person becomes `*`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The fixed segments of the API's routes, one a line. A list rather than a
/// pattern: nothing tells a mailbox named `paul` from a route but knowing the routes.
static WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("route_words.txt").lines().collect());

/// The template of a path: `/1.0/vps/vps-1234.example` becomes `/1.0/vps/*`.
pub fn template(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        if segment.is_empty() || WORDS.contains(segment) {
            segment
        } else {
            "*"
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_keep_their_words_and_lose_their_ids() {
        for (path, expected) in [
            ("/1.0/me", "/1.0/me"),
            ("/v2/iam/resource", "/v2/iam/resource"),
            (
                "/1.0/vps/vps-1234.example/serviceInfos",
                "/1.0/vps/*/serviceInfos",
            ),
            (
                "/1.0/support/tickets/12345/messages",
                "/1.0/support/tickets/*/messages",
            ),
            ("/1.0/ip/192.0.2.0%2F24", "/1.0/ip/*"),
            (
                "/1.0/email/domain/shop.example/account/paul",
                "/1.0/email/domain/*/account/*",
            ),
            ("/1.0/me\r\nforged line", "/1.0/*"),
            ("/1.0/", "/1.0/"),
        ] {
            assert_eq!(template(path), expected, "{path:?}");
        }
    }
}
