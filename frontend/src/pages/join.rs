//! What the link of a campaign's mail opens: join with a new organisation, say no, or have no reminder any more.
//!
//! Fields of joining: `organisation`, `bce`, `join`; for who is not signed in `name`, and `password` or `sans` where the invitation
//! was written to an address, `email` where it was not: nobody proved that one, and a link is mailed to it. Or `decline`. Of
//! reminders: one button.

use askama::Template;
use eclaireur_models::building::{BceNumber, BceProblem};
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// At which door one stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// A new organisation is made, with a new account.
    Fresh {
        /// The address that the list gives.
        email: Option<String>,
    },
    /// A new organisation is made, by somebody who is signed in.
    SignedIn,
    /// This address has an account: they sign in first.
    SignInFirst,
    /// The organisation is here already: whoever manages it answers there.
    Known,
    /// It joined; who typed this address comes in by a link that is mailed to it.
    Mailed {
        /// Which.
        email: String,
        /// The mail is on its way.
        left: bool,
    },
    /// It was answered.
    Answered {
        /// With yes.
        joined: bool,
    },
    /// The link opens nothing any more.
    Gone,
    /// Reminders end by one button.
    Reminders,
    /// They ended.
    NoMore,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/join.html")]
pub struct JoinPage {
    /// Frame.
    pub shell: Shell,
    /// Secret of the link.
    pub secret: String,
    /// Name of the federation; empty where the link opens nothing.
    pub federation: String,
    /// The year whose figures are asked for.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// At which door.
    pub door: Door,
    /// What was typed.
    pub form: FormData,
}

html!(JoinPage);

/// A new organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinInput {
    /// Its name.
    pub organisation: String,
    /// Its enterprise number.
    pub bce: Option<BceNumber>,
}

impl JoinInput {
    /// As typed; problems are noted.
    pub fn read(form: &mut FormData) -> Option<JoinInput> {
        let organisation = form.name("organisation");
        let bce = match form.optional("bce").map(|text| BceNumber::read(&text)) {
            None => None,
            Some(Ok(bce)) => Some(bce),
            Some(Err(BceProblem::Form)) => {
                form.fail("bce", Problem::new(ProblemCode::BceForm));
                None
            }
            Some(Err(BceProblem::Check { expected })) => {
                form.fail(
                    "bce",
                    Problem::new(ProblemCode::BceCheck).with("expected", format!("{expected:02}")),
                );
                None
            }
        };
        if form.failed() {
            return None;
        }
        Some(JoinInput { organisation: organisation?, bce })
    }
}

impl JoinPage {
    fn say(&self, key: &'static str) -> String {
        self.shell
            .t(key)
            .with("federation", &self.federation)
            .with("year", self.year)
            .with("day", format::day(self.closes_on))
            .to_string()
    }

    fn title(&self) -> String {
        self.say(match self.door {
            Door::Gone => "join-title-gone",
            Door::Reminders => "join-title-reminders",
            Door::NoMore => "join-title-no-more",
            Door::Answered { joined: true } | Door::Mailed { .. } => "join-title-joined",
            Door::Answered { joined: false } => "join-title-declined",
            Door::Fresh { .. } | Door::SignedIn | Door::SignInFirst | Door::Known => "join-title",
        })
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let home = Crumb::to(self.shell.t("frame-home").to_string(), urls::home());
        vec![home, Crumb::here(self.shell.t("join-crumb").to_string())]
    }

    fn answer(&self) -> String {
        self.say(match self.door {
            Door::Gone => "join-gone",
            Door::Reminders => "join-reminders",
            Door::NoMore => "join-no-more",
            Door::Answered { joined: true } | Door::Mailed { .. } => "join-joined",
            Door::Answered { joined: false } => "join-declined",
            Door::Fresh { .. } | Door::SignedIn | Door::SignInFirst | Door::Known => "join-lead",
        })
    }

    fn asks(&self) -> bool {
        matches!(self.door, Door::Fresh { .. } | Door::SignedIn | Door::SignInFirst | Door::Known)
    }

