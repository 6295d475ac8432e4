//! What is said of a building: when it is fresh, when it is made anew, what happens when that fails.

mod failing;
mod freshness;
mod job;
mod programs;
mod shape;

use eclaireur::app::App;
use eclaireur::assessing::{self, Shown};
use eclaireur::store::assessments::{self, Stored};
use eclaireur::store::buildings::{self, BuildingRow};
use eclaireur::store::organisations::OrganisationRow;
use sea_orm::{ConnectionTrait as _, Statement};

use crate::support::{EAN, TestApp, TestDatabase, export};

/// A building with three months of quarters, and whose it is.
async fn given(test: &TestDatabase) -> (TestApp, OrganisationRow, BuildingRow) {
    let app = TestApp::start(test).await;
    let (organisation, building) = app.home("Les Tilleuls").await;
    import(&app, &organisation, &building, "2024-01-01", "2024-04-01", 1).await;
    let (whose, row) = row(&app.app, &building).await;
    (app, whose, row)
}

/// Imports slots of some days; gives the id.
async fn import(
    app: &TestApp,
    organisation: &str,
    building: &str,
    from: &str,
    to: &str,
    seed: u64,
) -> String {
    let query = format!("?create_meters=true&building={building}");
    let made = app.upload(organisation, &query, &export(EAN, from, to, 900, seed).bytes).await.is(201).json();
    made["id"].as_str().expect("an id").to_owned()
}

async fn row(app: &App, code: &str) -> (OrganisationRow, BuildingRow) {
    buildings::by_code(app.db.read(), code).await.expect("the database").expect("a building")
}

async fn stored(app: &App, building: &BuildingRow) -> Option<Stored> {
    let now = assessing::now(app);
    assessments::get(app.db.read(), building.tenant, building.id, &now).await.expect("the database")
}

async fn shown(app: &App, code: &str) -> Shown {
    let (whose, row) = row(app, code).await;
    assessing::of(app, &row, &whose).await.expect("an assessment")
}

/// Writes behind the program's back.
async fn sql(app: &App, sql: &str) {
    let tx = app.db.begin().await.expect("a transaction");
    let backend = app.db.backend();
    tx.execute_raw(Statement::from_string(backend, sql.to_owned())).await.expect(sql);
    tx.commit().await.expect("kept");
}
