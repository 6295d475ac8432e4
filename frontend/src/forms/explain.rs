//! Why an alert is as it is: something that happened on a day, or another reason.
//!
//! Fields: `kind` (a kind of event, or `other`), `from`, `to`, `text`.

use eclaireur_models::building::Event;
use eclaireur_models::period::Day;

use super::{FormData, event};

/// An explanation as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainInput {
    /// In somebody's words.
    pub text: String,
    /// What happened, where it has a kind and a day: it shows on the charts.
    pub event: Option<Event>,
}

impl ExplainInput {
    /// A reason that is no event.
    pub const OTHER: &'static str = "other";

    /// Reads an explanation; `on` is today.
    pub fn read(form: &mut FormData, on: Day) -> Option<ExplainInput> {
        if form.get("kind") == ExplainInput::OTHER {
            let text = form.required("text")?;
            return Some(ExplainInput { text, event: None });
        }
        let event = event(form, on)?;
        Some(ExplainInput { text: event.text.clone(), event: Some(event) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::ProblemCode;
    use jiff::civil::date;

    #[test]
    fn an_explanation_is_an_event_unless_it_is_something_else() {
        let on = date(2026, 11, 21);
        let mut form = FormData::from_pairs([("kind", "occupancy"), ("from", "1/9/25"), ("text", "12 lits")]);
        let event = ExplainInput::read(&mut form, on).and_then(|input| input.event);
        assert_eq!(event.map(|event| event.from), Some(date(2025, 9, 1)));
        let mut form = FormData::from_pairs([("kind", "other"), ("text", "erreur du fournisseur")]);
        let input = ExplainInput::read(&mut form, on);
        assert_eq!(input.map(|input| input.event), Some(None));
        let mut form = FormData::from_pairs([("kind", "other")]);
        assert_eq!(ExplainInput::read(&mut form, on), None);
        assert_eq!(form.problem("text").map(|p| p.code), Some(ProblemCode::Required));
    }
}
