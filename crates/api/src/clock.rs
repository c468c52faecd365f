//! The difference between our clock and the provider's.
//!
//! Requests are signed with the provider's time. It is asked once, before the first
//! signed request, and again when our wall clock jumped (the machine slept, someone
//! set it) or a signature was refused.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures_util::future::{FutureExt, Shared, WeakShared};

use crate::{
    call::{Call, Priority},
    client::Inner,
    engine::{self, Job},
    error::ApiError,
    json::{Value, Wrong},
    platform::{LocalFuture, Platform},
};

/// How far the wall clock may move against the monotonic one before it is a jump.
/// Clocks being slewed stay far below.
const JUMP_MS: f64 = 2_000.0;

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measured {
    /// Provider's clock minus ours.
    difference_ms: f64,
    /// Our wall clock minus our monotonic one; constant until the former jumps.
    wall_over_monotonic_ms: f64,
    /// Tells this measurement from earlier ones.
    generation: u32,
}

type Answer = LocalFuture<Result<Measured, ApiError>>;

/// The clock of one endpoint.
#[derive(Default)]
pub(crate) struct Clock {
    measured: Cell<Option<Measured>>,
    /// A measurement under way, joined by everyone who needs it.
    measuring: RefCell<Option<Measuring>>,
}

struct Measuring {
    by_hand: bool,
    answer: WeakShared<Answer>,
}

impl Measured {
    /// The provider's time now, in milliseconds.
    pub(crate) fn now_ms(self, platform: &dyn Platform) -> f64 {
        platform.unix_ms() + self.difference_ms
    }

    /// Whether our wall clock has jumped since.
    pub(crate) fn jumped(self, platform: &dyn Platform) -> bool {
        let now = platform.unix_ms() - platform.monotonic_ms();
        (now - self.wall_over_monotonic_ms).abs() > JUMP_MS
    }

    /// Whether two measurements disagree by more than measuring explains.
    pub(crate) fn differs_from(self, other: Self) -> bool {
        (self.difference_ms - other.difference_ms).abs() > JUMP_MS
    }
}

/// The valid measurement, measuring first if there is none.
pub(crate) async fn measured(inner: &Rc<Inner>, by_hand: bool) -> Result<Measured, ApiError> {
    match inner.clock.measured.get() {
        Some(known) if !known.jumped(&*inner.platform) => Ok(known),
        _ => measure(inner, by_hand).await,
    }
}

/// A measurement newer than `refused`, which a signature was refused with.
pub(crate) async fn newer_than(inner: &Rc<Inner>, refused: Measured) -> Result<Measured, ApiError> {
    match inner.clock.measured.get() {
        Some(known) if known.generation != refused.generation => Ok(known),
        _ => measure(inner, false).await,
    }
}

/// The provider's time now as far as known, else our own.
pub(crate) fn best_guess_ms(inner: &Inner) -> f64 {
    match inner.clock.measured.get() {
        Some(known) => known.now_ms(&*inner.platform),
        None => inner.platform.unix_ms(),
    }
}

async fn measure(inner: &Rc<Inner>, by_hand: bool) -> Result<Measured, ApiError> {
    let joined = |under_way: &Measuring| {
        // One that began by itself may be about to give up, as the circuit has opened.
        // Someone asking by hand is not told that again: they are let through.
        let goes_on = under_way.by_hand || !by_hand;
        let answer = under_way.answer.upgrade().filter(|_| goes_on)?;
        answer.peek().is_none().then_some(answer)
    };
    let under_way = inner.clock.measuring.borrow().as_ref().and_then(joined);
    let measuring: Shared<Answer> = match under_way {
        Some(measuring) => measuring,
        None => {
            let started: Answer = Box::pin(ask(Rc::clone(inner), by_hand));
            let started = started.shared();
            *inner.clock.measuring.borrow_mut() = started
                .downgrade()
                .map(|answer| Measuring { by_hand, answer });
            started
        }
    };
    measuring.await
}

async fn ask(inner: Rc<Inner>, by_hand: bool) -> Result<Measured, ApiError> {
    let job = Job {
        call: Call::get("/auth/time"),
        keys: None,
        priority: Rc::new(Cell::new(Priority::Visible)),
        by_hand,
    };
    let reply = engine::run(Rc::clone(&inner), job).await?;
    let seconds = match &*reply.value {
        Value::Number(number) => number.as_i64(),
        _ => None,
    };
    let Some(seconds) = seconds else {
        return Err(ApiError::Decode {
            wrong: Wrong::field("answer", "a number of seconds"),
            query_id: reply.query_id,
        });
    };
    let platform = &*inner.platform;
    let measured = Measured {
        // The provider cuts the fraction of its second: half a one on average.
        difference_ms: seconds as f64 * 1000.0 + 500.0 - reply.received_at_ms,
        wall_over_monotonic_ms: platform.unix_ms() - platform.monotonic_ms(),
        generation: inner
            .clock
            .measured
            .get()
            .map_or(0, |m| m.generation.wrapping_add(1)),
    };
    inner.clock.measured.set(Some(measured));
    Ok(measured)
}
