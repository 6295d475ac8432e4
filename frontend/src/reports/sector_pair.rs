//! Papers of two pages: a member beside its sector; a scenario argued, its figures first, what it stands on behind.

use core::cmp::Reverse;

use eclaireur_models::financing::scenario::Group;
use eclaireur_models::lang::Lang;

use super::paper::{Block, Form, Head, Paper, cut};
use super::sector::{Argument, BesideReport};
use super::sector_paper::{part, picture, table};
use crate::charts::{Ground, ScenarioBars};
use crate::extrapolated::Whole;
use crate::scenarios::{Amount, Told, ends};
use crate::shell::RenderError;
use crate::text::Say;

/// Letters of a cell.
const LONGEST: usize = 160;
/// Activities, assumptions, buildings; the rest are counted.
const MOST: usize = 10;
/// Activities of an argument.
const ACTIVITIES: usize = 7;
/// Lines of what is supposed of the sector.
const PARTS: usize = 5;

/// *Vous et le secteur*: where one stands, then how one moves and where to begin.
pub(super) fn beside(report: &BesideReport) -> Result<Paper, RenderError> {
    let (lang, beside) = (report.lang, &report.beside);
    let told = &beside.sector;
    let title = Say::new(lang, "beside-title").to_string();
    let names = format!("{} · {}", cut(&beside.own.organisation.name, 60), cut(&told.federation.name, 50));
    let mut paper = Paper::plain(Form::TwoPages, lang, (title, names), (told.on, &told.catalog));
    paper.say(beside.answer(lang));
    let parts = beside.parts(lang);
    let (first, rest) = parts.split_at(1.min(parts.len()));
    for of in first {
        part(&mut paper, lang, of, |code| beside.chart(lang, code))?;
    }
    paper.whisper(Say::new(lang, "beside-only-you"));
    for (n, of) in rest.iter().enumerate() {
        let mut of = of.clone();
        for table in &mut of.tables {
            let more = table.rows.len().saturating_sub(MOST);
            table.rows.truncate(MOST);
            if more > 0 {
                of.how.push(Say::new(lang, "sector-report-more").count("count", more).to_string());
            }
        }
        let before = paper.blocks.len();
        part(&mut paper, lang, &of, |code| beside.chart(lang, code))?;
        if let (0, Some(Block::Heading { new_page, .. })) = (n, paper.blocks.get_mut(before)) {
            *new_page = true;
        }
    }
    if let Some(action) = beside.action(lang) {
        let title = Say::new(lang, "sector-report-action").to_string();
        paper.blocks.push(Block::Action { title, text: action, note: String::new() });
    }
    Ok(paper)
}

/// The argument: what it would bring and to whom; then what is supposed, what lacks and how far it goes.
pub(super) fn argument(report: &Argument) -> Result<Paper, RenderError> {
    let (lang, told) = (report.lang, &report.told);
    let question = cut(told.question(lang), LONGEST);
    let mut paper = Paper::plain(
        Form::TwoPages,
        lang,
        (question, report.federation.name.clone()),
        (report.on(), &report.catalog),
    );
    paper.say(told.answer(lang));
    if !told.outcome.withheld() && told.outcome.total.buildings > 0 {
        let (first, more) = largest(told);
        let ground = Ground { lang, id: "argument" };
        if let Some(chart) = ScenarioBars::of(ground, &first) {
            picture(&mut paper, &chart)?;
        }
        paper.part(Say::new(lang, "scenario-figures"));
        let mut figures = crate::tables::scenario(lang, &first);
        narrowed(&mut figures);
        table(&mut paper, lang, &figures);
        if more > 0 {
            paper.whisper(Say::new(lang, "sector-report-more").count("count", more));
        }
    }
    if !told.outcome.withheld() && told.outcome.total.buildings > 0 {
        extrapolation(&mut paper, lang, &report.whole);
    }
    paper.page(Say::new(lang, "scenario-assumed"));
    paper.whisper(Say::new(lang, "scenario-assumed-intro"));
    let assumed = told.assumed(lang);
    let row = |one: &crate::scenarios::Assumed| {
        let source = one.source.as_ref().map(|(title, _)| cut(title, LONGEST));
        let own = || Say::new(lang, "scenario-own").to_string();
        vec![cut(&one.says, 2 * LONGEST), source.unwrap_or_else(own)]
    };
    let columns =
        vec![Head::words(lang, "argument-col-assumed", 3), Head::words(lang, "argument-col-source", 2)];
    paper.table("", columns, assumed.iter().take(MOST).map(row).collect());
    if let Some(more) = assumed.len().checked_sub(MOST).filter(|more| *more > 0) {
        paper.whisper(Say::new(lang, "sector-report-more").count("count", more));
    }
    let lists = [
        (Say::new(lang, "argument-hypotheses"), told.hypotheses(lang)),
        (Say::new(lang, "scenario-lacking"), told.lacks(lang)),
        (Say::new(lang, "scenario-limits"), told.bounds(lang)),
    ];
    for (title, says) in lists {
        if !says.is_empty() {
            paper.part(title);
            for said in says {
                paper.say(said);
            }
        }
    }
    Ok(paper)
}

/// The activities it comes to most for, and how many more there are; the total stays that of all.
fn largest(told: &Told) -> (Told, usize) {
    let mut first = told.clone();
    let high = |group: &Group| {
        let amounts = [Amount::Members, Amount::Capital, Amount::Works].into_iter();
        amounts.filter_map(|amount| ends(amount, group)).map(|(_, high)| high).find(|high| !high.is_zero())
    };
    first.outcome.groups.sort_by_key(|group| Reverse((high(group), group.reached + group.perhaps)));
    let more = first.outcome.groups.len().saturating_sub(ACTIVITIES);
    first.outcome.groups.truncate(ACTIVITIES);
    (first, more)
}

/// On paper only what is argued with: who, and both ends of each amount.
fn narrowed(table: &mut crate::tables::Table) {
    // Name, organisations, buildings; answers before and after stand on the page; then reached, perhaps and the amounts.
    let keep = |n: usize| n < 3 || matches!(n, 9 | 10) || (12..16).contains(&n);
    let mut n = 0;
    table.columns.retain(|_| {
        n += 1;
        keep(n - 1)
    });
    for row in &mut table.rows {
        let mut n = 0;
        row.retain(|_| {
            n += 1;
            keep(n - 1)
        });
    }
}

/// What it comes to for a whole sector, in sentences; part by part as far as there is room.
fn extrapolation(paper: &mut Paper, lang: Lang, whole: &Whole) {
    paper.part(Say::new(lang, "argument-whole"));
    for said in whole.says(lang) {
        paper.say(cut(&said, 2 * LONGEST));
    }
    let supposed = whole.supposed(lang);
    for said in supposed.iter().take(PARTS) {
        paper.whisper(cut(said, 2 * LONGEST));
    }
    if let Some(more) = supposed.len().checked_sub(PARTS).filter(|more| *more > 0) {
        paper.whisper(Say::new(lang, "sector-report-more").count("count", more));
    }
    for said in whole.biases(lang) {
        paper.whisper(cut(&said, 2 * LONGEST));
    }
}
