//! A list of buildings as its page shows it.

use eclaireur_frontend::Named;
use eclaireur_frontend::pages::building_list_preview::{
    ChangeLine, LineState, ListPreviewPage, ListedLine, ListedMeterLine, MeterState,
};
use eclaireur_frontend::pages::import::ImportState;
use eclaireur_models::building::Address;
use eclaireur_models::period::day_of;
use eclaireur_models::portfolio::list::{Field, ListedMeter};
use eclaireur_models::readings::RowCounts;

use super::{activity_name, building_name, commune_name, name_of};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::importing::listing::{self, Listing, MeterStanding, Proposed, Standing};
use crate::store::buildings;
use crate::store::imports::{self, ImportRow, Status};
use crate::store::organisations::OrganisationRow;

/// The page of a list: what it would do, or what it did.
pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    row: &ImportRow,
    listing: &Listing,
) -> AppResult<ListPreviewPage> {
    if !listing::is_list(row) {
        return Err(AppError::not_found());
    }
    let plan = listing::replan(app, row, listing).await?;
    let preview = row.status == Status::Preview;
    let (findings, sheet, rows, buildings) = match plan {
        Ok(plan) => {
            let lines = plan.buildings.iter().map(|p| line(app, p, listing, preview)).collect();
            let findings = if preview {
                plan.findings
            } else {
                imports::findings(app.db.read(), row.tenant, row.id).await?
            };
            (findings, plan.list.sheet, plan.list.rows, lines)
        }
        Err(finding) => (vec![finding], None, RowCounts::default(), Vec::new()),
    };
    let day = |at: Option<i64>| day_of(at.unwrap_or(row.created_at)).unwrap_or_default();
    Ok(ListPreviewPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        import: Named::new(row.id.to_string(), row.name.clone().unwrap_or_default()),
        sheet,
        on: day(Some(row.created_at)),
        state: match row.status {
            Status::Preview => ImportState::Preview { expires: day(row.expires_at) },
            Status::Confirmed => ImportState::Confirmed { on: day(row.confirmed_at) },
            Status::Undone => ImportState::Undone { on: day(row.undone_at) },
        },
        rows,
        buildings,
        findings,
        take_proposals: listing.take_proposals,
        not_yet: false,
        remains: if row.status == Status::Undone { remains(app, row, listing).await? } else { Vec::new() },
    })
}

/// Buildings that a list made, and that are still there after it was undone.
async fn remains(app: &App, row: &ImportRow, listing: &Listing) -> AppResult<Vec<Named>> {
    let mut names = Vec::new();
    for id in &listing.made {
        let held = buildings::by_id(app.db.read(), row.tenant, *id).await?;
        names.extend(held.filter(|row| !row.building.archived).as_ref().map(building_name));
    }
    Ok(names)
}

/// A building of the list. Once it is confirmed, what it did is what was written down then.
fn line(app: &App, proposed: &Proposed, listing: &Listing, preview: bool) -> ListedLine {
    let listed = &proposed.listed;
    let held = match &proposed.standing {
        Standing::Known { building, .. } => Some(building),
        Standing::New => None,
    };
    let made = held.is_some_and(|held| listing.made.contains(&held.id));
    let changes: Vec<ChangeLine> = if preview {
        let changes = proposed.changes().iter();
        changes.map(|c| change(app, c.field, c.before.as_deref(), &c.after)).collect()
    } else {
        let ours = listing.changed.iter().filter(|c| held.is_some_and(|held| held.id == c.building));
        ours.filter_map(|c| Some(change(app, Field::from_code(&c.field)?, c.before.as_deref(), &c.after)))
            .collect()
    };
    let state = match (held, made) {
        (None, _) | (_, true) => LineState::New,
        _ if changes.is_empty() => LineState::Same,
        _ => LineState::Changed,
    };
    ListedLine {
        row: listed.row,
        building: held.map(|row| building_name(row)),
        code: listed.code.clone(),
        name: listed.name.clone(),
        place: place(app, &listed.address),
        activity: activity_name(app, listed.activity.as_deref()),
        heated_area_m2: listed.heated_area_m2,
        service_units: listed.service_units,
        built: listed.built,
        state,
        changes,
        meters: listed
            .meters
            .iter()
            .zip(&proposed.meters)
            .map(|(meter, standing)| ListedMeterLine {
                carrier: meter.carrier,
                label: label(meter),
                state: match standing {
                    MeterStanding::New => MeterState::New,
                    MeterStanding::Known => MeterState::Known,
                    MeterStanding::Elsewhere => MeterState::Elsewhere,
                },
            })
            .collect(),
    }
}

fn label(meter: &ListedMeter) -> String {
    let ean = meter.ean.as_ref().map(ToString::to_string);
    ean.or_else(|| meter.serial.clone()).or_else(|| meter.name.clone()).unwrap_or_default()
}

/// A change in words: codes of communes and activities become their names.
fn change(app: &App, field: Field, before: Option<&str>, after: &str) -> ChangeLine {
    let named = |value: &str| match field {
        Field::Commune => commune_name(app, Some(value)),
        Field::Activity => activity_name(app, Some(value)),
        _ => None,
    };
    let words = |value: &str| named(value).unwrap_or_else(|| value.to_owned());
    ChangeLine { field, before: before.map(words), after: words(after) }
}

/// *Rue des Érables 12, 5000 Namur*
fn place(app: &App, address: &Address) -> String {
    let town = [address.postcode.map(|p| p.to_string()), commune_name(app, address.commune_nis.as_deref())];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [address.street.clone().unwrap_or_default(), town];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
