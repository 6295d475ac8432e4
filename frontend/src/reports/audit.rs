//! The report of an audit: one page a board can vote on, then what it stands on.
//!
//! ```text
//! summary · where the energy goes · heat balance · findings · measures one by one · packages · plan · what UREBA asks ·
//! hypotheses and sources · annexes: every input with origin and quality
//! ```
//!
//! Parts are composed in `audit_parts`, `audit_bundles`, `audit_annex`; the data go into `audit_book`. What is not known
//! says so with who can settle it. Does *not* compute: `eclaireur_models::audit::worked` does.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::audit::Audit;
use eclaireur_models::audit::checks::HeatBalance;
use eclaireur_models::audit::requirements::Demand;
use eclaireur_models::audit::versions::State;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::{Head, Photo};
use crate::shell::RenderError;
use crate::worked::Told;

/// Its name in lists.
pub const NAME: &str = "audit";

/// An audit to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditReport {
    /// In which language.
    pub lang: Lang,
    /// Of which building.
    pub head: Head,
    /// What was told.
    pub audit: Audit,
    /// What it comes to.
    pub told: Told,
    /// The heat balance.
    pub balance: HeatBalance,
    /// What UREBA asks of it.
    pub demands: Vec<Demand>,
    /// What the meters say.
    pub assessment: Assessment,
    /// Which version.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// The digest of its file, once delivered.
    pub digest: Option<String>,
    /// The day of its figures.
    pub on: Day,
    /// Pictures that are printed.
    pub photos: Vec<Photo>,
}

impl AuditReport {
    /// A name for its file, without an ending: `audit-2-2026-11-21`.
    pub fn file_name(&self) -> String {
        format!("audit-{}-{}", self.version, self.on)
    }

    /// As a tagged PDF (PDF/UA-1).
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a picture or page that could not be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            super::world::pdf(&super::audit_paper::composed(self)?)
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }

    /// As a workbook: measures, packages, plan, inputs, sources.
    ///
    /// # Errors
    /// The workbook cannot be written.
    pub fn xlsx(&self) -> Result<Vec<u8>, RenderError> {
        super::audit_book::written(self)
    }
}
