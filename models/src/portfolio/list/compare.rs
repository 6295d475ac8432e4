//! A listed building beside the one that is held: what changes. A blank cell never takes away what is known.

use rust_decimal::Decimal;

use super::ListedBuilding;
use crate::building::Building;
use crate::lang::normalised;

/// What may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its name.
    Name,
    /// Street and number.
    Street,
    /// Postcode.
    Postcode,
    /// NIS code of the commune.
    Commune,
    /// Code of its activity.
    Activity,
    /// Heated area, m².
    HeatedArea,
    /// Beds, places, pupils.
    ServiceUnits,
    /// Year of construction.
    Built,
    /// It was put away and comes back.
    Archived,
}

impl Field {
    /// Every field.
    pub const ALL: &[Field] = &[
        Field::Name,
        Field::Street,
        Field::Postcode,
        Field::Commune,
        Field::Activity,
        Field::HeatedArea,
        Field::ServiceUnits,
        Field::Built,
        Field::Archived,
    ];

    /// The field with this code.
    pub fn from_code(code: &str) -> Option<Field> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Street => "street",
            Field::Postcode => "postcode",
            Field::Commune => "commune",
            Field::Activity => "activity",
            Field::HeatedArea => "heated_area_m2",
            Field::ServiceUnits => "service_units",
            Field::Built => "built",
            Field::Archived => "archived",
        }
    }
}

/// One field before and after, as codes and plain decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What is held; none when nothing was known.
    pub before: Option<String>,
    /// What the list says.
    pub after: String,
}

/// A building that is held, with what holds of it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub building: Building,
    /// Heated area, m².
    pub heated_area_m2: Option<Decimal>,
    /// Beds, places, pupils.
    pub service_units: Option<u32>,
    /// Year of construction.
    pub built: Option<i16>,
}

/// What the list changes of a building.
pub fn compare(held: &Held, listed: &ListedBuilding) -> Vec<Change> {
    let (was, is) = (&held.building.address, &listed.address);
    let text = |value: Option<Decimal>| value.map(|v| v.normalize().to_string());
    let both = [
        (Field::Name, Some(held.building.name.clone()), Some(listed.name.clone())),
        (Field::Street, was.street.clone(), is.street.clone()),
        (Field::Postcode, was.postcode.map(|p| p.to_string()), is.postcode.map(|p| p.to_string())),
        (Field::Commune, was.commune_nis.clone(), is.commune_nis.clone()),
        (Field::Activity, held.building.activity.clone(), listed.activity.clone()),
        (Field::HeatedArea, text(held.heated_area_m2), text(listed.heated_area_m2)),
        (
            Field::ServiceUnits,
            held.service_units.map(|n| n.to_string()),
            listed.service_units.map(|n| n.to_string()),
        ),
        (Field::Built, held.built.map(|n| n.to_string()), listed.built.map(|n| n.to_string())),
        (
            Field::Archived,
            held.building.archived.then(|| "true".to_owned()),
            held.building.archived.then(|| "false".to_owned()),
        ),
    ];
    both.into_iter()
        .filter_map(|(field, before, after)| Some(Change { field, before, after: after? }))
        .filter(|change| {
            !change.before.as_ref().is_some_and(|before| same(change.field, before, &change.after))
        })
        .collect()
}

/// Another capital or accent is no other name.
fn same(field: Field, before: &str, after: &str) -> bool {
    match field {
        Field::Name | Field::Street => normalised(before) == normalised(after),
        _ => before == after,
    }
}
