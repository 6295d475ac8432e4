//! Federations, organisations, sites and buildings.

use serde::{Deserialize, Serialize};

use super::identity::{BceNumber, Code, Postcode};

/// Legal form, *forme juridique*. The codes are those of `contract.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalForm {
    /// Association sans but lucratif.
    Asbl,
    /// Association internationale sans but lucratif.
    Aisbl,
    /// Fondation.
    Fondation,
    /// Société coopérative.
    Cooperative,
    /// Centre public d'action sociale.
    Cpas,
    /// Commune.
    Commune,
    /// Province.
    Province,
    /// Intercommunale.
    Intercommunale,
    /// Zone de police.
    ZoneDePolice,
    /// Zone de secours.
    ZoneDeSecours,
    /// Régie communale autonome.
    RegieCommunaleAutonome,
    /// Régie provinciale autonome.
    RegieProvincialeAutonome,
    /// Fabrique d'église.
    FabriqueDEglise,
    /// Another form.
    Other,
}

impl LegalForm {
    /// Every form, in the order a form offers them.
    pub const ALL: [LegalForm; 14] = [
        LegalForm::Asbl,
        LegalForm::Aisbl,
        LegalForm::Fondation,
        LegalForm::Cooperative,
        LegalForm::Cpas,
        LegalForm::Commune,
        LegalForm::Province,
        LegalForm::Intercommunale,
        LegalForm::ZoneDePolice,
        LegalForm::ZoneDeSecours,
        LegalForm::RegieCommunaleAutonome,
        LegalForm::RegieProvincialeAutonome,
        LegalForm::FabriqueDEglise,
        LegalForm::Other,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            LegalForm::Asbl => "asbl",
            LegalForm::Aisbl => "aisbl",
            LegalForm::Fondation => "fondation",
            LegalForm::Cooperative => "cooperative",
            LegalForm::Cpas => "cpas",
            LegalForm::Commune => "commune",
            LegalForm::Province => "province",
            LegalForm::Intercommunale => "intercommunale",
            LegalForm::ZoneDePolice => "zone-de-police",
            LegalForm::ZoneDeSecours => "zone-de-secours",
            LegalForm::RegieCommunaleAutonome => "regie-communale-autonome",
            LegalForm::RegieProvincialeAutonome => "regie-provinciale-autonome",
            LegalForm::FabriqueDEglise => "fabrique-d-eglise",
            LegalForm::Other => "other",
        }
    }

    /// The form with this code.
    pub fn from_code(code: &str) -> Option<LegalForm> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

/// A federation of employers or of services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Federation {
    /// Address code.
    pub code: Code,
    /// Its name.
    pub name: String,
}

/// An ASBL, a CPAS, a commune…: who answers for buildings. The *tenant* of everything stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Address code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Enterprise number, when known.
    pub bce: Option<BceNumber>,
    /// Legal form, when known.
    pub legal_form: Option<LegalForm>,
    /// Code of `catalog/sectors`.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
    /// NIS code of the commune of its seat; arrondissement and province follow from the catalogue.
    pub commune_nis: Option<String>,
    /// No longer shown in lists; nothing is lost.
    pub archived: bool,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// NIS code of the commune.
    pub commune_nis: Option<String>,
}

/// A place with one or several buildings, *site* or *implantation*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Where.
    pub address: Address,
}

/// A building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Building {
    /// Address code, unique over the whole service.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Code of `catalog/sectors`: what it is used for, where it differs from the organisation's activity.
    pub activity: Option<String>,
    /// Where.
    pub address: Address,
    /// No longer shown in lists; nothing is lost.
    pub archived: bool,
}
