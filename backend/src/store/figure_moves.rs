//! Which figures moved from one computation to the next, from what to what, and why.
//!
//! Only figures that had been told: of a period that was over, with a value. One entry of the log says for a building how
//! many and why; the figures stand here. Does *not* decide what moved: `models::assessment::moved`.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::assessment::Assessment;
use eclaireur_models::assessment::moved::{Because, Moved, moved};
use eclaireur_models::indicators::{Measure, Origin};
use eclaireur_models::period::{Day, Period};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect as _,
};
use serde_json::{Value, json};

use super::by::By;
use super::columns;
use super::entities::figure_move;
use super::error::{Result, StoreError};
use super::id::{BuildingId, FigureMoveId, OrganisationId};
use super::ledger;
use super::paging::{Page, Paging};

/// Figures of one computation that are written down; more than a building has.
const MOST: usize = 1_000;
/// Rows of one statement.
const CHUNK: usize = 500;

/// Why a figure moved: the ground of what went into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A factor, normal or reference of the catalogue.
    Catalog,
    /// The way it is computed.
    Method,
    /// Temperatures.
    Weather,
    /// Readings or bills.
    Readings,
    /// Facts somebody stated.
    Facts,
    /// A price.
    Price,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 6] =
        [Cause::Catalog, Cause::Method, Cause::Weather, Cause::Readings, Cause::Facts, Cause::Price];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Cause::Catalog => "catalog",
            Cause::Method => "method",
            Cause::Weather => "weather",
            Cause::Readings => "readings",
            Cause::Facts => "facts",
            Cause::Price => "price",
        }
    }

    fn from_code(code: &str) -> Option<Cause> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    fn of(origin: &Origin) -> Option<Cause> {
        match origin {
            Origin::Readings | Origin::Bills => Some(Cause::Readings),
            Origin::Price => Some(Cause::Price),
            Origin::Fact { .. } => Some(Cause::Facts),
            Origin::Catalog { .. } => Some(Cause::Catalog),
            Origin::Weather { .. } => Some(Cause::Weather),
            Origin::Method => Some(Cause::Method),
            Origin::Indicator { .. } => None,
        }
    }
}

/// A figure that moved, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRow {
    /// Its id.
    pub id: FigureMoveId,
    /// Of which building.
    pub building: BuildingId,
    /// UTC second at which it was noticed.
    pub at: i64,
    /// What moved, from what to what, with the inputs that differ.
    pub moved: Moved,
    /// Why, the grounds behind every input.
    pub causes: Vec<Cause>,
}

/// What moved from one assessment to the next. Made outside of a transaction: texts are read and compared for it.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    since: Option<String>,
    all: Vec<(Moved, BTreeSet<Cause>)>,
    versions: Value,
}

impl Moves {
    /// Since the text of the input with this hash. A text of another version that cannot be read any more tells nothing.
    pub fn since(input_hash: &str, before: &str, after: &Assessment) -> Moves {
        let since = Some(input_hash.to_owned());
        let Ok(before) = serde_json::from_str::<Assessment>(before) else {
            return Moves { since, ..Moves::default() };
        };
        let versions =
            json!({ "catalog": [before.catalog, after.catalog], "method": [before.method, after.method] });
        Moves { since, all: told(&before, after), versions }
    }

    /// Whether they are since the input with this hash.
    pub(super) fn are_since(&self, input_hash: &str) -> bool {
        self.since.as_deref() == Some(input_hash)
    }
}

/// Writes down what moved; gives how many.
pub(super) async fn record<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    moves: &Moves,
) -> Result<usize> {
    let all = &moves.all;
    if all.is_empty() || to_and_fro(tx, tenant, building, all).await? {
        return Ok(0);
    }
    let mut causes: BTreeMap<&'static str, usize> = BTreeMap::new();
    for cause in all.iter().flat_map(|(_, causes)| causes) {
        *causes.entry(cause.code()).or_default() += 1;
    }
    let rows = all.iter().take(MOST).map(|(moved, causes)| row_of(by, tenant, building, moved, causes));
    let rows = rows.collect::<Result<Vec<_>>>()?;
    for chunk in rows.chunks(CHUNK) {
        figure_move::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    let data = json!({
        "count": all.len(), "causes": causes,
        "catalog": moves.versions["catalog"], "method": moves.versions["method"],
    });
    ledger::append(tx, by, Some(tenant), "figures.moved", building, &data).await?;
    Ok(all.len())
}

/// Whether the same figures went there and back just before, for no other reason than the catalogue or the method: two
/// programs with two catalogues on one database would write that down for ever.
async fn to_and_fro<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    building: BuildingId,
    all: &[(Moved, BTreeSet<Cause>)],
) -> Result<bool> {
    let by_program =
        |causes: &BTreeSet<Cause>| causes.iter().all(|cause| matches!(cause, Cause::Catalog | Cause::Method));
    if all.len() > MOST || !all.iter().all(|(_, causes)| by_program(causes)) {
        return Ok(false);
    }
    let two = u64::try_from(all.len()).unwrap_or(u64::MAX).saturating_mul(2);
    let newest = newest(tx, tenant, building, two).await?;
    // Newest first: the way back, then the way there.
    let (back, there) = newest.split_at(all.len().min(newest.len()));
    let now: BTreeSet<Way<'_>> = all.iter().map(|(moved, _)| way(moved, false)).collect();
    let ways = |rows: &[MoveRow], reversed| -> bool {
        now == rows.iter().map(|row| way(&row.moved, reversed)).collect::<BTreeSet<Way<'_>>>()
    };
    // There again, or back again after a way there that was not written down.
    Ok((ways(back, true) && ways(there, false)) || (ways(back, false) && ways(there, true)))
}

