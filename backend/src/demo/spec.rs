//! The demonstration's file, as written.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use rust_decimal::Decimal;
use serde::Deserialize;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demo {
    pub(super) seed: u64,
    pub(super) federation: FederationSpec,
    pub(super) organisation: Vec<OrganisationSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FederationSpec {
    pub(super) name: String,
    /// Whom its campaign lists.
    #[serde(default)]
    pub(super) listed: Vec<super::campaign::ListedSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationSpec {
    pub(super) name: String,
    pub(super) activity: String,
    pub(super) legal_form: String,
    pub(super) nis: String,
    pub(super) postcode: String,
    /// Its federation may see it by name.
    #[serde(default)]
    pub(super) consents: bool,
    /// What it asks the accompaniment cell.
    pub(super) help: Option<String>,
    #[serde(default)]
    pub(super) price: Vec<PriceSpec>,
    #[serde(default)]
    pub(super) building: Vec<BuildingSpec>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BuildingSpec {
    pub(super) name: String,
    pub(super) street: String,
    pub(super) area_m2: Option<u32>,
    pub(super) units: Option<u32>,
    /// What else is known of it, by the code of the fact.
    #[serde(default)]
    pub(super) facts: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) event: Vec<EventSpec>,
    #[serde(default)]
    pub(super) project: Vec<ProjectSpec>,
    #[serde(default)]
    pub(super) meter: Vec<MeterSpec>,
}

/// Something that happened so many years ago, on this day of the year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventSpec {
    pub(super) kind: String,
    pub(super) years_ago: i16,
    /// `09-01`
    pub(super) day: String,
    pub(super) text: String,
}

/// Works somebody thinks of, in the keys of a financing case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectSpec {
    pub(super) name: String,
    /// Investors read a sheet of it, without the name of the organisation.
    #[serde(default)]
    pub(super) sheet: bool,
    pub(super) case: toml::Table,
}

/// A marginal price per kWh, of water per m3, with VAT.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriceSpec {
    pub(super) carrier: Carrier,
    pub(super) per_unit: Decimal,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeterSpec {
    pub(super) name: String,
    pub(super) carrier: Carrier,
    pub(super) how: How,
    /// A year of average weather, in kWh; for water in m3.
    pub(super) annual_kwh: f64,
    /// Share that follows the cold.
    pub(super) heat: f64,
    /// Use at night, as a share of use by day.
    #[serde(default = "half")]
    pub(super) night: f64,
    /// Peak power of the solar panels behind the meter.
    #[serde(default)]
    pub(super) injection_kwc: f64,
    /// What people call the meter of those panels; without it nobody measures what they make.
    pub(super) production: Option<String>,
    #[serde(default)]
    pub(super) faults: Vec<Fault>,
}

const fn half() -> f64 {
    0.5
}

/// How readings come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum How {
    QuarterHours,
    Months,
    Index,
    YearlyBills,
    Deliveries,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    Gap,
    MeterChange,
    EstimatedBill,
    WrongEan,
    /// Water that runs day and night, from May of this year on.
    Leak,
    /// A valve that no longer closes: heat in summer, from May of last year on.
    StuckValve,
    /// The bill of last year at a price half as high again.
    PriceJump,
}
