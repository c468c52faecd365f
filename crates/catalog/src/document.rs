//! The documents that facts for people were read in.

use crate::day::Day;

/// A public document, as a page shows it beside a fact.
///
/// Unlike `Source`, these are always there: pages that say who answers for what show
/// where it is written and how old that is.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name, as its publisher writes it. Not translated.
    pub title: &'static str,
    /// Who wrote it.
    pub by: Publisher,
    /// Where it stands in the provider's public documentation ([`page_address`]), for
    /// those that were seen there.
    pub page: Option<&'static str>,
    /// Version that was read, or the day of reading where it carries no date. The fact
    /// may have changed since.
    pub dated: Day,
}

/// The address of a page of the provider's public documentation, in French for readers of
/// French and in English for others.
pub fn page_address(page: &str, language: &str) -> String {
    let locale = if language == "fr" { "fr-fr" } else { "en-gb" };
    format!("https://github.com/ovh/docs/blob/develop/pages/{page}/guide.{locale}.md")
}

/// Who wrote a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Publisher {
    /// The provider itself.
    Provider,
    /// Somebody else.
    Others,
    /// This project: a decision rather than a fact.
    Project,
}

impl Publisher {
    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Others => "others",
            Self::Project => "project",
        }
    }
}

macro_rules! documents {
    ($($name:ident: $by:ident, $title:literal, $dated:expr $(, at $page:literal)?;)+) => {
        $(pub(crate) static $name: Document = Document {
            title: $title,
            by: Publisher::$by,
            page: documents!(@page $($page)?),
            dated: $dated,
        };)+
        /// Every document that a fact names.
        pub static DOCUMENTS: &[&Document] = &[$(&$name),+];
    };
    (@page) => { None };
    (@page $page:literal) => { Some($page) };
}

