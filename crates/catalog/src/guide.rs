//! The provider's guides to what customers do themselves.

/// A guide.
#[derive(Debug, PartialEq, Eq)]
pub struct Guide {
    /// A stable name, for catalogues of text.
    pub key: &'static str,
    /// Where it stands in the provider's public documentation
    /// ([`page_address`](crate::page_address)). Each was seen there in English and French
    /// in November 2026.
    pub page: &'static str,
}

const fn guide_at(key: &'static str, page: &'static str) -> Guide {
    Guide { key, page }
}

/// Every guide.
pub static GUIDES: &[Guide] = &[
    guide_at("edit-dns-zone", "web_cloud/domains/dns_zone_edit"),
    guide_at("restore-dns-zone", "web_cloud/domains/dns_zone_history"),
    guide_at("mail-dns", "web_cloud/domains/dns_zone_mx"),
    guide_at(
        "web-hosting-errors",
        "web_cloud/web_hosting/diagnostic-website-not-accessible",
    ),
    guide_at(
        "restore-web-hosting",
        "web_cloud/web_hosting/ftp_save_and_backup",
    ),
    guide_at(
        "hacked-web-site",
        "web_cloud/web_hosting/cms_what_to_do_if_your_site_is_hacked",
    ),
    guide_at(
        "mail-migration",
        "web_cloud/email_and_collaborative_solutions/migrating/migration_omm",
    ),
    guide_at(
        "server-rescue",
        "bare_metal_cloud/dedicated_servers/rescue_mode",
    ),
    guide_at(
        "vps-rescue",
        "bare_metal_cloud/virtual_private_servers/rescue",
    ),
    guide_at(
        "instance-rescue",
        "public_cloud/compute/put_an_instance_in_rescue_mode",
    ),
    guide_at(
        "server-firewall",
        "bare_metal_cloud/dedicated_servers/firewall-Linux-iptable",
    ),
    guide_at(
        "secure-vps",
        "bare_metal_cloud/virtual_private_servers/secure_your_vps",
    ),
    guide_at(
        "additional-ip",
        "bare_metal_cloud/dedicated_servers/network_ipaliasing",
    ),
    guide_at(
        "antispam",
        "bare_metal_cloud/dedicated_servers/antispam_best_practices",
    ),
    guide_at(
        "hacked-server",
        "bare_metal_cloud/dedicated_servers/anti-hack-dedicated-vps",
    ),
    guide_at(
        "server-backup",
        "bare_metal_cloud/dedicated_servers/services_backup_storage",
    ),
    guide_at(
        "server-migration",
        "bare_metal_cloud/dedicated_servers/migrate_a_server_to_another",
    ),
    guide_at(
        "hardware-diagnose",
        "bare_metal_cloud/dedicated_servers/hardware-diagnose",
    ),
    guide_at(
        "disk-replacement",
        "bare_metal_cloud/dedicated_servers/disk_replacement",
    ),
    guide_at(
        "security-groups",
        "public_cloud/compute/setup_security_group",
    ),
    guide_at("instance-backup", "public_cloud/compute/save_an_instance"),
];

/// The guide behind its key.
pub fn guide(key: &str) -> Option<&'static Guide> {
    GUIDES.iter().find(|guide| guide.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{Family, perimeter};

    #[test]
    fn guides_are_those_that_topics_name() {
        let named: BTreeSet<_> = Family::ALL
            .into_iter()
            .flat_map(perimeter)
            .filter_map(|topic| topic.guide)
            .collect();
        let known: BTreeSet<_> = GUIDES.iter().map(|guide| guide.key).collect();
        assert_eq!(known.len(), GUIDES.len());
        assert_eq!(named, known);
    }
}
