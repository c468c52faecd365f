//! The program itself, as people and scripts start it.

use crate::support::{Ask, PATIENCE, Upstream};
use std::net::SocketAddr;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

fn manager(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_manager"));
    command
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.kill_on_drop(true);
    command
}

/// Waits for the line on standard output.
async fn ready(child: &mut Child) -> SocketAddr {
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    timeout(PATIENCE, out.read_line(&mut line))
        .await
        .expect("in time")
        .expect("a line");
    let url = line.trim_end().strip_prefix("Manager is ready: http://");
    url.unwrap_or_else(|| panic!("`{line}`"))
        .parse()
        .expect("an address")
}

/// Asks the program to end, as a service manager does, and reads what it logged.
#[cfg(unix)]
async fn terminate(mut child: Child) -> String {
    let id = child.id().expect("it runs").to_string();
    let sent = Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .await
        .expect("kill runs");
    assert!(sent.success());
    let mut log = String::new();
    let mut errors = child.stderr.take().expect("piped");
    timeout(PATIENCE, errors.read_to_string(&mut log))
        .await
        .expect("in time")
        .expect("a log");
    let status = timeout(PATIENCE, child.wait())
        .await
        .expect("it ends in time")
        .expect("a status");
    assert!(status.success(), "{status}: {log}");
    log
}

#[cfg(unix)]
#[tokio::test]
async fn logs_hold_templates_and_nothing_secret() {
    for format in ["json", "text"] {
        let upstream = Upstream::echo().await;
        let to = format!("eu=http://{}", upstream.address);
        let args = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--upstream",
            &to,
            "--log",
            format,
        ];
        let mut child = manager(&args).spawn().expect("the program starts");
        let address = ready(&mut child).await;

        let secret = |ask: Ask| {
            ask.header("X-Ovh-Application", "canary-ak")
                .header("X-Ovh-Consumer", "canary-ck")
                .header("X-Ovh-Signature", "$1$canary")
                .header("Cookie", "canary")
                .header("User-Agent", "canary")
                .header("Referer", "http://canary")
        };
        for ask in [
            Ask::get("/api/eu/1.0/vps/canary.example/serviceInfos?canary=canary"),
            Ask::new("POST", "/api/eu/1.0/support/tickets/canary/reply")
                .body(r#"{"body":"canary"}"#),
            Ask::get("/api/eu/1.0/me/canary%0d%0acanary"),
            Ask::get("/api/canary/1.0/me"),
            Ask::get("/canary:canary/canary"),
            Ask::new("CANARY", "/canary"),
            Ask::get("/#canary"),
            Ask::get("/").header("Host", "canary.example"),
            Ask::get("/api/eu/1.0/me")
                .header("Origin", "http://canary")
                .header("Sec-Fetch-Site", "canary"),
        ] {
            secret(ask).send(address).await;
        }
        let log = terminate(child).await;
        assert!(!log.to_ascii_lowercase().contains("canary"), "{log}");

        let wanted = "/1.0/vps/*/serviceInfos";
        let line = log
            .lines()
            .find(|line| line.contains(wanted))
            .expect("the request is logged");
        if format == "json" {
            let line: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            assert_eq!(line["method"], "GET");
            assert_eq!(line["endpoint"], "eu");
            assert_eq!(line["path"], wanted);
            assert_eq!(line["status"], 200);
            assert!(line["ms"].is_u64());
        } else {
            for part in ["method=\"GET\"", "endpoint=\"eu\"", "status=200", "ms="] {
                assert!(line.contains(part), "{line}");
            }
        }
        let posted = log
            .lines()
            .find(|line| line.contains("/1.0/support/tickets/*/reply"));
        assert!(posted.is_some_and(|line| line.contains("POST")), "{log}");
        assert_eq!(
            log.lines().filter(|line| line.contains("ms")).count(),
            9,
            "one line a request: {log}"
        );
    }
}

async fn refused(args: &[&str]) -> String {
    let output = timeout(PATIENCE, manager(args).output())
        .await
        .expect("in time")
        .expect("it runs");
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "no address is announced");
    String::from_utf8(output.stderr).expect("text")
}

#[tokio::test]
async fn listening_beyond_this_machine_is_refused_with_a_remedy() {
    let said = refused(&[
        "serve",
        "--listen",
        "0.0.0.0:0",
        "--upstream",
        "eu=https://eu.api.ovh.com/1.0",
    ])
    .await;
    assert!(said.contains("--behind-tls-proxy"), "{said}");
}

#[tokio::test]
async fn a_port_in_use_is_refused_with_a_remedy() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let said = refused(&[
        "serve",
        "--listen",
        &address,
        "--upstream",
        "eu=http://127.0.0.1:1",
    ])
    .await;
    assert!(
        said.contains("in use") && said.contains("--listen"),
        "{said}"
    );
}

#[tokio::test]
async fn a_folder_without_an_application_is_refused_with_a_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    let said = refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--app",
        path,
        "--upstream",
        "eu=http://127.0.0.1:1",
    ])
    .await;
    assert!(said.contains("cargo xtask build"), "{said}");
}

#[tokio::test]
async fn facts_that_cannot_be_used_are_refused_before_anything_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("facts.json");
    std::fs::write(&path, "{\"levels\":").expect("written");
    let path = path.to_str().expect("text");
    let args = ["serve", "--listen", "127.0.0.1:0", "--support-facts", path];
    let to = ["--upstream", "eu=http://127.0.0.1:1"];
    let said = refused(&[&args[..], &to].concat()).await;
    assert!(
        said.contains("--support-facts") && said.contains("is not JSON"),
        "{said}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn alone_it_serves_three_regions_with_sample_accounts() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("text");
    let mut args = vec![
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data,
        "--clients",
        "2",
    ];
    for port in ["eu=0", "ca=0", "us=0"] {
        args.extend(["--control-plane-port", port]);
    }
    let mut child = manager(&args).spawn().expect("the program starts");
    let address = ready(&mut child).await;

    let config = Ask::get("/config.json").send(address).await.json();
    assert_eq!(config["sample"], true);
    assert_eq!(config["status"], serde_json::json!(["eu", "ca", "us"]));
    let regions = config["regions"].as_array().expect("regions");
    assert_eq!(regions.len(), 3);
    let accounts = Ask::get("/sample/accounts.json").send(address).await.json();
    let accounts = accounts.as_array().expect("accounts");
    for (region, name) in regions.iter().zip(["eu", "ca", "us"]) {
        assert_eq!(region["endpoint"], name);
        let time = Ask::get(&format!("/api/{name}/1.0/auth/time"))
            .send(address)
            .await;
        assert!(
            time.status == 200 && time.json().is_u64(),
            "{name}: {}",
            time.text()
        );
        let status = Ask::get(&format!("/status/{name}/summary.json"))
            .send(address)
            .await;
        assert_eq!(status.status, 200, "{name}: {}", status.text());
        assert_ne!(status.json()["incidents"], serde_json::json!([]));
        let base = format!("{}/1.0", region["signBase"].as_str().expect("a base"));
        let own: Vec<_> = accounts
            .iter()
            .filter(|account| account["region"] == name)
            .collect();
        assert!(!own.is_empty(), "{name} has sample accounts");
        assert!(
            own.iter()
                .all(|account| account["baseUrl"] == base.as_str()),
            "{name}"
        );
    }
    let secrets: Vec<_> = accounts
        .iter()
        .filter_map(|a| a["applicationSecret"].as_str())
        .collect();
    let log = terminate(child).await;
    assert!(secrets.iter().all(|secret| !log.contains(secret)));
}
