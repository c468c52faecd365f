//! What is said on the command line.

use crate::config::Exposure;
use crate::embedded::Sample;
use crate::endpoint::{Endpoint, Region, Upstream};
use crate::log::Format;
use crate::status::StatusPage;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::fmt::Display;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

/// Shown by `manager --help`.
pub const HELP: &str = "\
Serves the application and relays its calls to the control planes.

Usage: manager serve [options]

With no --upstream it starts three local control planes with sample accounts.

Options:
  --listen ADDRESS:PORT        where to listen [127.0.0.1:8080]; port 0 takes a free one
  --app DIR                    serve the built application from this folder
  --upstream ENDPOINT=URL      relay to a control plane; repeat for each endpoint, e.g.
                               --upstream eu=https://eu.api.ovh.com/1.0
                               (eu, ca, us, kimsufi-eu, kimsufi-ca, soyoustart-eu, soyoustart-ca)
  --status REGION=URL          relay the public status page of a region (Statuspage, version 2);
                               repeat for eu, ca and us, e.g. --status eu=https://status.example
  --support-facts FILE         serve this JSON as what the application says about support levels,
                               in place of the facts that it was built with
  --allow-host HOST[:PORT]     answer to this host name too; may be repeated
  --behind-tls-proxy           a proxy in front ends TLS: listening beyond this machine is
                               allowed then, and needs --allow-host
  --log text|json              how requests are logged, on standard error [text]

Local control planes:
  --data DIR                   where they keep their data [the user's data folder]/manager
  --control-plane-port R=PORT  port of region R, may be repeated [eu=8181 ca=8182 us=8183]
  --services N                 services per region
  --clients N                  clients of the sample reseller
  --seed N                     which sample is made [1]
  --time-scale X               how fast their clock runs [1]

  --help, --version
";

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Serve.
    Serve(Box<Serve>),
    /// Say how the program is used.
    Help,
    /// Say which version this is.
    Version,
}

/// How to serve.
#[derive(Debug)]
pub struct Serve {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Who can reach that.
    pub exposure: Exposure,
    /// Hosts to answer to besides the loopback names.
    pub allowed_hosts: Vec<String>,
    /// The folder of the application, when it is not in the program.
    pub app: Option<PathBuf>,
    /// What to relay to.
    pub source: Source,
    /// The status pages to relay to, besides those of local control planes.
    pub status_pages: Vec<StatusPage>,
    /// What the application says about support, when not what it was built with.
    pub support_facts: Option<PathBuf>,
    /// How to log.
    pub log: Format,
}

/// Where the data comes from.
#[derive(Debug)]
pub enum Source {
    /// Control planes that exist already.
    Upstreams(Vec<Upstream>),
    /// Local ones with sample accounts, started for the occasion.
    Sample(Sample),
}

/// Why the command line was not understood.
#[derive(Debug, thiserror::Error)]
#[error("{0}\nSee `manager --help`.")]
pub struct UsageError(String);

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

