//! A running control plane and a client that sees every byte of its answers.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use control_plane::auth::signature::Signed;
use control_plane::credentials::SampleKeys;
use control_plane::{Config, Region, Running};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A control plane on a free port.
pub struct World {
    runtime: Runtime,
    running: Option<Running>,
    pub address: SocketAddr,
    pub keys: Vec<SampleKeys>,
}

/// What a call holds beside method and path.
#[derive(Clone, Default)]
pub struct Extra<'a> {
    pub body: &'a str,
    pub headers: &'a [(&'a str, &'a str)],
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(have, _)| have == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The JSON of a good answer.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        self.json()
    }

    /// `(status, errorCode)` of a refusal, which has all the members it should.
    #[track_caller]
    pub fn error(&self) -> (u16, String) {
        let body = self.json();
        for member in ["class", "errorCode", "httpCode", "message"] {
            assert!(body[member].is_string(), "{member} in {body}");
        }
        assert!(
            body["httpCode"]
                .as_str()
                .unwrap()
                .starts_with(&self.status.to_string()),
            "{body}"
        );
        (self.status, body["errorCode"].as_str().unwrap().to_owned())
    }
}

impl World {
    pub fn config(region: Region, data_dir: &Path) -> Config {
        Config {
            region,
            listen: "127.0.0.1:0".parse().unwrap(),
            data_dir: data_dir.to_owned(),
            services: None,
            clients: None,
            seed: 7,
            time_scale: 1.0,
        }
    }

    pub fn start(config: Config) -> Self {
        let runtime = Runtime::new().unwrap();
        let file = config
            .data_dir
            .join(format!("credentials-{}.json", config.region));
        let running = runtime.block_on(control_plane::start(config)).unwrap();
        let keys = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        Self {
            runtime,
            address: running.address(),
            running: Some(running),
            keys,
        }
    }

    /// A control plane of its own.
    pub fn fresh(region: Region, dir: &TempDir) -> Self {
        Self::start(Self::config(region, dir.path()))
    }

    /// A control plane that several tests read and none changes.
    pub fn shared(region: Region) -> &'static Self {
        static WORLDS: [OnceLock<(World, TempDir)>; 3] = [const { OnceLock::new() }; 3];
        let index = Region::ALL.iter().position(|have| *have == region).unwrap();
        let (world, _) = WORLDS[index].get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            (Self::fresh(region, &dir), dir)
        });
        world
    }

    pub fn stop(mut self) {
        let running = self.running.take().unwrap();
        self.runtime.block_on(running.shutdown());
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The first account.
    pub fn me(&self) -> &SampleKeys {
        &self.keys[0]
    }

    /// A call without a signature.
    pub fn plain(&self, method: &str, target: &str, extra: &Extra<'_>) -> Answer {
        self.try_plain(method, target, extra).unwrap()
    }

    pub fn try_plain(&self, method: &str, target: &str, extra: &Extra<'_>) -> io::Result<Answer> {
        exchange(self.address, method, target, extra)
    }

    /// A GET, signed.
    pub fn get(&self, keys: &SampleKeys, target: &str) -> Answer {
        self.signed(keys, "GET", target, &Extra::default())
    }

    pub fn signed(
        &self,
        keys: &SampleKeys,
        method: &str,
        target: &str,
        extra: &Extra<'_>,
    ) -> Answer {
        self.try_signed(keys, method, target, extra).unwrap()
    }

    pub fn try_signed(
        &self,
        keys: &SampleKeys,
        method: &str,
        target: &str,
        extra: &Extra<'_>,
    ) -> io::Result<Answer> {
        let timestamp = time::OffsetDateTime::now_utc().unix_timestamp().to_string();
        let signature = signature(
            keys,
            method,
            &format!("{}{target}", self.base()),
            extra.body,
            &timestamp,
        );
        let mut headers = vec![
            ("x-ovh-application", keys.application_key.as_str()),
            ("x-ovh-consumer", &keys.consumer_key),
            ("x-ovh-timestamp", &timestamp),
            ("x-ovh-signature", &signature),
        ];
        headers.extend_from_slice(extra.headers);
        let extra = Extra {
            body: extra.body,
            headers: &headers,
        };
        self.try_plain(method, target, &extra)
    }
}

pub fn signature(
    keys: &SampleKeys,
    method: &str,
    url: &str,
    body: &str,
    timestamp: &str,
) -> String {
    Signed {
        secret: &keys.application_secret,
        consumer_key: &keys.consumer_key,
        method,
        body: body.as_bytes(),
        timestamp,
    }
    .signature(url)
}

/// One request on a connection of its own. Fails when the answer breaks off.
pub fn exchange(
    address: SocketAddr,
    method: &str,
    target: &str,
    extra: &Extra<'_>,
) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut head = format!("{method} {target} HTTP/1.1\r\nconnection: close\r\n");
    if !extra.headers.iter().any(|(name, _)| *name == "host") {
        head.push_str(&format!("host: {address}\r\n"));
    }
    if !extra.body.is_empty() {
        head.push_str(&format!("content-length: {}\r\n", extra.body.len()));
    }
    for (name, value) in extra.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(extra.body.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let body = bytes[end + 4..].to_vec();
    let answer = Answer {
        status,
        headers,
        body,
    };
    let length: usize = answer.header("content-length")?.parse().ok()?;
    (answer.body.len() == length).then_some(answer)
}

/// Rules for `/_local/faults`.
pub fn set_faults(world: &World, rules: &Value) {
    let body = rules.to_string();
    let extra = Extra {
        body: &body,
        headers: &[("content-type", "application/json")],
    };
    world.plain("POST", "/_local/faults", &extra).ok();
}
