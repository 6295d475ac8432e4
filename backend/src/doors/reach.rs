//! How far somebody may do one thing within one organisation: for lists, and for what a form names beside its address.
//!
//! The door asks for what the address is about. What a body or a list names besides is asked here, of the same function.

use eclaireur_models::access::{Action, Subject, Who, may};
use eclaireur_models::period::Day;

use super::subject;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::store::imports::ImportRow;
use crate::store::{BuildingId, MeterId, OrganisationId, allocations};

/// What of an organisation one action reaches, for one visitor on one day.
#[derive(Debug, Clone)]
pub struct Reach {
    who: Who,
    action: Action,
    organisation: Subject,
    on: Day,
}

impl Reach {
    /// Of `who`, today.
    ///
    /// # Errors
    /// The database.
    pub async fn of(app: &App, who: Who, action: Action, tenant: OrganisationId) -> AppResult<Reach> {
        let organisation = subject::organisation(app, tenant).await?;
        Ok(Reach { who, action, organisation, on: app.clock.today() })
    }

    /// Whether it reaches the organisation as a whole.
    pub fn whole(&self) -> bool {
        may(&self.who, self.action, &self.organisation, self.on)
    }

    /// Whether it reaches all of these buildings; the organisation as a whole where none is named.
    pub fn all(&self, buildings: &[BuildingId]) -> bool {
        may(&self.who, self.action, &subject::within(&self.organisation, buildings), self.on)
    }

    /// Whether it reaches a building.
    pub fn building(&self, id: BuildingId) -> bool {
        self.all(&[id])
    }

    /// Whether it reaches a meter: every building that it serves or served.
    ///
    /// # Errors
    /// The database.
    pub async fn meter(&self, app: &App, tenant: OrganisationId, id: MeterId) -> AppResult<bool> {
        if self.whole() {
            return Ok(true);
        }
        let shares = allocations::of_meter(app.db.read(), tenant, id).await?;
        Ok(!shares.is_empty() && self.all(&shares.iter().map(|share| share.building).collect::<Vec<_>>()))
    }

    /// Whether it reaches every building that an import touches.
    pub fn import(&self, row: &ImportRow) -> bool {
        self.all(&subject::touched(row))
    }

    /// Goes on only where all of these buildings are reached.
    ///
    /// # Errors
    /// One is not: as if it did not exist.
    pub fn must(&self, buildings: &[BuildingId]) -> AppResult<()> {
        if self.all(buildings) { Ok(()) } else { Err(AppError::not_found()) }
    }
}
