//! An aid as it went: asked for, decided, paid, or missed and why; and what stood in the way of a project.
//!
//! *For a director:* how long an aid takes and why it is lost can be told to a minister only if somebody wrote the days down. *For
//! an engineer:* dated facts; a later record takes the place of the one before. Does *not* judge whether an aid can be had.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::period::Day;

coded! {
    /// What became of a request.
    Outcome {
        /// Granted.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
        /// Never asked for, or lost on the way.
        Missed = "missed",
    }
}

coded! {
    /// Why an aid was missed.
    Missed {
        /// The order was placed before the decision.
        OrderBeforeDecision = "order-before-decision",
        /// The last day had passed.
        DeadlinePassed = "deadline-passed",
        /// The conditions were not met.
        NotEligible = "not-eligible",
        /// Nothing was left to be granted.
        BudgetExhausted = "budget-exhausted",
        /// Too long, too much paper.
        GaveUp = "gave-up",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// What stands in the way of works.
    Obstacle {
        /// *Permis d'urbanisme*.
        PlanningPermit = "planning-permit",
        /// *Patrimoine classé*.
        Heritage = "heritage",
        /// *Raccordement au réseau*.
        GridConnection = "grid-connection",
        /// *Amiante*.
        Asbestos = "asbestos",
        /// *Stabilité de la toiture*.
        RoofStability = "roof-stability",
        /// No money of one's own.
        NoOwnFunds = "no-own-funds",
        /// A lease too short, an owner who does not want it.
        Tenure = "tenure",
        /// Nobody has the time.
        NoTime = "no-time",
        /// *Marchés publics*.
        Procurement = "procurement",
        /// The neighbours.
        Neighbours = "neighbours",
        /// Something else.
        Other = "other",
    }
}

/// A request for an aid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Request {
    /// Code of the scheme.
    pub scheme: String,
    /// When it was asked for.
    pub requested: Option<Day>,
    /// When it was decided.
    pub decided: Option<Day>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Why it was missed.
    pub missed: Option<Missed>,
    /// What was granted, euro.
    pub granted: Option<Decimal>,
    /// When an advance came.
    pub advance: Option<Day>,
    /// When the balance was paid.
    pub paid: Option<Day>,
}

coded! {
    /// What does not fit in a request.
    Unfit {
        /// Nothing is told.
        Nothing = "nothing",
        /// Before the day that comes before it.
        Order = "order",
        /// After today.
        Future = "future",
        /// A decision without what was decided.
        Outcome = "outcome",
        /// Granted, and not how much.
        Granted = "granted",
        /// Missed, and not why.
        Missed = "missed",
        /// An amount, a payment or a reason that does not go with the outcome.
        Against = "against",
    }
}

impl Request {
    /// What does not fit on a day, each with the key it stands under.
    pub fn unfit(&self, on: Day) -> Vec<(&'static str, Unfit)> {
        let days = [
            ("requested", self.requested),
            ("decided", self.decided),
            ("advance", self.advance),
            ("paid", self.paid),
        ];
        let mut wrong = Vec::new();
        let mut before: Option<Day> = None;
        for (key, day) in days {
            let Some(day) = day else { continue };
            if day > on {
                wrong.push((key, Unfit::Future));
            } else if before.is_some_and(|before| day < before) {
                wrong.push((key, Unfit::Order));
            }
            before = before.max(Some(day));
        }
        let granted = self.outcome == Some(Outcome::Granted);
        let missed = self.outcome == Some(Outcome::Missed);
        let tells = |key: &'static str, told: bool, fits: bool, lacks: Unfit| match (told, fits) {
            (true, false) => Some((key, Unfit::Against)),
            (false, true) => Some((key, lacks)),
            _ => None,
        };
        if self.requested.is_none() && !missed {
            wrong.push(("requested", Unfit::Nothing));
        }
        if self.decided.is_some() && self.outcome.is_none() {
            wrong.push(("outcome", Unfit::Outcome));
        }
        if self.decided.is_none() && matches!(self.outcome, Some(Outcome::Granted | Outcome::Refused)) {
            wrong.push(("decided", Unfit::Nothing));
        }
        wrong.extend(tells("granted", self.granted.is_some(), granted, Unfit::Granted));
        wrong.extend(tells("missed", self.missed.is_some(), missed, Unfit::Missed));
        for (key, day) in [("advance", self.advance), ("paid", self.paid)] {
            if day.is_some() && !granted {
                wrong.push((key, Unfit::Against));
            }
        }
        if self.granted.is_some_and(|euro| euro < Decimal::ZERO) {
            wrong.push(("granted", Unfit::Against));
        }
        wrong
    }

    /// Days from the request to the decision.
    pub fn days_to_decision(&self) -> Option<i32> {
        days(self.requested?, self.decided?)
    }

    /// Days from the request to the last payment.
    pub fn days_to_payment(&self) -> Option<i32> {
        days(self.requested?, self.paid?)
    }
}

fn days(from: Day, to: Day) -> Option<i32> {
    from.until((jiff::Unit::Day, to)).ok().map(|span| span.get_days())
}

/// Characters of what is said of an obstacle.
pub const LONGEST_NOTE: usize = 300;

/// An obstacle, as it was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// What it is.
    pub obstacle: Obstacle,
    /// Since when.
    pub on: Day,
    /// When it was out of the way.
    pub lifted: Option<Day>,
    /// In somebody's words.
    pub note: Option<String>,
}

impl Met {
    /// Whether it still stands on a day.
    pub fn stands(&self, on: Day) -> bool {
        self.on <= on && self.lifted.is_none_or(|lifted| on < lifted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[test]
    fn a_request_says_what_does_not_fit() {
        let on = day("2026-11-21").unwrap();
        let asked = Request {
            scheme: "wallonia/ureba-2022".into(),
            requested: day("2025-03-01"),
            ..Request::default()
        };
        let granted = Request {
            decided: day("2025-07-09"),
            outcome: Some(Outcome::Granted),
            granted: Some(Decimal::from(11_800)),
            paid: day("2026-02-01"),
            ..asked.clone()
        };
        let missed =
            Request { outcome: Some(Outcome::Missed), missed: Some(Missed::GaveUp), ..Request::default() };
        for (request, expect) in [
            (asked.clone(), vec![]),
            (granted.clone(), vec![]),
            (missed.clone(), vec![]),
            (Request::default(), vec![("requested", "nothing")]),
            (Request { decided: day("2025-02-01"), ..granted.clone() }, vec![("decided", "order")]),
            (Request { paid: day("2027-02-01"), ..granted.clone() }, vec![("paid", "future")]),
            (
                Request { outcome: None, granted: None, paid: None, ..granted.clone() },
                vec![("outcome", "outcome")],
            ),
            (Request { granted: None, ..granted.clone() }, vec![("granted", "granted")]),
            (Request { missed: None, ..missed.clone() }, vec![("missed", "missed")]),
            (Request { paid: day("2026-02-01"), ..asked.clone() }, vec![("paid", "against")]),
            (Request { outcome: Some(Outcome::Refused), ..asked.clone() }, vec![("decided", "nothing")]),
        ] {
            let told: Vec<_> = request.unfit(on).into_iter().map(|(key, why)| (key, why.code())).collect();
            assert_eq!(told, expect, "{request:?}");
        }
        assert_eq!(granted.days_to_decision(), Some(130));
        assert_eq!(granted.days_to_payment(), Some(337));
    }
}
