//! How many services a sector counts, as its federation says: what a sample of members is weighed against. Typed, or as a list.
//!
//! Fields: `activity`, `province`, `size`, `counted`, `count`, `year`, `source`; `list` or `file`; `withdraw` (id) alone.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::cells_of::Refused;
use eclaireur_models::portfolio::references::{
    Counted, EARLIEST, LONGEST_SOURCE, MOST, Reference, Refusal, Stratum,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::federations::federation;
use super::listed::Listed;
use super::samples;
use crate::format;
use crate::forms::{Choice, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::sector::{self, SIZES};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// A count that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceLine {
    /// Its id.
    pub id: String,
    /// Name of the activity.
    pub activity: String,
    /// Name of the province.
    pub province: Option<String>,
    /// What it counts.
    pub reference: Reference,
    /// Members of the same part, known here.
    pub members: u32,
    /// When it was put down.
    pub on: Day,
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
    /// Members that are known, where fewer are counted.
    pub members: u32,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/references.html")]
pub struct ReferencesPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// The counts that hold.
    pub lines: Vec<ReferenceLine>,
    /// Activities to choose from.
    pub activities: Vec<Named>,
    /// Provinces to choose from.
    pub provinces: Vec<Named>,
    /// This year.
    pub year: i16,
    /// What was typed.
    pub form: FormData,
    /// What became of a list.
    pub listed: Option<Listed<Left>>,
}

html!(ReferencesPage);

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    let counted = Counted::ALL.iter().map(|one| format!("counted-{}", one.code()));
    counted.chain(Refusal::ALL.iter().map(|why| format!("references-no-{}", why.code()))).collect()
}

/// The classes of size with their words.
pub fn sizes(lang: Lang) -> Vec<(String, String)> {
    SIZES.iter().filter_map(|size| Some(((*size).to_owned(), sector::size(lang, size)?))).collect()
}

/// A count as typed; problems are noted.
pub fn read(
    form: &mut FormData,
    activities: &[Named],
    provinces: &[Named],
    this_year: i16,
) -> Option<Reference> {
    let listed = |all: &[String], text: &str| all.iter().find(|one| *one == text).cloned();
    let codes = |all: &[Named]| -> Vec<String> { all.iter().map(|one| one.code.clone()).collect() };
    let activity = form
        .required("activity")
        .and_then(|_| form.choice("activity", |text| listed(&codes(activities), text)));
    let optional = |form: &mut FormData, name: &str, all: &[String]| {
        let text = form.get(name).to_owned();
        let found = listed(all, &text);
        if found.is_none() && !text.is_empty() {
            form.fail(name, Problem::new(ProblemCode::NotInList));
        }
        found
    };
    let province = optional(form, "province", &codes(provinces));
    let size = optional(form, "size", &SIZES.map(str::to_owned));
    let counted = form.required("counted").and_then(|_| form.choice("counted", Counted::from_code));
    let whole = |form: &mut FormData, name: &str, most: u32| {
        let number = form.number(name, Some((Decimal::ONE, Decimal::from(most))))?;
        let whole = number.is_integer().then(|| number.to_u32()).flatten().filter(|n| (1..=most).contains(n));
        if whole.is_none() {
            form.fail(name, Problem::new(ProblemCode::OutOfRange));
        }
        whole
    };
    let count = whole(form, "count", MOST);
    if form.get("count").is_empty() {
        form.fail("count", Problem::new(ProblemCode::Required));
    }
    let year = form.get("year").parse::<i16>().ok().filter(|year| (EARLIEST..=this_year).contains(year));
    if year.is_none() {
        let code =
            if form.get("year").is_empty() { ProblemCode::Required } else { ProblemCode::UnlikelyYear };
        form.fail("year", Problem::new(code));
    }
    let source = form.required("source");
    if source.as_ref().is_some_and(|source| source.chars().count() > LONGEST_SOURCE) {
        form.fail("source", Problem::new(ProblemCode::TooLong).with("max", LONGEST_SOURCE));
    }
    if form.failed() {
        return None;
    }
    let stratum = Stratum { activity: activity?, province, size, counted: counted? };
    Some(Reference { stratum, count: count?, year: year?, source: source? })
}

impl ReferencesPage {
    fn title(&self) -> String {
        self.shell.t("references-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::to(&self.federation.name, urls::members(&self.federation.code)),
            Crumb::here(self.shell.t("references-crumb").to_string()),
        ]
    }

    fn answer(&self) -> String {
        self.shell.t("references-answer").count("count", self.lines.len()).to_string()
    }

    pub(crate) fn size(&self, reference: &Reference) -> Option<String> {
        sector::size(self.shell.body_lang(), reference.stratum.size.as_ref()?)
    }

