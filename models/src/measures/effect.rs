//! What a measure does to a state: a short list of effects, each applied to what is left by those before it.
//!
//! Invariants: no effect raises a carrier that [`Effect::raises`] does not name; what an effect asks above what there is, is not
//! done, and [`Effect::limit`] says so (asked, there, kept). Does *not* know money or measures.

use serde::{Deserialize, Serialize};

use super::exact::{Fine, Part, Ratio, Wh};
use super::state::{ElectricUse, FuelUse, HeatUse, Litres, Local, Producer, State};
use crate::building::Carrier;

/// A heat pump that feeds the emitters of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatPump {
    /// Seasonal performance at a supply of 35 °C (EN 14825, low temperature).
    pub scop_35: Ratio,
    /// Seasonal performance at a supply of 55 °C (EN 14825, medium temperature).
    pub scop_55: Ratio,
    /// The hottest it can supply, in tenths of a degree.
    pub hottest_tenths: u16,
}

impl HeatPump {
    /// Seasonal performance at this supply: straight between its two points and beyond the hotter one, never above the one at
    /// 35 °C nor below one.
    pub fn scop_at(&self, supply_tenths: u16) -> Ratio {
        let above = u64::from(supply_tenths).saturating_sub(350);
        let fall = self.scop_35.get().saturating_sub(self.scop_55.get());
        let scop = self.scop_35.get().saturating_sub(fall * above / 200);
        Ratio::millionths(scop.max(Ratio::ONE.get()))
    }
}

/// What is done to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Effect {
    /// So much less useful heat: losses avoided, heat recovered, heat of the sun.
    LessHeat {
        /// Of rooms or of hot water.
        of: HeatUse,
        /// In a normal year.
        by: Wh,
    },
    /// This share of useful heat is kept: a set-point, a curve, a balancing.
    KeepHeat {
        /// Of rooms or of hot water.
        of: HeatUse,
        /// At most one.
        kept: Ratio,
    },
    /// Another producer takes over a part of the heat.
    Replace {
        /// Of rooms or of hot water.
        of: HeatUse,
        /// From producers of this carrier; from all where none is named.
        from: Option<Carrier>,
        /// Which part of what they make.
        part: Part,
        /// What makes it now.
        by: Producer,
    },
    /// A heat pump takes over a part of the heat of rooms, as hot as the emitters then need.
    HeatPump {
        /// From producers of this carrier; from all where none is named.
        from: Option<Carrier>,
        /// Which part of what they make.
        part: Part,
        /// The pump.
        pump: HeatPump,
    },
    /// So much less electricity of a use.
    LessElectricity {
        /// Which.
        of: ElectricUse,
        /// In a year.
        by: Wh,
    },
    /// This share of the electricity of a use is kept.
    KeepElectricity {
        /// Which.
        of: ElectricUse,
        /// At most one.
        kept: Ratio,
    },
    /// More electricity of a use: fans, pumps.
    MoreElectricity {
        /// Which.
        of: ElectricUse,
        /// In a year.
        by: Wh,
    },
    /// Lamps that use less; what they no longer give as heat, the heating does.
    Light {
        /// Electricity saved in a year.
        by: Wh,
        /// Which share of it warmed the rooms while they were heated.
        heat: Ratio,
    },
    /// This share of the fuel of a use is kept.
    KeepFuel {
        /// Which.
        of: FuelUse,
        /// At most one.
        kept: Ratio,
    },
    /// So many litres of water less.
    LessWater {
        /// In a year.
        by: Litres,
    },
    /// This share of the water is kept.
    KeepWater {
        /// At most one.
        kept: Ratio,
    },
    /// All that is made on the spot from now on, what was there before included.
    Generate(Local),
    /// The same where so much was made before, and nothing elsewhere: panels beside others, a battery beside panels. A measure holds
    /// one for each that may stand before it.
    Make {
        /// Made on the spot before, to the watt-hour.
        before: Wh,
        /// From now on.
        local: Local,
    },
}

/// Why less was done than was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "limit", rename_all = "kebab-case")]
pub enum Limit {
    /// More was calculated than the building uses: `asked` calculated, `kept` of what is `there`.
    Measured {
        /// Calculated.
        asked: Wh,
        /// What there is to save.
        there: Wh,
        /// What is counted.
        kept: Wh,
    },
    /// The emitters need hotter water than the pump gives: it does not take over.
    Emitters {
        /// What they need, tenths of a degree.
        needed_tenths: u16,
        /// What the pump gives, tenths of a degree.
        hottest_tenths: u16,
    },
    /// Nothing there that it could act upon.
    NothingThere,
}

impl Limit {
    /// Code of emitters that need it hotter.
    pub const EMITTERS: &str = "emitters";

    /// Its code, with its words: `measure-limit-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Limit::Measured { .. } => "measured",
            Limit::Emitters { .. } => Limit::EMITTERS,
            Limit::NothingThere => "nothing-there",
        }
    }

    /// Every code.
    pub const CODES: &[&str] = &["emitters", "measured", "nothing-there"];
}

