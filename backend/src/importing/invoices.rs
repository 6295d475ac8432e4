//! What the invoices of a file cost, and on which meters that is kept.
//!
//! One meter takes the whole cost. Several meters take what the lines that name them cost; what no line gives to one of
//! them is said and kept nowhere: no split is invented. Cost in another currency than the euro is not kept. Does *not*
//! place readings: that is the plan's.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Ean};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::normalised;
use eclaireur_models::period::Period;
use eclaireur_models::readings::bill::{Cost, Invoice, InvoiceKind};
use eclaireur_models::readings::totals::Conversion;
use eclaireur_models::readings::{Parsed, Series};
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::options::Options;
use super::plan::{Plan, Target};
use crate::store::bills::{self, Bill, BillKind};
use crate::store::{BuildingId, MeterId, OrganisationId, StoreError};

/// Whose a cost is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    /// The meter that this series goes to, by position in the file.
    Series(usize),
    /// A meter we have, of which the file brings no readings.
    Meter(MeterId),
}

/// The cost of an invoice, or of a part of it, as confirming keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedBill {
    /// Which invoice of the file.
    pub invoice: usize,
    /// Whose it is.
    pub payer: Payer,
    /// The building it is counted in.
    pub building: BuildingId,
    /// Which days.
    pub period: Period,
    /// How much.
    pub cost: Cost,
}

impl PlannedBill {
    /// As it is stored for this meter.
    pub(super) fn bill(&self, invoice: &Invoice, meter: MeterId) -> Bill {
        Bill {
            meter,
            kind: match invoice.kind {
                InvoiceKind::Invoice => BillKind::Regularisation,
                InvoiceKind::Advance => BillKind::Acompte,
                InvoiceKind::CreditNote => BillKind::CreditNote,
            },
            period: self.period,
            cost_excl: self.cost.excl_vat.map(Euro),
            cost_incl: self.cost.incl_vat.map(Euro),
            attachment: None,
            number: invoice.number.clone(),
            supplier: invoice.supplier.clone(),
        }
    }
}

/// A meter that a part of the file goes to.
#[derive(Debug, Clone)]
struct Home {
    payer: Payer,
    building: BuildingId,
    ean: Option<Ean>,
}

/// Fills in the bills of a plan, and says what of the cost has no place.
pub(super) async fn place<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    plan: &mut Plan,
    options: &Options,
) -> Result<(), StoreError> {
    let homes = homes(plan);
    let (mut placed, mut findings) = (Vec::new(), Vec::new());
    for (n, invoice) in plan.parsed.invoices.iter().enumerate() {
        if let Some(number) = &invoice.number {
            findings.extend(held(c, tenant, number, invoice).await?);
        }
        match costs(plan, invoice, &homes, options) {
            Ok((costs, unplaced)) => {
                let bill = |(home, cost): (Home, Cost)| {
                    let (payer, building) = (home.payer, home.building);
                    Some(PlannedBill { invoice: n, payer, building, period: invoice.period?, cost })
                };
                placed.extend(costs.into_iter().filter_map(bill));
                findings.extend(unplaced);
            }
            Err(why) => findings.extend(why),
        }
    }
    plan.bills = placed;
    plan.findings.extend(findings);
    Ok(())
}

/// The meters that the series of the file go to, each once.
fn homes(plan: &Plan) -> Vec<Home> {
    let mut seen = BTreeSet::new();
    let mut homes = Vec::new();
    for (n, (series, target)) in plan.parsed.series.iter().zip(&plan.targets).enumerate() {
        let key = &series.key;
        let (whose, building) = match target {
            Target::Known { meter, building } => ((Some(meter.id), None), *building),
            Target::New { building } => {
                ((None, Some((&key.ean, &key.serial, &key.name, key.carrier))), *building)
            }
            Target::Which | Target::Skipped | Target::Unusable => continue,
        };
        if seen.insert(whose) {
            homes.push(Home { payer: Payer::Series(n), building, ean: key.ean.clone() });
        }
    }
    homes
}

/// Costs with their meters, and what is to be said of the rest.
type Costs = (Vec<(Home, Cost)>, Option<Finding>);

/// Which meter takes which cost; `Err` when none does, with what is to be said of it.
fn costs(
    plan: &Plan,
    invoice: &Invoice,
    homes: &[Home],
    options: &Options,
) -> Result<Costs, Option<Finding>> {
    let cost = invoice.cost();
    let nowhere = |why: &str| Finding::new(Code::CostNotAttributed).with("why", why);
    // In another currency: the reader has said so.
    if !invoice.currency.is_empty() && invoice.currency != "EUR" || cost == Cost::default() {
        return Err(None);
    }
    if plan.parsed.series.is_empty() && invoice.points.is_empty() && options.meter.is_none() {
        return Err(None);
    }
    if invoice.period.is_none() {
        return Err(Some(nowhere("period")));
    }
    let brought: BTreeSet<&Ean> = homes.iter().filter_map(|home| home.ean.as_ref()).collect();
    let known: Vec<Home> = match options.meter {
        Some(id) if homes.is_empty() => known(plan, |meter, _| meter == id).into_iter().collect(),
        Some(_) => Vec::new(),
        None => {
            let points = invoice.points.iter().filter(|point| !brought.contains(point));
            points.filter_map(|point| known(plan, |_, ean| ean == Some(point))).collect()
        }
    };
    // The only series of an invoice for one point is that point's, whatever name its meter goes by.
    let one = homes.len() == 1 && invoice.points.len() < 2;
    let all: Vec<Home> = homes.iter().cloned().chain(if one { Vec::new() } else { known }).collect();
    let whole = (invoice.points.len() < 2 || options.meter.is_some()) && !leaves_out(plan);
    match all.as_slice() {
        // Somebody must first say which meter it is: that question is asked elsewhere.
        [] if plan.targets.contains(&Target::Which) => Err(None),
        [] => Err(Some(match invoice.points.first() {
            Some(point) => nowhere("no-meter").value(point.digits()),
            None => nowhere("no-meter"),
        })),
        [one] if whole => Ok((vec![(one.clone(), cost)], None)),
        several => by_lines(invoice, several).ok_or_else(|| Some(nowhere("several-meters"))),
    }
}

