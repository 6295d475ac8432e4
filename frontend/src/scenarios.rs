//! Scenarios in words: the answer in one sentence, its figures by activity, what is supposed, what lacks.
//!
//! The words are in `locales/*/scenarios.ftl`. A figure that nobody told is said to be untold, never zero. Does *not* reckon:
//! `eclaireur_models::financing::scenario` does.

use eclaireur_models::catalog::schemes::{Scheme, Shape};
use eclaireur_models::catalog::{AssumedWork, Change, Scenario};
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::scenario::{
    Answers, FEW_IN_ALL, Group, HELD_BACK, HYPOTHESES, LACKS, Outcome, Range, SHARE_NOT_TOLD, TERMS_NOT_TOLD,
};
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::disclosure::FEWEST_ORGANISATIONS;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::schemes;
use crate::shell::Named;
use crate::text::Say;

/// Every key this module may ask for by code.
pub fn keys() -> Vec<String> {
    let lacks = LACKS.iter().map(|code| format!("scenario-lack-{code}"));
    lacks.chain(HYPOTHESES.iter().map(|code| format!("scenario-hypothesis-{code}"))).collect()
}

/// A scenario, what it came to, and the names it is told with.
#[derive(Debug, Clone)]
pub struct Told {
    /// The scenario.
    pub scenario: Scenario,
    /// The demanded scheme, for its terms.
    pub scheme: Option<Scheme>,
    /// What it came to.
    pub outcome: Outcome,
    /// Activities by code.
    pub activities: Vec<Named>,
}

/// What the demand gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gives {
    Grant,
    Loan,
    /// Money that comes back out of savings; nobody told who keeps which part.
    ThirdParty,
    /// Nobody told how much.
    Untold,
    /// Nothing: it binds.
    Norm,
}

/// A figure with two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Works,
    Members,
    Region,
    Capital,
    Kwh,
    Co2,
    Above,
}

impl Amount {
    pub(crate) fn name(self, lang: Lang) -> String {
        let say = match self {
            Amount::Works => Say::new(lang, "scenario-col-works"),
            Amount::Members => Say::new(lang, "scenario-col-members"),
            Amount::Region => Say::new(lang, "scenario-col-region"),
            Amount::Capital => Say::new(lang, "scenario-col-capital"),
            Amount::Kwh => Say::new(lang, "scenario-col-kwh"),
            Amount::Co2 => Say::new(lang, "scenario-col-co2"),
            Amount::Above => Say::new(lang, "scenario-col-above"),
        };
        say.to_string()
    }

    pub(crate) const fn unit(self) -> &'static str {
        match self {
            Amount::Works | Amount::Members | Amount::Region | Amount::Capital => "€",
            Amount::Kwh | Amount::Above => "kWh/an",
            Amount::Co2 => "t/an",
        }
    }

    const fn decimals(self) -> u32 {
        match self {
            Amount::Co2 => 1,
            _ => 0,
        }
    }
}

/// An assumed number in words, and where it stands written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// What is supposed.
    pub says: String,
    /// Title of the document, and where to read it.
    pub source: Option<(String, Option<String>)>,
}

/// *111 000 – 261 000*; once where both ends are written the same; what nobody told in words.
pub(crate) fn cell(lang: Lang, amount: Amount, group: &Group) -> String {
    let Some((low, high)) = ends(amount, group) else {
        return Say::new(lang, "scenario-not-told").to_string();
    };
    let [low, high] = [low, high].map(|end| format::number(end, amount.decimals()));
    if low == high { high } else { format!("{low}{NBSP}–{NBSP}{high}") }
}

/// The two ends of a figure; none where nobody told it.
pub(crate) fn ends(amount: Amount, group: &Group) -> Option<(Decimal, Decimal)> {
    let of = |range: Range| (range.low.0, range.high.0);
    match amount {
        Amount::Works => group.works.map(of),
        Amount::Members => group.members.map(of),
        Amount::Region => group.region.map(of),
        Amount::Capital => Some(of(group.capital)),
        Amount::Kwh => group.saved_kwh.map(of),
        Amount::Co2 => group
            .saved_co2_kg
            .map(of)
            .map(|(low, high)| (low / Decimal::ONE_THOUSAND, high / Decimal::ONE_THOUSAND)),
        Amount::Above => group.above_kwh.map(|above| (above.0, above.0)),
    }
}

