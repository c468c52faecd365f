//! What the provider says is broken and planned: what of it concerns the scope's own
//! services, then all of it, region by region.

pub mod event;
mod mine;
mod region;

use api::Region;
use leptos::prelude::*;

use crate::data::support::status::{self, Document};
use crate::data::{Data, Reading};
use crate::i18n::t;
use crate::place::Place;
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{Icon, PageHead, live};

/// The page.
#[component]
pub fn Status() -> impl IntoView {
    let (session, data, scope) = (Session::current(), Data::current(), Whose::of_page());
    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope)));
    let regions = Memo::new(move |_| {
        let readings = readings.get();
        let has = |region: &Region| readings.iter().any(|of| of.region() == *region);
        Region::ALL.into_iter().filter(has).collect::<Vec<_>>()
    });
    let responsible = Place::responsibilities(Whose::of_page(), None);
    let refresh = move |_| {
        let known = data.config().status;
        for region in regions.get_untracked() {
            if known.contains(&region) {
                status::again(region, Document::Open);
            }
        }
    };
    view! {
        <PageHead
            title=t("status.title")
            about=view! { <p class="soft">{t("status.about")}</p> }.into_any()
            tools=view! {
                <a class="button" href=responsible>
                    {t("status.responsible")}
                </a>
                <button class="button" type="button" on:click=refresh>
                    <Icon name="refresh-cw" />
                    {t("action.refresh")}
                </button>
            }
                .into_any()
        />
        <div class="status-page">
            {mine::panel(readings)}
            {live(move || {
                let panels = regions.get().into_iter().map(region::panel);
                panels.collect_view().into_any()
            })}
        </div>
    }
    .into_any()
}

/// The readings of one region.
fn of_region(readings: &[Reading], region: Region) -> Vec<Reading> {
    let own = readings.iter().filter(|of| of.region() == region);
    own.cloned().collect()
}
