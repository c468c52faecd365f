//! The drawing shows all of the flow.

use super::*;
use crate::flow::{draw, keys};

#[test]
fn every_question_option_and_end_is_drawn() {
    let drawing = draw();
    assert!(drawing.starts_with("digraph") && drawing.ends_with("}\n"));
    for id in NodeId::ALL {
        let name = id.key();
        assert!(drawing.contains(&format!("  {name} [label=")), "{name}");
        assert!(
            drawing.contains(&format!(" -> {name}")),
            "nothing leads to {name}"
        );
        let row = drawing
            .lines()
            .find(|line| line.starts_with(&format!("  {name} [label=")))
            .unwrap();
        for option in keys::options(id) {
            let apart = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
            assert!(
                row.split(apart).any(|word| word == option),
                "{name}.{option}"
            );
        }
        for choice in id.node().choices {
            let from = format!("  {name}:\"{}\" -> ", choice.key);
            assert!(drawing.contains(&from), "{from}");
        }
    }
    for end in End::KEYS {
        let named = |line: &str| {
            line.contains("[shape=ellipse, label=\"")
                && line.split(['"', ':']).any(|part| part == end)
        };
        assert!(drawing.lines().any(named), "{end}");
    }
}

/// Brackets and quotation marks close, so that it can be drawn.
#[test]
fn the_drawing_is_well_formed() {
    for line in draw().lines() {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
        assert_eq!(
            line.matches('<').count(),
            line.matches('>').count() - line.matches("->").count(),
            "{line}"
        );
    }
}
