//! Documents by the letter of RFC 8259: what is one is read, what is none is refused,
//! and nothing makes the reader stop.

use super::*;

/// Refused: no JSON text by the grammar, or nested deeper than any answer is.
const MALFORMED: &[&[u8]] = &[
    // Not a value at all.
    b"nul",
    b"nulll",
    b"Null",
    b"NULL",
    b"nil",
    b"None",
    b"undefined",
    b"tru",
    b"truee",
    b"True",
    b"TRUE",
    b"yes",
    b"fals",
    b"False",
    b"falsee",
    b"a",
    b"abc",
    b"*",
    b"?",
    b"=",
    b"@",
    b"$",
    b"#",
    b"\\",
    b"/",
    b"<",
    b"<html>",
    b"&nbsp;",
    b":",
    b",",
    b";",
    b"}",
    b"]",
    b"(1)",
    b"`a`",
    b"\x00",
    b"\x7f",
    b"\xff",
    b"\xc3\x28",
    b"\xe2\x82",
    b"\xed\xa0\x80",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"1\xe2\x80\xaf",
    b"\x0b1",
    b"\x0c1",
    b"\xc2\x851",
    // Numbers.
    b"-",
    b"+",
    b"+1",
    b"++1",
    b"--1",
    b"-+1",
    b"- 1",
    b"-a",
    b".",
    b".5",
    b"-.5",
    b"5.",
    b"-5.",
    b"5.e1",
    b"1.2.3",
    b"1..2",
    b"01",
    b"-01",
    b"00",
    b"-00",
    b"012.5",
    b"0x1",
    b"0b1",
    b"0o7",
    b"1e",
    b"1E",
    b"1e+",
    b"1e-",
    b"1e1.5",
    b"1ee2",
    b"e1",
    b"1 e1",
    b"1e 1",
    b"1e400",
    b"-1e400",
    b"1_000",
    b"1,000",
    b"1 000",
    b"1n",
    b"1f",
    b"1a",
    b"1/2",
    b"1+1",
    b"NaN",
    b"-NaN",
    b"nan",
    b"Infinity",
    b"-Infinity",
    b"inf",
    b"\xef\xbc\x91",
    // Text.
    b"\"",
    b"\"a",
    b"a\"",
    b"'a'",
    b"\"a'",
    b"\"\\\"",
    b"\"\\",
    b"\"\\x41\"",
    b"\"\\a\"",
    b"\"\\v\"",
    b"\"\\0\"",
    b"\"\\'\"",
    b"\"\\U0041\"",
    b"\"\\u\"",
    b"\"\\u4\"",
    b"\"\\u41\"",
    b"\"\\u004\"",
    b"\"\\u004g\"",
    b"\"\\u{41}\"",
    b"\"\\u 041\"",
    b"\"\\u+041\"",
    b"\"\\ud83d\\u\"",
    b"\"\\ud83d\\ude0\"",
    b"\"\n\"",
    b"\"\r\"",
    b"\"\t\"",
    b"\"\x00\"",
    b"\"\x01\"",
    b"\"\x1f\"",
    b"\"a\" \"b\"",
    b"\"a\"b",
    b"\"a\"\"b\"",
    b"\"\"\"",
    // Half a pair of surrogates is no character: our texts cannot hold it.
    b"\"\\ud800\"",
    b"\"\\udc00\"",
    b"\"\\ud800a\"",
    b"\"\\ud800\\n\"",
    b"\"\\ud800\\u0041\"",
    b"\"\\ud800\\ud800\"",
    b"\"\\udc00\\ud800\"",
    b"{\"\\ud800\":1}",
    // Lists.
    b"[",
    b"[1",
    b"[1,",
    b"[,",
    b"[,1]",
    b"[1,]",
    b"[1,,2]",
    b"[,]",
    b"[1 2]",
    b"[1;2]",
    b"[1:2]",
    b"[1]]",
    b"[[1]",
    b"[1}",
    b"[\"a\"",
    b"[\"a",
    b"[\"a\" \"b\"]",
    b"[tru]",
    b"[nul]",
    b"[a]",
    b"[-]",
    b"[1,\n2",
    b"[1]1",
    b"[1],[2]",
    b"[1] // end",
    b"[1 /* one */]",
    b"[\x0b]",
    b"[\xa0]",
    b"[\xef\xbb\xbf]",
    b"[...]",
    b"[1..3]",
    // Objects.
    b"{",
    b"{\"a\"",
    b"{\"a\":",
    b"{\"a\":1",
    b"{\"a\":1,",
    b"{\"a\":1,}",
    b"{\"a\":1,,\"b\":2}",
    b"{,}",
    b"{,\"a\":1}",
    b"{\"a\"}",
    b"{\"a\",\"b\"}",
    b"{\"a\":}",
    b"{\"a\"::1}",
    b"{\"a\" 1}",
    b"{\"a\"=1}",
    b"{\"a\":1 \"b\":2}",
    b"{\"a\":1;\"b\":2}",
    b"{\"a\":1 2}",
    b"{:1}",
    b"{1:1}",
    b"{null:1}",
    b"{true:1}",
    b"{[]:1}",
    b"{a:1}",
    b"{'a':1}",
    b"{\"a\":'b'}",
    b"{\"a\":a}",
    b"{\"a\":1}}",
    b"{{}}",
    b"{\"a\":{}",
    b"{\"a\":[}",
    b"{]",
    b"{\"a\":1}{\"a\":1}",
    b"{\"a\":1}\n{\"a\":1}",
    b"{\"a\":1}x",
    b"{\"a\":1}#",
    b"{\"a\":1} // end",
    b"/* a */ {}",
    b"// a\n{}",
    b"{\"a\":/* */1}",
    b"{\"a\n\":1}",
    b"{\"\\x\":1}",
    b"{\x00}",
    b"{\"a\":1\x00}",
    // What stands around JSON elsewhere.
    b")]}',\n{\"a\":1}",
    b"while(1);[1]",
    b"for(;;);{}",
    b"callback({\"a\":1})",
    b"data: {}",
    b"a=1&b=2",
    b"--- a: 1",
    b"<?xml version=\"1.0\"?><a/>",
    b"HTTP/1.1 200 OK\r\n\r\n{}",
    b"\x1f\x8b\x08\x00",
    b"PK\x03\x04",
    b"\xff\xfe{\x00}\x00",
    b"\xfe\xff\x00{\x00}",
];

