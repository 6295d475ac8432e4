//! A problem as programs get it (RFC 9457): what `error::say` writes, as the document says it.

use utoipa::ToSchema;

use super::asked::FieldProblem;
use super::words;

/// Why a request was not answered, `application/problem+json`. Some codes carry more keys than these.
#[derive(Debug, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[schema(example = "about:blank")]
    pub r#type: String,
    /// Name of the status.
    #[schema(example = "Unprocessable Entity")]
    pub title: String,
    /// The status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    pub status: u16,
    /// Stable word: what a program may rely on.
    #[schema(schema_with = words::problem_code)]
    pub code: String,
    /// Quote it when you ask for help.
    #[schema(required = false)]
    pub instance: Option<String>,
    /// What exactly, in English, where that can be told.
    #[schema(required = false)]
    pub detail: Option<String>,
    /// With `unreadable-parameter`: which one.
    #[schema(required = false)]
    pub parameter: Option<String>,
    /// With `unreadable-parameter`: what it said.
    #[schema(required = false)]
    pub value: Option<String>,
    /// With `invalid-fields`: which, and why.
    #[schema(required = false)]
    pub problems: Option<Vec<FieldProblem>>,
    /// With `too-large`: how many bytes are taken.
    #[schema(required = false)]
    pub max_bytes: Option<u64>,
    /// With `period-too-long`: how many days are given at once.
    #[schema(required = false)]
    pub max_days: Option<i64>,
}
