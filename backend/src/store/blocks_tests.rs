//! Round trips over arbitrary months, and bytes that are no block.

use eclaireur_models::period::Month;
use proptest::prelude::*;

use super::*;

fn month(year: i16, number: i8, resolution_s: u32) -> MonthSlots {
    MonthSlots::new(Month::new(year, number).unwrap(), resolution_s, 3).unwrap()
}

/// Values as meters give them and as nobody does: levels, steps, single spikes, both ends of what is stored.
fn value() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => 0i64..5000,
        2 => Just(0i64),
        1 => -1000i64..1000,
        1 => any::<i64>(),
        1 => prop_oneof![Just(i64::MIN), Just(i64::MAX)],
    ]
}

fn slot() -> impl Strategy<Value = Option<(i64, u8)>> {
    prop_oneof![1 => Just(None), 3 => (value(), 0u8..5).prop_map(Some)]
}

proptest! {
    #[test]
    fn every_month_comes_back_exactly(
        slots in prop::collection::vec((slot(), 1usize..200), 0..60),
        resolution in prop_oneof![Just(900u32), Just(3600), Just(1800), Just(600)],
        number in 1i8..=12,
    ) {
        let empty = month(2023, number, resolution);
        let mut held = empty.clone();
        let mut position = 0;
        for (slot, length) in slots {
            for _ in 0..length {
                if let Some((value, quality)) = slot {
                    held.set(position, value, Quality::from_index(quality).unwrap());
                }
                position += 1;
            }
        }
        prop_assert_eq!(decode(&encode(&held), empty), Ok(held));
    }

    #[test]
    fn any_bytes_are_a_month_or_an_error_and_never_a_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&bytes, month(2024, 2, 900));
        if let Some(first) = bytes.first_mut() {
            *first = VERSION;
        }
        let _ = decode(&bytes, month(2024, 2, 900));
    }

    #[test]
    fn a_damaged_block_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut held = month(2024, 2, 900);
        for position in 0..held.len() {
            held.set(position, i64::try_from(position * 37 % 911).unwrap(), Quality::Measured);
        }
        let mut bytes = encode(&held);
        let cut = cut.index(bytes.len());
        prop_assert!(decode(&bytes[..cut], month(2024, 2, 900)).is_err());
        prop_assert!(decode(&[bytes.as_slice(), &[0]].concat(), month(2024, 2, 900)).is_err());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = decode(&bytes, month(2024, 2, 900));
    }
}

#[test]
fn what_is_wrong_with_a_block_is_said() {
    let empty = month(2024, 1, 3600);
    let check =
        |bytes: &[u8], expect| assert_eq!(decode(bytes, empty.clone()).unwrap_err(), expect, "{bytes:?}");
    check(&[], BadBlock::Short);
    check(&[9, 0, 0], BadBlock::Version(9));
    check(&[1, 0], BadBlock::Short);
    check(&[1, 0, 0, 7], BadBlock::Long);
    check(&[1, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], BadBlock::Bounds);
    check(&[1, 2, 0, 1, 1, 15], BadBlock::Bounds); // class 7
    check(&[1, 2, 0, 1, 1, 24], BadBlock::Bounds); // three qualities for one slot
    check(&[1, 2, 0, 1, 1, 8, 65, 0], BadBlock::Bounds); // 65 bits
    assert_eq!(decode(&[1, 0, 0], empty.clone()), Ok(empty));
}

#[test]
fn the_extremes_of_an_integer_fit_side_by_side() {
    let mut held = month(2024, 1, 3600);
    for (position, value) in [i64::MIN, i64::MAX, 0, -1, 1, i64::MIN].into_iter().enumerate() {
        held.set(position * 13, value, Quality::Declared);
    }
    assert_eq!(decode(&encode(&held), month(2024, 1, 3600)), Ok(held));
}
