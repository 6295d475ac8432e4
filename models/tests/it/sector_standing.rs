//! Aids, obstacles and whole sectors: counted in steps of five over groups that may be shown, with an attack that reads members
//! off where nothing is held back; a scenario weighed by what a federation says there is.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::requests::{Obstacle, Outcome};
use eclaireur_models::financing::scenario::{Member, run};
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::references::{Counted as Unit, Reference, Stratum};
use eclaireur_models::portfolio::sector::counted::{Counted, CountedAid, CountedYear, Dimension};
use eclaireur_models::portfolio::sector::disclosure::Control;
use eclaireur_models::portfolio::sector::extrapolated::energy;
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::groups::next;
use eclaireur_models::portfolio::sector::park::Park;
use eclaireur_models::portfolio::sector::scenarios::{Headline, of_all, shown};
use eclaireur_models::portfolio::sector::view::Count;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const SCOPE: Scope = Scope::Federation(1);
const PROVINCES: [&str; 3] = ["50000", "60000", "90000"];

/// One house of an organisation; every third asked for an aid, every fourth meets asbestos.
fn house(organisation: i64) -> Counted {
    let (n, province) = (organisation, PROVINCES[usize::try_from(organisation % 3).unwrap()]);
    let traits = [
        (Dimension::Activity, "care-home"),
        (Dimension::Province, province),
        (Dimension::Size, if n % 5 < 3 { "500-2000" } else { "below-500" }),
    ];
    let outcome = [Some(Outcome::Granted), Some(Outcome::Missed), None][usize::try_from(n / 3 % 3).unwrap()];
    let aid = CountedAid {
        scheme: "wallonia/ureba-2022".to_owned(),
        outcome,
        to_decision: (outcome == Some(Outcome::Granted)).then(|| 200 + i32::try_from(n % 20).unwrap()),
        to_payment: None,
    };
    Counted {
        organisation,
        building: organisation * 10,
        federations: BTreeSet::from([1]),
        named_to: BTreeSet::new(),
        traits: traits.into_iter().map(|(dimension, value)| (dimension, value.to_owned())).collect(),
        area: Some(1_000),
        unit: None,
        units: None,
        income: None,
        recoverable_kwh: None,
        recoverable_euro: None,
        years: vec![CountedYear {
            year: 2025,
            area: Some(1_000),
            used: Some(100_000 + 1_000 * n),
            normal: Some(100_000 + 1_000 * n),
            primary: None,
            co2: Some(20_000),
            cost: None,
            water: None,
            renewable: None,
            quality: Quality::Measured,
        }],
        aids: (n % 3 == 0).then_some(aid).into_iter().collect(),
        obstacles: (n % 4 == 0).then_some(Obstacle::Asbestos).into_iter().collect(),
        reckoned: None,
    }
}

fn park(organisations: i64, control: Control) -> Park {
    let rows: Vec<Counted> = (1..=organisations).map(house).collect();
    Park::new(next(Vec::new(), rows, control), Vec::new(), control)
}

#[test]
fn aids_and_obstacles_are_told_in_steps_of_five_with_their_delay() {
    let view = park(90, Control::STRICT).view(SCOPE, &Filter::default());
    // Of 90: 30 asked, ten of each outcome; 22 meet asbestos.
    let [aid] = view.aids.as_slice() else { panic!("{:?}", view.aids) };
    assert_eq!((aid.obtained, aid.missed, aid.waiting), (Some(10), Some(10), Some(10)));
    assert_eq!((aid.to_decision, aid.to_payment), (Some(7), None), "two hundred and some days");
    let met: Vec<_> = view.obstacles.iter().map(|one| (one.obstacle, one.organisations)).collect();
    assert_eq!(met, [(Obstacle::Asbestos, 20)]);
    // Of twelve, four asked: nothing is told, not even of what.
    let few = park(12, Control::STRICT).view(SCOPE, &Filter::default());
    assert!(few.totals.is_some() && few.aids.is_empty() && few.obstacles.is_empty(), "{few:?}");
    let nobody = park(0, Control::STRICT).view(SCOPE, &Filter::default());
    assert!(nobody.aids.is_empty() && nobody.obstacles.is_empty());
}

/// What an attacker reads: counts of fewer than five, and pairs of views that differ by fewer than five.
fn read_off(control: Control) -> usize {
    let park = park(90, control);
    let sizes = ["500-2000", "below-500"].map(|size| (Dimension::Size, size));
    let traits = PROVINCES.map(|code| (Dimension::Province, code)).into_iter().chain(sizes);
    let one: Vec<Filter> = traits.map(|(d, value)| Filter::default().and(d, value)).collect();
    let both = one.iter().flat_map(|filter| sizes.map(|(d, value)| filter.clone().and(d, value)));
    let all: Vec<Filter> = [Filter::default()].into_iter().chain(one.clone()).chain(both).collect();
    let counts: BTreeSet<usize> = all
        .iter()
        .flat_map(|filter| {
            let view = park.view(SCOPE, filter);
            let aids = view.aids.into_iter().flat_map(|aid| [aid.obtained, aid.missed, aid.waiting]);
            let met = view.obstacles.into_iter().map(|one| Some(one.organisations));
            aids.chain(met).flatten().collect::<Vec<_>>()
        })
        .collect();
    let small = counts.iter().filter(|count| **count < 5).count();
    let differences = counts.iter().flat_map(|a| counts.range(..a).map(move |b| a - b));
    small + differences.filter(|difference| *difference < 5).count()
}

