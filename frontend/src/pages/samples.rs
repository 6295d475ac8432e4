//! Invented data for the samples of every page: one care home with gas, electricity and oil.

use eclaireur_models::access::{Grant, Role, Subject, Who};
use eclaireur_models::building::{BceNumber, Carrier, Direction, Postcode};
use eclaireur_models::catalog::Cold;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::{Base, Missing, NormalWeather, Origin, Part, Weather, Why};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, Period};
use eclaireur_models::readings::totals::{
    Balance, BalanceMonth, By, CarrierMonths, MissingPart, MonthTotal, ShareFrom, Source, Split, Unmeasured,
    YearTotal,
};
use eclaireur_models::units::{Basis, Energy, Euro};
use rust_decimal::{Decimal, dec};

use super::building::{BuildingHead, MeterLine};
use super::degree_days::MonthCold;
use crate::shell::{Named, Shell, Viewer};
use crate::urls;

/// A day, or the first of 1970 when there is no such day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap_or(Day::ZERO)
}

/// The day of all samples.
pub(super) fn today() -> Day {
    day(2026, 1, 21)
}

pub(super) fn organisation() -> Named {
    Named::new("les-tilleuls", "Les Tilleuls ASBL")
}

pub(super) fn building() -> Named {
    Named::new("residence-du-parc", "Résidence du Parc")
}

pub(super) fn shell(path: impl Into<String>) -> Shell {
    Shell { organisation: Some(organisation()), ..Shell::new(Lang::Fr, path) }
}

pub(super) fn demo_shell(path: impl Into<String>) -> Shell {
    Shell { demo: true, ..shell(path) }
}

/// As it is shown to somebody who may read it and nothing else.
pub(super) fn reader(shell: Shell) -> Shell {
    let grant = Grant { role: Role::Cell, from: Day::MIN, to: None };
    let viewer = Viewer {
        who: Who::Known(vec![grant]),
        subject: Subject::Buildings { organisation: 1, buildings: vec![1], asks_help: true },
        on: today(),
        name: Some("Camille Lambert".to_owned()),
    };
    Shell { viewer, ..shell }
}

/// A winter month that is published, one that is computed, one that is not over.
pub(super) fn cold_months() -> Vec<MonthCold> {
    let month =
        |number: i8, parts: &[(Origin, Certainty, Decimal)], lacks: Option<(Day, Day)>, normal: Decimal| {
            let period = Period { from: day(2026, number, 1), to: day(2026, number + 1, 1) };
            let part = |(origin, certainty, degree_days): &(Origin, Certainty, Decimal)| Part {
                days: period,
                degree_days: *degree_days,
                origin: *origin,
                quality: Quality::Measured,
                certainty: *certainty,
            };
            let missing = lacks.map(|(from, to)| Missing { days: Period { from, to }, why: Why::NotLoaded });
            let base = Base::Equivalent165;
            MonthCold {
                month: Month::of(period.from),
                weather: Weather {
                    period,
                    base,
                    parts: parts.iter().map(part).collect(),
                    missing: missing.into_iter().collect(),
                },
                normal: Some(NormalWeather {
                    name: "1991-2020".to_owned(),
                    base,
                    degree_days: normal,
                    quality: Quality::Measured,
                    certainty: Certainty::Certain,
                }),
            }
        };
    vec![
        month(1, &[(Origin::Months, Certainty::Certain, dec!(375))], None, dec!(396)),
        month(2, &[(Origin::Days, Certainty::Likely, dec!(277.415))], None, dec!(349)),
        month(
            3,
            &[(Origin::Days, Certainty::Certain, dec!(190.2))],
            Some((day(2026, 3, 20), day(2026, 4, 1))),
            dec!(294),
        ),
        month(7, &[(Origin::Days, Certainty::Certain, dec!(2.1))], None, dec!(10)),
    ]
}

pub(super) fn activities() -> Vec<Named> {
    [
        ("care-home", "Maison de repos (MR/MRS)"),
        ("hospital", "Hôpital"),
        ("creche", "Milieu d’accueil"),
        ("school", "École"),
        ("sheltered-workshop", "Entreprise de travail adapté (ETA)"),
        ("handicap-housing", "Hébergement handicap (SRA, SLF)"),
        ("social-service", "Service social"),
        ("culture", "Centre culturel"),
        ("other", "Autre activité"),
    ]
    .map(|(code, name)| Named::new(code, name))
    .to_vec()
}

