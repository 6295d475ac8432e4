//! The month's sheet (*fiche du mois*): one A4 in large type for the wall. What was not read, the one thing to do and who
//! does it, when meters are read next, and room to write the numbers down.
//!
//! It prints from any browser; the button to print stands there only where a script can press it.

use askama::Template;
use eclaireur_models::alerts::Alert;
use eclaireur_models::indicators::series::MeterSeen;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};

use super::assessed::Assessed;
use super::building::{self, BuildingHead};
use super::{alerts as alerts_page, assessed_samples, samples};
use crate::alerts;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{urls, words};

/// Meters that fit on the sheet.
const MOST_METERS: usize = 8;
/// Letters of a name that fit on a line.
const LONGEST: usize = 60;

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
    /// Keys of the alerts that somebody answered: they are not asked for again.
    pub answered: Vec<String>,
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

    fn on(&self) -> Day {
        self.assessed.assessment.on
    }

    fn title(&self) -> String {
        let month = format::month_year(self.lang(), Month::of(self.on()));
        self.shell.t("sheet-title").with("month", month).to_string()
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

    /// Meters without a reading at the end of last month.
    fn unread(&self) -> Vec<&MeterSeen> {
        let first = Month::of(self.on()).first();
        // The last day of last month is read on the first of this one.
        let end = first.yesterday().unwrap_or(first);
        self.meters().iter().filter(|meter| meter.last.is_none_or(|last| last < end)).collect()
    }

    /// What the last reading lacks or shows, one sentence each.
    fn last_reading(&self) -> Vec<String> {
        if self.meters().is_empty() {
            return vec![self.shell.t("sheet-no-meter").to_string()];
        }
        let unread = self.unread();
        let mut said: Vec<String> =
            unread.iter().take(MOST_METERS).map(|meter| self.to_read(meter)).collect();
        if let Some(more) = unread.len().checked_sub(MOST_METERS).filter(|more| *more > 0) {
            said.push(self.shell.t("sheet-more").count("count", more).to_string());
        }
        if unread.is_empty() {
            said.push(self.shell.t("sheet-all-read").to_string());
        }
        said
    }

    fn to_read(&self, meter: &MeterSeen) -> String {
        let name = self.named(meter);
        match meter.last {
            Some(last) => {
                self.shell.t("sheet-unread").with("meter", name).with("day", format::day(last)).to_string()
            }
            None => self.shell.t("sheet-never").with("meter", name).to_string(),
        }
    }

    fn named(&self, meter: &MeterSeen) -> String {
        format!("{} ({})", cut(&meter.label), words::carrier(self.lang(), meter.carrier).to_lowercase())
    }

    /// What nobody answered yet and is worth the most.
    fn alert(&self) -> Option<&Alert> {
        self.assessed.assessment.alerts.iter().find(|alert| !self.answered.contains(&alert.key))
    }

    /// The one thing to do, and what it is worth.
    fn action(&self) -> (String, String) {
        let lang = self.lang();
        if let Some(alert) = self.alert() {
            let euro = alert.euro_per_year.and_then(|money| alerts_page::euro(lang, money));
            let why = alerts::title(lang, alert);
            return (
                alerts::action(lang, alert),
                euro.map_or_else(
                    || why.clone(),
                    |euro| {
                        self.shell.t("sheet-worth").with("what", why.clone()).with("euro", euro).to_string()
                    },
                ),
            );
        }
        let keys = if self.assessed.year().is_none() {
            ["sheet-bring-bill", "sheet-bring-bill-why"]
        } else {
            ["sheet-nothing", "sheet-nothing-why"]
        };
        let [action, why] = keys.map(|key| Say::new(lang, key).to_string());
        (action, why)
    }

    fn who(&self) -> String {
        match self.responsible.as_deref().map(str::trim).filter(|who| !who.is_empty()) {
            Some(who) => cut(who),
            None => self.shell.t("sheet-who-unknown").to_string(),
        }
    }

    /// Meters are read on the first day of a month, for the month before.
    fn next(&self) -> String {
        let (on, first) = (self.on(), Month::of(self.on()).first());
        let next = if on == first { on } else { Month::of(on).next().first() };
        self.shell.t("sheet-next-day").with("day", format::day_long(self.lang(), next)).to_string()
    }

    fn rows(&self) -> Vec<MeterRow> {
        let row = |meter: &MeterSeen| MeterRow { name: self.named(meter), last: meter.last.map(format::day) };
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
            answered: Vec::new(),
        };
        let mut late = full.clone();
        late.responsible = None;
        for meter in &mut late.assessed.assessment.series.meters {
            meter.last = Some(samples::day(2025, 11, 3));
        }
        late.answered = vec![late.assessed.assessment.alerts[0].key.clone()];
        let mut well = full.clone();
        well.assessed.assessment.alerts.clear();
        let empty = MonthSheetPage { assessed: assessed_samples::nothing(), ..full.clone() };
        vec![("full", full), ("late", late), ("well", well), ("empty", empty)]
    }
}

/// What fits on a line.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
