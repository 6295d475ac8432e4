//! Cleaning: what each step says of a file made for it, what the order is worth, and that nothing is ever changed.

use eclaireur_models::building::{Carrier, Kind, Register};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::day_start;
use eclaireur_models::readings::clean::{Context, Daily, Held, clean, leave_out, rows_to_correct};
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use crate::dirty::{NOW, file, indexes, months, of_meter, parsed, quarters, wobbly};
use crate::given::day;

/// What cleaning says, with nothing held.
fn said(series: Vec<Series>) -> Vec<Finding> {
    with_held(series, &[]).findings
}

fn with_held(series: Vec<Series>, held: &[Held]) -> Parsed {
    let mut parsed = parsed(series);
    clean(&mut parsed, &Context { now: NOW, held });
    parsed
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|f| f.code.code()).collect()
}

/// The only finding, as: code, row, proposal, and one of its facts.
#[track_caller]
fn only<'a>(findings: &'a [Finding], fact: &str) -> (&'static str, Option<u32>, Option<&'a str>, &'a str) {
    assert_eq!(findings.len(), 1, "{findings:?}");
    let one = &findings[0];
    let fact = one.data.get(fact).map_or("", String::as_str);
    (one.code.code(), one.row, one.proposal.as_deref(), fact)
}

/// Two years of months that follow the seasons.
const SEASONS: [i64; 24] = [
    3100, 2700, 2300, 1500, 800, 350, 310, 320, 700, 1600, 2400, 2900, 3200, 2600, 2200, 1400, 850, 340, 300,
    330, 720, 1500, 2500, 3000,
];

#[test]
fn healthy_series_are_left_in_peace() {
    let gas = months(Carrier::NaturalGas, Unit::KWh, "2023-01", &SEASONS);
    assert_eq!(said(vec![gas]), []);
    let year = quarters("2025-01-01", 365, |i| wobbly(i, 400));
    assert_eq!(said(vec![year]), []);
    // A boiler room that rests all summer, a sports field lit one day in five, solar panels at night.
    let mut rests = months(Carrier::NaturalGas, Unit::M3, "2023-01", &SEASONS);
    for at in [5, 6, 7, 17, 18, 19] {
        rests.points[at].value = Some(0);
    }
    assert_eq!(said(vec![rests]), []);
    let lamps = quarters("2025-01-01", 60, |i| if (i / 96) % 20 == 0 { 3000 + i % 7 } else { 0 });
    assert_eq!(said(vec![lamps]), []);
    let sun = quarters("2025-06-01", 30, |i| if (32..72).contains(&(i % 96)) { 500 + i % 7 } else { 0 });
    assert_eq!(said(vec![sun]), []);
    // Whole kWh: the same digit comes back all night.
    let coarse = quarters("2025-01-01", 30, |i| 1 + i64::from((30..70).contains(&(i % 96))));
    assert_eq!(said(vec![coarse]), []);
    let read = indexes(Carrier::Electricity, "2025-01-01", 30, &[1000, 1310, 1600, 1890, 2210, 2500]);
    assert_eq!(said(vec![read]), []);
}

#[test]
fn a_comma_too_far_is_proposed_back() {
    let mut gas = months(Carrier::NaturalGas, Unit::KWh, "2023-01", &SEASONS);
    gas.points[9].value = Some(16_000);
    gas.points[20].value = Some(720_000);
    let found = said(vec![gas]);
    assert_eq!(codes(&found), ["implausible", "implausible"]);
    let [october, september] = found.as_slice() else { panic!("two") };
    assert_eq!((october.row, october.proposal.as_deref()), (Some(11), Some("1600")));
    assert_eq!(october.data.get("cell").map(String::as_str), Some("B11"));
    assert_eq!((october.value.as_deref(), october.column.as_deref()), (Some("16000"), Some("kWh")));
    assert_eq!(october.data.get("factor").map(String::as_str), Some("23"), "of the month before: 700");
    assert_eq!(september.proposal.as_deref(), Some("720"));

    let mut year = quarters("2025-01-01", 365, |i| wobbly(i, 139));
    year.points[20_000].value = Some(139_000);
    let found = said(vec![year]);
    assert_eq!(only(&found, "than"), ("implausible", Some(20_002), Some("0,139"), "usual"));
    assert_eq!(found[0].value.as_deref(), Some("139"));
    // After a hole, all that passed in it.
    let mut late = quarters("2025-01-01", 30, |i| wobbly(i, 139));
    late.points[1000].value = Some(139 * 60);
    late.points.drain(930..1000);
    assert_eq!(said(vec![late]), []);
}

