//! Energy multiplied by the factors of one set, carrier by carrier, each on the basis its factor stands on.
//!
//! One set at a time: there is no way here to take a carrier from another. A factor nobody published is a lack.

use rust_decimal::Decimal;

use super::explained::{Cited, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, cited};
use super::year::{ends, on_basis, ratio_input};
use crate::catalog::FactorSet;
use crate::period::Period;

/// Energy times factors so far.
pub(super) struct Factored<'s> {
    set: &'s FactorSet,
    symbol: &'static str,
    unit: Measure,
    pub(super) total: Decimal,
    pub(super) range: (Decimal, Decimal),
    pub(super) inputs: Vec<Input>,
    pub(super) lacks: Vec<Lack>,
}

impl<'s> Factored<'s> {
    /// Nothing yet, by this set; `symbol` is what formulas call its factors.
    pub(super) fn by(set: &'s FactorSet, symbol: &'static str, unit: Measure) -> Factored<'s> {
        let (total, range) = (Decimal::ZERO, (Decimal::ZERO, Decimal::ZERO));
        Factored { set, symbol, unit, total, range, inputs: Vec::new(), lacks: Vec::new() }
    }

    /// And the energy of one more carrier, on its own basis.
    pub(super) fn add(&mut self, of: &Prepared<'_>, energy: Result<(Input, Value), Lack>, period: Period) {
        match energy.and_then(|(input, value)| self.weighted(of, input, &value, period)) {
            Ok(([lowest, middle, highest], inputs)) => {
                self.total += middle;
                self.range = (self.range.0 + lowest, self.range.1 + highest);
                self.inputs.extend(inputs);
            }
            Err(lack) if self.lacks.contains(&lack) => {}
            Err(lack) => self.lacks.push(lack),
        }
    }

    fn weighted(
        &self,
        of: &Prepared<'_>,
        energy: Input,
        value: &Value,
        period: Period,
    ) -> Result<([Decimal; 3], Vec<Input>), Lack> {
        let last = period.to.yesterday().unwrap_or(period.to);
        let held = self.set.of(of.carrier, last).ok_or(Lack::of("factor"))?;
        let times = |kwh| on_basis(of.card, kwh, held.basis)?.checked_mul(held.value);
        let (lowest, highest) = ends(value);
        let Some(((low, middle), high)) = times(lowest).zip(times(value.value)).zip(times(highest)) else {
            return Err(Lack::of("factor"));
        };
        let file = format!("factors/{}", self.set.code);
        let factor = Input::new(self.symbol, held.value, self.unit, Origin::Catalog { file })
            .of(of.carrier.code())
            .certainty(held.certainty);
        let factor = if of.card.has_basis() { factor.basis(held.basis) } else { factor };
        let inputs = [Some(energy), ratio_input(of.card, held.basis), Some(factor)];
        Ok(([low, middle, high], inputs.into_iter().flatten().collect()))
    }

    /// What lacks, a meter where nothing was added.
    ///
    /// # Errors
    /// What lacks.
    pub(super) fn complete(self) -> Result<Factored<'s>, Vec<Lack>> {
        match (self.lacks.is_empty(), self.inputs.is_empty()) {
            (true, false) => Ok(self),
            (true, true) => Err(vec![Lack::of("meter")]),
            (false, _) => Err(self.lacks),
        }
    }

    /// The documents of the set.
    pub(super) fn sources(&self) -> Vec<Cited> {
        cited(&format!("factors/{}", self.set.code), self.set.checked_on, &self.set.source)
    }
}
