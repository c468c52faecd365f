//! "Get help": where a request begins, and the steps of writing and sending one.

mod begin;
mod check;
mod describe;
mod desk;
mod drafts;
mod expect;
mod kept;
mod known;
mod notices;
mod outcome;
pub mod perimeter;
mod pick;
mod question;
mod reading;
mod replace;
mod sent;
mod settling;
mod situation;
mod start;
mod steps;
mod suggested;
mod ticket;

pub use question::{family_name, has_own_name, text_key};
pub use steps::End;

use leptos::prelude::*;

use crate::app::Here;
use crate::place::{Page, Place};
use crate::session::Session;
use crate::shell::Whose;

/// The pages of the area: its start, or one draft.
#[component]
pub fn Help() -> impl IntoView {
    let here = Here::of_page();
    match untrack(|| here.get()) {
        Place::Page(_, Page::Draft(id)) => {
            let (session, scope) = (Session::current(), Whose::of_page());
            // The frame has seen to it that its keys are here.
            match untrack(|| session.accounts_in(&scope)).pop() {
                Some(account) => begin::draft(account, id),
                None => ().into_any(),
            }
        }
        _ => start::page(),
    }
}
