//! The steps of a request, one question a page. The step stands in the address, so that
//! "back" leads to the one before and nothing is lost by it.

use advisor::flow::{self, Question, Step};
use leptos::prelude::*;

use super::desk::{Desk, Sending};
use super::situation::Situation;
use super::{check, describe, outcome, question, sent, settling};
use crate::app::{HELP_CHECK, HELP_OUTCOME};
use crate::i18n::{t, t_with};
use crate::place::Place;
use crate::platform::history::{Address, Step as Move};
use crate::session::drafts::Stage;
use crate::ui::{Area, PageHead, live};

/// Where in the request the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// What is the matter.
    Describe,
    /// The question of that place, from 0.
    Question(usize),
    /// Where the answers lead.
    Outcome,
    /// The ticket, before it is sent.
    Check,
}

impl At {
    /// Reads the query: `?at=question-1`.
    fn parse(search: &str) -> Self {
        let pairs = search.trim_start_matches('?').split('&');
        let at = pairs.filter_map(|pair| pair.strip_prefix("at=")).next();
        match at {
            Some("outcome") => Self::Outcome,
            Some("check") => Self::Check,
            Some(other) => other
                .strip_prefix("question-")
                .and_then(|number| number.parse().ok())
                .map_or(Self::Describe, Self::Question),
            None => Self::Describe,
        }
    }

    /// The query.
    fn search(self) -> String {
        match self {
            Self::Describe => String::new(),
            Self::Question(place) => format!("?at=question-{place}"),
            Self::Outcome => "?at=outcome".to_owned(),
            Self::Check => "?at=check".to_owned(),
        }
    }
}

/// The way through a request. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Way {
    address: Address,
    situation: Situation,
}

impl Way {
    /// Goes on from the step that the address names, to the one that follows from the
    /// answers.
    pub fn next(self) {
        if self.at() == At::Describe {
            self.situation.settle();
        }
        let path = untrack(|| Path::of(self.situation));
        let after = match self.at() {
            At::Describe => 0,
            At::Question(place) => place + 1,
            At::Outcome | At::Check => return self.go(At::Check),
        };
        if after < path.questions.len() {
            return self.go(At::Question(after));
        }
        match path.outcome {
            // Nothing stands between a ticket of the provider's and its sending.
            Some(outcome) if goes_to_check(&outcome) => self.go(At::Check),
            Some(_) => self.go(At::Outcome),
            None => {}
        }
    }

