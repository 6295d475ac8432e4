//! Aids as they went, of one project: asked for, decided, paid, or missed and why. One form; nothing is edited in place.
//!
//! Fields: `record` (id, of what was told before), `scheme`, `requested`, `decided`, `outcome`, `missed`, `granted`, `advance`,
//! `paid`; `undo` (id of a row) alone.

use askama::Template;
use eclaireur_models::financing::requests::{Missed, Outcome, Request, Unfit};
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;
use rust_decimal::{Decimal, dec};

use super::building::BuildingHead;
use super::{project_part, samples};
use crate::forms::{Choice, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::{format, urls};

/// Nobody is granted more.
const MOST: Decimal = dec!(1000000000);

/// A request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// Id of the row, to take it back.
    pub row: String,
    /// Id of the record, to tell more of it.
    pub record: String,
    /// Name of the scheme.
    pub scheme: String,
    /// What is told.
    pub request: Request,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests.html")]
pub struct RequestsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which project.
    pub project: Named,
    /// What is told, in the order first told.
    pub lines: Vec<RequestLine>,
    /// Schemes to choose from.
    pub schemes: Vec<Named>,
    /// What was typed, or what is told more of.
    pub form: FormData,
}

html!(RequestsPage);

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    let outcomes = Outcome::ALL.iter().map(|one| format!("request-outcome-{}", one.code()));
    let missed = Missed::ALL.iter().map(|one| format!("request-missed-{}", one.code()));
    outcomes.chain(missed).collect()
}

const fn problem(unfit: Unfit) -> ProblemCode {
    match unfit {
        Unfit::Nothing | Unfit::Outcome | Unfit::Granted | Unfit::Missed => ProblemCode::Required,
        Unfit::Order => ProblemCode::EndBeforeStart,
        Unfit::Future => ProblemCode::FutureDate,
        Unfit::Against => ProblemCode::AgainstOutcome,
    }
}

/// A request as typed; problems are noted.
pub fn read(form: &mut FormData, schemes: &[Named], on: Day) -> Option<Request> {
    let known =
        |text: &str| schemes.iter().find(|scheme| scheme.code == text).map(|scheme| scheme.code.clone());
    let scheme = form.required("scheme").and_then(|_| form.choice("scheme", known));
    let optional = |form: &mut FormData, name: &str| -> Option<Day> {
        if form.get(name).is_empty() { None } else { form.day(name) }
    };
    let requested = optional(form, "requested");
    let decided = optional(form, "decided");
    let advance = optional(form, "advance");
    let paid = optional(form, "paid");
    let outcome = match form.get("outcome") {
        "" => None,
        _ => form.choice("outcome", Outcome::from_code),
    };
    let missed = match form.get("missed") {
        "" => None,
        _ => form.choice("missed", Missed::from_code),
    };
    let granted = match form.get("granted") {
        "" => None,
        _ => form.number("granted", Some((Decimal::ZERO, MOST))),
    };
    let request = Request {
        scheme: scheme.unwrap_or_default(),
        requested,
        decided,
        outcome,
        missed,
        granted,
        advance,
        paid,
    };
    // What could not be read is said once.
    for (key, unfit) in request.unfit(on) {
        if form.problem(key).is_none() && (unfit != Unfit::Nothing || form.get(key).is_empty()) {
            form.fail(key, Problem::new(problem(unfit)));
        }
    }
    (!form.failed()).then_some(request)
}

impl RequestLine {
    /// As it is typed.
    pub fn typed(&self) -> FormData {
        let day = |day: Option<Day>| day.map(format::day).unwrap_or_default();
        let Request { scheme, requested, decided, outcome, missed, granted, advance, paid } = &self.request;
        FormData::new()
            .set("record", &self.record)
            .set("scheme", scheme)
            .set("requested", day(*requested))
            .set("decided", day(*decided))
            .set("outcome", outcome.map_or("", Outcome::code))
            .set("missed", missed.map_or("", Missed::code))
            .set("granted", granted.map(format::plain).unwrap_or_default())
            .set("advance", day(*advance))
            .set("paid", day(*paid))
    }
}

