//! Whether a carrier follows the cold, and how surely its line can be used for more than looking at.
//!
//! Ours, after IPMVP option C and the acceptance criteria of `baseline`: nine periods over a year at least, R² of 0.75, a slope
//! that is above zero with its whole band.

use super::site::{Prepared, Work};
use crate::baseline::signature::Signature;
use crate::building::Carrier;
use crate::period::Period;

/// Below this R² a cloud of points is no line.
const LINE: f64 = 0.75;
/// Fewer periods do not show a winter and a summer.
const PERIODS: usize = 9;
/// Days of a year, less what bills may lack of it.
const DAYS: i64 = 328;
/// Electricity of which less than a third follows the cold may be lamps in winter.
const SHARE: f64 = 1.0 / 3.0;

/// Whether a line can be reckoned with.
pub(super) fn usable(signature: &Signature) -> bool {
    signature.points.len() >= PERIODS
        && signature.days >= DAYS
        && signature.slope.is_above_zero()
        && signature.r_squared.is_some_and(|r2| r2 >= LINE)
}

/// The line of a carrier that heats, where it can be reckoned with. What is taken from the network by a building with panels
/// of its own falls in summer whatever heats it: its line says nothing.
pub(super) fn line<'c>(work: &Work<'_>, carrier: &'c Prepared<'_>) -> Option<&'c Signature> {
    let signature = carrier.signature.as_ref().ok().filter(|signature| usable(signature))?;
    (carrier.card.heats || electric_heating(work, carrier, signature)).then_some(signature)
}

/// Whether somebody said that electricity heats the building.
pub(super) fn is_electric(work: &Work<'_>, carrier: Carrier, days: Period) -> bool {
    let stated = work.site.fact("building.heating", days).map(|fact| fact.value.as_str());
    carrier == Carrier::Electricity && matches!(stated, Some("heat-pump" | "direct-electric"))
}

fn electric_heating(work: &Work<'_>, carrier: &Prepared<'_>, signature: &Signature) -> bool {
    if carrier.carrier != Carrier::Electricity || carrier.balance.is_some() {
        return false;
    }
    let stated = work.site.fact_on("building.heating", work.site.on).map(|fact| fact.value.as_str());
    let share = || signature.climate_share().is_some_and(|share| share.value >= SHARE);
    matches!(stated, Some("heat-pump" | "direct-electric")) || share()
}
