//! Why the bill changed: price, weather, and what was used.
//!
//! For a director: the bill rose by so much; so much of it because energy costs more, so much because it was colder, so much
//! because more was used. Formula, carrier by carrier, p and E being mean price and energy of the year before (0) and of the
//! year (1): price = (p1 − p0)·E1; climate = p0 · kWh that the difference of degree-days explains; volume = the rest of
//! p0·(E1 − E0). The three add up to the difference to the cent, always. The kWh of the weather come from the signature's
//! slope, else from the climate share (stated, of the summer, of the activity). Where they are not known the effect of the
//! weather lies in the volume, and the formula's code says so. Unit: euro with VAT. `of` is absent for the difference,
//! `price`, `climate`, `volume`. Source: the decomposition is ours; degree-days of the station. Refuses: a year without its
//! cost.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::series::Waterfall;
use super::{Explained, Figures, Indicator, Input, Lack, Measure, Origin, Prepared, Value, Work, heating};
use crate::baseline::yearly::Share;
use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::period::Period;
use crate::readings::totals::YearTotal;
use crate::units::{Energy, Euro};

/// Why the bill changed.
pub const INDICATOR: Indicator = Indicator {
    code: "cost-split",
    formulas: &[
        "cost-split-difference",
        "cost-split-price",
        "cost-split-climate",
        "cost-split-climate-part",
        "cost-split-volume",
        "cost-split-volume-and-climate",
    ],
    symbols: &["cost-before", "cost", "energy-before", "energy", "weather-energy"],
    figures,
};

/// What the weather explains.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Weather {
    /// So many kWh.
    Known(Decimal, Quality, Certainty),
    /// The carrier does not follow the cold.
    None,
    /// It may, and nobody knows by how much: this lacks.
    Unknown(&'static str),
}

/// The difference of one carrier, in cents, and what it was made from.
struct Split {
    price: Decimal,
    climate: Decimal,
    volume: Decimal,
    weather: Weather,
    inputs: Vec<Input>,
}

/// Everything of both years.
struct Whole {
    years: (Period, Period),
    costs: (Decimal, Decimal),
    splits: Vec<Split>,
}

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(year) = work.period() else { return Vec::new() };
    match whole(work, made) {
        Ok(whole) => whole.figures(year),
        Err(lack) => vec![Explained::not_yet("cost-split", year, [lack])],
    }
}

/// What made the cost of the year differ from the one before; `None` where one of the two is not known. Where the weather's
/// effect is not known of any energy it is not told: it lies in the use.
pub fn waterfall(work: &Work<'_>, made: &Figures) -> Option<Waterfall> {
    let whole = whole(work, made).ok()?;
    let sum = |of: fn(&Split) -> Decimal| whole.splits.iter().map(of).sum::<Decimal>();
    let qualities = whole.splits.iter().flat_map(|s| &s.inputs).map(|i| i.quality);
    Some(Waterfall {
        before: whole.years.0.from.year(),
        after: whole.years.1.from.year(),
        from: whole.costs.0,
        climate: whole.tells_weather().then(|| sum(|s| s.climate)),
        price: sum(|s| s.price),
        volume: sum(|s| s.volume),
        to: whole.costs.1,
        quality: qualities.fold(Quality::Measured, Quality::weakest),
    })
}

fn whole(work: &Work<'_>, made: &Figures) -> Result<Whole, Lack> {
    let years = work.before().zip(work.period()).ok_or_else(|| Lack::of("second-year"))?;
    let cost = |year: Period| {
        let cost = super::cost_per_m2::cost_of(made, year)?;
        Ok(Euro(cost.value).to_cent().0)
    };
    let second = |lack: Lack| if lack.code == "readings" { Lack::of("second-year") } else { lack };
    let costs = (cost(years.0).map_err(second)?, cost(years.1)?);
    let splits = work.energies().filter_map(|c| split(work, made, c, years)).collect::<Result<_, _>>()?;
    Ok(Whole { years, costs, splits })
}

