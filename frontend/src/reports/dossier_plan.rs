//! The plan in the dossier of its project: sheets of the workbook, blocks of the paper. Nothing where there is no plan.
//!
//! The same tables as the page, with every column and to the cent. Does *not* compute.

use eclaireur_models::financing::plan::{Plan, Sights};
use eclaireur_models::lang::Lang;

use crate::plan;
use crate::plan_tables as tables;
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;

/// What the plan says, who pays, its figures, what it warns of, what it assumes: part, value, meaning.
fn summary(lang: Lang, told: &Plan) -> Vec<[String; 3]> {
    let t = |key: &'static str| Say::new(lang, key).to_string();
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut put = |part: String, lines: Vec<String>| {
        rows.extend(lines.into_iter().map(|line| [part.clone(), line, String::new()]));
    };
    put(
        t("plan-title"),
        core::iter::once(plan::first_line(lang, told)).chain(plan::lead(lang, told)).collect(),
    );
    put(t("plan-who-pays"), plan::parts(lang, told));
    put(t("plan-to-note"), told.warnings.iter().map(|code| plan::words(lang, "warning", code)).collect());
    rows.extend(tables::figures(lang, told).into_iter().map(|f| [f.name, f.value, f.means]));
    let hypotheses = told.hypotheses.iter().map(|code| plan::words(lang, "hypothesis", code));
    let assumed = tables::prices(lang, told).into_iter().chain(hypotheses);
    rows.extend(assumed.map(|line| [t("plan-assumes"), line, String::new()]));
    rows
}

/// The mix that costs least, line by line.
fn mix(lang: Lang, sights: &Sights) -> Vec<String> {
    let Some(best) = &sights.mix else { return Vec::new() };
    let (sentence, parts) = tables::mix(lang, best);
    core::iter::once(sentence).chain(parts).collect()
}

/// The sheets of a workbook.
pub(super) fn sheets(lang: Lang, told: &Plan, sights: Option<&Sights>) -> Vec<Table> {
    let columns = ["dossier-part", "plan-value", "plan-what-means"];
    let columns = columns.map(|key| Column::new(Say::owned(lang, key.to_owned()).to_string(), Kind::Text));
    let mut first = Table::new(Say::new(lang, "plan-title").to_string(), columns.to_vec());
    let row = |row: [String; 3]| row.map(Cell::Text).to_vec();
    first.rows = summary(lang, told).into_iter().map(row).collect();
    if let Some(sights) = sights {
        let part = Say::new(lang, "plan-mix-title").to_string();
        first.rows.extend(mix(lang, sights).into_iter().map(|line| row([part.clone(), line, String::new()])));
    }
    let mut all = vec![first, tables::years(lang, told, true), tables::months(lang, told, true)];
    all.extend(sights.map(|sights| tables::compared(lang, &sights.compared)));
    all.push(tables::variants(lang, told));
    all
}

#[cfg(feature = "pdf")]
pub(super) use paper::put;

#[cfg(feature = "pdf")]
mod paper {
    use super::{Lang, Plan, Say, Sights, Table, mix, plan, tables};
    use crate::charts::{Chart, Ground, PlanFlow, Tornado};
    use crate::format;
    use crate::reports::paper::{Block, Head, Paper};
    use crate::shell::RenderError;
    use crate::tables::{Cell, Kind};

    /// Rows of months and years: as many columns as fit a page keep their numbers whole.
    const WIDEST: usize = 8;

    /// Everything of the plan, after its first line.
    pub(in crate::reports) fn put(
        paper: &mut Paper,
        lang: Lang,
        place: &str,
        told: &Plan,
        sights: Option<&Sights>,
    ) -> Result<(), RenderError> {
        let t = |key: &'static str| Say::new(lang, key).to_string();
        for line in plan::lead(lang, told) {
            paper.say(line);
        }
        list(paper, t("plan-who-pays"), plan::parts(lang, told));
        let warnings = told.warnings.iter().map(|code| plan::words(lang, "warning", code)).collect();
        list(paper, t("plan-to-note"), warnings);
        if let Some(chart) = sights.and_then(|s| PlanFlow::new(Ground { lang, id: "plan" }, told, s)) {
            picture(paper, place, &chart)?;
        }
        table(paper, &tables::years(lang, told, false));
        if let Some(sights) = sights {
            table(paper, &tables::compared(lang, &sights.compared));
            list(paper, t("plan-mix-title"), mix(lang, sights));
            if let Some(chart) = Tornado::new(Ground { lang, id: "tornado" }, told, sights) {
                picture(paper, place, &chart)?;
            }
        }
        table(paper, &tables::variants(lang, told));
        let rows = tables::figures(lang, told).into_iter().map(|f| vec![f.name, f.value, f.means]).collect();
        let columns = vec![
            Head::words(lang, "plan-figure", 3),
            Head::words(lang, "plan-value", 3),
            Head::words(lang, "plan-what-means", 6),
        ];
        paper.table(t("plan-accountant"), columns, rows);
        let hypotheses = told.hypotheses.iter().map(|code| plan::words(lang, "hypothesis", code));
        list(paper, t("plan-assumes"), tables::prices(lang, told).into_iter().chain(hypotheses).collect());
        table(paper, &tables::months(lang, told, false));
        Ok(())
    }

    /// Lines under a heading of their own; nothing without lines.
    fn list(paper: &mut Paper, title: String, lines: Vec<String>) {
        let head = Head { text: title, share: 1, right: false };
        let rows: Vec<Vec<String>> = lines.into_iter().map(|line| vec![line]).collect();
        paper.table(String::new(), vec![head], rows);
    }

    fn picture(paper: &mut Paper, place: &str, chart: &impl Chart) -> Result<(), RenderError> {
        let file = format!("{}.svg", chart.code());
        paper.pictures.insert(file.clone(), chart.alone(&crate::reports::paper::cut(place, 40))?);
        paper.blocks.push(Block::Picture { file, alt: chart.reading(), title: String::new() });
        Ok(())
    }

    /// A table of the page: words share the room, numbers take theirs.
    fn table(paper: &mut Paper, table: &Table) {
        let wide = table.columns.len() > WIDEST;
        let head = |column: &crate::tables::Column| {
            let number = column.kind == Kind::Number;
            let unit = column.unit.as_ref().filter(|_| !wide).map(|u| format!(" ({u})")).unwrap_or_default();
            let words = table.columns.iter().filter(|c| c.kind != Kind::Number).count();
            let narrow = number || words == 1 && table.columns.len() > 4;
            Head { text: format!("{}{unit}", column.header), share: u8::from(!narrow), right: number }
        };
        let written = |cell: &Cell| match cell {
            Cell::Number(number) => format::number(*number, 2),
            Cell::Text(text) | Cell::Mark(text) => text.clone(),
            Cell::Day(day) => format::day(*day),
            Cell::Instant(_) | Cell::Empty => String::new(),
        };
        let rows = table.rows.iter().map(|row| row.iter().map(written).collect()).collect();
        paper.table(table.title.clone(), table.columns.iter().map(head).collect(), rows);
    }
}
