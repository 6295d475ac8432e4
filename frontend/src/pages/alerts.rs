//! What is wrong with a building, worth the most first, and what people answered to it.
//!
//! Each alert has its cause, what it costs a year, the chart that shows it, one action, and how its euro were computed. It
//! can be answered: seen, done, or explained, which becomes a dated event ([`super::alert_explain`]). Answered ones stand below.
//! Every answer can be taken back. Does *not* add euros up: two alerts may see the same kWh.
//!
//! Forms post `alert` (its key) with `state` (`seen`, `done`, `explained`), or `withdraw` (id of an answer).

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use eclaireur_models::alerts::{Alert, Money};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::{Input, Measure, Origin};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period};
use rust_decimal::{Decimal, dec};

use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead};
use super::building_charts::Charts;
use super::chart_view::ChartView;
use super::glossary::{self, TermLink};
use super::month_table::{Mark, meanings};
use super::{assessed_samples, samples};
use crate::figures::{self, InputLine};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{alerts, format, urls, words};

/// Where somebody stands with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answered {
    /// Somebody has seen it.
    Seen,
    /// There is a reason for it.
    Explained,
    /// It was seen to.
    Done,
}

impl Answered {
    /// Every answer.
    pub const ALL: [Answered; 3] = [Answered::Seen, Answered::Explained, Answered::Done];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Answered::Seen => "seen",
            Answered::Explained => "explained",
            Answered::Done => "done",
        }
    }

    /// The answer with this code.
    pub fn from_code(code: &str) -> Option<Answered> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// An answer to an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Where one stands.
    pub answer: Answered,
    /// In somebody's words.
    pub text: String,
    /// When it was given.
    pub on: Day,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/alerts.html")]
pub struct AlertsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
    /// The answer in force of each alert, by its key.
    pub notes: BTreeMap<String, Note>,
}

html!(AlertsPage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    Answered::ALL.iter().map(|answer| format!("alerts-{}", answer.code())).collect()
}

/// An alert in words.
struct AlertView {
    /// Unique on the page.
    id: String,
    key: String,
    title: String,
    why: String,
    action: String,
    euro: Option<String>,
    no_euro: Option<&'static str>,
    per_year: Option<String>,
    period: String,
    quality: String,
    formula: &'static str,
    inputs: Vec<InputLine>,
    evidence: (String, String),
    /// Drawn once on the page: a second alert that the same chart shows points to its page alone.
    chart: Option<ChartView>,
    explain: String,
    note: Option<NoteView>,
}

/// An answer in words.
struct NoteView {
    id: String,
    tag: String,
    text: String,
    on: String,
}

/// *environ 1 900 € par an (entre 1 500 et 2 300 €), à confirmer*; nothing where no price is known (I9).
pub(crate) fn euro(lang: Lang, money: Money) -> Option<String> {
    if money.certainty == Certainty::Unknown {
        return None;
    }
    let whole = |euro: Decimal| format::number(euro, 0);
    let same = whole(money.lowest) == whole(money.highest);
    let key = if same { "alerts-euro" } else { "alerts-euro-range" };
    let said = Say::new(lang, key)
        .with("euro", whole(money.euro))
        .with("lowest", whole(money.lowest))
        .with("highest", whole(money.highest))
        .to_string();
    Some(match figures::certainty(lang, money.certainty) {
        Some(unsure) => format!("{said}, {unsure}"),
        None => said,
    })
}

/// The page whose chart shows an alert, and its question.
fn evidence(shell: &Shell, building: &str, alert: &Alert) -> (String, String) {
    let (key, path) = match alert.evidence.as_ref() {
        "cusum" | "signature" => ("bulletin-next-climate", urls::climate(building)),
        "waterfall" => ("bulletin-next-cost", urls::cost(building)),
        "quality" => ("alerts-see-quality", urls::quality(building)),
        _ => ("bulletin-next-energy", urls::energy(building)),
    };
    // These need every slot: their own page draws them.
    let at = match alert.evidence.as_ref() {
        "heatmap" => "#chart-heat",
        "load-duration" => "#chart-duration",
        _ => "",
    };
    let carrier = alert.carrier.map_or("", Carrier::code);
    let asks = !matches!(alert.evidence.as_ref(), "waterfall" | "quality");
    let query: &[(&str, &str)] = if asks { &[("energie", carrier)] } else { &[] };
    (Say::new(shell.body_lang(), key).to_string(), urls::with_query(&path, query) + at)
}

