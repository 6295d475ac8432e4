//! What is known of a building: shown, stated, corrected, taken back. With `donnee` the page of one fact.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FactInput, FormData};
use eclaireur_frontend::pages::fact::{FactPage, Record};
use eclaireur_frontend::pages::facts::{FactsPage, address, asked, asked_for};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::facts::{DatedFact, Fact, Subject as About};
use eclaireur_models::period::day_of;

use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, FactRow, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::{FactId, StoreError};

type Whose = (OrganisationRow, BuildingRow);

/// A fact is about the building, or about its organisation.
const fn subject(fact: &Fact, row: &BuildingRow) -> Subject {
    match fact.subject {
        About::Organisation => Subject::Organisation,
        About::Building | About::Meter => Subject::Building(row.id),
    }
}

/// GET /batiments/{b}/donnees
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let asked = visitor.word("donnee");
    if asked.is_empty() {
        return all(&app, &visitor, &whose).await;
    }
    let fact = asked_for(&asked).ok_or_else(AppError::not_found)?;
    let records = records(&app, fact, &whose.1).await?;
    let again = visitor.word("reprendre");
    let (form, replaces) = if again.is_empty() {
        (FormData::new(), None)
    } else {
        let record = records.iter().find(|r| r.id.to_string() == again).ok_or_else(AppError::not_found)?;
        // What was taken back is only said again, it replaces nothing.
        let replaces = record.withdrawn_at.is_none().then(|| record.id.to_string());
        (FactInput::to_form(fact, &record.fact), replaces)
    };
    shown(page(&app, &visitor, &whose, fact, records, replaces, form).await?.html())
}

async fn all(app: &App, visitor: &Visitor, (organisation, row): &Whose) -> AppResult {
    let mut known = facts::of_building(app.db.read(), row.tenant, row.id).await?;
    known.retain(|held| asked().any(|fact| fact.code == held.fact));
    let page = FactsPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        head: head(app, organisation, row).await?,
        known,
        on: app.clock.today(),
    };
    shown(page.html())
}

pub(crate) async fn records(app: &App, fact: &Fact, row: &BuildingRow) -> AppResult<Vec<FactRow>> {
    let all = facts::history(app.db.read(), row.tenant, subject(fact, row)).await?;
    Ok(all.into_iter().filter(|record| record.fact.fact == fact.code).collect())
}

async fn page(
    app: &App,
    visitor: &Visitor,
    (organisation, row): &Whose,
    fact: &'static Fact,
    records: Vec<FactRow>,
    replaces: Option<String>,
    form: FormData,
) -> AppResult<FactPage> {
    let activity = row.building.activity.as_deref().or(organisation.organisation.activity.as_deref());
    let catalog = app.catalog();
    let sector = activity.and_then(|code| catalog.sector(code));
    let on = app.clock.today();
    let record = |record: FactRow| Record {
        id: record.id.to_string(),
        stated: record.fact,
        recorded_on: day_of(record.recorded_at).unwrap_or(on),
        withdrawn_on: record.withdrawn_at.map(|at| day_of(at).unwrap_or(on)),
    };
    Ok(FactPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        head: head(app, organisation, row).await?,
        fact,
        service_unit: sector.and_then(|s| s.service_unit.as_ref()).map(|unit| unit.code.clone()),
        records: records.into_iter().map(record).collect(),
        replaces,
        form,
        on,
    })
}

/// The record with this id that is still in force.
fn in_force<'a>(records: &'a [FactRow], id: &str) -> AppResult<&'a FactRow> {
    let found = records.iter().find(|r| r.withdrawn_at.is_none() && r.id.to_string() == id);
    found.ok_or_else(AppError::not_found)
}

/// Goes on only where somebody may change a fact of this name: one about the organisation reads the same in all its buildings.
fn must(reach: &Reach, row: &BuildingRow, code: &str) -> AppResult<()> {
    match asked_for(code).map(|fact| fact.subject) {
        Some(About::Building | About::Meter) => reach.must(&[row.id]),
        Some(About::Organisation) | None => reach.must(&[]),
    }
}

/// Takes a record back that is in force.
pub(crate) async fn taken_back(
    app: &App,
    row: &BuildingRow,
    reach: &Reach,
    records: &[FactRow],
    id: &str,
) -> AppResult<()> {
    let held = in_force(records, id)?;
    must(reach, row, held.fact.fact)?;
    let id = held.id;
    let tx = app.db.begin().await?;
    facts::withdraw(&tx, &app.by(), row.tenant, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// POST /batiments/{b}/donnees: states a fact (`replaces` corrects a record), or takes one back (`withdraw`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = &whose.1;
    let fact = asked_for(posted.form.get("donnee")).ok_or_else(AppError::bad_request)?;
    let reach = visitor.reach(&app, Action::Change, row.tenant).await?;
    let records = records(&app, fact, row).await?;
    let withdraw = posted.form.get("withdraw").to_owned();
    if !withdraw.is_empty() {
        taken_back(&app, row, &reach, &records, &withdraw).await?;
        return Ok(done(&address(&code, fact.code), &Flash::TakenBack).into_response());
    }
    let replaces = posted.form.get("replaces").to_owned();
    if stated(&app, row, &reach, (fact, &records), &mut posted.form).await?.is_none() {
        let replaces = (!replaces.is_empty()).then_some(replaces);
        return again(page(&app, &visitor, &whose, fact, records, replaces, posted.form).await?.html());
    }
    Ok(done(&urls::facts(&code), &Flash::Saved).into_response())
}

/// Records what a form states of a fact, in the place of the record it `replaces`; `None` when its problems were noted.
pub(crate) async fn stated(
    app: &App,
    row: &BuildingRow,
    reach: &Reach,
    (fact, records): (&'static Fact, &[FactRow]),
    form: &mut FormData,
) -> AppResult<Option<FactId>> {
    must(reach, row, fact.code)?;
    let replaces = form.get("replaces").to_owned();
    let Some(input) = FactInput::read(form, fact, app.clock.today()) else { return Ok(None) };
    let corrected = if replaces.is_empty() { None } else { Some(in_force(records, &replaces)?.id) };
    let new = DatedFact {
        fact: fact.code,
        value: input.value,
        from: input.from,
        to: input.to,
        source: input.source,
        quality: input.quality,
    };
    let (tx, by) = (app.db.begin().await?, app.by());
    if let Some(id) = corrected {
        facts::withdraw(&tx, &by, row.tenant, id).await?;
    }
    let id = facts::set(&tx, &by, row.tenant, subject(fact, row), &new, None).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(id))
}
