//! What of a scenario a federation may be shown: sums of at least five organisations, and nothing that subtracting two of them
//! would give back.
//!
//! A group of fewer is not shown. Where those not shown are together fewer than five, whoever takes the groups shown from the
//! total would have them: the smallest group that is shown then goes too. Where the whole is fewer than five, its
//! organisations and buildings are counted and nothing else is told. Does *not* look at who dominates a sum, nor at what
//! was shown on another day.

use super::{Group, Outcome};

/// The fewest organisations whose sum is shown.
pub const FEWEST_ORGANISATIONS: usize = 5;
/// Some activities are not shown by themselves.
pub(super) const FEW_HERE: &str = "activity-of-fewer-than-five";
/// Nothing is shown but how many they are.
pub(super) const FEW_IN_ALL: &str = "fewer-than-five";

impl Outcome {
    /// As it may be shown to who sees no member by itself.
    #[must_use]
    pub fn guarded(mut self) -> Outcome {
        if self.total.organisations < FEWEST_ORGANISATIONS {
            self.groups.clear();
            self.total = counted(&self.total);
            self.lacks.push(FEW_IN_ALL);
            return self;
        }
        let all = self.groups.len();
        let mut kept: Vec<Group> = core::mem::take(&mut self.groups);
        let mut hidden = 0;
        kept.retain(|group| {
            let enough = group.organisations >= FEWEST_ORGANISATIONS;
            hidden += if enough { 0 } else { group.organisations };
            enough
        });
        // An organisation of two activities counts in both: what is left over is never more than the sum of the hidden.
        while hidden > 0 && hidden < FEWEST_ORGANISATIONS {
            let smallest = kept.iter().enumerate().min_by_key(|(_, group)| group.organisations);
            let Some(smallest) = smallest.map(|(n, _)| n) else { break };
            hidden += kept.remove(smallest).organisations;
        }
        if kept.len() < all {
            self.lacks.push(FEW_HERE);
        }
        self.groups = kept;
        self
    }

    /// Whether nothing but how many they are may be shown.
    pub fn withheld(&self) -> bool {
        self.lacks.contains(&FEW_IN_ALL)
    }
}

fn counted(group: &Group) -> Group {
    Group { organisations: group.organisations, buildings: group.buildings, ..Group::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(groups: &[(&str, usize)]) -> Vec<usize> {
        let group = |(activity, organisations): &(&str, usize)| Group {
            activity: Some((*activity).to_owned()),
            organisations: *organisations,
            buildings: *organisations,
            reached: 1,
            ..Group::default()
        };
        let total = groups.iter().map(|(_, n)| n).sum();
        let whole = Outcome {
            code: String::new(),
            demand: None,
            kind: "aid",
            on: crate::period::Day::new(2026, 11, 21).unwrap(),
            catalog_version: String::new(),
            groups: groups.iter().map(group).collect(),
            total: Group { organisations: total, buildings: total, reached: 3, ..Group::default() },
            lacks: Vec::new(),
            hypotheses: Vec::new(),
            works: Vec::new(),
            market_rate: None,
            worst_share: None,
            certainty: crate::certain::Certainty::Likely,
        };
        let shown = whole.guarded();
        assert_eq!(shown.total.reached, if total < FEWEST_ORGANISATIONS { 0 } else { 3 });
        assert_eq!(shown.total.organisations, total);
        assert_eq!(shown.lacks.is_empty(), shown.groups.len() == groups.len() && total >= 5);
        shown.groups.iter().map(|group| group.organisations).collect()
    }

    #[test]
    fn a_group_of_fewer_than_five_is_not_shown_nor_given_back_by_the_total() {
        assert_eq!(outcome(&[("school", 6), ("creche", 5)]), [6, 5]);
        // Two small ones that are five together stay hidden by each other.
        assert_eq!(outcome(&[("school", 6), ("creche", 2), ("sport", 3)]), [6]);
        // One alone would be the total less the rest: the smallest shown goes with it.
        assert_eq!(outcome(&[("school", 9), ("office", 6), ("creche", 1)]), [9]);
        assert_eq!(outcome(&[("school", 9), ("creche", 1)]), [0; 0]);
        assert_eq!(outcome(&[("creche", 4)]), [0; 0]);
        assert_eq!(outcome(&[]), [0; 0]);
    }
}
