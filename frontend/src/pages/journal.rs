//! The event log in sentences, newest first: of an organisation, or of what one did oneself and what was done about oneself.
//!
//! Query: `genre` (code of a [`Group`]), `personne` (an author as the log writes it), `du`, `au`, `page`. A kind of entry has
//! a line in [`KINDS`] and its words `journal-<kind>`, dots as hyphens; a test of the backend reads the kinds off its source.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::local;

use super::Paging;
use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// What sort of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// *Vu*.
    Seen,
    /// *Changé*.
    Changed,
    /// *Importé*.
    Imported,
    /// *Exporté*.
    Exported,
    /// *Accès*: who may.
    Access,
}

impl Group {
    /// Every sort.
    pub const ALL: [Group; 5] =
        [Group::Seen, Group::Changed, Group::Imported, Group::Exported, Group::Access];

    /// Code, as in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Group::Seen => "vu",
            Group::Changed => "change",
            Group::Imported => "importe",
            Group::Exported => "exporte",
            Group::Access => "acces",
        }
    }

    /// The sort with this code.
    pub fn from_code(code: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The kinds of it.
    pub fn kinds(self) -> Vec<String> {
        KINDS.iter().filter(|(_, group)| *group == self).map(|(kind, _)| (*kind).to_owned()).collect()
    }
}

/// Every kind of entry the service writes, and its sort.
pub const KINDS: &[(&str, Group)] = &[
    ("access.exported", Group::Exported),
    ("access.read", Group::Seen),
    ("account.address", Group::Access),
    ("account.closed", Group::Access),
    ("account.factor.dropped", Group::Access),
    ("account.factor.offered", Group::Access),
    ("account.factor.reset", Group::Access),
    ("account.factor.set", Group::Access),
    ("account.made", Group::Access),
    ("account.named", Group::Access),
    ("account.password", Group::Access),
    ("account.recovery.used", Group::Access),
    ("alert.noted", Group::Changed),
    ("alert.withdrawn", Group::Changed),
    ("audit.asked", Group::Changed),
    ("audit.delivered", Group::Changed),
    ("audit.made", Group::Changed),
    ("audit.photo", Group::Changed),
    ("audit.read", Group::Changed),
    ("audit.returned", Group::Changed),
    ("audit.told", Group::Changed),
    ("backup.made", Group::Exported),
    ("backup.restored", Group::Changed),
    ("baseline.sealed", Group::Changed),
    ("baseline.withdrawn", Group::Changed),
    ("bill.recorded", Group::Imported),
    ("building.archived", Group::Changed),
    ("building.changed", Group::Changed),
    ("building.created", Group::Changed),
    ("building.restored", Group::Changed),
    ("campaign.answered", Group::Access),
    ("campaign.begun", Group::Changed),
    ("campaign.changed", Group::Changed),
    ("campaign.invited", Group::Access),
    ("campaign.reminded", Group::Changed),
    ("campaign.reminders-refused", Group::Access),
    ("campaign.sent-again", Group::Changed),
    ("campaign.withdrawn", Group::Access),
    ("catalog.kept", Group::Changed),
    ("consent.given", Group::Access),
    ("consent.taken-back", Group::Access),
    ("erasure.asked", Group::Changed),
    ("erasure.withdrawn", Group::Changed),
    ("event.added", Group::Changed),
    ("event.withdrawn", Group::Changed),
    ("fact.recorded", Group::Changed),
    ("fact.withdrawn", Group::Changed),
    ("federation.created", Group::Changed),
    ("federation.joined", Group::Access),
    ("figures.moved", Group::Changed),
    ("file.kept", Group::Imported),
    ("grant.given", Group::Access),
    ("grant.revoked", Group::Access),
    ("help.asked", Group::Access),
    ("help.ended", Group::Access),
    ("import.confirmed", Group::Imported),
    ("import.expired", Group::Imported),
    ("import.options", Group::Imported),
    ("import.staged", Group::Imported),
    ("import.typed", Group::Imported),
    ("import.undone", Group::Imported),
    ("link.made", Group::Access),
    ("link.used", Group::Access),
    ("mapping.forgotten", Group::Changed),
    ("mapping.remembered", Group::Changed),
    ("mapping.restored", Group::Changed),
    ("meter.allocated", Group::Changed),
    ("meter.changed", Group::Changed),
    ("meter.created", Group::Changed),
    ("meter.removed", Group::Changed),
    ("obstacle.recorded", Group::Changed),
    ("obstacle.withdrawn", Group::Changed),
    ("organisation.archived", Group::Changed),
    ("organisation.changed", Group::Changed),
    ("organisation.created", Group::Changed),
    ("organisation.erased", Group::Changed),
    ("organisation.restored", Group::Changed),
    ("own-activity.recorded", Group::Changed),
    ("own-activity.withdrawn", Group::Changed),
    ("peers.changed", Group::Changed),
    ("sector.renewed", Group::Changed),
    ("price.recorded", Group::Changed),
    ("price.withdrawn", Group::Changed),
    ("project.archived", Group::Changed),
    ("project.changed", Group::Changed),
    ("project.created", Group::Changed),
    ("project.reminded", Group::Changed),
    ("project.restored", Group::Changed),
    ("reading-link.checked", Group::Imported),
    ("reading-link.made", Group::Access),
    ("reading-link.photos-forgotten", Group::Changed),
    ("reading-link.renewed", Group::Access),
    ("reading-link.revoked", Group::Access),
    ("reference.recorded", Group::Changed),
    ("reference.withdrawn", Group::Changed),
    ("report.published", Group::Changed),
    ("report.withdrawn", Group::Changed),
    ("request.recorded", Group::Changed),
    ("request.withdrawn", Group::Changed),
    ("retention.changed", Group::Changed),
    ("sending.expired", Group::Imported),
    ("sending.kept", Group::Imported),
    ("session.all-closed", Group::Access),
    ("session.closed", Group::Access),
    ("session.opened", Group::Access),
    ("session.raised", Group::Access),
    ("share.made", Group::Access),
    ("share.revoked", Group::Access),
    ("sheet.contact-asked", Group::Access),
    ("sheet.published", Group::Access),
    ("sheet.withdrawn", Group::Access),
    ("site.created", Group::Changed),
    ("token.made", Group::Access),
    ("token.revoked", Group::Access),
    ("weather.loaded", Group::Imported),
];

