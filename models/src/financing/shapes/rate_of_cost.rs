//! A share of the cost without VAT.

use super::{Counted, Lack, cost, known, percent, times};
use crate::catalog::schemes::Figure;
use crate::financing::view::View;

pub(super) fn count(rate: Figure, view: View) -> Result<Counted, Lack> {
    let (rate, cost) = (known(rate)?, cost(view)?);
    let basis = format!("{} EUR × {}", cost.normalize(), percent(rate));
    let mut counted = Counted::new(times(cost, rate)?, basis);
    counted.rate = Some(rate);
    Ok(counted)
}
