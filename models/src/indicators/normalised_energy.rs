//! Normalised energy, *consommation normalisée*: what the building would have used in a year of normal weather.
//!
//! For a director: the year with its weather put aside, so that years can be compared. Formula: where the carrier's line can be
//! relied upon, `C + b·(DJ_normal − DJ)`, between the ends of the band of b; else `C·(s·DJ_normal/DJ + 1 − s)` with the climate
//! share s as a range (stated, told by the summer, usual for the activity). What does not heat is taken as it is. In all:
//! the sum on PCI. Unit: kWh. Source: facilitators' method (Énergie+, veilleconstruction.be); `baseline::yearly`.
//! Refuses: without the whole year, its degree-days, or a normal on the same base.

use rust_decimal::Decimal;

use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Work, cited};
use super::year::{basis_of, each_energy, ends, energies, input_of, on_basis, ranged, ratio_input};
use super::{Indicator, final_energy, heating};
use crate::baseline::signature::Signature;
use crate::baseline::yearly::{KnownBy, Share, ratio_form};
use crate::building::Carrier;
use crate::certain::Quality;
use crate::climate::{NormalWeather, Weather};
use crate::period::Period;
use crate::readings::totals::on;
use crate::units::Basis;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["normalised-additive", "normalised-ratio", "normalised-as-is", "normalised-energy-total"],
    symbols: &[
        "final-energy",
        "slope",
        "climate-share",
        "degree-days",
        "normal-degree-days",
        "normalised-energy",
        "net-per-gross",
    ],
    figures,
};

pub(super) const CODE: &str = "normalised-energy";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let one = |c: &Prepared<'_>, period| carrier(work, c, period).map_err(|lack| vec![lack]);
    each_energy(work, CODE, one, |period| sum(work, period, |_| true))
}

/// A year of a carrier in normal weather.
///
/// # Errors
/// What lacks.
pub(super) fn carrier(work: &Work<'_>, of: &Prepared<'_>, period: Period) -> Result<Value, Lack> {
    let used = final_energy::carrier(work, of, period)?;
    let energy = input_of("final-energy", final_energy::CODE, &used).of(of.carrier.code());
    let line = heating::line(work, of);
    let electric = !of.card.heats && heating::is_electric(work, of.carrier, period);
    let value = if line.is_none() && !of.card.heats && !electric {
        Value::new(used.value, Measure::Kwh, "normalised-as-is", vec![energy])
    } else {
        let cold = cold(work, period)?;
        let additive = line.and_then(|line| additive(line, &energy, &cold, work));
        match additive {
            Some(value) => value,
            None => ratio(&known_share(work, of, period, electric)?, energy, &cold, work)
                .ok_or(Lack::of("weather"))?,
        }
    };
    Ok(Value { basis: basis_of(of.card), ..value })
}

/// Several carriers of a year in normal weather, on PCI.
///
/// # Errors
/// What lacks of any of them.
pub(super) fn sum(
    work: &Work<'_>,
    period: Period,
    keep: impl Fn(Carrier) -> bool,
) -> Result<Value, Vec<Lack>> {
    let (mut total, mut range, mut inputs) = (Decimal::ZERO, (Decimal::ZERO, Decimal::ZERO), Vec::new());
    let (mut lacks, mut sources) = (Vec::new(), Vec::new());
    for of in energies(work, period).filter(|c| keep(c.carrier)) {
        let value = match carrier(work, of, period) {
            Ok(value) => value,
            Err(lack) => {
                lacks.push(lack);
                continue;
            }
        };
        let net = |kwh: Decimal| on_basis(of.card, kwh, Basis::Net);
        let (lowest, highest) = ends(&value);
        let Some(((kwh, lowest), highest)) = net(value.value).zip(net(lowest)).zip(net(highest)) else {
            lacks.push(Lack::of("factor"));
            continue;
        };
        (total, range) = (total + kwh, (range.0 + lowest, range.1 + highest));
        inputs.push(input_of("normalised-energy", CODE, &value).of(of.carrier.code()));
        inputs.extend(ratio_input(of.card, Basis::Net));
        sources.extend(value.sources);
    }
    if inputs.is_empty() && lacks.is_empty() {
        lacks.push(Lack::of("meter"));
    }
    lacks.dedup();
    if !lacks.is_empty() {
        return Err(lacks);
    }
    let value = Value::new(total, Measure::Kwh, "normalised-energy-total", inputs);
    Ok(ranged(value.basis(Basis::Net).citing(sources), Some(range)))
}

/// The cold of a year and what is normal for it.
struct Cold {
    degree_days: Decimal,
    weather: Weather,
    normal: NormalWeather,
}

fn cold(work: &Work<'_>, period: Period) -> Result<Cold, Lack> {
    let climate = work.site.climate().ok_or(Lack::of("weather"))?;
    let weather = climate.over(period);
    let lacking = || Lack::of("weather").from(weather.exists_from().filter(|day| *day > work.site.on));
    let degree_days = weather.degree_days().ok_or_else(lacking)?;
    let normal = climate.normal(period).ok_or(Lack::of("normal"))?;
    Ok(Cold { degree_days, weather, normal })
}

