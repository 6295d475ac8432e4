//! The order in which a file is cleaned, what it is worth, and what holds whatever comes.

use std::collections::BTreeSet;

use eclaireur_models::building::{Carrier, Kind};
use eclaireur_models::certain::Quality;
use eclaireur_models::readings::clean::{Context, Daily, Held, Place, STEPS, Step, clean, clean_in};
use eclaireur_models::readings::{Parsed, Series};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::dirty::{NOW, of_two_steps, parsed, strange};

/// The order, as documented: a change of it is a change of results.
#[test]
fn the_order_of_the_steps_is_this_one() {
    let order: Vec<&str> = STEPS.iter().map(|s| s.code).collect();
    let read = ["missing", "negative", "ean", "estimated", "duplicates", "same-energy"];
    let cleaned = [
        "future",
        "service",
        "overlaps",
        "clock-change",
        "gaps",
        "unit-jump",
        "spikes",
        "indexes",
        "zeros",
        "stuck",
        "twice",
        "behind",
    ];
    assert_eq!(order, [&read[..], &cleaned[..]].concat());
    let (before, after) = STEPS.split_at(read.len());
    assert!(
        before.iter().all(|s| s.place == Place::Reading) && after.iter().all(|s| s.place == Place::Cleaning)
    );
    for (at, step) in STEPS.iter().enumerate() {
        for needed in step.after {
            assert!(order[..at].contains(needed), "{} comes after {needed}", step.code);
        }
    }
}

/// What each stated dependence is worth: with the two steps in the other order, the same mistake is said twice, or as
/// something that it is not.
#[test]
fn two_steps_that_depend_on_each_other_say_less_in_their_order_than_in_the_other() {
    let mut shown = BTreeSet::new();
    for (first, second, series) in of_two_steps() {
        let say = |steps: &[Step]| {
            let mut parsed = parsed(vec![series.clone()]);
            clean_in(&mut parsed, &Context { now: NOW, held: &[] }, steps);
            parsed.findings.len()
        };
        let mut other: Vec<Step> = STEPS.to_vec();
        let at = |code: &str| STEPS.iter().position(|s| s.code == code).unwrap();
        let step = other.remove(at(second));
        other.insert(at(first), step);
        let (in_order, swapped) = (say(STEPS), say(&other));
        assert_eq!(in_order, 1, "{first} before {second}");
        assert!(swapped > in_order, "{second} before {first}: {swapped}");
        shown.insert((first, second));
    }
    let stated = STEPS.iter().flat_map(|s| s.after.iter().map(move |needed| (*needed, s.code)));
    assert_eq!(stated.collect::<BTreeSet<_>>(), shown, "each dependence is shown");
}

fn some_series() -> impl Strategy<Value = Series> {
    let value = prop_oneof![6 => (0i64..5000).prop_map(Some), 2 => Just(Some(0)), 1 => Just(None), 1 => (0i64..i64::MAX).prop_map(Some)];
    let points = prop::collection::vec((value, 0u8..20), 0..160);
    (points, 0usize..5, 0usize..Carrier::ALL.len()).prop_map(|(points, shape, carrier)| {
        let (length, kind, resolution) = [
            (900, Kind::Interval, Some(900)),
            (3600, Kind::Interval, Some(3600)),
            (86_400, Kind::Interval, Some(86_400)),
            (30 * 86_400, Kind::Billed, None),
            (20 * 86_400, Kind::Index, None),
        ][shape];
        strange(Carrier::ALL[carrier], kind, resolution, length, &points)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Marks and nothing else: whatever comes, the same slots and values; rows that exist; twice is once; few words.
    #[test]
    fn nothing_is_changed_and_nothing_is_said_twice(
        series in prop::collection::vec(some_series(), 1..4),
        usual in 0i64..100_000,
        last in 0i64..1_000_000,
    ) {
        let slots = |parsed: &Parsed| -> Vec<(usize, i64, i64, Option<i64>)> {
            let of = |(n, s): (usize, &Series)| s.points.iter().map(move |p| (n, p.start, p.end, p.value)).collect::<Vec<_>>();
            parsed.series.iter().enumerate().flat_map(of).collect()
        };
        let rows: BTreeSet<u32> = series.iter().flat_map(|s| s.points.iter().map(|p| p.row)).collect();
        let held = [Held {
            daily: Some(Daily { usual: Decimal::new(usual, 3), most: Decimal::new(usual * 2, 3) }),
            last_index: Some((0, Decimal::new(last, 1))),
            ..Held::default()
        }];
        let context = Context { now: NOW, held: &held };
        let mut once = parsed(series);
        let before = slots(&once);
        let qualities: Vec<Quality> = once.series.iter().flat_map(|s| s.points.iter().map(|p| p.quality)).collect();
        clean(&mut once, &context);
        prop_assert_eq!(slots(&once), before);
        let after = once.series.iter().flat_map(|s| s.points.iter().map(|p| p.quality));
        prop_assert!(after.zip(qualities).all(|(after, before)| after >= before), "never better than before");
        prop_assert!(once.findings.iter().all(|f| f.row.is_none_or(|row| rows.contains(&row))));
        prop_assert!(once.findings.len() <= 200, "{}", once.findings.len());
        let mut twice = once.clone();
        clean(&mut twice, &context);
        prop_assert_eq!(&twice.findings, &once.findings);
        prop_assert_eq!(twice, once);
    }
}
