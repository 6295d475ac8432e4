//! The report of an audit, composed: the page of the board, then the parts in order.

use eclaireur_models::audit::worked::Bundle;
use eclaireur_models::lang::Lang;

use super::audit::AuditReport;
use super::paper::{Block, FigureLine, Form, Paper, cut, named};
use super::{Kind, Report, audit_aids, audit_annex, audit_bundles, audit_parts};
use crate::shell::RenderError;
use crate::text::Say;
use crate::worked::{bundle as bundle_name, euro, kwh, marked, maybe_euro};
use crate::{audit as words, format};

/// Letters of the name of a package, an organisation.
const LONGEST: usize = 120;

/// The report composed.
pub(super) fn composed(report: &AuditReport) -> Result<Paper, RenderError> {
    let lang = report.lang;
    let frame = frame(report);
    let title = Say::new(lang, "audit-report").to_string();
    let mut paper = Paper::begun(&frame, title, cut(&named(&frame), LONGEST));
    paper.form = Form::Audit;
    let state = words::state(lang, report.state);
    let of =
        Say::new(lang, "audit-report-of").with("version", i64::from(report.version)).with("state", state);
    paper.whisper(of);
    summary(&mut paper, report);
    audit_parts::energy(&mut paper, report, &frame)?;
    audit_parts::balance(&mut paper, report, &frame)?;
    audit_parts::findings(&mut paper, report);
    audit_bundles::measures(&mut paper, report);
    audit_bundles::packages(&mut paper, report, &frame)?;
    audit_bundles::plan(&mut paper, report, &frame)?;
    audit_aids::aids(&mut paper, report);
    audit_annex::quotes(&mut paper, report);
    audit_annex::demands(&mut paper, report);
    audit_annex::supposed(&mut paper, report);
    audit_annex::sources(&mut paper, report);
    audit_annex::formulas(&mut paper, report);
    audit_annex::inputs(&mut paper, report);
    audit_annex::photos(&mut paper, report);
    Ok(paper)
}

/// The building as the other reports know it.
fn frame(report: &AuditReport) -> Report {
    let mut frame = Report::new(Kind::Yearly, report.head.clone(), report.assessment.clone(), None);
    frame.lang = report.lang;
    frame
}

/// What the board reads: the answer, four figures, the decision.
fn summary(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    let Some(bundle) = report.told.worked.voted() else {
        paper.say(Say::new(lang, "audit-report-nothing"));
        return;
    };
    let name = cut(&bundle_name(lang, bundle), LONGEST);
    let share = if bundle.before.is_zero() {
        format::percent(rust_decimal::Decimal::ZERO)
    } else {
        format::percent(bundle.saved / bundle.before)
    };
    let answer = Say::new(lang, "audit-report-answer")
        .with("name", name.as_str())
        .with("saved", kwh(bundle.saved))
        .with("share", share)
        .to_string();
    let works: Vec<String> = bundle.bars.iter().map(|bar| report.told.name(&bar.key)).collect();
    paper.blocks.push(Block::Action {
        title: Say::new(lang, "audit-report-proposed").with("name", name.as_str()).into(),
        text: answer,
        note: Say::new(lang, "audit-report-works").with("works", works.join(" ; ")).into(),
    });
    paper.blocks.push(Block::Figures { items: figures(report, bundle) });
    decision(paper, report, bundle, &name);
}

fn figures(report: &AuditReport, bundle: &Bundle) -> Vec<FigureLine> {
    let lang = report.lang;
    let say = |key: &'static str| Say::new(lang, key).to_string();
    let line = |name: &'static str, value: String, sentence: String, note: String| FigureLine {
        name: say(name),
        value,
        mark: String::new(),
        sentence,
        note,
    };
    let known = bundle.cost_unknown.is_empty();
    let invest = if known { euro(bundle.investment) } else { say("worked-unknown") };
    let costs = if known {
        Say::new(lang, "audit-report-cost-says").to_string()
    } else {
        Say::new(lang, "worked-cost-unknown-of")
            .with("names", report.told.list(&bundle.cost_unknown))
            .to_string()
    };
    let left = (bundle.investment - bundle.aid).max(rust_decimal::Decimal::ZERO);
    let aid = if bundle.aid.is_zero() {
        say("audit-report-no-aid")
    } else {
        let aid = marked(lang, euro(bundle.aid), bundle.aid_certainty);
        Say::new(lang, "audit-report-aid-says").with("aid", aid).to_string()
    };
    let sure = crate::figures::certainty(lang, bundle.certainty).unwrap_or_default();
    let cautious = Say::new(lang, "audit-report-saves-says")
        .with("cautious", maybe_euro(lang, bundle.euro_cautious))
        .to_string();
    let (payback, worth) = match &bundle.life {
        Some(life) => (
            crate::worked::years(lang, life.payback_years),
            Say::new(lang, "audit-report-life-says")
                .with("years", i64::from(report.told.worked.sight.horizon_years))
                .with("npv", euro(life.npv))
                .to_string(),
        ),
        None => (say("worked-unknown"), say("audit-report-life-unknown")),
    };
    let co2 = bundle.co2_kg.map_or_else(
        || say("worked-unknown"),
        |kg| {
            let tonnes = format::number(kg / rust_decimal::Decimal::ONE_THOUSAND, 1);
            format!("{tonnes}{}t CO₂", format::NBSP)
        },
    );
    vec![
        line("audit-report-cost", invest, costs, sure.clone()),
        line("audit-report-left", if known { euro(left) } else { say("worked-unknown") }, aid, String::new()),
        line("audit-report-saves", maybe_euro(lang, bundle.euro), cautious, sure),
        line("audit-report-payback", payback, worth, String::new()),
        line("audit-report-co2", co2, say("audit-report-co2-says"), String::new()),
    ]
}

/// The words of a *délibération*: what is decided, and what is done before anything is ordered.
fn decision(paper: &mut Paper, report: &AuditReport, bundle: &Bundle, name: &str) {
    let lang = report.lang;
    paper.part(Say::new(lang, "audit-report-decision"));
    let organisation = report.head.organisation.trim();
    let organisation = if organisation.is_empty() { dots(lang) } else { cut(organisation, LONGEST) };
    paper.say(
        Say::new(lang, "audit-report-decides")
            .with("organisation", organisation)
            .with("version", i64::from(report.version))
            .with("day", format::day_long(lang, report.on)),
    );
    let budget = bundle.timed.as_ref().and_then(|timed| timed.spent.iter().find(|(_, euro)| !euro.is_zero()));
    paper.say(Say::new(lang, "audit-report-article-1").with("name", name));
    match budget {
        Some((year, amount)) => paper
            .say(Say::new(lang, "audit-report-article-2").with("year", *year).with("amount", euro(*amount))),
        None => paper.say(Say::new(lang, "audit-report-article-2-unknown")),
    }
    paper.say(Say::new(lang, "audit-report-article-3"));
    if report.audit.head.contracting_authority != Some(false) {
        paper.say(Say::new(lang, "audit-report-article-4"));
    }
    paper.blocks.push(Block::Sign { text: Say::new(lang, "audit-report-sign").into() });
}

fn dots(lang: Lang) -> String {
    Say::new(lang, "audit-report-dots").to_string()
}
