//! What a file would do: whose its series are, what is new in it, what the years become.
//!
//! A row whose readings all lie in the future is *rejected* here, and to be corrected: nothing of it is kept. What only
//! looks into a file (`inspect`) counts it as *accepted*, since it was read; both say the same finding, and in both
//! read = accepted + missing + rejected + ignored (I3). The counts of every page and list are those of the plan.

use std::collections::BTreeMap;

use eclaireur_models::building::{Carrier, Ean, EanProblem, Meter};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::readings::clean::{Context, clean, leave_out, rows_to_correct};
use eclaireur_models::readings::interval::Superseded;
use eclaireur_models::readings::{Parsed, Series, parse};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::effect::{self, Effect};
use super::held;
use super::invoices::{self, PlannedBill};
use super::options::{Choice, Options};
use super::state;
use crate::app::App;
use crate::store::allocations::{self, AllocationRow};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::facts;
use crate::store::meters::{self, MeterRow};
use crate::store::{BuildingId, MeterId, OrganisationId, Paging, StoreError};

/// Whose a series is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A meter we have, with the building it is counted in.
    Known {
        /// The meter.
        meter: Box<MeterRow>,
        /// Its building.
        building: BuildingId,
    },
    /// A meter to be made in this building.
    New {
        /// The building.
        building: BuildingId,
    },
    /// None of ours, and nobody has said where it belongs.
    Which,
    /// Left out by the sender.
    Skipped,
    /// Its unit is not known.
    Unusable,
}

/// What laying the file over what is held would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Readings we did not have.
    pub new: usize,
    /// Readings with another value.
    pub changed: usize,
    /// Readings held already.
    pub identical: usize,
    /// Readings where a better one is kept.
    pub kept: usize,
}

impl Counts {
    pub(super) fn add(&mut self, done: Superseded) {
        self.new += done.new;
        self.changed += done.changed;
        self.identical += done.identical;
        self.kept += done.kept;
    }
}

/// A file understood.
#[derive(Debug)]
pub struct Plan {
    /// What the file says.
    pub parsed: Parsed,
    /// Whose each series is, in the order of `parsed.series`.
    pub targets: Vec<Target>,
    /// What is new in it.
    pub counts: Counts,
    /// What the years become.
    pub effects: Vec<Effect>,
    /// What its invoices cost, and on which meters.
    pub bills: Vec<PlannedBill>,
    /// What is to be said: of the file, then of the meters.
    pub findings: Vec<Finding>,
    /// The organisation's buildings.
    pub buildings: Vec<BuildingRow>,
    /// The organisation's meters, with the buildings they serve.
    pub meters: Vec<(MeterRow, Vec<AllocationRow>)>,
}

impl Plan {
    /// Rows and series with something to correct.
    pub fn to_correct(&self) -> usize {
        self.findings.iter().filter(|f| f.severity() == Severity::Error).count()
    }

    /// Rows to correct; of a file whose faults are not in its rows, how many those are.
    pub(super) fn rows_to_correct(&self) -> usize {
        match rows_to_correct(&self.parsed) {
            0 => state::to_correct(&state::causes(&self.findings)),
            rows => rows,
        }
    }

    /// Whether something can be written: there is a series or a cost with a home, and either nothing is wrong or the
    /// sender takes the good part.
    pub fn can_be_written(&self, accept_partial: bool) -> bool {
        let has_home = self.targets.iter().any(|t| matches!(t, Target::Known { .. } | Target::New { .. }));
        (has_home || !self.bills.is_empty()) && (accept_partial || self.to_correct() == 0)
    }

