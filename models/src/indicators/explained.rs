//! A figure that says how it came about: value, unit, basis, quality, certainty, formula, inputs, sources.
//!
//! One type for page, interface for programs, command line and report (I10): they print it, none computes it again. What
//! people read (names of indicators, formulas, lacks) stands in the frontend's locales under the codes given here:
//! `indicator-<code>`, `formula-<code>`, `input-<symbol>`, `lack-<code>`, `why-<code>`.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::certain::{Certainty, Quality};
use crate::period::{Day, Period};
use crate::units::Basis;

/// A permanent code, kebab-case.
pub type Word = Cow<'static, str>;

macro_rules! measures {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)*) => {
        /// The unit of a value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Measure { $($(#[$doc])* #[serde(rename = $code)] $variant,)* }

        impl Measure {
            /// Every unit.
            pub const ALL: &[Measure] = &[$(Measure::$variant,)*];

            /// Stable code, as in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Measure::$variant => $code,)* }
            }

            /// The unit with this code.
            pub fn from_code(code: &str) -> Option<Measure> {
                Self::ALL.iter().copied().find(|measure| measure.code() == code)
            }
        }
    };
}

measures! {
    /// Final energy.
    Kwh = "kWh";
    /// Primary energy.
    KwhPrimary = "kWh_p";
    /// Final energy per heated square metre (and year).
    KwhPerM2 = "kWh/m2";
    /// Primary energy per heated square metre (and year).
    KwhPrimaryPerM2 = "kWh_p/m2";
    /// Final energy per bed, pupil, place or meal; which one stands in [`Explained::of`].
    KwhPerUnit = "kWh/unit";
    /// Final energy a day.
    KwhPerDay = "kWh/day";
    /// Sensitivity to cold.
    KwhPerDegreeDay = "kWh/DJ";
    /// Degree-days.
    DegreeDays = "DJ";
    /// Power.
    Kw = "kW";
    /// Power per heated square metre.
    WPerM2 = "W/m2";
    /// Euro.
    Euro = "EUR";
    /// Euro per heated square metre.
    EuroPerM2 = "EUR/m2";
    /// Euro per bed, pupil, place or meal.
    EuroPerUnit = "EUR/unit";
    /// Euro per kWh.
    EuroPerKwh = "EUR/kWh";
    /// Euro per cubic metre.
    EuroPerM3 = "EUR/m3";
    /// Euro per tonne of CO2.
    EuroPerTonne = "EUR/t";
    /// Emissions, CO2 equivalent.
    KgCo2 = "kgCO2e";
    /// Emissions per heated square metre.
    KgCo2PerM2 = "kgCO2e/m2";
    /// Emissions per kWh.
    KgCo2PerKwh = "kgCO2e/kWh";
    /// A share: 0.12 is 12 %.
    Share = "share";
    /// A pure number.
    Number = "1";
    /// Things counted.
    Count = "count";
    /// Square metres.
    M2 = "m2";
    /// Cubic metres.
    M3 = "m3";
    /// Cubic metres per bed, pupil, place.
    M3PerUnit = "m3/unit";
    /// Litres a person and day.
    LitrePerPersonDay = "l/person.day";
    /// Litres an hour.
    LitrePerHour = "l/h";
    /// Hours.
    Hours = "h";
    /// Days.
    Days = "day";
    /// Years.
    Years = "year";
    /// Losses through a square metre.
    WPerM2K = "W/m2.K";
    /// Losses of a whole envelope.
    WPerK = "W/K";
    /// Times an hour.
    PerHour = "1/h";
    /// Air or water an hour.
    M3PerHour = "m3/h";
    /// Power of lamps, fans, pumps.
    Watt = "W";
    /// A difference of temperature.
    Kelvin = "K";
    /// A temperature.
    Celsius = "degC";
    /// Metres of pipe.
    Metre = "m";
    /// Losses of a metre of pipe.
    WPerMetre = "W/m";
    /// Power of panels.
    Kwp = "kWp";
    /// What panels make in a year.
    KwhPerKwp = "kWh/kWp";
}

/// One explained figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// Code of the indicator: the name of its file.
    pub indicator: Word,
    /// What of it: a carrier, a factor set, a service unit, a meter's id; absent for the building as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Word>,
    /// Over which days; absent where it holds on the day of the assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The figure, or why there is none.
    pub answer: Answer,
}

