//! Which of the compressed forms of a file a browser wants.

/// A form a file can be kept in beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, in `name.br`.
    Brotli,
    /// Gzip, in `name.gz`.
    Gzip,
}

impl Encoding {
    /// As headers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What its file's name ends with.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// The forms that an `Accept-Encoding` allows, smallest first.
pub fn acceptable(accept: &str) -> impl Iterator<Item = Encoding> {
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .filter(move |encoding| accepts(accept, *encoding))
}

fn accepts(accept: &str, encoding: Encoding) -> bool {
    let mut any = false;
    for item in accept.split(',') {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let wanted = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|q| q > 0.0));
        if name.eq_ignore_ascii_case(encoding.name()) {
            return wanted;
        }
        any |= name == "*" && wanted;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_wildcards_are_respected() {
        use Encoding::{Brotli, Gzip};
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", &[Brotli, Gzip][..]),
            ("gzip", &[Gzip]),
            ("br;q=0, gzip", &[Gzip]),
            ("br;q=0, *", &[Gzip]),
            ("*", &[Brotli, Gzip]),
            ("*;q=0", &[]),
            ("BR ; q=0.1", &[Brotli]),
            ("identity", &[]),
            ("", &[]),
            ("br;q=nonsense", &[]),
        ] {
            assert_eq!(acceptable(accept).collect::<Vec<_>>(), expected, "{accept}");
        }
    }
}
