//! The sheets of a building's meters: which are in service, how much they are used, what came through them that somebody
//! should look at. Makes, renews and closes them.
//!
//! Fields: `meter_<id>` for each meter whose sheet is made, `contact`, `pdf`; `retirer` (a link), `juste` (a reading).

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::building::BuildingHead;
use super::{building, samples};
use crate::forms::{Field, FormData, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::{findings, format, urls};

/// Where the sheet of a meter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// It opens until this day.
    Open {
        /// First day on which it opens no more.
        until: Day,
    },
    /// Its time is over.
    Over,
    /// Somebody closed it.
    Closed,
}

/// The link of a meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: SheetState,
    /// Day its present sheet was made.
    pub made: Day,
    /// Day something was last sent.
    pub used: Option<Day>,
    /// Readings that came through it.
    pub readings: u64,
}

/// A meter that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedMeter {
    /// Id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// Its newest link.
    pub link: Option<LinkLine>,
}

/// A reading that came through a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentReading {
    /// Its id.
    pub id: String,
    /// The import it is kept as.
    pub import: String,
    /// Of which meter.
    pub meter: String,
    /// Day read.
    pub on: Day,
    /// What was read, with the unit.
    pub values: Vec<(Decimal, String)>,
    /// What was surprising.
    pub findings: Vec<Finding>,
    /// SHA-256 of its picture.
    pub photo: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_links.html")]
pub struct ReadingLinksPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its meters in service.
    pub meters: Vec<LinkedMeter>,
    /// Readings that somebody should look at.
    pub to_check: Vec<SentReading>,
    /// The newest readings with a picture.
    pub photos: Vec<SentReading>,
    /// The meter one comes from; only its sheet is made.
    pub chosen: Option<String>,
    /// Values and problems.
    pub form: FormData,
}

html!(ReadingLinksPage);

struct Row {
    class: String,
    name: String,
    state: String,
    made: Option<String>,
    used: String,
    readings: u64,
    close: Option<String>,
    field: String,
    ticked: bool,
}

/// Name of the field of a meter.
pub fn meter_field(meter: &str) -> String {
    format!("meter_{meter}")
}

impl ReadingLinksPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("links-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("links-crumb").to_string()));
        let code = &self.head.building.code;
        let at = crumbs.len().saturating_sub(1);
        crumbs.insert(at, Crumb::to(self.shell.t("readings-crumb").to_string(), urls::readings(code)));
        crumbs
    }

    fn action(&self) -> String {
        urls::reading_links(&self.head.building.code)
    }

    fn answer(&self) -> String {
        let is_open =
            |m: &&LinkedMeter| m.link.as_ref().is_some_and(|l| matches!(l.state, SheetState::Open { .. }));
        self.shell.t("links-answer").count("count", self.meters.iter().filter(is_open).count()).to_string()
    }

    fn rows(&self) -> Vec<Row> {
        self.meters.iter().map(|meter| self.row(meter)).collect()
    }

    fn row(&self, line: &LinkedMeter) -> Row {
        let link = line.link.as_ref();
        let open = link.filter(|link| matches!(link.state, SheetState::Open { .. }));
        let state = match link.map(|link| link.state) {
            None => self.shell.t("links-none"),
            Some(SheetState::Closed) => self.shell.t("links-closed"),
            Some(SheetState::Over) => self.shell.t("links-over"),
            Some(SheetState::Open { until }) => self.shell.t("links-open").with("day", format::day(until)),
        };
        let field = meter_field(&line.meter.code);
        Row {
            class: format!("dot carrier-{}", line.carrier.code()),
            name: line.meter.name.clone(),
            state: state.to_string(),
            made: link.map(|link| format::day(link.made)),
            used: link
                .and_then(|link| link.used)
                .map_or_else(|| self.shell.t("links-never").to_string(), format::day),
            readings: link.map_or(0, |link| link.readings),
            close: open.map(|link| link.id.clone()),
            // Where one comes from a meter, only that one; else all that have no sheet yet.
            ticked: match (&self.chosen, self.form.failed()) {
                (_, true) => self.form.is_ticked(&field),
                (Some(chosen), _) => line.meter.code == *chosen,
                (None, _) => open.is_none(),
            },
            field,
        }
    }

    fn contact(&self) -> Field {
        Field::text(self.lang(), &self.form, "contact", self.shell.t("links-contact"))
            .hint(self.shell.t("links-contact-hint"))
            .optional(self.lang())
    }

    fn line(&self, one: &SentReading) -> String {
        let value = |(value, unit): &(Decimal, String)| {
            format!("{}{}{unit}", format::decimal(*value), format::NBSP).trim_end().to_owned()
        };
        self.shell
            .t(if one.findings.is_empty() { "links-photos-line" } else { "links-check-line" })
            .with("meter", &one.meter)
            .with("day", format::day(one.on))
            .with("values", one.values.iter().map(value).collect::<Vec<_>>().join(", "))
            .to_string()
    }

    fn why(&self, one: &SentReading) -> Vec<String> {
        one.findings.iter().map(|finding| findings::sentence(self.lang(), finding)).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingLinksPage)> {
        let day = samples::day;
        let link = |id: &str, state, used, readings| LinkLine {
            id: id.to_owned(),
            state,
            made: day(2026, 1, 3),
            used,
            readings,
        };
        let meter =
            |id: &str, name: &str, carrier, link| LinkedMeter { meter: Named::new(id, name), carrier, link };
        let until = day(2028, 1, 3);
        let meters = vec![
            meter(
                "1",
                "Chaufferie",
                Carrier::NaturalGas,
                Some(link("11", SheetState::Open { until }, Some(day(2026, 1, 20)), 4)),
            ),
            meter("2", "Général", Carrier::Electricity, Some(link("12", SheetState::Closed, None, 0))),
            meter("3", "Citerne annexe", Carrier::HeatingOil, Some(link("13", SheetState::Over, None, 1))),
            meter("4", "Eau", Carrier::Water, None),
        ];
        let comma = Finding::new(Code::Implausible)
            .value("485604")
            .proposal("48560,4")
            .with("than", "index")
            .with("factor", 12);
        let sent = SentReading {
            id: "21".to_owned(),
            import: "18".to_owned(),
            meter: "Chaufferie".to_owned(),
            on: day(2026, 1, 20),
            values: vec![(dec!(485_604), "m³".to_owned())],
            findings: vec![comma],
            photo: Some("9f2c".to_owned()),
        };
        let full = ReadingLinksPage {
            shell: samples::shell(urls::reading_links(&samples::building().code)),
            head: samples::head(),
            meters,
            photos: vec![SentReading { findings: Vec::new(), ..sent.clone() }],
            to_check: vec![sent],
            chosen: None,
            form: FormData::new(),
        };
        let mut chosen = full.clone();
        chosen.chosen = Some("1".to_owned());
        (chosen.to_check, chosen.photos) = (Vec::new(), Vec::new());
        let mut wrong = chosen.clone();
        wrong.form = FormData::from_pairs([("contact", "x".repeat(201))]);
        wrong.form.optional("contact");
        wrong.form.fail("meters", Problem::new(ProblemCode::Required));
        let empty = ReadingLinksPage { meters: Vec::new(), ..chosen.clone() };
        vec![("full", full), ("chosen", chosen), ("wrong", wrong), ("empty", empty)]
    }
}
