//! Packages of the audit: variants and own selection, side by side; the one proposed in detail; the front of all that can be
//! chosen.
//!
//! GET with `bouquet` shows one in detail. Fields: [`crate::forms::audit_package`]; `row` says which one is changed, `ligne` in
//! the query shows its form; `drop` alone takes one out; `undo`; `seen`.

use askama::Template;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::worked::{Bundle, BundleKind};

use super::audit_part::{AuditHead, Row, Table, Undo, change_of, seen};
use super::building::{self, BuildingHead};
use super::chart_view::ChartView;
use super::{audit_samples, samples};
use crate::charts::audited::{Audited, COMPARED, DETAILED};
use crate::charts::{Chart, Width};
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, RenderError, Shell};
use crate::worked::{Told, bundle as bundle_name, caveats, euro, kwh, maybe_euro, why, years};
use crate::{aided, packages, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_packages.html")]
pub struct AuditPackagesPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// The audit worked out.
    pub told: Told,
    /// Code of the package in detail; the proposed one without it.
    pub chosen: Option<String>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditPackagesPage);

impl AuditPackagesPage {
    fn title(&self) -> String {
        self.shell.t("audit-packages-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-nav-packages").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_packages(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn shown(&self) -> Vec<&Bundle> {
        self.told.shown()
    }

    fn detail(&self) -> Option<&Bundle> {
        let chosen = self.chosen.as_ref().and_then(|code| self.told.package(code));
        chosen.or_else(|| self.told.worked.voted())
    }

    fn answer(&self) -> String {
        let lang = self.shell.body_lang();
        match self.detail() {
            Some(bundle) => self
                .shell
                .t("audit-packages-answer")
                .with("name", bundle_name(lang, bundle))
                .with("saved", kwh(bundle.saved))
                .with("euro", maybe_euro(lang, bundle.euro))
                .with("alone", kwh(bundle.sum_alone))
                .to_string(),
            None => self.shell.t("audit-packages-none").to_string(),
        }
    }

    fn refusal(&self) -> Option<String> {
        let refusal = self.told.worked.front.refusal.as_ref()?;
        Some(packages::word(self.shell.body_lang(), "front-refusal", refusal))
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-report-col-package").to_string(),
            shell.t("audit-report-col-saves").to_string(),
            shell.t("audit-report-col-alone").to_string(),
            shell.t("audit-report-col-invest").to_string(),
            shell.t("audit-report-col-left").to_string(),
            shell.t("audit-report-col-euro").to_string(),
            shell.t("audit-report-col-payback").to_string(),
            shell.t("audit-report-col-npv").to_string(),
        ];
        let row = |bundle: &Bundle| {
            let known = bundle.cost_unknown.is_empty();
            let life = bundle.life.as_ref();
            let row = Row::of(vec![
                bundle_name(lang, bundle),
                kwh(bundle.saved),
                kwh(bundle.sum_alone),
                maybe_euro(lang, known.then_some(bundle.investment)),
                maybe_euro(lang, known.then(|| bundle.investment - bundle.aid)),
                maybe_euro(lang, bundle.euro),
                years(lang, life.and_then(|life| life.payback_years)),
                maybe_euro(lang, life.map(|life| life.npv)),
            ]);
            let row = row.edit(format!("{}?bouquet={}", self.action(), bundle.code));
            let number = bundle.code.strip_prefix("own-").filter(|_| bundle.kind == BundleKind::Own);
            match number.filter(|_| self.open()) {
                Some(number) => row.change(change_of(&self.action(), number)).drop("drop", &number),
                None => row,
            }
        };
        let rows = self.shown().into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-nav-packages"), columns).rows(rows).at(self.action())
    }

    fn detail_title(&self) -> String {
        self.detail().map(|bundle| bundle_name(self.shell.body_lang(), bundle)).unwrap_or_default()
    }

    fn why(&self) -> String {
        self.detail().map(|bundle| why(self.shell.body_lang(), bundle)).unwrap_or_default()
    }

    fn caveats(&self) -> Vec<String> {
        let lang = self.shell.body_lang();
        self.detail().map(|bundle| caveats(&self.told, lang, bundle)).unwrap_or_default()
    }

    /// What is supposed of the order, and what lies beyond it.
    fn plan(&self) -> Vec<String> {
        let Some(timed) = self.detail().and_then(|bundle| bundle.timed.as_ref()) else {
            return vec![self.shell.t("audit-report-plan-none").to_string()];
        };
        let budget = timed.budget.map(euro).unwrap_or_default();
        let how = match (timed.by_hand, timed.budget_supposed) {
            (true, _) => self.shell.t("audit-report-plan-hand"),
            (false, true) => self.shell.t("audit-report-plan-supposed").with("budget", budget),
            (false, false) => self.shell.t("audit-report-plan-budget").with("budget", budget),
        };
        let mut all = vec![how.to_string()];
        if !timed.moved.is_empty() {
            let names = aided::moved(self.shell.body_lang(), &self.told, &timed.moved);
            all.push(self.shell.t("audit-report-plan-moved").with("names", names).to_string());
        }
        if !timed.beyond.is_empty() {
            let names = self.told.list(&timed.beyond);
            all.push(self.shell.t("audit-report-plan-beyond").with("names", names).to_string());
        }
        all
    }

    /// All packages: life cycle and front.
    fn compared(&self) -> askama::Result<Vec<ChartView>> {
        self.views(&COMPARED, "")
    }

    /// The package in detail: chain, tonne, years, way, panels.
    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let of = self.detail().map_or("", |bundle| bundle.code.as_str());
        self.views(&DETAILED, of)
    }

