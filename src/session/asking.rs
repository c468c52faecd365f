//! Asking the customer for new keys, as far as it is decided here: which page of the
//! control plane may be opened.

/// What the hosts of the provider's own pages end in, where its API may send a customer to
/// decide.
const PROVIDER: [&str; 5] = [
    ".ovh.com",
    ".ovh.us",
    ".ovhcloud.com",
    ".kimsufi.com",
    ".soyoustart.com",
];

/// Whether `url`, which an answer named, may be opened: a page of the control plane that
/// was asked, whose API is at `sign_base`, or of the provider where that is the provider.
pub fn may_open(url: &str, sign_base: &str) -> bool {
    let Some((origin, host)) = origin_of(url) else {
        return false;
    };
    if origin == sign_base {
        return true;
    }
    let known = |host: &str| PROVIDER.iter().any(|end| host.ends_with(end));
    let asked = origin_of(sign_base).is_some_and(|(_, host)| known(host));
    asked && origin.starts_with("https://") && known(host)
}

/// Origin and host of a plain `http` or `https` address without a user name.
fn origin_of(url: &str) -> Option<(&str, &str)> {
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) || url.contains('\\') {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..length];
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let sound =
        matches!(scheme, "http" | "https") && !authority.is_empty() && authority.bytes().all(plain);
    sound.then(|| (&url[..scheme.len() + 3 + length], authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_who_was_asked_are_opened() {
        let (real, local) = ("https://eu.api.ovh.com", "http://127.0.0.1:8181");
        for (url, base, may) in [
            ("https://eu.api.ovh.com/auth/?credentialToken=x", real, true),
            ("https://www.ovh.com/auth/api?credentialToken=x", real, true),
            ("http://www.ovh.com/auth/", real, false),
            ("https://ovh.com.evil.example/auth/", real, false),
            ("https://evilovh.com/auth/", real, false),
            ("https://www.ovh.com@evil.example/", real, false),
            ("https://evil.example\\@www.ovh.com/", real, false),
            ("http://127.0.0.1:8181/auth/?credentialToken=x", local, true),
            ("http://127.0.0.1:8182/auth/", local, false),
            ("http://127.0.0.1:81811/auth/", local, false),
            ("https://www.ovh.com/auth/", local, false),
            ("javascript:alert(1)", local, false),
            ("data:text/html,x", real, false),
            ("//127.0.0.1:8181/", local, false),
            ("", local, false),
        ] {
            assert_eq!(may_open(url, base), may, "{url} of {base}");
        }
    }
}
