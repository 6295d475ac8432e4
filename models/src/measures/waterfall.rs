//! The waterfall: what each measure takes off what the ones before it left, and what they would take each alone.
//!
//! One order of the chain, whatever the order of choosing. The bars add up to the saving of the package to the watt-hour; the
//! sum of measures alone stands beside it, since people add them. Does *not* count money beyond what each costs.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::applied::Step;
use super::candidate::{Candidate, euro, in_order};
use super::effect::Limit;
use super::finals::{Change, Finals};
use super::sight::{Saving, counted};
use super::state::State;
use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::units::exact::times;

/// One measure in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Code of the measure.
    pub code: String,
    /// Its place in the chain.
    pub step: Step,
    /// What it saves of what the ones before it left.
    pub saved: Change,
    /// What it would save of today's use, alone: beside what it cannot do without.
    pub alone: Change,
    /// Why it does less than it asks.
    pub limits: Vec<Limit>,
    /// Its power, watts, where it is sized on the heat that is left.
    pub sized_w: Option<u64>,
    /// How hot emitters need it there and how hot a heat pump gives it, tenths of a degree.
    pub supply: Option<(u16, u16)>,
    /// Euro without VAT, where known.
    pub cost: Option<Decimal>,
    /// Of the saving.
    pub quality: Quality,
    /// Of the saving.
    pub certainty: Certainty,
    /// What is taken before it.
    pub before: Finals,
    /// What is taken after it.
    pub after: Finals,
}

/// A chain of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    /// Before any.
    pub before: Finals,
    /// After all.
    pub after: Finals,
    /// The state after all.
    pub state: State,
    /// In the order of the chain.
    pub bars: Vec<Bar>,
    /// What all save together.
    pub saved: Change,
    /// Wh that each alone would save, added up, by carrier: more than they save together.
    pub sum_alone: BTreeMap<Carrier, i64>,
}

/// Chains the measures chosen.
pub fn waterfall(today: &State, chosen: &[&Candidate]) -> Waterfall {
    let before = today.finals();
    let (mut state, mut taken) = (*today, before);
    let (mut bars, mut sum_alone) = (Vec::new(), BTreeMap::<Carrier, i64>::new());
    for candidate in in_order(chosen) {
        let next = candidate.applied.apply(&state);
        let after = next.finals();
        let base = beside(today, candidate, chosen);
        let alone = base.finals().saved(&candidate.applied.apply(&base).finals());
        for (carrier, wh) in alone.carriers() {
            *sum_alone.entry(carrier).or_default() += wh;
        }
        bars.push(Bar {
            code: candidate.code().to_owned(),
            step: candidate.applied.step,
            saved: taken.saved(&after),
            alone,
            limits: candidate.applied.limits(&state),
            sized_w: candidate.sized_w(today, &state),
            supply: candidate.applied.supply(&state),
            cost: candidate.cents(today, &state).map(euro),
            quality: candidate.applied.quality,
            certainty: candidate.applied.certainty,
            before: taken,
            after,
        });
        (state, taken) = (next, after);
    }
    Waterfall { before, after: taken, state, bars, saved: before.saved(&taken), sum_alone }
}

/// Today with what a measure needs: a battery alone keeps nothing.
pub fn beside(today: &State, one: &Candidate, all: &[&Candidate]) -> State {
    let needed: Vec<&Candidate> =
        all.iter().copied().filter(|other| one.needs.iter().any(|need| need == other.code())).collect();
    in_order(&needed).into_iter().fold(*today, |state, other| other.applied.apply(&state))
}

impl Waterfall {
    /// kWh PCI of a carrier that are counted on: what is saved by the quality behind each bar, what is taken in addition in
    /// full. `None` where it is of no building.
    pub fn counted(&self, carrier: Carrier, saving: Saving) -> Option<Decimal> {
        self.bars.iter().try_fold(Decimal::ZERO, |sum, bar| {
            let kwh = bar.saved.kwh(carrier);
            let share = if kwh > Decimal::ZERO { counted(saving, bar.quality) } else { Decimal::ONE };
            Some(sum + times(kwh, share)?)
        })
    }

    /// The weakest data behind a bar.
    pub fn quality(&self) -> Quality {
        self.bars.iter().fold(Quality::Measured, |q, bar| q.weakest(bar.quality))
    }

    /// The weakest of what the bars stand on.
    pub fn certainty(&self) -> Certainty {
        self.bars.iter().fold(Certainty::Certain, |c, bar| c.weakest(bar.certainty))
    }
}
