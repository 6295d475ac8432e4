//! Something typed: kept as an import of its own, with its readings, its cost and what it says of the meter, in one
//! transaction, so that it is listed and undone like a file.

use eclaireur_models::building::Channel;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::certain::Quality;
use eclaireur_models::readings::{RowCounts, RowReading};
use rust_decimal::{Decimal, dec};
use sea_orm::DatabaseTransaction;

use super::options::Options;
use crate::store::bills::{self, Bill};
use crate::store::facts::{self, Subject};
use crate::store::imports::{self, ImportRow, NewImport};
use crate::store::{By, MeterId, OrganisationId, StoreError, allocations, channels, readings};

/// What was typed, as it is kept.
#[derive(Debug)]
pub struct Entry {
    /// Which form: `index-form`, `bill-form`, `replacement-form`.
    pub format: &'static str,
    /// What lists show of it.
    pub options: Options,
    /// Readings by channel.
    pub readings: Vec<(Channel, Vec<RowReading>)>,
    /// What it cost, where a bill says so.
    pub bill: Option<Bill>,
    /// Somebody has seen that a better value is held, and wants this one.
    pub force: bool,
    /// What it says of the meter: a bill's coefficient over its period, a tank that was filled, a replacement.
    pub facts: Vec<DatedFact>,
}

impl Entry {
    /// What is known of its import.
    pub fn import(&self, options: &Options) -> NewImport {
        let count = self.readings.iter().map(|(_, rows)| rows.len()).sum::<usize>();
        let accepted = u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        NewImport {
            format: Some(self.format.to_owned()),
            rows: RowCounts { read: accepted, accepted, ..RowCounts::default() },
            options: serde_json::to_value(options).unwrap_or_default(),
            force: self.force,
            ..NewImport::default()
        }
    }
}

/// Keeps it.
///
/// # Errors
/// The database.
pub async fn keep_entry(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    meter: MeterId,
    entry: &Entry,
) -> Result<ImportRow, StoreError> {
    keep_paper(tx, by, tenant, meter, entry, None).await
}

/// Keeps it as the import of its document, where that was sent as a file and waits; else as an import of its own.
///
/// # Errors
/// The database.
pub async fn keep_paper(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    meter: MeterId,
    entry: &Entry,
    waiting: Option<&ImportRow>,
) -> Result<ImportRow, StoreError> {
    // A shared meter concerns all whom it serves.
    let mut touched = entry.options.touched.clone();
    touched.extend(allocations::of_meter(tx, tenant, meter).await?.iter().map(|share| share.building));
    touched.sort_unstable();
    touched.dedup();
    let sending = waiting.and_then(|row| Options::of(row).sending);
    let options = Options { touched, sending, ..entry.options.clone() };
    let new = entry.import(&options);
    let import = match waiting {
        None => imports::typed(tx, by, tenant, &new).await?,
        Some(row) => {
            imports::set_options(tx, by, tenant, row.id, new.force, &new.options).await?;
            imports::replace_findings(tx, tenant, row.id, &[]).await?;
            imports::confirm(tx, by, tenant, row.id, &new.rows).await?
        }
    };
    for (channel, rows) in &entry.readings {
        let channel = channels::get_or_create(tx, by.now, tenant, meter, channel, None).await?;
        readings::insert_rows(tx, tenant, import.id, channel, rows).await?;
    }
    if let Some(bill) = &entry.bill {
        bills::insert(tx, by, tenant, import.id, bill).await?;
    }
    for fact in &entry.facts {
        facts::set(tx, by, tenant, Subject::Meter(meter), fact, Some(import.id)).await?;
    }
    Ok(import)
}

/// Far beyond every meter and every bill.
const LARGEST: Decimal = dec!(1_000_000_000_000);

/// Whether a typed value can be kept: no meter has so many digits.
pub fn has_place(value: Decimal) -> bool {
    value.abs() <= LARGEST && row(0, 0, value, Quality::Measured).is_some()
}

/// A typed value as a row; `None` when it has too many digits.
pub fn row(start: i64, end: i64, value: Decimal, quality: Quality) -> Option<RowReading> {
    let value = value.normalize();
    let digits = i64::try_from(value.mantissa()).ok()?;
    Some(RowReading { start, end, value: digits, scale: value.scale(), quality, import: 0 })
}
