//! More was used in the year told of than in the one before, weather put aside as far as yearly bills allow.
//!
//! For carriers whose readings draw no line; where they do, [`drift`](super::drift) tells it. Without a line it is not
//! known how much follows the cold: the year is held against the higher of what it would have used if nothing did and if
//! everything did, so that a cold winter alarms nobody.

use rust_decimal::{Decimal, dec};

use super::heating_in_summer::heats;
use super::{Alert, changed};
use crate::building::Carrier;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::Period;

/// A quarter more. Ours: guests, occupancy and reading days move a year by less.
const MORE: Decimal = dec!(1.25);
/// From so many periods on the line speaks. It is what `drift` asks for in two years of months.
const LINE: usize = 12;

/// The year told of, for each carrier.
pub fn find(work: &Work<'_>, _: &Figures, told: &[Alert]) -> Vec<Alert> {
    let own = |c: &&Prepared<'_>| match c.carrier {
        Carrier::Water => !changed::is_told(told, Carrier::Water, &["water-leak"]),
        _ => c.signature.as_ref().map_or(0, |s| s.points.len()) < LINE,
    };
    work.carriers.iter().filter(own).filter_map(|c| one(work, c)).collect()
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let year = work.year?;
    let (now, then) = (carrier.whole_year(year)?, carrier.whole_year(year.checked_sub(1)?)?);
    let both = Period::new(Period::year(then.year)?.from, Period::year(year)?.to)?;
    if changed::within(&changed::days(work, carrier.carrier), both) {
        return None;
    }
    let (used, before) = (now.energy?.kwh(), then.energy?.kwh());
    let expected = if heats(carrier) && carrier.card.energy {
        let cold = |year| work.site.climate()?.over(Period::year(year)?).degree_days();
        let ratio = cold(year)?.checked_div(cold(then.year)?)?;
        before.checked_mul(ratio.max(Decimal::ONE))?
    } else {
        before
    };
    if expected <= Decimal::ZERO || used <= expected.checked_mul(MORE)? {
        return None;
    }
    let excess = used - expected;
    let alert = Alert::new("consumption-jump", carrier.carrier, year, Period::year(year)?)
        .shown(if carrier.carrier == Carrier::Water { "water" } else { "months" }, "ask-what-changed")
        .percent(excess.checked_div(expected)?)
        .number("kwh", excess, 0)
        .with("year", year)
        .quality(now.quality.weakest(then.quality));
    Some(alert.costs(work, carrier.carrier, excess))
}
