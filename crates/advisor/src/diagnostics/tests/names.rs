use super::*;

pub const DIG: &str = "\
; <<>> DiG 9.18.24 <<>> www.shop.example
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 51711
;; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1
;; QUESTION SECTION:
;www.shop.example.\t\tIN\tA
;; ANSWER SECTION:
www.shop.example.\t3600\tIN\tCNAME\tshop.example.
shop.example.\t\t86400\tIN\tA\t203.0.113.7
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
";

pub const NSLOOKUP: &str = "\
Server:  box.example
Address:  192.0.2.1

Non-authoritative answer:
Name:    shop.example
Address:  203.0.113.7
";

#[test]
fn records_have_their_time_to_live() {
    let report = read(Tool::Dns, DIG);
    let record = |name: &str, record: &str, value: &str, ttl_seconds| Finding::Record {
        name: name.to_owned(),
        record: record.to_owned(),
        value: value.to_owned(),
        ttl_seconds,
    };
    assert_eq!(
        report.findings,
        [
            record("www.shop.example.", "CNAME", "shop.example.", 3600),
            record("shop.example.", "A", "203.0.113.7", 86400),
        ]
    );
    assert_eq!(report.missing, [Missing::AuthoritativeAnswer]);
    let authoritative = DIG.replace("flags: qr rd", "flags: qr aa rd");
    assert_eq!(read(Tool::Dns, &authoritative).missing, []);
}

#[test]
fn the_server_of_nslookup_is_no_answer() {
    let report = read(Tool::Dns, NSLOOKUP);
    let address = Finding::Address {
        name: "shop.example".to_owned(),
        value: "203.0.113.7".to_owned(),
    };
    assert_eq!(report.findings, [address]);
}

#[test]
fn failures_of_every_tool() {
    for (text, finding) in [
        (
            ";; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 1",
            Finding::ServerFailure,
        ),
        (
            ";; ->>HEADER<<- opcode: QUERY, status: REFUSED, id: 1",
            Finding::Refused,
        ),
        (
            "** server can't find shop.example: NXDOMAIN",
            Finding::NoSuchName,
        ),
        (
            "** server can't find shop.example: SERVFAIL",
            Finding::ServerFailure,
        ),
        (
            "*** box.example can't find shop.example: Non-existent domain",
            Finding::NoSuchName,
        ),
        (
            "*** Can't find shop.example: No answer",
            Finding::NoSuchRecord,
        ),
        (
            "Host shop.example not found: 3(NXDOMAIN)",
            Finding::NoSuchName,
        ),
        (
            ";; connection timed out; no servers could be reached",
            Finding::NoAnswer,
        ),
        (
            ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1",
            Finding::NoSuchRecord,
        ),
        (
            ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1",
            Finding::NoSuchName,
        ),
    ] {
        assert_eq!(recognise(text), Some(Tool::Dns), "{text}");
        assert_eq!(read(Tool::Dns, text).findings, [finding], "{text}");
    }
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again() {
    let (cut, _) = DIG.split_once("www.shop.example.\t3600").unwrap();
    let report = read(Tool::Dns, cut);
    assert_eq!(report.missing, [Missing::Rest]);
}
