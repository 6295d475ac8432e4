//! The question every address asks, before its handler runs.
//!
//! Who is not known is sent to the page where one signs in, with the way back; a program is told 401. Who is known and may
//! not is answered as if the thing did not exist, whether it does or not.

use axum::RequestExt as _;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_frontend::urls;
use eclaireur_models::access::{Action, Subject, Who, may};

use super::{Lines, Unknown, Visit, subject, traces};
use crate::app::App;
use crate::error::AppError;

/// Layer: asks [`may`].
pub(super) async fn ask(
    State((app, lines)): State<(App, Lines)>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(need) = lines.need(path.as_str(), request.method()) else {
        // The address is ours, the method is not: the router says which are.
        return next.run(request).await;
    };
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return AppError::not_found().into_response();
    };
    if need.action == Action::Look {
        request.extensions_mut().insert(Subject::Service);
        return next.run(request).await;
    }
    if request.extensions().get::<Unknown>().is_some() {
        // The page that says what works then says only that.
        let told = path.as_str() == urls::pattern::ADMIN_STATE;
        return if told {
            next.run(request).await
        } else {
            AppError::new(ErrorKind::Unavailable).into_response()
        };
    }
    if visit.who == Who::Anybody {
        return sign_in_first(&request, &visit);
    }
    let Ok(params) = request.extract_parts::<RawPathParams>().await else {
        return AppError::not_found().into_response();
    };
    let subject = match subject::of(&app, need.on, &params).await {
        Ok(subject) => subject,
        Err(error) => return error.into_response(),
    };
    match subject.filter(|subject| may(&visit.who, need.action, subject, app.clock.today())) {
        Some(subject) => {
            let trace = traces::of(&app, &visit, need, &path, &params, &request, &subject);
            request.extensions_mut().insert(subject);
            traces::leave(&app, trace, next.run(request).await)
        }
        None if visit.lacks_factor && need.action == Action::Administer => {
            Redirect::to(&urls::factor()).into_response()
        }
        None => AppError::not_found().into_response(),
    }
}

/// To the page where one signs in, and back; a program is told which key lacks.
fn sign_in_first(request: &Request, visit: &Visit) -> Response {
    if request.uri().path().starts_with("/api/") {
        let mut response = AppError::new(ErrorKind::SignInFirst).into_response();
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    let here = request.uri().path_and_query().map_or("/", |address| address.as_str());
    let back = if request.method() == Method::GET { here } else { "" };
    let page = if visit.session.is_some() { urls::sign_in_code() } else { urls::sign_in() };
    Redirect::to(&urls::with_query(&page, &[("suite", back)])).into_response()
}
