//! Three made-up sites, each by every method: daily gas, six bills, one yearly bill. Side by side with quality and bands;
//! printed, and kept as `fixtures/expected/methods.txt`, which `ECLAIREUR_ACCEPT=1` accepts.

use eclaireur_models::baseline::acceptance::judge;
use eclaireur_models::baseline::caltrack;
use eclaireur_models::baseline::original::{Observations, caltrack_readings, caltrack_temperatures};
use eclaireur_models::baseline::signature::cases::cases;
use eclaireur_models::baseline::signature::{Estimate, Per, Signature};
use eclaireur_models::baseline::yearly::{KnownBy, Share, normalise};
use eclaireur_models::building::Kind;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::{Base, Climate, Temperatures};
use eclaireur_models::period::{Day, Period, next_day};
use eclaireur_models::readings::totals::Originals;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use crate::cold::{CATALOG, Chance, as_read, billed, gas, observed, temperatures, uccle, whole};
use crate::folders;
use crate::given::period;

/// What one method says of one site.
#[derive(Default)]
struct Line {
    method: &'static str,
    year: Option<Estimate>,
    normal: Option<Estimate>,
    share: String,
    r_squared: Option<f64>,
    cv_rmse: Option<f64>,
    worth: String,
    says: String,
}

const HEAD: [&str; 8] = [
    "method",
    "the year itself, kWh",
    "normal year, kWh",
    "climate share",
    "R²",
    "CV(RMSE)",
    "worth",
    "says",
];
const WIDTHS: [usize; 8] = [20, 21, 21, 14, 5, 9, 17, 0];

fn row(cells: &[String; 8]) -> String {
    let mut padded = String::new();
    for (cell, width) in cells.iter().zip(WIDTHS) {
        padded += cell;
        padded += &" ".repeat(width.saturating_sub(cell.chars().count()) + 1);
    }
    format!("    {}\n", padded.trim_end())
}

fn give_or_take(estimate: Option<Estimate>) -> String {
    match estimate {
        None => "–".to_owned(),
        Some(Estimate { value, half_width: Some(half) }) => format!("{value:.0} ± {half:.0}"),
        Some(Estimate { value, half_width: None }) => format!("{value:.0} ± ?"),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |v| format!("{v:.2}"))
}

fn share_of(share: Estimate) -> String {
    let (low, high) = share.band().map_or((0.0, 1.0), |(low, high)| (low.max(0.0), high.min(1.0)));
    format!("{:.0}, {:.0}–{:.0} %", share.value * 100.0, low * 100.0, high * 100.0)
}

fn worth(quality: Quality, certainty: Certainty) -> String {
    format!("{}, {}", quality.code(), format!("{certainty:?}").to_lowercase())
}

impl Line {
    fn none(method: &'static str, says: String) -> Line {
        let nothing = || "–".to_owned();
        Line { method, share: nothing(), worth: nothing(), says, ..Line::default() }
    }

    fn write(self) -> String {
        row(&[
            self.method.to_owned(),
            give_or_take(self.year),
            give_or_take(self.normal),
            self.share,
            number(self.r_squared),
            number(self.cv_rmse),
            self.worth,
            self.says,
        ])
    }
}

/// A site as it was read, and its one bill of the year.
struct Site {
    name: &'static str,
    activity: &'static str,
    read: Originals,
    year: Originals,
}

const YEAR: (&str, &str) = ("2025-01-01", "2026-01-01");

/// Days of 2025, each used by the rule: the day, its mean temperature → kWh.
fn days(held: &Temperatures, mut used: impl FnMut(Day, f64) -> f64) -> Vec<(Day, Day, Decimal)> {
    let kwh = |day: Day, used: &mut dyn FnMut(Day, f64) -> f64| {
        whole(used(day, held.mean(day).unwrap().0.celsius().to_f64().unwrap()))
    };
    period(YEAR.0, YEAR.1).iter().map(|day| (day, next_day(day), kwh(day, &mut used))).collect()
}

fn sum(days: &[(Day, Day, Decimal)], of: Period) -> (Day, Day, Decimal) {
    (of.from, of.to, days.iter().filter(|d| of.contains(d.0)).map(|d| d.2).sum())
}

