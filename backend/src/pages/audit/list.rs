//! What is told one by one in a part of an audit: one more, one changed, one taken out.
//!
//! Does *not* read forms: the caller does, told which one is changed. What is taken out is asked for by an address alone; what is typed
//! is written over the writing that its form saw.

use eclaireur_frontend::Flash;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_models::audit::Part;
use serde::Serialize;

use super::{Found, seen, tell};
use crate::app::App;
use crate::error::{AppError, AppResult};

/// What stands in a part, and how it is told apart.
pub(super) struct List<'a, T> {
    /// What is there.
    pub(super) all: &'a [T],
    /// Its number, or its place, which holds for one writing.
    pub(super) number: fn(usize, &T) -> usize,
    /// As many as there may be, and the field that says so.
    pub(super) most: (usize, &'static str),
    /// The field that takes one out.
    pub(super) drop: &'static str,
}

/// A part as it becomes.
pub(super) struct Turned<T> {
    pub(super) all: Vec<T>,
    /// What is there no more.
    pub(super) gone: Option<T>,
    /// What was not there.
    pub(super) come: Option<T>,
    /// The writing that was seen.
    pub(super) seen: Option<i32>,
    /// What is said once it is written.
    pub(super) flash: Flash,
}

/// The first number that none bears.
pub(super) fn next(numbers: impl Iterator<Item = u16>) -> u16 {
    numbers.max().unwrap_or(0).saturating_add(1)
}

impl<T: Clone> List<'_, T> {
    /// What the form makes of it; `None` when problems were noted. `read` reads what was typed.
    pub(super) fn turned(
        &self,
        form: &mut FormData,
        read: impl FnOnce(&mut FormData) -> AppResult<Option<T>>,
    ) -> AppResult<Option<Turned<T>>> {
        let dropped = form.get(self.drop).to_owned();
        let numbered = || self.all.iter().enumerate().map(|(at, one)| ((self.number)(at, one), one));
        if !dropped.is_empty() {
            let number: usize = dropped.parse().map_err(|_| AppError::bad_request())?;
            let gone = numbered().find(|(n, _)| *n == number).map(|(_, one)| one.clone());
            let all = numbered().filter(|(n, _)| *n != number).map(|(_, one)| one.clone()).collect();
            return Ok(Some(Turned { all, gone, come: None, seen: None, flash: Flash::TakenBack }));
        }
        let (most, field) = self.most;
        if self.all.len() >= most {
            form.fail(field, Problem::new(ProblemCode::TooManyRows).with("max", most));
            return Ok(None);
        }
        let Some(come) = read(form)? else { return Ok(None) };
        let all = self.all.iter().cloned().chain([come.clone()]).collect();
        let seen = Some(seen(form));
        Ok(Some(Turned { all, gone: None, come: Some(come), seen, flash: Flash::Saved }))
    }
}

/// Writes a part as it becomes, and what is said then; `None` when problems were noted.
pub(super) async fn kept<T: Serialize>(
    app: &App,
    now: &Found,
    part: Part,
    turned: Option<Turned<T>>,
    form: &mut FormData,
) -> AppResult<Option<Flash>> {
    let Some(turned) = turned else { return Ok(None) };
    let body = serde_json::to_value(&turned.all).map_err(anyhow::Error::from)?;
    Ok(tell(app, now, (part, turned.seen), &body, form).await?.then_some(turned.flash))
}