#[test]
fn a_file_with_few_readings_is_compared_with_what_is_held() {
    let held = [Held { daily: Some(Daily { usual: dec!(100), most: dec!(160) }), ..Held::default() }];
    let one = || months(Carrier::Electricity, Unit::KWh, "2026-01", &[31_000]);
    let found = with_held(vec![one()], &held).findings;
    assert_eq!(only(&found, "factor"), ("implausible", Some(2), Some("3100"), "10"));
    assert_eq!(said(vec![one()]), [], "nothing tells what is usual");
    let normal = months(Carrier::Electricity, Unit::KWh, "2026-01", &[5000]);
    assert_eq!(with_held(vec![normal], &held).findings, []);
}

#[test]
fn an_index_out_of_line_is_put_back_where_a_comma_does_it() {
    for (at, wrong, proposal) in [(2, 16_001, "1600,1"), (3, 189, "1890"), (2, 160, "1600")] {
        let mut read = [1000, 1310, 1600, 1890, 2210, 2500];
        read[at] = wrong;
        let found = said(vec![indexes(Carrier::Electricity, "2025-01-01", 30, &read)]);
        let row = u32::try_from(at).unwrap() + 2;
        assert_eq!(only(&found, "than"), ("implausible", Some(row), Some(proposal), "index"), "{wrong}");
    }
    let last = [1000, 1310, 1600, 1890, 2210, 2500, 2800, 31_000];
    let found = said(vec![indexes(Carrier::Electricity, "2025-01-01", 30, &last)]);
    assert_eq!(only(&found, "factor"), ("implausible", Some(9), Some("3100"), "94"));
    let replaced = [9000, 9310, 9600, 10, 330, 650];
    assert_eq!(said(vec![indexes(Carrier::Electricity, "2025-01-01", 30, &replaced)]), []);
}

#[test]
fn the_first_index_follows_the_last_that_is_held() {
    let at = day_start(day("2024-12-02"));
    let daily = Some(Daily { usual: dec!(10), most: dec!(14) });
    let held = |last: Decimal, daily| [Held { last_index: Some((at, last)), daily, ..Held::default() }];
    let read = |first: i64| vec![indexes(Carrier::Electricity, "2025-01-01", 30, &[first, first + 300])];
    assert_eq!(with_held(read(1300), &held(dec!(1000), daily)).findings, []);
    let found = with_held(read(13_000), &held(dec!(1000), daily)).findings;
    assert_eq!(only(&found, "factor"), ("implausible", Some(2), Some("1300"), "40"));
    let found = with_held(read(130), &held(dec!(1000), daily)).findings;
    assert_eq!(only(&found, "held"), ("implausible", Some(2), Some("1300"), "1000"));
    let found = with_held(read(7), &held(dec!(1000), daily)).findings;
    assert_eq!(only(&found, "held"), ("index-decreases", Some(2), None, "1000"));
    assert_eq!(with_held(read(15), &held(dec!(99_990), None)).findings, [], "it went through zero");
    let found = with_held(read(12_345_678), &held(dec!(12_345), None)).findings;
    assert_eq!(only(&found, "held"), ("implausible", Some(2), Some("12345,678"), "12345"));
}

#[test]
fn gaps_are_said_once_with_their_ends_and_their_number() {
    let mut two = quarters("2025-02-01", 20, |i| wobbly(i, 300));
    two.points.retain(|p| !(97..=100).contains(&p.row) && !(500..700).contains(&p.row));
    two.gaps = 204;
    let found = said(vec![two]);
    assert_eq!(only(&found, "count"), ("gap", Some(101), None, "204"));
    assert_eq!(found[0].data.get("runs").map(String::as_str), Some("2"));
    assert_eq!(found[0].data.get("from").map(String::as_str), Some("2025-02-01"));
    assert_eq!(found[0].data.get("to").map(String::as_str), Some("2025-02-09"));
    // A register that is silent while the other speaks lacks nothing.
    let [day, night] = [Register::Day, Register::Night].map(|register| {
        let mut one = quarters("2025-02-01", 4, |i| wobbly(i, 300));
        one.key.register = register;
        one.points.retain(|p| (p.row % 96 < 40) == (register == Register::Night));
        one
    });
    assert_eq!(said(vec![day, night]), []);
    let mut lacking = months(Carrier::Electricity, Unit::KWh, "2024-01", &SEASONS);
    lacking.points.remove(4);
    assert_eq!(only(&said(vec![lacking]), "days"), ("gap", Some(7), None, "31"));
}