    /// What is said besides.
    fn aside(&self) -> Option<String> {
        match &self.door {
            // The same whether the organisation is here or not.
            Door::Fresh { .. } => Some(self.say("join-or-sign-in")),
            Door::SignInFirst => Some(self.say("join-sign-in-first")),
            Door::Known => Some(self.say("join-known")),
            Door::Mailed { email, left } => {
                let key = if *left { "join-mailed" } else { "join-mailed-not" };
                Some(self.shell.t(key).with("address", email).to_string())
            }
            _ => None,
        }
    }

    /// The way to where one signs in, for who did not.
    fn sign_in(&self) -> Option<String> {
        match self.door {
            Door::Fresh { .. } | Door::SignInFirst => {
                Some(urls::with_query(&urls::sign_in(), &[("suite", &urls::join(&self.secret))]))
            }
            Door::Known if self.shell.viewer.name.is_none() => Some(urls::sign_in()),
            _ => None,
        }
    }

    fn form(&self) -> Option<Form<'_>> {
        let (lang, data) = (self.shell.body_lang(), &self.form);
        let t = |key: &'static str| -> Say<'static> { self.shell.t(key) };
        let organisation =
            || Field::text(lang, data, "organisation", t("join-organisation")).autocomplete("organization");
        let bce = || {
            Field::text(lang, data, "bce", t("join-bce"))
                .hint(t("join-bce-hint"))
                .optional(lang)
                .width("w-medium")
        };
        let own = Group::of(vec![organisation(), bce(), Field::hidden("join", "1")]);
        let form = Form::new(&self.shell, data, urls::join(&self.secret), t("join-submit")).group(own);
        match &self.door {
            Door::SignedIn => Some(form),
            Door::Fresh { email } => {
                let name = Field::text(lang, data, "name", t("sign-in-name")).autocomplete("name");
                let account = match email {
                    Some(email) => Group::of(vec![
                        name,
                        Field::password(lang, data, "password", t("sign-in-new-password"))
                            .hint(t("sign-in-new-password-hint"))
                            .autocomplete("new-password"),
                        Field::checkbox(lang, data, "sans", t("sign-in-without"))
                            .hint(t("sign-in-without-hint")),
                    ])
                    .legend(t("join-account").with("address", email).to_string()),
                    None => Group::of(vec![
                        Field::text(lang, data, "email", t("sign-in-email"))
                            .hint(t("join-email-hint"))
                            .autocomplete("email"),
                        name,
                    ])
                    .legend(t("join-account-none").to_string()),
                };
                Some(form.group(account))
            }
            _ => None,
        }
    }

    fn ends_reminders(&self) -> bool {
        self.door == Door::Reminders
    }

    fn action(&self) -> String {
        match self.door {
            Door::Reminders => urls::join_reminders(&self.secret),
            _ => urls::join(&self.secret),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, JoinPage)> {
        let mut shell = Shell { viewer: crate::Viewer::nobody(), ..samples::shell(urls::join("secret")) };
        shell.organisation = None;
        let fresh = JoinPage {
            shell,
            secret: "secret".to_owned(),
            federation: "Fédération des services du Val Clair".to_owned(),
            year: 2025,
            closes_on: samples::day(2026, 6, 30),
            door: Door::Fresh { email: Some("direction@example.be".to_owned()) },
            form: FormData::new().set("organisation", "Les Saules <ASBL>"),
        };
        let mut wrong = fresh.clone();
        wrong.door = Door::Fresh { email: None };
        wrong.form = FormData::from_pairs([("bce", "0412345699")]);
        let _ = JoinInput::read(&mut wrong.form);
        let at = |door| JoinPage { door, form: FormData::new(), ..fresh.clone() };
        vec![
            ("fresh", fresh.clone()),
            ("wrong", wrong),
            ("signed-in", at(Door::SignedIn)),
            ("sign-in-first", at(Door::SignInFirst)),
            ("known", at(Door::Known)),
            ("mailed", at(Door::Mailed { email: "direction@example.be".to_owned(), left: true })),
            ("mailed-not", at(Door::Mailed { email: "direction@example.be".to_owned(), left: false })),
            ("joined", at(Door::Answered { joined: true })),
            ("declined", at(Door::Answered { joined: false })),
            ("gone", at(Door::Gone)),
            ("reminders", at(Door::Reminders)),
            ("no-more", at(Door::NoMore)),
        ]
    }
}
