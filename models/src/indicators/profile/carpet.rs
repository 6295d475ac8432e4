//! How good each day of each meter is: measured, estimated, filled, missing.

use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Direction};
use crate::catalog::Catalog;
use crate::certain::Quality;
use crate::period::Period;
use crate::readings::totals::{MeterReadings, days};

/// What is told of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// All of it, as good as this; a day cut out of a bill is modelled.
    Whole(Quality),
    /// A part of it.
    Part(Quality),
    /// Nothing.
    Missing,
}

/// The days of one meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarpetRow {
    /// What people call the meter.
    pub meter: String,
    /// What it measures.
    pub carrier: Carrier,
    /// Day after day of the carpet's period.
    pub days: Vec<Told>,
}

/// The carpet of quality of a building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityCarpet {
    /// Which days.
    pub period: Period,
    /// One row a meter, in their order.
    pub rows: Vec<CarpetRow>,
}

/// So many days at most: five years and their leap days.
const MOST_DAYS: i64 = 1827;

/// The days of every meter over a period of five years at most; `None` of a longer one or of no meter.
pub fn quality_carpet(meters: &[MeterReadings], catalog: &Catalog, period: Period) -> Option<QualityCarpet> {
    if period.days() > MOST_DAYS {
        return None;
    }
    let row = |meter: &MeterReadings| {
        let card = catalog.carrier(meter.carrier)?;
        let directions = meter.channels.iter().map(|c| c.channel.direction);
        // A meter that counts nothing taken, such as that of panels, is told by what it counts.
        let direction = directions.min_by_key(|d| *d != Direction::Offtake)?;
        let told = days(std::slice::from_ref(meter), direction, card, period);
        let mut cells = vec![Told::Missing; usize::try_from(period.days()).ok()?];
        for (cell, day) in cells.iter_mut().zip(&told) {
            if day.energy.is_some() {
                *cell = if day.complete { Told::Whole(day.quality) } else { Told::Part(day.quality) };
            }
        }
        Some(CarpetRow { meter: meter.label.clone(), carrier: meter.carrier, days: cells })
    };
    let rows: Vec<CarpetRow> = meters.iter().filter_map(row).collect();
    (!rows.is_empty()).then_some(QualityCarpet { period, rows })
}