fn is_weekend(day: Day) -> bool {
    day.weekday().to_monday_zero_offset() >= 5
}

fn sites(held: &Temperatures) -> [Site; 3] {
    let year = period(YEAR.0, YEAR.1);
    let mut chance = Chance::new(21);
    let home =
        days(held, |_, celsius| (320.0 + 96.0 * (15.5 - celsius).max(0.0)) * (1.0 + 0.07 * chance.next()));
    let mut meter = gas(Kind::Interval, &home);
    meter.facts.served = vec![Some("care-home".to_owned())];

    let mut chance = Chance::new(22);
    let centre = days(held, |day, celsius| {
        let open = if is_weekend(day) { 0.6 } else { 1.0 };
        (35.0 + 27.0 * open * (14.0 - celsius).max(0.0)) * (1.0 + 0.10 * chance.next())
    });
    let dates = ["01-06", "03-05", "05-07", "07-04", "09-03", "11-06"].map(|d| format!("2025-{d}"));
    let ends = dates.iter().skip(1).cloned().chain(["2026-01-05".to_owned()]);
    let bills: Vec<_> = dates.iter().zip(ends).map(|(from, to)| sum(&centre, period(from, &to))).collect();

    let mut chance = Chance::new(23);
    let closed = [("2025-07-05", "2025-08-25"), ("2025-04-26", "2025-05-12"), ("2025-10-18", "2025-11-03")];
    let school = days(held, |day, celsius| {
        let holiday = closed.iter().any(|(from, to)| period(from, to).contains(day));
        let open = if holiday || is_weekend(day) { 0.35 } else { 1.0 };
        (12.0 + 55.0 * open * (14.5 - celsius).max(0.0)) * (1.0 + 0.10 * chance.next())
    });
    [
        Site {
            name: "Care home, gas read every day of 2025",
            activity: "care-home",
            read: as_read(&[meter]),
            year: billed(&[sum(&home, year)]),
        },
        Site {
            name: "Day centre, six gas bills of 2025",
            activity: "day-centre",
            read: billed(&bills),
            year: billed(&[sum(&centre, year)]),
        },
        Site {
            name: "School, one gas bill for 2025",
            activity: "school",
            read: billed(&[sum(&school, year)]),
            year: billed(&[sum(&school, year)]),
        },
    ]
}

fn change_point(site: &Site, held: &Temperatures) -> Line {
    const METHOD: &str = "CalTRACK 2.0";
    let readings = caltrack_readings(&site.read);
    let weather = caltrack_temperatures(held).unwrap();
    let rows = caltrack::rows(&readings, &weather);
    let outcome = caltrack::fit(&rows, readings.frequency(), false);
    let Some(fitted) = outcome.fitted() else { return Line::none(METHOD, outcome.code().to_owned()) };
    let load = fitted.predicted;
    let (model, avoided) = (&fitted.model, caltrack::avoided(fitted, &rows));
    let half_width = avoided.and_then(|a| a.fsu_error_band);
    let verdict = judge(fitted, &rows);
    let reasons: Vec<_> = verdict.reasons().map(|r| r.criterion.code()).collect();
    let verdict = match (verdict.is_accepted(), reasons.is_empty()) {
        (true, true) => "accepted".to_owned(),
        (true, false) => format!("accepted, look at {}", reasons.join(", ")),
        (false, _) => format!("not yet: {}", reasons.join(", ")),
    };
    let models: usize = fitted.search.counts.iter().map(|c| c.qualified).sum();
    let balance = model
        .heating_balance_point_c()
        .map_or("no weather in it".to_owned(), |c| format!("heats below {c:.1} °C"));
    Line {
        method: METHOD,
        year: Some(Estimate { value: load.total(), half_width }),
        normal: None,
        share: format!("{:.0} %", load.heating / load.total() * 100.0),
        r_squared: fitted.averages.r_squared,
        cv_rmse: fitted.averages.cvrmse_adj,
        worth: worth(Quality::Modelled, Certainty::Certain),
        says: format!("{verdict}; {balance}; best of {models} models"),
    }
}

