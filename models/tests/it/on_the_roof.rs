//! Panels, batteries and heat pumps of an audit: reckoned on the year that quarter-hours told, kept whole; one after the other in the
//! chain; refused with their reason where they would do nothing.

use std::sync::LazyLock;

use eclaireur_models::audit::ground::{Ground, Price};
use eclaireur_models::audit::quarters::Quarters;
use eclaireur_models::audit::roofs::{Roof, Sunshine};
use eclaireur_models::audit::visit::{Origin, Told};
use eclaireur_models::audit::worked::{Bundle, BundleKind, Looked, Worked, worked};
use eclaireur_models::audit::{Audit, Chosen, Dated, Package, written};
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::profile::Profile;
use eclaireur_models::measures::pv::{Load, LoadOrigin, Site, dispatch};
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::totals::MeterReadings;
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use crate::cold::CATALOG;
use crate::given::{card, day, meter, part};
use crate::sited::slots;

/// The year 2025 of a head meter, by quarters of an hour: more on working days, and peaks at noon that no mean keeps.
fn year(value: impl FnMut(Day, f64) -> Option<i64>) -> Vec<MeterReadings> {
    let channel = slots(Direction::Offtake, (Unit::KWh, 900), ("2025-01", "2025-12"), value);
    vec![meter("tête", Carrier::Electricity, vec![channel])]
}

fn used(day: Day, hour: f64) -> i64 {
    let works = day.weekday().to_monday_one_offset() <= 5;
    let odd = i64::from(day.day()) * 37 % 101 * 40;
    let base = if works && (7.0..18.0).contains(&hour) { 4200 } else { 2300 };
    if (12.0..13.0).contains(&hour) { base + odd } else { base }
}

/// The whole of it.
fn whole() -> Vec<MeterReadings> {
    year(|day, hour| Some(used(day, hour)))
}

static QUARTERS: LazyLock<Quarters> = LazyLock::new(|| Quarters::of(&whole(), &CATALOG).unwrap());

fn profile() -> Profile {
    let year = Period::year(2025).unwrap();
    Profile::of(&whole(), &card(Carrier::Electricity), Direction::Offtake, year).unwrap()
}

fn ground() -> Ground {
    Ground {
        part: vec![
            part("space-heat", Carrier::NaturalGas, dec!(260000), Some(dec!(0.9))),
            part("other", Carrier::Electricity, dec!(110000), None),
        ],
        price: vec![
            Price { carrier: Carrier::NaturalGas, euro_per_kwh: dec!(0.08) },
            Price { carrier: Carrier::Electricity, euro_per_kwh: dec!(0.28) },
        ],
        supply_tenths: Some(750),
        ..Ground::default()
    }
}

fn chosen(number: u16, code: &str, inputs: &[(&str, &str)], euro: i64) -> Chosen {
    let told = |value: &str| Told { value: value.to_owned(), origin: Origin::Nameplate, by: None };
    let inputs = inputs.iter().map(|(code, value)| ((*code).to_owned(), told(value))).collect();
    Chosen { number, code: code.to_owned(), inputs, euro_excl_vat: Some(Decimal::from(euro)) }
}

fn panels(number: u16, kwp: &str) -> Chosen {
    chosen(number, "photovoltaic", &[("peak-power", kwp)], 70_000)
}

fn battery(number: u16) -> Chosen {
    chosen(number, "storage", &[("capacity", "60"), ("battery-power", "30"), ("back-share", "0.85")], 40_000)
}

fn pump(hottest: &str) -> Chosen {
    let sheet = [("scop-35", "4"), ("scop-55", "3"), ("hottest-supply", hottest), ("design-outside", "-8")];
    chosen(7, "heat-pump", &sheet, 180_000)
}

fn roof() -> Chosen {
    chosen(8, "roof-flat", &[("area", "900"), ("u-before", "1.5"), ("u-after", "0.2")], 90_000)
}

