//! The audit worked out, in words: names of measures and packages, what is not known and who settles it, amounts with their marks.
//!
//! Pages, report and workbook print from here (I10). Does *not* compute: `eclaireur_models::audit::worked` does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use eclaireur_models::audit::worked::{Bundle, Looked, Stored, Worked};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::schemes::{SchemeKind, SchemeStatus};
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::{Answer, Explained, Measure, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::package::HYPOTHESES;
use eclaireur_models::measures::{CapTold, Limit, Refusal};
use eclaireur_models::units::Basis;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::text::Say;
use crate::{figures, packages};

/// An audit worked out, with the official names of what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The figures.
    pub worked: Worked,
    /// Official names, by code.
    pub names: BTreeMap<String, String>,
    /// Official names of schemes that give, by code.
    pub schemes: BTreeMap<String, String>,
}

/// Official names of the schemes that give, by code.
pub fn givers(catalog: &Catalog, lang: Lang) -> BTreeMap<String, String> {
    let given = catalog.schemes().iter().filter(|s| {
        s.kind == SchemeKind::Grant && matches!(s.status, SchemeStatus::Open | SchemeStatus::Announced)
    });
    given.map(|scheme| (scheme.code.clone(), scheme.name.get(lang).to_owned())).collect()
}

impl Told {
    /// With the names of the catalogue.
    pub fn new(worked: Worked, catalog: &Catalog, lang: Lang) -> Told {
        let names = catalog.measures().iter();
        let names = names.map(|card| (card.code.clone(), card.name.get(lang).to_owned())).collect();
        Told { worked, names, schemes: givers(catalog, lang) }
    }

    /// *Isolation de la toiture plate*; with its number where there are two of a kind.
    pub fn name(&self, key: &str) -> String {
        let (code, number) = key.split_once('/').map_or((key, None), |(code, n)| (code, Some(n)));
        let name = self.names.get(code).cloned().unwrap_or_else(|| code.to_owned());
        number.map_or_else(|| name.clone(), |number| format!("{name} ({number})"))
    }

    /// Packages with something in them.
    pub fn shown(&self) -> Vec<&Bundle> {
        self.worked.bundles.iter().filter(|bundle| !bundle.bars.is_empty()).collect()
    }

    /// The package with this code.
    pub fn package(&self, code: &str) -> Option<&Bundle> {
        self.shown().into_iter().find(|bundle| bundle.code == code)
    }

    /// A measure by its key.
    fn of_key(&self, key: &str) -> Option<&Looked> {
        self.worked.of_key(key)
    }

    /// Names of keys, one after the other.
    pub fn list(&self, keys: &[String]) -> String {
        keys.iter().map(|key| self.name(key)).collect::<Vec<_>>().join(" ; ")
    }
}

/// What people call a package.
pub fn bundle(lang: Lang, bundle: &Bundle) -> String {
    match (&bundle.name, bundle.kind.variant()) {
        (Some(name), _) => name.clone(),
        (None, Some(kind)) => packages::variant(lang, kind),
        (None, None) => Say::new(lang, "worked-own").to_string(),
    }
}

/// By which rule it was found.
pub fn why(lang: Lang, bundle: &Bundle) -> String {
    match bundle.kind.variant() {
        Some(kind) if bundle.reached => packages::variant_why(lang, kind),
        Some(kind) => {
            format!("{} {}", packages::variant_why(lang, kind), Say::new(lang, "worked-not-reached"))
        }
        None => Say::new(lang, "worked-own-why").to_string(),
    }
}

/// *12 400 €*.
pub fn euro(value: Decimal) -> String {
    format!("{}{NBSP}€", format::number(value, 0))
}

/// *12 400 kWh*, on PCI.
pub fn kwh(value: Decimal) -> String {
    format!("{}{NBSP}kWh", format::number(value, 0))
}

/// The amount, or that nobody knows it.
pub fn maybe_euro(lang: Lang, value: Option<Decimal>) -> String {
    value.map_or_else(|| Say::new(lang, "worked-unknown").to_string(), euro)
}

/// *à confirmer*, behind what is likely; nothing behind what is certain.
pub fn marked(lang: Lang, text: String, certainty: Certainty) -> String {
    match figures::certainty(lang, certainty) {
        Some(mark) => format!("{text} ({mark})"),
        None => text,
    }
}

/// What a measure costs: amount or range, with its mark, or who can settle it.
pub fn cost(lang: Lang, looked: &Looked) -> String {
    if let Some((low, high)) = looked.cost_range.filter(|(low, high)| low != high) {
        let range = format!("{}{NBSP}–{NBSP}{}", format::number(low, 0), euro(high));
        return marked(lang, range, looked.cost_certainty);
    }
    match (looked.cost, &looked.cost_settled_by) {
        (Some(cost), _) => marked(lang, euro(cost), looked.cost_certainty),
        (None, Some(who)) => {
            let who = Say::owned(lang, format!("measure-settled-{who}")).to_string();
            Say::new(lang, "worked-cost-unknown").with("who", who).to_string()
        }
        (None, None) => Say::new(lang, "worked-unknown").to_string(),
    }
}

/// *8,4 ans*.
pub fn years(lang: Lang, years: Option<Decimal>) -> String {
    match years {
        Some(years) => format!("{}{NBSP}{}", format::number(years, 1), Say::new(lang, "worked-years")),
        None => Say::new(lang, "worked-unknown").to_string(),
    }
}

/// *Calculé 980 000 kWh, mesuré 182 000, compté 182 000 kWh*.
pub fn cap(lang: Lang, cap: &CapTold) -> String {
    Say::new(lang, "worked-cap")
        .with("calculated", kwh(cap.calculated))
        .with("measured", kwh(cap.measured))
        .with("kept", kwh(cap.kept))
        .to_string()
}

