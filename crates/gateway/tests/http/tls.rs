//! Encrypted upstreams are verified, always.

use crate::support::{Act, Ask, Reply, config, converse, json_reply};
use gateway::config::Config;
use gateway::endpoint::{Endpoint, Upstream as Target};
use gateway::start;
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.der().clone()).expect("a root");
        roots
    }

    fn sign(
        &self,
        name: &str,
        last_year: i32,
    ) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(last_year, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        (
            certificate.der().clone(),
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
    }
}

/// An upstream that answers over TLS with this certificate.
async fn serve(
    certificate: (CertificateDer<'static>, PrivateKeyDer<'static>),
) -> (SocketAddr, watch::Receiver<usize>) {
    let tls = rustls::ServerConfig::builder_with_provider(Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .expect("versions")
    .with_no_client_auth()
    .with_single_cert(vec![certificate.0], certificate.1)
    .expect("a certificate");
    let acceptor = TlsAcceptor::from(Arc::new(tls));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (arrived, arrivals) = watch::channel(0);
    let (_go, gone) = watch::channel(false);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                let note = |_: &[u8]| {
                    arrived.send_modify(|count| *count += 1);
                    Act::Say(json_reply("", b"[]"))
                };
                converse(stream, note, gone.clone()).await;
            }
        }
    });
    (address, arrivals)
}

async fn ask(upstream: SocketAddr, roots: RootCertStore) -> Reply {
    let target = Target {
        endpoint: Endpoint::Eu,
        sign_base: format!("https://localhost:{}", upstream.port())
            .parse()
            .expect("a base"),
    };
    let config = Config {
        upstreams: vec![target],
        roots,
        ..config()
    };
    let gateway = start(config).await.expect("a gateway starts");
    Ask::get("/api/eu/1.0/me").send(gateway.address()).await
}

#[tokio::test]
async fn a_good_certificate_is_accepted() {
    let authority = Authority::new();
    let (address, arrivals) = serve(authority.sign("localhost", 2040)).await;
    let reply = ask(address, authority.roots()).await;
    assert_eq!((reply.status, reply.text().as_str()), (200, "[]"));
    assert_eq!(*arrivals.borrow(), 1);
}

#[tokio::test]
async fn a_bad_certificate_is_refused() {
    let authority = Authority::new();
    let stranger = Authority::new();
    for (case, certificate) in [
        ("of an unknown authority", stranger.sign("localhost", 2040)),
        ("of another name", authority.sign("eu.api.example", 2040)),
        ("of the past", authority.sign("localhost", 2021)),
    ] {
        let (address, arrivals) = serve(certificate).await;
        let reply = ask(address, authority.roots()).await;
        assert_eq!((reply.status, reply.kind()), (502, "tls"), "{case}");
        assert_eq!(reply.json()["class"], "Gateway::Tls");
        assert_eq!(
            *arrivals.borrow(),
            0,
            "nothing is sent to a certificate {case}"
        );
    }
}

#[tokio::test]
async fn an_upstream_without_tls_is_refused() {
    let talker = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = talker.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = talker.accept().await {
            use tokio::io::AsyncWriteExt;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
                .await;
        }
    });
    let reply = ask(address, Authority::new().roots()).await;
    assert_eq!((reply.status, reply.kind()), (502, "tls"));
}

#[tokio::test]
async fn an_upstream_that_never_finishes_the_handshake_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let target = Target {
        endpoint: Endpoint::Eu,
        sign_base: format!("https://{}", silent.local_addr().expect("an address"))
            .parse()
            .expect("a base"),
    };
    let mut config = Config {
        upstreams: vec![target],
        roots: Authority::new().roots(),
        ..config()
    };
    config.limits.connect = std::time::Duration::from_millis(200);
    let gateway = start(config).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!((reply.status, reply.kind()), (504, "timeout"));
}
