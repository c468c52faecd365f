//! The tokens as they are painted: colours with their contrast, sizes of text, icons.

use leptos::html::Div;
use leptos::prelude::*;

use crate::data::Clock;
use crate::i18n::{format, t_with};
use crate::ui::{Icon, live, text};

/// A colour, the colour of what it lies on, and the contrast that it owes.
struct Colour {
    name: &'static str,
    on: &'static str,
    /// 4.5 for text, 3 for what has to be seen, 1 for decoration.
    owes: f64,
}

const fn colour(name: &'static str, on: &'static str, owes: f64) -> Colour {
    Colour { name, on, owes }
}

const COLOURS: [Colour; 27] = [
    colour("ink", "surface", 4.5),
    colour("ink", "canvas", 4.5),
    colour("ink-soft", "surface", 4.5),
    colour("ink-soft", "surface-sunken", 4.5),
    colour("ink-faint", "surface", 4.5),
    colour("ink-faint", "canvas", 4.5),
    colour("accent", "surface", 4.5),
    colour("accent", "canvas", 4.5),
    colour("accent", "accent-soft", 4.5),
    colour("accent-hover", "surface", 4.5),
    colour("accent-ink", "accent", 4.5),
    colour("bad", "surface", 4.5),
    colour("bad", "bad-soft", 4.5),
    colour("warn", "surface", 4.5),
    colour("warn", "warn-soft", 4.5),
    colour("good", "surface", 4.5),
    colour("good", "good-soft", 4.5),
    colour("note", "surface", 4.5),
    colour("note", "note-soft", 4.5),
    colour("market", "surface", 3.0),
    colour("spirit", "surface", 3.0),
    colour("stack", "surface", 3.0),
    colour("enterprise", "surface", 3.0),
    colour("focus", "canvas", 3.0),
    colour("control-line", "surface", 3.0),
    colour("line-strong", "surface", 1.0),
    colour("line", "surface", 1.0),
];

pub fn colours() -> AnyView {
    let swatches = COLOURS.iter().map(swatch).collect_view();
    view! { <ul class="design-colours">{swatches}</ul> }.into_any()
}

/// One colour on another, with the contrast as the browser paints them now: other colours
/// are chosen on this very page.
fn swatch(colour: &'static Colour) -> AnyView {
    let node = NodeRef::<Div>::new();
    let clock = Clock::current();
    let contrast = Memo::new(move |_| {
        clock.now();
        node.get().and_then(|node| painted(&node))
    });
    let said = text(move || match contrast.get() {
        Some(contrast) => t_with(
            "design.contrast",
            &[("ratio", &format::decimal(contrast, 1))],
        ),
        None => String::new(),
    });
    let short = move || {
        contrast
            .get()
            .is_some_and(|contrast| contrast < colour.owes)
    };
    view! {
        <li>
            <div
                class="design-swatch"
                node_ref=node
                aria-hidden="true"
                style:color=format!("var(--{})", colour.name)
                style:background-color=format!("var(--{})", colour.on)
            >
                {(colour.owes >= 4.5).then(|| view! { <span>"Aa 09"</span> })}
                <Icon name="server" />
            </div>
            <p class="mono small">{colour.name}</p>
            <p class="small soft">{t_with("design.on", &[("surface", colour.on)])}</p>
            <p class="small">
                {live(move || {
                    let (class, icon) = if short() {
                        ("state state-bad", "circle-x")
                    } else {
                        ("state state-good", "circle-check")
                    };
                    view! {
                        <span class=class>
                            <Icon name=icon />
                            {said}
                        </span>
                    }
                        .into_any()
                })}
            </p>
        </li>
    }
    .into_any()
}

/// The contrast of an element's text with its ground.
fn painted(element: &web_sys::Element) -> Option<f64> {
    let style = window().get_computed_style(element).ok()??;
    let of = |property: &str| luminance(&style.get_property_value(property).ok()?);
    Some(ratio(of("color")?, of("background-color")?))
}

