//! What the import page derives from its context: the facts, the counts, the rows as read, findings by cause.

use eclaireur_models::access::Action;
use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::readings::Confidence;

use super::import::{Columns, ImportPage, ImportState, SeriesLine, name};
use super::import_effect as effect;
use super::import_fixes::Fix;
use super::import_series::{self as series, SeriesRow};
use super::imports;
use super::readings;
use crate::findings;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// A figure with its words, in the row of counts.
pub(super) struct Count {
    pub(super) figure: String,
    pub(super) label: String,
    pub(super) class: &'static str,
}

/// A finding as a row of its group.
pub(super) struct FindingRow {
    pub(super) row: String,
    pub(super) column: String,
    pub(super) value: String,
    pub(super) words: String,
}

/// Findings of one cause.
pub(super) struct FindingBlock {
    pub(super) code: Code,
    pub(super) title: String,
    pub(super) tag: String,
    pub(super) class: &'static str,
    pub(super) count: usize,
    pub(super) open: bool,
    /// Without places, one sentence says it all.
    pub(super) sentence: Option<String>,
    pub(super) rows: Vec<FindingRow>,
    pub(super) more: usize,
    /// What one click does about them.
    pub(super) fix: Option<Fix>,
}

/// Rows of one group that are written out; the rest is counted.
const ROWS_SHOWN: usize = 20;

/// Findings by cause, as `parts/findings.html` shows them.
pub(super) fn blocks(shell: &Shell, list: &[Finding]) -> Vec<FindingBlock> {
    let lang = shell.body_lang();
    findings::grouped(list)
        .into_iter()
        .map(|group| {
            let severity = group.code.severity();
            let placed: Vec<_> =
                group.findings.iter().filter(|f| f.row.is_some() || f.value.is_some()).collect();
            let sentence = group.findings.iter().find(|f| f.row.is_none() && f.value.is_none());
            let rows = placed
                .iter()
                .take(ROWS_SHOWN)
                .map(|f| FindingRow {
                    row: f.row.map(format::whole).unwrap_or_default(),
                    column: f.column.clone().unwrap_or_default(),
                    value: f.value.clone().unwrap_or_default(),
                    words: findings::words(lang, f),
                })
                .collect();
            FindingBlock {
                code: group.code,
                fix: None,
                title: findings::title(lang, group.code),
                tag: shell.t(findings::severity_key(severity)).to_string(),
                class: findings::severity_class(severity),
                count: group.findings.len(),
                open: severity == Severity::Error,
                sentence: sentence.map(|f| findings::sentence(lang, f)),
                more: placed.len().saturating_sub(ROWS_SHOWN),
                rows,
            }
        })
        .collect()
}

