//! The plan: who pays for the works, what every year brings and costs, and from which year on they cost nothing.
//!
//! Exact decimals, rounded to the cent where a bank does. Yearly, in arrears; year 1 begins at acceptance; values of today
//! stand at year 0. What the plan assumes is told with it, code by code. Does *not* judge schemes, and does not invent: a
//! fact that lacks is asked for, and what nobody pays is *unfunded*. To add a kind of money: [`sources`], then [`flows`].

pub mod codes;
pub mod compare;
pub mod flows;
pub mod inputs;
pub mod loan;
pub mod mix;
pub mod months;
pub mod outlook;
pub mod sensitivity;
pub mod sights;
pub mod sources;
pub mod stack;
pub mod works;
pub mod yardsticks;

use rust_decimal::Decimal;
use serde::Serialize;

pub use self::compare::{Compared, compare};
pub use crate::units::Ratio;
pub use self::flows::{Flows, Loan, ThirdParty, Year};
pub use self::inputs::{Inputs, lacks};
pub use self::mix::{Mix, mix};
pub use self::months::Month;
pub use self::sensitivity::{Bar, sensitivity};
pub use self::sights::Sights;
pub use self::sources::{Source, SourceKind};
pub use self::works::{Price, Work};
pub use self::yardsticks::Yardsticks;

use crate::units::exact::{cent, times};
use self::outlook::{GrantsCounted, Outlook, Path, Saving};
use super::Cents;
use crate::certain::{Certainty, Quality};

/// What a board is told first, for the cautious case: P90, low prices, sure grants alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FirstLine {
    /// The first year from which no year costs more than it brings.
    pub cash_neutral_from_year: Option<u16>,
    /// The least that a year brings from then on.
    pub yearly_yield: Option<Cents>,
    /// What the organisation puts in.
    pub own_funds: Cents,
    /// The year in which that is back.
    pub own_funds_back_in_year: Option<u16>,
    /// What nobody pays.
    pub unfunded: Cents,
}

/// The same plan under another sight of the future.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// `central`, `cautious`, `prices-low`, `prices-high`, `savings-p90`, `grants-sure`, `vat-6` and `vat-21` where it is not
    /// settled which rate is due, or a scenario of ETS2.
    pub code: String,
    /// The first year from which no year costs more than it brings.
    pub cash_neutral_from_year: Option<u16>,
    /// The least that a year brings from then on.
    pub yearly_yield: Option<Cents>,
    /// Of the organisation's own money.
    pub npv: Cents,
    /// What nobody pays.
    pub unfunded: Cents,
}

/// *Crédit-pont*: what is borrowed until the grants are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bridging {
    /// What is awaited at acceptance.
    pub amount: Cents,
    /// Months.
    pub months: Option<u16>,
    /// Its interest.
    pub cost: Option<Cents>,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// What the works cost with VAT, euro.
    pub cost_incl_vat: Cents,
    /// With the VAT that is not recovered: what has to be paid for.
    pub cost_borne: Cents,
    /// Grants that are counted on.
    pub grants: Cents,
    /// Grants that are sure.
    pub grants_sure: Cents,
    /// Gifts.
    pub donations: Cents,
    /// Loans and shares of cooperatives.
    pub loans: Vec<Loan>,
    /// Others who invest.
    pub third_parties: Vec<ThirdParty>,
    /// What the organisation puts in.
    pub own_funds: Cents,
    /// What nobody pays.
    pub unfunded: Cents,
    /// Until the grants are paid.
    pub bridging: Option<Bridging>,
    /// What a board is told first.
    pub first_line: FirstLine,
    /// What still has to be paid after the last year: capital of loans and shares, the hand-over of third parties.
    pub owed_at_end: Cents,
    /// What replacements within the horizon ask a year, laid by evenly.
    pub reserve_per_year: Cents,
    /// The years, P50 and central prices.
    pub years: Vec<Year>,
    /// The first 24 months, and acceptance before them.
    pub months: Vec<Month>,
    /// The first year from which no year costs more than it brings, P50 and central prices.
    pub cash_neutral_from_year: Option<u16>,
    /// The least that a year brings from then on.
    pub yearly_yield: Option<Cents>,
    /// The year in which own funds are back.
    pub own_funds_back_in_year: Option<u16>,
    /// Years.
    pub simple_payback_years: Option<Ratio>,
    /// The year in which the discounted savings have paid the project.
    pub discounted_payback_year: Option<u16>,
    /// *VAN* of the organisation's own money.
    pub npv: Cents,
    /// *TRI* of the organisation's own money; none where its flows never change sign.
    pub irr: Option<Ratio>,
    /// *VAN* before financing.
    pub project_npv: Cents,
    /// *TRI* before financing.
    pub project_irr: Option<Ratio>,
    /// *Coût sur le cycle de vie*, discounted, without what is saved.
    pub life_cycle_cost: Cents,
    /// Euro per kWh saved.
    pub levelised_cost_per_kwh: Option<Ratio>,
    /// The lowest cover of the instalments.
    pub dscr_min: Option<Ratio>,
    /// kWh a year as billed, P50.
    pub saved_kwh_per_year: Decimal,
    /// kWh a year as billed, P90.
    pub saved_kwh_per_year_p90: Decimal,
    /// kg of CO2 equivalent a year, P50; none where a factor is not known.
    pub co2_kg_per_year: Option<Decimal>,
    /// Other sights of the future.
    pub variants: Vec<Variant>,
    /// What a kWh is worth, carrier by carrier.
    pub prices: Vec<Price>,
    /// The weakest data behind a saving.
    pub quality: Quality,
    /// The weakest of what it stands on.
    pub certainty: Certainty,
    /// What it assumes: `plan-hypothesis-<code>`.
    pub hypotheses: Vec<&'static str>,
    /// What it warns of: `plan-warning-<code>`.
    pub warnings: Vec<&'static str>,
}

