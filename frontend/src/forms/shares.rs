//! A *clé de répartition*: whose a meter is from a day on, in per cent.

use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode};
use crate::format;

/// A key as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharesInput {
    /// From this day; `None` for as long as we know, instead of every key before.
    pub from: Option<Day>,
    /// Code of a building → millionths; those that have nothing are left out.
    pub shares: Vec<(String, u32)>,
    /// What is somebody else's.
    pub others: u32,
}

/// Name of the field of a building.
pub fn share_field(building: &str) -> String {
    format!("share_{building}")
}

const MILLIONTHS: Decimal = dec!(10_000);
const WHOLE: u32 = 1_000_000;

impl SharesInput {
    /// Reads `from`, one `share_<building>` per building, `share_others`: per cent with at most four decimals, together
    /// 100.
    pub fn read(form: &mut FormData, buildings: &[String]) -> Option<SharesInput> {
        let from = form.day("from");
        let shares: Vec<(String, u32)> = buildings
            .iter()
            .filter_map(|code| Some((code.clone(), percent(form, &share_field(code))?)))
            .filter(|(_, millionths)| *millionths > 0)
            .collect();
        let others = percent(form, "share_others").unwrap_or(0);
        if form.failed() {
            return None;
        }
        let sum: u64 = shares.iter().map(|(_, m)| u64::from(*m)).sum::<u64>() + u64::from(others);
        if sum != u64::from(WHOLE) || shares.is_empty() {
            let sum = format::decimal(Decimal::from(sum) / MILLIONTHS);
            let field = buildings.first().map_or_else(|| "share_others".to_owned(), |code| share_field(code));
            form.fail(&field, Problem::new(ProblemCode::SharesNotWhole).with("sum", sum));
            return None;
        }
        Some(SharesInput { from, shares, others })
    }
}

fn percent(form: &mut FormData, name: &str) -> Option<u32> {
    let value = form.number(name, None)?;
    let millionths = (value * MILLIONTHS).normalize();
    let whole = Some(millionths).filter(|m| value <= Decimal::ONE_HUNDRED && m.is_integer());
    let read = whole.and_then(|m| u32::try_from(m).ok());
    if read.is_none() {
        form.fail(name, Problem::new(ProblemCode::OutOfRange));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<SharesInput, (String, ProblemCode)> {
        let mut form = FormData::from_pairs(pairs.iter().copied());
        let buildings = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        SharesInput::read(&mut form, &buildings).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn shares_add_up_to_a_hundred_or_are_asked_again() {
        let key = read(&[("share_a", "66,6667"), ("share_b", "33,3333"), ("share_c", "0")]).unwrap();
        assert_eq!(key.shares, [("a".to_owned(), 666_667), ("b".to_owned(), 333_333)]);
        let key = read(&[("share_a", "70"), ("share_others", "30"), ("from", "1/7/24")]).unwrap();
        assert_eq!((key.others, key.from.map(|d| d.to_string())), (300_000, Some("2024-07-01".to_owned())));
        for (pairs, field, code) in [
            (&[("share_a", "70")][..], "share_a", ProblemCode::SharesNotWhole),
            (&[("share_a", "70"), ("share_b", "31")], "share_a", ProblemCode::SharesNotWhole),
            (&[("share_others", "100")], "share_a", ProblemCode::SharesNotWhole),
            (&[("share_a", "33,33333"), ("share_b", "66,66667")], "share_a", ProblemCode::OutOfRange),
            (&[("share_b", "101")], "share_b", ProblemCode::OutOfRange),
            (&[("share_b", "-1")], "share_b", ProblemCode::Negative),
            (&[("share_c", "tout")], "share_c", ProblemCode::NotANumber),
        ] {
            assert_eq!(read(pairs), Err((field.to_owned(), code)), "{pairs:?}");
        }
    }
}
