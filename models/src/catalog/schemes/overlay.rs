//! A demand that changes an existing scheme: everything of that scheme, but for what the demand says otherwise.
//!
//! For scenarios only: the file of the law itself is never touched. Does *not* judge.

use serde::Deserialize;

use super::{Scheme, SchemeStatus};

/// Which scheme a demand changes, and which of its conditions it does away with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The scheme.
    pub of: String,
    /// Codes of its conditions that no longer hold; one of the same code in this file takes the place of its own.
    #[serde(default)]
    pub drops: Vec<String>,
}

impl Scheme {
    /// The scheme with what it does not say itself taken from the one it changes.
    ///
    /// # Errors
    /// It is no demand; the other is one itself; a condition it drops is not there; a source stands in both.
    pub(in crate::catalog) fn laid_over(
        mut self,
        overlay: &Overlay,
        under: &Scheme,
    ) -> Result<Scheme, String> {
        if self.status != SchemeStatus::Proposed {
            return Err("[overlay]: only a scheme with `status = \"proposed\"` changes another".to_owned());
        }
        if under.status == SchemeStatus::Proposed {
            return Err(format!("[overlay]: `{}` is itself a demand", under.code));
        }
        if let Some(code) =
            overlay.drops.iter().find(|code| !under.conditions.iter().any(|c| c.code == **code))
        {
            return Err(format!("[overlay]: `{}` has no condition `{code}`", under.code));
        }
        if let Some(twice) = self.sources.iter().find(|own| under.source(&own.id).is_some()) {
            return Err(format!("[[source]] `{}`: `{}` has one of that name", twice.id, under.code));
        }
        let stays =
            |code: &String| !overlay.drops.contains(code) && !self.conditions.iter().any(|c| c.code == *code);
        let mut conditions: Vec<_> = under.conditions.iter().filter(|c| stays(&c.code)).cloned().collect();
        conditions.append(&mut self.conditions);
        self.conditions = conditions;
        self.sources.extend(under.sources.iter().cloned());
        if self.covers.is_empty() {
            self.covers.clone_from(&under.covers);
        }
        if self.amounts.is_empty() {
            self.amounts.clone_from(&under.amounts);
        }
        if self.cumulation.hypotheses.is_empty() {
            self.cumulation.hypotheses.clone_from(&under.cumulation.hypotheses);
        }
        if self.cumulation.not_with.is_empty() {
            self.cumulation.not_with.clone_from(&under.cumulation.not_with);
        }
        // What nobody of us has read of the law is not read of the demand either.
        let asked = |code: &str| self.questions.iter().any(|own| own.code == code);
        let open: Vec<_> = under.questions.iter().filter(|q| !asked(&q.code)).cloned().collect();
        self.questions.extend(open);
        self.in_force = self.in_force.or_else(|| under.in_force.clone());
        self.procedure = self.procedure.or_else(|| under.procedure.clone());
        self.payment = self.payment.or(under.payment);
        Ok(self)
    }
}
