//! Every part of the interface in every state, on one page: the real parts, with made-up
//! values. What is changed in a part is seen here first.

mod charts;
mod forms;
mod panels;
mod tokens;
mod values;

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::PageHead;

/// The id of a section, the key of its title, and what draws it.
type Section = (&'static str, &'static str, fn() -> AnyView);

/// The page.
#[component]
pub fn Design() -> impl IntoView {
    let sections: [Section; 11] = [
        ("colours", "design.colours", tokens::colours),
        ("type", "design.type", tokens::scale),
        ("icons", "design.icons", tokens::icons),
        ("states", "design.states", values::states),
        ("values", "design.values", values::values),
        ("buttons", "design.buttons", forms::buttons),
        ("fields", "design.fields", forms::fields),
        ("dialogs", "design.dialogs", forms::dialogs),
        ("charts", "design.charts", charts::charts),
        ("panels", "design.panels", panels::panels),
        ("troubles", "design.troubles", panels::troubles),
    ];
    let ways = sections
        .iter()
        .map(|(id, title, _)| {
            view! {
                <li>
                    <a href=format!("#{id}")>{t(title)}</a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    let drawn = sections
        .into_iter()
        .map(|(id, title, draw)| {
            view! {
                <section class="design-section" aria-labelledby=id>
                    <h2 id=id tabindex="-1">
                        {t(title)}
                    </h2>
                    {draw()}
                </section>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <PageHead
            title=t("design.title")
            about=view! { <p class="soft">{t("design.about")}</p> }.into_any()
            tools=().into_any()
        />
        <nav class="design-ways" aria-label=t("design.sections")>
            <ul>{ways}</ul>
        </nav>
        {drawn}
    }
    .into_any()
}