pub(super) fn bce() -> Option<BceNumber> {
    BceNumber::read("0123456749").ok()
}

pub(super) fn head() -> BuildingHead {
    BuildingHead {
        building: building(),
        organisation: organisation(),
        activity: Some("Maison de repos (MR/MRS)".to_owned()),
        street: Some("Rue des Tilleuls 12".to_owned()),
        postcode: Postcode::read("5100"),
        commune: Some("Namur".to_owned()),
        heated_area_m2: Some((dec!(2450), Quality::Declared)),
        archived: false,
    }
}

pub(super) fn meters() -> Vec<MeterLine> {
    vec![
        MeterLine {
            meter: Named::new("1", "Chaufferie"),
            carrier: Carrier::NaturalGas,
            ean: Some("541448200000000017".to_owned()),
            serial: Some("G-40211".to_owned()),
            last_reading: Some(day(2026, 1, 3)),
            out_since: None,
        },
        MeterLine {
            meter: Named::new("2", "Général"),
            carrier: Carrier::Electricity,
            ean: Some("541448200000000024".to_owned()),
            serial: Some("1SAG1100000292".to_owned()),
            last_reading: Some(day(2025, 12, 31)),
            out_since: None,
        },
        MeterLine {
            meter: Named::new("3", "Citerne annexe"),
            carrier: Carrier::HeatingOil,
            ean: None,
            serial: None,
            last_reading: None,
            out_since: Some(day(2024, 6, 1)),
        },
    ]
}

const GAS: [[i64; 12]; 2] = [
    [61_200, 52_100, 47_300, 33_900, 19_800, 11_200, 9_800, 9_600, 14_300, 30_100, 46_800, 57_900],
    [58_100, 50_400, 41_900, 30_800, 17_100, 10_900, 9_900, 9_400, 15_000, 27_300, 43_200, 53_700],
];
const POWER: [[i64; 12]; 2] = [
    [9_400, 8_700, 8_900, 7_600, 6_900, 6_300, 6_100, 6_000, 6_800, 7_900, 8_800, 9_600],
    [9_100, 8_500, 8_300, 7_100, 6_400, 5_800, 5_700, 5_600, 6_500, 7_600, 8_500, 9_300],
];

fn months(
    carrier: Carrier,
    direction: Direction,
    basis: Basis,
    values: &[[i64; 12]],
    source: Source,
) -> CarrierMonths {
    let mut months = Vec::new();
    for (year, values) in (2024..).zip(values) {
        for (number, value) in (1..).zip(values) {
            let Some(month) = Month::new(year, number) else { continue };
            months.push(MonthTotal {
                month,
                energy: Some(Energy::new(Decimal::from(*value), basis)),
                quality: Quality::Measured,
                missing: Vec::new(),
                filled: Vec::new(),
                sources: [source].into(),
                cost: Some(Euro(Decimal::from(*value) * dec!(0.0893))),
            });
        }
    }
    CarrierMonths { carrier, direction, months, splits: Vec::new(), findings: Vec::new() }
}

/// Two full years of gas, read by index.
pub(super) fn gas() -> CarrierMonths {
    months(Carrier::NaturalGas, Direction::Offtake, Basis::Gross, &GAS, Source::Index)
}

/// The same with an estimated and a modelled month, April and May missing, October incomplete.
pub(super) fn gas_with_holes() -> CarrierMonths {
    let mut gas = gas();
    for total in gas.months.iter_mut().filter(|t| t.month.year() == 2025) {
        let hole =
            |period: Period, slots| MissingPart { meter: "Chaufferie".to_owned(), period, days: 12, slots };
        match total.month.number() {
            2 => total.quality = Quality::Estimated,
            3 => total.quality = Quality::Modelled,
            4 | 5 => {
                total.energy = None;
                total.cost = None;
                total.missing = vec![hole(total.month.period(), 0)];
            }
            10 => {
                let part = Period { from: day(2025, 10, 1), to: day(2025, 10, 13) };
                total.energy = Some(Energy::new(dec!(16_700), Basis::Gross));
                total.cost = None;
                total.missing = vec![hole(part, 0)];
            }
            _ => {}
        }
    }
    gas
}

