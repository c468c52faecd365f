//! What to ask and where it leads: the flow as data.
//!
//! A [`Case`] is what is known before anything is asked: the account, the service, what
//! its words suggest and what the API says of it. [`next`] answers with a question or
//! with the end; [`walk`] adds the questions that were answered on the way, for going
//! back. Both are pure.
//!
//! ```
//! use advisor::flow::{Answers, Case, End, Entry, Step, next};
//! use catalog::Region;
//!
//! // From the page of a server, an incident is one answer away from its ticket.
//! let mut case = Case::new(Region::Eu);
//! case.entry = Entry::Service;
//! case.product = Case::product_named("dedicated-server");
//! case.service = Some("ns1.example".into());
//!
//! let mut answers = Answers::new();
//! let Step::Ask(question) = next(&case, &answers) else { panic!() };
//! answers.set(question.node.key(), "down");
//! let Step::End(outcome) = next(&case, &answers) else { panic!() };
//! assert_eq!(outcome.end, End::IncidentTicket);
//! assert_eq!(outcome.ticket.unwrap().category.as_str(), "incident");
//! ```
//!
//! The flow says nothing in words. Texts are named after its keys ([`all_keys`]): a
//! question is `help.q.{node}`, an answer `help.a.{node}.{option}` (a family or topic
//! where it is one), an end `help.end.{end}`.
//!
//! Rules, each held by a test: at most five questions, each with "I don't know"; an
//! incident is filed before anything is diagnosed; advice never takes its lane; what is
//! not the provider's to solve is said before a ticket.

mod answers;
mod case;
mod draw;
mod ending;
mod keys;
mod nodes;
mod outcome;
mod signals;
mod suggest;
#[cfg(test)]
mod tests;
mod ticket;
mod walk;
mod when;

pub use answers::Answers;
pub use case::{Case, Entry, Kind, Partner, Suggestion};
pub use draw::draw;
pub use keys::all_keys;
pub use nodes::{NodeId, UNKNOWN};
pub use outcome::{End, Need, Note, Outcome, Part, Perimeter, Way};
pub use signals::{
    Block, BlockKind, Finding, MachineState, Notice, NoticeKind, OpenTicket, OpenedBy,
    ServiceState, Signal, Signals, Work, WorkKind,
};
pub use suggest::{Suggested, Why};
pub use ticket::{Category, Degree, Subcategory, Ticket, TicketProduct, Weight};
pub use walk::{Opt, Question, Step, Walk, next, walk};