/// One carrier; one that was not there in a year cost nothing in it.
fn split(
    work: &Work<'_>,
    made: &Figures,
    prepared: &Prepared<'_>,
    years: (Period, Period),
) -> Option<Result<Split, Lack>> {
    let total = |year: Period| prepared.years.iter().find(|y| y.year == year.from.year());
    let totals = (total(years.0), total(years.1));
    if totals == (None, None) {
        return None;
    }
    let code = prepared.carrier.code();
    let cost = |year: Period| {
        let cost = made.get("cost", Some(code), Some(year)).and_then(Explained::value);
        cost.map_or(Decimal::ZERO, |cost| Euro(cost.value).to_cent().0)
    };
    let energy = |t: Option<&YearTotal>| t.and_then(|t| t.energy).map_or(Decimal::ZERO, Energy::kwh);
    let quality = |t: Option<&YearTotal>| t.map_or(Quality::Measured, |t| t.quality);
    let (cost, energy) = ((cost(years.0), cost(years.1)), (energy(totals.0), energy(totals.1)));
    let weather = weather(work, prepared, years, energy.0);
    let parts = effects(
        cost,
        energy,
        match weather {
            Weather::Known(kwh, ..) => kwh,
            Weather::None | Weather::Unknown(_) => Decimal::ZERO,
        },
    );
    let Some((price, climate, volume)) = parts else { return Some(Err(Lack::of("readings"))) };
    let figure = |year: Period| made.get("cost", Some(code), Some(year)).filter(|f| f.value().is_some());
    let costs = (figure(years.0), figure(years.1));
    // Bills hold standing charges, prices of one more kWh do not: part of such a difference is no change of price.
    let formula = |f: Option<&Explained>| f.and_then(Explained::value).map(|v| v.formula.clone());
    let alike = costs.0.is_none() || costs.1.is_none() || formula(costs.0) == formula(costs.1);
    let certainty = if alike { Certainty::Certain } else { Certainty::Likely };
    let paid = |symbol: &'static str, value, figure: Option<&Explained>| {
        let nothing = || Input::new(symbol, value, Measure::Euro, Origin::Bills).of(code);
        let input = figure.and_then(|f| Input::figure(symbol, f)).unwrap_or_else(nothing);
        let weakest = input.certainty.weakest(certainty);
        Input { value, ..input }.certainty(weakest)
    };
    let basis = prepared.card.basis();
    let mut used = [
        super::cost::used(prepared, energy.0, basis).quality(quality(totals.0)),
        super::cost::used(prepared, energy.1, basis).quality(quality(totals.1)),
    ];
    used[0].symbol = "energy-before".into();
    let mut inputs = vec![paid("cost-before", cost.0, costs.0), paid("cost", cost.1, costs.1)];
    inputs.extend(used);
    if let Weather::Known(kwh, quality, certainty) = weather {
        let station = work.site.station.to_owned();
        let input = Input::new("weather-energy", kwh, Measure::Kwh, Origin::Weather { station }).of(code);
        let input = if prepared.card.has_basis() { input.basis(basis) } else { input };
        inputs.push(input.quality(quality).certainty(certainty));
    }
    Some(Ok(Split { price, climate, volume, weather, inputs }))
}

/// Price, climate and volume, each in cents; they add up to the difference of the two costs, which are in cents. Where a
/// year used nothing it has no price: that of the other stands in, and what is left (standing charges) counts as price.
/// `None` of numbers too large to be energy or money.
pub fn effects(
    cost: (Decimal, Decimal),
    energy: (Decimal, Decimal),
    weather: Decimal,
) -> Option<(Decimal, Decimal, Decimal)> {
    let before = cost.0.checked_div(energy.0).or_else(|| cost.1.checked_div(energy.1)).unwrap_or_default();
    let cents = |value: Decimal| Euro(value).to_cent().0;
    let used = cents(before.checked_mul(energy.1.checked_sub(energy.0)?)?);
    let climate = cents(before.checked_mul(weather)?);
    let price = cost.1.checked_sub(cost.0)?.checked_sub(used)?;
    Some((price, climate, used.checked_sub(climate)?))
}

/// The kWh that the difference of the weather explains.
fn weather(work: &Work<'_>, prepared: &Prepared<'_>, years: (Period, Period), kwh: Decimal) -> Weather {
    if !follows_cold(work, prepared, years.1) {
        return Weather::None;
    }
    let Some(climate) = work.site.climate() else { return Weather::Unknown("weather") };
    let (before, after) = (climate.over(years.0), climate.over(years.1));
    let Some((cold, colder)) = before.degree_days().zip(after.degree_days()) else {
        return Weather::Unknown("weather");
    };
    let quality = before.quality().weakest(after.quality()).weakest(Quality::Modelled);
    let certainty = before.certainty().weakest(after.certainty());
    if let Some(signature) = heating::line(work, prepared)
        && let Some(slope) = Decimal::from_f64_retain(signature.slope.value)
    {
        let kwh = (slope.round_dp(6) * (colder - cold)).round_dp(3);
        return Weather::Known(kwh, quality, certainty.weakest(Certainty::Likely));
    }
    let Some(share) = share(work, prepared) else { return Weather::Unknown("signature") };
    match kwh.checked_mul(share.usual * (colder - cold)).and_then(|kwh| kwh.checked_div(cold)) {
        Some(kwh) => Weather::Known(kwh.round_dp(3), quality, certainty.weakest(share.certainty)),
        None => Weather::Unknown("weather"),
    }
}

