//! The closed list of what a financing case may tell, each fact with the form of its value.
//!
//! An absent fact is *not known*, never a default. A scheme's conditions may ask for these and no others. To add one: a
//! line in [`CASE_FACTS`], a label in the locales (`fact-<code>`, dots and underscores as dashes).

use super::LegalForm;

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseForm {
    /// `true` or `false`.
    YesNo,
    /// A legal form of [`LegalForm`].
    Legal,
    /// An activity of `catalog/sectors`.
    Activity,
    /// A measure of [`MEASURES`].
    Measure,
    /// One word of a list.
    Choice(&'static [&'static str]),
    /// A day, `2026-12-01`.
    Day,
    /// A number, not below zero, in the unit named.
    Number(&'static str),
    /// A share between 0 and 1.
    Share,
    /// Euro, `"30000 EUR"`.
    Money,
    /// A number with the unit of the measure, `"200 m2"`.
    Quantity,
}

/// One fact that a case may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseFact {
    /// Permanent code, `table.key`.
    pub code: &'static str,
    /// The form of its value.
    pub form: CaseForm,
}

/// A kind of works, and what it is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasureUnit {
    /// Permanent code.
    pub code: &'static str,
    /// The units its quantity may be told in; the first is the usual one.
    pub units: &'static [&'static str],
}

const AREA: &[&str] = &["m2"];
/// What is no surface is told as people know it.
const ANY: &[&str] = &["piece", "unit", "kW", "kWc", "kWp", "W", "m2", "m3/h", "m", "l"];

/// The measures a work may name, by code.
pub const MEASURES: &[MeasureUnit] = &[
    measure("biomass-boiler", ANY),
    measure("cogeneration", ANY),
    measure("energy-accounting", ANY),
    measure("energy-audit", ANY),
    measure("floor", AREA),
    measure("gas-boiler", ANY),
    measure("heat-pump", ANY),
    measure("joinery", AREA),
    measure("lighting", ANY),
    measure("photovoltaic", ANY),
    measure("photovoltaic-conformity", ANY),
    measure("pre-feasibility", ANY),
    measure("real-estate-strategy", ANY),
    measure("regulation", ANY),
    measure("roof-attic-floor", AREA),
    measure("roof-flat", AREA),
    measure("roof-pitched", AREA),
    measure("roof-sarking", AREA),
    measure("solar-thermal", ANY),
    measure("ventilation", ANY),
    measure("wall", AREA),
];

const AIM: &[&str] = &["philanthropic", "scientific", "technical", "educational", "other"];
const FIELD: &[&str] = &["energy", "environment", "social-exclusion", "culture", "sport", "health", "other"];
const TENURE: &[&str] =
    &["owner", "emphyteusis", "superficies", "usufruct", "lease", "loan-for-use", "other"];
const VAT_RECOVERY: &[&str] = &["none", "partial", "full"];
const INCOME_TAX: &[&str] = &["legal-persons", "corporate"];
const PATH: &[&str] = &["low", "central", "high"];
const SOURCE: &[&str] =
    &["grant", "loan", "third-party", "energy-performance-contract", "cooperative", "own-funds", "donation"];
const QUALITY: &[&str] = &["measured", "estimated", "filled", "modelled", "declared"];
const AMORTISATION: &[&str] = &["annuity", "constant-principal", "bullet"];
/// The carriers a saving may be of; those of `building::Carrier`.
const CARRIERS: &[&str] = &[
    "electricity",
    "natural_gas",
    "heating_oil",
    "propane",
    "butane",
    "pellets",
    "wood",
    "district_heat",
    "water",
    "other",
];

