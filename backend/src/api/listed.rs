//! Lists, a page at a time: one shape, one cursor, one `Link` header for all of them.
//!
//! A cursor is opaque: it holds the key of the last item given, so that nothing is skipped or given twice when rows come
//! and go between two pages. Does *not* say what is listed. To list something: a [`Page`] of the store, or [`slice()`] over
//! what is in memory, then [`answer`].

use axum::Json;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::error::{AppError, AppResult};
use crate::store::{Page, Paging};

/// Items of a page without `limit`.
const USUAL: u64 = 100;
/// What every cursor begins with: a code that stood in `after` before there were cursors never does.
const MARK: &str = "c.";
/// Bytes of a cursor, at most.
const LONGEST: usize = 600;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items, at most. More than 1000 gives 1000, 0 gives 1.
    #[param(minimum = 0, maximum = 4_294_967_295_i64, default = 100, example = 100)]
    pub limit: Option<u32>,
    /// The `next` of the page before; the first page without it.
    #[param(max_length = 600)]
    pub cursor: Option<String>,
    /// The older name of `cursor`; use that.
    #[param(max_length = 600)]
    pub after: Option<String>,
}

impl PageQuery {
    /// The slice asked for.
    pub fn paging(&self) -> AppResult<Paging> {
        let limit = self.limit.map_or(USUAL, u64::from).clamp(1, Paging::MOST);
        bounded("after", self.after.as_deref(), LONGEST)?;
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let after = match (given(&self.cursor), given(&self.after)) {
            (Some(cursor), _) => Some(opened(&cursor).ok_or_else(|| unreadable("cursor", &cursor))?),
            // It held the key itself before there were cursors.
            (None, Some(after)) => Some(opened(&after).unwrap_or(after)),
            (None, None) => None,
        };
        Ok(Paging { after, limit })
    }

    /// The same for a list whose key is an id.
    pub fn paging_of<T: core::str::FromStr>(&self) -> AppResult<Paging> {
        let paging = self.paging()?;
        match paging.after.as_deref() {
            Some(key) if key.parse::<T>().is_err() => Err(unreadable("cursor", key)),
            _ => Ok(paging),
        }
    }
}

/// A parameter that cannot be read.
pub(super) fn unreadable(name: &'static str, text: &str) -> AppError {
    let shown: String = text.chars().take(200).collect();
    AppError::unprocessable("unreadable-parameter").with("parameter", json!(name)).with("value", json!(shown))
}

/// Refuses a word of the query that is longer than the document says.
pub(super) fn bounded(name: &'static str, word: Option<&str>, most: usize) -> AppResult<()> {
    match word {
        Some(word) if word.chars().count() > most => Err(unreadable(name, word)),
        _ => Ok(()),
    }
}

fn sealed(key: &str) -> String {
    format!("{MARK}{}", BASE64.encode(key))
}

fn opened(cursor: &str) -> Option<String> {
    let key = String::from_utf8(BASE64.decode(cursor.strip_prefix(MARK)?).ok()?).ok()?;
    (cursor.len() <= LONGEST && !key.contains('\0')).then_some(key)
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed<T> {
    /// The items, in the order of the list.
    items: Vec<T>,
    /// What the next page is asked for with, as `cursor`; null on the last page.
    next: Option<String>,
    /// How many items all pages have together.
    total: u64,
}

/// A page of what is in memory: `key` names each item once and orders them.
pub fn slice<T>(mut items: Vec<T>, paging: &Paging, key: impl Fn(&T) -> String) -> Page<T> {
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    items.sort_by_cached_key(|item| key(item));
    if let Some(after) = &paging.after {
        items.retain(|item| key(item) > *after);
    }
    let limit = usize::try_from(paging.limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let next = if more { items.last().map(&key) } else { None };
    Page { items, next, total }
}

/// The page as it is answered, with the address of the next one in `Link`.
pub fn answer<R, T: Serialize>(uri: &Uri, page: Page<R>, shape: impl FnMut(R) -> T) -> Response {
    let next = page.next.as_deref().map(sealed);
    let link = next.as_deref().and_then(|next| linked(uri, next));
    let items = page.items.into_iter().map(shape).collect();
    let mut response = Json(Listed { items, next, total: page.total }).into_response();
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// The same address with another cursor.
fn linked(uri: &Uri, next: &str) -> Option<HeaderValue> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(uri.query().unwrap_or_default()).ok()?;
    let kept = pairs.into_iter().filter(|(name, _)| name != "cursor" && name != "after");
    let all: Vec<_> = kept.chain([("cursor".to_owned(), next.to_owned())]).collect();
    let query = serde_urlencoded::to_string(all).ok()?;
    HeaderValue::from_str(&format!("<{}?{query}>; rel=\"next\"", uri.path())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(cursor: Option<&str>, after: Option<&str>) -> Result<Option<String>, ()> {
        let text = |t: Option<&str>| t.map(str::to_owned);
        let query = PageQuery { limit: Some(2), cursor: text(cursor), after: text(after) };
        query.paging().map(|paging| paging.after).map_err(drop)
    }

    #[test]
    fn a_cursor_is_opened_and_what_is_none_is_refused() {
        let cursor = sealed("école-a");
        assert!(cursor.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b)), "{cursor}");
        for (cursor, after, expect) in [
            (Some(cursor.as_str()), None, Some(Some("école-a"))),
            (None, Some(cursor.as_str()), Some(Some("école-a"))),
            (None, Some("aile-b"), Some(Some("aile-b"))),
            (Some(""), None, Some(None)),
            (None, None, Some(None)),
            (Some("aile-b"), None, None),
            (Some("c.é"), None, None),
            (Some("c.AA"), None, None),
            (Some("c.////"), None, None),
        ] {
            assert_eq!(
                asked(cursor, after),
                expect.map(|key| key.map(str::to_owned)).ok_or(()),
                "{cursor:?} {after:?}"
            );
        }
    }

    #[test]
    fn pages_follow_each_other_when_items_come_and_go() {
        let key = |item: &&str| (*item).to_owned();
        let first = slice(vec!["d", "a", "c", "b"], &Paging::first(2), key);
        assert_eq!((first.items, first.next.as_deref(), first.total), (vec!["a", "b"], Some("b"), 4));
        // `b` is gone, `aa` and `bb` came.
        let next = slice(vec!["a", "aa", "bb", "c", "d"], &Paging { after: first.next, limit: 2 }, key);
        assert_eq!((next.items, next.next.as_deref()), (vec!["bb", "c"], Some("c")));
        let last = slice(vec!["d"], &Paging { after: next.next, limit: 2 }, key);
        assert_eq!((last.items, last.next), (vec!["d"], None));
    }

    #[test]
    fn the_address_of_the_next_page_keeps_what_was_asked() {
        let uri: Uri = "/api/v1/buildings?q=a%26b&cursor=c.x&limit=2".parse().unwrap();
        let link = linked(&uri, "c.YQ").unwrap();
        assert_eq!(link, "</api/v1/buildings?q=a%26b&limit=2&cursor=c.YQ>; rel=\"next\"");
    }
}