/// Whether readings of a meter of the file go nowhere: then not all of the cost is the others'.
fn leaves_out(plan: &Plan) -> bool {
    let meter = |series: &Series| (series.key.ean.clone(), series.key.carrier);
    let (placed, left): (Vec<_>, Vec<_>) = plan
        .parsed
        .series
        .iter()
        .zip(&plan.targets)
        .partition(|(_, target)| matches!(target, Target::Known { .. } | Target::New { .. }));
    let placed: BTreeSet<_> = placed.into_iter().map(|(series, _)| meter(series)).collect();
    left.into_iter().any(|(series, _)| !placed.contains(&meter(series)))
}

fn known(plan: &Plan, is: impl Fn(MeterId, Option<&Ean>) -> bool) -> Option<Home> {
    let (meter, shares) = plan.meters.iter().find(|(m, _)| is(m.id, m.meter.ean.as_ref()))?;
    let building = shares.last()?.building;
    Some(Home { payer: Payer::Meter(meter.id), building, ean: meter.meter.ean.clone() })
}

/// What the lines that name each meter cost; `None` when no line names any.
fn by_lines(invoice: &Invoice, homes: &[Home]) -> Option<Costs> {
    let mut by_point = invoice.cost_by_point();
    let costs: Vec<(Home, Cost)> =
        homes.iter().filter_map(|home| Some((home.clone(), by_point.remove(home.ean.as_ref()?)?))).collect();
    if costs.is_empty() {
        return None;
    }
    let placed: Option<Decimal> = costs.iter().map(|(_, cost)| cost.excl_vat).sum();
    let rest = invoice.cost().excl_vat.zip(placed).map(|(all, placed)| all - placed);
    let unplaced = rest.filter(|rest| !rest.is_zero()).map(|rest| {
        Finding::new(Code::CostNotAttributed).with("why", "part").with("amount", rest.normalize())
    });
    Some((costs, unplaced))
}

/// The same number from the same sender, in another file.
async fn held<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    number: &str,
    invoice: &Invoice,
) -> Result<Option<Finding>, StoreError> {
    let sender = invoice.supplier.as_deref().map(normalised);
    let rows = bills::with_number(c, tenant, number).await?;
    let same = rows.iter().any(|row| row.bill.supplier.as_deref().map(normalised) == sender);
    Ok(same.then(|| {
        let finding = Finding::new(Code::InvoiceNumberHeld).value(number).with("number", number);
        match &invoice.supplier {
            Some(supplier) => finding.with("supplier", supplier),
            None => finding,
        }
    }))
}

/// Coefficients that are kept of one file, at most: a bill has one, or one a month.
const MOST_COEFFICIENTS: usize = 60;

/// How many kWh a cubic metre of this series holds, on the days of the lines that say so.
fn coefficients(parsed: &Parsed, series: &Series) -> Vec<(Period, Decimal)> {
    if series.key.carrier != Carrier::NaturalGas {
        return Vec::new();
    }
    let lines = parsed.invoices.iter().flat_map(|i| i.lines.iter().map(move |line| (i.period, line)));
    let said: BTreeMap<Period, Decimal> = lines
        .filter(|(_, line)| line.point.is_none() || line.point == series.key.ean)
        .filter_map(|(whole, line)| Some((line.period.or(whole)?, line.kwh_per_m3?)))
        .collect();
    said.into_iter().take(MOST_COEFFICIENTS).collect()
}

/// The file's own coefficients for a series, as months are computed with them.
pub(super) fn conversions(parsed: &Parsed, series: &Series) -> Vec<Conversion> {
    let said = coefficients(parsed, series).into_iter();
    said.map(|(days, kwh_per_m3)| Conversion { from: Some(days.from), to: Some(days.to), kwh_per_m3 })
        .collect()
}

/// The same, as they are kept with the meter.
pub(super) fn conversion_facts(parsed: &Parsed, series: &Series) -> Vec<DatedFact> {
    let said = coefficients(parsed, series).into_iter();
    said.filter_map(|(days, kwh_per_m3)| conversion_fact(kwh_per_m3, days)).collect()
}

/// A bill's conversion coefficient over its days.
pub(super) fn conversion_fact(kwh_per_m3: Decimal, days: Period) -> Option<DatedFact> {
    Some(DatedFact {
        fact: fact("meter.gas_kwh_per_m3")?.code,
        value: kwh_per_m3.normalize().to_string(),
        from: Some(days.from),
        to: Some(days.to),
        source: "bill".to_owned(),
        quality: Quality::Measured,
    })
}
