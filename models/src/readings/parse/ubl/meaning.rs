//! What the words of an invoice line or of a counter mean, by the vocabulary of `catalog/formats/ubl-invoice.toml`.

use crate::building::{Carrier, Direction, Register};
use crate::catalog::{Attribute, Format, LineSubject};
use crate::certain::Quality;
use crate::lang::normalised;

/// What a line says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    /// What it bills; `None` when no word tells.
    pub(super) subject: Option<LineSubject>,
    /// Which energy.
    pub(super) carrier: Option<Carrier>,
    /// Which way.
    pub(super) direction: Option<Direction>,
    /// Which counter.
    pub(super) register: Option<Register>,
    /// Read on the meter, or estimated.
    pub(super) quality: Quality,
    /// Whatever else is said, no energy used: reactive energy.
    pub(super) is_no_reading: bool,
}

impl Meaning {
    /// Of these words.
    pub(super) fn of(format: Option<&Format>, words: &str) -> Meaning {
        let mut meaning = Meaning::default();
        let Some(format) = format else { return meaning };
        for attribute in format.meanings(words) {
            match attribute {
                Attribute::Line(subject) => meaning.subject = meaning.subject.max(Some(*subject)),
                Attribute::Carrier(carrier) => meaning.carrier = meaning.carrier.or(Some(*carrier)),
                Attribute::Direction(Direction::Injection) => meaning.direction = Some(Direction::Injection),
                Attribute::Direction(direction) => meaning.direction = meaning.direction.or(Some(*direction)),
                Attribute::Register(register) => meaning.register = meaning.register.or(Some(*register)),
                Attribute::Other => meaning.is_no_reading = true,
                _ => {}
            }
        }
        let names_energy =
            meaning.carrier.is_some() || meaning.register.is_some() || meaning.direction.is_some();
        if meaning.subject.is_none() && names_energy {
            meaning.subject = Some(LineSubject::Supply);
        }
        let qualities = normalised(words);
        let mut said = qualities.split(' ').filter_map(|word| format.status_of(word).flatten());
        meaning.quality = said.next().unwrap_or_default();
        meaning
    }

    /// Whether it speaks of what only electricity has: day and night, injection.
    pub(super) fn is_electric(&self) -> bool {
        self.direction.is_some() || self.register.is_some_and(|register| register != Register::Total)
    }

    /// Which way a quantity goes. What the roof made is only given away where the line is below zero.
    pub(super) fn flows(&self, is_negative: bool) -> Direction {
        match self.direction {
            Some(Direction::Injection) => Direction::Injection,
            Some(Direction::Production) if is_negative => Direction::Injection,
            _ => Direction::Offtake,
        }
    }
}
