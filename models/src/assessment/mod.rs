//! The line: everything the house has to say of a building on a day, from readings to obligations, one call each.
//!
//! An assessment is plain data: it is stored, sent to programs, shown on pages and frozen in reports as it is. Whoever
//! needs a figure reads it here and computes nothing.

pub mod moved;

use serde::{Deserialize, Serialize};

use crate::alerts::{Alert, alerts};
use crate::indicators::cost_split::waterfall;
use crate::indicators::production::balance_points;
use crate::indicators::rolled::{Rolled, rolled};
use crate::indicators::series::Series;
use crate::indicators::{Figures, Site, Work, drawn, figures};
use crate::norms::path::{gap, intensities, path};
use crate::norms::{Obligation, Requirement, obligations, requirements};
use crate::period::Day;

/// Raised when the same input gives other figures: what was computed before is computed again, and says why.
pub const METHOD: u32 = 1;

/// Everything said of a building.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// [`METHOD`] when it was made.
    pub method: u32,
    /// Version of the catalogue.
    pub catalog: String,
    /// The day it was made for.
    pub on: Day,
    /// The year its figures tell of.
    pub year: Option<i16>,
    /// The figures.
    pub figures: Figures,
    /// What charts draw.
    pub series: Series,
    /// What is wrong, worth the most first.
    pub alerts: Vec<Alert>,
    /// What the law asks.
    pub obligations: Vec<Obligation>,
    /// What UREBA asks of an energy accounting.
    pub requirements: Vec<Requirement>,
}

/// Assesses a building.
pub fn assess(site: &Site<'_>) -> Assessment {
    of_work(&Work::of(site))
}

/// The same with what is added up of it over many buildings.
pub fn assess_rolled(site: &Site<'_>) -> (Assessment, Rolled) {
    let work = Work::of(site);
    let rolled = rolled(&work);
    (of_work(&work), rolled)
}

fn of_work(work: &Work<'_>) -> Assessment {
    let site = work.site;
    let mut figures = figures(work);
    let mut series = drawn::series(work, &figures);
    series.balance = balance_points(work);
    series.waterfall = waterfall(work, &figures);
    // The path stands on the years in normal weather: it comes after them.
    let normal = intensities(work);
    series.path = path(work, &normal);
    figures.0.push(gap(work, &normal));
    Assessment {
        method: METHOD,
        catalog: site.catalog.version().to_owned(),
        on: site.on,
        year: work.year,
        series,
        alerts: alerts(work, &figures),
        obligations: obligations(work),
        requirements: requirements(work, &figures),
        figures,
    }
}
