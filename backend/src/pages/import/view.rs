//! An import as its page shows it.

use eclaireur_frontend::Named;
use eclaireur_frontend::pages::import::{
    Columns, EffectLine, ImportCounts, ImportHead, ImportOrigin, ImportPage, ImportState, MeterChoice,
    ReadRow, SeriesLine, SeriesMeter,
};
use eclaireur_frontend::pages::import_fixes::{CorrectedCell, KeptGroup};
use eclaireur_frontend::pages::import_invoices::{CostLine, InvoiceSeen};
use eclaireur_models::access::Action;
use eclaireur_models::catalog::Shape;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;
use eclaireur_models::readings::parse::mapping::OWN_MAPPING;
use eclaireur_models::readings::{Confidence, Parsed, Series};
use rust_decimal::Decimal;

use super::super::{building_named, name_of};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::state::{causes, is_refused, rows_to_correct};
use crate::importing::{Accepted, Options, Payer, Plan, PlannedBill, Stamp, Target, Typed, as_planned, near};
use crate::store::imports::{self, ImportRow, Status};
use crate::store::organisations::OrganisationRow;
use crate::store::{buildings, meters, sendings};

/// Rows of the file shown as we read them.
const FIRST_ROWS: usize = 10;

/// Which import, and where it stands.
pub(in crate::pages) fn head(row: &ImportRow, bytes: Option<u64>, refused: bool) -> ImportHead {
    let day = |at: Option<i64>| day_of(at.unwrap_or(row.created_at)).unwrap_or_default();
    ImportHead {
        id: row.id.to_string(),
        origin: match Options::of(row).typed {
            None => ImportOrigin::File,
            Some(Typed::Index { .. }) => ImportOrigin::Index,
            Some(Typed::Bill { .. }) => ImportOrigin::Bill,
            Some(Typed::Level { .. }) => ImportOrigin::Level,
            Some(Typed::Replaced { .. }) => ImportOrigin::Replaced,
            Some(Typed::Corrected { .. }) => ImportOrigin::Correction,
        },
        file: row.name.clone(),
        bytes,
        on: day(Some(row.created_at)),
        by: None,
        state: match row.status {
            Status::Preview if refused => ImportState::Refused,
            Status::Preview => ImportState::Preview { expires: day(row.expires_at) },
            Status::Confirmed => ImportState::Confirmed { on: day(row.confirmed_at) },
            Status::Undone => ImportState::Undone { on: day(row.undone_at) },
        },
    }
}

/// The files it came with, while their list is kept.
async fn sending(app: &App, row: &ImportRow, options: &Options) -> AppResult<Option<String>> {
    let Some(id) = options.sending else { return Ok(None) };
    Ok(sendings::get(app.db.read(), row.tenant, id).await?.map(|kept| kept.id.to_string()))
}

