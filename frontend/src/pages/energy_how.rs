//! How the months of a building came about, with its own numbers: how periods that straddle months were divided, which
//! coefficients were applied.

use eclaireur_models::catalog::Cold;
use eclaireur_models::certain::Certainty;
use eclaireur_models::period::Period;
use eclaireur_models::readings::totals::{By, Dated, ShareFrom, Split};
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;

use crate::format;
use crate::shell::Shell;
use crate::tables::months::YearMonths;
use eclaireur_models::building::Carrier;

/// Periods told one by one; more are only counted.
const FEW: usize = 3;

/// By which method short gaps of the year were completed, where there are any.
pub(super) fn filled(shell: &Shell, year: &YearMonths) -> Option<String> {
    let totals = year.rows.iter().filter_map(|row| row.total.as_ref());
    totals.flat_map(|total| &total.filled).next().map(|_| shell.t("how-filled").to_string())
}

/// How the periods that touch this year were divided.
pub(super) fn splits(
    shell: &Shell,
    carrier: Carrier,
    basis: Basis,
    splits: &[Split],
    year: i16,
) -> Vec<String> {
    let Some(window) = Period::year(year) else { return Vec::new() };
    let touching: Vec<&Split> = splits.iter().filter(|s| s.days.meet(window).is_some()).collect();
    let (by_days, by_cold): (Vec<&Split>, Vec<&Split>) = touching.iter().partition(|s| s.by == By::Days);
    let mut lines: Vec<String> =
        by_cold.iter().take(FEW).filter_map(|s| divided(shell, carrier, basis, s)).collect();
    if by_cold.len() > FEW {
        lines.push(shell.t("how-split-more").count("count", by_cold.len() - FEW).to_string());
    }
    if by_days.len() > FEW {
        lines.push(shell.t("how-split-days-many").count("count", by_days.len()).to_string());
    } else {
        lines.extend(by_days.iter().map(|split| {
            shell
                .t("how-split-days")
                .with("period", format::period(shell.body_lang(), split.days))
                .with("energy", format::energy(carrier, Energy::new(split.kwh, basis)))
                .to_string()
        }));
    }
    if let Some(split) = by_days.first().filter(|_| carrier != Carrier::Water) {
        lines.push(shell.t("how-split-days-why").with("meter", &split.meter).to_string());
    }
    lines
}

/// *du 01/01/2024 au 31/12/2024 : …, répartis à 66 % selon les degrés-jours…*
fn divided(shell: &Shell, carrier: Carrier, basis: Basis, split: &Split) -> Option<String> {
    let By::DegreeDays { share, from, cold, station, normal } = &split.by else { return None };
    let Cold { degree_days, certainty, .. } = cold;
    let line = shell
        .t("how-split-cold")
        .with("period", format::period(shell.body_lang(), split.days))
        .with("energy", format::energy(carrier, Energy::new(split.kwh, basis)))
        .with("share", format::percent(*share))
        .with("rest", format::percent(Decimal::ONE - share))
        .with("degree_days", format::number(*degree_days, 0))
        .with("station", station)
        .to_string();
    let whose = match from {
        ShareFrom::Stated => shell.t("how-share-stated").to_string(),
        ShareFrom::Summer(year) => shell.t("how-share-summer").with("year", *year).to_string(),
    };
    let normal = normal.as_ref().map(|name| shell.t("how-cold-normal").with("name", name).to_string());
    let unsure = (*certainty != Certainty::Certain).then(|| shell.t("how-cold-likely").to_string());
    Some([Some(line), Some(whose), normal, unsure].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// *Coefficient du compteur « Général » : × 40 depuis le 01/01/2024.*
pub(super) fn factors(shell: &Shell, carrier: Carrier, factors: &[(String, Dated<Decimal>)]) -> Vec<String> {
    let one = |(meter, factor): &(String, Dated<Decimal>)| {
        let key = match (carrier.is_delivered(), factor.from) {
            (true, _) => "how-nozzle",
            (false, None) => "how-factor",
            (false, Some(_)) => "how-factor-since",
        };
        shell
            .t(key)
            .with("meter", meter)
            .with("value", format::decimal(factor.value))
            .with("from", factor.from.map(format::day).unwrap_or_default())
            .to_string()
    };
    factors.iter().map(one).collect()
}
