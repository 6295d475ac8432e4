//! Reports to be looked at and tested: a care home with two years of readings, a building of which nothing is known.

use std::collections::BTreeMap;

use eclaireur_models::alerts::{Alert, Money};
use eclaireur_models::assessment::{Assessment, METHOD};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::series::{
    MeterSeen, MonthPoint, MonthSeries, Series, SignaturePoint, SignatureSeries, YearPoint,
};
use eclaireur_models::indicators::{Cited, Explained, Figures, Input, Lack, Measure, Origin, Value, Word};
use eclaireur_models::norms::path::GAP;
use eclaireur_models::norms::{Decided, Requirement};
use eclaireur_models::period::{Day, Month, Period};
use eclaireur_models::units::Basis;
use rust_decimal::{Decimal, dec};

use super::{Head, Kind, Report};

/// Saturday 21 November 2026.
pub const ON: Day = jiff::civil::date(2026, 11, 21);

/// A care home heated with gas.
pub fn care_home(kind: Kind) -> Report {
    let head = Head {
        building: "Résidence des Tilleuls".to_owned(),
        organisation: "Les Tilleuls ASBL".to_owned(),
        address: Some("Rue du Moulin 12, 5000 Namur".to_owned()),
        activity: Some("Maison de repos".to_owned()),
        area_m2: Some(dec!(4200)),
        responsible: Some("Responsable technique".to_owned()),
    };
    Report::new(kind, head, assessed(), None)
}

/// A building somebody has just entered.
pub fn nothing(kind: Kind) -> Report {
    let assessment = Assessment {
        year: None,
        figures: Figures::default(),
        series: Series::default(),
        alerts: Vec::new(),
        requirements: Vec::new(),
        ..assessed()
    };
    let head =
        Head { building: "Crèche".to_owned(), organisation: "Une ASBL".to_owned(), ..Head::default() };
    Report::new(kind, head, assessment, None)
}

/// The care home, with this text wherever people type one.
pub fn saying(kind: Kind, text: &str) -> Report {
    let mut report = care_home(kind);
    let words = || text.to_owned();
    report.head = Head {
        building: words(),
        organisation: words(),
        address: Some(words()),
        activity: Some(words()),
        area_m2: None,
        responsible: Some(words()),
    };
    for meter in &mut report.assessment.series.meters {
        meter.label = words();
    }
    for alert in &mut report.assessment.alerts {
        alert.meter = Some((words(), words()));
        alert.data.insert("meter".into(), words());
    }
    for figure in &mut report.assessment.figures.0 {
        if let eclaireur_models::indicators::Answer::Known(value) = &mut figure.answer {
            for input in &mut value.inputs {
                input.origin = Origin::Fact { fact: "building.heated_area_m2".into(), source: words() };
            }
        }
    }
    report
}

fn cited() -> Cited {
    Cited {
        file: "factors/co2-peb".to_owned(),
        title: "Facteurs de conversion PEB".to_owned(),
        link: Some("https://energie.wallonie.be/".to_owned()),
        checked_on: jiff::civil::date(2026, 11, 1),
    }
}

fn known(
    indicator: &'static str,
    formula: &'static str,
    year: i16,
    value: Decimal,
    unit: Measure,
) -> Explained {
    let energy = Input::new("energy-read", value * dec!(4200), Measure::Kwh, Origin::Readings)
        .of(Carrier::NaturalGas.code())
        .basis(Basis::Gross);
    let area = Origin::Fact { fact: "building.heated_area_m2".into(), source: "plan".to_owned() };
    let area = Input::new("heated-area", dec!(4200), Measure::M2, area).quality(Quality::Declared);
    let value = Value::new(value, unit, formula, vec![energy, area]).citing([cited()]);
    Explained::known(indicator, Period::year(year), value)
}

