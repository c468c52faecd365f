//! Tickets from their opening to their score.

use serde_json::{Value, json};

use super::{numbers, status};
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

fn open(bench: &Bench, nic: &str, ticket: Value) -> i64 {
    let answer = bench.post(nic, "/support/tickets/create", ticket).unwrap();
    assert!(answer["ticketNumber"].is_i64() && answer["messageId"].is_i64());
    answer["ticketId"].as_i64().unwrap()
}

#[test]
fn a_ticket_lives() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let service = bench.named(Product::DedicatedServer, "Build farm");
    let id = open(
        &bench,
        &nic,
        json!({
            "subject": "Build farm unreachable", "body": "Since 10:02 UTC.", "category": "incident",
            "subcategory": "down", "product": "dedicated", "serviceName": service.name,
            "impact": "high", "urgency": "high", "watchers": ["ops@bluebonnet-robotics.example"],
        }),
    );
    let target = format!("/support/tickets/{id}");
    let read = |bench: &Bench| bench.get(&nic, &target).unwrap();
    let messages = |bench: &Bench| bench.get(&nic, &format!("{target}/messages")).unwrap();
    let act = |bench: &Bench, verb: &str, body: Value| {
        bench.post(&nic, &format!("{target}/{verb}"), body)
    };

    assert_eq!(read(&bench)["state"], "open");
    assert_eq!(read(&bench)["lastMessageFrom"], "customer");
    assert_eq!(read(&bench)["serviceName"], service.name);
    assert_eq!(status(act(&bench, "score", json!({ "score": "5" }))), 409);

    // Business support is acknowledged within half an hour, once, and then asked about.
    bench.now += time::Duration::minutes(29);
    assert_eq!(messages(&bench).as_array().unwrap().len(), 1);
    bench.now += time::Duration::minutes(2);
    assert_eq!(messages(&bench)[0]["from"], "support");
    bench.pass(1);
    assert_eq!(messages(&bench).as_array().unwrap().len(), 3);
    assert_eq!(read(&bench)["lastMessageFrom"], "support");

    act(
        &bench,
        "reply",
        json!({ "body": "The console shows a kernel panic." }),
    )
    .unwrap();
    assert_eq!(
        messages(&bench)[0]["body"],
        "The console shows a kernel panic."
    );
    assert_eq!(status(act(&bench, "reply", json!({ "body": "  " }))), 400);
    assert_eq!(
        status(act(&bench, "reopen", json!({ "body": "Why?" }))),
        409
    );

    act(&bench, "close", Value::Null).unwrap();
    assert_eq!(read(&bench)["state"], "closed");
    assert_eq!(read(&bench)["canBeClosed"], false);
    assert_eq!(status(act(&bench, "close", Value::Null)), 409);
    assert_eq!(
        status(act(&bench, "reply", json!({ "body": "One more thing" }))),
        409
    );

    assert_eq!(
        bench.get(&nic, &format!("{target}/canBeScored")).unwrap(),
        true
    );
    assert_eq!(status(act(&bench, "score", json!({ "score": "six" }))), 400);
    act(
        &bench,
        "score",
        json!({ "score": "4", "scoreComment": "Fast" }),
    )
    .unwrap();
    assert_eq!(read(&bench)["score"], "4");
    assert_eq!(
        bench.get(&nic, &format!("{target}/canBeScored")).unwrap(),
        false
    );

    act(&bench, "reopen", json!({ "body": "It is back." })).unwrap();
    assert_eq!(read(&bench)["state"], "open");
    assert_eq!(read(&bench)["lastMessageFrom"], "customer");
    bench.now += time::Duration::minutes(31);
    assert_eq!(read(&bench)["lastMessageFrom"], "support");
}

#[test]
fn a_closed_ticket_is_not_acknowledged() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let id = open(
        &bench,
        &nic,
        json!({ "subject": "Never mind", "body": "Solved." }),
    );
    bench
        .post(&nic, &format!("/support/tickets/{id}/close"), Value::Null)
        .unwrap();
    bench.pass(2);
    let messages = bench
        .get(&nic, &format!("/support/tickets/{id}/messages"))
        .unwrap();
    assert_eq!(messages.as_array().unwrap().len(), 1);
}

