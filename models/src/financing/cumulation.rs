//! Other aid for the same works: where the rule was not found, each hypothesis is computed and the lowest is counted.

use rust_decimal::Decimal;

/// What is given beside `other` aid for works of `cost`, under a hypothesis.
///
/// `full_up_to_cost`: no reduction, as long as both together stay within the cost. `rate_on_remainder`: a rate applies to
/// what is not subsidised yet (the rule of the former regime); a flat amount is no rate and stays, within what remains.
pub fn beside(
    hypothesis: &str,
    counted: Decimal,
    rate: Option<Decimal>,
    cost: Decimal,
    other: Decimal,
) -> Decimal {
    let remainder = (cost - other).max(Decimal::ZERO);
    match (hypothesis, rate) {
        ("rate_on_remainder", Some(rate)) => remainder.checked_mul(rate).unwrap_or(remainder),
        _ => counted.min(remainder),
    }
}