fn audit(measure: Vec<Chosen>) -> Audit {
    let measures = measure.iter().map(|one| Dated { measure: one.number, year: None }).collect();
    let package = vec![Package { number: 1, name: "Tout".to_owned(), measures }];
    let mut audit = Audit { measure, package, ..Audit::default() };
    audit.head.activity = Some("office".to_owned());
    audit.measured.load = Some(QUARTERS.clone());
    audit
}

fn found(audit: &Audit, ground: &Ground) -> Worked {
    worked(audit, ground, &CATALOG, day("2026-11-22"))
}

fn of(worked: &Worked, number: u16) -> &Looked {
    worked.looked.iter().find(|one| one.number == number).unwrap()
}

fn own(worked: &Worked) -> &Bundle {
    worked.bundles.iter().find(|bundle| bundle.kind == BundleKind::Own).unwrap()
}

#[test]
fn the_year_is_kept_whole_and_comes_back_to_the_watt_hour() {
    let kept = QUARTERS.load().unwrap();
    let read = Load::measured(&profile()).unwrap();
    assert_eq!(kept, read);
    assert_eq!((kept.wh.len(), kept.origin.clone()), (35_040, LoadOrigin::Measured { filled: 0 }));
    assert!(QUARTERS.wh.len() < 90_000, "{}", QUARTERS.wh.len());
    // Nothing is averaged: the error against the full year is none, whatever the sun.
    let sun: Vec<u64> = (0..35_040).map(|slot| if slot % 96 / 4 == 11 { 5_000 } else { 0 }).collect();
    let of = |load: &Load| dispatch(&sun, &load.wh, load.step_s, Site::default());
    assert_eq!(of(&kept), of(&read));
    // What means by weekday and quarter would have counted as used is more: peaks and dull hours are gone.
    let mut means = vec![(0_u64, 0_u64); 7 * 96];
    for (slot, wh) in read.wh.iter().enumerate() {
        let (sum, count) = &mut means[slot % (7 * 96)];
        (*sum, *count) = (*sum + wh, *count + 1);
    }
    let flat: Vec<u64> = (0..35_040).map(|slot| means[slot % 672].0 / means[slot % 672].1).collect();
    let mean = dispatch(&sun, &flat, 900, Site::default()).unwrap();
    assert!(mean.self_consumed > of(&kept).unwrap().self_consumed);
}

#[test]
fn a_year_with_holes_or_with_a_flow_that_nobody_measures_is_none() {
    let few = |at: Day, hour: f64| (at != day("2025-05-05")).then(|| used(at, hour));
    let filled = Quarters::of(&year(few), &CATALOG).unwrap();
    assert_eq!((filled.filled, filled.quality), (96, Quality::Filled));
    let many = |day: Day, hour: f64| (day.month() != 3 && day.month() != 8).then(|| used(day, hour));
    assert_eq!(Quarters::of(&year(many), &CATALOG), None);
    assert_eq!(Quarters::of(&[], &CATALOG), None);
    let given = slots(Direction::Injection, (Unit::KWh, 900), ("2025-01", "2025-12"), |_, hour| {
        Some(if (11.0..14.0).contains(&hour) { 800 } else { 0 })
    });
    let mut injects = whole();
    injects[0].channels.push(given);
    assert_eq!(Quarters::of(&injects, &CATALOG), None, "what was made and used is not told");
    let still = slots(Direction::Injection, (Unit::KWh, 900), ("2025-01", "2025-12"), |_, _| Some(0));
    let mut never = whole();
    never[0].channels.push(still);
    assert!(Quarters::of(&never, &CATALOG).is_some(), "every digital meter has such a register");
}

