//! What a handler is given: who calls and where ([`Ctx`]), and what was sent
//! ([`Call`]), already validated against the declaration.

use std::cell::OnceCell;

use rusqlite::Connection;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::error::ApiError;
use crate::mails::{self, Mail};
use crate::region::Region;
use crate::routes::bills::Bill;

/// Who signed the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub nic: String,
    /// The application whose secret signed.
    pub application_id: i64,
    /// The credential (consumer key) it was signed with.
    pub credential_id: i64,
}

/// The surroundings of one call. Everything done with `conn` belongs to the
/// call's transaction.
#[derive(Debug)]
pub struct Ctx<'a> {
    /// The region of this control plane.
    pub region: Region,
    /// The database, inside the call's transaction.
    pub conn: &'a Connection,
    /// Where this control plane is reached: `http://127.0.0.1:8181`, no slash at
    /// the end.
    pub base_url: &'a str,
    /// Domain time: real time multiplied by the time scale.
    pub now: OffsetDateTime,
    /// Who signed, on signed routes.
    pub caller: Option<Caller>,
    /// The application named in the call, where only that is needed.
    pub application_id: Option<i64>,
    /// The caller's bills, once somebody asked: an expanded list asks with every item.
    pub(crate) bills: OnceCell<Vec<Bill>>,
}

impl Ctx<'_> {
    /// Domain time, UTC.
    pub fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// The account that calls. Empty on routes without a signature: the empty
    /// name owns nothing.
    pub fn nic(&self) -> &str {
        self.caller.as_ref().map_or("", |caller| &caller.nic)
    }

    /// Who signed the call.
    ///
    /// # Errors
    ///
    /// 401 on a route without a signature.
    pub fn caller(&self) -> Result<&Caller, ApiError> {
        self.caller
            .as_ref()
            .ok_or_else(|| ApiError::unauthorized("You must login first"))
    }

    /// Puts a mail to the account `nic` in the mailbox, with the call.
    ///
    /// # Errors
    ///
    /// When the database cannot take it.
    pub fn mail(&self, nic: &str, to: &str, subject: &str, body: &str) -> Result<(), ApiError> {
        mails::send(
            self.conn,
            self.now,
            &Mail {
                nic: nic.to_owned(),
                to: to.to_owned(),
                subject: subject.to_owned(),
                body: body.to_owned(),
            },
        )
    }
}

/// What was sent, validated: every value has the declared type.
#[derive(Debug, Clone, Default)]
pub struct Call {
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, Value)>,
    pub(crate) body: Value,
}

impl Call {
    /// A placeholder of the path, decoded. Empty when the route has none of
    /// that name.
    pub fn path(&self, name: &str) -> &str {
        self.path
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
    }

    /// A placeholder declared `long`.
    ///
    /// # Errors
    ///
    /// 400 when it is not a number.
    pub fn path_long(&self, name: &str) -> Result<i64, ApiError> {
        let text = self.path(name);
        text.parse()
            .map_err(|_| ApiError::bad_request(format!("[{name}] {text:?} is not a long")))
    }

    /// A query parameter that was given.
    pub fn query(&self, name: &str) -> Option<&Value> {
        self.query
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// A query parameter of a textual type that was given.
    pub fn query_str(&self, name: &str) -> Option<&str> {
        self.query(name)?.as_str()
    }

    /// A `long` query parameter that was given.
    pub fn query_long(&self, name: &str) -> Option<i64> {
        self.query(name)?.as_i64()
    }

    /// A `boolean` query parameter that was given.
    pub fn query_bool(&self, name: &str) -> Option<bool> {
        self.query(name)?.as_bool()
    }

    /// The body, or `null`.
    pub fn body(&self) -> &Value {
        &self.body
    }

    /// The members of the body; none when the body is not an object.
    pub fn fields(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.body.as_object().into_iter().flat_map(Map::iter)
    }

    /// A member of the body that was given, `null` included.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.body.get(name)
    }

    /// A textual member of the body that was given and is not `null`.
    pub fn field_str(&self, name: &str) -> Option<&str> {
        self.field(name)?.as_str()
    }

    /// A `long` member of the body that was given and is not `null`.
    pub fn field_long(&self, name: &str) -> Option<i64> {
        self.field(name)?.as_i64()
    }

    /// A `boolean` member of the body that was given and is not `null`.
    pub fn field_bool(&self, name: &str) -> Option<bool> {
        self.field(name)?.as_bool()
    }
}
