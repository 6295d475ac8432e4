//! A plan in words that a board can read aloud: what it brings, who pays, what it assumes, what it warns of.
//!
//! The words are in `locales/*/plan.ftl`. Does *not* compute: `eclaireur_models::financing::plan` does.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::plan::codes::{HYPOTHESES, WARNINGS};
use eclaireur_models::financing::plan::{Plan, SourceKind, sensitivity};
use eclaireur_models::financing::{Cents, Financing};
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use crate::text::Say;
use crate::{format, schemes, words};

/// Sights of the future that every plan may show, beside the scenarios of ETS2.
const VARIANTS: [&str; 6] =
    ["cautious", "central", "grants-sure", "prices-high", "prices-low", "savings-p90"];

/// Every key this module may ask for by code, with the scenarios compiled in.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = SourceKind::ALL.map(|kind| key("source", kind.code())).to_vec();
    for (what, codes) in [
        ("hypothesis", HYPOTHESES),
        ("warning", WARNINGS),
        ("bar", sensitivity::BARS),
        ("variant", VARIANTS.as_slice()),
    ] {
        keys.extend(codes.iter().map(|code| key(what, code)));
    }
    keys.extend(crate::plan_tables::keys());
    keys.extend(["vat-6", "vat-21"].map(|code| key("variant", code)));
    for ets2 in Catalog::embedded().iter().filter_map(Catalog::ets2) {
        keys.extend(ets2.scenarios.iter().map(|scenario| key("variant", &scenario.code)));
    }
    keys
}

fn key(what: &str, code: &str) -> String {
    format!("plan-{what}-{code}")
}

/// The words of a code of this kind: `source`, `hypothesis`, `warning`, `bar`, `variant`.
pub fn words(lang: Lang, what: &str, code: &str) -> String {
    Say::owned(lang, key(what, code)).to_string()
}

/// Euro, as written for people.
pub fn euro(cents: Cents) -> String {
    format::euro(Euro(cents.0))
}

/// What a board hears first, for the cautious case.
pub fn first_line(lang: Lang, plan: &Plan) -> String {
    let first = &plan.first_line;
    let Some(year) = first.cash_neutral_from_year else {
        return Say::new(lang, "plan-first-never").with("years", format::whole(plan.years.len())).to_string();
    };
    let year = format::whole(year);
    let said = match first.yearly_yield.filter(|cents| cents.0 > Decimal::ZERO) {
        Some(cents) => Say::new(lang, "plan-first-yields").with("year", year).with("euro", euro(cents)),
        None => Say::new(lang, "plan-first-nothing").with("year", year),
    };
    said.to_string()
}

/// Own funds, and whether they come back, in the cautious case.
pub fn own_funds_line(lang: Lang, plan: &Plan) -> Option<String> {
    let first = &plan.first_line;
    if first.own_funds.0 <= Decimal::ZERO {
        return None;
    }
    let said = match first.own_funds_back_in_year {
        Some(year) => Say::new(lang, "plan-own-funds-back").with("year", format::whole(year)),
        None => Say::new(lang, "plan-own-funds-not-back"),
    };
    Some(said.with("euro", euro(first.own_funds)).to_string())
}

/// The whole plan, line by line, the first one first; what lacks where there is none.
pub fn told(lang: Lang, all: &Financing) -> Vec<String> {
    let Some(plan) = &all.plan else {
        if all.missing.is_empty() {
            return Vec::new();
        }
        let facts: Vec<String> = all.missing.iter().map(|fact| schemes::fact(lang, fact)).collect();
        return vec![Say::new(lang, "plan-lacks").with("facts", facts.join(" · ")).to_string()];
    };
    let mut lines = vec![first_line(lang, plan)];
    lines.extend(lead(lang, plan));
    lines.extend(parts(lang, plan));
    lines.extend(figures(lang, plan));
    lines.extend(plan.warnings.iter().map(|code| words(lang, "warning", code)));
    lines.push(Say::new(lang, "plan-assumes").to_string());
    lines.extend(plan.hypotheses.iter().map(|code| format!("    {}", words(lang, "hypothesis", code))));
    lines
}

/// What comes right after the first line: own funds, what lacks, what it costs.
pub fn lead(lang: Lang, plan: &Plan) -> Vec<String> {
    let cost = Say::new(lang, "plan-cost")
        .with("incl", euro(plan.cost_incl_vat))
        .with("borne", euro(plan.cost_borne))
        .to_string();
    let open = plan.certainty != Certainty::Certain;
    let confirm = open.then(|| Say::new(lang, "plan-confirm").to_string());
    own_funds_line(lang, plan).into_iter().chain(short_of(lang, plan)).chain(confirm).chain([cost]).collect()
}

fn short_of(lang: Lang, plan: &Plan) -> Option<String> {
    let lacking = [("plan-unfunded", plan.unfunded), ("plan-unfunded-cautious", plan.first_line.unfunded)];
    let (key, cents) = lacking.into_iter().find(|(_, cents)| cents.0 > Decimal::ZERO)?;
    Some(Say::new(lang, key).with("euro", euro(cents)).to_string())
}

