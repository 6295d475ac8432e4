//! What the simulated sector does: how often, how large, how it uses energy.
//!
//! Invented orders of magnitude, so that pages show something believable; no figure of the catalogue and of no federation
//! stands here, and none is to be learnt from it.

use crate::building::LegalForm::{
    self, Asbl, Commune, Cooperative, Cpas, Fondation, Intercommunale, Province, RegieCommunaleAutonome,
};

/// An activity of the simulated sector.
#[derive(Debug)]
pub(super) struct Activity {
    /// Code of `catalog/sectors`.
    pub(super) code: &'static str,
    /// What a building of it is called.
    pub(super) noun: &'static str,
    /// How often an organisation does it, of ten thousand.
    pub(super) weight: u32,
    /// The middle of the heated areas, m2.
    pub(super) area: f64,
    /// Heat of a year and square metre, kWh.
    pub(super) heat: f64,
    /// Of that, what does not follow the cold: hot water and what is always on.
    pub(super) hot_water: f64,
    /// Electricity of a year and square metre without heating, kWh.
    pub(super) electricity: f64,
    /// Use at night as a share of use by day.
    pub(super) night: f64,
    /// Square metres of a bed, a pupil, a place; none where they are not counted.
    pub(super) unit_m2: Option<f64>,
    /// Water of a year and square metre, m3.
    pub(super) water: f64,
    /// Legal forms with their weights.
    pub(super) forms: &'static [(LegalForm, u32)],
}

const CARE: &[(LegalForm, u32)] =
    &[(Asbl, 50), (Cpas, 38), (Intercommunale, 6), (Fondation, 4), (Cooperative, 2)];
const HEALTH: &[(LegalForm, u32)] = &[(Asbl, 60), (Intercommunale, 35), (Fondation, 5)];
const TAUGHT: &[(LegalForm, u32)] = &[(Asbl, 55), (Commune, 35), (Province, 10)];
const YOUNG: &[(LegalForm, u32)] = &[(Asbl, 55), (Commune, 30), (Cpas, 8), (Intercommunale, 7)];
const PLAYED: &[(LegalForm, u32)] = &[(Commune, 45), (RegieCommunaleAutonome, 25), (Asbl, 30)];
const SHOWN: &[(LegalForm, u32)] = &[(Asbl, 70), (Commune, 24), (Fondation, 6)];
const HELPED: &[(LegalForm, u32)] = &[(Asbl, 86), (Cpas, 6), (Fondation, 5), (Cooperative, 3)];

macro_rules! activities {
    ($(($code:literal, $noun:literal, $weight:literal, $area:literal, $heat:literal, $hot:literal, $kwh:literal, $night:literal, $unit:expr, $water:literal, $forms:ident),)*) => {
        &[$(Activity {
            code: $code, noun: $noun, weight: $weight, area: $area, heat: $heat, hot_water: $hot, electricity: $kwh,
            night: $night, unit_m2: $unit, water: $water, forms: $forms,
        },)*]
    };
}

/// Every activity.
#[rustfmt::skip]
pub(super) const ACTIVITIES: &[Activity] = activities![
    ("care-home", "Maison de repos", 800, 3600.0, 165.0, 0.32, 62.0, 0.60, Some(48.0), 0.85, CARE),
    ("hospital", "Hôpital", 90, 21_000.0, 215.0, 0.26, 130.0, 0.66, Some(95.0), 1.20, HEALTH),
    ("school", "École", 2000, 2500.0, 108.0, 0.05, 22.0, 0.24, Some(9.5), 0.30, TAUGHT),
    ("creche", "Crèche", 1750, 420.0, 145.0, 0.15, 40.0, 0.22, Some(10.5), 0.80, YOUNG),
    ("sheltered-workshop", "Atelier", 300, 4200.0, 112.0, 0.05, 58.0, 0.28, Some(38.0), 0.25, HELPED),
    ("handicap-housing", "Logement accompagné", 1000, 1050.0, 155.0, 0.28, 46.0, 0.55, Some(44.0), 0.95, HELPED),
    ("day-centre", "Centre de jour", 600, 640.0, 135.0, 0.10, 36.0, 0.25, Some(22.0), 0.40, HELPED),
    ("social-service", "Service social", 900, 520.0, 125.0, 0.05, 38.0, 0.25, None, 0.25, HELPED),
    ("mental-health", "Service de santé mentale", 400, 760.0, 138.0, 0.12, 40.0, 0.35, None, 0.40, HELPED),
    ("youth-care", "Maison de jeunes", 600, 880.0, 150.0, 0.20, 40.0, 0.45, Some(52.0), 0.70, HELPED),
    ("culture", "Centre culturel", 500, 1350.0, 112.0, 0.03, 36.0, 0.22, None, 0.15, SHOWN),
    ("sport", "Salle de sport", 400, 1900.0, 120.0, 0.16, 44.0, 0.25, None, 0.60, PLAYED),
    ("swimming-pool", "Piscine", 60, 2300.0, 480.0, 0.70, 205.0, 0.60, None, 6.50, PLAYED),
    ("training", "Centre de formation", 250, 1550.0, 112.0, 0.04, 42.0, 0.26, Some(14.0), 0.25, TAUGHT),
    ("office", "Bureaux", 250, 900.0, 104.0, 0.03, 56.0, 0.30, None, 0.25, HELPED),
    ("other", "Bâtiment", 100, 800.0, 130.0, 0.08, 45.0, 0.35, None, 0.35, HELPED),
];

/// The invented federations: what they are called, and whom they gather.
pub const FEDERATIONS: [(&str, &[&str]); 12] = [
    ("Fédération simulée des maisons de repos", &["care-home"]),
    ("Fédération simulée de la santé", &["hospital", "mental-health"]),
    ("Fédération simulée de l’enseignement", &["school", "training"]),
    ("Fédération simulée de l’accueil de l’enfance", &["creche"]),
    ("Fédération simulée du handicap", &["handicap-housing", "day-centre"]),
    ("Fédération simulée du travail adapté", &["sheltered-workshop"]),
    ("Fédération simulée de l’aide à la jeunesse", &["youth-care"]),
    ("Fédération simulée de l’action sociale", &["social-service", "other"]),
    ("Fédération simulée de la culture", &["culture"]),
    ("Fédération simulée du sport", &["sport", "swimming-pool"]),
    ("Fédération simulée des pouvoirs locaux", &[]),
    ("Fédération simulée du non-marchand", &["office"]),
];

/// Gathers public bodies, whatever they do.
pub(super) const PUBLIC: usize = 10;
/// Gathers anybody beside their own federation.
pub(super) const GENERAL: usize = 11;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_activity_has_one_federation() {
        for activity in ACTIVITIES {
            let of = FEDERATIONS.iter().filter(|(_, codes)| codes.contains(&activity.code)).count();
            assert_eq!(of, 1, "{}", activity.code);
        }
        assert_eq!(ACTIVITIES.iter().map(|a| a.weight).sum::<u32>(), 10_000);
    }
}
