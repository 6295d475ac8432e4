//! What programs can do: how to begin, then every operation with its parameters, its answers and an example.
//!
//! The document of the API is given to it as plain data: nothing of an operation is written twice. Its titles are in French; its
//! sentences are those of the document, in English. Does *not* know which operations there are but for their titles.

use askama::Template;
use eclaireur_models::lang::Lang;

use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// Operations by their id: `api-op-<id>` is the title of each.
pub const OPERATIONS: [&str; 45] = [
    "answer-alert",
    "ask-financing",
    "create-building",
    "create-event",
    "create-fact",
    "create-meter",
    "create-price",
    "create-reading",
    "export-organisation",
    "import-buildings",
    "import-readings",
    "list-aids",
    "list-alerts",
    "list-buildings",
    "list-events",
    "list-facts",
    "list-federations",
    "list-imports",
    "list-indicators",
    "list-meters",
    "list-obstacles",
    "list-organisation-buildings",
    "list-organisations",
    "list-prices",
    "list-projects",
    "list-reports",
    "list-requests",
    "list-scenarios",
    "show-aid",
    "show-assessment",
    "show-building",
    "show-chart",
    "show-consumption",
    "show-dashboard",
    "show-financing",
    "show-import",
    "show-import-file",
    "show-organisation",
    "show-report",
    "show-scenario",
    "undo-import",
    "withdraw-answer",
    "withdraw-event",
    "withdraw-fact",
    "withdraw-price",
];

/// Groups of operations: `api-group-<code>`.
pub const GROUPS: [&str; 9] =
    ["organisations", "buildings", "meters", "imports", "figures", "facts", "reports", "aids", "federations"];

/// Where a parameter stands: `api-in-<place>`.
const PLACES: [&str; 3] = ["path", "query", "header"];

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let operations = OPERATIONS.iter().map(|id| format!("api-op-{id}"));
    let groups = GROUPS.iter().map(|code| format!("api-group-{code}"));
    operations.chain(groups).chain(PLACES.iter().map(|place| format!("api-in-{place}"))).collect()
}

/// Operations about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiGroup {
    /// One of [`GROUPS`].
    pub code: String,
    /// In the order of the document.
    pub operations: Vec<ApiOperation>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApiOperation {
    /// One of [`OPERATIONS`].
    pub id: String,
    /// `GET`, `POST`, `DELETE`.
    pub method: String,
    /// Address, with its parameters in braces.
    pub path: String,
    /// What it does, in English.
    pub text: Vec<String>,
    /// What it takes.
    pub parameters: Vec<ApiParameter>,
    /// What it answers, status by status.
    pub answers: Vec<ApiAnswer>,
    /// A call that can be typed.
    pub call: String,
    /// What comes back, where that is text.
    pub answer: Option<String>,
}

/// One parameter, or one field of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiParameter {
    /// Its name.
    pub name: String,
    /// One of `path`, `query`, `header`.
    pub place: String,
    /// Whether it must be there.
    pub required: bool,
    /// Type and bounds: `integer, 0 – 1000`.
    pub form: String,
    /// What it is, in English.
    pub text: String,
}

/// One status of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiAnswer {
    /// The status.
    pub status: String,
    /// What it means, in English; for a problem its codes.
    pub text: Vec<String>,
}

/// A stable code of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiCode {
    /// The code.
    pub code: String,
    /// Status it comes with.
    pub status: u16,
    /// What it means, in English.
    pub text: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/api.html")]
pub struct ApiPage {
    /// Frame.
    pub shell: Shell,
    /// Group by group.
    pub groups: Vec<ApiGroup>,
    /// Every code of a problem.
    pub codes: Vec<ApiCode>,
}

html!(ApiPage);

impl ApiPage {
    fn title(&self) -> String {
        self.shell.t("api-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("api-crumb").to_string()),
        ]
    }

    fn named(&self, prefix: &str, code: &str) -> String {
        Say::owned(self.shell.body_lang(), format!("{prefix}{code}")).to_string()
    }

    fn group(&self, group: &ApiGroup) -> String {
        self.named("api-group-", &group.code)
    }

    fn operation(&self, operation: &ApiOperation) -> String {
        self.named("api-op-", &operation.id)
    }

    fn place(&self, parameter: &ApiParameter) -> String {
        self.named("api-in-", &parameter.place)
    }

    /// What is typed first.
    fn first_call(&self) -> String {
        let (address, secret) = (self.shell.t("api-begin-address"), self.shell.t("api-begin-secret"));
        let call = "curl -H \"Authorization: Bearer $CLE\" \"$ECLAIREUR/api/v1/buildings?limit=10\"";
        format!("export ECLAIREUR=\"{address}\"\nexport CLE=\"{secret}\"\n{call}")
    }

    fn how_many(&self) -> String {
        let count = self.groups.iter().map(|group| group.operations.len()).sum::<usize>();
        self.shell.t("api-lead").count("count", count).to_string()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ApiPage)> {
        let parameter = |name: &str, place: &str, required, form: &str, text: &str| ApiParameter {
            name: name.to_owned(),
            place: place.to_owned(),
            required,
            form: form.to_owned(),
            text: text.to_owned(),
        };
        let answer = |status: &str, text: &[&str]| ApiAnswer {
            status: status.to_owned(),
            text: text.iter().map(|line| (*line).to_owned()).collect(),
        };
        let list = ApiOperation {
            id: "list-buildings".to_owned(),
            method: "GET".to_owned(),
            path: "/api/v1/buildings".to_owned(),
            text: vec!["Lists buildings.".to_owned(), "Ordered by code.".to_owned()],
            parameters: vec![
                parameter("q", "query", false, "string, ≤ 200", "Words of the name."),
                parameter("limit", "query", false, "integer, 0 – 1000", "How many items, at most."),
            ],
            answers: vec![
                answer("200", &["A page of buildings."]),
                answer("400", &["bad-request"]),
                answer("422", &["unreadable-parameter", "invalid-fields"]),
            ],
            call: "curl -H \"Authorization: Bearer $CLE\" \"$ECLAIREUR/api/v1/buildings?limit=100\""
                .to_owned(),
            answer: Some("{\n  \"next\": null,\n  \"total\": 0\n}".to_owned()),
        };
        let undo = ApiOperation {
            id: "undo-import".to_owned(),
            method: "DELETE".to_owned(),
            path: "/api/v1/imports/{i}".to_owned(),
            text: vec!["Undoes an import.".to_owned()],
            parameters: vec![parameter("i", "path", true, "string, 1 – 40", "Id of the import.")],
            answers: vec![answer("204", &["It is undone."]), answer("404", &["not-found"])],
            call:
                "curl -X DELETE -H \"Authorization: Bearer $CLE\" \"$ECLAIREUR/api/v1/imports/1hqz7k3v0m2rc\""
                    .to_owned(),
            answer: None,
        };
        let code =
            |code: &str, status, text: &str| ApiCode { code: code.to_owned(), status, text: text.to_owned() };
        let page = ApiPage {
            shell: Shell::new(Lang::Fr, urls::api()),
            groups: vec![
                ApiGroup { code: "buildings".to_owned(), operations: vec![list] },
                ApiGroup { code: "imports".to_owned(), operations: vec![undo] },
            ],
            codes: vec![
                code("bad-request", 400, "The request cannot be read."),
                code("not-found", 404, "There is no such thing, or it is not yours."),
            ],
        };
        vec![("some", page)]
    }
}
