//! Data for charts: a care home with gas, electricity and panels, small enough to be read. Tests, the example that
//! draws every chart, and the bench use the same.
#![allow(dead_code, reason = "each of its users takes a part")]

use eclaireur_frontend::charts::{
    Abatement, Benchmark, Carpet, Chart, CostWaterfall, Cusum, Ground, Heatmap, LifeCycles, Load,
    LoadDuration, Losses, MeasureWaterfall, Measured, PanelMonths, ParetoFront, Path, PlanFlow, PvBalance,
    QualityCarpet, Ranges, Road, ScenarioBar, ScenarioBars, Signature, Split, StackedMonths, Tornado, Uses,
    WorksYears, YearOnYear,
};
use eclaireur_frontend::reports::audit::AuditReport;
use eclaireur_frontend::reports::audit_samples;
use eclaireur_frontend::sector::{Told, sample};
use eclaireur_models::building::{Carrier, Event, EventKind};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::financing::plan::{Plan, Sights};
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::indicators::series::{
    BalancePoint, BenchmarkStrip, DriftSeries, MonthPoint, MonthSeries, PathSeries, Reference,
    SignaturePoint, SignatureSeries, Waterfall,
};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::portfolio::sector::filter::Filter;
use eclaireur_models::units::Basis;
use jiff::civil::date;
use rust_decimal::{Decimal, dec};

/// Of a usual Belgian year, degree-days of each month.
const COLD: [i64; 12] = [430, 370, 310, 190, 90, 30, 8, 12, 60, 180, 310, 400];

pub fn ground(id: &str) -> Ground<'_> {
    Ground { lang: Lang::Fr, id }
}

fn months(first: i16, count: i32) -> impl Iterator<Item = (i32, Month)> {
    let first = Month::new(first, 1).unwrap().index();
    (0..count).map(move |i| (i, Month::from_index(first + i).unwrap()))
}

fn cold(i: i32, month: Month) -> i64 {
    COLD[usize::try_from(month.number() - 1).unwrap()] + i64::from((i * 37).rem_euclid(61)) - 30
}

/// Gas and electricity of so many months; of the gas, one month is missing and one incomplete.
pub fn series(count: i32) -> Vec<MonthSeries> {
    let gas = months(2023, count).map(|(i, month)| {
        let usual = COLD[usize::try_from(month.number() - 1).unwrap()];
        let value = Decimal::from(9_000 + 95 * cold(i, month));
        MonthPoint {
            month,
            value: (i != 14).then_some(value),
            normal: (i != 14 && i != 20).then(|| Decimal::from(9_000 + 95 * usual)),
            quality: if i == 9 { Quality::Estimated } else { Quality::Measured },
            complete: i != 14 && i != 20,
            cost: Some(value * dec!(0.08)),
        }
    });
    let power = months(2023, count).map(|(i, month)| MonthPoint {
        month,
        value: Some(Decimal::from(11_000 + 60 * (cold(i, month) / 10))),
        normal: None,
        quality: Quality::Measured,
        complete: true,
        cost: None,
    });
    vec![
        MonthSeries { carrier: Carrier::Electricity, basis: Basis::Net, months: power.collect() },
        MonthSeries { carrier: Carrier::NaturalGas, basis: Basis::Net, months: gas.collect() },
    ]
}

pub fn events(words: &str) -> Vec<Event> {
    vec![
        Event { kind: EventKind::Works, from: date(2024, 9, 16), to: None, text: words.to_owned() },
        Event {
            kind: EventKind::Setting,
            from: date(2025, 2, 3),
            to: None,
            text: "Courbe de chauffe baissée d’un cran".to_owned(),
        },
        Event {
            kind: EventKind::Closure,
            from: date(2025, 2, 10),
            to: Some(date(2025, 2, 24)),
            text: String::new(),
        },
    ]
}