impl Told {
    /// The question.
    pub fn question(&self, lang: Lang) -> &str {
        self.scenario.name.get(lang)
    }

    fn gives(&self) -> Gives {
        let lacks = |code| self.outcome.lacks.contains(&code);
        let shape = self.scheme.as_ref().and_then(|scheme| scheme.amounts.first()).map(|a| &a.shape);
        match (&self.scenario.change, shape) {
            (Change::Norm { .. }, _) => Gives::Norm,
            _ if lacks(TERMS_NOT_TOLD) => Gives::Untold,
            _ if lacks(SHARE_NOT_TOLD) => Gives::ThirdParty,
            (_, Some(Shape::Loan { .. })) => Gives::Loan,
            _ => Gives::Grant,
        }
    }

    /// Whether it binds instead of giving.
    pub(crate) fn is_norm(&self) -> bool {
        self.gives() == Gives::Norm
    }

    /// The figures it is told in.
    pub(crate) fn amounts(&self) -> Vec<Amount> {
        let mut all = Vec::new();
        let mut add = |wanted: bool, amounts: &[Amount]| {
            if wanted {
                all.extend_from_slice(amounts);
            }
        };
        add(true, &[Amount::Works]);
        add(!self.is_norm(), &[Amount::Members, Amount::Region]);
        add(matches!(self.gives(), Gives::Loan | Gives::ThirdParty), &[Amount::Capital]);
        add(true, &[Amount::Kwh, Amount::Co2]);
        add(self.outcome.total.above_kwh.is_some(), &[Amount::Above]);
        all
    }

    /// The name of an activity.
    pub(crate) fn activity(&self, lang: Lang, group: &Group) -> String {
        let Some(code) = group.activity.as_deref() else {
            return Say::new(lang, "scenario-no-activity").to_string();
        };
        let named = self.activities.iter().find(|a| a.code == code);
        named.map_or(code, |named| named.name.as_str()).to_owned()
    }

    /// What it comes to, in one sentence.
    pub fn answer(&self, lang: Lang) -> String {
        let of = &self.outcome.total;
        if of.buildings == 0 {
            return Say::new(lang, "scenario-answer-empty").to_string();
        }
        if self.outcome.withheld() {
            return self.lack(lang, FEW_IN_ALL);
        }
        if self.is_norm() {
            return self.norm_answer(lang);
        }
        let most = of.reached + of.perhaps;
        if most == 0 {
            return Say::new(lang, "scenario-answer-nobody").count("count", of.buildings).to_string();
        }
        let buildings = buildings(lang, of.reached, most);
        let gives = self.gives();
        if gives == Gives::Untold {
            return Say::new(lang, "scenario-answer-untold").with("buildings", buildings).to_string();
        }
        let counted = if gives == Gives::ThirdParty { of.capital } else { of.members.unwrap_or_default() };
        if counted.high.0.is_zero() {
            return Say::new(lang, "scenario-answer-uncounted").with("buildings", buildings).to_string();
        }
        let say = match gives {
            Gives::Loan => Say::new(lang, "scenario-answer-loan"),
            Gives::ThirdParty => Say::new(lang, "scenario-answer-third-party"),
            Gives::Grant | Gives::Untold | Gives::Norm => Say::new(lang, "scenario-answer-grant"),
        };
        say.with("euro", between(lang, counted)).with("buildings", buildings).to_string()
    }

    fn norm_answer(&self, lang: Lang) -> String {
        let of = &self.outcome.total;
        let Answers { yes, unknown, no } = of.after;
        let works = of.works.unwrap_or_default();
        let said = match () {
            () if no == of.buildings => {
                Say::new(lang, "scenario-answer-norm-nobody").count("of", of.buildings)
            }
            () if unknown == of.buildings => {
                Say::new(lang, "scenario-answer-norm-unknown").count("of", of.buildings)
            }
            () if works.high.0.is_zero() => Say::new(lang, "scenario-answer-norm").count("of", of.buildings),
            () => Say::new(lang, "scenario-answer-norm-works")
                .count("of", of.buildings)
                .with("euro", between(lang, works)),
        };
        said.count("yes", yes).count("unknown", unknown).to_string()
    }