/// In which role somebody reads or is given something.
pub const ROLES: [&str; 8] =
    ["manager", "adviser", "reviewer", "cell", "investor", "administrator", "link", "none"];

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let kinds = KINDS.iter().map(|(kind, _)| key(kind));
    let groups = Group::ALL.iter().map(|group| format!("journal-group-{}", group.code()));
    kinds.chain(groups).chain(ROLES.iter().map(|role| format!("journal-role-{role}"))).collect()
}

fn key(kind: &str) -> String {
    format!("journal-{}", kind.replace('.', "-"))
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Whoever sits at the machine.
    Local,
    /// The service.
    Service,
    /// A person, as they are called today.
    Person(String),
    /// A person whose account was erased.
    Erased,
    /// A program with a token, called so where it is known.
    Program(Option<String>),
    /// Somebody with a link.
    Link,
}

impl Author {
    /// For people.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Author::Local => Say::new(lang, "journal-author-local").to_string(),
            Author::Service => Say::new(lang, "journal-author-service").to_string(),
            Author::Person(name) => name.clone(),
            Author::Erased => Say::new(lang, "journal-author-erased").to_string(),
            Author::Program(None) => Say::new(lang, "journal-author-program").to_string(),
            Author::Program(Some(name)) => {
                Say::new(lang, "journal-author-program-named").with("name", name).to_string()
            }
            Author::Link => Say::new(lang, "journal-author-link").to_string(),
        }
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// UTC second.
    pub at: i64,
    /// Who.
    pub author: Author,
    /// Kind, as the log writes it.
    pub kind: String,
    /// What it is about, as it is called today.
    pub thing: Option<String>,
    /// Where that still is.
    pub href: Option<String>,
    /// Whom it is about.
    pub person: Option<Author>,
    /// Code of a role.
    pub role: Option<String>,
    /// How many, where something is counted.
    pub count: Option<u64>,
    /// The last part of the address of a file.
    pub file: Option<String>,
    /// The organisation, in a log that is not of one.
    pub organisation: Option<Named>,
}

