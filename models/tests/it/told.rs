//! What a text is read as, in words that tests compare.

use eclaireur_models::finding::Code;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};

use crate::whatever_comes::{CATALOG, every_row_is_counted};

/// Reads a text, each of its rows counted once.
pub fn read(text: &str) -> Parsed {
    let parsed = parse(text.as_bytes(), &CATALOG, Hints::default());
    every_row_is_counted(&parsed);
    parsed
}

/// *electricity offtake total interval kWh 12 aile b (not counted)*
pub fn one_line(series: &Series) -> String {
    let k = &series.key;
    format!(
        "{} {} {} {} {} {} {}{}",
        k.carrier.code(),
        k.direction.code(),
        k.register.code(),
        k.kind.code(),
        k.unit.map_or("?", |u| u.code()),
        series.total(),
        k.name.as_deref().unwrap_or("-"),
        if series.counts { "" } else { " (not counted)" },
    )
}

/// Whether a finding of this code was made.
pub fn says(parsed: &Parsed, code: Code) -> bool {
    parsed.findings.iter().any(|f| f.code == code)
}
