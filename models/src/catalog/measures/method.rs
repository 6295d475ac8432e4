//! The closed lists of measures: the steps of a chain, the methods of saving, what each method asks, what it may act upon.

coded! {
    /// The place of a measure in the chain: first need less, then make better, then make oneself.
    MeasureStep {
        /// Walls, roofs, floors, windows.
        Envelope = "envelope",
        /// Air-tightness, ventilation.
        Air = "air",
        /// Set-points, curves, clocks, habits.
        Regulation = "regulation",
        /// Pipes, balancing, loops.
        Distribution = "distribution",
        /// What makes the heat.
        Production = "production",
        /// Lamps, kitchen, laundry.
        Electricity = "electricity",
        /// Panels on the roof.
        Renewables = "renewables",
        /// Taps and flushes.
        Water = "water",
        /// Studies and metering, which save nothing of themselves.
        Study = "study",
    }
}

coded! {
    /// How a saving is reckoned; each has its file in `measures/method/`.
    SavingMethod {
        /// Losses through a part of the envelope.
        Transmission = "transmission",
        /// Air that comes in where it should not.
        AirTightness = "air-tightness",
        /// Heat of used air given to fresh air.
        Recovery = "recovery",
        /// A lower set-point.
        SetPoint = "set-point",
        /// A share of a use that is kept: habits, clocks, curves, balancing.
        KeptShare = "kept-share",
        /// Losses of pipes and stores.
        PipeLosses = "pipe-losses",
        /// Another producer of heat.
        Producer = "producer",
        /// A heat pump.
        HeatPump = "heat-pump",
        /// Heat of the sun.
        SolarThermal = "solar-thermal",
        /// Heat and electricity of one engine.
        Cogeneration = "cogeneration",
        /// Lamps.
        Lighting = "lighting",
        /// Water, and what heats it.
        Water = "water",
        /// Panels, hour by hour.
        Photovoltaic = "photovoltaic",
        /// A battery beside panels.
        Storage = "storage",
        /// Saves nothing of itself.
        Nothing = "nothing",
    }
}

coded! {
    /// What a measure acts upon.
    ActsOn {
        /// Heat of rooms.
        SpaceHeat = "space-heat",
        /// Hot water.
        HotWater = "hot-water",
        /// Lamps.
        Lighting = "lighting",
        /// Fans.
        Ventilation = "ventilation",
        /// Pumps, burners, control.
        Auxiliaries = "auxiliaries",
        /// Kitchen, of whatever carrier.
        Kitchen = "kitchen",
        /// Laundry, of whatever carrier.
        Laundry = "laundry",
        /// Other electricity.
        Other = "other",
        /// Water.
        Water = "water",
    }
}

/// What a method asks, and in which unit; words: `input-measure-<code>`.
pub const MEASURE_INPUTS: &[(&str, &str)] = &[
    ("air-change-after", "1/h"),
    ("air-change-before", "1/h"),
    ("airflow", "m3/h"),
    ("area", "m2"),
    ("back-share", "share"),
    ("battery-power", "kW"),
    ("capacity", "kWh"),
    ("degrees", "K"),
    ("design-outside", "degC"),
    ("efficiency-after", "1"),
    ("electric-efficiency", "1"),
    ("fan-power", "W"),
    ("heat-share", "share"),
    ("hot-saved-share", "share"),
    ("hottest-supply", "degC"),
    ("hours", "h"),
    ("hours-after", "h"),
    ("hours-before", "h"),
    ("inverter-cost", "EUR"),
    ("length", "m"),
    ("loss-after", "W/m"),
    ("loss-before", "W/m"),
    ("own-share", "share"),
    ("peak-power", "kWp"),
    ("per-degree", "share"),
    ("power-after", "W"),
    ("power-before", "W"),
    ("pump-share", "share"),
    ("recovered-share", "share"),
    ("return-temperature", "degC"),
    ("saved-share", "share"),
    ("scop-35", "1"),
    ("scop-55", "1"),
    ("set-point-after", "degC"),
    ("solar-yield", "kWh/m2"),
    ("store-temperature", "degC"),
    ("taken-share", "share"),
    ("thermal-efficiency", "1"),
    ("u-after", "W/m2.K"),
    ("u-before", "W/m2.K"),
    ("volume", "m3"),
    ("yield", "kWh/kWp"),
];

/// The unit a method wants an input in.
pub fn input_unit(code: &str) -> Option<&'static str> {
    MEASURE_INPUTS.iter().find(|(input, _)| *input == code).map(|(_, unit)| *unit)
}

impl SavingMethod {
    /// What it cannot do without, then what it uses where it is told.
    pub const fn asks(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            SavingMethod::Transmission => (&["area", "u-before", "u-after"], &[]),
            SavingMethod::AirTightness => (&["volume", "air-change-before", "air-change-after"], &[]),
            SavingMethod::Recovery => (&["airflow", "recovered-share", "hours"], &["fan-power"]),
            SavingMethod::SetPoint => (&["degrees", "per-degree", "set-point-after"], &[]),
            SavingMethod::KeptShare => (&["saved-share"], &[]),
            SavingMethod::PipeLosses => (
                &["length", "loss-before", "loss-after", "hours"],
                &["store-temperature", "return-temperature"],
            ),
            SavingMethod::Producer => (&["efficiency-after"], &["taken-share"]),
            SavingMethod::HeatPump => {
                (&["scop-35", "scop-55", "hottest-supply"], &["taken-share", "design-outside"])
            }
            SavingMethod::SolarThermal => (&["area", "solar-yield"], &["pump-share"]),
            SavingMethod::Cogeneration => {
                (&["thermal-efficiency", "electric-efficiency", "taken-share", "own-share"], &[])
            }
            SavingMethod::Lighting => {
                (&["power-before", "hours-before", "power-after", "hours-after"], &["heat-share"])
            }
            SavingMethod::Water => (&["saved-share"], &["hot-saved-share"]),
            SavingMethod::Photovoltaic => (&["peak-power", "yield"], &["inverter-cost"]),
            SavingMethod::Storage => (&["capacity", "battery-power", "back-share"], &[]),
            SavingMethod::Nothing => (&[], &["area", "peak-power"]),
        }
    }

    /// Whether the card has to say what it acts upon.
    pub const fn needs_use(self) -> bool {
        matches!(
            self,
            SavingMethod::KeptShare
                | SavingMethod::PipeLosses
                | SavingMethod::Producer
                | SavingMethod::SolarThermal
                | SavingMethod::Cogeneration
        )
    }

    /// Whether the card has to say which carrier the new producer takes.
    pub const fn needs_carrier(self) -> bool {
        matches!(self, SavingMethod::Producer | SavingMethod::Cogeneration)
    }
}
