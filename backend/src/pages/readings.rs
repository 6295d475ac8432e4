//! Readings of a building: its meters, and everything that was sent or typed for it.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::readings::{EntryKind, EntryLine, ReadingsPage};
use eclaireur_frontend::tables;
use eclaireur_models::access::Action;
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::day_of;
use eclaireur_models::units::{Basis, Euro};
use rust_decimal::Decimal;

use super::download::Wanted;
use super::heads::{head, meter_line};
use super::{building, name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::{Options, Typed};
use crate::store::Paging;
use crate::store::imports::{self, ImportRow, Source, Status};
use crate::store::readings::{self, HeldMeter};

/// Entries on a page.
const PER_PAGE: usize = 50;

/// GET /batiments/{b}/releves
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor, PER_PAGE).await?.html())
}

/// GET /batiments/{b}/compteurs.csv, `.xlsx`
pub async fn meters(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor, PER_PAGE).await?;
    wanted.answer(&app, &tables::meters(&page), &format!("{code}-compteurs"))
}

/// GET /batiments/{b}/releves.csv, `.xlsx`: everything that was added.
pub async fn entries(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor, usize::MAX).await?;
    wanted.answer(&app, &tables::entries(&page), &format!("{code}-releves"))
}

async fn page(app: &App, code: &str, visitor: &Visitor, per_page: usize) -> AppResult<ReadingsPage> {
    let (whose, row) = building(app, code).await?;
    let c = app.db.read();
    let last = readings::last_readings(c, row.tenant).await?;
    let held = readings::of_building(c, row.tenant, row.id, None).await?;
    let sent = imports::list(c, Some(row.tenant), &Paging::first(Paging::MOST)).await?.items;
    let reach = visitor.reach(app, Action::Read, row.tenant).await?;
    let entries: Vec<EntryLine> = sent
        .iter()
        .filter(|i| i.status != Status::Preview)
        .map(|i| (i, Options::of(i)))
        .filter(|(_, options)| options.touched.contains(&row.id) || options.building == Some(row.id))
        .map(|(import, options)| {
            let line = entry(import, &options, &held);
            // One that brings readings of other buildings too is shown as a whole, to who may see the whole.
            if reach.import(import) { line } else { EntryLine { import: String::new(), ..line } }
        })
        .collect();
    let pages = entries.len().div_ceil(per_page).max(1);
    let page = visitor.page().min(pages);
    let paging = Slice { page, pages, total: entries.len() };
    Ok(ReadingsPage {
        shell: visitor.shell(app, Some(name_of(&whose))),
        head: head(app, &whose, &row).await?,
        meters: held.iter().map(|h| meter_line(&h.meter, &h.readings.label, &last)).collect(),
        entries: entries.into_iter().skip((page - 1) * per_page).take(per_page).collect(),
        paging,
        on: app.clock.today(),
    })
}

fn entry(import: &ImportRow, options: &Options, held: &[HeldMeter]) -> EntryLine {
    let meter = held.iter().find(|h| Some(h.meter.id) == options.meter);
    let meter = meter.or_else(|| held.iter().find(|h| brings(h, import)));
    let carrier = meter.map(|h| h.readings.carrier);
    let (attachment, estimated) = match &options.typed {
        Some(Typed::Bill { attachment, estimated, .. }) => (attachment.clone(), *estimated),
        Some(Typed::Corrected { estimated, .. }) => (None, *estimated),
        _ => (None, false),
    };
    let typed = matches!(options.typed, Some(Typed::Index { .. } | Typed::Level { .. }));
    EntryLine {
        import: import.id.to_string(),
        meter: meter.map(|h| h.readings.label.clone()),
        carrier,
        kind: kind(import, options, carrier),
        quality: match meter {
            _ if estimated => Quality::Estimated,
            // Kept although it surprised, and not looked at yet.
            Some(meter) if typed && declares(meter, import) => Quality::Declared,
            _ => Quality::Measured,
        },
        added: day_of(import.confirmed_at.unwrap_or(import.created_at)).unwrap_or_default(),
        attachment,
        undone: import.status == Status::Undone,
    }
}

/// Whether rows of the import on this meter are declared only.
fn declares(held: &HeldMeter, import: &ImportRow) -> bool {
    let mut rows = held.readings.channels.iter().flat_map(|c| &c.rows);
    rows.any(|r| Some(r.import) == import.seq && r.quality == Quality::Declared)
}

/// Whether this meter holds rows of the import.
fn brings(held: &HeldMeter, import: &ImportRow) -> bool {
    held.readings.channels.iter().flat_map(|c| &c.rows).any(|r| Some(r.import) == import.seq)
}

pub(super) fn kind(import: &ImportRow, options: &Options, carrier: Option<Carrier>) -> EntryKind {
    let file = |name: &Option<String>| EntryKind::File {
        name: name.clone().unwrap_or_default(),
        period: options.period,
        readings: usize::try_from(import.rows.accepted).unwrap_or(0),
    };
    if import.source == Source::File {
        return file(&import.name);
    }
    let basis = if carrier == Some(Carrier::NaturalGas) { Basis::Gross } else { Basis::Net };
    match &options.typed {
        Some(Typed::Index { on, values, unit, .. }) => {
            // The counter of a burner shows hours, whatever fuel passes in one.
            let unit = Some(*unit).filter(|_| carrier.is_none_or(|c| !c.is_delivered()));
            EntryKind::Index { on: *on, values: values.clone(), unit }
        }
        Some(Typed::Level { on, value, unit, .. }) => {
            EntryKind::Level { on: *on, value: *value, unit: *unit }
        }
        Some(Typed::Replaced { on, counters }) => EntryKind::Replaced { on: *on, counters: counters.clone() },
        Some(Typed::Corrected { start, end, before, after, unit, reason, .. }) => EntryKind::Correction {
            start: *start,
            end: *end,
            before: *before,
            after: *after,
            unit: *unit,
            reason: reason.clone(),
        },
        Some(Typed::Bill { kind, period, quantity, unit, incl_vat, .. }) => {
            let (period, unit, incl_vat) = (*period, *unit, incl_vat.map(Euro::from_stored));
            let attributed = *quantity;
            let quantity = quantity.unwrap_or(Decimal::ZERO);
            match kind.as_str() {
                "statement" => EntryKind::Statement { period, quantity: attributed, unit, incl_vat },
                "advance" => EntryKind::Advance { period, incl_vat },
                "credit" => EntryKind::CreditNote { period, incl_vat },
                "delivery" => EntryKind::Delivery { on: period.from, quantity, unit, incl_vat },
                _ => EntryKind::Bill { period, quantity, unit, basis, incl_vat },
            }
        }
        None => file(&import.name),
    }
}