/// Whether a figure is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Answer {
    /// It is.
    Known(Value),
    /// Not yet: what lacks, and from when it can be known.
    NotYet {
        /// Codes of what lacks, the one that settles most first.
        lacks: Vec<Lack>,
    },
    /// It makes no sense for this building.
    NotApplicable {
        /// Code of the reason.
        why: Word,
    },
}

/// What may lack, beside the codes of facts: `lack-<code>`.
pub const LACKS: &[&str] = &[
    "base-year",
    "cost",
    "factor",
    "injection",
    "meter",
    "normal",
    "peers",
    "price",
    "production",
    "readings",
    "second-year",
    "signature",
    "slots",
    "weather",
    "whole-year",
];

/// Why a figure may make no sense for a building: `why-<code>`.
pub const WHYS: &[&str] = &[
    "always-open",
    "no-energy",
    "no-fossil-fuel",
    "no-heating",
    "no-production",
    "no-service-unit",
    "no-water",
];

/// What lacks before a figure can be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// Code: `readings`, `heated-area`, `weather`, `price`… or the code of a fact.
    pub code: Word,
    /// From when it can be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// How many are missing (months, days…), where that is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

impl Lack {
    /// Something lacks.
    pub fn of(code: impl Into<Word>) -> Lack {
        Lack { code: code.into(), from: None, count: None }
    }

    /// So many of them.
    #[must_use]
    pub fn count(mut self, count: u32) -> Lack {
        self.count = Some(count);
        self
    }

    /// It can be there from this day.
    #[must_use]
    pub fn from(mut self, day: Option<Day>) -> Lack {
        self.from = day;
        self
    }
}

/// A value with everything it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Exact, or rounded to what its statistics allow; never rounded for the eye.
    pub value: Decimal,
    /// Lowest and highest, where it is a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(Decimal, Decimal)>,
    /// Its unit.
    pub unit: Measure,
    /// PCS or PCI, where it is energy of a fuel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The weakest of what went in.
    pub quality: Quality,
    /// The weakest of what went in.
    pub certainty: Certainty,
    /// Code of the formula.
    pub formula: Word,
    /// What went in, in the order of the formula.
    pub inputs: Vec<Input>,
    /// Where factors and method come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Cited>,
}

/// One number that went into a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What the formula calls it: `energy`, `primary-factor`, `heated-area`.
    pub symbol: Word,
    /// Of what, where there are several: a carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Word>,
    /// The number.
    pub value: Decimal,
    /// Its unit.
    pub unit: Measure,
    /// PCS or PCI, where it is energy of a fuel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// How good it is.
    pub quality: Quality,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an input comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Origin {
    /// Meters, deliveries, bills.
    Readings,
    /// Amounts of bills.
    Bills,
    /// A price somebody entered.
    Price,
    /// A fact somebody stated.
    Fact {
        /// Its code.
        fact: Word,
        /// Where it was learnt.
        source: String,
    },
    /// A file of the catalogue.
    Catalog {
        /// `factors/co2-peb`.
        file: String,
    },
    /// Another figure.
    Indicator {
        /// Its code.
        indicator: Word,
    },
    /// Temperatures of a station, or its normal.
    Weather {
        /// Code of the station.
        station: String,
    },
    /// Fixed by the method itself.
    Method,
}

/// A document a figure stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cited {
    /// File of the catalogue that names it: `factors/co2-peb`.
    pub file: String,
    /// Title, with its date.
    pub title: String,
    /// Where to read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When somebody last opened it.
    pub checked_on: Day,
}

impl Explained {
    /// A known figure of the whole building over a period.
    pub fn known(indicator: &'static str, period: impl Into<Option<Period>>, value: Value) -> Explained {
        let indicator = Cow::Borrowed(indicator);
        Explained { indicator, of: None, period: period.into(), answer: Answer::Known(value) }
    }

    /// A figure that is not known yet.
    pub fn not_yet(
        indicator: &'static str,
        period: impl Into<Option<Period>>,
        lacks: impl IntoIterator<Item = Lack>,
    ) -> Explained {
        let answer = Answer::NotYet { lacks: lacks.into_iter().collect() };
        Explained { indicator: Cow::Borrowed(indicator), of: None, period: period.into(), answer }
    }

