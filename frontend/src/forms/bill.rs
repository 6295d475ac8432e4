//! A Belgian bill as typed: *régularisation*, *acompte*, *note de crédit*, a delivery into a tank, or the *décompte de
//! charges* of a *copropriété*, which is the reading there.

mod fields;

use eclaireur_models::building::{Carrier, Direction, Ean, Register};
use eclaireur_models::period::{Day, Period};
use eclaireur_models::units::{Euro, Unit};
use rust_decimal::Decimal;

use super::meter_facts::COEFFICIENT;
use super::{FormData, Problem, ProblemCode};
use fields::{read_amounts, read_meter, read_period, read_quota, read_registers, yes_or_no};

/// What the paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillKind {
    /// *Facture de régularisation*: what was used.
    Settlement,
    /// *Acompte*: a payment, never a consumption.
    Advance,
    /// *Note de crédit*.
    CreditNote,
    /// *Bon de livraison* or bill of a delivery; its day is the period's first.
    Delivery,
    /// *Décompte de charges*: what a *copropriété* attributes to the building.
    Statement,
}

impl BillKind {
    /// Every kind, in the order the form offers them.
    pub const ALL: [BillKind; 5] = [
        BillKind::Settlement,
        BillKind::Advance,
        BillKind::CreditNote,
        BillKind::Delivery,
        BillKind::Statement,
    ];

    /// Code, as in the form.
    pub const fn code(self) -> &'static str {
        match self {
            BillKind::Settlement => "settlement",
            BillKind::Advance => "advance",
            BillKind::CreditNote => "credit",
            BillKind::Delivery => "delivery",
            BillKind::Statement => "statement",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<BillKind> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// Units of a bill's quantities, in the order the form offers them.
pub const UNITS: [Unit; 7] =
    [Unit::KWh, Unit::MWh, Unit::M3, Unit::Litre, Unit::Kg, Unit::Tonne, Unit::Stere];

/// Which meter it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BillMeter {
    /// One we have.
    Known(String),
    /// A new one.
    New {
        /// Its EAN, when known.
        ean: Option<Ean>,
        /// What it measures.
        carrier: Carrier,
        /// Its serial number, when known.
        serial: Option<String>,
    },
}

/// One counter of the bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillRegister {
    /// Which way.
    pub direction: Direction,
    /// Which.
    pub register: Register,
    /// Index at the start and at the end.
    pub index: Option<(Decimal, Decimal)>,
    /// What was used, in [`BillInput::unit`].
    pub quantity: Option<Decimal>,
}

/// A part of what a whole *copropriété* used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// What all used together, in [`BillInput::unit`].
    pub of: Decimal,
    /// The building's per cent of it.
    pub percent: Decimal,
}

impl Quota {
    /// What is the building's.
    pub fn quantity(self) -> Decimal {
        self.of * self.percent / Decimal::ONE_HUNDRED
    }
}

/// A bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillInput {
    /// Which meter.
    pub meter: BillMeter,
    /// What it is.
    pub kind: BillKind,
    /// What it covers; one day for a delivery.
    pub period: Period,
    /// The whole, then day, night, exclusive night and injection where they were given. An acompte has none.
    pub registers: Vec<BillRegister>,
    /// Unit of the quantities; of the indexes too, unless a coefficient is given, which makes those m3.
    pub unit: Unit,
    /// *Coefficient de conversion*, kWh PCS per m3.
    pub kwh_per_m3: Option<Decimal>,
    /// Who sends it.
    pub supplier: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// HTVA.
    pub excl_vat: Option<Euro>,
    /// TVAC.
    pub incl_vat: Option<Euro>,
    /// How a *décompte de charges* comes to its quantity.
    pub quota: Option<Quota>,
    /// Whether a delivery filled the tank, when that is known.
    pub filled: Option<bool>,
    /// What the gauge showed before a delivery.
    pub gauge: Option<Decimal>,
    /// The bill says that the index was estimated.
    pub estimated: bool,
    /// Id of the document sent before.
    pub attachment: Option<String>,
    /// Kept in spite of what was said about it.
    pub accepted: bool,
}

