//! The yearly report: what UREBA asks of an energy accounting (*comptabilité énergétique*), over a civil year.
//!
//! Consumption points, three years of each carrier raw, in normal weather, in euro and CO2, the line of the signature,
//! what was found, how good the readings are, each requirement met, not met or not known, who is responsible, sources.
//! AGW 13/10/2022, art. 9 § 2 and annex 1 § 2. Does *not* claim a requirement whose text was not read: it stays unknown.

use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::Measure;
use eclaireur_models::indicators::series::YearPoint;
use eclaireur_models::norms::Requirement;

use super::paper::{Head, Paper, cut, named};
use super::{Report, bulletin, picture, told};
use crate::format;
use crate::shell::RenderError;
use crate::text::Say;
use crate::{figures, norms, words, yearly as year};

/// Rows of meters and alerts; the rest are counted.
const MOST_METERS: usize = 200;
const MOST_ALERTS: usize = 20;
/// Letters of a cell, of the name.
const LONGEST: usize = 160;

/// The report of a building's year.
pub(super) fn composed(report: &Report) -> Result<Paper, RenderError> {
    let lang = report.lang;
    let title = match report.year() {
        Some(year) => Say::new(lang, "report-yearly").with("year", year).to_string(),
        None => Say::new(lang, "report-yearly-no-year").to_string(),
    };
    let mut paper = Paper::begun(report, title, cut(&named(report), LONGEST));
    paper.whisper(Say::new(lang, "report-yearly-what"));
    paper.whisper(report.figures_of());
    responsible(&mut paper, report);
    points(&mut paper, report);
    consumptions(&mut paper, report);
    picture::months(&mut paper, report)?;
    year_figures(&mut paper, report);
    let reference = year::is_reference(&report.assessment, report.year());
    if reference {
        signature(&mut paper, report)?;
        cases(&mut paper, report);
    }
    found(&mut paper, report);
    quality(&mut paper, report);
    if reference {
        requirements(&mut paper, report);
    } else if let Some(year) = report.assessment.year {
        paper.say(Say::new(lang, "report-reference-only").with("year", year));
    }
    sources(&mut paper, report);
    Ok(paper)
}

fn responsible(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-responsible"));
    match report.head.responsible.as_deref().map(str::trim).filter(|who| !who.is_empty()) {
        Some(who) => paper.say(cut(who, LONGEST)),
        None => paper.say(Say::new(lang, "report-responsible-unknown")),
    }
}

fn points(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    let meters = &report.assessment.series.meters;
    paper.part(Say::new(lang, "report-points"));
    if meters.is_empty() {
        paper.say(Say::new(lang, "report-points-none"));
    }
    let columns = vec![
        Head::words(lang, "report-col-meter", 3),
        Head::words(lang, "report-col-carrier", 2),
        Head::words(lang, "report-col-last", 2),
    ];
    let row = |m: &eclaireur_models::indicators::series::MeterSeen| {
        let never = || Say::new(lang, "report-never-read").to_string();
        vec![cut(&m.label, LONGEST), words::carrier(lang, m.carrier), m.last.map_or_else(never, format::day)]
    };
    paper.table("", columns, meters.iter().take(MOST_METERS).map(row).collect());
    if let Some(more) = meters.len().checked_sub(MOST_METERS).filter(|n| *n > 0) {
        paper.whisper(Say::new(lang, "report-more-meters").count("count", more));
    }
}

fn consumptions(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-consumptions"));
    let columns = vec![
        Head::words(lang, "report-col-carrier", 3),
        Head::number(lang, "report-col-year"),
        Head::number(lang, "report-col-value"),
        Head::number(lang, "report-col-normal"),
        Head::number(lang, "report-col-cost"),
        Head::number(lang, "report-col-co2"),
        Head::number(lang, "report-col-months"),
        Head::words(lang, "report-col-quality", 2),
    ];
    let rows: Vec<Vec<String>> =
        year::points(&report.assessment, report.year()).map(|point| year_row(report, point)).collect();
    if rows.is_empty() {
        paper.say(Say::new(lang, "report-consumptions-none"));
    }
    paper.table("", columns, rows);
    paper.whisper(Say::new(lang, "report-consumptions-note"));
    if let Some(set) = year::co2_set(lang, &report.assessment, report.year()) {
        paper.whisper(Say::new(lang, "yearly-co2-by").with("set", set));
    }
}

fn year_row(report: &Report, point: &YearPoint) -> Vec<String> {
    let lang = report.lang;
    let dash = || "—".to_owned();
    let number = |value: rust_decimal::Decimal| format::number(value, 0);
    let unit = format::unit_of_kwh(point.carrier, point.basis);
    vec![
        format!("{} ({unit})", words::carrier(lang, point.carrier)),
        point.year.to_string(),
        point.value.map_or_else(dash, number),
        point.normal.map_or_else(dash, number),
        point.cost.map_or_else(dash, number),
        year::co2(&report.assessment, point.carrier, point.year)
            .map_or_else(dash, |kg| figures::digits(Measure::KgCo2, kg)),
        format!("{}/12", point.complete_months),
        words::quality(lang, point.quality),
    ]
}

