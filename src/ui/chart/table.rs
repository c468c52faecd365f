//! What a picture shows, as a table.

use leptos::prelude::*;

/// Folded away behind `summary`. The first cell of a row names it.
pub fn as_table(
    summary: String,
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
) -> AnyView {
    let called = caption.clone();
    let head = head
        .into_iter()
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let mut cells = cells.into_iter();
            let name = cells.next();
            let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="chart-table">
            <summary>{summary}</summary>
            <div class="chart-table-frame" tabindex="0" role="group" aria-label=called>
                <table>
                    <caption class="unseen">{caption}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
