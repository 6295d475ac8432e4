//! Reports: an assessment goes in, a PDF for the reader or a workbook for the adviser comes out.
//!
//! ```text
//! Report { kind, head, assessment } ──bulletin / yearly / month_sheet──▶ Paper ──world──▶ PDF (feature `pdf`)
//!                                   └──workbook──▶ tables ──▶ XLSX
//! ```
//!
//! Every figure is printed by [`crate::figures`], as on its page (I10). Same input, same bytes (I8). Does *not* load,
//! compute a figure or ask the day: the assessment has its own. Made to be run where it may take its time (a fifth of a
//! second), not on the thread that answers.
//!
//! To add one: a variant of [`Kind`], a file that composes its `Paper`, its words in `locales/*/reports.ftl`.

#[cfg(feature = "pdf")]
mod alerts;
pub mod audit;
#[cfg(feature = "pdf")]
mod audit_aids;
#[cfg(feature = "pdf")]
mod audit_annex;
mod audit_book;
#[cfg(feature = "pdf")]
mod audit_bundles;
#[cfg(feature = "pdf")]
mod audit_paper;
#[cfg(feature = "pdf")]
mod audit_parts;
pub mod audit_samples;
#[cfg(feature = "pdf")]
mod bulletin;
pub mod carnet;
#[cfg(feature = "pdf")]
mod carnet_paper;
pub mod dossier;
#[cfg(feature = "pdf")]
mod dossier_paper;
mod dossier_plan;
#[cfg(feature = "pdf")]
mod letter;
#[cfg(feature = "pdf")]
mod month_sheet;
#[cfg(feature = "pdf")]
mod paper;
#[cfg(feature = "pdf")]
mod picture;
#[cfg(feature = "pdf")]
mod reading_sheets;
pub mod samples;
pub mod sector;
#[cfg(feature = "pdf")]
mod sector_pair;
#[cfg(feature = "pdf")]
mod sector_paper;
#[cfg(feature = "pdf")]
mod told;
mod workbook;
#[cfg(feature = "pdf")]
mod world;
#[cfg(feature = "pdf")]
mod yearly;

use std::collections::BTreeSet;

use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::{Cited, Explained};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use rust_decimal::Decimal;

use crate::shell::RenderError;
use crate::text::Say;
use crate::{format, yearly as yearly_of};

/// The reports there are, by the names people ask for.
pub const ALL: &[&str] = &["bulletin", "rapport-annuel", "fiche-du-mois"];

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// *Bulletin de santé*: five figures, one action, how we know.
    Bulletin,
    /// *Rapport annuel*: what UREBA asks of an energy accounting, over a civil year.
    Yearly,
    /// *Fiche du mois*: one page for the wall.
    MonthSheet,
}

impl Kind {
    /// Every report, in the order of [`ALL`].
    pub const KINDS: [Kind; 3] = [Kind::Bulletin, Kind::Yearly, Kind::MonthSheet];

    /// Its name in addresses, file names and lists: one of [`ALL`].
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Bulletin => "bulletin",
            Kind::Yearly => "rapport-annuel",
            Kind::MonthSheet => "fiche-du-mois",
        }
    }

    /// Its code for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Bulletin => "bulletin",
            Kind::Yearly => "yearly",
            Kind::MonthSheet => "month-sheet",
        }
    }

    /// The report with this name or code.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::KINDS.into_iter().find(|kind| kind.name() == name || kind.code() == name)
    }
}

/// A picture that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// What it shows, for all who read.
    pub caption: String,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

/// What stands above a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// Name of the building.
    pub building: String,
    /// Name of its organisation.
    pub organisation: String,
    /// Street, postcode, commune, on one line.
    pub address: Option<String>,
    /// What is done there, in words.
    pub activity: Option<String>,
    /// Heated area.
    pub area_m2: Option<Decimal>,
    /// Function of the person who is responsible for energy; never a name.
    pub responsible: Option<String>,
}

