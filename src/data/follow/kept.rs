//! What a reload must not lose: which tasks are followed, one entry of the tab's own
//! storage for each account. It holds names and numbers, never a key.

use api::{AccountId, TaskId};
use serde_json::Value;

use super::{Followed, Machine, TaskRef};

/// So many of one account are kept, the newest.
const MOST: usize = 50;

/// The beginning of the names of entries.
pub const PREFIX: &str = "tasks/";

/// The name of an account's entry.
pub fn name_of(account: &AccountId) -> String {
    format!("{PREFIX}{account}")
}

impl TaskRef {
    /// `vps/vps-1.example/42`: tells it from all others of its account.
    pub fn to_text(&self) -> String {
        format!("{}/{}/{}", self.machine.as_str(), self.name, self.id)
    }

    /// The task of that text.
    pub fn parse(text: &str) -> Option<Self> {
        let (machine, rest) = text.split_once('/')?;
        let (name, id) = rest.rsplit_once('/')?;
        (!name.is_empty()).then_some(())?;
        Some(Self {
            machine: Machine::parse(machine)?,
            name: name.to_owned(),
            id: id.parse::<TaskId>().ok()?,
        })
    }
}

/// The entry; `None` where there is nothing to keep.
pub fn to_text(followed: &[Followed]) -> Option<String> {
    let newest = followed.iter().rev().take(MOST).rev();
    let entries: Vec<Value> = newest
        .map(|one| {
            let Followed {
                task,
                title,
                subject,
                at,
            } = one;
            Value::from_iter([
                ("task", Value::from(task.to_text())),
                ("title", title.as_str().into()),
                ("subject", subject.as_str().into()),
                ("at", (*at).into()),
            ])
        })
        .collect();
    (!entries.is_empty()).then(|| Value::Array(entries).to_string())
}

/// What an entry says; what is not understood is left out.
pub fn parse(text: &str) -> Vec<Followed> {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let entries = value.as_array().map_or(&[][..], Vec::as_slice);
    let one = |entry: &Value| {
        Some(Followed {
            task: TaskRef::parse(entry["task"].as_str()?)?,
            title: entry["title"].as_str()?.to_owned(),
            subject: entry["subject"].as_str()?.to_owned(),
            at: entry["at"].as_f64()?,
        })
    };
    entries.iter().take(MOST).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(id: u64) -> Followed {
        Followed {
            task: TaskRef {
                machine: Machine::Vps,
                name: "vps-1.example".into(),
                id: TaskId(id),
            },
            title: "Moving to \"another\" host".into(),
            subject: "Staging gateway".into(),
            at: 1_700_000_000_000.0,
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let all = [followed(1), followed(u64::MAX)];
        assert_eq!(parse(&to_text(&all).unwrap()), all);
        assert_eq!(to_text(&[]), None);
        let task = &followed(7).task;
        assert_eq!(task.to_text(), "vps/vps-1.example/7");
        assert_eq!(
            TaskRef::parse("server/ns1/2").unwrap().machine,
            Machine::Server
        );
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let good = to_text(&[followed(1)]).unwrap();
        let more = good.replace(
            ']',
            r#",{"task":"vps/x/1"},7,{"task":"ship/x/1","title":"","subject":"","at":1}]"#,
        );
        assert_eq!(parse(&more), [followed(1)]);
        for text in ["", "{}", "7", "[", "null"] {
            assert_eq!(parse(text), [], "{text}");
        }
        for text in [
            "", "vps", "vps/1", "vps//1", "vps/x/", "vps/x/-1", "ship/x/1",
        ] {
            assert_eq!(TaskRef::parse(text), None, "{text}");
        }
    }

    #[test]
    fn there_is_an_end_to_it() {
        let all: Vec<Followed> = (0..200).map(followed).collect();
        let read = parse(&to_text(&all).unwrap());
        assert_eq!(read.len(), MOST);
        assert_eq!(read.last(), all.last());
    }
}
