//! Several buildings planned together: the bound holds, budgets are kept, the gap is small.

use eclaireur_models::measures::park::{Choice, Effort, Park, ParkBuilding, ParkPlan, plan};
use proptest::prelude::*;

fn park(buildings: &[Vec<(i64, Vec<i64>)>], budgets: &[i64], kept: bool) -> Park {
    let choice = |(at, (cost, worth)): (usize, &(i64, Vec<i64>))| Choice {
        code: format!("p{at}"),
        cost: *cost,
        worth: worth.clone(),
    };
    let building = |(at, choices): (usize, &Vec<(i64, Vec<i64>)>)| ParkBuilding {
        code: format!("b{at}"),
        choices: choices.iter().enumerate().map(choice).collect(),
    };
    Park { buildings: buildings.iter().enumerate().map(building).collect(), budgets: budgets.to_vec(), kept }
}

/// Everything that could be done, tried one by one.
fn brute(park: &Park, at: usize, spent: &mut Vec<i64>) -> i64 {
    let Some(building) = park.buildings.get(at) else { return 0 };
    let mut best = brute(park, at + 1, spent);
    for choice in &building.choices {
        for (year, worth) in choice.worth.iter().enumerate() {
            spent[year] += choice.cost;
            if within(park, spent) {
                best = best.max(worth + brute(park, at + 1, spent));
            }
            spent[year] -= choice.cost;
        }
    }
    best
}

fn within(park: &Park, spent: &[i64]) -> bool {
    if park.kept {
        let (mut left, mut good) = (0, true);
        for (paid, budget) in spent.iter().zip(&park.budgets) {
            left += budget - paid;
            good &= left >= 0;
        }
        good
    } else {
        spent.iter().zip(&park.budgets).all(|(paid, budget)| paid <= budget)
    }
}

fn check(park: &Park, found: &ParkPlan) {
    assert!(within(park, &found.spent), "{found:?}");
    assert!(found.worth <= found.bound, "{found:?}");
    let mut worth = 0;
    let mut seen = std::collections::BTreeSet::new();
    let mut spent = vec![0; park.budgets.len()];
    for begun in &found.begun {
        let choice = &park.buildings[begun.building].choices[begun.choice];
        worth += choice.worth[usize::from(begun.year) - 1];
        spent[usize::from(begun.year) - 1] += choice.cost;
        assert!(seen.insert(begun.building), "one package a building");
    }
    assert_eq!((worth, spent), (found.worth, found.spent.clone()));
}

#[test]
fn the_worthiest_fit_is_found_and_told_with_its_year() {
    let all = park(
        &[vec![(60, vec![100, 90])], vec![(60, vec![80, 75])], vec![(100, vec![90, 70])]],
        &[60, 60],
        false,
    );
    let found = plan(&all, Effort::QUICK).unwrap();
    check(&all, &found);
    assert_eq!(found.worth, 175);
    assert!(found.bound >= 175);
    let kept = plan(&Park { kept: true, ..all.clone() }, Effort::QUICK).unwrap();
    check(&Park { kept: true, ..all.clone() }, &kept);
    assert_eq!(kept.worth, 175);
    assert_eq!(plan(&all, Effort::QUICK), plan(&all, Effort::QUICK), "the same inputs, the same plan");
}

#[test]
fn money_that_is_kept_pays_a_large_work_later() {
    let large = park(&[vec![(100, vec![90, 70])]], &[60, 60], false);
    assert_eq!(plan(&large, Effort::QUICK).unwrap().worth, 0);
    let found = plan(&Park { kept: true, ..large }, Effort::QUICK).unwrap();
    assert_eq!((found.worth, found.begun[0].year, found.spent), (70, 2, vec![0, 100]));
}

#[test]
fn what_is_no_organisation_is_refused() {
    let none = park(&[], &[], false);
    assert_eq!(plan(&none, Effort::QUICK).map(|p| (p.worth, p.bound)), Some((0, 0)));
    assert_eq!(
        plan(&park(&[vec![(1, vec![1])]], &[1, 2], false), Effort::QUICK),
        None,
        "a worth for each year"
    );
    assert_eq!(plan(&park(&[vec![(-1, vec![1])]], &[1], false), Effort::QUICK), None);
    assert_eq!(plan(&park(&[vec![(1, vec![i64::MAX])]], &[1], false), Effort::QUICK), None);
    assert_eq!(plan(&park(&vec![vec![]; 1001], &[1], false), Effort::QUICK), None);
}

#[test]
fn forty_buildings_come_within_a_few_percent_of_the_bound() {
    let all = eclaireur_models::measures::park::Park {
        buildings: (0..40_i64)
            .map(|b| ParkBuilding {
                code: format!("b{b}"),
                choices: (1..=4_i64)
                    .map(|c| {
                        let cost = 10_000 * c + (b * 7919 + c * 104_729) % 9000;
                        let yearly = cost / 9 + (b * 31 + c * 17) % 900;
                        let worth = (0..10).map(|y| yearly * (20 - y) - cost).collect();
                        Choice { code: format!("p{c}"), cost, worth }
                    })
                    .collect(),
            })
            .collect(),
        budgets: vec![70_000; 10],
        kept: false,
    };
    let found = plan(&all, Effort { prices: 600, tries: 1500 }).unwrap();
    check(&all, &found);
    assert!(found.gap_millionths() <= 30_000, "{}", found.gap_millionths());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_bound_is_never_below_the_best_plan_and_budgets_are_kept(
        buildings in prop::collection::vec(
            prop::collection::vec((0_i64..50, prop::collection::vec(-20_i64..100, 3)), 0..3), 0..4),
        budgets in prop::collection::vec(0_i64..80, 3),
        kept in prop::bool::ANY,
    ) {
        let all = park(&buildings, &budgets, kept);
        let found = plan(&all, Effort { prices: 200, tries: 300 }).unwrap();
        check(&all, &found);
        let best = brute(&all, 0, &mut vec![0; 3]);
        prop_assert!(found.bound >= best);
        prop_assert!(found.worth <= best);
    }
}
