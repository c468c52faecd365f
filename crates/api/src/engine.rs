//! The life of one call: wait for its turn, sign, send, understand, maybe again.
//!
//! The deadline of a call covers all its attempts. Time spent in the queue counts
//! only while the endpoint is silent: behind a slow endpoint that works a call
//! waits its turn, behind one that hangs it gives up with the others.

use std::{cell::Cell, pin::pin, rc::Rc, task::Poll, time::Duration};

use crate::{
    budget::{self, ATTEMPTS},
    call::{Call, Priority},
    classify::{Setback, classify},
    client::Inner,
    clock::{self, Measured},
    error::{ApiError, RefusalCode},
    gate::Slot,
    keys::Keys,
    platform::Request,
    session::Reply,
    sign::signature,
};

/// All attempts of a read together, in milliseconds.
const READ_MS: f64 = 10_000.0;
/// A write.
const WRITE_MS: f64 = 30_000.0;

/// A call to be made.
pub(crate) struct Job {
    pub(crate) call: Call,
    /// `None` for the few routes that are not signed.
    pub(crate) keys: Option<Rc<Keys>>,
    pub(crate) priority: Rc<Cell<Priority>>,
    /// Someone pressed a button for this very call.
    pub(crate) by_hand: bool,
}

/// Makes the call. Dropping the future cancels it and leaves nothing behind.
pub(crate) async fn run(inner: Rc<Inner>, job: Job) -> Result<Reply, ApiError> {
    let mut run = Run {
        allowed_ms: if job.call.is_read() {
            READ_MS
        } else {
            WRITE_MS
        },
        asked_ms: inner.platform.monotonic_ms(),
        deadline_ms: None,
        retries: 0,
        signed_again: false,
        last: None,
        inner,
        job,
    };
    loop {
        if let Some(end) = run.attempt().await {
            return end;
        }
    }
}

struct Run {
    inner: Rc<Inner>,
    job: Job,
    allowed_ms: f64,
    asked_ms: f64,
    /// Set when the first attempt gets its turn.
    deadline_ms: Option<f64>,
    retries: u32,
    signed_again: bool,
    /// What the attempt before this one ended with.
    last: Option<ApiError>,
}

type End = Option<Result<Reply, ApiError>>;

impl Run {
    /// One attempt. `None` means: go on with another.
    async fn attempt(&mut self) -> End {
        // Before the turn: measuring the clock takes a turn of its own.
        let clock = match &self.job.keys {
            None => None,
            Some(_) => match clock::measured(&self.inner, self.job.by_hand).await {
                Ok(measured) => Some(measured),
                Err(error) => return Some(Err(self.last.take().unwrap_or(error))),
            },
        };
        if let Err(error) = self.wait_while_closed().await {
            return Some(Err(error));
        }
        let Some(slot) = self.turn().await else {
            return self.give_up(ApiError::Timeout);
        };
        let platform = Rc::clone(&self.inner.platform);
        let now = platform.monotonic_ms();
        // What was known before the turn may not hold any more.
        let jumped = clock.is_some_and(|clock| clock.jumped(&*platform));
        if jumped || self.inner.gate.closed_for_ms(now) > 0.0 {
            return None;
        }
        let deadline = *self
            .deadline_ms
            .get_or_insert(self.inner.patience_until(self.asked_ms, self.allowed_ms));
        if now >= deadline {
            return self.give_up(ApiError::Timeout);
        }
        let family = self.job.call.family();
        let pass = match self.inner.circuits.admit(family, now, self.job.by_hand) {
            Ok(pass) => pass,
            Err(retry_in) => return self.give_up(ApiError::CircuitOpen { retry_in }),
        };

        let outcome = self.exchange(clock, deadline - now, slot).await;
        let now = platform.monotonic_ms();
        match &outcome {
            Ok(_) => {
                self.inner.gate.answered(now);
                self.inner.retries.refund();
                pass.report(now, false);
            }
            Err(setback) => {
                if setback.answered {
                    self.inner.gate.answered(now);
                } else {
                    self.inner.gate.silent();
                }
                pass.report(now, setback.fault);
            }
        }
        match outcome {
            Ok(reply) => Some(Ok(reply)),
            Err(setback) => self.after(setback, clock, now, deadline).await,
        }
    }

