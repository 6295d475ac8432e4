//! Everything a plan is computed from, as plain figures: what the case tells, the grants of its verdicts, the prices.
//!
//! Does *not* compute. Comparisons and sensitivities change a figure here and compute again.

use rust_decimal::Decimal;

use crate::units::exact::{cent, times};
use super::outlook::{Outlook, Path};
use super::sources::{Source, SourceKind, whole_years, years_it_lasts};
use super::works::{self, Work};
use crate::catalog::Catalog;
use crate::catalog::schemes::{SchemeKind, Shape};
use crate::certain::{Certainty, Quality};
use crate::financing::case::Case;
use crate::financing::{Grants, SchemeAnswer, Verdict, procedure};
use crate::period::Day;

/// The measure that yields less every year.
const PANELS: &str = "photovoltaic";
/// Years beyond which nobody plans a building's installation.
pub const LONGEST: u16 = 60;

/// Months after which nobody awaits a grant any more: a hundred years.
const LONGEST_DELAY: Decimal = Decimal::from_parts(1200, 0, 0, false, 0);

/// What a plan is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// Years that are looked at.
    pub horizon_years: u16,
    /// By which a later euro is worth less, a year.
    pub discount_rate: Decimal,
    /// The rate of VAT on the works.
    pub vat_rate: Decimal,
    /// The rates of VAT that may be due where it is not settled which one is, lowest first.
    pub vat_rates_open: Vec<Decimal>,
    /// The share of VAT that is not recovered.
    pub vat_borne: Decimal,
    /// By which the price of energy grows a year, central path.
    pub price_growth: Decimal,
    /// Own funds the board gives at most, euro.
    pub own_funds_max: Decimal,
    /// Instalments the board bears at most in a year, euro.
    pub debt_service_max: Option<Decimal>,
    /// Debt that is guaranteed at most, euro.
    pub guarantee_max: Option<Decimal>,
    /// The share of the saving that stays with the organisation.
    pub savings_kept: Decimal,
    /// Months from acceptance to the payment of what is still due of the grants.
    pub grant_delay_months: Option<u16>,
    /// Interest of a *crédit-pont*, yearly.
    pub bridging_rate: Option<Decimal>,
    /// The works.
    pub works: Vec<Work>,
    /// Grants that are counted on, euro.
    pub grants: Decimal,
    /// Grants that are due for sure by the verdicts, and aid of others that the works tell, euro.
    pub grants_sure: Decimal,
    /// With those of which facts lack, euro.
    pub grants_possible: Decimal,
    /// What of the grants is paid before acceptance, euro.
    pub advance: Decimal,
    /// How sure the grants are.
    pub grants_certainty: Certainty,
    /// Where the rest comes from, in the order told.
    pub sources: Vec<Source>,
    /// What is assumed.
    pub hypotheses: Vec<&'static str>,
    /// What is warned of, from the facts alone.
    pub warnings: Vec<&'static str>,
}

/// The facts that a plan lacks; none where it can be computed.
pub fn lacks(case: &Case, catalog: &Catalog, on: Day) -> Vec<String> {
    let mut lacks = procedure::plan_lacks(case);
    let mut more: Vec<&'static str> = Vec::new();
    if case.plan.get("plan.horizon_years").is_some()
        && whole_years(&case.plan, "plan.horizon_years").is_none()
    {
        more.push("plan.horizon_years");
    }
    more.extend(case.sources.iter().flat_map(Source::lacks));
    more.extend(case.works.iter().flat_map(|work| works::lacks(work, catalog, on)));
    for fact in more {
        if !lacks.iter().any(|told| told == fact) {
            lacks.push(fact.to_owned());
        }
    }
    lacks
}