/// Every fact, by code.
pub const CASE_FACTS: &[CaseFact] = &[
    told("building.dwelling", CaseForm::YesNo),
    told("building.dwelling_age_years", CaseForm::Number("year")),
    told("building.heated_area_m2", CaseForm::Number("m2")),
    told("building.in_wallonia", CaseForm::YesNo),
    told("building.permit_requested_date", CaseForm::Day),
    told("building.recognised_home", CaseForm::YesNo),
    told("building.tenure", CaseForm::Choice(TENURE)),
    told("building.tenure_ends", CaseForm::Day),
    told("organisation.activity", CaseForm::Activity),
    told("organisation.aim", CaseForm::Choice(AIM)),
    told("organisation.approved_cooperative", CaseForm::YesNo),
    told("organisation.contracting_authority", CaseForm::YesNo),
    told("organisation.declared_dividend", CaseForm::Share),
    told("organisation.exempt_education", CaseForm::YesNo),
    told("organisation.field", CaseForm::Choice(FIELD)),
    told("organisation.full_time_equivalents", CaseForm::Number("ETP")),
    told("organisation.german_speaking_community", CaseForm::YesNo),
    told("organisation.income_tax", CaseForm::Choice(INCOME_TAX)),
    told("organisation.largest_vote_share", CaseForm::Share),
    told("organisation.legal_form", CaseForm::Legal),
    told("organisation.members", CaseForm::Number("member")),
    told("organisation.members_all_public", CaseForm::YesNo),
    told("organisation.members_capital", CaseForm::Money),
    told("organisation.public_funding_share", CaseForm::Share),
    told("organisation.registered_bce", CaseForm::YesNo),
    told("organisation.seat_in_wallonia", CaseForm::YesNo),
    told("organisation.unrelated_directors", CaseForm::Number("director")),
    told("organisation.vat_prorata", CaseForm::Share),
    told("organisation.vat_recovery", CaseForm::Choice(VAT_RECOVERY)),
    told("plan.bridging_rate", CaseForm::Share),
    told("plan.debt_service_max", CaseForm::Money),
    told("plan.discount_rate", CaseForm::Share),
    told("plan.grant_delay_months", CaseForm::Number("month")),
    told("plan.guarantee_max", CaseForm::Money),
    told("plan.horizon_years", CaseForm::Number("year")),
    told("plan.own_funds_max", CaseForm::Money),
    told("plan.price_growth", CaseForm::Share),
    told("plan.price_path", CaseForm::Choice(PATH)),
    told("plan.savings_kept_share", CaseForm::Share),
    told("plan.vat_rate", CaseForm::Share),
    told("procedure.acceptance_date", CaseForm::Day),
    told("procedure.advance_paid_date", CaseForm::Day),
    told("procedure.application_date", CaseForm::Day),
    told("procedure.balance_paid_date", CaseForm::Day),
    told("procedure.call_open", CaseForm::YesNo),
    told("procedure.global_audit_date", CaseForm::Day),
    told("procedure.grant_decision_date", CaseForm::Day),
    told("procedure.in_construction_plan", CaseForm::YesNo),
    told("procedure.order_signed_date", CaseForm::Day),
    told("procedure.reports_sent", CaseForm::Number("report")),
    told("procedure.reservation_date", CaseForm::Day),
    told("procedure.settlement_date", CaseForm::Day),
    told("procedure.ureba_audit_date", CaseForm::Day),
    told("procedure.urgency_authorisation", CaseForm::YesNo),
    told("procedure.works_start_date", CaseForm::Day),
    told("source.amortisation", CaseForm::Choice(AMORTISATION)),
    told("source.amount", CaseForm::Money),
    told("source.bears_upkeep", CaseForm::YesNo),
    told("source.dividend_cap", CaseForm::Share),
    told("source.fee_per_year", CaseForm::Money),
    told("source.grace_months", CaseForm::Number("month")),
    told("source.guaranteed_kwh", CaseForm::Number("kWh")),
    told("source.indexation", CaseForm::Share),
    told("source.kind", CaseForm::Choice(SOURCE)),
    told("source.rate", CaseForm::Share),
    told("source.savings_share", CaseForm::Share),
    told("source.transfer_price", CaseForm::Money),
    told("source.years", CaseForm::Number("year")),
    told("work.bio_based", CaseForm::YesNo),
    told("work.carrier", CaseForm::Choice(CARRIERS)),
    told("work.cleaning", CaseForm::YesNo),
    told("work.cost_excl_vat", CaseForm::Money),
    told("work.existing_power_kw", CaseForm::Number("kW")),
    told("work.fossil_production", CaseForm::YesNo),
    told("work.heat_loss_share", CaseForm::Share),
    told("work.in_audit_plan", CaseForm::YesNo),
    told("work.inspection_date", CaseForm::Day),
    told("work.invoice_date", CaseForm::Day),
    told("work.lifetime_years", CaseForm::Number("year")),
    told("work.maintenance_per_year", CaseForm::Money),
    told("work.measure", CaseForm::Measure),
    told("work.other_aid", CaseForm::Money),
    told("work.power_kw", CaseForm::Number("kW")),
    told("work.price_per_kwh", CaseForm::Number("EUR/kWh")),
    told("work.quantity", CaseForm::Quantity),
    told("work.replacement_cost", CaseForm::Money),
    told("work.residual_value", CaseForm::Money),
    told("work.saving_kwh", CaseForm::Number("kWh")),
    told("work.saving_quality", CaseForm::Choice(QUALITY)),
    told("work.saving_share", CaseForm::Share),
    told("work.simple_payback_years", CaseForm::Number("year")),
    told("work.total_power_kw", CaseForm::Number("kW")),
];

const fn told(code: &'static str, form: CaseForm) -> CaseFact {
    CaseFact { code, form }
}

const fn measure(code: &'static str, units: &'static [&'static str]) -> MeasureUnit {
    MeasureUnit { code, units }
}

/// The fact with this code.
pub fn case_fact(code: &str) -> Option<&'static CaseFact> {
    CASE_FACTS.binary_search_by(|f| f.code.cmp(code)).ok().and_then(|at| CASE_FACTS.get(at))
}

/// The measure with this code.
pub fn measure_unit(code: &str) -> Option<&'static MeasureUnit> {
    MEASURES.iter().find(|m| m.code == code)
}

impl CaseForm {
    /// The words it takes, where they are a closed list of the program.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            CaseForm::Legal => LegalForm::ALL.iter().map(|f| f.code()).collect(),
            CaseForm::Measure => MEASURES.iter().map(|m| m.code).collect(),
            CaseForm::Choice(words) => words.to_vec(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_every_code_is_found() {
        assert!(CASE_FACTS.windows(2).all(|w| w[0].code < w[1].code));
        assert!(MEASURES.windows(2).all(|w| w[0].code < w[1].code));
        assert!(CASE_FACTS.iter().all(|f| case_fact(f.code) == Some(f)));
    }
}
