//! *Fiche de projet*: what an investor reads of a project, as it was on one day.
//!
//! Works, what they cost and save, the plan; the activity and the province. Never an address, a commune, a meter, a
//! reading, a bill or a person; the organisation by name only where it wishes. A sheet is data of its own: what is written
//! here is all that is published, and it does not move when the project does. Refused while no work is told, or the cost of
//! one lacks: an investor compares costs first. To add a line: a field here that may lack, so that older sheets stay readable.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::plan::Plan;
use super::{Case, Financing};
use crate::certain::{Certainty, Quality};
use crate::period::Day;

/// The writing of sheets; grows when a field changes its meaning.
pub const FORM: u32 = 1;

/// What is published of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// [`FORM`] when it was written.
    pub form: u32,
    /// The day it tells of.
    pub on: Day,
    /// Name of the organisation, where it wishes to be named.
    pub organisation: Option<String>,
    /// Code of its activity.
    pub activity: Option<String>,
    /// Province, in French.
    pub province: Option<String>,
    /// The works.
    pub works: Vec<SheetWork>,
    /// What they cost without VAT, euro.
    pub cost_excl_vat: Decimal,
    /// The plan, where its facts are told.
    pub plan: Option<SheetPlan>,
}

/// One work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetWork {
    /// Code of the measure.
    pub measure: Option<String>,
    /// How much of it.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// What it costs without VAT, euro.
    pub cost_excl_vat: Decimal,
    /// What it saves, kWh a year.
    pub saving_kwh: Option<Decimal>,
    /// Of which energy.
    pub carrier: Option<String>,
}

/// The plan in short: P50 and central prices, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// With VAT, euro.
    pub cost_incl_vat: Decimal,
    /// With the VAT that is not recovered: what has to be paid for.
    pub cost_borne: Decimal,
    /// Grants counted on.
    pub grants: Decimal,
    /// Of them, sure.
    pub grants_sure: Decimal,
    /// Gifts.
    pub donations: Decimal,
    /// What the organisation puts in.
    pub own_funds: Decimal,
    /// What others have to bring: the cost without grants, gifts and own funds.
    pub need: Decimal,
    /// What is awaited of the grants at acceptance.
    pub bridging: Option<Decimal>,
    /// Euro saved in the first year.
    pub saving_euro: Option<Decimal>,
    /// kWh a year, P50.
    pub saving_kwh: Decimal,
    /// kWh a year, P90.
    pub saving_kwh_p90: Decimal,
    /// kg of CO2 equivalent a year.
    pub co2_kg: Option<Decimal>,
    /// The first year from which no year costs more than it brings.
    pub cash_neutral_from_year: Option<u16>,
    /// The same with P90, low prices and sure grants alone.
    pub cash_neutral_when_cautious: Option<u16>,
    /// Years.
    pub payback_years: Option<Decimal>,
    /// *VAN* before financing, euro.
    pub npv: Decimal,
    /// *TRI* before financing.
    pub irr: Option<Decimal>,
    /// The years.
    pub years: Vec<SheetYear>,
    /// The weakest data behind a saving.
    pub quality: Quality,
    /// The weakest of what it stands on.
    pub certainty: Certainty,
    /// What it assumes: `plan-hypothesis-<code>`.
    pub hypotheses: Vec<String>,
    /// What it warns of: `plan-warning-<code>`.
    pub warnings: Vec<String>,
}

/// A year of the plan, euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetYear {
    /// From 1 on.
    pub year: u16,
    /// What the saved energy would have cost.
    pub energy_saving: Decimal,
    /// What is paid to those who lent or invested.
    pub paid_back: Decimal,
    /// Maintenance and replacements.
    pub upkeep: Decimal,
    /// What is left.
    pub net: Decimal,
}

/// Why a project cannot be published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// No work is told.
    NoWork,
    /// The cost of a work lacks.
    NoCost,
}

impl NotYet {
    /// Every reason.
    pub const ALL: [NotYet; 2] = [NotYet::NoWork, NotYet::NoCost];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            NotYet::NoWork => "no-work",
            NotYet::NoCost => "no-cost",
        }
    }
}

/// Whose project it is, as far as a sheet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whose<'a> {
    /// Name of the organisation, where it wishes to be named.
    pub organisation: Option<&'a str>,
    /// Code of its activity.
    pub activity: Option<&'a str>,
    /// Province, in French.
    pub province: Option<&'a str>,
}

impl Sheet {
    /// What would be published of a project.
    ///
    /// # Errors
    /// What an investor needs first lacks.
    pub fn of(case: &Case, said: &Financing, whose: Whose<'_>) -> Result<Sheet, NotYet> {
        if case.works.is_empty() {
            return Err(NotYet::NoWork);
        }
        let works: Vec<SheetWork> =
            case.works.iter().map(work).collect::<Option<_>>().ok_or(NotYet::NoCost)?;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Ok(Sheet {
            form: FORM,
            on: said.on,
            organisation: owned(whose.organisation),
            activity: owned(whose.activity),
            province: owned(whose.province),
            cost_excl_vat: works.iter().map(|work| work.cost_excl_vat).sum(),
            works,
            plan: said.plan.as_ref().map(plan),
        })
    }

    /// Whether it says the same of the project as another, whatever the day and whether the organisation is named.
    pub fn says_the_same(&self, other: &Sheet) -> bool {
        let undated = |sheet: &Sheet| Sheet { on: Day::ZERO, organisation: None, ..sheet.clone() };
        undated(self) == undated(other)
    }

    /// What others have to bring, where there is a plan.
    pub fn need(&self) -> Option<Decimal> {
        self.plan.as_ref().map(|plan| plan.need)
    }
}

