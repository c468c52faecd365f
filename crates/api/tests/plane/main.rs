//! Against the local control plane, over TCP: the same requests as in production.

#[path = "../common/mod.rs"]
mod common;

mod support;

use api::{
    AccountId, ApiError, BrandServices, Category, Client, Endpoint, EndpointConfig, InfosOf, Keys,
    NewTicket, Secret, Section, Sender, Service, ServiceChange, Session, TaskId, TaskState,
    TicketFilter, TicketState,
};
use control_plane::{Config, Region, Running, start};
use serde_json::Value;

struct Plane {
    running: Running,
    endpoint: Endpoint,
    data: tempfile::TempDir,
}

impl Plane {
    async fn start(region: Region, services: Option<usize>) -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config {
            region,
            listen: "127.0.0.1:0".parse().unwrap(),
            data_dir: data.path().to_owned(),
            services,
            clients: None,
            seed: 1,
            time_scale: 1.0,
        };
        let endpoint = match region {
            Region::Eu => Endpoint::Eu,
            Region::Ca => Endpoint::Ca,
            Region::Us => Endpoint::Us,
        };
        Self {
            running: start(config).await.unwrap(),
            endpoint,
            data,
        }
    }

    fn credentials(&self) -> Vec<Value> {
        let name = format!("credentials-{}.json", self.endpoint);
        let text = std::fs::read(self.data.path().join(name)).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// Makes the plane misbehave; see `/_local/faults`.
    async fn faults(&self, rules: &str) {
        let request = api::Request {
            method: api::Method::Post,
            url: "/api/eu/_local/faults".into(),
            headers: vec![("Content-Type", "application/json".into())],
            body: Some(rules.into()),
        };
        let answer = common::Tcp::to(self.running.address(), 0.0)
            .send(request)
            .await;
        assert!(matches!(answer.unwrap().status, 200..=299));
    }

    fn client(&self, skew_ms: f64) -> Client {
        let address = self.running.address();
        let sign_base = format!("http://{address}");
        let config = EndpointConfig {
            endpoint: self.endpoint,
            sign_base,
        };
        Client::new(common::Tcp::to(address, skew_ms), config)
    }

    fn sessions(&self, client: &Client) -> Vec<Session> {
        self.sessions_of(client, &self.credentials())
    }

    fn sessions_of(&self, client: &Client, credentials: &[Value]) -> Vec<Session> {
        let text = |value: &Value, key| value[key].as_str().unwrap().to_owned();
        let sessions = credentials.iter().map(|entry| {
            let nic = text(entry, "nic").parse().unwrap();
            let keys = Keys {
                application_key: text(entry, "applicationKey"),
                application_secret: Secret::new(text(entry, "applicationSecret")),
                consumer_key: Secret::new(text(entry, "consumerKey")),
            };
            client.session(
                &AccountId {
                    endpoint: self.endpoint,
                    nic,
                },
                &keys,
            )
        });
        sessions.collect()
    }
}