    /// Every building that writing it would touch: those it makes meters for, all that a known meter serves or served,
    /// and those its bills are of. Sorted, each once.
    pub fn reaches(&self) -> Vec<BuildingId> {
        let mut reached: Vec<BuildingId> = self.bills.iter().map(|bill| bill.building).collect();
        for target in &self.targets {
            match target {
                Target::New { building } => reached.push(*building),
                Target::Known { meter, building } => {
                    reached.push(*building);
                    let held = self.meters.iter().filter(|(held, _)| held.id == meter.id);
                    reached.extend(held.flat_map(|(_, shares)| shares.iter().map(|share| share.building)));
                }
                Target::Which | Target::Skipped | Target::Unusable => {}
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached
    }

    /// Meters that writing it would make and that no code EAN names for sure: those a person looks at.
    pub(super) fn new_meters(&self) -> usize {
        let sure = |series: &Series| series.key.ean.as_ref().is_some_and(|ean| ean.problem().is_none());
        let made = self.parsed.series.iter().zip(&self.targets);
        let made = made.filter(|(series, target)| matches!(target, Target::New { .. }) && !sure(series));
        let mut names: Vec<MeterName> = Vec::new();
        for (series, _) in made {
            let name = MeterName::of(series);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.len()
    }

    /// Series with the building they go to.
    pub fn placed(&self) -> impl Iterator<Item = (&Series, &Target, BuildingId)> {
        self.parsed.series.iter().zip(&self.targets).filter_map(|(series, target)| match target {
            Target::Known { building, .. } | Target::New { building } => Some((series, target, *building)),
            Target::Which | Target::Skipped | Target::Unusable => None,
        })
    }
}

/// Series that name the same meter become one meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MeterName {
    pub(super) ean: Option<Ean>,
    pub(super) serial: Option<String>,
    pub(super) name: Option<String>,
    pub(super) carrier: Carrier,
}

impl MeterName {
    pub(super) fn of(series: &Series) -> MeterName {
        let key = &series.key;
        MeterName {
            ean: key.ean.clone(),
            serial: key.serial.clone(),
            name: key.name.clone(),
            carrier: key.carrier,
        }
    }
}

impl MeterName {
    /// A new meter of this name. One that nothing names is called after its energy: "Gaz naturel".
    pub(super) fn meter(&self, catalog: &Catalog) -> Meter {
        let meter = Meter {
            name: self.name.clone(),
            ean: self.ean.clone(),
            serial: self.serial.clone(),
            carrier: self.carrier,
            valid_from: None,
            valid_to: None,
        };
        named(catalog, meter)
    }
}

/// The meter that a series probably is of, where its EAN cannot be right: one of that energy whose EAN is the same but
/// for one digit.
pub fn near<'a>(meters: &'a [(MeterRow, Vec<AllocationRow>)], series: &Series) -> Option<&'a MeterRow> {
    let written = series.key.ean.as_ref().filter(|ean| ean.problem() == Some(EanProblem::CheckDigit))?;
    let is_near = |ean: &Ean| {
        let pairs = ean.digits().bytes().zip(written.digits().bytes());
        ean.digits().len() == written.digits().len() && pairs.filter(|(a, b)| a != b).count() == 1
    };
    let same =
        |m: &&MeterRow| m.meter.carrier == series.key.carrier && m.meter.ean.as_ref().is_some_and(is_near);
    meters.iter().map(|(meter, _)| meter).find(same)
}

/// The meter, called after its energy when nothing else names it.
pub fn named(catalog: &Catalog, meter: Meter) -> Meter {
    if meter.name.is_some() || meter.ean.is_some() || meter.serial.is_some() {
        return meter;
    }
    Meter { name: catalog.carrier(meter.carrier).map(|card| card.name.fr.clone()), ..meter }
}

/// Understands a file for an organisation.
pub async fn plan<C: ConnectionTrait>(
    app: &App,
    c: &C,
    tenant: OrganisationId,
    mut parsed: Parsed,
    options: &Options,
) -> Result<Plan, StoreError> {
    let filter = BuildingFilter { tenant: Some(tenant), archived: true, ..BuildingFilter::default() };
    let buildings: Vec<BuildingRow> = buildings::list(c, &filter, &Paging::first(Paging::MOST))
        .await?
        .items
        .into_iter()
        .map(|(_, b)| b)
        .collect();
    let shares = allocations::of_organisation(c, tenant).await?;
    let meters: Vec<(MeterRow, Vec<AllocationRow>)> = meters::of_organisation(c, tenant)
        .await?
        .into_iter()
        .map(|m| {
            let own = shares.iter().filter(|a| a.meter == m.id).cloned().collect();
            (m, own)
        })
        .collect();
    let serials = facts::serials(c, tenant).await?;
    let matcher = Matcher { buildings: &buildings, meters: &meters, serials: &serials, options };
    let targets: Vec<Target> = parsed.series.iter().enumerate().map(|(n, s)| matcher.target(n, s)).collect();
    recount(&mut parsed, &targets);
    let now = app.clock.now();
    let held = held::of_series(c, tenant, &parsed, &targets, &meters).await?;
    clean(&mut parsed, &Context { now, held: &held });
    // What lies in the future was said; nobody has measured it, and it is not kept.
    leave_out(&mut parsed, now);
    let mut findings = parsed.findings.clone();
    findings.extend(matcher.findings(&parsed, &targets));
    let (counts, effects, bills) = (Counts::default(), Vec::new(), Vec::new());
    let mut plan = Plan { parsed, targets, counts, effects, bills, findings, buildings, meters };
    effect::compute(app, c, tenant, &mut plan, options.force).await?;
    invoices::place(c, tenant, &mut plan, options).await?;
    if plan.counts.kept > 0 {
        plan.findings.push(Finding::new(Code::BetterValueKept).with("count", plan.counts.kept));
    }
    Ok(plan)
}

/// Where the sender leaves out the series of a meter that count, what is left in counts instead.
fn recount(parsed: &mut Parsed, targets: &[Target]) {
    let is_in = |n: usize| matches!(targets.get(n), Some(Target::Known { .. } | Target::New { .. }));
    let whose = |series: &Series| (MeterName::of(series), series.key.direction);
    let left_out = parsed.series.iter().zip(targets).filter(|(s, t)| s.counts && **t == Target::Skipped);
    for meter in left_out.map(|(series, _)| whose(series)).collect::<Vec<_>>() {
        let all = std::mem::take(&mut parsed.series).into_iter().enumerate();
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|(n, s)| is_in(*n) && whose(s) == meter);
        let (places, mut own): (Vec<usize>, Vec<Series>) = own.into_iter().unzip();
        if own.iter().all(|series| !series.counts) {
            parse::recount(&mut own);
        }
        let mut all: Vec<(usize, Series)> = places.into_iter().zip(own).chain(others).collect();
        all.sort_by_key(|(n, _)| *n);
        parsed.series = all.into_iter().map(|(_, series)| series).collect();
    }
}

