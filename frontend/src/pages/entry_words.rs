//! What was added to a building, in words: each kind of entry with its figures.

use eclaireur_models::building::Register;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::units::{Basis, Euro, Unit};
use rust_decimal::Decimal;

use super::readings::EntryKind;
use crate::format;
use crate::shell::Shell;
use crate::words;

/// What it is, its figures, its cost.
pub(super) fn described(shell: &Shell, kind: &EntryKind) -> (String, String, Option<Euro>) {
    let lang = shell.body_lang();
    let (key, detail, cost) = match kind {
        EntryKind::Index { on, values, unit } => {
            ("entry-index", on_day(shell, *on, figures(lang, values, *unit)), None)
        }
        EntryKind::Level { on, value, unit } => {
            ("entry-level", on_day(shell, *on, quantity(*value, *unit)), None)
        }
        EntryKind::Replaced { on, counters } => {
            ("entry-replaced", on_day(shell, *on, changes(lang, counters)), None)
        }
        EntryKind::Correction { start, end, before, after, unit, reason } => {
            let slot = format::slot(*start, *end);
            ("entry-correction", corrected(shell, slot, (*before, *after), *unit, reason), None)
        }
        EntryKind::Statement { period, quantity: attributed, unit, incl_vat } => {
            let attributed = attributed.map(|value| quantity(value, *unit));
            ("entry-statement", billed(shell, *period, attributed), *incl_vat)
        }
        EntryKind::Bill { period, quantity, unit, basis, incl_vat } => {
            let billed_quantity = with_basis(*quantity, *unit, *basis);
            ("entry-bill", billed(shell, *period, Some(billed_quantity)), *incl_vat)
        }
        EntryKind::CreditNote { period, incl_vat } => {
            ("entry-credit", format::period(lang, *period), *incl_vat)
        }
        EntryKind::Advance { period, incl_vat } => {
            ("entry-advance", format::period(lang, *period), *incl_vat)
        }
        EntryKind::Delivery { on, quantity: delivered, unit, incl_vat } => {
            let detail = shell
                .t("entry-delivery-detail")
                .with("on", format::day(*on))
                .with("quantity", quantity(*delivered, *unit));
            ("entry-delivery", detail.to_string(), *incl_vat)
        }
        EntryKind::File { name, period, readings } => {
            ("entry-file", file(shell, name, *period, *readings), None)
        }
    };
    (shell.t(key).to_string(), detail, cost)
}

/// *au 01/01/2025 : 10 000 kWh*
fn on_day(shell: &Shell, on: Day, values: String) -> String {
    shell.t("entry-index-on").with("on", format::day(on)).with("values", values).to_string()
}

/// Figures of the counters of a meter, each named where there are several.
fn named(lang: Lang, register: Register, figure: String) -> String {
    match register {
        Register::Total => figure,
        other => format!("{} {figure}", words::register(lang, other)),
    }
}

/// *jour 1 200 kWh · nuit 800 kWh*; without a unit, hours.
fn figures(lang: Lang, values: &[(Register, Decimal)], unit: Option<Unit>) -> String {
    let unit = unit.map_or("h", format::quantity_unit);
    let figure = |(register, value): &(Register, Decimal)| {
        named(lang, *register, format!("{}{}{unit}", format::decimal(*value), format::NBSP))
    };
    values.iter().map(figure).collect::<Vec<_>>().join(" · ")
}

/// *99 840 → 0*
fn changes(lang: Lang, counters: &[(Register, Decimal, Decimal)]) -> String {
    let change = |(register, last, first): &(Register, Decimal, Decimal)| {
        named(lang, *register, format!("{} → {}", format::decimal(*last), format::decimal(*first)))
    };
    counters.iter().map(change).collect::<Vec<_>>().join(" · ")
}

/// What a correction did to the value of a slot.
fn corrected(
    shell: &Shell,
    slot: String,
    (before, after): (Option<Decimal>, Option<Decimal>),
    unit: Unit,
    reason: &str,
) -> String {
    let key = match (before, after) {
        (Some(_), Some(_)) => "entry-correction-changed",
        (None, Some(_)) => "entry-correction-filled",
        (_, None) => "entry-correction-withdrawn",
    };
    let written = |value: Option<Decimal>| value.map(|v| quantity(v, unit)).unwrap_or_default();
    let detail = shell.t(key).with("when", slot).with("reason", reason);
    detail.with("before", written(before)).with("after", written(after)).to_string()
}

/// *du 01/01/2025 au 31/12/2025 : 12 340 kWh*
fn billed(shell: &Shell, period: Period, quantity: Option<String>) -> String {
    let period = format::period(shell.body_lang(), period);
    match quantity {
        None => period,
        Some(quantity) => {
            shell.t("entry-bill-detail").with("period", period).with("quantity", quantity).to_string()
        }
    }
}

fn file(shell: &Shell, name: &str, period: Option<Period>, readings: usize) -> String {
    let period = period.map(|p| format::period(shell.body_lang(), p)).unwrap_or_default();
    let detail = shell.t("entry-file-detail").count("count", readings);
    detail.with("name", name).with("period", period).to_string()
}

/// *33 075 `kWh` PCS*
fn with_basis(value: Decimal, unit: Unit, basis: Basis) -> String {
    match (unit, basis) {
        (Unit::KWh | Unit::MWh, Basis::Gross) => {
            format!("{}{}{}{}PCS", format::decimal(value), format::NBSP, unit.code(), format::NBSP)
        }
        _ => quantity(value, unit),
    }
}

/// *3 000 l*
fn quantity(value: Decimal, unit: Unit) -> String {
    format!("{}{}{}", format::decimal(value), format::NBSP, format::quantity_unit(unit))
}
