//! One account on one endpoint: the only thing that signs.

use std::{
    cell::Cell,
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use crate::{
    call::{Call, Priority},
    client::Inner,
    engine::{self, Job},
    error::{ApiError, QueryId},
    ids::AccountId,
    json::{Fields, Value, Wrong},
    keys::Keys,
    platform::LocalFuture,
    regions::Where,
};

/// Calls in the name of one account. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    inner: Rc<Inner>,
    account: AccountId,
    keys: Rc<Keys>,
    /// Tells keys of the same account apart, without being able to tell them.
    keys_mark: u64,
    priority: Priority,
    by_hand: bool,
}

/// An answer that is JSON, with a status of success.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The body; `null` if there was none. Shared with whoever asked the same.
    pub value: Rc<Value>,
    /// `X-Pagination-Elements`: how many rows there are in all.
    pub elements: Option<u64>,
    /// `X-Pagination-Cursor-Next` of version 2, absent on the last page.
    pub next_cursor: Option<String>,
    /// The provider's identifier of the answer.
    pub query_id: Option<QueryId>,
    /// Our wall clock when the answer was made, within half a round trip.
    pub(crate) received_at_ms: f64,
}

impl Session {
    pub(crate) fn new(inner: Rc<Inner>, account: AccountId, keys: Keys) -> Self {
        let mut hash = DefaultHasher::new();
        keys.application_key.hash(&mut hash);
        keys.application_secret.expose().hash(&mut hash);
        keys.consumer_key.expose().hash(&mut hash);
        Self {
            inner,
            account,
            keys_mark: hash.finish(),
            keys: Rc::new(keys),
            priority: Priority::Visible,
            by_hand: false,
        }
    }

    /// Whose calls these are.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The same session for what nobody is waiting for.
    pub fn background(&self) -> Self {
        Self {
            priority: Priority::Background,
            ..self.clone()
        }
    }

    /// The same session for a call that someone asks for with a button ("retry"):
    /// it is made even while the circuit is open.
    pub fn by_hand(&self) -> Self {
        Self {
            by_hand: true,
            ..self.clone()
        }
    }

    /// Makes any call. The typed calls are built on it, and so is whatever shows an
    /// operation from its schema. `place` says where the route exists.
    pub async fn call(&self, place: Where, call: Call) -> Result<Reply, ApiError> {
        let endpoint = self.inner.config.endpoint;
        if endpoint != self.account.endpoint || !place.includes(endpoint) {
            return Err(ApiError::NotInRegion {
                endpoint: self.account.endpoint,
            });
        }
        if call.is_read() {
            return self.read(call).await;
        }
        let priority = Rc::new(Cell::new(self.priority));
        let reply = engine::run(Rc::clone(&self.inner), self.job(call, priority)).await;
        self.inner.flights.forget(&self.account_prefix());
        reply
    }

    async fn read(&self, call: Call) -> Result<Reply, ApiError> {
        let mut key = self.account_prefix();
        key.push_str(&self.keys_mark.to_string());
        key.push(' ');
        key.push_str(&call.target());
        for (name, value) in &call.headers {
            key.push('\n');
            key.push_str(name);
            key.push(':');
            key.push_str(value);
        }
        let flight = self.inner.flights.join(key, self.priority, |priority| {
            let job = self.job(call, priority);
            let answer: LocalFuture<_> = Box::pin(engine::run(Rc::clone(&self.inner), job));
            answer
        });
        flight.await
    }

    fn job(&self, call: Call, priority: Rc<Cell<Priority>>) -> Job {
        Job {
            call,
            keys: Some(Rc::clone(&self.keys)),
            priority,
            by_hand: self.by_hand,
        }
    }

    fn account_prefix(&self) -> String {
        let mut prefix = self.account.to_string();
        prefix.push(' ');
        prefix
    }

    /// Reads one object.
    pub(crate) async fn one<T>(
        &self,
        place: Where,
        call: Call,
        read: fn(&Fields<'_>) -> Result<T, Wrong>,
    ) -> Result<T, ApiError> {
        let reply = self.call(place, call).await?;
        Fields::of(&reply.value)
            .and_then(|fields| read(&fields))
            .map_err(|wrong| reply.unexpected(wrong))
    }

    /// Reads a yes or a no.
    pub(crate) async fn answer_yes(&self, place: Where, call: Call) -> Result<bool, ApiError> {
        let reply = self.call(place, call).await?;
        let answer = reply.value.as_bool();
        answer.ok_or_else(|| reply.unexpected(Wrong::field("answer", "true or false")))
    }

    /// Makes a write that answers with an object. If that cannot be read the write
    /// was made all the same, so the outcome is unknown.
    pub(crate) async fn made<T>(
        &self,
        place: Where,
        call: Call,
        read: fn(&Fields<'_>) -> Result<T, Wrong>,
    ) -> Result<T, ApiError> {
        self.one(place, call, read)
            .await
            .map_err(|error| match error {
                ApiError::Decode { .. } => engine::unknown(error),
                other => other,
            })
    }

    /// Makes a write that answers nothing.
    pub(crate) async fn done(&self, place: Where, call: Call) -> Result<(), ApiError> {
        self.call(place, call).await.map(drop)
    }
}

impl Reply {
    pub(crate) fn unexpected(&self, wrong: Wrong) -> ApiError {
        ApiError::Decode {
            wrong,
            query_id: self.query_id.clone(),
        }
    }
}
