//! The page behind the sheet beside a meter: one index, read on a phone, without an account.
//!
//! It says what the sheet says and nothing more. The last index does *not* stand here: whoever has found a sheet, or a picture
//! of one, could follow from far how much is used and when nobody is there. The day of the last reading does: it tells whoever
//! comes second that it is done, and nothing of what was used. For the same reason a doubt never names the index held; what it
//! says (less than before, so many times the usual) can be drawn out by asking again and again, which is why asking is
//! limited. No font and no script, under 15 kB: it works on a bad connection, and what was typed stands there again.
//!
//! Fields: `date`, one per counter as in [`super::reading_index`], `photo`, `envoi` (the token of this form), `prendre` (a
//! proposal: `index_total=1234.5`), `garder` (what exactly is kept all the same).

use askama::Template;
use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::readings::spot::Doubt;
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use super::reading_index::RegisterLine;
use super::samples;
use crate::forms::{FormData, LinkInput};
use crate::reading_sheet::SheetMeter;
use crate::shell::Shell;
use crate::{format, words};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_link.html")]
pub struct ReadingLinkPage {
    /// Language; nothing else of the frame is shown.
    pub shell: Shell,
    /// The secret, for its own address.
    pub secret: String,
    /// Which meter.
    pub meter: SheetMeter,
    /// Its counters.
    pub registers: Vec<RegisterLine>,
    /// Values and problems.
    pub form: FormData,
    /// What is surprising, by field.
    pub doubts: Vec<(String, Doubt)>,
    /// What exactly may be kept all the same.
    pub insists: Option<String>,
    /// Of this form.
    pub token: String,
    /// A picture came with the form before and is kept for it.
    pub photo_kept: bool,
    /// Too much was sent of late; nothing of it was kept.
    pub busy: bool,
    /// The day of the page.
    pub on: Day,
}

html!(ReadingLinkPage);

/// A counter as it is asked.
struct LinkField {
    id: String,
    name: String,
    label: String,
    unit: &'static str,
    value: String,
    error: Option<String>,
    /// Words, and the proposal: what its button sends and says.
    doubts: Vec<(String, Option<(String, String)>)>,
}