    /// Ends with the more telling of what happened before and what stops us now.
    fn give_up(&mut self, now: ApiError) -> End {
        Some(Err(self.last.take().unwrap_or(now)))
    }

    /// The endpoint asked everybody to wait: do, if there is time for it.
    async fn wait_while_closed(&self) -> Result<(), ApiError> {
        loop {
            let now = self.inner.platform.monotonic_ms();
            let closed_ms = self.inner.gate.closed_for_ms(now);
            if closed_ms <= 0.0 {
                return Ok(());
            }
            if now + closed_ms >= self.limit_ms() {
                return Err(match &self.last {
                    Some(last) if !matches!(last, ApiError::RateLimited { .. }) => last.clone(),
                    last => ApiError::RateLimited {
                        retry_after: millis(closed_ms),
                        query_id: last.as_ref().and_then(|l| l.query_id()).map(str::to_owned),
                    },
                });
            }
            self.inner.platform.sleep(millis(closed_ms)).await;
        }
    }

    fn limit_ms(&self) -> f64 {
        self.deadline_ms
            .unwrap_or_else(|| self.inner.patience_until(self.asked_ms, self.allowed_ms))
    }

    /// Waits for a place in flight; `None` when patience ends first.
    async fn turn(&self) -> Option<Slot> {
        let mut acquire = pin!(self.inner.gate.acquire(&self.job.priority));
        loop {
            let left_ms = self.limit_ms() - self.inner.platform.monotonic_ms();
            if left_ms <= 0.0 {
                return None;
            }
            let sleep = self.inner.platform.sleep(millis(left_ms));
            if let Some(slot) = first(acquire.as_mut(), sleep).await {
                return Some(slot);
            }
            // The endpoint may have answered others meanwhile: look again.
        }
    }

    /// Signs and sends, now.
    async fn exchange(
        &self,
        clock: Option<Measured>,
        left_ms: f64,
        slot: Slot,
    ) -> Result<Reply, Setback> {
        let platform = &*self.inner.platform;
        let request = self.request(clock);
        let sent_at_ms = platform.unix_ms();
        let sleep = platform.sleep(millis(left_ms));
        let answer = first(platform.send(request), sleep).await;
        drop(slot);
        match answer {
            None => Err(Setback::timeout()),
            Some(Err(error)) => Err(Setback::transport(error)),
            Some(Ok(response)) => {
                let mut reply = classify(&response, clock::best_guess_ms(&self.inner))?;
                // The answer was made somewhere between the two.
                reply.received_at_ms = (sent_at_ms + platform.unix_ms()) / 2.0;
                Ok(reply)
            }
        }
    }

    fn request(&self, clock: Option<Measured>) -> Request {
        let call = &self.job.call;
        let mut headers = Vec::with_capacity(call.headers.len() + 6);
        headers.push(("X-Manager", "1".to_owned()));
        headers.extend(call.headers.iter().cloned());
        if call.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let (Some(keys), Some(clock)) = (&self.job.keys, clock) {
            let seconds = (clock.now_ms(&*self.inner.platform) / 1000.0).floor() as i64;
            let mut url = self.inner.config.sign_base.clone();
            url.push_str(&call.target());
            let body = call.body.as_deref().unwrap_or_default();
            let signature = signature(keys, call.method, &url, body, seconds);
            headers.push(("X-Ovh-Application", keys.application_key.clone()));
            headers.push(("X-Ovh-Consumer", keys.consumer_key.expose().to_owned()));
            headers.push(("X-Ovh-Timestamp", seconds.to_string()));
            headers.push(("X-Ovh-Signature", signature));
        }
        Request {
            method: call.method,
            url: call.relay_url(self.inner.config.endpoint),
            headers,
            body: call.body.clone(),
        }
    }

