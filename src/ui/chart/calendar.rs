//! Weeks side by side, their days one below the other.

use leptos::prelude::*;

use super::percent;

/// Of one day, in pixels, with the space below it.
const ROW: i64 = 23;
/// Of the space.
const GAP: i64 = 3;
/// Of the line of names above.
const HEAD: i64 = 20;

/// One day.
pub struct Cell {
    /// What is written in it; nothing for a day without.
    pub text: String,
    pub class: &'static str,
    /// What it says when pointed at.
    pub title: String,
}

/// One week: its name, and its days from the first.
pub struct Week {
    pub label: String,
    pub days: Vec<Cell>,
}

/// The picture, called `name`, with the names of the days of a week beside it.
pub fn calendar(name: String, weekdays: Vec<String>, weeks: Vec<Week>) -> AnyView {
    let count = weeks.len() as i64;
    let names = weekdays
        .into_iter()
        .map(|name| view! { <span>{name}</span> })
        .collect_view();
    let drawn = (0_i64..)
        .zip(weeks)
        .map(|(column, week)| {
            let (x, middle) = (
                percent(column * 2, count * 2),
                percent(column * 2 + 1, count * 2),
            );
            // A little less than its share: the space to the next week.
            let width = percent(94, count * 100);
            let days = (0_i64..)
                .zip(week.days)
                .map(|(row, day)| {
                    let y = HEAD + row * ROW;
                    let text = (!day.text.is_empty()).then(|| {
                        // The middle of the day, a little to the left as its width is less.
                        view! {
                            <text
                                class=format!("day-text {}", day.class)
                                x=percent(column * 100 + 47, count * 100)
                                y=y + 14
                                text-anchor="middle"
                            >
                                {day.text}
                            </text>
                        }
                    });
                    view! {
                        <g>
                            <title>{day.title}</title>
                            <rect
                                class=format!("day {}", day.class)
                                x=x.clone()
                                y=y
                                width=width.clone()
                                height=ROW - GAP
                                rx="3"
                            ></rect>
                            {text}
                        </g>
                    }
                    .into_any()
                })
                .collect_view();
            let class = if column % 2 == 1 {
                "tick tick-odd"
            } else {
                "tick"
            };
            view! {
                <text class=class x=middle y="12" text-anchor="middle">
                    {week.label}
                </text>
                {days}
            }
            .into_any()
        })
        .collect_view();
    let height = HEAD + 7 * ROW;
    view! {
        <div class="calendar">
            <div class="calendar-days" aria-hidden="true">
                {names}
            </div>
            <svg class="calendar-plot" role="img" aria-label=name width="100%" height=height>
                {drawn}
            </svg>
        </div>
    }
    .into_any()
}
