//! The law and the reference data, read from readable TOML files into types.
//!
//! The only code that sees TOML. The default catalogue is compiled in; a directory can be given at start, whose
//! files the backend reads and passes as (path, text). Does *not* decide anything.
//!
//! Invariants (I4): every value has a source and a certainty, every file a `checked_on`; unknown keys and illegal
//! dates are refused with file and hint. To add a value: a file in its folder, after its `_template.toml`.

mod agreed;
mod benchmarks;
mod bills;
mod carriers;
mod climate;
mod communes;
mod ets2;
mod factors;
mod formats;
mod given;
mod lists;
mod measures;
mod norms;
mod prices;
mod procurement;
mod profiles;
mod scenarios;
pub mod schemes;
mod sectors;
mod taken;
mod targets;

use serde::Deserialize;
use thiserror::Error;

pub use benchmarks::{Benchmark, Spread};
pub use bills::{BillField, BillTitle, BillWord, BillWords, UNSURE};
pub use carriers::{CarrierCard, Content, Plausible, Seasons};
pub use climate::{Base, Cold, DegreeDays, How, Normal, Row};
pub use communes::{Arrondissement, Commune, Communes, Merger, Province};
pub use ets2::{Ets2, Ets2Factor, Ets2Scenario, Ets2Start, Ets2Vat};
pub use factors::{FactorKind, FactorSet, Held};
pub use formats::{Attribute, CarrierRule, Edge, Format, LineSubject, Role, Shape};
pub use given::Given;
pub use lists::{BuildingsList, ListColumn, ListRole};
pub use measures::{
    ActsOn, Articles, BOUNDS, MEASURE_INPUTS, MEASURE_SETTLERS, MeasureCard, MeasureInput, MeasureStep,
    OBSTACLE_KINDS, OBSTACLES, Obstacle, PREREQUISITES, SAMPLES, SavingMethod, Told, VALIDITIES, input_unit,
};
pub use norms::{Norm, NormCondition, NormDeadline, Recurrence, SETTLERS, Test};
pub use prices::{Customer, PriceCard, ReferencePrice};
pub use procurement::{Procurement, PublicMoney, Threshold};
pub use profiles::{Break, LoadShape, MonthDay, Photovoltaics, Place, Sky, Taken, YieldRange};
pub use scenarios::{AssumedWork, Change, Scenario};
pub use sectors::{ClimateShare, Sector, ServiceUnit, UseShare};
pub use targets::{Target, Targets};

use self::schemes::Scheme;
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::period::Day;

/// The activity that stands for those of which nothing particular is known.
const ANY_ACTIVITY: &str = "other";

/// Why a catalogue file is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {what}")]
pub struct Problem {
    /// Path below the catalogue.
    pub file: String,
    /// Key, line and hint, in English: the reader is the one who edits the file.
    pub what: String,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name by which values of the same file point to it.
    pub id: String,
    /// Title of the document, with its date.
    pub title: String,
    /// Where to read it.
    pub link: Option<String>,
    /// How sure it is, where the values do not say it themselves.
    pub certainty: Option<Certainty>,
}

/// Everything the catalogue holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalog {
    version: String,
    formats: Vec<Format>,
    bills: BillWords,
    carriers: Vec<CarrierCard>,
    climate: Vec<DegreeDays>,
    lists: Option<BuildingsList>,
    sectors: Vec<Sector>,
    schemes: Vec<Scheme>,
    scenarios: Vec<Scenario>,
    communes: Communes,
    ets2: Option<Ets2>,
    prices: Vec<PriceCard>,
    norms: Vec<Norm>,
    procurement: Option<Procurement>,
    profiles: Vec<LoadShape>,
    photovoltaics: Option<Photovoltaics>,
    targets: Option<Targets>,
    factors: Vec<FactorSet>,
    benchmarks: Vec<Benchmark>,
    measures: Vec<MeasureCard>,
}

impl Catalog {
    /// What its files say, as a short checksum: the same files, the same version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The layout whose words describe a table somebody keeps: what mappings are read with.
    pub fn plain_table(&self) -> Option<&Format> {
        self.formats.iter().find(|f| f.code == "plain-table")
    }

    /// The layouts of files, those described column by column first.
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// The layout with this code.
    pub fn format(&self, code: &str) -> Option<&Format> {
        self.formats.iter().find(|f| f.code == code)
    }

    /// What lists of buildings look like.
    pub fn buildings_list(&self) -> Option<&BuildingsList> {
        self.lists.as_ref()
    }

    /// What phrases on a bill announce.
    pub fn bill_words(&self) -> &BillWords {
        &self.bills
    }

    /// What is known of a carrier.
    pub fn carrier(&self, carrier: Carrier) -> Option<&CarrierCard> {
        self.carriers.iter().find(|c| c.code == carrier)
    }

    /// The degree-days of the station with this code.
    pub fn degree_days(&self, station: &str) -> Option<&DegreeDays> {
        self.climate.iter().find(|s| s.code == station)
    }

    /// The degree-days of every station on every base.
    pub fn climate(&self) -> &[DegreeDays] {
        &self.climate
    }

