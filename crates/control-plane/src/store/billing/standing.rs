//! Where a service stands, in the words of each part of the API.

/// What follows from the facts, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Everything is paid.
    Fine,
    /// The automatic renewal is being made.
    Renewing,
    /// It is time to renew by hand.
    ToRenew,
    /// Ordered, not delivered yet.
    InCreation,
    /// A recent invoice is open; the service runs.
    PendingDebt,
    /// An invoice is overdue; the service will be suspended.
    Unpaid,
    /// An invoice is overdue and the service is suspended.
    Suspended,
    /// Not renewed in time: suspended, the data is kept.
    Expired,
    /// Not renewed for so long that its data is being deleted.
    ToDelete,
    /// Ended, on the customer's wish.
    Terminated,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 10] = [
        Standing::Fine,
        Standing::Renewing,
        Standing::ToRenew,
        Standing::InCreation,
        Standing::PendingDebt,
        Standing::Unpaid,
        Standing::Suspended,
        Standing::Expired,
        Standing::ToDelete,
        Standing::Terminated,
    ];

    /// `service.StateEnum`, in `serviceInfos`.
    pub const fn status(self) -> &'static str {
        match self {
            Standing::Fine | Standing::ToRenew => "ok",
            Standing::Renewing => "autorenewInProgress",
            Standing::InCreation => "inCreation",
            Standing::PendingDebt => "pendingDebt",
            Standing::Unpaid | Standing::Suspended => "unPaid",
            Standing::Expired | Standing::ToDelete | Standing::Terminated => "expired",
        }
    }

    /// `services.expanded.Lifecycle.StateEnum`.
    pub const fn lifecycle(self) -> &'static str {
        match self {
            Standing::Fine | Standing::Renewing | Standing::PendingDebt => "active",
            Standing::ToRenew => "toRenew",
            Standing::InCreation => "inCreation",
            Standing::Unpaid | Standing::Suspended => "unpaid",
            Standing::Expired | Standing::ToDelete => "unrenewed",
            Standing::Terminated => "terminated",
        }
    }

    /// `services.expanded.Resource.StateEnum`.
    pub const fn resource(self) -> &'static str {
        match self {
            Standing::Fine | Standing::Renewing | Standing::ToRenew | Standing::PendingDebt => {
                "active"
            }
            Standing::InCreation => "toActivate",
            Standing::Unpaid => "toSuspend",
            Standing::Suspended | Standing::Expired => "suspended",
            Standing::ToDelete => "toDelete",
            Standing::Terminated => "deleted",
        }
    }

    /// `iam.ResourceMetadata.StateEnum`.
    pub const fn iam(self) -> &'static str {
        match self {
            Standing::InCreation => "IN_CREATION",
            Standing::Suspended => "SUSPENDED",
            Standing::Expired | Standing::ToDelete | Standing::Terminated => "EXPIRED",
            _ => "OK",
        }
    }

    /// Whether the service is out of use because of its bills or its end.
    pub const fn stopped(self) -> bool {
        matches!(
            self,
            Standing::Suspended | Standing::Expired | Standing::ToDelete | Standing::Terminated
        )
    }
}
