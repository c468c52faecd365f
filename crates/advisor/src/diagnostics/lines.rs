//! The lines of what was pasted, and small readings that the tools share.

/// How many bytes of a text are read. A report of any of the tools is far shorter.
pub const LONGEST: usize = 256 << 10;
const MOST_LINES: usize = 5_000;
const LONGEST_LINE: usize = 2_000;

/// The lines that are read, without quotation marks of mails before them.
pub fn lines(text: &str) -> Vec<&str> {
    cut(text, LONGEST)
        .lines()
        .take(MOST_LINES)
        .map(|line| unquoted(cut(line, LONGEST_LINE)).trim_end())
        .collect()
}

/// A line without the marks of a quoted mail before it.
fn unquoted(line: &str) -> &str {
    let rest = line.trim_start_matches(['>', '\u{feff}']);
    if rest.len() < line.len() {
        rest.strip_prefix(' ').unwrap_or(rest)
    } else {
        rest
    }
}

/// The beginning of a text, of so many bytes at most.
fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands after `name:` in a line, whatever the case of the name.
pub fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let line = line.trim_start();
    let value = strip_prefix(line, name)?.trim_start().strip_prefix(':')?;
    Some(value.trim())
}

/// A line after a beginning in whatever case.
pub fn strip_prefix<'a>(line: &'a str, beginning: &str) -> Option<&'a str> {
    let head = line.get(..beginning.len())?;
    head.eq_ignore_ascii_case(beginning)
        .then(|| &line[beginning.len()..])
}

/// Whether a line holds a text, in whatever case. `part` is in lower case.
pub fn holds(line: &str, part: &str) -> bool {
    line.to_ascii_lowercase().contains(part)
}

/// The number that a value begins with: `12,345` of `12,345 [6 TB]`, `8` of `8%`.
pub fn number(value: &str) -> Option<u64> {
    let digits: String = value
        .trim_start()
        .chars()
        .take_while(|character| character.is_ascii_digit() || matches!(character, ',' | '\u{202f}'))
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Tenths of what a decimal number says: 123 of `12.3`, `12,3` or `12.34`.
pub fn tenths(value: &str) -> Option<u32> {
    let (whole, rest) = value.split_once(['.', ',']).unwrap_or((value, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(rest) {
        return None;
    }
    let tenth = u32::from(rest.as_bytes()[0] - b'0');
    whole
        .parse::<u32>()
        .ok()?
        .checked_mul(10)?
        .checked_add(tenth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_tools_write_them() {
        for (written, read) in [
            ("12,345", Some(12345)),
            ("8%", Some(8)),
            (" 7 (Min/Max 1/9)", Some(7)),
            ("-", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(number(written), read, "{written}");
        }
        for (written, read) in [
            ("12.34", Some(123)),
            ("0.0", Some(0)),
            ("100", Some(1000)),
            ("12,3", Some(123)),
            ("1.", None),
            ("a.b", None),
            ("4294967295", None),
        ] {
            assert_eq!(tenths(written), read, "{written}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "é".repeat(LONGEST);
        assert_eq!(lines(&text).len(), 1);
        assert!(lines(&text)[0].len() <= LONGEST_LINE);
        assert_eq!(lines(&"a\n".repeat(MOST_LINES * 2)).len(), MOST_LINES);
    }

    #[test]
    fn fields_do_not_mind_case() {
        assert_eq!(field("Serial number: Z1", "Serial Number"), Some("Z1"));
        assert_eq!(field("  Speed : 1000Mb/s", "speed"), Some("1000Mb/s"));
        assert_eq!(field("Serial", "Serial Number"), None);
        assert_eq!(field("é", "ab"), None);
    }
}
