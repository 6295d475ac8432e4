//! Activities of the social-profit sector and the unit their service is counted in.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{ActsOn, Source, known_source};
use crate::certain::Certainty;
use crate::lang::{Text, unaccented};
use crate::period::Day;

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Permanent code, kebab-case.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// French words people type for it.
    pub synonyms: Vec<String>,
    /// Nearly nobody is there in July and August: what is used then is no base load.
    #[serde(default)]
    pub summer_break: bool,
    /// Of name and unit.
    pub certainty: Certainty,
    /// Who can say, when not certain.
    pub settled_by: Option<String>,
    /// Official names.
    pub name: Text,
    /// Bed, pupil, place…
    pub service_unit: Option<ServiceUnit>,
    /// How much of the heating fuel follows the cold, where that is told.
    pub climate_share: Option<ClimateShare>,
    /// How its electricity is usually shared out between uses, where that is told; the rest is other use.
    #[serde(default, rename = "electricity_use")]
    pub electricity_uses: Vec<UseShare>,
    /// Sources.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// The usual share of a use in the electricity of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseShare {
    /// `lighting`, `ventilation`, `kitchen`, `laundry`.
    pub of: ActsOn,
    /// 0.27 is 27 %.
    pub share: Decimal,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

/// What energy is divided by to speak of the mission.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceUnit {
    /// Permanent code.
    pub code: String,
    /// Singular names.
    pub name: Text,
}

/// *Part climatique* usual for an activity: the share of its heating fuel that follows the cold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClimateShare {
    /// At least.
    pub lowest: Decimal,
    /// The one taken where one is needed; the middle when absent.
    pub usual: Option<Decimal>,
    /// At most.
    pub highest: Decimal,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

impl Sector {
    pub(super) fn check(&self) -> Result<(), String> {
        let mut all = Decimal::ZERO;
        for of in &self.electricity_uses {
            known_source(&self.source, &of.source)?;
            all += of.share;
            if of.share < Decimal::ZERO || all > Decimal::ONE {
                return Err("key `electricity_use`: shares of one whole".to_owned());
            }
        }
        let Some(share) = &self.climate_share else { return Ok(()) };
        let usual = share.usual.unwrap_or(share.lowest);
        let rises = Decimal::ZERO <= share.lowest
            && share.lowest <= usual
            && usual <= share.highest
            && share.highest <= Decimal::ONE;
        if !rises {
            return Err("key `climate_share`: 0 ≤ lowest ≤ usual ≤ highest ≤ 1".to_owned());
        }
        known_source(&self.source, &share.source)
    }

    /// Whether somebody who types `words` may mean it.
    pub fn answers_to(&self, words: &str) -> bool {
        let words = unaccented(words).to_lowercase();
        let words = words.trim();
        !words.is_empty()
            && std::iter::once(&self.name.fr)
                .chain(&self.synonyms)
                .any(|name| unaccented(name).to_lowercase().contains(words))
    }
}