#[test]
fn panels_stand_on_quarter_hours_where_there_are_and_say_so() {
    let with = found(&audit(vec![panels(1, "40")]), &ground());
    let told = with.panels.as_ref().unwrap();
    assert_eq!((told.load_origin.as_str(), told.load), ("pv-load-measured", dec!(110000)));
    assert_eq!(told.made, told.used + told.injected);
    assert_eq!(told.months.iter().map(|m| m.used).sum::<Decimal>(), told.used);
    assert_eq!(of(&with, 1).kwh, told.used);
    assert!(of(&with, 1).notes.contains(&"pv-load-measured".to_owned()));
    let mut nobody = audit(vec![panels(1, "40")]);
    nobody.measured.load = None;
    let shaped = found(&nobody, &ground());
    let shape = shaped.panels.as_ref().unwrap();
    assert_eq!(shape.load_origin, "pv-load-shape");
    assert_ne!(shape.used, told.used);
    // A text that is no year serves nobody.
    let mut broken = audit(vec![panels(1, "40")]);
    broken.measured.load = Some(Quarters { wh: "é".to_owned(), ..QUARTERS.clone() });
    assert_eq!(found(&broken, &ground()).panels, shaped.panels);
}

#[test]
fn a_delivered_audit_comes_to_the_same_sun_again() {
    let mut audit = audit(vec![panels(1, "40"), battery(2)]);
    audit.measured.ground = Some(ground());
    let text = written::write(&audit, &CATALOG, (day("2026-11-22"), 1), "test");
    assert!(text.len() < 200_000, "{}", text.len());
    assert_eq!(written::open(&text, &CATALOG).unwrap().audit, audit);
    let wh = &QUARTERS.wh;
    let tampered = text.replacen(wh.as_str(), &wh.replacen(&wh[..40], &"0".repeat(40), 1), 1);
    assert!(tampered != text && written::open(&tampered, &CATALOG).is_err());
}

#[test]
fn a_battery_saves_what_it_gives_back_beside_its_panels() {
    let found = found(&audit(vec![battery(2), panels(1, "80")]), &ground());
    let (one, stored) = (of(&found, 2), of(&found, 2).stored.clone().unwrap());
    assert!(stored.used_with > stored.used_without && stored.lost > Decimal::ZERO, "{stored:?}");
    assert!(stored.injected_with < stored.injected_without);
    assert_eq!(one.kwh, stored.used_with - stored.used_without);
    let own = own(&found);
    assert_eq!(own.objections, []);
    assert_eq!(own.bars.iter().map(|bar| bar.key.as_str()).collect::<Vec<_>>(), ["photovoltaic", "storage"]);
    assert_eq!(own.bars[1].saved, one.kwh);
    assert_eq!(own.bars[1].alone, one.kwh, "beside its panels, without which it keeps nothing");
    assert_eq!(own.saved, stored.used_with);
}

#[test]
fn a_battery_without_panels_is_refused_and_one_beside_todays_panels_is_not() {
    let alone = audit(vec![battery(2)]);
    assert_eq!(of(&found(&alone, &ground()), 2).refusals[0].code, "no-panels");
    let sunny = Ground { made_kwh: Some(dec!(60000)), used_kwh: Some(dec!(31000)), ..ground() };
    let today = found(&alone, &sunny);
    let one = of(&today, 2);
    assert!(one.refusals.is_empty() && one.kwh > Decimal::ZERO, "{:?}", one.refusals);
    assert_eq!(today.panels, None);
    // Its panels lacking from the package, it is objected to and counts for nothing.
    let mut apart = audit(vec![battery(2), panels(1, "80")]);
    apart.package[0].measures.retain(|dated| dated.measure == 2);
    let found = found(&apart, &ground());
    assert_eq!((own(&found).objections.len(), own(&found).saved), (1, Decimal::ZERO));
}

#[test]
fn two_roofs_are_two_and_a_fifth_one_is_too_many() {
    let both = found(&audit(vec![panels(1, "30"), panels(2, "50")]), &ground());
    let one = found(&audit(vec![panels(1, "80")]), &ground());
    let (two, single) = (own(&both), own(&one));
    assert_eq!(two.bars.len(), 2);
    assert!((two.saved - single.saved).abs() < dec!(1), "{} {}", two.saved, single.saved);
    assert!(two.bars[1].saved < two.bars[1].alone, "the second finds less to replace");
    let mut five = audit((1..=5).map(|n| panels(n, "5")).collect());
    five.measured.load = None;
    let five = found(&five, &ground());
    assert_eq!(of(&five, 5).refusals[0].code, "too-many");
    assert!(of(&five, 4).refusals.is_empty());
}

