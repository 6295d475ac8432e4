//! Degree-days, *degrés-jours*: how cold each month of a year was at a station, beside its normal, where the figures
//! come from, and what is missing. Query: `station`, `base`, `annee`. Field of the form: `file`.

use askama::Template;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::{Base, NormalWeather, Origin, Weather};
use eclaireur_models::finding::Finding;
use eclaireur_models::period::{Day, Month, next_day};
use rust_decimal::Decimal;

use super::samples;
use crate::findings;
use crate::format;
use crate::forms::{Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;

/// Findings of a table that are shown one by one.
const SHOWN: usize = 20;

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCold {
    /// Which.
    pub month: Month,
    /// How cold it was, and what is missing of it.
    pub weather: Weather,
    /// What is normal for it.
    pub normal: Option<NormalWeather>,
}

/// The temperatures that are held of the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDays {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Days between the two that nobody has.
    pub missing: i64,
}

/// What became of a table that was just sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentTable {
    /// Name of the file.
    pub name: String,
    /// New, changed and identical days; `None` when nothing was kept.
    pub kept: Option<[usize; 3]>,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/degree_days.html")]
pub struct DegreeDaysPage {
    /// Frame.
    pub shell: Shell,
    /// The station shown.
    pub station: Named,
    /// All stations.
    pub stations: Vec<Named>,
    /// The base shown.
    pub base: Base,
    /// The bases of this station.
    pub bases: Vec<Base>,
    /// The year shown.
    pub year: i16,
    /// The years to choose from, the newest first.
    pub years: Vec<i16>,
    /// Its months, up to the one that runs.
    pub months: Vec<MonthCold>,
    /// Temperatures that are held.
    pub held: Option<HeldDays>,
    /// The day on which this is shown.
    pub today: Day,
    /// A service is asked each day for this station.
    pub followed: bool,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Why the last attempt to send a table failed.
    pub problem: Option<Problem>,
    /// The table that was just sent.
    pub sent: Option<SentTable>,
}

html!(DegreeDaysPage);

/// A link of a choice.
struct Switch {
    label: String,
    href: String,
    current: bool,
}

/// A month as a row.
struct Row {
    month: String,
    degree_days: Option<String>,
    to_confirm: bool,
    normal: Option<String>,
    change: Option<String>,
    origin: String,
}

/// *16,5 équivalents*, *15/15*.
pub(super) fn base_name(shell: &Shell, base: Base) -> String {
    shell
        .t(match base {
            Base::Equivalent165 => "degree-days-base-equivalent",
            Base::Mean15 => "degree-days-base-mean",
            Base::Equivalent15 => "degree-days-base-equivalent-15",
        })
        .to_string()
}

impl DegreeDaysPage {
    fn title(&self) -> String {
        self.shell.t("degree-days-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("degree-days-crumb").to_string()),
        ]
    }

    pub(crate) fn base_name(&self, base: Base) -> String {
        base_name(&self.shell, base)
    }

    /// What the whole months of the year come to, beside the normal of the same months.
    fn answer(&self) -> String {
        let whole: Vec<(Decimal, Option<Decimal>)> = self
            .months
            .iter()
            .filter_map(|m| Some((m.weather.degree_days()?, m.normal.as_ref().map(|n| n.degree_days))))
            .collect();
        let sum: Decimal = whole.iter().map(|(known, _)| *known).sum();
        let normal: Option<Decimal> = whole.iter().map(|(_, normal)| *normal).sum();
        let key = match (whole.len(), normal) {
            (0, _) => "degree-days-answer-none",
            (12, Some(_)) => "degree-days-answer-year",
            (_, Some(_)) => "degree-days-answer-part",
            (_, None) => "degree-days-answer-no-normal",
        };
        let change = normal.and_then(|normal| eclaireur_models::climate::relative(sum, normal));
        self.shell
            .t(key)
            .with("station", &self.station.name)
            .with("base", self.base_name(self.base))
            .with("year", self.year)
            .count("count", whole.len())
            .with("degree_days", format::number(sum, 0))
            .with("normal", normal.map(|n| format::number(n, 0)).unwrap_or_default())
            .with("change", change.map(format::signed_percent).unwrap_or_default())
            .to_string()
    }

    /// The last day that is held, and when the next one exists.
    fn held(&self) -> String {
        let Some(held) = self.held else {
            return self.shell.t("degree-days-held-none").with("station", &self.station.name).to_string();
        };
        self.shell
            .t("degree-days-held")
            .with("first", format::day(held.first))
            .with("last", format::day(held.last))
            .with("next", format::day(next_day(held.last)))
            .count("missing", held.missing)
            .to_string()
    }

    /// How the next day comes.
    fn next(&self) -> String {
        // A day's mean is asked for the morning after.
        let next = self.held.map_or(self.today, |h| next_day(next_day(h.last))).max(self.today);
        let key = if self.followed { "degree-days-next-service" } else { "degree-days-next-table" };
        self.shell.t(key).with("next", format::day(next)).to_string()
    }

    fn query(&self, base: Base, year: i16) -> String {
        let year = year.to_string();
        let query = [("station", self.station.code.as_str()), ("base", base.code()), ("annee", &year)];
        urls::with_query(&urls::degree_days(), &query)
    }

    fn station_switches(&self) -> Vec<Switch> {
        let one = |station: &Named| Switch {
            label: station.name.clone(),
            href: urls::with_query(&urls::degree_days(), &[("station", station.code.as_str())]),
            current: station.code == self.station.code,
        };
        self.stations.iter().map(one).collect()
    }

    fn base_switches(&self) -> Vec<Switch> {
        let one = |base: &Base| Switch {
            label: self.base_name(*base),
            href: self.query(*base, self.year),
            current: *base == self.base,
        };
        self.bases.iter().map(one).collect()
    }

