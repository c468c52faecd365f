//! What customers can do themselves, without a ticket.

use crate::{family::Family, product::Region};

/// Something the customer does without anybody's help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Pay what is due.
    Pay,
    /// Renew a service, or change how it renews.
    Renew,
    /// See how far an order is.
    FollowOrder,
    /// Take back a new order within the time that the law gives.
    Withdraw,
    /// End a service.
    Terminate,
    /// Claim the credit for a broken commitment.
    ClaimCredit,
    /// Lift a block of the anti-hack system from an address.
    UnblockHacking,
    /// Lift a block for spam from an address.
    UnblockSpam,
    /// Lift a block for ARP storms from an address.
    UnblockArp,
    /// Start a machine in its normal mode again.
    LeaveRescue,
    /// Start a machine in rescue mode, to look at its disks.
    EnterRescue,
    /// Restart a machine.
    Reboot,
    /// Change the records of a DNS zone.
    EditZone,
    /// Bring back an earlier state of a DNS zone.
    RestoreZone,
    /// Bring back an earlier state of a web site's files or of a VPS.
    RestoreBackup,
    /// Change who looks after a service.
    ChangeContacts,
    /// Test an internet line.
    TestLine,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 17] = [
        Self::Pay,
        Self::Renew,
        Self::FollowOrder,
        Self::Withdraw,
        Self::Terminate,
        Self::ClaimCredit,
        Self::UnblockHacking,
        Self::UnblockSpam,
        Self::UnblockArp,
        Self::LeaveRescue,
        Self::EnterRescue,
        Self::Reboot,
        Self::EditZone,
        Self::RestoreZone,
        Self::RestoreBackup,
        Self::ChangeContacts,
        Self::TestLine,
    ];

    /// A stable name, for links and catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Renew => "renew",
            Self::FollowOrder => "follow-order",
            Self::Withdraw => "withdraw",
            Self::Terminate => "terminate",
            Self::ClaimCredit => "claim-credit",
            Self::UnblockHacking => "unblock-hacking",
            Self::UnblockSpam => "unblock-spam",
            Self::UnblockArp => "unblock-arp",
            Self::LeaveRescue => "leave-rescue",
            Self::EnterRescue => "enter-rescue",
            Self::Reboot => "reboot",
            Self::EditZone => "edit-zone",
            Self::RestoreZone => "restore-zone",
            Self::RestoreBackup => "restore-backup",
            Self::ChangeContacts => "change-contacts",
            Self::TestLine => "test-line",
        }
    }

    /// The route of the API that does it for a family in a region, method first; `None`
    /// where it cannot be done. Schemas of 2026 (EU) and 2024 (CA, US).
    ///
    /// The brands' endpoints have what belongs to servers and addresses
    /// ([`Family::exists_in`]); the account's routes are the same there.
    pub const fn route(self, family: Family, region: Region) -> Option<&'static str> {
        use Family::{Access, DedicatedServer, Dns, Domain, Network, PublicCloud, Vps, WebHosting};
        let not_us = !matches!(region, Region::Us);
        Some(match (self, family) {
            (Self::Pay, _) => "POST /me/debtAccount/pay",
            (Self::Renew | Self::Terminate, Family::Account) => return None,
            (Self::Renew, _) => "PUT /services/{serviceId}",
            (Self::Terminate, _) => "POST /services/{serviceId}/terminate",
            (Self::FollowOrder, _) => "GET /me/order/{orderId}/followUp",
            // The right to it is Europe's.
            (Self::Withdraw, _) if matches!(region, Region::Eu) => {
                "POST /me/order/{orderId}/retraction"
            }
            (Self::ClaimCredit, _) => "POST /me/sla/{id}/apply",
            (Self::UnblockHacking, DedicatedServer | Vps | Network) => {
                "POST /ip/{ip}/antihack/{ipBlocked}/unblock"
            }
            (Self::UnblockSpam, DedicatedServer | Vps | Network) => {
                "POST /ip/{ip}/spam/{ipSpamming}/unblock"
            }
            (Self::UnblockArp, DedicatedServer | Vps | Network) => {
                "POST /ip/{ip}/arp/{ipBlocked}/unblock"
            }
            (Self::LeaveRescue | Self::EnterRescue, DedicatedServer) => {
                "PUT /dedicated/server/{serviceName}"
            }
            (Self::LeaveRescue | Self::EnterRescue, Vps) => "PUT /vps/{serviceName}",
            (Self::LeaveRescue | Self::EnterRescue, PublicCloud) => {
                "POST /cloud/project/{serviceName}/instance/{instanceId}/rescueMode"
            }
            (Self::Reboot, DedicatedServer) => "POST /dedicated/server/{serviceName}/reboot",
            (Self::Reboot, Vps) => "POST /vps/{serviceName}/reboot",
            (Self::Reboot, PublicCloud) => {
                "POST /cloud/project/{serviceName}/instance/{instanceId}/reboot"
            }
            (Self::EditZone, Domain | Dns) if not_us => "POST /domain/zone/{zoneName}/record",
            (Self::RestoreZone, Domain | Dns) if not_us => {
                "POST /domain/zone/{zoneName}/history/{creationDate}/restore"
            }
            (Self::RestoreBackup, WebHosting) if not_us => {
                "POST /hosting/web/{serviceName}/restoreSnapshot"
            }
            (Self::RestoreBackup, Vps) => "POST /vps/{serviceName}/automatedBackup/restore",
            (Self::ChangeContacts, DedicatedServer) if not_us => {
                "POST /dedicated/server/{serviceName}/changeContact"
            }
            (Self::ChangeContacts, Vps) if not_us => "POST /vps/{serviceName}/changeContact",
            (Self::ChangeContacts, Domain) if not_us => "POST /domain/{serviceName}/changeContact",
            (Self::ChangeContacts, Dns) if not_us => "POST /domain/zone/{zoneName}/changeContact",
            (Self::ChangeContacts, WebHosting) if not_us => {
                "POST /hosting/web/{serviceName}/changeContact"
            }
            (Self::ChangeContacts, PublicCloud) if not_us => {
                "POST /cloud/project/{serviceName}/changeContact"
            }
            (Self::ChangeContacts, Family::PrivateCloud) if not_us => {
                "POST /dedicatedCloud/{serviceName}/changeContact"
            }
            (Self::TestLine, Access) if matches!(region, Region::Eu) => {
                "POST /xdsl/{serviceName}/lines/{number}/diagnostic/run"
            }
            _ => return None,
        })
    }

    /// Whether doing it ends the matter. The others are tools on the way there.
    pub const fn settles(self) -> bool {
        !matches!(self, Self::EnterRescue | Self::Reboot | Self::TestLine)
    }

    /// Whether it can be done for a family in a region.
    pub const fn works(self, family: Family, region: Region) -> bool {
        self.route(family, region).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_in_order() {
        let mut keys: Vec<_> = Action::ALL.into_iter().map(Action::key).collect();
        for (index, action) in Action::ALL.into_iter().enumerate() {
            assert_eq!(action as usize, index);
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Action::ALL.len());
    }

    #[test]
    fn routes_are_of_the_family_or_of_the_account() {
        for action in Action::ALL {
            let mut somewhere = false;
            for family in Family::ALL {
                for region in Region::ALL {
                    let Some(route) = action.route(family, region) else {
                        continue;
                    };
                    somewhere = true;
                    let (method, path) = route.split_once(' ').unwrap();
                    assert!(["GET", "POST", "PUT"].contains(&method), "{route}");
                    let of_all = ["/me/", "/services/", "/ip/"];
                    let of_family = crate::product_of(path).map(Family::of);
                    assert!(
                        of_all.iter().any(|start| path.starts_with(start))
                            || of_family == Some(family)
                            // A domain's zone is managed from either.
                            || (of_family == Some(Family::Dns) && family == Family::Domain),
                        "{route} for {}",
                        family.key()
                    );
                }
            }
            assert!(somewhere, "{}", action.key());
        }
    }

    #[test]
    fn regions_lack_what_their_schema_lacks() {
        let works = |action: Action, family, region| action.works(family, region);
        assert!(works(Action::ChangeContacts, Family::Vps, Region::Ca));
        assert!(!works(Action::ChangeContacts, Family::Vps, Region::Us));
        assert!(!works(Action::EditZone, Family::Dns, Region::Us));
        assert!(!works(Action::TestLine, Family::Access, Region::Ca));
        assert!(!works(Action::Renew, Family::Account, Region::Eu));
    }
}