/// A report to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which.
    pub kind: Kind,
    /// In which language.
    pub lang: Lang,
    /// Of which building.
    pub head: Head,
    /// What is said of it.
    pub assessment: Assessment,
    /// The civil year a yearly report tells of; the assessment's without it.
    pub year: Option<i16>,
    /// When its figures were computed, UTC seconds, where that is known.
    pub made_at: Option<i64>,
    /// Keys of the alerts that somebody explained or saw to: they are not asked for again.
    pub answered: BTreeSet<String>,
    /// Something the figures stand on changed since they were made.
    pub stale: bool,
}

impl Report {
    /// A report of figures that are of now, to no alert of which anybody answered.
    pub fn new(kind: Kind, head: Head, assessment: Assessment, year: Option<i16>) -> Report {
        Report {
            kind,
            lang: Lang::Fr,
            head,
            assessment,
            year,
            made_at: None,
            answered: BTreeSet::new(),
            stale: false,
        }
    }

    /// The year it tells of: one that can be told, else the one its figures are of.
    pub fn year(&self) -> Option<i16> {
        self.year.filter(|year| yearly_of::tells(&self.assessment, *year)).or(self.assessment.year)
    }

    /// *Chiffres du 21/11/2026.*, and that they are not of now where they are not.
    fn figures_of(&self) -> String {
        let key = if self.stale { "report-figures-of-stale" } else { "report-figures-of" };
        Say::new(self.lang, key).with("day", format::day(self.assessment.on)).to_string()
    }

    /// A name for its file, without an ending: `bulletin-2026-11-21`.
    pub fn file_name(&self) -> String {
        match (self.kind, self.year()) {
            (Kind::Yearly, Some(year)) => format!("{}-{year}", self.kind.name()),
            _ => format!("{}-{}", self.kind.name(), self.assessment.on),
        }
    }

    /// As a tagged PDF (PDF/UA-1).
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a picture or page that could not be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            world::pdf(&self.paper()?)
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }

    /// As a workbook: figures, what they were computed from, months, sources.
    ///
    /// # Errors
    /// The workbook cannot be written.
    pub fn xlsx(&self) -> Result<Vec<u8>, RenderError> {
        workbook::written(self)
    }

    #[cfg(feature = "pdf")]
    fn paper(&self) -> Result<paper::Paper, RenderError> {
        match self.kind {
            Kind::Bulletin => bulletin::composed(self),
            Kind::Yearly => yearly::composed(self),
            Kind::MonthSheet => Ok(month_sheet::composed(self)),
        }
    }
}

/// The letter to the administration as a tagged PDF.
///
/// # Errors
/// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a page that could not be laid out.
pub fn letter_pdf(letter: &crate::letter::Letter) -> Result<Vec<u8>, RenderError> {
    #[cfg(feature = "pdf")]
    {
        letter::pdf(letter)
    }
    #[cfg(not(feature = "pdf"))]
    {
        let _ = letter;
        Err(RenderError::PdfNotBuilt)
    }
}

/// The sheets beside the meters of a building as a tagged PDF, one page each.
///
/// # Errors
/// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a page that could not be laid out.
pub fn reading_sheets_pdf(sheets: &crate::reading_sheet::Sheets) -> Result<Vec<u8>, RenderError> {
    #[cfg(feature = "pdf")]
    {
        reading_sheets::pdf(sheets)
    }
    #[cfg(not(feature = "pdf"))]
    {
        let _ = sheets;
        Err(RenderError::PdfNotBuilt)
    }
}

/// *✓ rempli*, *✗ non rempli*, *? à établir*: a sign and a word, never a colour alone.
fn met(lang: Lang, met: Decided) -> String {
    let say = match met {
        Decided::Yes => Say::new(lang, "report-met"),
        Decided::No => Say::new(lang, "report-not-met"),
        Decided::Unknown => Say::new(lang, "report-met-unknown"),
    };
    say.to_string()
}

/// Every document of the figures and requirements, each once.
fn sources(assessment: &Assessment) -> Vec<&Cited> {
    let of_figures =
        assessment.figures.0.iter().filter_map(Explained::value).flat_map(|value| &value.sources);
    let of_requirements = assessment.requirements.iter().flat_map(|r| &r.sources);
    let mut all: Vec<&Cited> = of_figures.chain(of_requirements).collect();
    all.sort_unstable();
    all.dedup();
    all
}