fn view(shell: &Shell, building: &str, at: usize, alert: &Alert, note: Option<&Note>) -> AlertView {
    let lang = shell.body_lang();
    let unit = if alert.carrier == Some(Carrier::Water) { Measure::M3 } else { Measure::Kwh };
    let euro = alert.euro_per_year.and_then(|money| euro(lang, money));
    let no_euro = match (&euro, alert.per_year) {
        (Some(_), _) => None,
        (None, Some(_)) => Some("alerts-no-price"),
        (None, None) => Some("alerts-no-loss"),
    };
    AlertView {
        id: format!("alerte-{at}"),
        key: alert.key.clone(),
        title: alerts::title(lang, alert),
        why: alerts::why(lang, alert),
        action: alerts::action(lang, alert),
        euro,
        no_euro,
        per_year: alert.per_year.map(|value| figures::amount(lang, value, unit, None, None)),
        period: format::period(lang, alert.period),
        quality: words::quality(lang, alert.quality),
        formula: if alert.inputs.iter().any(|input| input.symbol == "price-before") {
            "alerts-formula-price"
        } else {
            "alerts-formula"
        },
        inputs: alert.inputs.iter().map(|input| figures::line(lang, input)).collect(),
        evidence: evidence(shell, building, alert),
        chart: None,
        explain: urls::with_query(&urls::alerts(building), &[("expliquer", &alert.key)]),
        note: note.map(|note| NoteView {
            id: note.id.clone(),
            tag: Say::owned(lang, format!("alerts-{}", note.answer.code())).to_string(),
            text: note.text.clone(),
            on: format::day(note.on),
        }),
    }
}

impl AlertsPage {
    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("alerts-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-alerts").to_string()))
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("alerts-empty-more").to_string()
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["courbe-de-chauffe", "derive", "pointe", "signature", "talon"])
    }

    /// What the letters beside the numbers of alerts nobody has answered mean.
    fn marks(&self) -> Vec<Mark> {
        let open = self.assessed.assessment.alerts.iter().filter(|a| !self.notes.contains_key(&a.key));
        meanings(&self.shell, open.flat_map(|alert| &alert.inputs).map(|input| input.quality))
    }

    fn action(&self) -> String {
        urls::alerts(self.code())
    }

    fn views(&self, answered: bool) -> Vec<AlertView> {
        let all = self.assessed.assessment.alerts.iter().enumerate();
        let kept = all.filter(|(_, alert)| self.notes.contains_key(&alert.key) == answered);
        kept.map(|(at, alert)| view(&self.shell, self.code(), at, alert, self.notes.get(&alert.key)))
            .collect()
    }

    /// Those nobody has answered, each with its chart.
    fn open(&self) -> askama::Result<Vec<AlertView>> {
        let assessment = &self.assessed.assessment;
        let charts = Charts { shell: &self.shell, code: self.code(), assessment };
        let mut views = self.views(false);
        let mut drawn = BTreeSet::new();
        let open = assessment.alerts.iter().filter(|alert| !self.notes.contains_key(&alert.key));
        for (view, alert) in views.iter_mut().zip(open) {
            // The carpet is of all energies.
            let carrier = alert.carrier.filter(|_| alert.evidence != "quality");
            if drawn.insert((alert.evidence.clone(), carrier)) {
                view.chart = charts.evidence(&format!("{}-{}", view.id, alert.evidence), alert)?;
            }
        }
        Ok(views)
    }

    fn answered(&self) -> Vec<AlertView> {
        self.views(true)
    }

    /// *3 points à voir ; le premier coûte environ 1 900 € par an.*
    fn answer(&self) -> String {
        let lang = self.shell.body_lang();
        let open = self.assessed.assessment.alerts.iter().filter(|a| !self.notes.contains_key(&a.key));
        let open: Vec<&Alert> = open.collect();
        let worth = open.first().and_then(|alert| alert.euro_per_year).filter(|m| euro(lang, *m).is_some());
        match (open.len(), worth) {
            (0, _) if !self.assessed.assessment.alerts.is_empty() => {
                self.shell.t("alerts-answer-answered").to_string()
            }
            (0, _) => self.shell.t("alerts-answer-none").to_string(),
            (count, Some(money)) => {
                let euro = format::number(money.euro, 0);
                self.shell.t("alerts-answer-euro").count("count", count).with("euro", euro).to_string()
            }
            (count, None) => self.shell.t("alerts-answer").count("count", count).to_string(),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AlertsPage)> {
        let mut assessed = assessed_samples::full();
        assessed.assessment.alerts = sample_alerts();
        let open = AlertsPage {
            shell: samples::demo_shell(urls::alerts(&samples::building().code)),
            head: samples::head(),
            assessed,
            has_readings: true,
            notes: BTreeMap::new(),
        };
        let note = |id: &str, answer, text: &str| Note {
            id: id.to_owned(),
            answer,
            text: text.to_owned(),
            on: samples::day(2026, 1, 12),
        };
        let keys: Vec<String> = open.assessed.assessment.alerts.iter().map(|a| a.key.clone()).collect();
        let given = [
            note("41", Answered::Explained, "douze résidents de plus depuis septembre"),
            note("42", Answered::Seen, ""),
            note("43", Answered::Done, "vanne remplacée"),
        ];
        let some =
            AlertsPage { notes: keys.iter().skip(1).cloned().zip(given.clone()).collect(), ..open.clone() };
        let all =
            AlertsPage { notes: keys.into_iter().zip(given.into_iter().cycle()).collect(), ..open.clone() };
        let mut well = open.clone();
        well.assessed.assessment.alerts.clear();
        let empty = AlertsPage { assessed: assessed_samples::nothing(), has_readings: false, ..open.clone() };
        vec![("open", open), ("some", some), ("all", all), ("well", well), ("empty", empty)]
    }
}