struct Matcher<'a> {
    buildings: &'a [BuildingRow],
    meters: &'a [(MeterRow, Vec<AllocationRow>)],
    /// Those that stood on each meter before or after a replacement.
    serials: &'a BTreeMap<MeterId, Vec<String>>,
    options: &'a Options,
}

impl Matcher<'_> {
    fn target(&self, n: usize, series: &Series) -> Target {
        if series.key.unit.is_none() {
            return Target::Unusable;
        }
        match self.options.choices.get(&n) {
            Some(Choice::Skip) => return Target::Skipped,
            Some(Choice::Meter(id)) => {
                if let Some(target) = self.known(|m| m.id == *id) {
                    return target;
                }
            }
            Some(Choice::New(building)) if self.buildings.iter().any(|b| b.id == *building) => {
                return Target::New { building: *building };
            }
            Some(Choice::New(_)) | None => {}
        }
        if let Some(id) = self.options.meter {
            return self.known(|m| m.id == id).unwrap_or(Target::Which);
        }
        if let Some(target) = self.by_name(series) {
            return target;
        }
        // A digit was mistyped, perhaps: a person says so, or says that it is another meter.
        if near(self.meters, series).is_some() {
            return Target::Which;
        }
        self.unknown(series)
    }

    fn known(&self, is: impl Fn(&MeterRow) -> bool) -> Option<Target> {
        let (meter, allocations) = self.meters.iter().find(|(m, _)| is(m))?;
        let building = allocations.last().map(|a| a.building)?;
        Some(Target::Known { meter: Box::new(meter.clone()), building })
    }

    /// By EAN, else by serial number, else by the name people gave it.
    fn by_name(&self, series: &Series) -> Option<Target> {
        let key = &series.key;
        if let Some(ean) = &key.ean {
            return self.known(|m| m.meter.ean.as_ref() == Some(ean) && m.meter.carrier == key.carrier);
        }
        if let Some(serial) = &key.serial {
            let stood = |m: &MeterRow| self.serials.get(&m.id).is_some_and(|known| known.contains(serial));
            let is = |m: &MeterRow| m.meter.serial.as_ref() == Some(serial) || stood(m);
            return self.known(|m| is(m) && m.meter.carrier == key.carrier);
        }
        let name = key.name.as_ref()?;
        let same = |other: &str| normalised(other) == normalised(name);
        self.known(|m| m.meter.carrier == key.carrier && m.meter.name.as_deref().is_some_and(same))
    }

    /// A series of a meter we do not have. One meter of that energy in the building the file is about: that one.
    /// A supply point with a number: a new meter there, when the sender lets us. Otherwise: which?
    fn unknown(&self, series: &Series) -> Target {
        let active: Vec<&BuildingRow> = self.buildings.iter().filter(|b| !b.building.archived).collect();
        let only = match active.as_slice() {
            [one] => Some(one.id),
            _ => None,
        };
        let Some(building) = self.options.building.or(only) else { return Target::Which };
        let numbered = series.key.ean.is_some() || series.key.serial.is_some();
        let same: Vec<&MeterRow> = self
            .meters
            .iter()
            .filter(|(m, a)| {
                m.meter.carrier == series.key.carrier && a.iter().any(|a| a.building == building)
            })
            .map(|(m, _)| m)
            .collect();
        match same.as_slice() {
            [meter] if !numbered && series.key.name.is_none() => {
                Target::Known { meter: Box::new((*meter).clone()), building }
            }
            _ if self.options.create_meters => Target::New { building },
            _ => Target::Which,
        }
    }

    /// One finding per meter that is not ours.
    fn findings(&self, parsed: &Parsed, targets: &[Target]) -> Vec<Finding> {
        let mut said: Vec<MeterName> = Vec::new();
        let mut findings = Vec::new();
        for (series, _) in parsed.series.iter().zip(targets).filter(|(_, t)| **t == Target::Which) {
            let name = MeterName::of(series);
            if said.contains(&name) {
                continue;
            }
            let code = if name.ean.is_some() || name.serial.is_some() {
                Code::UnknownMeter
            } else {
                Code::MeterNotNamed
            };
            let text = name
                .ean
                .as_ref()
                .map(ToString::to_string)
                .or_else(|| name.serial.clone())
                .or_else(|| name.name.clone());
            let finding = Finding::new(code).with("carrier", name.carrier.code());
            let finding = match near(self.meters, series) {
                Some(meter) => finding.with("near", meter.label()),
                None => finding,
            };
            findings.push(match text {
                Some(text) => finding.with("meter", &text).value(text),
                None => finding,
            });
            said.push(name);
        }
        findings
    }
}

fn normalised(name: &str) -> String {
    eclaireur_models::lang::normalised(name)
}
