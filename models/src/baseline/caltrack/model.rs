//! A meter and its weather into a model: rows, the fit, and what the model says of a period.

use serde::{Deserialize, Serialize};

use super::readings::{Reading, Readings, Window};
use super::{Candidate, Frequency, Metrics, Search, Sums, Temperatures, Weather, celsius, metrics};
use crate::baseline::least_squares::{self, Line, Observation, count};

/// Which terms a model has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelType {
    /// The same usage every day.
    InterceptOnly,
    /// And heating.
    HddOnly,
    /// And cooling.
    CddOnly,
    /// And both.
    CddHdd,
}

impl ModelType {
    /// In the order they are tried.
    pub const ALL: [ModelType; 4] =
        [ModelType::InterceptOnly, ModelType::HddOnly, ModelType::CddOnly, ModelType::CddHdd];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            ModelType::InterceptOnly => "intercept_only",
            ModelType::HddOnly => "hdd_only",
            ModelType::CddOnly => "cdd_only",
            ModelType::CddHdd => "cdd_hdd",
        }
    }

    /// Number of slopes.
    pub const fn slopes(self) -> usize {
        match self {
            ModelType::InterceptOnly => 0,
            ModelType::HddOnly | ModelType::CddOnly => 1,
            ModelType::CddHdd => 2,
        }
    }
}

/// A reading and its weather, where it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was metered.
    pub reading: Reading,
    /// The temperatures of its days.
    pub weather: Option<Weather>,
}

impl Row {
    /// Whether it takes part: a value, and its weather.
    pub fn is_usable(&self) -> bool {
        self.reading.value.is_some() && self.weather.is_some()
    }
}

/// Each reading with its weather.
pub fn rows(readings: &Readings, temperatures: &Temperatures) -> Vec<Row> {
    let row = |reading: &Reading| Row { reading: *reading, weather: temperatures.of(reading) };
    readings.as_slice().iter().map(row).collect()
}

/// Usage of a period as a model sees it, in the unit of the meter.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Load {
    /// What depends on no weather, *talon*.
    pub base: f64,
    /// Heating.
    pub heating: f64,
    /// Cooling.
    pub cooling: f64,
}

impl Load {
    /// All of it.
    pub fn total(&self) -> f64 {
        self.base + self.heating + self.cooling
    }
}

impl core::ops::AddAssign for Load {
    fn add_assign(&mut self, more: Load) {
        self.base += more.base;
        self.heating += more.heating;
        self.cooling += more.cooling;
    }
}

/// Usage per day as a function of the day's temperature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Which terms.
    pub kind: ModelType,
    /// Temperature under which heating begins, °F.
    pub heating_balance_point_f: Option<f64>,
    /// Temperature over which cooling begins, °F.
    pub cooling_balance_point_f: Option<f64>,
    /// Usage per day without weather.
    pub intercept: f64,
    /// Usage per °F degree-day of heating; 0 without that term.
    pub beta_hdd: f64,
    /// Usage per °F degree-day of cooling; 0 without that term.
    pub beta_cdd: f64,
    /// Adjusted R² of usage per day, weighted as the fit was.
    pub r_squared_adj: f64,
}

impl Model {
    /// Where heating begins, °C.
    pub fn heating_balance_point_c(&self) -> Option<f64> {
        self.heating_balance_point_f.map(celsius)
    }

    /// Where cooling begins, °C.
    pub fn cooling_balance_point_c(&self) -> Option<f64> {
        self.cooling_balance_point_f.map(celsius)
    }

    /// Mean degree-days per day at its balance points.
    fn degree_days(&self, weather: &Weather) -> [f64; 2] {
        let none = f64::NAN; // compares as no degree at all
        weather.degree_days(
            self.heating_balance_point_f.unwrap_or(none),
            self.cooling_balance_point_f.unwrap_or(none),
        )
    }

    /// Usage per day under this weather.
    pub fn per_day(&self, weather: &Weather) -> f64 {
        let [hdd, cdd] = self.degree_days(weather);
        self.intercept + self.beta_hdd * hdd + self.beta_cdd * cdd
    }