/// Why a measure cannot be put in place, with the input it is about.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let words = Say::owned(lang, format!("measure-refusal-{}", refusal.code)).to_string();
    let input = refusal.input.as_deref().filter(|code| is_input(code));
    let input = input.map(|code| Say::owned(lang, format!("input-measure-{code}")).to_string());
    let bounds = refusal.bounds.map(|(low, high)| {
        let (low, high) = (format::decimal(low), format::decimal(high));
        Say::new(lang, "worked-bounds").with("low", low).with("high", high).to_string()
    });
    let said = input.map_or_else(|| words.clone(), |input| format!("{input} : {words}"));
    bounds.map_or_else(|| said.clone(), |bounds| format!("{said} {bounds}"))
}

fn is_input(code: &str) -> bool {
    eclaireur_models::catalog::MEASURE_INPUTS.iter().any(|(input, _)| *input == code)
}

/// Whether it is put aside: it cannot be put in place, or its heat pump is not hot enough for the emitters.
pub fn put_aside(looked: &Looked) -> bool {
    !looked.refusals.is_empty() || looked.limits.iter().any(|code| code == Limit::EMITTERS)
}

/// Everything that is to be said of a measure: caps, limits, refusals.
pub fn said(lang: Lang, looked: &Looked) -> Vec<String> {
    let refused = looked.refusals.iter().map(|why| refusal(lang, why));
    let capped = looked.caps.iter().map(|of| cap(lang, of));
    let limits = looked.limits.iter().filter(|code| *code != "measured");
    let limits = limits.map(|code| Say::owned(lang, format!("measure-limit-{code}")).to_string());
    let machine = machine(lang, looked.sized_kw, looked.supply_c);
    let battery = looked.stored.as_ref().map(|of| stored(lang, of));
    let notes = looked.notes.iter().map(|code| Say::owned(lang, code.clone()).to_string());
    refused.chain(capped).chain(limits).chain(machine).chain(battery).chain(notes).collect()
}

/// How powerful a machine has to be for the heat that is left, and how hot it has to feed the emitters.
fn machine(lang: Lang, sized_kw: Option<Decimal>, supply_c: Option<(Decimal, Decimal)>) -> Vec<String> {
    let power = sized_kw.map(|kw| format!("{}{NBSP}kW", format::number(kw, 0)));
    let power = power.map(|power| Say::new(lang, "worked-sized").with("power", power).to_string());
    let supply = supply_c.map(|(needed, hottest)| {
        let of = |c: Decimal| format!("{}{NBSP}°C", format::number(c, 0));
        Say::new(lang, "worked-supply").with("needed", of(needed)).with("hottest", of(hottest)).to_string()
    });
    power.into_iter().chain(supply).collect()
}

/// What a battery changes, beside the same year without it.
fn stored(lang: Lang, of: &Stored) -> String {
    Say::new(lang, "worked-stored")
        .with("with", kwh(of.used_with))
        .with("without", kwh(of.used_without))
        .with("injected", kwh(of.injected_with))
        .with("lost", kwh(of.lost))
        .to_string()
}

/// The saving of a measure as a figure that explains itself; nothing where it was refused or saves no energy.
pub fn explained(looked: &Looked) -> Option<Explained> {
    if !looked.refusals.is_empty() {
        return None;
    }
    let value = Value {
        value: looked.kwh,
        range: None,
        unit: Measure::Kwh,
        basis: Some(Basis::Net),
        quality: looked.quality,
        certainty: looked.certainty,
        formula: Cow::Owned(looked.formula.clone()),
        inputs: looked.inputs.clone(),
        sources: looked.sources.clone(),
    };
    Some(Explained {
        indicator: Cow::Borrowed(eclaireur_models::measures::SAVING),
        of: None,
        period: None,
        answer: Answer::Known(value),
    })
}

/// What a package lacks or supposes, in words.
pub fn caveats(told: &Told, lang: Lang, bundle: &Bundle) -> Vec<String> {
    let mut all: Vec<String> =
        bundle.lacks.iter().map(|code| packages::word(lang, "package-lack", code)).collect();
    if !bundle.cost_unknown.is_empty() {
        let names = told.list(&bundle.cost_unknown);
        all.push(Say::new(lang, "worked-cost-unknown-of").with("names", names).to_string());
    }
    for objection in &bundle.objections {
        all.push(packages::word(lang, "package-objection", objection.code()));
    }
    for code in HYPOTHESES.iter().copied() {
        let of: Vec<String> =
            bundle.supposed.iter().filter(|(_, c)| c == code).map(|(key, _)| key.clone()).collect();
        if !of.is_empty() {
            all.push(format!("{} ({})", packages::word(lang, "package-hypothesis", code), told.list(&of)));
        }
    }
    for bar in &bundle.bars {
        for limit in bar.limits.iter().filter(|code| *code != "measured") {
            let words = Say::owned(lang, format!("measure-limit-{limit}")).to_string();
            all.push(format!("{} : {words}", told.name(&bar.key)));
        }
        all.extend(bar.caps.iter().map(|of| format!("{} : {}", told.name(&bar.key), cap(lang, of))));
        let machine = machine(lang, bar.sized_kw, bar.supply_c);
        all.extend(machine.iter().map(|words| format!("{} : {words}", told.name(&bar.key))));
        let notes = told.of_key(&bar.key).into_iter().flat_map(|one| &one.notes);
        all.extend(notes.map(|code| Say::owned(lang, code.clone()).to_string()));
    }
    all
}

/// *3 % par an*, for what is supposed.
pub fn percent(share: Decimal) -> String {
    format::percent(share)
}
