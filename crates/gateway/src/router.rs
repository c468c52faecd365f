//! What is under which path, and what every request goes through on its way.

use crate::admission::Admission;
use crate::assets::{self, Assets};
use crate::config::Config;
use crate::endpoint::{Endpoint, Region, SignBase};
use crate::errors::{ERROR_HEADER, GatewayError};
use crate::log::Line;
use crate::relay::Relay;
use crate::response::{self, Response};
use crate::status::{StatusRelay, StatusTarget};
use crate::support_facts::SupportFacts;
use crate::target::{self, TargetError};
use crate::template::template;
use crate::wire::head::Refusal;
use crate::{config::Exposure, security};
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use serde::Serialize;
use std::borrow::Cow;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Instant;

/// The file of the application that `--support-facts` replaces.
const SUPPORT_FACTS: &str = "/facts/support.json";

/// Answers requests. Holds nothing that outlives one.
pub struct Router {
    admission: Admission,
    relay: Relay,
    status: StatusRelay,
    support_facts: Option<SupportFacts>,
    assets: Assets,
    public_config: Bytes,
    sample_accounts: Option<PathBuf>,
    behind_tls: bool,
}

/// What the application needs to know about the gateway: `GET /config.json`.
#[derive(Serialize)]
struct PublicConfig<'a> {
    sample: bool,
    regions: Vec<PublicRegion<'a>>,
    /// The regions that have a status page: `/status/{region}/summary.json`.
    status: Vec<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PublicRegion<'a> {
    endpoint: Endpoint,
    region: Region,
    sign_base: &'a SignBase,
    ready: bool,
}

/// What the log says about a request beside its answer.
struct Asked {
    endpoint: Option<Endpoint>,
    template: Cow<'static, str>,
}

impl Asked {
    fn here(template: &'static str) -> Self {
        Self {
            endpoint: None,
            template: Cow::Borrowed(template),
        }
    }
}

impl Router {
    /// A router for a gateway that listens on `listening`.
    pub fn new(config: Config, listening: SocketAddr) -> Self {
        let behind_tls = config.exposure == Exposure::BehindTlsProxy;
        Self {
            admission: Admission::new(listening, &config.allowed_hosts, behind_tls),
            public_config: public_config(&config),
            status: StatusRelay::new(
                &config.status_pages,
                config.roots.clone(),
                config.limits.clone(),
            ),
            relay: Relay::new(&config.upstreams, config.roots, config.limits),
            support_facts: config.support_facts,
            assets: config.assets,
            sample_accounts: config.sample_accounts,
            behind_tls,
        }
    }

    /// Answers one request, which may stand in for one that was refused unread.
    pub async fn answer(&self, request: Request<Incoming>, refusal: Option<Refusal>) -> Response {
        let started = Instant::now();
        let method = request.method().clone();
        let (asked, answer) = match refusal {
            Some(refusal) => (Asked::here("unread"), Err(GatewayError::from(refusal))),
            None => self.route(request).await,
        };
        let mut response = answer.unwrap_or_else(|error| error.respond(asked.endpoint));
        security::seal(&mut response, self.behind_tls);
        Line {
            method: &method,
            endpoint: asked.endpoint,
            template: &asked.template,
            status: response.status(),
            error: response
                .headers()
                .get(ERROR_HEADER)
                .and_then(|kind| kind.to_str().ok()),
            elapsed: started.elapsed(),
        }
        .write();
        response
    }

