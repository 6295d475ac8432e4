//! Which degree-days losses are reckoned with: chosen, and shown beside every figure made of them.
//!
//! Higher degree-days give higher savings: 2252 gives 24 % more than Énergie+'s 1815. The latter leaves out what intermittence
//! and gains already save, and is the one taken where nobody chooses (practice 12).

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use crate::catalog::{Base, Catalog};
use crate::certain::{Certainty, Quality};
use crate::indicators::{Input, Measure, Origin};

/// Days of the heating season of Énergie+.
const SEASON_DAYS: Decimal = dec!(242);
/// 14 °C inside (20, less 3 of intermittence, less 3 of gains) and 6.5 °C outside, in the mean.
const SEASON_KELVIN: Decimal = dec!(7.5);

/// Codes of the choices: `measure-cold-<code>`.
pub const COLDS: &[&str] = &["base-15", "base-15-equivalent", "base-16-5", "energie-plus"];

/// Degree-days of a normal year, with where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cold {
    /// One of [`COLDS`].
    pub code: String,
    /// K·day.
    pub kelvin_days: Decimal,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
    /// Where they come from.
    pub origin: Origin,
}

impl Cold {
    /// Énergie+'s heating season: 242 days at 7.5 K, 1815 K·day.
    pub fn energie_plus() -> Cold {
        Cold {
            code: "energie-plus".to_owned(),
            kelvin_days: SEASON_DAYS * SEASON_KELVIN,
            quality: Quality::Modelled,
            certainty: Certainty::Certain,
            origin: Origin::Method,
        }
    }

    /// The normal year of a station on a base; `None` where no normal is known.
    pub fn of_station(catalog: &Catalog, station: &str, base: Base) -> Option<Cold> {
        let year = catalog.station(station, base)?.normal()?.year()?;
        let code = match base {
            Base::Equivalent165 => "base-16-5",
            Base::Mean15 => "base-15",
            Base::Equivalent15 => "base-15-equivalent",
        };
        let sure = base == Base::Equivalent165;
        Some(Cold {
            code: code.to_owned(),
            kelvin_days: Decimal::from(year),
            quality: Quality::Measured,
            certainty: if sure { Certainty::Certain } else { Certainty::Likely },
            origin: Origin::Weather { station: station.to_owned() },
        })
    }

    /// Every choice there is for a station, Énergie+'s first.
    pub fn choices(catalog: &Catalog, station: &str) -> Vec<Cold> {
        let bases = [Base::Mean15, Base::Equivalent15, Base::Equivalent165];
        let known = bases.into_iter().filter_map(|base| Cold::of_station(catalog, station, base));
        std::iter::once(Cold::energie_plus()).chain(known).collect()
    }

    /// As an input of a figure; `of` says which choice it was.
    pub fn input(&self) -> Input {
        Input::new("measure-kelvin-days", self.kelvin_days, Measure::DegreeDays, self.origin.clone())
            .of(self.code.clone())
            .quality(self.quality)
            .certainty(self.certainty)
    }
}