impl BillInput {
    /// Reads the fields named in [`crate::pages::reading_bill`]. `on` is today.
    pub fn read(form: &mut FormData, on: Day) -> Option<BillInput> {
        let kind = form.choice("kind", BillKind::from_code);
        if kind.is_none() && form.problem("kind").is_none() {
            form.fail("kind", Problem::new(ProblemCode::NotInList));
        }
        let meter = read_meter(form);
        let kind_or = kind.unwrap_or(BillKind::Settlement);
        let period = read_period(form, kind_or, on);
        let unit = form.choice("unit", Unit::from_code).unwrap_or(Unit::KWh);
        let kwh_per_m3 = form.number("kwh_per_m3", Some(COEFFICIENT));
        if kwh_per_m3.is_some_and(|c| c < COEFFICIENT.0 || c > COEFFICIENT.1) {
            form.fail("kwh_per_m3", Problem::new(ProblemCode::OutOfRange));
        }
        let mut registers = if kind_or == BillKind::Advance { Vec::new() } else { read_registers(form) };
        let quota = if kind_or == BillKind::Statement { read_quota(form) } else { None };
        if let Some(quota) = quota.filter(|_| registers.is_empty()) {
            let quantity = Some(quota.quantity().normalize());
            let (direction, register) = (Direction::Offtake, Register::Total);
            registers.push(BillRegister { direction, register, index: None, quantity });
        }
        let needs_quantity = matches!(kind_or, BillKind::Settlement | BillKind::Delivery);
        if needs_quantity && registers.is_empty() && form.problem("index_from").is_none() {
            form.fail("quantity", Problem::new(ProblemCode::QuantityOrIndex));
        }
        let (excl_vat, incl_vat) = read_amounts(form, kind_or);
        let costs = excl_vat.is_some() || incl_vat.is_some();
        if kind_or == BillKind::Statement && registers.is_empty() && !costs && !form.failed() {
            form.fail("quantity", Problem::new(ProblemCode::QuantityOrCost));
        }
        let (filled, gauge) = match kind_or {
            BillKind::Delivery => (form.choice("filled", yes_or_no), form.number("gauge", None)),
            _ => (None, None),
        };
        let (supplier, number) = (form.optional("supplier"), form.optional("number"));
        let estimated = form.is_ticked("estimated");
        let attachment = form.optional("attachment");
        let accepted = form.is_ticked("accept");
        if form.failed() {
            return None;
        }
        Some(BillInput {
            meter: meter?,
            kind: kind?,
            period: period?,
            registers,
            unit,
            kwh_per_m3,
            supplier,
            number,
            excl_vat,
            incl_vat,
            quota,
            filled,
            gauge,
            estimated,
            attachment,
            accepted,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::dec;

    const TODAY: Day = date(2026, 11, 21);

    fn gas_bill() -> FormData {
        FormData::from_pairs([
            ("meter", "7"),
            ("kind", "settlement"),
            ("from", "1/1/25"),
            ("to", "31/12/25"),
            ("index_from", "12 000"),
            ("index_to", "15 000,5"),
            ("quantity", "33 075"),
            ("unit", "kWh"),
            ("kwh_per_m3", "11.025"),
            ("excl_vat", "2.000,10"),
            ("incl_vat", "2.120,11"),
        ])
    }

    #[test]
    fn a_bill_is_read_as_it_is_written() {
        let mut form = gas_bill();
        let bill = BillInput::read(&mut form, TODAY).unwrap();
        assert_eq!(Some(bill.period), Period::year(2025));
        assert_eq!(bill.kwh_per_m3, Some(dec!(11.025)));
        assert_eq!(bill.incl_vat, Some(Euro(dec!(2120.11))));
        assert_eq!(bill.registers.len(), 1);
        let mut form = gas_bill().set("to", "01/01/2026");
        assert_eq!(BillInput::read(&mut form, TODAY).map(|b| b.period), Period::year(2025));
    }

    #[test]
    fn an_acompte_has_an_amount_and_no_consumption() {
        let mut form = gas_bill().set("kind", "advance");
        assert_eq!(BillInput::read(&mut form, TODAY).unwrap().registers, Vec::new());
        let mut form = gas_bill().set("kind", "advance").set("excl_vat", "").set("incl_vat", "");
        assert_eq!(BillInput::read(&mut form, TODAY), None);
        assert_eq!(form.problem("incl_vat").map(|p| p.code), Some(ProblemCode::Required));
    }

    #[test]
    fn what_is_missing_or_reversed_is_said_at_its_field() {
        for (field, value, at, code) in [
            ("index_to", "11 000", "index_to", ProblemCode::IndexReversed),
            ("index_to", "", "index_to", ProblemCode::Required),
            ("to", "31/12/24", "to", ProblemCode::EndBeforeStart),
            ("to", "31/12/27", "to", ProblemCode::FutureDate),
            ("incl_vat", "1.000,00", "incl_vat", ProblemCode::VatReversed),
            ("kwh_per_m3", "110", "kwh_per_m3", ProblemCode::OutOfRange),
            ("meter", "", "meter", ProblemCode::ChooseMeter),
        ] {
            let mut form = gas_bill().set(field, value);
            if field == "index_to" {
                form = form.set("quantity", "");
            }
            assert_eq!(BillInput::read(&mut form, TODAY), None, "{field}");
            assert_eq!(form.problem(at).map(|p| p.code), Some(code), "{field}");
        }
    }

    #[test]
    fn a_statement_attributes_a_consumption_a_share_of_one_or_only_a_cost() {
        let statement = |changes: &[(&str, &str)]| {
            let pairs = [
                ("meter", "7"),
                ("kind", "statement"),
                ("from", "1/1/25"),
                ("to", "31/12/25"),
                ("unit", "kWh"),
            ];
            let mut form = changes.iter().fold(FormData::from_pairs(pairs), |f, (n, v)| f.set(n, *v));
            BillInput::read(&mut form, TODAY).ok_or_else(|| {
                let (field, problem) = form.problems().next().unwrap();
                (field.to_owned(), problem.code)
            })
        };
        let quantity = |bill: BillInput| bill.registers.first().and_then(|r| r.quantity);
        assert_eq!(statement(&[("quantity", "12 340")]).map(quantity), Ok(Some(dec!(12340))));
        let share = [("common_quantity", "102 000"), ("common_percent", "12,5")];
        assert_eq!(statement(&share).map(quantity), Ok(Some(dec!(12750))));
        assert_eq!(statement(&[("incl_vat", "1 180,20")]).map(quantity), Ok(None));
        for (changes, field, code) in [
            (&[][..], "quantity", ProblemCode::QuantityOrCost),
            (&[("common_quantity", "102 000")], "common_percent", ProblemCode::Required),
            (
                &[("common_quantity", "1"), ("common_percent", "101")],
                "common_percent",
                ProblemCode::OutOfRange,
            ),
            (&[("quantity", "1"), ("to", "31/12/27")], "to", ProblemCode::FutureDate),
        ] {
            assert_eq!(statement(changes), Err((field.to_owned(), code)), "{changes:?}");
        }
    }

    #[test]
    fn a_delivery_may_say_whether_it_filled_the_tank_and_what_the_gauge_showed() {
        let pairs =
            [("meter", "7"), ("kind", "delivery"), ("from", "3/10/25"), ("quantity", "3 000"), ("unit", "l")];
        for (filled, expect) in [("yes", Some(true)), ("no", Some(false)), ("", None)] {
            let mut form = FormData::from_pairs(pairs).set("filled", filled).set("gauge", "22,5");
            let bill = BillInput::read(&mut form, TODAY).unwrap();
            assert_eq!((bill.filled, bill.gauge), (expect, Some(dec!(22.5))));
        }
        let mut form = FormData::from_pairs(pairs).set("filled", "perhaps");
        assert_eq!(BillInput::read(&mut form, TODAY), None);
    }

    #[test]
    fn a_delivery_has_one_day() {
        let mut form = FormData::from_pairs([
            ("meter", "new"),
            ("carrier", "heating_oil"),
            ("kind", "delivery"),
            ("from", "3/10/25"),
            ("quantity", "3 000"),
            ("unit", "l"),
        ]);
        let bill = BillInput::read(&mut form, TODAY).unwrap();
        assert_eq!((bill.period.days(), bill.unit), (1, Unit::Litre));
    }
}
