//! Coming in: address and password, the code of the second factor, and what a link of a mail opens.
//!
//! Fields: `email`, `password`, `suite` (where to go on), `code`, `name`, `sans` (without a password).

use askama::Template;

use super::samples;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// Which door one stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// Address and password.
    SignIn,
    /// The code of the second factor.
    Code,
    /// To which address a link goes that opens another password.
    Forgotten,
    /// Another password.
    Reset {
        /// Secret of the link.
        secret: String,
    },
    /// The first password, or none.
    Invitation {
        /// Secret of the link.
        secret: String,
        /// For which address.
        email: String,
    },
    /// A session by mail: one button, so that whoever only looks at links uses none up.
    Link {
        /// Secret of the link.
        secret: String,
    },
    /// Another address, confirmed: one button.
    Address {
        /// Secret of the link.
        secret: String,
        /// Which.
        email: String,
    },
    /// A mail is on its way, if there is somebody to get it.
    Sent,
    /// The link serves no more.
    Gone,
}

/// Whom one can be in the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoRole {
    /// Manager of an organisation.
    Manager,
    /// Manager of one building.
    BuildingManager,
    /// Adviser of two organisations.
    Adviser,
    /// Reviewer of the federation.
    Reviewer,
    /// The accompaniment cell.
    Cell,
    /// An investor.
    Investor,
    /// An administrator.
    Administrator,
}

impl DemoRole {
    /// Everybody.
    pub const ALL: [DemoRole; 7] = [
        DemoRole::Manager,
        DemoRole::BuildingManager,
        DemoRole::Adviser,
        DemoRole::Reviewer,
        DemoRole::Cell,
        DemoRole::Investor,
        DemoRole::Administrator,
    ];

    /// Stable code, as in forms and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            DemoRole::Manager => "manager",
            DemoRole::BuildingManager => "building-manager",
            DemoRole::Adviser => "adviser",
            DemoRole::Reviewer => "reviewer",
            DemoRole::Cell => "cell",
            DemoRole::Investor => "investor",
            DemoRole::Administrator => "administrator",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<DemoRole> {
        DemoRole::ALL.into_iter().find(|role| role.code() == code)
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            DemoRole::Manager => ("demo-role-manager", "demo-role-manager-sees"),
            DemoRole::BuildingManager => ("demo-role-building-manager", "demo-role-building-manager-sees"),
            DemoRole::Adviser => ("demo-role-adviser", "demo-role-adviser-sees"),
            DemoRole::Reviewer => ("demo-role-reviewer", "demo-role-reviewer-sees"),
            DemoRole::Cell => ("demo-role-cell", "demo-role-cell-sees"),
            DemoRole::Investor => ("demo-role-investor", "demo-role-investor-sees"),
            DemoRole::Administrator => ("demo-role-administrator", "demo-role-administrator-sees"),
        }
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    /// Frame.
    pub shell: Shell,
    /// Which door.
    pub door: Door,
    /// What was typed, with its problems.
    pub form: FormData,
}

html!(SignInPage);

