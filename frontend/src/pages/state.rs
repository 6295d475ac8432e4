//! What works and what does not, for whoever keeps the service; it can be told also when the database does not answer.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, day_start, local};

use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// Bytes below which room is called little.
const LITTLE: u64 = 1_000_000_000;
/// Seconds after which the last backup is called old.
const OLD_S: i64 = 36 * 3600;

/// Jobs that have words; others stand under their own name.
pub const JOBS: [&str; 9] =
    ["backup", "tidy", "retention", "reminders", "campaigns", "weather", "peers", "recompute", "sector"];
const OUTCOMES: [&str; 4] = ["running", "done", "failed", "broken-off"];
const SERVICES: [&str; 3] = ["rmi", "rmi-hourly", "open-meteo"];
const DATABASES: [&str; 2] = ["sqlite", "postgres"];
const TROUBLES: [&str; 4] = ["full", "gone", "weather", "clock"];

/// The last run of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    /// Its name; that of the weather is followed by `:` and a station.
    pub job: String,
    /// Code of how it came out: `running`, `done`, `failed`, `broken-off`.
    pub outcome: String,
    /// When it began, in UTC seconds.
    pub started_at: i64,
    /// When a failed one is tried again, in UTC seconds.
    pub again_at: Option<i64>,
}

/// Who is asked for temperatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeatherLine {
    /// Code of the service.
    pub service: String,
    /// The last day that is held.
    pub last_day: Option<Day>,
}

/// The catalogue that figures are made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogLine {
    /// Its version.
    pub version: String,
    /// Version in force for the other instances, which this one does not go by.
    pub against: Option<String>,
}

/// How many organisations were read when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LastReadings {
    /// In the last five weeks.
    pub recent: usize,
    /// Before.
    pub older: usize,
    /// Never.
    pub never: usize,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/state.html")]
pub struct StatePage {
    /// Frame.
    pub shell: Shell,
    /// Now, in UTC seconds.
    pub now: i64,
    /// Version of the program; none for whoever need not know, who is told nothing of the machine either.
    pub version: Option<String>,
    /// The catalogue that figures are made with here.
    pub catalog: CatalogLine,
    /// Kind of the database: `sqlite` or `postgres`.
    pub database: String,
    /// Whether it answers.
    pub answers: bool,
    /// Bytes it takes.
    pub size: Option<u64>,
    /// Bytes free on its disk, where that is ours.
    pub free: Option<u64>,
    /// Bytes free for backups, where a folder is named.
    pub backup_free: Option<u64>,
    /// Whether backups are made each day.
    pub backups_wanted: bool,
    /// When the last one was made, in UTC seconds.
    pub last_backup: Option<i64>,
    /// The last run of each job.
    pub jobs: Vec<JobLine>,
    /// Who is asked for temperatures, if anybody is.
    pub weather: Option<WeatherLine>,
    /// How many organisations were read when.
    pub readings: Option<LastReadings>,
}

html!(StatePage);

/// How a point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Good,
    Look,
    Bad,
}

impl Tag {
    const ALL: [Tag; 3] = [Tag::Good, Tag::Look, Tag::Bad];

    const fn code(self) -> &'static str {
        match self {
            Tag::Good => "good",
            Tag::Look => "look",
            Tag::Bad => "bad",
        }
    }
}

/// A line of the page.
struct Point {
    what: String,
    tag: String,
    detail: String,
}

/// Every key that this page makes from a code.
pub(super) fn keys() -> Vec<String> {
    let of = |prefix: &str, codes: &[&str]| -> Vec<String> {
        codes.iter().map(|code| format!("state-{prefix}-{code}")).collect()
    };
    let mut keys = of("job", &JOBS);
    keys.extend(of("outcome", &OUTCOMES));
    keys.extend(of("weather", &SERVICES));
    keys.extend(of("database", &DATABASES));
    keys.extend(of("tag", &Tag::ALL.map(Tag::code)));
    for trouble in TROUBLES {
        keys.extend(["", "-works", "-waits"].map(|part| format!("state-when-{trouble}{part}")));
    }
    keys
}

impl StatePage {
    fn title(&self) -> String {
        self.shell.t("state-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("state-crumb").to_string()),
        ]
    }

