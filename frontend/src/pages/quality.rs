//! Whether one may rely on the figures: how each month is known, what is missing, what stands apart, what moved and why.
//!
//! Months are told of each energy as they were read; a month that is not whole is missing, whatever is known of it. Does
//! *not* judge: it says what there is, and the one thing to bring.

use askama::Template;
use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::moved::{Because, Moved};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::series::{MeterSeen, MonthSeries};
use eclaireur_models::indicators::{Explained, Origin};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, days_between};
use rust_decimal::{Decimal, dec};

use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead};
use super::building_charts::Charts;
use super::chart_view::ChartView;
use super::glossary::{self, TermLink};
use super::{assessed_samples, samples};
use crate::figures;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{urls, words};

/// Codes of what a figure may have moved by.
pub const CAUSES: [&str; 6] = ["catalog", "facts", "method", "price", "readings", "weather"];
/// Rows of a table, at most; the rest are counted.
const MOST: usize = 60;
/// The formula of an energy that the cold does not move.
const AS_IS: &str = "normalised-as-is";
/// The alert of a meter that nobody reads any more.
const SILENT: &str = "meter-silent";

/// A figure that moved, as it was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// When.
    pub on: Day,
    /// What, from what to what.
    pub moved: Moved,
    /// Why: of [`CAUSES`].
    pub causes: Vec<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/quality.html")]
pub struct QualityPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
    /// Figures that moved, the newest first.
    pub moves: Vec<Move>,
}

html!(QualityPage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    CAUSES.iter().map(|cause| format!("quality-cause-{cause}")).collect()
}

/// How the months of an energy are known.
struct MonthsLine {
    carrier: String,
    class: String,
    /// In the order of [`Quality::ALL`].
    counts: Vec<usize>,
    missing: usize,
}

/// A meter, and the one thing to bring.
struct MeterLine {
    label: String,
    href: String,
    carrier: String,
    last: Option<String>,
    bring: String,
    late: bool,
}

/// What is missing of an energy.
struct Missing {
    carrier: String,
    months: String,
    count: usize,
}

/// A period that stands apart.
struct Apart {
    carrier: String,
    period: String,
    kwh: String,
}

/// A default value in use.
struct DefaultLine {
    name: String,
    value: String,
    file: String,
    unsure: Option<String>,
}

/// A figure that moved, in words.
struct MoveLine {
    name: String,
    sentence: String,
    on: String,
}

