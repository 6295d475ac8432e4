//! The series of a file: which meter each belongs to, and what it adds up to.

use eclaireur_models::building::{Direction, Register};

use super::import::{ImportPage, MeterChoice, SeriesLine, SeriesMeter};
use crate::format;
use crate::forms::Choice;
use crate::shell::Shell;
use crate::words;

/// A series as a row.
pub(crate) struct SeriesRow {
    pub(crate) label: String,
    pub(crate) number: String,
    pub(super) class: String,
    pub(crate) tag: String,
    pub(super) tag_class: &'static str,
    pub(super) meter: String,
    pub(super) period: String,
    pub(super) readings: String,
    pub(super) lacking: Vec<String>,
    pub(super) total: String,
    pub(super) field: String,
    pub(super) field_label: String,
    pub(super) choices: Vec<Choice>,
    pub(super) chosen: String,
    /// Somebody tried to confirm, and it is still open.
    pub(super) wrong: bool,
}

/// Whether somebody must still say which meter it is.
pub(super) fn is_open(meter: &SeriesMeter) -> bool {
    matches!(meter, SeriesMeter::Which | SeriesMeter::New { building: None })
}

/// *Électricité, prélèvement, heures creuses*
pub(super) fn label(shell: &Shell, series: &SeriesLine) -> String {
    let lang = shell.body_lang();
    let mut parts = vec![words::carrier(lang, series.key.carrier)];
    if series.key.direction != Direction::Offtake {
        parts.push(words::direction(lang, series.key.direction));
    }
    if series.key.register != Register::Total {
        parts.push(words::register(lang, series.key.register));
    }
    if let Some(unit) = series.key.unit.filter(|_| !series.counts) {
        parts.push(format::quantity_unit(unit).to_owned());
    }
    parts.join(", ")
}

pub(super) fn row(page: &ImportPage, series: &SeriesLine) -> SeriesRow {
    let shell = &page.shell;
    let t = |key: &'static str| shell.t(key);
    let (tag, tag_class, meter, chosen) = match &series.meter {
        SeriesMeter::Known { meter, building } => (
            "series-known",
            "tag tag-done",
            format!("{} · {}", meter.name, building.name),
            format!("meter:{}", meter.code),
        ),
        SeriesMeter::New { building: Some(building) } => (
            "series-new",
            "tag tag-warning",
            t("series-new-in").with("building", &building.name).to_string(),
            format!("new:{}", building.code),
        ),
        SeriesMeter::New { building: None } => {
            ("series-new", "tag tag-warning", String::new(), String::new())
        }
        SeriesMeter::Which => ("series-which", "tag tag-error", String::new(), String::new()),
        SeriesMeter::Skipped => {
            ("series-skipped", "tag", t("series-skipped-meter").to_string(), "skip".to_owned())
        }
    };
    let number = [
        series.key.ean.as_ref().map(|e| e.digits().to_owned()),
        series.key.serial.clone(),
        series.key.name.clone(),
    ];
    let group = together(page, series);
    let first = group.first() == Some(&series.n);
    let (tag, tag_class, meter) =
        if first { (tag, tag_class, meter) } else { ("series-same", "tag", String::new()) };
    let label = label(shell, series);
    let number = number.into_iter().flatten().next().unwrap_or_default();
    let mut lacking = Vec::new();
    let mut lack = |key: &'static str, count: usize| {
        if count > 0 {
            lacking.push(t(key).count("count", count).to_string());
        }
    };
    lack("series-missing", series.missing);
    lack("series-gaps", series.gaps);
    lack("series-estimated", series.estimated);
    if !series.counts {
        lacking.push(t("series-not-counted").to_string());
    }
    let unit = series.key.unit.map(format::quantity_unit).unwrap_or_default();
    SeriesRow {
        class: format!("dot carrier-{}", series.key.carrier.code()),
        tag: t(tag).to_string(),
        tag_class,
        meter,
        period: series.period.map(|p| format::period(shell.body_lang(), p)).unwrap_or_default(),
        readings: format::whole(series.readings),
        lacking,
        total: format!("{}{}{unit}", format::decimal(series.total), format::NBSP),
        field: field(&group),
        field_label: t("series-choose").with("series", format!("{label} {number}")).to_string(),
        choices: if first { choices(page, series) } else { Vec::new() },
        wrong: page.not_yet && is_open(&series.meter),
        chosen,
        label,
        number,
    }
}

/// The series of the same meter, of which one question is asked: those that can still be given to one, and stand alike.
/// A series that is no question stands alone.
fn together(page: &ImportPage, series: &SeriesLine) -> Vec<usize> {
    if !is_asked(page, series) {
        return vec![series.n];
    }
    let name = |s: &SeriesLine| (s.key.carrier, s.key.ean.clone(), s.key.serial.clone(), s.key.name.clone());
    let same = |other: &&SeriesLine| {
        name(other) == name(series) && other.meter == series.meter && is_asked(page, other)
    };
    page.series.iter().filter(same).map(|other| other.n).collect()
}

/// *series_0-3-4*
fn field(group: &[usize]) -> String {
    let numbers: Vec<String> = group.iter().map(ToString::to_string).collect();
    format!("series_{}", numbers.join("-"))
}

/// Whether its meter can be chosen on the page.
fn is_asked(page: &ImportPage, series: &SeriesLine) -> bool {
    page.is_preview() && (series.chosen || !matches!(series.meter, SeriesMeter::Known { .. }))
}

/// What a series can be given to: meters of its carrier, a new one in a building, nothing. Empty when it is settled
/// or no longer a question.
fn choices(page: &ImportPage, series: &SeriesLine) -> Vec<Choice> {
    if !is_asked(page, series) {
        return Vec::new();
    }
    let meter = |m: &MeterChoice| {
        let label = format!("{} · {}", m.meter.name, m.building);
        let near = series.near.as_ref() == Some(&m.meter.code);
        let said = || page.shell.t("series-near").with("meter", &label).to_string();
        (!near, Choice::new(format!("meter:{}", m.meter.code), if near { said() } else { label }))
    };
    let mut meters: Vec<_> =
        page.meters.iter().filter(|m| m.carrier == series.key.carrier).map(meter).collect();
    meters.sort_by_key(|(far, _)| *far);
    let meters = meters.into_iter().map(|(_, choice)| choice);
    let new = page.buildings.iter().map(|b| {
        let words = page.shell.t("series-create-in").with("building", &b.name).to_string();
        Choice::new(format!("new:{}", b.code), words)
    });
    let skip = Choice::new("skip", page.shell.t("series-skip").to_string());
    meters.chain(new).chain([skip]).collect()
}
