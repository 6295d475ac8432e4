//! The event log of an organisation, and one's own: loaded, named, narrowed.

use std::collections::HashSet;

use axum::extract::{Path, State};
use eclaireur_frontend::format::typed;
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::journal::{Author, Group, JournalFilter, JournalLine, JournalPage};
use eclaireur_frontend::{Named, tables, urls};
use eclaireur_models::access::{Action, Subject, may};
use eclaireur_models::period::{Day, day_start};

use super::account_data::account;
use super::download::Wanted;
use super::{name_of, organisation, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::journal::{self, Asked, Names, Thing, Told, Whose};
use crate::store::organisations::OrganisationRow;
use crate::store::{Actor, OrganisationId};

/// Entries on a page.
const PER_PAGE: u64 = 50;
/// Entries of a table: what a workbook opens without complaint.
const MOST: u64 = 100_000;
/// Entries read at a time for a table.
const CHUNK: u64 = 2_000;

/// GET /organisations/{o}/journal
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    shown(page(&app, &visitor, Some(&whose), Whose::Organisation(whose.id), None).await?.html())
}

/// GET /organisations/{o}/journal.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let of = Whose::Organisation(whose.id);
    let page = page(&app, &visitor, Some(&whose), of, Some(MOST)).await?;
    wanted.answer(&app, &tables::journal(&page), &format!("{code}-journal"))
}

/// GET /compte/journal
pub async fn own(State(app): State<App>, visit: Visit, visitor: Visitor) -> AppResult {
    let of = Whose::Account(account(&visit)?);
    shown(page(&app, &visitor, None, of, None).await?.html())
}

/// GET /compte/journal.csv, `.xlsx`
pub async fn own_table(State(app): State<App>, visit: Visit, visitor: Visitor, wanted: Wanted) -> AppResult {
    let of = Whose::Account(account(&visit)?);
    let page = page(&app, &visitor, None, of, Some(MOST)).await?;
    wanted.answer(&app, &tables::journal(&page), "journal")
}

/// What the query narrows to, and whether one of its days cannot be read.
fn asked(visitor: &Visitor) -> (JournalFilter, Asked, bool) {
    let filter = JournalFilter {
        group: visitor.word("genre"),
        person: visitor.word("personne"),
        from: visitor.word("du"),
        to: visitor.word("au"),
    };
    let day = |text: &str| typed::day(text).filter(|day| (1970..=9998).contains(&day.year()));
    let (from, to) = (day(&filter.from), day(&filter.to));
    let bad = |text: &str, read: Option<Day>| !text.is_empty() && read.is_none();
    let bad_day = bad(&filter.from, from) || bad(&filter.to, to);
    let asked = Asked {
        kinds: Group::from_code(&filter.group).map(Group::kinds),
        actor: Some(filter.person.clone()).filter(|person| !person.is_empty()),
        from: from.map(day_start),
        before: to.and_then(|to| to.tomorrow().ok()).map(day_start),
    };
    (filter, asked, bad_day)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: Option<&OrganisationRow>,
    of: Whose,
    all: Option<u64>,
) -> AppResult<JournalPage> {
    let c = app.db.read();
    let (filter, asked, bad_day) = asked(visitor);
    let wanted = u64::try_from(visitor.page()).unwrap_or(1).max(1);
    let mut lines = Vec::new();
    let paging = match all {
        Some(most) => {
            while let Some(skip) = u64::try_from(lines.len()).ok().filter(|skip| *skip < most) {
                let (some, _) = journal::slice(c, of, &asked, skip, CHUNK.min(most - skip)).await?;
                if some.is_empty() {
                    break;
                }
                lines.extend(self::lines(app, visitor, whose, &some).await?);
            }
            Slice::whole(lines.len())
        }
        None => {
            let (mut some, total) = journal::slice(c, of, &asked, (wanted - 1) * PER_PAGE, PER_PAGE).await?;
            let pages = total.div_ceil(PER_PAGE).max(1);
            let page = wanted.min(pages);
            if page < wanted {
                some = journal::slice(c, of, &asked, (page - 1) * PER_PAGE, PER_PAGE).await?.0;
            }
            lines = self::lines(app, visitor, whose, &some).await?;
            let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
            Slice { page: count(page), pages: count(pages), total: count(total) }
        }
    };
    let people = match of {
        Whose::Organisation(tenant) => people(app, tenant).await?,
        Whose::Account(_) => Vec::new(),
    };
    Ok(JournalPage {
        shell: visitor.shell(app, whose.map(name_of)),
        organisation: whose.map(name_of),
        lines,
        paging,
        filter,
        people,
        bad_day,
    })
}

