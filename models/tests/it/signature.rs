//! Energy signatures: the line, the eight cases of the Walloon brochure, curves, drivers; and the laws they obey.

use eclaireur_models::baseline::original::Observations;
use eclaireur_models::baseline::signature::cases::{cases, drift_measured, measured};
use eclaireur_models::baseline::signature::drivers::{Acts, Driver};
use eclaireur_models::baseline::signature::{Bend, Change, Curve, NoSignature, Per, Signature};
use eclaireur_models::building::Kind;
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Base, Climate, Temperatures};
use eclaireur_models::finding::Finding;
use eclaireur_models::period::{Day, Month, Period, next_day};
use eclaireur_models::readings::totals::{LeftOutFor, Original, Share};
use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use crate::cold::{Chance, as_read, billed, gas, observed, temperatures, uccle, whole};
use crate::given::{day, full_month, period};

const GAS: Base = Base::Equivalent165;

fn weather() -> Temperatures {
    temperatures(period("2023-12-01", "2027-01-01"), 7)
}

/// Months from January 2024 on, none of which was published, each used by the rule: month number, mean cold a day, days → kWh a day.
fn months(
    count: i32,
    held: &Temperatures,
    mut used: impl FnMut(i32, f64) -> f64,
) -> Vec<(Day, Day, Decimal)> {
    let first = Month::new(2024, 1).unwrap().index();
    (0..count)
        .map(|at| {
            let month = Month::from_index(first + at).unwrap();
            let days = f64::from(i32::try_from(month.period().days()).unwrap());
            let cold = held.month(month, GAS).whole().unwrap().to_f64().unwrap() / days;
            (month.first(), month.next().first(), whole(used(at, cold) * days))
        })
        .collect()
}

fn signature(bills: &[(Day, Day, Decimal)], held: &Temperatures) -> Signature {
    Signature::fit(&observed(&billed(bills), GAS, held), Per::Day).unwrap()
}

fn codes(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|f| f.code.code()).collect()
}

fn all_cases(signature: &Signature, held: &Temperatures) -> Vec<Finding> {
    let normal = Climate::new(uccle(GAS), held).normal(Period::year(2025).unwrap()).unwrap();
    cases(signature, Some(&normal))
}

#[test]
fn a_sound_site_has_its_line_its_budget_and_no_alarm() {
    let (held, mut chance) = (weather(), Chance::new(3));
    let bills = months(36, &held, |_, cold| (40.0 + 30.0 * cold) * (1.0 + 0.03 * chance.next()));
    let signature = signature(&bills, &held);
    let (low, high) = signature.slope.band().unwrap();
    assert!(low < 30.0 && 30.0 < high && high - low < 2.0, "{:?}", signature.slope);
    let (low, high) = signature.base_load.band().unwrap();
    assert!(low < 40.0 && 40.0 < high, "{:?}", signature.base_load);
    assert!(signature.r_squared.unwrap() > 0.99 && signature.cv_rmse.unwrap() < 0.05);
    assert_eq!((signature.curve, signature.change), (Curve::Straight, None));
    let found = all_cases(&signature, &held);
    assert_eq!(codes(&found), ["signature-base-load", "signature-normal-budget"]);
    // 40 × 365 + 30 × 2252 = 82 160.
    let (low, high) = (&found[1].data["lowest"], &found[1].data["highest"]);
    assert!(
        low.parse::<f64>().unwrap() < 82_160.0 && 82_160.0 < high.parse::<f64>().unwrap(),
        "{low} {high}"
    );
}

/// kWh a day of the month at this place, by its mean cold a day.
type Used = Box<dyn FnMut(i32, f64) -> f64>;

