//! The simulated sector: the same for the same seed, the first ones kept, believable as a whole.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::facts::fact;
use eclaireur_models::building::{Carrier, Code};
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::simulated::{FEDERATIONS, Organisation, Sector, Told, Wanted};
use proptest::prelude::*;

use crate::whatever_comes::CATALOG;

fn wanted(buildings: usize, seed: u64) -> Wanted {
    let today: Day = "2026-11-22".parse().unwrap();
    Wanted { buildings, years: 3, quarter_hours: false, seed, today }
}

fn sector(wanted: Wanted) -> Vec<Organisation> {
    Sector::new(wanted, &CATALOG).unwrap().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_one_others(seed in 0..u64::MAX, n in 1..40_usize) {
        let printed = |seed| format!("{:?}", sector(wanted(n, seed)));
        prop_assert_eq!(printed(seed), printed(seed));
        prop_assert_ne!(printed(seed), printed(seed ^ 1));
    }

    #[test]
    fn asking_for_more_keeps_the_first_ones(seed in 0..u64::MAX, n in 1..60_usize, more in 1..60_usize) {
        let all = |n| -> Vec<_> {
            let buildings = sector(wanted(n, seed)).into_iter().map(|o| o.buildings);
            buildings.flatten().map(|b| format!("{b:?}")).collect()
        };
        let (few, many) = (all(n), all(n + more));
        prop_assert_eq!(few.len(), n);
        prop_assert_eq!(many.len(), n + more);
        prop_assert_eq!(&few[..], &many[..n]);
    }
}

#[test]
fn it_looks_like_a_sector() {
    let all = sector(wanted(4_000, 1));
    let buildings: Vec<_> = all.iter().flat_map(|o| &o.buildings).collect();
    assert_eq!(buildings.len(), 4_000);
    let each = 4_000.0 / f64::from(u32::try_from(all.len()).unwrap());
    assert!((2.0..2.9).contains(&each), "{each} buildings an organisation");
    assert!(all.iter().any(|o| o.buildings.len() > 30), "a long tail");
    let places: BTreeSet<_> = buildings
        .iter()
        .map(|b| CATALOG.communes().by_nis(&b.commune_nis).unwrap().arrondissement.as_str())
        .collect();
    assert_eq!(places.len(), 20, "{places:?}");
    let activities: BTreeSet<_> = all.iter().map(|o| o.activity).collect();
    assert!(activities.iter().all(|code| CATALOG.sector(code).is_some()));
    assert!(activities.len() >= 15, "{activities:?}");
    let mut share = BTreeMap::new();
    for meter in buildings.iter().flat_map(|b| &b.meters) {
        *share.entry(meter.carrier).or_insert(0) += 1;
    }
    for carrier in [
        Carrier::NaturalGas,
        Carrier::HeatingOil,
        Carrier::Pellets,
        Carrier::DistrictHeat,
        Carrier::Electricity,
        Carrier::Water,
    ] {
        assert!(share.get(&carrier).is_some_and(|n| *n > 40), "{carrier:?}: {share:?}");
    }
    let told = |code: &str| buildings.iter().filter(|b| b.facts.iter().any(|(c, _)| *c == code)).count();
    assert!((3_300..3_700).contains(&told("building.heated_area_m2")));
    let billed = buildings.iter().filter(|b| matches!(b.meters[0].told, Told::Bills(_))).count();
    assert!((500..1_400).contains(&billed), "{billed}");
    let consents = all.iter().filter(|o| o.consents).count();
    assert!((all.len() / 14..all.len() / 7).contains(&consents), "{consents}");
    for (n, federation) in FEDERATIONS.iter().enumerate() {
        assert!(all.iter().filter(|o| o.federations.contains(&n)).count() >= 5, "{}", federation.0);
    }
    assert!(all.iter().any(|o| o.federations.len() > 1));
}

#[test]
fn names_are_unique_and_facts_are_of_their_form() {
    let all = sector(wanted(600, 3));
    let codes: BTreeSet<_> = all.iter().map(|o| Code::from_name(&o.name, "x")).collect();
    assert_eq!(codes.len(), all.len());
    let buildings: Vec<_> = all.iter().flat_map(|o| &o.buildings).collect();
    let codes: BTreeSet<_> = buildings.iter().map(|b| Code::from_name(&b.name, "x")).collect();
    assert_eq!(codes.len(), buildings.len());
    let mut eans = BTreeSet::new();
    for building in buildings {
        for (code, value) in &building.facts {
            assert!(fact(code).is_some() && !value.is_empty());
        }
        for ean in building.meters.iter().filter_map(|m| m.ean.as_ref()) {
            assert!(ean.problem().is_none() && ean.digits().starts_with("549999"));
            assert!(eans.insert(ean.digits().to_owned()), "{ean:?} twice");
        }
        for meter in &building.meters {
            if let Told::Months(months) = &meter.told {
                assert_eq!(months.len(), 46);
                assert!(months.iter().all(|(_, value)| value.is_none_or(|value| value >= 0)));
            }
        }
    }
}

#[test]
fn quarter_hours_add_up_to_a_year_of_a_believable_size() {
    let asked = Wanted { quarter_hours: true, years: 1, ..wanted(5, 1) };
    for building in sector(asked).iter().flat_map(|o| &o.buildings) {
        let Told::Quarters(quarters) = &building.meters[0].told else { panic!("{:?}", building.meters[0]) };
        let slots: Vec<_> = quarters.months().map(|month| quarters.month(month).unwrap()).collect();
        assert_eq!(slots.iter().map(eclaireur_models::readings::MonthSlots::filled).sum::<usize>(), 35_040);
        assert!(slots.iter().all(|month| month.sum() > 0));
    }
}