/// A file: the plan made again. What is held already contains a confirmed import, so what it changed is what was
/// written down when it was confirmed; undone, the same the other way round.
pub(super) async fn file(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    row: &ImportRow,
    plan: &Plan,
) -> AppResult<ImportPage> {
    let file = match &row.sha256 {
        Some(sha256) => imports::file(app.db.read(), row.tenant, sha256).await?,
        None => None,
    };
    let findings = if row.status == Status::Preview {
        plan.findings.clone()
    } else {
        imports::findings(app.db.read(), row.tenant, row.id).await?
    };
    let options = Options::of(row);
    let reach = visitor.reach(app, Action::Read, row.tenant).await?;
    let planned = as_planned(row, plan);
    let causes = causes(&findings);
    let refused = is_refused(&planned);
    let named = |id| building_named(&plan.buildings, id);
    let (counts, effects) = match (&options.outcome, row.status) {
        (Some(outcome), Status::Confirmed | Status::Undone) => (outcome.counts, outcome.effects.clone()),
        _ => (plan.counts, plan.effects.clone()),
    };
    let undone = row.status == Status::Undone;
    Ok(ImportPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        building: options.building.and_then(named),
        head: head(row, file.map(|f| f.length), refused),
        format: plan.parsed.format.as_deref().map(|code| {
            app.catalog().format(code).map_or_else(|| code.to_owned(), |f| f.name.get(Lang::Fr).to_owned())
        }),
        not_yet: false,
        sending: sending(app, row, &options).await?,
        typed: None,
        columns: columns(app, &plan.parsed),
        encoding: row.encoding.clone(),
        confidence: plan.parsed.confidence,
        rows: planned.rows,
        counts: ImportCounts {
            new: counts.new,
            changed: counts.changed,
            identical: counts.identical,
            kept: counts.kept,
            to_correct: rows_to_correct(&Options::of(&planned), &causes),
        },
        series: plan
            .parsed
            .series
            .iter()
            .zip(&plan.targets)
            .enumerate()
            .map(|(n, (s, t))| line(plan, n, s, t, options.choices.contains_key(&n)))
            .collect(),
        invoices: invoices(plan),
        first_rows: first_rows(&plan.parsed.series),
        findings,
        corrected: corrected(&options),
        kept_groups: kept_groups(&options),
        effects: effects
            .into_iter()
            .filter_map(|e| {
                let building = named(e.building)?;
                let (before, after) = if undone { (e.after, e.before) } else { (e.before, e.after) };
                Some(EffectLine { building, carrier: e.carrier, before, after })
            })
            .collect(),
        meters: plan
            .meters
            .iter()
            .filter(|(_, shares)| reach.all(&shares.iter().map(|share| share.building).collect::<Vec<_>>()))
            .map(|(meter, allocations)| MeterChoice {
                meter: Named::new(meter.id.to_string(), meter.label()),
                carrier: meter.meter.carrier,
                building: allocations
                    .last()
                    .and_then(|a| named(a.building))
                    .map(|b| b.name)
                    .unwrap_or_default(),
            })
            .collect(),
        buildings: plan
            .buildings
            .iter()
            .filter(|b| !b.building.archived && reach.building(b.id))
            .map(super::super::building_name)
            .collect(),
    })
}

/// Who knows what the columns of a file are.
fn columns(app: &App, parsed: &Parsed) -> Columns {
    let is_table = |code: &str| app.catalog().format(code).is_some_and(|f| f.shape != Shape::Document);
    match parsed.format.as_deref() {
        Some(OWN_MAPPING) => Columns::Theirs { sender: parsed.sender.clone() },
        Some(code) if is_table(code) => Columns::Ours,
        None if parsed.findings.iter().any(|f| f.code == Code::UnknownLayout) => Columns::Nobody,
        Some(_) | None => Columns::None,
    }
}

/// Something typed: what it is, and where it stands.
pub(super) async fn typed(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    row: &ImportRow,
) -> AppResult<ImportPage> {
    let options = Options::of(row);
    let building = match options.building {
        Some(id) => buildings::by_id(app.db.read(), row.tenant, id).await?,
        None => None,
    };
    let meter = match options.meter {
        Some(id) => meters::by_id(app.db.read(), row.tenant, id).await?,
        None => None,
    };
    let carrier = meter.map(|meter| meter.meter.carrier);
    Ok(ImportPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        building: building.as_ref().map(super::super::building_name),
        head: head(row, None, false),
        not_yet: false,
        sending: sending(app, row, &options).await?,
        typed: options.typed.is_some().then(|| super::super::readings::kind(row, &options, carrier)),
        format: None,
        columns: Columns::None,
        encoding: None,
        confidence: Confidence::Certain,
        rows: row.rows,
        counts: ImportCounts {
            new: usize::try_from(row.rows.accepted).unwrap_or(0),
            ..ImportCounts::default()
        },
        series: Vec::new(),
        invoices: Vec::new(),
        first_rows: Vec::new(),
        findings: imports::findings(app.db.read(), row.tenant, row.id).await?,
        corrected: Vec::new(),
        kept_groups: Vec::new(),
        effects: Vec::new(),
        meters: Vec::new(),
        buildings: Vec::new(),
    })
}