#[test]
fn each_case_of_the_brochure_is_told_by_its_condition() {
    let held = weather();
    let noise = |size: f64, mut chance: Chance| move || 1.0 + size * chance.next();
    let site = |size: f64, rule: fn(i32, f64) -> f64| -> Used {
        let mut noisy = noise(size, Chance::new(11));
        Box::new(move |at, cold| rule(at, cold) * noisy())
    };
    let expected: [(&str, &str, &str, Used); 9] = [
        // Case 1: a bill keyed in with a digit too many, and something that changed at once.
        (
            "signature-sudden",
            "why",
            "point",
            site(0.02, |at, cold| (40.0 + 30.0 * cold) * if at == 14 { 1.6 } else { 1.0 }),
        ),
        (
            "signature-sudden",
            "why",
            "step",
            site(0.02, |at, cold| (40.0 + 30.0 * cold) + if at >= 20 { 60.0 } else { 0.0 }),
        ),
        // Case 2: it follows the weather from afar, or not at all.
        ("signature-scattered", "why", "scatter", site(0.9, |_, cold| 90.0 + 25.0 * cold)),
        ("signature-scattered", "why", "no-weather", site(0.3, |_, _| 100.0)),
        // Case 3: a little more each month.
        (
            "signature-drift",
            "base",
            "16.5-equivalent",
            site(0.02, |at, cold| (40.0 + 30.0 * cold) * (1.0 + 0.008 * f64::from(at))),
        ),
        // Case 4: heating starts at 12.5 °C only.
        (
            "signature-free-gains",
            "base",
            "16.5-equivalent",
            site(0.02, |_, cold| 40.0 + 40.0 * (cold - 4.0).max(0.0)),
        ),
        // Case 5: in mild weather the chiller works against the boiler.
        (
            "signature-heating-and-cooling",
            "base",
            "16.5-equivalent",
            site(0.02, |_, cold| 40.0 + 30.0 * cold + 45.0 * (4.0 - cold).max(0.0)),
        ),
        // Case 6: half of it is used whatever the weather.
        ("signature-base-load", "per", "day", site(0.02, |_, cold| 200.0 + 25.0 * cold)),
        // Part III: heating at its limit.
        (
            "signature-curved",
            "why",
            "down",
            site(0.02, |_, cold| 40.0 + 30.0 * cold.min(9.0) + 4.0 * (cold - 9.0).max(0.0)),
        ),
    ];
    for (code, key, value, used) in expected {
        let signature = signature(&months(36, &held, used), &held);
        let found = all_cases(&signature, &held);
        let told =
            found.iter().find(|f| f.code.code() == code && f.data.get(key).is_some_and(|v| v == value));
        assert!(told.is_some(), "{code} {value}: {found:#?}");
    }
}

#[test]
fn free_gains_tell_from_which_temperature_on_it_is_heated() {
    let held = weather();
    let signature = signature(&months(36, &held, |_, cold| 40.0 + 40.0 * (cold - 4.0).max(0.0)), &held);
    assert!(matches!(signature.curve, Curve::Bent { bend: Bend::Up, .. }));
    let found = all_cases(&signature, &held);
    let celsius = found.iter().find_map(|f| f.data.get("celsius")).unwrap().parse::<f64>().unwrap();
    assert!((celsius - 12.5).abs() < 1.0, "{celsius}");
}

#[test]
fn a_drift_is_measured_against_the_reference_year() {
    let (held, mut chance) = (weather(), Chance::new(5));
    let bills = months(36, &held, |at, cold| {
        (40.0 + 30.0 * cold) * (1.0 + 0.02 * chance.next()) * if at >= 12 { 1.12 } else { 1.0 }
    });
    let all = observed(&billed(&bills), GAS, &held);
    let (before, after) = all.around(day("2025-01-01"));
    let reference = Signature::fit(&before, Per::Day).unwrap();
    let drift = measured(&reference, &after).unwrap();
    assert!((drift.share - 0.12).abs() < 0.02, "{drift:?}");
    let (low, high) = drift.kwh.band().unwrap();
    assert!(low > 0.0 && high > low && drift.days == 730);
    assert_eq!(drift_measured(&reference, &drift).unwrap().data["percent"], "12");
    let same = measured(&reference, &before).unwrap();
    assert!(same.share.abs() < 1e-9 && drift_measured(&reference, &same).is_none());
    let other = observed(&billed(&bills), Base::Mean15, &held);
    assert!(measured(&reference, &other).is_none(), "bases are not mixed");
}

