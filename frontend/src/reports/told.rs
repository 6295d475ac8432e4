//! Figures as a report tells them: which five, one sentence each, and how we know them.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::{Answer, Cited, Explained, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;

use super::paper::{Block, FigureLine, cut};
use crate::text::Say;
use crate::{figures, format, words};

/// Figures of a bulletin.
const MOST: usize = 5;
/// Their codes, as on the building's page; what is not there gives way to the next figure that is known.
const WANTED: [&str; 6] = ["final-energy", "intensity", "cost", "co2", "path-gap", "drift"];
/// Indicators that look like an official figure and are none.
const OUTSIDE_PROTOCOL: [&str; 1] = ["peb-public"];
/// Inputs and documents printed of one figure, and letters of each.
const MOST_INPUTS: usize = 8;
const MOST_SOURCES: usize = 3;
const LONGEST: usize = 140;

/// Up to five figures of the whole building: those wanted, then others that are known; of each indicator the newest.
pub(super) fn five(assessment: &Assessment) -> Vec<&Explained> {
    let year = assessment.year.and_then(Period::year);
    let whole = |f: &&Explained| f.of.is_none() && (f.period.is_none() || f.period == year);
    let sensible = |f: &&Explained| !matches!(f.answer, Answer::NotApplicable { .. });
    let all = || assessment.figures.0.iter().filter(whole).filter(sensible);
    let wanted = WANTED.iter().filter_map(|code| all().find(|f| is(f, code)));
    let others = all().filter(|f| !WANTED.iter().any(|code| is(f, code)) && f.value().is_some());
    let mut chosen: Vec<&Explained> = Vec::with_capacity(MOST);
    for figure in wanted.chain(others) {
        if chosen.len() < MOST && chosen.iter().all(|c| c.indicator != figure.indicator) {
            chosen.push(figure);
        }
    }
    chosen
}

/// Whether a figure is of this indicator, however its code parts its words.
fn is(figure: &Explained, code: &str) -> bool {
    figure.indicator.replace('_', "-") == code
}

/// A figure with its sentence.
pub(super) fn line(lang: Lang, assessment: &Assessment, figure: &Explained) -> FigureLine {
    let name = match figure.period {
        Some(period) => format!("{} · {}", figures::name(lang, figure), span(lang, period)),
        None => figures::name(lang, figure),
    };
    let of = figure.of.as_deref();
    match &figure.answer {
        Answer::Known(value) => FigureLine {
            name,
            value: figures::value(lang, value, of),
            mark: words::quality_mark(value.quality).unwrap_or_default().to_owned(),
            sentence: sentence(lang, assessment, figure, value),
            note: note(lang, figure, value),
        },
        Answer::NotYet { lacks } => FigureLine {
            name,
            value: "—".to_owned(),
            mark: String::new(),
            sentence: figures::lacks(lang, lacks).into_iter().next().unwrap_or_default(),
            note: String::new(),
        },
        Answer::NotApplicable { why } => FigureLine {
            name,
            value: "—".to_owned(),
            mark: String::new(),
            sentence: figures::why(lang, why),
            note: String::new(),
        },
    }
}

/// *6 % de moins qu’en 2024.*, else its range, else what it means.
fn sentence(lang: Lang, assessment: &Assessment, figure: &Explained, value: &Value) -> String {
    let mut said = Vec::new();
    if let Some((year, before)) = before(assessment, figure).filter(|(_, b)| b.unit == value.unit) {
        let key = match value.value.cmp(&before.value) {
            core::cmp::Ordering::Less => "report-less",
            core::cmp::Ordering::Equal => "report-same",
            core::cmp::Ordering::Greater => "report-more",
        };
        if let Some(change) = format::change(before.value, value.value) {
            let percent = change.trim_start_matches(['−', '+', '±']);
            said.push(
                Say::owned(lang, key.to_owned()).with("percent", percent).with("year", year).to_string(),
            );
        }
    }
    if let Some(range) = figures::range(lang, value, figure.of.as_deref()) {
        said.push(format!("{}.", format::capitalised(&range)));
    }
    if said.is_empty() {
        said.push(figures::meaning(lang, &figure.indicator));
    }
    said.join(" ")
}

/// The same figure of the year before.
fn before<'a>(assessment: &'a Assessment, figure: &Explained) -> Option<(i16, &'a Value)> {
    let year = figure.period?.from.year().checked_sub(1)?;
    // Only whole civil years compare.
    (figure.period == Period::year(year + 1)).then_some(())?;
    let same = assessment.figures.get(&figure.indicator, figure.of.as_deref(), Period::year(year))?;
    Some((year, same.value()?))
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
