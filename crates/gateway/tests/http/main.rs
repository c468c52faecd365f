//! The gateway over real sockets, between a browser's side and an upstream's side
//! that are both written byte by byte in the tests.
//!
//! What the gateway protects, and where each protection is proven:
//!
//! | protection | test |
//! |---|---|
//! | policy and headers of the page | `page::the_page_carries_the_exact_policy_and_a_fresh_nonce` |
//! | listens on this machine only | `listening::*`, `program::listening_beyond_this_machine_is_refused_with_a_remedy` |
//! | host names | `admission::only_listed_hosts_are_answered` |
//! | only the application itself | `admission::only_the_application_itself_may_ask`, `admission::sample_accounts_are_guarded_like_the_api` |
//! | no cross-origin permission | `admission::no_origin_is_ever_given_permission` |
//! | endpoints by name | `routing::only_configured_endpoints_are_connected_to` |
//! | bytes as signed | `routing::the_upstream_gets_the_bytes_that_were_signed`, `routing::targets_with_two_readings_are_refused`, `target::tests` |
//! | redirections | `answers::redirections_are_not_followed` |
//! | methods | `routing::only_four_methods_are_relayed` |
//! | headers of requests | `relayed_headers::requests_lose_what_identifies_or_steers` |
//! | headers and kinds of answers | `relayed_headers::answers_lose_what_would_act_in_the_browser`, `relayed_headers::what_is_not_json_can_only_be_saved` |
//! | sizes, counts and times | `limits::*`, `bulkheads::*` |
//! | requests with two readings | `smuggling::*`, `wire::head::tests`, `wire::guard::tests` |
//! | status pages | `status::*`, `status::tests` |
//! | certificates | `tls::*` |
//! | logs | `program::logs_hold_templates_and_nothing_secret`, `template::tests` |
//! | the control plane's side door | in the crate `control-plane`; here: `routing::the_local_side_door_is_not_reachable` |
//! | files | `files::*` |

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
mod status;
mod support;
mod tls;
