//! Fuel in a tank: what was used between two moments at which the tank is known.
//!
//! *Plein à chaque livraison*: between two fillings exactly that was used which was delivered since the first. With a
//! gauge: what stood in the tank, plus what came, less what stands in it. What was there before the first filling or
//! gauge reading nobody knows: nothing is said of the time before. A delivery of which nobody says whether it filled
//! the tank is supposed to have, unless there is a gauge; the result is then an estimate. Fillings and gauge readings
//! are two chains: the height of a full tank is not needed.
//!
//! Amounts are in one unit, whichever. Does *not* convert and does *not* split anything over months.

use rust_decimal::Decimal;

use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::{Day, Period};

/// What came on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// Which day.
    pub day: Day,
    /// How much.
    pub amount: Decimal,
    /// How good.
    pub quality: Quality,
    /// Whether the tank was full afterwards, when somebody said.
    pub filled: Option<bool>,
}

/// What stood in the tank on a day, before any delivery of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// Which day.
    pub day: Day,
    /// How much.
    pub amount: Decimal,
    /// How good.
    pub quality: Quality,
}

/// What was used over some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// From one known moment to the next.
    pub days: Period,
    /// How much.
    pub amount: Decimal,
    /// How good.
    pub quality: Quality,
}

/// What was used between the known moments, and what is to be said. Both lists are in order of time.
pub fn used(deliveries: &[Delivery], levels: &[Level]) -> (Vec<Used>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut used = between_fillings(deliveries, levels.is_empty());
    for pair in levels.windows(2) {
        let [before, after] = pair else { continue };
        let Some(days) = Period::new(before.day, after.day) else { continue };
        let came = deliveries.iter().filter(|d| days.contains(d.day));
        let quality = came.clone().fold(before.quality.weakest(after.quality), |q, d| q.weakest(d.quality));
        let amount = before.amount + came.map(|d| d.amount).sum::<Decimal>() - after.amount;
        if amount.is_sign_negative() && !amount.is_zero() {
            findings.push(Finding::new(Code::TankRises).with("from", days.from).with("to", days.to));
        } else {
            used.push(Used { days, amount, quality });
        }
    }
    let supposed = deliveries.iter().filter(|d| d.filled.is_none()).count();
    if levels.is_empty() && supposed > 1 {
        findings.push(Finding::new(Code::TankSupposedFull).with("count", supposed));
    }
    let known = used.iter().map(|u| u.days.from).min();
    let gauge = levels.first().map(|l| l.day);
    if let Some(first) = deliveries.first().filter(|d| gauge.is_none_or(|gauge| d.day < gauge)) {
        findings.push(Finding::new(Code::TankOpening).with("day", known.unwrap_or(first.day)));
    }
    (used, findings)
}

fn between_fillings(deliveries: &[Delivery], suppose: bool) -> Vec<Used> {
    let fills = |d: &Delivery| d.filled.unwrap_or(suppose);
    let mut used = Vec::new();
    let (mut last, mut came, mut quality) = (None::<&Delivery>, Decimal::ZERO, Quality::Measured);
    for delivery in deliveries {
        came += delivery.amount;
        quality = quality.weakest(delivery.quality);
        if !fills(delivery) {
            continue;
        }
        let supposed = |d: &Delivery| if d.filled.is_none() { Quality::Estimated } else { Quality::Measured };
        if let Some(last) = last
            && let Some(days) = Period::new(last.day, delivery.day)
        {
            let quality = quality.weakest(supposed(last)).weakest(supposed(delivery));
            used.push(Used { days, amount: came, quality });
        }
        (last, came, quality) = (Some(delivery), Decimal::ZERO, Quality::Measured);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Deliveries `(day, amount, filled)` and levels `(day, amount)` → `(from, to, amount, quality)` and codes.
    fn check(
        deliveries: &[(&str, Decimal, Option<bool>)],
        levels: &[(&str, Decimal)],
        expect: &[(&str, &str, Decimal, Quality)],
        codes: &[&str],
    ) {
        let quality = Quality::Measured;
        let deliveries: Vec<Delivery> = deliveries
            .iter()
            .map(|(on, amount, filled)| Delivery { day: day(on), amount: *amount, quality, filled: *filled })
            .collect();
        let levels: Vec<Level> =
            levels.iter().map(|(on, amount)| Level { day: day(on), amount: *amount, quality }).collect();
        let (used, findings) = used(&deliveries, &levels);
        let expect: Vec<Used> = expect
            .iter()
            .map(|(from, to, amount, quality)| Used {
                days: Period::new(day(from), day(to)).unwrap(),
                amount: *amount,
                quality: *quality,
            })
            .collect();
        assert_eq!(used, expect);
        assert_eq!(findings.iter().map(|f| f.code.code()).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn between_two_fillings_what_came_later_was_used() {
        let (january, march, may) = ("2024-01-10", "2024-03-10", "2024-05-02");
        check(
            &[
                (january, dec!(3000), Some(true)),
                (march, dec!(2500), Some(true)),
                (may, dec!(1000), Some(true)),
            ],
            &[],
            &[(january, march, dec!(2500), Quality::Measured), (march, may, dec!(1000), Quality::Measured)],
            &["tank-opening"],
        );
        check(
            &[
                (january, dec!(3000), Some(true)),
                (march, dec!(2500), Some(false)),
                (may, dec!(1000), Some(true)),
            ],
            &[],
            &[(january, may, dec!(3500), Quality::Measured)],
            &["tank-opening"],
        );
    }

    #[test]
    fn where_nobody_says_it_a_delivery_is_supposed_to_fill_the_tank_and_that_is_an_estimate() {
        let (january, march) = ("2024-01-10", "2024-03-10");
        let supposed = [(january, dec!(3000), None), (march, dec!(2500), None)];
        let used = [(january, march, dec!(2500), Quality::Estimated)];
        check(&supposed, &[], &used, &["tank-supposed-full", "tank-opening"]);
        let one_said = [(january, dec!(3000), Some(true)), (march, dec!(2500), None)];
        check(&one_said, &[], &used, &["tank-opening"]);
        check(&supposed[..1], &[], &[], &["tank-opening"]);
        check(&[], &[], &[], &[]);
    }

    #[test]
    fn a_gauge_tells_what_was_used_whatever_the_deliveries_filled() {
        let levels = [("2024-01-01", dec!(800)), ("2024-03-10", dec!(300)), ("2024-06-01", dec!(900))];
        check(
            &[("2024-03-10", dec!(2500), None), ("2024-06-01", dec!(2000), None)],
            &levels,
            &[
                ("2024-01-01", "2024-03-10", dec!(500), Quality::Measured),
                ("2024-03-10", "2024-06-01", dec!(1900), Quality::Measured),
            ],
            &[],
        );
        let late = [("2024-03-10", dec!(300)), ("2024-06-01", dec!(100))];
        let used = [("2024-03-10", "2024-06-01", dec!(200), Quality::Measured)];
        check(&[("2024-01-10", dec!(500), None)], &late, &used, &["tank-opening"]);
        check(&[], &levels, &[("2024-01-01", "2024-03-10", dec!(500), Quality::Measured)], &["tank-rises"]);
    }
}