/// Computes a plan; nothing where a figure is beyond any building.
pub fn plan(inputs: &Inputs) -> Option<Plan> {
    let run = |outlook: Outlook| -> Option<(Flows, Yardsticks)> {
        let flows = flows::flows(inputs, outlook)?;
        let judged = yardsticks::judge(inputs, &flows)?;
        Some((flows, judged))
    };
    let (flows, judged) = run(Outlook::CENTRAL)?;
    let (cautious, of_cautious) = run(Outlook::CAUTIOUS)?;
    let variant = |code: &str, outlook: Outlook| -> Option<Variant> {
        let (flows, judged) = run(outlook)?;
        Some(told(code, &flows, &judged))
    };
    let mut variants = vec![told("central", &flows, &judged), told("cautious", &cautious, &of_cautious)];
    let central = Outlook::CENTRAL;
    variants.push(variant("prices-low", Outlook { path: Path::Low, ..central })?);
    variants.push(variant("prices-high", Outlook { path: Path::High, ..central })?);
    variants.push(variant("savings-p90", Outlook { saving: Saving::Cautious, ..central })?);
    if inputs.grants_sure < inputs.grants {
        variants.push(variant("grants-sure", Outlook { grants: GrantsCounted::Sure, ..central })?);
    }
    for rate in &inputs.vat_rates_open {
        let other = Inputs { vat_rate: *rate, ..inputs.clone() };
        let flows = flows::flows(&other, Outlook::CENTRAL)?;
        let judged = yardsticks::judge(&other, &flows)?;
        let code = format!("vat-{}", (*rate * Decimal::ONE_HUNDRED).normalize());
        variants.push(told(&code, &flows, &judged));
    }
    for extra in inputs.works.iter().flat_map(|w| &w.ets2) {
        if !variants.iter().any(|v| v.code == extra.code) {
            variants.push(variant(&extra.code, Outlook { ets2: Some(&extra.code), ..central })?);
        }
    }
    let mut prices: Vec<Price> = Vec::new();
    for work in &inputs.works {
        if !prices.contains(&work.price) {
            prices.push(work.price.clone());
        }
    }
    let mut hypotheses = inputs.hypotheses.clone();
    if flows.stack.completed {
        hypotheses.push("own-funds-complete");
    }
    if flows.reserve_per_year > Decimal::ZERO {
        hypotheses.push("replacement-reserved");
    }
    let bridging = bridging(inputs, &flows);
    let warnings = warnings(inputs, &flows, &judged, &of_cautious, bridging);
    let stack = &flows.stack;
    let p90 = |work: &Work| outlook::counted(Saving::Cautious, work.quality);
    let saved: Decimal = inputs.works.iter().map(|w| w.saving_kwh).sum();
    let cautiously: Option<Decimal> = inputs.works.iter().map(|w| times(w.saving_kwh, p90(w))).sum();
    let co2: Option<Decimal> =
        inputs.works.iter().map(|w| w.co2_per_kwh.and_then(|factor| times(w.saving_kwh, factor))).sum();
    Some(Plan {
        cost_incl_vat: Cents(inputs.cost_incl_vat()?),
        cost_borne: Cents(stack.need),
        grants: Cents(stack.grants),
        grants_sure: Cents(cautious.stack.grants),
        donations: Cents(stack.donations),
        own_funds: Cents(stack.own_funds),
        unfunded: Cents(stack.unfunded),
        bridging,
        first_line: FirstLine {
            cash_neutral_from_year: of_cautious.cash_neutral_from_year,
            yearly_yield: of_cautious.yearly_yield,
            own_funds: Cents(cautious.stack.own_funds),
            own_funds_back_in_year: of_cautious.own_funds_back_in_year,
            unfunded: Cents(cautious.stack.unfunded),
        },
        owed_at_end: Cents(flows.owed_at_end),
        reserve_per_year: Cents(flows.reserve_per_year),
        months: months::months(inputs, &flows),
        cash_neutral_from_year: judged.cash_neutral_from_year,
        yearly_yield: judged.yearly_yield,
        own_funds_back_in_year: judged.own_funds_back_in_year,
        simple_payback_years: judged.simple_payback_years,
        discounted_payback_year: judged.discounted_payback_year,
        npv: judged.npv,
        irr: judged.irr,
        project_npv: judged.project_npv,
        project_irr: judged.project_irr,
        life_cycle_cost: judged.life_cycle_cost,
        levelised_cost_per_kwh: judged.levelised_cost_per_kwh,
        dscr_min: judged.dscr_min,
        saved_kwh_per_year: saved.normalize(),
        saved_kwh_per_year_p90: cent(cautiously?).normalize(),
        co2_kg_per_year: co2.map(|kg| cent(kg).normalize()),
        variants,
        prices,
        quality: inputs.quality(),
        certainty: inputs.certainty(),
        hypotheses,
        warnings,
        loans: flows.loans,
        third_parties: flows.third_parties,
        years: flows.years,
    })
}

