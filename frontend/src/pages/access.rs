//! Who has access to an organisation: people, programs, shared pages, federations that see it by name; since when, until
//! when, given by whom, last used. One question; what is changed is changed on pages of its own.

use askama::Template;
use eclaireur_models::access::{Reach, Role};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::urls;

/// Who gave something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenBy {
    /// A person, by what they are called.
    Person(String),
    /// Whoever sat at the machine.
    Machine,
}

/// A person with a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantLine {
    /// Its id.
    pub id: String,
    /// What the person is called.
    pub person: String,
    /// Code of the role.
    pub role: &'static str,
    /// Names of the buildings; all of them without.
    pub buildings: Option<Vec<String>>,
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
    /// Who gave it.
    pub by: GivenBy,
    /// When the person was last seen, as far as a session still tells.
    pub seen_on: Option<Day>,
    /// The invitation was not answered yet.
    pub waits: bool,
    /// When it was taken away.
    pub revoked_on: Option<Day>,
}

/// A key of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub reach: Reach,
    /// When it was made.
    pub made_on: Day,
    /// The last day.
    pub until: Day,
    /// When it was last used.
    pub used_on: Option<Day>,
    /// It opens something today.
    pub open: bool,
    /// When it was taken away.
    pub revoked_on: Option<Day>,
}

/// A shared page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareLine {
    /// Its id.
    pub id: String,
    /// Of which building.
    pub building: String,
    /// Code of the view.
    pub view: &'static str,
    /// The year it tells of, where it tells of one.
    pub year: Option<i16>,
    /// When it was made.
    pub made_on: Day,
    /// The last day.
    pub until: Day,
    /// Who shared it.
    pub by: GivenBy,
    /// How often it was opened.
    pub uses: i64,
    /// When it was last opened.
    pub used_on: Option<Day>,
    /// It opens something today.
    pub open: bool,
    /// When it was closed.
    pub revoked_on: Option<Day>,
}

/// A federation that sees the organisation by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// Its name.
    pub federation: String,
    /// Since when.
    pub since: Day,
    /// Who consented.
    pub by: GivenBy,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/access.html")]
pub struct AccessPage {
    /// Frame.
    pub shell: Shell,
    /// Which organisation.
    pub organisation: Named,
    /// What holds today or will.
    pub held: Vec<GrantLine>,
    /// What held once.
    pub past: Vec<GrantLine>,
    /// Keys that open something.
    pub keys: Vec<KeyLine>,
    /// Shared pages that open something.
    pub shares: Vec<ShareLine>,
    /// Federations.
    pub consents: Vec<ConsentLine>,
    /// Where consents are given and taken back.
    pub consents_at: Option<String>,
}

html!(AccessPage);

/// A grant in words.
pub(super) struct GrantView {
    id: String,
    person: String,
    waits: bool,
    role: String,
    buildings: String,
    from: String,
    to: String,
    by: String,
    seen: Option<String>,
    is_mandate: bool,
    end: String,
}

/// A key in words.
pub(super) struct KeyView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) reach: String,
    pub(super) made: String,
    pub(super) until: String,
    pub(super) used: Option<String>,
    pub(super) open: bool,
    pub(super) state: String,
}

/// A shared page in words.
pub(super) struct ShareView {
    pub(super) id: String,
    pub(super) what: String,
    pub(super) made: String,
    pub(super) until: String,
    pub(super) by: String,
    pub(super) uses: String,
    pub(super) open: bool,
    pub(super) state: String,
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let roles = Role::CODES.iter().map(|role| format!("role-{role}"));
    let reaches = ["read", "import"].map(|reach| format!("reach-{reach}"));
    let views = ["bulletin", "yearly-report"].map(|view| format!("shared-view-{view}"));
    roles.chain(reaches).chain(views).collect()
}

/// *Gestionnaire*.
pub(super) fn role(lang: Lang, code: &str) -> String {
    Say::owned(lang, format!("role-{code}")).to_string()
}

/// *Lire*, *lire et importer*.
pub(super) fn reach(lang: Lang, reach: Reach) -> String {
    let code = match reach {
        Reach::Read => "read",
        Reach::Import => "import",
    };
    Say::owned(lang, format!("reach-{code}")).to_string()
}

