//! The series of a file: which meter each belongs to, and what it adds up to.

use eclaireur_models::building::{Direction, Register};

use super::import::{ImportPage, SeriesLine, SeriesMeter};
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
        field: format!("series_{}", series.n),
        field_label: t("series-choose").with("series", format!("{label} {number}")).to_string(),
        choices: choices(page, series),
        chosen,
        label,
        number,
    }
}

/// What a series can be given to: meters of its carrier, a new one in a building, nothing. Empty when it is settled
/// or no longer a question.
fn choices(page: &ImportPage, series: &SeriesLine) -> Vec<Choice> {
    if !page.is_preview() || matches!(series.meter, SeriesMeter::Known { .. }) {
        return Vec::new();
    }
    let meters = page.meters.iter().filter(|m| m.carrier == series.key.carrier).map(|m| {
        Choice::new(format!("meter:{}", m.meter.code), format!("{} · {}", m.meter.name, m.building))
    });
    let new = page.buildings.iter().map(|b| {
        let words = page.shell.t("series-create-in").with("building", &b.name).to_string();
        Choice::new(format!("new:{}", b.code), words)
    });
    let skip = Choice::new("skip", page.shell.t("series-skip").to_string());
    meters.chain(new).chain([skip]).collect()
}
