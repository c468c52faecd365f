//! The support desk, by the clock.

use serde_json::{Value, json};
use time::Duration;

use super::status;
use crate::mails;
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

/// A ticket of `nic` and what is read of it.
struct Ticket<'a> {
    bench: &'a mut Bench,
    nic: String,
    target: String,
}

impl<'a> Ticket<'a> {
    fn open(bench: &'a mut Bench, nic: &str, ticket: Value) -> Self {
        let opened = bench.post(nic, "/support/tickets/create", ticket).unwrap();
        Self {
            target: format!("/support/tickets/{}", opened["ticketId"]),
            nic: nic.to_owned(),
            bench,
        }
    }

    fn after(&mut self, time: Duration) -> &mut Self {
        self.bench.now += time;
        self
    }

    fn read(&self) -> Value {
        self.bench.get(&self.nic, &self.target).unwrap()
    }

    /// `(from, body)`, the oldest first.
    fn messages(&self) -> Vec<(String, String)> {
        let target = format!("{}/messages", self.target);
        let messages = self.bench.get(&self.nic, &target).unwrap();
        let text = |message: &Value, name: &str| message[name].as_str().unwrap().to_owned();
        let mut read: Vec<(String, String)> = messages
            .as_array()
            .unwrap()
            .iter()
            .map(|message| (text(message, "from"), text(message, "body")))
            .collect();
        read.reverse();
        read
    }

    fn last(&self) -> String {
        self.messages().pop().unwrap().1
    }

    fn act(&self, verb: &str, body: &str) {
        let target = format!("{}/{verb}", self.target);
        self.bench
            .post(&self.nic, &target, json!({ "body": body }))
            .unwrap();
    }

    /// The first words of the mails about it, the oldest first.
    fn mails(&self) -> Vec<String> {
        let number = format!("[Ticket {}]", self.read()["ticketNumber"]);
        let mut about: Vec<String> = mails::all(&self.bench.conn)
            .unwrap()
            .iter()
            .filter(|mail| mail["subject"].as_str().unwrap().starts_with(&number))
            .map(|mail| {
                mail["body"]
                    .as_str()
                    .unwrap()
                    .lines()
                    .nth(2)
                    .unwrap()
                    .to_owned()
            })
            .collect();
        about.reverse();
        about
    }
}

#[test]
fn an_incident_is_asked_about_answered_and_solved() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let server = bench.named(Product::DedicatedServer, "Build farm").name;
    let incident = json!({
        "subject": "Build farm restarts", "body": "Three times since 10:02 UTC.",
        "category": "incident", "subcategory": "down", "product": "dedicated", "serviceName": server,
        "watchers": ["ops@bluebonnet-robotics.example"],
    });
    let mut ticket = Ticket::open(&mut bench, &nic, incident);
    // Business support: half an hour, then an hour for each look at it.
    assert_eq!(ticket.after(Duration::minutes(31)).messages().len(), 2);
    assert!(ticket.last().contains("technician is looking"));
    ticket.after(Duration::minutes(61));
    assert!(ticket.last().contains("smartctl"), "{}", ticket.last());
    // The customer's turn: nothing more comes by itself before the reminder.
    assert_eq!(ticket.after(Duration::days(2)).messages().len(), 3);

    ticket.act("reply", "smartctl -a: no errors on either disk.");
    assert_eq!(ticket.after(Duration::minutes(59)).messages().len(), 4);
    ticket.after(Duration::minutes(2));
    assert_eq!(ticket.messages().len(), 5);
    assert!(
        ticket.last().contains("both are sound"),
        "{}",
        ticket.last()
    );

    ticket.act("reply", "It still restarts.");
    ticket.after(Duration::hours(2));
    assert!(
        ticket.last().contains("second technician"),
        "{}",
        ticket.last()
    );
    assert_eq!(ticket.read()["state"], "open");

    ticket.act("reply", "It works again, thank you.");
    ticket.after(Duration::hours(2));
    assert_eq!(ticket.read()["state"], "closed");
    assert!(ticket.last().contains("Glad"));
    // Every word of it was mailed to the account and to who watches.
    let mails = ticket.mails();
    let answers = mails
        .iter()
        .filter(|mail| mail.contains("an answer"))
        .count();
    assert_eq!(answers, 2 * 5, "{mails:#?}");
    assert_eq!(mails.last().unwrap(), "Your ticket is closed.");
}

