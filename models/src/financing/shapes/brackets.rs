//! So much per unit, another amount beyond each bound: only what lies beyond a bound is counted at the next rate.

use rust_decimal::Decimal;

use super::{Counted, Lack, known, quantity, times};
use crate::catalog::schemes::Step;
use crate::financing::view::View;

pub(super) fn count(steps: &[Step], view: View) -> Result<Counted, Lack> {
    let unit = steps.first().map(|s| s.unit.clone()).unwrap_or_default();
    let amount = quantity(view, &unit)?;
    let (mut below, mut sum, mut basis) = (Decimal::ZERO, Decimal::ZERO, Vec::new());
    for step in steps {
        let bound = step.up_to.unwrap_or(amount).min(amount);
        if bound <= below {
            break;
        }
        let (part, each) = (bound - below, known(step.base)?);
        sum += times(part, each)?;
        basis.push(format!("{} {unit} × {each} EUR/{unit}", part.normalize()));
        below = bound;
    }
    Ok(Counted::new(sum, basis.join(" + ")))
}
