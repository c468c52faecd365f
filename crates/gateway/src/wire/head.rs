//! What the head of a request must look like before anything else reads it.
//!
//! The HTTP library behind us is lenient where two readers could disagree: it
//! lets `Transfer-Encoding` win over `Content-Length`, folds equal lengths into
//! one, and cuts a `#fragment` off the target without a word. Each of these lets
//! a request mean one thing to a proxy in front and another to us, so the bytes
//! are judged here, once, and refused rather than repaired.

/// The largest request target accepted, in bytes.
pub const MAX_TARGET: usize = 8 * 1024;
/// The largest block of header lines accepted, in bytes.
pub const MAX_HEADERS: usize = 16 * 1024;
/// The largest number of header lines accepted.
pub const MAX_HEADER_LINES: usize = 100;
/// The longest `METHOD target HTTP/1.1` line: the target and what surrounds it.
const MAX_REQUEST_LINE: usize = MAX_TARGET + 64;

/// Why a request was refused before it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not HTTP/1.1 as the standard writes it, or open to two readings.
    Malformed(&'static str),
    /// The target is longer than [`MAX_TARGET`].
    TargetTooLong,
    /// The header lines are longer than [`MAX_HEADERS`] or more than [`MAX_HEADER_LINES`].
    HeadersTooLarge,
    /// A body of unknown length: the length must be given.
    LengthRequired,
}

/// A head that is complete and sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Bytes of the head, its closing empty line included.
    pub length: usize,
    /// Bytes of the body that follows.
    pub body: u64,
}

/// Judges what has arrived so far of a head. `Ok(None)`: sound as far as it goes,
/// more bytes are needed.
pub fn examine(bytes: &[u8]) -> Result<Option<Head>, Refusal> {
    let Some((request_line, mut rest)) = take_line(bytes)? else {
        return if bytes.len() > MAX_REQUEST_LINE {
            Err(Refusal::TargetTooLong)
        } else {
            Ok(None)
        };
    };
    check_request_line(request_line)?;

    let mut fields = Fields::default();
    let mut taken = 0;
    loop {
        let line = take_line(rest)?;
        // Counted before the line is complete, so that an endless one is cut too.
        let seen = taken + line.map_or(rest.len(), |(line, _)| line.len() + 2);
        if seen > MAX_HEADERS || fields.lines > MAX_HEADER_LINES {
            return Err(Refusal::HeadersTooLarge);
        }
        let Some((line, after)) = line else {
            return Ok(None);
        };
        rest = after;
        taken = seen;
        if line.is_empty() {
            let body = fields.finish()?;
            return Ok(Some(Head {
                length: bytes.len() - rest.len(),
                body,
            }));
        }
        fields.add(line)?;
    }
}

type LineAndRest<'a> = (&'a [u8], &'a [u8]);

/// The bytes up to the next CRLF, and what follows it.
fn take_line(bytes: &[u8]) -> Result<Option<LineAndRest<'_>>, Refusal> {
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => return Err(Refusal::Malformed("a line must end with CR LF")),
            b'\r' => {
                return match bytes.get(at + 1) {
                    None => Ok(None),
                    Some(b'\n') => Ok(Some((&bytes[..at], &bytes[at + 2..]))),
                    Some(_) => Err(Refusal::Malformed("a carriage return stands alone")),
                };
            }
            _ => {}
        }
    }
    Ok(None)
}

fn check_request_line(line: &[u8]) -> Result<(), Refusal> {
    let mut parts = line.split(|byte| *byte == b' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refusal::Malformed(
            "the request line is not `METHOD target HTTP/1.1`",
        ));
    };
    if method.is_empty() || !method.iter().all(u8::is_ascii_uppercase) {
        return Err(Refusal::Malformed("the method is not a word in capitals"));
    }
    if target.len() > MAX_TARGET {
        return Err(Refusal::TargetTooLong);
    }
    if target.first() != Some(&b'/') {
        return Err(Refusal::Malformed(
            "the target must be a path that begins with /",
        ));
    }
    if target.contains(&b'#') {
        return Err(Refusal::Malformed("the target must have no fragment"));
    }
    if !target.iter().all(u8::is_ascii_graphic) {
        return Err(Refusal::Malformed("the target must be printable ASCII"));
    }
    // What the library behind cannot carry unchanged would be cut or refused there.
    let carried = http::uri::PathAndQuery::try_from(target);
    if !carried.is_ok_and(|carried| carried.as_str().as_bytes() == target) {
        return Err(Refusal::Malformed(
            "the target holds a character that must be percent-encoded",
        ));
    }
    if version != b"HTTP/1.1" && version != b"HTTP/1.0" {
        return Err(Refusal::Malformed("only HTTP/1.1 is spoken here"));
    }
    Ok(())
}

/// The header fields that decide where a request ends and whom it is for.
#[derive(Default)]
struct Fields {
    lines: usize,
    hosts: usize,
    length: Option<u64>,
    transfer_encoding: bool,
}

