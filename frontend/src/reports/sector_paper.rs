//! The yearly report of a sector composed: the answer, each part with its charts and tables, what is not shown and why, sources.

use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::view::Withheld;

use super::paper::{Block, FigureLine, Form, Head, Paper, cut};
use super::sector::SectorReport;
use crate::charts::Chart;
use crate::format;
use crate::sector::{self, Part, Told};
use crate::shell::RenderError;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Letters of a cell, of a name.
const LONGEST: usize = 120;
/// Rows of a table; the rest are counted.
const MOST_ROWS: usize = 40;

/// The report.
pub(super) fn yearly(report: &SectorReport) -> Result<Paper, RenderError> {
    let (lang, told) = (report.lang, &report.told);
    let title = Say::new(lang, "sector-report").with("year", told.year()).to_string();
    let mut paper =
        Paper::plain(Form::Sector, lang, (title, told.federation.name.clone()), (told.on, &told.catalog));
    paper.head = head(lang, told);
    paper.blocks.push(Block::Text { text: told.answer(lang), quiet: false });
    if let Some(action) = told.action(lang) {
        let title = Say::new(lang, "sector-report-action").to_string();
        paper.blocks.push(Block::Action { title, text: action, note: String::new() });
    }
    for of in told.parts(lang) {
        part(&mut paper, lang, &of, |code| told.chart(lang, code))?;
    }
    methods(&mut paper, lang, told);
    Ok(paper)
}

fn head(lang: Lang, told: &Told) -> Vec<[String; 2]> {
    let filters = told.filter.traits.iter().map(|(dimension, code)| {
        [sector::dimension(lang, *dimension), cut(told.name(*dimension, code), LONGEST)]
    });
    let day = [Say::new(lang, "report-made-on").to_string(), format::day_long(lang, told.on)];
    filters.chain([day]).collect()
}

/// One part: what is said, figures, charts, tables, how it is reckoned.
pub(super) fn part<'c>(
    paper: &mut Paper,
    lang: Lang,
    of: &Part,
    chart: impl Fn(&'static str) -> Option<Box<dyn Chart + 'c>>,
) -> Result<(), RenderError> {
    paper.part(&of.title);
    for said in &of.says {
        paper.say(said);
    }
    let line = |figure: &sector::Shown| FigureLine {
        name: figure.name.clone(),
        value: [figure.value.as_str(), figure.unit.as_str()].join(" ").trim().to_owned(),
        mark: String::new(),
        sentence: figure.sentence.clone(),
        note: String::new(),
    };
    if !of.figures.is_empty() {
        paper.blocks.push(Block::Figures { items: of.figures.iter().map(line).collect() });
    }
    for code in &of.charts {
        if let Some(chart) = chart(code) {
            picture(paper, chart.as_ref())?;
        }
    }
    for of in &of.tables {
        table(paper, lang, of);
    }
    for how in &of.how {
        paper.whisper(how);
    }
    Ok(())
}

/// A picture with its title and its sentence.
pub(super) fn picture(paper: &mut Paper, chart: &dyn Chart) -> Result<(), RenderError> {
    let file = format!("{}.svg", chart.code());
    paper.pictures.insert(file.clone(), chart.alone("")?);
    paper.blocks.push(Block::Picture { file, alt: chart.reading(), title: String::new() });
    Ok(())
}

/// A table as paper shows it.
pub(super) fn table(paper: &mut Paper, lang: Lang, of: &Table) {
    let column = |column: &crate::tables::Column| Head {
        text: match &column.unit {
            Some(unit) => format!("{} ({unit})", column.header),
            None => column.header.clone(),
        },
        share: if column.kind == Kind::Number { 2 } else { 3 },
        right: column.kind == Kind::Number,
    };
    let rows = of.rows.iter().take(MOST_ROWS).map(|row| row.iter().map(written).collect());
    paper.table(&of.title, of.columns.iter().map(column).collect(), rows.collect());
    if let Some(more) = of.rows.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
        paper.whisper(Say::new(lang, "sector-report-more").count("count", more));
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Mark(text) => cut(text, LONGEST),
        Cell::Number(number) if number.is_integer() => format::number(*number, 0),
        Cell::Number(number) => format::decimal(number.round_dp(2)),
        Cell::Day(day) => format::day(*day),
        Cell::Instant(at) => format::slot(*at, *at),
        Cell::Empty => "—".to_owned(),
    }
}

/// What is held back and why; documents.
fn methods(paper: &mut Paper, lang: Lang, told: &Told) {
    paper.part(Say::new(lang, "sector-report-not-shown"));
    paper.say(Say::new(lang, "sector-how-withheld"));
    let view = &told.view;
    let cells = || view.by.values().flatten().chain(view.cross.iter().map(|(_, _, cell)| cell));
    for one in Withheld::ALL {
        let count = cells().filter(|cell| cell.withheld == Some(*one)).count();
        if count > 0 {
            let said = Say::new(lang, "sector-report-reason").with("reason", sector::reason(lang, *one));
            paper.say(said.with("why", sector::why(lang, *one)).count("count", count));
        }
    }
    let rows: Vec<Vec<String>> = Dimension::ALL
        .iter()
        .map(|dimension| {
            let cells = told.cells(*dimension);
            let shown = cells.iter().filter(|cell| cell.totals.is_some()).count();
            vec![
                sector::dimension(lang, *dimension),
                format::whole(cells.len()),
                format::whole(shown),
                format::whole(cells.len() - shown),
            ]
        })
        .filter(|row| row.get(1).is_some_and(|count| count != "0"))
        .collect();
    let columns = vec![
        Head::words(lang, "sector-col-dimension", 3),
        Head::number(lang, "sector-report-values"),
        Head::number(lang, "sector-report-shown"),
        Head::number(lang, "sector-report-held"),
    ];
    paper.table("", columns, rows);
    paper.part(Say::new(lang, "report-sources"));
    let mut sources: Vec<(String, String)> = Vec::new();
    for source in told.targets.iter().flat_map(|aims| &aims.source) {
        sources.push((source.title.clone(), source.link.clone().unwrap_or_default()));
    }
    let rows = sources.into_iter().map(|(title, link)| vec![cut(&title, 2 * LONGEST), cut(&link, LONGEST)]);
    let columns = vec![Head::words(lang, "report-col-document", 3), Head::words(lang, "report-col-link", 2)];
    paper.table("", columns, rows.collect());
    paper.whisper(Say::new(lang, "sector-report-members"));
}

impl Paper {
    /// An empty paper that is of no building.
    pub(super) fn plain(
        form: Form,
        lang: Lang,
        (title, subtitle): (String, String),
        (on, catalog): (Day, &str),
    ) -> Paper {
        let foot = Say::new(lang, "report-foot")
            .with("building", cut(&subtitle, LONGEST / 2))
            .with("day", format::day(on))
            .with("catalog", cut(catalog, LONGEST / 2))
            .to_string();
        Paper {
            form,
            lang: Lang::Fr.tag().chars().take(2).collect(),
            title,
            subtitle: cut(&subtitle, LONGEST),
            day: [on.year(), i16::from(on.month()), i16::from(on.day())],
            head: Vec::new(),
            foot,
            page: Say::new(lang, "report-page").into(),
            blocks: Vec::new(),
            pictures: std::collections::BTreeMap::new(),
            photos: std::collections::BTreeMap::new(),
        }
    }

    /// Begins a part on a new page.
    pub(super) fn page(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { text: text.into(), new_page: true });
    }
}
