//! What is written down about requests: enough to see what is slow or broken,
//! nothing that identifies anybody. No query, no header and no body ever, and of
//! a path only its template.

use crate::endpoint::Endpoint;
use http::{Method, StatusCode};
use std::io;
use std::str::FromStr;
use std::time::Duration;
use tracing::level_filters::LevelFilter;

/// How lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// One line a person reads.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl FromStr for Format {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("the formats are text and json"),
        }
    }
}

/// Starts writing to standard error: standard output is for the address alone.
pub fn start(format: Format) {
    let builder = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(LevelFilter::INFO)
        .with_ansi(false);
    // Values are written quoted and escaped in both: no value can begin a line.
    let started = match format {
        Format::Text => builder.with_target(false).compact().try_init(),
        Format::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
    };
    // Somebody who embeds the gateway may write logs their own way already.
    drop(started);
}

/// One answered request.
#[derive(Debug)]
pub struct Line<'a> {
    /// How it was asked.
    pub method: &'a Method,
    /// Of whom, when it was for an upstream.
    pub endpoint: Option<Endpoint>,
    /// What, with names and numbers replaced by `*`.
    pub template: &'a str,
    /// How it was answered.
    pub status: StatusCode,
    /// The kind of the gateway's own error, if it was one.
    pub error: Option<&'a str>,
    /// How long until the answer began.
    pub elapsed: Duration,
}

impl Line<'_> {
    /// Writes it down.
    pub fn write(&self) {
        let method = match *self.method {
            Method::GET | Method::POST | Method::PUT | Method::DELETE | Method::HEAD => {
                self.method.as_str()
            }
            // A made-up method could carry anything.
            _ => "other",
        };
        tracing::info!(
            method,
            endpoint = self.endpoint.map(Endpoint::name),
            path = self.template,
            status = self.status.as_u16(),
            error = self.error,
            ms = u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX),
            "request"
        );
    }
}
