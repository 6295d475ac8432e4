//! What a file changes: reading by reading, and year by year for each building.

use std::collections::BTreeMap;

use eclaireur_models::building::{Carrier, Channel, Direction};
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::interval::{self, Superseded};
use eclaireur_models::readings::rows::Rows;
use eclaireur_models::readings::totals::{
    ChannelReadings, Conversion, MeterFacts, MeterReadings, YearTotal, years,
};
use eclaireur_models::readings::{MonthSlots, RowReading, Series};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::invoices;
use super::plan::{Counts, MeterName, Plan, Target};
use crate::app::App;
use crate::store::readings;
use crate::store::{BuildingId, MeterId, OrganisationId, StoreError};

/// A year of a building before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Which building.
    pub building: BuildingId,
    /// Which energy.
    pub carrier: Carrier,
    /// Which year.
    pub year: i16,
    /// Before; `None` when nothing was known.
    pub before: Option<YearTotal>,
    /// After.
    pub after: Option<YearTotal>,
}

/// Whose readings: a meter we have, or the file's own name for a new one.
#[derive(Debug, Clone, PartialEq)]
enum Whose {
    Known(MeterId),
    New(MeterName),
}

/// Fills in counts and effects.
pub async fn compute<C: ConnectionTrait>(
    app: &App,
    c: &C,
    tenant: OrganisationId,
    plan: &mut Plan,
    force: bool,
) -> Result<(), StoreError> {
    let mut touched: BTreeMap<BuildingId, Vec<usize>> = BTreeMap::new();
    for (n, (series, target)) in plan.parsed.series.iter().zip(&plan.targets).enumerate() {
        if let (Target::Known { building, .. } | Target::New { building }, Some(_)) =
            (target, series.channel())
        {
            touched.entry(*building).or_default().push(n);
        }
    }
    let (mut counts, mut effects) = (Counts::default(), Vec::new());
    for (building, members) in touched {
        let members: Vec<(&Series, &Target)> = members
            .into_iter()
            .filter_map(|n| Some((plan.parsed.series.get(n)?, plan.targets.get(n)?)))
            .collect();
        let mut carriers: Vec<Carrier> = members.iter().map(|(series, _)| series.key.carrier).collect();
        carriers.sort_unstable();
        carriers.dedup();
        let catalog = app.catalog();
        let cards: Vec<_> = carriers.iter().filter_map(|c| catalog.carrier(*c)).collect();
        // All of it: which months are complete depends on when each meter begins.
        let held = readings::of_building(c, tenant, building, None).await?;
        let (mut whose, mut readings): (Vec<Whose>, Vec<MeterReadings>) =
            held.into_iter().map(|h| (Whose::Known(h.meter.id), h.readings)).unzip();
        let of = |readings: &[MeterReadings]| -> Vec<Vec<YearTotal>> {
            cards.iter().map(|card| years(readings, Direction::Offtake, card, &[])).collect()
        };
        let before = of(&readings);
        for (series, target) in members {
            let conversions = invoices::conversions(&plan.parsed, series);
            counts.add(lay(&mut whose, &mut readings, series, target, force, conversions));
        }
        for ((card, before), after) in cards.iter().zip(before).zip(of(&readings)) {
            effects.extend(compare(building, card.code, before, after));
        }
    }
    plan.counts = counts;
    plan.effects = effects;
    Ok(())
}

/// The years that differ.
pub(super) fn compare(
    building: BuildingId,
    carrier: Carrier,
    before: Vec<YearTotal>,
    after: Vec<YearTotal>,
) -> Vec<Effect> {
    let mut all: BTreeMap<i16, (Option<YearTotal>, Option<YearTotal>)> = BTreeMap::new();
    for year in before {
        let entry = all.entry(year.year).or_default();
        entry.0 = Some(year);
    }
    for year in after {
        let entry = all.entry(year.year).or_default();
        entry.1 = Some(year);
    }
    let changed = all.into_iter().filter(|(_, (before, after))| before != after);
    changed.map(|(year, (before, after))| Effect { building, carrier, year, before, after }).collect()
}

