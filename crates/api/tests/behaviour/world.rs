//! A platform whose time moves only when everybody waits.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::pin,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use api::{
    AccountId, Client, Endpoint, EndpointConfig, Keys, LocalFuture, Platform, Request, Response,
    Secret, Session, TransportError,
};

/// How the endpoint reacts to a request.
pub enum Reaction {
    /// Answers after that many milliseconds.
    After(u64, Result<Response, TransportError>),
    /// Accepts and says nothing.
    Never,
}

/// A request as it went out.
#[derive(Clone)]
pub struct Sent {
    pub at_ms: f64,
    pub request: Request,
}

impl Sent {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.request.headers.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_str())
    }
}

type Script = Box<dyn FnMut(&Request, usize) -> Reaction>;

pub struct World {
    now_us: Cell<u64>,
    /// Our wall clock minus virtual time, in milliseconds.
    pub wall_ms: Cell<f64>,
    /// The endpoint's clock minus virtual time, in milliseconds.
    pub server_ms: Cell<f64>,
    pub chance: Cell<f64>,
    timers: RefCell<BTreeMap<(u64, u64), Waker>>,
    serial: Cell<u64>,
    script: RefCell<Script>,
    pub log: RefCell<Vec<Sent>>,
    in_flight: Cell<usize>,
    pub most_in_flight: Cell<usize>,
    /// How `/auth/time` reacts; `None` is at once and truthfully.
    pub time_reaction: RefCell<Option<Box<dyn FnMut() -> Reaction>>>,
}

/// Real enough to be a time of the provider.
const EPOCH_MS: f64 = 1_790_000_000_000.0;

impl World {
    /// `script` is asked for each request but those for the time, with how many went
    /// before.
    pub fn new(script: impl FnMut(&Request, usize) -> Reaction + 'static) -> Rc<Self> {
        Rc::new(Self {
            now_us: Cell::new(0),
            wall_ms: Cell::new(EPOCH_MS),
            server_ms: Cell::new(EPOCH_MS),
            chance: Cell::new(0.5),
            timers: RefCell::default(),
            serial: Cell::new(0),
            script: RefCell::new(Box::new(script)),
            log: RefCell::default(),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
            time_reaction: RefCell::new(None),
        })
    }

    pub fn client(self: &Rc<Self>) -> Client {
        let config = EndpointConfig {
            endpoint: Endpoint::Eu,
            sign_base: "https://eu.api.ovh.com".into(),
        };
        Client::new(self.platform(), config)
    }

    pub fn platform(self: &Rc<Self>) -> Rc<dyn Platform> {
        Rc::new(Handle(Rc::clone(self)))
    }

    pub fn session(self: &Rc<Self>) -> Session {
        self.client().session(&account("aa1-ovh"), &keys("one"))
    }

    pub fn now_ms(&self) -> f64 {
        self.now_us.get() as f64 / 1000.0
    }

    /// Requests other than those for the time.
    pub fn calls(&self) -> Vec<Sent> {
        let log = self.log.borrow();
        log.iter()
            .filter(|s| !s.request.url.ends_with("/auth/time"))
            .cloned()
            .collect()
    }

    pub fn time_requests(&self) -> usize {
        self.log.borrow().len() - self.calls().len()
    }

    pub fn in_flight(&self) -> usize {
        self.in_flight.get()
    }

    /// Runs a future to its end, moving time on whenever it waits.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&woken));
        let mut future = pin!(future);
        loop {
            while woken.0.swap(false, Ordering::Relaxed) {
                if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker))
                {
                    return output;
                }
            }
            let next = self.timers.borrow_mut().pop_first();
            let ((at, _), waker) = next.expect("everybody waits for something that never happens");
            self.now_us.set(self.now_us.get().max(at));
            waker.wake();
        }
    }

    pub fn sleep(self: &Rc<Self>, ms: u64) -> LocalFuture<()> {
        let world = Rc::clone(self);
        let serial = self.serial.get();
        self.serial.set(serial + 1);
        let due = self.now_us.get() + ms * 1000;
        Box::pin(std::future::poll_fn(move |context| {
            if world.now_us.get() >= due {
                return Poll::Ready(());
            }
            world
                .timers
                .borrow_mut()
                .insert((due, serial), context.waker().clone());
            Poll::Pending
        }))
    }
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The world as the client sees it.
struct Handle(Rc<World>);

/// One request on its way; gone when dropped, as a browser's would be.
struct OnItsWay(Rc<World>);

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.0.in_flight.set(self.0.in_flight.get() - 1);
    }
}

impl Platform for Handle {
    fn unix_ms(&self) -> f64 {
        self.0.wall_ms.get() + self.0.now_ms()
    }

    fn monotonic_ms(&self) -> f64 {
        self.0.now_ms()
    }

    fn random(&self) -> f64 {
        self.0.chance.get()
    }

    fn sleep(&self, time: Duration) -> LocalFuture<()> {
        self.0.sleep(time.as_millis() as u64)
    }

    fn send(&self, request: Request) -> LocalFuture<Result<Response, TransportError>> {
        let world = Rc::clone(&self.0);
        let so_far = world.calls().len();
        world.in_flight.set(world.in_flight.get() + 1);
        world
            .most_in_flight
            .set(world.most_in_flight.get().max(world.in_flight.get()));
        world.log.borrow_mut().push(Sent {
            at_ms: world.now_ms(),
            request: request.clone(),
        });
        let reaction = if request.url.ends_with("/auth/time") {
            match world.time_reaction.borrow_mut().as_mut() {
                Some(react) => react(),
                None => {
                    let seconds = ((world.server_ms.get() + world.now_ms()) / 1000.0).floor();
                    Reaction::After(10, ok(&format!("{seconds}")))
                }
            }
        } else {
            (world.script.borrow_mut())(&request, so_far)
        };
        let on_its_way = OnItsWay(Rc::clone(&world));
        Box::pin(async move {
            let _on_its_way = on_its_way;
            match reaction {
                Reaction::After(ms, answer) => {
                    world.sleep(ms).await;
                    answer
                }
                Reaction::Never => std::future::pending().await,
            }
        })
    }
}

pub fn account(nic: &str) -> AccountId {
    AccountId {
        endpoint: Endpoint::Eu,
        nic: nic.parse().unwrap(),
    }
}

pub fn keys(name: &str) -> Keys {
    Keys {
        application_key: format!("ak-{name}"),
        application_secret: Secret::new(format!("as-{name}")),
        consumer_key: Secret::new(format!("ck-{name}")),
    }
}

pub fn ok(body: &str) -> Result<Response, TransportError> {
    answer(200, &[], body)
}

pub fn answer(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Response, TransportError> {
    Ok(Response {
        status,
        headers: headers
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
        body: body.as_bytes().to_vec(),
    })
}

pub fn refusal(status: u16, code: &str) -> Result<Response, TransportError> {
    let body = format!(r#"{{"errorCode":"{code}","message":"no"}}"#);
    answer(status, &[("x-ovh-queryid", "EU.ext-1")], &body)
}

/// A customer, as `/me` answers.
pub const ME: &str = r#"{"nichandle":"aa1-ovh","email":"shop@example.org"}"#;
