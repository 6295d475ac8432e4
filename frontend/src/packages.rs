//! Words of packages of measures and of photovoltaics: what is lacking, supposed, refused, to be checked.
//!
//! The words are in `locales/*/packages.ftl`. Does *not* compute: `eclaireur_models::measures` does.

use eclaireur_models::audit::roofs;
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::package::{HYPOTHESES, LACKS, VariantKind};
use eclaireur_models::measures::pv::{CHECKS, LoadOrigin, YieldOrigin, checks, figures};
use eclaireur_models::measures::{Objection, abatement, front};

use crate::text::Say;

/// What of packages has words: `package-lack-cost`, `pv-check-rgie`…
pub fn word(lang: Lang, list: &str, code: &str) -> String {
    Say::owned(lang, format!("{list}-{code}")).to_string()
}

/// The name of a variant.
pub fn variant(lang: Lang, kind: VariantKind) -> String {
    word(lang, "package-variant", kind.code())
}

/// By which rule a variant was found.
pub fn variant_why(lang: Lang, kind: VariantKind) -> String {
    Say::owned(lang, format!("package-variant-{}-why", kind.code())).to_string()
}

/// Every key of the closed lists.
pub fn keys() -> Vec<String> {
    let lists: [(&str, &[&str]); 9] = [
        ("package-hypothesis", HYPOTHESES),
        ("package-lack", LACKS),
        ("package-objection", Objection::CODES),
        ("front-refusal", front::Refusal::CODES),
        ("abatement-lack", abatement::LACKS),
        ("pv-check", CHECKS),
        ("pv-fact", checks::FACTS),
        ("audit-roof-untold", roofs::UNTOLD),
        ("pv", &["battery-rule", "certificates-none"]),
    ];
    let mut keys: Vec<String> = lists
        .iter()
        .flat_map(|(list, codes)| codes.iter().map(move |code| format!("{list}-{code}")))
        .collect();
    keys.extend(YieldOrigin::CODES.iter().chain(LoadOrigin::CODES).map(|code| (*code).to_owned()));
    for code in figures::FIGURES {
        keys.extend([
            format!("indicator-{code}"),
            format!("indicator-{code}-means"),
            format!("formula-{code}"),
        ]);
    }
    keys.extend(figures::INPUTS.iter().map(|code| format!("input-{code}")));
    for kind in VariantKind::ALL {
        keys.push(format!("package-variant-{}", kind.code()));
        keys.push(format!("package-variant-{}-why", kind.code()));
    }
    keys
}
