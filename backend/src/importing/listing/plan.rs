//! What a list would do: which of its buildings are ours, what changes in them, which meters are new.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::Code;
use eclaireur_models::finding::{Code as FindingCode, Finding, Severity};
use eclaireur_models::lang::normalised;
use eclaireur_models::portfolio::list::{Change, Held, List, ListedBuilding, ListedMeter, compare};
use sea_orm::ConnectionTrait;

use crate::app::App;
use crate::store::allocations;
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::facts::{self, Subject};
use crate::store::meters::{self, MeterRow};
use crate::store::{BuildingId, OrganisationId, Paging, StoreError};

/// Whether a building of the list is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// To be made.
    New,
    /// One we have, and what changes in it.
    Known {
        /// Which.
        building: Box<BuildingRow>,
        /// What changes; nothing, perhaps.
        changes: Vec<Change>,
    },
}

/// Whether a meter of the list is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeterStanding {
    /// To be made.
    New,
    /// At that building already.
    Known,
    /// At another building, where it stays.
    Elsewhere,
}

/// A building of the list with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// As listed.
    pub listed: ListedBuilding,
    /// Whether it is ours.
    pub standing: Standing,
    /// What becomes of its meters, in the order of `listed.meters`.
    pub meters: Vec<MeterStanding>,
}

impl Proposed {
    /// Meters that would be made.
    pub fn new_meters(&self) -> impl Iterator<Item = &ListedMeter> {
        self.listed.meters.iter().zip(&self.meters).filter(|(_, s)| **s == MeterStanding::New).map(|(m, _)| m)
    }

    /// What changes in a building that we have.
    pub fn changes(&self) -> &[Change] {
        match &self.standing {
            Standing::New => &[],
            Standing::Known { changes, .. } => changes,
        }
    }
}

/// A list understood.
#[derive(Debug)]
pub struct Plan {
    /// What the file says.
    pub list: List,
    /// Its buildings.
    pub buildings: Vec<Proposed>,
    /// What is to be said: of the file, then of what we hold.
    pub findings: Vec<Finding>,
}

impl Plan {
    /// Rows to correct.
    pub fn to_correct(&self) -> usize {
        self.findings.iter().filter(|f| f.severity() == Severity::Error).count()
    }

    /// Whether something can be written: there is a building, and nothing is wrong or what is wrong is left out.
    pub fn can_be_written(&self, leave_out: bool) -> bool {
        !self.buildings.is_empty() && (leave_out || self.to_correct() == 0)
    }

    /// The buildings we have that it speaks of.
    pub(super) fn touched(&self) -> Vec<BuildingId> {
        let known = |p: &Proposed| match &p.standing {
            Standing::Known { building, .. } => Some(building.id),
            Standing::New => None,
        };
        self.buildings.iter().filter_map(known).collect()
    }
}

