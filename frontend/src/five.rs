//! The five figures of a building, with one sentence each: what the bulletin shows, on its page and on paper alike.
//!
//! Energy, intensity, cost, CO2, and the way to 2040 or the drift; always these, so that what is not known says what lacks.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use eclaireur_models::indicators::{Explained, Input, Measure, Origin};
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::text::Say;
use crate::{figures, told};

/// The one set of factors that decisions stand on; sets are never mixed.
pub(crate) const DECISIVE: &str = "co2-decision";

/// The reference that is the members' own.
const MEMBERS: &str = "members";

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

/// What the whole intensity stands beside: what the recoverable energy is counted from, so that both say the same; else the
/// first reference of all energy together.
pub(crate) fn yardstick(assessment: &Assessment) -> Option<Reference> {
    let references = || assessment.series.benchmarks.iter().flat_map(|strip| &strip.references);
    let counted = || {
        let value = told::figure(assessment, "recoverable")?.value()?;
        let input = |symbol: &str| value.inputs.iter().find(|input| input.symbol == symbol);
        let (middle, lowest) = (input("reference"), input("reference-lowest"));
        let named = middle.or(lowest)?;
        let code = match &named.origin {
            Origin::Catalog { file } => file.strip_prefix("benchmarks/")?.to_owned(),
            _ => MEMBERS.to_owned(),
        };
        let known = references().find(|r| r.code == code).cloned();
        let unnamed = Reference {
            code: code.into(),
            name: String::new(),
            lowest: None,
            middle: None,
            highest: None,
            year: None,
            n: None,
            foreign: false,
            certainty: named.certainty,
            basis: "final-normalised".into(),
        };
        let number = |input: Option<&Input>| input.map(|input| input.value);
        Some(Reference {
            lowest: number(lowest),
            middle: number(middle),
            highest: number(input("reference-highest")),
            ..known.unwrap_or(unnamed)
        })
    };
    let total = || assessment.series.benchmarks.iter().find(|strip| strip.of == "total");
    counted().or_else(|| first_reference(total()?).cloned())
}

/// *Repère : de 140 à 210 kWh/m² (Maisons de repos, 2010, 34 bâtiments).* Never better or worse: beside.
fn intensity_sentence(lang: Lang, assessment: &Assessment) -> Option<String> {
    let reference = beside(lang, &yardstick(assessment)?)?;
    Some(Say::new(lang, "bulletin-beside").with("reference", reference).to_string())
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
        "" if reference.code == MEMBERS => say("reference-members").to_string(),
        "" => say("reference-target").to_string(),
        name => name.to_owned(),
    };
    let text = say("reference").with("values", values).with("name", name);
    Some(if notes.is_empty() { text.to_string() } else { format!("{text} ({})", notes.join(", ")) })
}

/// What price, use and weather did to the cost; where the weather is not known, it is in the use and said to be.
fn cost_sentence(lang: Lang, assessment: &Assessment) -> Option<String> {
    let split = |of: &str| {
        told::every(assessment, "cost-split").find(|f| f.of.as_deref() == Some(of)).and_then(Explained::value)
    };
    let part = |of: &str| {
        let euro = split(of)?.value;
        let sign = if euro.is_sign_positive() && !euro.round().is_zero() { "+" } else { "" };
        Some(format!("{sign}{}{NBSP}€", format::number(euro, 0)))
    };
    let (Some(price), Some(volume), Some(year)) = (part("price"), part("volume"), assessment.year) else {
        // A change that stands as a sentence of its own.
        let change = told::change(lang, assessment, "cost");
        return change.map(|change| format!("{}.", format::capitalised(&change)));
    };
    let climate = part("climate");
    let parts = ["price", "volume", "climate"].into_iter().filter_map(split);
    let certainty = parts.fold(Certainty::Certain, |weakest, value| weakest.weakest(value.certainty));
    let unsure = figures::certainty(lang, certainty).map(|unsure| format!(" ({unsure})"));
    let key = if climate.is_some() { "bulletin-cost-split" } else { "bulletin-cost-split-no-climate" };
    let text = Say::owned(lang, key.to_owned())
        .with("year", year - 1)
        .with("price", price)
        .with("volume", volume)
        .with("climate", climate.unwrap_or_default())
        .with("unsure", unsure.unwrap_or_default());
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

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::indicators::series::Series;
    use eclaireur_models::indicators::{Figures, Value};
    use eclaireur_models::period::Period;
    use rust_decimal::dec;

    fn counted_from(formula: &'static str, inputs: &[(&'static str, Decimal)], file: &str) -> String {
        let origin = Origin::Catalog { file: file.to_owned() };
        let input = |(symbol, value): &(&'static str, Decimal)| {
            Input::new(symbol, *value, Measure::KwhPerM2, origin.clone()).certainty(Certainty::Likely)
        };
        let value = Value::new(dec!(1000), Measure::Kwh, formula, inputs.iter().map(input).collect());
        let named = Reference {
            code: "care-homes".into(),
            name: "Maisons de repos".to_owned(),
            lowest: None,
            middle: Some(dec!(70)),
            highest: None,
            year: Some(2010),
            n: None,
            foreign: false,
            certainty: Certainty::Certain,
            basis: "final-normalised".into(),
        };
        // Beside the electricity alone there is another number, which is not what it is counted from.
        let strip = BenchmarkStrip { of: "electricity".into(), own: None, references: vec![named] };
        let assessment = Assessment {
            method: 1,
            catalog: String::new(),
            on: jiff::civil::date(2026, 11, 21),
            year: Some(2025),
            figures: Figures(vec![Explained::known("recoverable", Period::year(2025), value)]),
            series: Series { benchmarks: vec![strip], ..Series::default() },
            alerts: Vec::new(),
            obligations: Vec::new(),
            requirements: Vec::new(),
        };
        let said = yardstick(&assessment).and_then(|reference| beside(Lang::Fr, &reference));
        said.unwrap().replace('\u{a0}', " ")
    }

    #[test]
    fn what_a_building_stands_beside_is_what_its_recoverable_energy_is_counted_from() {
        for (formula, inputs, file, said) in [
            (
                "recoverable-target",
                &[("reference", dec!(80))][..],
                "benchmarks/park-target-2040",
                "environ 80 kWh/m², objectif 2040 d’un parc de bâtiments (à confirmer)",
            ),
            (
                "recoverable-catalogue",
                &[("reference", dec!(270))],
                "benchmarks/care-homes",
                "environ 270 kWh/m², Maisons de repos (2010)",
            ),
            (
                "recoverable-range",
                &[("reference-lowest", dec!(180)), ("reference-highest", dec!(250))],
                "benchmarks/care-homes",
                "de 180 à 250 kWh/m², Maisons de repos (2010)",
            ),
        ] {
            assert_eq!(counted_from(formula, inputs, file), said);
        }
    }
}
