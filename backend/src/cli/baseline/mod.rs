//! `baseline`: the model of each meter of a file, and what was avoided since.
//!
//! The method is `eclaireur_models::baseline::caltrack`; nothing is stored. Without `--baseline-end` the column `role`
//! says which rows are which. Without `--temperature` the mean temperatures beside daily readings serve; a bill needs
//! the temperatures of its days. Readings of hours or quarters of an hour are summed to days first.

mod shape;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use eclaireur_models::baseline::acceptance::{Verdict, judge};
use eclaireur_models::baseline::caltrack::{
    Avoided, Frequency, Outcome as Fit, Overlap, Reading, Readings, Row, Temperatures, Weather, avoided, fit,
    rows,
};

use super::baselines::carrier;
use super::{Common, Outcome, print};
use crate::baselines::cools;
use crate::config::Layer;
use crate::outside::files::read;
use table::{Meters, Period, Role};

/// Names of meters that a hint gives.
const FEW: usize = 5;

/// How often the meters are read.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Every {
    /// A value a day.
    Daily,
    /// A value a bill.
    Billing,
}

impl Every {
    /// As the method knows it.
    pub(super) const fn frequency(self) -> Frequency {
        match self {
            Every::Daily => Frequency::Daily,
            Every::Billing => Frequency::Billing,
        }
    }
}

/// Fits each meter of a file to the weather, and compares what came after.
#[derive(Debug, Args)]
pub(super) struct Baseline {
    /// Meters: `meter_id,start_utc,end_utc,value`, with `temp_mean_C|F` and `role` where they are known.
    #[arg(long, value_name = "CSV")]
    meters: PathBuf,
    /// Temperatures: `dt_utc,temp_C|F`, hourly or daily.
    #[arg(long, value_name = "CSV")]
    temperature: Option<PathBuf>,
    /// Only this meter.
    #[arg(long, value_name = "ID")]
    meter: Option<String>,
    /// How often they are read; seen from the periods without it.
    #[arg(long)]
    frequency: Option<Every>,
    /// What they count: what cannot cool has no cooling term.
    #[arg(long, value_name = "FUEL", default_value = "electricity")]
    fuel: String,
    /// The baseline is the year before: a day or an instant, UTC.
    #[arg(long, value_name = "DATE")]
    baseline_end: Option<String>,
    /// The year from then on is compared: a day or an instant, UTC.
    #[arg(long, value_name = "DATE")]
    reporting_start: Option<String>,
}

/// What one meter came to.
struct Answer {
    fit: Fit,
    frequency: Frequency,
    verdict: Option<Verdict>,
    avoided: Option<Avoided>,
}

