//! How a write stands, and how a task that it began does.

use api::TaskState;

use crate::data::trouble::Trouble;

/// How a write stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Sent, not answered.
    Pending,
    /// Carried out. `read_back`: the answer was lost, and what was read since says so.
    Done { read_back: bool },
    /// Not carried out: the API, or something before it, said why.
    Failed(Trouble),
    /// The answer was lost and what was read back shows no change: it may be offered again.
    NotApplied,
    /// The answer was lost, and reading back is under way.
    Checking,
    /// The answer was lost, and reading back failed, too.
    Unknown(Trouble),
    /// Accepted; the task that it began goes on.
    Running(Progress),
    /// The task came to an end, and not a good one.
    Ended(End),
}

/// How far a task is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// In the API's word.
    pub state: Option<TaskState>,
    /// In percent, where the API says it.
    pub percent: Option<u64>,
    /// When the API said so, in milliseconds since 1970; 0 for never.
    pub heard_at: f64,
    /// The last time it was asked it did not say.
    pub silent: bool,
}

/// How a task ends that is not done.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// It failed; in the provider's words, where it has any.
    Failed(Option<String>),
    /// It was taken back.
    Cancelled,
    /// The API knows it no more, and nobody saw its end.
    Gone,
}

impl Outcome {
    /// Whether it may still be on its way, so that it must not be sent again.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Pending | Self::Checking | Self::Unknown(_) | Self::Running(_)
        )
    }

    /// The key of its word in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Pending => "write.pending",
            Self::Checking => "write.checking",
            Self::Done { read_back: false } => "write.done",
            Self::Done { read_back: true } => "write.found",
            Self::Failed(_) => "write.failed",
            Self::NotApplied => "write.not_applied",
            Self::Unknown(_) => "write.unknown",
            Self::Running(progress) => progress.key(),
            Self::Ended(End::Failed(_)) => "write.task.failed",
            Self::Ended(End::Cancelled) => "write.task.cancelled",
            Self::Ended(End::Gone) => "write.task.gone",
        }
    }
}

impl Progress {
    /// What a task is doing, or what keeps it from doing it.
    fn key(&self) -> &'static str {
        match &self.state {
            Some(TaskState::Todo | TaskState::Init) => "write.task.waits",
            Some(TaskState::Paused | TaskState::Blocked | TaskState::WaitingAck) => {
                "write.task.held"
            }
            _ => "write.task.runs",
        }
    }
}
