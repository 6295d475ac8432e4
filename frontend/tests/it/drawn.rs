//! Every chart: as accepted, same bytes twice, no colour in pages, words escaped, bounded, and readable without colour.

use std::collections::BTreeSet;

use eclaireur_frontend::charts::{
    self, Benchmark, Carpet, Chart, CostWaterfall, Cusum, Heatmap, Load, LoadDuration, Measured, Path,
    PlanFlow, PvBalance, QualityCarpet, ScenarioBar, ScenarioBars, Signature, Split, StackedMonths, Tornado,
    Width, YearOnYear,
};
use eclaireur_frontend::tables::{Cell, FileKind};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::series::{MonthPoint, MonthSeries};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::units::Basis;
use jiff::civil::date;
use rust_decimal::Decimal;

use crate::chart_data::{self as data, Data, ground};

#[test]
fn every_chart_looks_as_accepted_and_comes_out_the_same_twice() {
    let data = Data::new("aile-B");
    let charts = data.charts();
    let codes: Vec<&str> = charts.iter().map(|c| c.code()).collect();
    assert_eq!(codes, charts::ALL);
    for chart in charts {
        let (wide, narrow) = (chart.svg(Width::Wide).unwrap(), chart.svg(Width::Narrow).unwrap());
        assert_eq!(wide, chart.svg(Width::Wide).unwrap());
        insta::assert_snapshot!(format!("chart-{}-wide", chart.code()), wide);
        insta::assert_snapshot!(format!("chart-{}-narrow", chart.code()), narrow);
        let alone = chart.alone("Résidence & Cie").unwrap();
        assert_eq!(alone, chart.alone("Résidence & Cie").unwrap());
        insta::assert_snapshot!(format!("chart-{}-alone", chart.code()), alone);
    }
}

#[test]
fn the_heat_map_has_the_table_of_its_mean_week() {
    // Two weeks from a Monday: the hour, then the hour and two; the first hour of one Sunday is not known, Saturdays never.
    let mut kw: Vec<Option<f32>> = Vec::new();
    for day in 0..14u8 {
        for quarter in 0..96u8 {
            let known = !(day == 6 && quarter < 4) && day % 7 != 5;
            kw.push(known.then(|| f32::from(quarter / 4) + if day < 7 { 0.0 } else { 2.0 }));
        }
    }
    let load = Load { first: date(2025, 1, 6), slots: 96, kw };
    let table = Heatmap::new(ground("x"), Carrier::Electricity, &load).unwrap().summary();
    assert_eq!((table.rows.len(), table.columns.len()), (24, 8));
    let heads: Vec<&str> = table.columns.iter().map(|c| c.header.as_str()).collect();
    assert_eq!((heads[0], heads[1], heads[7]), ("heure", "lundi", "dimanche"));
    let number = |value: i64| Cell::Number(Decimal::from(value));
    assert_eq!(table.rows[0][..2], [Cell::text("00:00–01:00"), number(1)]);
    assert_eq!(table.rows[0][6..], [Cell::Empty, number(2)]);
    assert_eq!(table.rows[23][..2], [Cell::text("23:00–24:00"), number(24)]);
}

#[test]
fn the_load_duration_tells_each_tenth_of_the_time() {
    let kw: Vec<f32> = (0..=100u8).map(f32::from).collect();
    let year = Period::year(2025).unwrap();
    let table = LoadDuration::new(ground("x"), Carrier::Electricity, year, &kw).unwrap().table();
    for tenth in 0..=10i64 {
        let number = |value: i64| Cell::Number(Decimal::from(value));
        let row = vec![number(10 * tenth), number(100 - 10 * tenth)];
        assert!(table.rows.contains(&row), "{tenth}: {:?}", table.rows);
    }
}

#[test]
fn pages_hold_classes_and_files_hold_colours() {
    for chart in Data::new("aile-B").charts() {
        let code = chart.code();
        for svg in [chart.svg(Width::Wide).unwrap(), chart.svg(Width::Narrow).unwrap()] {
            assert!(!svg.contains("style") && !svg.contains("\"#") && svg.contains("class=\"c-"), "{code}");
            assert!(
                svg.contains("role=\"img\"") && svg.contains("<title") && svg.contains("<desc"),
                "{code}"
            );
        }
        let alone = chart.alone("Résidence & Cie").unwrap();
        assert!(
            !alone.contains("\"#010") && !alone.contains("CARRIER") && !alone.contains("TEXTURE"),
            "{code}"
        );
        assert!(alone.contains("Résidence &amp; Cie") && alone.contains("fill=\"#ffffff\""), "{code}");
    }
}

