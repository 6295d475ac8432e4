//! What the rooms below say in JSON, as the document describes it: assessments, figures, financing, scenarios.
//!
//! These types are never made: `models` writes its own JSON and knows nothing of the document. A test compares what is
//! answered with what stands here.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::words;

/// Everything said of a building on a day, as it is stored.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentShape {
    /// Number of the method; it grows when the same input gives other figures.
    pub method: u32,
    /// Version of the catalogue.
    pub catalog: String,
    /// The day it was made for.
    #[schema(value_type = String, format = Date)]
    pub on: String,
    /// The year its figures tell of.
    pub year: Option<i16>,
    /// The figures.
    pub figures: Vec<FigureShape>,
    /// What charts draw.
    #[schema(value_type = Object)]
    pub series: Value,
    /// What is wrong, worth the most first; also at `/alerts`.
    #[schema(value_type = Vec<Object>)]
    pub alerts: Vec<Value>,
    /// What the law asks.
    #[schema(value_type = Vec<Object>)]
    pub obligations: Vec<Value>,
    /// What UREBA asks of an energy accounting.
    #[schema(value_type = Vec<Object>)]
    pub requirements: Vec<Value>,
}

/// Every figure of a building with its explanation.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorsShape {
    /// Code of the building.
    #[schema(example = "residence-les-tilleuls")]
    pub building: String,
    /// The day they were made for.
    #[schema(value_type = String, format = Date)]
    pub on: String,
    /// The year they tell of.
    pub year: Option<i16>,
    /// When they were computed.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: String,
    /// Why they are not of now; null while they are.
    pub stale: Option<String>,
    /// Version of the catalogue.
    pub catalog: String,
    /// Number of the method.
    pub method: u32,
    /// The figures.
    pub figures: Vec<FigureShape>,
}

/// A figure that says how it came about.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureShape {
    /// Code of the indicator.
    #[schema(example = "final-energy")]
    pub indicator: String,
    /// What of it: a carrier, a factor set, a service unit, a meter's id; absent for the building as a whole.
    #[schema(required = false, nullable = false)]
    pub of: Option<String>,
    /// Over which days; absent where it holds on the day of the assessment.
    #[schema(required = false, nullable = false)]
    pub period: Option<PeriodShape>,
    /// The figure, or why there is none.
    pub answer: FigureAnswer,
}

/// Some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodShape {
    /// The first.
    #[schema(value_type = String, format = Date)]
    pub from: String,
    /// The day after the last.
    #[schema(value_type = String, format = Date)]
    pub to: String,
}

/// Whether a figure is known.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FigureAnswer {
    /// It is.
    Known(Box<KnownFigure>),
    /// Not yet: what lacks, the one that settles most first.
    NotYet {
        /// Codes of what lacks, with `from` and `count` where they are told.
        #[schema(value_type = Vec<Object>)]
        lacks: Vec<Value>,
    },
    /// It makes no sense for this building.
    NotApplicable {
        /// Code of the reason.
        why: String,
    },
}

/// A value with everything it stands on.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownFigure {
    /// Exact, or rounded to what its statistics allow.
    #[schema(schema_with = words::decimal)]
    pub value: String,
    /// Lowest and highest, where it is a range.
    #[schema(required = false, nullable = false)]
    pub range: Option<Vec<String>>,
    /// Its unit.
    #[schema(example = "kWh")]
    pub unit: String,
    /// `gross` (PCS) or `net` (PCI), where it is energy of a fuel.
    #[schema(required = false, nullable = false)]
    pub basis: Option<String>,
    /// The weakest of what went in.
    #[schema(schema_with = words::quality)]
    pub quality: String,
    /// `certain`, `likely` or `unknown`: the weakest of what went in.
    #[schema(example = "certain")]
    pub certainty: String,
    /// Code of the formula.
    pub formula: String,
    /// What went in, in the order of the formula.
    #[schema(value_type = Vec<Object>)]
    pub inputs: Vec<Value>,
    /// Where factors and method come from.
    #[schema(required = false, nullable = false, value_type = Vec<Object>)]
    pub sources: Option<Vec<Value>>,
}

/// What every scheme says to a building and its project.
#[derive(Debug, Serialize, ToSchema)]
pub struct FinancingShape {
    /// Code of the building.
    #[schema(example = "residence-les-tilleuls")]
    pub building: String,
    /// Code of the project; null where it has none.
    pub project: Option<String>,
    /// What is said.
    #[serde(flatten)]
    pub said: VerdictsShape,
    /// The steps, in order.
    #[schema(value_type = Object)]
    pub calendar: Value,
}

/// What every scheme says to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerdictsShape {
    /// The day of the question.
    #[schema(value_type = String, format = Date)]
    pub on: String,
    /// What the catalogue said then.
    pub catalog_version: String,
    /// Scheme by scheme, those that say yes first.
    pub schemes: Vec<SchemeAnswerShape>,
    /// What the grants among them come to.
    #[schema(value_type = Object)]
    pub grants: Value,
    /// Facts that lack, the one that settles most first.
    #[schema(value_type = Vec<Object>)]
    pub missing_facts: Vec<Value>,
    /// Codes of what a person is warned of.
    pub warnings: Vec<String>,
    /// The plan, where its facts are told.
    #[schema(value_type = Option<Object>)]
    pub plan: Option<Value>,
    /// The facts the plan lacks.
    pub missing: Vec<String>,
}

