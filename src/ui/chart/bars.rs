//! Upright bars along a line of time.

use leptos::prelude::*;

use super::{height_of, percent, top_of};

/// Of the part that bars stand in, in pixels.
const HEIGHT: i64 = 112;
/// Of the whole picture.
const WHOLE: i64 = HEIGHT + 20;

/// One bar.
pub struct Bar {
    pub value: i64,
    /// What stands under it.
    pub label: String,
    /// What it says when pointed at.
    pub title: String,
    /// It may still grow.
    pub unfinished: bool,
}

/// The picture, called `name`; `scale` writes a value at the side.
pub fn bars(name: String, bars: Vec<Bar>, scale: impl Fn(i64) -> String) -> AnyView {
    let top = top_of(bars.iter().map(|bar| bar.value).max().unwrap_or_default());
    let count = bars.len() as i64;
    let lines = [0, HEIGHT / 2]
        .map(|y| view! { <line class="bars-line" x1="0" x2="100%" y1=y y2=y></line> }.into_any());
    let drawn = (0_i64..)
        .zip(bars)
        .map(|(place, bar)| {
            let height = height_of(bar.value, top, HEIGHT);
            let class = if bar.unfinished {
                "bar bar-unfinished"
            } else {
                "bar"
            };
            // Two thirds of its share, in the middle of it.
            let (x, width) = (percent(place * 6 + 1, count * 6), percent(4, count * 6));
            // On a narrow screen every other label has room.
            let odd = (count - place) % 2 == 0;
            view! {
                <g>
                    <rect class=class x=x y=HEIGHT - height width=width height=height rx="2">
                        <title>{bar.title}</title>
                    </rect>
                    <text
                        class=if odd { "tick tick-odd" } else { "tick" }
                        x=percent(place * 6 + 3, count * 6)
                        y=WHOLE - 4
                        text-anchor="middle"
                    >
                        {bar.label}
                    </text>
                </g>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="bars">
            <div class="bars-scale" aria-hidden="true">
                <span>{scale(top)}</span>
                <span>{scale(top / 2)}</span>
                <span>{scale(0)}</span>
            </div>
            <svg class="bars-plot" role="img" aria-label=name width="100%" height=WHOLE>
                {lines}
                {drawn}
                <line class="bars-ground" x1="0" x2="100%" y1=HEIGHT y2=HEIGHT></line>
            </svg>
        </div>
    }
    .into_any()
}
