//! The back of the report of an audit: quotes, what UREBA asks, what is supposed, sources, formulas, every input of the visit,
//! its pictures.

use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::quotes::compare;
use eclaireur_models::indicators::Cited;
use eclaireur_models::norms::Decided;

use super::audit::AuditReport;
use super::audit_parts::page;
use super::paper::{Head, Paper, cut};
use super::{met, told};
use crate::text::Say;
use crate::worked::{euro, explained};
use crate::{assumed, audit as words, format, words as said};

/// Letters of a cell.
const LONGEST: usize = 400;
/// Sources, inputs of one section.
const MOST: usize = 300;

/// Quotes side by side, on the same quantities.
pub(super) fn quotes(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    if report.audit.quote.is_empty() {
        return;
    }
    page(paper, Say::new(lang, "audit-report-quotes"));
    let compared = compare(&report.audit.quote, report.on);
    let columns = vec![
        Head::words(lang, "audit-report-col-contractor", 3),
        Head::number(lang, "audit-report-col-excl"),
        Head::number(lang, "audit-report-col-same"),
        Head::words(lang, "audit-report-col-exclusions", 4),
    ];
    let row = |quote: &eclaireur_models::audit::quotes::Quote| {
        let total = compared.totals.iter().find(|total| total.quote == quote.number);
        let dash = || "—".to_owned();
        vec![
            cut(&quote.contractor, LONGEST),
            total.map_or_else(dash, |total| euro(total.excl_vat)),
            total.and_then(|total| total.same_quantities).map_or_else(dash, euro),
            if quote.exclusions.is_empty() { dash() } else { cut(&quote.exclusions.join(" ; "), LONGEST) },
        ]
    };
    paper.table("", columns, report.audit.quote.iter().map(row).collect());
}

/// What UREBA asks of an audit.
pub(super) fn demands(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-demands"));
    paper.whisper(Say::new(lang, "audit-demands-lead"));
    let columns = vec![
        Head::words(lang, "audit-col-demand", 3),
        Head::words(lang, "audit-col-met", 2),
        Head::words(lang, "audit-col-why", 5),
    ];
    let row = |demand: &eclaireur_models::audit::requirements::Demand| {
        let how = match demand.met {
            Decided::Yes => "yes",
            Decided::No => "no",
            Decided::Unknown => "unknown",
        };
        let why = words::demand(lang, &format!("{}-{how}", demand.code));
        vec![words::demand(lang, &demand.code), met(lang, demand.met), why]
    };
    paper.table("", columns, report.demands.iter().map(row).collect());
}

/// What is supposed of the years to come, and at which prices.
pub(super) fn supposed(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-report-supposed"));
    let supposed = assumed::rows(lang, &report.audit, &report.told.worked);
    let mut rows: Vec<Vec<String>> =
        supposed.into_iter().map(|one| vec![one.name, one.value, cut(&one.source, LONGEST)]).collect();
    let ground = report.audit.measured.ground.as_ref();
    for price in ground.iter().flat_map(|ground| &ground.price) {
        let name = Say::new(lang, "audit-report-price").with("carrier", said::carrier(lang, price.carrier));
        let value = format!("{}{}€/kWh", format::number(price.euro_per_kwh, 4), format::NBSP);
        rows.push(vec![name.to_string(), value, Say::new(lang, "audit-assumed-bills").to_string()]);
    }
    let columns = vec![
        Head::words(lang, "audit-report-col-supposed", 3),
        Head::words(lang, "report-col-value", 2),
        Head::words(lang, "audit-assumed-col-source", 3),
    ];
    paper.table("", columns, rows);
    paper.whisper(Say::new(lang, "audit-report-prices-note"));
    paper.whisper(Say::new(lang, "audit-report-basis-note"));
}

/// Every document behind measures and figures, each once.
pub(super) fn sources(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-sources"));
    let of_measures = report.told.worked.looked.iter().flat_map(|one| &one.sources);
    let mut all: Vec<&Cited> = super::sources(&report.assessment).into_iter().chain(of_measures).collect();
    all.sort_unstable();
    all.dedup();
    let row = |source: &Cited| {
        let link = source.link.as_deref().unwrap_or_default();
        vec![cut(&source.title, LONGEST), cut(link, LONGEST), format::day(source.checked_on)]
    };
    let columns = vec![
        Head::words(lang, "report-col-document", 3),
        Head::words(lang, "report-col-link", 3),
        Head::words(lang, "report-col-checked", 1),
    ];
    paper.table("", columns, all.into_iter().take(MOST).map(row).collect());
    paper.whisper(Say::new(lang, "report-sources-note"));
    if let Some(digest) = &report.digest {
        paper.whisper(Say::new(lang, "audit-report-digest").with("digest", digest.as_str()));
    }
}

/// How each saving came about, with the building's own numbers.
pub(super) fn formulas(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    let all: Vec<_> = report
        .told
        .worked
        .looked
        .iter()
        .filter_map(|one| Some((report.told.name(&one.key), told::how(lang, &explained(one)?)?)))
        .collect();
    if all.is_empty() {
        return;
    }
    page(paper, Say::new(lang, "audit-report-formulas"));
    for (name, mut how) in all {
        if let super::paper::Block::How { title, .. } = &mut how {
            *title = format!("{name} · {title}");
        }
        paper.blocks.push(how);
    }
}

/// Every answer of the visit with where it comes from.
pub(super) fn inputs(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-report-inputs"));
    let mut any = false;
    for section in Section::ALL.iter().filter(|section| **section != Section::Photos) {
        let mut rows = Vec::new();
        for row in report.audit.visit.rows(*section) {
            let name = row.text("name");
            for input in section.inputs().iter().filter(|input| input.code != "name") {
                let Some(told) = row.get(input.code) else { continue };
                let by = told.by.as_deref().map(|by| format!(" ({})", cut(by, 80))).unwrap_or_default();
                rows.push(vec![
                    cut(name, 80),
                    words::input(lang, *section, input),
                    cut(&words::answer(lang, input, &told.value), LONGEST),
                    format!("{}{by}", words::origin(lang, told.origin)),
                ]);
            }
        }
        any |= !rows.is_empty();
        rows.truncate(MOST);
        let columns = vec![
            Head::words(lang, "audit-report-col-row", 2),
            Head::words(lang, "audit-report-col-input", 3),
            Head::words(lang, "report-col-value", 3),
            Head::words(lang, "audit-report-col-origin", 2),
        ];
        paper.table(words::section(lang, *section), columns, rows);
    }
    if !any {
        paper.say(Say::new(lang, "audit-report-inputs-none"));
    }
}

/// Pictures of the visit: as many as were taken in, and how many were not.
pub(super) fn photos(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    let beyond = report.audit.visit.rows(Section::Photos).len().saturating_sub(report.photos.len());
    if report.photos.is_empty() {
        return;
    }
    page(paper, Say::new(lang, "audit-report-photos"));
    paper.photos(&report.photos, (2, 72));
    if beyond > 0 {
        paper.whisper(Say::new(lang, "audit-report-photos-beyond").count("count", beyond));
    }
}