fn line(method: &'static str, base: Base, observations: &Observations, held: &Temperatures) -> Line {
    let signature = match Signature::fit(observations, Per::Day) {
        Ok(signature) => signature,
        Err(why) => return Line::none(method, format!("{why:?}")),
    };
    let climate = Climate::new(uccle(base), held);
    let normal = climate.normal(period(YEAR.0, YEAR.1));
    let days = f64::from(i32::try_from(observations.days()).unwrap());
    let cold = observations.degree_days().to_f64().unwrap() / days;
    let mean = signature.at(cold);
    let said: Vec<_> = cases(&signature, normal.as_ref()).iter().map(|f| f.code.code()).collect();
    Line {
        method,
        year: Some(Estimate {
            value: mean.value * days,
            half_width: mean.half_width.map(|half| half * days),
        }),
        normal: normal.and_then(|normal| signature.normal_year(&normal)),
        share: share_of(signature.climate_share().unwrap()),
        r_squared: signature.r_squared,
        cv_rmse: signature.cv_rmse,
        worth: worth(signature.quality.weakest(Quality::Modelled), signature.certainty),
        says: said.join(", "),
    }
}

fn one_year(site: &Site, held: &Temperatures) -> Line {
    const METHOD: &str = "yearly, ratio form";
    let base = Base::Equivalent165;
    let climate = Climate::new(uccle(base), held);
    let by_signature = || {
        let read = observed(&site.read, base, held);
        Share::of_signature(&Signature::fit(&read, Per::Day).ok()?)
    };
    let (card, known) = CATALOG.climate_share(Some(site.activity)).unwrap();
    let share = site.read.summer.map(|told| Share::of_summer(told, &climate)).or_else(by_signature);
    let share = share.unwrap_or_else(|| Share::of_activity(card, known));
    let bill = observed(&site.year, base, held).list()[0].clone();
    let year = normalise(&bill, climate.heating_season(), climate.normal(bill.days()), share).unwrap();
    let percent = |share: Decimal| (share * dec!(100)).round().normalize();
    let float = |kwh: Decimal| kwh.to_f64().unwrap();
    let by = match year.share.by {
        KnownBy::Summer(_) => "its summer",
        KnownBy::Signature => "its signature",
        KnownBy::Activity => "its activity",
        KnownBy::NoneKnown => "nothing known",
        KnownBy::Stated => "somebody's word",
    };
    let said: Vec<_> = year.findings().iter().map(|f| f.code.code()).collect();
    let share = if share.lowest == share.highest {
        format!("{} %", percent(share.usual))
    } else {
        format!("{}, {}–{} %", percent(share.usual), percent(share.lowest), percent(share.highest))
    };
    Line {
        method: METHOD,
        year: Some(Estimate { value: float(year.kwh), half_width: Some(0.0) }),
        normal: Some(Estimate {
            value: float(year.normal_kwh),
            half_width: Some(float((year.highest - year.normal_kwh).max(year.normal_kwh - year.lowest))),
        }),
        share,
        worth: worth(year.quality, year.certainty),
        says: format!("share by {by}; {}", said.join(", ")),
        ..Line::default()
    }
}

#[test]
fn three_sites_by_every_method_side_by_side() {
    let held = temperatures(period("2024-12-01", "2026-02-01"), 77);
    let mut table = String::from(
        "Three made-up sites by every method. ± is a band at 90 %; of the yearly method, its range. The signature and the\n\
         yearly method take readings in their own periods, as the change-point search does.\n",
    );
    for site in sites(&held) {
        let on = |base| observed(&site.read, base, &held);
        table.push_str(&format!(
            "\n{}: {} kWh in {} readings\n",
            site.name,
            on(Base::Mean15).kwh(),
            site.read.list().len()
        ));
        table.push_str(&row(&HEAD.map(str::to_owned)));
        let lines = [
            change_point(&site, &held),
            line("signature, DJ 16.5", Base::Equivalent165, &on(Base::Equivalent165), &held),
            line("signature, DJ 15/15", Base::Mean15, &on(Base::Mean15), &held),
            one_year(&site, &held),
        ];
        table.extend(lines.map(Line::write));
    }
    println!("{table}");
    let kept = folders::workspace().join("fixtures/expected/methods.txt");
    if std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1") {
        std::fs::write(&kept, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), table, "{} differs", kept.display());
}
