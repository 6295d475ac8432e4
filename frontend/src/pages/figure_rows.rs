//! Several figures of one kind as rows of a table: each with its value, and how it came about below.

use eclaireur_models::indicators::{Answer, Explained};

use super::figure_view::{How, how};
use super::month_table::{Mark, mark};
use crate::figures;
use crate::shell::Shell;

/// One figure in a table.
#[derive(Debug, Clone)]
pub(super) struct FigureRow {
    /// What it is.
    pub(super) name: String,
    /// With its unit; nothing where it is not known.
    pub(super) value: Option<String>,
    /// The letter of its quality.
    pub(super) mark: Option<Mark>,
    /// Range, *à confirmer*, what lacks, why not.
    pub(super) notes: Vec<String>,
    /// How it came about.
    pub(super) how: Option<How>,
}

/// The figures as rows, in their order.
pub(super) fn rows<'a>(shell: &Shell, figures: impl Iterator<Item = &'a Explained>) -> Vec<FigureRow> {
    figures.map(|figure| row(shell, figure)).collect()
}

fn row(shell: &Shell, figure: &Explained) -> FigureRow {
    let lang = shell.body_lang();
    let of = figure.of.as_deref();
    let notes = match &figure.answer {
        Answer::Known(value) => {
            let unsure = figures::certainty(lang, value.certainty);
            figures::range(lang, value, of).into_iter().chain(unsure).collect()
        }
        Answer::NotYet { lacks } => figures::lacks(lang, lacks),
        Answer::NotApplicable { why } => vec![figures::why(lang, why)],
    };
    FigureRow {
        name: figures::name(lang, figure),
        value: figure.value().map(|value| figures::value(lang, value, of)),
        mark: figure.value().and_then(|value| mark(shell, value.quality)),
        notes,
        how: how(shell, figure),
    }
}

/// What the letters of the rows mean, each once.
pub(crate) fn marks<'a>(rows: impl IntoIterator<Item = &'a FigureRow>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for mark in rows.into_iter().filter_map(|row| row.mark.as_ref()) {
        if !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    marks
}