/// To what the page is narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Code of a sort; empty for all.
    pub group: String,
    /// An author, as the log writes it; empty for all.
    pub person: String,
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed.
    pub to: String,
}

impl JournalFilter {
    fn pairs(&self) -> [(&'static str, &str); 4] {
        [("genre", &self.group), ("personne", &self.person), ("du", &self.from), ("au", &self.to)]
    }

    fn is_set(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/journal.html")]
pub struct JournalPage {
    /// Frame.
    pub shell: Shell,
    /// Whose; one's own without.
    pub organisation: Option<Named>,
    /// The entries.
    pub lines: Vec<JournalLine>,
    /// Which slice.
    pub paging: Paging,
    /// To what it is narrowed.
    pub filter: JournalFilter,
    /// Who did something there: author and what they are called.
    pub people: Vec<Named>,
    /// A day of the filter cannot be read.
    pub bad_day: bool,
}

html!(JournalPage);

impl JournalPage {
    fn title(&self) -> String {
        match &self.organisation {
            Some(organisation) => self.shell.t("journal-title").with("name", &organisation.name).to_string(),
            None => self.shell.t("journal-own-title").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = Crumb::here(self.shell.t("journal-crumb").to_string());
        let home = Crumb::to(self.shell.t("frame-home").to_string(), urls::home());
        match &self.organisation {
            Some(whose) => vec![home, Crumb::to(&whose.name, urls::organisation(&whose.code)), here],
            None => {
                vec![home, Crumb::to(self.shell.t("journal-account").to_string(), urls::account()), here]
            }
        }
    }

    fn address(&self) -> String {
        self.organisation.as_ref().map_or_else(urls::own_journal, |whose| urls::journal(&whose.code))
    }

    fn page_href(&self, page: usize) -> String {
        let address = urls::with_query(&self.address(), &self.filter.pairs());
        urls::with_query(&address, &[("page", &page.to_string())])
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-journal").to_string();
        let at = match &self.organisation {
            Some(whose) => [urls::journal_csv(&whose.code), urls::journal_xlsx(&whose.code)],
            None => [urls::own_journal_csv(), urls::own_journal_xlsx()],
        };
        Files::new(what, at, &self.filter.pairs())
    }

    fn groups(&self) -> Vec<Named> {
        let lang = self.shell.body_lang();
        Group::ALL.iter().map(|group| Named::new(group.code(), group_words(lang, *group))).collect()
    }

    /// *Le 21/11/2026 à 10:12, Anne D. a confirmé l’import « gaz-2025.csv » : 12 relevés.*
    pub(crate) fn sentence(&self, line: &JournalLine) -> String {
        let lang = self.shell.body_lang();
        let (day, time) = moment(line.at);
        Say::new(lang, "journal-line")
            .with("day", day)
            .with("time", time)
            .with("sentence", done(lang, line))
            .to_string()
    }

    fn see(&self, line: &JournalLine) -> Option<(String, String)> {
        let href = line.href.clone()?;
        let thing = line.thing.as_deref().unwrap_or_default();
        Some((href, self.shell.t("journal-see").with("thing", thing).to_string()))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, JournalPage)> {
        let at = 1_795_252_320;
        let line = |kind: &str, author| JournalLine {
            at,
            author,
            kind: kind.to_owned(),
            thing: None,
            href: None,
            person: None,
            role: None,
            count: None,
            file: None,
            organisation: None,
        };
        let anne = || Author::Person("Anne D.".to_owned());
        let some = vec![
            JournalLine {
                thing: Some("gaz-2025.csv".to_owned()),
                href: Some(urls::import("18")),
                count: Some(12),
                ..line("import.confirmed", anne())
            },
            JournalLine {
                role: Some("adviser".to_owned()),
                ..line("access.read", Author::Person("Bruno L.".to_owned()))
            },
            JournalLine { file: Some("export.zip".to_owned()), ..line("access.exported", anne()) },
            JournalLine {
                person: Some(Author::Erased),
                role: Some("adviser".to_owned()),
                ..line("grant.given", anne())
            },
            line("building.changed", Author::Erased),
            line("meter.created", Author::Program(Some("Télérelève".to_owned()))),
            line("figures.moved", Author::Service),
            line("import.typed", Author::Link),
            line("site.created", Author::Local),
            line("of.tomorrow", Author::Program(None)),
        ];
        let full = JournalPage {
            shell: samples::shell(urls::journal(&samples::organisation().code)),
            organisation: Some(samples::organisation()),
            paging: Paging { page: 1, pages: 3, total: 130 },
            lines: some,
            filter: JournalFilter::default(),
            people: vec![Named::new("account:1", "Anne D."), Named::new("service", "le service")],
            bad_day: false,
        };
        let narrowed = JournalPage {
            lines: Vec::new(),
            paging: Paging::whole(0),
            filter: JournalFilter { group: "vu".to_owned(), from: "31/4".to_owned(), ..full.filter.clone() },
            bad_day: true,
            ..full.clone()
        };
        let every = JournalPage {
            lines: KINDS.iter().map(|(kind, _)| line(kind, anne())).collect(),
            paging: Paging::whole(KINDS.len()),
            ..full.clone()
        };
        let own = JournalPage {
            shell: Shell::new(Lang::Fr, urls::own_journal()),
            organisation: None,
            lines: vec![JournalLine {
                organisation: Some(samples::organisation()),
                ..line("organisation.changed", anne())
            }],
            paging: Paging::whole(1),
            people: Vec::new(),
            ..full.clone()
        };
        let mut empty = own.clone();
        (empty.lines, empty.paging) = (Vec::new(), Paging::whole(0));
        vec![("full", full), ("narrowed", narrowed), ("every", every), ("own", own), ("empty", empty)]
    }
}

/// *Vu*.
pub(crate) fn group_words(lang: Lang, group: Group) -> String {
    Say::owned(lang, format!("journal-group-{}", group.code())).to_string()
}

/// The sort of a kind; what nobody knows is a change.
pub(crate) fn group_of(kind: &str) -> Group {
    KINDS.iter().find(|(known, _)| *known == kind).map_or(Group::Changed, |(_, group)| *group)
}

/// Day and time in Belgium.
pub(crate) fn moment(at: i64) -> (String, String) {
    local(at).map_or_else(Default::default, |t| {
        (format::day(t.date()), format!("{:02}:{:02}", t.hour(), t.minute()))
    })
}

/// What was done, from who did it on.
pub(crate) fn done(lang: Lang, line: &JournalLine) -> String {
    let words = |key: &'static str| Say::new(lang, key).to_string();
    let thing = match &line.thing {
        Some(thing) => Say::new(lang, "journal-thing").with("thing", thing).to_string(),
        None => words("journal-thing-gone"),
    };
    let role = line.role.as_deref().filter(|role| ROLES.contains(role)).unwrap_or("none");
    let known = KINDS.iter().any(|(kind, _)| *kind == line.kind);
    let say = if known { Say::owned(lang, key(&line.kind)) } else { Say::new(lang, "journal-unknown") };
    let said = say
        .with("who", line.author.words(lang))
        .with("thing", thing)
        .with("person", line.person.as_ref().unwrap_or(&Author::Erased).words(lang))
        .with("role", Say::owned(lang, format!("journal-role-{role}")))
        .with("file", line.file.as_deref().unwrap_or_default())
        .with("kind", &line.kind)
        .count("count", line.count.unwrap_or(0))
        .to_string();
    match &line.organisation {
        Some(whose) => {
            Say::new(lang, "journal-at").with("done", said).with("organisation", &whose.name).to_string()
        }
        None => said,
    }
}