    /// Usage of a period of so many days under this weather.
    pub fn load(&self, days: f64, weather: &Weather) -> Load {
        let [hdd, cdd] = self.degree_days(weather);
        let counted = count(weather.counted);
        Load {
            base: self.intercept * days,
            heating: self.beta_hdd * hdd * counted,
            cooling: self.beta_cdd * cdd * counted,
        }
    }

    /// Usage of all periods whose weather is known, with or without a reading.
    pub fn over(&self, rows: &[Row]) -> Load {
        let mut sum = Load::default();
        for row in rows {
            if let Some(weather) = &row.weather {
                sum += self.load(row.reading.days(), weather);
            }
        }
        sum
    }
}

/// How well one coefficient is known.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Certainty {
    /// Standard error, in the unit of the coefficient.
    pub standard_error: Option<f64>,
    /// Two-sided probability of a value this far from zero by chance.
    pub p_value: Option<f64>,
}

/// How well the coefficients are known.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Coefficients {
    /// Of the intercept.
    pub intercept: Certainty,
    /// Of the heating slope.
    pub beta_hdd: Certainty,
    /// Of the cooling slope.
    pub beta_cdd: Certainty,
}

/// A model with all that is known of its fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// The model chosen.
    pub model: Model,
    /// How well its coefficients are known.
    pub coefficients: Coefficients,
    /// What else was tried.
    pub search: Search,
    /// How the meter is read.
    pub frequency: Frequency,
    /// From the first reading to the end of the last.
    pub window: Window,
    /// Of usage per day.
    pub averages: Metrics,
    /// Of period totals.
    pub totals: Metrics,
    /// What was observed in the rows of the fit.
    pub observed: f64,
    /// What the model says of them.
    pub predicted: Load,
}

/// What a fit came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A model.
    Fitted(Box<Fitted>),
    /// Every candidate has an intercept or a slope below zero.
    NoModel(Box<Search>),
    /// No reading with a value and weather.
    NoData,
}

impl Outcome {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Outcome::Fitted(_) => "fitted",
            Outcome::NoModel(_) => "no_model",
            Outcome::NoData => "no_data",
        }
    }

    /// What was tried, if anything was.
    pub fn search(&self) -> Option<&Search> {
        match self {
            Outcome::Fitted(fitted) => Some(&fitted.search),
            Outcome::NoModel(search) => Some(search),
            Outcome::NoData => None,
        }
    }

    /// The fit, if there is one.
    pub fn fitted(&self) -> Option<&Fitted> {
        match self {
            Outcome::Fitted(fitted) => Some(fitted),
            _ => None,
        }
    }
}

/// The best model of these rows, in whatever order they come. `cooling` is false for what cannot cool, such as gas.
pub fn fit(rows: &[Row], frequency: Frequency, cooling: bool) -> Outcome {
    let mut usable: Vec<(&Reading, &Weather, f64)> = rows
        .iter()
        .filter_map(|row| Some((&row.reading, row.weather.as_ref()?, row.reading.per_day()?)))
        .collect();
    usable.sort_by_key(|row| row.0.start);
    let (Some(first), Some(last)) = (usable.first(), usable.last()) else { return Outcome::NoData };
    let window = Window {
        start: rows.iter().map(|r| r.reading.start).min().unwrap_or(first.0.start),
        end: rows.iter().map(|r| r.reading.end).max().unwrap_or(last.0.end),
    };

    let search = sums(&usable, frequency).search(cooling);
    let Some(best) = search.best else { return Outcome::NoModel(Box::new(search)) };
    let (model, coefficients) = refined(&usable, frequency, best);

    let observed: Vec<f64> = usable.iter().map(|row| row.2).collect();
    let predicted: Vec<f64> = usable.iter().map(|row| model.per_day(row.1)).collect();
    let total = |per_day: &[f64]| -> Vec<f64> {
        usable.iter().zip(per_day).map(|(row, value)| row.0.days() * value).collect()
    };
    let mut load = Load::default();
    for row in &usable {
        load += model.load(row.0.days(), row.1);
    }
    Outcome::Fitted(Box::new(Fitted {
        averages: metrics(&observed, &predicted, model.kind.slopes()),
        totals: metrics(&total(&observed), &total(&predicted), model.kind.slopes()),
        observed: usable.iter().filter_map(|row| row.0.value).sum(),
        predicted: load,
        model,
        coefficients,
        search,
        frequency,
        window,
    }))
}

