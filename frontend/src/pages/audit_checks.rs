//! The checks: heat of the visit against heat of the meters, within a band; what it stands on, and what may explain a difference.

use askama::Template;
use eclaireur_models::audit::checks::{Calculated, HeatBalance, Lack, Verdict};
use eclaireur_models::audit::versions::State;
use eclaireur_models::building::Carrier;
use rust_decimal::Decimal;

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::shell::{Crumb, Shell};
use crate::{audit, format, urls, words};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_checks.html")]
pub struct AuditChecksPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// The balance.
    pub balance: HeatBalance,
}

html!(AuditChecksPage);

impl AuditChecksPage {
    fn title(&self) -> String {
        self.shell.t("audit-checks-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-checks-crumb").to_string()))
    }

    fn line(&self) -> String {
        self.audit.line(&self.shell)
    }

    fn answer(&self) -> String {
        let (asked, found) = (&self.balance.calculated, &self.balance.measured);
        let (Some(asked), Some(found)) = (asked, found) else {
            return self.shell.t("audit-checks-unknown").to_string();
        };
        let key = match self.balance.verdict {
            Verdict::Met => self.shell.t("audit-checks-met"),
            Verdict::Outside { .. } => self.shell.t("audit-checks-outside"),
            Verdict::Unknown { .. } => return self.shell.t("audit-checks-unknown").to_string(),
        };
        let share = self.balance.difference.unwrap_or_default();
        key.with("calculated", mwh(asked.kwh))
            .with("measured", mwh(found.kwh))
            .with("difference", format::signed_percent(share))
            .to_string()
    }

    fn band(&self) -> Option<String> {
        let asked = self.balance.calculated.as_ref()?;
        Some(self.shell.t("audit-checks-band").with("band", format::percent(asked.band)).to_string())
    }

    fn causes(&self) -> Vec<String> {
        match &self.balance.verdict {
            Verdict::Outside { causes } => {
                causes.iter().map(|c| audit::cause(self.shell.body_lang(), c)).collect()
            }
            Verdict::Met | Verdict::Unknown { .. } => Vec::new(),
        }
    }

    /// What lacks, with where it is told.
    fn lacks(&self) -> Vec<(String, String)> {
        let code = &self.head.building.code;
        let one = |lack: &Lack| {
            let lang = self.shell.body_lang();
            let of = lack.of.as_deref().map(|of| {
                Carrier::from_code(of).map_or_else(|| of.to_owned(), |carrier| words::carrier(lang, carrier))
            });
            let words = audit::lack(lang, &lack.code);
            let said = of.map_or_else(|| words.clone(), |of| format!("{words} ({of})"));
            let at =
                lack.section.map_or_else(|| urls::climate(code), |s| urls::audit_section(code, s.code()));
            (said, at)
        };
        match &self.balance.verdict {
            Verdict::Unknown { lacks } => lacks.iter().map(one).collect(),
            Verdict::Met | Verdict::Outside { .. } => Vec::new(),
        }
    }

    fn losses(&self) -> Option<Table<'_>> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let asked = self.balance.calculated.as_ref()?;
        let total = asked.transmission_w_per_k + asked.ventilation_w_per_k;
        let columns = vec![
            shell.t("audit-col-what").to_string(),
            shell.t("audit-col-section").to_string(),
            shell.t("audit-col-loss").to_string(),
            shell.t("audit-col-share").to_string(),
        ];
        let row = |loss: &eclaireur_models::audit::checks::Loss| {
            let air = shell.t("audit-checks-infiltration").to_string();
            let name = if loss.name.is_empty() { air } else { loss.name.clone() };
            let share = loss.w_per_k.checked_div(total).map(format::percent).unwrap_or_default();
            Row::of(vec![name, audit::section(lang, loss.section), format::decimal(loss.w_per_k), share])
        };
        let rows = asked.losses.iter().map(row).collect();
        Some(Table::new(shell, shell.t("audit-checks-losses"), columns).rows(rows))
    }

    fn how(&self) -> Vec<String> {
        let Some(asked) = &self.balance.calculated else { return Vec::new() };
        let Calculated {
            transmission_w_per_k, ventilation_w_per_k, base_c, degree_days, kwh, quality, ..
        } = asked;
        let shell = &self.shell;
        let mut how = vec![
            shell
                .t("audit-how-losses")
                .with("transmission", format::decimal(*transmission_w_per_k))
                .with("ventilation", format::decimal(*ventilation_w_per_k))
                .to_string(),
            shell
                .t("audit-how-degree-days")
                .with("base", format::decimal(*base_c))
                .with("days", format::decimal(*degree_days))
                .to_string(),
            shell.t("audit-how-heat").with("kwh", format::decimal(*kwh)).to_string(),
            shell
                .t("audit-how-quality")
                .with("quality", words::quality(shell.body_lang(), *quality))
                .to_string(),
        ];
        if let Some(found) = &self.balance.measured {
            how.push(shell.t("audit-how-measured").with("kwh", format::decimal(found.kwh)).to_string());
        }
        how
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditChecksPage)> {
        let of = |balance: HeatBalance| AuditChecksPage {
            shell: samples::shell(urls::audit_checks(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            balance,
        };
        let held = audit_samples::audit();
        let mut hot = held.clone();
        for heat in &mut hot.measured.heat {
            heat.kwh_net *= Decimal::TWO;
        }
        let empty = eclaireur_models::audit::Audit::default();
        vec![
            ("met", of(audit_samples::balance(&held))),
            ("outside", of(audit_samples::balance(&hot))),
            ("unknown", of(audit_samples::balance(&empty))),
        ]
    }
}

fn mwh(kwh: Decimal) -> String {
    format::number(kwh / Decimal::ONE_THOUSAND, 0)
}
