//! What is said of an import, as the document describes it. The JSON itself is put together in `imports`, `building_lists` and
//! `invoices`, from parts that depend on the file; a test compares it with what stands here.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::shapes::{FindingShape, SeriesShape};
use super::words;

/// Files to be sent.
#[derive(Debug, ToSchema)]
pub struct UploadBody {
    /// One or several files, ZIPs too.
    #[schema(value_type = Vec<String>, format = Binary)]
    pub file: Vec<String>,
}

/// A list to be sent.
#[derive(Debug, ToSchema)]
pub struct ListUploadBody {
    /// The list, as CSV or workbook.
    #[schema(value_type = String, format = Binary)]
    pub file: String,
}

/// What sending files came to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Sendings {
    /// Of one file.
    One(Box<ImportShape>),
    /// Of several, in their order.
    Several(ImportsShape),
}

/// Several files, each with its own `status`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportsShape {
    /// In the order in which they were sent.
    pub imports: Vec<ImportShape>,
}

/// An import: of readings, or of a list of buildings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum KeptImport {
    /// Of readings.
    Readings(Box<ImportShape>),
    /// Of buildings.
    Buildings(Box<ListImportShape>),
}

/// What a file of readings is, and what it does or would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportShape {
    /// Its id; null while it is not kept.
    #[schema(required = true)]
    pub id: Option<String>,
    /// SHA-256 of the file; null for a member of a ZIP that could not be taken out of it, and for what was typed.
    #[schema(required = true)]
    pub sha256: Option<String>,
    /// Its name.
    #[schema(required = true)]
    pub file: Option<String>,
    /// `preview`, `confirmed`, `undone`; `dry_run` and `refused` are not kept.
    #[schema(schema_with = status)]
    pub status: String,
    /// When it was sent.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub created_at: Option<String>,
    /// When it was confirmed.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub confirmed_at: Option<String>,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub undone_at: Option<String>,
    /// Code of the layout.
    #[schema(required = false, example = "fluvius-volumes")]
    pub format: Option<String>,
    /// Text encoding.
    #[schema(required = false, example = "utf-8")]
    pub encoding: Option<String>,
    /// Rows: read = accepted + missing + rejected + ignored.
    pub rows: RowsShape,
    /// Its series.
    pub series: Vec<SeriesShape>,
    /// Its invoices.
    #[schema(value_type = Vec<Object>, required = false)]
    pub invoices: Option<Vec<Value>>,
    /// What a document seems to say of a bill, for a person to confirm.
    #[schema(value_type = Option<Object>, required = false)]
    pub proposal: Option<Value>,
    /// What is to be said.
    pub findings: Vec<FindingShape>,
    /// What it does to what is held.
    #[schema(required = false, nullable = false)]
    pub counts: Option<CountsShape>,
    /// What it does to the years of buildings.
    pub effect: Vec<EffectShape>,
}

fn status() -> utoipa::openapi::schema::Object {
    let all = ["preview", "confirmed", "undone", "refused", "dry_run", "already"];
    words::described(words::one_of(all), "Where it stands; what is `dry_run` or `refused` is not kept.")
}

/// Rows of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowsShape {
    /// Data rows.
    pub read: u32,
    /// At least one cell gave a reading.
    pub accepted: u32,
    /// Named a slot without a value.
    pub missing: u32,
    /// Nothing of it could be used.
    pub rejected: u32,
    /// No reading: a total, a blank, a repeated header, a duplicate.
    pub ignored: u32,
}

/// Readings of a file beside what is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountsShape {
    /// Not held before.
    pub new: usize,
    /// With another value.
    pub changed: usize,
    /// Held already.
    pub identical: usize,
    /// Where a better one is kept.
    pub kept: usize,
}

/// A year of a building before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct EffectShape {
    /// Code of the building.
    pub building: Option<String>,
    /// Which energy.
    #[schema(schema_with = words::carrier)]
    pub carrier: String,
    /// Which year.
    pub year: i16,
    /// Before, where it was known.
    #[schema(schema_with = words::maybe_decimal)]
    pub before_kwh: Option<String>,
    /// After.
    #[schema(schema_with = words::maybe_decimal)]
    pub after_kwh: Option<String>,
}

/// What a list of buildings is, and what it does or would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListImportShape {
    /// Its id; null while it is not kept.
    #[schema(required = true)]
    pub id: Option<String>,
    /// SHA-256 of the file.
    #[schema(required = true)]
    pub sha256: Option<String>,
    /// Its name.
    #[schema(required = true)]
    pub file: Option<String>,
    /// Where it stands.
    #[schema(schema_with = status)]
    pub status: String,
    /// When it was sent.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub created_at: Option<String>,
    /// When it was confirmed.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub confirmed_at: Option<String>,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime, required = false)]
    pub undone_at: Option<String>,
    /// Code of the layout; null when it is no list of buildings.
    #[schema(required = true)]
    pub format: Option<String>,
    /// Text encoding.
    #[schema(required = false)]
    pub encoding: Option<String>,
    /// Which sheet of a workbook.
    #[schema(required = false)]
    pub sheet: Option<String>,
    /// Its rows.
    #[schema(required = false, nullable = false)]
    pub rows: Option<RowsShape>,
    /// New, changed, known buildings, and new meters.
    #[schema(required = false, nullable = false)]
    pub counts: Option<ListCountsShape>,
    /// Building by building.
    #[schema(value_type = Vec<Object>)]
    pub buildings: Vec<Value>,
    /// What is to be said.
    #[schema(required = false, nullable = false)]
    pub findings: Option<Vec<FindingShape>>,
}

/// Buildings of a list beside what is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListCountsShape {
    /// Not held before.
    pub new: usize,
    /// With other values.
    pub changed: usize,
    /// Held as they are.
    pub known: usize,
    /// Meters not held before.
    pub new_meters: usize,
}
