//! A lower VAT rate: what the organisation bears less than at the normal one.
//!
//! VAT that is recovered is not borne. Where the recovery is not told, both ends are computed and the lower is counted.

use rust_decimal::Decimal;

use super::{Counted, Lack, cost, known, percent, times};
use crate::catalog::schemes::Figure;
use crate::financing::view::View;

pub(super) fn count(rate: Figure, normal: Figure, view: View) -> Result<Counted, Lack> {
    let (rate, normal, cost) = (known(rate)?, known(normal)?, cost(view)?);
    let gap = (normal - rate).max(Decimal::ZERO);
    let whole = times(cost, gap)?;
    let facts = &view.case.facts;
    let prorata = facts.number("organisation.vat_prorata");
    let (borne, missing) = match (facts.word("organisation.vat_recovery"), prorata) {
        (Some("none"), _) => (Some(Decimal::ONE), None),
        (Some("full"), _) => (Some(Decimal::ZERO), None),
        (Some(_), Some(prorata)) => (Some(Decimal::ONE - prorata), None),
        (Some(_), None) => (None, Some("organisation.vat_prorata")),
        (None, _) => (None, Some("organisation.vat_recovery")),
    };
    let basis = format!("{} EUR × ({} − {})", cost.normalize(), percent(normal), percent(rate));
    let mut counted = match borne {
        Some(borne) if borne == Decimal::ONE => Counted::new(whole, basis),
        Some(borne) => Counted::new(times(whole, borne)?, format!("{basis} × {}", percent(borne))),
        None => {
            let mut counted = Counted::new(Decimal::ZERO, format!("{basis} × 0 %"));
            counted.hypotheses = vec![("vat-borne", whole), ("vat-recovered", Decimal::ZERO)];
            counted.warnings.push("vat-prorata-not-told");
            counted.missing.extend(missing);
            counted
        }
    };
    counted.rate = Some(rate);
    Ok(counted)
}
