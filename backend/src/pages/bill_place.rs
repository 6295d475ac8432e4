//! A bill sent as a file: its form, or, where it is not clear which building it is for, the question.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::pages::bill_place::{BillPlacePage, PlacePoint};
use eclaireur_frontend::{Named, urls};
use eclaireur_models::access::Action;
use eclaireur_models::readings::proposal::BillProposal;
use eclaireur_models::units::Euro;

use super::{building_name, building_named, import_of, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::paper::{self, PaperPoint};
use crate::importing::{self, Options, Plan};
use crate::store::buildings::{self, BuildingRow};

/// GET /imports/{i}/facture
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    if !paper::is_waiting(&row) {
        return Ok(Redirect::to(&urls::import(&id)).into_response());
    }
    let reach = visitor.reach(&app, Action::Import, row.tenant).await?;
    let document = row.sha256.clone().unwrap_or_default();
    let (code, ean) = (visitor.word("batiment"), visitor.word("ean"));
    if !code.is_empty() {
        let chosen = buildings::by_code(app.db.read(), &code).await?.filter(|(o, _)| o.id == whose.id);
        if let Some((_, building)) = chosen.filter(|(_, b)| reach.building(b.id)) {
            return Ok(to_form(&building, &document, &ean));
        }
    }
    let (row, plan) = importing::replan(&app, row.tenant, row.id).await?;
    let Some(proposal) = plan.parsed.proposal.as_deref() else {
        return Ok(Redirect::to(&urls::import(&id)).into_response());
    };
    let points = paper::points(&plan, proposal);
    let clear = paper::building(&plan, &points, &Options::of(&row)).filter(|id| reach.building(*id));
    if let Some(building) = clear.and_then(|id| plan.buildings.iter().find(|b| b.id == id)) {
        let ean = points.first().map(|p| p.ean.digits()).unwrap_or_default();
        return Ok(to_form(building, &document, ean));
    }
    let page = BillPlacePage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        import: row.id.to_string(),
        file: row.name.clone().unwrap_or_default(),
        supplier: proposal.supplier.as_ref().map(|s| s.value().clone()),
        number: proposal.number.as_ref().map(|n| n.value().clone()),
        period: proposal.period.as_ref().map(|p| *p.value()),
        incl_vat: proposal.incl_vat.as_ref().map(|total| Euro(*total.value())),
        points: lines(&plan, &reach, proposal, points, &document),
        buildings: plan
            .buildings
            .iter()
            .filter(|b| !b.building.archived && reach.building(b.id))
            .map(building_name)
            .collect(),
    };
    shown(page.html())
}

/// The supply points as the page shows them; a bill that names none is about one all the same.
fn lines(
    plan: &Plan,
    reach: &Reach,
    proposal: &BillProposal,
    points: Vec<PaperPoint>,
    document: &str,
) -> Vec<PlacePoint> {
    if points.is_empty() {
        let carrier = proposal.meters.first().and_then(|m| m.carrier.as_ref()).map(|c| *c.value());
        return vec![PlacePoint { ean: None, carrier, meter: None, href: None }];
    }
    let line = |point: PaperPoint| {
        let meter = point.meter.as_ref().filter(|(_, building)| reach.building(*building));
        let meter = meter.and_then(|(meter, building)| {
            let building = building_named(&plan.buildings, *building)?;
            Some((Named::new(meter.id.to_string(), meter.label()), building))
        });
        let ean = point.ean.digits();
        PlacePoint {
            href: meter.as_ref().map(|(_, home)| urls::bill_of_document(&home.code, document, ean)),
            ean: Some(ean.to_owned()),
            carrier: point.carrier,
            meter,
        }
    };
    points.into_iter().map(line).collect()
}

fn to_form(building: &BuildingRow, document: &str, ean: &str) -> Response {
    Redirect::to(&urls::bill_of_document(building.building.code.as_str(), document, ean)).into_response()
}