fn year_figures(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    let of_year =
        |f: &&eclaireur_models::indicators::Explained| year::is_of(&report.assessment, report.year(), f);
    let rows: Vec<Vec<String>> = report
        .assessment
        .figures
        .0
        .iter()
        .filter(of_year)
        .filter_map(|f| {
            let value = f.value()?;
            let note = told::note(lang, f, value);
            let quality = words::quality(lang, value.quality);
            let quality = if note.is_empty() { quality } else { format!("{quality} · {note}") };
            Some(vec![
                cut(&figures::name(lang, f), LONGEST),
                figures::value(lang, value, f.of.as_deref()),
                quality,
            ])
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    paper.part(Say::new(lang, "report-figures"));
    let columns = vec![
        Head::words(lang, "report-col-figure", 3),
        Head::number(lang, "report-col-value"),
        Head::words(lang, "report-col-quality", 2),
    ];
    paper.table("", columns, rows);
}

fn signature(paper: &mut Paper, report: &Report) -> Result<(), RenderError> {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-signature"));
    let signatures = &report.assessment.series.signatures;
    if signatures.is_empty() {
        paper.say(Say::new(lang, "report-signature-none"));
        return Ok(());
    }
    let columns = vec![
        Head::words(lang, "report-col-carrier", 2),
        Head::number(lang, "report-col-base-load"),
        Head::number(lang, "report-col-slope"),
        Head::number(lang, "report-col-r2"),
        Head::number(lang, "report-col-periods"),
        Head::number(lang, "report-col-outliers"),
    ];
    let digits = |value: f64, decimals: usize| {
        let text = format!("{value:.decimals$}");
        text.parse()
            .map_or_else(|_| "—".to_owned(), |v| format::number(v, u32::try_from(decimals).unwrap_or(0)))
    };
    let row = |s: &eclaireur_models::indicators::series::SignatureSeries| {
        vec![
            words::carrier(lang, s.carrier),
            digits(s.base_load, 1),
            digits(s.slope, 1),
            s.r_squared.map_or_else(|| "—".to_owned(), |r| digits(r, 2)),
            format::whole(s.points.len()),
            format::whole(s.points.iter().filter(|p| p.outlier).count()),
        ]
    };
    paper.table("", columns, signatures.iter().map(row).collect());
    paper.whisper(Say::new(lang, "report-signature-note"));
    picture::signatures(paper, report)
}

/// Each of the eight cases of the brochure: seen, not seen, not known.
fn cases(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    let rows: Vec<Vec<String>> = year::cases(lang, &report.assessment).into_iter().map(Vec::from).collect();
    let columns = vec![Head::words(lang, "yearly-col-case", 3), Head::words(lang, "yearly-col-seen", 2)];
    paper.table(Say::new(lang, "yearly-cases"), columns, rows);
}

fn found(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-found"));
    let all = year::alerts(&report.assessment, report.year());
    if all.is_empty() {
        paper.say(Say::new(lang, "report-found-none"));
    }
    let first = all.get(..MOST_ALERTS).unwrap_or(&all);
    paper.table("", bulletin::alert_columns(lang), bulletin::alert_rows(lang, first));
    if let Some(more) = all.len().checked_sub(MOST_ALERTS).filter(|n| *n > 0) {
        paper.whisper(Say::new(lang, "report-more-alerts").count("count", more));
    }
}

fn quality(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    let Some(year) = report.year() else { return };
    let row = |series: &eclaireur_models::indicators::series::MonthSeries| {
        let months = || series.months.iter().filter(|m| m.month.year() == year);
        let whole = |quality: Quality| months().filter(|m| m.complete && m.quality == quality).count();
        let known = months().filter(|m| m.complete).count();
        let mut cells = vec![words::carrier(lang, series.carrier)];
        cells.extend(Quality::ALL.iter().map(|q| format::whole(whole(*q))));
        cells.push(format::whole(12_usize.saturating_sub(known)));
        cells
    };
    let rows: Vec<Vec<String>> = report.assessment.series.months.iter().map(row).collect();
    if rows.is_empty() {
        return;
    }
    paper.part(Say::new(lang, "report-quality").with("year", year));
    let mut columns = vec![Head::words(lang, "report-col-carrier", 2)];
    columns.extend(Quality::ALL.iter().map(|q| Head {
        text: words::quality(lang, *q),
        share: 0,
        right: true,
    }));
    columns.push(Head::number(lang, "report-col-missing"));
    paper.table("", columns, rows);
    paper.whisper(Say::new(lang, "report-marks"));
}

fn requirements(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    let heading = match report.year() {
        Some(year) => Say::new(lang, "report-requirements").with("year", year),
        None => Say::new(lang, "report-requirements-now"),
    };
    paper.part(heading);
    let all = &report.assessment.requirements;
    if all.is_empty() {
        paper.say(Say::new(lang, "report-requirements-none"));
        return;
    }
    let columns = vec![
        Head::words(lang, "report-col-requirement", 4),
        Head::words(lang, "report-col-why", 5),
        Head::words(lang, "report-col-met", 2),
        Head::words(lang, "report-col-source", 3),
    ];
    let row = |requirement: &Requirement| {
        let sources: Vec<String> = requirement.sources.iter().map(|s| cut(&s.title, LONGEST)).collect();
        vec![
            cut(&norms::requirement_name(lang, requirement), LONGEST),
            cut(&norms::requirement(lang, requirement), 2 * LONGEST),
            super::met(lang, requirement.met),
            sources.join(" ; "),
        ]
    };
    paper.table("", columns, all.iter().map(row).collect());
}

fn sources(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    paper.part(Say::new(lang, "report-sources"));
    let rows: Vec<Vec<String>> = super::sources(&report.assessment)
        .into_iter()
        .map(|s| {
            let link = s.link.as_deref().unwrap_or_default();
            vec![cut(&s.title, LONGEST), cut(link, LONGEST), format::day(s.checked_on)]
        })
        .collect();
    let columns = vec![
        Head::words(lang, "report-col-document", 3),
        Head::words(lang, "report-col-link", 3),
        Head::words(lang, "report-col-checked", 1),
    ];
    paper.table("", columns, rows);
    paper.whisper(Say::new(lang, "report-sources-note"));
}
