//! The parts of what is told of a sector, in order: one question each, its figures, its charts, its tables, how it is reckoned.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::path::UNTIL;
use eclaireur_models::portfolio::sector::view::{Over, Totals, Withheld};
use rust_decimal::Decimal;

use super::told::Told;
use super::words::{self, energy, euro, ratio, tonnes};
use super::{money, who};
use crate::format::{self, NBSP};
use crate::tables::Table;
use crate::text::Say;
use crate::words as names;

/// A figure of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) sentence: String,
}

/// A part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// Permanent, as in addresses behind the sign of a place.
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) says: Vec<String>,
    pub(crate) figures: Vec<Shown>,
    /// Names of charts.
    pub(crate) charts: Vec<&'static str>,
    pub(crate) tables: Vec<Table>,
    /// Behind *Comment est-ce calculé ?*
    pub(crate) how: Vec<String>,
}

#[expect(clippy::needless_pass_by_value, reason = "a sentence is made for its part and for nothing else")]
impl Part {
    pub(super) fn new(id: &'static str, title: Say<'_>) -> Part {
        Part { id, title: title.to_string(), ..Part::default() }
    }

    pub(super) fn says(mut self, said: Say<'_>) -> Part {
        self.says.push(said.to_string());
        self
    }

    pub(super) fn how(mut self, said: Say<'_>) -> Part {
        self.how.push(said.to_string());
        self
    }

    pub(super) fn figure(&mut self, name: Say<'_>, (value, unit): (String, String), sentence: Say<'_>) {
        let (name, sentence) = (name.to_string(), sentence.to_string());
        self.figures.push(Shown { name, value, unit, sentence });
    }
}

/// *kWh/m²*.
pub(super) const INTENSITY: &str = "kWh/m²";

impl Told {
    /// The whole in one sentence.
    pub(crate) fn answer(&self, lang: Lang) -> String {
        let view = &self.view;
        let (Some(totals), Some(year)) = (view.totals, view.year) else { return self.nothing(lang) };
        Say::new(lang, "sector-answer")
            .with("year", year)
            .count("organisations", totals.count.organisations)
            .with("energy", energy(totals.used))
            .with("intensity", intensity(&totals))
            .to_string()
    }

    /// Why there is nothing to tell.
    fn nothing(&self, lang: Lang) -> String {
        let view = &self.view;
        let count = view.matching.buildings;
        let say = match view.withheld {
            Some(Withheld::Few) => Say::new(lang, "sector-nothing-few"),
            Some(Withheld::Whole) if !self.is_by_own_list() => Say::new(lang, "sector-nothing-whole"),
            Some(Withheld::Whole) => Say::new(lang, "sector-nothing-own"),
            Some(_) if count == 0 => Say::new(lang, "sector-nothing-own"),
            _ if count == 0 && !self.filter.traits.is_empty() => Say::new(lang, "sector-nothing-matches"),
            _ if count == 0 => Say::new(lang, "sector-nobody"),
            Some(Withheld::Mixed) => Say::new(lang, "sector-nothing-mixed"),
            Some(Withheld::Unknown) | None => Say::new(lang, "sector-nothing-known"),
        };
        say.count("count", count).to_string()
    }

    /// The one thing to do, where something can be recovered.
    pub(crate) fn action(&self, lang: Lang) -> Option<String> {
        let over = self.view.recoverable.filter(|over| over.base > 0)?;
        let said = Say::new(lang, "sector-action")
            .with("kwh", energy(over.amount))
            .with("euro", euro(over.base))
            .count("count", over.count.buildings);
        Some(said.to_string())
    }

    /// Every part that has something to tell, in order.
    pub(crate) fn parts(&self, lang: Lang) -> Vec<Part> {
        let Some(totals) = &self.view.totals else {
            return [who::lists(self, lang, false), self.quality(lang), self.pressing(lang)]
                .into_iter()
                .flatten()
                .collect();
        };
        let parts = [
            Some(self.how_much(lang, totals)),
            self.changes(lang),
            money::cost(self, lang),
            who::places(self, lang),
            who::lists(self, lang, true),
            Some(money::mission(self, lang, totals)),
            self.aids(lang),
            self.obstacles(lang),
            self.quality(lang),
            self.pressing(lang),
        ];
        parts.into_iter().flatten().collect()
    }

