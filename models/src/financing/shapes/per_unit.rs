//! So much per square metre or kW, from two columns: usual and bio-based material.
//!
//! The second column is data, never the first times something. Where the material is not told the lower is counted.

use super::{Counted, Lack, known, quantity, times};
use crate::catalog::schemes::Row;
use crate::financing::facts::Value;
use crate::financing::view::View;

pub(super) fn count(table: &[Row], view: View) -> Result<Counted, Lack> {
    let measure = view.measure();
    let row = table.iter().find(|row| Some(row.work.as_str()) == measure);
    let row = row.ok_or(Lack { warning: "measure-not-covered", fact: None })?;
    let amount = quantity(view, &row.unit)?;
    let bio_based = match view.get("work.bio_based").as_deref() {
        Some(Value::YesNo(yes)) => Some(*yes),
        _ => None,
    };
    let usual = known(row.base)?;
    let natural = row.bio_based.map(known).transpose()?;
    let per_unit = match (bio_based, natural) {
        (Some(true), Some(natural)) => natural,
        (None, Some(natural)) => usual.min(natural),
        _ => usual,
    };
    let told = |each| format!("{} {} × {each} EUR/{}", amount.normalize(), row.unit, row.unit);
    let mut counted = Counted::new(times(amount, per_unit)?, told(per_unit));
    if let (None, Some(natural)) = (bio_based, natural) {
        counted.hypotheses =
            vec![("usual-material", times(amount, usual)?), ("bio-based-material", times(amount, natural)?)];
        counted.warnings.push("bio-based-not-told");
        counted.missing.push("work.bio_based");
    }
    Ok(counted)
}
