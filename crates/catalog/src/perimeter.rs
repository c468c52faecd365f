//! Who answers for what: the perimeter of each family, topic by topic, as the provider
//! publishes it.
//!
//! What is not published is not here: telecom has no table, virtual private servers have
//! none either, only what the provider's pages say of their software.

use crate::{
    action::Action,
    document::{self, Document},
    family::Family,
};

/// Who has to solve a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Responsible {
    /// The provider.
    Provider,
    /// The customer.
    Customer,
    /// Neither by default: a partner, or help that is paid for.
    PartnerOrPaid,
    /// Either: a test says whose it is.
    Shared,
}

impl Responsible {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Provider,
        Self::Customer,
        Self::PartnerOrPaid,
        Self::Shared,
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Customer => "customer",
            Self::PartnerOrPaid => "partner-or-paid",
            Self::Shared => "shared",
        }
    }
}

/// A kind of problem that a family's customers have, and who solves it.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// A stable name, the same for the same kind of problem in every family.
    pub key: &'static str,
    /// Who solves it.
    pub responsible: Responsible,
    /// Where that is written.
    pub document: &'static Document,
    /// What the customer can do about it without a ticket, where there is such a thing.
    pub action: Option<Action>,
    /// The guide that helps, by a stable name.
    pub guide: Option<&'static str>,
}

/// The topics of a family, those of the customer first, in the order in which people are
/// shown them. Empty where nothing is published.
pub fn perimeter(family: Family) -> &'static [Topic] {
    match family {
        Family::Domain => DOMAIN,
        Family::Dns => DNS,
        Family::WebHosting => WEB_HOSTING,
        Family::EmailPro => EMAIL_PRO,
        Family::Exchange => EXCHANGE,
        Family::DedicatedServer => DEDICATED_SERVER,
        Family::Vps => VPS,
        Family::Network => NETWORK,
        // One table for both.
        Family::Storage | Family::FileStorage => FILE_STORAGE,
        Family::PublicCloud => PUBLIC_CLOUD,
        Family::Kubernetes => KUBERNETES,
        Family::ObjectStorage => OBJECT_STORAGE,
        Family::PrivateCloud => PRIVATE_CLOUD,
        Family::Nutanix => NUTANIX,
        Family::Housing => HOUSING,
        _ => &[],
    }
}

/// The topic of a family behind its key.
pub fn topic(family: Family, key: &str) -> Option<&'static Topic> {
    perimeter(family).iter().find(|topic| topic.key == key)
}

/// One row: key, who, document, then what the customer can do and which guide helps.
macro_rules! topics {
    ($($key:literal $who:ident $document:ident $(do $action:ident)? $(guide $guide:literal)?;)+) => {
        &[$(Topic {
            key: $key,
            responsible: Responsible::$who,
            document: &document::$document,
            action: topics!(@action $($action)?),
            guide: topics!(@guide $($guide)?),
        }),+]
    };
    (@action) => { None };
    (@action $action:ident) => { Some(Action::$action) };
    (@guide) => { None };
    (@guide $guide:literal) => { Some($guide) };
}

// What the less plain keys mean:
//
// access-lists         who may reach a volume
// additional-ip        an address added to a machine does not answer
// application          a site's program: errors of its code, its database, its modules
// control-plane        what manages the service: API, dashboard, scheduler, vCenter
// dependencies         which services depend on a DNS entry, and what moves with a zone
// domain-configuration the DNS entries that a mail service needs
// esxi                 setting up and running ESXi on a dedicated server
// forced-upgrades      leaving a version that is no longer maintained
// hands-on-site        somebody does something to a housed machine
// hosts                the machines underneath
// media-destruction    proof that disks were destroyed
// network-delivery     load balancer and private network that come with a cluster
// network-reach        whether the service is reached over the provider's network
// overuse              a cluster that is too small for what it is asked
// platform             what the provider runs for all customers of the product
// vendor-ticket        faults that the maker of the software or hardware has to mend

static DOMAIN: &[Topic] = topics! {
    "zone-records" Customer RACI_DOMAIN do EditZone guide "edit-dns-zone";
    "name-choice" Customer RACI_DOMAIN;
    "dependencies" Customer RACI_DOMAIN;
    "registration" Provider RACI_DOMAIN;
    "name-servers" Provider RACI_DOMAIN;
    "zone-storage" Provider RACI_DOMAIN;
};

static DNS: &[Topic] = topics! {
    "zone-records" Customer RACI_DOMAIN do EditZone guide "edit-dns-zone";
    "dependencies" Customer RACI_DOMAIN do RestoreZone guide "restore-dns-zone";
    "name-servers" Provider RACI_DOMAIN;
    "zone-storage" Provider RACI_DOMAIN;
};

