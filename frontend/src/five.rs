//! The five figures of a building, with one sentence each: what the bulletin shows, on its page and on paper alike.
//!
//! Energy, intensity, cost, CO2, and the way to 2040 or the drift; always these, so that what is not known says what lacks.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use eclaireur_models::indicators::{Explained, Measure};
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::text::Say;
use crate::{figures, told};

/// The one set of factors that decisions stand on; sets are never mixed.
pub(crate) const DECISIVE: &str = "co2-decision";

/// One of the five.
#[derive(Debug, Clone)]
pub(crate) struct Five<'a> {
    /// Code of its indicator, unique among the five.
    pub(crate) code: &'static str,
    /// What readers call it.
    pub(crate) name: String,
    /// The figure; nothing where nobody has made it.
    pub(crate) figure: Option<&'a Explained>,
    /// One sentence beside it, where it is known.
    pub(crate) sentence: Option<String>,
    /// Further figures that the sentence speaks of.
    pub(crate) beside: Vec<&'a Explained>,
}

/// The five.
pub(crate) fn five(lang: Lang, assessment: &Assessment) -> [Five<'_>; 5] {
    let plain = |code, name, sentence| plain(lang, assessment, code, name, sentence);
    [
        energy(lang, assessment),
        plain("intensity", "bulletin-intensity", intensity_sentence(lang, assessment)),
        plain("cost", "bulletin-cost", cost_sentence(lang, assessment)),
        co2(lang, assessment),
        way(lang, assessment),
    ]
}

fn plain<'a>(
    lang: Lang,
    assessment: &'a Assessment,
    code: &'static str,
    name: &'static str,
    sentence: Option<String>,
) -> Five<'a> {
    let figure = told::figure(assessment, code);
    let sentence = sentence.filter(|_| figure.is_some_and(|f| f.value().is_some()));
    Five { code, name: Say::new(lang, name).to_string(), figure, sentence, beside: Vec::new() }
}

fn energy(lang: Lang, assessment: &Assessment) -> Five<'_> {
    let normal = told::figure(assessment, "normalised-energy").filter(|f| f.value().is_some());
    let same_climate = told::change(lang, assessment, "normalised-energy");
    let sentence = match (same_climate, told::change(lang, assessment, "final-energy")) {
        (Some(change), _) => Some(Say::new(lang, "bulletin-energy-same-climate").with("change", change)),
        (None, Some(change)) => Some(Say::new(lang, "bulletin-energy-raw").with("change", change)),
        (None, None) => None,
    };
    let sentence = sentence.map(|s| format::capitalised(&s.to_string()));
    let before = normal.and_then(|f| told::same_before(assessment, f));
    let energy = plain(lang, assessment, "final-energy", "bulletin-energy", sentence);
    Five { beside: normal.into_iter().chain(before).collect(), ..energy }
}

/// By the one set of factors that decisions stand on, and the set is named.
fn co2(lang: Lang, assessment: &Assessment) -> Five<'_> {
    let decisive = told::every(assessment, "co2").find(|f| f.of.as_deref() == Some(DECISIVE));
    let figure = decisive.or_else(|| told::figure(assessment, "co2"));
    let set = figure.and_then(|f| figures::of_what(lang, f.of.as_deref()?));
    let change = figure.and_then(|f| told::change_of(lang, assessment, f));
    let sentence = match (change, set) {
        (Some(change), Some(set)) => {
            Some(Say::new(lang, "bulletin-co2-change-by").with("change", change).with("set", set).to_string())
        }
        (Some(change), None) => Some(format!("{change}.")),
        (None, Some(set)) => Some(Say::new(lang, "bulletin-co2-by").with("set", set).to_string()),
        (None, None) => None,
    };
    let sentence = sentence.filter(|_| figure.is_some_and(|f| f.value().is_some()));
    let name = Say::new(lang, "bulletin-co2").to_string();
    let sentence = sentence.map(|s| format::capitalised(&s));
    Five { code: "co2", name, figure, sentence, beside: Vec::new() }
}

