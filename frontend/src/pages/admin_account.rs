//! One account, for the administrator: its roles, and what can be done about it.
//!
//! POST to its own address with `do`: `invite`, `sessions`, `factor` (with `reason`, a code), `close`; or `revoke` (id of a
//! grant). Why a second factor was reset is kept as a code: nothing personal stands in the log.

use askama::Template;

use super::accounts::{self, AccountLine, AccountState, RoleLine};
use super::{access, samples};
use crate::format;
use crate::forms::{Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// Why a second factor is reset.
pub const REASONS: [&str; 4] = ["lost-phone", "new-phone", "suspected", "other"];

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin_account.html")]
pub struct AdminAccountPage {
    /// Frame.
    pub shell: Shell,
    /// Which account.
    pub account: AccountLine,
    /// Nobody else administers the service: that role and the account stay.
    pub is_last: bool,
    /// The link of an invitation just made, whole; to be passed on where no mail is sent.
    pub link: Option<String>,
    /// The reason, and problems.
    pub form: FormData,
}

html!(AdminAccountPage);

/// A role in words.
struct RoleView {
    id: String,
    words: String,
    from: String,
    to: String,
    open: bool,
    stays: bool,
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    REASONS.iter().map(|reason| format!("factor-reason-{reason}")).collect()
}

impl AdminAccountPage {
    fn title(&self) -> String {
        self.shell.t("account-title").with("person", &self.account.person).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        accounts::crumbs(&self.shell, Some(self.account.person.clone()))
    }

    fn action(&self) -> String {
        urls::admin_account(&self.account.id)
    }

    fn state(&self) -> (String, &'static str) {
        accounts::state(self.shell.body_lang(), self.account.state)
    }

    fn rows(&self) -> Vec<(String, String)> {
        let t = |key: &'static str| self.shell.t(key).to_string();
        let seen = self.account.seen_on.map_or_else(|| t("access-not-seen"), format::day);
        let mut rows = vec![(t("access-col-seen"), seen)];
        rows.extend(self.account.email.clone().map(|email| (t("invite-email"), email)));
        rows.push((t("account-sessions"), format::whole(self.account.sessions)));
        rows
    }

    fn roles(&self) -> Vec<RoleView> {
        let one = |role: &RoleLine| RoleView {
            id: role.id.clone(),
            words: accounts::role_words(&self.shell, role),
            from: format::day(role.from),
            to: role.to.map_or_else(|| self.shell.t("access-no-end").to_string(), access::last_day),
            open: role.open,
            stays: self.is_last && role.role == "administrator",
        };
        self.account.roles.iter().map(one).collect()
    }

    fn is_open(&self) -> bool {
        self.account.state != AccountState::Closed
    }

    fn is_invited(&self) -> bool {
        self.account.state == AccountState::Invited
    }

    fn has_factor(&self) -> bool {
        self.account.state == AccountState::Strong
    }

    fn factor(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let reasons = REASONS
            .iter()
            .map(|reason| {
                Choice::new(*reason, Say::owned(lang, format!("factor-reason-{reason}")).to_string())
            })
            .collect();
        Form::new(shell, data, self.action(), shell.t("account-factor-submit")).group(Group::of(vec![
            Field::hidden("do", "factor"),
            Field::select(lang, data, "reason", shell.t("account-factor-reason"), reasons),
        ]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AdminAccountPage)> {
        let account = accounts::sample_account();
        let mut shell = samples::shell(urls::admin_account(&account.id));
        shell.organisation = None;
        let full = AdminAccountPage { shell, account, is_last: false, link: None, form: FormData::new() };
        let last = AdminAccountPage { is_last: true, ..full.clone() };
        let mut invited = full.clone();
        invited.account.state = AccountState::Invited;
        invited.account.roles.clear();
        invited.link = Some(
            "https://energie.example.be/invitation/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE".to_owned(),
        );
        let mut closed = full.clone();
        closed.account.state = AccountState::Closed;
        vec![("full", full), ("last", last), ("invited", invited), ("closed", closed)]
    }
}