/// Lays a series over the readings of its meter.
fn lay(
    whose: &mut Vec<Whose>,
    held: &mut Vec<MeterReadings>,
    series: &Series,
    target: &Target,
    force: bool,
    conversions: Vec<Conversion>,
) -> Superseded {
    let Some(channel) = series.channel() else { return Superseded::default() };
    let name = match target {
        Target::Known { meter, .. } => Whose::Known(meter.id),
        _ => Whose::New(MeterName::of(series)),
    };
    let at = whose.iter().position(|w| *w == name).unwrap_or_else(|| {
        whose.push(name);
        held.push(fresh(series));
        held.len() - 1
    });
    let Some(readings) = held.get_mut(at) else { return Superseded::default() };
    readings.conversions.extend(conversions);
    let same = |c: &Channel| {
        (c.direction, c.register, c.kind, c.unit, c.basis)
            == (channel.direction, channel.register, channel.kind, channel.unit, channel.basis)
    };
    if !readings.channels.iter().any(|c| same(&c.channel)) {
        readings.channels.push(ChannelReadings { channel, months: Vec::new(), rows: Vec::new() });
    }
    let Some(into) = readings.channels.iter_mut().find(|c| same(&c.channel)) else {
        return Superseded::default();
    };
    let mut done = Superseded::default();
    match slots(series) {
        Some(months) => lay_months(into, months, force, &mut done),
        None => lay_rows(into, series, force, &mut done),
    }
    done
}

/// The series as month slots, when it is regular.
pub(super) fn slots(series: &Series) -> Option<Vec<MonthSlots>> {
    let resolution = series.resolution_s?;
    interval::fits(&series.points, series.resolution_s)
        .then(|| interval::by_month(&series.points, resolution, series.scale))
}

/// The months from the first to the last slot of a series that is regular, by their numbers.
pub(super) fn months(series: &Series) -> impl Iterator<Item = i32> + use<> {
    let regular = series.resolution_s.is_some() && interval::fits(&series.points, series.resolution_s);
    let month = |start: i64| day_of(start).map(|day| Month::of(day).index());
    let starts = || series.points.iter().map(|p| p.start).filter(|_| regular);
    let first = starts().min().and_then(month);
    first.zip(starts().max().and_then(month)).into_iter().flat_map(|(first, last)| first..=last)
}

/// The series as rows, for what is not regular.
pub(super) fn rows(series: &Series) -> impl Iterator<Item = RowReading> {
    series.points.iter().filter_map(|p| {
        let scale = series.scale;
        Some(RowReading {
            start: p.start,
            end: p.end,
            value: p.value?,
            scale,
            quality: p.quality,
            import: i64::MAX,
        })
    })
}

fn lay_months(into: &mut ChannelReadings, months: Vec<MonthSlots>, force: bool, done: &mut Superseded) {
    for later in months {
        let held: Option<&mut MonthSlots> = into.months.iter_mut().find(|m: &&mut MonthSlots| {
            let month: Month = m.month;
            month == later.month && m.resolution_s == later.resolution_s
        });
        match held.and_then(|held| held.supersede(&later, force)) {
            Some(one) => {
                done.new += one.new;
                done.changed += one.changed;
                done.identical += one.identical;
                done.kept += one.kept;
            }
            None => {
                done.new += later.filled();
                into.months.push(later);
            }
        }
    }
    into.months.sort_by_key(|m| m.month);
}

fn lay_rows(into: &mut ChannelReadings, series: &Series, force: bool, done: &mut Superseded) {
    let mut held: Rows = into.rows.drain(..).collect();
    for row in rows(series) {
        held.lay(row, force, done);
    }
    into.rows = held.into_vec();
}

/// A meter that does not exist yet.
fn fresh(series: &Series) -> MeterReadings {
    MeterReadings {
        label: series.key.name.clone().unwrap_or_default(),
        carrier: series.key.carrier,
        valid: (None, None),
        shares: Vec::new(),
        conversions: Vec::new(),
        facts: MeterFacts::default(),
        channels: Vec::new(),
        costs: Vec::new(),
    }
}