/// Read, all of them.
const WELL_FORMED: &[&[u8]] = &[
    b"null",
    b"true",
    b"false",
    b" null ",
    b"\tnull",
    b"\nnull\n",
    b"\r\nnull\r\n",
    b"0",
    b"-0",
    b"1",
    b"-1",
    b"10",
    b"123456789",
    b"9007199254740993",
    b"-9007199254740993",
    b"18446744073709551615",
    b"18446744073709551616",
    b"-9223372036854775808",
    b"-9223372036854775809",
    b"100000000000000000000000000000000000000000",
    b"0.0",
    b"-0.0",
    b"0.5",
    b"-0.5",
    b"1.25",
    b"0.1",
    b"3.141592653589793238462643383279",
    b"1e1",
    b"1E1",
    b"1e+1",
    b"1E+1",
    b"1e-1",
    b"1E-1",
    b"0e0",
    b"0e+1",
    b"0.0e-0",
    b"-1e1",
    b"1e308",
    b"1e-400",
    b"123e65",
    b"20e1",
    b"\"\"",
    b"\" \"",
    b"\"a\"",
    b"\"'\"",
    b"\"/\"",
    b"\"\\/\"",
    b"\"\\\"\"",
    b"\"\\\\\"",
    b"\"\\b\\f\\n\\r\\t\"",
    b"\"\\u0041\"",
    b"\"\\u00e9\"",
    b"\"\\u00E9\"",
    b"\"\\u0000\"",
    b"\"\\u001f\"",
    b"\"\\u2028\\u2029\"",
    b"\"\\ufeff\"",
    b"\"\\uffff\"",
    b"\"\\ud83d\\ude00\"",
    b"\"\\uD83D\\uDE00\"",
    b"\"\\u005C\"",
    b"\"\\u0022\"",
    b"\"\\\\u0041\"",
    b"\"\xc3\xa9\"",
    b"\"\xe2\x82\xac\"",
    b"\"\xf0\x9f\x98\x80\"",
    b"\"\xe2\x80\xa8\"",
    b"\"\xef\xbb\xbf\"",
    b"\"\x7f\"",
    b"\"// no comment\"",
    b"\"<script>\"",
    b"[]",
    b"[ ]",
    b"[\n]",
    b"[1]",
    b"[ 1 , 2 ]",
    b"[1,\"a\",null,true,false,{},[]]",
    b"[null]",
    b"[[]]",
    b"[[],[[]]]",
    b"[1\n,\n2]",
    b"[0,-0,0.0]",
    b"[\"a\",\"a\"]",
    b"{}",
    b"{ }",
    b"{\"a\":1}",
    b"{ \"a\" : 1 }",
    b"{\"\":0}",
    b"{\"a\":null}",
    b"{\"a\":{\"b\":[1,{\"c\":2}]}}",
    b"{\"a\":1,\"b\":2}",
    b"{\"a\":1,\"a\":2}",
    b"{\"a\":1,\"a\":1}",
    b"{\"\\u0061\":1}",
    b"{\"\\u0000\":1}",
    b"{\"a b\":\"c d\"}",
    b"{\"__proto__\":1,\"constructor\":2}",
    b"{\"\xc3\xa9\":1}",
    b"{\n\t\"a\" :\r\n 1\n}",
    // What we take beyond the letter: nothing is null, and proxies add a mark.
    b"",
    b" \t\r\n",
    b"\xef\xbb\xbf{}",
    b"\xef\xbb\xbf",
    b"\"\xff\"",
    b"[\"\xc3\"]",
    b"{\"\xe2\x82\":1}",
];

