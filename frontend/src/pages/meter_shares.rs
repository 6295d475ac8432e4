//! Whose a meter is: the keys until now, what they give each building, and the form of a new one.
//!
//! Fields: `from` (day; empty means for as long as known), `share_<building code>` and `share_others` in per cent;
//! `preview=1` shows what the key typed would give and keeps nothing. Read by [`crate::forms::SharesInput`].

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::{Decimal, dec};

use super::{samples, trail};
use crate::format;
use crate::forms::{Button, Field, Form, FormData, Group, SharesInput, share_field};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;
use crate::words;

/// A *clé de répartition* over some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Each building with its millionths.
    pub shares: Vec<(Named, u32)>,
}

/// What a building gets of the meter in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which year.
    pub year: i16,
    /// Which building; none for the whole meter.
    pub building: Option<Named>,
    /// With the keys that hold.
    pub now: Option<Energy>,
    /// With the key typed, when one is tried.
    pub then: Option<Energy>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/meter_shares.html")]
pub struct MeterSharesPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Where one came from.
    pub building: Named,
    /// Which meter: id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// Buildings of the organisation: code and name.
    pub buildings: Vec<Named>,
    /// The keys until now, oldest first.
    pub keys: Vec<Key>,
    /// What each building gets, year by year, the newest first.
    pub given: Vec<Given>,
    /// Whether the key in the form is being tried.
    pub tried: bool,
    /// Values and problems.
    pub form: FormData,
}

html!(MeterSharesPage);

/// A line of the table of what is given.
struct GivenRow {
    year: i16,
    building: String,
    whole: bool,
    now: String,
    then: String,
}