pub fn signature() -> SignatureSeries {
    let points = months(2023, 36).map(|(i, month)| {
        let days = month.period();
        let per_day = Decimal::from(cold(i, month)) / Decimal::from(days.days());
        let cold = f64::try_from(per_day).unwrap();
        let outlier = matches!(i, 13 | 24);
        let wander = f64::from((i * 29).rem_euclid(41) - 20) * 4.0;
        SignaturePoint {
            days,
            cold,
            kwh: 300.0 + 92.0 * cold + wander + if outlier { 420.0 } else { 0.0 },
            outlier,
        }
    });
    let band = (0..=32).map(|i| {
        let cold = f64::from(i) / 2.0;
        let half = 130.0 + (cold - 7.0).abs() * 6.0;
        (cold, 300.0 + 92.0 * cold - half, 300.0 + 92.0 * cold + half)
    });
    SignatureSeries {
        carrier: Carrier::NaturalGas,
        base: "16.5-equivalent".into(),
        base_load: 300.0,
        slope: 92.0,
        r_squared: Some(0.97),
        points: points.collect(),
        band: band.collect(),
    }
}

pub fn drift() -> DriftSeries {
    let mut sum = 0.0;
    let points = months(2024, 24).map(|(i, month)| {
        sum += f64::from((i * 29).rem_euclid(41) - 20) * 60.0 + if i > 13 { 2_600.0 } else { 0.0 };
        (month.next().first(), sum)
    });
    let points: Vec<_> = points.collect();
    DriftSeries {
        carrier: Carrier::NaturalGas,
        reference: Period::new(date(2023, 1, 1), date(2024, 1, 1)).unwrap(),
        band: (1..=24).map(|i| 1_900.0 * f64::from(i).sqrt()).collect(),
        points,
    }
}

/// A year of a house that wakes at six; a week of February is missing.
pub fn load(slots: u16) -> Load {
    let mut kw = Vec::new();
    for day in 0..365u16 {
        for slot in 0..slots {
            let hour = f32::from(slot) * 24.0 / f32::from(slots);
            let winter = (f32::from(day) / 365.0 * core::f32::consts::TAU).cos() * 6.0;
            let awake = if (6.0..22.0).contains(&hour) { 14.0 } else { 3.0 };
            let noise = f32::from((day * 31 + slot * 17) % 23) / 4.0;
            let weekend = if day % 7 > 4 { 0.6 } else { 1.0 };
            kw.push((!(40..47).contains(&day)).then_some((8.0 + winter + awake + noise) * weekend));
        }
    }
    Load { first: date(2025, 1, 1), slots: usize::from(slots), kw }
}

pub fn carpet(label: &str) -> Carpet {
    let row = |seed: usize| {
        (0..24)
            .map(|i| match (i * seed) % 17 {
                0 => None,
                1 | 2 => Some(Quality::Estimated),
                3 => Some(Quality::Filled),
                4 => Some(Quality::Modelled),
                _ => Some(Quality::Measured),
            })
            .collect()
    };
    Carpet {
        first: Month::new(2024, 1).unwrap(),
        meters: vec![
            (label.to_owned(), row(3)),
            ("Électricité générale".to_owned(), vec![Some(Quality::Measured); 24]),
            ("Eau de ville".to_owned(), row(7)),
            ("Photovoltaïque".to_owned(), row(11)),
        ],
    }
}

pub fn strip(name: &str) -> BenchmarkStrip {
    let reference = |name: &str, low, middle, high, year, n, foreign| Reference {
        code: "reference".into(),
        name: name.to_owned(),
        lowest: low,
        middle,
        highest: high,
        year,
        n,
        foreign,
        certainty: Certainty::Certain,
        basis: "final-raw".into(),
    };
    BenchmarkStrip {
        of: "fuel".into(),
        own: Some(dec!(168)),
        references: vec![
            reference(name, Some(dec!(110)), Some(dec!(152)), Some(dec!(205)), Some(2017), Some(54), false),
            reference(
                "Maisons de repos, Flandre",
                Some(dec!(96)),
                Some(dec!(139)),
                Some(dec!(188)),
                Some(2021),
                Some(231),
                true,
            ),
            reference("Membres de la fédération", None, Some(dec!(161)), None, None, None, false),
        ],
    }
}

pub fn waterfall() -> Waterfall {
    Waterfall {
        before: 2024,
        after: 2025,
        from: dec!(48200.10),
        climate: Some(dec!(-1840.55)),
        price: dec!(6120.00),
        volume: dec!(-2310.40),
        to: dec!(50169.15),
        quality: Quality::Measured,
    }
}