/// Reads the command line, without the name of the program.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut parser = lexopt::Parser::from_args(args);
    match parser.next()? {
        Some(Value(command)) if command == "serve" => serve(parser),
        Some(Long("help") | Short('h')) | None => Ok(Command::Help),
        Some(Long("version") | Short('V')) => Ok(Command::Version),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn serve(mut parser: lexopt::Parser) -> Result<Command, UsageError> {
    let mut serve = Serve {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
        exposure: Exposure::ThisMachine,
        allowed_hosts: Vec::new(),
        app: None,
        source: Source::Upstreams(Vec::new()),
        status_pages: Vec::new(),
        support_facts: None,
        log: Format::default(),
    };
    let mut upstreams = Vec::new();
    let mut sample = Sample::default();
    let mut only_for_sample = None;

    while let Some(argument) = parser.next()? {
        let Long(name) = argument else {
            return Err(argument.unexpected().into());
        };
        let name = name.to_owned();
        if matches!(
            name.as_str(),
            "data" | "control-plane-port" | "services" | "clients" | "seed" | "time-scale"
        ) {
            only_for_sample = Some(name.clone());
        }
        match name.as_str() {
            "listen" => serve.listen = value(&mut parser, "--listen")?,
            "app" => serve.app = Some(parser.value()?.into()),
            "upstream" => upstreams.push(upstream(&text(&mut parser)?)?),
            "status" => serve.status_pages.push(status_page(&text(&mut parser)?)?),
            "support-facts" => serve.support_facts = Some(parser.value()?.into()),
            "allow-host" => serve.allowed_hosts.push(text(&mut parser)?),
            "behind-tls-proxy" => serve.exposure = Exposure::BehindTlsProxy,
            "log" => serve.log = value(&mut parser, "--log")?,
            "data" => sample.data_dir = parser.value()?.into(),
            "control-plane-port" => {
                let (region, port) = port(&text(&mut parser)?)?;
                sample.set_port(region, port);
            }
            "services" => sample.services = Some(value(&mut parser, "--services")?),
            "clients" => sample.clients = Some(value(&mut parser, "--clients")?),
            "seed" => sample.seed = value(&mut parser, "--seed")?,
            "time-scale" => sample.time_scale = time_scale(&text(&mut parser)?)?,
            "help" => return Ok(Command::Help),
            _ => return Err(Long(&name).unexpected().into()),
        }
    }
    serve.source = match (upstreams.is_empty(), only_for_sample) {
        (true, _) => Source::Sample(sample),
        (false, None) => Source::Upstreams(upstreams),
        (false, Some(name)) => {
            return Err(UsageError(format!(
                "--{name} is about the local control planes, and --upstream replaces them. Leave one of the two out"
            )));
        }
    };
    Ok(Command::Serve(Box::new(serve)))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, UsageError> {
    Ok(parser.value()?.string()?)
}

fn value<T>(parser: &mut lexopt::Parser, option: &str) -> Result<T, UsageError>
where
    T: FromStr<Err: Display>,
{
    let text = text(parser)?;
    text.parse()
        .map_err(|error| UsageError(format!("{option} `{text}` was not understood: {error}")))
}

fn upstream(text: &str) -> Result<Upstream, UsageError> {
    let explain = |error: &dyn Display| {
        UsageError(format!("--upstream `{text}` was not understood: {error}"))
    };
    let (name, url) = text
        .split_once('=')
        .ok_or_else(|| explain(&"write it as eu=https://eu.api.ovh.com/1.0"))?;
    Ok(Upstream {
        endpoint: name.parse::<Endpoint>().map_err(|error| explain(&error))?,
        sign_base: url.parse().map_err(|error| explain(&error))?,
    })
}

fn status_page(text: &str) -> Result<StatusPage, UsageError> {
    let explain =
        |error: &dyn Display| UsageError(format!("--status `{text}` was not understood: {error}"));
    let (name, url) = text
        .split_once('=')
        .ok_or_else(|| explain(&"write it as eu=https://status.example"))?;
    Ok(StatusPage {
        region: region(name).ok_or_else(|| explain(&"the regions are eu, ca and us"))?,
        url: url.parse().map_err(|error| explain(&error))?,
    })
}

fn region(name: &str) -> Option<Region> {
    Region::ALL.into_iter().find(|region| region.name() == name)
}

fn port(text: &str) -> Result<(Region, u16), UsageError> {
    let read = || {
        let (name, port) = text.split_once('=')?;
        Some((region(name)?, port.parse().ok()?))
    };
    read().ok_or_else(|| {
        UsageError(format!(
            "--control-plane-port `{text}` was not understood: write it as eu=8181"
        ))
    })
}

fn time_scale(text: &str) -> Result<f64, UsageError> {
    let scale = text
        .parse()
        .ok()
        .filter(|scale: &f64| scale.is_finite() && *scale > 0.0);
    scale.ok_or_else(|| {
        UsageError(format!(
            "--time-scale `{text}` was not understood: write a number above 0, for example 60"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, UsageError> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn read_serve(line: &str) -> Serve {
        match read(line) {
            Ok(Command::Serve(serve)) => *serve,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn alone_it_serves_the_sample_on_this_machine() {
        let serve = read_serve("serve");
        assert_eq!(serve.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(serve.exposure, Exposure::ThisMachine);
        let Source::Sample(sample) = serve.source else {
            panic!("a sample")
        };
        assert_eq!(
            Region::ALL.map(|region| sample.port(region)),
            [8181, 8182, 8183]
        );
        assert_eq!((sample.services, sample.clients), (None, None));
    }

    #[test]
    fn upstreams_replace_the_sample() {
        let serve = read_serve(
            "serve --listen 127.0.0.1:0 --upstream eu=https://eu.api.ovh.com/1.0 --upstream=us=https://api.us.ovhcloud.com/1.0",
        );
        let Source::Upstreams(upstreams) = serve.source else {
            panic!("upstreams")
        };
        let found: Vec<_> = upstreams
            .iter()
            .map(|u| (u.endpoint.name(), u.sign_base.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("eu", "https://eu.api.ovh.com"),
                ("us", "https://api.us.ovhcloud.com")
            ]
        );
    }

    #[test]
    fn the_sample_is_sized_and_placed() {
        let serve = read_serve(
            "serve --data /d --control-plane-port eu=0 --services 1000 --clients 40 --seed 7 --time-scale 60 --log json",
        );
        assert_eq!(serve.log, Format::Json);
        let Source::Sample(sample) = serve.source else {
            panic!("a sample")
        };
        assert_eq!(sample.port(Region::Eu), 0);
        assert_eq!(sample.port(Region::Ca), 8182);
        assert_eq!(sample.data_dir, PathBuf::from("/d"));
        assert_eq!(
            (sample.services, sample.clients, sample.seed),
            (Some(1000), Some(40), 7)
        );
    }

    #[test]
    fn status_pages_and_facts_are_named() {
        let serve = read_serve(
            "serve --status eu=https://a.example/ --status=us=https://b.example/us --support-facts f.json",
        );
        let found: Vec<_> = serve
            .status_pages
            .iter()
            .map(|page| (page.region.name(), page.url.as_str()))
            .collect();
        assert_eq!(
            found,
            [("eu", "https://a.example"), ("us", "https://b.example/us")]
        );
        assert_eq!(serve.support_facts, Some(PathBuf::from("f.json")));
        assert!(matches!(serve.source, Source::Sample(_)));
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_remedy() {
        for (line, said) in [
            ("serve --upstream eu", "eu=https://"),
            (
                "serve --upstream asia=https://a.example",
                "the endpoints are",
            ),
            ("serve --upstream eu=http://eu.api.ovh.com/1.0", "use https"),
            (
                "serve --upstream eu=https://a.example --seed 1",
                "--seed is about the local",
            ),
            ("serve --status eu", "eu=https://"),
            ("serve --status asia=https://a.example", "the regions are"),
            ("serve --status eu=http://a.example", "use https"),
            ("serve --listen 8080", "--listen `8080`"),
            ("serve --control-plane-port eu=x", "eu=8181"),
            ("serve --time-scale 0", "above 0"),
            ("serve --time-scale inf", "above 0"),
            ("serve --log xml", "text and json"),
            ("serve --nonsense", "--nonsense"),
            ("serve extra", "extra"),
            ("fly", "fly"),
        ] {
            let error = read(line).expect_err(line).to_string();
            assert!(
                error.contains(said) && error.contains("--help"),
                "{line}: {error}"
            );
        }
    }
}
