//! The plan on the page of its project: who pays, what each year leaves, ways to pay, what it hangs on.
//!
//! Does *not* compute: `eclaireur_models::financing::plan` does, and [`crate::plan_tables`] sets the tables.

use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::plan::{Plan, Sights};
use eclaireur_models::lang::Lang;

use super::chart_view::ChartView;
use crate::charts::{Chart, Ground, PlanFlow, Tornado, Width};
use crate::format;
use crate::plan;
use crate::plan_tables::{self as tables, Figure};
use crate::shell::{RenderError, Shell};
use crate::tables::{Cell, Kind, Table};
use crate::urls;

/// Years shown before the rest is folded away.
const FIRST: usize = 5;

/// A table as the page shows it, to the cent.
pub(super) struct TableView {
    /// Its rows are named by a number alone: what it counts is said with it where there is no header.
    pub(super) counted: bool,
    pub(super) caption: String,
    /// Header, unit, whether it holds numbers.
    pub(super) columns: Vec<(String, Option<String>, bool)>,
    /// Value, the header it stands under, whether it is a number.
    pub(super) rows: Vec<Vec<(String, String, bool)>>,
}

/// The section.
pub(super) struct PlanView {
    /// It stands on something that is not certain.
    pub(super) confirm: bool,
    /// Own funds, what lacks, what it costs.
    pub(super) lines: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) warnings: Vec<String>,
    pub(super) flow: Vec<ChartView>,
    pub(super) years: TableView,
    /// The years after the first five.
    pub(super) later: Option<TableView>,
    pub(super) months: TableView,
    pub(super) compared: Option<TableView>,
    pub(super) mix: Option<(String, Vec<String>)>,
    pub(super) tornado: Vec<ChartView>,
    pub(super) variants: TableView,
    pub(super) figures: Vec<Figure>,
    pub(super) prices: Vec<String>,
    pub(super) hypotheses: Vec<String>,
}

impl PlanView {
    /// Of a plan, with its files at the address of its project.
    pub(super) fn new(
        shell: &Shell,
        (building, project): (&str, &str),
        plan: &Plan,
        sights: Option<&Sights>,
    ) -> askama::Result<PlanView> {
        let lang = shell.body_lang();
        let mut years = tables::years(lang, plan, false);
        let later = years.rows.split_off(FIRST.min(years.rows.len()));
        let later = Table { rows: later, ..years.clone() };
        let ground = |id| Ground { lang, id };
        let flow = sights.and_then(|sights| PlanFlow::new(ground("plan-flow"), plan, sights));
        let tornado = sights.and_then(|sights| Tornado::new(ground("plan-tornado"), plan, sights));
        let at = |chart: &dyn Chart| drawn(shell, (building, project), chart);
        Ok(PlanView {
            confirm: plan.certainty != Certainty::Certain,
            lines: plan::lead(lang, plan),
            parts: plan::parts(lang, plan),
            warnings: plan.warnings.iter().map(|code| plan::words(lang, "warning", code)).collect(),
            flow: flow.iter().map(|chart| at(chart)).collect::<askama::Result<_>>()?,
            years: shown(&years),
            later: (!later.rows.is_empty()).then(|| shown(&later)),
            months: shown(&tables::months(lang, plan, false)),
            compared: sights.map(|sights| shown(&tables::compared(lang, &sights.compared))),
            mix: sights.and_then(|sights| sights.mix.as_ref()).map(|mix| tables::mix(lang, mix)),
            tornado: tornado.iter().map(|chart| at(chart)).collect::<askama::Result<_>>()?,
            variants: shown(&tables::variants(lang, plan)),
            figures: tables::figures(lang, plan),
            prices: tables::prices(lang, plan),
            hypotheses: hypotheses(lang, plan),
        })
    }
}

/// What it assumes, in words.
fn hypotheses(lang: Lang, plan: &Plan) -> Vec<String> {
    plan.hypotheses.iter().map(|code| plan::words(lang, "hypothesis", code)).collect()
}

fn drawn(shell: &Shell, (b, p): (&str, &str), chart: &dyn Chart) -> askama::Result<ChartView> {
    let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
    let file = |ending: &str| urls::project_file(b, p, &format!("{}.{ending}", chart.code()));
    let downloads = vec![
        (shell.t("chart-file-svg").to_string(), file("svg")),
        (shell.t("chart-file-png").to_string(), file("png")),
        (shell.t("download-csv").to_string(), file("csv")),
        (shell.t("download-xlsx").to_string(), file("xlsx")),
    ];
    Ok(ChartView::new(
        format!("chart-{}", chart.code()),
        [chart.title(), chart.reading()],
        (picture(Width::Wide)?, picture(Width::Narrow)?),
        &chart.table(),
        downloads,
    ))
}

fn shown(table: &Table) -> TableView {
    let cell = |(cell, column): (&Cell, &crate::tables::Column)| {
        let text = match cell {
            Cell::Number(number) => format::number(*number, 2),
            Cell::Text(text) | Cell::Mark(text) => text.clone(),
            Cell::Day(day) => format::day(*day),
            Cell::Instant(_) | Cell::Empty => String::new(),
        };
        (text, column.header.clone(), column.kind == Kind::Number)
    };
    let number = |row: &Vec<Cell>| matches!(row.first(), Some(Cell::Text(text)) if text.chars().all(|c| c.is_ascii_digit()));
    TableView {
        counted: table.rows.iter().all(number),
        caption: table.title.clone(),
        columns: table
            .columns
            .iter()
            .map(|c| (c.header.clone(), c.unit.clone(), c.kind == Kind::Number))
            .collect(),
        rows: table.rows.iter().map(|row| row.iter().zip(&table.columns).map(cell).collect()).collect(),
    }
}
