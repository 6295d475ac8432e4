//! One reading corrected.

use eclaireur_models::certain::Quality;
use rust_decimal::Decimal;

use super::{FormData, Problem, ProblemCode};

/// What is to stand in place of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionInput {
    /// The new value; none when the one that is held is taken back.
    pub value: Option<(Decimal, Quality)>,
    /// Why.
    pub reason: String,
}

impl CorrectionInput {
    /// Reads `what` (`replace`, `withdraw`), `value`, `estimated`, `reason`, `held`. `held` is what is held now: when
    /// another value was shown, somebody was faster, and the form is shown again.
    pub fn read(form: &mut FormData, held: Option<Decimal>) -> Option<CorrectionInput> {
        let withdraw = form.get("what") == "withdraw";
        if !withdraw && form.get("what") != "replace" {
            form.fail("what", Problem::new(ProblemCode::NotInList));
        }
        if form.get("held") != Self::shown(held) {
            form.fail("held", Problem::new(ProblemCode::HeldChanged));
        }
        let value = if withdraw {
            if held.is_none() {
                form.fail("what", Problem::new(ProblemCode::NotInList));
            }
            None
        } else {
            if form.get("value").is_empty() {
                form.fail("value", Problem::new(ProblemCode::Required));
            }
            let quality = if form.is_ticked("estimated") { Quality::Estimated } else { Quality::Measured };
            form.signed_number("value", None).map(|value| (value, quality))
        };
        let reason = form.required("reason");
        if form.failed() {
            return None;
        }
        Some(CorrectionInput { value, reason: reason? })
    }

    /// What `seen` says in the form once its effect was shown; another value is shown its own effect first.
    pub fn mark(&self) -> String {
        match self.value {
            Some((value, quality)) => format!("{} {}", value.normalize(), quality.code()),
            None => "withdraw".to_owned(),
        }
    }

    /// How the value that was shown stands in the form.
    pub fn shown(held: Option<Decimal>) -> String {
        held.map(|value| value.normalize().to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    /// The form read, or the fields that are wrong.
    fn check(pairs: &[(&str, &str)], held: Option<Decimal>) -> Result<CorrectionInput, Vec<String>> {
        let mut form = FormData::from_pairs(pairs.iter().copied());
        let read = CorrectionInput::read(&mut form, held);
        read.ok_or_else(|| form.problems().map(|(name, _)| name.to_owned()).collect())
    }

    #[test]
    fn a_correction_has_a_value_or_takes_one_back_and_always_a_reason() {
        let held = Some(dec!(12.50));
        let reason = ("reason", "mal lu");
        let value =
            |value, quality| Ok(CorrectionInput { value: Some((value, quality)), reason: "mal lu".into() });
        let replace = [("what", "replace"), ("held", "12.5"), ("value", "1 234,5"), reason];
        assert_eq!(check(&replace, held), value(dec!(1234.5), Quality::Measured));
        let estimated = [&replace[..], &[("estimated", "1")]].concat();
        assert_eq!(check(&estimated, held), value(dec!(1234.5), Quality::Estimated));
        let withdrawn = CorrectionInput { value: None, reason: "mal lu".into() };
        assert_eq!(check(&[("what", "withdraw"), ("held", "12.5"), reason], held), Ok(withdrawn));
        for (pairs, held, wrong) in [
            (&[("what", "replace"), ("held", "12.5"), reason][..], held, &["value"][..]),
            (&[("what", "replace"), ("held", "12.5"), ("value", "x")], held, &["value", "reason"]),
            (&[("what", "withdraw"), ("held", ""), reason], None, &["what"]),
            (&[("what", "withdraw"), ("held", "12.5"), reason], Some(dec!(13)), &["held"]),
            (&[("held", "12.5"), ("value", "1"), reason], held, &["what"]),
        ] {
            assert_eq!(check(pairs, held), Err(wrong.iter().map(|w| (*w).to_owned()).collect()), "{pairs:?}");
        }
    }
}