fn work(facts: &Facts) -> Option<SheetWork> {
    let word = |code: &str| facts.word(code).map(str::to_owned);
    let quantity = facts.quantity("work.quantity");
    Some(SheetWork {
        measure: word("work.measure"),
        quantity: quantity.map(|(number, _)| number),
        unit: quantity.map(|(_, unit)| unit.to_owned()),
        cost_excl_vat: facts.number("work.cost_excl_vat")?,
        saving_kwh: facts.number("work.saving_kwh"),
        carrier: word("work.carrier"),
    })
}

fn plan(plan: &Plan) -> SheetPlan {
    let own = plan.grants.0 + plan.donations.0 + plan.own_funds.0;
    let years = plan.years.iter().map(|year| SheetYear {
        year: year.year,
        energy_saving: year.energy_saving.0,
        paid_back: year.instalment.0 + year.third_party.0 + year.bridging.0,
        upkeep: year.maintenance.0 + year.replacement.0,
        net: year.net.0,
    });
    let codes = |codes: &[&'static str]| codes.iter().map(|code| (*code).to_owned()).collect();
    SheetPlan {
        cost_incl_vat: plan.cost_incl_vat.0,
        cost_borne: plan.cost_borne.0,
        grants: plan.grants.0,
        grants_sure: plan.grants_sure.0,
        donations: plan.donations.0,
        own_funds: plan.own_funds.0,
        need: (plan.cost_borne.0 - own).max(Decimal::ZERO),
        bridging: plan.bridging.map(|bridging| bridging.amount.0),
        saving_euro: plan.years.first().map(|year| year.energy_saving.0),
        saving_kwh: plan.saved_kwh_per_year,
        saving_kwh_p90: plan.saved_kwh_per_year_p90,
        co2_kg: plan.co2_kg_per_year,
        cash_neutral_from_year: plan.cash_neutral_from_year,
        cash_neutral_when_cautious: plan.first_line.cash_neutral_from_year,
        payback_years: plan.simple_payback_years.map(|years| years.0),
        npv: plan.project_npv.0,
        irr: plan.project_irr.map(|rate| rate.0),
        years: years.collect(),
        quality: plan.quality,
        certainty: plan.certainty,
        hypotheses: codes(&plan.hypotheses),
        warnings: codes(&plan.warnings),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;
    use crate::financing::assess;

    const PLANNED: &str = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"school\"\nvat_recovery = \"full\"\n\
        [[work]]\nmeasure = \"photovoltaic\"\nquantity = \"250 kWc\"\ncost_excl_vat = \"210000 EUR\"\n\
        saving_kwh = 120000\nsaving_quality = \"estimated\"\nprice_per_kwh = 0.25\ncarrier = \"electricity\"\n\
        lifetime_years = 25\nmaintenance_per_year = \"1500 EUR\"\n\
        [[source]]\nkind = \"loan\"\namount = \"190000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\n\
        amortisation = \"annuity\"\n[[source]]\nkind = \"own-funds\"\namount = \"20000 EUR\"\n\
        [plan]\nhorizon_years = 20\ndiscount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\n\
        own_funds_max = \"20000 EUR\"\n";

    fn sheet(case: &str, whose: Whose<'_>) -> Result<Sheet, NotYet> {
        let catalog = Catalog::embedded().unwrap();
        let case = Case::read(case, &catalog).unwrap();
        let said = assess(&case, &catalog, jiff::civil::date(2026, 11, 21));
        Sheet::of(&case, &said, whose)
    }

    #[test]
    fn a_project_without_works_or_costs_is_not_published() {
        assert_eq!(sheet("", Whose::default()).unwrap_err(), NotYet::NoWork);
        let uncosted = "[[work]]\nmeasure = \"roof-flat\"\n";
        assert_eq!(sheet(uncosted, Whose::default()).unwrap_err(), NotYet::NoCost);
    }

    #[test]
    fn what_others_bring_is_what_grants_gifts_and_own_funds_leave() {
        let sheet = sheet(PLANNED, Whose { province: Some("Hainaut"), ..Whose::default() }).unwrap();
        let plan = sheet.plan.as_ref().unwrap();
        assert_eq!((sheet.cost_excl_vat, plan.cost_borne), (dec!(210000), dec!(210000)));
        assert_eq!(plan.need, plan.cost_borne - plan.grants - plan.donations - plan.own_funds);
        assert_eq!((plan.years.len(), plan.saving_kwh), (20, dec!(120000)));
        assert!(plan.saving_kwh_p90 <= plan.saving_kwh);
        assert_eq!(plan.saving_euro, plan.years.first().map(|year| year.energy_saving));
    }

    #[test]
    fn works_that_cost_but_tell_no_plan_are_published_without_one() {
        let told =
            "[[work]]\nmeasure = \"roof-flat\"\nquantity = \"200 m2\"\ncost_excl_vat = \"30000 EUR\"\n";
        let sheet = sheet(told, Whose::default()).unwrap();
        assert_eq!((sheet.plan.is_none(), sheet.need(), sheet.cost_excl_vat), (true, None, dec!(30000)));
    }

    #[test]
    fn a_sheet_is_the_same_after_it_was_kept_and_says_the_same_on_another_day_and_under_a_name() {
        let bare = sheet(PLANNED, Whose::default()).unwrap();
        let kept: Sheet = serde_json::from_str(&serde_json::to_string(&bare).unwrap()).unwrap();
        assert_eq!(kept, bare);
        let mut named =
            sheet(PLANNED, Whose { organisation: Some("Les Tilleuls"), ..Whose::default() }).unwrap();
        named.on = jiff::civil::date(2027, 1, 1);
        assert!(named != bare && named.says_the_same(&bare));
        let dearer = sheet(&PLANNED.replace("210000", "220000"), Whose::default()).unwrap();
        assert!(!dearer.says_the_same(&bare));
    }
}
