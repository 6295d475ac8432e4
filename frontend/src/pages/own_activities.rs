//! A federation's own list of activities: each member it may name, or named by its number, under a word of the federation.
//!
//! Fields: `own-<id>` for each member, an empty one takes it out; or `list` or `file`, of two columns.

use askama::Template;
use eclaireur_models::portfolio::cells_of::Refused;
use eclaireur_models::portfolio::own_list::{LONGEST, Label, Refusal};

use super::federations::federation;
use super::listed::Listed;
use super::samples;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// Members with a field of their own on one page, at most: a form has so many bytes.
pub const MOST_SHOWN: usize = 500;
/// The id of the words to choose from.
const WORDS: &str = "own-words";

/// A member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// Its id.
    pub id: String,
    /// Its name where it consents to be named, else the number that the federation sorted it by.
    pub called: Option<String>,
    /// Under which word.
    pub word: Option<String>,
}

/// A row of a list that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Line of the list.
    pub row: u32,
    /// Why.
    pub why: Refusal,
    /// What stood there.
    pub read: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/own_activities.html")]
pub struct OwnActivitiesPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// The members that can be told apart here, in order.
    pub lines: Vec<OwnLine>,
    /// Members that cannot.
    pub others: usize,
    /// Every word of the list, in order.
    pub words: Vec<String>,
    /// What was typed.
    pub form: FormData,
    /// What became of a list.
    pub listed: Option<Listed<Left>>,
}

html!(OwnActivitiesPage);

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    Refusal::ALL.iter().map(|why| format!("own-list-no-{}", why.code())).collect()
}

/// The field of a member.
pub fn own_field(id: &str) -> String {
    format!("own-{id}")
}

/// What is typed for these members and is another word than the one held, each with its place; problems are noted.
pub fn changed(form: &mut FormData, lines: &[OwnLine]) -> Vec<(usize, Option<Label>)> {
    let mut changed = Vec::new();
    for (at, line) in lines.iter().enumerate().take(MOST_SHOWN) {
        let name = own_field(&line.id);
        if !form.names().any(|sent| sent == name) {
            continue;
        }
        match Label::read(form.get(&name)) {
            Ok(label) if label.as_ref().map(Label::as_str) == line.word.as_deref() => {}
            Ok(label) => changed.push((at, label)),
            Err(Refusal::TooLong) => {
                form.fail(&name, Problem::new(ProblemCode::TooLong).with("max", LONGEST));
            }
            Err(_) => form.fail(&name, Problem::new(ProblemCode::BadName)),
        }
    }
    changed
}

impl OwnActivitiesPage {
    fn title(&self) -> String {
        self.shell.t("own-list-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::to(&self.federation.name, urls::members(&self.federation.code)),
            Crumb::here(self.shell.t("own-list-crumb").to_string()),
        ]
    }

    fn answer(&self) -> String {
        let sorted = self.lines.iter().filter(|line| line.word.is_some()).count();
        let said = self.shell.t("own-list-answer").count("sorted", sorted);
        said.count("members", self.lines.len() + self.others).count("words", self.words.len()).to_string()
    }

    fn others(&self) -> String {
        self.shell.t("own-list-others").count("count", self.others).to_string()
    }

