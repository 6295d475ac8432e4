//! What a bill's document says, for its form: field by field, for the meter that the form is about.

use eclaireur_frontend::forms::{FormData, bill_read};
use eclaireur_frontend::pages::bill_read::{BillRead, OtherPoint};
use eclaireur_frontend::urls;
use eclaireur_models::building::Ean;
use eclaireur_models::readings::proposal::{BillProposal, ProposedMeter};
use eclaireur_models::units::Euro;

use crate::app::App;
use crate::doors::Reach;
use crate::error::AppResult;
use crate::importing::paper;
use crate::store::buildings::BuildingRow;
use crate::store::meters::{self, MeterRow};
use crate::store::{allocations, bills, buildings};

/// Reads a document for the form of a building. `ean` is the supply point that was asked for, where it names several.
pub(super) async fn read(
    app: &App,
    building: &BuildingRow,
    form: &FormData,
    (document, bytes): (&str, Vec<u8>),
    (ean, reach): (&str, &Reach),
) -> AppResult<BillRead> {
    let proposal = match paper::proposal(app, building.tenant, &bytes.into()).await? {
        Ok(proposal) => proposal,
        Err(nothing) => return Ok(BillRead { nothing, ..BillRead::default() }),
    };
    let here = meters::of_building(app.db.read(), building.tenant, building.id).await?;
    let chosen = here.iter().find(|m| m.id.to_string() == form.get("meter"));
    let part = part(&proposal, &here, chosen, ean);
    let known = part.and_then(|part| meter_of(part, &here));
    let id = known.map(|m| m.id.to_string());
    let kept = match chosen.or(known) {
        Some(meter) => {
            let held = bills::of_meters(app.db.read(), building.tenant, [meter.id]).await?;
            let same = held.into_iter().find(|b| b.bill.attachment.as_deref() == Some(document));
            same.map(|b| b.import.to_string())
        }
        None => None,
    };
    let point = part.and_then(|part| part.point.as_ref());
    let several = proposal.meters.len() > 1;
    Ok(BillRead {
        fields: bill_read(&proposal, part, id.as_deref()),
        nothing: None,
        issued: proposal.issued.as_ref().map(|day| *day.value()),
        only_pages: proposal.more_pages.then_some(proposal.pages),
        unknown_ean: point
            .filter(|_| known.is_none() && chosen.is_none())
            .map(|p| p.value.digits().to_owned()),
        others: others(app, building, reach, &proposal, (point.map(|p| &p.value), document)).await?,
        whole: proposal.incl_vat.as_ref().filter(|_| several).map(|total| Euro(*total.value())),
        kept,
    })
}

/// The part of the bill that the form is about: the supply point of the chosen meter, else the one asked for, else the
/// first that the building has.
fn part<'p>(
    proposal: &'p BillProposal,
    here: &[MeterRow],
    chosen: Option<&MeterRow>,
    ean: &str,
) -> Option<&'p ProposedMeter> {
    let with = |digits: Option<&str>| {
        let digits = digits?;
        proposal.meters.iter().find(|m| m.point.as_ref().is_some_and(|p| p.value.digits() == digits))
    };
    with(chosen.and_then(|m| m.meter.ean.as_ref()).map(Ean::digits))
        .or_else(|| with(Some(ean)))
        .or_else(|| proposal.meters.iter().find(|m| meter_of(m, here).is_some()))
        .or_else(|| proposal.meters.first())
}

/// The meter of the building that a part names: by its EAN, else by its serial number.
fn meter_of<'m>(part: &ProposedMeter, here: &'m [MeterRow]) -> Option<&'m MeterRow> {
    match &part.point {
        Some(point) => here.iter().find(|m| m.meter.ean.as_ref() == Some(&point.value)),
        None => {
            let serial = part.serial.as_ref()?.value();
            here.iter().find(|m| m.meter.serial.as_ref() == Some(serial))
        }
    }
}

/// The other supply points of the bill, each with its form: in the building of its meter, else in this one.
async fn others(
    app: &App,
    building: &BuildingRow,
    reach: &Reach,
    proposal: &BillProposal,
    (point, document): (Option<&Ean>, &str),
) -> AppResult<Vec<OtherPoint>> {
    let mut others = Vec::new();
    for part in &proposal.meters {
        let Some(ean) = part.point.as_ref().map(|p| &p.value).filter(|ean| Some(*ean) != point) else {
            continue;
        };
        let c = app.db.read();
        let mut code = building.building.code.as_str().to_owned();
        if let Some(meter) = meters::find(c, building.tenant, Some(ean), None).await?.into_iter().next()
            && let Some(share) = allocations::of_meter(c, building.tenant, meter.id).await?.pop()
            && let Some(row) = buildings::by_id(c, building.tenant, share.building).await?
        {
            if !reach.building(row.id) {
                continue;
            }
            row.building.code.as_str().clone_into(&mut code);
        }
        others.push(OtherPoint {
            ean: ean.digits().to_owned(),
            carrier: part.carrier.as_ref().map(|c| *c.value()),
            href: urls::bill_of_document(&code, document, ean.digits()),
        });
    }
    Ok(others)
}
