//! Numbers of a scheme: text with a unit, read into decimals; `"unknown"` where a value is known to exist and was not found.

use rust_decimal::Decimal;

/// A value, or the fact that it was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// This much.
    Known(Decimal),
    /// It exists; nobody of us has read it.
    Unknown,
}

impl Figure {
    /// The value, where it is known.
    pub const fn known(self) -> Option<Decimal> {
        match self {
            Figure::Known(value) => Some(value),
            Figure::Unknown => None,
        }
    }
}

/// A number and its unit: `"59 EUR/m2"`.
pub(crate) fn with_unit(text: &str) -> Result<(Decimal, &str), String> {
    let (number, unit) = text
        .split_once(' ')
        .ok_or_else(|| format!("`{text}` is no number with a unit, as in `59 EUR/m2`"))?;
    if number.contains(',') {
        return Err(format!("`{text}`: decimals stand behind a point, thousands are not grouped"));
    }
    let value: Decimal =
        number.parse().map_err(|_| format!("`{number}` of `{text}` is no decimal number"))?;
    if value < Decimal::ZERO {
        return Err(format!("`{text}` is below zero"));
    }
    Ok((value, unit))
}

/// A value in one of the units; its unit comes back.
pub(super) fn figure<'a>(key: &str, text: &str, units: &[&'a str]) -> Result<(Figure, &'a str), String> {
    let first = units.first().copied().unwrap_or_default();
    if text == "unknown" {
        return Ok((Figure::Unknown, first));
    }
    let told = |what: String| format!("key `{key}`: {what}");
    let (value, unit) = with_unit(text).map_err(told)?;
    let known = units.iter().find(|known| **known == unit).ok_or_else(|| {
        told(format!("`{unit}` is no unit for it; it is told in {}, or as `unknown`", units.join(", ")))
    })?;
    Ok((Figure::Known(value), known))
}

/// `"75 %"` as 0.75.
pub(super) fn share(key: &str, text: &str) -> Result<Figure, String> {
    let (read, _) = figure(key, text, &["%"])?;
    match read.known().map(|percent| percent / Decimal::ONE_HUNDRED) {
        Some(share) if share > Decimal::ONE => Err(format!("key `{key}`: `{text}` is more than the whole")),
        Some(share) => Ok(Figure::Known(share.normalize())),
        None => Ok(Figure::Unknown),
    }
}
