//! The meter's form.

use eclaireur_models::building::{Carrier, Ean};
use eclaireur_models::period::Day;

use super::{FormData, Problem, ProblemCode};

/// A meter as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterInput {
    /// What people call it.
    pub name: Option<String>,
    /// What it measures.
    pub carrier: Carrier,
    /// EAN; kept even when [`Ean::problem`] says something, with a warning.
    pub ean: Option<Ean>,
    /// Serial number.
    pub serial: Option<String>,
    /// In service from.
    pub valid_from: Option<Day>,
    /// Out of service from.
    pub valid_to: Option<Day>,
}

impl MeterInput {
    /// Reads `name`, `carrier`, `ean`, `serial`, `valid_from`, `valid_to`.
    pub fn read(form: &mut FormData) -> Option<MeterInput> {
        let name = form.optional("name");
        let carrier = form.choice("carrier", Carrier::from_code);
        if carrier.is_none() && form.problem("carrier").is_none() {
            form.fail("carrier", Problem::new(ProblemCode::NotInList));
        }
        let ean = read_ean(form, "ean");
        let serial = form.optional("serial");
        let valid_from = form.day("valid_from");
        let valid_to = form.day("valid_to");
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to <= from
        {
            form.fail("valid_to", Problem::new(ProblemCode::EndBeforeStart));
        }
        if form.failed() {
            return None;
        }
        Some(MeterInput { name, carrier: carrier?, ean, serial, valid_from, valid_to })
    }

    /// As the form shows it.
    pub fn to_form(&self) -> FormData {
        FormData::new()
            .set("name", self.name.clone().unwrap_or_default())
            .set("carrier", self.carrier.code())
            .set("ean", self.ean.as_ref().map(|e| e.digits().to_owned()).unwrap_or_default())
            .set("serial", self.serial.clone().unwrap_or_default())
            .set("valid_from", self.valid_from.map(crate::format::day).unwrap_or_default())
            .set("valid_to", self.valid_to.map(crate::format::day).unwrap_or_default())
    }
}

pub(super) fn read_ean(form: &mut FormData, name: &str) -> Option<Ean> {
    let text = form.optional(name)?;
    let ean = Ean::read(&text);
    if ean.is_none() {
        form.fail(name, Problem::new(ProblemCode::BadEan));
    }
    ean
}
