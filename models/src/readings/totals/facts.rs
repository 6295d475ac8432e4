//! What people wrote down of a meter over time: digits, coefficients, replacements, its tank, its climate share.

use rust_decimal::Decimal;

use crate::building::facts::DatedFact;
use crate::period::Day;
use crate::readings::index::{MOST_DIGITS, Replaced};
use crate::readings::tank::TankTable;

/// A value that held over some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// From this day; `None` for as long as we know.
    pub from: Option<Day>,
    /// Up to but without this day; `None` for until further notice.
    pub to: Option<Day>,
    /// The value.
    pub value: T,
}

impl<T> Dated<T> {
    /// Whether it held on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

/// The value that holds on a day; of several the last.
pub fn on<T>(dated: &[Dated<T>], day: Day) -> Option<&T> {
    dated.iter().rfind(|d| d.holds_on(day)).map(|d| &d.value)
}

/// What is known of one meter beside its readings. Each list is in order of time and does not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeterFacts {
    /// Whole digits of its counters.
    pub digits: Vec<Dated<u32>>,
    /// What an index difference is multiplied by, *coefficient du compteur*: kWh an impulse, ratio of current
    /// transformers, litres an hour of the burner's nozzle.
    pub factors: Vec<Dated<Decimal>>,
    /// Which kind of its fuel: `l-gas`.
    pub fuels: Vec<Dated<String>>,
    /// What it counts when it is read by hand, code of `meter.counts`.
    pub counts: Vec<Dated<String>>,
    /// Counters that were replaced or set back.
    pub replaced: Vec<Replaced>,
    /// Gauge tables of its tank.
    pub tables: Vec<Dated<TankTable>>,
    /// Days of deliveries of which somebody said whether they filled the tank.
    pub filled: Vec<Dated<bool>>,
    /// *Part climatique*: the share that follows the cold, as somebody stated it.
    pub climate: Vec<Dated<Decimal>>,
    /// Activities of the buildings it serves or served; `None` for one that nobody stated.
    pub served: Vec<Option<String>>,
}

/// A fact whose value is not of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its code.
    pub fact: &'static str,
    /// The value.
    pub value: String,
}

impl MeterFacts {
    /// Takes one fact over a stretch of time; one that says nothing about totals is passed over.
    ///
    /// # Errors
    /// The value is not of the fact's form.
    pub fn take(&mut self, fact: &DatedFact) -> Result<(), Unreadable> {
        let unreadable = || Unreadable { fact: fact.fact, value: fact.value.clone() };
        let number = || fact.value.parse::<Decimal>().map_err(|_| unreadable());
        match fact.fact {
            "meter.index_digits" => {
                let digits = fact.value.parse().ok().filter(|d| (1..=MOST_DIGITS).contains(d));
                self.digits.push(dated(fact, digits.ok_or_else(unreadable)?));
            }
            "meter.factor" => self.factors.push(dated(fact, number()?)),
            "meter.climate_share" => {
                let share = Some(number()?).filter(|s| *s >= Decimal::ZERO && *s <= Decimal::ONE);
                self.climate.push(dated(fact, share.ok_or_else(unreadable)?));
            }
            "meter.counts" => self.counts.push(dated(fact, fact.value.clone())),
            "meter.fuel" => self.fuels.push(dated(fact, fact.value.clone())),
            "meter.tank_table" => {
                self.tables.push(dated(fact, TankTable::read(&fact.value).map_err(|_| unreadable())?));
            }
            "meter.tank_filled" => self.filled.push(dated(fact, fact.value == "yes")),
            "meter.replaced" => {
                let counters = fact.from.and_then(|on| Replaced::read(on, &fact.value));
                self.replaced.extend(counters.ok_or_else(unreadable)?);
            }
            _ => {}
        }
        Ok(())
    }
}

fn dated<T>(fact: &DatedFact, value: T) -> Dated<T> {
    Dated { from: fact.from, to: fact.to, value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::building::facts::fact;
    use crate::certain::Quality;
    use rust_decimal::dec;

    fn said(code: &str, value: &str) -> DatedFact {
        let (from, source) = (Some("2024-01-01".parse().unwrap()), String::new());
        let fact = fact(code).unwrap().code;
        DatedFact { fact, value: value.to_owned(), from, to: None, source, quality: Quality::Declared }
    }

    #[test]
    fn facts_are_taken_in_their_form_or_refused() {
        let mut facts = MeterFacts::default();
        for (code, value) in [
            ("meter.index_digits", "5"),
            ("meter.factor", "40"),
            ("meter.fuel", "l-gas"),
            ("meter.climate_share", "0.85"),
            ("meter.tank_table", "10=120;20=260"),
            ("meter.tank_filled", "no"),
            ("meter.replaced", "offtake.day=1/0 offtake.night=2/0"),
            ("meter.serial", "G-1"),
        ] {
            assert_eq!(facts.take(&said(code, value)), Ok(()), "{code}");
        }
        let day = "2025-06-01".parse().unwrap();
        assert_eq!((on(&facts.digits, day), on(&facts.factors, day)), (Some(&5), Some(&dec!(40))));
        assert_eq!((facts.replaced.len(), on(&facts.filled, day)), (2, Some(&false)));
        assert_eq!(on(&facts.climate, "2023-12-31".parse().unwrap()), None);
        for (code, value) in [
            ("meter.index_digits", "0"),
            ("meter.index_digits", "13"),
            ("meter.factor", "forty"),
            ("meter.climate_share", "1.01"),
            ("meter.tank_table", "10=120"),
            ("meter.replaced", "1/0"),
        ] {
            assert!(facts.take(&said(code, value)).is_err(), "{code} {value}");
        }
    }
}
