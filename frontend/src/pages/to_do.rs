//! The one thing to do, as a sentence and a link.

use super::ToDo;
use crate::format;
use crate::shell::Shell;
use crate::urls;
use crate::words;

/// A sentence, and where it is done.
#[derive(Debug, Clone)]
pub(super) struct Action {
    /// For lists: a few words.
    pub(super) short: String,
    /// For the building's page.
    pub(super) long: String,
    /// Words of the link.
    pub(super) label: String,
    /// Where.
    pub(super) href: String,
}

/// For who may bring readings in; to others nothing is asked.
pub(super) fn action(shell: &Shell, building: &str, to_do: &ToDo) -> Option<Action> {
    shell.may_import().then(|| asked(shell, building, to_do))
}

/// What there is to do, whoever looks.
pub(super) fn asked(shell: &Shell, building: &str, to_do: &ToDo) -> Action {
    let lang = shell.body_lang();
    match to_do {
        ToDo::FirstBill => Action {
            short: shell.t("todo-first-short").to_string(),
            long: shell.t("todo-first").to_string(),
            label: shell.t("todo-first-link").to_string(),
            href: urls::reading_bill(building),
        },
        ToDo::ConfirmImport { import } => Action {
            short: shell.t("todo-confirm-short").to_string(),
            long: shell.t("todo-confirm").to_string(),
            label: shell.t("todo-confirm-link").to_string(),
            href: urls::import(import),
        },
        ToDo::MissingMonths { carrier, year, months } => Action {
            short: shell.t("todo-missing-short").count("count", *months).with("year", year).to_string(),
            long: shell
                .t("todo-missing")
                .count("count", *months)
                .with("year", year)
                .with("carrier", words::of_carrier(lang, *carrier))
                .to_string(),
            label: shell.t("todo-missing-link").to_string(),
            href: urls::readings(building),
        },
        ToDo::ReadMeter { meter, meter_id, since } => Action {
            short: shell.t("todo-read-short").with("meter", meter).to_string(),
            long: shell.t("todo-read").with("meter", meter).with("since", format::day(*since)).to_string(),
            label: shell.t("todo-read-link").to_string(),
            href: urls::with_query(&urls::reading_index(building), &[("compteur", meter_id)]),
        },
    }
}
