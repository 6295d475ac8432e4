//! A baseline that no longer changes: its readings, weather, factors and model in one text, each part under its SHA-256.
//!
//! Opening it computes the model again from the data: a seal that does not give the same figures to the last digit is
//! refused, and says which part was touched. Does *not* store anything. Numbers are written as decimals that read
//! back to the same bits, keys stand in a fixed order: the same baseline is the same text, and its checksum may be kept
//! elsewhere, where the text cannot reach it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::caltrack::{Fitted, Frequency, Load, Model, ModelType, Outcome, Reading, Row, Weather, fit};

/// The shape written; another is not opened.
const FORMAT: &str = "eclaireur-baseline/1";

/// A part of a sealed baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The readings.
    Data,
    /// The temperatures.
    Weather,
    /// What readings were converted with.
    Factors,
    /// The model and what it was searched among.
    Model,
    /// The text as a whole: another shape, no text of ours, or not the checksum that was kept.
    Whole,
}

impl Part {
    /// Permanent code.
    pub const fn code(self) -> &'static str {
        match self {
            Part::Data => "data",
            Part::Weather => "weather",
            Part::Factors => "factors",
            Part::Model => "model",
            Part::Whole => "whole",
        }
    }
}

/// A sealed baseline was touched, there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed baseline was changed: {}", .0.code())]
pub struct Tampered(pub Part);

/// What is sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// Readings with their weather, in order of time.
    pub rows: Vec<Row>,
    /// How the meter is read.
    pub frequency: Frequency,
    /// Whether cooling was looked for.
    pub cooling: bool,
    /// What readings were converted with and under which method: name and value, such as `kwh-per-m3` and `11.4`.
    pub factors: BTreeMap<String, String>,
    /// The fit.
    pub fitted: Fitted,
}

impl Baseline {
    /// Fits the rows; `None` where there is no model to seal.
    pub fn new(
        mut rows: Vec<Row>,
        frequency: Frequency,
        cooling: bool,
        factors: BTreeMap<String, String>,
    ) -> Option<Baseline> {
        rows.sort_by_key(|row| row.reading.start);
        let Outcome::Fitted(fitted) = fit(&rows, frequency, cooling) else { return None };
        Some(Baseline { rows, frequency, cooling, factors, fitted: *fitted })
    }

    /// Its text and the checksum of that.
    pub fn seal(&self) -> Sealed {
        let data: Vec<_> = self.rows.iter().map(|row| Data::from(&row.reading)).collect();
        let weather = self.rows.iter().map(|row| row.weather.as_ref().map(Day::from)).collect();
        let model = Figures::from(self);
        let parts = Parts { data, weather, factors: self.factors.clone(), model };
        let text = Text { format: FORMAT.to_owned(), checksums: parts.checksums(), parts };
        let text = written(&text);
        Sealed { checksum: sha256(text.as_bytes()), text }
    }
}

/// A sealed baseline as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// JSON, always the same for the same baseline.
    pub text: String,
    /// SHA-256 of the text, in hexadecimal.
    pub checksum: String,
}

impl Sealed {
    /// Whether every part and the whole still have their checksums, without computing anything again.
    ///
    /// # Errors
    /// [`Tampered`] with the part that is not what was sealed.
    pub fn intact(&self) -> Result<(), Tampered> {
        self.parts().map(|_| ())
    }

    /// The baseline, computed again from its own data.
    ///
    /// # Errors
    /// [`Tampered`] with the part that is not what was sealed.
    pub fn open(&self) -> Result<Baseline, Tampered> {
        let Parts { data, weather, factors, model } = self.parts()?;
        if weather.len() != data.len() {
            return Err(Tampered(Part::Weather));
        }
        let readings = data.into_iter().map(|row| row.reading().ok_or(Tampered(Part::Data)));
        let days = weather.into_iter().map(|day| match day {
            None => Ok(None),
            Some(day) => day.weather().map(Some).ok_or(Tampered(Part::Weather)),
        });
        let rows: Result<Vec<Row>, Tampered> = readings
            .zip(days)
            .map(|(reading, weather)| Ok(Row { reading: reading?, weather: weather? }))
            .collect();
        let baseline = Baseline::new(rows?, model.frequency, model.cooling, factors);
        baseline.filter(|again| Figures::from(again) == model).ok_or(Tampered(Part::Model))
    }

