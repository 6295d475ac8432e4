//! Public money beside that of a cooperative's members.

use super::{Counted, Lack, known, percent, times};
use crate::catalog::schemes::Figure;
use crate::financing::facts::Value;
use crate::financing::view::View;

pub(super) fn count(matching: Figure, view: View) -> Result<Counted, Lack> {
    let matching = known(matching)?;
    let Some(Value::Number(capital)) = view.case.facts.get("organisation.members_capital") else {
        return Err(Lack { warning: "amount-unverified", fact: Some("organisation.members_capital") });
    };
    let basis = format!("{} EUR × {}", capital.normalize(), percent(matching));
    let mut counted = Counted::new(times(*capital, matching)?, basis);
    // Capital is not an aid to one work.
    counted.within_cost = false;
    Ok(counted)
}
