//! Money of an audit as typed: what is supposed of the years to come, and a subsidy.
//!
//! What is supposed: a field for each of `NUMBERS` by its code, shares in percent; `cold`, `ets2`, `because`. A subsidy: `work`,
//! `scheme`, `euro`, `certainty`, `until`.

use std::collections::BTreeMap;

use eclaireur_models::audit::assumed::{Assumed, NUMBERS, Number, Unit};
use eclaireur_models::audit::{MOST_EURO, Subsidy};
use eclaireur_models::certain::Certainty;
use rust_decimal::Decimal;

use super::{FormData, Problem, ProblemCode};
use crate::aided::OTHER;
use crate::format;
use crate::shell::Named;

/// Every certainty as the form offers it, the surest first.
pub const CERTAINTIES: [(&str, Certainty); 3] =
    [("certain", Certainty::Certain), ("likely", Certainty::Likely), ("unknown", Certainty::Unknown)];

/// In the unit of its field.
fn typed(number: &Number, value: Decimal) -> Decimal {
    let typed = if number.unit == Unit::Share { value * Decimal::ONE_HUNDRED } else { value };
    typed.normalize()
}

fn between(low: Decimal, high: Decimal) -> Problem {
    Problem::new(ProblemCode::NotBetween)
        .with("lowest", format::decimal(low))
        .with("highest", format::decimal(high))
}

/// What is supposed; `None` when problems were noted. What is left empty keeps its default.
pub fn audit_assumed(form: &mut FormData, colds: &[Named], scenarios: &[Named]) -> Option<Assumed> {
    let mut told = BTreeMap::new();
    for number in NUMBERS {
        let (low, high) = (typed(number, number.lowest), typed(number, number.highest));
        let Some(value) = form.signed_number(number.code, Some((low, high))) else { continue };
        let whole = number.unit != Unit::Years || value.is_integer();
        if value < low || value > high || !whole || value.normalize().scale() > 4 {
            form.fail(number.code, between(low, high));
            continue;
        }
        let value = if number.unit == Unit::Share { value / Decimal::ONE_HUNDRED } else { value };
        told.insert(number.code.to_owned(), value.normalize());
    }
    let known =
        |all: &[Named], code: &str| all.iter().find(|one| one.code == code).map(|one| one.code.clone());
    let cold = form.choice("cold", |code| known(colds, code));
    let ets2 = form.choice("ets2", |code| known(scenarios, code));
    let because = form.optional("because");
    (!form.failed()).then_some(Assumed { number: told, cold, ets2, because })
}

/// What is supposed as its form shows it.
pub fn audit_assumed_form(assumed: &Assumed) -> FormData {
    let mut form = FormData::new();
    for number in NUMBERS {
        if let Some(value) = assumed.number.get(number.code) {
            form = form.set(number.code, format::plain(typed(number, *value)));
        }
    }
    for (name, value) in [("cold", &assumed.cold), ("ets2", &assumed.ets2), ("because", &assumed.because)] {
        if let Some(value) = value {
            form = form.set(name, value.as_str());
        }
    }
    form
}

