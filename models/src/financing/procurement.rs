//! Whether an organisation is a *pouvoir adjudicateur*: what it orders then goes through a public procurement.
//!
//! Public bodies are. A private body can be, by public money above all; control and the board count too, of which no fact
//! tells: short of being told, the answer for it is never *yes* nor *no*. The share is in `catalog/norms/procurement.toml`.

use super::case::Case;
use crate::catalog::Procurement;
use crate::certain::Certainty;
use crate::norms::Decided;

/// Forms of private law; a public body always buys by the rules of public procurement.
const PRIVATE: [&str; 6] = ["asbl", "aisbl", "fondation", "cooperative", "fabrique-d-eglise", "other"];
/// The fact that decides.
pub const TOLD: &str = "organisation.contracting_authority";
/// The fact asked for.
pub const FUNDING: &str = "organisation.public_funding_share";

/// What the answer stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The organisation says that it is.
    ToldYes,
    /// The organisation says that it is not.
    ToldNo,
    /// It is a public body.
    PublicForm,
    /// More public money than the bound: it can be one.
    MostlyPublicMoney,
    /// Not by its money; control and the board are left.
    LessPublicMoney,
    /// The share of public money is not told, or the bound is not known.
    NotTold,
}

impl Why {
    /// Every reason.
    pub const ALL: [Why; 6] = [
        Why::ToldYes,
        Why::ToldNo,
        Why::PublicForm,
        Why::MostlyPublicMoney,
        Why::LessPublicMoney,
        Why::NotTold,
    ];

    /// Permanent code, with its words in the locales: `buyer-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Why::ToldYes => "told-yes",
            Why::ToldNo => "told-no",
            Why::PublicForm => "public-form",
            Why::MostlyPublicMoney => "mostly-public-money",
            Why::LessPublicMoney => "less-public-money",
            Why::NotTold => "not-told",
        }
    }
}

/// Whether an organisation buys by the rules of public procurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// The answer.
    pub answer: Decided,
    /// What it stands on.
    pub why: Why,
    /// The fact that lacks.
    pub missing: Option<&'static str>,
    /// Who can settle it.
    pub settled_by: Option<&'static str>,
    /// How sure the rule is.
    pub certainty: Certainty,
}

/// The answer for a case.
pub fn buyer(case: &Case, procurement: Option<&Procurement>) -> Buyer {
    let facts = &case.facts;
    let settled =
        |answer, why| Buyer { answer, why, missing: None, settled_by: None, certainty: Certainty::Certain };
    let open = |why, missing| Buyer {
        answer: Decided::Unknown,
        why,
        missing,
        settled_by: Some("lawyer"),
        certainty: procurement.map_or(Certainty::Unknown, |p| p.public_money.certainty),
    };
    match facts.yes_no(TOLD) {
        Some(true) => return settled(Decided::Yes, Why::ToldYes),
        Some(false) => return settled(Decided::No, Why::ToldNo),
        None => {}
    }
    if facts.word("organisation.legal_form").is_some_and(|form| !PRIVATE.contains(&form)) {
        return settled(Decided::Yes, Why::PublicForm);
    }
    match (facts.number(FUNDING), procurement) {
        (Some(share), Some(rules)) if share > rules.public_money.above => open(Why::MostlyPublicMoney, None),
        (Some(_), Some(_)) => open(Why::LessPublicMoney, None),
        (Some(_), None) => open(Why::NotTold, None),
        (None, _) => open(Why::NotTold, Some(FUNDING)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn a_public_body_is_one_and_a_private_one_is_never_sure() {
        let catalog = Catalog::embedded().unwrap();
        for (facts, answer, why, missing) in [
            ("", Decided::Unknown, Why::NotTold, Some(FUNDING)),
            ("legal_form = 'cpas'", Decided::Yes, Why::PublicForm, None),
            ("legal_form = 'asbl'", Decided::Unknown, Why::NotTold, Some(FUNDING)),
            ("public_funding_share = 0.5", Decided::Unknown, Why::LessPublicMoney, None),
            ("public_funding_share = 0.51", Decided::Unknown, Why::MostlyPublicMoney, None),
            ("legal_form = 'cpas'\ncontracting_authority = false", Decided::No, Why::ToldNo, None),
            ("public_funding_share = 0.1\ncontracting_authority = true", Decided::Yes, Why::ToldYes, None),
        ] {
            let case = Case::read(&format!("[organisation]\n{facts}"), &catalog).unwrap();
            let found = buyer(&case, catalog.procurement());
            assert_eq!((found.answer, found.why, found.missing), (answer, why, missing), "{facts}");
            assert_eq!(buyer(&case, None).answer == Decided::Unknown, answer == Decided::Unknown, "{facts}");
        }
    }
}
