//! What each column of a table is: our guess with its reason, to be corrected, tried and kept.
//!
//! The form posts to [`crate::urls::import_columns`]; `try=1` shows what would be read, without it the columns are used
//! for the import. Fields: [`crate::forms::MappingInput`].

use askama::Template;
use eclaireur_models::building::{Carrier, Register};
use eclaireur_models::finding::Finding;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::readings::parse::mapping::{Mapping, Proposal, Why};
use eclaireur_models::readings::{RowCounts, SeriesKey};
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;

use super::imports;
use super::samples;
use crate::findings;
use crate::format;
use crate::forms::{Button, Choice, Field, Form, FormData, Group, MappingInput, Use};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;

/// What would be read with the columns as chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The rows.
    pub rows: RowCounts,
    /// Each series: what it is, its readings, its days, its sum.
    pub series: Vec<(SeriesKey, usize, Option<Period>, Decimal)>,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/mapping.html")]
pub struct MappingPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Which import: its id and the name of its file.
    pub import: Named,
    /// The guess.
    pub proposal: Proposal,
    /// Values and problems.
    pub form: FormData,
    /// What came of trying them.
    pub trial: Option<Trial>,
}

html!(MappingPage);

/// Cells of a column shown beside its choice.
const EXAMPLES: usize = 4;