#[test]
fn who_tells_enough_is_answered_at_once() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let incident = json!({
        "subject": "Packet loss", "category": "incident", "product": "network",
        "body": "mtr both ways: 8 % lost at 192.0.2.254 since 09:10 CST.",
    });
    let mut ticket = Ticket::open(&mut bench, &nic, incident);
    ticket.after(Duration::hours(3));
    let messages = ticket.messages();
    assert_eq!(messages.len(), 3);
    assert!(messages[2].1.contains("routers"), "{}", messages[2].1);
}

#[test]
fn a_silent_customer_is_reminded_and_then_left_in_peace() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.nics[0].clone();
    let question =
        json!({ "subject": "Redirection", "body": "Comment faire ?", "category": "assistance" });
    let mut ticket = Ticket::open(&mut bench, &nic, question);
    // Premium: two hours, then four. In French, as the account reads it.
    ticket.after(Duration::hours(7));
    assert!(
        ticket.last().starts_with("Bonjour,\n\n"),
        "{}",
        ticket.last()
    );
    assert!(ticket.last().contains("vous conseiller"));
    let said = ticket.messages().len();
    ticket.after(Duration::days(3));
    assert_eq!(ticket.read()["state"], "open");
    assert_eq!(ticket.messages().len(), said);
    assert!(
        ticket
            .mails()
            .last()
            .unwrap()
            .contains("attend votre réponse")
    );
    ticket.after(Duration::days(4));
    assert_eq!(ticket.read()["state"], "closed");
    assert!(ticket.last().contains("une semaine"));
    // It is over: years later nothing has been added.
    let ended = ticket.read();
    assert_eq!(ticket.after(Duration::days(900)).read(), ended);

    // Until somebody opens it again.
    ticket.act("reopen", "Je n'ai pas trouvé.");
    assert_eq!(ticket.read()["state"], "open");
    ticket.after(Duration::hours(7));
    assert!(ticket.last().contains("petite offre"), "{}", ticket.last());
    assert_eq!(ticket.read()["lastMessageFrom"], "support");
}

#[test]
fn what_was_missed_happens_at_its_own_time() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let question =
        json!({ "subject": "VAT", "body": "Bill US1234, wrong VAT.", "category": "billing" });
    let mut ticket = Ticket::open(&mut bench, &nic, question);
    let opened = ticket.bench.now;
    ticket.after(Duration::days(400));
    let closed = ticket.read();
    assert_eq!(closed["state"], "closed");
    // Half an hour, an hour, a week.
    let at = opened + Duration::minutes(90) + Duration::days(7);
    assert_eq!(closed["updateDate"], crate::clock::rfc3339(at));
    let mail = mails::all(&ticket.bench.conn).unwrap();
    assert!(
        mail.iter()
            .all(|mail| mail["at"].as_str() <= Some("2027-12-31"))
    );
}

#[test]
fn the_kinds_of_help_are_answered_in_their_own_words() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let mut said = Vec::new();
    for (category, product) in [
        ("incident", "dedicated"),
        ("incident", "network"),
        ("incident", "hosting"),
        ("incident", "mail"),
        ("incident", "voip"),
        ("incident", "publiccloud"),
        ("incident", "dedicatedcloud"),
        ("incident", "domain"),
        ("billing", "web-billing"),
        ("assistance", "vps"),
    ] {
        let body = json!({ "subject": "Help", "body": "Please.", "category": category, "product": product });
        let mut ticket = Ticket::open(&mut bench, &nic, body);
        ticket.after(Duration::hours(2));
        let question = ticket.last();
        ticket.act("reply", "As asked.");
        ticket.after(Duration::hours(2));
        said.extend([question, ticket.last()]);
    }
    let count = said.len();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), count);
}

