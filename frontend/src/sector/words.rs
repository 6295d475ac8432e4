//! Numbers, reasons and names of codes of a sector, from `locales/*/sector.ftl`.

use eclaireur_models::financing::requests::Obstacle;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::{Dimension, Status};
use eclaireur_models::portfolio::sector::view::Withheld;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::shell::Named;
use crate::text::Say;

/// Classes of heated area, from small to large: the codes that assessments are kept with.
pub(crate) const SIZES: [&str; 4] = ["below-500", "500-2000", "2000-10000", "above-10000"];

/// Every key this module may ask for by code.
pub fn keys() -> Vec<String> {
    let dimensions = Dimension::ALL.iter().map(|d| format!("sector-dimension-{}", d.code()));
    let statuses = Status::ALL.iter().map(|s| format!("sector-status-{}", s.code()));
    let withheld = Withheld::ALL
        .iter()
        .flat_map(|w| ["", "-short", "-why"].map(|ending| format!("sector-withheld-{}{ending}", w.code())));
    let sizes = SIZES.iter().map(|size| format!("sector-size-{size}"));
    dimensions.chain(statuses).chain(sizes).chain(withheld).collect()
}

/// *Province*, *Activité*…
pub(crate) fn dimension(lang: Lang, dimension: Dimension) -> String {
    Say::owned(lang, format!("sector-dimension-{}", dimension.code())).to_string()
}

pub(super) fn status(lang: Lang, status: Status) -> String {
    Say::owned(lang, format!("sector-status-{}", status.code())).to_string()
}

/// *Wallonie*: every commune of the catalogue lies there.
pub(super) fn region(lang: Lang, code: &str) -> Option<String> {
    (code == "wallonia").then(|| Say::new(lang, "sector-region-wallonia").to_string())
}

/// *de 500 à 2 000 m²*, where the code is one of a class.
pub(crate) fn size(lang: Lang, code: &str) -> Option<String> {
    SIZES.contains(&code).then(|| Say::owned(lang, format!("sector-size-{code}")).to_string())
}

/// The place of a class of heated area, the smallest first.
pub(super) fn rank(code: &str) -> usize {
    SIZES.iter().position(|size| *size == code).unwrap_or(SIZES.len())
}

/// *Amiante*, *Personne n’a le temps*…
pub(crate) fn obstacle(lang: Lang, obstacle: Obstacle) -> String {
    Say::owned(lang, format!("obstacle-{}", obstacle.code())).to_string()
}

/// *non montré : moins de cinq*.
pub(crate) fn reason(lang: Lang, withheld: Withheld) -> String {
    Say::owned(lang, format!("sector-withheld-{}", withheld.code())).to_string()
}

/// The same where there is room for three letters.
pub(crate) fn short_reason(lang: Lang, withheld: Withheld) -> String {
    Say::owned(lang, format!("sector-withheld-{}-short", withheld.code())).to_string()
}

/// Why, in a sentence.
pub(crate) fn why(lang: Lang, withheld: Withheld) -> String {
    Say::owned(lang, format!("sector-withheld-{}-why", withheld.code())).to_string()
}

/// *lit*; the code where it has no name.
pub(crate) fn unit_name<'n>(units: &'n [Named], code: &'n str) -> &'n str {
    units.iter().find(|unit| unit.code == code).map_or(code, |unit| unit.name.as_str())
}

/// One over the other; nothing over nothing.
pub(crate) fn ratio(amount: i64, base: i64) -> Option<Decimal> {
    (base > 0).then(|| Decimal::from(amount).checked_div(Decimal::from(base))).flatten()
}

/// `128,4 GWh`, `412 MWh`, `830 kWh`.
pub(crate) fn energy(kwh: i64) -> String {
    let (number, unit) = energy_parts(kwh);
    format!("{number}{NBSP}{unit}")
}

/// The same in two.
pub(crate) fn energy_parts(kwh: i64) -> (String, &'static str) {
    let value = Decimal::from(kwh);
    match kwh.unsigned_abs() {
        0..10_000 => (format::number(value, 0), "kWh"),
        10_000..1_000_000 => (format::number(value / Decimal::ONE_THOUSAND, 0), "MWh"),
        _ => (format::number(value / Decimal::from(1_000_000), 1), "GWh"),
    }
}

/// *1 234 567 €*.
pub(crate) fn euro(amount: i64) -> String {
    format!("{}{NBSP}€", format::whole(amount))
}

/// *1 234 t*.
pub(crate) fn tonnes(kg: i64) -> String {
    format!("{}{NBSP}t", format::number(Decimal::from(kg) / Decimal::ONE_THOUSAND, 0))
}
