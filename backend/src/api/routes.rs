//! Every route of `/api/v1`, once: method · address · what it asks · handler, sorted by what it needs around it.

use axum::Extension;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};

use super::{
    aids, alerts, assessments, building_lists, buildings, consumption, dashboard, etag, events, facts,
    federations, financing, imports, meters, organisations, prices, reports, requests,
};
use crate::app::App;
use crate::doors::{Door, FIND, LOOK, Site};
use crate::extract::kept;
use crate::extract::posted::Uploads;
use crate::people::rates;
use crate::router::{
    CHANGE, CHANGE_ALL, COMPARE, ENTER, EXPORT, IMPORT, IMPORT_ALL, READ, READ_ALL, READ_IMPORT, WORK_IMPORT,
};

/// Nothing of its own around it.
fn plain() -> Site {
    Site::new()
        .get("/api/v1/organisations", FIND, organisations::list)
        .get("/api/v1/organisations/{o}", ENTER, organisations::show)
        .get("/api/v1/organisations/{o}/export.zip", EXPORT, organisations::export)
        .get("/api/v1/organisations/{o}/buildings", ENTER, buildings::of_organisation)
        .post("/api/v1/organisations/{o}/buildings", CHANGE_ALL, buildings::create)
        .get("/api/v1/organisations/{o}/imports", READ_ALL, imports::list)
        .get("/api/v1/imports/{i}", READ_IMPORT, imports::show)
        .delete("/api/v1/imports/{i}", WORK_IMPORT, imports::undo)
        .get("/api/v1/imports/{i}/file", READ_IMPORT, imports::file)
        .get("/api/v1/buildings", FIND, buildings::list)
        .and(building())
        .post("/api/v1/financing", LOOK, financing::ask)
        .get("/api/v1/aids", LOOK, aids::list)
        .get("/api/v1/aids/{r}/{n}", LOOK, aids::show)
        .get("/api/v1/federations", FIND, federations::list)
        .get("/api/v1/federations/{f}/dashboard", COMPARE, dashboard::show)
        .get("/api/v1/federations/{f}/scenarios/{o}/{n}", COMPARE, federations::scenario)
        .get("/api/v1/scenarios", FIND, federations::scenarios)
}

/// One building.
fn building() -> Site {
    Site::new()
        .get("/api/v1/buildings/{b}", READ, buildings::show)
        .get("/api/v1/buildings/{b}/meters", READ, meters::list)
        .post("/api/v1/buildings/{b}/meters", CHANGE, meters::create)
        .post("/api/v1/buildings/{b}/readings", IMPORT, meters::read)
        .get("/api/v1/buildings/{b}/consumption", READ, consumption::show)
        .get("/api/v1/buildings/{b}/assessment", READ, assessments::whole)
        .get("/api/v1/buildings/{b}/alerts", READ, alerts::list)
        .post("/api/v1/buildings/{b}/alerts", CHANGE, alerts::answer)
        .delete("/api/v1/buildings/{b}/alerts/{id}", CHANGE, alerts::withdraw)
        .get("/api/v1/buildings/{b}/facts", READ, facts::list)
        .post("/api/v1/buildings/{b}/facts", CHANGE, facts::create)
        .delete("/api/v1/buildings/{b}/facts/{id}", CHANGE, facts::withdraw)
        .get("/api/v1/buildings/{b}/prices", READ, prices::list)
        .post("/api/v1/buildings/{b}/prices", CHANGE, prices::create)
        .delete("/api/v1/buildings/{b}/prices/{id}", CHANGE, prices::withdraw)
        .get("/api/v1/buildings/{b}/events", READ, events::list)
        .post("/api/v1/buildings/{b}/events", CHANGE, events::create)
        .delete("/api/v1/buildings/{b}/events/{id}", CHANGE, events::withdraw)
        .get("/api/v1/buildings/{b}/reports", READ, reports::list)
        .get("/api/v1/buildings/{b}/reports/{f}", READ, reports::file)
        .get("/api/v1/buildings/{b}/financing", READ, financing::show)
        .get("/api/v1/buildings/{b}/projects", READ, financing::projects)
        .get("/api/v1/buildings/{b}/requests", READ, requests::list)
        .get("/api/v1/buildings/{b}/obstacles", READ, requests::obstacles)
}

/// Their answer is kept in memory while nothing is written.
fn told() -> Site {
    let figures = Site::new().get("/api/v1/buildings/{b}/indicators", READ, assessments::indicators);
    figures.get("/api/v1/buildings/{b}/charts/{f}", READ, reports::chart)
}

/// They bound their body themselves, part by part.
fn uploads() -> Site {
    let readings = Site::new().post("/api/v1/organisations/{o}/imports", IMPORT_ALL, imports::create);
    readings.post("/api/v1/organisations/{o}/buildings/import", CHANGE_ALL, building_lists::create)
}

/// Every line.
pub fn all() -> Vec<Door> {
    plain().and(told()).and(uploads()).doors().to_vec()
}

/// Every route, with what is around it. `most` bounds the bodies that do not bound themselves.
pub fn site(app: &App, most: usize) -> Site {
    let tagged = |site: Site| site.within(|routes| routes.route_layer(from_fn(etag::tagged)));
    let (again, counting) = (app.clone(), app.clone());
    tagged(told())
        .within(|routes| routes.route_layer(from_fn_with_state(again, kept::again)))
        .and(tagged(plain()))
        .within(|routes| routes.layer(DefaultBodyLimit::max(most)))
        .and(
            tagged(uploads())
                .within(|routes| routes.route_layer(from_fn_with_state(counting, rates::sendings)))
                .within(|routes| routes.layer(DefaultBodyLimit::disable()).layer(Extension(Uploads))),
        )
}
