//! One row of a list into typed values. What cannot be read is said; where something is proposed for it and the sender
//! takes proposals, that is read instead, and said too.

use rust_decimal::{Decimal, dec};

use super::super::words;
use super::header::{self, Header};
use super::places::{self, Place};
use super::{ListedBuilding, ListedMeter, Reading};
use crate::building::{Address, Carrier, Ean, EanProblem};
use crate::catalog::{BuildingsList, ListRole};
use crate::finding::{Code, Finding};
use crate::lang::{NumberStyle, normalised};
use crate::readings::parse::Number;
use crate::readings::parse::cells::{Row, unwrapped};
use crate::readings::parse::numbers;

/// The largest building there is, in m².
const LARGEST_M2: Decimal = dec!(500_000);
/// Beds, places or pupils of one building.
const MOST_UNITS: Decimal = dec!(100_000);
/// The oldest building somebody heats.
const OLDEST: i16 = 1000;
/// Letters of a name, a street, a number.
const LONGEST: usize = 200;

/// One row, read. It is used only when nothing in it is an error.
pub(super) struct Entry {
    /// What it says of its building. Its meters are here too.
    pub(super) building: ListedBuilding,
    /// Whether it names its building.
    pub(super) is_named: bool,
    /// What is to be said.
    pub(super) findings: Vec<Finding>,
}

/// What rows are read with.
pub(super) struct Reader<'a, 'r> {
    pub(super) header: &'a Header,
    pub(super) known: &'a BuildingsList,
    pub(super) reading: Reading<'a>,
    pub(super) row: &'a Row<'r>,
    findings: Vec<Finding>,
}

impl<'a, 'r> Reader<'a, 'r> {
    /// Reads one row.
    pub(super) fn read(
        header: &'a Header,
        known: &'a BuildingsList,
        reading: Reading<'a>,
        row: &'a Row<'r>,
    ) -> Entry {
        let mut reader = Reader { header, known, reading, row, findings: Vec::new() };
        let (code, name) = (reader.words(ListRole::Code), reader.words(ListRole::Name));
        let is_named = code.is_some() || name.is_some();
        let building = ListedBuilding {
            row: row.line,
            code,
            name: name.unwrap_or_default(),
            address: reader.address(),
            activity: reader.activity(),
            heated_area_m2: reader.area(),
            service_units: reader.units(),
            built: reader.year(),
            meters: reader.meters(),
        };
        Entry { building, is_named, findings: reader.findings }
    }

