//! What is told one by one in a part of an audit: one more, one changed, one taken out; the last writing put back.
//!
//! Does *not* read forms: the caller does, told which one is changed. What is taken out is asked for by an address alone; what is typed
//! is written over the writing that its form saw.

use eclaireur_frontend::Flash;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_models::audit::Part;
use serde::Serialize;
use serde_json::Value as Json;

use super::{Found, seen, tell};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::store::audits;

/// What stands in a part, and how it is told apart.
pub(super) struct List<'a, T> {
    /// What is there.
    pub(super) all: &'a [T],
    /// Its number, or what it says.
    pub(super) key: fn(&T) -> String,
    /// As many as there may be, and the field that says so.
    pub(super) most: (usize, &'static str),
    /// The field that takes one out.
    pub(super) drop: &'static str,
}

/// A part as it becomes.
pub(super) struct Turned<T> {
    pub(super) all: Vec<T>,
    /// The writing that was seen.
    pub(super) seen: Option<i32>,
    /// What is said once it is written.
    pub(super) flash: Flash,
}

/// The first number that none bears.
pub(super) fn next(numbers: impl Iterator<Item = u16>) -> u16 {
    numbers.max().unwrap_or(0).saturating_add(1)
}

impl<'a, T: Clone> List<'a, T> {
    /// The one with this key.
    pub(super) fn get(&self, key: &str) -> Option<&'a T> {
        self.place(key).and_then(|at| self.all.get(at))
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.all.iter().position(|one| (self.key)(one) == key)
    }

    /// What the form makes of it; `None` when problems were noted. `read` reads what was typed, of the one that is changed or of one
    /// more.
    pub(super) fn turned(
        &self,
        form: &mut FormData,
        read: impl FnOnce(&mut FormData, Option<&T>) -> AppResult<Option<T>>,
    ) -> AppResult<Option<Turned<T>>> {
        let mut all = self.all.to_vec();
        let dropped = form.get(self.drop);
        if !dropped.is_empty() {
            // What somebody else took out is out.
            if let Some(at) = self.place(dropped) {
                all.remove(at);
            }
            return Ok(Some(Turned { all, seen: None, flash: Flash::TakenBack }));
        }
        let key = form.get("row");
        let changed = self.place(key);
        let (most, field) = self.most;
        if changed.is_none() && !key.is_empty() {
            // Taken out meanwhile: what was typed stays, as one more.
            *form = core::mem::take(form).set("row", "");
            form.fail("seen", Problem::new(ProblemCode::AuditChanged));
            return Ok(None);
        }
        if changed.is_none() && all.len() >= most {
            form.fail(field, Problem::new(ProblemCode::TooManyRows).with("max", most));
            return Ok(None);
        }
        let Some(come) = read(form, changed.and_then(|at| self.all.get(at)))? else { return Ok(None) };
        match changed.and_then(|at| all.get_mut(at)) {
            Some(held) => *held = come,
            None => all.push(come),
        }
        Ok(Some(Turned { all, seen: Some(seen(form)), flash: Flash::Saved }))
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

/// What a part said before the writing that the form saw.
pub(super) async fn before(app: &App, now: &Found, part: Part, form: &FormData) -> AppResult<Json> {
    let of = (part, seen(form).saturating_sub(1));
    let told = audits::writing(app.db.read(), now.whose.1.tenant, now.held.row.id, of).await?;
    told.ok_or_else(AppError::bad_request)
}

/// Puts back what a part said before its last writing, and what is said then; that again can be undone. `None` when problems were
/// noted.
pub(super) async fn put_back(
    app: &App,
    now: &Found,
    part: Part,
    form: &mut FormData,
) -> AppResult<Option<Flash>> {
    let body = before(app, now, part, form).await?;
    let told = tell(app, now, (part, Some(seen(form))), &body, form).await?;
    Ok(told.then_some(Flash::ChangeUndone))
}
