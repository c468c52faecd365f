//! What the provider knows of services, and technicians: against the local control plane.

use api::{
    ApiError, BlockedFor, BlockedState, Disk, MitigationState, PartnerLevel, PhishingState,
    PlannedState, RefusalCode, Replacement, Sender, ServerState, Session, TaskState, TicketFilter,
};
use control_plane::Region;

use crate::Plane;

fn refused(answer: Result<impl std::fmt::Debug, ApiError>) -> (u16, String) {
    match answer {
        Err(ApiError::Refused(refusal)) => (refusal.status, refusal.message),
        other => panic!("{other:?}"),
    }
}

/// Everything of a block, whole: how many are blocked, reported and filtered.
async fn watch(session: &Session, block: &str) -> [usize; 3] {
    let mut blocked = 0;
    for reason in BlockedFor::ALL {
        let page = session.ip_blocked(block, reason).await.unwrap();
        assert_eq!(page.bad, []);
        for address in &page.rows {
            assert!(address.state.as_ref().unwrap().is_blocked());
            assert!(address.since.is_some() && address.seconds.is_some());
            assert_eq!(address.logs.is_some(), reason != BlockedFor::Spam);
        }
        blocked += page.rows.len();
    }
    let phishing = session.ip_phishing(block).await.unwrap();
    assert_eq!(phishing.bad, []);
    for report in &phishing.rows {
        assert_eq!(report.state, Some(PhishingState::Blocked));
        assert!(report.since.is_some() && report.url.contains(&report.address));
    }
    let mitigation = session.ip_mitigation(block).await.unwrap();
    assert_eq!(mitigation.bad, []);
    for filtered in &mitigation.rows {
        assert_eq!(filtered.state, Some(MitigationState::Ok));
        assert!(filtered.auto && !filtered.permanent);
    }
    [blocked, phishing.rows.len(), mitigation.rows.len()]
}

#[tokio::test]
async fn signals_are_read_in_every_region() {
    for region in [Region::Eu, Region::Ca, Region::Us] {
        let plane = Plane::start(region, None).await;
        let client = plane.client(0.0);
        let (mut seen, mut outages, mut at_work, mut locked) = ([0; 3], 0, 0, 0);
        for session in plane.sessions(&client) {
            for block in session.ip_blocks().await.unwrap().rows {
                for (total, more) in seen.iter_mut().zip(watch(&session, &block.block).await) {
                    *total += more;
                }
            }
            let page = session.outages().await.unwrap();
            assert_eq!(page.bad, []);
            for outage in page.rows {
                assert!(outage.began < outage.ended, "{outage:?}");
                let services = session.outage_services(outage.id).await.unwrap();
                assert_eq!(services.bad, []);
                assert!(services.rows[0].credit.ends_with('%'));
                session.can_claim_outage(outage.id).await.unwrap();
                outages += 1;
            }
            for server in session.dedicated_servers().await.unwrap().rows {
                let done = session.server_interventions(&server.name).await.unwrap();
                let planned = session.server_planned_interventions(&server.name);
                let planned = planned.await.unwrap();
                assert_eq!((done.bad, planned.bad.len()), (vec![], 0));
                for work in &planned.rows {
                    assert_eq!(work.state, Some(PlannedState::Todo));
                    assert!(work.begins < work.ends);
                }
                at_work += done.rows.len() + planned.rows.len();
                if matches!(
                    server.state,
                    Some(ServerState::Hacked | ServerState::HackedBlocked)
                ) {
                    let filter = TicketFilter {
                        service_name: Some(server.name),
                        ..TicketFilter::default()
                    };
                    let tickets = session.tickets(&filter).await.unwrap().rows;
                    assert_eq!(tickets.len(), 1);
                    assert_eq!(tickets[0].last_from, Some(Sender::Support));
                }
            }
            for vps in session.vps_list().await.unwrap().rows {
                assert!(vps.rescue || !vps.locked, "{vps:?}");
                locked += usize::from(vps.locked);
            }
            match session.partner().await {
                Ok(partner) => {
                    let reseller = session.account().nic.as_str().starts_with("kd");
                    let level = if reseller {
                        PartnerLevel::Advanced
                    } else {
                        PartnerLevel::None
                    };
                    assert_eq!(partner.level, level);
                }
                Err(ApiError::NotInRegion { .. }) => assert_eq!(region, Region::Us),
                Err(error) => panic!("{error:?}"),
            }
        }
        // Canada has but one single address, and nothing was reported there.
        let [blocked, reported, filtered] = seen;
        assert!(blocked > 0 && filtered > 0, "{region}: {seen:?}");
        assert_eq!(reported > 0, region != Region::Ca, "{region}");
        assert!(outages > 0 && at_work > 1, "{region}: {outages} {at_work}");
        assert_eq!(locked > 0, region != Region::Ca, "{region}");
        plane.running.shutdown().await;
    }
}