#[test]
fn a_gap_that_the_parser_explains_is_not_said_again() {
    let text = "Date;Conso (kWh)\n01/01/2025;120\n02/01/2025;1 1OO\n03/01/2025;118\n04/01/2025;121\n";
    let found = file(text);
    assert_eq!(codes(&found.findings), ["bad-number"], "{:?}", found.findings);
}

#[test]
fn periods_that_overlap_in_part_are_said() {
    let mut bills = months(Carrier::NaturalGas, Unit::KWh, "2024-01", &[3000, 2800, 2500, 1500]);
    bills.key.kind = Kind::Billed;
    bills.points[1].start -= 10 * 86_400;
    let found = said(vec![bills]);
    assert_eq!(only(&found, "other_row"), ("overlap", Some(3), None, "2"));
    assert_eq!(found[0].data.get("from").map(String::as_str), Some("2024-01-22"));
    assert_eq!(found[0].data.get("to").map(String::as_str), Some("2024-02-01"));
}

#[test]
fn the_spring_hour_is_no_gap_and_the_autumn_hour_given_once_is_said() {
    let spring = file(&clock_file("2025-03-30", &(0..24).filter(|h| *h != 2).collect::<Vec<_>>()));
    assert_eq!(codes(&spring.findings), Vec::<&str>::new());
    let autumn = file(&clock_file("2025-10-26", &(0..24).collect::<Vec<_>>()));
    assert_eq!(only(&autumn.findings, "day"), ("repeated-hour-missing", Some(5), None, "2025-10-26"));
    let whole: Vec<u32> = (0..3).chain(2..24).collect();
    assert_eq!(codes(&file(&clock_file("2025-10-26", &whole)).findings), Vec::<&str>::new());
}

/// An export of one day, an hour a row.
fn clock_file(on: &str, hours: &[u32]) -> String {
    let (year, month, date) = (&on[..4], &on[5..7], &on[8..]);
    let mut text = String::from("Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Volume;Eenheid\n");
    for (hour, next) in hours.iter().zip(hours.iter().skip(1).chain([&24])) {
        let next = next % 24;
        let to = if next == 0 { date.parse::<u32>().unwrap() + 1 } else { date.parse().unwrap() };
        text.push_str(&format!(
            "{date}-{month}-{year};{hour:02}:00:00;{to:02}-{month}-{year};{next:02}:00:00;541448820000000008;1,2{hour};kWh\n"
        ));
    }
    text
}

#[test]
fn a_change_of_unit_is_said_from_its_day_on() {
    let mut wh = months(Carrier::Electricity, Unit::KWh, "2024-01", &SEASONS);
    for point in &mut wh.points[18..] {
        point.value = point.value.map(|v| v * 1000);
    }
    let found = said(vec![wh]);
    assert_eq!(only(&found, "why"), ("unit-jump", Some(20), None, "thousand"));
    assert_eq!(found[0].data.get("day").map(String::as_str), Some("2025-07-01"));
    // m3 that become kWh in the middle of a winter; the same in spring may be the end of the heating season.
    for (from, expect) in [("2025-01-05", vec!["unit-jump"]), ("2025-04-20", vec![])] {
        let since = i64::from(from != "2025-01-05");
        let gas = |i: i64| {
            let daily = 12_000 + wobbly(i, 2000);
            if (i / 24 >= 20) == (since == 0) { daily * 11 } else { daily }
        };
        let mut hours = quarters(from, 40, |_| 0);
        hours.points.truncate(40 * 24);
        let start = day_start(day(from));
        for (i, point) in (0..).zip(&mut hours.points) {
            (point.start, point.end, point.value) = (start + i * 3600, start + (i + 1) * 3600, Some(gas(i)));
        }
        (hours.key.carrier, hours.resolution_s) = (Carrier::NaturalGas, Some(3600));
        assert_eq!(codes(&said(vec![hours])), expect, "{from}");
    }
    let held = [Held { daily: Some(Daily { usual: dec!(100), most: dec!(160) }), ..Held::default() }];
    let all =
        months(Carrier::Electricity, Unit::KWh, "2026-01", &[3_100_000, 2_800_000, 3_000_000, 2_900_000]);
    assert_eq!(only(&with_held(vec![all], &held).findings, "why"), ("unit-jump", Some(2), None, "thousand"));
}

