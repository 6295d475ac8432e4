//! The month's sheet (*fiche du mois*): one A4 in large type for the wall. What was not read, the one thing to do and who
//! does it, when meters are read next, and room to write the numbers down.
//!
//! What it says is composed by `crate::sheet`, as for its PDF. It prints from any browser; the button to print stands there only where a script can press it.

use askama::Template;
use eclaireur_models::indicators::series::MeterSeen;
use eclaireur_models::lang::Lang;

use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead};
use super::{alerts as alerts_page, assessed_samples, samples};
use crate::sheet::{Sheet, named, sheet};
use crate::shell::{Crumb, Shell};
use crate::{format, urls};

/// Meters that fit on the sheet.
const MOST_METERS: usize = 8;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/month_sheet.html")]
pub struct MonthSheetPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
    /// Function of the person responsible for energy.
    pub responsible: Option<String>,
}

html!(MonthSheetPage);

/// A line to write an index on.
struct MeterRow {
    name: String,
    last: Option<String>,
}

impl MonthSheetPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn sheet(&self) -> Sheet {
        let answered = &self.assessed.answered;
        sheet(self.lang(), &self.assessed.assessment, answered, self.responsible.as_deref())
    }

    fn title(&self) -> String {
        self.sheet().title
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("sheet-crumb").to_string()))
    }

    fn pdf(&self) -> String {
        urls::report_file(&self.head.building.code, "fiche-du-mois.pdf")
    }

    fn meters(&self) -> &[MeterSeen] {
        &self.assessed.assessment.series.meters
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn rows(&self) -> Vec<MeterRow> {
        let row = |meter: &MeterSeen| MeterRow {
            name: named(self.lang(), meter),
            last: meter.last.map(format::day),
        };
        self.meters().iter().take(MOST_METERS).map(row).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MonthSheetPage)> {
        let mut assessed = assessed_samples::full();
        assessed.assessment.alerts = alerts_page::sample_alerts();
        let full = MonthSheetPage {
            shell: samples::demo_shell(urls::month_sheet(&samples::building().code)),
            head: samples::head(),
            assessed,
            responsible: Some("responsable technique".to_owned()),
        };
        let mut late = full.clone();
        late.responsible = None;
        for meter in &mut late.assessed.assessment.series.meters {
            meter.last = Some(samples::day(2025, 11, 3));
        }
        late.assessed.answered =
            late.assessed.assessment.alerts.iter().take(1).map(|a| a.key.clone()).collect();
        let mut well = full.clone();
        well.assessed.assessment.alerts.clear();
        let empty = MonthSheetPage { assessed: assessed_samples::nothing(), ..full.clone() };
        vec![("full", full), ("late", late), ("well", well), ("empty", empty)]
    }
}
