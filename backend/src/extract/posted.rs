//! A form that was sent: fields, and files where there are some. Bounded in fields, bytes and files.
//!
//! Where files are sent to ([`Uploads`]), each waits for its turn before it is read. Elsewhere a form is short and waits for
//! none: whoever lets it trickle in, known or not, keeps nobody waiting.
//!
//! A file larger than accepted is passed over as it comes in, never kept, so that memory stays flat and the visitor
//! gets an answer instead of a broken connection.

use std::sync::Arc;

use axum::Form;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use eclaireur_frontend::format::bytes;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::error::ErrorKind;

use subtle::ConstantTimeEq as _;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::App;
use crate::doors::Visit;
use crate::error::AppError;
use crate::importing::Sent;

/// Fields of one form, at most.
const MOST_FIELDS: usize = 2_000;
/// Characters of one field, at most.
const LONGEST_FIELD: usize = 20_000;
/// Files of one form, at most.
const MOST_FILES: usize = 200;
/// Files of one form together, in files as large as one may be.
const LARGEST_TOGETHER: u64 = 2;
/// Bytes of a form without files, at most, whatever its address accepts as files.
const FORM_BYTES: usize = 256 * 1024;
/// How much of too large a file is read and dropped before the connection is.
const DRAINED: u64 = 1_000_000_000;

/// Marks the addresses that files are sent to, and that bound what they read themselves.
#[derive(Debug, Clone, Copy)]
pub struct Uploads;

/// Fields and files.
#[derive(Debug, Default)]
pub struct Posted {
    /// The fields.
    pub form: FormData,
    /// Files, by field.
    pub files: Vec<(String, Sent)>,
    /// A file was larger than accepted; it was not kept.
    pub too_large: bool,
    /// Files wait for their turn, so that a handful of large ones cannot fill the memory together; given back when
    /// the handler is done with them.
    _turn: Option<OwnedSemaphorePermit>,
}

impl Posted {
    /// Files of a field.
    pub fn files_of(&self, field: &str) -> impl Iterator<Item = &Sent> {
        self.files.iter().filter(move |(f, _)| f == field).map(|(_, sent)| sent)
    }

    /// Why nothing can be read of the files of a field: larger than `most` bytes, none, or one without a byte.
    pub fn unreadable(&self, field: &str, most: u64) -> Option<Problem> {
        let mut files = self.files_of(field);
        match (files.next(), files.next()) {
            _ if self.too_large => Some(Problem::new(ProblemCode::FileTooLarge).with("max", bytes(most))),
            (None, _) => Some(Problem::new(ProblemCode::NoFile)),
            (Some(only), None) if only.bytes.is_empty() => Some(Problem::new(ProblemCode::EmptyFile)),
            _ => None,
        }
    }

    /// The one file of a field.
    ///
    /// # Errors
    /// What [`Posted::unreadable`] says.
    pub fn file(&self, field: &str, most: u64) -> Result<&Sent, Problem> {
        match self.unreadable(field, most) {
            Some(problem) => Err(problem),
            None => self.files_of(field).next().ok_or_else(|| Problem::new(ProblemCode::NoFile)),
        }
    }

    /// Whether a list was sent, rather than the fields of the other form of a page.
    pub fn is_list(&self) -> bool {
        self.form.names().any(|name| name == "list") || !self.files.is_empty() || self.too_large
    }

    /// A list that was pasted as `list`, or sent as `file`, which goes before.
    ///
    /// # Errors
    /// What [`Posted::unreadable`] says.
    pub fn list(&self, most: u64) -> Result<Arc<Vec<u8>>, Problem> {
        let text = self.form.exact("list");
        if self.files.is_empty() && !self.too_large && !text.trim().is_empty() {
            return Ok(Arc::new(text.as_bytes().to_vec()));
        }
        Ok(Arc::clone(&self.file("file", most)?.bytes))
    }
}

impl Posted {
    /// A form from a stranger: files of `limit` bytes at most, larger ones read no further than `drained`. It waits for no turn
    /// of those who import; the caller has turns of its own.
    ///
    /// # Errors
    /// No form, or more than is read.
    pub async fn within(request: Request, app: &App, limit: u64, drained: u64) -> Result<Posted, AppError> {
        if !is_multipart(&request) {
            return plain(request, app).await;
        }
        let multipart = Multipart::from_request(request, app).await.map_err(|_| AppError::bad_request())?;
        read(multipart, limit, 0, drained).await
    }

    /// What stands before the first file of a form from a stranger who may not send one now: what was typed, to be shown again.
    /// Nothing after it is read.
    ///
    /// # Errors
    /// No form, or more than is read.
    pub async fn before_files(mut request: Request, app: &App) -> Result<Posted, AppError> {
        if !is_multipart(&request) {
            return plain(request, app).await;
        }
        DefaultBodyLimit::max(FORM_BYTES).apply(&mut request);
        let mut multipart =
            Multipart::from_request(request, app).await.map_err(|_| AppError::bad_request())?;
        let longest = u64::try_from(LONGEST_FIELD).unwrap_or(u64::MAX);
        let mut pairs: Vec<(String, String)> = Vec::new();
        while let Some(field) = multipart.next_field().await.map_err(|e| cut(&e))? {
            if field.file_name().is_some() || pairs.len() >= MOST_FIELDS {
                break;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = whole(field, (longest, longest), 0).await?.unwrap_or_default();
            let text = String::from_utf8(bytes).map_err(|_| AppError::bad_request())?;
            if text.contains('\0') {
                return Err(AppError::bad_request());
            }
            pairs.push((name, text));
        }
        Ok(Posted { form: FormData::from_pairs(pairs), ..Posted::default() })
    }
}

impl FromRequest<App> for Posted {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        // Programs send no forms: what they change with a cookie is told from foreign pages by its origin.
        let for_programs = request.uri().path().starts_with("/api/");
        let token = request.extensions().get::<Visit>().and_then(|visit| visit.csrf.clone());
        let posted = Posted::read(request, app).await?;
        match token.filter(|_| !for_programs) {
            Some(token) if !is_same(&token, posted.form.get("csrf")) => Err(AppError::new(ErrorKind::Stale)),
            _ => Ok(posted),
        }
    }
}

