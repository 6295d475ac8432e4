//! What meters of the sector read, as imports: a table of months with its kept file, a bill a year, blocks of quarter-hours.
//!
//! Quarter-hours come without a file, as from a program that sends them: the file of a year would take more room than its
//! readings.

use std::fmt::Write as _;

use anyhow::Result;
use eclaireur_frontend::forms::{BillKind, BillRegister};
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::portfolio::simulated::{Bill, Metered, Months, Organisation, Told};
use eclaireur_models::readings::totals::MeterFacts;
use eclaireur_models::readings::{MonthSlots, RowCounts, RowReading};
use eclaireur_models::units::{Basis, Euro, Unit};
use rust_decimal::Decimal;

use crate::demo::meters::input;
use crate::importing::{Options, bill};
use crate::store::BuildingId;
use crate::store::bulk::{Brought, Bulk};
use crate::store::imports::{NewFile, NewImport};
use crate::store::meters::MeterRow;

/// What comes of a meter, packed where it is a file.
#[derive(Debug)]
pub(super) enum Sent {
    /// A table of months.
    File(Box<NewFile>),
    /// Bills stand as they are.
    Nothing,
    /// Months of quarter-hours.
    Slots(Vec<MonthSlots>),
}

/// Packs the files of an organisation, building by building.
pub(super) fn pack(whose: &Organisation) -> Result<Vec<Vec<Sent>>> {
    let one = |(building, metered): (&str, &Metered)| match &metered.told {
        Told::Months(months) => {
            let name = format!("{building} {}.csv", metered.name);
            let text = table(building, metered, months);
            Ok(Sent::File(Box::new(NewFile::pack(name, "text/csv", text.as_bytes())?)))
        }
        Told::Bills(_) => Ok(Sent::Nothing),
        Told::Quarters(quarters) => {
            Ok(Sent::Slots(quarters.months().filter_map(|month| quarters.month(month)).collect()))
        }
    };
    let of = |building: &eclaireur_models::portfolio::simulated::Building| {
        building.meters.iter().map(|metered| one((&building.name, metered))).collect()
    };
    whose.buildings.iter().map(of).collect()
}

/// A table as somebody keeps it, below what it is of: two buildings that used the same have two files. A month that nobody read
/// has no number.
fn table(building: &str, metered: &Metered, months: &Months) -> String {
    let head = match metered.carrier {
        _ if metered.production => "Production (kWh)",
        Carrier::Electricity => "Électricité (kWh)",
        Carrier::NaturalGas => "Gaz naturel (kWh)",
        Carrier::HeatingOil => "Mazout (kWh)",
        Carrier::DistrictHeat => "Chaleur (kWh)",
        Carrier::Water => "Eau (m³)",
        _ => "Pellets (kWh)",
    };
    let mut table = format!("Compteur;{building} · {}\r\nMois;{head}\r\n", metered.name);
    for (month, value) in months {
        let value = value.map_or_else(String::new, |value| value.to_string());
        let _ = write!(table, "{:02}/{};{value}\r\n", month.number(), month.year());
    }
    table
}

/// Puts what a meter read; says how many readings.
pub(super) fn put(
    bulk: &mut Bulk,
    (building, meter): (BuildingId, &MeterRow),
    metered: &Metered,
    sent: Sent,
) -> Result<u64> {
    let options = Options {
        building: Some(building),
        meter: Some(meter.id),
        touched: vec![building],
        to_correct: Some(0),
        ..Options::default()
    };
    match (&metered.told, sent) {
        (Told::Months(months), Sent::File(file)) => {
            let rows: Vec<RowReading> = months.iter().filter_map(row).collect();
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let (read, accepted) = (count(months.len()), count(rows.len()));
            let span = months.first().zip(months.last());
            let period =
                span.and_then(|((first, _), (last, _))| Period::new(first.first(), last.next().first()));
            let new = NewImport {
                format: Some("plain-table".to_owned()),
                encoding: Some("utf-8".to_owned()),
                rows: RowCounts { read, accepted, missing: read - accepted, ..RowCounts::default() },
                options: serde_json::to_value(Options { period, ..options })?,
                ..NewImport::default()
            };
            let channel = channel(metered);
            let brought = Brought { channel: &channel, months: &[], rows: &rows };
            bulk.file(meter.id, &file, &new, &[brought])?;
            Ok(u64::from(accepted))
        }
        (Told::Quarters(_), Sent::Slots(months)) => {
            let count: usize = months.iter().map(MonthSlots::filled).sum();
            let accepted = u32::try_from(count)?;
            let span = months.first().zip(months.last());
            let period =
                span.and_then(|(first, last)| Period::new(first.month.first(), last.month.next().first()));
            let new = NewImport {
                format: Some("eclaireur-readings".to_owned()),
                rows: RowCounts { read: accepted, accepted, ..RowCounts::default() },
                options: serde_json::to_value(Options { period, ..options })?,
                ..NewImport::default()
            };
            let channel = channel(metered);
            let brought = Brought { channel: &channel, months: &months, rows: &[] };
            bulk.typed(meter.id, &new, &[brought], None)?;
            Ok(u64::from(accepted))
        }
        (Told::Bills(bills), _) => {
            for one in bills {
                billed(bulk, (building, meter), one)?;
            }
            Ok(u64::try_from(bills.len())?)
        }
        _ => Ok(0),
    }
}

/// The channel that the parsers give such a series.
fn channel(metered: &Metered) -> Channel {
    let water = metered.carrier == Carrier::Water;
    Channel {
        direction: if metered.production { Direction::Production } else { Direction::Offtake },
        register: Register::Total,
        kind: Kind::Interval,
        unit: if water { Unit::M3 } else { Unit::KWh },
        basis: if metered.carrier == Carrier::NaturalGas { Basis::Gross } else { Basis::Net },
        counts: true,
    }
}

fn row((month, value): &(Month, Option<i64>)) -> Option<RowReading> {
    let (start, end) = (month.start(), month.next().start());
    Some(RowReading { start, end, value: (*value)?, scale: 0, quality: Quality::Measured, import: 0 })
}

/// A bill of a year, as its form keeps it.
fn billed(bulk: &mut Bulk, (building, meter): (BuildingId, &MeterRow), one: &Bill) -> Result<()> {
    let unit = if meter.meter.carrier == Carrier::Water { Unit::M3 } else { Unit::KWh };
    let mut told = input(meter, BillKind::Settlement, one.period, unit);
    told.registers = vec![BillRegister {
        direction: Direction::Offtake,
        register: Register::Total,
        index: None,
        quantity: Some(Decimal::from(one.quantity)),
    }];
    told.estimated = one.estimated;
    told.incl_vat = Some(Euro(one.incl_vat));
    told.excl_vat = Some(Euro(one.excl_vat));
    let entry = bill::entry(meter.meter.carrier, meter.id, building, &told, &MeterFacts::default());
    let brought: Vec<Brought<'_>> =
        entry.readings.iter().map(|(channel, rows)| Brought { channel, months: &[], rows }).collect();
    bulk.typed(meter.id, &entry.import(&entry.options), &brought, entry.bill.as_ref())?;
    Ok(())
}