fn figures() -> Figures {
    let mut all = Vec::new();
    for (year, share) in [(2025, dec!(1)), (2024, dec!(1.064))] {
        all.push(known("final-energy", "final-energy-total", year, dec!(788212.4) * share, Measure::Kwh));
        all.push(known(
            "intensity",
            "intensity-final",
            year,
            dec!(187.669619047619) * share,
            Measure::KwhPerM2,
        ));
        all.push(emissions(year));
        all.push(known("cost", "cost-total", year, dec!(71204.55) * share, Measure::Euro));
    }
    let lacks = [Lack::of("base-year")];
    all.push(Explained::not_yet(GAP, None, lacks));
    Figures(all)
}

/// What the energy of a year emits, by the factors that decisions stand on.
fn emissions(year: i16) -> Explained {
    let grown = Decimal::from(2025 - year) * dec!(9000);
    let taken = |carrier: Carrier, kwh, basis| {
        Input::new("taken", kwh, Measure::Kwh, Origin::Readings).of(carrier.code()).basis(basis)
    };
    let file = || Origin::Catalog { file: "factors/co2-decision".to_owned() };
    let by = |carrier: Carrier, kg| {
        Input::new("co2-factor", kg, Measure::KgCo2PerKwh, file()).of(carrier.code()).basis(Basis::Net)
    };
    let ratio =
        Input::new("net-per-gross", dec!(0.9), Measure::Number, file()).of(Carrier::NaturalGas.code());
    let inputs = vec![
        taken(Carrier::Electricity, dec!(181875) + grown, Basis::Net),
        by(Carrier::Electricity, dec!(0.2)),
        taken(Carrier::NaturalGas, dec!(748800) + grown, Basis::Gross),
        ratio,
        by(Carrier::NaturalGas, dec!(0.2)),
    ];
    let kg = (dec!(181875) + grown) * dec!(0.2) + (dec!(748800) + grown) * dec!(0.9) * dec!(0.2);
    let value = Value::new(kg, Measure::KgCo2, "co2", inputs).citing([cited()]);
    Explained::known("co2", Period::year(year), value).of("co2-decision")
}

fn months(carrier: Carrier, basis: Basis, heat: Decimal, base: Decimal) -> MonthSeries {
    let cold = [
        dec!(1),
        dec!(0.9),
        dec!(0.75),
        dec!(0.5),
        dec!(0.2),
        dec!(0.05),
        dec!(0),
        dec!(0),
        dec!(0.1),
        dec!(0.4),
        dec!(0.7),
        dec!(0.95),
    ];
    let first = Month::new(2024, 1);
    let last = Month::new(2026, 10);
    let all: Vec<Month> = first.zip(last).map(|(a, b)| Month::range(a, b).collect()).unwrap_or_default();
    let point = |month: Month| {
        let cold = usize::try_from(month.number() - 1).ok().and_then(|n| cold.get(n)).copied();
        let value = base + heat * cold.unwrap_or_default();
        let whole = month.first() < jiff::civil::date(2026, 10, 1);
        MonthPoint {
            month,
            value: Some(value),
            normal: Some(value * dec!(1.02)),
            quality: if month.number() == 3 { Quality::Estimated } else { Quality::Measured },
            complete: whole,
            cost: whole.then(|| (value * dec!(0.09)).round_dp(2)),
        }
    };
    MonthSeries { carrier, basis, months: all.into_iter().map(point).collect() }
}

/// A year of months beside the line.
fn periods() -> Vec<SignaturePoint> {
    let cold = [13.1, 11.8, 9.2, 5.9, 2.4, 0.5, 0.1, 0.2, 1.6, 5.2, 9.0, 12.4];
    let months = (1..=12).filter_map(|n| Month::new(2025, n)).zip(cold).enumerate();
    let point = |(n, (month, cold)): (usize, (Month, f64))| SignaturePoint {
        days: month.period(),
        cold,
        kwh: 592.4 + 241.3 * cold + if n == 3 { 900.0 } else { 20.0 },
        outlier: n == 3,
    };
    months.map(point).collect()
}

