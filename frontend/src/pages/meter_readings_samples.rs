//! Samples of a meter's readings: one by one, a month by day, a day slot by slot, nothing yet.

use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, Month, day_start};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::{Decimal, dec};

use super::import::{ImportHead, ImportOrigin, ImportState};
use super::meter_readings::{CorrectionLine, CounterLine, DayLine, HeldLine, MeterReadingsPage, Shown};
use super::{Paging, samples};
use crate::shell::Named;
use crate::urls;

fn counters() -> Vec<CounterLine> {
    let channel = |kind, unit| Channel {
        direction: Direction::Offtake,
        register: Register::Total,
        kind,
        unit,
        basis: Basis::Net,
        counts: true,
    };
    vec![
        CounterLine { id: "c1".to_owned(), channel: channel(Kind::Index, Unit::M3) },
        CounterLine { id: "c2".to_owned(), channel: channel(Kind::Interval, Unit::KWh) },
    ]
}

/// Day and night, taken and given back.
fn registers() -> Vec<CounterLine> {
    let ways = [Direction::Offtake, Direction::Injection];
    let of = |direction| [Register::Day, Register::Night].map(|register| (direction, register));
    let line = |(n, (direction, register)): (usize, (Direction, Register))| {
        let (kind, unit, basis) = (Kind::Interval, Unit::KWh, Basis::Net);
        CounterLine {
            id: format!("c{n}"),
            channel: Channel { direction, register, kind, unit, basis, counts: true },
        }
    };
    (1..).zip(ways.into_iter().flat_map(of)).map(line).collect()
}

fn source(id: &str, file: Option<&str>, origin: ImportOrigin) -> ImportHead {
    ImportHead {
        id: id.to_owned(),
        origin,
        file: file.map(str::to_owned),
        bytes: None,
        on: samples::day(2026, 1, 3),
        by: None,
        state: ImportState::Confirmed { on: samples::day(2026, 1, 3) },
    }
}

fn correction() -> ImportHead {
    source("21", None, ImportOrigin::Correction)
}

fn corrected(before: Option<Decimal>, reason: &str) -> CorrectionLine {
    CorrectionLine { on: samples::day(2026, 1, 5), by: None, before, reason: reason.to_owned() }
}

fn index(day: Day, value: Decimal, from: ImportHead) -> HeldLine {
    HeldLine {
        start: day_start(day),
        end: day_start(day),
        resolution_s: None,
        value: Some((value, Quality::Measured)),
        source: Some(from),
        correction: None,
    }
}

fn rows() -> Vec<HeldLine> {
    vec![
        HeldLine {
            correction: Some(corrected(Some(dec!(4821.135)), "une virgule de trop")),
            ..index(samples::day(2026, 1, 3), dec!(48_211.35), correction())
        },
        HeldLine {
            value: None,
            correction: Some(corrected(Some(dec!(1)), "ce n’est pas ce compteur")),
            ..index(samples::day(2025, 12, 1), dec!(0), correction())
        },
        index(samples::day(2025, 11, 3), dec!(47_020), source("18", None, ImportOrigin::Index)),
    ]
}

fn days() -> Shown {
    let month = Month::of(samples::day(2025, 3, 1));
    let day = |day, sum, present, corrected| DayLine {
        day: samples::day(2025, 3, day),
        sum,
        present,
        expected: 96,
        quality: if present < 96 { Quality::Estimated } else { Quality::Measured },
        corrected,
    };
    let days = vec![day(1, dec!(412.5), 96, 0), day(2, dec!(380.25), 92, 1), day(3, dec!(0), 0, 0)];
    Shown::Month { month, previous: None, next: Some(month.next()), days }
}

fn slots() -> Shown {
    let start = day_start(samples::day(2025, 3, 2));
    let slot = |n: i64, value: Option<Decimal>| HeldLine {
        start: start + n * 900,
        end: start + (n + 1) * 900,
        resolution_s: Some(900),
        value: value.map(|v| (v, Quality::Estimated)),
        source: value.map(|_| source("19", Some("export_2025.csv"), ImportOrigin::File)),
        correction: None,
    };
    let taken_back = corrected(Some(dec!(4125)), "pic impossible");
    let filled = corrected(None, "lu sur l’afficheur");
    let slots = vec![
        slot(0, Some(dec!(4.125))),
        HeldLine { source: Some(correction()), correction: Some(taken_back), ..slot(1, None) },
        slot(2, None),
        HeldLine { source: Some(correction()), correction: Some(filled), ..slot(3, Some(dec!(4))) },
    ];
    Shown::Day { day: samples::day(2025, 3, 2), slots, paging: Paging::whole(4) }
}

impl MeterReadingsPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MeterReadingsPage)> {
        let full = MeterReadingsPage {
            shell: samples::shell(urls::meter_readings(&samples::building().code, "7")),
            head: samples::head(),
            meter: Named::new("7", "Chaufferie"),
            carrier: Carrier::NaturalGas,
            counters: counters(),
            chosen: Some("c1".to_owned()),
            both: false,
            shown: Shown::Rows { rows: rows(), paging: Paging { page: 1, pages: 2, total: 53 } },
        };
        let month =
            MeterReadingsPage { chosen: Some("c2".to_owned()), both: true, shown: days(), ..full.clone() };
        let day = MeterReadingsPage { shown: slots(), ..month.clone() };
        let registers =
            MeterReadingsPage { counters: registers(), carrier: Carrier::Electricity, ..month.clone() };
        let nothing =
            MeterReadingsPage { counters: Vec::new(), chosen: None, shown: Shown::Nothing, ..full.clone() };
        vec![("rows", full), ("month", month), ("day", day), ("registers", registers), ("nothing", nothing)]
    }
}
