//! What is shown, as CSV and JSON: exactly these rows, columns and order.

use std::any::Any;

use crate::ui::table::column::{AnyColumn, Rows, Table, Value};
use crate::ui::table::moment;

/// What is exported of a list.
pub struct Export<'a> {
    pub table: &'a Table,
    pub rows: &'a Rows,
    /// The places of the rows, in order.
    pub chosen: &'a [u32],
    /// The places of the columns, in order.
    pub columns: &'a [usize],
}

/// What makes Excel read a CSV file as UTF-8.
pub const BOM: &str = "\u{feff}";

impl Export<'_> {
    /// CSV after RFC 4180, headings in the words that `title` gives for their keys. What a
    /// spreadsheet would take for a formula gets an apostrophe before it.
    pub fn csv(&self, title: &dyn Fn(&str) -> String) -> String {
        let mut csv = String::new();
        let mut line: Vec<String> = Vec::new();
        for column in self.columns() {
            line.push(cell(&title(column.title)));
            if let Some((heading, ..)) = &column.beside {
                line.push(cell(&title(heading)));
            }
        }
        end_line(&mut csv, &line);
        for row in self.rows() {
            line.clear();
            for column in self.columns() {
                line.push(written(column, row));
                if let Some((.., text)) = &column.beside {
                    line.push(cell(&text(row)));
                }
            }
            end_line(&mut csv, &line);
        }
        csv
    }

    /// JSON: a list of objects, named by the columns' keys.
    pub fn json(&self) -> String {
        let mut json = String::from("[");
        for (at, row) in self.rows().enumerate() {
            json.push_str(if at == 0 { "\n  {" } else { ",\n  {" });
            let mut first = true;
            let mut member = |key: &str, value: &str| {
                if !std::mem::take(&mut first) {
                    json.push_str(", ");
                }
                string(&mut json, key);
                json.push_str(": ");
                json.push_str(value);
            };
            for column in self.columns() {
                member(column.key, &value(column, row));
                if let Some((_, key, text)) = &column.beside {
                    let mut said = String::new();
                    string(&mut said, &text(row));
                    member(key, &said);
                }
            }
            json.push('}');
        }
        json.push_str("\n]\n");
        json
    }

    fn columns(&self) -> impl Iterator<Item = &AnyColumn> {
        self.columns.iter().map(|at| &self.table.columns[*at])
    }

    fn rows(&self) -> impl Iterator<Item = &(dyn Any + Send + Sync)> {
        self.chosen.iter().filter_map(|at| self.rows.row(*at))
    }
}

/// The name of a file for what `scope` shows of a list on a day (`2026-12-01`).
pub fn file_name(list: &str, scope: &str, day: &str, kind: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let scope: String = scope.chars().map(plain).collect();
    format!("{list}-{scope}-{day}.{kind}")
}

fn end_line(csv: &mut String, line: &[String]) {
    csv.push_str(&line.join(","));
    csv.push_str("\r\n");
}

/// Text as a cell.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if formula { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{mark}{text}")
    }
}

fn written(column: &AnyColumn, row: &dyn Any) -> String {
    if let Some(said) = &column.said {
        return cell(&said(row));
    }
    match (column.value)(row) {
        Value::None => String::new(),
        Value::Text(text) | Value::Word { word: text, .. } => cell(text),
        // Digits are no formula.
        Value::Number(number) => digits(number),
        Value::Date(at) => moment::iso(at),
        Value::Money(amount, currency) => cell(&format!("{} {currency}", digits(amount))),
        Value::Tags(tags) => cell(&tags.join(", ")),
    }
}

fn value(column: &AnyColumn, row: &dyn Any) -> String {
    let mut json = String::new();
    match (column.value)(row) {
        Value::None => json.push_str("null"),
        Value::Text(text) | Value::Word { word: text, .. } => string(&mut json, text),
        Value::Number(number) => json.push_str(&digits(number)),
        Value::Date(at) => string(&mut json, &moment::iso(at)),
        Value::Money(amount, currency) => {
            json.push_str("{\"value\": ");
            json.push_str(&digits(amount));
            json.push_str(", \"currency\": ");
            string(&mut json, currency);
            json.push('}');
        }
        Value::Tags(tags) => {
            json.push('[');
            for (at, tag) in tags.iter().enumerate() {
                if at > 0 {
                    json.push_str(", ");
                }
                string(&mut json, tag);
            }
            json.push(']');
        }
    }
    json
}

/// A number to the hundredth. By hand: the general printing of fractions is large.
fn digits(number: f64) -> String {
    let hundredths = (number.abs() * 100.0).round() as u64;
    let sign = if number < 0.0 && hundredths > 0 {
        "-"
    } else {
        ""
    };
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

/// Text as JSON has it.
fn string(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            c if c < ' ' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json.push('"');
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ui::table::sample::{rows, table};

    #[test]
    fn csv_holds_what_is_shown_and_no_formula() {
        let (table, rows) = (table(), rows());
        let export = Export {
            table: &table,
            rows: &rows,
            chosen: &[3, 2],
            columns: &[0, 1, 5, 3, 4],
        };
        assert_eq!(
            export.csv(&str::to_owned),
            "name,state,tag,end,price\r\n\
             \"'=delta,\"\"x\"\"\",OTHER,,,1234.50 EUR\r\n\
             gamma,BAD,\"env:test, =1\",2027-03-01T00:00:00Z,10.01 EUR\r\n"
        );
        let json: serde_json::Value = serde_json::from_str(&export.json()).unwrap();
        assert_eq!(
            json,
            serde_json::json!([
                {"name": "=delta,\"x\"", "state": "other", "tag": [], "end": null,
                 "price": {"value": 1234.5, "currency": "EUR"}},
                {"name": "gamma", "state": "bad", "tag": ["env:test", "=1"],
                 "end": "2027-03-01T00:00:00Z", "price": {"value": 10.01, "currency": "EUR"}},
            ])
        );
    }

    #[test]
    fn formulas_are_defused() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("\ra", "\"'\ra\""),
            ("=\"a\"", "\"'=\"\"a\"\"\""),
            ("a=1", "a=1"),
            ("a\nb", "\"a\nb\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_file_says_whose_and_when() {
        assert_eq!(
            file_name("services", "eu:ab12345-ovh", "2026-12-01", "csv"),
            "services-eu-ab12345-ovh-2026-12-01.csv"
        );
    }

    #[test]
    fn numbers_are_written_to_the_hundredth() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.001, "0"),
            (12.5, "12.50"),
            (-3.256, "-3.26"),
        ] {
            assert_eq!(digits(number), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_json(text in "(\\PC|[\\x00-\\x1f\"\\\\]){0,20}") {
            let mut json = String::new();
            string(&mut json, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
