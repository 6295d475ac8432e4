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
#[derive(Debug, Serialize)]
pub struct SeriesShape {
    ean: Option<String>,
    ean_valid: Option<bool>,
    meter_serial: Option<String>,
    name: Option<String>,
    carrier: &'static str,
    direction: &'static str,
    register: &'static str,
    kind: &'static str,
    unit: Option<String>,
    basis: &'static str,
    resolution_s: Option<u32>,
    readings: usize,
    missing: usize,
    estimated: usize,
    gaps: usize,
    from: Option<String>,
    to: Option<String>,
    total: String,
    counts_towards_total: bool,
}

/// One finding, with its sentence in French.
#[derive(Debug, Serialize)]
pub struct FindingShape {
    code: &'static str,
    severity: Severity,
    row: Option<u32>,
    column: Option<String>,
    value: Option<String>,
    proposal: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    data: BTreeMap<Cow<'static, str>, String>,
    message: String,
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