#[test]
fn both_bases_give_a_line_and_each_its_own() {
    let (held, mut chance) = (weather(), Chance::new(9));
    let bills = months(24, &held, |_, cold| (40.0 + 30.0 * cold) * (1.0 + 0.02 * chance.next()));
    let originals = billed(&bills);
    let of = |base| Signature::fit(&observed(&originals, base, &held), Per::Day).unwrap();
    let (gas, institute) = (of(GAS), of(Base::Mean15));
    assert_eq!((gas.base, institute.base), (GAS, Base::Mean15));
    assert!(institute.base_load.value > gas.base_load.value, "15/15 sees less cold");
    assert!(gas.r_squared.unwrap() > 0.98 && institute.r_squared.unwrap() > 0.98);
    let normal = Climate::new(uccle(Base::Mean15), &held).normal(Period::year(2024).unwrap()).unwrap();
    assert!(gas.normal_year(&normal).is_none() && institute.normal_year(&normal).is_some());
}

#[test]
fn what_has_no_line_says_what_would_give_one() {
    let held = weather();
    let few = months(3, &held, |_, cold| 10.0 + cold);
    let none = Signature::fit(&observed(&billed(&few), GAS, &held), Per::Day);
    assert_eq!(none.unwrap_err(), NoSignature::TooFew(3));
    let july: Vec<_> =
        (2021..2026).map(|year| (Day::constant(year, 8, 1), Day::constant(year, 8, 3), dec!(100))).collect();
    let mut warm = Temperatures::default();
    for day in period("2020-01-01", "2026-12-31").iter() {
        let celsius = eclaireur_models::climate::Temperature::from_celsius(dec!(25)).unwrap();
        warm.insert(day, celsius, Quality::Measured);
    }
    let none = Signature::fit(&observed(&billed(&july), GAS, &warm), Per::Day);
    assert_eq!(none.unwrap_err(), NoSignature::SameCold);
}

#[test]
fn a_school_calendar_explains_what_the_cold_does_not() {
    let (held, mut chance) = (weather(), Chance::new(2));
    let closed: Vec<Period> = (2024..2027)
        .flat_map(|year| {
            [((year, 7, 1), (year, 9, 1)), ((year, 4, 1), (year, 4, 16)), ((year, 10, 20), (year, 11, 4))]
        })
        .map(|((a, b, c), (d, e, f))| Period::new(Day::constant(a, b, c), Day::constant(d, e, f)).unwrap())
        .collect();
    let open = Driver::open_except("school-days", Acts::WithCold, &closed);
    let mean = |month: Month| open.mean(month.period()).unwrap().to_f64().unwrap();
    let bills = months(36, &held, |at, cold| {
        let month = Month::from_index(Month::new(2024, 1).unwrap().index() + at).unwrap();
        (15.0 + (12.0 + 25.0 * mean(month)) * cold) * (1.0 + 0.02 * chance.next())
    });
    let signature = signature(&bills, &held);
    let driven = signature.with_drivers(std::slice::from_ref(&open)).unwrap();
    assert!(driven.helps && driven.cv_rmse < signature.cv_rmse, "{driven:?}");
    let (name, worth, p_value) = &driven.drivers[0];
    assert_eq!((name.as_str(), driven.unknown), ("school-days", 0));
    assert!((worth.value - 25.0).abs() < 3.0 && p_value.unwrap() < 0.001, "{worth:?}");
    let beds = [eclaireur_models::readings::totals::Dated {
        from: Some(day("2023-12-01")),
        to: None,
        value: dec!(0.9),
    }];
    let occupancy = Driver::dated("occupancy", Acts::Level, &beds);
    assert_eq!(occupancy.mean(period("2023-11-01", "2024-02-01")), None, "nobody said what it was before");
    assert!(signature.with_drivers(&[occupancy]).is_none(), "it never moves");
    assert!(signature.with_drivers(&[]).is_none());
}