/// Every typed list and its objects, for every sample account of every region.
#[tokio::test]
async fn everything_the_samples_have_is_read() {
    for region in [Region::Eu, Region::Ca, Region::Us] {
        let plane = Plane::start(region, None).await;
        let client = plane.client(0.0);
        let mut services = 0;
        for session in plane.sessions(&client) {
            let me = session.me().await.unwrap();
            assert_eq!(me.nic, session.account().nic.as_str());
            let page = session.services().await.unwrap();
            assert_eq!(page.bad, []);
            assert_eq!(page.total, Some(page.rows.len() as u64));
            services += page.rows.len();
            for service in page.rows.iter().take(3) {
                let number = service.key.number().unwrap();
                assert_eq!(session.service(number).await.as_ref(), Ok(service));
            }
            macro_rules! product {
                ($list:ident, $one:ident, $id:ident, $infos:expr) => {
                    match session.$list().await {
                        Err(ApiError::NotInRegion { .. }) => {}
                        Err(error) => panic!("{}: {error:?}", stringify!($list)),
                        Ok(page) => {
                            assert_eq!(page.bad, [], "{}", stringify!($list));
                            if let Some(row) = page.rows.first() {
                                assert_eq!(session.$one(&row.$id).await.as_ref(), Ok(row));
                                let infos: Option<InfosOf> = $infos;
                                if let Some(of) = infos {
                                    session.service_infos(of, &row.$id).await.unwrap();
                                }
                            }
                        }
                    }
                };
            }
            product!(
                dedicated_servers,
                dedicated_server,
                name,
                Some(InfosOf::DedicatedServer)
            );
            product!(vps_list, vps, name, Some(InfosOf::Vps));
            product!(domains, domain, domain, Some(InfosOf::Domain));
            product!(zones, zone, name, Some(InfosOf::Zone));
            product!(web_hostings, web_hosting, name, Some(InfosOf::HostingWeb));
            product!(
                email_domains,
                email_domain,
                domain,
                Some(InfosOf::EmailDomain)
            );
            product!(
                billing_accounts,
                billing_account,
                name,
                Some(InfosOf::Telephony)
            );
            product!(xdsl_accesses, xdsl_access, name, Some(InfosOf::Xdsl));
            product!(
                cloud_projects,
                cloud_project,
                id,
                Some(InfosOf::CloudProject)
            );
            product!(
                dedicated_clouds,
                dedicated_cloud,
                name,
                Some(InfosOf::DedicatedCloud)
            );
            product!(ip_blocks, ip_block, block, None);
            product!(vracks, vrack, service_name, Some(InfosOf::Vrack));
            if region != Region::Us {
                session.support_level().await.unwrap();
            }
            assert_eq!(session.auth_details().await.unwrap().account, me.nic);
            assert!(!session.current_credential().await.unwrap().rules.is_empty());
        }
        assert!(services > 0);
        plane.running.shutdown().await;
    }
}

/// Bills and tasks are read whole in every region, money to the last digit.
#[tokio::test]
async fn bills_and_tasks_are_read() {
    for region in [Region::Eu, Region::Ca, Region::Us] {
        let plane = Plane::start(region, None).await;
        let client = plane.client(0.0);
        let mut under_way = 0;
        for session in plane.sessions(&client) {
            let all = session.bills_since("2000-01-01T00:00:00Z").await.unwrap();
            assert_eq!(all.bad, []);
            let currency = session.me().await.unwrap().currency;
            for bill in &all.rows {
                assert_eq!(Some(&bill.total.currency), currency.as_ref());
                assert_eq!(bill.total.ucents % 1_000_000, 0, "{}", bill.id);
            }
            let last = all.rows.last().unwrap().day;
            let from = format!(
                "{:04}-{:02}-{:02}T00:00:00Z",
                last.year, last.month, last.day
            );
            let since = session.bills_since(&from).await.unwrap();
            let expected: Vec<_> = all.rows.iter().filter(|bill| bill.day == last).collect();
            assert_eq!(since.rows.iter().collect::<Vec<_>>(), expected);
            for server in session.dedicated_servers().await.unwrap().rows {
                let tasks = session.server_tasks_under_way(&server.name).await.unwrap();
                assert_eq!(tasks.bad, []);
                for task in &tasks.rows {
                    let again = session.server_task(&server.name, task.id).await.unwrap();
                    assert_eq!(again, *task);
                    assert_eq!(again.state, Some(TaskState::Doing));
                }
                under_way += tasks.rows.len();
            }
            for vps in session.vps_list().await.unwrap().rows {
                let tasks = session.vps_tasks_under_way(&vps.name).await.unwrap();
                assert_eq!(tasks.bad, []);
                assert!(tasks.rows.iter().all(|task| task.progress.is_some()));
                for task in &tasks.rows {
                    let again = session.vps_task(&vps.name, task.id).await.unwrap();
                    assert_eq!((again.id, again.state), (task.id, Some(TaskState::Doing)));
                }
                let none = session.vps_task(&vps.name, TaskId(1)).await;
                assert!(matches!(none, Err(ApiError::Refused(why)) if why.status == 404));
                under_way += tasks.rows.len();
            }
        }
        assert!(under_way > 2, "{region:?}: {under_way}");
        plane.running.shutdown().await;
    }
}