    /// The cell of a role as text; none when it says nothing.
    fn text(&self, column: Option<usize>) -> Option<&'r str> {
        let text = unwrapped(self.row.text(column?));
        let word = normalised(text);
        (!word.is_empty()
            && !matches!(word.as_str(), "n a" | "na" | "nd" | "n d")
            && !self.known.is_missing(&word))
        .then_some(text)
    }

    fn cell(&self, role: ListRole) -> Option<(usize, &'r str)> {
        let column = self.header.of(role).next()?;
        Some((column, self.text(Some(column))?))
    }

    fn words(&self, role: ListRole) -> Option<String> {
        self.cell(role).map(|(_, text)| kept(text))
    }

    /// Something to say about a cell.
    fn finding(&self, code: Code, column: usize) -> Finding {
        let header = self.header.columns.get(column).map_or("", |c| c.header.as_str());
        Finding::new(code).cell(self.row.line, column).column(header).value(self.row.text(column))
    }

    /// Says that a cell cannot be used; takes what is proposed for it where the sender wants that.
    fn settle<T>(&mut self, finding: Finding, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let taken = finding.proposal.as_deref().filter(|_| self.reading.take_proposals).and_then(read);
        let code = if taken.is_some() { Code::ProposalTaken } else { finding.code };
        self.findings.push(Finding { code, ..finding });
        taken
    }

    fn address(&mut self) -> Address {
        let whole = self.cell(ListRole::Address);
        let (street, postcode, commune) = whole.map_or(("", "", ""), |(_, text)| places::taken_apart(text));
        let street = match (self.words(ListRole::Street), self.words(ListRole::Number)) {
            (Some(street), Some(number)) => Some(format!("{street} {number}")),
            (Some(street), None) => Some(street),
            (None, Some(number)) if !street.is_empty() => Some(format!("{street} {number}")),
            (None, _) => (!street.is_empty()).then(|| kept(street)),
        };
        let whole = whole.map(|(column, _)| column);
        let (at, postcode) = self.cell(ListRole::Postcode).map_or((whole, postcode), |(c, t)| (Some(c), t));
        let (town, commune) = self.cell(ListRole::Commune).map_or((whole, commune), |(c, t)| (Some(c), t));
        let communes = self.reading.catalog.communes();
        let settled = match places::place(postcode, commune, communes) {
            Place::Unknown(proposal) => {
                let finding = self.finding(Code::UnknownPostcode, at.unwrap_or_default()).value(postcode);
                let finding = Finding { proposal, ..finding };
                let again = |text: &str| Some(places::place(text, commune, communes));
                self.settle(finding, again).unwrap_or(Place::Known(None, None))
            }
            place => place,
        };
        let (postcode, commune_nis) = match settled {
            Place::Known(postcode, nis) => (postcode, nis),
            Place::Which(postcode) => {
                let finding = self.finding(Code::UnknownCommune, town.or(at).unwrap_or_default());
                self.findings.push(finding);
                (postcode, None)
            }
            Place::Unknown(_) => (None, None),
        };
        Address { street, postcode, commune_nis }
    }

    fn activity(&mut self) -> Option<String> {
        let (column, text) = self.cell(ListRole::Activity)?;
        let catalog = self.reading.catalog;
        let read = |words: &str| words::sector(words, catalog);
        read(text).or_else(|| {
            let proposal = words::likely_sector(text, catalog);
            let finding = Finding { proposal, ..self.finding(Code::UnknownActivity, column) };
            self.settle(finding, read)
        })
    }

    /// The heated area; where only a gross one is given, that.
    fn area(&mut self) -> Option<Decimal> {
        let column = [ListRole::HeatedArea, ListRole::GrossArea]
            .into_iter()
            .find_map(|role| self.cell(role))
            .map(|(column, _)| column)?;
        let headed = self.header.columns.get(column)?.unit;
        let text = unwrapped(self.row.text(column));
        let (figure, own) = text
            .rfind(|c: char| c.is_ascii_digit())
            .and_then(|at| Some((text.get(..=at)?, header::area_unit(text.get(at + 1..)?))))
            .unwrap_or((text, None));
        // "m2" ends with a digit of its own.
        let (figure, own) = match text.rsplit_once(' ').map(|(f, u)| (f, header::area_unit(u))) {
            Some((figure, Some(unit))) => (figure, Some(unit)),
            _ => (figure, own),
        };
        let unit = own.unwrap_or(headed);
        let figure = if own.is_some() { figure } else { text };
        let area = self.number(column, figure)? * unit.square_metres;
        self.within(column, "area", area.round_dp(2).normalize(), Decimal::ONE, LARGEST_M2)
    }

    fn units(&mut self) -> Option<u32> {
        let (column, text) = self.cell(ListRole::Units)?;
        let number = self.number(column, text)?;
        u32::try_from(self.within(column, "units", number, Decimal::ZERO, MOST_UNITS)?).ok()
    }

    fn year(&mut self) -> Option<i16> {
        let (column, text) = self.cell(ListRole::Year)?;
        let number = self.number(column, text)?;
        let latest = Decimal::from(self.reading.on.year().saturating_add(10));
        i16::try_from(self.within(column, "year", number, Decimal::from(OLDEST), latest)?).ok()
    }

    /// A number of a cell; what is none is said.
    fn number(&mut self, column: usize, text: &str) -> Option<Decimal> {
        let is_number = self.row.is_number(column);
        if let Some(number) = number(text, is_number) {
            return Some(number);
        }
        let proposal = numbers::mended(text, NumberStyle::Comma);
        let finding = Finding { proposal, ..self.finding(Code::BadNumber, column) };
        self.settle(finding, |text| number(text, false))
    }

    fn within(
        &mut self,
        column: usize,
        rule: &'static str,
        n: Decimal,
        from: Decimal,
        to: Decimal,
    ) -> Option<Decimal> {
        // Beds and years are whole.
        if (from..=to).contains(&n) && (rule == "area" || n.fract().is_zero()) {
            return Some(n);
        }
        let finding = self.finding(Code::OutOfRange, column).with("rule", rule);
        self.findings.push(finding.with("from", from).with("to", to));
        None
    }

    /// The meters of the row: those with a column for their energy, then the one that the row describes.
    fn meters(&mut self) -> Vec<ListedMeter> {
        let mut meters = Vec::new();
        for (carrier, ean, serial) in [
            (Carrier::Electricity, ListRole::EanElectricity, ListRole::SerialElectricity),
            (Carrier::NaturalGas, ListRole::EanGas, ListRole::SerialGas),
        ] {
            let (eans, serials): (Vec<_>, Vec<_>) =
                (self.header.of(ean).collect(), self.header.of(serial).collect());
            for n in 0..eans.len().max(serials.len()) {
                let ean = self.ean(eans.get(n).copied());
                let serial = self.text(serials.get(n).copied()).map(kept);
                if ean.is_some() || serial.is_some() {
                    meters.push(ListedMeter { row: self.row.line, carrier, ean, serial, name: None });
                }
            }
        }
        meters.extend(self.described());
        meters
    }

    fn described(&mut self) -> Option<ListedMeter> {
        let column = |role| self.header.of(role).next();
        let (ean, serial) = (column(ListRole::Ean), column(ListRole::Serial));
        let ean = self.ean(ean);
        let serial = self.text(serial).map(kept);
        let name = self.words(ListRole::MeterName);
        let said = self.cell(ListRole::Carrier);
        if ean.is_none() && serial.is_none() && name.is_none() && said.is_none() {
            return None;
        }
        let catalog = self.reading.catalog;
        let carrier = match said {
            Some((column, text)) => {
                let read = |word: &str| words::carrier(word, catalog);
                match read(text) {
                    Some(carrier) => carrier,
                    None => {
                        let proposal = words::likely_carrier(text, catalog);
                        let finding = Finding { proposal, ..self.finding(Code::UnknownCarrier, column) };
                        self.settle(finding, read)?
                    }
                }
            }
            // A name may say it: "Gaz", "Citerne mazout".
            None => match name.as_deref().and_then(|n| n.split(' ').find_map(|w| words::carrier(w, catalog)))
            {
                Some(carrier) => carrier,
                None => {
                    let finding = Finding::new(Code::CarrierAssumed).row(self.row.line);
                    self.findings.push(finding.with("carrier", Carrier::Electricity.code()));
                    Carrier::Electricity
                }
            },
        };
        Some(ListedMeter { row: self.row.line, carrier, ean, serial, name })
    }

    fn ean(&mut self, column: Option<usize>) -> Option<Ean> {
        let column = column?;
        let text = self.text(Some(column))?;
        // A spreadsheet keeps fifteen digits of a number: the last three of an EAN are gone.
        let rounded = self.row.is_number(column) && text.bytes().filter(u8::is_ascii_digit).count() > 15
            || text.to_uppercase().contains("E+");
        let ean = Ean::read(text).filter(|_| !rounded);
        let Some(ean) = ean else {
            let why = if rounded { "rounded" } else { "letters" };
            self.findings.push(self.finding(Code::BadEan, column).with("why", why));
            return None;
        };
        let doubt = ean.problem().map(|problem| match problem {
            EanProblem::CheckDigit => Code::EanCheckDigit,
            EanProblem::Length => Code::EanLength,
        });
        self.findings.extend(doubt.map(|code| self.finding(code, column)));
        Some(ean)
    }
}

