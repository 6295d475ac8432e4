//! Parts of the report of an audit that say what can be done: measures one by one, packages, the plan.

use eclaireur_models::audit::worked::{Bundle, Looked};
use eclaireur_models::certain::Certainty;

use super::audit::AuditReport;
use super::audit_parts::{amount, page};
use super::paper::{Head, Paper, cut};
use super::{Report, picture};
use crate::charts::{
    Abatement, Ground, LifeCycles, MeasureWaterfall, PanelMonths, ParetoFront, Road, WorksYears,
};
use crate::shell::RenderError;
use crate::text::Say;
use crate::worked::{bundle as bundle_name, caveats, cost, euro, kwh, put_aside, said, why, years};
use crate::{aided, format, packages as words};

/// Letters of a cell.
const LONGEST: usize = 300;

/// Measures, each by itself.
pub(super) fn measures(paper: &mut Paper, report: &AuditReport) {
    let (lang, told) = (report.lang, &report.told);
    page(paper, Say::new(lang, "audit-report-measures"));
    if told.worked.looked.is_empty() {
        paper.say(Say::new(lang, "audit-report-measures-none"));
        return;
    }
    paper.say(Say::new(lang, "audit-report-measures-says"));
    let columns = vec![
        Head::words(lang, "audit-report-col-measure", 4),
        Head::number(lang, "audit-report-col-saves"),
        Head::number(lang, "audit-report-col-euro"),
        Head::words(lang, "audit-report-col-cost", 3),
        Head::words(lang, "audit-report-col-payback", 2),
    ];
    let row = |one: &Looked| {
        vec![
            cut(&told.name(&one.key), LONGEST),
            if one.refusals.is_empty() { kwh(one.kwh) } else { "—".to_owned() },
            amount(one.euro),
            cost(lang, one),
            years(lang, one.payback_years),
        ]
    };
    paper.table("", columns, told.worked.looked.iter().map(row).collect());
    let (aside, kept): (Vec<&Looked>, Vec<&Looked>) =
        told.worked.looked.iter().partition(|one| put_aside(one));
    for one in kept {
        for words in said(lang, one) {
            paper.say(format!("{} : {words}", cut(&told.name(&one.key), LONGEST)));
        }
    }
    if !aside.is_empty() {
        paper.part(Say::new(lang, "audit-report-aside"));
        for one in aside {
            paper.say(format!("{} : {}", cut(&told.name(&one.key), LONGEST), said(lang, one).join(" ")));
        }
    }
    let likely = |one: &Looked| one.cost.is_some() && one.cost_certainty != Certainty::Certain;
    if told.worked.looked.iter().any(likely) {
        paper.whisper(Say::new(lang, "audit-report-costs-likely"));
    }
}

/// Packages side by side, then the one that is proposed.
pub(super) fn packages(paper: &mut Paper, report: &AuditReport, frame: &Report) -> Result<(), RenderError> {
    let (lang, told) = (report.lang, &report.told);
    page(paper, Say::new(lang, "audit-report-packages"));
    let worked = &told.worked;
    if let Some(refusal) = &worked.front.refusal {
        paper.say(words::word(lang, "front-refusal", refusal));
    }
    let shown: Vec<&Bundle> = worked.bundles.iter().filter(|bundle| !bundle.bars.is_empty()).collect();
    if shown.is_empty() {
        paper.say(Say::new(lang, "audit-report-packages-none"));
        return Ok(());
    }
    let columns = vec![
        Head::words(lang, "audit-report-col-package", 4),
        Head::number(lang, "audit-report-col-saves"),
        Head::number(lang, "audit-report-col-alone"),
        Head::number(lang, "audit-report-col-invest"),
        Head::number(lang, "audit-report-col-left"),
        Head::number(lang, "audit-report-col-euro"),
        Head::number(lang, "audit-report-col-npv"),
    ];
    let row = |bundle: &&Bundle| {
        let known = bundle.cost_unknown.is_empty();
        vec![
            cut(&bundle_name(lang, bundle), LONGEST),
            kwh(bundle.saved),
            kwh(bundle.sum_alone),
            amount(known.then_some(bundle.investment)),
            amount(known.then(|| bundle.investment - bundle.aid)),
            amount(bundle.euro),
            amount(bundle.life.as_ref().map(|life| life.npv)),
        ]
    };
    paper.table("", columns, shown.iter().map(row).collect());
    for bundle in &shown {
        paper.whisper(format!("{} : {}", cut(&bundle_name(lang, bundle), LONGEST), why(lang, bundle)));
        let works: Vec<String> = bundle.bars.iter().map(|bar| told.name(&bar.key)).collect();
        paper.whisper(Say::new(lang, "audit-report-works").with("works", works.join(" ; ")));
    }
    let lives: Vec<_> = shown.iter().filter_map(|b| Some((bundle_name(lang, b), b.life.as_ref()?))).collect();
    let over = (report.on, worked.sight.horizon_years);
    if let Some(chart) = LifeCycles::new(Ground { lang, id: "cout-global" }, over, lives) {
        picture::put(paper, frame, &chart, "cout-global.svg")?;
    }
    let known = |b: &&&Bundle| b.cost_unknown.is_empty();
    let marked = shown.iter().filter(known).map(|b| (bundle_name(lang, b), b.investment, b.saved)).collect();
    if let Some(chart) = ParetoFront::new(Ground { lang, id: "choix" }, report.on, &worked.front, marked) {
        picture::put(paper, frame, &chart, "choix.svg")?;
    }
    let Some(voted) = worked.voted() else { return Ok(()) };
    detail(paper, report, frame, voted)
}

