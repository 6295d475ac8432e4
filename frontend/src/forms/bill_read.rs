//! What a document says of a bill, as values of the form's fields: each with the line it was read in.
//!
//! Fills only what is empty: what somebody typed stays. Does *not* decide which meter the bill is for.

use core::fmt::Display;

use eclaireur_models::building::{Direction, Register};
use eclaireur_models::catalog::BillTitle;
use eclaireur_models::readings::proposal::{
    BillProposal, Proposed, ProposedMeter, ProposedRegister, Quantity, Seen,
};
use rust_decimal::Decimal;

use super::bill::UNITS;
use super::{BillKind, FormData};
use crate::format;

/// A value of the form's field, and where it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRead {
    /// Name of the field.
    pub field: &'static str,
    /// As the form writes it.
    pub value: String,
    /// The line as it was read.
    pub line: String,
    /// Its page.
    pub page: usize,
    /// What else was possible: value and line.
    pub others: Vec<(String, String)>,
}

/// Fields of one counter: index at the start, at the end, quantity.
struct Counter {
    direction: Direction,
    register: Register,
    fields: [&'static str; 3],
}

const COUNTERS: [Counter; 5] = [
    Counter {
        direction: Direction::Offtake,
        register: Register::Total,
        fields: ["index_from", "index_to", "quantity"],
    },
    Counter {
        direction: Direction::Offtake,
        register: Register::Day,
        fields: ["day_index_from", "day_index_to", "day_quantity"],
    },
    Counter {
        direction: Direction::Offtake,
        register: Register::Night,
        fields: ["night_index_from", "night_index_to", "night_quantity"],
    },
    Counter {
        direction: Direction::Offtake,
        register: Register::ExclusiveNight,
        fields: ["exclusive_night_index_from", "exclusive_night_index_to", "exclusive_night_quantity"],
    },
    Counter {
        direction: Direction::Injection,
        register: Register::Total,
        fields: ["injection_index_from", "injection_index_to", "injection_quantity"],
    },
];

/// What the document says, field by field, of one of the bill's meters. `known` is the meter's id where we have it: then
/// nothing is proposed for a new one.
pub fn read(proposal: &BillProposal, meter: Option<&ProposedMeter>, known: Option<&str>) -> Vec<FieldRead> {
    let mut read = Vec::new();
    let kind = |title: &BillTitle| match title {
        BillTitle::Settlement => BillKind::Settlement.code(),
        BillTitle::Advance => BillKind::Advance.code(),
        BillTitle::Credit => BillKind::CreditNote.code(),
        BillTitle::Delivery => BillKind::Delivery.code(),
        BillTitle::Statement => BillKind::Statement.code(),
    };
    read.extend(field("kind", proposal.title.as_ref(), kind));
    read.extend(field("supplier", proposal.supplier.as_ref(), Clone::clone));
    read.extend(field("number", proposal.number.as_ref(), Clone::clone));
    let delivery = proposal.title.as_ref().is_some_and(|t| *t.value() == BillTitle::Delivery);
    match &proposal.delivered {
        Some(day) if delivery => read.extend(field("from", Some(day), |day| format::day(*day))),
        _ => {
            read.extend(field("from", proposal.period.as_ref(), |days| format::day(days.from)));
            read.extend(field("to", proposal.period.as_ref(), |days| format::day(days.to)));
        }
    }
    if let Some(meter) = meter {
        of_meter(meter, known, &mut read);
    }
    // What several supply points cost together is the cost of none of them.
    if proposal.meters.len() < 2 {
        read.extend(field("excl_vat", proposal.excl_vat.as_ref(), |v| format::number(*v, 2)));
        read.extend(field("incl_vat", proposal.incl_vat.as_ref(), |v| format::number(*v, 2)));
    }
    read
}

fn of_meter(meter: &ProposedMeter, known: Option<&str>, read: &mut Vec<FieldRead>) {
    match (known, &meter.point) {
        (Some(id), Some(point)) => read.push(of_seen("meter", point, id)),
        (Some(_), None) => {}
        (None, point) => {
            read.extend(point.iter().map(|point| of_seen("ean", point, point.value.digits())));
            read.extend(field("carrier", meter.carrier.as_ref(), |c| c.code()));
            read.extend(field("serial", meter.serial.as_ref(), Clone::clone));
        }
    }
    for counter in &COUNTERS {
        let Some(register) = meter.register(counter.direction, counter.register) else { continue };
        let [from, to, quantity] = counter.fields;
        read.extend(field(from, register.index_from.as_ref(), number));
        read.extend(field(to, register.index_to.as_ref(), number));
        read.extend(countable(register).and_then(|q| field(quantity, Some(q), |q| number(&q.amount))));
    }
    read.extend(unit(meter));
    read.extend(field("kwh_per_m3", meter.kwh_per_m3.as_ref(), number));
    read.extend(meter.estimated.iter().map(|seen| of_seen("estimated", seen, "1")));
}

/// The unit that the counters are given in.
fn unit(meter: &ProposedMeter) -> Option<FieldRead> {
    meter.registers.iter().find_map(|register| {
        let quantity = countable(register)?;
        Some(of_seen("unit", &quantity.best, quantity.value().unit?.code()))
    })
}

/// The quantity of a counter, unless its unit is one that the form does not have: under another it would be wrong.
fn countable(register: &ProposedRegister) -> Option<&Proposed<Quantity>> {
    register.quantity.as_ref().filter(|q| q.value().unit.is_none_or(|unit| UNITS.contains(&unit)))
}

/// As a person would type it: comma, thin spaces between thousands.
fn number(value: &Decimal) -> String {
    format::decimal(*value)
}

fn of_seen<T>(field: &'static str, seen: &Seen<T>, value: impl Display) -> FieldRead {
    FieldRead {
        field,
        value: value.to_string(),
        line: seen.line.clone(),
        page: seen.page,
        others: Vec::new(),
    }
}

fn field<T, V: Display>(
    field: &'static str,
    proposed: Option<&Proposed<T>>,
    written: impl Fn(&T) -> V,
) -> Option<FieldRead> {
    let proposed = proposed?;
    let mut read = of_seen(field, &proposed.best, written(proposed.value()));
    for other in &proposed.others {
        let value = written(&other.value).to_string();
        // Two values that the form writes alike are one: two periods that begin on the same day.
        if value != read.value && read.others.iter().all(|(known, _)| *known != value) {
            read.others.push((value, other.line.clone()));
        }
    }
    Some(read)
}

impl FormData {
    /// The same with the fields that are empty filled in. A unit goes with the numbers: where somebody typed one, it is
    /// theirs.
    #[must_use]
    pub fn filled(self, read: &[FieldRead]) -> FormData {
        let counted = COUNTERS.iter().flat_map(|c| c.fields).any(|name| !self.get(name).is_empty());
        let new = matches!(self.get("meter"), "" | "new");
        read.iter().fold(self, |form, read| {
            let free = match read.field {
                "unit" => !counted,
                "ean" | "carrier" | "serial" => new && form.get(read.field).is_empty(),
                name => form.get(name).is_empty(),
            };
            if free { form.set(read.field, read.value.clone()) } else { form }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::building::{Carrier, Ean};
    use eclaireur_models::readings::proposal::Days;
    use eclaireur_models::units::Unit;
    use jiff::civil::date;
    use rust_decimal::dec;

    fn seen<T>(value: T, line: &str) -> Seen<T> {
        Seen { value, line: line.to_owned(), page: 1 }
    }

    fn proposed<T: PartialEq>(value: T, line: &str) -> Option<Proposed<T>> {
        Proposed::of([seen(value, line)])
    }

    fn gas() -> BillProposal {
        let total = ProposedRegister {
            direction: Direction::Offtake,
            register: Register::Total,
            index_from: proposed(dec!(14861.350), "Index de début 14 861,35"),
            index_to: proposed(dec!(48211.35), "Index de fin 48 211,35"),
            quantity: proposed(Quantity { amount: dec!(367697), unit: Some(Unit::KWh) }, "367 697 kWh"),
        };
        let meter = ProposedMeter {
            point: Ean::read("549999000000000023").map(|ean| seen(ean, "EAN 549999000000000023")),
            carrier: proposed(Carrier::NaturalGas, "Gaz naturel"),
            registers: vec![total],
            kwh_per_m3: proposed(dec!(11.0254), "x 11,0254"),
            ..ProposedMeter::default()
        };
        BillProposal {
            title: proposed(BillTitle::Settlement, "Décompte annuel"),
            period: proposed(
                Days { from: date(2025, 2, 1), to: date(2026, 1, 31) },
                "du 01/02/2025 au 31/01/2026",
            ),
            meters: vec![meter],
            incl_vat: proposed(dec!(32835.6), "Total TVAC 32.835,60"),
            ..BillProposal::default()
        }
    }

    #[test]
    fn what_is_empty_is_filled_and_what_was_typed_stays() {
        let proposal = gas();
        let read = read(&proposal, proposal.meters.first(), None);
        let form =
            FormData::from_pairs([("index_to", "48 000"), ("unit", "m3"), ("meter", "")]).filled(&read);
        for (field, value) in [
            ("kind", "settlement"),
            ("from", "01/02/2025"),
            ("to", "31/01/2026"),
            ("ean", "549999000000000023"),
            ("carrier", "natural_gas"),
            ("index_to", "48 000"),
            ("unit", "m3"),
            ("kwh_per_m3", "11,0254"),
            ("incl_vat", "32\u{202f}835,60"),
            ("excl_vat", ""),
        ] {
            assert_eq!(form.get(field), value, "{field}");
        }
        let mut form = FormData::new().filled(&read);
        let bill = super::super::BillInput::read(&mut form, date(2026, 11, 21)).unwrap();
        assert_eq!(bill.registers.first().and_then(|r| r.index), Some((dec!(14861.35), dec!(48211.35))));
        assert_eq!((bill.unit, bill.kwh_per_m3), (Unit::KWh, Some(dec!(11.0254))));
    }

    #[test]
    fn a_known_meter_is_chosen_and_the_cost_of_several_is_nobodys() {
        let mut proposal = gas();
        let first = read(&proposal, proposal.meters.first(), Some("7"));
        let form = FormData::new().filled(&first);
        assert_eq!((form.get("meter"), form.get("ean"), form.get("carrier")), ("7", "", ""));
        proposal.meters.push(ProposedMeter::default());
        let several = read(&proposal, proposal.meters.first(), Some("7"));
        assert!(several.iter().all(|read| read.field != "incl_vat"));
    }
}