    fn parts(&self) -> Result<Parts, Tampered> {
        let text: Text = serde_json::from_str(&self.text).map_err(|_| Tampered(Part::Whole))?;
        if text.format != FORMAT {
            return Err(Tampered(Part::Whole));
        }
        for ((part, found), kept) in Parts::NAMES.iter().zip(text.parts.checksums()).zip(&text.checksums) {
            if found != *kept {
                return Err(Tampered(*part));
            }
        }
        if sha256(self.text.as_bytes()) != self.checksum {
            return Err(Tampered(Part::Whole));
        }
        Ok(text.parts)
    }
}

/// A number as the shortest decimal that reads back to the same bits.
type Exact = String;

fn exact(value: f64) -> Exact {
    value.to_string()
}

fn inexact(text: &Exact) -> Option<f64> {
    text.parse().ok().filter(|v: &f64| v.is_finite())
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    start: i64,
    end: i64,
    value: Option<Exact>,
}

impl From<&Reading> for Data {
    fn from(reading: &Reading) -> Data {
        Data { start: reading.start, end: reading.end, value: reading.value.map(exact) }
    }
}

impl Data {
    fn reading(&self) -> Option<Reading> {
        let value = match &self.value {
            None => None,
            Some(text) => Some(inexact(text)?),
        };
        let lasts = self.end.checked_sub(self.start).is_some_and(|s| s > 0);
        lasts.then_some(Reading { start: self.start, end: self.end, value })
    }
}

/// The weather of a reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    days_f: Vec<Exact>,
    counted: usize,
}

impl From<&Weather> for Day {
    fn from(weather: &Weather) -> Day {
        Day { days_f: weather.days_f.iter().copied().map(exact).collect(), counted: weather.counted }
    }
}

impl Day {
    fn weather(&self) -> Option<Weather> {
        let days_f: Option<Vec<f64>> = self.days_f.iter().map(inexact).collect();
        Some(Weather { days_f: days_f.filter(|d| !d.is_empty())?, counted: self.counted })
    }
}

/// The model and the figures that opening it must give again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    frequency: Frequency,
    cooling: bool,
    kind: ModelType,
    heating_balance_point_f: Option<Exact>,
    cooling_balance_point_f: Option<Exact>,
    intercept: Exact,
    beta_hdd: Exact,
    beta_cdd: Exact,
    r_squared_adj: Exact,
    cvrmse_adj: Option<Exact>,
    observed: Exact,
    predicted: [Exact; 3],
}

impl From<&Baseline> for Figures {
    fn from(baseline: &Baseline) -> Figures {
        let Fitted { model, averages, observed, predicted, .. } = &baseline.fitted;
        let Model { kind, heating_balance_point_f, cooling_balance_point_f, .. } = *model;
        let Load { base, heating, cooling } = *predicted;
        Figures {
            frequency: baseline.frequency,
            cooling: baseline.cooling,
            kind,
            heating_balance_point_f: heating_balance_point_f.map(exact),
            cooling_balance_point_f: cooling_balance_point_f.map(exact),
            intercept: exact(model.intercept),
            beta_hdd: exact(model.beta_hdd),
            beta_cdd: exact(model.beta_cdd),
            r_squared_adj: exact(model.r_squared_adj),
            cvrmse_adj: averages.cvrmse_adj.map(exact),
            observed: exact(*observed),
            predicted: [base, heating, cooling].map(exact),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    data: Vec<Data>,
    weather: Vec<Option<Day>>,
    factors: BTreeMap<String, String>,
    model: Figures,
}

impl Parts {
    /// In the order of their checksums.
    const NAMES: [Part; 4] = [Part::Data, Part::Weather, Part::Factors, Part::Model];

    fn checksums(&self) -> [String; 4] {
        [written(&self.data), written(&self.weather), written(&self.factors), written(&self.model)]
            .map(|part| sha256(part.as_bytes()))
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    format: String,
    checksums: [String; 4],
    parts: Parts,
}

/// JSON with the keys in the order of the types. None of these types can fail to be written.
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    Sha256::digest(bytes).iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(digit).collect()
}
