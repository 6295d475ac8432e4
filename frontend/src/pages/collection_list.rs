//! A federation's list of its members: pasted or sent, looked at row by row, confirmed; then whom to pass a link to.
//!
//! Fields: `list` (text) or `file`; `confirm` with `list` once it was looked at. Nothing is written before that.

use askama::Template;
use eclaireur_models::portfolio::cells_of::Refused;
use eclaireur_models::portfolio::invitees::{MOST, Remark, Wrong};

use super::collection;
use super::federations::federation;
use super::samples;
use crate::campaign_mail::{A_DAY, ByHand, Told};
use crate::format;
use crate::forms::{Field, Form, FormData, Group, Problem};
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::urls;

/// What becomes of a row that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is invited.
    New,
    /// It is a member already: it stands in the table, and nothing is sent.
    Member,
    /// It was invited to this campaign before.
    Invited,
}

impl Fate {
    const ALL: [Fate; 3] = [Fate::New, Fate::Member, Fate::Invited];

    const fn code(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Member => "member",
            Fate::Invited => "invited",
        }
    }
}

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Line of the list.
    pub row: u32,
    /// What it is called.
    pub called: String,
    /// Enterprise number.
    pub bce: Option<String>,
    /// Where it is written to.
    pub email: Option<String>,
    /// Name of its activity.
    pub activity: Option<String>,
    /// What becomes of it; none where it cannot go.
    pub fate: Option<Fate>,
    /// What is to be said.
    pub remarks: Vec<Remark>,
}

/// How far one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A list is asked for.
    Ask,
    /// It is none.
    Refused(Refused),
    /// No file, or one that is not read.
    File(Problem),
    /// What was read.
    Preview {
        /// Row by row.
        rows: Vec<ListRow>,
        /// The rows that go, to be sent back.
        list: String,
    },
    /// What was done: who was written to, whom a link is to be passed on to.
    Done {
        /// Each that was invited.
        invited: Vec<Told>,
        /// Members that were written down.
        members: usize,
        /// How many were not invited: [`A_DAY`] is reached.
        tomorrow: usize,
    },
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/collection_list.html")]
pub struct CollectionListPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// Of which campaign: its year.
    pub year: i16,
    /// How far.
    pub step: Step,
    /// Bytes of the largest file.
    pub max_bytes: u64,
    /// Mails leave; else links are passed on by hand.
    pub leaves: bool,
    /// What was typed.
    pub form: FormData,
}

html!(CollectionListPage);

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    let wrong = Wrong::ALL
        .iter()
        .flat_map(|wrong| [format!("invitees-{}", wrong.code()), format!("invitees-do-{}", wrong.code())]);
    wrong.chain(Fate::ALL.iter().map(|fate| format!("invitees-fate-{}", fate.code()))).collect()
}

/// Why a list is none, and what to do.
pub(super) fn refusal(shell: &Shell, refused: &Refused) -> String {
    match refused {
        Refused::Looks(what) => shell.t("invitees-looks").with("what", what).to_string(),
        Refused::TooMany { most } => shell.t("invitees-too-many").count("most", *most).to_string(),
        Refused::NoHeader { seen } => {
            shell.t("invitees-no-header").with("seen", seen.join(" · ")).to_string()
        }
    }
}

impl CollectionListPage {
    fn title(&self) -> String {
        let key = match self.step {
            Step::Preview { .. } => "invitees-title-preview",
            Step::Done { .. } => "invitees-title-done",
            Step::Ask | Step::Refused(_) | Step::File(_) => "invitees-title",
        };
        self.shell.t(key).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        collection::crumbs(&self.shell, &self.federation, Some(self.shell.t("invitees-crumb").to_string()))
    }

    fn problem(&self) -> Option<String> {
        match &self.step {
            Step::Refused(refused) => Some(refusal(&self.shell, refused)),
            Step::File(problem) => Some(problem.sentence(self.shell.body_lang())),
            _ => None,
        }
    }

    fn asks(&self) -> bool {
        matches!(self.step, Step::Ask | Step::Refused(_) | Step::File(_))
    }