impl QualityPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("quality-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-quality").to_string()))
    }

    fn terms(&self) -> Vec<TermLink> {
        let words = ["releve", "facture", "estime", "complete", "modelise", "degres-jours"];
        glossary::links(&self.shell, &words)
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("quality-empty-more").to_string()
    }

    fn series(&self) -> &[MonthSeries] {
        &self.assessed.assessment.series.months
    }

    /// The months told of: those of the year, or all where no year is whole yet.
    fn is_told(&self, month: Month) -> bool {
        self.assessed.year().is_none_or(|year| month.year() == year)
    }

    fn lines(&self) -> Vec<MonthsLine> {
        let line = |series: &MonthSeries| {
            let told: Vec<_> = series.months.iter().filter(|m| self.is_told(m.month)).collect();
            let of = |quality: Quality| told.iter().filter(|m| m.complete && m.quality == quality).count();
            MonthsLine {
                carrier: words::carrier(self.lang(), series.carrier),
                class: format!("dot carrier-{}", series.carrier.code()),
                counts: Quality::ALL.map(of).into(),
                missing: told.iter().filter(|m| !m.complete).count(),
            }
        };
        self.series().iter().map(line).collect()
    }

    fn qualities(&self) -> Vec<String> {
        Quality::ALL.map(|quality| words::quality(self.lang(), quality)).into()
    }

    /// *En 2025, 92 % des mois sont mesurés ; il en manque 2.*
    fn answer(&self) -> String {
        let lines = self.lines();
        let measured: usize = lines.iter().filter_map(|line| line.counts.first()).sum();
        let missing: usize = lines.iter().map(|line| line.missing).sum();
        let all: usize = lines.iter().map(|line| line.counts.iter().sum::<usize>() + line.missing).sum();
        let share = Decimal::from(measured).checked_div(Decimal::from(all));
        let Some(share) = share else { return self.shell.t("quality-answer-none").to_string() };
        let percent = format::percent(share.round_dp(2));
        let of = |quality| Quality::ALL.iter().position(|q| *q == quality);
        let modelled: usize =
            of(Quality::Modelled).map_or(0, |at| lines.iter().filter_map(|line| line.counts.get(at)).sum());
        let said = match self.assessed.year() {
            // The normal case of one bill a year: no share of nothing.
            Some(year) if modelled > 0 && modelled + missing == all => {
                self.shell.t("quality-answer-spread").with("year", year)
            }
            Some(year) => self.shell.t("quality-answer").with("year", year),
            None => self.shell.t("quality-answer-young"),
        };
        said.with("percent", percent).count("missing", missing).to_string()
    }

    /// The months of each energy as a carpet.
    fn carpet(&self) -> askama::Result<Vec<ChartView>> {
        Charts { shell: &self.shell, code: self.code(), assessment: &self.assessed.assessment }.quality()
    }

    fn missing(&self) -> Vec<Missing> {
        let one = |series: &MonthSeries| {
            let months: Vec<String> = series
                .months
                .iter()
                .filter(|m| !m.complete && self.is_told(m.month))
                .map(|m| format::month_year(self.lang(), m.month))
                .collect();
            let count = months.len();
            let carrier = words::carrier(self.lang(), series.carrier);
            (count > 0).then(|| Missing { carrier, months: months.join(", "), count })
        };
        self.series().iter().filter_map(one).collect()
    }

    fn meters(&self) -> Vec<MeterLine> {
        let (on, alerts) = (self.assessed.assessment.on, &self.assessed.assessment.alerts);
        // One bill a year is late after a year, a monthly reading after a month: the alert knows which.
        let silent = |meter: &MeterSeen| {
            let of = |alert: &Alert| alert.meter.as_ref().is_some_and(|(id, _)| *id == meter.id);
            alerts.iter().any(|alert| alert.code == SILENT && of(alert))
        };
        let line = |meter: &MeterSeen| {
            let days = meter.last.map(|last| days_between(last, on));
            let bring = match days {
                None => self.shell.t("quality-bring-first"),
                Some(days) if silent(meter) => self.shell.t("quality-bring-late").count("days", days),
                Some(_) => self.shell.t("quality-bring-nothing"),
            };
            MeterLine {
                label: meter.label.clone(),
                href: urls::meter_readings(self.code(), &meter.id),
                carrier: words::carrier(self.lang(), meter.carrier),
                last: meter.last.map(format::day),
                bring: bring.to_string(),
                late: days.is_none() || silent(meter),
            }
        };
        self.assessed.assessment.series.meters.iter().take(MOST).map(line).collect()
    }

    /// Whether the cold moves an energy at all: what it does not move cannot stand apart from it.
    fn follows_cold(&self, carrier: Carrier) -> bool {
        let of = self.assessed.every("normalised-energy").filter(|f| f.of.as_deref() == Some(carrier.code()));
        !of.filter_map(Explained::value).any(|value| value.formula == AS_IS)
    }

    /// Periods that stand apart from the others in the signature of their energy.
    fn apart(&self) -> Vec<Apart> {
        let mut apart = Vec::new();
        for series in
            self.assessed.assessment.series.signatures.iter().filter(|s| self.follows_cold(s.carrier))
        {
            for point in series.points.iter().filter(|point| point.outlier) {
                apart.push(Apart {
                    carrier: words::carrier(self.lang(), series.carrier),
                    period: format::period(self.lang(), point.days),
                    kwh: Decimal::try_from(point.kwh).map(|kwh| format::number(kwh, 0)).unwrap_or_default(),
                });
            }
        }
        apart.truncate(MOST);
        apart
    }

    /// Values of the catalogue that figures stand on, each once.
    fn defaults(&self) -> Vec<DefaultLine> {
        let lang = self.lang();
        let mut lines: Vec<DefaultLine> = Vec::new();
        let inputs = self.assessed.assessment.figures.0.iter().filter_map(Explained::value);
        for input in inputs.flat_map(|value| &value.inputs) {
            let Origin::Catalog { file } = &input.origin else { continue };
            let line = figures::line(lang, input);
            if lines.len() < MOST
                && lines.iter().all(|l| (&l.name, &l.value, &l.file) != (&line.name, &line.value, file))
            {
                lines.push(DefaultLine {
                    name: line.name,
                    value: line.value,
                    file: file.clone(),
                    unsure: figures::certainty(lang, input.certainty),
                });
            }
        }
        lines
    }

    fn moves(&self) -> Vec<MoveLine> {
        self.moves.iter().take(MOST).map(|one| self.moved(one)).collect()
    }

    /// *Ce chiffre a changé : de 168 à 171 kWh/m², parce que des relevés ont changé.*
    fn moved(&self, one: &Move) -> MoveLine {
        let lang = self.lang();
        let moved = &one.moved;
        let of = moved.of.as_deref();
        // What moved does not say what the service is counted in; the figure as it stands does.
        let now = self.assessed.every(&moved.indicator).find(|figure| figure.of == moved.of);
        let counted = now.and_then(Explained::value).and_then(|value| figures::counted_in(value, of)).or(of);
        let amount = |value: Option<Decimal>| {
            value.map(|value| figures::amount(lang, value, moved.unit, None, counted))
        };
        let known = one.causes.iter().filter(|cause| CAUSES.contains(&cause.as_str()));
        let because: Vec<String> =
            known.map(|cause| Say::owned(lang, format!("quality-cause-{cause}")).to_string()).collect();
        let said = match (amount(moved.before), amount(moved.after)) {
            (Some(before), Some(after)) => {
                self.shell.t("quality-moved").with("before", before).with("after", after)
            }
            (None, Some(after)) => self.shell.t("quality-moved-known").with("after", after),
            (Some(before), None) => self.shell.t("quality-moved-gone").with("before", before),
            (None, None) => self.shell.t("quality-moved-none"),
        };
        let because = match because.as_slice() {
            [] => self.shell.t("quality-because-unknown").to_string(),
            causes => self.shell.t("quality-because").with("causes", causes.join(", ")).to_string(),
        };
        let name = Say::owned(lang, format!("indicator-{}", moved.indicator)).to_string();
        let named = match of.and_then(|of| figures::of_what(lang, of)) {
            Some(of) => format!("{name} · {of}"),
            None => name,
        };
        let over = moved.period.map(|period| format!(" {}", format::period(lang, period)));
        MoveLine {
            name: format!("{named}{}", over.unwrap_or_default()),
            sentence: [vec![said.to_string(), because], self.files(moved)].concat().join(" "),
            on: format::day(one.on),
        }
    }

    /// Which values of the catalogue made a figure move, and in which file they stand.
    fn files(&self, moved: &Moved) -> Vec<String> {
        let one = |because: &Because| {
            let Origin::Catalog { file } = &because.origin else { return None };
            let (before, after) = because.before.zip(because.after)?;
            let said = self.shell.t("quality-because-file").with("file", file);
            Some(
                said.with("before", format::decimal(before))
                    .with("after", format::decimal(after))
                    .to_string(),
            )
        };
        moved.because.iter().filter_map(one).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, QualityPage)> {
        let full = QualityPage {
            shell: samples::demo_shell(urls::quality(&samples::building().code)),
            head: samples::head(),
            assessed: assessed_samples::full(),
            has_readings: true,
            moves: Vec::new(),
        };
        let mut holes = full.clone();
        for series in &mut holes.assessed.assessment.series.months {
            for point in &mut series.months {
                match point.month.number() {
                    2 => point.quality = Quality::Estimated,
                    5 => (point.complete, point.value) = (false, None),
                    9 => point.quality = Quality::Modelled,
                    _ => {}
                }
            }
        }
        if let Some(meter) = holes.assessed.assessment.series.meters.first_mut() {
            meter.last = Some(samples::day(2025, 10, 2));
        }
        let moved = |before, after| Move {
            on: samples::day(2026, 1, 18),
            moved: Moved {
                indicator: "base-load".into(),
                of: None,
                period: eclaireur_models::period::Period::year(2025),
                unit: eclaireur_models::indicators::Measure::Kw,
                before,
                after,
                because: Vec::new(),
            },
            causes: vec!["readings".to_owned(), "catalog".to_owned()],
        };
        holes.moves = vec![moved(Some(dec!(4.2)), Some(dec!(3.9))), moved(None, Some(dec!(4.2)))];
        let young = QualityPage { assessed: assessed_samples::young(), ..full.clone() };
        let empty =
            QualityPage { assessed: assessed_samples::nothing(), has_readings: false, ..full.clone() };
        vec![("full", full), ("holes", holes), ("young", young), ("empty", empty)]
    }
}
