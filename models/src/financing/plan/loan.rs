//! What a loan asks every year: interest on what is left, and a part of what was lent.
//!
//! Yearly, in arrears. *Annuity*: the same instalment every year, a = P·r ÷ (1 − (1+r)⁻ⁿ), rounded to the cent; P ÷ n at
//! 0 %. *Constant principal*: the same part of the capital, less interest each year. *Bullet*: the capital at the end. A
//! *franchise* (grace) is part of the duration: in each whole year of it only interest is paid; less than twelve months end
//! before the first yearly instalment and change nothing. The last instalment takes the cents: what is paid back is what was
//! lent, and all annuities together are n times the one that is not rounded.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::financing::Cents;
use crate::units::exact::{annuity, cent, over, times};

/// How the capital is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amortisation {
    /// *Mensualités* (here yearly) *constantes*.
    Annuity,
    /// *Capital constant*.
    ConstantPrincipal,
    /// *Capital à l'échéance*.
    Bullet,
}

impl Amortisation {
    /// From the word of a case.
    pub fn from_code(code: &str) -> Option<Amortisation> {
        match code {
            "annuity" => Some(Amortisation::Annuity),
            "constant-principal" => Some(Amortisation::ConstantPrincipal),
            "bullet" => Some(Amortisation::Bullet),
            _ => None,
        }
    }
}

/// One year of a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Instalment {
    /// From 1 on.
    pub year: u16,
    /// Of what was lent.
    pub principal: Cents,
    /// For lending it.
    pub interest: Cents,
    /// Both.
    pub paid: Cents,
    /// What is owed after it.
    pub left: Cents,
}

/// Every year of a loan; nothing where the figures are of no loan.
pub fn schedule(
    amount: Decimal,
    rate: Decimal,
    years: u16,
    grace_months: u16,
    how: Amortisation,
) -> Option<Vec<Instalment>> {
    // One instalment at least pays the capital.
    let grace = (grace_months / 12).min(years.checked_sub(1)?);
    let payments = years - grace;
    let exact = annuity(amount, rate, payments)?;
    let all_annuities = cent(times(exact, Decimal::from(payments))?);
    let part = cent(over(amount, Decimal::from(payments))?);
    // What is left, to the cent, and before any rounding of an annuity.
    let (mut left, mut owed) = (amount, amount);
    let mut of_annuities = Decimal::ZERO;
    let mut all = Vec::with_capacity(usize::from(years));
    for year in 1..=years {
        let (amortises, last) = (year > grace, year == years);
        let mut interest = match how {
            Amortisation::Annuity => cent(times(owed, rate)?),
            Amortisation::ConstantPrincipal | Amortisation::Bullet => cent(times(left, rate)?),
        };
        let principal = match how {
            _ if last => left,
            _ if !amortises => Decimal::ZERO,
            Amortisation::Annuity => (cent(exact) - interest).clamp(Decimal::ZERO, left),
            Amortisation::ConstantPrincipal => part.min(left),
            Amortisation::Bullet => Decimal::ZERO,
        };
        if how == Amortisation::Annuity && last {
            interest = (all_annuities - of_annuities - left).max(Decimal::ZERO);
        }
        if amortises {
            owed = owed + times(owed, rate)? - exact;
            of_annuities += principal + interest;
        }
        left -= principal;
        all.push(Instalment {
            year,
            principal: Cents(principal),
            interest: Cents(interest),
            paid: Cents(principal + interest),
            left: Cents(left),
        });
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn check(amount: Decimal, rate: Decimal, years: u16, grace: u16, how: Amortisation, paid: &[&str]) {
        let all = schedule(amount, rate, years, grace, how).unwrap();
        let found: Vec<String> = all.iter().map(|i| i.paid.to_string()).collect();
        assert_eq!(found, paid, "{amount} {rate} {years} {grace} {how:?}");
        assert_eq!(all.iter().map(|i| i.principal.0).sum::<Decimal>(), amount);
    }

    #[test]
    fn loans_are_paid_back_as_computed_by_hand() {
        check(dec!(1000), dec!(0.10), 2, 0, Amortisation::Annuity, &["576.19", "576.19"]);
        check(dec!(100), dec!(0), 3, 0, Amortisation::Annuity, &["33.33", "33.33", "33.34"]);
        check(dec!(900), dec!(0.10), 3, 0, Amortisation::ConstantPrincipal, &["390.00", "360.00", "330.00"]);
        check(dec!(900), dec!(0.10), 3, 11, Amortisation::ConstantPrincipal, &["390.00", "360.00", "330.00"]);
        check(dec!(900), dec!(0.10), 3, 12, Amortisation::ConstantPrincipal, &["90.00", "540.00", "495.00"]);
        check(dec!(900), dec!(0.10), 3, 0, Amortisation::Bullet, &["90.00", "90.00", "990.00"]);
        check(dec!(900), dec!(0.10), 2, 240, Amortisation::Annuity, &["90.00", "990.00"]);
        check(dec!(0), dec!(0.10), 1, 0, Amortisation::Annuity, &["0.00"]);
        assert_eq!(schedule(dec!(1), dec!(0), 0, 0, Amortisation::Annuity), None);
    }

    #[test]
    fn the_loan_of_case_d1_asks_23378_57_a_year() {
        let all = schedule(dec!(210000), dec!(0.02), 10, 0, Amortisation::Annuity).unwrap();
        assert!(all.iter().take(9).all(|i| i.paid.0 == dec!(23378.57)));
        let interest: Decimal = all.iter().map(|i| i.interest.0).sum();
        assert_eq!(interest, dec!(23785.71));
    }
}
