//! Who they are, where, and how many buildings they have.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::activities::{ACTIVITIES, Activity, FEDERATIONS, GENERAL, PUBLIC};
use super::draw::Draw;
use super::{Organisation, Sector};
use crate::building::{Carrier, LegalForm, Postcode};
use crate::catalog::{Commune, Communes};

/// How many buildings an organisation has, from the first to the last number, with the weight: 2.4 on average.
const BUILDINGS: [((u64, u64), u32); 7] =
    [((1, 1), 630), ((2, 2), 180), ((3, 3), 85), ((4, 6), 60), ((7, 15), 32), ((16, 40), 10), ((41, 120), 3)];

/// How many inhabitants make a commune a town.
const TOWN: u32 = 12_000;

/// The communes, by their inhabitants.
#[derive(Debug)]
pub(super) struct Places<'a> {
    communes: Vec<(&'a Commune, u32)>,
}

impl<'a> Places<'a> {
    pub(super) fn of(communes: &'a Communes) -> Option<Places<'a>> {
        let communes: Vec<_> = communes.all().iter().map(|commune| (commune, commune.inhabitants)).collect();
        (!communes.is_empty()).then_some(Places { communes })
    }

    fn any(&self, draw: &mut Draw) -> Option<&'a Commune> {
        draw.weighted(&self.communes)
    }

    /// The same commune more often than not, else another of its arrondissement, rarely one of anywhere.
    pub(super) fn near(&self, home: &'a Commune, draw: &mut Draw) -> Option<&'a Commune> {
        let far = draw.unit();
        if far < 0.65 {
            return Some(home);
        }
        if far > 0.97 {
            return self.any(draw);
        }
        let beside: Vec<_> =
            self.communes.iter().filter(|(c, _)| c.arrondissement == home.arrondissement).copied().collect();
        draw.weighted(&beside)
    }
}

/// Whether there is a gas network to expect.
pub(super) fn is_town(commune: &Commune) -> bool {
    commune.inhabitants >= TOWN
}

/// Euro per unit with VAT, in the middle.
const PRICES: [(Carrier, &str); 7] = [
    (Carrier::Electricity, "0.295"),
    (Carrier::NaturalGas, "0.086"),
    (Carrier::HeatingOil, "0.097"),
    (Carrier::Pellets, "0.078"),
    (Carrier::DistrictHeat, "0.112"),
    (Carrier::Wood, "0.06"),
    (Carrier::Water, "5.70"),
];

impl Sector<'_> {
    /// The organisation of this place; its buildings count from the first number on, as many as are still wanted at most.
    pub(super) fn organisation(&self, ordinal: u64, (first, left): (u64, usize)) -> Option<Organisation> {
        let mut draw = Draw::of(self.wanted.seed, &[1, ordinal]);
        let weights: Vec<(&Activity, u32)> = ACTIVITIES.iter().map(|a| (a, a.weight)).collect();
        let activity = draw.weighted(&weights)?;
        let legal_form = draw.weighted(activity.forms)?;
        let home = self.places.any(&mut draw)?;
        let federations = federations(activity.code, legal_form, &mut draw);
        let consents = draw.chance(0.10);
        let prices = prices(&mut draw);
        let (least, most) = draw.weighted(&BUILDINGS)?;
        let count = usize::try_from(draw.between(least, most)).ok()?.min(left);
        let building = |(ordinal, n): (u64, usize)| {
            let mut draw = Draw::of(self.wanted.seed, &[2, first.saturating_add(ordinal)]);
            let commune = if n == 0 { home } else { self.places.near(home, &mut draw)? };
            Some(self.building(first.saturating_add(ordinal), activity, commune, &prices, &mut draw))
        };
        Some(Organisation {
            ordinal,
            name: format!("{} {ordinal:05} (simulation)", legal_name(legal_form)),
            legal_form,
            activity: activity.code,
            commune_nis: home.nis.clone(),
            postcode: Postcode::read(&home.postcode),
            federations,
            consents,
            buildings: (0..).zip(0..count).filter_map(building).collect(),
            prices,
        })
    }
}

const fn legal_name(form: LegalForm) -> &'static str {
    match form {
        LegalForm::Cpas => "CPAS",
        LegalForm::Commune => "Commune",
        LegalForm::Province => "Province",
        LegalForm::Intercommunale => "Intercommunale",
        LegalForm::Fondation => "Fondation",
        LegalForm::Cooperative => "Coopérative",
        LegalForm::RegieCommunaleAutonome => "Régie",
        _ => "Association",
    }
}

/// Its own federation more often than not, that of public bodies or the general one beside it for some.
fn federations(activity: &str, form: LegalForm, draw: &mut Draw) -> Vec<usize> {
    let own = FEDERATIONS.iter().position(|(_, codes)| codes.contains(&activity));
    let public = !matches!(form, LegalForm::Asbl | LegalForm::Fondation | LegalForm::Cooperative);
    let (joins, public, general) = (draw.chance(0.88), public && draw.chance(0.35), draw.chance(0.08));
    let own = own.filter(|_| joins);
    let mut all: Vec<usize> =
        own.into_iter().chain(public.then_some(PUBLIC)).chain(general.then_some(GENERAL)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn prices(draw: &mut Draw) -> BTreeMap<Carrier, Decimal> {
    let price = |(carrier, middle): (Carrier, &str)| {
        let middle: Decimal = middle.parse().ok()?;
        let percent = i64::try_from(draw.between(84, 122)).ok()?;
        Some((carrier, (middle * Decimal::new(percent, 2)).round_dp(4)))
    };
    PRICES.into_iter().filter_map(price).collect()
}