/// What one scheme says.
#[derive(Debug, Serialize, ToSchema)]
pub struct SchemeAnswerShape {
    /// Its code.
    #[schema(example = "wallonia/ureba-2022")]
    pub code: String,
    /// Official name, in French.
    pub name: String,
    /// What kind of money it is.
    #[schema(example = "grant")]
    pub kind: String,
    /// Whether it can be asked for.
    #[schema(example = "open")]
    pub status: String,
    /// What it says.
    #[schema(schema_with = verdict)]
    pub verdict: String,
    /// The day it was judged on.
    #[schema(value_type = String, format = Date)]
    pub judged_on: String,
    /// Condition by condition.
    #[schema(value_type = Vec<Object>)]
    pub conditions: Vec<Value>,
    /// Work by work.
    #[schema(value_type = Vec<Object>)]
    pub amounts: Vec<Value>,
    /// Their sum in euro; null where nothing could be counted.
    #[schema(schema_with = words::maybe_decimal)]
    pub total: Option<String>,
    /// `certain`, `likely` or `unknown`.
    #[schema(example = "likely")]
    pub certainty: String,
    /// Codes of what a person is warned of.
    pub warnings: Vec<String>,
    /// Facts that lack.
    pub missing_facts: Vec<String>,
    /// Terms of money lent or of shares.
    #[schema(value_type = Vec<Object>)]
    pub terms: Vec<Value>,
    /// In which parts it is paid.
    #[schema(value_type = Option<Object>)]
    pub payment: Option<Value>,
    /// How one asks.
    #[schema(value_type = Option<Object>)]
    pub procedure: Option<Value>,
    /// What has to be done after the grant.
    #[schema(value_type = Vec<Object>)]
    pub duties: Vec<Value>,
    /// What nobody of us has read.
    #[schema(value_type = Vec<Object>)]
    pub questions: Vec<Value>,
    /// When somebody last opened its sources.
    #[schema(value_type = String, format = Date)]
    pub checked_on: String,
    /// Nobody has for a year.
    pub stale: bool,
}

fn verdict() -> utoipa::openapi::schema::Object {
    words::described(words::one_of(["yes", "unknown", "no", "closed"]), "What it says.")
}

/// What a scenario comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutcomeShape {
    /// The scenario.
    #[schema(example = "unipso-2024/ureba-extended")]
    pub code: String,
    /// Code of the demand in the founding documents.
    pub demand: Option<String>,
    /// `aid` or `norm`.
    #[schema(example = "aid")]
    pub kind: String,
    /// The day of the question.
    #[schema(value_type = String, format = Date)]
    pub on: String,
    /// What the catalogue said then.
    pub catalog_version: String,
    /// Activity by activity, the one that gains most first.
    pub groups: Vec<GroupShape>,
    /// All of them.
    pub total: GroupShape,
    /// Codes of what could not be reckoned.
    pub lacks: Vec<String>,
    /// Codes of what was supposed.
    pub hypotheses: Vec<String>,
    /// The works that every building concerned is supposed to do.
    #[schema(value_type = Vec<Object>)]
    pub works: Vec<Value>,
    /// The yearly rate a member is supposed to pay without the demand.
    #[schema(schema_with = words::maybe_decimal)]
    pub market_rate: Option<String>,
    /// The share of the worst that is supposed to be bound.
    #[schema(schema_with = words::maybe_decimal)]
    pub worst_share: Option<String>,
    /// `certain`, `likely` or `unknown`.
    #[schema(example = "likely")]
    pub certainty: String,
}

/// The buildings of one activity, or all of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupShape {
    /// Code of the activity; null for the whole.
    pub activity: Option<String>,
    /// Organisations.
    pub organisations: usize,
    /// Buildings.
    pub buildings: usize,
    /// Buildings of unknown heated area: answered, never reckoned.
    pub without_area: usize,
    /// As the rules are.
    pub before: AnswersShape,
    /// As they would be.
    pub after: AnswersShape,
    /// Buildings it would newly be for, for sure.
    pub reached: usize,
    /// Buildings it might newly be for.
    pub perhaps: usize,
    /// What the assumed works cost, EUR without VAT.
    pub works: Option<RangeShape>,
    /// What the organisations gain, EUR.
    pub members: Option<RangeShape>,
    /// What the Region gives, EUR.
    pub region: Option<RangeShape>,
    /// What is lent or advanced and comes back, EUR.
    pub capital: RangeShape,
    /// Final energy saved a year, kWh.
    pub saved_kwh: Option<RangeShape>,
    /// The same as CO2, kg a year.
    pub saved_co2_kg: Option<RangeShape>,
    /// Buildings whose CO2 is not counted.
    pub without_co2: usize,
    /// Energy above the threshold of the worst share, kWh a year.
    #[schema(schema_with = words::maybe_decimal)]
    pub above_kwh: Option<String>,
}

/// How many answers of each kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswersShape {
    /// It is for them, or binds them.
    pub yes: usize,
    /// Facts lack, or somebody has to say.
    pub unknown: usize,
    /// It is not.
    pub no: usize,
}

/// From what is sure to what nobody can refuse yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct RangeShape {
    /// Only what is sure.
    #[schema(schema_with = words::decimal)]
    pub low: String,
    /// Also what nobody can refuse yet.
    #[schema(schema_with = words::decimal)]
    pub high: String,
}