    fn by_code(&self, key: String) -> Say<'static> {
        Say::owned(self.shell.body_lang(), key)
    }

    fn moment(at: i64) -> String {
        local(at).map_or_else(String::new, |time| {
            format!("{} {:02}:{:02}", format::day(time.date()), time.hour(), time.minute())
        })
    }

    fn answer(&self) -> String {
        let look = self.stand().iter().filter(|(_, tag, _)| *tag != Tag::Good).count();
        let failed = self.jobs.iter().filter(|run| run.outcome == "failed").count();
        match look + failed {
            _ if !self.answers => self.shell.t("state-answer-gone").to_string(),
            0 => self.shell.t("state-answer-good").to_string(),
            count => self.shell.t("state-answer-look").count("count", count).to_string(),
        }
    }

    /// What, how it stands, and the rest.
    fn stand(&self) -> Vec<(String, Tag, String)> {
        let t = |key: &'static str| self.shell.t(key).to_string();
        let Some(version) = self.version.clone() else { return vec![self.of_database()] };
        let mut stand = vec![
            (t("state-version"), Tag::Good, version),
            self.of_catalog(),
            self.of_database(),
            self.of_disk("state-disk", self.free),
        ];
        if self.backups_wanted {
            stand.push(self.of_disk("state-disk-backup", self.backup_free));
        }
        if self.answers {
            stand.push(self.of_backup());
            stand.push(self.of_weather());
        }
        if let Some(readings) = self.readings {
            let said = self.shell.t("state-readings-counts").with("recent", format::whole(readings.recent));
            let said = said.with("older", format::whole(readings.older));
            let said = said.with("never", format::whole(readings.never));
            stand.push((t("state-readings"), Tag::Good, said.to_string()));
        }
        stand
    }

    fn of_catalog(&self) -> (String, Tag, String) {
        let what = self.shell.t("state-catalog").to_string();
        let CatalogLine { version, against } = &self.catalog;
        match against {
            None => (what, Tag::Good, version.clone()),
            Some(against) => {
                let said = self.shell.t("state-catalog-against").with("ours", version.clone());
                (what, Tag::Look, said.with("theirs", against.clone()).to_string())
            }
        }
    }

    fn of_database(&self) -> (String, Tag, String) {
        let kind = self.by_code(format!("state-database-{}", self.database)).to_string();
        let what = self.shell.t("state-database").to_string();
        if !self.answers {
            return (what, Tag::Bad, self.shell.t("state-database-gone").with("kind", kind).to_string());
        }
        let said = self.shell.t("state-database-size").with("kind", kind);
        (what, Tag::Good, said.with("size", format::bytes(self.size.unwrap_or(0))).to_string())
    }

    fn of_disk(&self, what: &'static str, free: Option<u64>) -> (String, Tag, String) {
        let what = self.shell.t(what).to_string();
        match free {
            None => (what, Tag::Good, self.shell.t("state-disk-elsewhere").to_string()),
            Some(free) => {
                let little = free < LITTLE;
                let said = self.shell.t(if little { "state-disk-low" } else { "state-disk-free" });
                let tag = if little { Tag::Look } else { Tag::Good };
                (what, tag, said.with("free", format::bytes(free)).to_string())
            }
        }
    }

    fn of_backup(&self) -> (String, Tag, String) {
        let what = self.shell.t("state-backup").to_string();
        let t = |key: &'static str| self.shell.t(key);
        let old = |at: i64| self.now.saturating_sub(at) > OLD_S;
        let (tag, said) = match (self.last_backup, self.backups_wanted) {
            (None, true) => (Tag::Look, t("state-backup-none").to_string()),
            (None, false) => (Tag::Look, t("state-backup-unplanned").to_string()),
            (Some(at), true) if old(at) => {
                (Tag::Look, t("state-backup-old").with("at", Self::moment(at)).to_string())
            }
            (Some(at), true) => (Tag::Good, t("state-backup-made").with("at", Self::moment(at)).to_string()),
            (Some(at), false) => {
                (Tag::Look, t("state-backup-unplanned-made").with("at", Self::moment(at)).to_string())
            }
        };
        (what, tag, said)
    }

    fn of_weather(&self) -> (String, Tag, String) {
        let what = self.shell.t("state-weather").to_string();
        let Some(line) = &self.weather else {
            return (what, Tag::Good, self.shell.t("state-weather-none").to_string());
        };
        let service = self.by_code(format!("state-weather-{}", line.service)).to_string();
        match line.last_day {
            None => {
                (what, Tag::Look, self.shell.t("state-weather-never").with("service", service).to_string())
            }
            Some(day) => {
                let said = self.shell.t("state-weather-last").with("service", service);
                // Yesterday's comes this morning, or the day after when the service is late.
                let late = self.now.saturating_sub(day_start(day)) > 4 * 86_400;
                let tag = if late { Tag::Look } else { Tag::Good };
                (what, tag, said.with("day", format::day(day)).to_string())
            }
        }
    }

    fn points(&self) -> Vec<Point> {
        let tag = |tag: Tag| self.by_code(format!("state-tag-{}", tag.code())).to_string();
        self.stand().into_iter().map(|(what, t, detail)| Point { what, tag: tag(t), detail }).collect()
    }

    fn runs(&self) -> Vec<(String, String, String)> {
        self.jobs
            .iter()
            .map(|run| (self.job(&run.job), Self::moment(run.started_at), self.outcome(run)))
            .collect()
    }

    fn job(&self, job: &str) -> String {
        match job.split_once(':') {
            Some(("weather", station)) => {
                self.shell.t("state-job-weather-of").with("station", station.to_owned()).to_string()
            }
            _ if JOBS.contains(&job) => self.by_code(format!("state-job-{job}")).to_string(),
            _ => job.to_owned(),
        }
    }

    fn outcome(&self, run: &JobLine) -> String {
        match run.again_at.filter(|_| run.outcome == "failed") {
            Some(at) => self.shell.t("state-outcome-failed-again").with("at", Self::moment(at)).to_string(),
            None if OUTCOMES.contains(&run.outcome.as_str()) => {
                self.by_code(format!("state-outcome-{}", run.outcome)).to_string()
            }
            None => run.outcome.clone(),
        }
    }

    fn troubles(&self) -> Vec<(String, String, String)> {
        let say = |trouble: &str, part: &str| self.by_code(format!("state-when-{trouble}{part}")).to_string();
        TROUBLES.into_iter().map(|t| (say(t, ""), say(t, "-works"), say(t, "-waits"))).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, StatePage)> {
        let today = samples::today();
        let now = day_start(today) + 9 * 3600;
        let line = |job: &str, outcome: &str, ago: i64| JobLine {
            job: job.to_owned(),
            outcome: outcome.to_owned(),
            started_at: now - ago,
            again_at: (outcome == "failed").then_some(now + 3600),
        };
        let good = StatePage {
            shell: Shell::new(Lang::Fr, urls::admin_state()),
            now,
            version: Some("0.1.0".to_owned()),
            catalog: CatalogLine { version: "0123456789abcdef".to_owned(), against: None },
            database: "sqlite".to_owned(),
            answers: true,
            size: Some(48_300_000),
            free: Some(21_400_000_000),
            backup_free: Some(210_000_000_000),
            backups_wanted: true,
            last_backup: Some(now - 7 * 3600),
            jobs: vec![
                line("backup", "done", 7 * 3600),
                line("peers", "done", 8 * 3600),
                line("recompute", "running", 12),
                line("reminders", "done", 3 * 3600),
                line("tidy", "done", 600),
                line("weather:uccle", "done", 3 * 3600),
            ],
            weather: Some(WeatherLine { service: "rmi".to_owned(), last_day: today.yesterday().ok() }),
            readings: Some(LastReadings { recent: 11, older: 3, never: 1 }),
        };
        let trouble = StatePage {
            catalog: CatalogLine { against: Some("fedcba9876543210".to_owned()), ..good.catalog.clone() },
            database: "postgres".to_owned(),
            free: None,
            backup_free: Some(310_000_000),
            last_backup: Some(now - 3 * 86_400),
            jobs: vec![
                line("backup", "failed", 1800),
                line("recompute", "broken-off", 5 * 3600),
                line("weather:uccle", "failed", 3600),
                line("un-autre", "done", 60),
            ],
            weather: Some(WeatherLine {
                service: "open-meteo".to_owned(),
                last_day: Day::new(today.year(), 1, 4).ok(),
            }),
            ..good.clone()
        };
        let fresh = StatePage {
            backups_wanted: false,
            last_backup: None,
            jobs: Vec::new(),
            weather: None,
            readings: Some(LastReadings::default()),
            ..good.clone()
        };
        let gone = StatePage {
            answers: false,
            size: None,
            last_backup: None,
            jobs: Vec::new(),
            readings: None,
            ..trouble.clone()
        };
        let waiting = StatePage {
            backups_wanted: true,
            weather: Some(WeatherLine { service: "rmi".to_owned(), last_day: None }),
            ..fresh.clone()
        };
        let unknown = StatePage { version: None, ..gone.clone() };
        let by_hand = StatePage { last_backup: Some(now - 600), ..fresh.clone() };
        vec![
            ("good", good),
            ("trouble", trouble),
            ("fresh", fresh),
            ("waiting", waiting),
            ("by-hand", by_hand),
            ("gone", gone),
            ("unknown", unknown),
        ]
    }
}