/// What is burnt to heat, and electricity where it is what heats.
fn follows_cold(work: &Work<'_>, prepared: &Prepared<'_>, year: Period) -> bool {
    let heating = || work.site.fact("building.heating", year).map(|f| f.value.as_str());
    match prepared.carrier {
        Carrier::Electricity => matches!(heating(), Some("heat-pump" | "direct-electric")),
        _ => prepared.card.heats,
    }
}

/// The climate share: stated, else of the summer, else usual for the activity; `None` where nothing is known.
fn share(work: &Work<'_>, prepared: &Prepared<'_>) -> Option<Share> {
    let mut meters = work.site.meters.iter().filter(|m| m.carrier == prepared.carrier);
    let only = meters.next().filter(|_| meters.next().is_none());
    if let Some(stated) = only.and_then(|m| m.facts.climate.last()) {
        return Some(Share::stated(stated.value));
    }
    let activity = work.site.activity;
    let holidays = activity.and_then(|a| work.site.catalog.sector(a)).is_some_and(|s| s.summer_break);
    let summer = prepared.originals.as_ref().and_then(|o| o.summer);
    // What a building with panels takes from the network in summer says nothing of what it uses.
    let summer = summer.filter(|_| !holidays && prepared.balance.is_none());
    if let Some((summer, climate)) = summer.zip(work.site.climate()) {
        return Some(Share::of_summer(summer, &climate));
    }
    if prepared.carrier == Carrier::Electricity {
        return None;
    }
    let (card, told) = work.site.catalog.climate_share(activity)?;
    told.then(|| Share::of_activity(card, told))
}

impl Whole {
    /// Whether any of the difference is told to be the weather's, be it nothing.
    fn tells_weather(&self) -> bool {
        let of = |weather: fn(&Weather) -> bool| self.splits.iter().any(|s| weather(&s.weather));
        of(|w| matches!(w, Weather::Known(..))) || !of(|w| matches!(w, Weather::Unknown(_)))
    }

    fn figures(&self, year: Period) -> Vec<Explained> {
        let inputs = |symbols: &[&str]| -> Vec<Input> {
            let all = self.splits.iter().flat_map(|s| &s.inputs);
            all.filter(|i| symbols.contains(&i.symbol.as_ref())).cloned().collect()
        };
        let sum = |of: fn(&Split) -> Decimal| self.splits.iter().map(of).sum::<Decimal>();
        let money = ["cost-before", "cost", "energy-before", "energy"];
        let all = ["cost-before", "cost", "energy-before", "energy", "weather-energy"];
        let value = |value, formula, symbols| Value::new(value, Measure::Euro, formula, inputs(symbols));
        let known = |value| Explained::known("cost-split", year, value);
        let lacks = self.splits.iter().filter_map(|s| match s.weather {
            Weather::Unknown(code) => Some(code),
            Weather::Known(..) | Weather::None => None,
        });
        let lacks: BTreeSet<&'static str> = lacks.collect();
        let unknown = !lacks.is_empty();
        let difference = value(self.costs.1 - self.costs.0, "cost-split-difference", &money[..2]);
        let price = value(sum(|s| s.price), "cost-split-price", &money);
        let formula = if unknown { "cost-split-volume-and-climate" } else { "cost-split-volume" };
        let volume = value(sum(|s| s.volume), formula, &all);
        let climate = match (unknown, self.tells_weather()) {
            (true, false) => {
                Explained::not_yet("cost-split", year, lacks.iter().rev().copied().map(Lack::of))
            }
            (true, true) => known(value(sum(|s| s.climate), "cost-split-climate-part", &all)),
            (false, _) => known(value(sum(|s| s.climate), "cost-split-climate", &all)),
        };
        vec![known(difference), known(price).of("price"), climate.of("climate"), known(volume).of("volume")]
    }
}
