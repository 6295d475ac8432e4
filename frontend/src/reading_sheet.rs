//! The sheet that hangs beside a meter: what it says, for its page and its PDF.
//!
//! It bears the secret of its link, and is made only in the moment in which the secret is: nothing here is kept.

use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::text::Say;
use crate::{format, words};

/// A meter as its sheet names it. The page behind the sheet says no more of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMeter {
    /// What people call it: mostly where it is.
    pub name: String,
    /// What it measures.
    pub carrier: Carrier,
    /// Serial number.
    pub serial: Option<String>,
    /// Name of the building.
    pub building: String,
}

impl SheetMeter {
    /// *Gaz naturel · n° G-40211 · Résidence du Parc*.
    pub(crate) fn what(&self, lang: Lang) -> String {
        let serial = self.serial.as_ref().filter(|serial| **serial != self.name);
        let serial = serial.map(|serial| Say::new(lang, "link-serial").with("serial", serial).to_string());
        let parts = [Some(words::carrier(lang, self.carrier)), serial, Some(self.building.clone())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which meter.
    pub meter: SheetMeter,
    /// Units of its counters, as written: *m³*.
    pub units: Vec<String>,
    /// The secret.
    pub secret: String,
    /// The whole address, secret and all.
    pub address: String,
    /// First day on which it opens no more.
    pub until: Day,
}

/// The sheets of a building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheets {
    /// In which language.
    pub lang: Lang,
    /// One for each meter.
    pub sheets: Vec<Sheet>,
    /// Whom to call, as somebody wrote it for these sheets.
    pub contact: Option<String>,
    /// The day of the sheets.
    pub on: Day,
}

impl Sheet {
    pub(crate) fn read_in(&self, lang: Lang) -> String {
        Say::new(lang, "link-sheet-unit").with("unit", self.units.join(", ")).to_string()
    }

    pub(crate) fn valid(&self, lang: Lang) -> String {
        Say::new(lang, "link-sheet-until").with("day", format::day(self.until)).to_string()
    }

    /// What the squares are, for whoever does not see them.
    pub(crate) fn alt(&self, lang: Lang) -> String {
        Say::new(lang, "link-sheet-alt").with("meter", &self.meter.name).to_string()
    }
}

impl Sheets {
    /// Three sentences for whoever stands before the meter.
    pub(crate) fn steps(&self) -> [String; 3] {
        let lang = self.lang;
        [
            Say::new(lang, "link-sheet-step-1").to_string(),
            Say::new(lang, "link-sheet-step-2").to_string(),
            Say::new(lang, "link-sheet-step-3").to_string(),
        ]
    }

    /// Whom to call; a line to write on where nobody was named.
    pub(crate) fn call(&self) -> String {
        match &self.contact {
            Some(contact) => Say::new(self.lang, "link-sheet-call").with("who", contact).to_string(),
            None => Say::new(self.lang, "link-sheet-call-nobody").to_string(),
        }
    }
}
