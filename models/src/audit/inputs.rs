//! What a visit asks: one closed list, from which the form, the sheet to print and the file are all made.
//!
//! A section is a page of the form. Where there are several of a thing (walls, boilers, zones of lamps) a section has rows, each
//! with the same inputs. Units stand in the name. Does *not* hold values. To add an input: a line here, and its words
//! `audit-input-<section>-<code>` (`-` for `_`); a new list of choices: a constant here and its words `audit-choice-<list>-<choice>`.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Characters of an answer in a line, at most.
pub const LONGEST_TEXT: usize = 200;
/// Characters of an answer in several lines, at most.
pub const LONGEST_LINES: usize = 4_000;

macro_rules! sections {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $most:literal, $inputs:ident;)*) => {
        /// A page of the visit.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Section { $($(#[$doc])* #[serde(rename = $code)] $variant,)* }

        impl Section {
            /// Every section, in the order of a walk through the building.
            pub const ALL: &[Section] = &[$(Section::$variant,)*];

            /// Permanent code, as in addresses and files.
            pub const fn code(self) -> &'static str {
                match self { $(Section::$variant => $code,)* }
            }

            /// How many rows it may have; 1 where there is one of it.
            pub const fn most(self) -> usize {
                match self { $(Section::$variant => $most,)* }
            }

            /// What it asks.
            pub const fn inputs(self) -> &'static [Input] {
                match self { $(Section::$variant => $inputs,)* }
            }
        }
    };
}

sections! {
    /// The building and how it is used.
    Building = "building", 1, BUILDING;
    /// Walls, roofs, floors: one row each.
    Envelope = "envelope", 60, ENVELOPE;
    /// Windows and doors, *châssis*.
    Joinery = "joinery", 60, JOINERY;
    /// What makes heat.
    Production = "production", 20, PRODUCTION;
    /// What gives the heat to the rooms.
    Emitters = "emitters", 30, EMITTERS;
    /// What decides when and how warm.
    Regulation = "regulation", 1, REGULATION;
    /// *Eau chaude sanitaire*.
    HotWater = "hot-water", 1, HOT_WATER;
    /// Zones of lamps.
    Lighting = "lighting", 60, LIGHTING;
    /// Ventilation units.
    Ventilation = "ventilation", 20, VENTILATION;
    /// The kitchen.
    Kitchen = "kitchen", 1, KITCHEN;
    /// The laundry.
    Laundry = "laundry", 1, LAUNDRY;
    /// Pictures.
    Photos = "photos", 60, PHOTOS;
    /// What no field asks for.
    Remarks = "remarks", 1, REMARKS;
}

impl Section {
    /// The section with this code.
    pub fn from_code(code: &str) -> Option<Section> {
        Self::ALL.iter().copied().find(|s| s.code() == code)
    }

    /// Whether it has rows.
    pub const fn repeats(self) -> bool {
        self.most() > 1
    }

    /// An input of it.
    pub fn input(self, code: &str) -> Option<&'static Input> {
        self.inputs().iter().find(|input| input.code == code)
    }
}

/// What may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A number between two bounds, both included.
    Number {
        /// What people write behind it.
        unit: &'static str,
        /// Less is a slip of the finger.
        low: i64,
        /// So is more.
        high: i64,
    },
    /// One of a list.
    Choice(&'static Choices),
    /// Yes or no.
    YesNo,
    /// A line.
    Text,
    /// Several lines.
    Lines,
    /// The SHA-256 of a picture that is kept.
    Picture,
}

/// A closed list of answers.
#[derive(Debug, PartialEq, Eq)]
pub struct Choices {
    /// Its code, in the keys of its words.
    pub code: &'static str,
    /// The answers.
    pub all: &'static [&'static str],
}

/// One thing that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// Code within its section.
    pub code: &'static str,
    /// What may be answered.
    pub form: Form,
    /// Whether a visit without it is not whole.
    pub asked: bool,
    /// Whether it says itself where it comes from: an area is measured, the U beside it seldom is. Else the row says it.
    pub own_origin: bool,
}

/// Why an answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No number.
    NotANumber,
    /// A number that nobody can mean here.
    OutOfBounds {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// Not in the list.
    NotInList,
    /// Longer than is kept.
    TooLong,
    /// No picture of ours.
    NoPicture,
}

impl Input {
    /// The answer as it is kept, or why it is none. `text` is plain: a decimal point, no spaces.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn read(&self, text: &str) -> Result<String, Wrong> {
        let short = |longest: usize| (text.chars().count() <= longest).then(|| text.to_owned());
        match self.form {
            Form::Number { low, high, .. } => {
                let number: Decimal = text.parse().map_err(|_| Wrong::NotANumber)?;
                if number < Decimal::from(low) || number > Decimal::from(high) {
                    return Err(Wrong::OutOfBounds { low, high });
                }
                Ok(number.normalize().to_string())
            }
            Form::Choice(list) => list.all.contains(&text).then(|| text.to_owned()).ok_or(Wrong::NotInList),
            Form::YesNo => matches!(text, "yes" | "no").then(|| text.to_owned()).ok_or(Wrong::NotInList),
            Form::Text => short(LONGEST_TEXT).ok_or(Wrong::TooLong),
            Form::Lines => short(LONGEST_LINES).ok_or(Wrong::TooLong),
            Form::Picture => {
                let is_hash =
                    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
                is_hash.then(|| text.to_owned()).ok_or(Wrong::NoPicture)
            }
        }
    }
}