#[test]
fn no_count_and_no_difference_of_counts_is_below_five_and_without_control_some_are() {
    assert_eq!(read_off(Control::STRICT), 0);
    assert!(read_off(Control::OFF) > 0, "the attack can succeed");
}

fn reference(province: Option<&str>, count: u32) -> Reference {
    let stratum = Stratum {
        activity: "care-home".to_owned(),
        province: province.map(str::to_owned),
        size: None,
        counted: Unit::Organisations,
    };
    Reference { stratum, count, year: 2025, source: "AViQ".to_owned() }
}

#[test]
fn the_energy_of_a_sector_is_reckoned_by_province() {
    let park = park(90, Control::STRICT);
    let counts: Vec<Reference> = PROVINCES.map(|code| reference(Some(code), 100)).into();
    let counts: Vec<&Reference> = counts.iter().collect();
    let whole = energy(&park, SCOPE, 2025, &counts).unwrap();
    // Thirty of each hundred are known; by hand: 100 × the mean of each province, that is 300 × (100 000 + 1 000 × 45.5).
    assert_eq!((whole.known, whole.reckoned, whole.left_out), (90, 300, 0));
    assert_eq!((whole.low, whole.high), (43_650_000, 43_650_000));
    // s² of 1 000 × {1, 4, …, 88} is 9e6 × 77.5; three times 100² · 0.7 · s² / 30.
    let by_hand = 1.96 * (3.0 * 10_000.0 * 0.7 * 9.0e6 * 77.5 / 30.0_f64).sqrt();
    assert!((whole.margin.to_f64().unwrap() - by_hand).abs() < 1.0, "{} {by_hand}", whole.margin);
    assert_eq!(energy(&park, SCOPE, 1999, &counts), None);
}

/// A theatre of its own.
fn facts() -> Facts {
    let mut facts = Facts::default();
    for (code, word) in [
        ("organisation.legal_form", "asbl"),
        ("organisation.activity", "culture"),
        ("organisation.aim", "philanthropic"),
        ("organisation.field", "culture"),
        ("building.tenure", "owner"),
    ] {
        facts.tell(code, Value::Word(word.to_owned()));
    }
    facts.tell("organisation.seat_in_wallonia", Value::YesNo(true));
    facts.tell("organisation.german_speaking_community", Value::YesNo(false));
    facts.tell("building.in_wallonia", Value::YesNo(true));
    facts
}

#[test]
fn a_scenario_is_weighed_by_how_many_there_are() {
    let catalog = Catalog::embedded().unwrap();
    let scenario = catalog.scenario("unipso-2024/ureba-extended").unwrap();
    let on = Day::constant(2026, 11, 21);
    let members: Vec<(i64, Member)> = (1..=60)
        .map(|organisation| {
            let member = Member {
                organisation: organisation.to_string(),
                facts: facts(),
                activity: Some("care-home".to_owned()),
                area: Some(Decimal::from(1_000)),
                final_kwh: Some(Decimal::from(150_000)),
                ..Member::default()
            };
            (organisation * 10, member)
        })
        .collect();
    let park = park(60, Control::STRICT);
    let alone: Vec<Member> = members.iter().map(|(_, member)| member.clone()).collect();
    let whole = run(scenario, &alone, &catalog, on);
    let (all, none) = (reference(None, 600), reference(Some("10000"), 40));
    let told = of_all(scenario, &members, &park, SCOPE, &[&all, &none], (&catalog, on));
    let outcome = shown(
        scenario,
        (members.clone(), Count { organisations: 60, buildings: 60 }),
        &park,
        SCOPE,
        &catalog,
        on,
    );
    assert_eq!(outcome.total.buildings, 60);
    let (headline, reckoned) = told.unwrap();
    let gain = whole.total.members.unwrap();
    assert_eq!(headline, Headline::Members);
    assert!(!gain.high.0.is_zero(), "{gain:?}");
    // All of them are alike: ten times as many cost ten times as much, and nothing is left to chance.
    let ten = |end: Decimal| (end * Decimal::TEN).round().to_i64().unwrap();
    assert_eq!((reckoned.low, reckoned.high, reckoned.margin), (ten(gain.low.0), ten(gain.high.0), 0));
    assert_eq!((reckoned.known, reckoned.reckoned, reckoned.left_out), (60, 600, 40));
    let by_part: BTreeMap<u32, bool> = reckoned.strata.iter().map(|part| (part.all, part.reckoned)).collect();
    assert_eq!(by_part, BTreeMap::from([(40, false), (600, true)]));
    assert_eq!(of_all(scenario, &members, &park, SCOPE, &[&none], (&catalog, on)), None);
}
