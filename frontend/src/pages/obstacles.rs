//! What stood or stands in the way of a project, and since when.
//!
//! Fields: `record` (id, of what was told before), `obstacle`, `met`, `lifted`, `note`; `undo` (id of a row) alone.

use askama::Template;
use eclaireur_models::financing::requests::{LONGEST_NOTE, Met, Obstacle};
use eclaireur_models::period::Day;

use super::building::BuildingHead;
use super::{project_part, samples};
use crate::forms::{Choice, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::{format, urls};

/// An obstacle as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObstacleLine {
    /// Id of the row, to take it back.
    pub row: String,
    /// Id of the record, to tell more of it.
    pub record: String,
    /// What is told.
    pub met: Met,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/obstacles.html")]
pub struct ObstaclesPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which project.
    pub project: Named,
    /// What is told, in the order first told.
    pub lines: Vec<ObstacleLine>,
    /// Today.
    pub on: Day,
    /// What was typed, or what is told more of.
    pub form: FormData,
}

html!(ObstaclesPage);

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    Obstacle::ALL.iter().map(|one| format!("obstacle-{}", one.code())).collect()
}

/// An obstacle as typed; problems are noted.
pub fn read(form: &mut FormData, on: Day) -> Option<Met> {
    let obstacle = form.required("obstacle").and_then(|_| form.choice("obstacle", Obstacle::from_code));
    let met = form.past_day("met", on);
    if form.get("met").is_empty() {
        form.fail("met", Problem::new(ProblemCode::Required));
    }
    let lifted = if form.get("lifted").is_empty() { None } else { form.past_day("lifted", on) };
    if met.zip(lifted).is_some_and(|(met, lifted)| lifted < met) {
        form.fail("lifted", Problem::new(ProblemCode::EndBeforeStart));
    }
    let note = form.optional("note");
    if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        form.fail("note", Problem::new(ProblemCode::TooLong).with("max", LONGEST_NOTE));
    }
    if form.failed() {
        return None;
    }
    Some(Met { obstacle: obstacle?, on: met?, lifted, note })
}

impl ObstacleLine {
    /// As it is typed.
    pub fn typed(&self) -> FormData {
        FormData::new()
            .set("record", &self.record)
            .set("obstacle", self.met.obstacle.code())
            .set("met", format::day(self.met.on))
            .set("lifted", self.met.lifted.map(format::day).unwrap_or_default())
            .set("note", self.met.note.clone().unwrap_or_default())
    }
}

impl ObstaclesPage {
    fn title(&self) -> String {
        self.shell.t("obstacles-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = self.shell.t("obstacles-crumb").to_string();
        project_part::crumbs(&self.shell, &self.head, &self.project, Some(here))
    }

    fn address(&self) -> String {
        urls::project_obstacles(&self.head.building.code, &self.project.code)
    }

    fn answer(&self) -> String {
        let standing = self.lines.iter().filter(|line| line.met.stands(self.on)).count();
        let said = self.shell.t("obstacles-answer").count("count", self.lines.len());
        said.count("standing", standing).to_string()
    }

    fn name(&self, line: &ObstacleLine) -> String {
        Say::owned(self.shell.body_lang(), format!("obstacle-{}", line.met.obstacle.code())).to_string()
    }

    fn when(&self, line: &ObstacleLine) -> String {
        let since = self.shell.t("obstacle-since").with("day", format::day(line.met.on)).to_string();
        match line.met.lifted {
            Some(day) => {
                let lifted = self.shell.t("obstacle-lifted-on").with("day", format::day(day));
                format!("{since} · {lifted}")
            }
            None => since,
        }
    }

    fn edit(&self, line: &ObstacleLine) -> String {
        urls::with_query(&self.address(), &[("ligne", &line.record)])
    }

    fn is_more(&self) -> bool {
        !self.form.get("record").is_empty()
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let t = |key: &'static str| shell.t(key);
        let word = |one: &Obstacle| Say::owned(lang, format!("obstacle-{}", one.code())).to_string();
        let obstacles = Obstacle::ALL.iter().map(|one| Choice::new(one.code(), word(one))).collect();
        Form::new(shell, data, self.address(), shell.t("obstacle-keep"))
            .summed_above()
            .group(Group::of(vec![
                Field::hidden("record", data.get("record")),
                Field::select(lang, data, "obstacle", t("obstacle-which"), obstacles),
                Field::date(lang, data, "met", t("obstacle-met")).hint(t("form-date-hint")),
                Field::date(lang, data, "lifted", t("obstacle-lifted")).optional(lang),
                Field::text(lang, data, "note", t("obstacle-note")).optional(lang),
            ]))
            .cancel(urls::project(&self.head.building.code, &self.project.code))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ObstaclesPage)> {
        let project = Named::new("isolation-et-led", "Isolation et LED");
        let line = |row: &str, obstacle, lifted, note: Option<&str>| ObstacleLine {
            row: row.to_owned(),
            record: row.to_owned(),
            met: Met { obstacle, on: samples::day(2025, 4, 2), lifted, note: note.map(str::to_owned) },
        };
        let some = ObstaclesPage {
            shell: samples::shell(urls::project_obstacles(&samples::building().code, &project.code)),
            head: samples::head(),
            project,
            lines: vec![
                line("0000000000001", Obstacle::Asbestos, None, Some("plaques <ondulées> du toit")),
                line("0000000000002", Obstacle::NoOwnFunds, Some(samples::day(2025, 12, 1)), None),
            ],
            on: samples::today(),
            form: FormData::new(),
        };
        let none = ObstaclesPage { lines: Vec::new(), ..some.clone() };
        let mut more = some.clone();
        more.form = some.lines.first().map(ObstacleLine::typed).unwrap_or_default();
        let mut wrong = none.clone();
        wrong.form = FormData::from_pairs([("obstacle", "x"), ("met", "1/3/25"), ("lifted", "1/2/25")]);
        let _ = read(&mut wrong.form, samples::today());
        vec![("some", some), ("none", none), ("more", more), ("wrong", wrong)]
    }
}