    /// Decides what follows a setback.
    async fn after(
        &mut self,
        setback: Setback,
        clock: Option<Measured>,
        now: f64,
        deadline: f64,
    ) -> End {
        if let Some(pause) = setback.pause
            && matches!(setback.error, ApiError::RateLimited { .. })
        {
            self.inner
                .gate
                .close_until(now + pause.as_secs_f64() * 1000.0);
        }
        if let (Some(clock), Some(code)) = (clock, clock_refusal(&setback.error)) {
            return self.after_clock_refusal(setback.error, code, clock).await;
        }
        if !self.job.call.is_read() {
            return Some(Err(if setback.unsure {
                unknown(setback.error)
            } else {
                setback.error
            }));
        }
        let chance = self.inner.platform.random();
        let pause = budget::backoff(self.retries, chance).max(setback.pause.unwrap_or_default());
        let fits = now + pause.as_secs_f64() * 1000.0 < deadline;
        if !setback.retry || self.retries + 1 >= ATTEMPTS || !fits || !self.inner.retries.spend() {
            return Some(Err(setback.error));
        }
        self.retries += 1;
        self.last = Some(setback.error);
        // What is tried again was let through once; pressing a button allows no more.
        self.job.by_hand = false;
        self.inner.platform.sleep(pause).await;
        None
    }

    /// A signature was refused. The clock may have moved: measure, sign once more.
    ///
    /// `QUERY_TIME_OUT` for a write is believed to be about the clock only if the
    /// clock did move; the name could also mean that the provider gave up in the
    /// middle, and then sending again could do it twice.
    async fn after_clock_refusal(
        &mut self,
        error: ApiError,
        code: RefusalCode,
        used: Measured,
    ) -> End {
        let timed_out = code == RefusalCode::QueryTimeOut;
        let as_clock = |error: ApiError| match timed_out {
            true => ApiError::Clock {
                query_id: error.query_id().map(str::to_owned),
            },
            false => error,
        };
        let doubtful = timed_out && !self.job.call.is_read();
        if self.signed_again {
            let error = as_clock(error);
            return Some(Err(if doubtful { unknown(error) } else { error }));
        }
        self.signed_again = true;
        match clock::newer_than(&self.inner, used).await {
            Ok(now) if doubtful && !now.differs_from(used) => Some(Err(unknown(as_clock(error)))),
            Err(_) if doubtful => Some(Err(unknown(as_clock(error)))),
            Err(_) => Some(Err(as_clock(error))),
            Ok(_) => {
                self.last = None;
                None
            }
        }
    }
}

fn clock_refusal(error: &ApiError) -> Option<RefusalCode> {
    match error {
        ApiError::Refused(refusal)
            if matches!(
                refusal.code,
                RefusalCode::InvalidSignature | RefusalCode::QueryTimeOut
            ) =>
        {
            Some(refusal.code.clone())
        }
        _ => None,
    }
}

pub(crate) fn unknown(cause: ApiError) -> ApiError {
    ApiError::OutcomeUnknown {
        cause: Box::new(cause),
    }
}

fn millis(ms: f64) -> Duration {
    Duration::from_millis(ms.max(0.0).ceil() as u64)
}

/// The output of `future`, or `None` if `sleep` ends first.
async fn first<F: Future + Unpin>(
    mut future: F,
    mut sleep: crate::platform::LocalFuture<()>,
) -> Option<F::Output> {
    std::future::poll_fn(move |context| {
        if let Poll::Ready(output) = std::pin::Pin::new(&mut future).poll(context) {
            return Poll::Ready(Some(output));
        }
        sleep.as_mut().poll(context).map(|()| None)
    })
    .await
}