/// A subsidy that the adviser tells; `None` when problems were noted.
pub fn audit_subsidy(form: &mut FormData, works: &[Named], schemes: &[Named]) -> Option<Subsidy> {
    let most = Decimal::from(MOST_EURO);
    let known = |all: &[Named], code: &str| all.iter().any(|one| one.code == code).then(|| code.to_owned());
    let needed = |form: &mut FormData, name: &str, from: &dyn Fn(&str) -> Option<String>| {
        let value = form.choice(name, from);
        if value.is_none() && form.problem(name).is_none() {
            form.fail(name, Problem::new(ProblemCode::Required));
        }
        value
    };
    let work = needed(form, "work", &|code: &str| known(works, code));
    let other = |code: &str| (code == OTHER).then(|| OTHER.to_owned());
    let scheme = needed(form, "scheme", &|code: &str| known(schemes, code).or_else(|| other(code)));
    let euro = form.number("euro", Some((Decimal::ZERO, most)));
    if euro.is_some_and(|euro| euro > most) {
        form.fail("euro", between(Decimal::ZERO, most));
    }
    let certain =
        |code: &str| CERTAINTIES.iter().find(|(known, _)| *known == code).map(|(_, certainty)| *certainty);
    let certainty = form.choice("certainty", certain);
    if certainty.is_none() && form.problem("certainty").is_none() {
        form.fail("certainty", Problem::new(ProblemCode::Required));
    }
    // An amount that nobody tells is one that nobody knows.
    if euro.is_none() && form.problem("euro").is_none() && certainty.is_some_and(|c| c != Certainty::Unknown)
    {
        form.fail("euro", Problem::new(ProblemCode::Required));
    }
    let until = form.day("until");
    if form.failed() {
        return None;
    }
    Some(Subsidy {
        scheme: scheme?,
        work: work?,
        euro: euro.map(|euro| euro.normalize()),
        certainty: certainty?,
        until,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn named(code: &str) -> Vec<Named> {
        vec![Named::new(code, code)]
    }

    #[test]
    fn what_is_supposed_is_read_in_percent_and_shown_again_as_it_was_typed() {
        let pairs =
            [("discount_rate", "2,5"), ("yearly_budget", "60 000"), ("cold", "base-15"), ("because", "CA")];
        let mut form = FormData::from_pairs(pairs);
        let told = audit_assumed(&mut form, &named("base-15"), &named("ets2-45")).unwrap();
        assert_eq!(told.number.get("discount_rate"), Some(&dec!(0.025)));
        assert_eq!(told.number.get("yearly_budget"), Some(&dec!(60000)));
        assert_eq!((told.cold.as_deref(), told.ets2.as_deref()), (Some("base-15"), None));
        assert_eq!(told.check(), Ok(()));
        let shown = audit_assumed_form(&told);
        assert_eq!((shown.get("discount_rate"), shown.get("cold")), ("2,5", "base-15"));
        for (pair, field, code) in [
            (("discount_rate", "16"), "discount_rate", ProblemCode::NotBetween),
            (("horizon_years", "20,5"), "horizon_years", ProblemCode::NotBetween),
            (("vat_borne", "beaucoup"), "vat_borne", ProblemCode::NotANumber),
            (("ets2", "ets2-900"), "ets2", ProblemCode::NotInList),
        ] {
            let mut form = FormData::from_pairs([pair]);
            assert_eq!(audit_assumed(&mut form, &[], &[]), None, "{pair:?}");
            assert_eq!(form.problem(field).map(|p| p.code), Some(code), "{pair:?}");
        }
    }

    #[test]
    fn a_subsidy_names_its_work_and_says_how_sure_it_is() {
        let good = [
            ("work", "wall"),
            ("scheme", "other"),
            ("euro", "12 000"),
            ("certainty", "likely"),
            ("until", "31/12/2027"),
        ];
        let read = |pairs: &[(&str, &str)]| {
            let mut form = FormData::from_pairs(good.iter().chain(pairs).copied());
            let subsidy = audit_subsidy(&mut form, &named("wall"), &named("wallonia/ureba-2022"));
            subsidy.ok_or_else(|| form.problems().next().map(|(n, p)| (n.to_owned(), p.code)).unwrap())
        };
        let subsidy = read(&[]).unwrap();
        assert_eq!((subsidy.euro, subsidy.scheme.as_str()), (Some(dec!(12000)), "other"));
        assert!(read(&[("euro", ""), ("certainty", "unknown")]).is_ok());
        for (pair, field, code) in [
            (("work", "moat"), "work", ProblemCode::NotInList),
            (("scheme", ""), "scheme", ProblemCode::Required),
            (("euro", ""), "euro", ProblemCode::Required),
            (("certainty", ""), "certainty", ProblemCode::Required),
            (("until", "bientôt"), "until", ProblemCode::BadDate),
        ] {
            assert_eq!(read(&[pair]), Err((field.to_owned(), code)), "{pair:?}");
        }
    }
}