static WEB_HOSTING: &[Topic] = topics! {
    "application" Customer RACI_HOSTING guide "web-hosting-errors";
    "content" Customer RACI_HOSTING do RestoreBackup guide "restore-web-hosting";
    "defacement" Customer RACI_HOSTING do RestoreBackup guide "hacked-web-site";
    "application-security" Customer RACI_HOSTING guide "hacked-web-site";
    "application-monitoring" Customer RACI_HOSTING;
    "continuity-plan" Customer RACI_HOSTING;
    "zone-records" Customer RACI_DOMAIN guide "edit-dns-zone";
    "platform" Provider RACI_HOSTING;
    "platform-backup" Provider RACI_HOSTING;
    "attack-protection" Provider RACI_HOSTING;
};

static EMAIL_PRO: &[Topic] = topics! {
    "domain-configuration" Customer RACI_EMAIL_PRO guide "mail-dns";
    "mailboxes" Customer RACI_EMAIL_PRO;
    "migration" Customer RACI_EMAIL_PRO guide "mail-migration";
    "data-confidentiality" Customer RACI_EMAIL_PRO;
    "platform" Provider RACI_EMAIL_PRO;
    "product-licences" Provider RACI_EMAIL_PRO;
};

static EXCHANGE: &[Topic] = topics! {
    "domain-configuration" Customer RACI_EXCHANGE guide "mail-dns";
    "mailboxes" Customer RACI_EXCHANGE;
    "migration" Customer RACI_EXCHANGE guide "mail-migration";
    "data-confidentiality" Customer RACI_EXCHANGE;
    "platform" Provider RACI_EXCHANGE;
    "product-licences" Provider RACI_EXCHANGE;
};

static DEDICATED_SERVER: &[Topic] = topics! {
    "disk-full" Customer PROJECT do EnterRescue guide "server-rescue";
    "operating-system" Customer RACI_SERVER do EnterRescue guide "server-rescue";
    "software" Customer RACI_SERVER;
    "firewall" Customer RACI_SERVER guide "server-firewall";
    "ip-plan" Customer RACI_SERVER guide "additional-ip";
    "outgoing-spam" Customer ANTISPAM do UnblockSpam guide "antispam";
    "hacked" Customer ANTI_HACK guide "hacked-server";
    "backups" Customer RACI_SERVER guide "server-backup";
    "updates" Customer RACI_SERVER;
    "monitoring" Customer RACI_SERVER;
    "migration" Customer RACI_SERVER guide "server-migration";
    "esxi" Customer ESXI_END;
    "hardware" Provider RACI_SERVER guide "hardware-diagnose";
    "firmware" Provider RACI_SERVER;
    "network-reach" Provider RACI_SERVER;
    "part-replacement" Provider RACI_SERVER guide "disk-replacement";
    "media-destruction" Provider RACI_SERVER;
};

// No table is published. The provider's own pages say whose the software is.
static VPS: &[Topic] = topics! {
    "disk-full" Customer PROJECT do EnterRescue guide "vps-rescue";
    "operating-system" Customer VPS_FAQ do EnterRescue guide "vps-rescue";
    "software" Customer VPS_FAQ;
    "firewall" Customer SECURE_VPS guide "secure-vps";
    "updates" Customer SECURE_VPS guide "secure-vps";
    "outgoing-spam" Customer ANTISPAM do UnblockSpam guide "antispam";
    "hacked" Customer ANTI_HACK guide "hacked-server";
};

static NETWORK: &[Topic] = topics! {
    "outgoing-spam" Customer ANTISPAM do UnblockSpam guide "antispam";
    "additional-ip" Shared ADDITIONAL_IP guide "additional-ip";
};

static FILE_STORAGE: &[Topic] = topics! {
    "data" Customer RACI_STORAGE;
    "backups" Customer RACI_STORAGE;
    "access-lists" Customer RACI_STORAGE;
    "encryption" Customer RACI_STORAGE;
    "ip-plan" Customer RACI_STORAGE;
    "continuity-plan" Customer RACI_STORAGE;
    "hardware" Provider RACI_STORAGE;
    "network-reach" Provider RACI_STORAGE;
    "platform" Provider RACI_STORAGE;
};

