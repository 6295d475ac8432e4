//! The readings of a meter, one counter at a time, each with the import it comes from.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::import::ImportHead;
use eclaireur_frontend::pages::meter_readings::{
    CorrectionLine, CounterLine, DayLine, HeldLine, MeterReadingsPage, Shown,
};
use eclaireur_frontend::{Named, tables};
use eclaireur_models::access::Action;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, Month, day_of, day_start, next_day};
use rust_decimal::Decimal;

use super::download::Wanted;
use super::heads::head;
use super::import::view::head as import_head;
use super::{building, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::importing::correction::Place;
use crate::importing::{Options, Typed};
use crate::store::buildings::BuildingRow;
use crate::store::channels::{self, ChannelRow};
use crate::store::imports::{self, ImportRow};
use crate::store::meters::{self, MeterRow};
use crate::store::organisations::OrganisationRow;
use crate::store::readings::{self, Traced};
use crate::store::{ChannelId, ImportId};

/// Readings on a page.
const PER_PAGE: usize = 100;

/// A building, one of its meters, and the meter's counters.
pub(super) struct Meter {
    pub whose: OrganisationRow,
    pub building: BuildingRow,
    pub meter: MeterRow,
    channels: Vec<ChannelRow>,
}

pub(super) async fn found(app: &App, code: &str, meter: &str) -> AppResult<Meter> {
    let (whose, building) = building(app, code).await?;
    let c = app.db.read();
    let meters = meters::of_building(c, building.tenant, building.id).await?;
    let meter = meters.into_iter().find(|m| m.id.to_string() == meter).ok_or_else(AppError::not_found)?;
    let channels = channels::of_meters(c, building.tenant, [meter.id]).await?;
    Ok(Meter { whose, building, meter, channels })
}

impl Meter {
    pub fn channel(&self, id: &str) -> Option<&ChannelRow> {
        self.channels.iter().find(|channel| channel.id.to_string() == id)
    }

    pub fn named(&self) -> Named {
        Named::new(self.meter.id.to_string(), self.meter.label())
    }
}

/// GET /batiments/{b}/compteurs/{m}/releves
pub async fn show(
    State(app): State<App>,
    Path((code, meter)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let of = found(&app, &code, &meter).await?;
    shown(page(&app, &visitor, &of, PER_PAGE).await?.html())
}

/// GET /batiments/{b}/compteurs/{m}/releves.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path((code, meter)): Path<(String, String)>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let of = found(&app, &code, &meter).await?;
    let page = page(&app, &visitor, &of, usize::MAX).await?;
    wanted.answer(&app, &tables::held_readings(&page), &format!("{code}-{}", of.meter.code))
}

async fn page(app: &App, visitor: &Visitor, of: &Meter, per_page: usize) -> AppResult<MeterReadingsPage> {
    let (c, tenant) = (app.db.read(), of.building.tenant);
    let chosen = of.channel(&visitor.word("serie")).or(of.channels.first());
    let (mut rows, mut months) = (Vec::new(), Vec::new());
    if let Some(channel) = chosen {
        rows = readings::traced_rows(c, tenant, channel.id).await?;
        months = readings::months_read(c, tenant, channel.id).await?;
    }
    let both = !rows.is_empty() && !months.is_empty();
    let wants_rows = months.is_empty() || visitor.word("lignes") == "oui" && both;
    let shown = match chosen {
        None => Shown::Nothing,
        Some(_) if wants_rows => {
            // The newest first.
            rows.reverse();
            let (rows, paging) = slice(rows, visitor, per_page);
            Shown::Rows { rows: lines(app, visitor, of, rows).await?, paging }
        }
        Some(channel) => slots(app, visitor, of, channel.id, &months, per_page).await?,
    };
    Ok(MeterReadingsPage {
        shell: visitor.shell(app, Some(name_of(&of.whose))),
        head: head(app, &of.whose, &of.building).await?,
        meter: of.named(),
        carrier: of.meter.meter.carrier,
        counters: of
            .channels
            .iter()
            .map(|row| CounterLine { id: row.id.to_string(), channel: row.channel })
            .collect(),
        chosen: chosen.map(|channel| channel.id.to_string()),
        both,
        shown,
    })
}

/// One page of a list.
fn slice<T>(list: Vec<T>, visitor: &Visitor, per_page: usize) -> (Vec<T>, Slice) {
    let total = list.len();
    let pages = total.div_ceil(per_page).max(1);
    let page = visitor.page().min(pages);
    let rows = list.into_iter().skip((page - 1).saturating_mul(per_page)).take(per_page).collect();
    (rows, Slice { page, pages, total })
}

/// A day slot by slot, or a month by day: the one asked for, else the last that was read.
async fn slots(
    app: &App,
    visitor: &Visitor,
    of: &Meter,
    channel: ChannelId,
    months: &[Month],
    per_page: usize,
) -> AppResult<Shown> {
    let (c, tenant) = (app.db.read(), of.building.tenant);
    if let Ok(day) = visitor.word("jour").parse::<Day>() {
        let traced = readings::traced_month(c, tenant, channel, Month::of(day)).await?;
        let beside = beside(app, of, channel, Month::of(day)).await?;
        let (slots, paging) = slice(of_day(&traced, &beside, day), visitor, per_page);
        let (read, gaps): (Vec<_>, Vec<_>) = slots.into_iter().partition(|slot| slot.1.is_some());
        let read = read.into_iter().filter_map(|(_, traced)| traced).collect();
        let mut slots = lines(app, visitor, of, read).await?;
        slots.extend(gaps.into_iter().map(|(place, _)| HeldLine {
            start: place.start,
            end: place.end,
            resolution_s: place.resolution_s,
            value: None,
            source: None,
            correction: None,
        }));
        slots.sort_by_key(|line| (line.start, line.end));
        return Ok(Shown::Day { day, slots, paging });
    }
    let asked = visitor.word("mois").parse::<Month>().ok();
    let Some(month) = asked.or_else(|| months.last().copied()) else { return Ok(Shown::Nothing) };
    let traced = readings::traced_month(c, tenant, channel, month).await?;
    let beside = beside(app, of, channel, month).await?;
    let corrections = corrections(app, of, &traced).await?;
    let days = month.period().iter().map(|day| {
        let slots: Vec<Traced> = traced.iter().filter(|t| day_of(t.start) == Some(day)).copied().collect();
        let values = || slots.iter().filter_map(|t| t.value);
        DayLine {
            day,
            sum: values().map(|(value, _)| value).sum::<Decimal>().normalize(),
            present: values().count(),
            expected: of_day(&traced, &beside, day).len(),
            quality: values().map(|(_, quality)| quality).fold(Quality::Measured, Quality::weakest),
            corrected: slots.iter().filter(|t| corrections.contains_key(&t.import)).count(),
        }
    });
    let days = days.collect();
    let previous = months.iter().rev().find(|m| **m < month).copied();
    let next = months.iter().find(|m| **m > month).copied();
    Ok(Shown::Month { month, previous, next, days })
}

/// What the other registers of the meter, the same way and in the same unit, say of a month: from, to. The day counter is
/// silent at night because the night counter runs.
async fn beside(app: &App, of: &Meter, channel: ChannelId, month: Month) -> AppResult<Vec<(i64, i64)>> {
    let (c, tenant) = (app.db.read(), of.building.tenant);
    let Some(own) = of.channels.iter().find(|row| row.id == channel) else { return Ok(Vec::new()) };
    let same = |row: &&ChannelRow| {
        let what = |row: &ChannelRow| (row.channel.direction, row.channel.kind, row.channel.unit);
        row.channel.register != own.channel.register && what(row) == what(own)
    };
    let mut covered = Vec::new();
    for register in of.channels.iter().filter(same) {
        let traced = readings::traced_month(c, tenant, register.id, month).await?;
        covered.extend(traced.iter().map(|t| (t.start, t.end)));
    }
    Ok(covered)
}

/// The slots of a day: those that were read or taken back, and the gaps between them, in the length of the month's
/// shortest, which nothing `beside` covers either.
fn of_day(traced: &[Traced], beside: &[(i64, i64)], day: Day) -> Vec<(Place, Option<Traced>)> {
    let (from, to) = (day_start(day), day_start(next_day(day)));
    let mut slots: Vec<(Place, Option<Traced>)> = traced
        .iter()
        .filter(|t| (from..to).contains(&t.start))
        .map(|t| (Place { start: t.start, end: t.end, resolution_s: t.resolution_s }, Some(*t)))
        .collect();
    let Some(length) = traced.iter().filter_map(|t| t.resolution_s).min() else { return slots };
    let step = i64::from(length);
    let mut covered: Vec<(i64, i64)> = slots.iter().map(|(p, _)| (p.start, p.end)).collect();
    covered.extend(beside.iter().filter(|(start, end)| *start < to && *end > from));
    covered.sort_unstable();
    let mut covered = covered.into_iter().peekable();
    let mut at = from;
    while at < to {
        // Slots are in order, so one look ahead is enough.
        while covered.next_if(|(_, end)| *end <= at).is_some() {}
        if covered.peek().is_none_or(|(start, _)| *start >= at + step) {
            slots.push((Place { start: at, end: at + step, resolution_s: Some(length) }, None));
        }
        at += step;
    }
    slots.sort_by_key(|(place, _)| (place.start, place.end));
    slots
}

/// The imports that these readings come from.
async fn sources(app: &App, of: &Meter, traced: &[Traced]) -> AppResult<BTreeMap<ImportId, ImportRow>> {
    let mut ids: Vec<ImportId> = traced.iter().map(|t| t.import).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = imports::by_ids(app.db.read(), of.building.tenant, &ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Those of them that are corrections.
async fn corrections(
    app: &App,
    of: &Meter,
    traced: &[Traced],
) -> AppResult<BTreeMap<ImportId, CorrectionLine>> {
    let rows = sources(app, of, traced).await?;
    Ok(rows.into_iter().filter_map(|(id, row)| Some((id, corrected(&row)?))).collect())
}

fn corrected(row: &ImportRow) -> Option<CorrectionLine> {
    let Some(Typed::Corrected { before, reason, .. }) = Options::of(row).typed else { return None };
    Some(CorrectionLine {
        on: day_of(row.confirmed_at.unwrap_or(row.created_at)).unwrap_or_default(),
        by: None,
        before,
        reason,
    })
}

async fn lines(app: &App, visitor: &Visitor, of: &Meter, traced: Vec<Traced>) -> AppResult<Vec<HeldLine>> {
    let rows = sources(app, of, &traced).await?;
    let reach = visitor.reach(app, Action::Read, of.building.tenant).await?;
    let head = |row: &ImportRow| {
        let head = import_head(row, None, false);
        // One that brings readings of other buildings too is named, and shown to who may see the whole.
        if reach.import(row) { head } else { ImportHead { id: String::new(), ..head } }
    };
    let line = |t: Traced| {
        let source = rows.get(&t.import);
        HeldLine {
            start: t.start,
            end: t.end,
            resolution_s: t.resolution_s,
            value: t.value,
            source: source.map(head),
            correction: source.and_then(corrected),
        }
    };
    Ok(traced.into_iter().map(line).collect())
}
