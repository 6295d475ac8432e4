//! Numbers, amounts, shares, sizes.

use core::borrow::Borrow;

use eclaireur_models::units::Euro;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{NBSP, THIN};

/// `value` rounded half away from zero to `decimals`, always showing them: `1 234,50`.
pub fn number(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    belgian(&format!("{rounded:.*}", usize::try_from(decimals).unwrap_or(0)))
}

/// `value` as it is, without trailing zeros: `1 234,5`.
pub fn decimal(value: Decimal) -> String {
    belgian(&value.normalize().to_string())
}

/// A whole number of any width, or a reference to one, as templates pass them.
pub trait Whole {
    /// The number; the largest there is when it is larger.
    fn whole(self) -> i64;
}

macro_rules! whole {
    ($($int:ty),*) => { $(
        impl Whole for $int {
            fn whole(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
        impl Whole for &$int {
            fn whole(self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )* };
}
whole!(u8, u16, u32, u64, usize, i16, i32, i64);

/// A whole number.
pub fn whole(value: impl Whole) -> String {
    belgian(&value.whole().to_string())
}

/// A whole number held in a float, as Fluent does.
pub fn whole_f64(value: f64) -> String {
    belgian(&format!("{value:.0}"))
}

/// An integer of `10^-scale` units, as readings are kept.
pub fn scaled(value: i64, scale: u32) -> String {
    belgian(&Decimal::new(value, scale.min(28)).to_string())
}

/// For programs: a plain decimal with a comma, nothing between thousands. What CSV files hold.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// `1 234,56 €`.
pub fn euro(amount: Euro) -> String {
    format!("{}{NBSP}€", number(amount.to_cent().0, 2))
}

/// A share as per cent, one decimal at most: `12,5 %`.
pub fn percent(share: Decimal) -> String {
    let value =
        (share * Decimal::ONE_HUNDRED).round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{NBSP}%", decimal(value))
}

/// A change as whole per cent with its sign: `−6 %`, `+12 %`, `±0 %`.
pub fn signed_percent(share: Decimal) -> String {
    let value =
        (share * Decimal::ONE_HUNDRED).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let sign = match () {
        () if value.is_zero() => "±",
        () if value.is_sign_negative() => "",
        () => "+",
    };
    format!("{sign}{}{NBSP}%", decimal(value))
}

/// A file size in decimal units: `1,4 Mo`.
pub fn bytes(size: impl Borrow<u64>) -> String {
    let size = *size.borrow();
    let (unit, each) = match size {
        0..1_000 => return format!("{size}{NBSP}octets"),
        1_000..1_000_000 => ("ko", 1_000),
        1_000_000..1_000_000_000 => ("Mo", 1_000_000),
        _ => ("Go", 1_000_000_000),
    };
    let value = Decimal::from(size) / Decimal::from(each);
    let decimals = u32::from(value < Decimal::TEN);
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{NBSP}{unit}", decimal(rounded))
}

/// A plain decimal text in Belgian dress: comma, thousands parted, a true minus.
fn belgian(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |d| ("−", d));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let is_zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    let mut out = String::with_capacity(plain.len() + 8);
    if !is_zero {
        out.push_str(sign);
    }
    let first = whole.len() % 3;
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && i % 3 == first {
            out.push(THIN);
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn numbers_are_written_as_in_belgium() {
        for (written, expect) in [
            (number(dec!(1234.556), 2), "1\u{202f}234,56"),
            (number(dec!(-0.4), 0), "0"),
            (number(dec!(1234567), 0), "1\u{202f}234\u{202f}567"),
            (number(dec!(-1234.5), 1), "−1\u{202f}234,5"),
            (decimal(dec!(0.050)), "0,05"),
            (whole(35_040_u32), "35\u{202f}040"),
            (whole(999_u16), "999"),
            (euro(Euro(dec!(1234.5))), "1\u{202f}234,50\u{a0}€"),
            (percent(dec!(0.125)), "12,5\u{a0}%"),
            (signed_percent(dec!(-0.0594)), "−6\u{a0}%"),
            (signed_percent(dec!(0.12)), "+12\u{a0}%"),
            (signed_percent(dec!(0.001)), "±0\u{a0}%"),
            (bytes(512), "512\u{a0}octets"),
            (bytes(1_400_000), "1,4\u{a0}Mo"),
            (bytes(50_000_000), "50\u{a0}Mo"),
            (scaled(12_345, 3), "12,345"),
            (plain(dec!(1234.50)), "1234,5"),
        ] {
            assert_eq!(written, expect);
        }
    }
}
