//! What can be had for a project of a building: the case out of what is stored, what the schemes say to it, its steps, its
//! dossier. Page, API and jobs ask here, so that all say the same.
//!
//! What is stored of organisation and building comes before what a project tells: there is one truth. Facts that lack stay
//! away; nothing is guessed. Does *not* write.

pub mod lines;
pub mod scenario;
pub mod sheet;

use std::sync::Arc;

use anyhow::Context as _;
use eclaireur_models::building::case_facts::{CaseForm, case_fact};
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::calendar::{Calendar, calendar};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::plan::Sights;
use eclaireur_models::financing::{Case, Financing, assess};
use eclaireur_models::period::Day;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::app::App;
use crate::store::StoreError;
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::projects::ProjectRow;

/// The arrondissement in which communes may be of the German-speaking Community.
const GERMAN_SPEAKING: &str = "63";

/// What a project comes to on a day.
pub struct Told {
    /// The catalogue it was told by: what comes after stands on the same one, whatever is in force by then.
    pub catalog: Arc<Catalog>,
    /// The whole case.
    pub case: Case,
    /// What of it is kept with the organisation or the building, and changed there.
    pub held: Vec<&'static str>,
    /// What the schemes say.
    pub said: Financing,
    /// The steps.
    pub calendar: Calendar,
}

impl Told {
    /// What stands beside its plan, where there is one.
    pub fn sights(&self) -> Option<Sights> {
        Sights::of(&self.case, &self.said, &self.catalog)
    }
}

/// What is told of a project, in the keys of a case.
///
/// # Errors
/// What is stored cannot be read with this catalogue.
pub fn told_in(app: &App, project: &ProjectRow) -> anyhow::Result<Case> {
    read_body(&project.body, &app.catalog())
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("project {}", project.code))
}

/// The case in the body of a project.
///
/// # Errors
/// What is wrong, where, and a hint.
pub fn read_body(body: &Json, catalog: &Catalog) -> Result<Case, String> {
    Case::read(&lines::case_in(body).to_string(), catalog)
}

/// What is known of organisation and building on a day, whatever a project tells.
///
/// # Errors
/// The database.
pub async fn held(
    app: &App,
    (organisation, building): (&OrganisationRow, &BuildingRow),
    on: Day,
) -> Result<Facts, StoreError> {
    let mut known = of_rows(app, organisation, building);
    for subject in [Subject::Building(building.id), Subject::Organisation] {
        for fact in facts::on(app.db.read(), building.tenant, subject, on).await? {
            if let Some((code, value)) = of_fact(&fact) {
                known.tell(code, value);
            }
        }
    }
    Ok(known)
}

/// What is known, then what the project tells.
fn completed(app: &App, held: Facts, project: Option<&ProjectRow>, on: Day) -> anyhow::Result<Case> {
    let mut case = Case { on: Some(on), facts: held, ..Case::default() };
    if let Some(project) = project {
        let told = told_in(app, project)?;
        case.facts.complete_with(&told.facts);
        (case.works, case.sources, case.plan) = (told.works, told.sources, told.plan);
    }
    Ok(case)
}

/// What all schemes say to a project on a day, and its steps.
///
/// # Errors
/// The database.
pub async fn of(
    app: &App,
    whose: (&OrganisationRow, &BuildingRow),
    project: Option<&ProjectRow>,
    on: Day,
) -> anyhow::Result<Told> {
    let known = held(app, whose, on).await?;
    let held = known.codes().collect();
    let case = completed(app, known, project, on)?;
    let catalog = app.catalog();
    let said = assess(&case, &catalog, on);
    let calendar = calendar(&case, &said);
    Ok(Told { catalog, case, held, said, calendar })
}

/// What the rows of organisation and building say themselves.
fn of_rows(app: &App, organisation: &OrganisationRow, building: &BuildingRow) -> Facts {
    let (whose, what, catalog) = (&organisation.organisation, &building.building, app.catalog());
    let mut facts = Facts::default();
    if let Some(form) = whose.legal_form {
        facts.tell("organisation.legal_form", Value::Word(form.code().to_owned()));
    }
    let activity = whose.activity.as_deref().or(what.activity.as_deref());
    if let Some(activity) = activity.filter(|code| catalog.sector(code).is_some()) {
        facts.tell("organisation.activity", Value::Word(activity.to_owned()));
    }
    if whose.bce.is_some() {
        facts.tell("organisation.registered_bce", Value::YesNo(true));
    }
    let walloon = |nis: &str| catalog.communes().by_nis(nis).is_some();
    if let Some(nis) = whose.commune_nis.as_deref().filter(|nis| walloon(nis)) {
        facts.tell("organisation.seat_in_wallonia", Value::YesNo(true));
        // Every commune of the German-speaking Community lies in that arrondissement; of those in it, it is asked.
        if !nis.starts_with(GERMAN_SPEAKING) {
            facts.tell("organisation.german_speaking_community", Value::YesNo(false));
        }
    }
    if what.address.commune_nis.as_deref().is_some_and(walloon) {
        facts.tell("building.in_wallonia", Value::YesNo(true));
    }
    facts
}

/// A stored fact in the form of the case, where the case knows it.
fn of_fact(fact: &DatedFact) -> Option<(&'static str, Value)> {
    let known = case_fact(fact.fact)?;
    let text = fact.value.as_str();
    let value = match known.form {
        CaseForm::Number(_) | CaseForm::Share | CaseForm::Money => {
            Value::Number(text.parse::<Decimal>().ok()?)
        }
        CaseForm::Choice(words) => Value::Word((*words.iter().find(|word| **word == text)?).to_owned()),
        CaseForm::Day => Value::Day(text.parse().ok()?),
        CaseForm::YesNo => Value::YesNo(match text {
            "yes" => true,
            "no" => false,
            _ => return None,
        }),
        CaseForm::Legal | CaseForm::Activity | CaseForm::Measure | CaseForm::Quantity => return None,
    };
    Some((known.code, value))
}