impl SignInPage {
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.door {
            Door::SignIn => ("sign-in-title", "sign-in-lead"),
            Door::Code => ("sign-in-code-title", "sign-in-code-lead"),
            Door::Forgotten => ("sign-in-forgotten-title", "sign-in-forgotten-lead"),
            Door::Reset { .. } => ("sign-in-reset-title", "sign-in-reset-lead"),
            Door::Invitation { .. } => ("sign-in-invitation-title", "sign-in-invitation-lead"),
            Door::Link { .. } => ("sign-in-link-title", "sign-in-link-lead"),
            Door::Address { .. } => ("sign-in-address-title", "sign-in-address-lead"),
            Door::Sent => ("sign-in-sent-title", "sign-in-sent-lead"),
            Door::Gone => ("sign-in-gone-title", "sign-in-gone-lead"),
        }
    }

    fn title(&self) -> String {
        self.shell.t(self.keys().0).to_string()
    }

    fn lead(&self) -> String {
        let email = match &self.door {
            Door::Invitation { email, .. } | Door::Address { email, .. } => email.as_str(),
            _ => "",
        };
        self.shell.t(self.keys().1).with("address", email).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::to(self.shell.t("frame-home").to_string(), urls::home()), Crumb::here(self.title())]
    }

    fn form(&self) -> Option<Form<'_>> {
        let (lang, data) = (self.shell.body_lang(), &self.form);
        let t = |key: &'static str| -> Say<'static> { self.shell.t(key) };
        let form = |action: String, submit: &'static str| Form::new(&self.shell, data, action, t(submit));
        let email =
            || Field::text(lang, data, "email", t("sign-in-email")).autocomplete("username").width("w-long");
        let fresh = || {
            Field::password(lang, data, "password", t("sign-in-new-password"))
                .hint(t("sign-in-new-password-hint"))
                .autocomplete("new-password")
        };
        let next = || Field::hidden("suite", data.get("suite"));
        Some(match &self.door {
            Door::SignIn => {
                let password = Field::password(lang, data, "password", t("sign-in-password"))
                    .autocomplete("current-password");
                form(urls::sign_in(), "sign-in-submit").group(Group::of(vec![email(), password, next()]))
            }
            Door::Code => {
                let code = Field::text(lang, data, "code", t("sign-in-code"))
                    .hint(t("sign-in-code-hint"))
                    .width("w-medium")
                    .autocomplete("one-time-code");
                form(urls::sign_in_code(), "sign-in-submit").group(Group::of(vec![code, next()]))
            }
            Door::Forgotten => form(urls::forgotten(), "sign-in-send-link")
                .group(Group::of(vec![email()]))
                .cancel(urls::sign_in()),
            Door::Reset { secret } => {
                form(urls::reset(secret), "sign-in-reset-submit").group(Group::of(vec![fresh()]))
            }
            Door::Invitation { secret, .. } => {
                let name = Field::text(lang, data, "name", t("sign-in-name")).autocomplete("name");
                let without =
                    Field::checkbox(lang, data, "sans", t("sign-in-without")).hint(t("sign-in-without-hint"));
                form(urls::invitation(secret), "sign-in-invitation-submit").group(Group::of(vec![
                    name,
                    fresh(),
                    without,
                ]))
            }
            Door::Link { secret } => form(urls::sign_in_link(secret), "sign-in-submit"),
            Door::Address { secret, .. } => form(urls::account_address(secret), "sign-in-address-submit"),
            Door::Sent | Door::Gone => return None,
        })
    }

    fn asks_password(&self) -> bool {
        self.door == Door::SignIn
    }

    fn by_mail(&self) -> Form<'_> {
        let lang = self.shell.body_lang();
        let mut email = Field::text(lang, &self.form, "email", self.shell.t("sign-in-email"))
            .autocomplete("username")
            .width("w-long");
        // The same question stands above: two fields of one page have two ids.
        email.id_of = Some("mail");
        email.error = None;
        Form::new(&self.shell, &self.form, urls::sign_in_mail(), self.shell.t("sign-in-send-link"))
            .group(Group::of(vec![email]))
            .summed_above()
    }

    fn is_over(&self) -> bool {
        matches!(self.door, Door::Gone | Door::Sent)
    }

    fn roles(&self) -> Vec<(&'static str, Say<'static>, Say<'static>)> {
        if !self.shell.demo || self.door != Door::SignIn {
            return Vec::new();
        }
        let one = |role: DemoRole| {
            let (name, sees) = role.words();
            (role.code(), self.shell.t(name), self.shell.t(sees))
        };
        DemoRole::ALL.into_iter().map(one).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SignInPage)> {
        let at = |door: Door| SignInPage {
            shell: Shell { viewer: crate::Viewer::nobody(), ..samples::shell(urls::sign_in()) },
            door,
            form: FormData::new(),
        };
        let (secret, email) = (|| "secret".to_owned(), || "anne@example.be".to_owned());
        let mut wrong = at(Door::SignIn);
        wrong.form = FormData::new().set("email", email()).set("suite", "/aides");
        wrong.form.fail("password", Problem::new(ProblemCode::SignInWrong));
        let mut short = at(Door::Invitation { secret: secret(), email: email() });
        short.form.fail("password", Problem::new(ProblemCode::PasswordShort).with("min", 12));
        let mut demo = at(Door::SignIn);
        demo.shell = Shell { viewer: crate::Viewer::nobody(), ..samples::demo_shell(urls::sign_in()) };
        vec![
            ("empty", at(Door::SignIn)),
            ("wrong", wrong),
            ("demo", demo),
            ("code", at(Door::Code)),
            ("forgotten", at(Door::Forgotten)),
            ("reset", at(Door::Reset { secret: secret() })),
            ("invitation", short),
            ("link", at(Door::Link { secret: secret() })),
            ("address", at(Door::Address { secret: secret(), email: email() })),
            ("sent", at(Door::Sent)),
            ("gone", at(Door::Gone)),
        ]
    }
}
