//! Which scheduled backups stay: the last of so many days, weeks and months.
//!
//! Counted in backups that are there, not in time that has passed: a machine that was off for a year, or whose clock
//! jumped, does not lose the backups it has. Files that are not ours by name are never touched.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use eclaireur_models::period::Day;

const BEFORE: &str = "eclaireur-";
const AFTER: &str = ".backup";
const UPGRADE: &str = "before-upgrade-from-";

/// How many backups stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// The last of so many days.
    pub daily: usize,
    /// The last of so many weeks.
    pub weekly: usize,
    /// The last of so many months.
    pub monthly: usize,
}

impl Default for Keep {
    fn default() -> Keep {
        Keep { daily: 7, weekly: 4, monthly: 12 }
    }
}

impl core::fmt::Display for Keep {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "daily {} weekly {} monthly {}", self.daily, self.weekly, self.monthly)
    }
}

impl Keep {
    /// `daily 7 weekly 4 monthly 12`; what is not named is 0, and at least one backup stays.
    ///
    /// # Errors
    /// Another form, or nothing to be kept.
    pub fn read(text: &str) -> Result<Keep> {
        let wrong = || format!("backup_keep `{text}` is not of the form `daily 7 weekly 4 monthly 12`");
        let mut keep = Keep { daily: 0, weekly: 0, monthly: 0 };
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            let count = words.next().and_then(|count| count.parse::<u16>().ok()).with_context(wrong)?;
            let place = match word {
                "daily" => &mut keep.daily,
                "weekly" => &mut keep.weekly,
                "monthly" => &mut keep.monthly,
                _ => return Err(anyhow::anyhow!(wrong())),
            };
            ensure!(*place == 0, wrong());
            *place = usize::from(count);
        }
        ensure!(keep.daily + keep.weekly + keep.monthly > 0, "backup_keep `{text}` keeps nothing");
        Ok(keep)
    }

    /// The days whose backup stays, of these days with one.
    pub fn of(self, days: &BTreeSet<Day>) -> BTreeSet<Day> {
        let mut kept = BTreeSet::new();
        let mut newest_of = |most: usize, span: &dyn Fn(Day) -> (i16, i16)| {
            let mut spans = BTreeSet::new();
            for day in days.iter().rev() {
                if spans.len() < most && spans.insert(span(*day)) {
                    kept.insert(*day);
                }
            }
        };
        newest_of(self.daily, &|day| (day.year(), day.day_of_year()));
        newest_of(self.weekly, &|day| {
            let week = day.iso_week_date();
            (week.year(), i16::from(week.week()))
        });
        newest_of(self.monthly, &|day| (day.year(), i16::from(day.month())));
        kept.extend(days.last());
        kept
    }
}

/// The file of a day.
pub fn file_of(day: Day) -> String {
    format!("{BEFORE}{day}{AFTER}")
}

/// What a run that was killed left behind of a file of ours: half of it, or the database it was tried out in.
pub fn is_left_over(name: &str) -> bool {
    let name = ["-wal", "-shm", "-journal"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let begun = [".part", ".trial"].iter().find_map(|end| name.strip_suffix(end));
    begun.is_some_and(|file| day_of_file(file).is_some() || is_before_upgrade(file))
}

fn is_before_upgrade(name: &str) -> bool {
    name.strip_prefix(BEFORE).is_some_and(|rest| rest.starts_with(UPGRADE) && rest.ends_with(AFTER))
}

/// The file from before an upgrade away from a schema; rotation leaves it alone.
pub fn before_upgrade(schema: &str) -> String {
    format!("{BEFORE}{UPGRADE}{schema}{AFTER}")
}

/// The day of a file of ours.
pub fn day_of_file(name: &str) -> Option<Day> {
    name.strip_prefix(BEFORE)?.strip_suffix(AFTER)?.parse().ok().filter(|day| file_of(*day) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;

    fn days(texts: &[&str]) -> BTreeSet<Day> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months() {
        let last: Day = "2026-11-21".parse().unwrap();
        let year: BTreeSet<Day> = (0..400).map(|n| last.saturating_sub(n.days())).collect();
        let kept = Keep::default().of(&year);
        let expect = days(&[
            "2025-12-31",
            "2026-01-31",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-05-31",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11-01",
            "2026-11-08",
            "2026-11-15",
            "2026-11-16",
            "2026-11-17",
            "2026-11-18",
            "2026-11-19",
            "2026-11-20",
            "2026-11-21",
        ]);
        assert_eq!(kept, expect);
        // One more each day: what stays is always within what stayed, or the new one.
        let next = Keep::default().of(&kept);
        assert_eq!(next, kept);
    }

    #[test]
    fn a_clock_that_jumped_loses_no_backup_but_its_place() {
        let jumped = days(&["2026-11-19", "2026-11-20", "2026-11-21", "2036-01-01"]);
        assert_eq!(Keep::default().of(&jumped), jumped);
        let off = days(&["2024-02-01", "2024-02-02"]);
        assert_eq!(Keep { daily: 1, weekly: 0, monthly: 0 }.of(&off), days(&["2024-02-02"]));
        assert_eq!(Keep::default().of(&BTreeSet::new()), BTreeSet::new());
    }

    #[test]
    fn what_is_kept_is_said_in_words_and_nothing_is_no_answer() {
        assert_eq!(Keep::read("daily 7 weekly 4 monthly 12").unwrap(), Keep::default());
        assert_eq!(Keep::read(&Keep::default().to_string()).unwrap(), Keep::default());
        assert_eq!(Keep::read("monthly 2").unwrap(), Keep { daily: 0, weekly: 0, monthly: 2 });
        for wrong in ["", "7", "daily", "daily x", "daily -1", "daily 0", "daily 1 daily 2", "yearly 3"] {
            assert!(Keep::read(wrong).unwrap_err().to_string().contains("backup_keep"), "{wrong}");
        }
    }

    #[test]
    fn only_files_of_ours_are_days() {
        assert_eq!(day_of_file("eclaireur-2026-11-21.backup"), "2026-11-21".parse().ok());
        for other in [
            "eclaireur-2026-11-21.backup.part",
            "eclaireur-20261121.backup",
            "eclaireur-before-upgrade-from-m0013_projects.backup",
            "2026-11-21.backup",
            "eclaireur-.backup",
        ] {
            assert_eq!(day_of_file(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_known_by_its_name() {
        for left in [
            "eclaireur-2026-11-21.backup.part",
            "eclaireur-2026-11-21.backup.trial",
            "eclaireur-2026-11-21.backup.trial-wal",
            "eclaireur-2026-11-21.backup.trial-shm",
            "eclaireur-before-upgrade-from-m0013_projects.backup.trial",
        ] {
            assert!(is_left_over(left), "{left}");
        }
        for other in [
            "eclaireur-2026-11-21.backup",
            "eclaireur-before-upgrade-from-m0013_projects.backup",
            "eclaireur.db-wal",
            "theirs.backup.trial",
            "eclaireur-20261121.backup.part",
            ".trial",
        ] {
            assert!(!is_left_over(other), "{other}");
        }
    }
}
