//! Plans that keep every budget: built at prices, then made better by taking a few buildings out and putting them back.

use super::{MILLION, Offer};

/// Which offer each building takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) offers: Vec<Option<usize>>,
    pub(super) worth: i64,
    /// What is left of each year, or to the end of each where money is kept.
    room: Vec<i64>,
}

pub(super) struct Search<'a> {
    offers: &'a [Vec<Offer>],
    limits: &'a [i64],
    kept: bool,
    /// Of the fixed sequence.
    seed: u64,
}

/// Buildings that are taken out at once, at most.
const OUT: u64 = 7;

impl<'a> Search<'a> {
    pub(super) fn new(offers: &'a [Vec<Offer>], limits: &'a [i64], kept: bool) -> Search<'a> {
        Search { offers, limits, kept, seed: 0x9E37_79B9_7F4A_7C15 }
    }

    pub(super) fn empty(&self) -> Taken {
        Taken { offers: vec![None; self.offers.len()], worth: 0, room: self.limits.to_vec() }
    }

    /// The next number of the sequence, below `below` (xorshift, Marsaglia).
    fn next(&mut self, below: u64) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed % below.max(1)
    }

    fn offer(&self, building: usize, at: usize) -> Option<&'a Offer> {
        self.offers.get(building)?.get(at)
    }

    fn fits(&self, taken: &Taken, offer: &Offer) -> bool {
        let years = taken.room.get(offer.year..).unwrap_or_default();
        if self.kept {
            years.iter().all(|room| *room >= offer.cost)
        } else {
            years.first().is_some_and(|r| *r >= offer.cost)
        }
    }

    fn pay(&self, taken: &mut Taken, offer: &Offer, cost: i64) {
        let years = taken.room.get_mut(offer.year..).unwrap_or_default();
        let count = if self.kept { years.len() } else { 1 };
        years.iter_mut().take(count).for_each(|room| *room -= cost);
    }

    fn put(&self, taken: &mut Taken, building: usize, at: usize) {
        if let (Some(offer), Some(slot)) = (self.offer(building, at), taken.offers.get_mut(building)) {
            *slot = Some(at);
            taken.worth += offer.worth;
            self.pay(taken, offer, offer.cost);
        }
    }

    fn take_out(&self, taken: &mut Taken, building: usize) {
        let Some(at) = taken.offers.get_mut(building).and_then(Option::take) else { return };
        if let Some(offer) = self.offer(building, at) {
            taken.worth -= offer.worth;
            self.pay(taken, offer, -offer.cost);
        }
    }

    /// The offer of a building that fits and is best at these prices; by worth alone where there are none.
    fn best(&self, taken: &Taken, building: usize, dear: Option<&[i64]>) -> Option<(i128, usize)> {
        let of = self.offers.get(building)?;
        let mut best: Option<(i128, usize)> = None;
        for (at, offer) in of.iter().enumerate() {
            let price = dear.map_or(0, |dear| dear.get(offer.year).copied().unwrap_or_default());
            let left =
                i128::from(offer.worth) * i128::from(MILLION) - i128::from(offer.cost) * i128::from(price);
            if best.is_none_or(|(most, _)| left > most) && self.fits(taken, offer) {
                best = Some((left, at));
            }
        }
        best
    }

    /// Buildings choose at prices, those with most to lose first, as far as money goes; then each takes what is better for it.
    pub(super) fn built(&self, dear: &[i64]) -> Taken {
        let mut taken = self.empty();
        let mut order: Vec<(i128, usize)> =
            (0..self.offers.len()).filter_map(|b| Some((self.best(&taken, b, Some(dear))?.0, b))).collect();
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, building) in order {
            match self.best(&taken, building, Some(dear)) {
                Some((left, at)) if left >= 0 => self.put(&mut taken, building, at),
                _ => {}
            }
        }
        let all: Vec<usize> = (0..self.offers.len()).collect();
        self.lifted(&mut taken, &all);
        taken
    }

    /// Each of these takes the worthiest offer for which there is money.
    fn lifted(&self, taken: &mut Taken, buildings: &[usize]) {
        for building in buildings {
            let before = taken.offers.get(*building).copied().flatten();
            self.take_out(taken, *building);
            if let Some((_, at)) = self.best(taken, *building, None) {
                self.put(taken, *building, at);
            } else if let Some(at) = before {
                self.put(taken, *building, at);
            }
        }
    }

    /// Takes some out and puts them back, so many times, and keeps what is not worse; ends where the bound is reached.
    pub(super) fn improved(&mut self, start: Taken, dear: &[i64], bound: i64, tries: u32) -> Taken {
        let count = u64::try_from(self.offers.len()).unwrap_or(0);
        let (mut held, mut best) = (start.clone(), start);
        for _ in 0..tries {
            if best.worth >= bound || count == 0 {
                break;
            }
            let mut trial = held.clone();
            let mut out: Vec<usize> = Vec::new();
            for _ in 0..2 + self.next(OUT - 1) {
                let building = usize::try_from(self.next(count)).unwrap_or(0);
                if !out.contains(&building) {
                    self.take_out(&mut trial, building);
                    out.push(building);
                }
            }
            // At times prices guide, at times worth alone; a price that is a little off finds other plans.
            let bent: Vec<i64> = match self.next(4) {
                0 => vec![0; dear.len()],
                _ => dear
                    .iter()
                    .map(|price| price / 100 * (80 + i64::try_from(self.next(40)).unwrap_or(0)))
                    .collect(),
            };
            for building in &out {
                if let Some((left, at)) = self.best(&trial, *building, Some(&bent))
                    && left >= 0
                {
                    self.put(&mut trial, *building, at);
                }
            }
            let other = usize::try_from(self.next(count)).unwrap_or(0);
            out.push(other);
            self.lifted(&mut trial, &out);
            // A plan that is hardly worse may lead on: a five-thousandth below the best.
            if trial.worth >= held.worth || trial.worth >= best.worth - best.worth / 5000 {
                held = trial;
            }
            if held.worth > best.worth {
                best = held.clone();
            }
        }
        best
    }
}
