//! How many services a sector counts, as its federation says: typed, or as a list; withdrawn.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::listed::Listed;
use eclaireur_frontend::pages::references::{self as form, Left, ReferenceLine, ReferencesPage};
use eclaireur_frontend::{Flash, Named, tables, urls};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;
use eclaireur_models::portfolio::references::{self as counts, Refusal};
use tokio::task::spawn_blocking;

use super::download::Wanted;
use super::federations::{federation, name_of as federation_name};
use super::{activities, activity_name, again, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::federations::{self, FederationRow};
use crate::store::references::{self, Members};
use crate::store::{OrganisationId, StoreError};

/// How many members are in each part that a count may be of.
async fn members(app: &App, of: &FederationRow) -> AppResult<Members> {
    let c = app.db.read();
    let members = federations::members(c, Some(of.id), app.clock.today()).await?;
    let ids: Vec<OrganisationId> = members.iter().map(|member| member.id).collect();
    let known = references::members(c, &ids).await?;
    let catalog = app.catalog();
    let counted = spawn_blocking(move || {
        let province = |nis: &str| counts::province(&catalog.communes().by_nis(nis)?.province, &catalog);
        Members::of(&known, province)
    });
    Ok(counted.await?)
}

/// The provinces to choose from, in the order of their names.
fn provinces(app: &App) -> Vec<Named> {
    let catalog = app.catalog();
    catalog.communes().provinces().iter().map(|one| Named::new(&one.code, &one.name_fr)).collect()
}

async fn page(
    app: &App,
    visitor: &Visitor,
    of: &FederationRow,
    form: FormData,
    listed: Option<Listed<Left>>,
) -> AppResult<ReferencesPage> {
    let members = members(app, of).await?;
    let rows = references::of_federation(app.db.read(), of.id).await?;
    let catalog = app.catalog();
    let named = |code: &String| catalog.communes().province_name(code).unwrap_or(code).to_owned();
    let lines = rows.into_iter().map(|row| ReferenceLine {
        id: row.id.to_string(),
        activity: activity_name(app, Some(&row.reference.stratum.activity))
            .unwrap_or_else(|| row.reference.stratum.activity.clone()),
        members: members.within(&row.reference.stratum),
        province: row.reference.stratum.province.as_ref().map(named),
        on: day_of(row.recorded_at).unwrap_or_default(),
        reference: row.reference,
    });
    Ok(ReferencesPage {
        shell: visitor.shell(app, None),
        federation: federation_name(of),
        lines: lines.collect(),
        activities: activities(app),
        provinces: provinces(app),
        year: app.clock.today().year(),
        form,
        listed,
    })
}

fn proposed(app: &App) -> FormData {
    FormData::new().set("counted", "organisations").set("year", app.clock.today().year().to_string())
}

/// GET /federations/{f}/references
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let of = federation(&app, &code).await?;
    shown(page(&app, &visitor, &of, proposed(&app), None).await?.html())
}

/// GET /federations/{f}/references.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    let page = page(&app, &visitor, &of, FormData::new(), None).await?;
    wanted.answer(&app, &tables::references(&page), &format!("{code}-effectifs"))
}

/// POST /federations/{f}/references
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    if !posted.form.get("withdraw").is_empty() {
        let id = posted.form.get("withdraw").parse().map_err(|_| AppError::bad_request())?;
        let tx = app.db.begin().await?;
        match references::withdraw(&tx, &app.by(), of.id, id).await {
            // Sent twice, it is withdrawn all the same.
            Ok(()) | Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&urls::references(&code), &Flash::TakenBack).into_response());
    }
    if posted.is_list() {
        return list(&app, &visitor, &of, &posted).await;
    }
    let read = form::read(&mut posted.form, &activities(&app), &provinces(&app), app.clock.today().year());
    let Some(reference) = read else {
        return again(page(&app, &visitor, &of, posted.form, None).await?.html());
    };
    let members = members(&app, &of).await?.within(&reference.stratum);
    if counts::below(&reference, members) {
        posted.form.fail("count", Problem::new(ProblemCode::BelowMembers).with("members", members));
        return again(page(&app, &visitor, &of, posted.form, None).await?.html());
    }
    let tx = app.db.begin().await?;
    references::record(&tx, &app.by(), of.id, &reference).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::references(&code), &Flash::Saved).into_response())
}

/// The rows of a list that can be kept are; the others are said.
async fn list(app: &App, visitor: &Visitor, of: &FederationRow, posted: &Posted) -> AppResult {
    let bytes = match posted.list(app.settings.upload_limit_bytes) {
        Ok(bytes) => bytes,
        Err(problem) => {
            let listed = Some(Listed::File(problem));
            return again(page(app, visitor, of, proposed(app), listed).await?.html());
        }
    };
    let (catalog, year) = (app.catalog(), app.clock.today().year());
    let read = spawn_blocking(move || {
        let sizes = form::sizes(Lang::Fr);
        counts::read(&bytes, counts::Known { catalog: &catalog, sizes: &sizes, year })
    })
    .await?;
    let rows = match read {
        Ok(rows) => rows,
        Err(why) => {
            let listed = Some(Listed::Refused(why));
            return again(page(app, visitor, of, proposed(app), listed).await?.html());
        }
    };
    let known = members(app, of).await?;
    let (mut kept, mut left) = (0, Vec::new());
    let tx = app.db.begin().await?;
    for row in rows {
        match row.reference {
            Err((why, read)) => left.push(Left { row: row.row, why, read, members: 0 }),
            Ok(reference) => {
                let members = known.within(&reference.stratum);
                if counts::below(&reference, members) {
                    let read = row.said.cells.join(" · ");
                    left.push(Left { row: row.row, why: Refusal::BelowMembers, read, members });
                } else {
                    references::record(&tx, &app.by(), of.id, &reference).await?;
                    kept += 1;
                }
            }
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    let page = page(app, visitor, of, proposed(app), Some(Listed::Kept { kept, left })).await?;
    shown(page.html())
}