/// *le bulletin de santé de Résidence du Parc*.
pub(super) fn shared_what(lang: Lang, share: &ShareLine) -> String {
    Say::owned(lang, format!("shared-view-{}", share.view))
        .with("building", &share.building)
        .with("year", share.year.map(|year| year.to_string()).unwrap_or_default())
        .to_string()
}

/// By whom.
pub(super) fn given(shell: &Shell, by: &GivenBy) -> String {
    match by {
        GivenBy::Person(name) => name.clone(),
        GivenBy::Machine => shell.t("access-by-machine").to_string(),
    }
}

/// The last day of what holds no longer on `to`.
pub(super) fn last_day(to: Day) -> String {
    format::day(to.yesterday().unwrap_or(to))
}

/// *en cours*, *terminé*, *retiré le …*
fn state(shell: &Shell, open: bool, revoked_on: Option<Day>) -> String {
    match (open, revoked_on) {
        (_, Some(day)) => shell.t("access-revoked-on").with("day", format::day(day)).to_string(),
        (true, None) => shell.t("access-open").to_string(),
        (false, None) => shell.t("access-over").to_string(),
    }
}

/// Keys in words.
pub(super) fn key_views(shell: &Shell, keys: &[KeyLine]) -> Vec<KeyView> {
    let one = |key: &KeyLine| KeyView {
        id: key.id.clone(),
        name: key.name.clone(),
        reach: reach(shell.body_lang(), key.reach),
        made: format::day(key.made_on),
        until: format::day(key.until),
        used: key.used_on.map(format::day),
        open: key.open,
        state: state(shell, key.open, key.revoked_on),
    };
    keys.iter().map(one).collect()
}

/// Shared pages in words.
pub(super) fn share_views(shell: &Shell, shares: &[ShareLine]) -> Vec<ShareView> {
    let one = |share: &ShareLine| ShareView {
        id: share.id.clone(),
        what: shared_what(shell.body_lang(), share),
        made: format::day(share.made_on),
        until: format::day(share.until),
        by: given(shell, &share.by),
        uses: match share.used_on {
            Some(day) => {
                shell.t("share-used").count("times", share.uses).with("day", format::day(day)).to_string()
            }
            None => shell.t("share-never-used").to_string(),
        },
        open: share.open,
        state: state(shell, share.open, share.revoked_on),
    };
    shares.iter().map(one).collect()
}

/// *Accueil › Les Tilleuls ASBL › Accès*, and one more step where `here` is given.
pub(super) fn crumbs(shell: &Shell, organisation: &Named, here: Option<String>) -> Vec<Crumb> {
    let access = shell.t("access-crumb").to_string();
    let mut crumbs = vec![
        Crumb::to(shell.t("frame-home").to_string(), urls::home()),
        Crumb::to(&organisation.name, urls::organisation(&organisation.code)),
    ];
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(access, urls::access(&organisation.code)));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(access)),
    }
    crumbs
}