/// What a row weighs: its days where it is a bill.
fn weight(weather: &Weather, frequency: Frequency) -> f64 {
    match frequency {
        Frequency::Daily => 1.0,
        Frequency::Billing => count(weather.days_f.len()),
    }
}

fn sums(rows: &[(&Reading, &Weather, f64)], frequency: Frequency) -> Sums {
    let single: Option<Vec<f64>> = rows
        .iter()
        .map(|row| match row.1.days_f.as_slice() {
            [day] if frequency == Frequency::Daily => Some(*day),
            _ => None,
        })
        .collect();
    match single {
        Some(days) => Sums::daily(&days, &rows.iter().map(|row| row.2).collect::<Vec<f64>>()),
        None => {
            let rows: Vec<(f64, f64, &[f64])> =
                rows.iter().map(|row| (row.2, weight(row.1, frequency), row.1.days_f.as_slice())).collect();
            Sums::periods(&rows, frequency)
        }
    }
}

/// The model chosen, fitted once more by itself: the last digits, and how sure they are.
fn refined(
    rows: &[(&Reading, &Weather, f64)],
    frequency: Frequency,
    best: Candidate,
) -> (Model, Coefficients) {
    let model = Model {
        kind: best.kind,
        heating_balance_point_f: best.heating_f.map(f64::from),
        cooling_balance_point_f: best.cooling_f.map(f64::from),
        intercept: best.intercept,
        beta_hdd: best.beta_hdd,
        beta_cdd: best.beta_cdd,
        r_squared_adj: best.r_squared_adj,
    };
    let refined = match best.kind {
        ModelType::InterceptOnly => line(rows, frequency, |_| []).map(|l| taken(&l, model, [])),
        ModelType::HddOnly => {
            line(rows, frequency, |w| [model.degree_days(w)[0]]).map(|l| taken(&l, model, [0]))
        }
        ModelType::CddOnly => {
            line(rows, frequency, |w| [model.degree_days(w)[1]]).map(|l| taken(&l, model, [1]))
        }
        ModelType::CddHdd => {
            line(rows, frequency, |w| model.degree_days(w)).map(|l| taken(&l, model, [0, 1]))
        }
    };
    refined.unwrap_or((model, Coefficients::default()))
}

/// The model with the coefficients of a line, whose slopes stand for heating (0) or cooling (1).
fn taken<const K: usize>(line: &Line<K>, model: Model, terms: [usize; K]) -> (Model, Coefficients) {
    let mut slopes = [(0.0, Certainty::default()); 2];
    for (slope, term) in terms.into_iter().enumerate() {
        let standard_error = line.slope_errors.map(|errors| errors[slope]);
        slopes[term] = (line.slopes[slope], Certainty { standard_error, p_value: line.p_value(slope) });
    }
    let [(beta_hdd, heating), (beta_cdd, cooling)] = slopes;
    let intercept = Certainty { standard_error: line.intercept_error, p_value: line.intercept_p_value() };
    let r_squared_adj = if K == 0 { 0.0 } else { line.r_squared_adj.unwrap_or(model.r_squared_adj) };
    (
        Model { intercept: line.intercept, beta_hdd, beta_cdd, r_squared_adj, ..model },
        Coefficients { intercept, beta_hdd: heating, beta_cdd: cooling },
    )
}

fn line<const K: usize>(
    rows: &[(&Reading, &Weather, f64)],
    frequency: Frequency,
    terms: impl Fn(&Weather) -> [f64; K],
) -> Option<Line<K>> {
    let observation = |row: &(&Reading, &Weather, f64)| Observation {
        x: terms(row.1),
        y: row.2,
        weight: weight(row.1, frequency),
    };
    least_squares::fit(&rows.iter().map(observation).collect::<Vec<_>>()).ok()
}
