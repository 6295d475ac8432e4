//! The three questions of the first run, and the organisation's form.

use eclaireur_models::building::{BceNumber, BceProblem, LegalForm, Postcode};

use super::{FormData, Problem, ProblemCode};

/// First run: who, where, what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartInput {
    /// Name of the organisation; also of its first building, unless it is renamed.
    pub name: String,
    /// Postcode.
    pub postcode: Postcode,
    /// Code of the activity.
    pub activity: String,
    /// NIS code of the commune, when it was asked.
    pub commune: Option<String>,
}

impl StartInput {
    /// Reads `name`, `postcode`, `activity`, `commune`.
    pub fn read(form: &mut FormData) -> Option<StartInput> {
        let name = form.required("name");
        let postcode = read_postcode(form, true);
        let activity = required_choice(form, "activity");
        let commune = form.optional("commune");
        if form.failed() {
            return None;
        }
        Some(StartInput { name: name?, postcode: postcode?, activity: activity?, commune })
    }
}

/// An organisation as edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationInput {
    /// Name.
    pub name: String,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// Legal form.
    pub legal_form: Option<LegalForm>,
    /// Code of the activity.
    pub activity: Option<String>,
    /// Postcode of the seat.
    pub postcode: Option<Postcode>,
    /// NIS code of the commune, when it was asked.
    pub commune: Option<String>,
    /// For how many years pictures that come with a reading are kept; always without.
    pub photo_years: Option<u8>,
}

/// Years for which pictures may be kept; always is a choice of its own.
pub const PHOTO_YEARS: [u8; 4] = [1, 2, 5, 10];
/// Its word.
pub const ALWAYS: &str = "always";

impl OrganisationInput {
    /// Reads `name`, `bce`, `legal_form`, `activity`, `postcode`, `commune`, `photo_years` (`always`, or one of
    /// [`PHOTO_YEARS`]).
    pub fn read(form: &mut FormData) -> Option<OrganisationInput> {
        let name = form.required("name");
        let bce = read_bce(form);
        let legal_form = form.choice("legal_form", LegalForm::from_code);
        let activity = form.optional("activity");
        let postcode = read_postcode(form, false);
        let commune = form.optional("commune");
        let years = |code: &str| PHOTO_YEARS.into_iter().find(|years| years.to_string() == code);
        let photo_years = form
            .choice("photo_years", |code| if code == ALWAYS { Some(None) } else { years(code).map(Some) });
        if form.failed() {
            return None;
        }
        let photo_years = photo_years.flatten();
        Some(OrganisationInput { name: name?, bce, legal_form, activity, postcode, commune, photo_years })
    }

    /// As the form shows it.
    pub fn to_form(&self) -> FormData {
        FormData::new()
            .set("name", &self.name)
            .set("bce", self.bce.map(|b| b.to_string()).unwrap_or_default())
            .set("legal_form", self.legal_form.map(LegalForm::code).unwrap_or_default())
            .set("activity", self.activity.clone().unwrap_or_default())
            .set("postcode", self.postcode.map(|p| p.to_string()).unwrap_or_default())
            .set("commune", self.commune.clone().unwrap_or_default())
            .set("photo_years", self.photo_years.map_or_else(|| ALWAYS.to_owned(), |years| years.to_string()))
    }
}

fn read_bce(form: &mut FormData) -> Option<BceNumber> {
    let text = form.optional("bce")?;
    match BceNumber::read(&text) {
        Ok(number) => Some(number),
        Err(BceProblem::Form) => {
            form.fail("bce", Problem::new(ProblemCode::BceForm));
            None
        }
        Err(BceProblem::Check { expected }) => {
            form.fail("bce", Problem::new(ProblemCode::BceCheck).with("expected", format!("{expected:02}")));
            None
        }
    }
}

pub(super) fn read_postcode(form: &mut FormData, required: bool) -> Option<Postcode> {
    let text = if required { form.required("postcode")? } else { form.optional("postcode")? };
    let postcode = Postcode::read(&text);
    if postcode.is_none() {
        form.fail("postcode", Problem::new(ProblemCode::BadPostcode));
    }
    postcode
}

pub(super) fn required_choice(form: &mut FormData, name: &str) -> Option<String> {
    if form.get(name).is_empty() {
        form.fail(name, Problem::new(ProblemCode::NotInList));
        return None;
    }
    form.optional(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_answers_are_enough() {
        let mut form =
            FormData::from_pairs([("name", "Les Tilleuls"), ("postcode", "5000"), ("activity", "care-home")]);
        let start = StartInput::read(&mut form).unwrap();
        assert_eq!((start.postcode.number(), start.commune), (5000, None));
        let mut form = FormData::from_pairs([("name", ""), ("postcode", "75001")]);
        assert_eq!(StartInput::read(&mut form), None);
        assert_eq!(form.problem("postcode").map(|p| p.code), Some(ProblemCode::BadPostcode));
        assert_eq!(form.problem("activity").map(|p| p.code), Some(ProblemCode::NotInList));
    }

    #[test]
    fn a_wrong_enterprise_number_says_which_digits_would_be_right() {
        let mut form = FormData::new().set("name", "x").set("bce", "0123.456.700");
        assert_eq!(OrganisationInput::read(&mut form), None);
        let expected = 97 - 1_234_567 % 97;
        let sentence = form.problem("bce").unwrap().sentence(eclaireur_models::lang::Lang::Fr);
        assert!(sentence.contains(&expected.to_string()), "{sentence}");
    }
}