const fn input(code: &'static str, form: Form) -> Input {
    Input { code, form, asked: false, own_origin: false }
}

/// A visit without it is not whole.
const fn asked(code: &'static str, form: Form) -> Input {
    Input { asked: true, ..input(code, form) }
}

/// Asked, and seldom from where the rest of its row comes.
const fn judged(code: &'static str, form: Form) -> Input {
    Input { own_origin: true, ..asked(code, form) }
}

const fn number(unit: &'static str, low: i64, high: i64) -> Form {
    Form::Number { unit, low, high }
}

macro_rules! choices {
    ($($name:ident = $code:literal [$($choice:literal),+ $(,)?];)*) => {
        $(static $name: Choices = Choices { code: $code, all: &[$($choice),+] };)*

        /// Every list of answers.
        pub static CHOICES: &[&Choices] = &[$(&$name),*];
    };
}

choices! {
    WALLS = "envelope-part" ["roof-flat", "roof-pitched", "roof-attic-floor", "wall", "floor", "other"];
    BOUNDARY = "boundary" ["outside", "unheated", "ground"];
    WEAR = "wear" ["good", "worn", "damaged"];
    KNOWN = "known" ["yes", "no", "not-known"];
    FRAME = "frame" ["wood", "pvc", "aluminium", "aluminium-break", "steel", "other"];
    GLAZING = "glazing" ["single", "double", "double-high", "triple"];
    FACING = "facing" ["north", "east", "south", "west", "roof"];
    PRODUCER = "producer"
        ["condensing-boiler", "boiler", "heat-pump", "cogeneration", "heat-network", "direct-electric", "stove", "solar-thermal"];
    CARRIER = "carrier"
        ["natural_gas", "heating_oil", "propane", "butane", "pellets", "wood", "electricity", "district_heat", "other"];
    BASIS = "basis" ["net", "gross"];
    PURPOSE = "purpose" ["heating", "hot-water", "both"];
    EMITTER = "emitter" ["radiator", "convector", "underfloor", "air-heater", "fan-coil", "radiant-panel"];
    VALVE = "valve" ["none", "manual", "thermostatic", "electronic"];
    LAMP = "lamp" ["led", "t5", "t8", "compact", "halogen", "discharge"];
    LAMP_CONTROL = "lamp-control" ["switch", "timer", "presence", "daylight", "presence-daylight"];
    AIR = "air" ["natural", "extract", "supply-extract"];
    ON_PLACE = "kitchen-kind" ["none", "reheating", "cooking"];
}

const BUILDING: &[Input] = &[
    asked("description", Form::Lines),
    asked("uses", Form::Lines),
    asked("hours_per_week", number("h", 1, 168)),
    input("built_year", number("", 1500, 2100)),
    input("floors", number("", 1, 60)),
    asked("heated_volume_m3", number("m³", 10, 2_000_000)),
    asked("inside_day_c", number("°C", 5, 30)),
    input("inside_night_c", number("°C", 5, 30)),
    input("night_hours", number("h", 0, 24)),
    Input { asked: false, ..judged("gains_k", number("K", 0, 8)) },
    judged("infiltration_ach", number("/h", 0, 5)),
];

const ENVELOPE: &[Input] = &[
    asked("name", Form::Text),
    asked("kind", Form::Choice(&WALLS)),
    asked("area_m2", number("m²", 0, 200_000)),
    judged("u_w_m2k", number("W/m²K", 0, 10)),
    input("u_source", Form::Text),
    asked("boundary", Form::Choice(&BOUNDARY)),
    Input { asked: false, ..judged("reduction", number("", 0, 1)) },
    input("insulation_cm", number("cm", 0, 100)),
    input("wear", Form::Choice(&WEAR)),
    input("asbestos", Form::Choice(&KNOWN)),
    input("picture", Form::Picture),
];

const JOINERY: &[Input] = &[
    asked("name", Form::Text),
    asked("area_m2", number("m²", 0, 50_000)),
    judged("u_w_m2k", number("W/m²K", 0, 10)),
    input("u_source", Form::Text),
    asked("glazing", Form::Choice(&GLAZING)),
    asked("frame", Form::Choice(&FRAME)),
    input("facing", Form::Choice(&FACING)),
    input("year", number("", 1850, 2100)),
    input("wear", Form::Choice(&WEAR)),
    input("picture", Form::Picture),
];

