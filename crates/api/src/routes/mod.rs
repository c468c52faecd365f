//! The typed calls, one file per section of the API. Each adds methods to
//! [`Session`](crate::Session) and the types they answer with: the fields the
//! application shows, no more.

mod auth;
mod bills;
mod brands;
mod cloud;
mod dedicated_cloud;
mod dedicated_server;
mod domain;
mod email_domain;
mod hosting_web;
mod interventions;
mod ip;
mod ip_watch;
mod me;
mod service_detail;
mod service_infos;
mod services;
mod sla;
mod sub_account;
mod support;
mod tasks;
mod telephony;
mod vps;
mod vrack;
mod xdsl;
mod zone;

pub(crate) use auth::read as read_credential;
pub use auth::{AuthDetails, Credential, CredentialStatus, Rule};
pub use bills::Bill;
pub use brands::{BrandServices, named_call};
pub use cloud::{CloudProject, ProjectStatus};
pub use dedicated_cloud::{DedicatedCloud, DedicatedCloudState};
pub use dedicated_server::{DedicatedServer, PowerState, ServerState};
pub use domain::{Domain, DomainState};
pub use email_domain::{EmailDomain, EmailDomainStatus};
pub use hosting_web::{Amount, HostingState, HostingWeb};
pub use interventions::{
    Disk, Intervention, PlannedIntervention, PlannedState, Replacement, replacement_call,
};
pub use ip::{IpBlock, IpKind};
pub use ip_watch::{
    BlockedFor, BlockedIp, BlockedState, Mitigation, MitigationState, Phishing, PhishingState,
};
pub use me::{Customer, CustomerChange, Partner, PartnerLevel, SupportLevel};
pub use service_detail::{ServiceDetail, service_call};
pub use service_infos::{InfosOf, RenewalPlan, ServiceInfos, ServiceInfosStatus};
pub use services::{
    Contact, ContactKind, LifecycleState, PendingAction, RenewMode, ResourceState, Service,
    ServiceChange, TerminationPolicy,
};
pub use sla::{Outage, OutageService};
pub use sub_account::SubAccount;
pub use support::{
    Category, Level, NewTicket, OpenedTicket, Sender, Ticket, TicketFilter, TicketMessage,
    TicketState, new_ticket_call,
};
pub use tasks::{Task, TaskState};
pub use telephony::{BillingAccount, BillingAccountStatus};
pub use vps::{Vps, VpsState};
pub use vrack::Vrack;
pub use xdsl::{Xdsl, XdslStatus};
pub use zone::Zone;