/// What is supposed of works, of those who are paid out of the savings, and of who keeps them.
fn supposed(case: &Case, works: &[Work], sources: &[Source], horizon_years: u16) -> Vec<&'static str> {
    let mut hypotheses = Vec::new();
    if works.iter().any(|w| w.price.from_catalogue.is_some()) {
        hypotheses.extend(["price-from-catalogue", "price-is-average"]);
    }
    if works.iter().any(|w| w.measure == PANELS) {
        hypotheses.push("pv-ageing-not-counted");
    }
    let others = || sources.iter().filter(|s| s.kind.is_third_party());
    if others().any(|s| s.bears_upkeep.is_none()) {
        hypotheses.push("upkeep-borne-by-you");
    }
    if others().any(|s| s.bears_upkeep == Some(true)) {
        hypotheses.push("upkeep-borne-by-third-party");
    }
    for (code, fact) in [
        ("quality-not-told", "work.saving_quality"),
        ("replaced-at-cost", "work.replacement_cost"),
        ("residual-value-none", "work.residual_value"),
    ] {
        let replaced = |facts: &crate::financing::facts::Facts| {
            fact != "work.replacement_cost"
                || years_it_lasts(facts, "work.lifetime_years").is_some_and(|years| years < horizon_years)
        };
        if case.works.iter().any(|facts| facts.get(fact).is_none() && replaced(facts)) {
            hypotheses.push(code);
        }
    }
    if case.plan.number("plan.savings_kept_share").is_none() {
        hypotheses.push("savings-kept-in-full");
    }
    hypotheses
}

impl Inputs {
    /// From a case, its verdicts and the catalogue, where no fact lacks.
    pub fn of(
        case: &Case,
        schemes: &[SchemeAnswer],
        grants: &Grants,
        catalog: &Catalog,
        on: Day,
    ) -> Option<Inputs> {
        let mut hypotheses =
            vec!["saving-as-billed", "price-of-year-one", "maintenance-constant", "price-spread"];
        let number = |code| case.plan.number(code);
        let vat_borne = vat_borne(case, &mut hypotheses);
        let works: Option<Vec<Work>> =
            case.works.iter().map(|facts| Work::of(facts, catalog, on, vat_borne)).collect();
        let works = works?;
        let mut warnings = Vec::new();
        let told_years = whole_years(&case.plan, "plan.horizon_years")?;
        if told_years > LONGEST {
            warnings.push("horizon-shortened");
        }
        let horizon_years = told_years.min(LONGEST);
        let mut sources: Vec<Source> = case.sources.iter().filter_map(Source::of).collect();
        let cap = schemes.iter().flat_map(|s| &s.terms).find_map(|terms| terms.dividend_cap);
        for shares in sources.iter_mut().filter(|s| s.kind == SourceKind::Cooperative) {
            // Statutes may be stricter than the law, never laxer.
            shares.dividend_cap = shares.dividend_cap.into_iter().chain(cap).min();
        }
        let shares = || sources.iter().filter(|s| s.kind == SourceKind::Cooperative);
        if shares().any(|s| s.dividend_cap.is_some_and(|cap| s.rate > cap)) {
            warnings.push("dividend-above-cap");
        }
        let other: Decimal = works.iter().map(|w| w.other_aid).sum();
        let sure = grants.sure.0 + other;
        let told: Decimal = case
            .sources
            .iter()
            .filter(|s| s.word("source.kind") == Some("grant"))
            .filter_map(|s| s.number("source.amount"))
            .sum();
        if told > Decimal::ZERO {
            warnings.push("grant-not-sure");
        }
        sources.retain(|s| s.kind != SourceKind::Grant);
        let ends = on.checked_add(jiff::Span::new().years(i32::from(horizon_years))).ok();
        if case.facts.day("building.tenure_ends").zip(ends).is_some_and(|(tenure, plan)| tenure < plan) {
            warnings.push("tenure-ends-within-horizon");
        }
        hypotheses.extend(supposed(case, &works, &sources, horizon_years));
        let delay = number("plan.grant_delay_months")
            .map(|months| months.ceil().min(LONGEST_DELAY))
            .and_then(|months| u16::try_from(months).ok());
        let vat_rate = number("plan.vat_rate")?;
        let with_vat = Decimal::ONE + vat_rate * vat_borne;
        let cost: Option<Decimal> = works.iter().map(|w| times(w.cost_excl_vat, with_vat).map(cent)).sum();
        let counted = (sure + told).min(cost?);
        let grants_certainty = grants.certainty.unwrap_or(Certainty::Certain);
        if delay.is_none() && counted > Decimal::ZERO {
            hypotheses.push("grants-at-acceptance");
        }
        hypotheses.extend(["cautious-saving", "grants-sure-only"]);
        Some(Inputs {
            horizon_years,
            discount_rate: number("plan.discount_rate")?,
            vat_rate,
            vat_rates_open: vat_rates_open(schemes, catalog),
            vat_borne,
            price_growth: path_of(case).growth(number("plan.price_growth")?),
            own_funds_max: number("plan.own_funds_max")?,
            debt_service_max: number("plan.debt_service_max"),
            guarantee_max: number("plan.guarantee_max"),
            savings_kept: number("plan.savings_kept_share").unwrap_or(Decimal::ONE),
            grant_delay_months: delay,
            bridging_rate: number("plan.bridging_rate"),
            works,
            grants: counted,
            grants_sure: sure.min(counted),
            grants_possible: grants.possible.0 + other + told,
            advance: advance(schemes, grants.sure.0).min(counted),
            // What only the case tells is somebody's word, not a verdict.
            grants_certainty: if counted > sure {
                grants_certainty.weakest(Certainty::Likely)
            } else {
                grants_certainty
            },
            sources,
            hypotheses,
            warnings,
        })
    }