/// A thousand services are one request, besides the one for the time.
#[tokio::test]
async fn many_services_are_read_whole() {
    let plane = Plane::start(Region::Eu, Some(1_000)).await;
    let client = plane.client(0.0);
    let mut all = 0;
    for session in plane.sessions(&client) {
        let page = session.services().await.unwrap();
        assert_eq!(page.bad, []);
        all += page.rows.len();
    }
    assert!(all >= 900, "{all}");
    plane.running.shutdown().await;
}

#[tokio::test]
async fn a_wrong_clock_does_not_matter() {
    let plane = Plane::start(Region::Ca, None).await;
    for skew_ms in [-3_600_000.0, 3_600_000.0, 86_400_000.0 * 400.0] {
        let client = plane.client(skew_ms);
        for session in plane.sessions(&client) {
            assert!(session.me().await.is_ok(), "{skew_ms}");
        }
    }
    plane.running.shutdown().await;
}

#[tokio::test]
async fn a_ticket_is_found_by_its_mark() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let sessions = plane.sessions(&client);
    let new = |mark: &str| NewTicket {
        subject: "It is slow".into(),
        body: format!("Since this morning.\n\nReference: {mark}"),
        category: Some(Category::Incident),
        subcategory: None,
        product: None,
        service_name: None,
        impact: None,
        urgency: None,
        watchers: Vec::new(),
    };
    for mark in ["MGR-1", "MGR-2"] {
        sessions[0].open_ticket(&new(mark)).await.unwrap();
    }
    let find = |session: usize, subject, mark| {
        let session = &sessions[session];
        async move {
            session
                .ticket_marked(None, Some(subject), mark)
                .await
                .unwrap()
        }
    };
    let found = find(0, "It is slow", "MGR-1").await.unwrap();
    let messages = sessions[0].ticket_messages(found.id).await.unwrap();
    assert!(messages.rows[0].body.ends_with("MGR-1"));
    assert_eq!(find(0, "It is slow", "MGR-3").await, None);
    assert_eq!(find(0, "It is fast", "MGR-1").await, None);
    // Another account has none of it.
    assert_eq!(find(1, "It is slow", "MGR-1").await, None);
}

#[tokio::test]
async fn a_ticket_lives_its_life() {
    let plane = Plane::start(Region::Us, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(0);
    let text = "It says \"no route to host\".\n\u{e9}t\u{e9} \u{1f600} \\ <b>";
    let opened = session
        .open_ticket(&NewTicket {
            subject: "Server unreachable".into(),
            body: text.into(),
            category: Some(Category::Incident),
            subcategory: Some("down".into()),
            product: Some("dedicated".into()),
            service_name: None,
            impact: None,
            urgency: None,
            watchers: vec!["ops@example.org".into()],
        })
        .await
        .unwrap();
    let messages = session.ticket_messages(opened.id).await.unwrap();
    assert_eq!(messages.bad, []);
    assert!(
        messages
            .rows
            .iter()
            .any(|m| m.body == text && m.from == Some(Sender::Customer))
    );
    session
        .reply_to_ticket(opened.id, "It is back.")
        .await
        .unwrap();
    let messages = session.ticket_messages(opened.id).await.unwrap();
    assert!(messages.rows.iter().any(|m| m.body == "It is back."));
    let filter = TicketFilter {
        state: Some(TicketState::Open),
        ..TicketFilter::default()
    };
    let open = session.tickets(&filter);
    assert!(open.await.unwrap().rows.iter().any(|t| t.id == opened.id));
    // It was closed just now, or not yet: only time makes it one of the archive.
    for (archived, expected) in [(false, true), (true, false)] {
        let filter = TicketFilter {
            archived: Some(archived),
            ..TicketFilter::default()
        };
        let listed = session.tickets(&filter).await.unwrap();
        assert_eq!(listed.rows.iter().any(|t| t.id == opened.id), expected);
    }
    session.close_ticket(opened.id).await.unwrap();
    assert_eq!(
        session.ticket(opened.id).await.unwrap().state,
        Some(TicketState::Closed)
    );
    if session.can_score_ticket(opened.id).await.unwrap() {
        session
            .score_ticket(opened.id, "5", Some("quick"))
            .await
            .unwrap();
    }
    session
        .reopen_ticket(opened.id, "Not quite.")
        .await
        .unwrap();
    assert_eq!(
        session.ticket(opened.id).await.unwrap().state,
        Some(TicketState::Open)
    );
    plane.running.shutdown().await;
}

#[tokio::test]
async fn changes_are_kept() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(0);
    let service = session.services().await.unwrap().rows.remove(0);
    let change = ServiceChange {
        display_name: Some("Renamed \u{2013} caf\u{e9}".into()),
        ..ServiceChange::default()
    };
    let number = service.key.number().unwrap();
    session.change_service(number, &change).await.unwrap();
    let renamed = session.service(number).await.unwrap();
    assert_eq!(Some(renamed.display_name), change.display_name);
    let me = api::CustomerChange {
        city: Some("Lyon 2e".into()),
        ..Default::default()
    };
    session.change_me(&me).await.unwrap();
    assert_eq!(session.me().await.unwrap().city, me.city);
    plane.running.shutdown().await;
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let entry = plane.credentials().remove(0);
    let text = |key: &str| entry[key].as_str().unwrap().to_owned();
    let account = AccountId {
        endpoint: Endpoint::Eu,
        nic: text("nic").parse().unwrap(),
    };
    let good = || Keys {
        application_key: text("applicationKey"),
        application_secret: Secret::new(text("applicationSecret")),
        consumer_key: Secret::new(text("consumerKey")),
    };
    let with = |change: fn(&mut Keys)| {
        let mut keys = good();
        change(&mut keys);
        client.session(&account, &keys)
    };
    for session in [
        with(|k| k.application_secret = Secret::new("wrong")),
        with(|k| k.consumer_key = Secret::new("wrong")),
        with(|k| k.application_key = "wrong".into()),
    ] {
        let error = session.me().await.unwrap_err();
        assert!(error.is_credential_problem(), "{error:?}");
        assert!(!error.is_missing_right());
        assert!(error.query_id().is_some());
    }
    let session = client.session(&account, &good());
    let missing = session.vps("nothing.example").await.unwrap_err();
    let ApiError::Refused(refusal) = &missing else {
        panic!("{missing:?}")
    };
    assert_eq!(refusal.status, 404);
    session.log_out().await.unwrap();
    assert!(session.me().await.unwrap_err().is_credential_problem());
    plane.running.shutdown().await;
}

