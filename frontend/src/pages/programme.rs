//! The programme of an organisation: its buildings planned together under a yearly budget.
//!
//! GET with `budget`, euro a year.

use std::collections::BTreeMap;

use askama::Template;
use eclaireur_models::audit::programme::{APARTS, Audited, Begun, Programme, programme};
use eclaireur_models::audit::worked::{Placed, Timed};
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::audit_part::{Row, Table};
use super::chart_view::ChartView;
use super::samples;
use crate::charts::{Chart as _, Ground, Width, WorksYears};
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, RenderError, Shell};
use crate::text::Say;
use crate::worked::{euro, kwh};
use crate::{format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/programme.html")]
pub struct ProgrammePage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// The day it is planned on.
    pub on: Day,
    /// The plan; none without a budget.
    pub programme: Option<Programme>,
    /// Names of buildings, by code.
    pub buildings: BTreeMap<String, String>,
    /// Names of packages, by code of building and of package.
    pub packages: BTreeMap<(String, String), String>,
    /// Values and problems.
    pub form: FormData,
}

html!(ProgrammePage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    APARTS.iter().map(|code| format!("programme-apart-{code}")).collect()
}

impl ProgrammePage {
    fn title(&self) -> String {
        self.shell.t("programme-title").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("programme-crumb").to_string()),
        ]
    }

    fn building(&self, code: &str) -> String {
        self.buildings.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    fn package(&self, one: &Begun) -> String {
        let key = (one.building.clone(), one.package.clone());
        self.packages.get(&key).cloned().unwrap_or_else(|| one.package.clone())
    }

    fn answer(&self) -> String {
        match &self.programme {
            Some(plan) if !plan.begun.is_empty() => self
                .shell
                .t("programme-answer")
                .with("budget", euro(plan.budget))
                .count("count", plan.begun.len())
                .with("worth", euro(plan.worth))
                .to_string(),
            Some(_) => self.shell.t("programme-none").to_string(),
            None => self.shell.t("programme-lead").to_string(),
        }
    }

    /// How far it may be from the best plan.
    fn gap(&self) -> Option<String> {
        let plan = self.programme.as_ref().filter(|plan| !plan.begun.is_empty())?;
        let said = self.shell.t("programme-gap").with("gap", format::percent(plan.gap));
        Some(said.with("bound", euro(plan.bound)).to_string())
    }

    fn table(&self) -> Option<Table<'_>> {
        let plan = self.programme.as_ref().filter(|plan| !plan.begun.is_empty())?;
        let shell = &self.shell;
        let columns = vec![
            shell.t("programme-col-building").to_string(),
            shell.t("report-col-year").to_string(),
            shell.t("audit-report-col-package").to_string(),
            shell.t("audit-report-col-paid").to_string(),
            shell.t("audit-report-col-saves").to_string(),
        ];
        let row = |one: &Begun| {
            Row::of(vec![
                self.building(&one.building),
                one.year.to_string(),
                self.package(one),
                euro(one.paid),
                kwh(one.saved),
            ])
            .edit(format!("{}?bouquet={}", urls::audit_packages(&one.building), one.package))
        };
        let rows = plan.begun.iter().map(row).collect();
        Some(Table::new(shell, shell.t("programme-crumb"), columns).rows(rows))
    }

    /// Buildings that are not in it, and why.
    fn apart(&self) -> Vec<(String, String)> {
        let Some(plan) = &self.programme else { return Vec::new() };
        let lang = self.shell.body_lang();
        let why = |code: &str| Say::owned(lang, format!("programme-apart-{code}")).to_string();
        let apart = plan.apart.iter().map(|(building, code)| (self.building(building), why(code)));
        let later = plan.later.iter();
        let later = later.map(|code| (self.building(code), self.shell.t("programme-later").to_string()));
        apart.chain(later).collect()
    }

    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let Some(plan) = self.programme.as_ref() else { return Ok(Vec::new()) };
        let placed = plan.begun.iter().map(|one| Placed {
            key: format!("{} : {}", self.building(&one.building), self.package(one)),
            year: one.year,
            paid: Some(one.paid),
            aid: Decimal::ZERO,
        });
        let timed = Timed {
            by_hand: false,
            budget: Some(plan.budget),
            budget_supposed: false,
            placed: placed.collect(),
            beyond: Vec::new(),
            moved: Vec::new(),
            spent: plan.spent.clone(),
            exact: false,
            path: Vec::new(),
        };
        let ground = Ground { lang: self.shell.body_lang(), id: "programme" };
        let name = |key: &str| key.to_owned();
        let Some(chart) = WorksYears::new(ground, self.on, &timed, &name) else { return Ok(Vec::new()) };
        let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
        let words = [chart.title(), chart.reading()];
        let pictures = (picture(Width::Wide)?, picture(Width::Narrow)?);
        Ok(vec![ChartView::new("chart-works-years", words, pictures, &chart.table(), Vec::new())])
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let action = urls::programme(&self.organisation.code);
        let budget = Field::number(lang, data, "budget", shell.t("programme-budget"))
            .hint(shell.t("programme-budget-hint"))
            .unit("€");
        Form::new(shell, data, action, shell.t("programme-submit"))
            .by_address()
            .group(Group::of(vec![budget]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ProgrammePage)> {
        let told = crate::reports::audit_samples::care_home().told;
        let one =
            |code: &str, name: &str, worked| Audited { code: code.to_owned(), name: name.to_owned(), worked };
        let all = [
            one("tilleuls", "Résidence des Tilleuls", Some(told.worked.clone())),
            one("chene", "Le Chêne", Some(told.worked.clone())),
            one("petits-pas", "Les Petits Pas", None),
        ];
        let lang = eclaireur_models::lang::Lang::Fr;
        let mut packages = BTreeMap::new();
        for building in all.iter().filter(|one| one.worked.is_some()) {
            for bundle in &told.worked.bundles {
                let key = (building.code.clone(), bundle.code.clone());
                packages.insert(key, crate::worked::bundle(lang, bundle));
            }
        }
        let organisation = Named::new("les-tilleuls", "Les Tilleuls ASBL");
        let none = ProgrammePage {
            shell: samples::shell(urls::programme(&organisation.code)),
            on: samples::today(),
            programme: None,
            buildings: all.iter().map(|one| (one.code.clone(), one.name.clone())).collect(),
            packages,
            organisation,
            form: FormData::new(),
        };
        let some = ProgrammePage {
            programme: programme(&all, dec!(90000), samples::today()),
            form: FormData::new().set("budget", "90000"),
            ..none.clone()
        };
        vec![("some", some), ("none", none)]
    }
}
