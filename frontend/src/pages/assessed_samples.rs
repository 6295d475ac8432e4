//! Assessments for the samples of pages: a care home with gas and electricity, and a building of which nothing is known.
//!
//! They are made by the line itself, from invented readings: what pages show of them is what pages show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use eclaireur_models::assessment::{Assessment, assess};
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, LegalForm, Register};
use eclaireur_models::catalog::{Base, Catalog};
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Temperature, Temperatures};
use eclaireur_models::indicators::Site;
use eclaireur_models::period::{Day, Month, day_start};
use eclaireur_models::readings::RowReading;
use eclaireur_models::readings::totals::{
    BilledCost, ChannelReadings, DatedPrice, MeterFacts, MeterReadings,
};
use eclaireur_models::units::{Basis, Euro, Unit, UnitPrice};
use rust_decimal::{Decimal, dec};

use super::assessed::Assessed;
use super::samples;

/// Month by month, kWh PCS and kWh.
const GAS: [i64; 12] =
    [60_300, 51_400, 44_800, 32_100, 18_700, 11_100, 9_800, 9_500, 14_600, 28_900, 45_200, 56_100];
const POWER: [i64; 12] = [9_300, 8_600, 8_500, 7_300, 6_600, 6_000, 5_900, 5_800, 6_600, 7_700, 8_600, 9_400];
/// Of each year against these, in per cent.
const YEARS: [(i16, i64); 3] = [(2023, 106), (2024, 102), (2025, 97)];

static MADE: LazyLock<Vec<(&'static str, Assessment)>> = LazyLock::new(made);

/// A care home that is well read, the same without an area or a price, and nothing.
pub(super) fn full() -> Assessed {
    of("full")
}

/// The same, of which neither its area nor any price is known.
pub(super) fn bare() -> Assessed {
    of("bare")
}

/// Half a year.
pub(super) fn young() -> Assessed {
    of("young")
}

/// Nothing was read.
pub(super) fn nothing() -> Assessed {
    of("nothing")
}

fn of(state: &str) -> Assessed {
    let found = MADE.iter().find(|(name, _)| *name == state);
    let assessment = found.map_or_else(blank, |(_, assessment)| assessment.clone());
    Assessed {
        assessment,
        made_at: day_start(samples::today()) + 29_700,
        stale: false,
        answered: BTreeSet::new(),
    }
}

/// Where the catalogue itself cannot be read.
fn blank() -> Assessment {
    Assessment {
        method: 1,
        catalog: String::new(),
        on: samples::today(),
        year: None,
        figures: eclaireur_models::indicators::Figures::default(),
        series: eclaireur_models::indicators::series::Series::default(),
        alerts: Vec::new(),
        obligations: Vec::new(),
        requirements: Vec::new(),
    }
}

fn made() -> Vec<(&'static str, Assessment)> {
    let Ok(catalog) = Catalog::embedded() else { return Vec::new() };
    let facts = [
        fact("building.heated_area_m2", "2450"),
        fact("building.service_units", "62"),
        fact("building.persons", "95"),
        fact("building.operating_income_eur", "2980000"),
    ];
    let price = |euro| vec![DatedPrice { from: Day::MIN, to: None, incl_vat: UnitPrice(euro) }];
    let prices: BTreeMap<Carrier, Vec<DatedPrice>> =
        [(Carrier::NaturalGas, price(dec!(0.0893))), (Carrier::Electricity, price(dec!(0.3120)))].into();
    let years = || vec![meter(Carrier::Electricity, 36), meter(Carrier::NaturalGas, 36)];
    let weather = weather();
    let with = |meters: &[MeterReadings], facts: &[DatedFact], prices: &BTreeMap<_, _>| {
        let ids: Vec<String> = (1..=meters.len()).map(|id| id.to_string()).collect();
        let last = vec![samples::day(2025, 12, 31).into(); meters.len()];
        assess(&Site {
            catalog: &catalog,
            on: samples::today(),
            activity: Some("care-home"),
            legal_form: Some(LegalForm::Asbl),
            facts,
            events: &[],
            meters,
            ids: &ids,
            last: &last,
            prices,
            station: "uccle",
            base: Base::Equivalent165,
            temperatures: &weather,
            peers: &[],
        })
    };
    let none = BTreeMap::new();
    vec![
        ("full", with(&years(), &facts, &prices)),
        ("bare", with(&years(), &[], &none)),
        ("young", with(&[meter(Carrier::NaturalGas, 5)], &facts, &none)),
        ("nothing", with(&[], &[], &none)),
    ]
}

/// Mild and cold days around the mean of each month, °C in tenths.
fn weather() -> Temperatures {
    const MEANS: [i32; 12] = [34, 40, 68, 101, 141, 170, 188, 184, 154, 114, 70, 41];
    let mut all = Temperatures::default();
    for (year, _) in YEARS {
        for (number, mean) in (1..).zip(MEANS) {
            let Some(month) = Month::new(year, number) else { continue };
            let mut day = month.first();
            while month.period().contains(day) {
                let tenths = mean + i32::from(day.day() % 7) * 8 - 24 - i32::from(year - 2024) * 3;
                if let Some(mean) = Temperature::from_hundredths(tenths * 10) {
                    all.insert(day, mean, Quality::Measured);
                }
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
    }
    all
}

fn fact(fact: &'static str, value: &str) -> DatedFact {
    DatedFact {
        fact,
        value: value.to_owned(),
        from: None,
        to: None,
        source: "déclaré par la direction".to_owned(),
        quality: Quality::Declared,
    }
}

/// The last so many months up to December 2025, one bill each.
fn meter(carrier: Carrier, months: usize) -> MeterReadings {
    let (label, values, unit, basis) = match carrier {
        Carrier::Electricity => ("Général", POWER, dec!(0.3120), Basis::Net),
        _ => ("Chaufferie", GAS, dec!(0.0893), Basis::Gross),
    };
    let mut rows = Vec::new();
    let mut costs = Vec::new();
    for (year, percent) in YEARS {
        for (number, value) in (1..).zip(values) {
            let Some(month) = Month::new(year, number) else { continue };
            let period = month.period();
            let kwh = value * percent;
            rows.push(RowReading {
                start: day_start(period.from),
                end: day_start(period.to),
                value: kwh,
                scale: 2,
                quality: Quality::Measured,
                import: 1,
            });
            let euro = Euro((Decimal::new(kwh, 2) * unit).round_dp(2));
            costs.push(BilledCost { period, excl_vat: None, incl_vat: Some(euro) });
        }
    }
    let skip = rows.len().saturating_sub(months);
    let channel = Channel {
        direction: Direction::Offtake,
        register: Register::Total,
        kind: Kind::Billed,
        unit: Unit::KWh,
        basis,
        counts: true,
    };
    MeterReadings {
        label: label.to_owned(),
        carrier,
        valid: (None, None),
        shares: Vec::new(),
        conversions: Vec::new(),
        facts: MeterFacts::default(),
        channels: vec![ChannelReadings { channel, months: Vec::new(), rows: rows.split_off(skip) }],
        costs: costs.split_off(skip),
    }
}