impl ImportPage {
    pub(super) fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    pub(super) fn t(&self, key: &'static str) -> Say<'static> {
        self.shell.t(key)
    }

    pub(super) fn name(&self) -> String {
        name(&self.shell, &self.head)
    }

    pub(super) fn title(&self) -> String {
        let key = match self.head.state {
            ImportState::Preview { .. } => "import-title-preview",
            ImportState::Confirmed { .. } => "import-title-confirmed",
            ImportState::Undone { .. } => "import-title-undone",
            ImportState::Refused if self.is_unknown_table() => "import-title-unknown",
            ImportState::Refused => "import-title-refused",
        };
        self.t(key).with("name", self.name()).with("origin", self.head.origin.code()).to_string()
    }

    /// Whether it waits for somebody to say what its columns are: nothing in it is wrong.
    pub(super) fn is_unknown_table(&self) -> bool {
        self.head.state == ImportState::Refused && self.columns == Columns::Nobody
    }

    pub(super) fn crumbs(&self) -> Vec<Crumb> {
        let home = &self.organisation.code;
        let sending = self.sending.as_ref();
        let mut crumbs = vec![
            Crumb::to(self.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(home)),
        ];
        crumbs.extend(imports::crumb(&self.shell, &self.organisation));
        crumbs.extend(
            sending.map(|id| Crumb::to(self.t("sending-crumb").to_string(), urls::sending(home, id))),
        );
        crumbs.push(Crumb::here(self.name()));
        crumbs
    }

    pub(super) fn is_preview(&self) -> bool {
        matches!(self.head.state, ImportState::Preview { .. })
    }

    pub(super) fn is_confirmed(&self) -> bool {
        matches!(self.head.state, ImportState::Confirmed { .. })
    }

    pub(super) fn is_undone(&self) -> bool {
        matches!(self.head.state, ImportState::Undone { .. })
    }

    pub(super) fn is_partial(&self) -> bool {
        self.counts.to_correct > 0
    }

    /// Whether the columns of a preview are ours or theirs, and can be corrected.
    pub(super) fn can_correct_columns(&self) -> bool {
        self.is_preview() && matches!(self.columns, Columns::Ours | Columns::Theirs { .. })
    }

    /// The state in a sentence, under the title.
    pub(super) fn state(&self) -> String {
        match self.head.state {
            ImportState::Preview { expires } => {
                self.t("import-state-preview").with("day", format::day(expires))
            }
            ImportState::Confirmed { on } => self.t("import-state-confirmed").with("day", format::day(on)),
            ImportState::Undone { on } => self.t("import-state-undone").with("day", format::day(on)),
            ImportState::Refused => self.t("import-state-refused"),
        }
        .to_string()
    }

    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let fact = |key, value: Option<String>| value.map(|v| (self.t(key).to_string(), v));
        let file = self.head.file.as_ref().map(|file| match self.head.bytes {
            Some(bytes) => format!("{file} · {}", format::bytes(bytes)),
            None => file.clone(),
        });
        let from = self.series.iter().filter_map(|s| s.period).map(|p| p.from).min();
        let to = self.series.iter().filter_map(|s| s.period).map(|p| p.to).max();
        let period = from.zip(to).and_then(|(from, to)| Period::new(from, to));
        let format_name = match (&self.columns, &self.format) {
            (Columns::Theirs { sender: Some(sender) }, _) => {
                Some(self.t("import-format-remembered").with("sender", sender).to_string())
            }
            (Columns::Theirs { sender: None }, _) => Some(self.t("import-format-described").to_string()),
            (_, Some(name)) if self.confidence == Confidence::Likely => {
                Some(self.t("import-format-likely").with("name", name).to_string())
            }
            (_, name) => name.clone(),
        };
        let rows = self.rows;
        let row_counts = (rows.read > 0).then(|| {
            self.t("import-rows")
                .count("read", rows.read)
                .count("accepted", rows.accepted)
                .count("missing", rows.missing)
                .count("rejected", rows.rejected)
                .count("ignored", rows.ignored)
                .to_string()
        });
        let typed = self.typed.as_ref().map(|kind| readings::described(&self.shell, kind));
        let (detail, cost) = typed.map_or((None, None), |(_, detail, cost)| (Some(detail), cost));
        let sent = match &self.head.by {
            Some(by) => {
                self.t("import-sent-by").with("day", format::day(self.head.on)).with("by", by).to_string()
            }
            None => format::day(self.head.on),
        };
        [
            fact("import-fact-file", file),
            fact("import-fact-format", format_name),
            fact("import-fact-period", period.map(|p| format::period(self.lang(), p))),
            fact("import-fact-rows", row_counts),
            fact("import-fact-typed", detail),
            fact("import-fact-cost", cost.map(format::euro)),
            fact("import-fact-sent", Some(sent)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn four_counts(&self) -> Vec<Count> {
        let count = |figure: usize, label, class| Count {
            figure: format::whole(figure),
            label: self.t(label).count("count", figure).to_string(),
            class,
        };
        let counts = self.counts;
        let wrong = if counts.to_correct > 0 { "count count-error" } else { "count" };
        vec![
            count(counts.new, "import-count-new", "count"),
            count(
                counts.changed,
                "import-count-changed",
                if counts.changed > 0 { "count count-warning" } else { "count" },
            ),
            count(counts.identical, "import-count-identical", "count"),
            count(counts.to_correct, "import-count-wrong", wrong),
        ]
    }

    pub(super) fn kept(&self) -> Option<String> {
        (self.counts.kept > 0).then(|| self.t("import-kept").count("count", self.counts.kept).to_string())
    }

    pub(super) fn rows_shown(&self) -> Vec<[String; 5]> {
        self.first_rows
            .iter()
            .map(|row| {
                let series = self.series.iter().find(|s| s.n == row.series);
                let unit = series.and_then(|s| s.key.unit).map(format::quantity_unit).unwrap_or_default();
                let value = match row.value {
                    Some(value) => format!("{}{}{unit}", format::decimal(value), format::NBSP),
                    None => self.t("import-no-value").to_string(),
                };
                [
                    format::whole(row.row),
                    format::slot(row.start, row.end),
                    series.map(|s| series::label(&self.shell, s)).unwrap_or_default(),
                    value,
                    row.value.map(|_| crate::words::quality(self.lang(), row.quality)).unwrap_or_default(),
                ]
            })
            .collect()
    }

    /// One series as its table shows it.
    pub(crate) fn series_row(&self, line: &SeriesLine) -> SeriesRow {
        series::row(self, line)
    }

    pub(super) fn series_rows(&self) -> Vec<SeriesRow> {
        self.series.iter().map(|s| series::row(self, s)).collect()
    }

    /// Whether somebody has still to say which meter a series belongs to.
    pub(super) fn asks(&self) -> bool {
        self.is_preview() && self.series.iter().any(|s| series::is_open(&s.meter))
    }

    /// *13 relevés lus, en attente d'un compteur*: so that a file that is well read does not look empty.
    pub(super) fn waiting(&self) -> Option<String> {
        let open = self.series.iter().filter(|s| series::is_open(&s.meter));
        let readings: usize = open.map(|s| s.readings).sum();
        (self.is_preview() && readings > 0)
            .then(|| self.t("import-waiting").count("count", readings).to_string())
    }

    /// Why it was not confirmed, with where to decide it on the page.
    pub(super) fn problems(&self) -> Vec<(String, String)> {
        if !self.not_yet || !self.is_preview() {
            return Vec::new();
        }
        let rows = self.series_rows().into_iter().filter(|row| row.wrong && !row.choices.is_empty());
        let mut problems: Vec<_> = rows
            .map(|row| {
                let series = [row.label, row.number].join(" ");
                let words = self.t("import-problem-meter").with("series", series.trim_end()).to_string();
                (row.field, words)
            })
            .collect();
        if self.is_partial() {
            let words = self.t("import-problem-rows").count("count", self.counts.to_correct).to_string();
            problems.push(("findings".to_owned(), words));
        }
        if problems.is_empty() {
            problems.push(("meters".to_owned(), self.t("import-problem-nothing").to_string()));
        }
        problems
    }

    pub(super) fn has_choices(&self) -> bool {
        self.is_preview() && self.series_rows().iter().any(|s| !s.choices.is_empty())
    }

    /// Whether it is a list of buildings, which is read elsewhere.
    pub(super) fn is_building_list(&self) -> bool {
        let looks_like = |f: &Finding| f.data.get("looks_like").is_some_and(|what| what == "building-list");
        self.findings.iter().any(|f| f.code == Code::NotMeterData && looks_like(f))
    }

    /// Where the file is handed back with its faulty cells marked: it is a table, and has some.
    pub(super) fn marked_file(&self) -> Option<String> {
        let known = matches!(self.columns, Columns::Ours | Columns::Theirs { .. });
        let place = |f: &Finding| f.row.is_some() && (f.column.is_some() || f.data.contains_key("cell"));
        let faulty = self.findings.iter().any(|f| f.severity() != Severity::Info && place(f));
        (self.is_preview() && known && faulty && self.head.file.is_some())
            .then(|| urls::import_annotated(&self.head.id))
    }

    pub(super) fn series_files(&self) -> Files {
        let both = [urls::series_csv(&self.head.id), urls::series_xlsx(&self.head.id)];
        Files::new(self.t("table-series").to_string(), both, &[])
    }

    pub(super) fn row_files(&self) -> Files {
        let both = [urls::rows_csv(&self.head.id), urls::rows_xlsx(&self.head.id)];
        Files::new(self.t("table-first-rows").to_string(), both, &[])
    }

    pub(super) fn finding_files(&self) -> Files {
        let both = [urls::findings_csv(&self.head.id), urls::findings_xlsx(&self.head.id)];
        Files::new(self.t("table-findings").to_string(), both, &[])
    }

    pub(super) fn effects(&self) -> Vec<String> {
        let changes = effect::sentences(&self.shell, self.head.state, &self.effects);
        changes.into_iter().chain(effect::others(self)).collect()
    }

    pub(super) fn confirm_label(&self) -> String {
        let key = if self.is_partial() { "import-confirm-partial" } else { "import-confirm" };
        self.t(key).count("count", self.rows.accepted).to_string()
    }

    pub(super) fn back(&self) -> String {
        self.building
            .as_ref()
            .map_or_else(|| urls::organisation(&self.organisation.code), |b| urls::building(&b.code))
    }

    pub(super) fn back_label(&self) -> String {
        let name = self.building.as_ref().map_or(&self.organisation.name, |b| &b.name);
        self.t("import-back").with("name", name).to_string()
    }

    pub(super) fn may_upload(&self) -> bool {
        match self.building {
            Some(_) => self.shell.may_import(),
            None => self.shell.may_organisation(Action::Import),
        }
    }

    pub(super) fn upload(&self) -> String {
        self.building.as_ref().map_or_else(
            || urls::organisation_upload(&self.organisation.code),
            |b| urls::building_upload(&b.code),
        )
    }
}