    /// Charts with their files, of this package where they are of one.
    fn views(&self, names: &[&str], package: &str) -> askama::Result<Vec<ChartView>> {
        let drawn = Audited { told: &self.told, bundle: self.detail() };
        let charts = names.iter().filter_map(|name| drawn.chart(self.shell.body_lang(), name));
        charts.map(|chart| self.view(chart.as_ref(), package)).collect()
    }

    fn view(&self, chart: &dyn Chart, package: &str) -> askama::Result<ChartView> {
        let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
        let words = [chart.title(), chart.reading()];
        let pictures = (picture(Width::Wide)?, picture(Width::Narrow)?);
        let file = |ending: &str| {
            let path = urls::chart(&self.head.building.code, &format!("{}.{ending}", chart.code()));
            urls::with_query(&path, &[("bouquet", package)])
        };
        let downloads = vec![
            (self.shell.t("chart-file-svg").to_string(), file("svg")),
            (self.shell.t("chart-file-png").to_string(), file("png")),
            (self.shell.t("download-csv").to_string(), file("csv")),
            (self.shell.t("download-xlsx").to_string(), file("xlsx")),
        ];
        Ok(ChartView::new(format!("chart-{}", chart.code()), words, pictures, &chart.table(), downloads))
    }

    fn reports(&self) -> [(String, String); 2] {
        let code = &self.head.building.code;
        [
            (self.shell.t("audit-packages-pdf").to_string(), urls::audit_report(code, "audit.pdf")),
            (self.shell.t("audit-packages-xlsx").to_string(), urls::audit_report(code, "audit.xlsx")),
        ]
    }

    fn undo(&self) -> Option<Undo<'_>> {
        let seen = Some(seen(&self.form)).filter(|_| self.open())?;
        Undo::of(&self.shell, self.action(), (seen, ""), self.shell.t("audit-nav-packages").to_string())
    }

    fn changes(&self) -> bool {
        !self.form.get("row").is_empty()
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let mut form =
            Form::new(shell, data, self.action(), shell.t("audit-row-submit")).group(Group::of(vec![
                Field::hidden("seen", data.get("seen")),
                Field::hidden("row", data.get("row")),
                Field::text(lang, data, "name", shell.t("audit-packages-name")),
            ]));
        for one in self.told.worked.looked.iter().filter(|one| one.refusals.is_empty()) {
            let name = self.told.name(&one.key);
            let tick = Field::checkbox(lang, data, &format!("m{}", one.number), &name);
            let year =
                Field::text(lang, data, &format!("year{}", one.number), shell.t("audit-packages-year"))
                    .of(name)
                    .width("w-short")
                    .optional(lang);
            form = form.group(Group::pair(vec![tick, year]));
        }
        if self.changes() { form.cancel(self.action()) } else { form }
    }

    fn can_choose(&self) -> bool {
        self.told.worked.looked.iter().any(|one| one.refusals.is_empty())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditPackagesPage)> {
        let some = AuditPackagesPage {
            shell: samples::shell(urls::audit_packages(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            told: crate::reports::audit_samples::care_home().told,
            chosen: None,
            form: FormData::new().set("seen", "1"),
        };
        let deep = AuditPackagesPage { chosen: Some("deep".to_owned()), ..some.clone() };
        let empty = AuditPackagesPage { told: crate::reports::audit_samples::nothing().told, ..some.clone() };
        let closed = AuditPackagesPage { audit: audit_samples::head(State::Delivered), ..some.clone() };
        vec![("some", some), ("deep", deep), ("empty", empty), ("closed", closed)]
    }
}