static PUBLIC_CLOUD: &[Topic] = topics! {
    "operating-system" Customer RACI_INSTANCES do EnterRescue guide "instance-rescue";
    "software" Customer RACI_INSTANCES;
    "firewall" Customer RACI_INSTANCES guide "security-groups";
    "backups" Customer RACI_INSTANCES guide "instance-backup";
    "hosts" Provider RACI_INSTANCES;
    "control-plane" Provider RACI_INSTANCES;
    "network-reach" Provider RACI_INSTANCES;
};

static KUBERNETES: &[Topic] = topics! {
    "workloads" Customer RACI_KUBERNETES;
    "manifests" Customer RACI_KUBERNETES;
    "overuse" Customer RACI_KUBERNETES;
    "persistent-volumes" Customer RACI_KUBERNETES;
    "logs" Customer RACI_KUBERNETES;
    "updates" Customer RACI_KUBERNETES;
    "control-plane" Provider RACI_KUBERNETES;
    "forced-upgrades" Provider RACI_KUBERNETES;
};

static OBJECT_STORAGE: &[Topic] = topics! {
    "data" Customer RACI_OBJECTS;
    "credentials" Customer RACI_OBJECTS;
    "encryption" Customer RACI_OBJECTS;
    "backups" Customer RACI_OBJECTS;
    "platform" Provider RACI_OBJECTS;
    "service-logs" Provider RACI_OBJECTS;
};

static PRIVATE_CLOUD: &[Topic] = topics! {
    "virtual-machines" Customer RACI_VMWARE;
    "operating-system" Customer RACI_VMWARE;
    "backups" Customer RACI_VMWARE;
    "network-design" Customer RACI_VMWARE;
    "tanzu" Customer RACI_VMWARE;
    "hosts" Provider RACI_VMWARE;
    "hypervisor" Provider RACI_VMWARE;
    "control-plane" Provider RACI_VMWARE;
    "product-licences" Provider RACI_VMWARE;
};

static NUTANIX: &[Topic] = topics! {
    "virtual-machines" Customer RACI_NUTANIX;
    "administration" Customer RACI_NUTANIX;
    "updates" Customer RACI_NUTANIX;
    "vendor-ticket" PartnerOrPaid RACI_NUTANIX;
    "hardware" Provider RACI_NUTANIX;
    "initial-installation" Provider RACI_NUTANIX;
    "network-delivery" Provider RACI_NUTANIX;
};

static HOUSING: &[Topic] = topics! {
    "hands-on-site" PartnerOrPaid PROJECT;
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::document::{DOCUMENTS, Publisher};

    #[test]
    fn topics_are_unique_and_well_formed() {
        for family in Family::ALL {
            let mut keys = HashSet::new();
            for topic in perimeter(family) {
                assert!(keys.insert(topic.key), "{} twice", topic.key);
                for key in [Some(topic.key), topic.guide].into_iter().flatten() {
                    assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
                }
                assert_eq!(super::topic(family, topic.key), Some(topic));
                assert!(DOCUMENTS.contains(&topic.document));
                assert!(topic.document.dated.is_real());
            }
        }
        assert_eq!(topic(Family::Sms, "platform"), None);
    }

    /// What is the customer's comes first, so that it is read.
    #[test]
    fn topics_stand_in_the_order_of_who_solves_them() {
        let rank = |topic: &Topic| topic.responsible == Responsible::Provider;
        for family in Family::ALL {
            assert!(perimeter(family).is_sorted_by_key(rank), "{}", family.key());
        }
    }

    /// For what is not published, nothing is asserted but what this project decided or a
    /// guide of the provider says.
    #[test]
    fn nothing_is_asserted_of_what_is_not_published() {
        for family in [
            Family::Telephony,
            Family::Sms,
            Family::Fax,
            Family::Access,
            Family::Email,
            Family::Vrack,
            Family::DiskArray,
        ] {
            assert!(perimeter(family).is_empty(), "{}", family.key());
        }
        // What runs on a virtual server is the customer's. What runs it is said nowhere.
        let of_vps = perimeter(Family::Vps);
        assert!(
            of_vps
                .iter()
                .all(|t| t.responsible == Responsible::Customer)
        );
        let full = topic(Family::Vps, "disk-full").unwrap();
        assert_eq!(full.document.by, Publisher::Project);
        assert_eq!(full.responsible, Responsible::Customer);
    }

    /// What can be done about a topic can be done somewhere.
    #[test]
    fn actions_of_topics_exist() {
        for family in Family::ALL {
            for action in perimeter(family).iter().filter_map(|topic| topic.action) {
                assert!(
                    crate::Region::ALL
                        .into_iter()
                        .any(|region| action.works(family, region)),
                    "{} for {}",
                    action.key(),
                    family.key()
                );
            }
        }
    }
}