    fn year_switches(&self) -> Vec<Switch> {
        let one = |year: &i16| Switch {
            label: year.to_string(),
            href: self.query(self.base, *year),
            current: *year == self.year,
        };
        self.years.iter().map(one).collect()
    }

    /// Name of the table.
    pub(crate) fn caption(&self) -> String {
        self.shell
            .t("degree-days-caption")
            .with("base", self.base_name(self.base))
            .with("station", &self.station.name)
            .with("year", self.year)
            .to_string()
    }

    fn rows(&self) -> Vec<Row> {
        let lang = self.shell.body_lang();
        let row = |line: &MonthCold| {
            let known = line.weather.degree_days();
            let normal = line.normal.as_ref().map(|n| n.degree_days);
            // A summer month has next to none: a share of it says nothing.
            let change = known.zip(normal.filter(|n| *n >= Decimal::from(50)));
            let change =
                change.and_then(|(known, normal)| eclaireur_models::climate::relative(known, normal));
            Row {
                month: format::month_name(lang, line.month),
                degree_days: known.map(|d| format::number(d, 0)),
                to_confirm: known.is_some() && line.weather.certainty() != Certainty::Certain,
                normal: normal.map(|n| format::number(n, 0)),
                change: change.map(format::signed_percent),
                origin: self.origin(line),
            }
        };
        self.months.iter().map(row).collect()
    }

    /// Where a month's figure comes from, or what it lacks and from when it can exist.
    pub(crate) fn origin(&self, line: &MonthCold) -> String {
        let Some(exists_from) = line.weather.exists_from() else {
            let computed = line.weather.parts.iter().any(|part| part.origin == Origin::Days);
            let key = match line.weather.quality() {
                _ if computed => "degree-days-origin-days",
                Quality::Measured => "degree-days-origin-published",
                _ => "degree-days-origin-others",
            };
            return self.shell.t(key).to_string();
        };
        let days: i64 = line.weather.missing.iter().map(|m| m.days.days()).sum();
        let key = if exists_from > self.today {
            "degree-days-lacks-yet"
        } else if days == line.month.period().days() {
            "degree-days-lacks-all"
        } else {
            "degree-days-lacks"
        };
        self.shell.t(key).count("count", days).with("from", format::day(exists_from)).to_string()
    }

    /// The words for a figure that nobody answers for yet.
    pub(crate) fn to_confirm(&self) -> String {
        self.shell.t("degree-days-to-confirm").to_string()
    }

    fn files(&self) -> Files {
        let year = self.year.to_string();
        let query = [("station", self.station.code.as_str()), ("base", self.base.code()), ("annee", &year)];
        Files::new(self.caption(), [urls::degree_days_csv(), urls::degree_days_xlsx()], &query)
    }

    fn action(&self) -> String {
        self.query(self.base, self.year)
    }

    fn problem(&self) -> Option<String> {
        self.problem.as_ref().map(|p| p.sentence(self.shell.body_lang()))
    }

    fn limit(&self) -> String {
        self.shell.t("degree-days-limit").with("max", format::bytes(self.max_bytes)).to_string()
    }

    fn sent_words(&self, sent: &SentTable) -> String {
        let Some([new, changed, same]) = sent.kept else {
            return self.shell.t("degree-days-not-kept").with("name", &sent.name).to_string();
        };
        self.shell
            .t("degree-days-kept")
            .with("name", &sent.name)
            .count("new", new)
            .count("changed", changed)
            .count("same", same)
            .to_string()
    }

    fn sent_findings(&self, sent: &SentTable) -> Vec<String> {
        let lang = self.shell.body_lang();
        sent.findings.iter().take(SHOWN).map(|f| findings::sentence(lang, f)).collect()
    }

    fn sent_more(sent: &SentTable) -> usize {
        sent.findings.len().saturating_sub(SHOWN)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, DegreeDaysPage)> {
        let full = DegreeDaysPage {
            shell: samples::shell(urls::degree_days()),
            station: Named::new("uccle", "Uccle"),
            stations: vec![Named::new("uccle", "Uccle")],
            base: Base::Equivalent165,
            bases: vec![Base::Equivalent165, Base::Mean15],
            year: 2026,
            years: vec![2026, 2025],
            months: samples::cold_months(),
            held: Some(HeldDays {
                first: samples::day(2025, 1, 1),
                last: samples::day(2026, 1, 19),
                missing: 2,
            }),
            today: samples::today(),
            followed: true,
            max_bytes: 50_000_000,
            problem: None,
            sent: None,
        };
        let bare = DegreeDaysPage { held: None, followed: false, months: Vec::new(), ..full.clone() };
        let none = DegreeDaysPage { problem: Some(Problem::new(ProblemCode::NoFile)), ..full.clone() };
        let bad = Finding::new(eclaireur_models::finding::Code::ImpossibleTemperature);
        let refused = SentTable {
            name: "uccle.csv".to_owned(),
            kept: None,
            findings: vec![bad.row(3).column("température").value("220")],
        };
        let changed = Finding::new(eclaireur_models::finding::Code::TemperatureChanged)
            .with("day", "2026-01-02")
            .with("before", "-3.00")
            .with("after", "-2.50")
            .with("origin", "rmi");
        let kept =
            SentTable { name: "uccle.csv".to_owned(), kept: Some([12, 1, 3]), findings: vec![changed] };
        vec![
            ("full", full.clone()),
            ("bare", bare),
            ("no-file", none),
            ("refused", DegreeDaysPage { sent: Some(refused), ..full.clone() }),
            ("kept", DegreeDaysPage { sent: Some(kept), ..full }),
        ]
    }
}