fn shown(document: &[u8]) -> String {
    String::from_utf8_lossy(document).into_owned()
}

#[test]
fn what_is_no_json_is_refused() {
    assert!(MALFORMED.len() >= 150, "{}", MALFORMED.len());
    for document in MALFORMED {
        let read = parse(document);
        assert!(read.is_err(), "{:?} is {read:?}", shown(document));
    }
}

#[test]
fn what_is_json_is_read() {
    assert!(WELL_FORMED.len() >= 80, "{}", WELL_FORMED.len());
    for document in WELL_FORMED {
        let read = parse(document);
        assert!(read.is_ok(), "{:?} is {read:?}", shown(document));
    }
}

/// A malformed value spoils what it is in, wherever that is. One with a comma or an end
/// of its own may be the inside of something else.
#[test]
fn what_is_no_json_is_refused_inside_others() {
    let whole = |document: &&&[u8]| !document.iter().any(|byte| b",]}".contains(byte));
    for document in MALFORMED.iter().filter(whole) {
        for (before, after) in [("[1,", "]"), ("{\"a\":", "}"), ("[[{\"a\":[", "]}]]")] {
            let text = [before.as_bytes(), document, after.as_bytes()].concat();
            assert!(parse(&text).is_err(), "{:?}", shown(&text));
        }
    }
}

/// Whatever is in a document, asking for a field of any type answers.
#[test]
fn every_question_to_every_document_is_answered() {
    for document in WELL_FORMED {
        let row = [b"{\"x\":".as_slice(), document, b"}"].concat();
        for bytes in [document.to_vec(), row] {
            let Ok(value) = parse(&bytes) else { continue };
            let Ok(fields) = Fields::of(&value) else {
                continue;
            };
            for name in ["x", "a", "", "__proto__"] {
                let _ = fields.text(name);
                let _ = fields.id(name);
                let _ = fields.integer_or_none(name);
                let _ = fields.float(name);
                let _ = fields.flag(name);
                let _ = fields.moment(name);
                let _ = fields.date(name);
                let _ = fields.money(name);
                let _ = fields.object(name).is_ok();
                let _ = fields.list(name);
                let _ = fields.word(name, str::to_owned);
            }
        }
    }
}

/// Depth costs stack in a reader that descends. 127 levels are read, more are refused,
/// however many and of whichever kind.
#[test]
fn depth_is_bounded_and_costs_no_stack() {
    for (open, middle, close) in [
        ("[", "1", "]"),
        ("{\"a\":", "1", "}"),
        ("[{\"a\":", "1", "}]"),
    ] {
        let levels = open.matches(['[', '{']).count();
        let nested = |depth: usize| {
            let times = depth / levels;
            format!("{}{middle}{}", open.repeat(times), close.repeat(times))
        };
        assert!(parse(nested(126).as_bytes()).is_ok(), "{open}");
        for depth in [128, 130, 1_000, 100_000, 2_000_000] {
            let text = nested(depth);
            assert_eq!(
                parse(text.as_bytes()),
                Err(NotJson::Other),
                "{open} {depth}"
            );
            let cut = &text[..text.len() / 2];
            assert!(parse(cut.as_bytes()).is_err(), "{open} {depth} cut");
        }
    }
}

/// Cut anywhere, a document is refused or is a shorter document: never something else.
#[test]
fn cut_documents_are_never_misread() {
    let whole = br#"[{"serviceId":9007199254740993,"resource":{"displayName":"caf\u00e9 \"x\" \ud83d\ude00","state":"active"},"price":-12.5},null,true]"#;
    assert!(parse(whole).is_ok());
    for length in 1..whole.len() {
        assert_eq!(
            parse(&whole[..length]),
            Err(NotJson::Truncated),
            "cut after {length}"
        );
    }
}

#[test]
fn the_last_of_equal_names_counts() {
    let value = parse(br#"{"a":1,"a":2,"b":{"c":null},"b":{"c":"x"}}"#).unwrap();
    let fields = Fields::of(&value).unwrap();
    assert_eq!(fields.id("a"), Ok(2));
    let inner = fields.object("b").unwrap().unwrap();
    assert_eq!(inner.text("c").as_deref(), Ok("x"));
}