    fn paste(&self) -> Form<'_> {
        let (lang, shell) = (self.shell.body_lang(), &self.shell);
        let list = Field::lines(lang, &self.form, "list", shell.t("invitees-paste"))
            .hint(shell.t("invitees-paste-hint").count("most", MOST));
        let f = &self.federation.code;
        Form::new(shell, &self.form, urls::collection_list(f), shell.t("invitees-look"))
            .group(Group::of(vec![list]))
            .cancel(urls::collection(f))
    }

    fn limits(&self) -> String {
        self.shell.t("invitees-file-hint").with("max", format::bytes(self.max_bytes)).to_string()
    }

    fn rows(&self) -> &[ListRow] {
        match &self.step {
            Step::Preview { rows, .. } => rows,
            _ => &[],
        }
    }

    fn list(&self) -> &str {
        match &self.step {
            Step::Preview { list, .. } => list,
            _ => "",
        }
    }

    fn count(&self, fate: Fate) -> usize {
        self.rows().iter().filter(|row| row.fate == Some(fate)).count()
    }

    fn answer(&self) -> String {
        match &self.step {
            Step::Preview { rows, .. } => {
                let wrong = rows.iter().filter(|row| row.fate.is_none()).count();
                let said = self.shell.t("invitees-answer").count("new", self.count(Fate::New));
                said.count("wrong", wrong).to_string()
            }
            Step::Done { invited, members, .. } => self
                .shell
                .t("invitees-done")
                .count("invited", invited.len())
                .count("members", *members)
                .to_string(),
            _ => self.shell.t("invitees-lead").with("year", self.year).to_string(),
        }
    }

    fn counts(&self) -> Vec<String> {
        let one = |fate: Fate| {
            let count = self.count(fate);
            let key = format!("invitees-fate-{}", fate.code());
            (count > 0).then(|| Say::owned(self.shell.body_lang(), key).count("count", count).to_string())
        };
        Fate::ALL.into_iter().filter_map(one).collect()
    }

    /// Rows with something to be said.
    fn said(&self) -> Vec<(&ListRow, &Remark)> {
        self.rows().iter().flat_map(|row| row.remarks.iter().map(move |remark| (row, remark))).collect()
    }

    fn what(&self, remark: &Remark) -> String {
        let key = format!("invitees-{}", remark.wrong.code());
        Say::owned(self.shell.body_lang(), key).with("read", &remark.read).to_string()
    }

    fn to_do(&self, remark: &Remark) -> String {
        let key = format!("invitees-do-{}", remark.wrong.code());
        let right = remark.right.as_deref().unwrap_or_default();
        Say::owned(self.shell.body_lang(), key).with("right", right).to_string()
    }

    fn goes(&self) -> bool {
        self.rows().iter().any(|row| matches!(row.fate, Some(Fate::New | Fate::Member)))
    }

    fn confirm(&self) -> String {
        self.shell.t("invitees-confirm").count("count", self.count(Fate::New)).to_string()
    }

    /// The rows that go, a few of them.
    fn going(&self) -> Vec<&ListRow> {
        self.rows().iter().filter(|row| row.fate.is_some()).take(10).collect()
    }

    fn fate(&self, row: &ListRow) -> String {
        let Some(fate) = row.fate else { return String::new() };
        self.shell
            .t(match fate {
                Fate::New => "invitees-row-new",
                Fate::Member => "invitees-row-member",
                Fate::Invited => "invitees-row-invited",
            })
            .to_string()
    }

    fn passed_on(&self) -> Vec<(&str, &str)> {
        match &self.step {
            Step::Done { invited, .. } => Told::links(invited),
            _ => Vec::new(),
        }
    }

    /// That the others are for tomorrow.
    fn tomorrow(&self) -> Option<String> {
        let Step::Done { tomorrow: left @ 1.., .. } = self.step else { return None };
        Some(self.shell.t("invitees-tomorrow").count("count", left).count("most", A_DAY).to_string())
    }

    fn is_done(&self) -> bool {
        matches!(self.step, Step::Done { .. })
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CollectionListPage)> {
        let mut shell = samples::shell(urls::collection_list(&federation().code));
        shell.organisation = None;
        let ask = CollectionListPage {
            shell,
            federation: federation(),
            year: 2025,
            step: Step::Ask,
            max_bytes: 50_000_000,
            leaves: true,
            form: FormData::new(),
        };
        let row = |row, called: &str, fate, remarks| ListRow {
            row,
            called: called.to_owned(),
            bce: Some("0412.345.678".to_owned()),
            email: Some("direction@example.be".to_owned()),
            activity: None,
            fate,
            remarks,
        };
        let remark = |wrong, read: &str, right: Option<&str>| Remark {
            wrong,
            read: read.to_owned(),
            right: right.map(str::to_owned),
        };
        let rows = vec![
            row(2, "Les Saules <ASBL>", Some(Fate::New), Vec::new()),
            row(3, "Les Tilleuls ASBL", Some(Fate::Member), Vec::new()),
            row(4, "La Ruche", Some(Fate::Invited), Vec::new()),
            row(5, "Les Ormes", None, vec![remark(Wrong::BceCheck, "0412.345.699", Some("78"))]),
            row(6, "Les Ifs", None, vec![remark(Wrong::Email, "info(at)ifs", None)]),
            row(7, "Les Saules", None, vec![remark(Wrong::Twice, "Les Saules", Some("2"))]),
            row(8, "Les Pins", Some(Fate::New), vec![remark(Wrong::Activity, "Astronautique", None)]),
        ];
        let preview = CollectionListPage {
            step: Step::Preview { rows, list: "N° BCE\tNom\n0412345678\tLes Saules".to_owned() },
            ..ask.clone()
        };
        let refused = CollectionListPage {
            step: Step::Refused(Refused::NoHeader { seen: vec!["Ville".to_owned(), "Rue".to_owned()] }),
            form: FormData::new().set("list", "Ville\tRue"),
            ..ask.clone()
        };
        let link = "https://energie.example.be/rejoindre/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE";
        let done = CollectionListPage {
            step: Step::Done {
                invited: vec![
                    Told::PassOn {
                        person: "Les Saules <ASBL>".to_owned(),
                        link: link.to_owned(),
                        why: ByHand::NoAddress,
                    },
                    Told::Sent { person: "Les Pins".to_owned() },
                ],
                members: 1,
                tomorrow: 12,
            },
            ..ask.clone()
        };
        vec![("ask", ask), ("refused", refused), ("preview", preview), ("done", done)]
    }
}
