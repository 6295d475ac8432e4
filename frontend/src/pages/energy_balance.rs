//! Electricity made on the site: what of it was used there, and what the building used in all.

use eclaireur_models::building::Carrier;
use eclaireur_models::readings::totals::{Balance, BalanceMonth, Unmeasured};
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;

use super::month_table::{Mark, mark};
use crate::format;
use crate::shell::Shell;
use crate::tables::Files;

/// The balance of a year, as the page shows it.
pub(super) struct BalanceView {
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) remarks: Vec<String>,
    pub(super) unit: String,
    /// None where a flow is not measured: there is nothing to tell.
    pub(super) rows: Vec<BalanceRow>,
    /// Meaning of the marks that occur.
    pub(super) marks: Vec<Mark>,
    pub(super) files: Files,
}

pub(super) struct BalanceRow {
    pub(super) month: String,
    pub(super) production: String,
    pub(super) injection: String,
    pub(super) own_use: String,
    pub(super) used: String,
    pub(super) mark: Option<Mark>,
}

/// The months of a year.
fn of_year(balance: &Balance, year: i16) -> impl Iterator<Item = &BalanceMonth> {
    balance.months.iter().filter(move |m| m.month.year() == year)
}

pub(super) fn view(shell: &Shell, balance: &Balance, year: i16, files: Files) -> Option<BalanceView> {
    let months: Vec<&BalanceMonth> = of_year(balance, year).collect();
    if months.is_empty() {
        return None;
    }
    let lang = shell.body_lang();
    let none = shell.t("table-none").to_string();
    let energy = |e: Option<Energy>| e.map_or_else(|| none.clone(), format::energy_kwh);
    let rows: Vec<BalanceRow> = months
        .iter()
        .filter(|_| balance.unmeasured.is_none())
        .map(|m| BalanceRow {
            month: format::month_name(lang, m.month),
            production: energy(m.production),
            injection: energy(m.injection),
            own_use: energy(m.own_use),
            used: energy(m.used),
            mark: mark(shell, m.quality).filter(|_| m.own_use.is_some()),
        })
        .collect();
    let mut marks: Vec<Mark> = Vec::new();
    for mark in rows.iter().filter_map(|r| r.mark.as_ref()) {
        if !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    let findings = balance.findings.iter().map(|f| crate::findings::sentence(lang, f));
    Some(BalanceView {
        title: shell.t("balance-title").with("year", year).to_string(),
        sentence: sentence(shell, balance, &months, year),
        remarks: findings.collect(),
        unit: format::unit_of_kwh(Carrier::Electricity, Basis::Net),
        rows,
        marks,
        files,
    })
}

fn sentence(shell: &Shell, balance: &Balance, months: &[&BalanceMonth], year: i16) -> String {
    match balance.unmeasured {
        Some(Unmeasured::Injection) => return shell.t("balance-no-injection").to_string(),
        Some(Unmeasured::Production) => return shell.t("balance-no-production").to_string(),
        None => {}
    }
    let sum = |of: fn(&BalanceMonth) -> Option<Energy>| -> (usize, Energy) {
        let known: Vec<Energy> = months.iter().filter_map(|m| of(m)).collect();
        let kwh: Decimal = known.iter().map(|e| e.kwh()).sum();
        (known.len(), Energy::new(kwh, Basis::Net))
    };
    let (own_months, own) = sum(|m| m.own_use);
    let (used_months, used) = sum(|m| m.used);
    if own_months == 0 {
        return shell.t("balance-nothing").with("year", year).to_string();
    }
    let key = if used_months == own_months { "balance-sentence" } else { "balance-own-only" };
    shell
        .t(key)
        .with("year", year)
        .count("months", own_months)
        .with("own", format::energy(Carrier::Electricity, own))
        .with("used", format::energy(Carrier::Electricity, used))
        .to_string()
}
