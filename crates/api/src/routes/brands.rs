//! What an account has on the endpoints of the Kimsufi and SoYouStart brands. They have no
//! `/services`: it is put together from the sections that they do have.

use crate::{
    call::Call,
    error::ApiError,
    ids::{Section, ServiceKey},
    json::{Fields, Value, Wrong},
    list::Page,
    regions::Where,
    routes::{
        dedicated_server::{self, DedicatedServer},
        ip::{self, IpBlock, IpKind},
        service_detail::ServiceDetail,
        service_infos::{self, ServiceInfos, ServiceInfosStatus},
        services::{Contact, ContactKind, LifecycleState, PendingAction, RenewMode, Service},
    },
    session::Session,
};

const PLACE: Where = Where::EVERYWHERE;

/// What an account of a brand has.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandServices {
    /// Its servers and additional addresses. How they are paid is not known yet: see
    /// [`Service::add_infos`].
    pub services: Page<Service>,
    /// Its servers, as their section tells of them.
    pub servers: Vec<DedicatedServer>,
}

/// The route of a section, as services of regions name it.
const fn route(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Server => ("/dedicated/server", "/dedicated/server/{serviceName}"),
        Section::Ip => ("/ip", "/ip/{ip}"),
    }
}

fn named(section: Section, name: &str, display: Option<&str>) -> Service {
    let mut service = Service::of(ServiceKey::Name(section, name.into()));
    service.name = name.to_owned();
    service.display_name = display.unwrap_or(name).to_owned();
    service.route_path = Some(route(section).1.to_owned());
    service
}

fn of_server(server: &DedicatedServer) -> Service {
    let mut service = named(
        Section::Server,
        &server.name,
        server.display_name.as_deref(),
    );
    service.product.clone_from(&server.range);
    service
}

fn of_block(block: &IpBlock) -> Service {
    let mut service = named(Section::Ip, &block.block, block.description.as_deref());
    service.product = block.kind.as_ref().map(|kind| kind.as_str().to_owned());
    service
}

impl Service {
    /// Adds how it is paid and renewed, and who looks after it.
    pub fn add_infos(&mut self, infos: &ServiceInfos) {
        let roles = [
            (&infos.admin, ContactKind::Administrator),
            (&infos.tech, ContactKind::Technical),
            (&infos.billing, ContactKind::Billing),
        ];
        let known = roles.into_iter().filter(|(code, _)| !code.is_empty());
        self.contacts = known
            .map(|(code, kind)| Contact {
                customer_code: code.clone(),
                kind: Some(kind),
            })
            .collect();
        self.created = infos.created.map(|day| day.midnight());
        self.expires = infos.expires.map(|day| day.midnight());
        self.engaged_until = infos.engaged_until.map(|day| day.midnight());
        self.lifecycle = infos.status.clone().map(|status| match status {
            ServiceInfosStatus::Ok => LifecycleState::Active,
            ServiceInfosStatus::AutorenewInProgress => {
                self.pending.push(PendingAction::AutorenewInProgress);
                LifecycleState::Active
            }
            ServiceInfosStatus::Expired => LifecycleState::Unrenewed,
            ServiceInfosStatus::InCreation => LifecycleState::InCreation,
            ServiceInfosStatus::Unpaid | ServiceInfosStatus::PendingDebt => LifecycleState::Unpaid,
            ServiceInfosStatus::Other(word) => LifecycleState::Other(word),
        });
        let Some(renew) = &infos.renew else { return };
        let ends = renew.delete_at_expiration;
        if ends {
            self.pending.push(PendingAction::DeleteAtExpiration);
            self.terminates = self.expires;
        }
        self.renew_mode = Some(if renew.automatic && !ends {
            RenewMode::Automatic
        } else {
            RenewMode::Manual
        });
        self.renew_period = renew.period_months.map(|months| format!("P{months}M"));
    }
}

/// The read behind the page of a service of a brand, to be shown as code.
///
/// # Errors
/// A name that no path can hold.
pub fn named_call(section: Section, name: &str) -> Result<Call, ApiError> {
    Ok(Call::get(route(section).0).name(name)?)
}

