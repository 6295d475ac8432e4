//! Somebody is invited: by an organisation, as manager or by mandate as adviser; by the administrator, with any role.
//!
//! Fields: [`crate::forms::InvitationInput`], `role`, and what it is about: [`crate::forms::chosen_buildings`], or
//! `organisation`, `federation`.

use askama::Template;
use eclaireur_models::access::Role;

use super::{access, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group, InvitationInput};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inviter {
    /// An organisation, to its own.
    Organisation {
        /// Which.
        organisation: Named,
        /// Its buildings.
        buildings: Vec<Named>,
        /// Code of the role: `manager` or `adviser`.
        role: &'static str,
    },
    /// The administrator, to anything.
    Service {
        /// Organisations to choose from.
        organisations: Vec<Named>,
        /// Federations to choose from.
        federations: Vec<Named>,
    },
}

/// What became of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invited {
    /// No mail is sent here: the link is to be passed on.
    PassOn {
        /// To whom.
        person: String,
        /// Its address, whole.
        link: String,
    },
    /// A mail is on its way.
    Sent {
        /// To whom.
        person: String,
    },
    /// They sign in already, or were invited by others before: nothing is to be passed on.
    Known {
        /// Who.
        person: String,
    },
}

impl Invited {
    /// What the person is called.
    pub fn person(&self) -> &str {
        match self {
            Invited::PassOn { person, .. } | Invited::Sent { person } | Invited::Known { person } => person,
        }
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/invite.html")]
pub struct InvitePage {
    /// Frame.
    pub shell: Shell,
    /// Who invites.
    pub by: Inviter,
    /// Values and problems.
    pub form: FormData,
    /// What became of it, once sent.
    pub invited: Option<Invited>,
    /// The mandate it gave, to be printed.
    pub mandate: Option<String>,
}

html!(InvitePage);

impl InvitePage {
    fn title(&self) -> String {
        let key = match (&self.invited, &self.by) {
            (Some(invited), _) => {
                return self.shell.t("invite-done-title").with("person", invited.person()).to_string();
            }
            (None, Inviter::Organisation { role: "adviser", .. }) => "invite-title-adviser",
            (None, Inviter::Organisation { .. }) => "invite-title-manager",
            (None, Inviter::Service { .. }) => "invite-title-service",
        };
        self.shell.t(key).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = self.shell.t("invite-crumb").to_string();
        match &self.by {
            Inviter::Organisation { organisation, .. } => {
                access::crumbs(&self.shell, organisation, Some(here))
            }
            Inviter::Service { .. } => super::accounts::crumbs(&self.shell, Some(here)),
        }
    }

    fn lead(&self) -> String {
        let key = match &self.by {
            Inviter::Organisation { role: "adviser", .. } => "invite-lead-adviser",
            Inviter::Organisation { .. } => "invite-lead-manager",
            Inviter::Service { .. } => "invite-lead-service",
        };
        self.shell.t(key).to_string()
    }

    fn link(&self) -> Option<&str> {
        match &self.invited {
            Some(Invited::PassOn { link, .. }) => Some(link),
            _ => None,
        }
    }

    fn said(&self) -> String {
        let key = match &self.invited {
            Some(Invited::PassOn { .. }) => "invite-pass-on",
            Some(Invited::Sent { .. }) => "invite-sent",
            _ => "invite-known",
        };
        self.shell.t(key).to_string()
    }

    fn back(&self) -> String {
        match &self.by {
            Inviter::Organisation { organisation, .. } => urls::access(&organisation.code),
            Inviter::Service { .. } => urls::admin_accounts(),
        }
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let email = Field::text(lang, data, "email", shell.t("invite-email"))
            .hint(shell.t("invite-email-hint"))
            .autocomplete("off");
        let mandate = matches!(self.by, Inviter::Organisation { role: "adviser", .. });
        let to = Field::date(lang, data, "to", shell.t("invite-to")).hint(if mandate {
            shell.t("invite-to-mandate")
        } else {
            shell.t("invite-to-hint")
        });
        let from = Field::date(lang, data, "from", shell.t("invite-from")).hint(shell.t("form-date-hint"));
        let days = Group::pair(vec![from, if mandate { to } else { to.optional(lang) }]);
        match &self.by {
            Inviter::Organisation { organisation, buildings, role } => {
                let scopes = ["all", "some"].map(|scope| {
                    let key = if scope == "all" { "invite-scope-all" } else { "invite-scope-some" };
                    Choice::new(scope, shell.t(key).to_string())
                });
                let boxes = buildings
                    .iter()
                    .map(|building| {
                        Field::checkbox(lang, data, &forms::building_field(&building.code), &building.name)
                    })
                    .collect();
                Form::new(shell, data, urls::access_invite(&organisation.code), shell.t("invite-submit"))
                    .group(Group::of(vec![Field::hidden("role", *role), email]))
                    .group(Group::of(vec![Field::radio(
                        lang,
                        data,
                        "scope",
                        shell.t("invite-scope"),
                        scopes.into(),
                    )]))
                    .group(Group::of(boxes).legend(shell.t("invite-buildings")))
                    .group(days)
                    .cancel(urls::access(&organisation.code))
            }
            Inviter::Service { organisations, federations } => {
                let roles =
                    Role::CODES.iter().map(|code| Choice::new(*code, access::role(lang, code))).collect();
                let of = |all: &[Named]| -> Vec<Choice> { all.iter().map(Choice::from).collect() };
                let organisation = Field::select(
                    lang,
                    data,
                    "organisation",
                    shell.t("invite-organisation"),
                    of(organisations),
                )
                .hint(shell.t("invite-organisation-hint"))
                .optional(lang);
                let federation =
                    Field::select(lang, data, "federation", shell.t("invite-federation"), of(federations))
                        .hint(shell.t("invite-federation-hint"))
                        .optional(lang);
                Form::new(shell, data, urls::admin_invite(), shell.t("invite-submit"))
                    .group(Group::of(vec![
                        email,
                        Field::radio(lang, data, "role", shell.t("invite-role"), roles),
                        organisation,
                        federation,
                    ]))
                    .group(days)
                    .cancel(urls::admin_accounts())
            }
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, InvitePage)> {
        let organisation = samples::organisation();
        let buildings = vec![samples::building(), Named::new("aile-b", "Aile <B> & Cie")];
        let place = |role| Inviter::Organisation {
            organisation: samples::organisation(),
            buildings: buildings.clone(),
            role,
        };
        let adviser = InvitePage {
            shell: samples::shell(urls::access_invite(&organisation.code)),
            by: place("adviser"),
            form: InvitationInput::proposed(samples::today()),
            invited: None,
            mandate: None,
        };
        let mut wrong = InvitePage { by: place("manager"), ..adviser.clone() };
        wrong.form = FormData::from_pairs([("email", "jeanne"), ("from", "1/1/26"), ("scope", "some")]);
        let _ = forms::chosen_buildings(&mut wrong.form, &buildings);
        let _ = InvitationInput::read(&mut wrong.form, false, samples::today());
        let person = || "conseil@example.be".to_owned();
        let link =
            "https://energie.example.be/invitation/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE".to_owned();
        let pass_on = InvitePage {
            invited: Some(Invited::PassOn { person: person(), link }),
            mandate: Some(urls::mandate(&organisation.code, "0000000000002")),
            ..adviser.clone()
        };
        let sent = InvitePage {
            invited: Some(Invited::Sent { person: person() }),
            mandate: None,
            ..pass_on.clone()
        };
        let known = InvitePage { invited: Some(Invited::Known { person: person() }), ..sent.clone() };
        let mut service = adviser.clone();
        service.shell.organisation = None;
        service.by = Inviter::Service {
            organisations: vec![organisation],
            federations: vec![super::federations::federation()],
        };
        vec![
            ("adviser", adviser),
            ("wrong", wrong),
            ("pass-on", pass_on),
            ("sent", sent),
            ("known", known),
            ("service", service),
        ]
    }
}
