//! Reference prices: what one more kWh of a carrier costs a kind of customer, for whom no bill or contract is known.
//!
//! Never better than *likely* where a row has ended: the last one then stands in. Does *not* replace a building's own price.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::schemes::with_unit;
use super::{Source, known_source};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// One carrier for one kind of customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceCard {
    /// Permanent code, kebab-case.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Of what.
    pub carrier: Carrier,
    /// Where.
    pub region: String,
    /// For whom.
    pub customer: Customer,
    /// Official names.
    pub name: Text,
    price: Vec<Row>,
    /// Sources.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// The kind of customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Customer {
    /// A small site.
    LowConsumption,
    /// A large one.
    HighConsumption,
    /// The social tariff.
    SocialTariff,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "super::day")]
    from: Day,
    #[serde(default, deserialize_with = "super::maybe_day")]
    to: Option<Day>,
    marginal: String,
    standing: Option<String>,
    #[serde(rename = "basis")]
    _basis: PriceBasis,
    vat: Option<Decimal>,
    source: String,
    certainty: Certainty,
    settled_by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PriceBasis {
    Gross,
    Net,
    None,
}

/// A price that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferencePrice<'a> {
    /// The card it comes from.
    pub card: &'a PriceCard,
    /// Euro per kWh as billed, without VAT.
    pub per_kwh: Decimal,
    /// The rate of VAT due on it.
    pub vat: Decimal,
    /// How sure it is.
    pub certainty: Certainty,
}

impl PriceCard {
    /// The price on a day, where it is known.
    pub fn on(&self, day: Day) -> Option<ReferencePrice<'_>> {
        let row = self.price.iter().rev().find(|row| row.from <= day)?;
        let ended = row.to.is_some_and(|to| to < day);
        let certainty = if ended { row.certainty.weakest(Certainty::Likely) } else { row.certainty };
        let per_kwh = euro_per_kwh(&row.marginal).filter(|_| certainty != Certainty::Unknown)?;
        Some(ReferencePrice { card: self, per_kwh, vat: row.vat.unwrap_or_default(), certainty })
    }

    pub(super) fn check(&self) -> Result<(), String> {
        for (at, row) in self.price.iter().enumerate() {
            known_source(&self.source, &row.source)?;
            if row.marginal != "unknown" && euro_per_kwh(&row.marginal).is_none() {
                return Err(format!(
                    "key `marginal`: `{}` is neither \"0.07 EUR/kWh\" nor \"unknown\"",
                    row.marginal
                ));
            }
            if row.marginal == "unknown" && row.settled_by.is_none() {
                return Err("key `settled_by`: an unknown value says who can settle it".to_owned());
            }
            if row
                .standing
                .as_deref()
                .is_some_and(|text| with_unit(text).map(|(_, unit)| unit) != Ok("EUR/year"))
            {
                return Err("key `standing`: write `40.00 EUR/year`".to_owned());
            }
            if row.vat.is_some_and(|vat| vat.is_sign_negative() || vat > Decimal::ONE) {
                return Err("key `vat`: a share between 0 and 1".to_owned());
            }
            if row.to.is_some_and(|to| to < row.from) {
                return Err("keys `from`, `to`: the period runs backwards".to_owned());
            }
            let next = self.price.get(at + 1);
            if next.is_some_and(|next| row.to.map_or(next.from <= row.from, |to| next.from <= to)) {
                return Err("[[price]]: rows overlap or run back; the older comes first".to_owned());
            }
        }
        Ok(())
    }
}

fn euro_per_kwh(text: &str) -> Option<Decimal> {
    match with_unit(text) {
        Ok((price, "EUR/kWh")) if price < Decimal::ONE_HUNDRED => Some(price),
        _ => None,
    }
}