#[tokio::test]
async fn an_address_is_unblocked_when_it_is_time() {
    let plane = Plane::start(Region::Us, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(0);
    let mut tried = 0;
    for block in session.ip_blocks().await.unwrap().rows {
        let block = block.block;
        for reason in BlockedFor::ALL {
            let page = session.ip_blocked(&block, reason).await.unwrap();
            for address in page.rows {
                let answer = session.unblock_ip(&block, reason, &address.address).await;
                tried += 1;
                if reason == BlockedFor::Attack {
                    // Not before its time is over.
                    assert_eq!(refused(answer).0, 403);
                    continue;
                }
                answer.unwrap();
                let after = session.ip_blocked(&block, reason).await.unwrap().rows;
                assert_eq!(after[0].state, Some(BlockedState::Unblocking));
                let again = session.unblock_ip(&block, reason, &address.address).await;
                assert_eq!(refused(again).0, 409);
            }
        }
    }
    assert_eq!(tried, 3);
    plane.running.shutdown().await;
}

#[tokio::test]
async fn a_part_is_asked_for_once() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(2);
    let server = session.dedicated_servers().await.unwrap().rows.remove(0);
    let before = session.server_interventions(&server.name).await.unwrap();
    let none = Replacement::Disks {
        disks: Vec::new(),
        healthy: false,
    };
    let none = session.replace(&server.name, "Any time", &none);
    let (status, message) = refused(none.await);
    assert_eq!(status, 400);
    assert!(message.contains("disks"), "{message}");
    let disks = Replacement::Disks {
        disks: vec![Disk {
            serial: "ZA1\"B\u{e9}".into(),
            slot: Some(3),
        }],
        healthy: false,
    };
    let opened = session
        .replace(&server.name, "Backup done. After 22:00 UTC", &disks)
        .await
        .unwrap();
    let messages = session.ticket_messages(opened.id).await.unwrap().rows;
    assert!(messages[0].body.contains("ZA1\"B\u{e9}, slot 3"));
    let memory = Replacement::Memory {
        details: "y".into(),
        slots: vec!["A1".into()],
    };
    let again = session.replace(&server.name, "x", &memory).await;
    let (status, message) = refused(again);
    assert_eq!(status, 409);
    assert!(message.contains(&opened.number.unwrap().to_string()));
    let after = session.server_interventions(&server.name).await.unwrap();
    assert_eq!(after.rows.len(), before.rows.len() + 1);
    assert!(after.rows.iter().any(|done| done.at.is_none()));
    session.close_ticket(opened.id).await.unwrap();
    let cooling = Replacement::Cooling {
        details: "92 \u{b0}C".into(),
    };
    session.replace(&server.name, "x", &cooling).await.unwrap();
    plane.running.shutdown().await;
}

#[tokio::test]
async fn a_credit_is_asked_for_once() {
    let plane = Plane::start(Region::Us, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(0);
    let mut claimed = 0;
    for outage in session.outages().await.unwrap().rows {
        if session.can_claim_outage(outage.id).await.unwrap() {
            session.claim_outage(outage.id).await.unwrap();
            claimed += 1;
        }
        assert_eq!(refused(session.claim_outage(outage.id).await).0, 409);
    }
    assert_eq!(claimed, 1);
    plane.running.shutdown().await;
}

#[tokio::test]
async fn what_is_blocked_does_not_restart() {
    let plane = Plane::start(Region::Us, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(0);
    let mut restarted = 0;
    for server in session.dedicated_servers().await.unwrap().rows {
        let answer = session.reboot_server(&server.name).await;
        if server.state == Some(ServerState::HackedBlocked) {
            assert_eq!(refused(answer).0, 403);
        } else {
            assert_eq!(answer.unwrap().state, Some(TaskState::Doing));
            restarted += 1;
        }
    }
    for vps in session.vps_list().await.unwrap().rows {
        let answer = session.reboot_vps(&vps.name).await;
        assert!(!(vps.locked && answer.is_ok()), "{vps:?}");
    }
    assert!(restarted > 3);
    plane.running.shutdown().await;
}

#[tokio::test]
async fn impact_is_for_the_upper_levels() {
    let plane = Plane::start(Region::Eu, None).await;
    let client = plane.client(0.0);
    let session = plane.sessions(&client).remove(1);
    let ticket = api::NewTicket {
        subject: "Down".into(),
        body: "Since noon".into(),
        category: None,
        subcategory: None,
        product: None,
        service_name: None,
        impact: Some(api::Level::High),
        urgency: None,
        watchers: Vec::new(),
    };
    match session.open_ticket(&ticket).await {
        Err(ApiError::Refused(refusal)) => {
            assert!(refusal.message.contains("[impact]"));
            assert_eq!(refusal.code, RefusalCode::Forbidden);
        }
        other => panic!("{other:?}"),
    }
    plane.running.shutdown().await;
}

#[tokio::test]
async fn the_status_feed_of_the_plane_is_read() {
    let plane = Plane::start(Region::Eu, None).await;
    let read = async |document: &str| {
        let request = api::Request {
            method: api::Method::Get,
            url: format!("/api/eu/_status/api/v2/{document}"),
            headers: Vec::new(),
            body: None,
        };
        let answer = crate::common::Tcp::to(plane.running.address(), 0.0).send(request);
        api::status::parse(&answer.await.unwrap().body).unwrap()
    };
    let summary = read("summary.json").await;
    assert_eq!(summary.unreadable, 0);
    let client = plane.client(0.0);
    let mut places = Vec::new();
    for session in plane.sessions(&client) {
        let servers = session.dedicated_servers().await.unwrap().rows;
        places.extend(servers.into_iter().map(|server| server.datacenter));
    }
    let open: Vec<_> = summary
        .incidents
        .iter()
        .filter(|incident| places.iter().any(|place| incident.concerns(place)))
        .collect();
    assert_eq!(open.len(), 1);
    assert!(!open[0].is_over() && open[0].began.is_some());
    assert!(!open[0].updates[0].text.is_empty());
    assert_eq!(summary.maintenances.len(), 1);
    assert!(summary.maintenances[0].begins < summary.maintenances[0].ends);
    assert!(
        summary
            .components
            .iter()
            .any(|component| component.is_group)
    );

    let all = read("incidents.json").await;
    assert_eq!(all.unreadable, 0);
    assert!(all.incidents.iter().any(|incident| incident.is_over()));
    assert!(all.incidents.len() > summary.incidents.len());
    plane.running.shutdown().await;
}
