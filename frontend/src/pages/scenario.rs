//! One scenario over the buildings of a federation: the answer, activity by activity, a chart, what is supposed, what lacks,
//! how far the figures go.

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::{Catalog, Change};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::scenario::{Group, Member, run};
use eclaireur_models::lang::Lang;
use rust_decimal::{Decimal, dec};

use super::chart_view::ChartView;
use super::federations::federation;
use super::samples;
use crate::charts::{Chart as _, Ground, ScenarioBars, Width};
use crate::extrapolated::{Reckoned, Whole};
use crate::scenarios::{Amount, Assumed, Told, answers};
use crate::shell::{Crumb, Named, RenderError, Shell};
use crate::tables::Files;
use crate::{format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/scenario.html")]
pub struct ScenarioPage {
    /// Frame.
    pub shell: Shell,
    /// Whose members.
    pub federation: Named,
    /// The scenario and what it came to.
    pub told: Told,
    /// What it comes to for the whole sector.
    pub whole: Whole,
}

html!(ScenarioPage);

/// One line of both tables.
struct Line {
    name: String,
    organisations: String,
    buildings: String,
    before: String,
    after: String,
    reached: String,
    perhaps: String,
    /// In the order of the columns.
    amounts: Vec<String>,
}

/// A column of amounts.
struct Column {
    name: String,
    unit: &'static str,
}

impl ScenarioPage {
    /// Counts of a sector are told by a federation, not by everybody.
    fn tells_counts(&self) -> bool {
        self.federation.code != urls::EVERYBODY
    }

    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        format!("{} · {}", self.told.question(self.lang()), self.federation.name)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::to(&self.federation.name, urls::scenarios(&self.federation.code)),
            Crumb::here(self.shell.t("scenarios-crumb").to_string()),
        ]
    }

    /// Origin and name, as in addresses.
    fn code(&self) -> (&str, &str) {
        let code = &self.told.scenario.code;
        code.split_once('/').unwrap_or(("", code))
    }

    fn day(&self) -> String {
        self.shell.t("scenario-day").with("day", format::day(self.told.outcome.on)).to_string()
    }

    fn demand(&self) -> Option<String> {
        let code = self.told.scenario.demand.as_ref()?;
        Some(self.shell.t("scenarios-demand").with("code", code).to_string())
    }

    fn columns(&self) -> Vec<Column> {
        let column = |amount: Amount| Column { name: amount.name(self.lang()), unit: amount.unit() };
        self.told.amounts().into_iter().map(column).collect()
    }

    fn lines(&self) -> Vec<Line> {
        let groups = &self.told.outcome.groups;
        groups.iter().map(|group| self.line(self.told.activity(self.lang(), group), group)).collect()
    }

    fn total(&self) -> Line {
        self.line(self.shell.t("scenario-total").to_string(), &self.told.outcome.total)
    }

    fn line(&self, name: String, group: &Group) -> Line {
        let cell = |amount| crate::scenarios::cell(self.lang(), amount, group);
        Line {
            name,
            organisations: format::whole(group.organisations),
            buildings: format::whole(group.buildings),
            before: answers(group.before),
            after: answers(group.after),
            reached: format::whole(group.reached),
            perhaps: format::whole(group.perhaps),
            amounts: self.told.amounts().into_iter().map(cell).collect(),
        }
    }

    fn files(&self) -> Files {
        let (origin, name) = self.code();
        let code = &self.federation.code;
        let both = [urls::scenario_csv(code, origin, name), urls::scenario_xlsx(code, origin, name)];
        Files::new(self.shell.t("table-scenario").to_string(), both, &[])
    }

    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let ground = Ground { lang: self.lang(), id: "scenario" };
        let Some(chart) = ScenarioBars::of(ground, &self.told) else { return Ok(Vec::new()) };
        let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
        let (origin, name) = self.code();
        let file = |ending: &str| {
            urls::scenario_chart(&self.federation.code, origin, name, &format!("{}.{ending}", chart.code()))
        };
        let downloads = vec![
            (self.shell.t("chart-file-svg").to_string(), file("svg")),
            (self.shell.t("chart-file-png").to_string(), file("png")),
            (self.shell.t("download-csv").to_string(), file("csv")),
            (self.shell.t("download-xlsx").to_string(), file("xlsx")),
        ];
        let words = [chart.title(), chart.reading()];
        let pictures = (picture(Width::Wide)?, picture(Width::Narrow)?);
        Ok(vec![ChartView::new("chart-scenario", words, pictures, &chart.table(), downloads)])
    }

    /// Where it is printed on two pages.
    fn argument(&self) -> String {
        let (origin, name) = self.code();
        urls::scenario_argument(&self.federation.code, origin, name)
    }

    fn assumed(&self) -> Vec<Assumed> {
        self.told.assumed(self.lang())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ScenarioPage)> {
        let Ok(catalog) = Catalog::embedded() else { return Vec::new() };
        let members = members();
        let page = |state, code: &str, members: &[Member]| {
            let scenario = catalog.scenario(code)?.clone();
            let outcome = run(&scenario, members, &catalog, samples::today());
            let scheme = match &scenario.change {
                Change::Aid { scheme, .. } => catalog.scheme(scheme).cloned(),
                Change::Norm { .. } => None,
            };
            let (origin, name) = code.split_once('/')?;
            let mut shell = samples::demo_shell(urls::scenario(&federation().code, origin, name));
            shell.organisation = None;
            let activities = samples::activities();
            let told = Told { scenario, scheme, outcome, activities };
            let whole = match state {
                "grant" | "worst" => Whole::Reckoned(Box::new(Reckoned::sample())),
                "untold" => Whole::NotReckoned,
                _ => Whole::NoCounts,
            };
            Some((state, ScenarioPage { shell, federation: federation(), told, whole }))
        };
        let all = [
            page("grant", "unipso-2024/ureba-extended", &members),
            page("loan", "unipso-2024/zero-rate-loan", &members),
            page("panels", "unipso-2024/pv-two-percent", &members),
            page("third-party", "unipso-2024/public-third-party", &members),
            page("untold", "unipso-2024/sector-premium", &members),
            page("worst", "norms/worst-16", &members),
            page("automation", "norms/automation", &members),
            page("empty", "unipso-2024/ureba-extended", &[]),
        ];
        all.into_iter().flatten().collect()
    }
}