/// Alerts of every kind of worth: certain, likely, without a price, without a loss.
pub(super) fn sample_alerts() -> Vec<Alert> {
    let year = Period { from: samples::day(2025, 1, 1), to: samples::day(2026, 1, 1) };
    let alert = |code: &'static str, carrier: Carrier, data: &[(&'static str, &str)]| Alert {
        code: code.into(),
        key: format!("{code}:{}:2025", carrier.code()),
        carrier: Some(carrier),
        meter: Some(("1".to_owned(), "Chaufferie".to_owned())),
        period: year,
        per_year: None,
        euro_per_year: None,
        data: data.iter().map(|(name, value)| ((*name).into(), (*value).to_owned())).collect(),
        evidence: "months".into(),
        action: "ask-what-changed".into(),
        quality: Quality::Measured,
        inputs: Vec::new(),
    };
    let money = |euro, lowest, highest, certainty| Some(Money { euro, lowest, highest, certainty });
    let summer = [("year", "2025"), ("after", "310"), ("before", "120"), ("percent", "38")];
    let input = |symbol, value, unit, origin| Input::new(symbol, value, unit, origin);
    vec![
        Alert {
            per_year: Some(dec!(21_400)),
            euro_per_year: money(dec!(1_911), dec!(1_540), dec!(2_280), Certainty::Likely),
            evidence: "signature".into(),
            action: "check-heating-valve".into(),
            inputs: vec![
                input("too-much", dec!(21_400), Measure::Kwh, Origin::Readings),
                input("marginal-price", dec!(0.0893), Measure::EuroPerKwh, Origin::Price)
                    .certainty(Certainty::Likely),
            ],
            ..alert("heating-in-summer", Carrier::NaturalGas, &summer)
        },
        Alert {
            per_year: Some(dec!(9_800)),
            euro_per_year: money(dec!(875), dec!(875), dec!(875), Certainty::Certain),
            evidence: "cusum".into(),
            action: "tune-heating-curve".into(),
            ..alert(
                "drift",
                Carrier::NaturalGas,
                &[("since", "2025-03-01"), ("percent", "6"), ("kwh", "9800")],
            )
        },
        Alert {
            per_year: Some(dec!(1_570)),
            evidence: "water".into(),
            action: "check-meter-at-night".into(),
            quality: Quality::Estimated,
            ..alert(
                "water-leak",
                Carrier::Water,
                &[("litres", "180"), ("since", "2025-11-02"), ("days", "24")],
            )
        },
        Alert {
            action: "read-meter".into(),
            evidence: "quality".into(),
            ..alert("meter-silent", Carrier::HeatingOil, &[("days", "47"), ("since", "2025-12-05")])
        },
    ]
}
