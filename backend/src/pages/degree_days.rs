//! Degree-days of a station, and a table of temperatures sent for it.

use axum::extract::State;
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::degree_days::{DegreeDaysPage, HeldDays, MonthCold, SentTable};
use eclaireur_frontend::tables;
use eclaireur_models::climate::{Base, Climate, Temperatures};
use eclaireur_models::period::{Day, Month, Period};

use super::download::Wanted;
use super::{again, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::importing::temperatures;
use crate::store::weather;

/// Years to choose from, at most.
const YEARS: i16 = 12;
/// A year of which so many months are known is shown to whoever names none.
const HALF_A_YEAR: usize = 6;
/// The station of whoever names none.
const UCCLE: &str = "uccle";

/// GET /degres-jours
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor).await?.html())
}

/// GET /degres-jours.csv, `.xlsx`
pub async fn table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    let page = page(&app, &visitor).await?;
    let name = format!("degres-jours-{}-{}-{}", page.station.code, page.base.code(), page.year);
    wanted.answer(&app, &tables::degree_days(&page), &name)
}

/// POST /degres-jours: a table of temperatures, all of it or nothing.
pub async fn load(State(app): State<App>, visitor: Visitor, posted: Posted) -> AppResult {
    let mut page = page(&app, &visitor).await?;
    let file = match posted.file("file", app.settings.upload_limit_bytes) {
        Ok(file) => file,
        Err(problem) => {
            page.problem = Some(problem);
            return again(page.html());
        }
    };
    let taken = temperatures::take(&app, &page.station.code, &file.name, &file.bytes).await?;
    let kept = taken.loaded.as_ref().map(|l| [l.new, l.changed.len(), l.same]);
    let refused = kept.is_none();
    let sent = SentTable { name: file.name.clone(), kept, findings: taken.findings };
    let page = DegreeDaysPage { sent: Some(sent), ..self::page(&app, &visitor).await? };
    if refused { again(page.html()) } else { shown(page.html()) }
}

async fn page(app: &App, visitor: &Visitor) -> AppResult<DegreeDaysPage> {
    let stations = stations(app);
    let wanted = Some(visitor.word("station")).filter(|code| !code.is_empty());
    let wanted = wanted.as_deref().unwrap_or(UCCLE);
    let station = stations.iter().find(|s| s.code == wanted).ok_or_else(AppError::not_found)?.clone();
    let bases: Vec<Base> =
        Base::ALL.into_iter().filter(|base| app.catalog().station(&station.code, *base).is_some()).collect();
    let base = match visitor.word("base").as_str() {
        "" => bases.first().copied(),
        code => Base::from_code(code).filter(|base| bases.contains(base)),
    };
    let catalog = app.catalog();
    let published =
        base.and_then(|base| catalog.station(&station.code, base)).ok_or_else(AppError::not_found)?;
    let today = app.clock.today();
    let temperatures = weather::temperatures(app.db.read(), &station.code).await?;
    let climate = Climate::new(published, &temperatures);
    let newest = today.year();
    let is_held = |year: i16| temperatures.iter().any(|(day, ..)| day.year() == year);
    let is_whole = |month: &Month| climate.over(month.period()).degree_days().is_some();
    let known = |year: i16| months(year, today).filter(is_whole).count();
    let years: Vec<i16> = (newest - YEARS..=newest)
        .rev()
        .filter(|year| *year == newest || is_held(*year) || known(*year) > 0)
        .collect();
    let year = match visitor.word("annee").as_str() {
        // The newest of which much is known: a page of dashes answers nobody.
        "" => {
            let much = |year: &i16| is_held(*year) || known(*year) >= HALF_A_YEAR;
            years.iter().copied().find(much).unwrap_or(newest)
        }
        word => word.parse().ok().filter(|y| (1950..=newest).contains(y)).ok_or_else(AppError::not_found)?,
    };
    let settings = &app.settings.weather;
    Ok(DegreeDaysPage {
        shell: visitor.shell(app, None),
        base: published.base,
        bases,
        year,
        years,
        months: months(year, today)
            .map(|month| MonthCold {
                month,
                weather: climate.over(month.period()),
                normal: climate.normal(month.period()),
            })
            .collect(),
        held: held(&temperatures),
        today,
        followed: settings.kind.is_some() && settings.stations.iter().any(|s| s.code == station.code),
        max_bytes: app.settings.upload_limit_bytes,
        problem: None,
        sent: None,
        station,
        stations,
    })
}

/// The months of a year, up to the one that runs.
fn months(year: i16, today: Day) -> impl Iterator<Item = Month> {
    let last = Month::of(today).min(Month::new(year, 12).unwrap_or_else(|| Month::of(today)));
    Month::new(year, 1).into_iter().flat_map(move |first| Month::range(first, last))
}

/// The stations of the catalogue.
fn stations(app: &App) -> Vec<Named> {
    let mut stations: Vec<Named> = Vec::new();
    for cold in app.catalog().climate() {
        if stations.iter().all(|s| s.code != cold.station) {
            stations.push(Named::new(cold.station.as_str(), cold.name.as_str()));
        }
    }
    stations
}

fn held(temperatures: &Temperatures) -> Option<HeldDays> {
    let span: Period = temperatures.span()?;
    let known = i64::try_from(temperatures.iter().count()).ok()?;
    let last = span.to.yesterday().ok()?;
    Some(HeldDays { first: span.from, last, missing: span.days() - known })
}