impl ReadingLinkPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("link-title").with("meter", &self.meter.name).to_string()
    }

    fn what(&self) -> String {
        self.meter.what(self.lang())
    }

    fn last(&self) -> String {
        match self.registers.iter().filter_map(|line| Some(line.last?.1)).max() {
            Some(day) => {
                self.shell.t("link-last").with("day", format::day_long(self.lang(), day)).to_string()
            }
            None => self.shell.t("link-first").to_string(),
        }
    }

    fn asks(&self) -> bool {
        !self.doubts.is_empty()
    }

    fn problem(&self, name: &str) -> Option<String> {
        self.form.problem(name).map(|problem| problem.sentence(self.lang()))
    }

    /// As a field of a day wants it, where it was understood.
    fn date(&self) -> String {
        let typed = self.form.get("date");
        if typed.is_empty() && !self.form.failed() {
            return self.on.to_string();
        }
        format::typed::day(typed).map_or_else(|| typed.to_owned(), |day| day.to_string())
    }

    fn earliest(&self) -> String {
        LinkInput::earliest(self.on).to_string()
    }

    fn fields(&self) -> Vec<LinkField> {
        let field = |line: &RegisterLine| {
            let name = line.field();
            let doubts = self.doubts.iter().filter(|(of, _)| *of == name);
            LinkField {
                id: format!("f-{name}"),
                label: label(&self.shell, self.meter.carrier, line),
                unit: line.unit_shown(self.meter.carrier),
                value: self.form.get(&name).to_owned(),
                error: self.problem(&name),
                doubts: doubts.map(|(_, doubt)| self.doubt(&name, doubt)).collect(),
                name,
            }
        };
        self.registers.iter().map(field).collect()
    }

    fn doubt(&self, field: &str, doubt: &Doubt) -> (String, Option<(String, String)>) {
        let factor = doubt.finding.data.get("factor");
        let said = match (doubt.finding.code, factor) {
            (Code::IndexSameDay, _) => self.shell.t("link-doubt-same-day").to_string(),
            (Code::IndexTooLong, _) => {
                let digits = doubt.finding.data.get("digits").cloned().unwrap_or_default();
                self.shell.t("link-doubt-too-long").with("digits", digits).to_string()
            }
            (Code::IndexDecreases, _) => self.shell.t("link-doubt-less").to_string(),
            (_, Some(factor)) if factor.len() > 2 => self.shell.t("link-doubt-far-more").to_string(),
            (_, Some(factor)) => self.shell.t("link-doubt-more").with("factor", factor).to_string(),
            (_, None) => self.shell.t("link-doubt-other").to_string(),
        };
        let proposal = doubt.proposal.map(|value| {
            let words = self.shell.t("link-take").with("value", format::decimal(value)).to_string();
            (format!("{field}={}", value.normalize()), words)
        });
        (said, proposal)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingLinkPage)> {
        let line = |register, unit, last| RegisterLine {
            kind: Kind::Index,
            register,
            direction: Direction::Offtake,
            unit,
            last,
            bounds: None,
            digits: None,
        };
        let last = Some((dec!(48_102.5), samples::day(2025, 12, 2)));
        let secret = "h0rloge-du-grand-hall-h0rloge-du-grand-hall";
        let first = ReadingLinkPage {
            shell: Shell { demo: true, ..Shell::new(Lang::Fr, "") },
            secret: secret.to_owned(),
            meter: sample_meter(),
            registers: vec![line(Register::Total, Unit::M3, last)],
            form: FormData::new(),
            doubts: Vec::new(),
            insists: None,
            token: "cachet".to_owned(),
            photo_kept: false,
            busy: false,
            on: samples::today(),
        };
        let mut wrong = first.clone();
        wrong.shell.demo = false;
        wrong.form = FormData::from_pairs([("index_total", "douze"), ("date", "1/3/25")]);
        let _ = LinkInput::read(&mut wrong.form, &wrong.registers, wrong.on);
        let doubt = |code, factor: &str, proposal: Option<Decimal>| {
            let finding = Finding::new(code).with("factor", factor).with("digits", 5);
            ("index_total".to_owned(), Doubt { finding, proposal })
        };
        let mut comma = first.clone();
        comma.form = FormData::from_pairs([("index_total", "485604"), ("date", "2026-01-21")]);
        comma.doubts = vec![
            doubt(Code::Implausible, "12", Some(dec!(48_560.4))),
            doubt(Code::IndexSameDay, "1", None),
            doubt(Code::IndexTooLong, "1", None),
        ];
        comma.insists = Some("2026-01-21;index_total=485604".to_owned());
        comma.photo_kept = true;
        let mut less = comma.clone();
        less.doubts = vec![doubt(Code::IndexDecreases, "1", None)];
        less.doubts.push((
            "index_total".to_owned(),
            Doubt { finding: Finding::new(Code::Implausible), proposal: None },
        ));
        let mut two = first.clone();
        two.meter.carrier = Carrier::Electricity;
        two.registers = vec![
            line(Register::Day, Unit::KWh, None),
            line(Register::Night, Unit::KWh, None),
            RegisterLine { direction: Direction::Injection, ..line(Register::Total, Unit::KWh, None) },
        ];
        two.busy = true;
        let mut tank = first.clone();
        tank.meter.carrier = Carrier::HeatingOil;
        let bounds = Some((dec!(5), dec!(160)));
        tank.registers = vec![
            RegisterLine { kind: Kind::Level, bounds, ..line(Register::Total, Unit::Cm, None) },
            line(Register::Total, Unit::Litre, None),
        ];
        vec![
            ("first", first),
            ("wrong", wrong),
            ("comma", comma),
            ("less", less),
            ("two", two),
            ("tank", tank),
        ]
    }
}

/// *Index*, *Index injection, total*, *Jauge*, *Compteur d’heures du brûleur*.
pub(super) fn label(shell: &Shell, carrier: Carrier, line: &RegisterLine) -> String {
    let plain = line.register == Register::Total && line.direction == Direction::Offtake;
    let key = match line.kind {
        Kind::Level => "index-level",
        _ if carrier.is_delivered() => "index-burner",
        _ if plain => "index-value",
        _ => "index-value-of",
    };
    let lang = shell.body_lang();
    shell
        .t(key)
        .with("register", words::register(lang, line.register))
        .with("direction", words::direction(lang, line.direction))
        .to_string()
}

pub(super) fn sample_meter() -> SheetMeter {
    SheetMeter {
        name: "Chaufferie".to_owned(),
        carrier: Carrier::NaturalGas,
        serial: Some("G-40211".to_owned()),
        building: samples::building().name,
    }
}
