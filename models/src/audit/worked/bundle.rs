//! A package as people see it: its chain beside the sum of its measures, what it costs and brings over the years, the cost of
//! a tonne, its order.

use rust_decimal::Decimal;
use serde::Serialize;

use super::candidates::Placed;
use super::looked::{by_carrier, celsius, kw, kwh, limits};
use super::timed::{Timed, timed};
use super::{Desk, Taken, taken};
use crate::audit::Package;
use crate::building::Carrier;
use crate::catalog::MeasureStep;
use crate::certain::{Certainty, Quality};
use crate::measures::abatement::abatement;
use crate::measures::life_cycle::LifeCycle;
use crate::measures::package::{Variant, VariantKind, package};
use crate::measures::sight::Saving;
use crate::measures::waterfall::waterfall;
use crate::measures::{Candidate, CapTold, Objection};
use crate::units::exact::{cent, times};

/// What is burnt and does not grow again.
const FOSSIL: [Carrier; 4] = [Carrier::NaturalGas, Carrier::HeatingOil, Carrier::Propane, Carrier::Butane];

/// Where a package comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BundleKind {
    /// The adviser's own choice.
    Own,
    /// Pays itself back within five years, measure by measure.
    QuickWins,
    /// Saves most.
    Deep,
    /// Burns nothing fossil any more.
    #[serde(rename = "ready-2040")]
    Ready2040,
}

impl From<VariantKind> for BundleKind {
    fn from(kind: VariantKind) -> BundleKind {
        match kind {
            VariantKind::QuickWins => BundleKind::QuickWins,
            VariantKind::Deep => BundleKind::Deep,
            VariantKind::Ready2040 => BundleKind::Ready2040,
        }
    }
}

impl BundleKind {
    /// The variant it is; none of the adviser's own.
    pub const fn variant(self) -> Option<VariantKind> {
        match self {
            BundleKind::Own => None,
            BundleKind::QuickWins => Some(VariantKind::QuickWins),
            BundleKind::Deep => Some(VariantKind::Deep),
            BundleKind::Ready2040 => Some(VariantKind::Ready2040),
        }
    }
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// `own-1`, `deep`: within an audit.
    pub code: String,
    /// Where it comes from.
    pub kind: BundleKind,
    /// What people call it, where they do.
    pub name: Option<String>,
    /// Whether it does what its kind says; else it is what comes nearest.
    pub reached: bool,
    /// Numbers of measures it holds that cannot be put in place.
    pub refused: Vec<u16>,
    /// What stands against it.
    pub objections: Vec<Objection>,
    /// Its measures, in the order of the chain.
    pub bars: Vec<Bar>,
    /// kWh PCI of a year before any.
    pub before: Decimal,
    /// kWh PCI of a year after all.
    pub after: Decimal,
    /// By carrier, after all.
    pub left: Vec<Taken>,
    /// kWh PCI saved, all carriers.
    pub saved: Decimal,
    /// By carrier; below zero where more is taken.
    pub saves: Vec<Taken>,
    /// kWh PCI that its measures would save each alone, added up.
    pub sum_alone: Decimal,
    /// Litres of water.
    pub litres: i64,
    /// Euro of the measures whose cost is known, VAT as it is borne included.
    pub investment: Decimal,
    /// Keys of measures whose cost is not known.
    pub cost_unknown: Vec<String>,
    /// Aid that is counted, euro, at most what each of its measures costs.
    pub aid: Decimal,
    /// How sure the aid is.
    pub aid_certainty: Certainty,
    /// Euro saved in year 1, before maintenance.
    pub euro: Option<Decimal>,
    /// The same that nine of ten such projects reach.
    pub euro_cautious: Option<Decimal>,
    /// kg of CO2 equivalent avoided a year.
    pub co2_kg: Option<Decimal>,
    /// kWh of fossil fuels still burnt a year.
    pub fossil: Decimal,
    /// Over the years; none where something lacks.
    pub life: Option<LifeTold>,
    /// What a tonne of CO2 costs, measure by measure, the cheapest first.
    pub tonnes: Vec<Tonne>,
    /// Year by year; none where it cannot be put in order.
    pub timed: Option<Timed>,
    /// Codes of what lacks: `package-lack-<code>`.
    pub lacks: Vec<String>,
    /// Keys with codes of what is supposed: `package-hypothesis-<code>`.
    pub supposed: Vec<(String, String)>,
    /// The weakest quality behind its bars.
    pub quality: Quality,
    /// The weakest of what it stands on.
    pub certainty: Certainty,
}

