//! Papers of a sector: its yearly report, a member beside it on two pages, a scenario argued on two pages.
//!
//! They say what their pages say, by the same parts and charts. Does *not* hold a figure that is not in its view.

use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::extrapolated::Whole;
use crate::scenarios;
use crate::sector::{Beside, Told};
use crate::shell::{Named, RenderError};

/// The yearly report.
#[derive(Debug, Clone)]
pub struct SectorReport {
    /// In which language.
    pub lang: Lang,
    /// What is told.
    pub told: Told,
}

/// *Vous et le secteur*.
#[derive(Debug, Clone)]
pub struct BesideReport {
    /// In which language.
    pub lang: Lang,
    /// What is told.
    pub beside: Beside,
}

/// A scenario as an argument.
#[derive(Debug, Clone)]
pub struct Argument {
    /// In which language.
    pub lang: Lang,
    /// Who argues.
    pub federation: Named,
    /// What it comes to.
    pub told: scenarios::Told,
    /// What it would come to for a whole sector.
    pub whole: Whole,
    /// Version of the catalogue.
    pub catalog: String,
}

impl SectorReport {
    /// A name for its file, without an ending: `secteur-val-clair-2024`.
    pub fn file_name(&self) -> String {
        format!("secteur-{}-{}", self.told.federation.code.trim_start_matches('_'), self.told.year())
    }

    /// As a tagged PDF (PDF/UA-1).
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a picture or page that could not be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            super::world::pdf(&super::sector_paper::yearly(self)?)
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }
}

impl BesideReport {
    /// A name for its file, without an ending.
    pub fn file_name(&self) -> String {
        let sector = &self.beside.sector;
        format!("vous-et-le-secteur-{}-{}", self.beside.own.organisation.code, sector.year())
    }

    /// As a tagged PDF (PDF/UA-1) of two pages.
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a picture or page that could not be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            super::world::pdf(&super::sector_pair::beside(self)?)
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }
}

impl Argument {
    /// The day of its figures.
    pub fn on(&self) -> Day {
        self.told.outcome.on
    }

    /// A name for its file, without an ending.
    pub fn file_name(&self) -> String {
        format!("argumentaire-{}-{}", self.told.scenario.code.replace('/', "-"), self.on())
    }

    /// As a tagged PDF (PDF/UA-1) of two pages.
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a picture or page that could not be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            super::world::pdf(&super::sector_pair::argument(self)?)
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }
}