/// A text without control characters and double spaces, not too long to be shown.
fn kept(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// A number of a list: `2450`, `2 450,5`, `264,949`. Nobody measures a building to the litre: one sign with three digits
/// behind it groups thousands.
fn number(text: &str, is_number: bool) -> Option<Decimal> {
    let sign = text.rfind([',', '.']);
    let groups = sign.is_some_and(|at| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        after.len() == 3 && !before.contains([',', '.']) && !before.starts_with('0')
    });
    let style = match sign.and_then(|at| text.as_bytes().get(at)) {
        _ if is_number => NumberStyle::Dot,
        Some(b',') if !groups => NumberStyle::Comma,
        Some(b'.') if groups => NumberStyle::Comma,
        _ => NumberStyle::Dot,
    };
    match numbers::read(text.as_bytes(), style) {
        Number::Value { value, scale } => Some(Decimal::new(value, scale)),
        Number::Missing | Number::Bad => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_people_write_them() {
        for (text, expect) in [
            ("2450", Some(dec!(2450))),
            ("2 450,5", Some(dec!(2450.5))),
            ("2450.5", Some(dec!(2450.5))),
            ("264,949", Some(dec!(264_949))),
            ("12.555", Some(dec!(12_555))),
            ("1.234,5", Some(dec!(1234.5))),
            ("1,234.5", Some(dec!(1234.5))),
            ("0.125", Some(dec!(0.125))),
            ("env. 300", None),
        ] {
            assert_eq!(number(text, false), expect, "{text}");
        }
        assert_eq!(number("12.555", true), Some(dec!(12.555)));
    }
}