/// A measure in its chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Which.
    pub key: String,
    /// Its place.
    pub step: MeasureStep,
    /// kWh PCI it saves of what those before it left.
    pub saved: Decimal,
    /// kWh PCI it would save alone.
    pub alone: Decimal,
    /// What it saves, by carrier.
    pub saves: Vec<Taken>,
    /// What was calculated above what is left.
    pub caps: Vec<CapTold>,
    /// Codes of other limits.
    pub limits: Vec<String>,
    /// kW, where it is sized on the heat that is left.
    pub sized_kw: Option<Decimal>,
    /// How hot emitters need it there and how hot a heat pump gives it, °C.
    pub supply_c: Option<(Decimal, Decimal)>,
    /// Euro without VAT.
    pub cost: Option<Decimal>,
    /// Of the saving.
    pub certainty: Certainty,
}

/// *Coût global*, euro of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LifeTold {
    /// Works less aid.
    pub paid: Decimal,
    /// Maintenance.
    pub maintenance: Decimal,
    /// What is bought again.
    pub again: Decimal,
    /// Energy and water with the works.
    pub energy: Decimal,
    /// All of it.
    pub total: Decimal,
    /// Energy and water without works.
    pub without: Decimal,
    /// What the works are worth.
    pub npv: Decimal,
    /// *Temps de retour simple*, years.
    pub payback_years: Option<Decimal>,
    /// The year in which discounted savings have paid the works.
    pub paid_back_in: Option<u16>,
    /// Year by year.
    pub years: Vec<LifeYearTold>,
}

/// One year, euro.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LifeYearTold {
    /// From 1 on.
    pub year: u16,
    /// Energy and water with the works, maintenance and what is bought again.
    pub with: Decimal,
    /// Energy and water without.
    pub without: Decimal,
}

/// A measure and its tonnes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tonne {
    /// Which.
    pub key: String,
    /// Tonnes of CO2 equivalent avoided a year.
    pub tonnes: Option<Decimal>,
    /// Euro per tonne.
    pub euro: Option<Decimal>,
    /// Codes of why there is none: `abatement-lack-<code>`.
    pub lacks: Vec<String>,
}

/// A package of the adviser's.
pub(super) fn own(desk: &Desk<'_>, told: &Package, all: &[Placed<'_>]) -> Bundle {
    let of = |number: u16| all.iter().find(|one| one.chosen.number == number);
    let chosen: Vec<&Placed<'_>> = told.measures.iter().filter_map(|dated| of(dated.measure)).collect();
    let mut made = bundle(desk, format!("own-{}", told.number), BundleKind::Own, &chosen);
    made.name = Some(told.name.clone());
    let known: Option<Vec<(usize, i16)>> = told
        .measures
        .iter()
        .map(|dated| {
            let key = &of(dated.measure)?.key;
            Some((made.bars.iter().position(|bar| bar.key == *key)?, dated.year?))
        })
        .collect();
    if let Some(years) = known.filter(|years| !years.is_empty()) {
        made.timed = super::timed::by_hand(desk, &chosen, &made, &years);
    }
    made
}

/// A variant that was found.
pub(super) fn variant(desk: &Desk<'_>, found: &Variant, all: &[Placed<'_>]) -> Bundle {
    let chosen: Vec<&Placed<'_>> =
        found.codes.iter().filter_map(|key| all.iter().find(|one| one.key == *key)).collect();
    let mut made = bundle(desk, found.kind.code().to_owned(), found.kind.into(), &chosen);
    made.reached = found.reached;
    made
}

pub(super) fn ready<'a>(chosen: &[&'a Placed<'_>]) -> Vec<&'a Candidate> {
    chosen.iter().filter_map(|one| one.ready()).collect()
}

