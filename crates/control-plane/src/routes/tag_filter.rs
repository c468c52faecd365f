//! `iamTags`: a list narrowed to the services with certain labels.
//!
//! The parameter is JSON, conditions by label:
//! `{"environment":[{"operator":"EQ","value":"production"}]}`. All conditions
//! must hold. Published are the operators; that a service without the label
//! passes `NEQ`, as it has no such value, is our reading of them.

use serde::Deserialize;

use crate::call::Call;
use crate::error::ApiError;
use crate::expand::like;
use crate::model::{list, map, model};
use crate::route::Declaration;
use crate::store::services::Service;

const NAME: &str = "iamTags";

/// Lets the list be narrowed by labels.
pub fn declare(list_of_services: Declaration) -> Declaration {
    list_of_services.query(
        NAME,
        map(list(model("iam.resource.TagFilter"))),
        "Only those whose labels meet these conditions",
    )
}

/// How a label is compared, `iam.resource.TagFilter.OperatorEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Operator {
    #[default]
    Eq,
    Neq,
    Exists,
    Nexists,
    Like,
    Ilike,
}

/// `iam.resource.TagFilter`.
#[derive(Debug, Clone, Deserialize)]
struct Sent {
    operator: Option<Operator>,
    value: Option<String>,
}

#[derive(Debug, Clone)]
struct Condition {
    label: String,
    operator: Operator,
    value: String,
}

/// What a caller asks of the labels; nothing when the parameter was not given.
#[derive(Debug, Clone, Default)]
pub struct TagFilter(Vec<Condition>);

impl TagFilter {
    /// Reads the parameter.
    ///
    /// # Errors
    ///
    /// 400 for a comparison with nothing to compare with.
    pub fn of(call: &Call) -> Result<TagFilter, ApiError> {
        let Some(sent) = call.query(NAME) else {
            return Ok(TagFilter::default());
        };
        let by_label: std::collections::BTreeMap<String, Vec<Sent>> =
            serde_json::from_value(sent.clone()).map_err(|_| {
                ApiError::bad_request(format!("[{NAME}] holds no conditions by label"))
            })?;
        let mut conditions = Vec::new();
        for (label, sent) in by_label {
            for Sent { operator, value } in sent {
                let operator = operator.unwrap_or_default();
                let compares = !matches!(operator, Operator::Exists | Operator::Nexists);
                if compares && value.is_none() {
                    return Err(ApiError::bad_request(format!(
                        "[{NAME}.{label}] The value to compare with is missing"
                    )));
                }
                conditions.push(Condition {
                    label: label.clone(),
                    operator,
                    value: value.unwrap_or_default(),
                });
            }
        }
        Ok(TagFilter(conditions))
    }

    /// Whether every service passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the labels of `service` meet all conditions.
    pub fn holds(&self, service: &Service) -> bool {
        self.0.iter().all(|condition| {
            let value = service
                .labels()
                .find(|(label, _)| *label == condition.label)
                .map(|(_, value)| value);
            condition.holds(value)
        })
    }
}

impl Condition {
    fn holds(&self, value: Option<&str>) -> bool {
        let any = |fits: &dyn Fn(&str) -> bool| value.is_some_and(fits);
        match self.operator {
            Operator::Eq => any(&|value| value == self.value),
            Operator::Neq => !any(&|value| value == self.value),
            Operator::Exists => value.is_some(),
            Operator::Nexists => value.is_none(),
            Operator::Like => any(&|value| like(&self.value, value)),
            Operator::Ilike => {
                any(&|value| like(&self.value.to_lowercase(), &value.to_lowercase()))
            }
        }
    }
}