/// Which figure, of what and when (first and last day), from what to what.
type Way<'a> = (&'a str, Option<&'a str>, Option<(Day, Day)>, Option<Decimal>, Option<Decimal>);

fn way(moved: &Moved, reversed: bool) -> Way<'_> {
    let (from, to) = if reversed { (moved.after, moved.before) } else { (moved.before, moved.after) };
    (&*moved.indicator, moved.of.as_deref(), moved.period.map(|p| (p.from, p.to)), from, to)
}

async fn newest<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
    most: u64,
) -> Result<Vec<MoveRow>> {
    let rows = figure_move::Entity::find()
        .filter(figure_move::Column::Tenant.eq(tenant.get()))
        .filter(figure_move::Column::Building.eq(building.get()))
        .order_by_desc(figure_move::Column::Id)
        .limit(most)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What moved of what had been told, and why: an input that is another figure brings the causes of that one.
fn told(before: &Assessment, after: &Assessment) -> Vec<(Moved, BTreeSet<Cause>)> {
    let mut known: BTreeMap<String, BTreeSet<Cause>> = BTreeMap::new();
    let mut all = Vec::new();
    let kept = before.catalog == after.catalog && before.method == after.method;
    for one in moved(before, after) {
        let mut causes = BTreeSet::new();
        for because in &one.because {
            causes.extend(Cause::of(&because.origin));
            if let Origin::Indicator { indicator } = &because.origin {
                causes.extend(known.get(indicator.as_ref()).into_iter().flatten());
            }
        }
        if before.method != after.method {
            causes.insert(Cause::Method);
        }
        if causes.is_empty() && !kept {
            causes.insert(Cause::Catalog);
        }
        known.entry(one.indicator.to_string()).or_default().extend(&causes);
        let over = match one.period {
            Some(period) => period.to <= before.on,
            // What holds on the day moves with the day: only on one and the same is that news.
            None => before.on == after.on || !kept,
        };
        if one.before.is_some() && over {
            all.push((one, causes));
        }
    }
    all
}

fn row_of(
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    moved: &Moved,
    causes: &BTreeSet<Cause>,
) -> Result<figure_move::ActiveModel> {
    let because = serde_json::to_string(&moved.because).map_err(|e| StoreError::damaged("figure", e))?;
    let codes: Vec<&str> = causes.iter().map(|cause| cause.code()).collect();
    Ok(figure_move::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(FigureMoveId::new(by.now).get()),
        building: Set(building.get()),
        at: Set(by.now),
        indicator: Set(moved.indicator.to_string()),
        of_what: Set(moved.of.as_ref().map(ToString::to_string)),
        from_day: Set(moved.period.map(|p| p.from.to_string())),
        to_day: Set(moved.period.map(|p| p.to.to_string())),
        unit: Set(moved.unit.code().to_owned()),
        before_value: Set(moved.before.map(|v| v.to_string())),
        after_value: Set(moved.after.map(|v| v.to_string())),
        because: Set(because),
        cause: Set(codes.join(" ")),
    })
}

/// What moved of a building, newest first.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
    paging: &Paging,
) -> Result<Page<MoveRow>> {
    let all = figure_move::Entity::find()
        .filter(figure_move::Column::Tenant.eq(tenant.get()))
        .filter(figure_move::Column::Building.eq(building.get()));
    let total = all.clone().count(c).await?;
    let after = paging.after.as_deref().and_then(|after| after.parse::<FigureMoveId>().ok());
    let before =
        after.map_or_else(Condition::all, |id| Condition::all().add(figure_move::Column::Id.lt(id.get())));
    let rows =
        all.filter(before).order_by_desc(figure_move::Column::Id).limit(paging.bounded() + 1).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<MoveRow>>>()?;
    Ok(Page::cut(rows, paging, total, |row| row.id.to_string()))
}

impl TryFrom<figure_move::Model> for MoveRow {
    type Error = StoreError;

    fn try_from(row: figure_move::Model) -> Result<Self> {
        let number = |text: Option<String>| -> Result<Option<Decimal>> {
            text.map(|t| t.parse().map_err(|_| StoreError::damaged("figure", &t))).transpose()
        };
        let unit = Measure::ALL.iter().find(|m| m.code() == row.unit);
        let days =
            columns::maybe_day(row.from_day.as_deref())?.zip(columns::maybe_day(row.to_day.as_deref())?);
        let because: Vec<Because> =
            serde_json::from_str(&row.because).map_err(|e| StoreError::damaged("figure", e))?;
        let cause = |code: &str| Cause::from_code(code).ok_or_else(|| StoreError::damaged("cause", code));
        Ok(MoveRow {
            id: FigureMoveId::from_stored(row.id),
            building: BuildingId::from_stored(row.building),
            at: row.at,
            causes: row.cause.split_whitespace().map(cause).collect::<Result<_>>()?,
            moved: Moved {
                indicator: row.indicator.into(),
                of: row.of_what.map(Into::into),
                period: days.and_then(|(from, to)| Period::new(from, to)),
                unit: *unit.ok_or_else(|| StoreError::damaged("unit", &row.unit))?,
                before: number(row.before_value)?,
                after: number(row.after_value)?,
                because,
            },
        })
    }
}