impl MappingPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("mapping-title").with("file", &self.import.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
        ];
        crumbs.extend(imports::crumb(&self.shell, &self.organisation));
        crumbs.push(Crumb::to(&self.import.name, urls::import(&self.import.code)));
        crumbs.push(Crumb::here(self.shell.t("mapping-crumb").to_string()));
        crumbs
    }

    fn mapping(&self) -> &Mapping {
        &self.proposal.mapping
    }

    /// *Colonne B · Drapeau*
    fn column_name(&self, n: usize) -> String {
        let letter = self.shell.t("mapping-column").with("letter", letter(n)).to_string();
        match self.mapping().headers.get(n).map(|h| h.trim()).filter(|h| !h.is_empty()) {
            Some(header) => format!("{letter} · {header}"),
            None => letter,
        }
    }

    fn headers(&self) -> Vec<String> {
        (0..self.mapping().headers.len()).map(|n| self.column_name(n)).collect()
    }

    /// The cells of a row, one per column.
    fn cells<'a>(&self, row: &'a [String]) -> Vec<&'a str> {
        (0..self.mapping().columns.len()).map(|n| row.get(n).map_or("", String::as_str)).collect()
    }

    /// Why we think so, and a few of its values.
    fn reason(&self, n: usize) -> String {
        let why = self.proposal.why.get(n).copied().unwrap_or(Why::Nothing);
        let values: Vec<&str> =
            self.proposal.sample.iter().filter_map(|row| row.get(n)).map(String::as_str).collect();
        let values: Vec<&str> = values.into_iter().filter(|c| !c.is_empty()).collect();
        let examples: Vec<String> =
            values.iter().take(EXAMPLES).map(|v| v.chars().take(40).collect()).collect();
        let why = words::column_why(self.lang(), why);
        if examples.is_empty() {
            return format!("{why} {}", self.shell.t("mapping-no-values"));
        }
        format!("{why} {}", self.shell.t("mapping-examples").with("values", examples.join(" · ")))
    }

    fn column(&self, n: usize) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let uses = Use::ALL.map(|(code, _)| Choice::new(code, words::column_use(lang, code)));
        let units = Unit::ALL.iter().map(|u| Choice::new(u.code(), format::quantity_unit(*u))).collect();
        let carriers = Carrier::ALL.iter().map(|c| Choice::new(c.code(), words::carrier(lang, *c))).collect();
        let registers =
            Register::ALL.iter().map(|r| Choice::new(r.code(), words::register(lang, *r))).collect();
        let name = |what: &str| format!("{what}_{n}");
        let not_said = || shell.t("mapping-not-said").to_string();
        let of = |field: Field| field.of(self.column_name(n));
        let used = of(Field::select(lang, data, &name("use"), shell.t("mapping-use"), uses.to_vec()));
        let more = [
            Field::select(lang, data, &name("unit"), shell.t("mapping-unit"), units).prompt(not_said()),
            Field::select(lang, data, &name("carrier"), shell.t("mapping-carrier"), carriers)
                .prompt(not_said()),
            Field::select(lang, data, &name("register"), shell.t("mapping-register"), registers)
                .prompt(not_said()),
            Field::text(lang, data, &name("name"), shell.t("mapping-name")).width("w-medium").optional(lang),
        ];
        // What only readings have is folded away from a column of dates.
        let holds_readings = Use::is_of_readings(data.get(&name("use")));
        Group::pair(vec![used])
            .more(shell.t("mapping-more"), holds_readings, more.map(of).into())
            .legend(self.column_name(n))
            .intro(self.reason(n))
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let two = |one: &str, key: &'static str, other: &str, second: &'static str| {
            vec![Choice::new(one, shell.t(key).to_string()), Choice::new(other, shell.t(second).to_string())]
        };
        let mut form =
            Form::new(shell, data, urls::import_columns(&self.import.code), shell.t("mapping-submit"))
                .summed_above();
        for n in 0..self.mapping().columns.len() {
            form = form.group(self.column(n));
        }
        let orders = two("day", "mapping-order-day", "month", "mapping-order-month");
        let ends = two("start", "mapping-ends-start", "end", "mapping-ends-end");
        form.group(
            Group::of(vec![
                Field::radio(lang, data, "order", shell.t("mapping-order"), orders),
                Field::radio(lang, data, "ends", shell.t("mapping-ends"), ends),
            ])
            .legend(shell.t("mapping-times")),
        )
        .group(
            Group::of(vec![
                Field::checkbox(lang, data, "remember", shell.t("mapping-remember"))
                    .hint(shell.t("mapping-remember-hint")),
                Field::text(lang, data, "sender", shell.t("mapping-sender"))
                    .hint(shell.t("mapping-sender-hint")),
            ])
            .legend(shell.t("mapping-next")),
        )
        .button(Button { label: shell.t("mapping-try").to_string(), action: None, pair: Some(("try", "1")) })
        .cancel(urls::import(&self.import.code))
    }

    /// A series as the trial shows it: what, readings, days, sum.
    fn trial_rows(&self, trial: &Trial) -> Vec<[String; 4]> {
        let lang = self.lang();
        let row = |(key, readings, period, total): &(SeriesKey, usize, Option<Period>, Decimal)| {
            let what = [
                Some(words::carrier(lang, key.carrier)),
                Some(words::direction(lang, key.direction)),
                Some(words::kind(lang, key.kind)),
                key.name.clone().or_else(|| key.serial.clone()),
            ];
            let unit = key.unit.map(format::quantity_unit).unwrap_or_default();
            [
                what.into_iter().flatten().collect::<Vec<_>>().join(", "),
                format::whole(*readings),
                period.map(|p| format::period(lang, p)).unwrap_or_default(),
                format!("{}{}{unit}", format::decimal(*total), format::NBSP),
            ]
        };
        trial.series.iter().map(row).collect()
    }

    /// Sentences of the trial's findings, each once.
    fn trial_words(&self, trial: &Trial) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for finding in &trial.findings {
            let sentence = findings::sentence(self.lang(), finding);
            if !said.contains(&sentence) && said.len() < 8 {
                said.push(sentence);
            }
        }
        said
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MappingPage)> {
        let text = "Moment;Drapeau;Grandeur A\n03/02/2025 00:00;ok;12,5\n03/02/2025 01:00;ok;13\n";
        let catalog = eclaireur_models::catalog::Catalog::embedded().unwrap_or_default();
        let proposal = eclaireur_models::readings::parse::mapping::propose(text.as_bytes(), &catalog);
        let Some(proposal) = proposal else { return Vec::new() };
        let form = MappingInput::form(&proposal.mapping, "Régulation de la chaufferie");
        let new = MappingPage {
            shell: samples::shell(urls::import_columns("1")),
            organisation: samples::organisation(),
            import: Named::new("1", "regulation.csv"),
            proposal,
            form,
            trial: None,
        };
        let mut wrong = new.clone();
        let _ = MappingInput::read(&mut wrong.form, &new.proposal.mapping);
        let mut tried = new.clone();
        tried.form = tried.form.set("unit_2", "kWh").set("carrier_2", "district_heat");
        if let Some(input) = MappingInput::read(&mut tried.form, &new.proposal.mapping) {
            use eclaireur_models::readings::parse::{Hints, parse};
            let mappings = [input.mapping];
            let parsed = parse(text.as_bytes(), &catalog, Hints { mappings: &mappings, ..Hints::default() });
            tried.trial = Some(Trial::of(&parsed));
        }
        vec![("new", new), ("wrong", wrong), ("tried", tried)]
    }
}

impl Trial {
    /// What a file says when it is read so.
    pub fn of(parsed: &eclaireur_models::readings::Parsed) -> Trial {
        Trial {
            rows: parsed.rows,
            series: parsed
                .series
                .iter()
                .map(|s| (s.key.clone(), s.readings(), s.days(), s.total()))
                .collect(),
            findings: parsed.findings.clone(),
        }
    }
}

/// A, B … Z, AA: as spreadsheets call their columns.
fn letter(n: usize) -> String {
    eclaireur_models::finding::column_letters(n)
}
