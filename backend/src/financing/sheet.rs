//! The sheet of a project as it would be published today.

use eclaireur_models::financing::sheet::{NotYet, Sheet, Whose};

use super::Told;
use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;

/// What would be published of a project, with the name of its organisation or without.
///
/// # Errors
/// What an investor needs first lacks.
pub fn sheet(
    app: &App,
    (organisation, building): (&OrganisationRow, &BuildingRow),
    told: &Told,
    named: bool,
) -> Result<Sheet, NotYet> {
    let (whose, what) = (&organisation.organisation, &building.building);
    let catalog = app.catalog();
    // The commune is too small to be said.
    let nis = what.address.commune_nis.as_deref().or(whose.commune_nis.as_deref());
    let province =
        nis.and_then(|nis| catalog.communes().by_nis(nis)).map(|commune| commune.province.as_str());
    let activity = whose.activity.as_deref().or(what.activity.as_deref());
    let organisation = named.then_some(whose.name.as_str());
    Sheet::of(&told.case, &told.said, Whose { organisation, activity, province })
}
