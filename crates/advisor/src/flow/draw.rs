//! The flow as a picture.

use std::fmt::Write as _;

use catalog::Family;

use super::{
    keys,
    nodes::{Ending, Goal, Listed, NodeId, Route, START},
    when::When,
};

/// The whole flow in the language of Graphviz, made from its tables: a box for each
/// question with its options, an ellipse for each end, an arrow for each way with its
/// condition.
pub fn draw() -> String {
    let mut out = String::from(
        "digraph flow {\n  rankdir=LR;\n  node [shape=plain, fontname=\"Helvetica\"];\n  \
         edge [fontname=\"Helvetica\", fontsize=10];\n  start [shape=circle, label=\"start\"];\n",
    );
    let mut endings = Vec::new();
    let mut arrows = String::new();
    ways("start", START, &mut arrows, &mut endings);
    for id in NodeId::ALL {
        let name = id.key();
        let mut rows = format!("<tr><td bgcolor=\"lightgrey\"><b>{name}</b></td></tr>");
        if let Some(listed) = &id.node().listed {
            let keys = match listed {
                Listed::Families(_) => Family::ALL.map(Family::key).to_vec(),
                Listed::Topics(_) => keys::topics(),
            };
            let text = lines(&keys);
            let _ = write!(
                rows,
                "<tr><td port=\"listed\" align=\"left\">{text}</td></tr>"
            );
            ways(
                &format!("{name}:listed"),
                listed.routes(),
                &mut arrows,
                &mut endings,
            );
        }
        for choice in id.node().choices {
            let key = choice.key;
            let shown = match choice.shown {
                When::Always => String::new(),
                shown => format!(
                    "<br/><font point-size=\"9\">{}</font>",
                    lines(&shown.to_string().split(", ").collect::<Vec<_>>())
                ),
            };
            let _ = write!(
                rows,
                "<tr><td port=\"{key}\" align=\"left\">{key}{shown}</td></tr>"
            );
            ways(
                &format!("{name}:\"{key}\""),
                choice.to,
                &mut arrows,
                &mut endings,
            );
        }
        let _ = writeln!(
            out,
            "  {name} [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">{rows}</table>>];"
        );
    }
    for (index, ending) in endings.iter().enumerate() {
        let _ = writeln!(out, "  end{index} [shape=ellipse, label=\"{ending}\"];");
    }
    out + &arrows + "}\n"
}

fn ways(from: &str, routes: &[Route], arrows: &mut String, endings: &mut Vec<Ending>) {
    for route in routes {
        let to = match route.to {
            Goal::Ask(id) => id.key().to_owned(),
            Goal::End(ending) => {
                let known = endings.iter().position(|known| *known == ending);
                let index = known.unwrap_or_else(|| {
                    endings.push(ending);
                    endings.len() - 1
                });
                format!("end{index}")
            }
        };
        let label = match route.when {
            When::Always => String::new(),
            when => format!(" [label=\"{when}\"]"),
        };
        let _ = writeln!(arrows, "  {from} -> {to}{label};");
    }
}

/// Four to a line.
fn lines(words: &[&str]) -> String {
    let lines: Vec<_> = words.chunks(4).map(|words| words.join(", ")).collect();
    lines.join(",<br/>")
}
