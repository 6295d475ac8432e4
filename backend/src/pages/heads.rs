//! The head of a building's pages: who, where, how large; and its meters.

use std::collections::BTreeMap;

use eclaireur_frontend::Named;
use eclaireur_frontend::pages::building::{BuildingHead, MeterLine};
use rust_decimal::Decimal;

use super::summary::last_day;
use super::{activity_name, building_name, commune_name, name_of};
use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::meters::MeterRow;
use crate::store::organisations::OrganisationRow;
use crate::store::{MeterId, Result};

/// Fact of the heated area.
pub(super) const HEATED_AREA: &str = "building.heated_area_m2";

/// What stands at the top.
pub(super) async fn head(
    app: &App,
    organisation: &OrganisationRow,
    row: &BuildingRow,
) -> Result<BuildingHead> {
    let known = facts::on(app.db.read(), row.tenant, Subject::Building(row.id), app.clock.today()).await?;
    let area = known.into_iter().find(|f| f.fact == HEATED_AREA);
    let building = &row.building;
    let activity = building.activity.as_deref().or(organisation.organisation.activity.as_deref());
    Ok(BuildingHead {
        building: building_name(row),
        organisation: name_of(organisation),
        activity: activity_name(app, activity),
        street: building.address.street.clone(),
        postcode: building.address.postcode,
        commune: commune_name(app, building.address.commune_nis.as_deref()),
        heated_area_m2: area.and_then(|f| Some((f.value.parse::<Decimal>().ok()?, f.quality))),
        archived: building.archived,
    })
}

/// A meter in the list.
pub(super) fn meter_line(row: &MeterRow, label: &str, last: &BTreeMap<MeterId, i64>) -> MeterLine {
    MeterLine {
        meter: Named::new(row.id.to_string(), label),
        carrier: row.meter.carrier,
        ean: row.meter.ean.as_ref().map(ToString::to_string),
        serial: row.meter.serial.clone(),
        last_reading: last.get(&row.id).and_then(|end| last_day(*end)),
        out_since: row.meter.valid_to,
    }
}
