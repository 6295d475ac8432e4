//! The building's form.

use eclaireur_models::building::Postcode;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::organisation::read_postcode;
use super::{FormData, Problem, ProblemCode};

/// A building as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildingInput {
    /// Name.
    pub name: String,
    /// Code of the activity; none means that of the organisation.
    pub activity: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// NIS code of the commune, when it was asked.
    pub commune: Option<String>,
    /// Heated area, and since when it is so. A dated fact, only to be added when it differs from what holds.
    pub heated_area: Option<(Decimal, Option<Day>)>,
}

impl BuildingInput {
    /// Reads `name`, `activity`, `street`, `postcode`, `commune`, `heated_area_m2`, `heated_area_from`.
    pub fn read(form: &mut FormData) -> Option<BuildingInput> {
        let name = form.required("name");
        let activity = form.optional("activity");
        let street = form.optional("street");
        let postcode = read_postcode(form, false);
        let commune = form.optional("commune");
        let area = form.number("heated_area_m2", Some((dec!(10), dec!(500_000))));
        let from = form.day("heated_area_from");
        if area.is_some_and(|a| a.is_zero() || a > dec!(500_000)) {
            form.fail("heated_area_m2", Problem::new(ProblemCode::OutOfRange));
        }
        if form.failed() {
            return None;
        }
        let heated_area = area.map(|a| (a, from));
        Some(BuildingInput { name: name?, activity, street, postcode, commune, heated_area })
    }

    /// As the form shows it.
    pub fn to_form(&self) -> FormData {
        let (area, from) = self.heated_area.unzip();
        FormData::new()
            .set("name", &self.name)
            .set("activity", self.activity.clone().unwrap_or_default())
            .set("street", self.street.clone().unwrap_or_default())
            .set("postcode", self.postcode.map(|p| p.to_string()).unwrap_or_default())
            .set("commune", self.commune.clone().unwrap_or_default())
            .set("heated_area_m2", area.map(crate::format::decimal).unwrap_or_default())
            .set("heated_area_from", from.flatten().map(crate::format::day).unwrap_or_default())
    }
}