    /// How many have no field for want of room.
    fn more(&self) -> Option<String> {
        let more = self.lines.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0)?;
        Some(self.shell.t("own-list-more").count("count", more).to_string())
    }

    /// What a member is called here.
    pub(crate) fn called(&self, line: &OwnLine) -> String {
        let unnamed = || self.shell.t("own-list-unnamed").to_string();
        line.called.clone().unwrap_or_else(unnamed)
    }

    fn problem(&self) -> Option<String> {
        self.listed.as_ref()?.problem(&self.shell)
    }

    fn kept(&self) -> Option<String> {
        let (kept, left) = self.listed.as_ref()?.kept()?;
        Some(self.shell.t("own-list-kept").count("count", kept).count("left", left.len()).to_string())
    }

    fn left(&self) -> &[Left] {
        self.listed.as_ref().and_then(Listed::kept).map_or(&[], |(_, left)| left)
    }

    fn why(&self, left: &Left) -> String {
        let key = format!("own-list-no-{}", left.why.code());
        Say::owned(self.shell.body_lang(), key).with("max", LONGEST).to_string()
    }

    fn pasted(&self) -> &str {
        if self.problem().is_some() { self.form.exact("list") } else { "" }
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell) = (self.shell.body_lang(), &self.shell);
        let field = |line: &OwnLine| {
            let name = own_field(&line.id);
            let held = || FormData::new().set(&name, line.word.clone().unwrap_or_default());
            let typed = self.form.names().any(|sent| sent == name);
            let called = self.called(line);
            let field = if typed {
                Field::text(lang, &self.form, &name, called)
            } else {
                Field::text(lang, &held(), &name, called)
            };
            field.words(WORDS)
        };
        let fields = self.lines.iter().take(MOST_SHOWN).map(field).collect();
        let hint = shell.t("own-list-one-hint").with("max", LONGEST);
        Form::new(shell, &self.form, urls::own_activities(&self.federation.code), shell.t("own-list-keep"))
            .group(Group::pair(fields).intro(hint))
    }

    fn files(&self) -> Files {
        let f = &self.federation.code;
        let what = self.shell.t("table-own-list").to_string();
        Files::new(what, [urls::own_activities_csv(f), urls::own_activities_xlsx(f)], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, OwnActivitiesPage)> {
        let mut shell = samples::shell(urls::own_activities(&federation().code));
        shell.organisation = None;
        let line = |n: usize, called: Option<&str>, word: Option<&str>| OwnLine {
            id: format!("{n:013}"),
            called: called.map(str::to_owned),
            word: word.map(str::to_owned),
        };
        let some = OwnActivitiesPage {
            shell,
            federation: federation(),
            lines: vec![
                line(1, Some("Les Tilleuls ASBL <Namur>"), Some("MR/MRS")),
                line(2, Some("Le Verger"), None),
                line(3, Some("0412.345.678"), Some("Accueil de jour")),
                line(4, None, Some("Résidences-services <neuves>")),
            ],
            others: 12,
            words: ["Accueil de jour", "MR/MRS", "Résidences-services <neuves>"].map(str::to_owned).into(),
            form: FormData::new(),
            listed: None,
        };
        let nobody = OwnActivitiesPage { lines: Vec::new(), others: 3, words: Vec::new(), ..some.clone() };
        let none = OwnActivitiesPage { others: 0, ..nobody.clone() };
        let many = OwnActivitiesPage {
            lines: (0..=MOST_SHOWN).map(|n| line(n, Some(&format!("Membre {n}")), None)).collect(),
            words: Vec::new(),
            ..some.clone()
        };
        let mut wrong = some.clone();
        wrong.form = FormData::new()
            .set(&own_field("0000000000002"), "x".repeat(LONGEST + 1))
            .set(&own_field("0000000000001"), "\u{202e}MR");
        let _ = changed(&mut wrong.form, &some.lines);
        let left = |row, why, read: &str| Left { row, why, read: read.to_owned() };
        let kept = Listed::Kept {
            kept: 2,
            left: vec![
                left(4, Refusal::NotAMember, "0200.068.636 · MR/MRS"),
                left(5, Refusal::Bce, "Le <Verger> · MR/MRS"),
            ],
        };
        let listed = OwnActivitiesPage { listed: Some(kept), ..some.clone() };
        let refused = OwnActivitiesPage {
            listed: Some(Listed::Refused(Refused::NoHeader { seen: vec!["Ville".to_owned()] })),
            form: FormData::new().set("list", "Ville\tRue"),
            ..nobody.clone()
        };
        vec![
            ("some", some),
            ("nobody", nobody),
            ("none", none),
            ("many", many),
            ("wrong", wrong),
            ("listed", listed),
            ("refused", refused),
        ]
    }
}
