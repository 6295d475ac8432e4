//! Several files sent at once: what each is and where it stands. The form posts to
//! [`crate::urls::sending_confirm`] and confirms those that leave nothing to decide.

use askama::Template;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::{Day, Period};

use super::imports;
use super::samples;
use super::waiting::{Open, Waiting};
use crate::findings;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentState {
    /// Read, not confirmed yet.
    Waits(Waiting),
    /// In the figures.
    Confirmed {
        /// Since.
        on: Day,
    },
    /// In the figures since before this sending.
    Already {
        /// Since.
        on: Day,
    },
    /// The same bytes as another file of this sending.
    Twin,
    /// Taken out again, or never confirmed and dropped.
    Undone,
    /// Nothing in it could be used.
    Refused {
        /// Why.
        why: Finding,
    },
}

/// A file of the sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLine {
    /// Its name; below its ZIP, where it came in one.
    pub name: String,
    /// The import it is, where there is one.
    pub import: Option<String>,
    /// What it was recognised as.
    pub format: Option<String>,
    /// Buildings it touches.
    pub buildings: Vec<Named>,
    /// Readings in it.
    pub readings: usize,
    /// From its first to its last reading.
    pub period: Option<Period>,
    /// Where it stands.
    pub state: SentState,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sending.html")]
pub struct SendingPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Id.
    pub sending: String,
    /// The files, in the order sent.
    pub files: Vec<SentLine>,
}

html!(SendingPage);

impl SendingPage {
    fn title(&self) -> String {
        self.shell.t("sending-title").count("count", self.files.len()).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
        ];
        crumbs.extend(imports::crumb(&self.shell, &self.organisation));
        crumbs.push(Crumb::here(self.shell.t("sending-crumb").to_string()));
        crumbs
    }

    fn how_many(&self, is: impl Fn(&SentState) -> bool) -> usize {
        self.files.iter().filter(|f| is(&f.state)).count()
    }

    fn ready(&self) -> usize {
        self.how_many(|s| *s == SentState::Waits(Waiting::Word))
    }

    /// Files somebody must look at by themselves.
    fn waiting(&self) -> usize {
        self.how_many(|s| matches!(s, SentState::Waits(_)))
    }

    /// *3 à confirmer · 1 à décider · 1 refusé*: only what there is.
    fn answer(&self) -> String {
        let counts = [
            ("sending-count-ready", self.ready()),
            ("sending-count-decide", self.how_many(|s| matches!(s, SentState::Waits(Waiting::Person(_))))),
            ("sending-count-document", self.how_many(|s| *s == SentState::Waits(Waiting::Form))),
            ("sending-count-confirmed", self.how_many(|s| matches!(s, SentState::Confirmed { .. }))),
            (
                "sending-count-already",
                self.how_many(|s| matches!(s, SentState::Already { .. } | SentState::Twin)),
            ),
            ("sending-count-undone", self.how_many(|s| *s == SentState::Undone)),
            ("sending-count-refused", self.how_many(|s| matches!(s, SentState::Refused { .. }))),
        ];
        let said = counts.into_iter().filter(|(_, n)| *n > 0);
        let words: Vec<_> = said.map(|(key, n)| self.shell.t(key).count("count", n).to_string()).collect();
        words.join(" · ")
    }

    fn state(&self, line: &SentLine) -> String {
        let t = |key| self.shell.t(key);
        match &line.state {
            SentState::Waits(waiting) => t(waiting.key()).to_string(),
            SentState::Confirmed { .. } => t("imports-state-confirmed").to_string(),
            SentState::Already { .. } => t("sending-state-already").to_string(),
            SentState::Twin => t("sending-state-twin").to_string(),
            SentState::Undone => t("imports-state-undone").to_string(),
            SentState::Refused { .. } => t("imports-state-refused").to_string(),
        }
    }

    fn state_class(line: &SentLine) -> &'static str {
        match line.state {
            SentState::Waits(_) => "tag tag-warning",
            SentState::Confirmed { .. } => "tag tag-done",
            SentState::Already { .. } | SentState::Twin | SentState::Undone => "tag",
            SentState::Refused { .. } => "tag tag-error",
        }
    }

    /// What more there is to say beside the state.
    fn detail(&self, line: &SentLine) -> Option<String> {
        Some(match &line.state {
            SentState::Waits(waiting) => return waiting.why(&self.shell),
            SentState::Confirmed { on } | SentState::Already { on } => {
                self.shell.t("sending-since").with("day", format::day(*on)).to_string()
            }
            SentState::Refused { why } => findings::words(self.shell.body_lang(), why),
            SentState::Twin | SentState::Undone => return None,
        })
    }

    fn period(&self, line: &SentLine) -> String {
        line.period.map(|p| format::period(self.shell.body_lang(), p)).unwrap_or_default()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SendingPage)> {
        let day = samples::day;
        let line = |name: &str, import: &str, state| SentLine {
            name: name.to_owned(),
            import: Some(import.to_owned()),
            format: Some("Historique de consommation Fluvius".to_owned()),
            buildings: vec![samples::building()],
            readings: 35_040,
            period: Some(Period { from: day(2025, 1, 1), to: day(2026, 1, 1) }),
            state,
        };
        let refused = |name: &str, import: Option<&str>, why| SentLine {
            import: import.map(str::to_owned),
            format: None,
            buildings: Vec::new(),
            readings: 0,
            period: None,
            ..line(name, "", SentState::Refused { why })
        };
        let open = Open {
            to_correct: 3,
            new_meters: 1,
            doubts: vec![Code::CarrierAssumed, Code::EanCheckDigit],
            ..Open::default()
        };
        let page = Finding::new(Code::NotMeterData).with("looks_like", "html");
        let mixed = SendingPage {
            shell: samples::shell(urls::sending(&samples::organisation().code, "7")),
            organisation: samples::organisation(),
            sending: "7".to_owned(),
            files: vec![
                line("2025.zip/electricite.csv", "21", SentState::Waits(Waiting::Word)),
                line("2025.zip/gaz.csv", "22", SentState::Waits(Waiting::Person(open))),
                SentLine {
                    format: Some("Facture (PDF)".to_owned()),
                    buildings: Vec::new(),
                    readings: 0,
                    period: None,
                    ..line("2025.zip/facture.pdf", "24", SentState::Waits(Waiting::Form))
                },
                line("2025.zip/eau.csv", "15", SentState::Already { on: day(2026, 1, 3) }),
                line("2025.zip/copie de gaz.csv", "22", SentState::Twin),
                refused("2025.zip/portail.html", Some("23"), page),
                refused("2025.zip/secret.csv", None, Finding::new(Code::ArchiveLocked)),
            ],
        };
        let mut done = mixed.clone();
        done.files.truncate(2);
        for file in &mut done.files {
            file.state = SentState::Confirmed { on: samples::today() };
        }
        vec![("mixed", mixed), ("done", done)]
    }
}
