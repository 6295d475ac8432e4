//! A site of our own pages: an empty one for a test that writes, others that all tests read.

use std::sync::atomic::{AtomicU32, Ordering};

use eclaireur::demo;
use eclaireur::store::buildings::{self, BuildingFilter};
use eclaireur::store::{Paging, federations, meters};

use super::stage::Stage;
use crate::support::{TestApp, TestDatabase, code_in};

/// A running site.
pub(super) struct Site {
    pub(super) test: TestApp,
    _database: TestDatabase,
}

impl Site {
    /// Without any organisation, gone with its test.
    pub(super) async fn empty() -> Site {
        let database = TestDatabase::sqlite().await;
        Site { test: TestApp::start(&database).await, _database: database }
    }

    /// The demonstration, gone with the browser.
    pub(super) async fn demo(stage: &Stage) -> Site {
        let database = beside(stage).await;
        let test = TestApp::demo(&database).await;
        demo::fill(&test.app).await.expect("the demonstration is made");
        Site { test, _database: database }
    }

    /// Without any organisation, gone with the browser.
    pub(super) async fn empty_for_all(stage: &Stage) -> Site {
        let database = beside(stage).await;
        Site { test: TestApp::start(&database).await, _database: database }
    }

    /// The address of a path.
    pub(super) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.test.address)
    }

    /// Codes of a building's organisation and of itself, by its name.
    pub(super) async fn building(&self, name: &str) -> (String, String) {
        let filter = BuildingFilter { search: Some(name.to_owned()), ..BuildingFilter::default() };
        let c = self.test.app.db.read();
        let found = buildings::list(c, &filter, &Paging::first(1)).await.expect("a list");
        let (organisation, row) = found.items.first().unwrap_or_else(|| panic!("there is no {name}"));
        (organisation.organisation.code.to_string(), row.building.code.to_string())
    }

    /// Code of the first federation.
    pub(super) async fn federation(&self) -> String {
        let known = federations::list(self.test.app.db.read()).await.expect("a list");
        known.first().expect("a federation").federation.code.to_string()
    }

    /// Id of the first meter of a building.
    pub(super) async fn meter(&self, building: &str) -> String {
        let c = self.test.app.db.read();
        let (_, row) = buildings::by_code(c, building).await.expect("a building").expect(building);
        let held = meters::of_building(c, row.tenant, row.id).await.expect("its meters");
        held.first().expect("a meter").id.to_string()
    }

    /// The first meter of an energy in a building: its id.
    pub(super) async fn meter_of(&self, building: &str, carrier: &str) -> String {
        let c = self.test.app.db.read();
        let (_, row) = buildings::by_code(c, building).await.expect("a building").expect(building);
        let held = meters::of_building(c, row.tenant, row.id).await.expect("its meters");
        let found = held.iter().find(|m| m.meter.carrier.code() == carrier);
        found.expect(carrier).id.to_string()
    }

    /// Sends a form that is accepted; the last word of the address it leads to.
    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        code_in(&self.test.post_form(path, fields).await.is(303).location())
    }

    /// Sends a file; the id of its import.
    pub(super) async fn send(&self, path: &str, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let sent = self.test.post_files(path, &[], &[("file", name, bytes.as_ref())]).await;
        code_in(&sent.is(303).location())
    }
}

/// A database that outlives every test of this run, in the folder that goes with the browser.
async fn beside(stage: &Stage) -> TestDatabase {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::SeqCst);
    let mut database = TestDatabase::sqlite().await;
    database.url = format!("sqlite://{}/site-{n}/test.db", stage.folder.display());
    database
}