pub fn path() -> PathSeries {
    PathSeries {
        base_year: 2019,
        base: dec!(212),
        measured: vec![
            (2019, dec!(212)),
            (2020, dec!(205)),
            (2021, dec!(209)),
            (2022, dec!(190)),
            (2023, dec!(184)),
            (2024, dec!(181)),
            (2025, dec!(176)),
        ],
        wanted: (2019..=2040).map(|y| (y, dec!(212) - Decimal::from(y - 2019) * dec!(6.2857))).collect(),
        trend: (2025..=2040).map(|y| (y, dec!(176) - Decimal::from(y - 2025) * dec!(3.1))).collect(),
        target: dec!(80),
        target_year: 2040,
    }
}

pub fn balance() -> Vec<BalancePoint> {
    const SUN: [i64; 12] = [420, 810, 1510, 2200, 2650, 2790, 2740, 2380, 1760, 1040, 520, 330];
    months(2025, 12)
        .map(|(i, month)| {
            let made = SUN[usize::try_from(i).unwrap()];
            let own = (made * 6 / 10).min(1_500);
            let known = i != 4;
            BalancePoint {
                month,
                production: Some(Decimal::from(made)),
                own_use: known.then(|| Decimal::from(own)),
                injection: known.then(|| Decimal::from(made - own)),
                offtake: Some(Decimal::from(11_000 / 3 - own)),
            }
        })
        .collect()
}

pub const SPLIT: [(Carrier, Decimal); 4] = [
    (Carrier::Electricity, dec!(141200)),
    (Carrier::NaturalGas, dec!(312400)),
    (Carrier::HeatingOil, dec!(24100)),
    (Carrier::Wood, dec!(2100)),
];

/// Everything charts are drawn from, with `words` wherever people write.
pub struct Data {
    series: Vec<MonthSeries>,
    events: Vec<Event>,
    signature: SignatureSeries,
    drift: DriftSeries,
    load: Load,
    duration: Vec<f32>,
    carpet: Carpet,
    strip: BenchmarkStrip,
    waterfall: Waterfall,
    path: PathSeries,
    balance: Vec<BalancePoint>,
    bars: Vec<ScenarioBar>,
    plan: Plan,
    sights: Sights,
    audit: AuditReport,
    sector: Told,
    words: String,
}

/// What each activity would gain: one for sure, one perhaps, one in part, one nothing.
pub fn bars(words: &str) -> Vec<ScenarioBar> {
    [("culture", 61_500, 61_500), ("care homes", 0, 143_500), (words, 20_500, 41_000), ("schools", 0, 0)]
        .map(|(name, low, high)| ScenarioBar { name: name.to_owned(), low: low.into(), high: high.into() })
        .into()
}

/// Panels of 210 000 €, mostly lent, over twenty years, with one source that may be changed.
pub fn plan(loan: &str) -> (Plan, Sights) {
    let text = format!(
        r#"
on = 2026-11-21
[organisation]
vat_recovery = "full"
[building]
tenure = "owner"
[plan]
horizon_years = 20
discount_rate = 0.03
vat_rate = 0.21
price_growth = 0.02
own_funds_max = "20000 EUR"
[[work]]
measure = "photovoltaic"
quantity = "250 kWc"
cost_excl_vat = "210000 EUR"
saving_kwh = 120000
saving_quality = "modelled"
price_per_kwh = 0.25
carrier = "electricity"
lifetime_years = 25
maintenance_per_year = "0 EUR"
[[source]]
kind = "own-funds"
amount = "20000 EUR"
[[source]]
kind = "loan"
amount = "{loan}"
rate = 0.02
years = 10
grace_months = 0
amortisation = "annuity"
"#
    );
    let catalog = Catalog::embedded().unwrap();
    let case = Case::read(&text, &catalog).unwrap();
    let said = assess(&case, &catalog, date(2026, 11, 21));
    let sights = Sights::of(&case, &said, &catalog).unwrap();
    (said.plan.unwrap(), sights)
}

/// A sector of some hundred organisations, with these words in its names.
pub fn sector(words: &str) -> Told {
    let mut told = sample::told(sample::FULL, &Filter::default()).unwrap();
    for choice in told.choices.0.values_mut().flatten() {
        choice.label = format!("{} {words}", choice.label);
    }
    for one in &mut told.arrondissements {
        one.name_fr = format!("{} {words}", one.name_fr);
    }
    told
}

