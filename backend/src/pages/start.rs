//! The first run: three questions make an organisation and its first building.

use axum::extract::State;
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode, StartInput};
use eclaireur_frontend::pages::start::StartPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::{Address, Postcode};

use super::{activities, again, commune_of, communes, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::{self, NewBuilding};
use crate::store::organisations::{self, NewOrganisation};

fn page(app: &App, visitor: &Visitor, form: FormData, postcode: Option<Postcode>) -> StartPage {
    let communes = postcode.map(|p| communes(app, Some(p))).unwrap_or_default();
    StartPage { shell: visitor.shell(app, None), form, activities: activities(app), communes }
}

/// GET /commencer
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor, FormData::new(), None).html())
}

/// POST /commencer
pub async fn create(State(app): State<App>, visitor: Visitor, mut posted: Posted) -> AppResult {
    let form = &mut posted.form;
    let Some(input) = StartInput::read(form) else {
        return again(page(&app, &visitor, posted.form, None).html());
    };
    if app.catalog().sector(&input.activity).is_none() {
        form.fail("activity", Problem::new(ProblemCode::NotInList));
        return again(page(&app, &visitor, posted.form, None).html());
    }
    let Some(nis) = commune_of(&app, Some(input.postcode), input.commune.as_deref()) else {
        form.fail("commune", Problem::new(ProblemCode::ChooseCommune));
        return again(page(&app, &visitor, posted.form, Some(input.postcode)).html());
    };
    let by = app.by();
    let tx = app.db.begin().await?;
    let new = NewOrganisation {
        name: input.name.clone(),
        activity: Some(input.activity.clone()),
        postcode: Some(input.postcode),
        commune_nis: Some(nis.clone()),
        ..NewOrganisation::default()
    };
    let organisation = organisations::create(&tx, &by, &new).await?;
    let address = Address { street: None, postcode: Some(input.postcode), commune_nis: Some(nis) };
    let first =
        NewBuilding { name: input.name, activity: Some(input.activity), address, ..NewBuilding::default() };
    let building = buildings::create(&tx, &by, organisation.id, &first).await?;
    tx.commit().await.map_err(crate::store::StoreError::from)?;
    // Whoever makes it for others is not let in by that.
    let enters = visitor.reach(&app, Action::Enter, organisation.id).await?.whole();
    let page = if enters { urls::building(building.building.code.as_str()) } else { urls::home() };
    Ok(done(&page, &Flash::OrganisationCreated).into_response())
}