    /// Goes to a step.
    pub fn go(self, at: At) {
        let path = untrack(|| self.address.path());
        self.address
            .go(&[path, at.search()].concat(), Move::Forward);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn at(self) -> At {
        At::parse(&untrack(|| self.address.search()))
    }
}

/// Whether the ticket can be sent without anything to be read first.
fn goes_to_check(outcome: &flow::Outcome) -> bool {
    let stated_first = outcome
        .perimeter
        .is_some_and(|perimeter| perimeter.stated_first());
    outcome.end.sends_ticket() && !stated_first
}

/// The questions on the way that the answers take, and where it ends.
#[derive(Clone, PartialEq)]
pub struct Path {
    /// The answered ones, then the one that is open.
    pub questions: Vec<Question>,
    /// Where it ends, once none is open.
    pub outcome: Option<flow::Outcome>,
}

impl Path {
    fn of(situation: Situation) -> Self {
        let walk = flow::walk(&situation.case_for_flow(), &situation.answers.read());
        let mut questions = walk.asked;
        let outcome = match walk.step {
            Step::Ask(question) => {
                questions.push(question);
                None
            }
            Step::End(outcome) => Some(outcome),
        };
        Self { questions, outcome }
    }
}

/// The step that the address names, or the furthest that the answers lead to.
pub fn steps(desk: Desk) -> AnyView {
    let address = Address::of_page();
    let situation = Situation::of(desk);
    let way = Way { address, situation };
    let path = Memo::new(move |_| Path::of(situation));
    let at = Memo::new(move |_| At::parse(&address.search()));
    // What is drawn changes with the step, not with each key that is pressed in it.
    let shown = Memo::new(move |_| {
        let draft = desk.draft();
        match draft.stage {
            Stage::Sent { .. } => return Shown::Sent,
            Stage::Sending { .. } => return Shown::Settling,
            Stage::Writing => {}
        }
        let path = path.read();
        let described = !draft.field("text").trim().is_empty();
        match at.get() {
            _ if !described => Shown::Describe,
            At::Describe => Shown::Describe,
            At::Question(place) => match path.questions.get(place) {
                Some(question) => Shown::Question(place, question.node),
                None => Shown::Outcome,
            },
            At::Outcome if path.outcome.is_some() => Shown::Outcome,
            At::Check
                if path
                    .outcome
                    .as_ref()
                    .is_some_and(|end| end.ticket.is_some()) =>
            {
                Shown::Check
            }
            // Answers have changed since: the first question that is open.
            At::Outcome | At::Check => match path.questions.last() {
                Some(question) => Shown::Question(path.questions.len() - 1, question.node),
                None => Shown::Describe,
            },
        }
    });
    let parted = Memo::new(move |_| desk.parted());
    Effect::new(move || {
        if let Some(id) = parted.get() {
            let place = Place::draft(desk.account().id, id);
            address.go(&format!("{place}?parted"), Move::Instead);
        }
    });
    // By the time of the last steps their code is here.
    leptos::task::spawn_local(async {
        let _ = HELP_OUTCOME.open().await;
        let _ = HELP_CHECK.open().await;
    });
    let ending = Ending {
        desk,
        situation,
        path,
        way,
    };
    let check = move |last| {
        provide_context((ending, last));
        view! { <Area parcel=HELP_CHECK /> }.into_any()
    };
    let drawn = live(move || match shown.get() {
        Shown::Describe => view! {
            {head("help.describe", desk)}
            {describe::describe(desk, situation, way)}
        }
        .into_any(),
        Shown::Question(place, _) => question::question(desk, path, place, way),
        Shown::Outcome => {
            provide_context(ending);
            view! { <Area parcel=HELP_OUTCOME /> }.into_any()
        }
        Shown::Check => check(Last::Check),
        Shown::Settling => check(Last::Settling),
        Shown::Sent => check(Last::Sent),
    });
    view! {
        {notice(desk, address)}
        {drawn}
    }
    .into_any()
}

/// A step in which there is a ticket.
#[derive(Clone, Copy)]
enum Last {
    Check,
    Settling,
    Sent,
}

/// What the steps after the questions are about. In the context in which they are drawn.
#[derive(Clone, Copy)]
struct Ending {
    desk: Desk,
    situation: Situation,
    path: Memo<Path>,
    way: Way,
}

/// Where the answers lead: an area of its own.
#[component]
pub fn Outcome() -> impl IntoView {
    let Ending {
        desk,
        situation,
        path,
        way,
    } = expect_context();
    outcome::outcome(desk, situation, path, way)
}

/// The ticket, before it is sent and after: an area of its own.
#[component]
pub fn Check() -> impl IntoView {
    let (ending, last): (Ending, Last) = expect_context();
    let Ending {
        desk,
        situation,
        path,
        way,
    } = ending;
    match last {
        Last::Check => check::check(desk, situation, path, way),
        Last::Settling => settling::settling(desk),
        Last::Sent => sent::sent(desk, situation, path),
    }
}

/// What is on the page.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Describe,
    Question(usize, flow::NodeId),
    Outcome,
    Check,
    Settling,
    Sent,
}

/// The head of a step: its title, and whose request it is.
pub fn head(title: &'static str, desk: Desk) -> AnyView {
    head_of(t(title), desk)
}

/// Likewise, with a title that is a text already.
pub fn head_of(title: String, desk: Desk) -> AnyView {
    let draft = desk.draft_now();
    let whose = super::pick::whose(&draft.account);
    let about = match draft.service {
        Some(about) => t_with(
            "help.whose.service",
            &[("service", &about.display), ("whose", &whose)],
        ),
        None => whose,
    };
    view! {
        <PageHead
            title=title
            about=view! { <p class="soft">{about}</p> }.into_any()
            tools=().into_any()
        />
    }
    .into_any()
}

/// What another tab did to the draft.
fn notice(desk: Desk, address: Address) -> AnyView {
    let parted = untrack(|| address.search()).contains("parted");
    live(move || {
        if parted || matches!(desk.sending(), Sending::Parted) {
            view! { <p class="help-notice" role="status">{t("help.parted")}</p> }.into_any()
        } else {
            ().into_any()
        }
    })
}
