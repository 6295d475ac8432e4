//! The highest quarter-hour of a month, *pointe quart-horaire*, from which Flanders reckons a capacity tariff.

use super::stamp::Stamp;
use super::telegram::Object;
use crate::finding::{Code, Finding};
use crate::period::rfc3339;

/// One peak.
#[derive(Debug, PartialEq, Eq)]
pub struct Peak {
    /// UTC second at which its quarter-hour ended.
    pub second: i64,
    /// Kilowatts, as written without leading zeros.
    pub kilowatts: String,
}

impl Peak {
    fn read(time: &str, value: &str) -> Option<Peak> {
        let number = value.strip_suffix("*kW")?.trim_start_matches('0');
        let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let zero = if number.starts_with('.') { "0" } else { "" };
        let second = Stamp::read(time)?.second(None)?;
        plain.then(|| Peak { second, kilowatts: format!("{zero}{number}") })
    }

    /// What is said of it.
    pub fn finding(&self) -> Finding {
        let finding = Finding::new(Code::MonthPeak).value(format!("{} kW", self.kilowatts));
        finding.with("peak", &self.kilowatts).with("when", rfc3339(self.second))
    }
}

/// The peaks of a line: `1-0:1.6.0(time)(value)`, or `0-0:98.1.0(count)(code)(code)`, then end of month, time, value of
/// each month.
pub fn of(object: &Object<'_>) -> Vec<Peak> {
    let groups: Vec<&str> = object.groups().collect();
    let (skip, size) = if object.quantity == [98, 1, 0] { (3, 3) } else { (0, 2) };
    let peaks = groups.get(skip..).unwrap_or_default().chunks_exact(size);
    peaks.filter_map(|peak| Peak::read(peak.get(size - 2)?, peak.last()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_are_of_this_month_or_of_the_months_before() {
        let read = |text| {
            let peaks = of(&Object::read(text, 1).unwrap());
            peaks.into_iter().map(|p| format!("{} {}", rfc3339(p.second), p.kilowatts)).collect::<Vec<_>>()
        };
        assert_eq!(read("1-0:1.6.0(200509134558S)(02.589*kW)"), ["2020-05-09T13:45:58+02:00 2.589"]);
        assert_eq!(
            read(
                "0-0:98.1.0(2)(1-0:1.6.0)(1-0:1.6.0)(200501000000S)(200423192538S)(03.695*kW)(200401000000S)(200305122139W)(00.980*kW)"
            ),
            ["2020-04-23T19:25:38+02:00 3.695", "2020-03-05T12:21:39+01:00 0.980"]
        );
        assert_eq!(read("0-0:98.1.0(0)(1-0:1.6.0)(1-0:1.6.0)()"), Vec::<String>::new());
        assert_eq!(read("1-0:1.6.0(200509134558S)(x*kW)"), Vec::<String>::new());
    }
}
