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
    /// Version that was read, or the day of reading where it carries no date. The fact
    /// may have changed since.
    pub dated: Day,
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
    ($($name:ident: $by:ident, $title:literal, $dated:expr;)+) => {
        $(pub(crate) static $name: Document = Document {
            title: $title,
            by: Publisher::$by,
            dated: $dated,
        };)+
        /// Every document that a fact names.
        pub static DOCUMENTS: &[&Document] = &[$(&$name),+];
    };
}

documents! {
    PROJECT: Project, "Manager, requirements on support", Day::new(2026, 11, 22);
    API: Provider, "API v1 schema, Europe", Day::new(2026, 8, 17);
    RACI_SERVER: Provider, "Responsibility sharing, dedicated servers", Day::new(2024, 2, 29);
    RACI_HOSTING: Provider, "RACI web hosting", Day::new(2023, 8, 29);
    RACI_DOMAIN: Provider, "Responsibility sharing, domain names and DNS", Day::new(2023, 8, 10);
    RACI_INSTANCES: Provider, "Responsibility sharing, Public Cloud instances", Day::new(2022, 12, 22);
    RACI_KUBERNETES: Provider, "Responsibility sharing, Managed Kubernetes", Day::new(2023, 7, 5);
    RACI_OBJECTS: Provider, "Responsibility sharing, Object Storage", Day::new(2023, 3, 20);
    RACI_VMWARE: Provider, "Responsibility sharing, Hosted Private Cloud", Day::new(2023, 3, 7);
    RACI_NUTANIX: Provider, "Responsibility sharing, Nutanix", Day::new(2023, 7, 13);
    RACI_EMAIL_PRO: Provider, "Responsibility model, Email Pro", Day::new(2022, 11, 17);
    RACI_EXCHANGE: Provider, "Responsibility model, Hosted Exchange", Day::new(2022, 11, 15);
    ESXI_END: Provider, "ESXi end of support", Day::new(2024, 9, 13);
    ANTISPAM: Provider, "AntiSpam best practices", Day::new(2026, 11, 22);
    ADDITIONAL_IP: Provider, "Additional IP guides", Day::new(2026, 11, 22);
    ANTI_HACK: Provider, "Anti-hack on dedicated servers and VPS", Day::year(2026);
    HARDWARE_DIAGNOSE: Provider, "Hardware diagnostics", Day::new(2022, 12, 15);
    DISK_REPLACEMENT: Provider, "Disk replacement", Day::new(2026, 11, 22);
    ASKED_BY_SUPPORT: Others, "osm-fr/infrastructure#211, what support asked for", Day::new(2026, 11, 22);
    TRACES_ASKED_FOR: Others, "An answer of support on traces, gist 82fafd4da4322108952a", Day::year(2015);
    LINE_DIAGNOSTICS: Provider, "ovh-ux/manager, line diagnostics", Day::new(2021, 7, 20);
    SLA_SERVER: Provider, "Security specifications, dedicated servers", Day::new(2024, 6, 30);
    SLA_VMWARE: Provider, "Security specifications, VMware and SecNumCloud", Day::month(2024, 5);
    SLA_INSTANCES: Provider, "Security specifications, Public Cloud instances", Day::new(2024, 5, 1);
    SLA_VRACK_US: Provider, "Service level agreement, vRack, United States", Day::new(2026, 5, 28);
    SLA_CONNECT_US: Provider, "Service level agreement, OVHcloud Connect, United States", Day::new(2026, 11, 22);
    SLA_OBJECTS: Others, "ovh/docs#1204, Object Storage", Day::year(2021);
    CERTIFICATIONS: Provider, "Security certifications", Day::new(2023, 12, 20);
    HEALTH_DATA: Provider, "HDS certification", Day::new(2024, 10, 24);
    DELETION: Provider, "How to permanently delete services", Day::new(2025, 12, 16);
    ORDERS: Provider, "Managing your orders", Day::new(2025, 4, 28);
    ORDER_TRACKING: Provider, "Order tracking FAQ", Day::new(2025, 4, 28);
    BILLING: Provider, "Billing FAQ", Day::new(2025, 4, 28);
    PAYMENT_PROCESS: Provider, "Terms and conditions, payment process (France)", Day::new(2026, 11, 22);
    PAYMENT_METHODS: Provider, "Manage payment methods", Day::new(2026, 11, 22);
    RENEWAL: Provider, "How to use automatic renewal", Day::new(2025, 4, 28);
    REMINDERS: Provider, "Service renewal FAQ (France)", Day::new(2026, 11, 22);
    MONGODB_DISCOVERY: Provider, "ovh/public-cloud-roadmap#1256", Day::new(2026, 11, 22);
    DATA_PROCESSING: Provider, "ovh/public-cloud-roadmap#825", Day::year(2025);
    M3DB: Provider, "ovh/public-cloud-roadmap#834", Day::year(2025);
    DEDICATED_CONNECT: Provider, "ovh/infrastructure-roadmap#76", Day::year(2022);
    PRODUCT_ENDS: Provider, "Notices of the ends of products", Day::new(2026, 11, 22);
}