impl Effect {
    /// The state after it.
    #[must_use]
    pub fn apply(&self, state: &State) -> State {
        let heat = |of: HeatUse, change: &dyn Fn(Fine) -> Fine| {
            let heat = state.heat(of);
            state.with_heat(of, heat.with(change(heat.fine())))
        };
        match *self {
            Effect::LessHeat { of, by } => heat(of, &|useful| useful.less(Fine::of(by))),
            Effect::KeepHeat { of, kept } => heat(of, &|useful| useful.times(kept.at_most_one())),
            Effect::Replace { of, from, part, by } => {
                state.with_heat(of, state.heat(of).taken_over(from, part, by))
            }
            Effect::HeatPump { from, part, pump } => match needed(state) {
                Some(needed) if needed > pump.hottest_tenths => *state,
                needed => {
                    // Where nobody knows how emitters are fed, the harder case counts.
                    let scop = pump.scop_at(needed.unwrap_or(550));
                    let by = Producer::new(Carrier::Electricity, scop);
                    state.with_heat(HeatUse::SpaceHeat, state.space_heat.taken_over(from, part, by))
                }
            },
            Effect::LessElectricity { of, by } => state.with_electricity(of, state.electricity(of).less(by)),
            Effect::KeepElectricity { of, kept } => {
                state.with_electricity(of, state.electricity(of).times(kept.at_most_one()))
            }
            Effect::MoreElectricity { of, by } => state.with_electricity(of, state.electricity(of) + by),
            Effect::Light { by, heat } => {
                let lamps = state.electricity(ElectricUse::Lighting);
                let saved = by.min(lamps);
                let rooms = &state.space_heat;
                let warmer = Fine::of(saved.times(heat.at_most_one()));
                let useful = if rooms.fine().is_zero() { rooms.fine() } else { rooms.fine().plus(warmer) };
                state
                    .with_heat(HeatUse::SpaceHeat, rooms.with(useful))
                    .with_electricity(ElectricUse::Lighting, lamps.less(saved))
            }
            Effect::KeepFuel { of, kept } => {
                let burnt = state.fuel(of).map(|(carrier, wh)| (carrier, wh.times(kept.at_most_one())));
                state.with_fuel(of, burnt)
            }
            Effect::LessWater { by } => State { water: Litres(state.water.0.saturating_sub(by.0)), ..*state },
            Effect::KeepWater { kept } => {
                let litres = Wh::new(state.water.0).times(kept.at_most_one()).get();
                State { water: Litres(litres), ..*state }
            }
            Effect::Make { before, local } if before == state.local.made => State { local, ..*state },
            Effect::Make { .. } => *state,
            Effect::Generate(local) => State { local, ..*state },
        }
    }

    /// Why it does less to this state than it asks, if so.
    pub fn limit(&self, state: &State) -> Option<Limit> {
        let above = |asked: Wh, there: Wh| {
            (asked > there).then_some(Limit::Measured { asked, there, kept: asked.min(there) })
        };
        let nothing = |is: bool| is.then_some(Limit::NothingThere);
        match *self {
            Effect::LessHeat { of, by } => above(by, state.heat(of).useful()),
            Effect::LessElectricity { of, by } => above(by, state.electricity(of)),
            Effect::Light { by, .. } => above(by, state.electricity(ElectricUse::Lighting)),
            Effect::KeepHeat { of, .. } => nothing(state.heat(of).fine().is_zero()),
            Effect::KeepElectricity { of, .. } => nothing(state.electricity(of) == Wh::ZERO),
            Effect::KeepFuel { of, .. } => nothing(state.fuel(of).is_none()),
            Effect::LessWater { .. } | Effect::KeepWater { .. } => nothing(state.water == Litres(0)),
            Effect::Replace { of, from, .. } => nothing(!makes(state, of, from)),
            Effect::HeatPump { from, pump, .. } => match needed(state) {
                Some(needed_tenths) if needed_tenths > pump.hottest_tenths => {
                    Some(Limit::Emitters { needed_tenths, hottest_tenths: pump.hottest_tenths })
                }
                _ => nothing(!makes(state, HeatUse::SpaceHeat, from)),
            },
            Effect::MoreElectricity { .. } | Effect::Generate(_) | Effect::Make { .. } => None,
        }
    }

    /// Carriers of which it may take more than before.
    pub fn raises(&self, state: &State) -> Vec<Carrier> {
        match *self {
            Effect::Replace { by, .. } => vec![by.carrier, Carrier::Electricity],
            // Panels of before may be counted anew, and less of it used.
            Effect::HeatPump { .. }
            | Effect::MoreElectricity { .. }
            | Effect::Generate(_)
            | Effect::Make { .. } => vec![Carrier::Electricity],
            Effect::Light { .. } => {
                state.space_heat.producers().map(|(producer, _)| producer.carrier).collect()
            }
            // Less heat of a cogeneration is less electricity of its own.
            Effect::LessHeat { of, .. } | Effect::KeepHeat { of, .. } => {
                let makes = state.heat(of).producers().any(|(producer, _)| producer.power != Ratio::ZERO);
                if makes { vec![Carrier::Electricity] } else { Vec::new() }
            }
            Effect::LessElectricity { .. }
            | Effect::KeepElectricity { .. }
            | Effect::KeepFuel { .. }
            | Effect::LessWater { .. }
            | Effect::KeepWater { .. } => Vec::new(),
        }
    }
}

fn needed(state: &State) -> Option<u16> {
    state.emitters.map(|emitters| emitters.needed_tenths(&state.space_heat))
}

fn makes(state: &State, of: HeatUse, from: Option<Carrier>) -> bool {
    state.heat(of).producers().any(|(producer, _)| from.is_none_or(|carrier| carrier == producer.carrier))
}
