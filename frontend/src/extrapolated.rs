//! From the members that are known to a whole sector, in words: how much, how surely, what is supposed, what no margin covers.
//!
//! Does *not* reckon: `eclaireur_models::portfolio::sector::extrapolated` does. The words are in `locales/*/extrapolation.ftl`.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::references::Counted;
use eclaireur_models::portfolio::sector::extrapolated::{BIASES, Extrapolated, Stratum};
use eclaireur_models::portfolio::sector::scenarios::Headline;
use rust_decimal::Decimal;

use crate::format;
use crate::scenarios::Amount;
use crate::sector::{energy, euro};
use crate::shell::Named;
use crate::text::Say;

/// Every key this module may ask for by code.
pub fn keys() -> Vec<String> {
    BIASES.iter().map(|code| format!("extrapolation-bias-{code}")).collect()
}

/// What a scenario comes to for a whole sector, or why that is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole {
    /// Nobody told how many the sector counts.
    NoCounts,
    /// Of no part that was counted are five organisations known, or the scenario comes to no amount.
    NotReckoned,
    /// Reckoned.
    Reckoned(Box<Reckoned>),
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    /// Of which amount.
    pub headline: Headline,
    /// The amount, €.
    pub amount: Extrapolated,
    /// The energy of a year in normal weather, kWh.
    pub energy: Option<(i16, Extrapolated)>,
    /// Activities by code.
    pub activities: Vec<Named>,
    /// Provinces by code.
    pub provinces: Vec<Named>,
}

impl Whole {
    /// What is told, in sentences; the first is the answer.
    pub fn says(&self, lang: Lang) -> Vec<String> {
        match self {
            Whole::NoCounts => vec![Say::new(lang, "extrapolation-no-counts").to_string()],
            Whole::NotReckoned => vec![Say::new(lang, "extrapolation-not-reckoned").to_string()],
            Whole::Reckoned(of) => of.says(lang),
        }
    }

    /// Whether somebody should tell how many the sector counts.
    pub(crate) fn lacks_counts(&self) -> bool {
        matches!(self, Whole::NoCounts | Whole::NotReckoned)
    }

    /// What is supposed, with its source; part by part.
    pub fn supposed(&self, lang: Lang) -> Vec<String> {
        let Whole::Reckoned(of) = self else { return Vec::new() };
        let mean = Say::new(lang, "extrapolation-supposed").to_string();
        core::iter::once(mean).chain(of.amount.strata.iter().map(|part| of.part(lang, part))).collect()
    }

    /// What no margin covers.
    pub fn biases(&self, lang: Lang) -> Vec<String> {
        let Whole::Reckoned(of) = self else { return Vec::new() };
        let say = |code: &'static str| Say::owned(lang, format!("extrapolation-bias-{code}")).to_string();
        of.amount.biases().into_iter().map(say).collect()
    }
}

impl Reckoned {
    fn says(&self, lang: Lang) -> Vec<String> {
        let Extrapolated { unit, known, reckoned, left_out, low, high, margin, .. } = &self.amount;
        let what = match self.headline {
            Headline::Members => Amount::Members,
            Headline::Capital => Amount::Capital,
            Headline::Works => Amount::Works,
        };
        let say = if low == high {
            Say::new(lang, "extrapolation-once")
        } else {
            Say::new(lang, "extrapolation-between")
        };
        let mut said = vec![
            say.with("what", what.name(lang)).with("low", euro(*low)).with("high", euro(*high)).to_string(),
            Say::new(lang, "extrapolation-margin").with("margin", euro(*margin)).to_string(),
        ];
        if let Some((year, of)) = &self.energy {
            let said_of = Say::new(lang, "extrapolation-energy").with("year", *year);
            let said_of = said_of.with("unit", of.unit.code()).count("all", of.reckoned);
            said.push(said_of.with("energy", energy(of.high)).with("margin", energy(of.margin)).to_string());
        }
        let share = Decimal::from(*known).checked_div(Decimal::from(*reckoned)).unwrap_or_default();
        let coverage = Say::new(lang, "extrapolation-coverage").with("unit", unit.code());
        let coverage = coverage.count("known", *known).count("all", *reckoned);
        said.push(coverage.with("share", format::percent(share)).to_string());
        if *left_out > 0 {
            let left = Say::new(lang, "extrapolation-left-out").with("unit", unit.code());
            said.push(left.count("count", *left_out).to_string());
        }
        said
    }

    /// *Maison de repos · Namur : 12 connues sur 102 (AViQ, 2025)*
    fn part(&self, lang: Lang, part: &Stratum) -> String {
        let of = &part.reference.stratum;
        let named = |all: &[Named], code: &str| {
            all.iter().find(|one| one.code == code).map_or(code, |one| one.name.as_str()).to_owned()
        };
        let size = |code: &String| Say::owned(lang, format!("sector-size-{code}")).to_string();
        let name: Vec<String> = [
            Some(named(&self.activities, &of.activity)),
            of.province.as_deref().map(|code| named(&self.provinces, code)),
            of.size.as_ref().map(size),
        ]
        .into_iter()
        .flatten()
        .collect();
        let say = if part.reckoned {
            Say::new(lang, "extrapolation-part")
        } else {
            Say::new(lang, "extrapolation-part-left-out")
        };
        say.with("name", name.join(" · "))
            .count("known", part.known)
            .count("all", part.all)
            .with("source", &part.reference.source)
            .with("year", part.reference.year)
            .to_string()
    }

    /// An invented one.
    pub fn sample() -> Reckoned {
        let reference = |activity: &str, province: Option<&str>, count| {
            use eclaireur_models::portfolio::references::{Reference, Stratum};
            let stratum = Stratum {
                activity: activity.to_owned(),
                province: province.map(str::to_owned),
                size: None,
                counted: Counted::Organisations,
            };
            Reference { stratum, count, year: 2025, source: "AViQ, liste <2025>".to_owned() }
        };
        let part = |activity: &str, province, all, known| Stratum {
            reference: reference(activity, province, all),
            all,
            known,
            reckoned: known >= 5,
        };
        let amount = Extrapolated {
            unit: Counted::Organisations,
            strata: vec![
                part("care-home", Some("90000"), 102, 12),
                part("care-home", Some("60000"), 138, 19),
                part("creche", None, 64, 2),
            ],
            known: 31,
            reckoned: 240,
            left_out: 64,
            low: 1_200_000,
            high: 3_400_000,
            margin: 410_000,
        };
        let kwh = Extrapolated { low: 182_000_000, high: 182_000_000, margin: 21_000_000, ..amount.clone() };
        Reckoned {
            headline: Headline::Members,
            amount,
            energy: Some((2025, kwh)),
            activities: vec![Named::new("care-home", "Maison de repos"), Named::new("creche", "Crèche")],
            provinces: vec![Named::new("60000", "Liège"), Named::new("90000", "Namur")],
        }
    }
}