    fn how_much(&self, lang: Lang, totals: &Totals) -> Part {
        let view = &self.view;
        let count = totals.count;
        let mut part = Part::new("combien", Say::new(lang, "sector-how-much"));
        let (number, unit) = words::energy_parts(totals.used);
        let normal = Say::new(lang, "sector-total-says").with("normal", energy(totals.normal));
        part.figure(Say::new(lang, "sector-total"), (number, unit.to_owned()), normal);
        part.figure(
            Say::new(lang, "sector-intensity"),
            (intensity(totals), INTENSITY.to_owned()),
            Say::new(lang, "sector-intensity-says").with("area", area(totals.area)),
        );
        if let Some(spread) = view.spread {
            part.figure(
                Say::new(lang, "sector-median"),
                (format::whole(spread.median), INTENSITY.to_owned()),
                Say::new(lang, "sector-median-says")
                    .with("lower", format::whole(spread.lower))
                    .with("upper", format::whole(spread.upper)),
            );
        }
        part.figure(
            Say::new(lang, "sector-emissions"),
            (format::number(Decimal::from(totals.co2) / Decimal::ONE_THOUSAND, 0), "t".to_owned()),
            Say::new(lang, "sector-emissions-says"),
        );
        part.figure(
            Say::new(lang, "sector-count"),
            (format::whole(count.organisations), Say::new(lang, "sector-count-unit").to_string()),
            Say::new(lang, "sector-count-says").count("count", count.buildings),
        );
        if self.filter.is_public() {
            part.figure(
                Say::new(lang, "sector-shown"),
                (percent(count.buildings, view.matching.buildings), String::new()),
                self.share_shown(lang),
            );
        } else {
            part = part.says(self.share_shown(lang));
        }
        part.how(
            Say::new(lang, "sector-how-intensity")
                .with("normal", format::whole(totals.normal))
                .with("area", format::whole(totals.area))
                .with("intensity", intensity(totals)),
        )
        .how(Say::new(lang, "sector-how-spread"))
        .how(Say::new(lang, "sector-how-once"))
        .how(Say::new(lang, "sector-how-withheld"))
    }

    /// Of those under its own words nobody is counted who is not shown.
    fn is_by_own_list(&self) -> bool {
        self.filter.traits.contains_key(&Dimension::Own)
    }