    pub(crate) fn counted(&self, reference: &Reference) -> String {
        let code = reference.stratum.counted.code();
        Say::owned(self.shell.body_lang(), format!("counted-{code}")).to_string()
    }

    fn problem(&self) -> Option<String> {
        self.listed.as_ref()?.problem(&self.shell)
    }

    fn kept(&self) -> Option<String> {
        let (kept, left) = self.listed.as_ref()?.kept()?;
        Some(self.shell.t("references-kept").count("count", kept).count("left", left.len()).to_string())
    }

    fn left(&self) -> &[Left] {
        self.listed.as_ref().and_then(Listed::kept).map_or(&[], |(_, left)| left)
    }

    fn why(&self, left: &Left) -> String {
        let key = format!("references-no-{}", left.why.code());
        Say::owned(self.shell.body_lang(), key).count("members", left.members).to_string()
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let named = |all: &[Named]| -> Vec<Choice> { all.iter().map(Choice::from).collect() };
        let sizes = sizes(lang).into_iter().map(|(code, word)| Choice::new(code, word)).collect();
        let counted = Counted::ALL
            .iter()
            .map(|one| {
                Choice::new(one.code(), Say::owned(lang, format!("counted-{}", one.code())).to_string())
            })
            .collect();
        let t = |key: &'static str| shell.t(key);
        let fields = vec![
            Field::select(lang, data, "activity", t("references-activity"), named(&self.activities)),
            Field::select(lang, data, "province", t("references-province"), named(&self.provinces))
                .prompt(t("references-every-province").to_string())
                .optional(lang),
            Field::select(lang, data, "size", t("references-size"), sizes)
                .prompt(t("references-every-size").to_string())
                .optional(lang),
            Field::radio(lang, data, "counted", t("references-counted"), counted),
            Field::number(lang, data, "count", t("references-count")),
            Field::number(lang, data, "year", t("references-year")),
            Field::text(lang, data, "source", t("references-source")).hint(t("references-source-hint")),
        ];
        Form::new(shell, data, urls::references(&self.federation.code), shell.t("references-keep"))
            .group(Group::of(fields))
    }

    fn files(&self) -> Files {
        let f = &self.federation.code;
        let what = self.shell.t("table-references").to_string();
        Files::new(what, [urls::references_csv(f), urls::references_xlsx(f)], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReferencesPage)> {
        let mut shell = samples::shell(urls::references(&federation().code));
        shell.organisation = None;
        let reference = |province: Option<&str>, size: Option<&str>, count| Reference {
            stratum: Stratum {
                activity: "care-home".to_owned(),
                province: province.map(str::to_owned),
                size: size.map(str::to_owned),
                counted: Counted::Organisations,
            },
            count,
            year: 2025,
            source: "AViQ, liste des établissements agréés <1er janvier 2025>".to_owned(),
        };
        let line = |id: &str, reference: Reference, members| ReferenceLine {
            id: id.to_owned(),
            activity: "Maison de repos (MR/MRS)".to_owned(),
            province: reference.stratum.province.as_ref().map(|_| "Namur".to_owned()),
            reference,
            members,
            on: samples::day(2026, 1, 12),
        };
        let some = ReferencesPage {
            shell,
            federation: federation(),
            lines: vec![
                line("0000000000001", reference(Some("90000"), None, 102), 12),
                line("0000000000002", reference(None, Some("below-500"), 312), 3),
            ],
            activities: samples::activities(),
            provinces: vec![Named::new("50000", "Hainaut"), Named::new("90000", "Namur")],
            year: 2026,
            form: FormData::new().set("counted", "organisations").set("year", "2025"),
            listed: None,
        };
        let none = ReferencesPage { lines: Vec::new(), ..some.clone() };
        let mut wrong = none.clone();
        wrong.form = FormData::from_pairs([("activity", "x"), ("count", "douze"), ("year", "2050")]);
        let _ = read(&mut wrong.form, &wrong.activities, &wrong.provinces, 2026);
        let left = |row, why, read: &str, members| Left { row, why, read: read.to_owned(), members };
        let kept = Listed::Kept {
            kept: 2,
            left: vec![
                left(4, Refusal::Activity, "Astronautique", 0),
                left(5, Refusal::BelowMembers, "Maison de repos · Namur · 3", 12),
            ],
        };
        let listed = ReferencesPage { listed: Some(kept), ..some.clone() };
        let refused = ReferencesPage {
            listed: Some(Listed::Refused(Refused::NoHeader { seen: vec!["Ville".to_owned()] })),
            ..none.clone()
        };
        vec![("some", some), ("none", none), ("wrong", wrong), ("listed", listed), ("refused", refused)]
    }
}
