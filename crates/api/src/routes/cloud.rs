//! Public cloud projects: `/cloud/project`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

wire_enum! {
    /// `cloud.project.ProjectStatusEnum`.
    pub enum ProjectStatus {
        /// Works.
        Ok = "ok",
        /// Being made.
        Creating = "creating",
        /// Suspended.
        Suspended = "suspended",
        /// Being deleted.
        Deleting = "deleting",
        /// Gone.
        Deleted = "deleted",
    }
}

/// A public cloud project, `cloud.Project`.
#[derive(Debug, Clone, PartialEq)]
pub struct CloudProject {
    /// Identifier, 32 hexadecimal digits.
    pub id: String,
    /// Older name.
    pub name: Option<String>,
    /// Name its owner gave it.
    pub description: Option<String>,
    /// Whether it works.
    pub status: Option<ProjectStatus>,
    /// What is billed: `project.2018`.
    pub plan: String,
    /// Since when.
    pub created: Option<Timestamp>,
    /// Until when, for trials.
    pub expires: Option<Timestamp>,
}

const LIST: List<CloudProject> = List {
    place: PLACE,
    path: "/cloud/project",
    id: "project_id",
    read,
};

fn read(fields: &Fields<'_>) -> Result<CloudProject, Wrong> {
    Ok(CloudProject {
        id: fields.text("project_id")?,
        name: fields.text_or_none("projectName")?,
        description: fields.text_or_none("description")?,
        status: fields.word("status", ProjectStatus::from_wire)?,
        plan: fields.text_or_empty("planCode")?,
        created: fields.moment("creationDate")?,
        expires: fields.moment("expiration")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /cloud/project`.
    pub async fn cloud_projects(&self) -> Result<Page<CloudProject>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /cloud/project/{serviceName}`.
    pub async fn cloud_project(&self, name: &str) -> Result<CloudProject, ApiError> {
        self.one(PLACE, Call::get("/cloud/project").name(name)?, read)
            .await
    }
}