fn detail(
    paper: &mut Paper,
    report: &AuditReport,
    frame: &Report,
    bundle: &Bundle,
) -> Result<(), RenderError> {
    let (lang, told) = (report.lang, &report.told);
    let name = |key: &str| told.name(key);
    page(paper, Say::new(lang, "audit-report-detail").with("name", cut(&bundle_name(lang, bundle), LONGEST)));
    if let Some(chart) = MeasureWaterfall::new(Ground { lang, id: "chaine" }, report.on, bundle, &name) {
        picture::put(paper, frame, &chart, "chaine.svg")?;
    }
    let columns = vec![
        Head::words(lang, "audit-report-col-measure", 4),
        Head::words(lang, "audit-report-col-step", 3),
        Head::number(lang, "audit-report-col-chained"),
        Head::number(lang, "audit-report-col-alone"),
        Head::number(lang, "audit-report-col-invest"),
    ];
    let row = |bar: &eclaireur_models::audit::worked::Bar| {
        let sized = bar.sized_kw.map(|kw| format!(" ({}{}kW)", format::number(kw, 0), format::NBSP));
        vec![
            format!("{}{}", cut(&told.name(&bar.key), LONGEST), sized.unwrap_or_default()),
            Say::owned(lang, format!("measure-step-{}", bar.step.code())).to_string(),
            kwh(bar.saved),
            kwh(bar.alone),
            amount(bar.cost),
        ]
    };
    paper.table("", columns, bundle.bars.iter().map(row).collect());
    paper.whisper(Say::new(lang, "audit-report-chain-note"));
    if let Some(chart) = Abatement::new(Ground { lang, id: "tonne" }, report.on, &bundle.tonnes, &name) {
        picture::put(paper, frame, &chart, "tonne.svg")?;
    }
    for tonne in bundle.tonnes.iter().filter(|tonne| tonne.euro.is_none()) {
        let lacks: Vec<String> =
            tonne.lacks.iter().map(|code| words::word(lang, "abatement-lack", code)).collect();
        paper.whisper(format!("{} : {}", told.name(&tonne.key), lacks.join(" ")));
    }
    for words in caveats(told, lang, bundle) {
        paper.say(format!("• {words}"));
    }
    if let Some(panels) = &told.worked.panels
        && let Some(chart) = PanelMonths::new(Ground { lang, id: "panneaux" }, report.on, panels)
    {
        picture::put(paper, frame, &chart, "panneaux.svg")?;
    }
    Ok(())
}

/// The plan: years, budget, way to 2040, steps.
pub(super) fn plan(paper: &mut Paper, report: &AuditReport, frame: &Report) -> Result<(), RenderError> {
    let (lang, told) = (report.lang, &report.told);
    page(paper, Say::new(lang, "audit-report-plan"));
    let voted = told.worked.voted();
    let timed = voted.and_then(|bundle| bundle.timed.as_ref());
    match timed {
        Some(timed) => {
            let name = |key: &str| told.name(key);
            let budget = timed.budget.map(euro).unwrap_or_default();
            let says = match (timed.by_hand, timed.budget_supposed) {
                (true, _) => Say::new(lang, "audit-report-plan-hand"),
                (false, true) => Say::new(lang, "audit-report-plan-supposed").with("budget", budget),
                (false, false) => Say::new(lang, "audit-report-plan-budget").with("budget", budget),
            };
            paper.say(says);
            if let Some(chart) = WorksYears::new(Ground { lang, id: "annees" }, report.on, timed, &name) {
                picture::put(paper, frame, &chart, "travaux.svg")?;
            }
            if !timed.moved.is_empty() {
                let names = aided::moved(lang, told, &timed.moved);
                paper.say(Say::new(lang, "audit-report-plan-moved").with("names", names));
            }
            if !timed.beyond.is_empty() {
                paper.say(Say::new(lang, "audit-report-plan-beyond").with("names", told.list(&timed.beyond)));
            }
            let target = report.assessment.series.path.as_ref().map(|path| (path.target_year, path.target));
            let package = voted.map(|bundle| bundle_name(lang, bundle)).unwrap_or_default();
            let ground = Ground { lang, id: "trajectoire" };
            if let Some(chart) = Road::new(ground, report.on, package, &timed.path, target) {
                picture::put(paper, frame, &chart, "trajectoire.svg")?;
            }
        }
        None => paper.say(Say::new(lang, "audit-report-plan-none")),
    }
    calendar(paper, report);
    Ok(())
}

/// Works and steps, year by year.
fn calendar(paper: &mut Paper, report: &AuditReport) {
    let (lang, told) = (report.lang, &report.told);
    let mut rows: Vec<(i16, Vec<String>)> = Vec::new();
    let timed = told.worked.voted().and_then(|bundle| bundle.timed.as_ref());
    for one in timed.iter().flat_map(|timed| &timed.placed) {
        let aid = if one.aid.is_zero() { "—".to_owned() } else { euro(one.aid) };
        rows.push((one.year, vec![one.year.to_string(), told.name(&one.key), amount(one.paid), aid]));
    }
    for step in report.audit.step.iter().take(100) {
        let mut words = cut(&step.words, LONGEST);
        if step.reaches_target {
            words = format!("{words} {}", Say::new(lang, "audit-report-reaches"));
        }
        rows.push((step.year, vec![step.year.to_string(), words, "—".to_owned(), "—".to_owned()]));
    }
    rows.sort();
    let columns = vec![
        Head::number(lang, "report-col-year"),
        Head::words(lang, "audit-report-col-what", 6),
        Head::number(lang, "audit-report-col-paid"),
        Head::number(lang, "audit-report-col-aid"),
    ];
    let title = Say::new(lang, "audit-report-calendar");
    paper.table(title, columns, rows.into_iter().map(|(_, row)| row).collect());
    paper.whisper(Say::new(lang, "audit-report-before-order"));
}