#[test]
fn pixels_are_a_png_of_twice_the_size_and_the_same_twice() {
    for chart in Data::new("aile-B").charts() {
        let png = chart.png("Résidence").unwrap();
        assert_eq!(png.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()), "{}", chart.code());
        assert_eq!(png.get(16..20), Some(2_000u32.to_be_bytes().as_slice()), "{}", chart.code());
        assert!(png.len() > 5_000 && png.len() < 400_000, "{}: {}", chart.code(), png.len());
        assert_eq!(png, chart.png("Résidence").unwrap(), "{}", chart.code());
    }
}

#[test]
fn titles_say_the_period_and_readings_are_a_short_sentence() {
    for chart in Data::new("aile-B").charts() {
        let (title, reading) = (chart.title(), chart.reading());
        assert!(title.contains("20"), "{title}");
        assert!(reading.ends_with('.'), "{reading}");
        // A unit and its number are one word: a space that does not break parts them.
        let words = reading.split([' ', '\n']).filter(|w| w.chars().any(char::is_alphanumeric)).count();
        assert!(words <= 25, "{words}: {reading}");
        for fault in ["{", "[", "none", "NaN", "$"] {
            assert!(!title.contains(fault) && !reading.contains(fault), "{title} {reading}");
        }
    }
}

#[test]
fn every_chart_has_its_values_as_a_table_and_a_file() {
    for chart in Data::new("aile-B").charts() {
        let table = chart.table();
        assert!(!table.rows.is_empty(), "{}", chart.code());
        assert!(table.rows.iter().all(|r| r.len() == table.columns.len()), "{}", chart.code());
        for kind in [FileKind::Csv, FileKind::Xlsx] {
            assert!(!table.file(kind, date(2026, 11, 21)).unwrap().is_empty());
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let data = Data::new("<script>alert(1)</script>\"&'\u{0}\u{b}\n]]>");
    for chart in data.charts() {
        let pictures = [
            chart.svg(Width::Wide).unwrap(),
            chart.svg(Width::Narrow).unwrap(),
            chart.alone("<script>\u{1}").unwrap(),
        ];
        for svg in pictures {
            let code = chart.code();
            assert!(!svg.contains("<script") && !svg.contains("]]>"), "{code}");
            assert!(!svg.trim_end().chars().any(char::is_control), "{code}");
            assert_eq!(svg.matches("<svg").count(), 1, "{code}");
            assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count(), "{code}");
        }
        assert!(!chart.png("<script>").unwrap().is_empty());
    }
}

#[test]
fn ids_are_unique_on_a_page_with_every_chart_in_both_widths() {
    let mut ids = BTreeSet::new();
    for (i, id) in ["a", "b"].into_iter().enumerate() {
        let series = data::series(12);
        let chart = YearOnYear::new(ground(id), &series[i]).unwrap();
        for svg in [chart.svg(Width::Wide).unwrap(), chart.svg(Width::Narrow).unwrap()] {
            for part in svg.split(" id=\"").skip(1) {
                let id = part.split('"').next().unwrap();
                assert!(ids.insert(id.to_owned()), "{id} twice");
            }
        }
    }
}

#[test]
fn black_and_white_tells_apart_what_colours_tell() {
    let data = Data::new("aile-B");
    let charts = data.charts();
    let marks = |code: &str| charts.iter().find(|c| c.code() == code).unwrap().svg(Width::Wide).unwrap();
    // Gas is hatched, electricity plain; what is missing is hatched otherwise and normal weather is a line.
    for (code, signs) in [
        ("months", ["-rising)", "-hatch)", "c-line"].as_slice()),
        ("year-on-year", &["c-now", "c-ago1", "c-ago2"]),
        ("signature", &["c-outlier", "<polygon", "c-line"]),
        ("quality", &[">e<", ">c<", ">m<", "-hatch)"]),
        ("benchmark", &["c-foreign", "c-spread", "c-own-mark"]),
        ("waterfall", &[">+6\u{202f}120<", ">−2\u{202f}310<"]),
        ("path", &["c-dashed", "c-dotted", "c-target", "Cible du parc"]),
        ("pv-balance", &["-dots)", "-rising)", "c-line"]),
        ("scenario", &["-hatch)", "c-own-mark", "61\u{202f}500\u{a0}€"]),
        ("split", &["-rising)", "-dots)", "-crossed)", "Gaz naturel"]),
        ("heatmap", &["-hatch)", "33,5\u{a0}kW", "data:image/png;base64,"]),
    ] {
        let svg = marks(code);
        for sign in signs {
            assert!(svg.contains(sign), "{code} lacks {sign}");
        }
    }
}

#[test]
fn events_stand_on_the_charts_of_time_with_their_day_and_words() {
    let data = Data::new("Isolation du toit");
    for chart in data.charts() {
        let svg = chart.svg(Width::Wide).unwrap();
        let time = ["months", "cusum", "path"].contains(&chart.code());
        assert_eq!(svg.contains("16/09/2024 · Travaux\u{a0}: Isolation du toit"), time, "{}", chart.code());
        assert_eq!(svg.contains("10/02/2025 · Fermeture exceptionnelle"), time, "{}", chart.code());
    }
}

#[test]
fn a_missing_month_is_hatched_and_never_a_bar_of_zero() {
    let series = data::series(36);
    let chart = StackedMonths::new(ground("x"), &series, &[]).unwrap();
    let svg = chart.svg(Width::Wide).unwrap();
    assert_eq!(svg.matches("c-missing").count(), 2 + 1, "two months and the key");
    assert_eq!(svg.matches("class=\"c-part").count(), 1);
    assert_eq!(
        svg.matches("class=\"c-bar carrier-natural_gas\"").count(),
        34 + 1,
        "whole months and the key"
    );
    assert_eq!(
        svg.matches("class=\"c-line\"").count(),
        3 + 1,
        "the line breaks at both, and stands in the key"
    );
}

#[test]
fn a_weather_that_nobody_knows_is_no_zero_in_the_waterfall() {
    let g = ground("x");
    let mut waterfall = data::waterfall();
    let known = CostWaterfall::new(g, &waterfall).unwrap().table().rows.len();
    (waterfall.volume, waterfall.climate) = (Decimal::new(-415_095, 2), None);
    let chart = CostWaterfall::new(g, &waterfall).unwrap();
    assert_eq!((known, chart.table().rows.len()), (5, 4));
    let svg = chart.svg(Width::Wide).unwrap();
    assert!(svg.contains("usage et climat") && !svg.contains(">climat<"));
}

#[test]
fn nothing_to_draw_is_no_chart() {
    let g = ground("x");
    let empty = MonthSeries { carrier: Carrier::Electricity, basis: Basis::Net, months: Vec::new() };
    assert!(StackedMonths::new(g, &[], &[]).is_none());
    assert!(StackedMonths::new(g, std::slice::from_ref(&empty), &[]).is_none());
    assert!(YearOnYear::new(g, &empty).is_none());
    let mut signature = data::signature();
    signature.points.clear();
    assert!(Signature::new(g, &signature, Basis::Gross).is_none());
    let mut drift = data::drift();
    drift.points.clear();
    assert!(Cusum::new(g, &drift, Basis::Gross, &[]).is_none());
    for kw in [vec![], vec![None; 48], vec![Some(f32::NAN)]] {
        let load = Load { first: date(2025, 1, 1), slots: 24, kw };
        assert!(Heatmap::new(g, Carrier::Electricity, &load).is_none());
    }
    let load = Load { first: date(2025, 1, 1), slots: 0, kw: vec![Some(1.0)] };
    assert!(Heatmap::new(g, Carrier::Electricity, &load).is_none());
    let year = Period::year(2025).unwrap();
    assert!(LoadDuration::new(g, Carrier::Electricity, year, &[]).is_none());
    assert!(LoadDuration::new(g, Carrier::Electricity, year, &[f32::NAN, f32::INFINITY]).is_none());
    let first = Month::new(2025, 1).unwrap();
    assert!(QualityCarpet::new(g, &Carpet { first, meters: Vec::new() }).is_none());
    assert!(QualityCarpet::new(g, &Carpet { first, meters: vec![("x".to_owned(), Vec::new())] }).is_none());
    let mut strip = data::strip("x");
    strip.references.clear();
    assert!(Benchmark::new(g, &strip, "2025").is_none());
    let mut waterfall = data::waterfall();
    waterfall.to = Decimal::MAX;
    assert!(CostWaterfall::new(g, &waterfall).is_none());
    let mut path = data::path();
    path.measured.clear();
    assert!(Path::new(g, &path, &[]).is_none());
    assert!(PvBalance::new(g, &[]).is_none());
    assert!(Split::new(g, "2025", &[]).is_none());
    let none = ScenarioBar { name: "x".to_owned(), low: Decimal::ZERO, high: Decimal::ZERO };
    for bars in [vec![], vec![none.clone()], vec![ScenarioBar { high: Decimal::MAX, ..none }]] {
        assert!(ScenarioBars::new(g, Measured::Works, date(2026, 11, 21), &bars).is_none());
    }
    assert!(Split::new(g, "2025", &[(Carrier::Wood, Decimal::NEGATIVE_ONE)]).is_none());
    assert!(Split::new(g, "2025", &[(Carrier::Wood, Decimal::MAX), (Carrier::Wood, Decimal::MAX)]).is_none());
}

fn point(month: Month, value: Decimal) -> MonthPoint {
    MonthPoint {
        month,
        value: Some(value),
        normal: Some(value),
        quality: Quality::Measured,
        complete: true,
        cost: None,
    }
}

/// Draws it every way there is: none may panic, all are bounded.
fn check(chart: &dyn Chart) {
    for svg in [chart.svg(Width::Wide).unwrap(), chart.svg(Width::Narrow).unwrap(), chart.alone("").unwrap()]
    {
        assert!(svg.len() < 400_000, "{}: {} bytes", chart.code(), svg.len());
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", chart.code());
    }
    let _ = (chart.title(), chart.reading(), chart.table());
}

#[test]
fn single_huge_negative_and_unsound_numbers_are_drawn_or_left_out() {
    let g = ground("x");
    let month = Month::new(2025, 1).unwrap();
    for value in
        [Decimal::ONE, Decimal::ZERO, Decimal::NEGATIVE_ONE, Decimal::from(900_000_000_000i64), Decimal::MAX]
    {
        let series =
            [MonthSeries { carrier: Carrier::Wood, basis: Basis::Net, months: vec![point(month, value)] }];
        if let Some(chart) = StackedMonths::new(g, &series, &data::events("x")) {
            check(&chart);
        }
        if let Some(chart) = YearOnYear::new(g, &series[0]) {
            check(&chart);
        }
        if let Some(chart) = Split::new(g, "2025", &[(Carrier::Wood, value)]) {
            check(&chart);
        }
        let bar = ScenarioBar { name: String::new(), low: value, high: value };
        if let Some(chart) = ScenarioBars::new(g, Measured::Buildings, date(2026, 11, 21), &[bar]) {
            check(&chart);
        }
        let mut strip = data::strip("x");
        strip.own = Some(value);
        strip.references.truncate(1);
        strip.references[0].lowest = Some(value);
        check(&Benchmark::new(g, &strip, "2025").unwrap());
        let mut waterfall = data::waterfall();
        waterfall.price = value;
        if let Some(chart) = CostWaterfall::new(g, &waterfall) {
            check(&chart);
        }
        let mut path = data::path();
        path.measured = vec![(2025, value), (i16::MAX, value), (i16::MIN, value)];
        if let Some(chart) = Path::new(g, &path, &data::events("x")) {
            check(&chart);
        }
        let mut balance = data::balance();
        balance[0].own_use = Some(value);
        check(&PvBalance::new(g, &balance[..1]).unwrap());
    }
    for value in [0.0, -5.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE] {
        let mut signature = data::signature();
        signature.points[0].kwh = value;
        signature.points[1].cold = value;
        signature.slope = value;
        signature.band[0].1 = value;
        check(&Signature::new(g, &signature, Basis::Gross).unwrap());
        let mut drift = data::drift();
        drift.points[0].1 = value;
        drift.band = vec![value];
        check(&Cusum::new(g, &drift, Basis::Gross, &data::events("x")).unwrap());
        drift.points.truncate(1);
        if let Some(chart) = Cusum::new(g, &drift, Basis::Gross, &[]) {
            check(&chart);
        }
    }
    for value in [0.0, -5.0, f32::MAX, f32::MIN_POSITIVE] {
        let load = Load { first: jiff::civil::Date::MAX, slots: 24, kw: vec![Some(value), Some(1.0)] };
        assert!(Heatmap::new(g, Carrier::Water, &load).is_none(), "less than a day");
        let load = Load { first: date(2025, 1, 1), slots: 1, kw: vec![Some(value), Some(1.0)] };
        check(&Heatmap::new(g, Carrier::Water, &load).unwrap());
        check(&LoadDuration::new(g, Carrier::Water, Period::year(2025).unwrap(), &[value, 1.0]).unwrap());
    }
}

#[test]
fn ten_thousand_of_anything_stay_a_picture() {
    let g = ground("x");
    let first = Month::new(1200, 1).unwrap().index();
    let months =
        (0..10_000).filter_map(|i| Some(point(Month::from_index(first + i)?, Decimal::from(i % 97))));
    let series = [MonthSeries { carrier: Carrier::Wood, basis: Basis::Net, months: months.collect() }];
    check(&StackedMonths::new(g, &series, &[]).unwrap());
    check(&YearOnYear::new(g, &series[0]).unwrap());
    let mut signature = data::signature();
    signature.points = signature.points.iter().cycle().take(10_000).cloned().collect();
    check(&Signature::new(g, &signature, Basis::Gross).unwrap());
    let mut drift = data::drift();
    let day = date(1990, 1, 1);
    drift.points = (0..10_000i64).map(|i| (day.saturating_add(jiff::Span::new().days(i)), 5.0)).collect();
    drift.band = vec![7.0; 10_000];
    let many: Vec<_> = data::events("x").iter().cycle().take(10_000).cloned().collect();
    check(&Cusum::new(g, &drift, Basis::Gross, &many).unwrap());
    let kw = (0..10_000u16).map(|i| Some(f32::from(i % 31))).collect();
    check(&Heatmap::new(g, Carrier::Water, &Load { first: date(2000, 1, 1), slots: 1, kw }).unwrap());
    let kw: Vec<f32> = (0..10_000u16).map(f32::from).collect();
    check(&LoadDuration::new(g, Carrier::Water, Period::year(2025).unwrap(), &kw).unwrap());
    let row = data::carpet("x").meters[0].clone();
    let meters = vec![(row.0, row.1.iter().cycle().take(10_000).copied().collect()); 100];
    check(&QualityCarpet::new(g, &Carpet { first: Month::new(1000, 1).unwrap(), meters }).unwrap());
    let mut strip = data::strip(&"très long nom ".repeat(700));
    strip.references = strip.references.iter().cycle().take(10_000).cloned().collect();
    check(&Benchmark::new(g, &strip, "2025").unwrap());
    let bars: Vec<_> = data::bars(&"très long nom ".repeat(700)).into_iter().cycle().take(10_000).collect();
    check(&ScenarioBars::new(g, Measured::Capital, date(2026, 11, 21), &bars).unwrap());
}

#[test]
fn a_plan_that_nobody_pays_is_drawn_below_zero_and_what_changes_nothing_is_no_bar() {
    let (plan, sights) = data::plan("19000 EUR");
    let flow = PlanFlow::new(ground("x"), &plan, &sights).unwrap();
    let start = Cell::Number(Decimal::from(-191_000).normalize());
    let row = &flow.table().rows[0];
    assert_eq!(row[..2], [Cell::text("0"), start]);
    for (year, row) in plan.years.iter().zip(flow.table().rows.iter().skip(1)) {
        assert_eq!(row[1..3], [Cell::Number(year.net.0), Cell::Number(year.cumulated.0)]);
    }
    let codes = |sights: &eclaireur_models::financing::plan::Sights| -> Vec<&str> {
        let moves = sights.bars.iter().filter(|bar| bar.worse != bar.better);
        moves.map(|bar| bar.code).collect()
    };
    assert_eq!(Tornado::new(ground("x"), &plan, &sights).unwrap().table().rows.len(), codes(&sights).len());
    assert!(codes(&sights).contains(&"rate"));
    let nothing = eclaireur_models::financing::plan::Sights { bars: Vec::new(), ..sights };
    assert!(Tornado::new(ground("x"), &plan, &nothing).is_none());
}

#[test]
fn a_chart_has_a_name_and_what_is_none_has_none() {
    for code in charts::ALL {
        assert!(charts::name(Lang::Fr, code).is_some_and(|name| !name.starts_with('[')), "{code}");
    }
    assert_eq!(charts::name(Lang::Fr, "<script>"), None);
}
