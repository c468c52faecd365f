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
}
