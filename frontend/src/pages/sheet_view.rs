//! A published sheet in words: the same for whoever previews it and whoever reads it.

use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::sheet::{Sheet, SheetPlan, SheetWork};
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::shell::Named;
use crate::text::{Say, exists};
use crate::{case_words, plan, words};

/// Works that a title names.
const NAMED: usize = 2;

/// A sheet laid out.
pub(super) struct SheetView {
    pub(super) title: String,
    /// *Entreprise de travail adapté · province de Hainaut*
    pub(super) about: Option<String>,
    pub(super) organisation: Option<String>,
    /// *Situation au 21/11/2026.*
    pub(super) day: String,
    pub(super) confirm: bool,
    pub(super) works: Vec<WorkView>,
    pub(super) cost: String,
    /// What the plan says, by name.
    pub(super) plan: Vec<(String, String)>,
    pub(super) years: Vec<YearView>,
    pub(super) warnings: Vec<String>,
    pub(super) hypotheses: Vec<String>,
}

pub(super) struct WorkView {
    pub(super) name: String,
    pub(super) quantity: Option<String>,
    pub(super) cost: String,
    pub(super) saving: Option<String>,
}

pub(super) struct YearView {
    pub(super) year: u16,
    pub(super) saving: String,
    pub(super) paid_back: String,
    pub(super) upkeep: String,
    pub(super) net: String,
}

fn euro(amount: Decimal) -> String {
    format::euro(Euro(amount.round_dp(2)))
}

fn kwh(kwh: Decimal) -> String {
    format!("{}{NBSP}kWh", format::number(kwh, 0))
}

/// *Isolation de toiture plate, éclairage et 2 autres travaux*
pub(crate) fn title(lang: Lang, sheet: &Sheet) -> String {
    let named: Vec<String> = sheet.works.iter().take(NAMED).map(|work| name(lang, work)).collect();
    let named = named.join(", ");
    match sheet.works.len().saturating_sub(NAMED) {
        0 => named,
        more => Say::new(lang, "sheet-title-more").with("works", named).count("count", more).to_string(),
    }
}

/// The name of a work.
pub(crate) fn name(lang: Lang, work: &SheetWork) -> String {
    match &work.measure {
        Some(code) => case_words::word(lang, "work.measure", code, &[]),
        None => Say::new(lang, "sheet-work-untold").to_string(),
    }
}

/// *province de Hainaut*
pub(crate) fn province(lang: Lang, sheet: &Sheet) -> Option<String> {
    let province = sheet.province.as_ref()?;
    Some(Say::new(lang, "sheet-province").with("province", province).to_string())
}

/// The activity by its name.
pub(crate) fn activity(sheet: &Sheet, activities: &[Named]) -> Option<String> {
    let code = sheet.activity.as_ref()?;
    activities.iter().find(|known| known.code == *code).map(|known| known.name.clone())
}

impl SheetView {
    pub(super) fn new(lang: Lang, sheet: &Sheet, activities: &[Named]) -> SheetView {
        let about: Vec<String> =
            [activity(sheet, activities), province(lang, sheet)].into_iter().flatten().collect();
        let of_plan = |codes: fn(&SheetPlan) -> &[String], what: &'static str| -> Vec<String> {
            let told = sheet.plan.iter().flat_map(codes);
            // A code of another time may have lost its words.
            told.filter(|code| exists(&format!("plan-{what}-{code}")))
                .map(|code| plan::words(lang, what, code))
                .collect()
        };
        SheetView {
            title: title(lang, sheet),
            about: (!about.is_empty()).then(|| about.join(" · ")),
            organisation: sheet.organisation.clone(),
            day: Say::new(lang, "sheet-day").with("day", format::day(sheet.on)).to_string(),
            confirm: sheet.plan.as_ref().is_some_and(|plan| plan.certainty != Certainty::Certain),
            works: sheet.works.iter().map(|work| of_work(lang, work)).collect(),
            cost: euro(sheet.cost_excl_vat),
            plan: sheet.plan.as_ref().map(|plan| figures(lang, plan)).unwrap_or_default(),
            years: sheet.plan.iter().flat_map(|plan| &plan.years).map(of_year).collect(),
            warnings: of_plan(|plan| &plan.warnings, "warning"),
            hypotheses: of_plan(|plan| &plan.hypotheses, "hypothesis"),
        }
    }
}

fn of_work(lang: Lang, work: &SheetWork) -> WorkView {
    let quantity = work.quantity.zip(work.unit.as_ref());
    let carrier = work.carrier.as_ref().map(|code| case_words::word(lang, "work.carrier", code, &[]));
    let saving = work.saving_kwh.map(|saved| match carrier {
        Some(carrier) => format!("{} ({})", kwh(saved), carrier.to_lowercase()),
        None => kwh(saved),
    });
    WorkView {
        name: name(lang, work),
        quantity: quantity.map(|(number, unit)| {
            format!("{}{NBSP}{}", format::decimal(number), case_words::unit(lang, unit))
        }),
        cost: euro(work.cost_excl_vat),
        saving,
    }
}

fn of_year(year: &eclaireur_models::financing::sheet::SheetYear) -> YearView {
    YearView {
        year: year.year,
        saving: euro(year.energy_saving),
        paid_back: euro(year.paid_back),
        upkeep: euro(year.upkeep),
        net: euro(year.net),
    }
}

fn figures(lang: Lang, plan: &SheetPlan) -> Vec<(String, String)> {
    let t = |key: &'static str| Say::new(lang, key).to_string();
    let years =
        |years: Decimal| Say::new(lang, "plan-in-years").with("years", format::decimal(years)).to_string();
    let from = |year: Option<u16>| match year {
        Some(year) => Say::new(lang, "plan-in-year").with("year", format::whole(year)).to_string(),
        None => t("plan-never"),
    };
    let some = |amount: Decimal| (!amount.is_zero()).then(|| euro(amount));
    let co2 = |kg: Decimal| Say::new(lang, "plan-kg").with("kg", format::number(kg, 0)).to_string();
    let lines = [
        (t("sheet-cost-incl"), Some(euro(plan.cost_incl_vat))),
        (t("sheet-cost-borne"), Some(euro(plan.cost_borne))),
        (t("sheet-grants"), Some(euro(plan.grants))),
        (t("sheet-grants-sure"), Some(euro(plan.grants_sure))),
        (t("sheet-donations"), some(plan.donations)),
        (t("sheet-own-funds"), Some(euro(plan.own_funds))),
        (t("sheet-need"), Some(euro(plan.need))),
        (t("sheet-bridging"), plan.bridging.map(euro)),
        (t("sheet-saving-euro"), plan.saving_euro.map(euro)),
        (t("sheet-saving-kwh"), Some(kwh(plan.saving_kwh))),
        (t("sheet-saving-p90"), Some(kwh(plan.saving_kwh_p90))),
        (t("sheet-co2"), plan.co2_kg.map(co2)),
        (t("sheet-neutral"), Some(from(plan.cash_neutral_from_year))),
        (t("sheet-neutral-cautious"), Some(from(plan.cash_neutral_when_cautious))),
        (t("sheet-payback"), plan.payback_years.map(years)),
        (t("sheet-npv"), Some(euro(plan.npv))),
        (t("sheet-irr"), plan.irr.map(format::percent)),
        (t("sheet-quality"), Some(words::quality(lang, plan.quality))),
    ];
    lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
