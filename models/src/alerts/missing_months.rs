//! A reminder: months of the last two years are missing between others that are there.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Alert;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::{Month, Period};

/// How far back a missing month is asked for: figures compare two years. Ours.
const MONTHS_BACK: i32 = 24;

/// The holes of each carrier.
pub fn find(work: &Work<'_>, _: &Figures) -> Vec<Alert> {
    work.carriers.iter().filter_map(|c| one(work, c)).collect()
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let months = &carrier.months.as_ref()?.months;
    // What is before the first whole month has not begun, what is after the last one has not been read yet.
    let first = months.iter().find(|m| m.is_complete())?.month;
    let last = months.iter().rfind(|m| m.is_complete())?.month;
    let back = Month::of(work.site.on).index() - MONTHS_BACK;
    let holes: Vec<_> = months
        .iter()
        .filter(|m| first < m.month && m.month < last && m.month.index() >= back && !m.is_complete())
        .collect();
    let (begins, ends) = (holes.first()?.month, holes.last()?.month);
    let meters: BTreeSet<&str> =
        holes.iter().flat_map(|m| &m.missing).map(|part| part.meter.as_str()).collect();
    let period = Period::new(begins.first(), ends.next().first())?;
    let mut alert = Alert::new("missing-months", carrier.carrier, begins, period)
        .shown("quality", "add-readings")
        .number("count", Decimal::from(holes.len()), 0)
        .with("month", begins);
    // One meter alone is named.
    if let (Some(label), 1) = (meters.first(), meters.len()) {
        let mut known = work.site.meters.iter().zip(work.site.ids);
        if let Some((_, id)) = known.find(|(m, _)| m.label == *label && m.carrier == carrier.carrier) {
            alert.meter = Some((id.clone(), (*label).to_owned()));
        }
    }
    Some(alert)
}
