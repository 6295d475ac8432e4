//! The audit of a building as it stands: what was told part by part, with what the meters say today; or, once delivered, its text.

use std::collections::BTreeMap;

use eclaireur_models::audit::measured::{Cold, Measured, SealedText};
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::written::{self, Read};
use eclaireur_models::audit::{Audit, Head, Part};
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Base;
use rust_decimal::Decimal;

use crate::app::App;
use crate::assessing;
use crate::error::{AppError, AppResult};
use crate::store::audits::{self, AuditRow};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::{Paging, baselines};

/// Fact of the heated area.
const HEATED_AREA: &str = "building.heated_area_m2";
/// The degree-days of the figures it stands on.
const BASE: Base = assessing::BASE;

/// Who writes a file, as it says itself.
pub const PROGRAM: &str = concat!("eclaireur ", env!("CARGO_PKG_VERSION"));

/// A version as it stands.
#[derive(Debug, Clone)]
pub struct Held {
    /// The version.
    pub row: AuditRow,
    /// What it says.
    pub audit: Audit,
    /// How often each part was written.
    pub revisions: BTreeMap<Part, i32>,
    /// Pictures, by their SHA-256.
    pub photos: Vec<String>,
    /// As delivered.
    pub frozen: Option<Read>,
}

impl Held {
    /// The writing of a part that is there.
    pub fn revision(&self, part: Part) -> i32 {
        self.revisions.get(&part).copied().unwrap_or(0)
    }
}

/// The newest version of a building's audit, where there is one.
///
/// # Errors
/// The database; something stored that cannot have been written.
pub async fn newest(app: &App, whose: &(OrganisationRow, BuildingRow)) -> AppResult<Option<Held>> {
    let mut all = audits::of_building(app.db.read(), whose.1.tenant, whose.1.id).await?;
    match all.pop() {
        Some(row) => held(app, whose, row).await.map(Some),
        None => Ok(None),
    }
}

/// A version.
///
/// # Errors
/// The database; something stored that cannot have been written.
pub async fn held(app: &App, whose: &(OrganisationRow, BuildingRow), row: AuditRow) -> AppResult<Held> {
    let (c, tenant) = (app.db.read(), whose.1.tenant);
    let photos = audits::photos(c, tenant, row.id).await?;
    if row.state == State::Delivered {
        let text = audits::text(c, tenant, row.id).await?.ok_or_else(AppError::not_found)?;
        let read = written::read(&text).map_err(anyhow::Error::new)?;
        let audit = read.audit.clone();
        return Ok(Held { row, audit, revisions: BTreeMap::new(), photos, frozen: Some(read) });
    }
    let told = audits::parts(c, tenant, row.id).await?;
    let mut audit = Audit { head: head(app, whose).await?, ..Audit::default() };
    let mut revisions = BTreeMap::new();
    for part in told {
        revisions.insert(part.part, part.revision);
        audit.put(part.part, part.body).map_err(anyhow::Error::new)?;
    }
    audit.measured = measured(app, whose).await?;
    Ok(Held { row, audit, revisions, photos, frozen: None })
}

/// What the building says of itself.
async fn head(app: &App, (organisation, building): &(OrganisationRow, BuildingRow)) -> AppResult<Head> {
    let (c, today) = (app.db.read(), app.clock.today());
    let known = facts::on(c, building.tenant, Subject::Building(building.id), today).await?;
    let area = known.into_iter().find(|fact| fact.fact == HEATED_AREA);
    let (whose, what) = (&organisation.organisation, &building.building);
    Ok(Head {
        organisation: whose.name.clone(),
        building: what.name.clone(),
        activity: what.activity.clone().or_else(|| whose.activity.clone()),
        heated_area_m2: area.and_then(|fact| fact.value.parse::<Decimal>().ok()),
        ..Head::default()
    })
}

/// What the meters say, with the baselines that are relied upon.
async fn measured(
    app: &App,
    (organisation, building): &(OrganisationRow, BuildingRow),
) -> AppResult<Measured> {
    let shown = assessing::of(app, building, organisation).await?;
    let catalog = app.catalog();
    let station = catalog.station(assessing::STATION, BASE);
    let cold = station.and_then(|station| {
        let normal = station.normal()?;
        Some(Cold {
            base: BASE.code().to_owned(),
            threshold_c: BASE.threshold(),
            degree_days: Decimal::from(normal.year()?),
            normal: normal.name.clone(),
        })
    });
    let net = |carrier: &str| {
        let card = catalog.carrier(Carrier::from_code(carrier)?)?;
        Some(card.net_per_gross().unwrap_or(Decimal::ONE))
    };
    let told = &shown.assessment;
    let mut measured = Measured::of((&told.figures, &told.series), told.year, cold, net);
    let c = app.db.read();
    let all = baselines::list(c, Some(building.tenant), Some(building.id), &Paging::first(50)).await?.items;
    for row in all.into_iter().filter(|row| row.withdrawn_at.is_none()) {
        // One that was touched is relied upon by nobody.
        let Ok(sealed) = baselines::sealed(c, row.tenant, row.id).await? else { continue };
        let carrier = row.carrier.code().to_owned();
        measured.baseline.push(SealedText { carrier, checksum: sealed.checksum, text: sealed.text });
    }
    Ok(measured)
}