impl AccessPage {
    fn title(&self) -> String {
        self.shell.t("access-title").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, &self.organisation, None)
    }

    fn answer(&self) -> String {
        let people: std::collections::BTreeSet<&str> =
            self.held.iter().map(|line| line.person.as_str()).collect();
        let programs = self.keys.iter().filter(|key| key.open).count();
        self.shell
            .t("access-answer")
            .count("people", people.len())
            .count("programs", programs)
            .count("pages", self.shares.iter().filter(|share| share.open).count())
            .to_string()
    }

    fn invite(&self, role: &str) -> String {
        urls::with_query(&urls::access_invite(&self.organisation.code), &[("role", role)])
    }

    fn view(&self, line: &GrantLine) -> GrantView {
        let shell = &self.shell;
        GrantView {
            id: line.id.clone(),
            person: line.person.clone(),
            waits: line.waits,
            role: role(shell.body_lang(), line.role),
            buildings: match &line.buildings {
                None => shell.t("access-all-buildings").to_string(),
                Some(names) => names.join(", "),
            },
            from: format::day(line.from),
            to: line.to.map_or_else(|| shell.t("access-no-end").to_string(), last_day),
            by: given(shell, &line.by),
            seen: line.seen_on.map(format::day),
            is_mandate: line.role == "adviser",
            end: match line.revoked_on {
                Some(day) => shell.t("access-revoked-on").with("day", format::day(day)).to_string(),
                None => shell.t("access-over").to_string(),
            },
        }
    }

    fn held(&self) -> Vec<GrantView> {
        self.held.iter().map(|line| self.view(line)).collect()
    }

    fn past(&self) -> Vec<GrantView> {
        self.past.iter().rev().map(|line| self.view(line)).collect()
    }

    fn keys(&self) -> Vec<KeyView> {
        key_views(&self.shell, &self.keys)
    }

    fn shares(&self) -> Vec<ShareView> {
        share_views(&self.shell, &self.shares)
    }

    fn consents(&self) -> Vec<[String; 3]> {
        let one = |line: &ConsentLine| {
            [line.federation.clone(), format::day(line.since), given(&self.shell, &line.by)]
        };
        self.consents.iter().map(one).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccessPage)> {
        let organisation = samples::organisation();
        let manager = GrantLine {
            id: "0000000000001".to_owned(),
            person: "Jeanne Lambert".to_owned(),
            role: "manager",
            buildings: None,
            from: samples::day(2025, 3, 1),
            to: None,
            by: GivenBy::Machine,
            seen_on: Some(samples::day(2026, 1, 20)),
            waits: false,
            revoked_on: None,
        };
        let jeanne = || GivenBy::Person("Jeanne Lambert".to_owned());
        let adviser = GrantLine {
            id: "0000000000002".to_owned(),
            person: "conseil@example.be".to_owned(),
            role: "adviser",
            buildings: Some(vec!["Résidence du Parc".to_owned(), "Aile <B> & Cie".to_owned()]),
            from: samples::day(2026, 1, 15),
            to: Some(samples::day(2027, 1, 15)),
            by: jeanne(),
            seen_on: None,
            waits: true,
            revoked_on: None,
        };
        let revoked = GrantLine {
            id: "0000000000003".to_owned(),
            waits: false,
            revoked_on: Some(samples::day(2025, 11, 3)),
            ..adviser.clone()
        };
        let over = GrantLine {
            id: "0000000000004".to_owned(),
            from: samples::day(2024, 1, 1),
            to: Some(samples::day(2025, 1, 1)),
            ..revoked.clone()
        };
        let alone = AccessPage {
            shell: samples::shell(urls::access(&organisation.code)),
            organisation,
            held: vec![manager.clone()],
            past: Vec::new(),
            keys: Vec::new(),
            shares: Vec::new(),
            consents: Vec::new(),
            consents_at: None,
        };
        let full = AccessPage {
            held: vec![manager, adviser],
            past: vec![GrantLine { revoked_on: None, ..over }, revoked],
            keys: vec![sample_key()],
            shares: vec![sample_share()],
            consents: vec![ConsentLine {
                federation: "Fédération des maisons de repos".to_owned(),
                since: samples::day(2025, 6, 1),
                by: jeanne(),
            }],
            ..alone.clone()
        };
        vec![("alone", alone), ("full", full)]
    }
}

/// A key for samples.
pub(super) fn sample_key() -> KeyLine {
    KeyLine {
        id: "0000000000005".to_owned(),
        name: "Import mensuel".to_owned(),
        reach: Reach::Import,
        made_on: samples::day(2025, 9, 1),
        until: samples::day(2026, 8, 31),
        used_on: Some(samples::day(2026, 1, 20)),
        open: true,
        revoked_on: None,
    }
}

/// A shared page for samples.
pub(super) fn sample_share() -> ShareLine {
    ShareLine {
        id: "0000000000006".to_owned(),
        building: samples::building().name,
        view: "bulletin",
        year: None,
        made_on: samples::day(2026, 1, 12),
        until: samples::day(2026, 2, 10),
        by: GivenBy::Person("Jeanne Lambert".to_owned()),
        uses: 3,
        used_on: Some(samples::day(2026, 1, 19)),
        open: true,
        revoked_on: None,
    }
}