/// The relative luminance of `rgb(r, g, b)`, as WCAG 2.2 defines it.
fn luminance(colour: &str) -> Option<f64> {
    let numbers = colour.split_once('(')?.1.trim_end_matches(')');
    let mut parts = numbers
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        // Whole numbers: reading fractions brings a table of ten kilobytes.
        .map(str::parse::<u8>);
    let mut channel = || {
        let value = f64::from(parts.next()?.ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel()? + 0.7152 * channel()? + 0.0722 * channel()?)
}

/// The contrast of two luminances.
fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The sizes of text and what each is for.
const SIZES: [(&str, &str); 6] = [
    ("text-figure", "design.text.figure"),
    ("text-title", "design.text.title"),
    ("text-large", "design.text.large"),
    ("text", "design.text.body"),
    ("text-small", "design.text.small"),
    ("text-tiny", "design.text.tiny"),
];

pub fn scale() -> AnyView {
    let rows = SIZES
        .iter()
        .map(|(name, sample)| {
            view! {
                <div>
                    <dt class="mono small">{*name}</dt>
                    <dd style:font-size=format!("var(--{name})")>{crate::i18n::t(sample)}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <dl class="panel design-rows">
            {rows} <div>
                <dt class={"mono small"}>"mono"</dt>
                <dd class={"mono"}>"ns3012345.ip-192-0-2.example"</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// All that is in `public/icons.svg`; a test compares.
const ICONS: [&str; 52] = [
    "layout-dashboard",
    "server",
    "globe",
    "languages",
    "lock",
    "keyboard",
    "undo-2",
    "cloud",
    "building-2",
    "list",
    "search",
    "refresh-cw",
    "sun",
    "moon",
    "monitor",
    "log-out",
    "triangle-alert",
    "circle-x",
    "circle-check",
    "activity",
    "clock",
    "wrench",
    "shield-alert",
    "hourglass",
    "key-round",
    "chevron-right",
    "arrow-up",
    "arrow-down",
    "x",
    "credit-card",
    "ban",
    "inbox",
    "user-round",
    "wifi-off",
    "info",
    "calendar-clock",
    "plus",
    "circle-pause",
    "circle-question-mark",
    "users-round",
    "external-link",
    "columns-3",
    "download",
    "bookmark",
    "list-filter",
    "copy",
    "archive",
    "trash-2",
    "life-buoy",
    "message-square",
    "send",
    "chevron-left",
];

pub fn icons() -> AnyView {
    let items = ICONS
        .iter()
        .map(|name| {
            view! {
                <li>
                    <Icon name=name />
                    <span class="mono small">{*name}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="panel design-icons">{items}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_counted_as_wcag_does() {
        let black = luminance("rgb(0, 0, 0)").unwrap();
        let white = luminance("rgb(255, 255, 255)").unwrap();
        assert!((ratio(black, white) - 21.0).abs() < 1e-9);
        assert!((ratio(white, black) - 21.0).abs() < 1e-9);
        let grey = luminance("rgb(118 118 118)").unwrap();
        assert!((ratio(grey, white) - 4.54).abs() < 0.01);
        assert_eq!(luminance("none"), None);
    }

    #[test]
    fn every_icon_of_the_sheet_is_on_the_page() {
        let sheet = include_str!("../../../public/icons.svg");
        let ids: Vec<&str> = sheet
            .split("<symbol id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(ids, ICONS);
    }

    #[test]
    fn every_colour_of_the_tokens_is_on_the_page() {
        let tokens = include_str!("../../../style/tokens.css");
        let (first, _) = tokens.split_once("@media").unwrap();
        for line in first.lines().filter(|line| line.contains("light-dark(#")) {
            let name = line.trim().trim_start_matches("--");
            let (name, _) = name.split_once(':').unwrap();
            // Grounds that nothing is painted with are below others on the page.
            let shown = COLOURS
                .iter()
                .any(|colour| colour.name == name || colour.on == name)
                || name == "surface-hover";
            assert!(shown, "{name} is not on the page");
        }
    }
}