/// Who did something in an organisation, to choose from.
async fn people(app: &App, tenant: OrganisationId) -> AppResult<Vec<Named>> {
    let actors = journal::actors(app.db.read(), tenant).await?;
    let blank = |actor: &String| Told {
        tenant: Some(tenant),
        entry: crate::store::ledger::Entry {
            seq: 0,
            at: 0,
            actor: actor.clone(),
            kind: String::new(),
            subject: String::new(),
            data: serde_json::Value::Null,
        },
    };
    let told: Vec<Told> = actors.iter().map(blank).collect();
    let names = journal::names(app.db.read(), &told).await?;
    let lang = eclaireur_models::lang::Lang::Fr;
    let mut people: Vec<Named> = actors
        .into_iter()
        .map(|actor| Named::new(actor.clone(), author(&actor, &names).words(lang)))
        .collect();
    people.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    Ok(people)
}

/// The entries with their names. In one's own log, what is of an organisation that is no longer open has none.
async fn lines(
    app: &App,
    visitor: &Visitor,
    whose: Option<&OrganisationRow>,
    told: &[Told],
) -> AppResult<Vec<JournalLine>> {
    let names = journal::names(app.db.read(), told).await?;
    let open: HashSet<i64> = told
        .iter()
        .filter_map(|told| told.tenant)
        .map(OrganisationId::get)
        .filter(|id| whose.is_some_and(|whose| whose.id.get() == *id) || is_open(app, visitor, *id))
        .collect();
    Ok(told.iter().map(|told| line(told, &names, &open, whose.is_none())).collect())
}

fn is_open(app: &App, visitor: &Visitor, organisation: i64) -> bool {
    let subject = Subject::Organisation { organisation, asks_help: false };
    visitor.visit().is_some_and(|visit| may(&visit.who, Action::Read, &subject, app.clock.today()))
}

fn line(told: &Told, names: &Names, open: &HashSet<i64>, says_whose: bool) -> JournalLine {
    let entry = &told.entry;
    let word = |name: &str| entry.data.get(name).and_then(serde_json::Value::as_str);
    let count = ["accepted", "count", "closed"].into_iter().find_map(|name| entry.data.get(name)?.as_u64());
    let tenant = told.tenant.map(OrganisationId::get);
    let may_name = tenant.is_none_or(|tenant| open.contains(&tenant));
    // What an entry is about: its subject, else what its data point at.
    let ids = [Some(entry.subject.as_str()), word("meter"), word("building"), word("federation")];
    let about = ids.into_iter().flatten().find_map(|id| Some((id, names.get(id)?)));
    let (thing, href) =
        about.filter(|_| may_name).map_or((None, None), |(id, thing)| called(id, thing, names));
    let person = word("account").map(|id| person(names.get(id)));
    let organisation = match tenant.filter(|_| says_whose).and_then(|id| names.stored(id)) {
        Some(Thing::Organisation(code, name)) => Some(Named::new(code.as_str(), name.as_str())),
        _ => None,
    };
    JournalLine {
        at: entry.at,
        author: author(&entry.actor, names),
        kind: entry.kind.clone(),
        thing,
        href,
        person,
        role: word("role").map(str::to_owned),
        count,
        file: word("file").map(str::to_owned),
        organisation,
    }
}

/// What a thing is called today, and where it is.
fn called(id: &str, thing: &Thing, names: &Names) -> (Option<String>, Option<String>) {
    match thing {
        Thing::Building(code, name) => (Some(name.clone()), Some(urls::building(code))),
        Thing::Import(name) => (name.clone(), Some(urls::import(id)).filter(|_| name.is_some())),
        Thing::Meter(name) | Thing::Token(name) | Thing::Federation(name) => (Some(name.clone()), None),
        Thing::Organisation(code, name) => (Some(name.clone()), Some(urls::organisation(code))),
        Thing::Project(of, code, name) => match names.stored(*of) {
            Some(Thing::Building(building, _)) => (Some(name.clone()), Some(urls::project(building, code))),
            _ => (Some(name.clone()), None),
        },
        Thing::Of(of) => match names.stored(*of) {
            Some(Thing::Building(code, name)) => (Some(name.clone()), Some(urls::building(code))),
            _ => (None, None),
        },
        Thing::Person(_) => (None, None),
    }
}

fn person(thing: Option<&Thing>) -> Author {
    match thing {
        Some(Thing::Person(Some(name))) => Author::Person(name.clone()),
        _ => Author::Erased,
    }
}

/// Who did something, as they are called today.
fn author(actor: &str, names: &Names) -> Author {
    let (kind, id) = actor.split_once(':').unwrap_or((actor, ""));
    match (kind, actor.parse()) {
        (_, Ok(Actor::Local)) => Author::Local,
        (_, Ok(Actor::Service)) => Author::Service,
        (_, Ok(Actor::Account(_))) => person(names.get(id)),
        (_, Ok(Actor::Token(_))) => Author::Program(match names.get(id) {
            Some(Thing::Token(name)) => Some(name.clone()),
            _ => None,
        }),
        ("link", _) => Author::Link,
        _ => Author::Program(None),
    }
}