impl Cold {
    /// As inputs, with the documents they stand on.
    fn inputs(&self, work: &Work<'_>) -> [Input; 2] {
        let station = work.site.station;
        let of = |symbol, value| {
            let origin = Origin::Weather { station: station.to_owned() };
            Input::new(symbol, value, Measure::DegreeDays, origin)
        };
        [
            of("degree-days", self.degree_days)
                .quality(self.weather.quality())
                .certainty(self.weather.certainty()),
            of("normal-degree-days", self.normal.degree_days)
                .quality(self.normal.quality)
                .certainty(self.normal.certainty),
        ]
    }
}

fn additive(line: &Signature, energy: &Input, cold: &Cold, work: &Work<'_>) -> Option<Value> {
    let kwh =
        line.corrected(energy.value, cold.degree_days, &cold.normal).filter(|kwh| *kwh >= Decimal::ZERO)?;
    let slope = Decimal::from_f64_retain(line.slope.value)?.round_dp(4);
    let half = line.slope.half_width.and_then(Decimal::from_f64_retain).unwrap_or(Decimal::ZERO);
    let stray = (half * (cold.normal.degree_days - cold.degree_days)).abs().round_dp(3);
    let slope = Input::new("slope", slope, Measure::KwhPerDegreeDay, Origin::Readings)
        .of(energy.of.clone()?)
        .quality(line.quality)
        .certainty(line.certainty);
    let [degree_days, normal] = cold.inputs(work);
    let inputs = vec![energy.clone(), slope, degree_days, normal];
    let value = Value::new(kwh, Measure::Kwh, "normalised-additive", inputs);
    Some(ranged(modelled(value, work), Some(((kwh - stray).max(Decimal::ZERO), kwh + stray))))
}

fn ratio(share: &(Share, Origin), energy: Input, cold: &Cold, work: &Work<'_>) -> Option<Value> {
    let (share, origin) = share;
    let with = |s: Decimal| ratio_form(energy.value, s, cold.degree_days, cold.normal.degree_days);
    let (kwh, one, other) = (with(share.usual)?, with(share.lowest)?, with(share.highest)?);
    let [degree_days, normal] = cold.inputs(work);
    let of = energy.of.clone()?;
    let share = Input::new("climate-share", share.usual, Measure::Share, origin.clone())
        .of(of)
        .quality(if share.by == KnownBy::Stated { Quality::Declared } else { Quality::Modelled })
        .certainty(share.certainty);
    let value = Value::new(kwh, Measure::Kwh, "normalised-ratio", vec![energy, share, degree_days, normal]);
    Some(ranged(modelled(value, work), Some((one.min(other), one.max(other)))))
}

/// No better than modelled, with the station's documents.
fn modelled(value: Value, work: &Work<'_>) -> Value {
    let certainty = value.certainty;
    let value = value.at_best(Quality::Modelled, certainty);
    match work.site.catalog.station(work.site.station, work.site.base) {
        Some(station) => {
            value.citing(cited(&format!("climate/{}", station.code), station.checked_on, &station.source))
        }
        None => value,
    }
}

/// The share of a carrier that follows the cold. What is usual for the activity is of its boiler: of electricity that heats
/// only what was stated counts, or its summer where no panels hide it.
fn known_share(
    work: &Work<'_>,
    of: &Prepared<'_>,
    period: Period,
    electric: bool,
) -> Result<(Share, Origin), Lack> {
    let found = share(work, of, period);
    let told = match found.0.by {
        KnownBy::Stated => true,
        KnownBy::Summer(_) => of.balance.is_none(),
        KnownBy::Signature | KnownBy::Activity | KnownBy::NoneKnown => false,
    };
    if electric && !told { Err(Lack::of("signature")) } else { Ok(found) }
}

/// The share of a carrier that follows the cold: stated for every meter of it, else told by its summer, else usual for the
/// activity.
fn share(work: &Work<'_>, of: &Prepared<'_>, period: Period) -> (Share, Origin) {
    let last = period.to.yesterday().unwrap_or(period.to);
    let meters = || work.site.meters.iter().filter(|m| m.carrier == of.carrier);
    let stated: Option<Vec<Decimal>> = meters().map(|m| on(&m.facts.climate, last).copied()).collect();
    if let Some([first, others @ ..]) = stated.as_deref()
        && others.iter().all(|other| other == first)
    {
        let source = meters().map(|m| m.label.as_str()).collect::<Vec<_>>().join(", ");
        let origin = Origin::Fact { fact: "meter.climate_share".into(), source };
        return (Share::stated(*first), origin);
    }
    let summer = of.originals.as_ref().and_then(|o| o.summer);
    if let Some((told, climate)) = summer.zip(work.site.climate()) {
        return (Share::of_summer(told, &climate), Origin::Readings);
    }
    match work.site.catalog.climate_share(work.site.activity) {
        Some((card, known)) => {
            let sector = work.site.activity.filter(|_| known).unwrap_or("other");
            (Share::of_activity(card, known), Origin::Catalog { file: format!("sectors/{sector}") })
        }
        None => {
            let anything = Share {
                lowest: Decimal::ZERO,
                usual: Decimal::ONE / Decimal::TWO,
                highest: Decimal::ONE,
                by: KnownBy::NoneKnown,
                certainty: crate::certain::Certainty::Likely,
            };
            (anything, Origin::Method)
        }
    }
}
