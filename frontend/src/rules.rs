//! What a scheme asks and gives, in words made from its file: a rule that nobody has written a sentence for still speaks.
//!
//! Does *not* judge a case.

use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::catalog::schemes::{Amount, Ask, Condition, DATED, Figure, Rule, Shape, Term, Test};
use eclaireur_models::certain::Certainty;
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use crate::case_words as words;
use crate::format::{self, NBSP};
use crate::schemes;
use crate::shell::Named;
use crate::text::Say;

/// One line of a rule, so many steps inside the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleLine {
    pub(crate) depth: usize,
    pub(crate) text: String,
}

/// One line of what is given: for which works, how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountLine {
    pub(crate) works: String,
    pub(crate) given: String,
}

/// What a condition asks, line by line.
pub(crate) fn rule(lang: Lang, condition: &Condition, sectors: &[Named]) -> Vec<RuleLine> {
    let mut lines = Vec::new();
    Told { lang, sectors, lines: &mut lines }.tell(&condition.rule, 0);
    lines
}

/// Every fact that a rule asks for, each once.
pub(crate) fn facts(rule: &Rule) -> Vec<&'static str> {
    fn walk(rule: &Rule, found: &mut Vec<&'static str>) {
        match rule {
            Rule::Ask(ask) if !matches!(ask.test, Test::WithWork(_)) => {
                if !found.contains(&ask.fact) {
                    found.push(ask.fact);
                }
            }
            Rule::Ask(_) | Rule::Open => {}
            Rule::Any(rules) | Rule::All(rules) | Rule::None(rules) => {
                for rule in rules {
                    walk(rule, found);
                }
            }
            Rule::Unsure(inner, _) => walk(inner, found),
        }
    }
    let mut found = Vec::new();
    walk(rule, &mut found);
    found
}

struct Told<'a> {
    lang: Lang,
    sectors: &'a [Named],
    lines: &'a mut Vec<RuleLine>,
}

impl Told<'_> {
    fn say(&mut self, depth: usize, text: impl Into<String>) {
        self.lines.push(RuleLine { depth: depth.min(3), text: text.into() });
    }

    fn tell(&mut self, rule: &Rule, depth: usize) {
        let lang = self.lang;
        match rule {
            Rule::Ask(ask) => self.say(depth, asked(lang, ask, self.sectors)),
            Rule::Any(rules) => self.group(Say::new(lang, "rule-any"), rules, depth),
            Rule::All(rules) => self.group(Say::new(lang, "rule-all"), rules, depth),
            Rule::None(rules) => self.group(Say::new(lang, "rule-none"), rules, depth),
            Rule::Unsure(inner, who) => {
                self.tell(inner, depth);
                let who = schemes::words(lang, "settler", who);
                self.say(depth + 1, Say::new(lang, "rule-unsure").with("who", who));
            }
            Rule::Open => self.say(depth, Say::new(lang, "rule-open")),
        }
    }

    fn group(&mut self, head: Say<'static>, rules: &[Rule], depth: usize) {
        match rules {
            [one] => self.tell(one, depth),
            _ => {
                self.say(depth, head);
                for rule in rules {
                    self.tell(rule, depth + 1);
                }
            }
        }
    }
}

