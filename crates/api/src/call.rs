//! One call as a caller describes it: method, path, query, body, and how urgent.

use thiserror::Error;

use crate::ids::Endpoint;

/// HTTP methods of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; the only method that may be repeated.
    Get,
    /// Creates or acts.
    Post,
    /// Changes.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The name on the wire and in signatures.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Who is waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Someone is looking at the place where the answer goes.
    Visible,
    /// Nobody is; goes after everything visible.
    Background,
}

/// An argument that cannot be part of a path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArgumentError {
    /// Empty, which would name the list above.
    #[error("empty path segment")]
    Empty,
    /// `.` or `..`, which a browser resolves away, percent-encoded or not.
    #[error("relative path segment")]
    Relative,
}

/// A call to one route. Paths and queries are percent-encoded as they are built,
/// so that what is signed is what every URL parser passes on unchanged.
///
/// ```
/// use api::Call;
///
/// let call = Call::get("/ip").name("192.0.2.0/28")?.then("/reverse").query("note", "a b");
/// assert_eq!(call.target(), "/1.0/ip/192.0.2.0%2F28/reverse?note=a%20b");
/// # Ok::<(), api::ArgumentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub(crate) method: Method,
    version: &'static str,
    path: String,
    query: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<String>,
}

impl Call {
    /// A read of a route of API version 1, without the version: `/services`.
    pub fn get(path: &str) -> Self {
        Self::new(Method::Get, path, None)
    }

    /// A write. `body` is JSON text; without one nothing is sent.
    pub fn write(method: Method, path: &str, body: Option<String>) -> Self {
        Self::new(method, path, body)
    }

    fn new(method: Method, path: &str, body: Option<String>) -> Self {
        Self {
            method,
            version: "/1.0",
            path: path.to_owned(),
            query: String::new(),
            headers: Vec::new(),
            body,
        }
    }

    /// The same route under API version 2.
    pub fn v2(mut self) -> Self {
        self.version = "/v2";
        self
    }

    /// Appends one segment, encoded: a service's name, an id.
    pub fn name(mut self, segment: &str) -> Result<Self, ArgumentError> {
        match segment {
            "" => return Err(ArgumentError::Empty),
            "." | ".." => return Err(ArgumentError::Relative),
            _ => {}
        }
        self.path.push('/');
        encode(&mut self.path, segment);
        Ok(self)
    }

    /// Appends a number as a segment.
    pub fn number(mut self, id: u64) -> Self {
        self.path.push('/');
        self.path.push_str(&id.to_string());
        self
    }

    /// Appends fixed text of the route: `/serviceInfos`.
    pub fn then(mut self, fixed: &'static str) -> Self {
        self.path.push_str(fixed);
        self
    }

    /// Appends a query parameter.
    pub fn query(mut self, key: &str, value: &str) -> Self {
        self.query
            .push(if self.query.is_empty() { '?' } else { '&' });
        encode(&mut self.query, key);
        self.query.push('=');
        encode(&mut self.query, value);
        self
    }

    /// The body, JSON text; empty where nothing is sent.
    pub fn body(&self) -> &str {
        self.body.as_deref().unwrap_or_default()
    }

    /// The same call without its query.
    pub(crate) fn without_query(mut self) -> Self {
        self.query.clear();
        self
    }

    /// Adds a request header of the API.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Several segments read at once, separated by commas, as `X-Ovh-Batch` wants
    /// them. The separators stay bare, commas inside a name do not exist here.
    pub(crate) fn names(mut self, encoded: &str) -> Self {
        self.path.push('/');
        self.path.push_str(encoded);
        self
    }

    /// The path after the version, as the rules of keys name it: `/services/7`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Path and query from the version on: `/1.0/services?page=1`.
    pub fn target(&self) -> String {
        let mut target = String::with_capacity(4 + self.path.len() + self.query.len());
        target.push_str(self.version);
        target.push_str(&self.path);
        target.push_str(&self.query);
        target
    }

    /// Path and query on the gateway.
    pub(crate) fn relay_url(&self, endpoint: Endpoint) -> String {
        let mut url = String::from("/api/");
        url.push_str(endpoint.as_str());
        url.push_str(&self.target());
        url
    }

    /// The route family, by which failures are counted: `/vps`,
    /// `/dedicated/server`.
    pub(crate) fn family(&self) -> &str {
        let mut segments = self.path.match_indices('/').map(|(at, _)| at).skip(1);
        let (second, third) = (segments.next(), segments.next());
        let first = &self.path[..second.unwrap_or(self.path.len())];
        // Sections whose first segment holds several that have nothing in common.
        let nested = matches!(
            first,
            "/dedicated" | "/hosting" | "/email" | "/license" | "/pack" | "/cloud" | "/dbaas"
        ) || self.path.starts_with("/domain/zone");
        if nested {
            &self.path[..third.unwrap_or(self.path.len())]
        } else {
            first
        }
    }

    /// Whether it may be repeated and shared.
    pub(crate) fn is_read(&self) -> bool {
        self.method == Method::Get
    }
}

/// Appends `text` with everything but unreserved characters percent-encoded.
pub fn encode(into: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn targets_are_built_encoded() {
        let call = Call::get("/domain/zone").name("é.example").unwrap();
        assert_eq!(call.target(), "/1.0/domain/zone/%C3%A9.example");
        assert_eq!(
            call.clone().v2().relay_url(Endpoint::KimsufiCa),
            "/api/kimsufi-ca/v2/domain/zone/%C3%A9.example"
        );
        let call = Call::get("/services").query("a", "1&2").query("b'", "#");
        assert_eq!(call.target(), "/1.0/services?a=1%262&b%27=%23");
    }

    #[test]
    fn segments_that_would_leave_the_route_are_refused() {
        for (segment, error) in [
            ("", ArgumentError::Empty),
            (".", ArgumentError::Relative),
            ("..", ArgumentError::Relative),
        ] {
            assert_eq!(Call::get("/vps").name(segment), Err(error));
        }
        let call = Call::get("/vps").name("../me").unwrap();
        assert_eq!(call.target(), "/1.0/vps/..%2Fme");
    }

    #[test]
    fn families_group_what_fails_together() {
        for (path, family) in [
            ("/services", "/services"),
            ("/services/12/options", "/services"),
            ("/dedicated/server", "/dedicated/server"),
            ("/dedicated/server/ns1.example/task", "/dedicated/server"),
            ("/domain/example.org", "/domain"),
            ("/domain/zone/example.org/record", "/domain/zone"),
            ("/dedicatedCloud/pcc-1", "/dedicatedCloud"),
            ("/auth/time", "/auth"),
        ] {
            assert_eq!(Call::get(path).family(), family);
        }
    }

    proptest! {
        /// Whatever a service is called, its path stays one segment of plain ASCII.
        #[test]
        fn any_name_stays_one_segment(name in "\\PC{1,30}") {
            prop_assume!(name != "." && name != "..");
            let target = Call::get("/vps").name(&name).unwrap().target();
            let segment = target.strip_prefix("/1.0/vps/").unwrap();
            prop_assert!(segment.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(!segment.contains(['/', '?', '#', '\\', '&', ',']));
        }
    }
}
