//! The form of a mapping: what each column of a table is.
//!
//! Fields for column `n`, from 0: `use_<n>` (see [`Use::ALL`]), and for a column of values `unit_<n>`, `carrier_<n>`,
//! `register_<n>`, `name_<n>`; for the table `order`, `ends`, `sender`, `remember`; `try` to see what it gives.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::catalog::Role;
use eclaireur_models::readings::parse::mapping::{Lack, Mapping};
use eclaireur_models::readings::parse::{Column, DateOrder, ValueColumn};
use eclaireur_models::units::Unit;

use super::{FormData, Problem, ProblemCode};

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It says when, which, in what, or nothing.
    Role(Role),
    /// It holds readings.
    Values(Kind, Direction),
}

impl Use {
    /// What is offered, in order, with its code; the words are under `mapping-use-<code>`.
    pub const ALL: [(&str, Use); 24] = [
        ("ignored", Use::Role(Role::Ignored)),
        ("date", Use::Role(Role::Date)),
        ("time", Use::Role(Role::Time)),
        ("from-time", Use::Role(Role::FromTime)),
        ("to-time", Use::Role(Role::ToTime)),
        ("month", Use::Role(Role::Month)),
        ("year", Use::Role(Role::Year)),
        ("from", Use::Role(Role::From)),
        ("to", Use::Role(Role::To)),
        ("index", Use::Values(Kind::Index, Direction::Offtake)),
        ("consumption", Use::Values(Kind::Interval, Direction::Offtake)),
        ("delivery", Use::Values(Kind::Delivery, Direction::Offtake)),
        ("injection-index", Use::Values(Kind::Index, Direction::Injection)),
        ("injection", Use::Values(Kind::Interval, Direction::Injection)),
        ("production-index", Use::Values(Kind::Index, Direction::Production)),
        ("production", Use::Values(Kind::Interval, Direction::Production)),
        ("ean", Use::Role(Role::Ean)),
        ("serial", Use::Role(Role::Serial)),
        ("name", Use::Role(Role::Name)),
        ("carrier", Use::Role(Role::Carrier)),
        ("unit", Use::Role(Role::Unit)),
        ("register", Use::Role(Role::Register)),
        ("status", Use::Role(Role::Status)),
        ("cost", Use::Role(Role::Cost)),
    ];

    fn from_code(code: &str) -> Option<Use> {
        Self::ALL.iter().find(|(c, _)| *c == code).map(|(_, one)| *one)
    }

    /// Whether a column of this code holds readings, which have a unit, an energy, a register and a meter.
    pub fn is_of_readings(code: &str) -> bool {
        matches!(Self::from_code(code), Some(Use::Values(..)))
    }

    /// The code of what a column is.
    pub fn code_of(column: &Column) -> &'static str {
        let wanted = match column {
            Column::Role(role) => Use::Role(*role),
            Column::Unused => Use::Role(Role::Ignored),
            Column::Value(v) => {
                let kind = match v.kind {
                    Some(kind @ (Kind::Index | Kind::Delivery)) => kind,
                    _ => Kind::Interval,
                };
                Use::Values(kind, v.direction.unwrap_or(Direction::Offtake))
            }
        };
        Self::ALL.iter().find(|(_, one)| *one == wanted).map_or("ignored", |(code, _)| code)
    }
}

/// A mapping as chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingInput {
    /// The columns.
    pub mapping: Mapping,
    /// Under which name to remember them; none to use them this once.
    pub sender: Option<String>,
}

impl MappingInput {
    /// Reads the form. `base` is the proposal: it says how many columns there are, and their headers.
    pub fn read(form: &mut FormData, base: &Mapping) -> Option<MappingInput> {
        let columns = (0..base.columns.len()).map(|n| column(form, n)).collect();
        let mapping = Mapping {
            columns,
            date_order: if form.get("order") == "month" {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            },
            slot_ends: form.get("ends") == "end",
            ..base.clone()
        };
        for lack in mapping.lacks() {
            let (field, code) = match lack {
                Lack::Date => ("use_0".to_owned(), ProblemCode::NoDateColumn),
                Lack::Value => ("use_0".to_owned(), ProblemCode::NoValueColumn),
                Lack::Unit(n) => (format!("unit_{n}"), ProblemCode::UnitMissing),
                Lack::Twice(n) => (format!("use_{n}"), ProblemCode::RoleTwice),
            };
            form.fail(&field, Problem::new(code));
        }
        // Trying keeps nothing: nobody need be named.
        let keeps = form.is_ticked("remember") && !form.is_ticked("try");
        let sender = if keeps { form.required("sender") } else { None };
        (!form.failed()).then_some(MappingInput { mapping, sender })
    }

    /// A mapping as the form shows it.
    pub fn form(mapping: &Mapping, sender: &str) -> FormData {
        let mut form = FormData::new()
            .set("order", if mapping.date_order == DateOrder::MonthFirst { "month" } else { "day" })
            .set("ends", if mapping.slot_ends { "end" } else { "start" })
            .set("sender", sender)
            .set("remember", "1");
        for (n, column) in mapping.columns.iter().enumerate() {
            form = form.set(&format!("use_{n}"), Use::code_of(column));
            if let Column::Value(value) = column {
                form = form
                    .set(&format!("unit_{n}"), value.unit.map(Unit::code).unwrap_or_default())
                    .set(&format!("carrier_{n}"), value.carrier.map(Carrier::code).unwrap_or_default())
                    .set(&format!("register_{n}"), value.register.map(Register::code).unwrap_or_default())
                    .set(&format!("name_{n}"), value.name.clone().unwrap_or_default());
            }
        }
        form
    }
}

fn column(form: &mut FormData, n: usize) -> Column {
    match form.choice(&format!("use_{n}"), Use::from_code) {
        None => Column::Role(Role::Ignored),
        Some(Use::Role(role)) => Column::Role(role),
        Some(Use::Values(kind, direction)) => Column::Value(ValueColumn {
            kind: Some(kind),
            direction: Some(direction),
            register: form.choice(&format!("register_{n}"), Register::from_code),
            carrier: form.choice(&format!("carrier_{n}"), Carrier::from_code),
            unit: form.choice(&format!("unit_{n}"), Unit::read),
            name: form.optional(&format!("name_{n}")),
            ..ValueColumn::default()
        }),
    }
}
