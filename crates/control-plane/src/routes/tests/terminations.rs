//! Ending a service takes a mailed token.

use serde_json::json;

use super::status;
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

/// The token in a mail: its only line of 32 letters and digits.
fn token(mail: &str) -> String {
    let is_token =
        |line: &&str| line.len() == 32 && line.bytes().all(|byte| byte.is_ascii_alphanumeric());
    mail.lines()
        .find(is_token)
        .expect("a token in the mail")
        .to_owned()
}

#[test]
fn two_steps_end_a_service_when_what_is_paid_is_used() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let service = bench.named(Product::Vps, "Status page");
    let target = format!("/services/{}", service.id);
    let confirm = format!("{target}/terminate/confirm");

    let wrong = json!({ "token": "0".repeat(32) });
    assert_eq!(
        status(bench.post(&nic, &confirm, wrong.clone())),
        400,
        "nothing was asked for"
    );
    bench
        .post(
            &nic,
            &format!("{target}/terminate"),
            serde_json::Value::Null,
        )
        .unwrap();
    let first = token(&bench.last_mail());
    bench
        .post(
            &nic,
            &format!("{target}/terminate"),
            serde_json::Value::Null,
        )
        .unwrap();
    let second = token(&bench.last_mail());
    assert_eq!(status(bench.post(&nic, &confirm, wrong)), 400);
    assert_eq!(
        status(bench.post(&nic, &confirm, json!({ "token": first }))),
        400,
        "replaced"
    );
    bench
        .post(&nic, &confirm, json!({ "token": second }))
        .unwrap();

    let view = bench.get(&nic, &target).unwrap();
    let current = &view["billing"]["lifecycle"]["current"];
    assert_eq!(current["pendingActions"], json!(["terminate"]));
    assert_eq!(
        current["terminationDate"],
        view["billing"]["expirationDate"]
    );
    assert_eq!(
        status(bench.post(
            &nic,
            &format!("{target}/terminate"),
            serde_json::Value::Null
        )),
        409
    );

    bench.pass(400);
    let view = bench.get(&nic, &target).unwrap();
    assert_eq!(
        view["billing"]["lifecycle"]["current"]["state"],
        "terminated"
    );
    assert_eq!(view["resource"]["state"], "deleted");
}

#[test]
fn what_is_billed_by_use_ends_at_once() {
    let bench = Bench::new(Region::Us);
    let nic = bench.first();
    let project = bench.named(Product::CloudProject, "Staging");
    let target = format!("/services/{}", project.id);
    bench
        .post(
            &nic,
            &format!("{target}/terminate"),
            serde_json::Value::Null,
        )
        .unwrap();
    let confirmation = json!({ "token": token(&bench.last_mail()) });
    bench
        .post(&nic, &format!("{target}/terminate/confirm"), confirmation)
        .unwrap();
    let object = bench
        .get(&nic, &format!("/cloud/project/{}", project.name))
        .unwrap();
    assert_eq!(object["status"], "deleted");
}

#[test]
fn an_old_token_and_a_stranger_end_nothing() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let service = bench.named(Product::Vps, "Retrait en magasin");
    let target = format!("/services/{}/terminate", service.id);
    assert_eq!(
        status(bench.post(&bench.nics[1].clone(), &target, serde_json::Value::Null)),
        404
    );
    bench.post(&nic, &target, serde_json::Value::Null).unwrap();
    let confirmation = json!({ "token": token(&bench.last_mail()) });
    bench.pass(4);
    assert_eq!(
        status(bench.post(&nic, &format!("{target}/confirm"), confirmation)),
        400
    );

    // The technical contact runs the service; ending it is the owner's.
    let reseller = bench.nics[3].clone();
    let client = bench
        .services()
        .into_iter()
        .find(|service| service.contacts.tech == reseller && service.contacts.admin != reseller)
        .unwrap();
    let target = format!("/services/{}/terminate", client.id);
    assert_eq!(
        status(bench.post(&reseller, &target, serde_json::Value::Null)),
        403
    );
}