const PRODUCTION: &[Input] = &[
    asked("name", Form::Text),
    asked("kind", Form::Choice(&PRODUCER)),
    asked("carrier", Form::Choice(&CARRIER)),
    asked("power_kw", number("kW", 0, 50_000)),
    asked("year", number("", 1950, 2100)),
    judged("efficiency_percent", number("%", 10, 700)),
    asked("basis", Form::Choice(&BASIS)),
    asked("purpose", Form::Choice(&PURPOSE)),
    asked("share_percent", number("%", 0, 100)),
    input("picture", Form::Picture),
];

const EMITTERS: &[Input] = &[
    asked("name", Form::Text),
    asked("kind", Form::Choice(&EMITTER)),
    asked("supply_c", number("°C", 20, 120)),
    input("return_c", number("°C", 15, 110)),
    asked("valve", Form::Choice(&VALVE)),
    input("balanced", Form::Choice(&KNOWN)),
];

const REGULATION: &[Input] = &[
    asked("outside_sensor", Form::YesNo),
    asked("curve", Form::YesNo),
    asked("clock", Form::YesNo),
    asked("circuits", number("", 1, 100)),
    asked("setback_k", number("K", 0, 15)),
    input("holiday_program", Form::YesNo),
    input("automation", Form::YesNo),
    input("pipes_insulated", Form::Choice(&KNOWN)),
    input("variable_pumps", Form::Choice(&KNOWN)),
];

const HOT_WATER: &[Input] = &[
    asked("carrier", Form::Choice(&CARRIER)),
    input("storage_l", number("l", 0, 100_000)),
    asked("setpoint_c", number("°C", 20, 95)),
    asked("loop", Form::YesNo),
    input("return_c", number("°C", 10, 90)),
    input("loop_insulated", Form::Choice(&KNOWN)),
    input("litres_per_day", number("l", 0, 500_000)),
    input("legionella_plan", Form::Choice(&KNOWN)),
];

const LIGHTING: &[Input] = &[
    asked("name", Form::Text),
    input("area_m2", number("m²", 0, 100_000)),
    asked("power_w", number("W", 0, 1_000_000)),
    asked("hours_per_year", number("h", 0, 8_784)),
    asked("lamp", Form::Choice(&LAMP)),
    asked("control", Form::Choice(&LAMP_CONTROL)),
];

const VENTILATION: &[Input] = &[
    asked("name", Form::Text),
    asked("kind", Form::Choice(&AIR)),
    judged("flow_m3h", number("m³/h", 0, 500_000)),
    asked("hours_per_week", number("h", 0, 168)),
    asked("recovery_percent", number("%", 0, 95)),
    input("fans_w", number("W", 0, 200_000)),
    input("picture", Form::Picture),
];

const KITCHEN: &[Input] = &[
    asked("kind", Form::Choice(&ON_PLACE)),
    input("meals_per_day", number("", 0, 20_000)),
    input("carrier", Form::Choice(&CARRIER)),
    input("hood_m3h", number("m³/h", 0, 100_000)),
    input("cold_rooms", number("", 0, 100)),
];

const LAUNDRY: &[Input] = &[
    asked("on_site", Form::YesNo),
    input("kg_per_week", number("kg", 0, 100_000)),
    input("carrier", Form::Choice(&CARRIER)),
    input("heat_recovery", Form::YesNo),
];

const PHOTOS: &[Input] = &[asked("picture", Form::Picture), asked("caption", Form::Text)];

const REMARKS: &[Input] = &[input("remarks", Form::Lines)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_says_what_it_takes() {
        let of = |section: Section, code: &str| *section.input(code).expect("an input");
        for (input, text, expect) in [
            (of(Section::Envelope, "area_m2"), "320.50", Ok("320.5")),
            (of(Section::Envelope, "area_m2"), "-1", Err(Wrong::OutOfBounds { low: 0, high: 200_000 })),
            (of(Section::Envelope, "area_m2"), "un", Err(Wrong::NotANumber)),
            (of(Section::Envelope, "kind"), "wall", Ok("wall")),
            (of(Section::Envelope, "kind"), "Wall", Err(Wrong::NotInList)),
            (of(Section::Regulation, "clock"), "yes", Ok("yes")),
            (of(Section::Regulation, "clock"), "maybe", Err(Wrong::NotInList)),
            (of(Section::Photos, "picture"), "../../etc/passwd", Err(Wrong::NoPicture)),
        ] {
            assert_eq!(input.read(text), expect.map(str::to_owned), "{text}");
        }
        assert_eq!(of(Section::Envelope, "name").read(&"é".repeat(201)), Err(Wrong::TooLong));
    }

    #[test]
    fn no_code_stands_twice_and_rows_have_names() {
        for section in Section::ALL {
            let codes: std::collections::BTreeSet<_> = section.inputs().iter().map(|i| i.code).collect();
            assert_eq!(codes.len(), section.inputs().len(), "{section:?}");
            assert_eq!(Section::from_code(section.code()), Some(*section));
            let named = section.input("name").is_some() || *section == Section::Photos;
            assert_eq!(section.repeats(), named, "{section:?}");
        }
        let lists: std::collections::BTreeSet<_> = CHOICES.iter().map(|list| list.code).collect();
        assert_eq!(lists.len(), CHOICES.len());
    }
}
