//! Closed lists of codes that a scheme file may use; each has its words in the locales.

/// Who can settle a question: `aid-settler-<code>`.
pub const SETTLERS: &[&str] = &[
    "accountant",
    "administration",
    "auditor",
    "contractor",
    "cooperative",
    "fund",
    "lawyer",
    "statutes",
    "vat-office",
];

/// What a person is warned of: `aid-warning-<code>`.
pub const WARNINGS: &[&str] = &[
    "amount-unverified",
    "audit-first",
    "bio-based-not-told",
    "cap-unverified",
    "cost-not-told",
    "cumulation-unverified",
    "flat-exceeds-invoice",
    "measure-not-covered",
    "not-with-other",
    "order-before-decision",
    "other-aid-covers-cost",
    "plan-too-large",
    "public-procurement",
    "quantity-not-told",
    "quantity-unit",
    "rate-unverified",
    "term-unverified",
    "vat-21-by-default",
    "vat-prorata-not-told",
];

/// How a scheme wants to be asked: `aid-apply-<code>`.
pub const APPLY: &[&str] = &["any_time", "before_order", "before_works", "in_call", "with_invoice"];

/// Steps of a procedure: `aid-step-<code>`.
pub const STEPS: &[&str] = &[
    "acceptance",
    "agreement",
    "application",
    "attestation",
    "audit",
    "call",
    "convention",
    "decision",
    "order",
    "payment",
    "progress-statements",
    "report",
    "reservation",
    "statutes-review",
];

/// Rules of cumulation that are computed where the true one was not found: `aid-hypothesis-<code>`.
pub const HYPOTHESES: &[&str] = &["full_up_to_cost", "rate_on_remainder"];

/// A word of a closed list, or what the list knows.
pub(super) fn one_of(key: &str, word: &str, known: &[&str]) -> Result<(), String> {
    known
        .contains(&word)
        .then_some(())
        .ok_or_else(|| format!("key `{key}`: `{word}` is not on the list; it knows {}", known.join(", ")))
}