    /// What could not be reckoned, in sentences.
    pub fn lacks(&self, lang: Lang) -> Vec<String> {
        let of = &self.outcome.total;
        let once = |code: &&&str| **code != HELD_BACK || !self.outcome.withheld();
        let lacks = self.outcome.lacks.iter().filter(once);
        let mut lines: Vec<String> = lacks.map(|code| self.lack(lang, code)).collect();
        if of.without_area > 0 {
            lines.push(Say::new(lang, "scenario-without-area").count("count", of.without_area).to_string());
        }
        if of.without_co2 > 0 && of.saved_kwh.is_some() {
            lines.push(Say::new(lang, "scenario-without-co2").count("count", of.without_co2).to_string());
        }
        lines
    }

    /// Why something lacks. Enough members of whom nothing is shown yet are not too few.
    fn lack(&self, lang: Lang, code: &str) -> String {
        if code == FEW_IN_ALL && self.outcome.lacks.contains(&HELD_BACK) {
            return Say::new(lang, "scenario-lack-all-held-back").to_string();
        }
        if code == FEW_IN_ALL && self.outcome.total.organisations >= FEWEST_ORGANISATIONS {
            return Say::new(lang, "scenario-lack-not-shown-yet").to_string();
        }
        Say::owned(lang, format!("scenario-lack-{code}")).to_string()
    }

    /// How the two ends are meant, and how far the figures go.
    pub fn bounds(&self, lang: Lang) -> Vec<String> {
        let count = self.outcome.total.buildings;
        let mut lines = vec![
            Say::new(lang, "scenario-low-high").to_string(),
            Say::new(lang, "scenario-not-extrapolated").count("count", count).to_string(),
        ];
        if self.gives() == Gives::Loan {
            lines.push(Say::new(lang, "scenario-whole-term").to_string());
        }
        lines
    }

    /// What is supposed without a number.
    pub fn hypotheses(&self, lang: Lang) -> Vec<String> {
        let words = |code: &&str| Say::owned(lang, format!("scenario-hypothesis-{code}")).to_string();
        self.outcome.hypotheses.iter().map(words).collect()
    }

    /// Every assumed number of the file, with its source; then the terms of the demand.
    pub fn assumed(&self, lang: Lang) -> Vec<Assumed> {
        let mut all: Vec<Assumed> = self.scenario.works.iter().map(|work| self.work(lang, work)).collect();
        let percent = format::percent;
        match &self.scenario.change {
            Change::Aid { market_rate: Some(rate), market_rate_source, .. } => {
                let says = Say::new(lang, "scenario-assumed-market-rate").with("rate", percent(*rate));
                let source = market_rate_source.as_deref().and_then(|id| self.source(id));
                all.push(Assumed { says: says.to_string(), source });
            }
            Change::Norm { worst_share: Some(share), worst_share_source, .. } => {
                let says = Say::new(lang, "scenario-assumed-worst-share").with("share", percent(*share));
                let source = worst_share_source.as_deref().and_then(|id| self.source(id));
                all.push(Assumed { says: says.to_string(), source });
            }
            Change::Aid { .. } | Change::Norm { .. } => {}
        }
        all.extend(self.terms(lang));
        all
    }

    /// Title of a source of the file, and where to read it.
    fn source(&self, id: &str) -> Option<(String, Option<String>)> {
        let source = self.scenario.sources.iter().find(|source| source.id == id);
        source.map(|source| (source.title.clone(), source.link.clone()))
    }

