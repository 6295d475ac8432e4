//! A year of slots as a line of text: exact, and short enough for a file.
//!
//! Each number as what it is more or less than the one before it, in digits of 32, the lowest first; a digit that is not the
//! last of its number has 32 added to it. A year of quarter-hours of a care home comes to some 70 kB, with every peak in it: means of
//! months and weekdays would be shorter, and would count the sun of a bright Sunday as used on a dull one. Does *not* compress
//! further, nor say of what the slots are.

const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// Watt-hours of one slot that no building takes.
const MOST: u64 = 1_000_000_000_000;
/// Slots of a leap year, by quarters of an hour.
pub const MOST_SLOTS: usize = 366 * 96;

/// Numbers as text; `None` where one is of no building, or there are more than a year has.
pub fn packed(values: &[u64]) -> Option<String> {
    if values.len() > MOST_SLOTS || values.iter().any(|value| *value > MOST) {
        return None;
    }
    let mut text = String::with_capacity(values.len() * 2);
    let mut before = 0_u64;
    for &value in values {
        let twice = value.abs_diff(before) * 2;
        let mut left = if value < before { twice - 1 } else { twice };
        loop {
            let (digit, rest) = (left % 32, left / 32);
            let at = usize::try_from(if rest == 0 { digit } else { digit + 32 }).ok()?;
            text.push(char::from(*DIGITS.get(at)?));
            left = rest;
            if rest == 0 {
                break;
            }
        }
        before = value;
    }
    Some(text)
}

/// The numbers again; `None` where the text is none of [`packed`].
pub fn unpacked(text: &str) -> Option<Vec<u64>> {
    let mut values = Vec::new();
    let (mut before, mut number, mut weight) = (0_u64, 0_u64, 1_u64);
    for byte in text.bytes() {
        let digit = u64::try_from(DIGITS.iter().position(|d| *d == byte)?).ok()?;
        number = number.checked_add((digit % 32).checked_mul(weight)?)?;
        if digit >= 32 {
            weight = weight.checked_mul(32)?;
            continue;
        }
        let half = number.div_ceil(2);
        let value = if number % 2 == 0 { before.checked_add(half)? } else { before.checked_sub(half)? };
        if value > MOST || values.len() == MOST_SLOTS {
            return None;
        }
        values.push(value);
        (before, number, weight) = (value, 0, 1);
    }
    (weight == 1).then_some(values)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_come_back_and_other_text_is_none() {
        assert_eq!(packed(&[0, 3, 3, 1, 500]).as_deref(), Some("0603cV"));
        for text in ["é", " ", "c", "_____________________", "1"] {
            assert_eq!(unpacked(text), None, "{text}");
        }
        assert_eq!(unpacked(""), Some(vec![]));
        assert_eq!(packed(&[MOST + 1]), None);
        assert_eq!(packed(&vec![1; MOST_SLOTS + 1]), None);
        assert_eq!(unpacked(&"0".repeat(MOST_SLOTS + 1)), None);
    }

    proptest! {
        #[test]
        fn whatever_was_packed_is_unpacked(values in prop::collection::vec(0..=MOST, 0..300)) {
            prop_assert_eq!(unpacked(&packed(&values).unwrap()), Some(values));
        }

        #[test]
        fn no_text_is_a_panic(text in "[0-9A-Za-z_-]{0,60}") {
            let _ = unpacked(&text);
        }
    }
}