#[test]
fn an_inverter_is_bought_again_or_said_not_to_be_known() {
    let unknown = found(&audit(vec![panels(1, "40")]), &ground());
    let said = ("photovoltaic".to_owned(), "inverter-cost-unknown".to_owned());
    assert!(own(&unknown).supposed.contains(&said), "{:?}", own(&unknown).supposed);
    let mut told = panels(1, "40");
    told.inputs.extend(chosen(1, "", &[("inverter-cost", "5000")], 0).inputs);
    let known = found(&audit(vec![told]), &ground());
    assert!(!own(&known).supposed.contains(&said));
    let again = |worked: &Worked| own(worked).life.clone().unwrap().again;
    // 5 000 € and VAT in year 12, at 3 %.
    assert_eq!(again(&known) - again(&unknown), dec!(4243.35));
    assert_eq!(
        own(&unknown).life.as_ref().unwrap().npv - own(&known).life.as_ref().unwrap().npv,
        dec!(4243.35)
    );
}

#[test]
fn a_heat_pump_is_sized_after_the_envelope_and_refused_where_emitters_ask_too_much() {
    let found = found(&audit(vec![pump("70"), roof()]), &ground());
    // 234 MWh of useful heat ÷ (1815 K·day × 24 h) × 28 K.
    let alone = of(&found, 7);
    assert_eq!(alone.sized_kw, Some(dec!(150.414)));
    assert_eq!(
        (alone.supply_c, alone.limits.clone()),
        (Some((dec!(75), dec!(70))), vec!["emitters".to_owned()])
    );
    assert_eq!(alone.kwh, Decimal::ZERO);
    let bar = &own(&found).bars[1];
    assert_eq!(bar.key, "heat-pump");
    assert!(bar.sized_kw.unwrap() < dec!(120), "{:?}", bar.sized_kw);
    let (needed, hottest) = bar.supply_c.unwrap();
    assert!(needed < hottest && bar.limits.is_empty() && bar.saved > Decimal::ZERO, "{bar:?}");
    let mut partly = pump("70");
    partly.inputs.extend(chosen(7, "", &[("taken-share", "0.6")], 0).inputs);
    assert_eq!(of(&self::found(&audit(vec![partly]), &ground()), 7).sized_kw, None);
}

#[test]
fn a_roof_gives_what_a_service_said_of_it_and_else_says_why_not() {
    let lies = |told: Option<Sunshine>, untold: Option<&str>| {
        let mut audit = audit(vec![panels(1, "40")]);
        audit.roof =
            vec![Roof { measure: 1, slope: 20, azimuth: 90, told, untold: untold.map(str::to_owned) }];
        found(&audit, &ground())
    };
    let said = Sunshine { months: [dec!(70); 12], host: "sun.example".to_owned(), on: day("2026-11-22") };
    let told = lies(Some(said), None);
    let shown = told.panels.clone().unwrap();
    // To the watt: the power is rounded.
    assert!((shown.made - dec!(33600)).abs() < dec!(1), "{}", shown.made);
    assert_eq!(shown.yield_origin, "pv-yield-monthly");
    let yields = of(&told, 1).inputs.iter().find(|input| input.symbol == "measure-yield").unwrap();
    assert_eq!(yields.value, dec!(840));
    let untold = lies(None, Some("off"));
    let shown = untold.panels.clone().unwrap();
    assert_eq!(
        (shown.yield_origin.as_str(), shown.yield_untold.as_deref()),
        ("pv-yield-catalogue", Some("off"))
    );
    assert!(shown.made < dec!(36000), "the west gives less than the south");
    assert!(of(&untold, 1).notes.contains(&"audit-roof-untold-off".to_owned()));
}
