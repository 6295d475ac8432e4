//! The accounts, for the administrator: who, with which roles, in which state. Nothing of anybody's readings.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::{access, samples};
use crate::format;
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// The invitation was not answered.
    Invited,
    /// Signs in.
    Active,
    /// Signs in with a second factor.
    Strong,
    /// Closed.
    Closed,
}

impl AccountState {
    /// Every state.
    pub const ALL: [AccountState; 4] =
        [AccountState::Invited, AccountState::Active, AccountState::Strong, AccountState::Closed];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Strong => "strong",
            AccountState::Closed => "closed",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            AccountState::Invited => "tag tag-warning",
            AccountState::Active | AccountState::Strong => "tag tag-done",
            AccountState::Closed => "tag",
        }
    }
}

/// A role of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLine {
    /// Id of the grant.
    pub id: String,
    /// Code of the role.
    pub role: &'static str,
    /// Name of the organisation or the federation it is about.
    pub of: Option<String>,
    /// How many buildings it is narrowed to.
    pub buildings: Option<usize>,
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
    /// It holds today or will.
    pub open: bool,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub person: String,
    /// Its address, where it differs from that.
    pub email: Option<String>,
    /// Where it stands.
    pub state: AccountState,
    /// Its roles, past ones too.
    pub roles: Vec<RoleLine>,
    /// When the person was last seen, as far as a session still tells.
    pub seen_on: Option<Day>,
    /// Open sessions.
    pub sessions: usize,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/accounts.html")]
pub struct AccountsPage {
    /// Frame.
    pub shell: Shell,
    /// What was looked for, in the field `q`.
    pub form: FormData,
    /// Those found, as many as are shown.
    pub accounts: Vec<AccountLine>,
    /// How many were found.
    pub found: usize,
}

html!(AccountsPage);

/// An account in words.
struct AccountView {
    href: String,
    person: String,
    email: Option<String>,
    roles: Vec<String>,
    state: String,
    class: &'static str,
    seen: Option<String>,
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    AccountState::ALL.iter().map(|state| format!("account-{}", state.code())).collect()
}

/// *actif, double authentification* and how it looks.
pub(super) fn state(lang: Lang, state: AccountState) -> (String, &'static str) {
    (Say::owned(lang, format!("account-{}", state.code())).to_string(), state.class())
}

/// *Gestionnaire · Les Tilleuls ASBL, 2 bâtiments*
pub(super) fn role_words(shell: &Shell, line: &RoleLine) -> String {
    let name = access::role(shell.body_lang(), line.role);
    let some = line.buildings.map(|count| shell.t("accounts-buildings").count("count", count).to_string());
    let of: Vec<String> = line.of.clone().into_iter().chain(some).collect();
    if of.is_empty() { name } else { format!("{name} · {}", of.join(", ")) }
}

/// *Accueil › Administration › Comptes*, and one more step where `here` is given.
pub(super) fn crumbs(shell: &Shell, here: Option<String>) -> Vec<Crumb> {
    let accounts = shell.t("accounts-crumb").to_string();
    let mut crumbs = vec![
        Crumb::to(shell.t("frame-home").to_string(), urls::home()),
        Crumb::to(shell.t("administration-crumb").to_string(), urls::administration()),
    ];
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(accounts, urls::admin_accounts()));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(accounts)),
    }
    crumbs
}

impl AccountsPage {
    fn title(&self) -> String {
        self.shell.t("accounts-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, None)
    }

    fn found(&self) -> String {
        let key = if self.found > self.accounts.len() { "accounts-found-more" } else { "accounts-found" };
        let said = self.shell.t(key).count("found", self.found);
        said.count("shown", self.accounts.len()).to_string()
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        Form::new(shell, data, urls::admin_accounts(), shell.t("accounts-search-submit")).by_address().group(
            Group::of(vec![
                Field::text(lang, data, "q", shell.t("accounts-search"))
                    .hint(shell.t("accounts-search-hint")),
            ]),
        )
    }

    fn lines(&self) -> Vec<AccountView> {
        let one = |account: &AccountLine| {
            let (state, class) = state(self.shell.body_lang(), account.state);
            let held = account.roles.iter().filter(|role| role.open);
            AccountView {
                href: urls::admin_account(&account.id),
                person: account.person.clone(),
                email: account.email.clone(),
                roles: held.map(|role| role_words(&self.shell, role)).collect(),
                state,
                class,
                seen: account.seen_on.map(format::day),
            }
        };
        self.accounts.iter().map(one).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccountsPage)> {
        let mut shell = samples::shell(urls::admin_accounts());
        shell.organisation = None;
        let manager = sample_account();
        let invited = AccountLine {
            id: "000000000000b".to_owned(),
            person: "conseil@example.be".to_owned(),
            email: None,
            state: AccountState::Invited,
            roles: Vec::new(),
            seen_on: None,
            sessions: 0,
        };
        let closed =
            AccountLine { id: "000000000000c".to_owned(), state: AccountState::Closed, ..invited.clone() };
        let full =
            AccountsPage { shell, form: FormData::new(), accounts: vec![manager, invited, closed], found: 3 };
        let mut many = full.clone();
        (many.found, many.form) = (240, FormData::new().set("q", "example"));
        let none = AccountsPage { accounts: Vec::new(), found: 0, ..many.clone() };
        vec![("full", full), ("many", many), ("none", none)]
    }
}

/// An account for samples.
pub(super) fn sample_account() -> AccountLine {
    let manager = RoleLine {
        id: "0000000000001".to_owned(),
        role: "manager",
        of: Some(samples::organisation().name),
        buildings: Some(2),
        from: samples::day(2025, 3, 1),
        to: None,
        open: true,
    };
    let administrator = RoleLine {
        id: "0000000000002".to_owned(),
        role: "administrator",
        of: None,
        buildings: None,
        to: Some(samples::day(2027, 1, 1)),
        ..manager.clone()
    };
    let over = RoleLine { id: "0000000000003".to_owned(), open: false, ..manager.clone() };
    AccountLine {
        id: "000000000000a".to_owned(),
        person: "Jeanne <Lambert>".to_owned(),
        email: Some("jeanne@example.be".to_owned()),
        state: AccountState::Strong,
        roles: vec![manager, administrator, over],
        seen_on: Some(samples::day(2026, 1, 20)),
        sessions: 2,
    }
}