/// The strip of all energy together, else the first that has a reference.
pub(crate) fn strip(assessment: &Assessment) -> Option<&BenchmarkStrip> {
    let strips = &assessment.series.benchmarks;
    let useful = |s: &&BenchmarkStrip| !s.references.is_empty();
    strips.iter().filter(useful).find(|s| s.of == "total").or_else(|| strips.iter().find(useful))
}

/// The reference that a sentence names: of this country where there is one.
pub(crate) fn first_reference(strip: &BenchmarkStrip) -> Option<&Reference> {
    strip.references.iter().find(|r| !r.foreign).or(strip.references.first())
}

/// *Repère : de 140 à 210 kWh/m² (Maisons de repos, 2010, 34 bâtiments).* Never better or worse: beside.
fn intensity_sentence(lang: Lang, assessment: &Assessment) -> Option<String> {
    let reference = first_reference(strip(assessment).filter(|s| s.of == "total")?)?;
    Some(Say::new(lang, "bulletin-beside").with("reference", beside(lang, reference)?).to_string())
}

/// *de 140 à 210 kWh/m², Maisons de repos (2010, 34 bâtiments)*
pub(crate) fn beside(lang: Lang, reference: &Reference) -> Option<String> {
    let say = |key: &'static str| Say::new(lang, key);
    let digits = |value: Decimal| figures::digits(Measure::KwhPerM2, value);
    let values = match (reference.lowest, reference.middle, reference.highest) {
        (Some(low), _, Some(high)) if low != high => {
            say("reference-between").with("low", digits(low)).with("high", digits(high)).to_string()
        }
        (_, Some(middle), _) => say("reference-about").with("value", digits(middle)).to_string(),
        _ => return None,
    };
    let year = reference.year.map(|year| year.to_string());
    let n = reference.n.map(|n| say("reference-n").count("count", n).to_string());
    let unsure = figures::certainty(lang, reference.certainty);
    let notes: Vec<String> = [year, n, unsure].into_iter().flatten().collect();
    let name = match reference.name.as_str() {
        "" => say("reference-members").to_string(),
        name => name.to_owned(),
    };
    let text = say("reference").with("values", values).with("name", name);
    Some(if notes.is_empty() { text.to_string() } else { format!("{text} ({})", notes.join(", ")) })
}

/// What price, use and weather did to the cost; where the weather is not known, it is in the use and said to be.
fn cost_sentence(lang: Lang, assessment: &Assessment) -> Option<String> {
    let part = |of: &str| {
        let figure = told::every(assessment, "cost-split").find(|f| f.of.as_deref() == Some(of))?;
        let euro = figure.value()?.value;
        let sign = if euro.is_sign_positive() && !euro.round().is_zero() { "+" } else { "" };
        Some(format!("{sign}{}{NBSP}€", format::number(euro, 0)))
    };
    let (Some(price), Some(volume), Some(year)) = (part("price"), part("volume"), assessment.year) else {
        // A change that stands as a sentence of its own.
        let change = told::change(lang, assessment, "cost");
        return change.map(|change| format!("{}.", format::capitalised(&change)));
    };
    let climate = part("climate");
    let key = if climate.is_some() { "bulletin-cost-split" } else { "bulletin-cost-split-no-climate" };
    let text = Say::owned(lang, key.to_owned())
        .with("year", year - 1)
        .with("price", price)
        .with("volume", volume)
        .with("climate", climate.unwrap_or_default());
    Some(text.to_string())
}

/// Where the path is known, the path; else the drift.
fn way(lang: Lang, assessment: &Assessment) -> Five<'_> {
    let known = |code| told::figure(assessment, code).is_some_and(|f| f.value().is_some());
    if !known("path-gap") && known("drift") {
        let sentence = Say::new(lang, "bulletin-drift-sentence").to_string();
        return plain(lang, assessment, "drift", "bulletin-drift", Some(sentence));
    }
    let sentence = assessment.series.path.as_ref().map(|path| {
        Say::new(lang, "bulletin-path-sentence")
            .with("base", figures::digits(Measure::KwhPerM2, path.base))
            .with("base_year", path.base_year)
            .with("target", figures::digits(Measure::KwhPerM2, path.target))
            .with("target_year", path.target_year)
            .to_string()
    });
    plain(lang, assessment, "path-gap", "bulletin-path", sentence)
}