/// Keys are pasted before anybody knows whose they are.
#[tokio::test]
async fn keys_say_whose_they_are() {
    for region in [Region::Eu, Region::Ca, Region::Us] {
        let plane = Plane::start(region, None).await;
        let client = plane.client(0.0);
        for entry in plane.credentials() {
            let text = |key: &str| entry[key].as_str().unwrap();
            let with = |secret: &str, consumer: &str| Keys {
                application_key: text("applicationKey").into(),
                application_secret: Secret::new(secret),
                consumer_key: Secret::new(consumer),
            };
            let (secret, consumer) = (text("applicationSecret"), text("consumerKey"));
            let nic = client.identify(&with(secret, consumer)).await.unwrap();
            assert_eq!(nic.as_str(), text("nic"));
            for wrong in [with("wrong", consumer), with(secret, "wrong")] {
                let error = client.identify(&wrong).await.unwrap_err();
                assert!(error.is_credential_problem(), "{error:?}");
            }
        }
        plane.running.shutdown().await;
    }
}

/// A reseller enters a client's account with a key made for it.
#[tokio::test]
async fn a_reseller_enters_a_client() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let mut entered = 0;
    for (session, entry) in plane.sessions(&client).into_iter().zip(plane.credentials()) {
        let clients = session.sub_accounts().await.unwrap();
        assert_eq!(clients.bad, []);
        let Some(sub) = clients.rows.first() else {
            continue;
        };
        let consumer_key = session.enter_sub_account(sub.id).await.unwrap();
        let keys = Keys {
            application_key: entry["applicationKey"].as_str().unwrap().into(),
            application_secret: Secret::new(entry["applicationSecret"].as_str().unwrap()),
            consumer_key,
        };
        let inside = client.session(session.account(), &keys);
        let me = inside.me().await.unwrap();
        assert_ne!(me.nic, session.account().nic.as_str());
        assert_eq!(inside.services().await.unwrap().bad, []);
        entered += 1;
    }
    assert_eq!(entered, 1);
    plane.running.shutdown().await;
}