#[test]
fn zeros_that_nobody_explains_are_said_and_stay_zeros() {
    let year = || quarters("2025-01-01", 90, |i| if (2000..2700).contains(&i) { 0 } else { wobbly(i, 300) });
    let found = said(vec![year()]);
    assert_eq!(only(&found, "count"), ("run-of-zeros", Some(2002), None, "700"));
    // The other register works meanwhile.
    let [mut one, mut other] = [year(), quarters("2025-01-01", 90, |i| wobbly(i, 300))];
    (one.key.register, other.key.register) = (Register::Day, Register::Night);
    assert_eq!(said(vec![one, other]), []);
    let mut winter = months(Carrier::NaturalGas, Unit::KWh, "2023-01", &SEASONS);
    winter.points[12].value = Some(0);
    assert_eq!(only(&said(vec![winter]), "from"), ("run-of-zeros", Some(14), None, "2024-01-01"));
}

#[test]
fn dash_and_not_available_are_no_zeros() {
    let cells = ["120", "-", "n/a", "", "118", "0", "121"];
    let rows = (1..).zip(cells).map(|(date, cell)| format!("{date:02}/01/2025;{cell}\n"));
    let found = file(&format!("Date;Conso (kWh)\n{}", rows.collect::<String>()));
    let values: Vec<Option<i64>> = found.series[0].points.iter().map(|p| p.value).collect();
    assert_eq!(values, [Some(120), None, None, None, Some(118), Some(0), Some(121)]);
    assert!(!codes(&found.findings).contains(&"run-of-zeros"));
}

#[test]
fn a_meter_that_repeats_itself_or_no_longer_moves_is_said() {
    let mut stuck =
        quarters("2025-01-01", 30, |i| if (500..700).contains(&i) { 312 } else { wobbly(i, 300) });
    assert_eq!(only(&said(vec![stuck.clone()]), "count"), ("stuck-meter", Some(502), None, "200"));
    for point in &mut stuck.points {
        point.quality = Quality::Estimated;
    }
    assert_eq!(said(vec![stuck]), [], "an estimate may repeat itself");
    let shared_out = months(Carrier::NaturalGas, Unit::KWh, "2025-01", &[1250; 12]);
    assert_eq!(only(&said(vec![shared_out]), "count"), ("stuck-meter", Some(2), None, "12"));
    let still = [1000, 1310, 1600, 1600, 2210, 2500, 2800];
    let found = said(vec![indexes(Carrier::Electricity, "2025-01-01", 30, &still)]);
    assert_eq!(only(&found, "kind"), ("stuck-meter", Some(4), None, "index"));
    let summer = indexes(Carrier::NaturalGas, "2025-05-01", 30, &[1000, 1310, 1600, 1600, 2210, 2500, 2800]);
    assert_eq!(said(vec![summer]), [], "nobody heats in July");
}

#[test]
fn what_lies_in_the_future_is_declared_by_somebody_and_measured_by_nobody() {
    let parsed = with_held(vec![months(Carrier::Electricity, Unit::KWh, "2026-06", &[900; 7])], &[]);
    let future = parsed.findings.iter().find(|f| f.code == Code::FutureDate).unwrap();
    assert_eq!(
        (future.row, future.data["day"].as_str(), future.data["count"].as_str()),
        (Some(8), "2026-12-01", "1")
    );
    let qualities: Vec<Quality> = parsed.series[0].points.iter().map(|p| p.quality).collect();
    assert_eq!(qualities[5..], [Quality::Measured, Quality::Declared]);
}

