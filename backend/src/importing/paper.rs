//! A bill as a document: what it says, and where its form is. Proposed, never kept: a person confirms the form.
//!
//! One way for a file sent alone, among others or attached to a form. Does *not* decide anything that the paper leaves
//! open: then the person is asked.

use std::sync::Arc;

use eclaireur_models::building::{Carrier, Ean};
use eclaireur_models::finding::Finding;
use eclaireur_models::readings::proposal::{BillProposal, ProposedMeter};

use super::{Options, Plan, read};
use crate::app::App;
use crate::store::imports::{ImportRow, Status};
use crate::store::meters::MeterRow;
use crate::store::{BuildingId, OrganisationId};

/// Code of the layout of such documents.
const FORMAT: &str = "pdf-bill";

/// Whether this import is a document that waits for its form.
pub fn is_waiting(row: &ImportRow) -> bool {
    row.status == Status::Preview && row.format.as_deref() == Some(FORMAT)
}

/// What a document says of a bill, or why it says nothing.
///
/// # Errors
/// The database.
pub async fn proposal(
    app: &App,
    tenant: OrganisationId,
    bytes: &Arc<Vec<u8>>,
) -> anyhow::Result<Result<Box<BillProposal>, Option<Finding>>> {
    let _turn = app.previews.acquire().await?;
    let parsed = read(app, tenant, bytes, &Options::default()).await?;
    Ok(parsed.proposal.ok_or_else(|| parsed.findings.into_iter().next()))
}

/// A supply point of a bill, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPoint {
    /// Its EAN.
    pub ean: Ean,
    /// Its energy.
    pub carrier: Option<Carrier>,
    /// The meter that has it, with the building it is counted in.
    pub meter: Option<(MeterRow, BuildingId)>,
}

/// The supply points a document names, each with its meter where we have it.
pub fn points(plan: &Plan, proposal: &BillProposal) -> Vec<PaperPoint> {
    let of = |meter: &ProposedMeter| {
        let ean = meter.point.as_ref()?.value.clone();
        let carrier = meter.carrier.as_ref().map(|c| *c.value());
        let found = plan.meters.iter().find(|(m, _)| m.meter.ean.as_ref() == Some(&ean));
        let meter = found.and_then(|(m, shares)| Some((m.clone(), shares.last()?.building)));
        Some(PaperPoint { ean, carrier, meter })
    };
    proposal.meters.iter().filter_map(of).collect()
}

/// The building whose form it is, where nothing is left open: of the one supply point it names the meter is known, or
/// there is only one building that it can be about.
pub fn building(plan: &Plan, points: &[PaperPoint], options: &Options) -> Option<BuildingId> {
    let mut active = plan.buildings.iter().filter(|b| !b.building.archived).map(|b| b.id);
    let only = active.next().filter(|_| active.next().is_none());
    let about = options.building.or(only);
    match points {
        [PaperPoint { meter: Some((_, building)), .. }] => {
            about.is_none_or(|about| about == *building).then_some(*building)
        }
        [] | [_] => about,
        _ => None,
    }
}
