//! From a request to an answer: version, route, caller, validation, one
//! transaction, and the forms an answer may take (plain, expanded, batch,
//! cursor). Nothing here knows a product, and nothing here knows a socket.

mod answer;
mod batch;
mod lists;

use std::cell::OnceCell;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;
use time::OffsetDateTime;

pub use answer::Answer;

use crate::auth::check;
use crate::auth::store::Credential;
use crate::call::{Call, Ctx};
use crate::clock::Clock;
use crate::error::ApiError;
use crate::ledger;
use crate::region::Region;
use crate::route::{Access, Method, Version};
use crate::routes;
use crate::schema::Documents;
use crate::store;
use crate::table::{Match, Table};
use crate::validate;

/// A request, read to its end.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The method.
    pub method: http::Method,
    /// Path and query, as sent: what was signed.
    pub target: String,
    /// All headers.
    pub headers: HeaderMap,
    /// The bytes sent.
    pub body: Bytes,
    /// Where it came from.
    pub peer: IpAddr,
}

/// One region's control plane, without its sockets.
#[derive(Debug)]
pub struct Plane {
    table: Table,
    documents: Documents,
    database: Mutex<Connection>,
    clock: Clock,
    public_base: String,
}

/// A call on its way: what was asked, of which route, and by whom.
struct Prepared<'p> {
    plane: &'p Plane,
    incoming: &'p Incoming,
    found: Match<'p>,
    /// The path after the version, as sent.
    path: &'p str,
    credential: Option<Credential>,
}

impl Plane {
    /// A control plane on a database that is up to date and filled.
    pub fn new(table: Table, database: Connection, clock: Clock, public_base: String) -> Self {
        Self {
            documents: Documents::new(&table, &public_base),
            table,
            database: Mutex::new(database),
            clock,
            public_base,
        }
    }

    /// The region.
    pub fn region(&self) -> Region {
        self.table.region()
    }

    /// Where it is reached, no slash at the end.
    pub fn public_base(&self) -> &str {
        &self.public_base
    }

    /// Domain time.
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// The routes of the region.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The database. A handler that panicked has had its transaction rolled
    /// back, so the connection is good after that, too.
    pub fn database(&self) -> MutexGuard<'_, Connection> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a request. Blocks on the database.
    pub fn answer(&self, incoming: &Incoming) -> Answer {
        self.call(incoming)
            .unwrap_or_else(|error| Answer::error(&error))
    }

    fn call(&self, incoming: &Incoming) -> Result<Answer, ApiError> {
        let (path, query) = incoming
            .target
            .split_once('?')
            .unwrap_or((&incoming.target, ""));
        let (version, path) = version(path).ok_or_else(ApiError::unknown_path)?;
        let method =
            Method::from_name(incoming.method.as_str()).ok_or_else(ApiError::unknown_path)?;
        if method == Method::Get
            && let Some(document) = self.documents.get(version, path)
        {
            return Ok(Answer::json_bytes(document.to_vec()));
        }
        let found = self
            .table
            .find(version, method, path)
            .ok_or_else(ApiError::unknown_path)?;

        let mut database = self.database();
        self.advance(&mut database, method)?;
        let behavior = match method {
            Method::Get => TransactionBehavior::Deferred,
            _ => TransactionBehavior::Immediate,
        };
        let transaction = database.transaction_with_behavior(behavior)?;
        let (ctx, credential) = self.enter(incoming, &transaction, &found, method, path)?;
        let prepared = Prepared {
            plane: self,
            incoming,
            found,
            path,
            credential,
        };
        let answer = prepared.run(&ctx, query)?;
        if method != Method::Get {
            let now = OffsetDateTime::now_utc();
            ledger::note(
                &transaction,
                now,
                ctx.nic(),
                method.name(),
                path,
                answer.status.as_u16(),
            )?;
        }
        drop(ctx);
        let credential = prepared.credential;
        transaction.commit()?;
        if let Some(credential) = credential {
            check::note_use(&mut database, &credential);
        }
        Ok(answer)
    }

    /// Brings the data to the present, whatever then becomes of the call. A read
    /// goes on without it when the database cannot be written now.
    fn advance(&self, database: &mut Connection, method: Method) -> Result<(), ApiError> {
        let advance = |database: &mut Connection| {
            let transaction = database.transaction()?;
            routes::advance(&self.surroundings(&transaction))?;
            Ok(transaction.commit()?)
        };
        if method != Method::Get {
            return advance(database);
        }
        match store::without_waiting(database, advance) {
            Err(error) if error.retry_after.is_some() => {
                tracing::debug!(%error, "what is due waits for the next call");
                Ok(())
            }
            other => other,
        }
    }

    fn surroundings<'c>(&'c self, conn: &'c Connection) -> Ctx<'c> {
        Ctx {
            region: self.region(),
            conn,
            base_url: &self.public_base,
            now: self.clock.now(),
            caller: None,
            application_id: None,
            bills: OnceCell::new(),
        }
    }

    /// Checks who calls and opens the surroundings of the call.
    fn enter<'c>(
        &'c self,
        incoming: &Incoming,
        conn: &'c Connection,
        found: &Match<'_>,
        method: Method,
        path: &str,
    ) -> Result<(Ctx<'c>, Option<Credential>), ApiError> {
        let request = check::Request {
            method: method.name(),
            target: &incoming.target,
            headers: &incoming.headers,
            body: &incoming.body,
            peer: incoming.peer,
            public_base: &self.public_base,
        };
        let mut ctx = self.surroundings(conn);
        let access = found.entry.route.access;
        let credential = match access {
            Access::Open => None,
            Access::Application => {
                ctx.application_id = Some(check::application(conn, &request)?.id);
                None
            }
            Access::Signed | Access::AnyCredential => {
                let (caller, credential) = check::signed(conn, &request)?;
                if access == Access::Signed {
                    check::granted(&credential, method.name(), path)?;
                }
                ctx.application_id = Some(caller.application_id);
                ctx.caller = Some(caller);
                Some(credential)
            }
        };
        Ok((ctx, credential))
    }
}

impl Prepared<'_> {
    fn run(&self, ctx: &Ctx<'_>, query: &str) -> Result<Answer, ApiError> {
        let table = &self.plane.table;
        let route = &self.found.entry.route;
        let query = validate::check_query(table, route, query)?;
        if let Some(separator) = batch::separator(&self.incoming.headers, route)? {
            return Ok(Answer::json(&self.batch(ctx, &separator, &query)?));
        }
        validate::check_path(table, route, &self.found.path)?;
        let call = Call {
            path: self.found.path.clone(),
            query,
            body: validate::check_body(table, route, &self.incoming.body)?,
        };
        let value = (route.handler)(ctx, &call)?;
        match value {
            Value::Array(items) if route.method == Method::Get => self.list(ctx, &call, items),
            value => Ok(Answer::json(&value)),
        }
    }

    /// An item of a list is shown to whoever may read it by itself.
    fn granted(&self, path: &str) -> Result<(), ApiError> {
        match &self.credential {
            Some(credential) if self.found.entry.route.access == Access::Signed => {
                check::granted(credential, "GET", path)
            }
            _ => Ok(()),
        }
    }
}

/// The version that a path begins with, and what follows.
fn version(path: &str) -> Option<(Version, &str)> {
    [
        ("/1.0", Version::V1),
        ("/v1", Version::V1),
        ("/v2", Version::V2),
    ]
    .into_iter()
    .find_map(|(prefix, version)| {
        let rest = path.strip_prefix(prefix)?;
        (rest.is_empty() || rest.starts_with('/')).then_some((version, rest))
    })
}

#[cfg(test)]
mod tests;
