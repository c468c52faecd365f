//! The gateway over real sockets, between a browser's side and an upstream's side
//! that are both written byte by byte in the tests.
//!
//! The security checklist and where each item is proven:
//!
//! | item | test |
//! |---|---|
//! | S01–S03, header part | `page::the_page_carries_the_exact_policy_and_a_fresh_nonce` |
//! | S26 | `listening::*`, `program::listening_beyond_this_machine_is_refused_with_a_remedy` |
//! | S27 | `admission::only_listed_hosts_are_answered` |
//! | S28 | `admission::only_the_application_itself_may_ask`, `admission::sample_accounts_are_guarded_like_the_api` |
//! | S29 | `admission::no_origin_is_ever_given_permission` |
//! | S30 | `routing::only_configured_endpoints_are_connected_to` |
//! | S31 | `routing::the_upstream_gets_the_bytes_that_were_signed`, `routing::targets_with_two_readings_are_refused`, `target::tests` |
//! | S32 | `answers::redirections_are_not_followed` |
//! | S33 | `routing::only_four_methods_are_relayed` |
//! | S34 | `relayed_headers::requests_lose_what_identifies_or_steers` |
//! | S35 | `relayed_headers::answers_lose_what_would_act_in_the_browser`, `relayed_headers::what_is_not_json_can_only_be_saved` |
//! | S36 | `limits::*`, `bulkheads::*` |
//! | S37 | `smuggling::*`, `wire::head::tests`, `wire::guard::tests` |
//! | S38 | `tls::*` |
//! | S39 | `program::logs_hold_templates_and_nothing_secret`, `template::tests` |
//! | S40 | in the crate `control-plane`; here: `routing::the_local_side_door_is_not_reachable` |
//! | S41 | `files::*` |

mod admission;
mod answers;
mod bulkheads;
mod files;
mod limits;
mod listening;
mod page;
mod program;
mod relayed_headers;
mod routing;
mod shutdown;
mod smuggling;
mod support;
mod tls;
