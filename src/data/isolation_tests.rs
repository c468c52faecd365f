//! Whatever a person does in two tabs, and however late answers come: nothing of one
//! account is shown, stored or sent as another's.
//!
//! The parts are the real ones: sessions, scopes, notes, the vault and its labels, what is
//! kept of answers, and the client that signs. Only the network, the disk and the storage
//! of tabs are made up.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use api::{
    AccountId, Client, Endpoint, EndpointConfig, Keys, LocalFuture, Platform, Request, Response,
    Secret, TransportError,
};
use futures::FutureExt;
use futures::channel::oneshot;
use leptos::prelude::*;
use proptest::prelude::*;

use super::ask::{Held, Question, asking};
use super::keep::{Keep, Slot, Why};
use crate::session::notebook::Keeping;
use crate::session::notes::{Note, Notes};
use crate::session::tab::storage;
use crate::session::vault::tests::native::Native;
use crate::session::vault::tests::shelf::{Disk, OnDisk, labels};
use crate::session::vault::{Found, Labels, Name, OpenVault, contents};
use crate::session::{Account, GroupName, Scope, Session, Standing};

/// The first and the third have one handle on two endpoints.
const ACCOUNTS: [&str; 4] = ["eu:aa1-ovh", "eu:bb2-ovh", "ca:aa1-ovh", "us:cc3-ovh"];
const GROUP: &str = "North & South";

fn id(number: usize) -> AccountId {
    ACCOUNTS[number].parse().unwrap()
}

/// Its keys name whose they are, so that they can be found wherever they went.
fn account(number: usize, version: usize) -> Account {
    let name = ACCOUNTS[number];
    Account {
        id: id(number),
        keys: Keys {
            application_key: format!("application {name}"),
            application_secret: Secret::new(format!("secret {name} {version}")),
            consumer_key: Secret::new(format!("consumer {name} {version}")),
        },
    }
}

fn whose(consumer: &str) -> &str {
    consumer.split(' ').nth(1).unwrap()
}

fn group() -> GroupName {
    GroupName::new(GROUP).unwrap()
}

fn passphrase() -> Secret {
    Secret::new("correct horse battery staple")
}

/// A request that was sent and is not answered.
struct OnItsWay {
    consumer: String,
    reply: oneshot::Sender<Response>,
}

