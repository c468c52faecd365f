//! No page is written out as a string of markup. The framework would build an element
//! whose attributes and children are all fixed by handing text to `innerHTML`, and the
//! page's policy (`trusted-types 'none'`) lets nobody do that. A value in braces keeps
//! an element out of it: `aria-hidden={"true"}`, `<b>{"·"}</b>`.

#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::{fs, str::FromStr};

use proc_macro2::{TokenStream, TokenTree};
use rstml::Infallible;
use rstml::node::{Node, NodeAttribute, NodeElement, NodeName};

/// Attributes that are code even where their value is fixed.
const CODE: [&str; 5] = ["style:", "prop:", "on:", "use:", "bind:"];

/// What stands in each `view!`, those within others included.
fn views(code: TokenStream, found: &mut Vec<TokenStream>) {
    let tokens: Vec<_> = code.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let macro_name = at.checked_sub(2).map(|name| tokens[name].to_string());
        if macro_name.as_deref() == Some("view") && tokens[at - 1].to_string() == "!" {
            found.push(group.stream());
        }
        views(group.stream(), found);
    }
}

fn is_component(element: &NodeElement<Infallible>) -> bool {
    let name = element.name().to_string();
    name.contains("::") || name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Whether the framework would make text of it.
fn is_fixed(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::RawText(_) => true,
        Node::Element(element) => {
            !is_component(element)
                && !matches!(element.name(), NodeName::Block(_))
                && element
                    .attributes()
                    .iter()
                    .all(|attribute| match attribute {
                        NodeAttribute::Block(_) => false,
                        NodeAttribute::Attribute(attribute) => {
                            let key = attribute.key.to_string();
                            let value = &attribute.possible_value;
                            (value.to_value().is_none()
                                || attribute.value_literal_string().is_some())
                                && !CODE.iter().any(|code| key.starts_with(code))
                        }
                    })
                && element.children.iter().all(is_fixed)
        }
        _ => false,
    }
}

/// Where elements within others are fixed, and their names.
fn fixed(nodes: &[Node], within_element: bool, found: &mut Vec<(usize, String)>) {
    for node in nodes {
        match node {
            Node::Element(element) => {
                let bare = element.attributes().is_empty() && element.children.is_empty();
                if within_element && !bare && is_fixed(node) {
                    let line = element.open_tag.token_lt.span.start().line;
                    found.push((line, element.name().to_string()));
                } else {
                    fixed(&element.children, !is_component(element), found);
                }
            }
            Node::Fragment(fragment) => fixed(&fragment.children, within_element, found),
            _ => {}
        }
    }
}

fn fixed_in(code: &str) -> Vec<(usize, String)> {
    let (mut all, mut found) = (Vec::new(), Vec::new());
    views(TokenStream::from_str(code).unwrap(), &mut all);
    for view in all {
        let parser = rstml::Parser::new(rstml::ParserConfig::default().recover_block(true));
        let (nodes, problems) = parser.parse_recoverable(view).split_vec();
        assert!(problems.is_empty(), "not a view");
        fixed(&nodes, false, &mut found);
    }
    found
}

#[test]
fn nothing_is_built_from_text() {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                for (line, name) in fixed_in(&fs::read_to_string(&path).unwrap()) {
                    found.push(format!("{}:{line}: <{name}>", path.display()));
                }
            }
        }
    }
    found.sort();
    assert!(
        found.is_empty(),
        "all of these is fixed, so it would be set as markup, which the page's policy refuses; \
         put one of its values in braces, as in aria-hidden={{\"true\"}}:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_search_finds_what_the_framework_writes_out() {
    let names = |code: &str| -> Vec<String> {
        let found = fixed_in(&format!("fn part() {{ {code} }}"));
        found.into_iter().map(|(_, name)| name).collect()
    };
    for (code, expected) in [
        (r#"view! { <p><img src="/a.svg" alt="" /></p> }"#, "img"),
        (r#"view! { <p><b>"x"<i hidden>"y"</i></b></p> }"#, "b"),
        (
            r#"live(move || view! { <p>{x}<b class="c"></b></p> }.into_any())"#,
            "b",
        ),
        (r#"view! { <A><p><b>"x"</b></p></A> }"#, "b"),
        (
            r#"view! { <p>{move || view! { <q><hr class="c" /></q> }}</p> }"#,
            "hr",
        ),
    ] {
        assert_eq!(names(code), [expected], "{code}");
    }
    for code in [
        r#"view! { <p class="c">"x"</p> }"#,
        r#"view! { <p><img src="/a.svg" alt={""} /></p> }"#,
        r#"view! { <p><b>{"x"}</b><br /></p> }"#,
        r#"view! { <p><b on:click=go>"x"</b><Icon name="x" /></p> }"#,
        r#"view! { <A><b class="c">"x"</b></A> }"#,
        r#"view! { <p><b style:height="1px"></b></p> }"#,
    ] {
        assert_eq!(names(code), [""; 0], "{code}");
    }
}