    /// The degree-days of a station on one base.
    pub fn station(&self, station: &str, base: Base) -> Option<&DegreeDays> {
        self.climate.iter().find(|s| s.station == station && s.base == base)
    }

    /// The activities, by French name.
    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    /// The activity with this code.
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.iter().find(|s| s.code == code)
    }

    /// The schemes of aid and finance, by code.
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// The scheme with this code.
    pub fn scheme(&self, code: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|s| s.code == code)
    }

    /// The scenarios, by code.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario with this code.
    pub fn scenario(&self, code: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|s| s.code == code)
    }

    /// How much of the heating fuel follows the cold for an activity, and whether that is told of this one; else what is
    /// taken of any.
    pub fn climate_share(&self, activity: Option<&str>) -> Option<(&ClimateShare, bool)> {
        let of = |code: &str| self.sector(code)?.climate_share.as_ref();
        let told = activity.and_then(of).map(|share| (share, true));
        told.or_else(|| of(ANY_ACTIVITY).map(|share| (share, false)))
    }

    /// How the electricity of an activity is usually shared out, and whether that is told of this one; else what is taken of
    /// any.
    pub fn electricity_uses(&self, activity: Option<&str>) -> (&[UseShare], bool) {
        let of = |code: &str| self.sector(code).map(|sector| sector.electricity_uses.as_slice());
        match activity.and_then(of) {
            Some(uses) if !uses.is_empty() => (uses, true),
            _ => (of(ANY_ACTIVITY).unwrap_or_default(), false),
        }
    }

    /// What ETS2 may cost.
    pub fn ets2(&self) -> Option<&Ets2> {
        self.ets2.as_ref()
    }

    /// The reference price of a carrier on a day, for a small site first: what serves where no price of one's own is told.
    pub fn reference_price(&self, carrier: Carrier, day: Day) -> Option<ReferencePrice<'_>> {
        let of = self.prices.iter().filter(|card| card.carrier == carrier);
        of.filter(|card| card.customer != Customer::SocialTariff)
            .filter_map(|card| card.on(day))
            .min_by_key(|price| price.card.customer)
    }

    /// How an activity uses electricity over the hours of a year, and whether that is told of this one; else what is taken of
    /// any.
    pub fn load_shape(&self, activity: Option<&str>) -> Option<(&LoadShape, bool)> {
        let of = |code: &str| self.profiles.iter().find(|s| s.activities.iter().any(|a| a == code));
        let told = activity.and_then(of).map(|shape| (shape, true));
        told.or_else(|| of(ANY_ACTIVITY).map(|shape| (shape, false)))
    }

    /// How electricity is used over the hours of a year, by code.
    pub fn load_shapes(&self) -> &[LoadShape] {
        &self.profiles
    }

    /// What is taken of photovoltaics where nobody asked a yield service.
    pub fn photovoltaics(&self) -> Option<&Photovoltaics> {
        self.photovoltaics.as_ref()
    }

    /// The obligations, in the order of their codes.
    pub fn norms(&self) -> &[Norm] {
        &self.norms
    }

    /// The obligation with this code.
    pub fn norm(&self, code: &str) -> Option<&Norm> {
        self.norms.iter().find(|n| n.code == code)
    }

    /// Who has to buy by the rules of public procurement, and from which amounts on.
    pub fn procurement(&self) -> Option<&Procurement> {
        self.procurement.as_ref()
    }

    /// What parks of buildings and the Region aim at.
    pub fn targets(&self) -> Option<&Targets> {
        self.targets.as_ref()
    }

    /// Sets of factors of one kind, by code.
    pub fn factors(&self, kind: FactorKind) -> impl Iterator<Item = &FactorSet> {
        self.factors.iter().filter(move |set| set.kind == kind)
    }

    /// The factor set with this code.
    pub fn factor_set(&self, code: &str) -> Option<&FactorSet> {
        self.factors.iter().find(|set| set.code == code)
    }

    /// The declared CO2 factors that savings and measures are decided by.
    pub fn decision_factors(&self) -> Option<&FactorSet> {
        self.factors.iter().find(|set| set.decision)
    }

    /// Reference values of consumption, by code.
    pub fn benchmarks(&self) -> &[Benchmark] {
        &self.benchmarks
    }

    /// The measures, in the order of a chain.
    pub fn measures(&self) -> &[MeasureCard] {
        &self.measures
    }

    /// The measure with this code.
    pub fn measure(&self, code: &str) -> Option<&MeasureCard> {
        self.measures.iter().find(|card| card.code == code)
    }

    /// The communes of Wallonia.
    pub fn communes(&self) -> &Communes {
        &self.communes
    }
}

/// Every source named by a value must be listed in its file.
fn known_source(sources: &[Source], id: &str) -> Result<(), String> {
    sources
        .iter()
        .any(|s| s.id == id)
        .then_some(())
        .ok_or_else(|| format!("source `{id}` is not in [[source]]"))
}

/// A TOML date as a civil day; a date that is not in the calendar is refused.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    let written = ::toml::value::Datetime::deserialize(deserializer)?.to_string();
    written.parse().map_err(|_| serde::de::Error::custom(format!("`{written}` is no day of the calendar")))
}

/// The same for a key that may be absent.
fn maybe_day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    day(deserializer).map(Some)
}
