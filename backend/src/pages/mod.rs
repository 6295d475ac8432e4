//! Pages: load, think, show. One file per page, with the same name as in the frontend.
//!
//! What several pages load stands here: an organisation or a building by its address, names out of the catalogue.
#![expect(clippy::missing_errors_doc, reason = "a handler fails with an AppError, which is a page")]

pub mod access;
pub mod account;
pub mod account_close;
pub mod account_data;
pub mod admin_accounts;
pub mod aid;
pub mod aids;
pub mod alerts;
pub mod archive;
pub mod assessed;
pub mod audit;
pub mod bill_place;
mod bill_read;
pub mod building;
pub mod building_form;
pub mod building_list;
pub mod cadastre;
pub mod carnet;
pub mod catalog;
pub mod chart;
pub mod climate;
pub mod collection;
pub mod collection_list;
pub mod consents;
pub mod correction;
pub mod cost;
pub mod degree_days;
pub mod download;
pub mod energy;
pub mod erase;
pub mod events;
pub mod factor;
pub mod facts;
pub mod federations;
pub mod fixed;
pub mod guide;
pub mod help;
pub mod home;
pub mod import;
pub mod imports;
pub mod invite;
pub mod join;
pub mod journal;
pub mod keys;
pub mod mapping;
pub mod member;
pub mod member_sector;
pub mod meter_form;
pub mod meter_readings;
pub mod meter_replaced;
pub mod meter_shares;
pub mod month_sheet;
pub mod obligations;
pub mod organisation;
pub mod organisation_form;
pub mod own_activities;
pub mod people_links;
pub mod potential;
pub mod prices;
pub mod privacy;
pub mod programme;
pub mod project;
pub mod project_form;
pub mod project_records;
pub mod projects;
pub mod quality;
pub mod reading_bill;
pub mod reading_index;
pub mod reading_link;
pub mod reading_links;
pub mod readings;
pub mod references;
pub mod scenarios;
pub mod sector;
pub mod sending;
pub mod share;
pub mod shared;
pub mod sheet;
pub mod sign_in;
pub mod simulator;
pub mod start;
pub mod state;
pub mod upload;
pub mod yearly_report;

mod counters;
mod heads;
mod list_view;
mod summary;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use eclaireur_frontend::pages::waiting::Waiting;
use eclaireur_frontend::{Named, RenderError};
use eclaireur_models::building::Postcode;
use eclaireur_models::lang::Lang;

use crate::app::App;
use crate::error::{AppError, AppResult, said};
use crate::importing::state::State;
use crate::store::buildings::{self, BuildingRow};
use crate::store::imports::{self as store_imports, ImportRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{BuildingId, ImportId};

/// A page that was written.
fn shown(page: Result<String, RenderError>) -> AppResult {
    Ok(Html(page?).into_response())
}

/// A form shown again with its problems.
fn again(page: Result<String, RenderError>) -> AppResult {
    Ok(said(StatusCode::UNPROCESSABLE_ENTITY, page?))
}

/// The organisation with this code.
pub(crate) async fn organisation(app: &App, code: &str) -> AppResult<OrganisationRow> {
    organisations::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)
}

/// The building with this code, and whose it is.
pub(crate) async fn building(app: &App, code: &str) -> AppResult<(OrganisationRow, BuildingRow)> {
    buildings::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)
}

/// The import with this id, and whose it is.
async fn import_of(app: &App, id: &str) -> AppResult<(OrganisationRow, ImportRow)> {
    let id: ImportId = id.parse().map_err(|_| AppError::not_found())?;
    let row = store_imports::find(app.db.read(), id).await?.ok_or_else(AppError::not_found)?;
    let organisation =
        organisations::by_id(app.db.read(), row.tenant).await?.ok_or_else(AppError::not_found)?;
    Ok((organisation, row))
}

pub(crate) fn name_of(row: &OrganisationRow) -> Named {
    Named::new(row.organisation.code.as_str(), row.organisation.name.as_str())
}

pub(crate) fn building_name(row: &BuildingRow) -> Named {
    Named::new(row.building.code.as_str(), row.building.name.as_str())
}

fn building_named(rows: &[BuildingRow], id: BuildingId) -> Option<Named> {
    rows.iter().find(|b| b.id == id).map(building_name)
}

/// What an import waits for, as its lists show it.
fn waits(state: State) -> Option<Waiting> {
    match state {
        State::Ready => Some(Waiting::Word),
        State::Document => Some(Waiting::Form),
        State::ToDecide(open) => Some(Waiting::Person(open)),
        State::Confirmed | State::Undone | State::Refused => None,
    }
}

/// The activities to choose from.
fn activities(app: &App) -> Vec<Named> {
    app.catalog().sectors().iter().map(|s| Named::new(s.code.as_str(), s.name.get(Lang::Fr))).collect()
}

pub(crate) fn activity_name(app: &App, code: Option<&str>) -> Option<String> {
    app.catalog().sector(code?).map(|s| s.name.get(Lang::Fr).to_owned())
}

/// The name of a commune today: a merged one answers with what it became.
pub(crate) fn commune_name(app: &App, nis: Option<&str>) -> Option<String> {
    let catalog = app.catalog();
    let communes = catalog.communes();
    let nis = nis?;
    let merged = communes.merged(nis, app.clock.today()).map(|m| m.into_fr.clone());
    merged.or_else(|| communes.by_nis(nis).map(|c| c.fr.clone()))
}

/// The communes to choose from for a postcode: those that have it, else all, the nearest numbers first.
fn communes(app: &App, postcode: Option<Postcode>) -> Vec<Named> {
    let catalog = app.catalog();
    let communes = catalog.communes();
    let list = match postcode {
        None => communes.all().iter().collect(),
        Some(postcode) => {
            let exact = communes.at(postcode);
            if exact.is_empty() { communes.near(postcode) } else { exact }
        }
    };
    list.into_iter().map(|c| Named::new(c.nis.as_str(), c.fr.as_str())).collect()
}

/// The commune of an address: the one chosen, else the only one its postcode can mean.
fn commune_of(app: &App, postcode: Option<Postcode>, chosen: Option<&str>) -> Option<String> {
    let catalog = app.catalog();
    let communes = catalog.communes();
    if let Some(nis) = chosen.filter(|nis| communes.by_nis(nis).is_some()) {
        return Some(nis.to_owned());
    }
    match communes.at(postcode?).as_slice() {
        [one] => Some(one.nis.clone()),
        _ => None,
    }
}
