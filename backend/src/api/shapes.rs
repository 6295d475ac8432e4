//! Shapes of the JSON that the outside relies on, the same for `inspect --json` and the API. Totals are text in plain
//! decimal, so that nothing is lost; instants have their offset; enum values are `snake_case`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use eclaireur_frontend::findings;
use eclaireur_models::finding::{Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::rfc3339;
use eclaireur_models::readings::proposal::BillProposal;
use eclaireur_models::readings::{Confidence, Parsed, RowCounts, Series};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::words;

/// A file read, not stored.
#[derive(Debug, Serialize)]
pub struct Inspected {
    /// As it was named.
    pub file: String,
    /// Of its bytes; null for a member of a ZIP that could not be taken out of it.
    pub sha256: Option<String>,
    /// Code of the layout; null when the file is no meter data.
    pub format: Option<String>,
    /// Text encoding.
    pub encoding: Option<&'static str>,
    /// `certain`, `likely`, `none`.
    pub confidence: Confidence,
    /// The series.
    pub series: Vec<SeriesShape>,
    /// The rows.
    pub rows: RowCounts,
    /// Its invoices.
    pub invoices: Vec<serde_json::Value>,
    /// What a document seems to say of a bill, for a person to confirm; null for every other file.
    pub proposal: Option<Box<BillProposal>>,
    /// What is to be said.
    pub findings: Vec<FindingShape>,
}

/// One series.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesShape {
    /// EAN of the supply point.
    ean: Option<String>,
    /// Whether its check digit is right.
    ean_valid: Option<bool>,
    /// Serial number of the meter.
    meter_serial: Option<String>,
    /// What the file calls it.
    name: Option<String>,
    /// Which energy.
    #[schema(schema_with = words::carrier)]
    carrier: &'static str,
    /// Which way.
    #[schema(schema_with = words::direction)]
    direction: &'static str,
    /// Which counter.
    #[schema(schema_with = words::register)]
    register: &'static str,
    /// What it holds.
    #[schema(schema_with = words::kind)]
    kind: &'static str,
    /// Unit as read.
    unit: Option<String>,
    /// `gross` (PCS) or `net` (PCI).
    basis: &'static str,
    /// Seconds between readings, where they are regular.
    resolution_s: Option<u32>,
    /// Readings with a value.
    readings: usize,
    /// Slots without one.
    missing: usize,
    /// Readings that are estimates.
    estimated: usize,
    /// Holes between readings.
    gaps: usize,
    /// Its beginning.
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<String>,
    /// Its end.
    #[schema(value_type = Option<String>, format = DateTime)]
    to: Option<String>,
    /// What it adds up to, a plain decimal.
    total: String,
    /// False where the file gives the same energy twice.
    counts_towards_total: bool,
}

/// One finding, with its sentence in French.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingShape {
    /// Stable code.
    #[schema(example = "ean-check-digit")]
    code: &'static str,
    /// How grave.
    #[schema(schema_with = severity)]
    severity: Severity,
    /// Row of the file, from 1.
    row: Option<u32>,
    /// Its column.
    column: Option<String>,
    /// What stands there.
    value: Option<String>,
    /// What it may have to be.
    proposal: Option<String>,
    /// More that its sentence needs; absent when there is nothing.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, String>, required = false)]
    data: BTreeMap<Cow<'static, str>, String>,
    /// Its sentence, in French.
    message: String,
}

fn severity() -> utoipa::openapi::schema::Object {
    let all = [Severity::Info, Severity::Warning, Severity::Error].map(Severity::code);
    words::described(words::one_of(all), "How grave.")
}

impl Inspected {
    /// What a file says.
    pub fn new(file: String, sha256: Option<String>, parsed: Parsed) -> Inspected {
        Inspected {
            file,
            sha256,
            encoding: parsed.encoding,
            confidence: parsed.confidence,
            series: parsed.series.iter().map(SeriesShape::from).collect(),
            rows: parsed.rows,
            invoices: parsed.invoices.iter().map(super::invoices::shape).collect(),
            findings: parsed.findings.iter().map(FindingShape::from).collect(),
            format: parsed.format,
            proposal: parsed.proposal,
        }
    }

    /// Whether something of severity error is to be said.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }
}

impl From<&Series> for SeriesShape {
    fn from(series: &Series) -> SeriesShape {
        let key = &series.key;
        SeriesShape {
            ean: key.ean.as_ref().map(ToString::to_string),
            ean_valid: key.ean.as_ref().map(|e| e.problem().is_none()),
            meter_serial: key.serial.clone(),
            name: key.name.clone(),
            carrier: key.carrier.code(),
            direction: key.direction.code(),
            register: key.register.code(),
            kind: key.kind.code(),
            unit: key.unit.map(|u| u.code().to_owned()).or_else(|| key.unit_text.clone()),
            basis: key.basis.code(),
            resolution_s: series.resolution_s,
            readings: series.readings(),
            missing: series.missing(),
            estimated: series.estimated(),
            gaps: series.gaps,
            from: series.from().map(rfc3339),
            to: series.to().map(rfc3339),
            total: series.total().to_string(),
            counts_towards_total: series.counts,
        }
    }
}

impl From<&Finding> for FindingShape {
    fn from(finding: &Finding) -> FindingShape {
        FindingShape {
            code: finding.code.code(),
            severity: finding.severity(),
            row: finding.row,
            column: finding.column.clone(),
            value: finding.value.clone(),
            proposal: finding.proposal.clone(),
            data: finding.data.clone(),
            message: findings::sentence(Lang::Fr, finding),
        }
    }
}

/// A decimal as JSON text, without needless zeros.
pub fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}
