//! Packages of the audit: variants and own selection, side by side; the one proposed in detail; the front of all that can be
//! chosen.
//!
//! GET with `bouquet` shows one in detail. Fields: [`crate::forms::audit_package`]; `drop` alone takes one out; `seen`.

use askama::Template;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::worked::{Bundle, BundleKind};

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::chart_view::ChartView;
use super::{audit_samples, samples};
use crate::charts::{
    Abatement, Chart, Ground, LifeCycles, MeasureWaterfall, PanelMonths, ParetoFront, Road, Width, WorksYears,
};
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

fn view(chart: &impl Chart) -> askama::Result<ChartView> {
    let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
    let words = [chart.title(), chart.reading()];
    let pictures = (picture(Width::Wide)?, picture(Width::Narrow)?);
    let id = format!("chart-{}", chart.code());
    Ok(ChartView::new(id, words, pictures, &chart.table(), Vec::new()))
}

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
        self.told.worked.bundles.iter().filter(|bundle| !bundle.bars.is_empty()).collect()
    }

    fn detail(&self) -> Option<&Bundle> {
        let chosen = self.chosen.as_ref().and_then(|code| self.shown().into_iter().find(|b| b.code == *code));
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
                Some(number) => row.drop("drop", &number),
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
        let lang = self.shell.body_lang();
        let worked = &self.told.worked;
        let shown = self.shown();
        let lives: Vec<_> =
            shown.iter().filter_map(|b| Some((bundle_name(lang, b), b.life.as_ref()?))).collect();
        let known = |b: &&&Bundle| b.cost_unknown.is_empty();
        let marked =
            shown.iter().filter(known).map(|b| (bundle_name(lang, b), b.investment, b.saved)).collect();
        let mut all = Vec::new();
        let over = (worked.on, worked.sight.horizon_years);
        if let Some(chart) = LifeCycles::new(Ground { lang, id: "cout-global" }, over, lives) {
            all.push(view(&chart)?);
        }
        if let Some(chart) = ParetoFront::new(Ground { lang, id: "choix" }, worked.on, &worked.front, marked)
        {
            all.push(view(&chart)?);
        }
        Ok(all)
    }

    /// The package in detail: chain, tonne, years, way, panels.
    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let lang = self.shell.body_lang();
        let mut all = Vec::new();
        let Some(bundle) = self.detail() else { return Ok(all) };
        let on = self.told.worked.on;
        let name = |key: &str| self.told.name(key);
        if let Some(chart) = MeasureWaterfall::new(Ground { lang, id: "chaine" }, on, bundle, &name) {
            all.push(view(&chart)?);
        }
        if let Some(chart) = Abatement::new(Ground { lang, id: "tonne" }, on, &bundle.tonnes, &name) {
            all.push(view(&chart)?);
        }
        if let Some(timed) = &bundle.timed {
            if let Some(chart) = WorksYears::new(Ground { lang, id: "annees" }, on, timed, &name) {
                all.push(view(&chart)?);
            }
            let package = bundle_name(lang, bundle);
            let ground = Ground { lang, id: "trajectoire" };
            if let Some(chart) = Road::new(ground, on, package, &timed.path, None) {
                all.push(view(&chart)?);
            }
        }
        if let Some(panels) = &self.told.worked.panels
            && let Some(chart) = PanelMonths::new(Ground { lang, id: "panneaux" }, on, panels)
        {
            all.push(view(&chart)?);
        }
        Ok(all)
    }

    fn reports(&self) -> [(String, String); 2] {
        let code = &self.head.building.code;
        [
            (self.shell.t("audit-packages-pdf").to_string(), urls::audit_report(code, "audit.pdf")),
            (self.shell.t("audit-packages-xlsx").to_string(), urls::audit_report(code, "audit.xlsx")),
        ]
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let mut form =
            Form::new(shell, data, self.action(), shell.t("audit-row-submit")).group(Group::of(vec![
                Field::hidden("seen", data.get("seen")),
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
        form
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
