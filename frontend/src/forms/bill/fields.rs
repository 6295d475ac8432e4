//! The fields of a bill that are read together: its meter, its days, its counters, its amounts.

use eclaireur_models::building::{Carrier, Direction, Register};
use eclaireur_models::period::{Day, Period, next_day};
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::super::meter::read_ean;
use super::super::{FormData, Problem, ProblemCode};
use super::{BillKind, BillMeter, BillRegister, Quota};

pub(super) fn read_meter(form: &mut FormData) -> Option<BillMeter> {
    let id = form.get("meter").to_owned();
    if !id.is_empty() && id != "new" {
        return Some(BillMeter::Known(id));
    }
    let ean = read_ean(form, "ean");
    let carrier = form.choice("carrier", Carrier::from_code);
    if id.is_empty() && ean.is_none() && carrier.is_none() {
        form.fail("meter", Problem::new(ProblemCode::ChooseMeter));
    } else if carrier.is_none() && form.problem("carrier").is_none() {
        form.fail("carrier", Problem::new(ProblemCode::NotInList));
    }
    let serial = form.optional("serial");
    Some(BillMeter::New { ean, carrier: carrier?, serial })
}

/// Which days, see [`Period::billed`].
pub(super) fn read_period(form: &mut FormData, kind: BillKind, on: Day) -> Option<Period> {
    if kind == BillKind::Delivery {
        let day = form.past_day("from", on)?;
        return Period::new(day, next_day(day));
    }
    let from = if form.get("from").is_empty() {
        form.fail("from", Problem::new(ProblemCode::Required));
        None
    } else {
        form.day("from")
    };
    let to = if matches!(kind, BillKind::Settlement | BillKind::Statement) {
        form.past_day("to", on)
    } else if form.get("to").is_empty() {
        form.fail("to", Problem::new(ProblemCode::Required));
        None
    } else {
        form.day("to")
    };
    let (from, to) = (from?, to?);
    let period = Period::billed(from, to);
    if period.is_none() {
        form.fail("to", Problem::new(ProblemCode::EndBeforeStart));
    }
    period
}

pub(super) fn yes_or_no(code: &str) -> Option<bool> {
    match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// A part of a common consumption: both numbers, or none.
pub(super) fn read_quota(form: &mut FormData) -> Option<Quota> {
    let (of, percent) = (form.number("common_quantity", None), form.number("common_percent", None));
    if percent.is_some_and(|p| p > Decimal::ONE_HUNDRED || p.scale() > 6) {
        form.fail("common_percent", Problem::new(ProblemCode::OutOfRange));
    }
    if of.is_some() != percent.is_some() && !form.failed() {
        let lacking = if of.is_some() { "common_percent" } else { "common_quantity" };
        form.fail(lacking, Problem::new(ProblemCode::Required));
    }
    Some(Quota { of: of?, percent: percent? })
}

pub(super) fn read_registers(form: &mut FormData) -> Vec<BillRegister> {
    const LINES: [(&str, Direction, Register); 5] = [
        ("", Direction::Offtake, Register::Total),
        ("day_", Direction::Offtake, Register::Day),
        ("night_", Direction::Offtake, Register::Night),
        ("exclusive_night_", Direction::Offtake, Register::ExclusiveNight),
        ("injection_", Direction::Injection, Register::Total),
    ];
    let mut registers = Vec::new();
    for (prefix, direction, register) in LINES {
        let (from_field, to_field) = (format!("{prefix}index_from"), format!("{prefix}index_to"));
        let from = form.number(&from_field, None);
        let to = form.number(&to_field, None);
        let quantity = form.number(&format!("{prefix}quantity"), None);
        let index = from.zip(to);
        if from.is_some() != to.is_some() && !form.failed() {
            let lacking = if from.is_some() { &to_field } else { &from_field };
            form.fail(lacking, Problem::new(ProblemCode::Required));
        }
        if index.is_some_and(|(a, b)| b < a) && quantity.is_none() {
            form.fail(&to_field, Problem::new(ProblemCode::IndexReversed));
        }
        if index.is_some() || quantity.is_some() {
            registers.push(BillRegister { direction, register, index, quantity });
        }
    }
    registers
}

pub(super) fn read_amounts(form: &mut FormData, kind: BillKind) -> (Option<Euro>, Option<Euro>) {
    let mut amount = |name: &str| form.signed_number(name, None).map(Euro);
    let excl_vat = amount("excl_vat");
    let incl_vat = amount("incl_vat");
    let reversed = excl_vat.zip(incl_vat).is_some_and(|(e, i)| e.0.abs() > i.0.abs());
    if reversed {
        form.fail("incl_vat", Problem::new(ProblemCode::VatReversed));
    }
    if kind == BillKind::Advance
        && excl_vat.is_none()
        && incl_vat.is_none()
        && form.problem("incl_vat").is_none()
    {
        form.fail("incl_vat", Problem::new(ProblemCode::Required));
    }
    (excl_vat, incl_vat)
}