#[test]
fn what_is_wrong_with_a_ticket_is_said() {
    let bench = Bench::new(Region::Eu);
    let (standard, enterprise) = (bench.nics[1].clone(), bench.nics[2].clone());
    let with = |name: &str, value: Value| {
        let mut ticket = json!({ "subject": "Help", "body": "It is broken." });
        ticket[name] = value;
        ticket
    };
    let create = |nic: &str, ticket| bench.post(nic, "/support/tickets/create", ticket);
    let before = numbers(&bench.get(&standard, "/support/tickets").unwrap()).len();
    for (name, value, expected) in [
        ("subject", json!(""), 400),
        ("subject", json!(7), 400),
        ("category", json!("question"), 400),
        ("subcategory", json!("broken"), 400),
        ("product", json!("car"), 400),
        ("watchers", json!(["nobody"]), 400),
        ("watchers", json!(["a@b.example", "a b@c.example"]), 400),
        ("watchers", json!(["a@b@c.example"]), 400),
        ("watchers", json!(["a@.example"]), 400),
        ("watchers", json!("a@b.example"), 400),
        ("body", json!("  \n"), 400),
        ("attachment", json!("x"), 400),
        ("serviceName", json!("not-mine.example"), 404),
        ("impact", json!("high"), 403),
        ("urgency", json!("low"), 403),
        ("type", json!("criticalIntervention"), 403),
    ] {
        let refusal = create(&standard, with(name, value.clone())).unwrap_err();
        assert_eq!(refusal.status.as_u16(), expected, "{name} {value}");
        assert!(
            refusal.message.contains(name),
            "{name}: {}",
            refusal.message
        );
    }
    assert_eq!(status(create(&standard, json!({ "subject": "Help" }))), 400);
    assert_eq!(
        numbers(&bench.get(&standard, "/support/tickets").unwrap()).len(),
        before
    );
    create(&enterprise, with("impact", json!("high"))).unwrap();
}

#[test]
fn tickets_are_found() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.nics[1].clone();
    let find = |query: &str| {
        numbers(
            &bench
                .get(&nic, &format!("/support/tickets{query}"))
                .unwrap(),
        )
    };
    let all = find("");
    assert_eq!(all.len(), 5);
    let ticket = |id: i64| bench.get(&nic, &format!("/support/tickets/{id}")).unwrap();
    let newest = ticket(all[0]);
    assert!(newest["creationDate"].as_str() > ticket(all[1])["creationDate"].as_str());
    let number = &newest["ticketNumber"];
    let service = newest["serviceName"].as_str().unwrap();
    let before = "2026-11-10T00:00:00Z";
    for (query, expected) in [
        ("?category=incident".to_owned(), 4),
        ("?category=billing".to_owned(), 0),
        ("?product=network".to_owned(), 1),
        ("?status=open".to_owned(), 4),
        ("?status=closed".to_owned(), 1),
        ("?status=unknown".to_owned(), 0),
        ("?archived=true".to_owned(), 1),
        ("?archived=false".to_owned(), 4),
        ("?excludeAutogenerated=true".to_owned(), 2),
        ("?customerReplyNeeded=true".to_owned(), 3),
        ("?customerReplyNeeded=false".to_owned(), 2),
        ("?subject=ADDRESSES".to_owned(), 1),
        (format!("?ticketNumber={number}"), 1),
        ("?ticketNumber=12".to_owned(), 0),
        (format!("?serviceName={service}"), 1),
        (format!("?maxCreationDate={before}"), 1),
        (format!("?minCreationDate={before}"), 4),
        ("?pageSize=2".to_owned(), 2),
        ("?page=2&pageSize=2".to_owned(), 2),
        ("?page=9".to_owned(), 0),
        (
            "?category=incident&status=open&product=dedicated&page=1".to_owned(),
            3,
        ),
    ] {
        assert_eq!(find(&query).len(), expected, "{query}");
    }
    for query in [
        "?page=0",
        "?pageSize=0",
        "?archived=maybe",
        "?minCreationDate=monday",
        "?status=half",
    ] {
        assert_eq!(
            status(bench.get(&nic, &format!("/support/tickets{query}"))),
            400,
            "{query}"
        );
    }
    assert_eq!(
        status(bench.get(&bench.first(), &format!("/support/tickets/{}", all[0]))),
        404
    );
}
