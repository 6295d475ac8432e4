//! What the pages of an audit share: where it stands, the way between them, tables with something to do in each row.

use askama::Template;
use eclaireur_models::audit::versions::State;
use eclaireur_models::norms::Decided;

use super::building::Tab;
use crate::audit;
use crate::forms::FormData;
use crate::shell::Shell;
use crate::urls;

/// The version that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// From 1 on.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Building or organisation are put away: nothing is written.
    pub archived: bool,
}

impl AuditHead {
    /// Whether this visitor may write in it.
    pub(crate) fn is_open(self, shell: &Shell) -> bool {
        self.state.is_open() && !self.archived && shell.may_change()
    }

    /// *Version 2 · en cours*.
    pub(crate) fn line(self, shell: &Shell) -> String {
        shell
            .t("audit-version-line")
            .with("version", self.version.to_string())
            .with("state", audit::state(shell.body_lang(), self.state))
            .to_string()
    }

    /// Why nothing can be written, where that is so.
    pub(crate) fn closed(self, shell: &Shell) -> Option<String> {
        let why = match (self.archived, self.state) {
            (true, _) => shell.t("audit-closed-archived"),
            (_, State::Draft) => return None,
            (_, State::Reading | State::Read) => shell.t("audit-closed-reading"),
            (_, State::Delivered) => shell.t("audit-closed-delivered"),
        };
        Some(why.to_string())
    }
}

/// The way between the pages of an audit.
pub(crate) fn nav(shell: &Shell, code: &str) -> Vec<Tab> {
    let at = shell.path.split('?').next().unwrap_or_default();
    let overview = urls::audit(code);
    [
        (shell.t("audit-nav-overview"), overview.clone()),
        (shell.t("audit-nav-visit"), urls::audit_visit(code)),
        (shell.t("audit-nav-settings"), urls::audit_settings(code)),
        (shell.t("audit-nav-checks"), urls::audit_checks(code)),
        (shell.t("audit-nav-findings"), urls::audit_findings(code)),
        (shell.t("audit-nav-measures"), urls::audit_measures(code)),
        (shell.t("audit-nav-packages"), urls::audit_packages(code)),
        (shell.t("audit-nav-quotes"), urls::audit_quotes(code)),
        (shell.t("audit-nav-versions"), urls::audit_versions(code)),
    ]
    .into_iter()
    .map(|(label, href)| Tab {
        label: label.to_string(),
        current: href == at || (href != overview && at.starts_with(&format!("{href}/"))),
        href,
    })
    .collect()
}

/// A table; its first column names the row.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/audit_table.html")]
pub(crate) struct Table<'a> {
    pub(crate) shell: &'a Shell,
    pub(crate) caption: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// Where a row is taken out.
    pub(crate) action: String,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    /// Where it is opened.
    pub(crate) edit: Option<String>,
    /// Where it is changed.
    pub(crate) change: Option<String>,
    /// Name and value that take it out.
    pub(crate) drop: Option<(&'static str, String)>,
}

impl Row {
    pub(crate) fn of(cells: Vec<String>) -> Row {
        Row { cells, ..Row::default() }
    }

    pub(crate) fn edit(mut self, href: String) -> Row {
        self.edit = Some(href);
        self
    }

    pub(crate) fn change(mut self, href: String) -> Row {
        self.change = Some(href);
        self
    }

    pub(crate) fn drop(mut self, name: &'static str, value: &impl ToString) -> Row {
        self.drop = Some((name, value.to_string()));
        self
    }
}

impl<'a> Table<'a> {
    pub(crate) fn new(shell: &'a Shell, caption: impl Into<String>, columns: Vec<String>) -> Table<'a> {
        Table { shell, caption: caption.into(), columns, rows: Vec::new(), action: String::new() }
    }

    pub(crate) fn rows(mut self, rows: Vec<Row>) -> Table<'a> {
        self.rows = rows;
        self
    }

    pub(crate) fn at(mut self, action: String) -> Table<'a> {
        self.action = action;
        self
    }

    pub(crate) fn acts(&self) -> bool {
        self.rows.iter().any(|row| row.edit.is_some() || row.change.is_some() || row.drop.is_some())
    }

    /// A cell below the head of its column.
    pub(crate) fn labelled<'r>(&'r self, row: &'r Row) -> Vec<(&'r str, &'r str)> {
        let columns = self.columns.iter().skip(1).map(String::as_str);
        columns.zip(row.cells.iter().skip(1).map(String::as_str)).collect()
    }
}

/// The button that puts back what a part said before its last writing.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/audit_undo.html")]
pub(crate) struct Undo<'a> {
    shell: &'a Shell,
    action: String,
    /// The writing that is seen.
    seen: i32,
    /// Which part, where a page has several.
    kind: &'static str,
    /// What is put back, for those who do not see where the button stands.
    caption: String,
}

impl<'a> Undo<'a> {
    /// None where there is nothing before the writing that is seen.
    pub(crate) fn of(
        shell: &'a Shell,
        action: String,
        (seen, kind): (i32, &'static str),
        caption: impl Into<String>,
    ) -> Option<Undo<'a>> {
        (seen > 1).then(|| Undo { shell, action, seen, kind, caption: caption.into() })
    }
}

/// The writing that a form sees.
pub(crate) fn seen(form: &FormData) -> i32 {
    form.get("seen").parse().unwrap_or(0)
}

/// Where one of a list is changed.
pub(crate) fn change_of(action: &str, key: &str) -> String {
    format!("{}#new", urls::with_query(action, &[("ligne", key)]))
}

/// *yes*, *no*, *unknown*: behind keys.
pub(crate) const fn decided(answer: Decided) -> &'static str {
    match answer {
        Decided::Yes => "yes",
        Decided::No => "no",
        Decided::Unknown => "unknown",
    }
}