fn series() -> Series {
    let meter = |id: &str, label: &str, carrier, last| MeterSeen {
        id: id.to_owned(),
        label: label.to_owned(),
        carrier,
        last,
    };
    let year = |carrier, basis, year, value: Decimal| YearPoint {
        carrier,
        year,
        value: Some(value),
        basis,
        normal: Some(value * dec!(1.02)),
        quality: Quality::Estimated,
        complete_months: 12,
        cost: Some(value * dec!(0.09)),
    };
    Series {
        meters: vec![
            meter("1", "Compteur général", Carrier::Electricity, Some(jiff::civil::date(2026, 11, 1))),
            meter("2", "Chaufferie", Carrier::NaturalGas, Some(jiff::civil::date(2026, 10, 12))),
        ],
        months: vec![
            months(Carrier::Electricity, Basis::Net, dec!(2500), dec!(14000)),
            months(Carrier::NaturalGas, Basis::Gross, dec!(96000), dec!(18000)),
        ],
        years: [
            (Carrier::Electricity, Basis::Net, dec!(181875)),
            (Carrier::NaturalGas, Basis::Gross, dec!(748800)),
        ]
        .into_iter()
        .flat_map(|(carrier, basis, last)| {
            let grown = move |y: i16| last + Decimal::from(2025 - y) * dec!(9000);
            [2023, 2024, 2025].map(|y| year(carrier, basis, y, grown(y)))
        })
        .collect(),
        signatures: vec![SignatureSeries {
            carrier: Carrier::NaturalGas,
            base: "16.5-equivalent".into(),
            base_load: 592.4,
            slope: 241.3,
            r_squared: Some(0.962),
            points: periods(),
            band: Vec::new(),
        }],
        ..Series::default()
    }
}

/// What the sentences of the alerts ask for.
fn told() -> BTreeMap<Word, String> {
    let all = [
        ("after", "410"),
        ("before", "160"),
        ("days", "40"),
        ("percent", "36"),
        ("since", "2026-10-12"),
        ("year", "2026"),
    ];
    all.into_iter().map(|(name, value)| (name.into(), value.to_owned())).collect()
}

fn alert(code: &'static str, action: &'static str, euro: Option<Decimal>) -> Alert {
    Alert {
        code: code.into(),
        key: format!("{code}:2"),
        carrier: Some(Carrier::NaturalGas),
        meter: Some(("2".to_owned(), "Chaufferie".to_owned())),
        period: Month::new(2026, 10).map_or_else(|| Month::of(ON).period(), Month::period),
        per_year: Some(dec!(21000)),
        euro_per_year: euro.map(|euro| Money {
            euro,
            lowest: euro * dec!(0.8),
            highest: euro * dec!(1.2),
            certainty: Certainty::Likely,
        }),
        data: told(),
        evidence: "months".into(),
        action: action.into(),
        quality: Quality::Measured,
        inputs: Vec::new(),
    }
}

fn assessed() -> Assessment {
    let requirement = |code: &'static str, met| Requirement {
        code: code.into(),
        met,
        settled_by: None,
        data: [("meters".into(), "2".to_owned()), ("named".into(), "2".to_owned())].into(),
        sources: vec![cited()],
    };
    Assessment {
        method: METHOD,
        catalog: "2026-11-21".to_owned(),
        on: ON,
        year: Some(2025),
        figures: figures(),
        series: series(),
        alerts: vec![
            alert("heating-in-summer", "check-heating-valve", Some(dec!(1900))),
            alert("meter-silent", "read-meter", None),
        ],
        obligations: Vec::new(),
        requirements: vec![
            requirement("points", Decided::Yes),
            requirement("responsible", Decided::No),
            requirement("anomalies-list", Decided::Unknown),
        ],
    }
}