impl RequestsPage {
    fn title(&self) -> String {
        self.shell.t("requests-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = self.shell.t("requests-crumb").to_string();
        project_part::crumbs(&self.shell, &self.head, &self.project, Some(here))
    }

    fn address(&self) -> String {
        urls::project_requests(&self.head.building.code, &self.project.code)
    }

    fn answer(&self) -> String {
        let granted = self.lines.iter().filter(|line| line.request.outcome == Some(Outcome::Granted)).count();
        let said = self.shell.t("requests-answer").count("count", self.lines.len());
        said.count("granted", granted).to_string()
    }

    fn outcome(&self, line: &RequestLine) -> String {
        let lang = self.shell.body_lang();
        match (line.request.outcome, line.request.missed) {
            (Some(Outcome::Missed), Some(missed)) => {
                Say::owned(lang, format!("request-missed-{}", missed.code())).to_string()
            }
            (Some(outcome), _) => Say::owned(lang, format!("request-outcome-{}", outcome.code())).to_string(),
            (None, _) => self.shell.t("request-waits").to_string(),
        }
    }

    fn euro(line: &RequestLine) -> Option<String> {
        line.request.granted.map(|euro| format::euro(Euro(euro)))
    }

    /// *130 jours jusqu’à la décision*
    fn took(&self, line: &RequestLine) -> Vec<String> {
        let said = |key: &'static str, days: Option<i32>| {
            days.and_then(|days| u32::try_from(days).ok())
                .map(|days| self.shell.t(key).count("days", days).to_string())
        };
        let Request { .. } = &line.request;
        [
            said("request-days-decision", line.request.days_to_decision()),
            said("request-days-payment", line.request.days_to_payment()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn edit(&self, line: &RequestLine) -> String {
        urls::with_query(&self.address(), &[("ligne", &line.record)])
    }

    fn is_more(&self) -> bool {
        !self.form.get("record").is_empty()
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let t = |key: &'static str| shell.t(key);
        let coded = |prefix: &str, codes: Vec<&'static str>| -> Vec<Choice> {
            let word = |code: &str| Say::owned(lang, format!("{prefix}-{code}")).to_string();
            codes.into_iter().map(|code| Choice::new(code, word(code))).collect()
        };
        let outcomes = coded("request-outcome", Outcome::ALL.iter().map(|one| one.code()).collect());
        let missed = coded("request-missed", Missed::ALL.iter().map(|one| one.code()).collect());
        let schemes = self.schemes.iter().map(Choice::from).collect();
        let date = |name: &str, key: &'static str| Field::date(lang, data, name, t(key)).optional(lang);
        let first = Group::of(vec![
            Field::hidden("record", data.get("record")),
            Field::select(lang, data, "scheme", t("request-scheme"), schemes),
            date("requested", "request-requested").hint(t("form-date-hint")),
        ]);
        let decision = Group::of(vec![
            date("decided", "request-decided"),
            Field::select(lang, data, "outcome", t("request-outcome"), outcomes).optional(lang),
            Field::number(lang, data, "granted", t("request-granted")).unit("€").optional(lang),
            Field::select(lang, data, "missed", t("request-missed"), missed)
                .hint(t("request-missed-hint"))
                .optional(lang),
        ])
        .legend(t("request-decision").to_string());
        let money = Group::pair(vec![date("advance", "request-advance"), date("paid", "request-paid")])
            .legend(t("request-money").to_string());
        Form::new(shell, data, self.address(), shell.t("request-keep"))
            .summed_above()
            .groups(vec![first, decision, money])
            .cancel(urls::project(&self.head.building.code, &self.project.code))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, RequestsPage)> {
        let project = Named::new("isolation-et-led", "Isolation et LED");
        let schemes = vec![
            Named::new("wallonia/ureba-2022", "UREBA 2022"),
            Named::new("federal/vat-reduced", "TVA réduite <6 %>"),
        ];
        let granted = Request {
            scheme: "wallonia/ureba-2022".to_owned(),
            requested: Some(samples::day(2025, 3, 1)),
            decided: Some(samples::day(2025, 7, 9)),
            outcome: Some(Outcome::Granted),
            granted: Some(dec!(11800)),
            advance: Some(samples::day(2025, 9, 1)),
            paid: Some(samples::day(2026, 1, 12)),
            missed: None,
        };
        let missed = Request {
            scheme: "federal/vat-reduced".to_owned(),
            outcome: Some(Outcome::Missed),
            missed: Some(Missed::OrderBeforeDecision),
            ..Request::default()
        };
        let line = |row: &str, scheme: &str, request| RequestLine {
            row: row.to_owned(),
            record: row.to_owned(),
            scheme: scheme.to_owned(),
            request,
        };
        let some = RequestsPage {
            shell: samples::shell(urls::project_requests(&samples::building().code, &project.code)),
            head: samples::head(),
            project,
            lines: vec![
                line("0000000000001", "UREBA 2022", granted),
                line("0000000000002", "TVA réduite <6 %>", missed),
            ],
            schemes,
            form: FormData::new(),
        };
        let none = RequestsPage { lines: Vec::new(), ..some.clone() };
        let mut more = some.clone();
        more.form = some.lines.first().map(RequestLine::typed).unwrap_or_default();
        let mut wrong = none.clone();
        wrong.form = FormData::from_pairs([
            ("scheme", "wallonia/ureba-2022"),
            ("requested", "1/3/26"),
            ("decided", "1/2/26"),
            ("outcome", "granted"),
        ]);
        let _ = read(&mut wrong.form, &wrong.schemes, samples::today());
        let reader = RequestsPage { shell: samples::reader(some.shell.clone()), ..some.clone() };
        vec![("some", some), ("none", none), ("more", more), ("wrong", wrong), ("reader", reader)]
    }
}