impl Fields {
    fn add(&mut self, line: &[u8]) -> Result<(), Refusal> {
        self.lines += 1;
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            // A folded line begins with a blank, which is no name.
            Some(colon) if colon > 0 && line[..colon].iter().all(|byte| is_token(*byte)) => {
                (&line[..colon], line[colon + 1..].trim_ascii())
            }
            _ => return Err(Refusal::Malformed("a header line is not `name: value`")),
        };
        if value
            .iter()
            .any(|byte| byte.is_ascii_control() && *byte != b'\t')
        {
            return Err(Refusal::Malformed(
                "a header value holds a control character",
            ));
        }
        if name.eq_ignore_ascii_case(b"host") {
            self.hosts += 1;
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            self.transfer_encoding = true;
        } else if name.eq_ignore_ascii_case(b"content-length") {
            if self.length.is_some() {
                return Err(Refusal::Malformed("Content-Length is given twice"));
            }
            self.length = Some(parse_length(value)?);
        }
        Ok(())
    }

    /// The length of the body.
    fn finish(self) -> Result<u64, Refusal> {
        if self.hosts != 1 {
            return Err(Refusal::Malformed("Host must be given once"));
        }
        match (self.transfer_encoding, self.length) {
            (true, Some(_)) => Err(Refusal::Malformed(
                "Transfer-Encoding and Content-Length exclude each other",
            )),
            (true, None) => Err(Refusal::LengthRequired),
            (false, length) => Ok(length.unwrap_or(0)),
        }
    }
}

fn parse_length(value: &[u8]) -> Result<u64, Refusal> {
    // Fifteen digits cannot overflow; `+1`, `1,1` and the empty value are no digits.
    if value.is_empty() || value.len() > 15 || !value.iter().all(u8::is_ascii_digit) {
        return Err(Refusal::Malformed("Content-Length is not a number"));
    }
    Ok(value
        .iter()
        .fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
}

/// A character of a header name, as RFC 9110 §5.6.2 lists them.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(head: &str, expected: Result<u64, Refusal>) {
        let found = examine(head.as_bytes()).map(|head| head.map(|head| head.body));
        assert_eq!(found, expected.map(Some), "{head:?}");
    }

    fn malformed(head: &str) {
        let found = examine(head.as_bytes());
        assert!(
            matches!(found, Err(Refusal::Malformed(_))),
            "{head:?} gave {found:?}"
        );
    }

    #[test]
    fn sound_heads_tell_the_length_of_their_body() {
        check("GET / HTTP/1.1\r\nHost: h\r\n\r\n", Ok(0));
        check("GET /a?b=%20{x} HTTP/1.0\r\nhOsT:h\r\nX:\r\n\r\n", Ok(0));
        check(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\n\r\nab",
            Ok(12),
        );
    }

    #[test]
    fn heads_with_two_readings_are_refused() {
        malformed(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        );
        malformed(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\ncontent-length: 1\r\n\r\n",
        );
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n");
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n");
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n");
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n");
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n");
        malformed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 1\r\n\r\n");
        malformed("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n");
        malformed("GET / HTTP/1.1\r\n Host: h\r\n\r\n");
        malformed("GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n");
        malformed("GET / HTTP/1.1\r\nX: h\r\n\r\n");
        malformed("GET / HTTP/1.1\nHost: h\n\n");
        malformed("GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n");
        malformed("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n");
    }

    #[test]
    fn request_lines_are_taken_to_the_letter() {
        malformed("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET /#a HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET /<a> HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET /\u{e9} HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET  / HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET / x HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("get / HTTP/1.1\r\nHost: h\r\n\r\n");
        malformed("GET / HTTP/2.0\r\nHost: h\r\n\r\n");
        malformed("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    #[test]
    fn a_body_without_a_length_is_asked_for_one() {
        check(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
            Err(Refusal::LengthRequired),
        );
    }

    #[test]
    fn limits_hold_for_complete_and_for_endless_heads() {
        let long = "a".repeat(MAX_TARGET);
        check(
            &format!("GET /{long} HTTP/1.1\r\nHost: h\r\n\r\n"),
            Err(Refusal::TargetTooLong),
        );
        check(&format!("GET /{long}{long}"), Err(Refusal::TargetTooLong));
        check(
            &format!("GET /{} HTTP/1.1\r\nHost: h\r\n\r\n", &long[1..]),
            Ok(0),
        );
        let value = "a".repeat(MAX_HEADERS);
        check(
            &format!("GET / HTTP/1.1\r\nHost: h\r\nX: {value}\r\n\r\n"),
            Err(Refusal::HeadersTooLarge),
        );
        check(
            &format!("GET / HTTP/1.1\r\nHost: h\r\nX: {value}"),
            Err(Refusal::HeadersTooLarge),
        );
        let lines = "X: a\r\n".repeat(MAX_HEADER_LINES + 1);
        check(
            &format!("GET / HTTP/1.1\r\nHost: h\r\n{lines}\r\n"),
            Err(Refusal::HeadersTooLarge),
        );
    }

    proptest! {
        /// However a sound head is cut, its beginnings are neither refused nor
        /// taken for complete.
        #[test]
        fn beginnings_of_sound_heads_wait_for_more(cut in 0usize..1000) {
            let head = b"PUT /1.0/me?a=b HTTP/1.1\r\nHost: h:1\r\nContent-Length: 3\r\nX-Y: z\r\n\r\n";
            let cut = cut % head.len();
            prop_assert_eq!(examine(&head[..cut]), Ok(None));
        }

        #[test]
        fn no_bytes_upset_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(Some(head)) = examine(&bytes) {
                prop_assert!(head.length <= bytes.len());
            }
        }
    }
}