// Dates of the version that was read, or of the reading where there is none.
documents! {
    PROJECT: Project, "Manager, requirements on support", Day::new(2026, 11, 22);
    RACI_SERVER: Provider, "Dedicated servers - Shared Responsibility", Day::new(2024, 2, 29),
        at "account_and_service_management/responsibility_sharing/dedicated-servers";
    RACI_STORAGE: Provider, "File Storage services - Responsibility model", Day::new(2024, 1, 22),
        at "account_and_service_management/responsibility_sharing/file-storage";
    RACI_HOSTING: Provider, "Web hosting - Shared Responsibility", Day::new(2023, 8, 29),
        at "web_cloud/web_hosting/raci-web-hosting";
    RACI_DOMAIN: Provider, "Responsibility sharing - Domain Name service", Day::new(2023, 8, 21),
        at "web_cloud/domains/responsibility_model_domains";
    RACI_INSTANCES: Provider, "Public Cloud Instances - Shared Responsibility", Day::new(2022, 12, 22),
        at "public_cloud/compute/responsibility-model-instances";
    RACI_KUBERNETES: Provider, "Managed Kubernetes - Shared Responsibility", Day::new(2023, 7, 5);
    RACI_OBJECTS: Provider, "Public Cloud Object Storage - Shared Responsibility", Day::new(2023, 3, 20);
    RACI_VMWARE: Provider, "Hosted Private Cloud powered by VMware - Shared Responsibility", Day::new(2023, 3, 7);
    RACI_NUTANIX: Provider, "Nutanix - Shared Responsibility", Day::new(2023, 7, 13);
    RACI_EMAIL_PRO: Provider, "Email Pro - Shared Responsibility", Day::new(2022, 11, 17),
        at "web_cloud/email_and_collaborative_solutions/email_pro/responsibility_model";
    RACI_EXCHANGE: Provider, "Hosted Exchange - Shared Responsibility", Day::new(2022, 11, 15),
        at "web_cloud/email_and_collaborative_solutions/microsoft_exchange/responsibility-model";
    VPS_FAQ: Provider, "OVHcloud VPS FAQ", Day::new(2025, 10, 30),
        at "bare_metal_cloud/virtual_private_servers/vps-faq";
    SECURE_VPS: Provider, "How to secure a VPS", Day::new(2024, 2, 20),
        at "bare_metal_cloud/virtual_private_servers/secure_your_vps";
    ESXI_END: Provider, "ESXi end of support", Day::new(2024, 9, 13),
        at "bare_metal_cloud/dedicated_servers/esxi-end-of-support";
    ANTISPAM: Provider, "OVHcloud AntiSpam - Best Practices and Unblocking an IP", Day::new(2022, 10, 17),
        at "bare_metal_cloud/dedicated_servers/antispam_best_practices";
    ANTI_HACK: Provider, "Anti-hack information - Dedicated Server and VPS", Day::year(2026),
        at "bare_metal_cloud/dedicated_servers/anti-hack-dedicated-vps";
    ADDITIONAL_IP: Provider, "Configuring IP aliasing", Day::new(2024, 3, 15),
        at "bare_metal_cloud/dedicated_servers/network_ipaliasing";
    HARDWARE_DIAGNOSE: Provider, "Hardware diagnostics", Day::new(2022, 12, 15),
        at "bare_metal_cloud/dedicated_servers/hardware-diagnose";
    ASKED_BY_SUPPORT: Others, "osm-fr/infrastructure#211, what support asked for", Day::new(2026, 11, 22);
    TRACES_ASKED_FOR: Others, "An answer of support on traces, gist 82fafd4da4322108952a", Day::year(2015);
    LINE_DIAGNOSTICS: Provider, "ovh-ux/manager, line diagnostics", Day::new(2021, 7, 20);
    SLA_SERVER: Provider, "Dedicated Server Security Specifications", Day::new(2025, 7, 2),
        at "account_and_service_management/account_information/security-specifications-dedicated-servers";
    SLA_VMWARE: Provider, "Security specifications, VMware on OVHcloud", Day::month(2024, 5),
        at "account_and_service_management/account_information/security-specification-privatecloud-VMware";
    SLA_INSTANCES: Provider, "Security specifications, Public Cloud", Day::new(2024, 5, 1),
        at "account_and_service_management/account_information/security-specification-pci";
    SLA_VRACK_US: Provider, "Service level agreement, vRack, United States", Day::new(2026, 5, 28);
    SLA_CONNECT_US: Provider, "Service level agreement, OVHcloud Connect, United States", Day::new(2026, 11, 22);
    SLA_OBJECTS: Others, "ovh/docs#1204, Object Storage", Day::year(2021);
    CERTIFICATIONS: Provider, "Security certifications", Day::new(2023, 12, 20),
        at "account_and_service_management/account_information/security_certifications";
    HEALTH_DATA: Provider, "HDS certification", Day::new(2024, 10, 24),
        at "account_and_service_management/account_information/hds_certification";
    DELETION: Provider, "How to permanently delete services", Day::new(2025, 12, 16);
    ORDERS: Provider, "Managing OVHcloud orders", Day::new(2025, 4, 28);
    ORDER_TRACKING: Provider, "OVHcloud order tracking FAQ", Day::new(2025, 4, 28);
    BILLING: Provider, "Billing and payment FAQ", Day::new(2025, 4, 28);
    PAYMENT_PROCESS: Provider, "Terms and conditions, payment process (France)", Day::new(2026, 11, 22);
    PAYMENT_METHODS: Provider, "Managing payment methods", Day::new(2026, 11, 22);
    RENEWAL: Provider, "Managing renewal for OVHcloud services", Day::new(2026, 11, 22);
    REMINDERS: Provider, "Service renewal FAQ (France)", Day::new(2026, 11, 22);
    MONGODB_DISCOVERY: Provider, "ovh/public-cloud-roadmap#1256", Day::new(2026, 11, 22);
    DATA_PROCESSING: Provider, "ovh/public-cloud-roadmap#825", Day::year(2025);
    M3DB: Provider, "ovh/public-cloud-roadmap#834", Day::year(2025);
    DEDICATED_CONNECT: Provider, "ovh/infrastructure-roadmap#76", Day::year(2022);
    PRODUCT_ENDS: Provider, "Notices of the ends of products", Day::new(2026, 11, 22);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_named_and_dated_once() {
        for (index, document) in DOCUMENTS.iter().enumerate() {
            assert!(document.dated.is_real(), "{}", document.title);
            let again = DOCUMENTS[..index].iter().any(|d| d.title == document.title);
            assert!(!again, "{}", document.title);
        }
    }

    #[test]
    fn pages_have_addresses_in_the_language_of_the_reader() {
        let french = page_address("a/b", "fr");
        assert_eq!(
            french,
            "https://github.com/ovh/docs/blob/develop/pages/a/b/guide.fr-fr.md"
        );
        for language in ["en", "de"] {
            assert!(page_address("a/b", language).ends_with("/guide.en-gb.md"));
        }
    }
}