#[test]
fn months_are_corrected_by_addition_where_the_ratio_divides_by_zero() {
    let held = weather();
    let signature = signature(&months(24, &held, |_, cold| 40.0 + 30.0 * cold), &held);
    let july = Climate::new(uccle(GAS), &held).normal(period("2022-07-01", "2022-08-01")).unwrap();
    // July 2022 had no degree-day; normal is 10: 10 × 30 more.
    let corrected = signature.corrected(dec!(1240), dec!(0), &july).unwrap();
    assert!((corrected - dec!(1540)).abs() < dec!(2), "{corrected}");
}

/// I13: what we divided, completed or cut reaches no fit, and is said.
#[test]
fn a_split_month_cannot_reach_a_fit() {
    let held = weather();
    let bill = |from: &str, to: &str, kwh| (day(from), day(to), kwh);
    // One bill of a year: shown as twelve months, fitted as one period.
    let year = billed(&[bill("2025-01-01", "2026-01-01", dec!(80_000))]);
    assert_eq!(year.list().len(), 1);
    assert_eq!(observed(&year, GAS, &held).list()[0].days(), period("2025-01-01", "2026-01-01"));
    let fit = Signature::fit(&observed(&year, GAS, &held), Per::Day);
    assert_eq!(fit.unwrap_err(), NoSignature::TooFew(1));
    // A bill over two months, one of which was also billed alone: what is left over is no reading.
    let rest = billed(&[
        bill("2023-01-01", "2023-02-01", dec!(9_000)),
        bill("2023-01-01", "2023-03-01", dec!(16_000)),
        bill("2023-03-01", "2023-04-01", dec!(5_000)),
    ]);
    let days: Vec<Period> = rest.list().iter().map(Original::days).collect();
    assert_eq!(days, [period("2023-01-01", "2023-02-01"), period("2023-03-01", "2023-04-01")]);
    assert_eq!(
        (rest.left_out[0].why, rest.left_out[0].days),
        (LeftOutFor::Cut, period("2023-02-01", "2023-03-01"))
    );
    // A share of the meter that changes within a bill.
    let mut shared = gas(
        Kind::Billed,
        &[bill("2023-01-01", "2023-03-01", dec!(100)), bill("2023-03-01", "2023-04-01", dec!(60))],
    );
    let share =
        |from: Option<&str>, to: Option<&str>, share| Share { from: from.map(day), to: to.map(day), share };
    shared.shares =
        vec![share(None, Some("2023-02-01"), dec!(0.5)), share(Some("2023-02-01"), None, dec!(0.25))];
    let parts = as_read(&[shared]);
    assert_eq!(parts.list().iter().map(Original::kwh).collect::<Vec<_>>(), [dec!(15)]);
    assert_eq!(parts.left_out[0].why, LeftOutFor::ShareChanged);
    // A day with a hole in it.
    let month = Month::new(2024, 1).unwrap();
    let mut slots = gas(Kind::Billed, &[]);
    slots.channels = vec![full_month(month, eclaireur_models::building::Register::Total, 100, 96..120)];
    let holed = as_read(&[slots]);
    assert_eq!(holed.list().len() + holed.left_out.len(), 31);
    let why: Vec<_> = holed.left_out.iter().map(|l| l.why).collect();
    assert!(matches!(why.as_slice(), [LeftOutFor::Incomplete | LeftOutFor::Completed]), "{why:?}");
}

#[test]
fn two_meters_are_added_over_the_periods_neither_straddles() {
    let bill = |from: &str, to: &str, kwh| (day(from), day(to), kwh);
    let monthly = gas(
        Kind::Billed,
        &[
            bill("2023-01-01", "2023-02-01", dec!(10)),
            bill("2023-02-01", "2023-03-01", dec!(20)),
            bill("2023-03-01", "2023-04-01", dec!(30)),
        ],
    );
    let two_months = gas(Kind::Billed, &[bill("2023-01-01", "2023-03-01", dec!(400))]);
    let both = as_read(&[monthly, two_months]);
    let found: Vec<_> = both.list().iter().map(|o| (o.days(), o.kwh())).collect();
    assert_eq!(found, [(period("2023-01-01", "2023-03-01"), dec!(430))]);
    let silent: Vec<_> = both.left_out.iter().map(|l| (l.why, l.days)).collect();
    assert_eq!(silent, [(LeftOutFor::OtherSilent, period("2023-03-01", "2023-04-01"))]);
}

