//! The abatement curve: euro per tonne of CO2 avoided by each measure of a package, the cheapest first, with its width.
//!
//! euro per tonne = (constant yearly instalment of the cost over its life + maintenance − energy saved in year 1) ÷ tonnes
//! avoided a year, of what the measures before it left: the widths add up to the package. Below zero: it pays for itself, and
//! the height is then no rank: who avoids little stands lowest. A
//! measure whose cost or life is not known has a width and no height.

use rust_decimal::Decimal;

use super::candidate::Candidate;
use super::tariff::Terms;
use super::waterfall::Waterfall;
use crate::units::exact::{annuity, cent, over};

/// One measure of the curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Code of the measure.
    pub code: String,
    /// Tonnes of CO2 equivalent avoided a year: the width; below zero where more is emitted.
    pub tonnes: Option<Decimal>,
    /// Euro per tonne: the height.
    pub euro_per_tonne: Option<Decimal>,
    /// Why there is no height: of [`LACKS`].
    pub lacks: Vec<&'static str>,
}

/// Why a block has no height: `abatement-lack-<code>`.
pub const LACKS: &[&str] = &["co2", "cost", "lifetime", "maintenance", "nothing-avoided", "price"];

/// The curve of a package, the cheapest tonne first, then those without a height in the order of the chain.
pub fn abatement(waterfall: &Waterfall, candidates: &[&Candidate], terms: &Terms) -> Vec<Block> {
    let mut blocks: Vec<Block> = waterfall
        .bars
        .iter()
        .map(|bar| {
            let applied = candidates.iter().find(|c| c.code() == bar.code).map(|c| &c.applied);
            let difference = |of: &dyn Fn(&super::finals::Finals) -> Option<Decimal>| {
                Some(of(&bar.before)? - of(&bar.after)?)
            };
            let kg = difference(&|finals| terms.co2_kg(finals));
            let money = difference(&|finals| terms.euro(finals, 1));
            let lifetime = applied.and_then(|a| a.lifetime).filter(|years| *years > 0);
            let maintenance = applied.and_then(|a| a.maintenance);
            let tonnes = kg.and_then(|kg| over(kg, Decimal::ONE_THOUSAND));
            let lacks = [
                ("co2", kg.is_none()),
                ("cost", bar.cost.is_none()),
                ("lifetime", lifetime.is_none()),
                ("maintenance", maintenance.is_none()),
                ("nothing-avoided", tonnes.is_some_and(|t| t <= Decimal::ZERO)),
                ("price", money.is_none()),
            ];
            let lacks: Vec<&'static str> =
                lacks.into_iter().filter_map(|(code, is)| is.then_some(code)).collect();
            let height = || {
                let instalment = annuity(bar.cost?, terms.discount_rate, lifetime?)?;
                over(instalment + maintenance? - money?, tonnes?).map(cent)
            };
            let euro_per_tonne = if lacks.is_empty() { height() } else { None };
            Block { code: bar.code.clone(), tonnes, euro_per_tonne, lacks }
        })
        .collect();
    blocks.sort_by_key(|block| (block.euro_per_tonne.is_none(), block.euro_per_tonne));
    blocks
}
