//! The gauge table of a tank, *table de jauge*: how much stands in it at each height.
//!
//! Between two heights the content is taken along a straight line; below the first and above the last nothing is
//! known. Kept as text: `10=120;20=260`.

use core::fmt;
use core::str::FromStr;

use rust_decimal::Decimal;

/// Heights in centimetres with contents in litres, both growing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TankTable {
    points: Vec<(Decimal, Decimal)>,
}

/// Why a text is no gauge table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// This line is not two numbers.
    Line(String),
    /// The height or the content of this line is not above that of the line before.
    Falls(String),
    /// Fewer than two lines, or more than a tank has.
    Count,
}

impl TankTable {
    /// Most lines a table has: a tank of five metres, centimetre by centimetre.
    pub const MOST: usize = 500;

    /// Reads one line per height: `10 120`, `10;120`, `10 cm = 120 l`, or all of them on one line, with `;` between
    /// pairs joined by `=`.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn read(text: &str) -> Result<TankTable, TableProblem> {
        let one_line = text.lines().nth(1).is_none() && text.contains('=');
        let lines: Vec<&str> = if one_line { text.split(';').collect() } else { text.lines().collect() };
        let mut points: Vec<(Decimal, Decimal)> = Vec::new();
        for line in lines.into_iter().map(str::trim).filter(|l| !l.is_empty()) {
            let shown = || line.chars().take(40).collect::<String>();
            let point = pair(line).ok_or_else(|| TableProblem::Line(shown()))?;
            if points.last().is_some_and(|last| point.0 <= last.0 || point.1 <= last.1) {
                return Err(TableProblem::Falls(shown()));
            }
            points.push(point);
            if points.len() > Self::MOST {
                return Err(TableProblem::Count);
            }
        }
        if points.len() < 2 { Err(TableProblem::Count) } else { Ok(TankTable { points }) }
    }

    /// Litres at a height; `None` outside the table.
    pub fn litres(&self, cm: Decimal) -> Option<Decimal> {
        let above = self.points.partition_point(|(height, _)| *height < cm);
        let (height, litres) = *self.points.get(above)?;
        if height == cm {
            return Some(litres);
        }
        let (low, least) = *self.points.get(above.checked_sub(1)?)?;
        Some(least + (litres - least) * (cm - low) / (height - low))
    }

    /// The lowest and the highest height it knows.
    pub fn bounds(&self) -> (Decimal, Decimal) {
        let height = |point: Option<&(Decimal, Decimal)>| point.map_or(Decimal::ZERO, |(height, _)| *height);
        (height(self.points.first()), height(self.points.last()))
    }

    /// What it holds at the highest height.
    pub fn fullest(&self) -> Decimal {
        self.points.last().map_or(Decimal::ZERO, |(_, litres)| *litres)
    }

    /// How many heights it knows.
    pub fn heights(&self) -> usize {
        self.points.len()
    }
}

/// Two numbers on a line: height, content.
fn pair(line: &str) -> Option<(Decimal, Decimal)> {
    let split = |at: fn(char) -> bool| {
        let mut parts = line.split(at).filter(|p| !p.trim().is_empty());
        let both = (parts.next()?, parts.next()?);
        parts.next().is_none().then_some(both)
    };
    let (height, content) = if line.contains(['\t', ';', '=', ':']) {
        split(|c| matches!(c, '\t' | ';' | '=' | ':'))?
    } else {
        split(char::is_whitespace)?
    };
    Some((number(height)?, number(content)?))
}

/// `1 234,5 l` → 1234.5; nothing below zero, nothing a tank cannot hold.
fn number(text: &str) -> Option<Decimal> {
    let digits: String = text
        .trim()
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '.')
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let value: Decimal = digits.parse().ok()?;
    (digits.len() <= 12 && !value.is_sign_negative() && value.scale() <= 3).then_some(value.normalize())
}

impl fmt::Display for TankTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (height, litres)) in self.points.iter().enumerate() {
            let between = if i == 0 { "" } else { ";" };
            write!(f, "{between}{height}={litres}")?;
        }
        Ok(())
    }
}

impl FromStr for TankTable {
    type Err = TableProblem;

    fn from_str(text: &str) -> Result<TankTable, TableProblem> {
        TankTable::read(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_table_is_read_as_people_paste_it_and_written_back() {
        for text in [
            "10=120;20=260;100=2450.5",
            "10 120\n20 260\n100 2450,5\n",
            "10;120\r\n20;260\r\n\r\n100;2450,5",
            "10 cm = 120 l\n20 cm = 260 l\n100 cm = 2 450,5 litres",
            "10\t120\n20\t260\n100\t2450.5",
        ] {
            let table = TankTable::read(text).unwrap();
            assert_eq!(table.to_string(), "10=120;20=260;100=2450.5", "{text}");
            assert_eq!(table.to_string().parse(), Ok(table));
        }
    }

    #[test]
    fn between_two_heights_the_content_lies_on_a_line_and_outside_nothing_is_known() {
        let table = TankTable::read("10=120;20=260;100=2450").unwrap();
        for (cm, expect) in [
            (dec!(10), Some(dec!(120))),
            (dec!(15), Some(dec!(190))),
            (dec!(20), Some(dec!(260))),
            (dec!(60), Some(dec!(1355))),
            (dec!(100), Some(dec!(2450))),
            (dec!(9.9), None),
            (dec!(100.1), None),
        ] {
            assert_eq!(table.litres(cm), expect, "{cm}");
        }
        assert_eq!((table.bounds(), table.fullest()), ((dec!(10), dec!(100)), dec!(2450)));
    }

    #[test]
    fn what_is_no_table_says_which_line() {
        let many = (1..=501).map(|i| format!("{i} {i}")).collect::<Vec<_>>().join("\n");
        for (text, expect) in [
            ("", TableProblem::Count),
            ("10 120", TableProblem::Count),
            (many.as_str(), TableProblem::Count),
            ("10 120\n20", TableProblem::Line("20".to_owned())),
            ("10 120\n20 260 300", TableProblem::Line("20 260 300".to_owned())),
            ("10 120\n-20 260", TableProblem::Line("-20 260".to_owned())),
            ("10 120\n20 1000000000000", TableProblem::Line("20 1000000000000".to_owned())),
            ("10 120\n20 110", TableProblem::Falls("20 110".to_owned())),
            ("10 120\n10 130", TableProblem::Falls("10 130".to_owned())),
        ] {
            assert_eq!(TankTable::read(text), Err(expect), "{}", text.get(..20).unwrap_or(text));
        }
    }
}
