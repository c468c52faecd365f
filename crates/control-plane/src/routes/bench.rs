//! Calls handlers as the server does, without sockets and signatures: for the
//! tests of the routes.

use std::cell::OnceCell;

use rusqlite::Connection;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::auth::rules::AccessRule;
use crate::auth::store::{Validity, create_application, credential_by_key, issue_consumer_key};
use crate::call::{Call, Caller, Ctx};
use crate::error::ApiError;
use crate::mails;
use crate::product::Product;
use crate::region::Region;
use crate::route::{Method, Version};
use crate::sample::{SampleConfig, populate};
use crate::store;
use crate::store::services::Service;
use crate::table::Table;
use crate::validate;

/// The moment the samples are made for.
pub(crate) fn start() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_795_000_000).unwrap()
}

/// One region, populated, with a clock that the test moves.
pub(crate) struct Bench {
    pub(crate) table: Table,
    pub(crate) conn: Connection,
    pub(crate) now: OffsetDateTime,
    /// What the keys of all calls may do.
    pub(crate) rules: Vec<AccessRule>,
    /// The accounts people sign in with.
    pub(crate) nics: Vec<String>,
}

impl Bench {
    pub(crate) fn new(region: Region) -> Bench {
        Bench::sized(region, None)
    }

    pub(crate) fn sized(region: Region, services: Option<usize>) -> Bench {
        let mut conn = store::in_memory().unwrap();
        let config = SampleConfig {
            region,
            services,
            clients: None,
            seed: 7,
            now: start(),
        };
        let accounts = populate(&mut conn, &config).unwrap();
        let table = Table::build(region, super::routes(), super::models()).unwrap();
        let nics = accounts.into_iter().map(|account| account.nic).collect();
        Bench {
            table,
            conn,
            now: start(),
            nics,
            rules: AccessRule::everything(),
        }
    }

    /// The first account, which has most.
    pub(crate) fn first(&self) -> String {
        self.nics[0].clone()
    }

    pub(crate) fn pass(&mut self, days: i64) {
        self.now += Duration::days(days);
    }

    pub(crate) fn get(&self, nic: &str, target: &str) -> Result<Value, ApiError> {
        self.call(nic, Method::Get, target, Value::Null)
    }

    pub(crate) fn post(&self, nic: &str, target: &str, body: Value) -> Result<Value, ApiError> {
        self.call(nic, Method::Post, target, body)
    }

    pub(crate) fn put(&self, nic: &str, target: &str, body: Value) -> Result<Value, ApiError> {
        self.call(nic, Method::Put, target, body)
    }

    pub(crate) fn delete(&self, nic: &str, target: &str) -> Result<Value, ApiError> {
        self.call(nic, Method::Delete, target, Value::Null)
    }

    fn call(
        &self,
        nic: &str,
        method: Method,
        target: &str,
        body: Value,
    ) -> Result<Value, ApiError> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let found = self
            .table
            .find(Version::V1, method, path)
            .ok_or_else(ApiError::unknown_path)?;
        let route = &found.entry.route;
        validate::check_path(&self.table, route, &found.path)?;
        let query = validate::check_query(&self.table, route, query)?;
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        let body = validate::check_body(&self.table, route, &bytes)?;
        let transaction = self.conn.unchecked_transaction()?;
        let ctx = Ctx {
            region: self.table.region(),
            conn: &transaction,
            base_url: "http://127.0.0.1:1",
            now: self.now,
            caller: Some(self.caller(nic)?),
            application_id: None,
            bills: OnceCell::new(),
        };
        super::advance(&ctx)?;
        let call = Call {
            path: found.path.clone(),
            query,
            body,
        };
        let answer = (route.handler)(&ctx, &call)?;
        drop(ctx);
        transaction.commit()?;
        Ok(answer)
    }

    fn caller(&self, nic: &str) -> Result<Caller, ApiError> {
        let application = create_application(&self.conn, nic, "test", "")?;
        let key = issue_consumer_key(
            &self.conn,
            application.id,
            nic,
            &self.rules,
            Validity::Unlimited,
        )?;
        let credential = credential_by_key(&self.conn, &key)?.unwrap();
        Ok(Caller {
            nic: nic.to_owned(),
            application_id: application.id,
            credential_id: credential.id,
        })
    }

    /// Every service of the region, whoever looks after it.
    pub(crate) fn services(&self) -> Vec<Service> {
        let mut admins: Vec<String> = self
            .conn
            .prepare("SELECT DISTINCT contact_admin FROM service")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        admins.sort();
        let filter = store::services::Filter::default();
        let mut all: Vec<Service> = admins
            .iter()
            .flat_map(|nic| {
                let seen = store::services::all(&self.conn, nic, &filter).unwrap();
                seen.into_iter()
                    .filter(move |service| service.contacts.admin == **nic)
            })
            .collect();
        all.sort_by_key(|service| service.id);
        all
    }

    /// The service with that display or technical name.
    pub(crate) fn named(&self, product: Product, label: &str) -> Service {
        let mut found = self.services().into_iter();
        found
            .find(|service| service.product == product && service.label() == label)
            .unwrap()
    }

    /// The text of the last mail.
    pub(crate) fn last_mail(&self) -> String {
        mails::all(&self.conn).unwrap()[0]["body"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}
