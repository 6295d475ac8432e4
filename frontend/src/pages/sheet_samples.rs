//! Sheets for samples: one with a plan, one without.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::sheet::{FORM, Sheet, Whose};
use eclaireur_models::financing::{Case, assess};
use rust_decimal::Decimal;

use super::samples;

const PLANNED: &str = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"sheltered-workshop\"\nvat_recovery = \"full\"\n\
    [building]\nin_wallonia = true\ntenure = \"owner\"\n\
    [[work]]\nmeasure = \"photovoltaic\"\nquantity = \"250 kWc\"\ncost_excl_vat = \"210000 EUR\"\n\
    saving_kwh = 120000\nsaving_quality = \"estimated\"\nprice_per_kwh = 0.25\ncarrier = \"electricity\"\n\
    lifetime_years = 25\nmaintenance_per_year = \"1500 EUR\"\n\
    [[source]]\nkind = \"loan\"\namount = \"190000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\n\
    amortisation = \"annuity\"\n[[source]]\nkind = \"own-funds\"\namount = \"20000 EUR\"\n\
    [plan]\nhorizon_years = 20\ndiscount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\n\
    own_funds_max = \"20000 EUR\"\n";
const BARE: &str = "[[work]]\nmeasure = \"roof-flat\"\nquantity = \"200 m2\"\ncost_excl_vat = \"30000 EUR\"\n\
    [[work]]\nmeasure = \"lighting\"\ncost_excl_vat = \"12400.50 EUR\"\n\
    [[work]]\nmeasure = \"joinery\"\ncost_excl_vat = \"8000 EUR\"\n";

/// Panels on a workshop, with their plan.
pub(super) fn planned() -> Sheet {
    of(PLANNED, Whose { organisation: None, activity: Some("sheltered-workshop"), province: Some("Hainaut") })
}

/// Works and what they cost, no more.
pub(super) fn bare() -> Sheet {
    of(BARE, Whose { organisation: None, activity: Some("school"), province: Some("Liège") })
}

fn of(case: &str, whose: Whose<'_>) -> Sheet {
    let made = || {
        let catalog = Catalog::embedded().ok()?;
        let case = Case::read(case, &catalog).ok()?;
        Sheet::of(&case, &assess(&case, &catalog, samples::today()), whose).ok()
    };
    made().unwrap_or(Sheet {
        form: FORM,
        on: samples::today(),
        organisation: None,
        activity: None,
        province: None,
        works: Vec::new(),
        cost_excl_vat: Decimal::ZERO,
        plan: None,
    })
}