/// Understands a list for an organisation.
pub(super) async fn plan<C: ConnectionTrait>(
    app: &App,
    c: &C,
    tenant: OrganisationId,
    list: List,
) -> Result<Plan, StoreError> {
    let filter = BuildingFilter { tenant: Some(tenant), archived: true, ..BuildingFilter::default() };
    let held = buildings::list(c, &filter, &Paging::first(Paging::MOST)).await?.items;
    let mut held: Vec<BuildingRow> = held.into_iter().map(|(_, row)| row).collect();
    // Of two buildings of one name, one that is in use comes before one that was put away.
    held.sort_by_key(|row| row.building.archived);
    let mut at: BTreeMap<_, BuildingId> = BTreeMap::new();
    for share in allocations::of_organisation(c, tenant).await? {
        at.insert(share.meter, share.building);
    }
    let meters: Vec<(MeterRow, Option<BuildingId>)> = meters::of_organisation(c, tenant)
        .await?
        .into_iter()
        .map(|meter| {
            let building = at.get(&meter.id).copied();
            (meter, building)
        })
        .collect();
    let mut plan = Plan { findings: list.findings.clone(), buildings: Vec::new(), list };
    let mut taken: BTreeSet<BuildingId> = BTreeSet::new();
    for listed in &plan.list.buildings {
        let known = ours(&held, listed).filter(|row| taken.insert(row.id));
        let mut standings = Vec::with_capacity(listed.meters.len());
        for meter in &listed.meters {
            let standing = match found(&meters, meter, known.map(|row| row.id)) {
                None => MeterStanding::New,
                Some((_, building)) if building.is_some() && *building == known.map(|row| row.id) => {
                    MeterStanding::Known
                }
                Some((row, building)) => {
                    let name =
                        held.iter().find(|b| Some(b.id) == *building).map(|b| b.building.name.as_str());
                    let finding = Finding::new(FindingCode::MeterElsewhere).row(meter.row);
                    let finding = finding.with("meter", row.label());
                    plan.findings.push(finding.with("other_value", name.unwrap_or_default()));
                    MeterStanding::Elsewhere
                }
            };
            standings.push(standing);
        }
        let standing = match known {
            None => Standing::New,
            Some(row) => {
                let changes = compare(&with_facts(app, c, row).await?, listed);
                Standing::Known { building: Box::new(row.clone()), changes }
            }
        };
        plan.buildings.push(Proposed { listed: listed.clone(), standing, meters: standings });
    }
    Ok(plan)
}

/// The building that a listed one is: by the code that a code makes, else by its name, the postcode telling two apart.
fn ours<'a>(held: &'a [BuildingRow], listed: &ListedBuilding) -> Option<&'a BuildingRow> {
    let code = listed.code.as_deref().map(code_of);
    if let Some(row) = code.and_then(|code| held.iter().find(|row| row.building.code == code)) {
        return Some(row);
    }
    let name = normalised(&listed.name);
    let mut named = held.iter().filter(|row| normalised(&row.building.name) == name);
    let postcode = listed.address.postcode;
    let there = |row: &&BuildingRow| postcode.is_some() && row.building.address.postcode == postcode;
    named.clone().find(there).or_else(|| named.next())
}

/// The address code that a sender's own code makes.
pub(super) fn code_of(code: &str) -> Code {
    Code::from_name(code, "batiment")
}

/// The meter that a listed one is: by EAN, else by serial number, else what the building has of that name or energy.
fn found<'a>(
    meters: &'a [(MeterRow, Option<BuildingId>)],
    listed: &ListedMeter,
    building: Option<BuildingId>,
) -> Option<&'a (MeterRow, Option<BuildingId>)> {
    let mut same = meters.iter().filter(|(row, _)| row.meter.carrier == listed.carrier);
    if let Some(ean) = &listed.ean {
        return same.find(|(row, _)| row.meter.ean.as_ref() == Some(ean));
    }
    if let Some(serial) = &listed.serial {
        return same.find(|(row, _)| row.meter.serial.as_ref() == Some(serial));
    }
    let mut there = same.filter(|(_, at)| building.is_some() && *at == building);
    match &listed.name {
        Some(name) => there.find(|(row, _)| {
            row.meter.name.as_deref().is_some_and(|held| normalised(held) == normalised(name))
        }),
        None => there.next(),
    }
}

/// A building with what holds of it today.
async fn with_facts<C: ConnectionTrait>(app: &App, c: &C, row: &BuildingRow) -> Result<Held, StoreError> {
    let known = facts::on(c, row.tenant, Subject::Building(row.id), app.clock.today()).await?;
    let value = |code: &str| known.iter().find(|f| f.fact == code).map(|f| f.value.as_str());
    Ok(Held {
        building: row.building.clone(),
        heated_area_m2: value(super::write::HEATED_AREA).and_then(|v| v.parse().ok()),
        service_units: value(super::write::SERVICE_UNITS).and_then(|v| v.parse().ok()),
        built: value(super::write::BUILT).and_then(|v| v.parse().ok()),
    })
}