    fn work(&self, lang: Lang, work: &AssumedWork) -> Assumed {
        let unit = work.unit.replace("m2", "m²");
        let range = |low: Decimal, high: Decimal, one: fn(Decimal) -> String| {
            let [low, high] = [one(low), one(high)];
            if low == high { high } else { format!("{low}{NBSP}–{NBSP}{high}") }
        };
        let says = Say::new(lang, "scenario-assumed-work")
            .with("work", schemes::words(lang, "work", &work.measure))
            .with("quantity", format::decimal(work.per_m2))
            .with("cost", range(work.cost.0, work.cost.1, format::decimal))
            .with("unit", unit)
            .with(
                "saving",
                work.saving.map_or_else(
                    || Say::new(lang, "scenario-not-told").to_string(),
                    |(low, high)| range(low, high, format::percent),
                ),
            );
        let own = work.per_m2_source.is_none() || (work.saving.is_some() && work.saving_source.is_none());
        let own = own.then(|| Say::new(lang, "scenario-assumed-own-numbers").to_string());
        let says: Vec<String> = core::iter::once(says.to_string()).chain(own).collect();
        Assumed { says: says.join(" "), source: self.source(&work.source) }
    }

    /// What the demand itself tells of a loan.
    fn terms(&self, lang: Lang) -> Option<Assumed> {
        let scheme = self.scheme.as_ref()?;
        let amount = scheme.amounts.first()?;
        let Shape::Loan { share, rate, years } = &amount.shape else { return None };
        let says = Say::new(lang, "scenario-assumed-terms")
            .with("share", format::percent(share.known()?))
            .with("rate", format::percent(rate.known()?))
            .with("years", format::decimal(years.known()?));
        let source = scheme.sources.iter().find(|source| source.id == amount.source);
        Some(Assumed {
            says: says.to_string(),
            source: source.map(|source| (source.title.clone(), source.link.clone())),
        })
    }

    /// Whether somebody has still to confirm what it stands on.
    pub(crate) fn to_confirm(&self) -> bool {
        self.outcome.certainty != Certainty::Certain
    }

    /// The whole for a terminal, line by line, the answer first.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = vec![self.question(lang).to_owned(), self.answer(lang)];
        let groups = self.outcome.groups.iter().map(|group| (self.activity(lang, group), group));
        let total = (Say::new(lang, "scenario-total").to_string(), &self.outcome.total);
        for (name, group) in groups.chain([total]) {
            let who = Say::new(lang, "scenario-line")
                .with("name", name)
                .count("organisations", group.organisations)
                .count("buildings", group.buildings)
                .with("before", answers(group.before))
                .with("after", answers(group.after));
            lines.push(who.to_string());
            let amount = |amount: Amount| {
                let unit = ends(amount, group).map_or("", |_| amount.unit());
                let said = Say::new(lang, "scenario-line-amount").with("what", amount.name(lang));
                said.with("value", cell(lang, amount, group)).with("unit", unit).to_string()
            };
            lines.extend(self.amounts().into_iter().map(|of| format!("    {}", amount(of).trim_end())));
        }
        lines.push(Say::new(lang, "scenario-assumed").to_string());
        for one in self.assumed(lang) {
            let source = one.source.map(|(title, _)| format!(" ({title})")).unwrap_or_default();
            lines.push(format!("    {}{source}", one.says));
        }
        lines.extend(self.hypotheses(lang).into_iter().map(|says| format!("    {says}")));
        lines.extend(self.lacks(lang));
        lines.extend(self.bounds(lang));
        lines
    }
}

/// *oui · à confirmer · non* as numbers.
pub(crate) fn answers(of: Answers) -> String {
    [of.yes, of.unknown, of.no].map(format::whole).join(&format!("{NBSP}·{NBSP}"))
}

/// *entre 0 € et 61 500 €*; once where both ends are the same.
fn between(lang: Lang, range: Range) -> String {
    let [low, high] = [range.low, range.high].map(|end| format!("{}{NBSP}€", format::number(end.0, 0)));
    if low == high {
        return high;
    }
    Say::new(lang, "scenario-between").with("low", low).with("high", high).to_string()
}

/// *3 bâtiments*, *5 bâtiments au plus*, *3 à 5 bâtiments*.
fn buildings(lang: Lang, sure: usize, most: usize) -> String {
    if sure == most {
        return Say::new(lang, "scenario-buildings").count("count", most).to_string();
    }
    if sure == 0 {
        return Say::new(lang, "scenario-buildings-at-most").count("count", most).to_string();
    }
    Say::new(lang, "scenario-buildings-up-to").count("sure", sure).count("most", most).to_string()
}
