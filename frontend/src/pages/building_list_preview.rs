//! A list of buildings: what is new, what changes, what is to correct; then confirmed, then perhaps undone.
//!
//! The form posts to [`crate::urls::import_list`] (preview again) or [`crate::urls::import_list_confirm`]. Fields:
//! `take_proposals=1` takes what is proposed for cells to correct, `leave_out=1` leaves out the rows that remain.

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::building::Carrier;
use eclaireur_models::finding::{Finding, Severity};
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::list::Field;
use eclaireur_models::readings::RowCounts;
use rust_decimal::Decimal;

use super::import::ImportState;
use super::import_view::{FindingBlock, blocks};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;
use crate::words;

/// What becomes of a building of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// Made.
    New,
    /// Ours, and something in it changes.
    Changed,
    /// Ours, and stays as it is, except perhaps for new meters.
    Same,
}

/// A field before and after, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Which.
    pub field: Field,
    /// Before; none when nothing was known.
    pub before: Option<String>,
    /// After.
    pub after: String,
}

/// What becomes of a meter of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeterState {
    /// Made.
    New,
    /// Ours.
    Known,
    /// At another building, where it stays.
    Elsewhere,
}

/// A meter of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMeterLine {
    /// What it measures.
    pub carrier: Carrier,
    /// EAN, serial number or name, whichever is there.
    pub label: String,
    /// What becomes of it.
    pub state: MeterState,
}

/// A building of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLine {
    /// Line of the file.
    pub row: u32,
    /// The building, where there is one by now.
    pub building: Option<Named>,
    /// The sender's own code.
    pub code: Option<String>,
    /// Its name as listed.
    pub name: String,
    /// Street, postcode and commune.
    pub place: String,
    /// Activity.
    pub activity: Option<String>,
    /// Heated area, m².
    pub heated_area_m2: Option<Decimal>,
    /// Beds, places, pupils.
    pub service_units: Option<u32>,
    /// Year of construction.
    pub built: Option<i16>,
    /// What becomes of it.
    pub state: LineState,
    /// What changes.
    pub changes: Vec<ChangeLine>,
    /// Its meters.
    pub meters: Vec<ListedMeterLine>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/building_list_preview.html")]
pub struct ListPreviewPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Import: its id and the name of the file.
    pub import: Named,
    /// The sheet it stands on, in a workbook of several.
    pub sheet: Option<String>,
    /// Day it was sent.
    pub on: Day,
    /// Where it stands.
    pub state: ImportState,
    /// The rows.
    pub rows: RowCounts,
    /// The buildings.
    pub buildings: Vec<ListedLine>,
    /// What is to be said.
    pub findings: Vec<Finding>,
    /// Proposals are taken.
    pub take_proposals: bool,
    /// Somebody asked to confirm it while rows are to be corrected.
    pub not_yet: bool,
    /// Buildings and meters that stayed after an undo, since something hangs on them.
    pub remains: Vec<Named>,
}

html!(ListPreviewPage);

/// A figure with its words, in the row of counts.
struct Count {
    figure: String,
    label: String,
    class: &'static str,
}

impl ListPreviewPage {
    fn title(&self) -> String {
        let key = match self.state {
            ImportState::Preview { .. } => "list-title-preview",
            ImportState::Confirmed { .. } => "list-title-confirmed",
            ImportState::Undone { .. } | ImportState::Refused => "import-title-undone",
        };
        self.shell.t(key).with("name", &self.import.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
        ];
        if self.shell.may_organisation(Action::Change) {
            let lists = self.shell.t("list-crumb").to_string();
            crumbs.push(Crumb::to(lists, urls::building_list(&self.organisation.code)));
        }
        crumbs.push(Crumb::here(&self.import.name));
        crumbs
    }

    fn lead(&self) -> String {
        let t = |key| self.shell.t(key);
        match self.state {
            ImportState::Preview { expires } => t("list-state-preview").with("day", format::day(expires)),
            ImportState::Confirmed { on } => t("list-state-confirmed").with("day", format::day(on)),
            ImportState::Undone { on } => t("list-state-undone").with("day", format::day(on)),
            ImportState::Refused => t("import-state-refused"),
        }
        .to_string()
    }

    fn is_preview(&self) -> bool {
        matches!(self.state, ImportState::Preview { .. })
    }

    fn is_confirmed(&self) -> bool {
        matches!(self.state, ImportState::Confirmed { .. })
    }

    fn how_many(&self, state: LineState) -> usize {
        self.buildings.iter().filter(|b| b.state == state).count()
    }

    fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity() == Severity::Error)
    }

    fn to_correct(&self) -> usize {
        self.errors().count()
    }

    /// Whether rows to correct stopped it, and the box that leaves them out is there.
    fn stopped(&self) -> bool {
        self.not_yet && self.can_confirm() && self.to_correct() > 0
    }

    /// Whether something is proposed for a cell to correct.
    fn has_proposals(&self) -> bool {
        self.take_proposals || self.errors().any(|f| f.proposal.is_some())
    }

    /// Whether there is anything to confirm.
    fn can_confirm(&self) -> bool {
        self.is_preview() && !self.buildings.is_empty()
    }

    fn counts(&self) -> Vec<Count> {
        let meters = self.buildings.iter().flat_map(|b| &b.meters);
        let new_meters = meters.filter(|m| m.state == MeterState::New).count();
        let (changed, wrong) = (self.how_many(LineState::Changed), self.to_correct());
        [
            (self.how_many(LineState::New), "list-count-new", "count"),
            (changed, "list-count-changed", if changed > 0 { "count count-warning" } else { "count" }),
            (new_meters, "list-count-meters", "count"),
            (wrong, "import-count-wrong", if wrong > 0 { "count count-error" } else { "count" }),
        ]
        .map(|(figure, label, class)| Count {
            figure: format::whole(figure),
            label: self.shell.t(label).count("count", figure).to_string(),
            class,
        })
        .into()
    }

    fn facts(&self) -> Vec<(String, String)> {
        let t = |key| self.shell.t(key).to_string();
        let file = match &self.sheet {
            Some(sheet) => format!("{} · {sheet}", self.import.name),
            None => self.import.name.clone(),
        };
        let rows =
            self.shell.t("list-rows").count("read", self.rows.read).count("accepted", self.rows.accepted);
        let rows = rows.count("rejected", self.rows.rejected).count("ignored", self.rows.ignored).to_string();
        vec![
            (t("import-fact-file"), file),
            (t("import-fact-rows"), rows),
            (t("import-fact-sent"), format::day(self.on)),
        ]
    }

    fn blocks(&self) -> Vec<FindingBlock> {
        blocks(&self.shell, &self.findings)
    }

    pub(crate) fn state_words(&self, line: &ListedLine) -> String {
        let key = match line.state {
            LineState::New => "list-line-new",
            LineState::Changed => "list-line-changed",
            LineState::Same => "list-line-same",
        };
        self.shell.t(key).to_string()
    }

    fn state_class(line: &ListedLine) -> &'static str {
        match line.state {
            LineState::New => "tag tag-done",
            LineState::Changed => "tag tag-warning",
            LineState::Same => "tag",
        }
    }

    /// *Surface chauffée : 2 000 m² → 2 450 m²*
    pub(crate) fn change(&self, change: &ChangeLine) -> String {
        let lang = self.shell.body_lang();
        let field = words::list_field(lang, change.field);
        let written = |value: &str| match change.field {
            Field::HeatedArea => value
                .parse()
                .map_or_else(|_| value.to_owned(), |v| format!("{}{}m²", format::decimal(v), format::NBSP)),
            Field::Archived => {
                let key = if value == "true" { "list-archived" } else { "list-restored" };
                Say::new(lang, key).to_string()
            }
            _ => value.to_owned(),
        };
        let say = self.shell.t(if change.before.is_some() { "list-change" } else { "list-change-new" });
        say.with("field", field)
            .with("before", change.before.as_deref().map(written).unwrap_or_default())
            .with("after", written(&change.after))
            .to_string()
    }

    /// *2 450 m² · 62 lits, places ou élèves · 1987*
    fn figures(&self, line: &ListedLine) -> String {
        let area = line.heated_area_m2.map(|a| format!("{}{}m²", format::decimal(a), format::NBSP));
        let units = line.service_units.map(|n| self.shell.t("list-units").count("count", n).to_string());
        let built = line.built.map(|year| self.shell.t("list-built").with("year", year).to_string());
        [line.activity.clone(), area, units, built].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn carrier(&self, meter: &ListedMeterLine) -> String {
        words::carrier(self.shell.body_lang(), meter.carrier)
    }

    fn meter_state(&self, meter: &ListedMeterLine) -> Option<String> {
        Some(match meter.state {
            MeterState::New => self.shell.t("list-meter-new").to_string(),
            MeterState::Known => return None,
            MeterState::Elsewhere => self.shell.t("list-meter-elsewhere").to_string(),
        })
    }

    /// Where the file is handed back with its faulty cells marked.
    fn marked_file(&self) -> Option<String> {
        self.errors().any(|f| f.row.is_some()).then(|| urls::import_annotated(&self.import.code))
    }

    fn building_files(&self) -> Files {
        let both = [urls::listed_csv(&self.import.code), urls::listed_xlsx(&self.import.code)];
        Files::new(self.shell.t("list-buildings").to_string(), both, &[])
    }

    fn finding_files(&self) -> Files {
        let both = [urls::list_findings_csv(&self.import.code), urls::list_findings_xlsx(&self.import.code)];
        Files::new(self.shell.t("table-findings").to_string(), both, &[])
    }

    fn confirm_label(&self) -> String {
        self.shell.t("list-confirm").count("count", self.buildings.len()).to_string()
    }
}