fn asked(lang: Lang, ask: &Ask, sectors: &[Named]) -> String {
    let say = |key: &'static str| Say::new(lang, key).with("fact", schemes::fact(lang, ask.fact));
    let terms = |terms: &[Term]| {
        let one = |term: &Term| match term {
            Term::Word(word) => words::word(lang, ask.fact, word, sectors),
            Term::YesNo(yes) => words::yes_no(lang, *yes),
        };
        terms.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let number = |value: &Decimal| words::number(lang, ask.fact, *value);
    let other = |code: &str| match code {
        DATED => Say::new(lang, "rule-dated").to_string(),
        fact => schemes::fact(lang, fact),
    };
    let said = match &ask.test {
        Test::Is(all) => say("rule-is").with("values", terms(all)),
        Test::IsNot(all) => say("rule-is-not").with("values", terms(all)),
        Test::AtLeast(bound) => say("rule-at-least").with("value", number(bound)),
        Test::AtMost(bound) => say("rule-at-most").with("value", number(bound)),
        Test::Above(bound) => say("rule-above").with("value", number(bound)),
        Test::Below(bound) => say("rule-below").with("value", number(bound)),
        Test::From(day) => say("rule-from").with("value", format::day(*day)),
        Test::Until(day) => say("rule-until").with("value", format::day(*day)),
        Test::NotBefore(code) => say("rule-not-before").with("value", other(code)),
        Test::NotAfter(code) => say("rule-not-after").with("value", other(code)),
        Test::WithinYears(years) => say("rule-within-years").count("years", *years),
        Test::WithWork(works) => Say::new(lang, "rule-with-work").with("values", measures(lang, works)),
    };
    said.to_string()
}

/// Works by their names.
pub(crate) fn measures(lang: Lang, codes: &[String]) -> String {
    codes.iter().map(|code| schemes::words(lang, "work", code)).collect::<Vec<_>>().join(", ")
}

/// What an amount gives, line by line. Where its rule is not known, no number is told.
pub(crate) fn amount(lang: Lang, amount: &Amount) -> Vec<AmountLine> {
    let works = if amount.measures.is_empty() {
        Say::new(lang, "given-any-work").to_string()
    } else {
        format::capitalised(&measures(lang, &amount.measures))
    };
    let one = |given: String| vec![AmountLine { works: works.clone(), given }];
    if amount.certainty == Certainty::Unknown {
        return one(Say::new(lang, "given-unknown").to_string());
    }
    let share = |figure: Figure| figure.known().map_or_else(|| unknown(lang), format::percent);
    let years = |figure: Figure| {
        figure.known().map_or_else(
            || unknown(lang),
            |years| format!("{}{NBSP}{}", format::decimal(years), words::unit(lang, "year")),
        )
    };
    let say = |key: &'static str| Say::new(lang, key);
    match &amount.shape {
        Shape::RateOfCost { rate } => one(say("given-rate").with("rate", share(*rate)).to_string()),
        Shape::PerUnit { table } => {
            let row = |row: &eclaireur_models::catalog::schemes::Row| {
                let base = each(lang, row.base, &row.unit);
                let given = match row.bio_based {
                    Some(bio) => say("given-unit-bio")
                        .with("base", base)
                        .with("bio", each(lang, bio, &row.unit))
                        .to_string(),
                    None => base,
                };
                let works = format::capitalised(&schemes::words(lang, "work", &row.work));
                AmountLine { works, given }
            };
            table.iter().map(row).collect()
        }
        Shape::Brackets { steps } => {
            let step = |step: &eclaireur_models::catalog::schemes::Step| {
                let each = each(lang, step.base, &step.unit);
                match step.up_to {
                    Some(bound) => say("given-up-to")
                        .with(
                            "bound",
                            format!("{}{NBSP}{}", format::decimal(bound), words::unit(lang, &step.unit)),
                        )
                        .with("each", each)
                        .to_string(),
                    None => say("given-beyond").with("each", each).to_string(),
                }
            };
            one(steps.iter().map(step).collect::<Vec<_>>().join(" ; "))
        }
        Shape::Loan { share: part, rate, years: over } => one(say("given-loan")
            .with("share", share(*part))
            .with("rate", share(*rate))
            .with("years", years(*over))
            .to_string()),
        Shape::ThirdParty { share: part, years: over } => {
            one(say("given-third-party").with("share", share(*part)).with("years", years(*over)).to_string())
        }
        Shape::ShareIssue { matching, dividend_cap } => one(say("given-shares")
            .with("matching", matching.map_or_else(|| unknown(lang), share))
            .with("cap", dividend_cap.map_or_else(|| unknown(lang), share))
            .to_string()),
        Shape::TaxRate { rate, normal } => {
            one(say("given-tax").with("rate", share(*rate)).with("normal", share(*normal)).to_string())
        }
    }
}

fn unknown(lang: Lang) -> String {
    Say::new(lang, "given-not-found").to_string()
}

fn each(lang: Lang, figure: Figure, unit: &str) -> String {
    figure.known().map_or_else(
        || unknown(lang),
        |value| format!("{}{NBSP}€/{}", format::decimal(value), words::unit(lang, unit)),
    )
}

/// The papers that prove the facts of a condition, each once.
pub(crate) fn proofs(lang: Lang, condition: &Condition) -> Vec<String> {
    let mut papers: Vec<String> = Vec::new();
    for fact in facts(&condition.rule) {
        let known = case_fact(fact).and_then(|fact| words::proof(lang, fact.code));
        papers.extend(known.filter(|paper| !papers.contains(paper)));
    }
    papers
}