    /// A figure that makes no sense here.
    pub fn not_applicable(indicator: &'static str, why: &'static str) -> Explained {
        let answer = Answer::NotApplicable { why: Cow::Borrowed(why) };
        Explained { indicator: Cow::Borrowed(indicator), of: None, period: None, answer }
    }

    /// The same figure of one carrier, factor set, unit or meter.
    #[must_use]
    pub fn of(mut self, of: impl Into<Word>) -> Explained {
        self.of = Some(of.into());
        self
    }

    /// The value, where it is known.
    pub fn value(&self) -> Option<&Value> {
        match &self.answer {
            Answer::Known(value) => Some(value),
            Answer::NotYet { .. } | Answer::NotApplicable { .. } => None,
        }
    }
}

impl Value {
    /// A value by a formula; quality and certainty are the weakest of its inputs.
    pub fn new(value: Decimal, unit: Measure, formula: &'static str, inputs: Vec<Input>) -> Value {
        let quality = inputs.iter().fold(Quality::Measured, |q, i| q.weakest(i.quality));
        let certainty = inputs.iter().fold(Certainty::Certain, |c, i| c.weakest(i.certainty));
        let (formula, sources) = (Cow::Borrowed(formula), Vec::new());
        Value { value, range: None, unit, basis: None, quality, certainty, formula, inputs, sources }
    }

    /// Between these.
    #[must_use]
    pub fn range(mut self, lowest: Decimal, highest: Decimal) -> Value {
        self.range = Some((lowest.min(highest), lowest.max(highest)));
        self
    }

    /// On this basis.
    #[must_use]
    pub fn basis(mut self, basis: Basis) -> Value {
        self.basis = Some(basis);
        self
    }

    /// No better than this.
    #[must_use]
    pub fn at_best(mut self, quality: Quality, certainty: Certainty) -> Value {
        self.quality = self.quality.weakest(quality);
        self.certainty = self.certainty.weakest(certainty);
        self
    }

    /// Standing on these documents, each once.
    #[must_use]
    pub fn citing(mut self, sources: impl IntoIterator<Item = Cited>) -> Value {
        self.sources.extend(sources);
        self.sources.sort();
        self.sources.dedup();
        self
    }
}

impl Input {
    /// An input, measured and certain until said otherwise.
    pub fn new(symbol: &'static str, value: Decimal, unit: Measure, origin: Origin) -> Input {
        Input {
            symbol: Cow::Borrowed(symbol),
            of: None,
            value,
            unit,
            basis: None,
            quality: Quality::Measured,
            certainty: Certainty::Certain,
            origin,
        }
    }

    /// Of this carrier, set, unit.
    #[must_use]
    pub fn of(mut self, of: impl Into<Word>) -> Input {
        self.of = Some(of.into());
        self
    }

    /// On this basis.
    #[must_use]
    pub fn basis(mut self, basis: Basis) -> Input {
        self.basis = Some(basis);
        self
    }

    /// As good as this.
    #[must_use]
    pub fn quality(mut self, quality: Quality) -> Input {
        self.quality = quality;
        self
    }

    /// As sure as this.
    #[must_use]
    pub fn certainty(mut self, certainty: Certainty) -> Input {
        self.certainty = certainty;
        self
    }

    /// Another figure as an input.
    pub fn figure(symbol: &'static str, figure: &Explained) -> Option<Input> {
        let value = figure.value()?;
        let origin = Origin::Indicator { indicator: figure.indicator.clone() };
        let mut input = Input::new(symbol, value.value, value.unit, origin);
        (input.of, input.basis) = (figure.of.clone(), value.basis);
        (input.quality, input.certainty) = (value.quality, value.certainty);
        Some(input)
    }
}

/// Figures in the order they were made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(pub Vec<Explained>);

impl Figures {
    /// Every figure of an indicator.
    pub fn all<'a>(&'a self, indicator: &'a str) -> impl Iterator<Item = &'a Explained> {
        self.0.iter().filter(move |f| f.indicator == indicator)
    }

    /// The figure of an indicator, of something, over a period; `None` for any of them means the one without.
    pub fn get(&self, indicator: &str, of: Option<&str>, period: Option<Period>) -> Option<&Explained> {
        self.0.iter().find(|f| f.indicator == indicator && f.of.as_deref() == of && f.period == period)
    }
}
