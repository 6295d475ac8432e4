//! Doors: what every address asks of whoever comes, and how it is asked.
//!
//! A route is one line: address · what it asks · handler. [`Site`] keeps the lines, so that one layer (`ask`) asks
//! `models::access::may` before any handler runs, and a test walks every line with every role. An address that has no line
//! opens to nobody.

mod ask;
mod reach;
mod subject;
mod traces;
mod visit;

pub mod acting;

pub use reach::Reach;
pub use traces::{Traces, seen};
pub(crate) use visit::cookie;
pub use visit::{Unknown, Visit, come, cookie_name, is_local_name};

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};
use eclaireur_models::access::Action;
use std::collections::HashMap;
use std::sync::Arc;

use crate::app::App;

/// Which thing an address is about, and where its path names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Nobody's: the service.
    Service,
    /// The organisation `{o}`.
    Organisation,
    /// The building `{b}`.
    Building,
    /// The organisation of the building `{b}`, as a whole.
    Whole,
    /// Every building that the meter `{m}` of the building `{b}` serves or served: what is written of it is theirs too.
    Meter,
    /// The building `{b}` while it has a share of the meter `{m}`; once it has none any more, as [`On::Meter`].
    Share,
    /// The buildings that the import `{i}` touches; its organisation when it touches none.
    Import,
    /// The buildings that the imports of the sending `{s}` of the organisation `{o}` touch.
    Sending,
    /// The federation `{f}`.
    Federation,
    /// The member `{o}` of the federation `{f}`.
    Member,
}

/// What an address asks: to be allowed this, on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub action: Action,
    /// On what.
    pub on: On,
}

/// For everybody.
pub const LOOK: Need = Need { action: Action::Look, on: On::Service };
/// For everybody we know: the page narrows itself.
pub const FIND: Need = Need { action: Action::Find, on: On::Service };

/// Asks for `action` on the thing that the path names.
pub const fn need(action: Action, on: On) -> Need {
    Need { action, on }
}

/// One line of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// Method in capitals.
    pub method: &'static str,
    /// Pattern of the address.
    pub path: &'static str,
    /// What it asks.
    pub need: Need,
}

/// Routes with what they ask.
#[derive(Default)]
pub struct Site {
    router: Router<App>,
    doors: Vec<Door>,
}

impl Site {
    /// Nothing yet.
    pub fn new() -> Site {
        Site::default()
    }

    /// GET, and HEAD with it.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, need: Need, handler: H) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.line("GET", MethodFilter::GET, path, need, handler)
    }

    /// POST.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, need: Need, handler: H) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.line("POST", MethodFilter::POST, path, need, handler)
    }

    /// DELETE.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, need: Need, handler: H) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.line("DELETE", MethodFilter::DELETE, path, need, handler)
    }

    /// A page with its form: GET and POST of the same address ask the same.
    #[must_use]
    pub fn form<H, T, I, U>(self, path: &'static str, need: Need, show: H, keep: I) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
        I: Handler<U, App>,
        U: 'static,
    {
        self.get(path, need, show).post(path, need, keep)
    }

    /// A table as a file of both kinds.
    #[must_use]
    pub fn table<H, T>(self, (csv, xlsx): (&'static str, &'static str), need: Need, handler: H) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.get(csv, need, handler.clone()).get(xlsx, need, handler)
    }

    fn line<H, T>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        need: Need,
        handler: H,
    ) -> Site
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.doors.push(Door { method, path, need });
        Site { router: self.router.route(path, on(filter, handler)), doors: self.doors }
    }

    /// These lines too.
    #[must_use]
    pub fn and(mut self, other: Site) -> Site {
        self.doors.extend(other.doors);
        Site { router: self.router.merge(other.router), doors: self.doors }
    }

    /// The routes so far in a layer; what they ask is asked before it.
    #[must_use]
    pub fn within(self, layer: impl FnOnce(Router<App>) -> Router<App>) -> Site {
        Site { router: layer(self.router), doors: self.doors }
    }

    /// Every line.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The routes, each behind what it asks.
    pub fn guarded(self, app: &App) -> Router<App> {
        let lines: HashMap<_, _> =
            self.doors.iter().map(|door| ((door.path, door.method), door.need)).collect();
        self.router.route_layer(from_fn_with_state((app.clone(), Lines(Arc::new(lines))), ask::ask))
    }
}

/// What each address and method asks.
#[derive(Clone)]
struct Lines(Arc<HashMap<(&'static str, &'static str), Need>>);

impl Lines {
    /// What is asked; a HEAD is answered as its GET.
    fn need(&self, path: &str, method: &Method) -> Option<Need> {
        let method = if method == Method::HEAD { "GET" } else { method.as_str() };
        self.0.get(&(path, method)).copied()
    }
}