thread_local! {
    static NET: RefCell<Vec<OnItsWay>> = const { RefCell::new(Vec::new()) };
    /// Since it was looked at last: endpoint and consumer key.
    static SENT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn response(status: u16, body: String) -> Response {
    Response {
        status,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.into_bytes(),
    }
}

/// The network, to one endpoint.
struct Wire(Endpoint);

impl Platform for Wire {
    fn unix_ms(&self) -> f64 {
        1_790_000_000_000.0
    }
    fn monotonic_ms(&self) -> f64 {
        0.0
    }
    fn random(&self) -> f64 {
        0.5
    }
    fn sleep(&self, _: Duration) -> LocalFuture<()> {
        Box::pin(std::future::pending())
    }
    fn send(&self, request: Request) -> LocalFuture<Result<Response, TransportError>> {
        if request.url.ends_with("/auth/time") {
            return Box::pin(async { Ok(response(200, "1790000000".into())) });
        }
        let header = |(name, _): &&(&str, String)| name.eq_ignore_ascii_case("x-ovh-consumer");
        let consumer = request.headers.iter().find(header).unwrap().1.clone();
        let endpoint = self.0.to_string();
        SENT.with_borrow_mut(|sent| sent.push((endpoint, consumer.clone())));
        let (reply, answer) = oneshot::channel();
        NET.with_borrow_mut(|net| net.push(OnItsWay { consumer, reply }));
        Box::pin(async move { answer.await.map_err(|_| TransportError::Unreachable) })
    }
}

/// Who an endpoint says one is.
fn call(session: api::Session, _: String) -> LocalFuture<Result<String, api::ApiError>> {
    Box::pin(async move { Ok(session.auth_details().await?.account) })
}

/// The endpoint answers to the keys, as the real one does.
fn answer(number: usize, good: bool) {
    NET.with_borrow_mut(|net| {
        if net.is_empty() {
            return;
        }
        let one = net.swap_remove(number % net.len());
        let name = whose(&one.consumer);
        let response = if good {
            response(
                200,
                format!(r#"{{"account":"{name}","method":"account","roles":[]}}"#),
            )
        } else {
            response(404, r#"{"message":"This does not exist"}"#.into())
        };
        // Whoever asked may no longer care.
        let _ = one.reply.send(response);
    });
}

type Cell = ArcRwSignal<Held<String>>;

fn cell_of(slot: &Slot) -> Cell {
    slot.cell.downcast_ref::<Cell>().unwrap().clone()
}

struct Tab {
    number: usize,
    /// The scope as the address says it.
    address: String,
    session: Session,
    keep: Keep,
    clients: Vec<Client>,
    looking: Vec<Arc<()>>,
    open: Option<Opened>,
    work: Vec<LocalFuture<()>>,
    /// Who was left, and must not come back by itself.
    left: Vec<AccountId>,
}

type Opened = (Rc<OpenVault<Native>>, Rc<Labels>);
type SharedDisk = Rc<RefCell<Disk>>;

impl Tab {
    /// A page that was just loaded.
    fn load(number: usize, address: String, disk: &SharedDisk) -> Self {
        storage::be(number);
        let session = Session::nobody();
        session.notes().resume();
        session.set_vault(match disk.borrow().header {
            Some(_) => Standing::Locked,
            None => Standing::Nothing,
        });
        let clients = Endpoint::ALL.iter().map(|endpoint| {
            let config = EndpointConfig {
                endpoint: *endpoint,
                sign_base: "https://api.example".into(),
            };
            Client::new(Rc::new(Wire(*endpoint)), config)
        });
        Self {
            number,
            address,
            session,
            keep: Keep::default(),
            clients: clients.collect(),
            looking: Vec::new(),
            open: None,
            work: Vec::new(),
            left: Vec::new(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::parse(&self.address).unwrap()
    }

    fn begin(&mut self, slot: &Rc<Slot>, why: Why) {
        let clients = &self.clients;
        self.work.extend(slot.begin(why, 1e12, |account| {
            let mine = |client: &&Client| client.endpoint() == account.id.endpoint;
            let client = clients.iter().find(mine).unwrap();
            Ok(client.session(&account.id, &account.keys))
        }));
    }

    /// The page of the scope asks what it shows, as `Data::kept` does.
    fn draw(&mut self) {
        self.looking.clear();
        for account in self.session.accounts_in(&self.scope()) {
            let found = self.keep.find(&account, "who", "");
            let slot = found.unwrap_or_else(|| {
                let cell = Cell::new(Held::nothing());
                let question = Question {
                    what: "who",
                    of: String::new(),
                    call,
                };
                let start = asking(&question, cell.clone());
                let slot = Slot::new(account.clone(), "who", String::new(), Box::new(cell), start);
                self.keep.add(slot, 1e12)
            });
            self.begin(&slot, Why::Shown);
            self.looking.push(slot.look(1e12));
        }
    }

    fn sync(&mut self, disk: &SharedDisk) {
        if let Some((vault, labels)) = self.open.clone() {
            let disk = disk.clone();
            self.work.push(Box::pin(async move {
                labels.sync(&OnDisk { disk, vault }).await;
            }));
            self.run();
        }
    }

    fn enter_vault(&mut self, vault: OpenVault<Native>, found: Found, accounts: Vec<Account>) {
        let labels = Labels::open(self.session.notes(), found, Arc::new(|| {}));
        self.open = Some((Rc::new(vault), Rc::new(labels)));
        self.left
            .retain(|left| accounts.iter().all(|account| account.id != *left));
        self.session.enter(accounts);
        self.session.set_vault(Standing::Open(|| ().into_any()));
    }

    fn make_vault(&mut self, disk: &SharedDisk) {
        if disk.borrow().header.is_some() {
            return;
        }
        let vault = OpenVault::create(Native, &passphrase()).now_or_never();
        let vault = vault.unwrap().unwrap();
        disk.borrow_mut().header = Some(vault.header().to_owned());
        for account in self.session.accounts().iter() {
            put(disk, &vault, account);
        }
        self.enter_vault(vault, Found::Nothing, Vec::new());
        self.sync(disk);
    }

    fn unlock(&mut self, disk: &SharedDisk) {
        let Some(header) = disk.borrow().header.clone() else {
            return;
        };
        if self.open.is_some() {
            return;
        }
        let vault = OpenVault::open(Native, &passphrase(), &header).now_or_never();
        let vault = vault.unwrap().unwrap();
        let held = contents(&vault, &disk.borrow().list()).now_or_never();
        let held = held.unwrap();
        assert_eq!(held.spoilt, []);
        let note = held.notes.iter().find(|(name, _)| *name == labels());
        let found = note.map_or(Found::Nothing, |(_, bytes)| Found::of(bytes));
        self.enter_vault(vault, found, held.accounts);
        self.sync(disk);
    }

    fn lock(&mut self) {
        self.session.lock();
        self.keep.forget();
        self.looking.clear();
        self.open = None;
        self.left.clear();
    }

    /// Keys that were typed in: new ones of an account that is here take their place.
    fn sign_in(&mut self, number: usize, version: usize) {
        let account = account(number, version);
        self.left.retain(|left| *left != account.id);
        self.session.enter(vec![account.clone()]);
        for slot in self.keep.of_account(&account.id) {
            slot.account.replace(account.clone());
            self.begin(&slot, Why::NewKeys);
        }
    }

    fn leave(&mut self, number: usize, for_good: bool, disk: &SharedDisk) {
        let id = id(number);
        if for_good && self.open.is_some() {
            let name = Name::Account(id.clone()).to_string();
            disk.borrow_mut().records.remove(&name);
            self.session.notes().change(|notes| notes.forget(&id));
            self.sync(disk);
        }
        self.keep.forget_one(&id);
        self.session.leave_one(&id);
        self.left.push(id);
    }

    /// A person writes down what they see.
    fn label(&mut self, number: usize, member: bool, disk: &SharedDisk) {
        let id = id(number);
        if self
            .session
            .accounts()
            .iter()
            .all(|account| account.id != id)
        {
            return;
        }
        self.session.notes().change(|notes| {
            let label = format!("label of {id}");
            notes.note(
                &id,
                Note {
                    label,
                    colour: None,
                },
            );
            notes.add_group(group(), Vec::new());
            notes.set_member(&group(), &id, member);
        });
        self.sync(disk);
    }

    fn run(&mut self) {
        storage::be(self.number);
        let mut context = Context::from_waker(Waker::noop());
        self.work
            .retain_mut(|work| work.as_mut().poll(&mut context).is_pending());
        // Sent.
        let accounts = self.session.accounts();
        for (endpoint, consumer) in SENT.take() {
            let id: AccountId = whose(&consumer).parse().unwrap();
            assert_eq!(id.endpoint.to_string(), endpoint, "keys sent elsewhere");
            let here = accounts.iter().any(|account| account.id == id);
            assert!(here, "sent with keys of {id}, which is not here");
        }
    }

    fn check(&self, shown: &mut usize) {
        let accounts = self.session.accounts();
        let here = |id: &AccountId| accounts.iter().any(|account| account.id == *id);
        // Shown.
        let scope = self.scope();
        for account in self.session.accounts_in(&scope) {
            if let Scope::One(one) = &scope {
                assert_eq!(account.id, *one, "shown under another account");
            }
            assert_eq!(
                whose(account.keys.consumer_key.expose()),
                account.id.to_string()
            );
        }
        for (number, name) in ACCOUNTS.iter().enumerate() {
            let Some(slot) = self.keep.slot(&id(number), "who", "") else {
                continue;
            };
            assert!(
                here(&id(number)),
                "kept of {}, which is not here",
                id(number)
            );
            if let Some(said) = &cell_of(&slot).read_untracked().value {
                assert_eq!(said.as_str(), *name, "an answer under another account");
                *shown += 1;
            }
        }
        let notes = self.session.notes().get_untracked();
        for (id, note) in &notes.accounts {
            assert_eq!(note.label, format!("label of {id}"));
        }
        assert!(
            self.left.iter().all(|left| !here(left)),
            "came back by itself"
        );
        // Stored in the tab.
        let kept = storage::all(self.number).concat();
        for word in ["consumer", "secret", "application"] {
            assert!(!kept.contains(word), "a key in the tab's storage: {kept}");
        }
        match self.session.vault_untracked() {
            Standing::Open(_) => {
                assert_eq!(self.session.notes().keeping(), Keeping::Vault);
            }
            _ => assert!(self.open.is_none()),
        }
    }
}

/// The keys of an account go into the vault.
fn put(disk: &SharedDisk, vault: &OpenVault<Native>, account: &Account) {
    let sealed = vault.seal_account(account).now_or_never().unwrap();
    let (name, text) = sealed.unwrap();
    disk.borrow_mut().records.insert(name.to_string(), text);
}

fn check_disk(disk: &Disk) {
    let Some(header) = &disk.header else { return };
    let vault = OpenVault::open(Native, &passphrase(), header).now_or_never();
    let held = contents(&vault.unwrap().unwrap(), &disk.list()).now_or_never();
    for account in held.unwrap().accounts {
        let whose = whose(account.keys.consumer_key.expose()).to_owned();
        assert_eq!(
            whose,
            account.id.to_string(),
            "stored under another account"
        );
    }
    for text in disk.records.values() {
        assert!(!text.contains("consumer") && !text.contains("label of"));
    }
}

#[derive(Clone, Debug)]
enum Step {
    Switch(usize),
    Answer(usize, bool),
    Refresh,
    Run,
    Reload,
    SignIn(usize),
    MakeVault,
    Unlock,
    Lock,
    Keep(usize),
    Label(usize, bool),
    Leave(usize, bool),
}

fn step() -> impl Strategy<Value = Step> {
    let one = 0..ACCOUNTS.len();
    prop_oneof![
        5 => (0..ACCOUNTS.len() + 2).prop_map(Step::Switch),
        6 => (0..16usize, prop::bool::weighted(0.8)).prop_map(|(n, good)| Step::Answer(n, good)),
        1 => Just(Step::Refresh),
        8 => Just(Step::Run),
        1 => Just(Step::Reload),
        4 => one.clone().prop_map(Step::SignIn),
        1 => Just(Step::MakeVault),
        2 => Just(Step::Unlock),
        1 => Just(Step::Lock),
        2 => one.clone().prop_map(Step::Keep),
        2 => (one.clone(), any::<bool>()).prop_map(|(n, member)| Step::Label(n, member)),
        1 => (one, any::<bool>()).prop_map(|(n, good)| Step::Leave(n, good)),
    ]
}

fn take(step: Step, at: usize, tabs: &mut [Tab; 2], disk: &SharedDisk, count: usize) {
    let tab = &mut tabs[at];
    storage::be(at);
    match step {
        Step::Switch(number) => {
            let scope = match number.checked_sub(ACCOUNTS.len()) {
                None => Scope::One(id(number)),
                Some(0) => Scope::All,
                Some(_) => Scope::Group(group()),
            };
            tab.address = scope.to_string();
        }
        Step::Answer(number, good) => answer(number, good),
        Step::Refresh => {
            for slot in tab.keep.looked_at() {
                tab.begin(&slot, Why::AskedFor);
            }
        }
        Step::Run => {
            tab.run();
            tab.sync(disk);
        }
        Step::Reload => *tab = Tab::load(at, tab.address.clone(), disk),
        Step::SignIn(number) => tab.sign_in(number, count),
        Step::MakeVault => tab.make_vault(disk),
        Step::Unlock => tab.unlock(disk),
        Step::Lock if tab.open.is_some() => {
            for (number, tab) in tabs.iter_mut().enumerate() {
                if tab.open.is_some() {
                    storage::be(number);
                    tab.lock();
                    let kept = storage::all(number);
                    assert!(
                        tab.session.is_empty_untracked() && kept.is_empty(),
                        "{kept:?}"
                    );
                    assert_eq!(*tab.session.notes().get_untracked(), Notes::default());
                }
            }
        }
        // Signing out.
        Step::Lock => tab.lock(),
        Step::Keep(number) => {
            let accounts = tab.session.accounts();
            let one = accounts.iter().find(|account| account.id == id(number));
            if let (Some((vault, _)), Some(account)) = (&tab.open, one) {
                put(disk, vault, account);
            }
        }
        Step::Label(number, member) => tab.label(number, member, disk),
        Step::Leave(number, for_good) => tab.leave(number, for_good, disk),
    }
}

#[test]
fn nothing_of_one_account_is_shown_stored_or_sent_as_anothers() {
    let shown = std::cell::Cell::new(0);
    let stored = std::cell::Cell::new(0);
    let steps = prop::collection::vec((0..2usize, step()), 0..80);
    let mut runner = proptest::test_runner::TestRunner::default();
    let result = runner.run(&steps, |steps| {
        let owner = Owner::new();
        owner.set();
        storage::clear();
        NET.take();
        SENT.take();
        let disk = SharedDisk::default();
        let mut tabs = [0, 1].map(|number| Tab::load(number, "all".into(), &disk));
        for (count, (at, step)) in steps.into_iter().enumerate() {
            take(step, at, &mut tabs, &disk, count);
            storage::be(at);
            let tab = &mut tabs[at];
            tab.draw();
            let mut seen = 0;
            tab.check(&mut seen);
            shown.set(shown.get() + seen);
            check_disk(&disk.borrow());
        }
        stored.set(stored.get() + disk.borrow().records.len());
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    // It did look at something.
    assert!(shown.get() > 500, "{} answers were seen", shown.get());
    assert!(stored.get() > 100, "{} records were seen", stored.get());
}
