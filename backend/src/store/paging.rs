//! Long lists, a page at a time, by cursor: nothing is shown twice or skipped when rows come and go between pages.

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// Cursor of the page before ([`Page::next`]); `None` for the first page.
    pub after: Option<String>,
    /// At most so many items.
    pub limit: u64,
}

impl Paging {
    /// The most that is given at once.
    pub const MOST: u64 = 1000;

    /// The first `limit` items.
    pub const fn first(limit: u64) -> Paging {
        Paging { after: None, limit }
    }

    /// The limit, between one and [`Paging::MOST`].
    pub(super) fn bounded(&self) -> u64 {
        self.limit.clamp(1, Self::MOST)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many items all pages have together.
    pub total: u64,
}

impl<T> Page<T> {
    /// A page out of `limit + 1` rows asked for: the one too many only says that there is a next page.
    pub(super) fn cut(
        mut items: Vec<T>,
        paging: &Paging,
        total: u64,
        cursor: impl Fn(&T) -> String,
    ) -> Page<T> {
        let limit = usize::try_from(paging.bounded()).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(cursor) } else { None };
        Page { items, next, total }
    }
}