    /// *412 bâtiments sur 460 ; les autres : non montré…*
    fn share_shown(&self, lang: Lang) -> Say<'static> {
        let (shown, all) = (self.view.shown.buildings, self.view.matching.buildings);
        let said = match self.view.withheld {
            _ if self.is_by_own_list() => Say::new(lang, "sector-shown-own"),
            Some(Withheld::Whole) => Say::new(lang, "sector-shown-whole"),
            Some(withheld) => {
                Say::new(lang, "sector-shown-part").with("reason", words::reason(lang, withheld))
            }
            None => Say::new(lang, "sector-shown-all"),
        };
        said.count("shown", shown).count("all", all)
    }

    fn changes(&self, lang: Lang) -> Option<Part> {
        let path = self.view.path.as_ref()?;
        let ((first, before), (last, now)) = (path.years.first()?, path.years.last()?);
        let mut part = Part::new("evolution", Say::new(lang, "sector-changes"));
        let change =
            |of: fn(&Totals) -> i64| ratio(of(now) - of(before), of(before)).map(format::signed_percent);
        if let Some(normal) = change(|totals| totals.normal).filter(|_| first < last) {
            part = part.says(
                Say::new(lang, "sector-changed")
                    .with("first", first)
                    .with("last", last)
                    .with("change", normal)
                    .count("count", now.count.buildings),
            );
        }
        part.charts.push("fan");
        let aims = self.targets.as_ref();
        if let Some(target) = aims.map(|aims| &aims.intensity) {
            part = part.says(
                Say::new(lang, "sector-target")
                    .with("target", format::number(target.value, 0))
                    .with("by", target.by)
                    .with("now", intensity(now)),
            );
        }
        if let Some((aim, co2)) = aims.map(|aims| &aims.emissions).zip(change(|totals| totals.co2)) {
            part = part.says(
                Say::new(lang, "sector-region")
                    .with("aim", format::signed_percent(aim.value))
                    .with("by", aim.by)
                    .with("against", aim.against.map(|year| year.to_string()).unwrap_or_default())
                    .with("first", first)
                    .with("change", co2),
            );
        }
        part = part
            .how(Say::new(lang, "sector-how-perimeter"))
            .how(Say::new(lang, "sector-how-fan").with("until", UNTIL));
        for source in aims.into_iter().flat_map(|aims| &aims.source) {
            part = part.how(Say::new(lang, "sector-how-source").with("title", &source.title));
        }
        Some(part)
    }

    fn aids(&self, lang: Lang) -> Option<Part> {
        if self.view.aids.is_empty() {
            return None;
        }
        let mut part =
            Part::new("aides", Say::new(lang, "sector-aids")).says(Say::new(lang, "sector-steps-of-five"));
        part.tables.push(who::aids(self, lang));
        Some(part.how(Say::new(lang, "sector-how-aids")).how(Say::new(lang, "sector-how-steps")))
    }

    fn obstacles(&self, lang: Lang) -> Option<Part> {
        let obstacles = Some(&self.view.obstacles).filter(|all| !all.is_empty())?;
        let mut part = Part::new("obstacles", Say::new(lang, "sector-obstacles"))
            .says(Say::new(lang, "sector-steps-of-five"));
        part.tables.push(who::obstacles(lang, obstacles));
        Some(part.how(Say::new(lang, "sector-how-obstacles")).how(Say::new(lang, "sector-how-steps")))
    }

    fn quality(&self, lang: Lang) -> Option<Part> {
        let view = &self.view;
        if view.matching.buildings == 0 {
            return None;
        }
        let mut part = Part::new("qualite", Say::new(lang, "sector-quality")).says(self.share_shown(lang));
        let known: usize = view.quality.values().sum();
        for (quality, count) in &view.quality {
            part.figure(
                Say::new(lang, "sector-quality-of").with("quality", names::quality(lang, *quality)),
                (percent(*count, known), String::new()),
                Say::new(lang, "sector-quality-says").count("count", *count),
            );
        }
        Some(part.how(Say::new(lang, "sector-how-quality")))
    }

    fn pressing(&self, lang: Lang) -> Option<Part> {
        if self.pressing.is_empty() && self.not_named == 0 {
            return None;
        }
        let mut part = Part::new("pressants", Say::new(lang, "sector-pressing"));
        if self.not_named > 0 {
            part = part.says(Say::new(lang, "sector-not-named").count("count", self.not_named));
        }
        if !self.pressing.is_empty() {
            part.tables.push(who::pressing(lang, &self.pressing));
        }
        Some(part.how(Say::new(lang, "sector-how-pressing")))
    }
}

/// *142*, in kWh/m2, weighted by area.
pub(super) fn intensity(totals: &Totals) -> String {
    ratio(totals.normal, totals.area).map(|value| format::number(value, 0)).unwrap_or_default()
}

/// *123 456 m²*.
fn area(m2: i64) -> String {
    format!("{}{NBSP}m²", format::whole(m2))
}

/// *86 %*.
pub(super) fn percent(part: usize, of: usize) -> String {
    if of == 0 {
        return format!("0{NBSP}%");
    }
    format!("{}{NBSP}%", format::number(Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(of), 0))
}

/// The amount for each one of the base.
pub(super) fn each(over: Over) -> Option<Decimal> {
    ratio(over.amount, over.base)
}

/// *1 234 t*, for lines of the mission.
pub(super) fn co2(totals: &Totals) -> String {
    tonnes(totals.co2)
}