/// A theatre with two halls, a care home whose statutes have to be read, a school, a *crèche* of unknown area.
fn members() -> Vec<Member> {
    let member =
        |organisation: &str, activity: &str, area: Option<Decimal>, more: &[(&'static str, &str)]| {
            let mut facts = Facts::default();
            let told = [
                ("organisation.legal_form", "asbl"),
                ("organisation.activity", activity),
                ("building.tenure", "owner"),
            ];
            for (code, word) in told.iter().chain(more) {
                facts.tell(code, Value::Word((*word).to_owned()));
            }
            facts.tell("organisation.seat_in_wallonia", Value::YesNo(true));
            facts.tell("organisation.german_speaking_community", Value::YesNo(false));
            facts.tell("building.in_wallonia", Value::YesNo(true));
            Member {
                organisation: organisation.to_owned(),
                activity: Some(activity.to_owned()),
                shown_as: Some(activity.to_owned()),
                facts,
                area,
                final_kwh: area.map(|area| area * dec!(150)),
                intensity: area.map(|_| dec!(150)),
                heated_by: Some(Carrier::NaturalGas),
                ..Member::default()
            }
        };
    let culture = [("organisation.aim", "philanthropic"), ("organisation.field", "culture")];
    vec![
        member("orme", "culture", Some(dec!(1000)), &culture),
        member("orme", "culture", Some(dec!(600)), &culture),
        member("tilleuls", "care-home", Some(dec!(4200)), &[]),
        member("chene", "school", Some(dec!(2500)), &[]),
        member("petits-pas", "creche", None, &[]),
    ]
}