fn told(code: &str, flows: &Flows, judged: &Yardsticks) -> Variant {
    Variant {
        code: code.to_owned(),
        cash_neutral_from_year: judged.cash_neutral_from_year,
        yearly_yield: judged.yearly_yield,
        npv: judged.npv,
        unfunded: Cents(flows.stack.unfunded),
    }
}

/// What is awaited of the grants at acceptance.
fn bridging(inputs: &Inputs, flows: &Flows) -> Option<Bridging> {
    let amount = flows.stack.grants - inputs.advance;
    let bridged = amount > Decimal::ZERO && inputs.grant_delay_months != Some(0);
    bridged.then(|| Bridging {
        amount: Cents(amount),
        months: inputs.grant_delay_months,
        cost: flows::bridging_interest(inputs, amount).map(Cents),
    })
}

fn warnings(
    inputs: &Inputs,
    flows: &Flows,
    judged: &Yardsticks,
    cautious: &Yardsticks,
    bridging: Option<Bridging>,
) -> Vec<&'static str> {
    let stack = &flows.stack;
    let service = flows.highest_service();
    let debt: Decimal = flows.loans.iter().filter(|l| l.kind == SourceKind::Loan).map(|l| l.amount.0).sum();
    let longer = flows.loans.iter().any(|l| l.years > inputs.horizon_years)
        || flows.third_parties.iter().any(|t| t.years > inputs.horizon_years);
    let more = [
        ("unfunded", stack.unfunded > Decimal::ZERO),
        ("own-funds-above-limit", stack.above_limit),
        ("source-not-used-in-full", stack.not_in_full),
        ("not-neutral", judged.cash_neutral_from_year.is_none()),
        ("not-neutral-when-cautious", cautious.cash_neutral_from_year.is_none()),
        ("bridging-not-costed", bridging.is_some_and(|b| b.cost.is_none())),
        ("debt-beyond-horizon", longer),
        ("replaced-within-horizon", flows.years.iter().any(|y| y.replacement.0 > Decimal::ZERO)),
        ("irr-several-rates", judged.several_rates),
        ("dscr-below-one", judged.dscr_min.is_some_and(|cover| cover.0 < Decimal::ONE)),
        ("debt-service-above-limit", inputs.debt_service_max.is_some_and(|most| service > most)),
        ("guarantee-above-limit", inputs.guarantee_max.is_some_and(|most| debt > most)),
    ];
    let found = more.into_iter().filter_map(|(code, is_so)| is_so.then_some(code));
    inputs.warnings.iter().copied().chain(found).collect()
}