impl Baseline {
    pub(super) fn run(self, common: &Common) -> Result<Outcome> {
        let limit = common.settings(Layer::default(), false)?.upload_limit_bytes;
        let cools = cools(carrier(&self.fuel)?);
        let baseline_end = instant("--baseline-end", self.baseline_end.as_deref())?;
        let reporting_start = instant("--reporting-start", self.reporting_start.as_deref())?;
        let named = |path: &Path| path.display().to_string();
        let meters = table::meters(&read(&self.meters, limit)?).with_context(|| named(&self.meters))?;
        let weather = match &self.temperature {
            None => None,
            Some(path) => Some(table::temperatures(&read(path, limit)?).with_context(|| named(path))?),
        };
        if baseline_end.is_none() && !meters.has_roles {
            bail!("{}: no column `role`; say --baseline-end DATE", named(&self.meters));
        }
        let chosen = chosen(&meters, self.meter.as_deref()).with_context(|| named(&self.meters))?;

        let mut answers = Vec::with_capacity(chosen.len());
        for (id, periods) in chosen {
            let about = || format!("{}: meter `{id}`", named(&self.meters));
            let all = Readings::new(periods.iter().map(|p| p.reading).collect())
                .map_err(|Overlap(at)| anyhow::anyhow!("two periods share the second {at}"))
                .with_context(about)?;
            let all = all.by_days();
            let periods = table::beside(&all, periods);
            let periods = periods.as_slice();
            let frequency = self.frequency.map_or_else(|| all.frequency(), Every::frequency);
            let all = if frequency == Frequency::Billing { all.without_odd_bills() } else { all };
            let of_role = |role| only(&all, periods, role);
            let before =
                baseline_end.map_or_else(|| of_role(Role::Baseline), |end| all.baseline(frequency, end));
            let after = match (reporting_start, baseline_end) {
                (Some(start), _) => all.reporting(frequency, start),
                (None, None) => of_role(Role::Reporting),
                (None, Some(_)) => Readings::default(),
            };
            let with = |readings: &Readings| {
                with_weather(readings, periods, weather.as_ref(), &meters, frequency).with_context(about)
            };
            let before = with(&before)?;
            let fit = fit(&before, frequency, cools);
            let verdict = fit.fitted().map(|baseline| judge(baseline, &before));
            let avoided = match fit.fitted() {
                None => None,
                Some(baseline) => avoided(baseline, &with(&after)?),
            };
            answers.push((id, Answer { fit, frequency, verdict, avoided }));
        }
        if common.json {
            let all: Vec<_> = answers.iter().map(|(id, answer)| shape::json(id, answer)).collect();
            print(&serde_json::to_string_pretty(&all)?);
        } else {
            for line in shape::table(&answers) {
                print(&line);
            }
        }
        Ok(Outcome::Done)
    }
}

fn instant(option: &str, text: Option<&str>) -> Result<Option<i64>> {
    text.map(|text| table::time(text).with_context(|| option.to_owned())).transpose()
}

/// All meters of the file, or the one that was named.
fn chosen<'a>(meters: &'a Meters, named: Option<&'a str>) -> Result<Vec<(&'a str, &'a [Period])>> {
    if meters.all.is_empty() && named.is_none() {
        bail!("no meter in it; expected a line for each period");
    }
    let Some(name) = named else {
        return Ok(meters.all.iter().map(|(id, periods)| (id.as_str(), periods.as_slice())).collect());
    };
    match (meters.all.get(name), meters.all.is_empty()) {
        (Some(periods), _) => Ok(vec![(name, periods)]),
        // A file of headers is that of a meter nobody read.
        (None, true) => Ok(vec![(name, &[])]),
        (None, false) => {
            let few: Vec<&str> = meters.all.keys().take(FEW).map(String::as_str).collect();
            let more = meters.all.len() - few.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            bail!("no meter `{name}`; the file has: {}{more}", few.join(", "))
        }
    }
}

/// The readings that the file gives this role.
fn only(all: &Readings, periods: &[Period], role: Role) -> Readings {
    let roles: BTreeMap<i64, Option<Role>> = periods.iter().map(|p| (p.reading.start, p.role)).collect();
    all.only(|reading| roles.get(&reading.start).copied().flatten() == Some(role))
}

/// Each reading with its weather: from the file of temperatures, else from beside it.
fn with_weather(
    readings: &Readings,
    periods: &[Period],
    weather: Option<&Temperatures>,
    meters: &Meters,
    frequency: Frequency,
) -> Result<Vec<Row>> {
    if let Some(weather) = weather {
        return Ok(rows(readings, weather));
    }
    if readings.as_slice().is_empty() {
        return Ok(Vec::new());
    }
    if frequency == Frequency::Billing {
        bail!(
            "bills need the temperatures of their days, not a mean; give --temperature CSV (dt_utc,temp_C)"
        );
    }
    if !meters.has_means {
        bail!("no temperature: no column `temp_mean_C` or `temp_mean_F`; add it or give --temperature CSV");
    }
    let means: BTreeMap<i64, f64> =
        periods.iter().filter_map(|p| Some((p.reading.start, p.mean_f?))).collect();
    let row = |reading: &Reading| Row {
        reading: *reading,
        weather: means.get(&reading.start).copied().map(Weather::day),
    };
    Ok(readings.as_slice().iter().map(row).collect())
}
