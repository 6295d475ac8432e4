//! What was added to a building, in words: each kind of entry with its figures.

use eclaireur_models::building::Register;
use eclaireur_models::units::{Basis, Euro, Unit};
use rust_decimal::Decimal;

use super::readings::EntryKind;
use crate::format;
use crate::shell::Shell;
use crate::words;

/// What it is, its figures, its cost.
pub(super) fn described(shell: &Shell, kind: &EntryKind) -> (String, String, Option<Euro>) {
    let lang = shell.body_lang();
    let t = |key| shell.t(key).to_string();
    match kind {
        EntryKind::Index { on, values, unit } => {
            let figures: Vec<String> = values
                .iter()
                .map(|(register, value)| {
                    let unit = unit.map_or("h", format::quantity_unit);
                    let figure = format!("{}{}{unit}", format::decimal(*value), format::NBSP);
                    match register {
                        Register::Total => figure,
                        other => format!("{} {figure}", words::register(lang, *other)),
                    }
                })
                .collect();
            (
                t("entry-index"),
                shell
                    .t("entry-index-on")
                    .with("on", format::day(*on))
                    .with("values", figures.join(" · "))
                    .to_string(),
                None,
            )
        }
        EntryKind::Level { on, value, unit } => {
            let value = quantity(*value, *unit);
            let detail = shell.t("entry-index-on").with("on", format::day(*on)).with("values", value);
            (t("entry-level"), detail.to_string(), None)
        }
        EntryKind::Replaced { on, counters } => {
            let change = |(register, last, first): &(Register, Decimal, Decimal)| {
                let change = format!("{} → {}", format::decimal(*last), format::decimal(*first));
                match register {
                    Register::Total => change,
                    other => format!("{} {change}", words::register(lang, *other)),
                }
            };
            let changes: Vec<String> = counters.iter().map(change).collect();
            let detail = shell.t("entry-index-on").with("on", format::day(*on));
            (t("entry-replaced"), detail.with("values", changes.join(" · ")).to_string(), None)
        }
        EntryKind::Correction { start, end, before, after, unit, reason } => {
            let key = match (before, after) {
                (Some(_), Some(_)) => "entry-correction-changed",
                (None, Some(_)) => "entry-correction-filled",
                (_, None) => "entry-correction-withdrawn",
            };
            let written = |value: &Option<Decimal>| value.map(|v| quantity(v, *unit)).unwrap_or_default();
            let detail = shell.t(key).with("when", format::slot(*start, *end)).with("reason", reason);
            let detail = detail.with("before", written(before)).with("after", written(after));
            (t("entry-correction"), detail.to_string(), None)
        }
        EntryKind::Statement { period, quantity: attributed, unit, incl_vat } => {
            let period = format::period(lang, *period);
            let detail = match attributed {
                None => period,
                Some(value) => shell
                    .t("entry-bill-detail")
                    .with("period", period)
                    .with("quantity", quantity(*value, *unit))
                    .to_string(),
            };
            (t("entry-statement"), detail, *incl_vat)
        }
        EntryKind::Bill { period, quantity, unit, basis, incl_vat } => {
            let unit = match (unit, basis) {
                (Unit::KWh | Unit::MWh, Basis::Gross) => format!("{}{}PCS", unit.code(), format::NBSP),
                (other, _) => format::quantity_unit(*other).to_owned(),
            };
            let detail = shell
                .t("entry-bill-detail")
                .with("period", format::period(lang, *period))
                .with("quantity", format!("{}{}{unit}", format::decimal(*quantity), format::NBSP));
            (t("entry-bill"), detail.to_string(), *incl_vat)
        }
        EntryKind::CreditNote { period, incl_vat } => {
            (t("entry-credit"), format::period(lang, *period), *incl_vat)
        }
        EntryKind::Advance { period, incl_vat } => {
            (t("entry-advance"), format::period(lang, *period), *incl_vat)
        }
        EntryKind::Delivery { on, quantity: delivered, unit, incl_vat } => {
            let detail = shell
                .t("entry-delivery-detail")
                .with("on", format::day(*on))
                .with("quantity", quantity(*delivered, *unit));
            (t("entry-delivery"), detail.to_string(), *incl_vat)
        }
        EntryKind::File { name, period, readings } => {
            let period = period.map(|p| format::period(lang, p)).unwrap_or_default();
            let detail = shell
                .t("entry-file-detail")
                .count("count", *readings)
                .with("name", name)
                .with("period", period);
            (t("entry-file"), detail.to_string(), None)
        }
    }
}

/// *3 000 l*
fn quantity(value: Decimal, unit: Unit) -> String {
    format!("{}{}{}", format::decimal(value), format::NBSP, format::quantity_unit(unit))
}