fn bundle(desk: &Desk<'_>, code: String, kind: BundleKind, chosen: &[&Placed<'_>]) -> Bundle {
    let candidates = ready(chosen);
    let in_it = || chosen.iter().filter(|one| one.ready().is_some());
    let aid = aid_of(desk, &candidates, chosen);
    let aid_certainty = in_it().fold(Certainty::Certain, |c, one| c.weakest(one.aid.certainty));
    let made = package(&desk.state, &candidates, aid, &desk.terms);
    let fall = &made.waterfall;
    let sum_alone: i64 = fall.sum_alone.values().sum();
    let tonnes = abatement(fall, &candidates, &desk.terms);
    let owned = |codes: &[&'static str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let mut told = Bundle {
        code,
        kind,
        name: None,
        reached: true,
        refused: chosen.iter().filter(|one| one.ready().is_none()).map(|one| one.chosen.number).collect(),
        objections: made.objections.clone(),
        bars: bars(&made),
        before: fall.before.total().kwh().normalize(),
        after: fall.after.total().kwh().normalize(),
        left: taken(&fall.after),
        saved: kwh(fall.saved.total()),
        saves: by_carrier(&fall.saved),
        sum_alone: kwh(sum_alone),
        litres: fall.saved.water,
        investment: made.investment,
        cost_unknown: made.cost_unknown.clone(),
        aid: aid.min(made.investment),
        aid_certainty,
        euro: made.euro(Saving::Expected, &desk.terms),
        euro_cautious: made.euro(Saving::Cautious, &desk.terms),
        co2_kg: made.co2_kg.map(|kg| kg.round_dp(0)),
        fossil: taken(&fall.after).iter().filter(|t| FOSSIL.contains(&t.carrier)).map(|t| t.kwh).sum(),
        life: made.life_cycle.as_ref().map(life),
        tonnes: tonnes
            .into_iter()
            .map(|block| Tonne {
                key: block.code,
                tonnes: block.tonnes.map(|tonnes| tonnes.round_dp(2)),
                euro: block.euro_per_tonne.map(|euro| euro.round_dp(0)),
                lacks: owned(&block.lacks),
            })
            .collect(),
        timed: None,
        lacks: owned(&made.lacks),
        supposed: made.supposed.iter().map(|(key, code)| (key.clone(), (*code).to_owned())).collect(),
        quality: fall.quality(),
        certainty: made.certainty,
    };
    told.timed = timed(desk, &candidates, chosen, &told);
    told
}

/// What is given for its measures, each at most what it costs where it stands in the chain.
fn aid_of(desk: &Desk<'_>, candidates: &[&Candidate], chosen: &[&Placed<'_>]) -> Decimal {
    if chosen.iter().all(|one| one.aid.euro.is_zero()) {
        return Decimal::ZERO;
    }
    let fall = waterfall(&desk.state, candidates);
    let of = |bar: &crate::measures::waterfall::Bar| {
        let given = chosen.iter().find(|one| one.key == bar.code).map_or(Decimal::ZERO, |one| one.aid.euro);
        let cost = bar.cost.and_then(|cost| times(cost, Decimal::ONE + desk.terms.vat_on_works));
        given.min(cost.map_or(Decimal::ZERO, cent))
    };
    fall.bars.iter().map(of).sum()
}

fn bars(made: &crate::measures::package::Package) -> Vec<Bar> {
    let bar = |bar: &crate::measures::waterfall::Bar| {
        let (caps, limits) = limits(&bar.limits);
        Bar {
            key: bar.code.clone(),
            step: bar.step,
            saved: kwh(bar.saved.total()),
            alone: kwh(bar.alone.total()),
            saves: by_carrier(&bar.saved),
            caps,
            limits,
            sized_kw: bar.sized_w.map(kw),
            supply_c: bar.supply.map(celsius),
            cost: bar.cost,
            certainty: bar.certainty,
        }
    };
    made.waterfall.bars.iter().map(bar).collect()
}

fn life(found: &LifeCycle) -> LifeTold {
    LifeTold {
        paid: found.investment - found.aid,
        maintenance: found.maintenance,
        again: found.again,
        energy: found.energy,
        total: found.total,
        without: found.without,
        npv: found.npv,
        payback_years: found.simple_payback_years.map(|years| years.0),
        paid_back_in: found.discounted_payback_year,
        years: found
            .years
            .iter()
            .map(|year| LifeYearTold {
                year: year.year,
                with: (year.energy + year.maintenance + year.again).round_dp(2),
                without: year.without.round_dp(2),
            })
            .collect(),
    }
}