#[test]
fn a_machine_that_does_harm_has_its_ticket() {
    for (region, label, product) in [
        (Region::Eu, "Old lobby", Product::DedicatedServer),
        (Region::Eu, "Free tier 07", Product::DedicatedServer),
        (Region::Eu, "Chat bot", Product::Vps),
        (Region::Eu, "essai.lumignon.example", Product::HostingWeb),
        (Region::Ca, "Vieux forum", Product::DedicatedServer),
        (Region::Us, "Field trials", Product::DedicatedServer),
        (Region::Us, "Mail relay", Product::Vps),
    ] {
        let mut bench = Bench::new(region);
        let service = bench.named(product, label);
        let nic = service.contacts.admin.clone();
        let find = format!(
            "/support/tickets?serviceName={}&customerReplyNeeded=true",
            service.name
        );
        let found = super::numbers(&bench.get(&nic, &find).unwrap());
        assert_eq!(found.len(), 1, "{label}");
        let target = format!("/support/tickets/{}", found[0]);
        let messages = bench.get(&nic, &format!("{target}/messages")).unwrap();
        assert_eq!(messages[0]["from"], "support");
        // Silence does not end it.
        bench.pass(60);
        assert_eq!(bench.get(&nic, &target).unwrap()["state"], "open");
        bench
            .post(
                &nic,
                &format!("{target}/reply"),
                json!({ "body": "Reinstalled." }),
            )
            .unwrap();
        bench.pass(2);
        let messages = bench.get(&nic, &format!("{target}/messages")).unwrap();
        assert_eq!(messages[0]["from"], "support", "{label}");
        assert_eq!(messages.as_array().unwrap().len(), 3, "{label}");
    }
}

#[test]
fn nobody_hears_of_the_ticket_of_another() {
    let mut bench = Bench::new(Region::Eu);
    let (mine, other) = (bench.nics[0].clone(), bench.nics[1].clone());
    let question = json!({ "subject": "Mine", "body": "How?", "category": "assistance" });
    let mut ticket = Ticket::open(&mut bench, &mine, question);
    ticket.after(Duration::days(1));
    let target = format!("{}/reply", ticket.target);
    let answer = ticket
        .bench
        .post(&other, &target, json!({ "body": "Hello" }));
    assert_eq!(status(answer), 404);
    let subject = |mail: &Value| mail["subject"].as_str().unwrap().contains("Mine");
    let mails = mails::all(&ticket.bench.conn).unwrap();
    assert!(
        mails
            .iter()
            .filter(|mail| subject(mail))
            .all(|mail| mail["nic"] == mine.as_str())
    );
}

#[test]
fn a_blocked_machine_comes_back_one_answer_at_a_time() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let server = bench.named(Product::DedicatedServer, "Legacy mirror").name;
    let vps = bench.named(Product::Vps, "Mail relay").name;
    let open_on = |bench: &Bench, name: &str| {
        let find = format!("/support/tickets?serviceName={name}&status=open");
        super::numbers(&bench.get(&nic, &find).unwrap())[0]
    };
    let state = |bench: &Bench| {
        let read = bench
            .get(&nic, &format!("/dedicated/server/{server}"))
            .unwrap();
        read["state"].clone()
    };
    let restart =
        |bench: &Bench, path: &str| bench.post(&nic, &format!("{path}/reboot"), Value::Null);
    let (on_server, on_vps) = (open_on(&bench, &server), open_on(&bench, &vps));
    let reply = |bench: &Bench, ticket: i64| {
        let target = format!("/support/tickets/{ticket}/reply");
        bench
            .post(&nic, &target, json!({ "body": "It is fixed." }))
            .unwrap();
    };
    assert_eq!(state(&bench), "hackedBlocked");
    reply(&bench, on_server);
    reply(&bench, on_vps);
    bench.pass(1);
    assert_eq!(state(&bench), "hacked");
    restart(&bench, &format!("/dedicated/server/{server}")).unwrap();
    restart(&bench, &format!("/vps/{vps}")).unwrap();
    reply(&bench, on_server);
    bench.pass(1);
    assert_eq!(state(&bench), "ok");
}

#[test]
fn a_hosting_that_was_closed_opens_again() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let path = "/hosting/web/essai.lumignon.example";
    let state = |bench: &Bench| bench.get(&nic, path).unwrap()["state"].clone();
    assert_eq!(state(&bench), "blocked");
    let find = "/support/tickets?serviceName=essai.lumignon.example";
    let id = super::numbers(&bench.get(&nic, find).unwrap())[0];
    let target = format!("/support/tickets/{id}/reply");
    bench
        .post(&nic, &target, json!({ "body": "Fichiers supprimés." }))
        .unwrap();
    bench.pass(1);
    assert_eq!(state(&bench), "active");
}

#[test]
fn a_service_says_what_a_ticket_does_not() {
    let mut bench = Bench::new(Region::Us);
    let nic = bench.first();
    let vrack = bench.named(Product::Vrack, "Training network").name;
    let incident = json!({
        "subject": "Loss", "body": "4 % since noon", "category": "incident", "serviceName": vrack,
    });
    let mut ticket = Ticket::open(&mut bench, &nic, incident);
    ticket.after(Duration::hours(2));
    assert!(ticket.last().contains("tracert"), "{}", ticket.last());
}