fn fields<T>(value: &Value, read: fn(&Fields<'_>) -> Result<T, Wrong>) -> Result<T, Wrong> {
    read(&Fields::of(value)?)
}

impl Session {
    /// What the account has: `GET /dedicated/server` and `GET /ip`, expanded.
    pub async fn brand_services(&self) -> Result<BrandServices, ApiError> {
        let servers = self.dedicated_servers().await?;
        let blocks = self.ip_blocks().await?;
        // What is not additional goes with its server.
        let additional = blocks.rows.iter().filter(|block| {
            // Older documents of the brands know the kind only.
            block.additional || block.kind == Some(IpKind::Failover)
        });
        let services = servers.rows.iter().map(of_server);
        let services: Vec<_> = services.chain(additional.map(of_block)).collect();
        Ok(BrandServices {
            services: Page {
                total: None,
                rows: services,
                bad: [servers.bad, blocks.bad].concat(),
            },
            servers: servers.rows,
        })
    }

    /// One of them in full: `GET /dedicated/server/{serviceName}` with its
    /// `/serviceInfos`, or `GET /ip/{ip}`.
    pub async fn named_service(
        &self,
        section: Section,
        name: &str,
    ) -> Result<ServiceDetail, ApiError> {
        let reply = self.call(PLACE, named_call(section, name)?).await?;
        let service = match section {
            Section::Server => {
                fields(&reply.value, dedicated_server::read).map(|one| of_server(&one))
            }
            Section::Ip => fields(&reply.value, ip::read).map(|one| of_block(&one)),
        };
        let mut detail = ServiceDetail {
            service: service.map_err(|wrong| reply.unexpected(wrong))?,
            tags: Vec::new(),
            renew_modes: Vec::new(),
            invoice_name: None,
            json: format!("{:#}", reply.value),
        };
        if section == Section::Server {
            let call = named_call(section, name)?.then("/serviceInfos");
            let reply = self.call(PLACE, call).await?;
            let infos = fields(&reply.value, service_infos::read);
            let infos = infos.map_err(|wrong| reply.unexpected(wrong))?;
            detail.service.add_infos(&infos);
            detail.json.push_str(&format!("\n{:#}", reply.value));
        }
        Ok(detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Date;

    #[test]
    fn a_server_is_a_service_with_its_name_and_how_it_is_paid() {
        let server = fields(
            &serde_json::json!({
                "name": "ns1.example", "commercialRange": "KS-1",
                "iam": {"displayName": "Till"},
            }),
            dedicated_server::read,
        )
        .unwrap();
        let mut service = of_server(&server);
        assert_eq!(service.key.to_string(), "dedicated-server/ns1.example");
        assert_eq!(
            (&*service.name, &*service.display_name),
            ("ns1.example", "Till")
        );
        for (status, lifecycle, renew, mode, ends) in [
            (
                "ok",
                LifecycleState::Active,
                serde_json::json!({"automatic": true, "period": 3}),
                RenewMode::Automatic,
                false,
            ),
            (
                "expired",
                LifecycleState::Unrenewed,
                serde_json::json!({}),
                RenewMode::Manual,
                false,
            ),
            (
                "unPaid",
                LifecycleState::Unpaid,
                serde_json::json!({"automatic": true, "deleteAtExpiration": true}),
                RenewMode::Manual,
                true,
            ),
            (
                "dreaming",
                LifecycleState::Other("dreaming".into()),
                serde_json::json!({"automatic": false}),
                RenewMode::Manual,
                false,
            ),
        ] {
            let infos = fields(
                &serde_json::json!({
                    "domain": "ns1.example", "status": status, "expiration": "2026-12-24",
                    "contactAdmin": "ab1-ovh", "contactBilling": "ab2-ovh", "renew": renew,
                }),
                service_infos::read,
            )
            .unwrap();
            service = of_server(&server);
            service.add_infos(&infos);
            assert_eq!(service.lifecycle, Some(lifecycle), "{status}");
            assert_eq!(service.renew_mode, Some(mode));
            let end = Date::new(2026, 12, 24).map(Date::midnight);
            assert_eq!(service.expires, end);
            assert_eq!(service.terminates, end.filter(|_| ends));
            assert_eq!(service.contacts.len(), 2, "only those it names");
        }
    }

    #[test]
    fn a_name_that_no_path_can_hold_is_refused() {
        assert!(named_call(Section::Server, "..").is_err());
        let call = named_call(Section::Ip, "192.0.2.0/28").unwrap();
        assert_eq!(call.target(), "/1.0/ip/192.0.2.0%2F28");
    }
}