/// Compared in a time that does not tell where they differ.
fn is_same(token: &str, sent: &str) -> bool {
    token.as_bytes().ct_eq(sent.as_bytes()).into()
}

impl Posted {
    async fn read(request: Request, app: &App) -> Result<Posted, AppError> {
        if !is_multipart(&request) {
            return plain(request, app).await;
        }
        if request.extensions().get::<Uploads>().is_none() {
            return short_form(request, app).await;
        }
        let announced = request.headers().get(header::CONTENT_LENGTH);
        let announced: Option<u64> = announced.and_then(|l| l.to_str().ok()?.parse().ok());
        let turn =
            app.heavy.clone().acquire_owned().await.map_err(|_| AppError::new(ErrorKind::Unavailable))?;
        let multipart = Multipart::from_request(request, app).await.map_err(|_| AppError::bad_request())?;
        let limit = app.settings.upload_limit_bytes;
        let posted = read(multipart, limit, announced.unwrap_or(0).min(limit), DRAINED).await?;
        Ok(Posted { _turn: Some(turn), ..posted })
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok());
    kind.is_some_and(|t| t.starts_with("multipart/form-data"))
}

/// A form in parts where no files are sent to: all of it no longer than one without parts.
async fn short_form(mut request: Request, app: &App) -> Result<Posted, AppError> {
    DefaultBodyLimit::max(FORM_BYTES).apply(&mut request);
    let multipart = Multipart::from_request(request, app).await.map_err(|_| AppError::bad_request())?;
    let most = u64::try_from(FORM_BYTES).unwrap_or(u64::MAX);
    read(multipart, most, 0, most).await
}

/// A form without files.
async fn plain(mut request: Request, app: &App) -> Result<Posted, AppError> {
    DefaultBodyLimit::max(FORM_BYTES).apply(&mut request);
    let form = Form::<Vec<(String, String)>>::from_request(request, app).await;
    let Form(pairs) = form.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(FORM_BYTES),
        _ => AppError::bad_request(),
    })?;
    if pairs.len() > MOST_FIELDS || pairs.iter().any(|(_, value)| value.contains('\0')) {
        return Err(AppError::bad_request());
    }
    Ok(Posted { form: FormData::from_pairs(pairs), ..Posted::default() })
}

/// `room` is set aside for the first file, so that it is not copied again and again as it grows.
async fn read(mut multipart: Multipart, limit: u64, room: u64, drained: u64) -> Result<Posted, AppError> {
    let mut room = usize::try_from(room).unwrap_or(0);
    let mut posted = Posted::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut together = limit.saturating_mul(LARGEST_TOGETHER);
    while let Some(field) = multipart.next_field().await.map_err(|e| cut(&e))? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(str::to_owned) {
            if posted.files.len() >= MOST_FILES {
                return Err(AppError::unprocessable("too-many-files"));
            }
            let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            match whole(field, (limit.min(together), drained), std::mem::take(&mut room)).await? {
                Some(bytes) if bytes.is_empty() && file_name.is_empty() => {}
                Some(bytes) => {
                    together = together.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
                    let sent =
                        Sent { name: short(last), media_type: short(&media_type), bytes: Arc::new(bytes) };
                    posted.files.push((name, sent));
                }
                None => posted.too_large = true,
            }
            continue;
        }
        let longest = u64::try_from(LONGEST_FIELD).unwrap_or(u64::MAX);
        let Some(bytes) = whole(field, (longest, drained), 0).await? else {
            return Err(AppError::bad_request());
        };
        pairs.push((name, String::from_utf8(bytes).map_err(|_| AppError::bad_request())?));
        // A NUL has no place in a text of PostgreSQL, and nobody types one.
        if pairs.len() > MOST_FIELDS || pairs.last().is_some_and(|(_, value)| value.contains('\0')) {
            return Err(AppError::bad_request());
        }
    }
    posted.form = FormData::from_pairs(pairs);
    Ok(posted)
}

/// The bytes of a part; `None` when there are more than `limit`. Beyond `drained` the connection is dropped.
async fn whole(
    mut field: Field<'_>,
    (limit, drained): (u64, u64),
    room: usize,
) -> Result<Option<Vec<u8>>, AppError> {
    let (mut bytes, mut read) = (Vec::with_capacity(room), 0u64);
    while let Some(chunk) = field.chunk().await.map_err(|e| cut(&e))? {
        read += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if read > drained {
            return Err(AppError::new(ErrorKind::TooLarge { max_bytes: limit }));
        }
        if read > limit {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((read <= limit).then_some(bytes))
}

/// Why a part could not be read: its sender broke off, or the form is longer than its address takes.
fn cut(error: &MultipartError) -> AppError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(FORM_BYTES),
        _ => AppError::unprocessable("file-cut"),
    }
}

fn too_large(max_bytes: usize) -> AppError {
    AppError::new(ErrorKind::TooLarge { max_bytes: u64::try_from(max_bytes).unwrap_or(u64::MAX) })
}

/// A text without control characters, at most 200 characters of it.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
