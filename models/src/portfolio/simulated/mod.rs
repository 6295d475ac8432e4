//! A sector that does not exist: organisations, buildings, meters and what they read, the same for the same seed.
//!
//! ```text
//! Wanted ─▶ Sector, one organisation after the other:
//!   activities   what they do, and whom federations gather      organisations  form, place, how many buildings
//!   weather      invented temperatures                          buildings      area, heating, facts, works, meters
//!   uses         months, with drift, works and faults           quarters       the shape of a day
//! ```
//!
//! Every organisation and every building draws from a stream of its own: asking for more buildings keeps the first ones, and
//! never holds more than one organisation. Names are generic and numbered; nobody and nothing here exists. Does *not* look
//! like anybody's figures: averages are orders of magnitude, and nothing is to be learnt from them.

mod activities;
mod buildings;
pub mod draw;
mod organisations;
pub mod quarters;
mod uses;
pub mod weather;

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use rust_decimal::Decimal;

pub use self::activities::FEDERATIONS;
pub use self::buildings::Building;
use self::draw::Draw;
pub use self::uses::{Bill, Metered, Months, Quarters, Told};
use self::weather::Weather;
use crate::building::{Carrier, LegalForm, Postcode};
use crate::catalog::{Base, Catalog};
use crate::climate::Temperature;
use crate::period::{Day, Month};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How many buildings.
    pub buildings: usize,
    /// Years that are over; what has passed of this one comes on top.
    pub years: i16,
    /// Electricity by the quarter-hour in the last year that is over, and nothing of it in the others.
    pub quarter_hours: bool,
    /// Another seed, another sector.
    pub seed: u64,
    /// The day it is as of.
    pub today: Day,
}

/// How long readings go on.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first month.
    pub first: Month,
    /// The last month that is over.
    pub until: Month,
    /// The last year that is over.
    pub last_year: i16,
}

impl Span {
    /// Every month.
    pub fn months(self) -> impl Iterator<Item = Month> {
        Month::range(self.first, self.until)
    }

    /// The years that are over.
    pub fn years(self) -> impl Iterator<Item = i16> {
        self.first.year()..=self.last_year
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Its place in the sector, from 1.
    pub ordinal: u64,
    /// Its name.
    pub name: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// Code of its activity.
    pub activity: &'static str,
    /// NIS code of its commune.
    pub commune_nis: String,
    /// Its postcode.
    pub postcode: Option<Postcode>,
    /// Places in [`FEDERATIONS`] of those it is a member of.
    pub federations: Vec<usize>,
    /// Whether it lets them see it by name.
    pub consents: bool,
    /// What it pays per kWh, for water per m3, with VAT.
    pub prices: BTreeMap<Carrier, Decimal>,
    /// Its buildings.
    pub buildings: Vec<Building>,
}

/// The sector, organisation by organisation.
#[derive(Debug)]
pub struct Sector<'a> {
    wanted: Wanted,
    span: Span,
    places: organisations::Places<'a>,
    temperatures: Vec<(Day, Temperature)>,
    weather: Weather,
    organisations: u64,
    buildings: usize,
}

/// The station whose weather it has.
pub const STATION: &str = "uccle";

impl<'a> Sector<'a> {
    /// The sector that is asked for; `None` on a day without years before it, or with a catalogue without communes or station.
    pub fn new(wanted: Wanted, catalog: &'a Catalog) -> Option<Sector<'a>> {
        let last_year = wanted.today.year().checked_sub(1)?;
        let first = Month::new(last_year.checked_sub(wanted.years.max(1))?.checked_add(1)?, 1)?;
        let until = Month::from_index(Month::of(wanted.today).index() - 1)?;
        let span = Span { first, until, last_year };
        let days = (first.first(), wanted.today.checked_sub(1.days()).ok()?);
        let temperatures = weather::days(days, Draw::of(wanted.seed, &[0]));
        let published = catalog.station(STATION, Base::Equivalent165)?;
        let weather = Weather::of(published, &temperatures, days);
        let places = organisations::Places::of(catalog.communes())?;
        Some(Sector { wanted, span, places, temperatures, weather, organisations: 0, buildings: 0 })
    }

    /// Its temperatures.
    pub fn temperatures(&self) -> &[(Day, Temperature)] {
        &self.temperatures
    }

    /// How long its readings go on.
    pub fn span(&self) -> Span {
        self.span
    }
}

impl Iterator for Sector<'_> {
    type Item = Organisation;

    fn next(&mut self) -> Option<Organisation> {
        let left = self.wanted.buildings.checked_sub(self.buildings).filter(|left| *left > 0)?;
        self.organisations += 1;
        let given = u64::try_from(self.buildings).ok()?;
        let made = self.organisation(self.organisations, (given + 1, left))?;
        self.buildings += made.buildings.len();
        Some(made)
    }
}