fn line(plan: &Plan, n: usize, series: &Series, target: &Target, chosen: bool) -> SeriesLine {
    let named = |id| building_named(&plan.buildings, id);
    let meter = match target {
        Target::Known { meter, building } => SeriesMeter::Known {
            meter: Named::new(meter.id.to_string(), meter.label()),
            building: named(*building).unwrap_or_default(),
        },
        Target::New { building } => SeriesMeter::New { building: named(*building) },
        Target::Which => SeriesMeter::Which,
        Target::Skipped | Target::Unusable => SeriesMeter::Skipped,
    };
    SeriesLine {
        n,
        key: series.key.clone(),
        meter,
        chosen,
        near: near(&plan.meters, series).map(|meter| meter.id.to_string()),
        counts: series.counts,
        readings: series.readings(),
        missing: series.missing(),
        estimated: series.estimated(),
        gaps: series.gaps,
        period: series.days(),
        total: series.total(),
    }
}

/// The invoices of a file, and which meters take their cost.
fn invoices(plan: &Plan) -> Vec<InvoiceSeen> {
    let meter = |payer: Payer| match payer {
        Payer::Series(n) => match plan.targets.get(n) {
            Some(Target::Known { meter, .. }) => Some(meter.label().to_owned()),
            _ => plan.parsed.series.get(n).and_then(|s| s.key.ean.as_ref()).map(ToString::to_string),
        },
        Payer::Meter(id) => plan.meters.iter().find(|(m, _)| m.id == id).map(|(m, _)| m.label().to_owned()),
    };
    let building = |id| building_named(&plan.buildings, id).map(|b| b.name).unwrap_or_default();
    let line = |bill: &PlannedBill| CostLine {
        meter: meter(bill.payer).unwrap_or_else(|| building(bill.building)),
        cost: bill.cost,
    };
    let costs = |n: usize| plan.bills.iter().filter(|bill| bill.invoice == n).map(line).collect();
    let seen = plan.parsed.invoices.iter().enumerate();
    seen.map(|(n, invoice)| InvoiceSeen { invoice: invoice.clone(), costs: costs(n) }).collect()
}

/// Cells that are not read as they stand, with both values.
fn corrected(options: &Options) -> Vec<CorrectedCell> {
    let cell = |accepted: &Accepted| {
        let finding = Finding::new(Code::from_code(&accepted.code)?);
        let (row, column, value) = (accepted.row, accepted.column.clone(), accepted.was.clone());
        let proposal = Some(accepted.read.now.clone());
        let finding = Finding { row, column, value, proposal, ..finding };
        Some(CorrectedCell { finding, on: day_of(accepted.stamp.at)?, by: None })
    };
    options.corrections.iter().filter_map(cell).collect()
}

fn kept_groups(options: &Options) -> Vec<KeptGroup> {
    let group = |(code, stamp): (&String, &Stamp)| {
        Some(KeptGroup { code: Code::from_code(code)?, on: day_of(stamp.at)?, by: None })
    };
    options.kept_groups.iter().filter_map(group).collect()
}

fn first_rows(series: &[Series]) -> Vec<ReadRow> {
    let mut rows: Vec<ReadRow> = series
        .iter()
        .enumerate()
        .flat_map(|(n, s)| {
            s.points.iter().take(FIRST_ROWS).map(move |p| ReadRow {
                row: p.row,
                series: n,
                start: p.start,
                end: p.end,
                value: p.value.map(|v| Decimal::new(v, s.scale)),
                quality: p.quality,
            })
        })
        .collect();
    rows.sort_by_key(|r| (r.row, r.series));
    rows.truncate(FIRST_ROWS);
    rows
}
