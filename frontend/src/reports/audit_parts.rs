//! Parts of the report of an audit that say how things are: energy, heat balance, findings and settings.

use eclaireur_models::audit::boiler_room;
use eclaireur_models::audit::checks::Verdict;
use eclaireur_models::audit::findings::Gravity;
use eclaireur_models::building::Carrier;

use super::audit::AuditReport;
use super::paper::{Block, Head, Paper, cut};
use super::{Report, picture};
use crate::charts::{Benchmark, Ground, Losses, Path, Split, Uses, YearOnYear};
use crate::shell::RenderError;
use crate::text::Say;
use crate::worked::{euro, kwh, maybe_euro, percent};
use crate::{audit as words, format, words as said};

/// Letters of a cell.
const LONGEST: usize = 400;
/// Rows of a table of findings.
const MOST: usize = 100;

/// Begins a part on a new page.
pub(super) fn page(paper: &mut Paper, text: impl Into<String>) {
    paper.blocks.push(Block::Heading { text: text.into(), new_page: true });
}

/// Where the energy goes: flows, months, years, signature, carriers, uses.
pub(super) fn energy(paper: &mut Paper, report: &AuditReport, frame: &Report) -> Result<(), RenderError> {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-report-energy"));
    let today = &report.told.worked.today;
    if today.taken.is_empty() {
        paper.say(Say::new(lang, "audit-report-energy-none"));
    } else {
        paper.say(
            Say::new(lang, "audit-report-energy-says")
                .with("kwh", kwh(today.kwh))
                .with("euro", maybe_euro(lang, today.euro)),
        );
    }
    flows(paper, report);
    picture::months(paper, frame)?;
    let series = &report.assessment.series;
    for months in &series.months {
        let id = format!("annees-{}", months.carrier.code());
        if let Some(chart) = YearOnYear::new(Ground { lang, id: &id }, months) {
            picture::put(paper, frame, &chart, &format!("{id}.svg"))?;
        }
    }
    picture::signatures(paper, frame)?;
    let parts: Vec<_> = today.taken.iter().map(|taken| (taken.carrier, taken.kwh)).collect();
    let year = Say::new(lang, "audit-report-normal-year").with("year", report.on.year()).to_string();
    if let Some(chart) = Split::new(Ground { lang, id: "energies" }, &year, &parts) {
        picture::put(paper, frame, &chart, "energies.svg")?;
    }
    if let Some(chart) = Uses::new(Ground { lang, id: "usages" }, report.on, &today.uses) {
        picture::put(paper, frame, &chart, "usages.svg")?;
    }
    uses(paper, report);
    let period = report.assessment.year.map(|year| year.to_string()).unwrap_or_default();
    for strip in series.benchmarks.iter().take(1) {
        if let Some(chart) = Benchmark::new(Ground { lang, id: "reference" }, strip, &period) {
            picture::put(paper, frame, &chart, "reference.svg")?;
        }
    }
    if let Some(path) = &series.path
        && let Some(chart) = Path::new(Ground { lang, id: "voie" }, path, &series.events)
    {
        picture::put(paper, frame, &chart, "voie.svg")?;
    }
    Ok(())
}

fn flows(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    let columns = vec![
        Head::words(lang, "report-col-carrier", 3),
        Head::number(lang, "report-col-year"),
        Head::number(lang, "report-col-value"),
        Head::number(lang, "report-col-cost"),
        Head::words(lang, "report-col-quality", 2),
    ];
    let row = |flow: &eclaireur_models::audit::measured::Flow| {
        let carrier = Carrier::from_code(&flow.carrier).unwrap_or(Carrier::Other);
        let unit = format::unit_of_kwh(carrier, flow.basis);
        vec![
            format!("{} ({unit})", said::carrier(lang, carrier)),
            flow.year.to_string(),
            format::number(flow.kwh, 0),
            flow.euro.map_or_else(|| "—".to_owned(), |euro| format::number(euro, 0)),
            said::quality(lang, flow.quality),
        ]
    };
    let rows = report.audit.measured.flows.iter().take(MOST).map(row).collect();
    paper.table(Say::new(lang, "audit-report-flows"), columns, rows);
}

fn uses(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    let columns = vec![
        Head::words(lang, "audit-report-col-use", 3),
        Head::words(lang, "report-col-carrier", 2),
        Head::number(lang, "audit-report-col-kwh"),
        Head::words(lang, "audit-report-col-how", 3),
        Head::words(lang, "report-col-quality", 2),
    ];
    let row = |told: &eclaireur_models::measures::calibrate::Told| {
        let of = Say::owned(lang, format!("measure-use-{}", told.of)).to_string();
        vec![
            format::capitalised(&of),
            said::carrier(lang, told.carrier),
            format::number(told.kwh, 0),
            Say::owned(lang, format!("measure-how-{}", told.how)).to_string(),
            crate::worked::marked(lang, said::quality(lang, told.quality), told.certainty),
        ]
    };
    let rows: Vec<_> = report.told.worked.today.uses.iter().take(MOST).map(row).collect();
    paper.table(Say::new(lang, "audit-report-uses"), columns, rows);
}