/// What a fault looks like from here, and whether the list is read all the same.
#[tokio::test]
async fn faults_are_overcome_or_named() {
    type Check = fn(&ApiError) -> bool;
    let plane = Plane::start(Region::Eu, None).await;
    let cases: [(&str, Option<Check>); 8] = [
        (
            r#"[{"route":"/services*","kind":"error","status":503,"times":1}]"#,
            None,
        ),
        (
            r#"[{"route":"/services*","kind":"error","status":500,"times":2}]"#,
            None,
        ),
        (
            r#"[{"route":"/services*","kind":"truncate","times":1}]"#,
            None,
        ),
        (r#"[{"route":"/services*","kind":"drop","times":1}]"#, None),
        (
            r#"[{"route":"/services*","kind":"rate-limit","retryAfter":"1","times":1}]"#,
            None,
        ),
        (
            r#"[{"route":"/services*","kind":"html"}]"#,
            Some(|e| matches!(e, ApiError::NotJson { status: 200, .. })),
        ),
        (
            r#"[{"route":"/services*","kind":"rate-limit","retryAfter":"60"}]"#,
            Some(|e| matches!(e, ApiError::RateLimited { .. })),
        ),
        (
            r#"[{"route":"*","kind":"down"}]"#,
            Some(|e| matches!(e, ApiError::NoConnection)),
        ),
    ];
    for (rules, expected) in cases {
        plane.faults(rules).await;
        // A client of its own for each, so that no pause or circuit is carried over.
        let client = plane.client(0.0);
        let result = plane.sessions(&client)[0].services().await;
        match (result, expected) {
            (Ok(page), None) => assert!(!page.rows.is_empty(), "{rules}"),
            (Err(error), Some(check)) => assert!(check(&error), "{rules}: {error:?}"),
            (result, _) => panic!("{rules}: {:?}", result.err()),
        }
    }
    plane.faults("[]").await;
    plane.running.shutdown().await;
}

/// An account of a brand, whose endpoint has servers and addresses and no `/services`: what is
/// put together of them says what the region's own list says.
#[tokio::test]
async fn what_a_brand_has_is_what_its_sections_tell() {
    let mut plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let regular = plane.sessions(&client);
    let credentials = plane.credentials();
    plane.endpoint = Endpoint::KimsufiEu;
    let client = plane.client(0.0);
    let named = |rows: &[Service]| {
        let server = |service: &&Service| {
            let path = service.route_path.as_deref().unwrap_or_default();
            path.starts_with("/dedicated/server")
        };
        let rows = rows.iter().filter(server);
        let mut names: Vec<_> = rows.map(|service| service.name.clone()).collect();
        names.sort();
        names
    };
    let mut seen = 0;
    for (regular, session) in regular.iter().zip(plane.sessions_of(&client, &credentials)) {
        let listed = regular.services().await.unwrap().rows;
        let refused = session.services().await;
        assert!(matches!(refused, Err(ApiError::NotInRegion { .. })));
        let BrandServices { services, servers } = session.brand_services().await.unwrap();
        assert_eq!(services.bad, []);
        assert_eq!(named(&services.rows), named(&listed));
        let mut keys = services.rows.iter().map(|service| &service.key);
        assert!(keys.all(|key| key.is_of(Endpoint::KimsufiEu)));

        for server in servers.iter().take(2) {
            let name = &server.name;
            let detail = session.named_service(Section::Server, name).await.unwrap();
            let same = listed.iter().find(|service| service.name == *name);
            let (of, same) = (&detail.service, same.unwrap());
            assert_eq!(of.display_name, same.display_name);
            assert_eq!(of.renew_mode, same.renew_mode);
            assert_eq!(of.contacts.len(), 3);
            let day = |moment: Option<api::Timestamp>| moment.map(|at| at.0 / 86_400_000);
            assert_eq!(day(of.expires), day(same.expires));
            assert!(detail.json.contains("commercialRange"));
            assert!(detail.json.contains("contactAdmin"));
            seen += 1;
        }
        let gone = session.named_service(Section::Server, "ns0.example").await;
        assert!(matches!(gone, Err(ApiError::Refused(refusal)) if refusal.status == 404));
    }
    assert!(seen > 0);
}
