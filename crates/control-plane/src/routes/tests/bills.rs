//! Bills follow from what an account has, and add up.

use std::collections::BTreeSet;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::status;
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().unwrap().iter();
    texts
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

fn bills(bench: &Bench, nic: &str) -> Vec<Value> {
    texts(&bench.get(nic, "/me/bill").unwrap())
        .iter()
        .map(|id| bench.get(nic, &format!("/me/bill/{id}")).unwrap())
        .collect()
}

fn ucents(price: &Value) -> i64 {
    price["priceInUcents"].as_i64().unwrap()
}

fn made_out(bill: &Value) -> OffsetDateTime {
    OffsetDateTime::parse(bill["date"].as_str().unwrap(), &Rfc3339).unwrap()
}

#[test]
fn lines_make_the_sum_and_the_tax_follows() {
    for (region, currency, thousandths) in [
        (Region::Eu, "EUR", 20_000),
        (Region::Ca, "CAD", 14_975),
        (Region::Us, "USD", 0),
    ] {
        let bench = Bench::new(region);
        let nic = bench.first();
        let bills = bills(&bench, &nic);
        let months: BTreeSet<&str> = bills
            .iter()
            .map(|bill| &bill["date"].as_str().unwrap()[..7])
            .collect();
        assert!((12..=19).contains(&months.len()), "{region}: {months:?}");
        // Some of each season: every line is a call.
        for bill in bills.iter().step_by(6) {
            let id = bill["billId"].as_str().unwrap();
            let lines = texts(&bench.get(&nic, &format!("/me/bill/{id}/details")).unwrap());
            assert!(!lines.is_empty());
            let sum: i64 = lines
                .iter()
                .map(|line| {
                    let line = bench
                        .get(&nic, &format!("/me/bill/{id}/details/{line}"))
                        .unwrap();
                    assert!(line["periodStart"].as_str() <= line["periodEnd"].as_str());
                    ucents(&line["totalPrice"])
                })
                .sum();
            let without = ucents(&bill["priceWithoutTax"]);
            assert_eq!(without, sum, "{id}");
            let exact = i128::from(without) * thousandths / 100_000;
            let tax = ucents(&bill["tax"]);
            assert!((i128::from(tax) - exact).abs() <= 500_000, "{id}");
            assert_eq!(tax % 1_000_000, 0, "{id}: whole cents");
            assert_eq!(ucents(&bill["priceWithTax"]), without + tax);
            assert_eq!(bill["priceWithTax"]["currencyCode"], currency);
            assert!(made_out(bill) <= bench.now, "{id} is from the future");
            assert_eq!(bill.get("category").is_some(), region != Region::Us);
            assert_eq!(bill.get("htmlUrl").is_some(), region == Region::Us);
            assert_eq!(bill.get("eInvoicingId").is_some(), region == Region::Eu);
        }
    }
}

#[test]
fn numbers_are_the_accounts_own() {
    let bench = Bench::new(Region::Eu);
    let mut seen = BTreeSet::new();
    for nic in &bench.nics {
        for id in texts(&bench.get(nic, "/me/bill").unwrap()) {
            assert!(seen.insert(id.clone()), "{id} twice");
            if *nic != bench.nics[0] {
                let first = bench.get(&bench.nics[0], &format!("/me/bill/{id}"));
                assert_eq!(status(first), 404);
            }
        }
    }
    assert!(seen.len() > 50);
}

#[test]
fn a_renewal_makes_a_bill_and_an_unpaid_service_none() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let due = bench.named(Product::HostingWeb, "lumignon.example");
    let unpaid = bench.named(Product::HostingWeb, "lampes-de-lyon.example");
    assert_eq!(due.contacts.billing, nic);
    let billed = |bench: &Bench, name: &str| -> usize {
        let ids = texts(&bench.get(&nic, "/me/bill").unwrap());
        let lines = ids.iter().flat_map(|id| {
            let path = format!("/me/bill/{id}/details");
            let lines = texts(&bench.get(&nic, &path).unwrap());
            lines
                .into_iter()
                .map(|line| bench.get(&nic, &format!("{path}/{line}")).unwrap())
                .collect::<Vec<_>>()
        });
        lines.filter(|line| line["domain"] == name).count()
    };
    // Hosting and e-mail of one name are two services.
    let before = billed(&bench, &due.name);
    let open = billed(&bench, &unpaid.name);
    bench.pass(13);
    assert_eq!(billed(&bench, &due.name), before + 1);
    assert_eq!(billed(&bench, &unpaid.name), open);
}

#[test]
fn lists_are_narrowed_by_day_order_and_category() {
    let bench = Bench::new(Region::Ca);
    let nic = bench.first();
    let all = bills(&bench, &nic);
    let middle = &all[all.len() / 2];
    let from = middle["date"].as_str().unwrap();
    let later = all.iter().filter(|bill| made_out(bill) >= made_out(middle));
    let asked = bench
        .get(&nic, &format!("/me/bill?date.from={from}"))
        .unwrap();
    assert_eq!(texts(&asked).len(), later.count());
    let order = &middle["orderId"];
    let asked = bench
        .get(&nic, &format!("/me/bill?orderId={order}"))
        .unwrap();
    assert_eq!(texts(&asked), [middle["billId"].as_str().unwrap()]);
    let renewed = all.iter().filter(|bill| bill["category"] == "autorenew");
    let asked = bench.get(&nic, "/me/bill?category=autorenew").unwrap();
    assert_eq!(texts(&asked).len(), renewed.count());
    let us = Bench::new(Region::Us);
    let refused = us.get(&us.first(), "/me/bill?category=autorenew");
    assert_eq!(status(refused), 400);
}