/// Two years of electricity; two hours of December 2025 were completed.
pub(super) fn power() -> CarrierMonths {
    let mut power = months(Carrier::Electricity, Direction::Offtake, Basis::Net, &POWER, Source::Interval);
    if let Some(december) = power.months.last_mut() {
        let period = Period { from: day(2025, 12, 9), to: day(2025, 12, 10) };
        december.quality = Quality::Filled;
        december.filled = vec![MissingPart { meter: "Général".to_owned(), period, days: 1, slots: 8 }];
    }
    power
}

pub(super) fn injection() -> CarrierMonths {
    let given = [120, 340, 910, 1_480, 1_950, 2_140, 2_080, 1_720, 1_190, 560, 190, 80];
    let mut months =
        months(Carrier::Electricity, Direction::Injection, Basis::Net, &[given, given], Source::Interval);
    months.months.iter_mut().for_each(|m| m.cost = None);
    months
}

/// What the roof made: more than was given.
pub(super) fn production() -> CarrierMonths {
    let made = [310, 720, 1_640, 2_480, 3_050, 3_260, 3_180, 2_720, 1_990, 1_050, 420, 240];
    let mut months =
        months(Carrier::Electricity, Direction::Production, Basis::Net, &[made, made], Source::Index);
    months.months.iter_mut().for_each(|m| m.cost = None);
    months
}

/// The balance of a building that makes electricity; in December the injection is not complete.
pub(super) fn balance() -> Balance {
    let (taken, given, made) = (power(), injection(), production());
    let months = taken.months.iter().zip(&given.months).zip(&made.months).map(|((taken, given), made)| {
        let injection = given.energy.filter(|_| taken.month.number() != 12);
        let own = made.energy.zip(injection).map(|(made, given)| made.kwh() - given.kwh());
        let net = |kwh: Decimal| Energy::new(kwh, Basis::Net);
        BalanceMonth {
            month: taken.month,
            offtake: taken.energy,
            injection,
            production: made.energy,
            own_use: own.map(net),
            used: taken.energy.zip(own).map(|(taken, own)| net(taken.kwh() + own)),
            quality: if taken.month.number() == 2 { Quality::Estimated } else { Quality::Measured },
        }
    });
    Balance { months: months.collect(), unmeasured: None, findings: Vec::new() }
}

/// The same where nobody measures what is made.
pub(super) fn unmeasured() -> Balance {
    let mut balance = balance();
    balance.unmeasured = Some(Unmeasured::Production);
    for month in &mut balance.months {
        (month.production, month.own_use, month.used) = (None, None, None);
    }
    balance
}

/// A yearly bill, divided by degree-days; the first year by days.
pub(super) fn gas_billed() -> CarrierMonths {
    let mut gas = months(Carrier::NaturalGas, Direction::Offtake, Basis::Gross, &GAS, Source::Billed);
    gas.months.iter_mut().for_each(|m| m.quality = Quality::Modelled);
    let split = |from, to, kwh, by| Split {
        meter: "Chaufferie".to_owned(),
        days: Period { from, to },
        kwh,
        source: Source::Billed,
        by,
    };
    let cold = Cold { degree_days: dec!(2_252), certainty: Certainty::Certain, normal: true };
    let by = By::DegreeDays {
        share: dec!(0.66),
        from: ShareFrom::Summer(2023),
        cold,
        station: "Uccle".to_owned(),
        normal: Some("1991-2020".to_owned()),
    };
    gas.splits = vec![
        split(day(2024, 11, 1), day(2025, 1, 1), dec!(104_700), By::Days),
        split(day(2025, 1, 1), day(2026, 1, 1), dec!(367_700), by),
    ];
    gas
}

/// Years of a series, summed as `eclaireur-models` does.
pub(super) fn years(all: &CarrierMonths) -> Vec<YearTotal> {
    [2024, 2025]
        .into_iter()
        .map(|year| {
            let rows = crate::tables::months::YearMonths::new(all, year);
            let sum = rows.sum();
            YearTotal {
                year,
                energy: Some(sum.energy),
                quality: Quality::Measured,
                complete_months: sum.months,
                cost: rows.cost(),
            }
        })
        .collect()
}

/// A year of so many kWh.
pub(super) fn year_total(year: i16, kwh: i64, basis: Basis, complete_months: u32) -> YearTotal {
    YearTotal {
        year,
        energy: Some(Energy::new(Decimal::from(kwh), basis)),
        quality: Quality::Measured,
        complete_months,
        cost: None,
    }
}

pub(super) fn building_path() -> String {
    urls::building(&building().code)
}
