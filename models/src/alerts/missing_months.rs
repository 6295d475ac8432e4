//! A reminder: months of the last two years are missing between others that are there.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Alert;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::{Month, Period};
use crate::readings::totals::MonthTotal;

/// How far back a missing month is asked for: figures compare two years. Ours.
const MONTHS_BACK: i32 = 24;

/// The holes of each carrier, one reminder for months that follow each other.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    work.carriers.iter().flat_map(|c| runs(work, c)).collect()
}

fn runs(work: &Work<'_>, carrier: &Prepared<'_>) -> Vec<Alert> {
    let months = carrier.months.as_ref().map_or(&[][..], |m| &m.months);
    // What is before the first whole month has not begun, what is after the last one has not been read yet.
    let whole = |m: &MonthTotal| m.is_complete();
    let Some((first, last)) = months.iter().position(whole).zip(months.iter().rposition(whole)) else {
        return Vec::new();
    };
    let back = Month::of(work.site.on).index() - MONTHS_BACK;
    let runs = months.get(first..last).unwrap_or_default().chunk_by(|a, b| whole(a) == whole(b));
    // A run that began before that is told from its beginning, or it would be another each month.
    let asked = |run: &&[MonthTotal]| run.last().is_some_and(|m| !whole(m) && m.month.index() >= back);
    runs.filter(asked).filter_map(|run| one(work, carrier, run)).collect()
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>, holes: &[MonthTotal]) -> Option<Alert> {
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
