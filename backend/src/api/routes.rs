//! Every route of `/api/v1`, once: method · address · handler · what it needs around it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, delete, get, post};

use super::{
    aids, alerts, assessments, building_lists, buildings, consumption, etag, events, facts, federations,
    financing, imports, meters, organisations, prices, reports,
};
use crate::app::App;
use crate::extract::kept;

/// What a route needs around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Nothing of its own.
    Plain,
    /// Its answer is kept in memory while nothing is written.
    Told,
    /// It bounds its body itself, part by part.
    Upload,
}

/// Method, address, what is around it, handler.
pub type Route = (&'static str, &'static str, Around, MethodRouter<App>);

/// Every route.
pub fn all() -> Vec<Route> {
    use Around::{Plain, Told, Upload};
    vec![
        ("GET", "/api/v1/organisations", Plain, get(organisations::list)),
        ("GET", "/api/v1/organisations/{o}", Plain, get(organisations::show)),
        ("GET", "/api/v1/organisations/{o}/export.zip", Plain, get(organisations::export)),
        ("GET", "/api/v1/organisations/{o}/buildings", Plain, get(buildings::of_organisation)),
        ("POST", "/api/v1/organisations/{o}/buildings", Plain, post(buildings::create)),
        ("POST", "/api/v1/organisations/{o}/buildings/import", Upload, post(building_lists::create)),
        ("GET", "/api/v1/organisations/{o}/imports", Plain, get(imports::list)),
        ("POST", "/api/v1/organisations/{o}/imports", Upload, post(imports::create)),
        ("GET", "/api/v1/imports/{i}", Plain, get(imports::show)),
        ("DELETE", "/api/v1/imports/{i}", Plain, delete(imports::undo)),
        ("GET", "/api/v1/imports/{i}/file", Plain, get(imports::file)),
        ("GET", "/api/v1/buildings", Plain, get(buildings::list)),
        ("GET", "/api/v1/buildings/{b}", Plain, get(buildings::show)),
        ("GET", "/api/v1/buildings/{b}/meters", Plain, get(meters::list)),
        ("POST", "/api/v1/buildings/{b}/meters", Plain, post(meters::create)),
        ("POST", "/api/v1/buildings/{b}/readings", Plain, post(meters::read)),
        ("GET", "/api/v1/buildings/{b}/consumption", Plain, get(consumption::show)),
        ("GET", "/api/v1/buildings/{b}/indicators", Told, get(assessments::indicators)),
        ("GET", "/api/v1/buildings/{b}/assessment", Plain, get(assessments::whole)),
        ("GET", "/api/v1/buildings/{b}/charts/{f}", Told, get(reports::chart)),
        ("GET", "/api/v1/buildings/{b}/alerts", Plain, get(alerts::list)),
        ("POST", "/api/v1/buildings/{b}/alerts", Plain, post(alerts::answer)),
        ("DELETE", "/api/v1/buildings/{b}/alerts/{id}", Plain, delete(alerts::withdraw)),
        ("GET", "/api/v1/buildings/{b}/facts", Plain, get(facts::list)),
        ("POST", "/api/v1/buildings/{b}/facts", Plain, post(facts::create)),
        ("DELETE", "/api/v1/buildings/{b}/facts/{id}", Plain, delete(facts::withdraw)),
        ("GET", "/api/v1/buildings/{b}/prices", Plain, get(prices::list)),
        ("POST", "/api/v1/buildings/{b}/prices", Plain, post(prices::create)),
        ("DELETE", "/api/v1/buildings/{b}/prices/{id}", Plain, delete(prices::withdraw)),
        ("GET", "/api/v1/buildings/{b}/events", Plain, get(events::list)),
        ("POST", "/api/v1/buildings/{b}/events", Plain, post(events::create)),
        ("DELETE", "/api/v1/buildings/{b}/events/{id}", Plain, delete(events::withdraw)),
        ("GET", "/api/v1/buildings/{b}/reports", Plain, get(reports::list)),
        ("GET", "/api/v1/buildings/{b}/reports/{f}", Plain, get(reports::file)),
        ("GET", "/api/v1/buildings/{b}/financing", Plain, get(financing::show)),
        ("GET", "/api/v1/buildings/{b}/projects", Plain, get(financing::projects)),
        ("POST", "/api/v1/financing", Plain, post(financing::ask)),
        ("GET", "/api/v1/aids", Plain, get(aids::list)),
        ("GET", "/api/v1/aids/{r}/{n}", Plain, get(aids::show)),
        ("GET", "/api/v1/federations", Plain, get(federations::list)),
        ("GET", "/api/v1/federations/{f}/scenarios/{o}/{n}", Plain, get(federations::scenario)),
        ("GET", "/api/v1/scenarios", Plain, get(federations::scenarios)),
    ]
}

/// Every route, with what is around it. `most` bounds the bodies that do not bound themselves.
pub fn router(app: &App, most: usize) -> Router<App> {
    all().into_iter().fold(Router::new(), |site, (_, path, around, handler)| {
        let handler = handler.route_layer(from_fn(etag::tagged));
        site.route(
            path,
            match around {
                Around::Plain => handler.layer(DefaultBodyLimit::max(most)),
                Around::Told => handler.route_layer(from_fn_with_state(app.clone(), kept::again)),
                Around::Upload => handler.layer(DefaultBodyLimit::disable()),
            },
        )
    })
}