/// Who pays how much.
pub fn parts(lang: Lang, plan: &Plan) -> Vec<String> {
    let part = |kind: SourceKind, cents: Cents| {
        let said = Say::new(lang, "plan-part").with("source", words(lang, "source", kind.code()));
        (cents.0 > Decimal::ZERO).then(|| said.with("euro", euro(cents)).to_string())
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(part(SourceKind::Grant, plan.grants));
    lines.extend(part(SourceKind::Donation, plan.donations));
    for loan in &plan.loans {
        let said = Say::new(lang, "plan-part-loan")
            .with("source", words(lang, "source", loan.kind.code()))
            .with("euro", euro(loan.amount))
            .with("years", format::whole(loan.years))
            .with("instalment", euro(loan.instalment));
        lines.push(said.to_string());
    }
    lines.extend(plan.third_parties.iter().filter_map(|third| part(third.kind, third.amount)));
    lines.extend(part(SourceKind::OwnFunds, plan.own_funds));
    if let Some(bridging) = plan.bridging {
        let said = match bridging.months.zip(bridging.cost) {
            Some((months, cost)) => {
                Say::new(lang, "plan-bridging").with("months", format::whole(months)).with("cost", euro(cost))
            }
            None => Say::new(lang, "plan-bridging-open"),
        };
        lines.push(said.with("euro", euro(bridging.amount)).to_string());
    }
    lines
}

/// The figures an accountant asks for.
fn figures(lang: Lang, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(year) = plan.years.first() {
        let said = Say::new(lang, "plan-year-one")
            .with("saving", euro(year.energy_saving))
            .with("instalment", euro(year.instalment))
            .with("other", euro(year.third_party))
            .with("maintenance", euro(year.maintenance))
            .with("net", euro(year.net));
        lines.push(said.to_string());
    }
    if let Some(years) = plan.simple_payback_years {
        lines.push(Say::new(lang, "plan-payback").with("years", format::decimal(years.0)).to_string());
    }
    lines.push(Say::new(lang, "plan-npv").with("euro", euro(plan.npv)).to_string());
    if let Some(rate) = plan.irr {
        lines.push(Say::new(lang, "plan-irr").with("rate", format::signed_percent(rate.0)).to_string());
    }
    if let Some(ratio) = plan.dscr_min {
        lines.push(Say::new(lang, "plan-dscr").with("ratio", format::decimal(ratio.0)).to_string());
    }
    lines.push(
        Say::new(lang, "plan-energy")
            .with("kwh", format::number(plan.saved_kwh_per_year, 0))
            .with("cautious", format::number(plan.saved_kwh_per_year_p90, 0))
            .to_string(),
    );
    if let Some(each) = plan.levelised_cost_per_kwh {
        let cost = format!("{} €", format::number(each.0, 4));
        lines.push(Say::new(lang, "plan-levelised").with("euro", cost).to_string());
    }
    if let Some(kg) = plan.co2_kg_per_year {
        lines.push(Say::new(lang, "plan-co2").with("kg", format::number(kg, 0)).to_string());
    }
    for price in &plan.prices {
        let sure = price.certainty == Certainty::Certain;
        let said = if sure { Say::new(lang, "plan-price") } else { Say::new(lang, "plan-price-open") };
        let carrier = words::carrier(lang, price.carrier);
        let cost = format!("{} €", format::number(price.euro_per_kwh, 4));
        lines.push(said.with("carrier", carrier).with("euro", cost).to_string());
    }
    lines
}

#[cfg(test)]
mod tests {
    use eclaireur_models::financing::{Case, assess};

    use super::*;

    /// Own funds pay for works of 10 000 € that save 20 000 kWh at 0.10 €; the rest of the case is told by each test.
    fn lines(more: &str) -> Vec<String> {
        let catalog = Catalog::embedded().unwrap();
        let text = format!(
            r#"
on = 2026-11-21
[organisation]
vat_recovery = "none"
[plan]
horizon_years = 10
discount_rate = 0
vat_rate = 0
own_funds_max = "4000 EUR"
{more}
[[work]]
measure = "regulation"
cost_excl_vat = "10000 EUR"
saving_kwh = 20000
saving_quality = "measured"
price_per_kwh = 0.1
carrier = "natural_gas"
lifetime_years = 15
maintenance_per_year = "0 EUR"
[[source]]
kind = "loan"
amount = "6000 EUR"
rate = 0
years = 6
grace_months = 0
amortisation = "annuity"
"#
        );
        let case = Case::read(&text, &catalog).unwrap();
        told(Lang::Fr, &assess(&case, &catalog, case.on.unwrap()))
    }

    #[test]
    fn a_board_hears_first_from_which_year_on_it_costs_nothing() {
        let said = lines("price_growth = 0.02");
        let plain = |line: &str| line.replace(['\u{a0}', '\u{202f}'], " ");
        // 20 000 × 0.872 × 0.10 − 1 000, six times more than 4 000.
        let expect = "À partir de l’année 1, ce projet ne coûte plus rien et rapporte au moins 744,00 € par an (cas prudent).";
        assert_eq!(said.first().map(|l| plain(l)).as_deref(), Some(expect));
        let back = "Vos fonds propres (4 000,00 €) sont récupérés au cours de l’année 6.";
        assert_eq!(said.get(1).map(|l| plain(l)).as_deref(), Some(back));
    }

    #[test]
    fn what_lacks_is_asked_for_by_its_name() {
        let said = lines("");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("Hausse annuelle des prix de l’énergie"), "{said:?}");
    }
}
