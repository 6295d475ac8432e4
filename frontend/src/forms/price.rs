//! What one more unit of an energy costs: a dated price with VAT, of one building or of the whole organisation.
//!
//! Fields: `carrier`, `price`, `unit` (`eur` or `cent`), `from`, `to` (its last day), `scope`, `source`.

use eclaireur_models::building::Carrier;
use eclaireur_models::period::Day;
use eclaireur_models::units::UnitPrice;
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode};
use crate::format;

/// Whose a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of this building.
    Building,
    /// Of every building of the organisation.
    Organisation,
}

impl Scope {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Scope::Building => "building",
            Scope::Organisation => "organisation",
        }
    }

    fn from_code(code: &str) -> Option<Scope> {
        [Scope::Building, Scope::Organisation].into_iter().find(|scope| scope.code() == code)
    }
}

/// A price as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceInput {
    /// Of which energy.
    pub carrier: Carrier,
    /// Euro per kWh (per m³ of water), with VAT.
    pub price: UnitPrice,
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Whose.
    pub scope: Scope,
    /// Where it was learnt.
    pub source: String,
}

/// Euro that a kWh (a m³ of water) can cost at all: outside, cents and euros were taken for each other.
fn possible(carrier: Carrier) -> (Decimal, Decimal) {
    if carrier == Carrier::Water { (dec!(0.5), dec!(30)) } else { (dec!(0.01), dec!(2)) }
}

impl PriceInput {
    /// Reads a price.
    pub fn read(form: &mut FormData) -> Option<PriceInput> {
        let carrier = form.choice("carrier", Carrier::from_code);
        if carrier.is_none() && form.problem("carrier").is_none() {
            form.fail("carrier", Problem::new(ProblemCode::Required));
        }
        let price = price(form, carrier);
        let from = form.day("from");
        let to = form.day("to").and_then(|last| last.tomorrow().ok());
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            form.fail("to", Problem::new(ProblemCode::EndBeforeStart));
        }
        let scope = form.choice("scope", Scope::from_code);
        if scope.is_none() && form.problem("scope").is_none() {
            form.fail("scope", Problem::new(ProblemCode::Required));
        }
        let source = form.required("source");
        if form.failed() {
            return None;
        }
        Some(PriceInput {
            carrier: carrier?,
            price: UnitPrice(price?),
            from,
            to,
            scope: scope?,
            source: source?,
        })
    }
}

/// In euro; asks *cents ou euros* where only the other can be meant.
fn price(form: &mut FormData, carrier: Option<Carrier>) -> Option<Decimal> {
    if form.get("price").is_empty() {
        form.fail("price", Problem::new(ProblemCode::Required));
        return None;
    }
    let cents = match form.get("unit") {
        "eur" => false,
        "cent" => true,
        _ => {
            form.fail("unit", Problem::new(ProblemCode::NotInList));
            return None;
        }
    };
    let (least, most) = possible(carrier.unwrap_or(Carrier::Electricity));
    let near =
        if cents { (least * Decimal::ONE_HUNDRED, most * Decimal::ONE_HUNDRED) } else { (least, most) };
    let typed = form.number("price", Some(near))?;
    let euro = if cents { typed / Decimal::ONE_HUNDRED } else { typed };
    if (least..=most).contains(&euro) && euro.scale() <= 8 {
        return Some(euro.normalize());
    }
    // The largest number a decimal holds has no hundredfold.
    let fits = |other: Option<Decimal>| other.filter(|euro| (least..=most).contains(euro));
    let problem = match (cents, fits(Some(typed / Decimal::ONE_HUNDRED)), fits(Some(typed))) {
        (false, Some(_), _) => Problem::new(ProblemCode::PriceInCents).with("value", format::decimal(typed)),
        (true, _, Some(_)) => Problem::new(ProblemCode::PriceInEuro).with("value", format::decimal(typed)),
        _ => Problem::new(ProblemCode::OutOfRange),
    };
    form.fail("price", problem);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(pairs: &[(&str, &str)]) -> Result<PriceInput, (String, ProblemCode)> {
        let kept = [
            ("carrier", "electricity"),
            ("price", "0,2134"),
            ("unit", "eur"),
            ("scope", "building"),
            ("source", "facture du 3/1/26"),
        ];
        let mut form = FormData::from_pairs(kept.into_iter().chain(pairs.iter().copied()));
        PriceInput::read(&mut form).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn a_price_is_read_in_euro_or_in_cents() {
        for (price, unit, euro) in [
            ("0,2134", "eur", dec!(0.2134)),
            ("21,34", "cent", dec!(0.2134)),
            ("8,912345", "cent", dec!(0.08912345)),
            ("0.123", "eur", dec!(0.123)),
        ] {
            assert_eq!(read(&[("price", price), ("unit", unit)]).unwrap().price, UnitPrice(euro));
        }
        let dated = read(&[("from", "1/1/26"), ("to", "31/12/26"), ("scope", "organisation")]).unwrap();
        assert_eq!((dated.from, dated.to), (Some(date(2026, 1, 1)), Some(date(2027, 1, 1))));
        assert_eq!(dated.scope, Scope::Organisation);
        assert_eq!(read(&[("carrier", "water"), ("price", "5,80")]).unwrap().price, UnitPrice(dec!(5.8)));
    }

    #[test]
    fn cents_taken_for_euros_are_asked_about_and_the_impossible_is_refused() {
        for (pairs, field, code) in [
            (&[("price", "90")][..], "price", ProblemCode::PriceInCents),
            (&[("price", "21,34")], "price", ProblemCode::PriceInCents),
            (&[("price", "0,2134"), ("unit", "cent")], "price", ProblemCode::PriceInEuro),
            (&[("price", "900000")], "price", ProblemCode::OutOfRange),
            (&[("price", "79228162514264337593543950335")], "price", ProblemCode::OutOfRange),
            (&[("price", "0")], "price", ProblemCode::OutOfRange),
            (&[("price", "-0,21")], "price", ProblemCode::Negative),
            (&[("price", "gratuit")], "price", ProblemCode::NotANumber),
            (&[("price", "")], "price", ProblemCode::Required),
            (&[("unit", "franc")], "unit", ProblemCode::NotInList),
            (&[("carrier", "charbon")], "carrier", ProblemCode::NotInList),
            (&[("carrier", "")], "carrier", ProblemCode::Required),
            (&[("from", "30/2/26")], "from", ProblemCode::BadDate),
            (&[("from", "1/1/0001")], "from", ProblemCode::UnlikelyYear),
            (&[("to", "31/12/9999")], "to", ProblemCode::UnlikelyYear),
            (&[("from", "2/1/26"), ("to", "1/1/26")], "to", ProblemCode::EndBeforeStart),
            (&[("scope", "")], "scope", ProblemCode::Required),
            (&[("source", " ")], "source", ProblemCode::Required),
        ] {
            assert_eq!(read(pairs), Err((field.to_owned(), code)), "{pairs:?}");
        }
    }
}
