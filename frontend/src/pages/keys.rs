//! The keys of an organisation's programs: made (and shown once), listed with their last use, revoked.
//!
//! Fields: [`crate::forms::KeyInput`]; `key` (id) revokes one.

use askama::Template;
use eclaireur_models::access::Reach;

use super::access::{self, KeyLine, KeyView};
use super::samples;
use crate::forms::{Choice, Field, Form, FormData, Group, KeyInput, MOST_DAYS_KEY};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// A key that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeKey {
    /// What it is for.
    pub name: String,
    /// The key itself, this once.
    pub secret: String,
    /// What it may do.
    pub reach: Reach,
    /// Scheme and name under which programs reach us.
    pub origin: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/keys.html")]
pub struct KeysPage {
    /// Frame.
    pub shell: Shell,
    /// Which organisation.
    pub organisation: Named,
    /// Every key, past ones too, the oldest first.
    pub keys: Vec<KeyLine>,
    /// The one just made.
    pub made: Option<MadeKey>,
    /// Values and problems.
    pub form: FormData,
}

html!(KeysPage);

impl KeysPage {
    fn title(&self) -> String {
        self.shell.t("keys-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        access::crumbs(&self.shell, &self.organisation, Some(self.shell.t("keys-crumb").to_string()))
    }

    fn keys(&self) -> Vec<KeyView> {
        access::key_views(&self.shell, &self.keys).into_iter().rev().collect()
    }

    /// How a program uses the key: a line for a terminal.
    fn example(&self, made: &MadeKey) -> String {
        let bearer = format!("Authorization: Bearer {}", made.secret);
        match made.reach {
            Reach::Read => format!("curl --header '{bearer}' {}/api/v1/buildings", made.origin),
            Reach::Import => format!(
                "curl --header '{bearer}' --form file=@releves.csv {}/api/v1/organisations/{}/imports",
                made.origin, self.organisation.code
            ),
        }
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let reaches = [(Reach::Read, "read"), (Reach::Import, "import")]
            .map(|(reach, code)| Choice::new(code, access::reach(lang, reach)));
        Form::new(shell, data, urls::access_keys(&self.organisation.code), shell.t("keys-submit"))
            .summed_above()
            .group(Group::of(vec![
                Field::text(lang, data, "name", shell.t("keys-name")).hint(shell.t("keys-name-hint")),
                Field::radio(lang, data, "reach", shell.t("keys-reach"), reaches.into()),
                Field::number(lang, data, "days", shell.t("keys-days"))
                    .unit(shell.t("form-days"))
                    .hint(shell.t("keys-days-hint").count("most", MOST_DAYS_KEY)),
            ]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, KeysPage)> {
        let organisation = samples::organisation();
        let none = KeysPage {
            shell: samples::shell(urls::access_keys(&organisation.code)),
            organisation,
            keys: Vec::new(),
            made: None,
            form: FormData::new().set("reach", "read").set("days", "180"),
        };
        let open = access::sample_key();
        let over = KeyLine { open: false, id: "0000000000004".to_owned(), used_on: None, ..open.clone() };
        let revoked = KeyLine { revoked_on: Some(samples::day(2025, 12, 1)), ..over.clone() };
        let revoked = KeyLine { id: "0000000000003".to_owned(), name: "Essai <b>".to_owned(), ..revoked };
        let some = KeysPage { keys: vec![revoked, over, open], ..none.clone() };
        let made = KeysPage {
            made: Some(MadeKey {
                name: "Import mensuel".to_owned(),
                secret: "ecl_DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE".to_owned(),
                reach: Reach::Import,
                origin: "https://energie.example.be".to_owned(),
            }),
            ..some.clone()
        };
        let mut wrong = some.clone();
        wrong.form = FormData::from_pairs([("name", ""), ("reach", "read"), ("days", "400")]);
        let _ = KeyInput::read(&mut wrong.form);
        vec![("none", none), ("some", some), ("made", made), ("wrong", wrong)]
    }
}