#[test]
fn a_reading_without_weather_waits_and_is_not_dropped() {
    let held = temperatures(period("2026-01-01", "2026-11-01"), 1);
    let bills =
        [(day("2026-09-01"), day("2026-10-01"), dec!(10)), (day("2026-10-01"), day("2026-12-01"), dec!(20))];
    let found = observed(&billed(&bills), GAS, &held);
    assert_eq!((found.list().len(), found.waiting.len()), (1, 1));
    assert_eq!(found.waiting[0].exists_from(), Some(day("2026-12-01")));
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Scaling readings scales coefficients; the order of rows is nothing; no kilowatt-hour is lost on the way to a fit.
    #[test]
    fn coefficients_scale_with_readings_and_rows_have_no_order(
        kwh in proptest::collection::vec(1u32..1_000_000, 6..30), times in 2u32..100, turn in 0usize..30,
    ) {
        let held = temperatures(period("2023-12-01", "2027-01-01"), 7);
        let first = Month::new(2024, 1).unwrap().index();
        let bills: Vec<(Day, Day, Decimal)> = kwh.iter().zip(first..).map(|(kwh, index)| {
            let month = Month::from_index(index).unwrap();
            (month.first(), month.next().first(), Decimal::from(*kwh))
        }).collect();
        let fit = |bills: &[(Day, Day, Decimal)]| -> (Observations, Signature) {
            let observations = observed(&billed(bills), GAS, &held);
            let signature = Signature::fit(&observations, Per::Day).unwrap();
            (observations, signature)
        };
        let (observations, one) = fit(&bills);
        prop_assert_eq!(observations.kwh(), bills.iter().map(|b| b.2).sum::<Decimal>());
        let scaled: Vec<_> = bills.iter().map(|(a, b, kwh)| (*a, *b, *kwh * Decimal::from(times))).collect();
        let (_, many) = fit(&scaled);
        prop_assert!(close(many.slope.value, one.slope.value * f64::from(times)));
        prop_assert!(close(many.base_load.value, one.base_load.value * f64::from(times)));
        prop_assert!(close(many.r_squared.unwrap(), one.r_squared.unwrap()));
        let mut turned = bills.clone();
        turned.rotate_left(turn % bills.len());
        turned.reverse();
        prop_assert_eq!(fit(&turned).1, one);
    }

    /// The days of a meter read day by day and the bills over them hold the same energy.
    #[test]
    fn days_and_bills_hold_the_same_energy(values in proptest::collection::vec(0u32..10_000, 60..120)) {
        let first = day("2024-01-01");
        let mut from = first;
        let days: Vec<(Day, Day, Decimal)> = values.iter().map(|kwh| {
            let to = next_day(from);
            let row = (from, to, Decimal::new(i64::from(*kwh), 1));
            from = to;
            row
        }).collect();
        let total: Decimal = days.iter().map(|d| d.2).sum();
        let read = as_read(&[gas(Kind::Interval, &days)]);
        prop_assert_eq!(read.list().len(), values.len());
        prop_assert_eq!(read.list().iter().map(Original::kwh).sum::<Decimal>(), total);
        let bill = billed(&[(first, from, total)]);
        prop_assert_eq!(bill.list()[0].kwh(), total);
    }
}

#[test]
fn a_step_is_dated_to_its_period() {
    let held = weather();
    let bills = months(36, &held, |at, cold| 40.0 + 30.0 * cold + if at >= 20 { 60.0 } else { 0.0 });
    let Some(Change::Step { from, by, .. }) = signature(&bills, &held).change else { panic!("a step") };
    assert_eq!(from, day("2025-09-01"));
    assert!((by - 60.0).abs() < 1.0, "{by}");
}
