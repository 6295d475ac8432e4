//! The closed lists of what a plan assumes and of what it warns of; their words are in the locales.

/// What a plan assumes: `plan-hypothesis-<code>`.
pub const HYPOTHESES: &[&str] = &[
    "cautious-saving",
    "grants-at-acceptance",
    "grants-sure-only",
    "maintenance-constant",
    "own-funds-complete",
    "price-from-catalogue",
    "price-is-average",
    "price-of-year-one",
    "price-spread",
    "pv-ageing-not-counted",
    "quality-not-told",
    "replaced-at-cost",
    "replacement-reserved",
    "residual-value-none",
    "saving-as-billed",
    "savings-kept-in-full",
    "upkeep-borne-by-third-party",
    "upkeep-borne-by-you",
    "vat-fully-borne",
];

/// What a plan warns of: `plan-warning-<code>`.
pub const WARNINGS: &[&str] = &[
    "bridging-not-costed",
    "debt-beyond-horizon",
    "debt-service-above-limit",
    "dividend-above-cap",
    "dscr-below-one",
    "grant-not-sure",
    "guarantee-above-limit",
    "horizon-shortened",
    "irr-several-rates",
    "mix-of-first-sources",
    "not-neutral",
    "not-neutral-when-cautious",
    "own-funds-above-limit",
    "replaced-within-horizon",
    "source-not-used-in-full",
    "tenure-ends-within-horizon",
    "unfunded",
];