    async fn route(&self, request: Request<Incoming>) -> (Asked, Result<Response, GatewayError>) {
        let host = match self.admission.check_host(request.headers()) {
            Ok(host) => host,
            Err(error) => return (Asked::here("misdirected"), Err(error)),
        };
        if request.method() == Method::OPTIONS {
            // The question of another origin's page. The answer is always no.
            return (Asked::here("preflight"), Err(GatewayError::Method));
        }
        let path = request.uri().path();
        if is_under(path, "/api") {
            if let Err(error) = self.admission.check_caller(request.headers(), host) {
                return (Asked::here("/api"), Err(error));
            }
            return self.api(request).await;
        }
        if is_under(path, "/status") {
            let target = StatusTarget::parse(path);
            let asked = Asked {
                endpoint: target.map(|target| target.region.endpoint()),
                ..Asked::here(target.map_or("/status", |target| target.template))
            };
            if let Err(error) = self.admission.check_caller(request.headers(), host) {
                return (asked, Err(error));
            }
            let answer = match target {
                Some(target) => self.status.relay(&request, target).await,
                None => Err(GatewayError::NotFound),
            };
            return (asked, answer);
        }
        if is_under(path, "/sample") {
            let checked = self.admission.check_caller(request.headers(), host);
            let answer = match checked {
                Ok(()) => self.sample(&request).await,
                Err(error) => Err(error),
            };
            return (Asked::here("/sample/accounts.json"), answer);
        }
        let template = match path {
            "/config.json" => "/config.json",
            "/healthz" => "/healthz",
            SUPPORT_FACTS => SUPPORT_FACTS,
            _ => "application",
        };
        (Asked::here(template), Ok(self.public(&request).await))
    }

    async fn api(&self, request: Request<Incoming>) -> (Asked, Result<Response, GatewayError>) {
        let uri = request.uri().clone();
        let whole = uri.path_and_query().map_or("", |path| path.as_str());
        let target = match target::parse(whole) {
            Ok(target) => target,
            Err(error) => {
                let endpoint = match error {
                    TargetError::UnknownEndpoint => None,
                    TargetError::Refused(_) => endpoint_of(uri.path()),
                };
                return (
                    Asked {
                        endpoint,
                        ..Asked::here("/api")
                    },
                    Err(error.into()),
                );
            }
        };
        let asked = Asked {
            endpoint: Some(target.endpoint),
            template: template(target.path()).into(),
        };
        (asked, self.relay.relay(request, target).await)
    }

    /// The keys of the sample accounts: made on this machine, good for this machine.
    async fn sample(&self, request: &Request<Incoming>) -> Result<Response, GatewayError> {
        if request.method() != Method::GET {
            return Err(GatewayError::Method);
        }
        let file = self
            .sample_accounts
            .as_ref()
            .ok_or(GatewayError::NotFound)?;
        if request.uri().path() != "/sample/accounts.json" {
            return Err(GatewayError::NotFound);
        }
        match tokio::fs::read(file).await {
            Ok(accounts) => Ok(response::full(StatusCode::OK, "application/json", accounts)),
            Err(error) => {
                tracing::error!(error = %error.kind(), "the sample accounts cannot be read");
                Err(GatewayError::NotFound)
            }
        }
    }

    /// What anybody may read: the application, and what it starts with.
    async fn public(&self, request: &Request<Incoming>) -> Response {
        let path = request.uri().path();
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        match path {
            "/config.json" if reads => response::full(
                StatusCode::OK,
                "application/json",
                self.public_config.clone(),
            ),
            "/healthz" if reads => {
                response::full(StatusCode::OK, "application/json", r#"{"status":"ok"}"#)
            }
            _ => match &self.support_facts {
                Some(facts) if reads && path == SUPPORT_FACTS => facts.respond(),
                _ => assets::serve(&self.assets, request.method(), path, request.headers()).await,
            },
        }
    }
}

fn is_under(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn endpoint_of(path: &str) -> Option<Endpoint> {
    path.strip_prefix("/api/")?.split('/').next()?.parse().ok()
}

fn public_config(config: &Config) -> Bytes {
    let regions = config.upstreams.iter().map(|upstream| PublicRegion {
        endpoint: upstream.endpoint,
        region: upstream.endpoint.region(),
        sign_base: &upstream.sign_base,
        ready: true,
    });
    let config = PublicConfig {
        sample: config.sample_accounts.is_some(),
        regions: regions.collect(),
        status: config.status_pages.iter().map(|page| page.region).collect(),
    };
    // Names and URLs only: nothing in it can fail to be written.
    serde_json::to_vec(&config).unwrap_or_default().into()
}
