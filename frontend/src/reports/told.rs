//! Figures as a report tells them: one line each, and how we know them (`crate::five` chooses those of a bulletin).

use eclaireur_models::indicators::{Answer, Cited, Explained, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;

use super::paper::{Block, FigureLine, cut};
use crate::five::Five;
use crate::text::Say;
use crate::{figures, format, words};

/// Indicators that look like an official figure and are none.
const OUTSIDE_PROTOCOL: [&str; 1] = ["peb-public"];
/// Inputs and documents printed of one figure, and letters of each.
const MOST_INPUTS: usize = 8;
const MOST_SOURCES: usize = 3;
const LONGEST: usize = 140;

/// Whether a figure is of this indicator, however its code parts its words.
fn is(figure: &Explained, code: &str) -> bool {
    figure.indicator.replace('_', "-") == code
}

/// One of the five with its sentence, in the words of its page.
pub(super) fn line(lang: Lang, five: &Five<'_>) -> FigureLine {
    let period = five.figure.and_then(|f| f.period);
    let name = match period {
        Some(period) => format!("{} · {}", five.name, span(lang, period)),
        None => five.name.clone(),
    };
    let dash = |sentence| FigureLine {
        name: name.clone(),
        value: "—".to_owned(),
        mark: String::new(),
        sentence,
        note: String::new(),
    };
    let Some(figure) = five.figure else { return dash(Say::new(lang, "figure-not-made").to_string()) };
    match &figure.answer {
        Answer::Known(value) => FigureLine {
            value: figures::value(lang, value, figure.of.as_deref()),
            mark: words::quality_mark(value.quality).unwrap_or_default().to_owned(),
            sentence: sentence(lang, five, figure, value),
            note: note(lang, figure, value),
            ..dash(String::new())
        },
        Answer::NotYet { lacks } => dash(figures::lacks(lang, lacks).into_iter().next().unwrap_or_default()),
        Answer::NotApplicable { why } => dash(figures::why(lang, why)),
    }
}

/// Its sentence and its range, else what it means.
fn sentence(lang: Lang, five: &Five<'_>, figure: &Explained, value: &Value) -> String {
    let range = figures::range(lang, value, figure.of.as_deref());
    let range = range.map(|range| format!("{}.", format::capitalised(&range)));
    let said: Vec<String> = five.sentence.iter().cloned().chain(range).collect();
    if said.is_empty() { figures::meaning(lang, &figure.indicator) } else { said.join(" ") }
}

/// *estimation, hors protocole · à confirmer*.
pub(super) fn note(lang: Lang, figure: &Explained, value: &Value) -> String {
    let outside = OUTSIDE_PROTOCOL
        .iter()
        .any(|code| is(figure, code))
        .then(|| Say::new(lang, "report-outside-protocol").to_string());
    let notes: Vec<String> = outside.into_iter().chain(figures::certainty(lang, value.certainty)).collect();
    notes.join(" · ")
}

/// *2025* of a civil year, else its days.
pub(super) fn span(lang: Lang, period: Period) -> String {
    if Period::year(period.from.year()) == Some(period) {
        period.from.year().to_string()
    } else {
        format::period(lang, period)
    }
}

/// How a figure came about; nothing where it is not known.
pub(super) fn how(lang: Lang, figure: &Explained) -> Option<Block> {
    let explanation = figures::explanation(lang, figure)?;
    let value = figure.value()?;
    let mut inputs: Vec<[String; 3]> = explanation
        .inputs
        .iter()
        .take(MOST_INPUTS)
        .map(|i| {
            let value = match i.mark {
                Some(mark) => format!("{} ({mark})", i.value),
                None => i.value.clone(),
            };
            [cut(&i.name, LONGEST), value, cut(&i.origin, LONGEST)]
        })
        .collect();
    if let Some(more) = explanation.inputs.len().checked_sub(MOST_INPUTS).filter(|n| *n > 0) {
        let rest = Say::new(lang, "report-more-inputs").count("count", more).to_string();
        inputs.push([rest, String::new(), String::new()]);
    }
    let marks: Vec<String> =
        core::iter::once(explanation.quality.clone()).chain(explanation.certainty.clone()).collect();
    Some(Block::How {
        title: format!(
            "{} : {} ({})",
            explanation.name,
            figures::value(lang, value, figure.of.as_deref()),
            marks.join(", ")
        ),
        formula: explanation.formula,
        inputs,
        sources: explanation.sources.iter().take(MOST_SOURCES).map(|s| source(lang, s)).collect(),
    })
}

/// A document, with the day it was last opened.
pub(super) fn source(lang: Lang, cited: &Cited) -> String {
    Say::new(lang, "report-source")
        .with("title", cut(&cited.title, LONGEST))
        .with("day", format::day(cited.checked_on))
        .to_string()
}