impl Data {
    pub fn new(words: &str) -> Data {
        let load = load(24);
        let (plan, sights) = plan("190000 EUR");
        Data {
            plan,
            sights,
            series: series(36),
            events: events(words),
            signature: signature(),
            drift: drift(),
            duration: load.kw.iter().copied().flatten().collect(),
            load,
            carpet: carpet(words),
            strip: strip(words),
            waterfall: waterfall(),
            path: path(),
            balance: balance(),
            bars: bars(words),
            audit: audit_samples::care_home(),
            sector: sector(words),
            words: words.to_owned(),
        }
    }

    /// Every chart, in the order of `charts::ALL`.
    pub fn charts(&self) -> Vec<Box<dyn Chart + '_>> {
        let year = Period::year(2025).unwrap();
        let power = Carrier::Electricity;
        // Words in the id too: they may come from an address.
        let g = Ground { lang: Lang::Fr, id: &self.words };
        let (audit, on) = (&self.audit, self.audit.on);
        let worked = &audit.told.worked;
        let own = worked.voted().unwrap();
        let name = |key: &str| format!("{} {}", audit.told.name(key), self.words);
        let lives = worked.bundles.iter().filter_map(|b| Some((self.named(&b.code), b.life.as_ref()?)));
        let marked = worked.bundles.iter().map(|b| (self.named(&b.code), b.investment, b.saved));
        let timed = own.timed.as_ref().unwrap();
        let ideas = vec![
            (self.named("Isolation"), dec!(2400), dec!(11800)),
            (self.named("Réglages"), dec!(0), dec!(3100)),
        ];
        let sector = |code| self.sector.chart_on(g, code).unwrap();
        vec![
            Box::new(StackedMonths::new(g, &self.series, &self.events).unwrap()),
            Box::new(YearOnYear::new(g, &self.series[1]).unwrap()),
            Box::new(Signature::new(g, &self.signature, Basis::Gross).unwrap()),
            Box::new(Cusum::new(g, &self.drift, Basis::Gross, &self.events).unwrap()),
            Box::new(Heatmap::new(g, power, &self.load).unwrap()),
            Box::new(LoadDuration::new(g, power, year, &self.duration).unwrap()),
            Box::new(QualityCarpet::new(g, &self.carpet).unwrap()),
            Box::new(Benchmark::new(g, &self.strip, "2025").unwrap()),
            Box::new(CostWaterfall::new(g, &self.waterfall).unwrap()),
            Box::new(Path::new(g, &self.path, &self.events).unwrap()),
            Box::new(PvBalance::new(g, &self.balance).unwrap()),
            Box::new(Split::new(g, "2025", &SPLIT).unwrap()),
            Box::new(ScenarioBars::new(g, Measured::Members, date(2026, 11, 21), &self.bars).unwrap()),
            Box::new(PlanFlow::new(g, &self.plan, &self.sights).unwrap()),
            Box::new(Tornado::new(g, &self.plan, &self.sights).unwrap()),
            Box::new(Uses::new(g, on, &worked.today.uses).unwrap()),
            Box::new(Losses::new(g, on, &audit.balance).unwrap()),
            Box::new(MeasureWaterfall::new(g, on, own, &name).unwrap()),
            Box::new(Abatement::new(g, on, &own.tonnes, &name).unwrap()),
            Box::new(LifeCycles::new(g, (on, worked.sight.horizon_years), lives.collect()).unwrap()),
            Box::new(ParetoFront::new(g, on, &worked.front, marked.collect()).unwrap()),
            Box::new(WorksYears::new(g, on, timed, &name).unwrap()),
            Box::new(Road::new(g, on, self.named("Bouquet"), &timed.path, Some((2040, dec!(80)))).unwrap()),
            Box::new(PanelMonths::new(g, on, worked.panels.as_ref().unwrap()).unwrap()),
            Box::new(Ranges::new(g, on, "€/an", ideas).unwrap()),
            sector("strips"),
            sector("multiples"),
            sector("cross"),
            sector("tiles"),
            sector("fan"),
        ]
    }

    fn named(&self, name: &str) -> String {
        format!("{name} {}", self.words)
    }
}