#[test]
fn a_row_of_the_future_is_to_be_corrected_where_the_file_is_kept() {
    let file = "Date;Prélèvement (kWh);Injection (kWh)\n2026-09-01;900;10\n2026-10-01;880;douze\n2026-12-01;920;8\n\
                2027-01-01;900;13\n2026-13-01;940;14\n";
    let mut parsed = parse(file.as_bytes(), &Catalog::embedded().unwrap(), Hints::default());
    clean(&mut parsed, &Context { now: NOW, held: &[] });
    let sum = |p: &Parsed| p.rows.accepted + p.rows.missing + p.rows.rejected + p.rows.ignored;
    assert_eq!((parsed.rows.read, parsed.rows.accepted, sum(&parsed)), (5, 4, 5), "{:?}", parsed.findings);
    leave_out(&mut parsed, NOW);
    assert_eq!((parsed.rows.accepted, parsed.rows.rejected, sum(&parsed)), (2, 3, 5));
    assert_eq!(rows_to_correct(&parsed), 4, "and one of which a cell is used: {:?}", parsed.findings);
    assert!(parsed.series.iter().flat_map(|s| &s.points).all(|p| p.start <= NOW));
    let once = parsed.clone();
    leave_out(&mut parsed, NOW);
    assert_eq!(parsed, once);
}

#[test]
fn a_sum_of_others_counts_once() {
    let wing = |name: &str, level: i64| of_meter(name, quarters("2025-01-01", 3, move |i| wobbly(i, level)));
    let mut sum = of_meter("Total", wing("", 0));
    let (a, b) = (wing("Aile A", 300), wing("Aile B", 120));
    for (at, point) in sum.points.iter_mut().enumerate() {
        point.value = a.points[at].value.zip(b.points[at].value).map(|(a, b)| a + b);
    }
    let parsed = with_held(vec![a.clone(), b.clone(), sum.clone()], &[]);
    assert_eq!(only(&parsed.findings, "why").3, "sum");
    assert_eq!(parsed.series.iter().map(|s| s.counts).collect::<Vec<_>>(), [true, true, false]);
    sum.key.ean = eclaireur_models::building::Ean::read("541448820000000008");
    let parsed = with_held(vec![sum.clone(), a.clone(), b.clone()], &[]);
    assert_eq!(only(&parsed.findings, "why").3, "head", "the bill counts the supply point");
    assert_eq!(parsed.series.iter().map(|s| s.counts).collect::<Vec<_>>(), [true, false, false]);
    let c = wing("Aile C", 500);
    assert_eq!(said(vec![a, b, c]), []);
    let held = [Held { behind: Some("Général".to_owned()), ..Held::default() }];
    let parsed = with_held(vec![sum], &held);
    assert_eq!(only(&parsed.findings, "meter"), ("sub-meter", Some(2), None, "Général"));
    assert!(!parsed.series[0].counts);
}

#[test]
fn readings_far_outside_a_meters_service_are_said() {
    let valid = (Some(day("2024-01-10")), Some(day("2025-06-01")));
    let held = [Held { valid, ..Held::default() }];
    let found = with_held(vec![months(Carrier::Electricity, Unit::KWh, "2023-11", &SEASONS)], &held).findings;
    assert_eq!(codes(&found), ["out-of-service", "out-of-service"]);
    assert_eq!((found[0].row, found[0].data["count"].as_str()), (Some(2), "2"));
    assert_eq!((found[1].row, found[1].data["why"].as_str()), (Some(23), "after"));
}

/// Every real file there is: what they are told of is there, and the sound ones are told of nothing.
#[test]
fn real_files_are_not_flooded() {
    let Some(folder) = crate::folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let (mut folders, mut seen) = (vec![folder.clone()], 0);
    while let Some(one) = folders.pop() {
        for entry in std::fs::read_dir(one).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let mut parsed = parse(&std::fs::read(&entry).unwrap(), &catalog, Hints::default());
            let before = parsed.findings.clone();
            clean(&mut parsed, &Context { now: NOW, held: &[] });
            let found: Vec<&Finding> = parsed.findings.iter().filter(|f| !before.contains(f)).collect();
            let name = entry.strip_prefix(&folder).unwrap().display().to_string();
            assert!(found.len() <= 2 * parsed.series.len(), "{name}: {found:?}");
            let sound = ["fluvius/", "dsmr/", "peppol/", "green-button/"].iter().any(|f| name.starts_with(f));
            assert!(!sound || found.is_empty(), "{name}: {found:?}");
            seen += usize::from(!parsed.series.is_empty());
        }
    }
    assert!(seen >= 20, "{seen}");
}
