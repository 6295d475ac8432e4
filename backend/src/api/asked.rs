//! What a program sends: a JSON body of a known shape, and the same fields as the form of the page reads them.
//!
//! A page and a program keep something with the same function: the body becomes the fields of its form, so that what is
//! refused on one is refused on the other, with the same codes. Numbers are plain decimals, days are `2026-11-21`.

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::error::ErrorKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::AppError;

/// Bytes of a JSON body, at most: the bound of every body that is no upload.
const MOST_BYTES: u64 = 256 * 1024;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(body)) => Ok(Body(body)),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(AppError::new(ErrorKind::TooLarge { max_bytes: MOST_BYTES }))
            }
            Err(refused) => {
                let detail: String = refused.body_text().chars().take(400).collect();
                Err(AppError::bad_request().with("detail", json!(detail)))
            }
        }
    }
}

/// The fields of a form; those without a value are left out.
pub fn fields<const N: usize>(pairs: [(&str, Option<String>); N]) -> Result<FormData, AppError> {
    let told = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let told: Vec<(&str, String)> = told.collect();
    // A NUL has no place in a text of PostgreSQL, and nobody types one.
    if told.iter().any(|(_, value)| value.contains('\0')) {
        return Err(AppError::bad_request());
    }
    Ok(FormData::from_pairs(told))
}

/// A plain decimal as the forms read it: with a comma, so that nothing can be taken for thousands.
pub fn typed(number: &str) -> String {
    number.replace('.', ",")
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Name of the field.
    #[schema(example = "price")]
    field: String,
    /// Stable code of the problem.
    #[schema(example = "price-in-cents")]
    code: &'static str,
    /// Numbers and names that its sentence needs, written as on the page.
    data: BTreeMap<&'static str, String>,
}

/// Fields that cannot be kept: 422 with every problem.
pub fn invalid(form: &FormData) -> AppError {
    let problems: Vec<FieldProblem> = form
        .problems()
        .map(|(field, problem)| FieldProblem {
            field: field.to_owned(),
            code: problem.code.code(),
            data: problem.data().map(|(name, value)| (name, value.to_owned())).collect(),
        })
        .collect();
    AppError::unprocessable("invalid-fields").with("problems", json!(problems))
}
