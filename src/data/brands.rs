//! What accounts of brands have: put together by code that only they need, and that arrives
//! with the first of them.

use api::{ApiError, BrandServices, InfosOf, LocalFuture, Section, Service, ServiceKey, Session};

use crate::lazily;

type List = fn(Session) -> LocalFuture<Result<BrandServices, ApiError>>;
type Terms = fn(Session, Vec<Service>) -> LocalFuture<(Vec<Service>, Result<(), ApiError>)>;

lazily!(
    fetch,
    brands,
    (List, Terms),
    (
        |session| Box::pin(async move { session.brand_services().await }),
        |session, services| Box::pin(read_terms(session, services))
    )
);

async fn code() -> Result<(List, Terms), ApiError> {
    fetch().await.map_err(|_| ApiError::NoConnection)
}

/// What the account of `session` has.
///
/// # Errors
/// See [`ApiError`]; `NoConnection` also where the code did not arrive.
pub async fn list(session: Session) -> Result<BrandServices, ApiError> {
    (code().await?.0)(session).await
}

/// How its servers are paid, added to `services`; where one does not say, the others would
/// say no more.
pub async fn terms(
    session: Session,
    services: Vec<Service>,
) -> (Vec<Service>, Result<(), ApiError>) {
    match code().await {
        Ok(code) => (code.1)(session, services).await,
        Err(error) => (services, Err(error)),
    }
}

/// One after the other: nothing lists that for all.
async fn read_terms(
    session: Session,
    mut services: Vec<Service>,
) -> (Vec<Service>, Result<(), ApiError>) {
    for service in &mut services {
        if !matches!(service.key, ServiceKey::Name(Section::Server, _)) {
            continue;
        }
        match session
            .service_infos(InfosOf::DedicatedServer, &service.name)
            .await
        {
            Ok(infos) => service.add_infos(&infos),
            Err(error) => return (services, Err(error)),
        }
    }
    (services, Ok(()))
}
