//! Communes, arrondissements and provinces of Wallonia.

use serde::Deserialize;

use super::{Source, known_source};
use crate::building::Postcode;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// The list of communes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Communes {
    communes: Vec<Commune>,
    mergers: Vec<Merger>,
    provinces: Vec<Province>,
    arrondissements: Vec<Arrondissement>,
}

/// A commune of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commune {
    /// NIS code.
    pub nis: String,
    /// French name.
    pub fr: String,
    /// German name, in the German-speaking Community.
    pub de: Option<String>,
    /// Its arrondissement.
    pub arrondissement: String,
    /// Its province.
    pub province: String,
    /// Main postcode.
    pub postcode: String,
    /// All its postcodes, the main one first.
    pub postcodes: Vec<String>,
    /// Inhabitants on the day of the list.
    pub inhabitants: u32,
    /// In the German-speaking Community.
    pub german_speaking: bool,
}

/// Communes that became one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merger {
    /// Name of the new one.
    pub into_fr: String,
    /// Its NIS code.
    pub into_nis: String,
    /// How sure that code is.
    pub nis_certainty: Certainty,
    /// Who can say.
    pub settled_by: Option<String>,
    /// NIS codes of the old ones.
    pub of: Vec<String>,
    /// First day of the new one.
    #[serde(deserialize_with = "super::day")]
    pub on: Day,
    source: String,
    /// How sure the merger is.
    pub certainty: Certainty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "keys that must be there, whether or not anything uses them yet")]
pub(super) struct File {
    code: String,
    #[serde(deserialize_with = "super::day")]
    checked_on: Day,
    name: Text,
    source: Vec<Source>,
    province: Vec<Province>,
    arrondissement: Vec<Arrondissement>,
    #[serde(default)]
    merger: Vec<Merger>,
    list: List,
}

/// A province.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// NIS code.
    pub code: String,
    /// French name.
    pub name_fr: String,
    /// German name, where it has one.
    pub name_de: Option<String>,
}

/// An arrondissement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrondissement {
    /// NIS code.
    pub code: String,
    /// French name.
    pub name_fr: String,
    /// German name, where it has one.
    pub name_de: Option<String>,
    /// NIS code of its province.
    pub province: String,
    /// On a map of squares: column from the west, row from the north.
    pub tile: (u8, u8),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "keys that must be there, whether or not anything uses them yet")]
struct List {
    source: String,
    certainty: Certainty,
    postcodes_source: String,
    postcodes_completed_by: Option<String>,
    postcodes_certainty: Certainty,
    commune: Vec<Commune>,
}

impl Commune {
    fn check_postcodes(&self) -> Result<(), String> {
        for (i, written) in self.postcodes.iter().enumerate() {
            if Postcode::read(written).is_none_or(|p| p.to_string() != *written) {
                return Err(format!("commune {}: `{written}` is no postcode", self.nis));
            }
            if self.postcodes.iter().skip(i + 1).any(|other| other == written) {
                return Err(format!("commune {}: postcode {written} is there twice", self.nis));
            }
        }
        if self.postcodes.first() != Some(&self.postcode) {
            return Err(format!("commune {}: `postcodes` must begin with {}", self.nis, self.postcode));
        }
        Ok(())
    }

    fn distance(&self, from: Postcode) -> u16 {
        let numbers = self.postcodes.iter().filter_map(|p| Postcode::read(p)).map(Postcode::number);
        numbers.map(|n| n.abs_diff(from.number())).min().unwrap_or(u16::MAX)
    }
}

impl Communes {
    pub(super) fn compile(file: File) -> Result<Communes, String> {
        known_source(&file.source, &file.list.source)?;
        known_source(&file.source, &file.list.postcodes_source)?;
        if let Some(second) = &file.list.postcodes_completed_by {
            known_source(&file.source, second)?;
        }
        for commune in &file.list.commune {
            let arrondissement = file.arrondissement.iter().find(|a| a.name_fr == commune.arrondissement);
            let province = file.province.iter().find(|p| p.name_fr == commune.province);
            match (arrondissement, province) {
                (Some(a), Some(p)) if a.province == p.code => {}
                _ => return Err(format!("commune {}: arrondissement and province do not fit", commune.nis)),
            }
            commune.check_postcodes()?;
        }
        for (i, one) in file.arrondissement.iter().enumerate() {
            if file.arrondissement.iter().skip(i + 1).any(|other| other.tile == one.tile) {
                return Err(format!("arrondissement {}: another one has its `tile`", one.code));
            }
        }
        for merger in &file.merger {
            known_source(&file.source, &merger.source)?;
            if !merger.of.iter().all(|nis| file.list.commune.iter().any(|c| c.nis == *nis)) {
                return Err(format!("merger into {}: a commune of it is not in the list", merger.into_fr));
            }
        }
        Ok(Communes {
            communes: file.list.commune,
            mergers: file.merger,
            provinces: file.province,
            arrondissements: file.arrondissement,
        })
    }

    /// Every commune of the list, merged ones too.
    pub fn all(&self) -> &[Commune] {
        &self.communes
    }

    /// The provinces.
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// French name of the province with this NIS code.
    pub fn province_name(&self, code: &str) -> Option<&str> {
        self.provinces.iter().find(|p| p.code == code).map(|p| p.name_fr.as_str())
    }

    /// The arrondissements.
    pub fn arrondissements(&self) -> &[Arrondissement] {
        &self.arrondissements
    }

    /// The commune with this NIS code. The code of a merged commune answers with the first of its parts, which
    /// gave it arrondissement and province.
    pub fn by_nis(&self, nis: &str) -> Option<&Commune> {
        self.communes.iter().find(|c| c.nis == nis).or_else(|| {
            let merger = self.mergers.iter().find(|m| m.into_nis == nis)?;
            let first = merger.of.first()?;
            self.communes.iter().find(|c| c.nis == *first)
        })
    }

    /// What a commune became, when it was merged before `on`.
    pub fn merged(&self, nis: &str, on: Day) -> Option<&Merger> {
        self.mergers.iter().find(|m| m.on <= on && m.of.iter().any(|n| n == nis))
    }

    /// Communes that have this postcode: none when it is unknown, several when they share it.
    pub fn at(&self, postcode: Postcode) -> Vec<&Commune> {
        let wanted = postcode.to_string();
        self.communes.iter().filter(|c| c.postcodes.contains(&wanted)).collect()
    }

    /// All communes, those whose postcodes are nearest first: what a page offers when [`Communes::at`] is empty.
    pub fn near(&self, postcode: Postcode) -> Vec<&Commune> {
        let mut all: Vec<&Commune> = self.communes.iter().collect();
        all.sort_by_cached_key(|c| (c.distance(postcode), c.fr.clone()));
        all
    }
}
