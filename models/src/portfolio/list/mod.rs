//! A list of buildings, bytes → buildings with their meters. Never drops silently: a row is accepted, rejected with
//! why, or no building and said.
//!
//! ```text
//! header    which row heads the list, what each column is, in which unit an area stands
//! cells     one row into typed values; what cannot be read is said, with a proposal where there is one
//! places    postcode, commune and address against the communes
//! gather    rows into buildings: one row a building, further rows of it further meters
//! compare   a proposed building beside the one that is held: what changes
//! ```
//!
//! A row with an error is left out whole. Does *not* decide which buildings are new: [`compare`] needs what is held.

mod cells;
mod compare;
mod gather;
mod header;
mod places;

use rust_decimal::Decimal;

use crate::building::{Address, Carrier, Ean};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};
use crate::period::Day;
use crate::readings::RowCounts;
use crate::readings::parse::cells::Table;
use crate::readings::parse::looks::{self, Looks};
use crate::readings::parse::sheets;

pub use compare::{Change, Field, Held, compare};

/// Buildings of one list, at most.
pub const MOST_BUILDINGS: usize = 1_000;

/// A meter of a listed building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMeter {
    /// Line of the file.
    pub row: u32,
    /// What it measures.
    pub carrier: Carrier,
    /// Supply point.
    pub ean: Option<Ean>,
    /// Serial number.
    pub serial: Option<String>,
    /// What people call it.
    pub name: Option<String>,
}

/// A building as the list has it. What is not known is not there; it never takes away what is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedBuilding {
    /// First line of the file that names it.
    pub row: u32,
    /// The sender's own code.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Where.
    pub address: Address,
    /// Code of `catalog/sectors`.
    pub activity: Option<String>,
    /// Heated area in m².
    pub heated_area_m2: Option<Decimal>,
    /// Beds, places, pupils.
    pub service_units: Option<u32>,
    /// Year of construction.
    pub built: Option<i16>,
    /// Its meters.
    pub meters: Vec<ListedMeter>,
}

/// A list, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Text encoding found.
    pub encoding: Option<&'static str>,
    /// The sheet it stands on, in a workbook of several.
    pub sheet: Option<String>,
    /// The rows below its header.
    pub rows: RowCounts,
    /// The buildings, in the order in which they appear.
    pub buildings: Vec<ListedBuilding>,
    /// What is to be said, in order of the file.
    pub findings: Vec<Finding>,
}

/// How a list is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Activities, communes, headers.
    pub catalog: &'a Catalog,
    /// The day, by which a year of construction is bounded.
    pub on: Day,
    /// Take what is proposed for a cell that cannot be used as it is.
    pub take_proposals: bool,
}

/// Reads a list.
///
/// # Errors
/// One finding that says what the file is instead, or what it lacks.
pub fn read(bytes: &[u8], reading: Reading<'_>) -> Result<List, Finding> {
    let not = |what: &str| not_a_list("file").with("looks_like", what);
    match looks::look(bytes) {
        Looks::Table(text) => {
            let mut list = table(Table::text(&text.text), reading)?;
            list.encoding = Some(text.encoding);
            if text.damaged {
                list.findings.insert(0, Finding::new(Code::BadEncoding).with("encoding", text.encoding));
            }
            Ok(list)
        }
        Looks::Workbook => workbook(&sheets::sheets(bytes)?, reading),
        Looks::Xml(_) => Err(not("xml")),
        Looks::Telegram(_) => Err(not("telegram")),
        Looks::Pdf => Err(not("pdf")),
        Looks::Zip => Err(not("archive")),
        Looks::Else(what) => Err(not(what)),
    }
}

/// The first sheet that is a list; else what is wrong with the first that has rows.
fn workbook(sheets: &[sheets::Sheet], reading: Reading<'_>) -> Result<List, Finding> {
    let mut refused = None;
    let filled: Vec<_> = sheets.iter().filter(|s| !s.rows.is_empty()).collect();
    for sheet in &filled {
        match table(Table::Sheet { sheet, offset: 0 }, reading) {
            Ok(mut list) => {
                list.sheet = (filled.len() > 1).then(|| sheet.name.clone());
                return Ok(list);
            }
            Err(finding) => refused = refused.or(Some(finding)),
        }
    }
    Err(refused.unwrap_or_else(|| not_a_list("file").with("looks_like", "empty")))
}

fn table(table: Table<'_>, reading: Reading<'_>) -> Result<List, Finding> {
    let known = reading.catalog.buildings_list().ok_or_else(|| not_a_list("catalog"))?;
    let header = header::find(table, known)?;
    gather::gather(table, &header, known, reading)
}

/// `why`: what is lacking.
fn not_a_list(why: &'static str) -> Finding {
    Finding::new(Code::NotBuildingList).with("why", why)
}

#[cfg(test)]
mod tests;
