//! The routes against the sample, by subject.

mod accounts;
mod bills;
mod desk;
mod objects;
mod products;
mod regions;
mod renewals;
mod signals;
mod tags;
mod tasks;
mod terminations;
mod tickets;

use crate::error::ApiError;
use serde_json::Value;

/// The status of a refusal.
#[track_caller]
fn status(answer: Result<Value, ApiError>) -> u16 {
    answer.expect_err("a refusal").status.as_u16()
}

/// The numbers in a list.
fn numbers(list: &Value) -> Vec<i64> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .collect()
}
