//! The dossier of a project, composed for paper: the answer, what must not be signed, aids, steps, what is told, rules.

use std::collections::BTreeMap;

use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::{AmountFor, SchemeAnswer, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::Kind;
use super::dossier::{Dossier, trace};
use super::dossier_plan;
use super::paper::{Block, Form, Head, Paper};
use crate::pages::project::{aids, plan_section};
use crate::pages::project_view::warnings;
use crate::shell::RenderError;
use crate::tables::Cell;
use crate::text::Say;
use crate::{figures, format, schemes};

/// The dossier on paper.
///
/// # Errors
/// [`RenderError`] when a chart of the plan cannot be drawn.
pub(super) fn paper(of: &Dossier) -> Result<Paper, RenderError> {
    let lang = of.lang;
    let mut head = vec![
        [of.t("report-organisation"), of.organisation.clone()],
        [of.t("dossier-building"), of.building.clone()],
        [of.t("report-made-on"), format::day_long(lang, of.said.on)],
        [of.t("dossier-version"), of.said.catalog_version.clone()],
        [of.t("dossier-checksum"), of.checksum.clone()],
    ];
    head.retain(|[_, value]| !value.trim().is_empty());
    let on = of.said.on;
    let mut paper = Paper {
        form: Form::Report(Kind::Yearly),
        lang: Lang::Fr.tag().chars().take(2).collect(),
        title: of.title(),
        subtitle: of.building.clone(),
        day: [on.year(), i16::from(on.month()), i16::from(on.day())],
        head,
        foot: Say::new(lang, "dossier-foot")
            .with("day", format::day(on))
            .with("catalog", &of.said.catalog_version)
            .to_string(),
        page: of.t("report-page"),
        blocks: Vec::new(),
        pictures: BTreeMap::new(),
        photos: BTreeMap::new(),
    };
    let (sentence, lacking) = plan_section(lang, &of.said);
    paper.say(sentence);
    if of.said.plan.is_some() {
        paper.say(aids(lang, &of.said));
    } else if !lacking.is_empty() {
        paper.say(Say::new(lang, "plan-lacks").with("facts", lacking.join(" · ")));
    }
    for (title, says) in warnings(lang, &of.said, &of.calendar) {
        paper.blocks.push(Block::Action { title, text: says, note: String::new() });
    }
    if let Some(plan) = &of.said.plan {
        paper.part(of.t("plan-title"));
        dossier_plan::put(&mut paper, lang, &of.building, plan, of.sights.as_ref())?;
    }
    paper.part(of.t("project-aids"));
    let open = |s: &&SchemeAnswer| matches!(s.verdict, Verdict::Yes | Verdict::Unknown);
    let rows = of.said.schemes.iter().filter(open).map(|s| verdict_row(of, s)).collect();
    let columns = vec![
        Head::words(lang, "dossier-scheme", 4),
        Head::words(lang, "dossier-verdict", 2),
        Head::number(lang, "dossier-amount"),
        Head::words(lang, "dossier-open", 6),
    ];
    paper.table(String::new(), columns, rows);
    let amounts: Vec<Vec<String>> = of
        .said
        .schemes
        .iter()
        .filter(open)
        .flat_map(|s| s.amounts.iter().map(move |a| amount_row(of, s, a)))
        .collect();
    let columns = vec![
        Head::words(lang, "dossier-scheme", 3),
        Head::words(lang, "project-works", 3),
        Head::number(lang, "dossier-amount"),
        Head::words(lang, "dossier-trace", 5),
        Head::words(lang, "dossier-source", 4),
    ];
    paper.table(of.t("dossier-amounts"), columns, amounts);
    paper.part(of.t("dossier-steps"));
    let rows = of.steps().rows.into_iter().map(|row| row.iter().map(written).collect()).collect();
    let columns = vec![
        Head::words(lang, "project-col-step", 3),
        Head::words(lang, "project-col-state", 2),
        Head::words(lang, "project-col-when", 3),
        Head::words(lang, "project-col-papers", 5),
    ];
    paper.table(String::new(), columns, rows);
    paper.part(of.t("dossier-told"));
    for (part, facts) in of.all_told() {
        let columns = vec![Head::words(lang, "dossier-fact", 1), Head::words(lang, "dossier-value", 1)];
        paper.table(part, columns, facts.into_iter().map(|(fact, value)| vec![fact, value]).collect());
    }
    paper.part(of.t("dossier-rules"));
    let rows = of.said.schemes.iter().map(|s| vec![s.name.clone(), format::day(s.checked_on)]).collect();
    let columns = vec![Head::words(lang, "dossier-scheme", 3), Head::words(lang, "dossier-checked", 1)];
    paper.table(String::new(), columns, rows);
    paper.whisper(Say::new(lang, "dossier-again").with("sha256", &of.checksum));
    Ok(paper)
}

/// An amount; what is not certain says so.
fn euro(of: &Dossier, amount: Decimal, certainty: Certainty) -> String {
    let euro = format::euro(Euro(amount));
    match figures::certainty(of.lang, certainty) {
        Some(unsure) => format!("{euro} ({unsure})"),
        None => euro,
    }
}

fn verdict_row(of: &Dossier, scheme: &SchemeAnswer) -> Vec<String> {
    let open = scheme.conditions.iter().filter(|c| c.answer == Decided::Unknown);
    let open: Vec<String> = open.map(|c| schemes::open(of.lang, c)).collect();
    let total = scheme.total.filter(|_| !scheme.amounts.is_empty());
    vec![
        scheme.name.clone(),
        schemes::verdict(of.lang, scheme.verdict),
        total.map_or_else(|| "–".to_owned(), |total| euro(of, total.0, scheme.certainty)),
        open.join(" ; "),
    ]
}

fn amount_row(of: &Dossier, scheme: &SchemeAnswer, amount: &AmountFor) -> Vec<String> {
    let work = amount.work.as_deref().map(|w| schemes::words(of.lang, "work", w));
    let how: Vec<String> = core::iter::once(amount.basis.clone()).chain(trace(of.lang, amount)).collect();
    vec![
        scheme.name.clone(),
        work.unwrap_or_default(),
        euro(of, amount.amount.0, amount.certainty),
        how.join(" · "),
        amount.source.as_ref().map(|s| s.title.clone()).unwrap_or_default(),
    ]
}

/// A cell of the workbook as paper prints it.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Mark(text) => text.clone(),
        Cell::Number(number) => format::decimal(*number),
        Cell::Day(day) => format::day(*day),
        Cell::Instant(_) | Cell::Empty => String::new(),
    }
}
