//! Outages that missed what was promised, and the credit for them: `/me/sla`.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::OutageId,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
};

const PLACE: Where = Where::REGIONS;
const PATH: &str = "/me/sla";

/// An outage, `billing.SlaOperation`.
#[derive(Debug, Clone, PartialEq)]
pub struct Outage {
    /// Identifier in routes.
    pub id: OutageId,
    /// In one line.
    pub name: String,
    /// What happened.
    pub description: String,
    /// When it began.
    pub began: Option<Timestamp>,
    /// When it was over; none while it is not.
    pub ended: Option<Timestamp>,
}

/// A service that was down, `billing.SlaOperationService`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageService {
    /// Technical name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The commitment that was missed, in the provider's words.
    pub plan: String,
    /// The credit that it brings, in the provider's words.
    pub credit: String,
}

const LIST: List<Outage> = List {
    place: PLACE,
    path: PATH,
    id: "id",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Outage, Wrong> {
    Ok(Outage {
        id: OutageId(fields.id("id")?),
        name: fields.text_or_empty("name")?,
        description: fields.text_or_empty("description")?,
        began: fields.moment("startDate")?,
        ended: fields.moment("endDate")?,
    })
}

fn read_service(fields: &Fields<'_>) -> Result<OutageService, Wrong> {
    Ok(OutageService {
        name: fields.text("serviceName")?,
        description: fields.text_or_empty("description")?,
        plan: fields.text_or_empty("slaPlan")?,
        credit: fields.text_or_empty("slaApplication")?,
    })
}

impl Session {
    /// The outages of the account. `GET /me/sla`, expanded.
    pub async fn outages(&self) -> Result<Page<Outage>, ApiError> {
        self.list(&LIST).await
    }

    /// The services that were down. `GET /me/sla/{id}/services`.
    pub async fn outage_services(&self, id: OutageId) -> Result<Page<OutageService>, ApiError> {
        let call = Call::get(PATH).number(id.0).then("/services");
        self.objects(PLACE, call, read_service).await
    }

    /// Whether the credit can be asked for. `GET /me/sla/{id}/canBeApplied`.
    pub async fn can_claim_outage(&self, id: OutageId) -> Result<bool, ApiError> {
        self.answer_yes(PLACE, Call::get(PATH).number(id.0).then("/canBeApplied"))
            .await
    }

    /// Asks for the credit. `POST /me/sla/{id}/apply`.
    pub async fn claim_outage(&self, id: OutageId) -> Result<(), ApiError> {
        let call = Call::write(Method::Post, PATH, None);
        self.done(PLACE, call.number(id.0).then("/apply")).await
    }
}