    /// Euro with VAT, whoever bears it.
    pub fn cost_incl_vat(&self) -> Option<Decimal> {
        self.cost(Decimal::ONE)
    }

    /// Euro with the VAT that is not recovered: what has to be paid for.
    pub fn cost_borne(&self) -> Option<Decimal> {
        self.cost(self.vat_borne)
    }

    fn cost(&self, share_of_vat: Decimal) -> Option<Decimal> {
        let with = Decimal::ONE + self.vat_rate * share_of_vat;
        self.works.iter().map(|w| times(w.cost_excl_vat, with).map(cent)).sum()
    }

    /// The weakest of prices and grants: what a plan can be no surer than.
    pub fn certainty(&self) -> Certainty {
        let grants = (self.grants > Decimal::ZERO).then_some(self.grants_certainty);
        let prices = self.works.iter().map(|w| w.price.certainty);
        prices.chain(grants).reduce(Certainty::weakest).unwrap_or(Certainty::Certain)
    }

    /// The weakest data behind a saving.
    pub fn quality(&self) -> Quality {
        self.works.iter().map(|w| w.quality).reduce(Quality::weakest).unwrap_or(Quality::Declared)
    }
}

/// The path that the case asks for; the central one where it does not.
fn path_of(case: &Case) -> Outlook<'static> {
    let path = match case.plan.word("plan.price_path") {
        Some("low") => Path::Low,
        Some("high") => Path::High,
        _ => Path::Central,
    };
    Outlook { path, ..Outlook::CENTRAL }
}

/// The share of VAT that is not recovered; all of it where nobody says.
fn vat_borne(case: &Case, hypotheses: &mut Vec<&'static str>) -> Decimal {
    let prorata = case.facts.number("organisation.vat_prorata");
    match (case.facts.word("organisation.vat_recovery"), prorata) {
        (Some("full"), _) => Decimal::ZERO,
        (Some("none"), _) => Decimal::ONE,
        (Some(_), Some(prorata)) => Decimal::ONE - prorata,
        _ => {
            hypotheses.push("vat-fully-borne");
            Decimal::ONE
        }
    }
}

/// Both rates of a reduced VAT of which nobody could say yet whether it is due.
fn vat_rates_open(schemes: &[SchemeAnswer], catalog: &Catalog) -> Vec<Decimal> {
    let open = schemes.iter().filter(|s| s.verdict == Verdict::Unknown);
    let shapes = open.filter_map(|s| catalog.scheme(&s.code)).flat_map(|s| &s.amounts).map(|a| &a.shape);
    let rates = shapes.filter_map(|shape| match shape {
        Shape::TaxRate { rate, normal } => Some([rate.known()?, normal.known()?]),
        _ => None,
    });
    let mut all: Vec<Decimal> = rates.flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is paid before acceptance of the grants that are sure: told only where every one of them tells its parts.
fn advance(schemes: &[SchemeAnswer], sure: Decimal) -> Decimal {
    let given = || {
        schemes
            .iter()
            .filter(|s| s.kind == SchemeKind::Grant && s.verdict == Verdict::Yes && !s.amounts.is_empty())
    };
    let total: Decimal = given().filter_map(|s| s.total).map(|t| t.0).sum();
    // Where several give for one work only the largest is counted: their parts do not add up to it.
    if total != sure {
        return Decimal::ZERO;
    }
    given().filter_map(|s| s.payment).map(|paid| paid.advance.0).sum()
}
