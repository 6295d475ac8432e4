//! What energy too much costs: at the marginal price somebody entered, else at the average price of the bills, as a range.

use rust_decimal::{Decimal, dec};

use super::{Alert, Money};
use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::indicators::{Input, Measure, Origin, Work};
use crate::readings::totals::{YearTotal, last_price};

/// The least part of an average price that a further kWh costs: the rest is standing charge, power, meter. Ours, cautious.
const VARIABLE: Decimal = dec!(0.7);

/// A price per kWh (m³ of water) with VAT.
pub(super) struct Price {
    best: Decimal,
    lowest: Decimal,
    highest: Decimal,
    input: Input,
}

/// What a price of this carrier is per.
pub(super) fn price_unit(carrier: Carrier) -> Measure {
    if carrier == Carrier::Water { Measure::EuroPerM3 } else { Measure::EuroPerKwh }
}

/// The price of one more kWh; `None` where neither a price nor a bill is known.
pub(super) fn price(work: &Work<'_>, carrier: Carrier) -> Option<Price> {
    let entered = work.site.prices.get(&carrier).map_or(&[][..], Vec::as_slice);
    if let Some(price) = last_price(entered, work.site.on) {
        let best = price.incl_vat.0;
        let holds = price.holds_on(work.site.on);
        let certainty = if holds { Certainty::Certain } else { Certainty::Likely };
        let input = Input::new("marginal-price", best, price_unit(carrier), Origin::Price)
            .of(carrier.code())
            .certainty(certainty);
        return Some(Price { best, lowest: best, highest: best, input });
    }
    let (year, average) = averages(work, carrier).pop()?;
    let input = Input::new("average-price", average.round_dp(6), price_unit(carrier), Origin::Bills)
        .of(carrier.code())
        .quality(year.quality)
        .certainty(Certainty::Likely);
    Some(Price { best: average, lowest: average.checked_mul(VARIABLE)?, highest: average, input })
}

/// Whole years with what they cost per kWh, oldest first.
pub(super) fn averages<'w>(work: &'w Work<'_>, carrier: Carrier) -> Vec<(&'w YearTotal, Decimal)> {
    let Some(prepared) = work.carrier(carrier) else { return Vec::new() };
    let average = |year: &'w YearTotal| {
        let kwh = year.energy?.kwh();
        let price = year.cost?.0.checked_div(kwh)?;
        (year.complete_months == 12 && kwh > Decimal::ZERO && price > Decimal::ZERO).then_some((year, price))
    };
    prepared.years.iter().filter_map(average).collect()
}

impl Alert {
    /// So many kWh (m³) a year too much, and what they cost.
    pub(super) fn costs(mut self, work: &Work<'_>, carrier: Carrier, per_year: Decimal) -> Alert {
        let per_year = per_year.round_dp(0);
        self.per_year = Some(per_year);
        let euro = |each: Decimal| per_year.checked_mul(each).map(|euro| euro.round_dp(0));
        let priced = price(work, carrier).and_then(|price| {
            let (best, lowest, highest) = (euro(price.best)?, euro(price.lowest)?, euro(price.highest)?);
            let certainty = price.input.certainty;
            Some((price, Money { euro: best, lowest, highest, certainty }))
        });
        if let Some((price, money)) = priced {
            self.euro_per_year = Some(money);
            let unit = if carrier == Carrier::Water { Measure::M3 } else { Measure::Kwh };
            let energy = Input::new("too-much", per_year, unit, Origin::Readings).quality(self.quality);
            self.quality = self.quality.weakest(price.input.quality);
            self.inputs = vec![energy, price.input];
        }
        self
    }

    /// Euro a year that are known without a price, from these inputs.
    pub(super) fn euro(mut self, euro: Decimal, inputs: Vec<Input>) -> Alert {
        let certainty = inputs.iter().fold(Certainty::Certain, |c, i| c.weakest(i.certainty));
        let quality = inputs.iter().fold(Quality::Measured, |q, i| q.weakest(i.quality));
        let euro = euro.round_dp(0);
        self.euro_per_year = Some(Money { euro, lowest: euro, highest: euro, certainty });
        self.inputs = inputs;
        self.quality(quality)
    }
}