/// The heat balance: calculated against measured.
pub(super) fn balance(paper: &mut Paper, report: &AuditReport, frame: &Report) -> Result<(), RenderError> {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-report-balance"));
    let balance = &report.balance;
    if let (Some(calculated), Some(measured)) = (&balance.calculated, &balance.measured) {
        paper.say(
            Say::new(lang, "audit-report-balance-says")
                .with("calculated", kwh(calculated.kwh))
                .with("measured", kwh(measured.kwh))
                .with("difference", balance.difference.map(format::signed_percent).unwrap_or_default())
                .with("band", percent(calculated.band)),
        );
    }
    match &balance.verdict {
        Verdict::Met => paper.say(Say::new(lang, "audit-report-balance-met")),
        Verdict::Outside { causes } => {
            paper.say(Say::new(lang, "audit-report-balance-outside"));
            for code in causes {
                paper.say(format!("• {}", words::cause(lang, code)));
            }
        }
        Verdict::Unknown { lacks } => {
            paper.say(Say::new(lang, "audit-report-balance-unknown"));
            for lack in lacks.iter().take(20) {
                let of = lack.of.as_deref().filter(|of| !of.is_empty()).map(|of| cut(of, 80));
                let words = words::lack(lang, &lack.code);
                paper.say(of.map_or_else(|| format!("• {words}"), |of| format!("• {words} ({of})")));
            }
        }
    }
    if let Some(chart) = Losses::new(Ground { lang, id: "deperditions" }, report.on, balance) {
        picture::put(paper, frame, &chart, "deperditions.svg")?;
    }
    let cold = &report.told.worked.cold;
    paper.whisper(
        Say::new(lang, "audit-report-cold")
            .with("days", format::number(cold.kelvin_days, 0))
            .with("code", Say::owned(lang, format!("measure-cold-{}", cold.code)).to_string()),
    );
    Ok(())
}

/// What was found, the gravest first, and how the boiler room is set.
pub(super) fn findings(paper: &mut Paper, report: &AuditReport) {
    let lang = report.lang;
    page(paper, Say::new(lang, "audit-report-findings"));
    let columns = vec![
        Head::words(lang, "audit-report-col-gravity", 2),
        Head::words(lang, "audit-report-col-where", 2),
        Head::words(lang, "audit-report-col-found", 6),
    ];
    let mut rows = Vec::new();
    for gravity in Gravity::ALL {
        for found in report.audit.finding.iter().filter(|one| one.gravity == gravity).take(MOST) {
            rows.push(vec![
                words::gravity(lang, gravity),
                cut(&words::place(lang, &report.audit.visit, found.section, found.row), LONGEST),
                cut(&found.words, LONGEST),
            ]);
        }
    }
    if rows.is_empty() {
        paper.say(Say::new(lang, "audit-findings-none"));
    }
    paper.table("", columns, rows);
    let columns = vec![
        Head::words(lang, "audit-report-col-setting", 4),
        Head::words(lang, "audit-report-col-circuit", 2),
        Head::words(lang, "audit-report-col-before", 2),
        Head::words(lang, "audit-report-col-after", 2),
    ];
    let row = |set: &boiler_room::Set| {
        let value = |value: &Option<String>| match (boiler_room::setting(&set.setting), value) {
            (Some(card), Some(value)) => words::setting_value(lang, card, value),
            _ => "—".to_owned(),
        };
        let day = set.on.map(|day| format!(" ({})", format::day(day))).unwrap_or_default();
        vec![
            words::setting(lang, &set.setting),
            cut(&set.circuit, LONGEST),
            value(&set.before),
            format!("{}{day}", value(&set.after)),
        ]
    };
    let rows = report.audit.setting.iter().take(MOST).map(row).collect();
    paper.table(Say::new(lang, "audit-report-settings"), columns, rows);
    let of: Vec<_> = report.audit.recommendation.iter().take(MOST).collect();
    if of.is_empty() {
        return;
    }
    let columns = vec![
        Head::number(lang, "audit-report-col-priority"),
        Head::words(lang, "audit-report-col-recommended", 6),
        Head::words(lang, "audit-report-col-performance", 3),
    ];
    let mut rows: Vec<(u8, Vec<String>)> = of
        .into_iter()
        .map(|one| {
            let rank = one.priority.map_or_else(|| "—".to_owned(), |p| p.to_string());
            let performance = one.performance.as_deref().unwrap_or("—");
            let row = vec![rank, cut(&one.words, LONGEST), cut(performance, LONGEST)];
            (one.priority.unwrap_or(u8::MAX), row)
        })
        .collect();
    rows.sort_by_key(|(priority, _)| *priority);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    paper.table(Say::new(lang, "audit-recommendations"), columns, rows);
}

/// An amount in a table; a dash where it is not known.
pub(super) fn amount(value: Option<rust_decimal::Decimal>) -> String {
    value.map_or_else(|| "—".to_owned(), euro)
}