impl MeterSharesPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("shares-title").with("name", &self.meter.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        trail::of_meter(&self.shell, &self.organisation, &self.building, &self.meter, "shares-crumb")
    }

    fn meter_line(&self) -> String {
        format!("{} · {}", self.meter.name, words::carrier(self.lang(), self.carrier))
    }

    /// *Depuis le 01/07/2024 : Résidence 66,67 %, Annexe 33,33 %*, the newest first.
    fn keys(&self) -> Vec<String> {
        let one = |key: &Key| {
            let when = match (key.from, key.to) {
                (None, None) => "shares-key-always",
                (Some(_), None) => "shares-key-since",
                (None, Some(_)) => "shares-key-until",
                (Some(_), Some(_)) => "shares-key-between",
            };
            let others = 1_000_000 - key.shares.iter().map(|(_, m)| *m).sum::<u32>().min(1_000_000);
            let mut parts: Vec<String> =
                key.shares.iter().map(|(b, m)| format!("{} {}", b.name, percent(*m))).collect();
            if others > 0 {
                parts.push(format!("{} {}", self.shell.t("shares-others"), percent(others)));
            }
            self.shell
                .t(when)
                .with("from", key.from.map(format::day).unwrap_or_default())
                .with("to", key.to.map(|to| format::day(to.yesterday().unwrap_or(to))).unwrap_or_default())
                .with("shares", parts.join(", "))
                .to_string()
        };
        self.keys.iter().rev().map(one).collect()
    }

    fn unit(&self) -> String {
        let basis = self.given.iter().find_map(|g| g.now.or(g.then)).map_or(Basis::Net, Energy::basis);
        format::unit_of_kwh(self.carrier, basis)
    }

    fn rows(&self) -> Vec<GivenRow> {
        let none = self.shell.t("table-none").to_string();
        let energy = |e: Option<Energy>| e.map_or_else(|| none.clone(), format::energy_kwh);
        let row = |given: &Given| GivenRow {
            year: given.year,
            building: given
                .building
                .as_ref()
                .map_or_else(|| self.shell.t("shares-whole").to_string(), |b| b.name.clone()),
            whole: given.building.is_none(),
            now: energy(given.now),
            then: energy(given.then),
        };
        self.given.iter().map(row).collect()
    }

    fn files(&self) -> Files {
        let (building, meter) = (&self.building.code, &self.meter.code);
        let what = self.shell.t("table-shares").with("meter", &self.meter.name).to_string();
        Files::new(what, [urls::shares_csv(building, meter), urls::shares_xlsx(building, meter)], &[])
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let from = Field::date(lang, data, "from", shell.t("shares-from"))
            .hint(shell.t("shares-from-hint"))
            .optional(lang);
        let share = |code: &str, label: String| {
            Field::number(lang, data, code, label).unit("%").width("w-short").optional(lang)
        };
        let mut shares: Vec<Field> =
            self.buildings.iter().map(|b| share(&share_field(&b.code), b.name.clone())).collect();
        let others = share("share_others", shell.t("shares-others").to_string());
        shares.push(others.hint(shell.t("shares-others-hint")));
        let action = urls::meter_shares(&self.building.code, &self.meter.code);
        let try_it =
            Button { label: shell.t("shares-try").to_string(), action: None, pair: Some(("preview", "1")) };
        Form::new(shell, data, action, shell.t("shares-submit"))
            .group(Group::of(vec![from]))
            .group(Group::pair(shares).legend(shell.t("shares-shares")).intro(shell.t("shares-shares-intro")))
            .button(try_it)
            .cancel(urls::meter(&self.building.code, &self.meter.code))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MeterSharesPage)> {
        let (home, annex) = (samples::building(), Named::new("annexe", "Annexe du Parc"));
        let change = samples::day(2024, 7, 1);
        let energy = |kwh: Decimal| Some(Energy::new(kwh, Basis::Gross));
        let given = |year, building: Option<&Named>, kwh: Decimal| Given {
            year,
            building: building.cloned(),
            now: energy(kwh),
            then: None,
        };
        let kept = MeterSharesPage {
            shell: samples::shell(urls::meter_shares(&home.code, "1")),
            organisation: samples::organisation(),
            building: home.clone(),
            meter: Named::new("1", "Chaufferie"),
            carrier: Carrier::NaturalGas,
            buildings: vec![home.clone(), annex.clone(), Named::new("creche", "Crèche Les Petits Pas")],
            keys: vec![
                Key { from: None, to: Some(change), shares: vec![(home.clone(), 1_000_000)] },
                Key {
                    from: Some(change),
                    to: None,
                    shares: vec![(home.clone(), 666_667), (annex.clone(), 300_000)],
                },
            ],
            given: vec![
                given(2025, None, dec!(367_700)),
                given(2025, Some(&home), dec!(245_133.456)),
                given(2025, Some(&annex), dec!(110_310)),
            ],
            tried: false,
            form: FormData::new(),
        };
        let mut tried = MeterSharesPage { tried: true, ..kept.clone() };
        for (given, kwh) in tried.given.iter_mut().zip([dec!(367_700), dec!(183_850), dec!(183_850)]) {
            given.then = energy(kwh);
        }
        tried.form = FormData::from_pairs([
            ("from", "1/1/25"),
            ("share_residence-du-parc", "50"),
            ("share_annexe", "50"),
        ]);
        let mut wrong = kept.clone();
        wrong.form = FormData::from_pairs([("share_residence-du-parc", "50"), ("share_annexe", "40")]);
        let codes: Vec<String> = wrong.buildings.iter().map(|b| b.code.clone()).collect();
        let _ = SharesInput::read(&mut wrong.form, &codes);
        let new = MeterSharesPage { keys: kept.keys[..1].to_vec(), given: Vec::new(), ..kept.clone() };
        vec![("kept", kept), ("tried", tried), ("wrong", wrong), ("new", new)]
    }
}

/// *66,6667 %*
fn percent(millionths: u32) -> String {
    let percent = Decimal::new(i64::from(millionths), 4).normalize();
    format!("{}{}%", format::decimal(percent), format::NBSP)
}
