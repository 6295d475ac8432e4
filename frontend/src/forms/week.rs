//! A usual week, day by day: *7:30-18:00*, *8h-12h et 13h-17h*, nothing where the house is closed.
//!
//! Fields `day_1` (Monday) to `day_7`. What is read is the text of [`eclaireur_models::building::Schedule`].

use super::{FormData, Problem, ProblemCode};

/// Minutes of a day.
const WHOLE_DAY: u32 = 24 * 60;
/// Words people put between hours.
const BETWEEN: [&str; 6] = ["puis", "et", "de", "à", "a", "h"];

type Hours = Vec<(u32, u32)>;

/// Name of the field of a day; Monday is 1.
pub fn day_field(day: usize) -> String {
    format!("day_{day}")
}

/// The week in the form of its fact; `None` with problems noted where it cannot be read, or is empty.
pub(crate) fn read(form: &mut FormData) -> Option<String> {
    let mut week: Vec<Hours> = Vec::with_capacity(7);
    for day in 1..=7 {
        let name = day_field(day);
        let typed = form.get(&name).to_owned();
        match hours(&typed) {
            Ok(hours) => week.push(hours),
            Err(code) => form.fail(&name, Problem::new(code).with("value", typed)),
        }
    }
    if form.failed() {
        return None;
    }
    if week.iter().all(Vec::is_empty) {
        form.fail(&day_field(1), Problem::new(ProblemCode::Required));
        return None;
    }
    Some(written(&week))
}

/// Stretches of one day, in order and apart.
fn hours(typed: &str) -> Result<Hours, ProblemCode> {
    let mut times = Vec::new();
    let spaced: String = typed.to_lowercase().replace('h', ":").replace([',', ';', '/', '–', '—', '-'], " ");
    for word in spaced.split_whitespace().filter(|word| !BETWEEN.contains(word)) {
        times.push(minute(word).ok_or(ProblemCode::BadHours)?);
    }
    if !times.len().is_multiple_of(2) {
        return Err(ProblemCode::BadHours);
    }
    if times.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(ProblemCode::HoursReversed);
    }
    Ok(times.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

/// `7`, `7:`, `07:30`, `24:00`.
fn minute(word: &str) -> Option<u32> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, ""));
    let number = |text: &str| match text.len() {
        1 | 2 if text.bytes().all(|b| b.is_ascii_digit()) => text.parse::<u32>().ok(),
        _ => None,
    };
    let (hour, minute) = (number(hour)?, if minute.is_empty() { 0 } else { number(minute)? });
    let at = hour * 60 + minute;
    (minute < 60 && at <= WHOLE_DAY).then_some(at)
}

/// Days that follow each other with the same hours are one stretch.
fn written(week: &[Hours]) -> String {
    let mut parts = Vec::new();
    let mut first = 0;
    while let Some(hours) = week.get(first) {
        let run = week.iter().skip(first).take_while(|day| *day == hours).count();
        let days = if run == 1 { (first + 1).to_string() } else { format!("{}-{}", first + 1, first + run) };
        parts.extend(hours.iter().map(|(from, to)| format!("{days} {}-{}", clock(*from), clock(*to))));
        first += run;
    }
    parts.join("; ")
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The hours of each day of a stored week, as they are typed: `07:00-12:00, 13:00-18:00`.
pub(crate) fn days(stored: &str) -> [String; 7] {
    let mut week: [String; 7] = std::array::from_fn(|_| String::new());
    for stretch in stored.split(';') {
        let Some((days, hours)) = stretch.trim().split_once(' ') else { continue };
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else { continue };
        for (day, text) in (1..).zip(week.iter_mut()).filter(|(day, _)| (first..=last).contains(day)) {
            let _: usize = day;
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(hours.trim());
        }
    }
    week
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::building::Schedule;

    fn read_days(days: &[(usize, &str)]) -> Result<String, ProblemCode> {
        let mut form = FormData::from_pairs(days.iter().map(|(day, text)| (day_field(*day), *text)));
        read(&mut form).ok_or_else(|| form.problems().next().unwrap().1.code)
    }

    #[test]
    fn a_week_is_read_as_people_write_it() {
        for (days, expect) in [
            (&[(1, "7h-18h"), (2, "7:00 - 18:00"), (3, "7-18")][..], "1-3 07:00-18:00"),
            (&[(1, "8h30 à 12h et 13h à 17h")], "1 08:30-12:00; 1 13:00-17:00"),
            (&[(6, "de 9 à 12"), (7, "0-24")], "6 09:00-12:00; 7 00:00-24:00"),
            (
                &[(1, "07:00-12:00, 13:00-18:00"), (5, "7.30-12")],
                "1 07:00-12:00; 1 13:00-18:00; 5 07:30-12:00",
            ),
        ] {
            let read = read_days(days).unwrap();
            assert_eq!(read, expect);
            assert_eq!(read.parse::<Schedule>().map(|s| s.to_string()), Ok(read.clone()));
            let mut again = FormData::new();
            for (day, text) in (1..).zip(super::days(&read)) {
                again = again.set(&day_field(day), text);
            }
            assert_eq!(super::read(&mut again), Some(read), "what is shown is read the same");
        }
    }

    #[test]
    fn hours_that_cannot_be_are_asked_again() {
        for (text, code) in [
            ("toute la journée", ProblemCode::BadHours),
            ("7h", ProblemCode::BadHours),
            ("7-25", ProblemCode::BadHours),
            ("7:75-9", ProblemCode::BadHours),
            ("-3", ProblemCode::BadHours),
            ("99999999999-3", ProblemCode::BadHours),
            ("18h-7h", ProblemCode::HoursReversed),
            ("8-12 11-17", ProblemCode::HoursReversed),
            ("", ProblemCode::Required),
        ] {
            assert_eq!(read_days(&[(1, text)]), Err(code), "{text}");
        }
    }
}
