//! In which order a package is done, year by year, under a yearly budget; and what aids do to that order.
//!
//! What is not spent in a year is kept for the next. A measure is done as soon as its turn has come and the money is there, and
//! saves from the year after on. Exact: over every set of measures done so far, the ways to it that no other beats on money
//! spent and savings so far are kept; measures that another needs come no later than it. Whole cents. An aid is money that is
//! given at once; it may end with a year, and a cheaper order may then be to hurry.

/// Measures that can be put in order.
pub const MOST: usize = 12;
/// Ways to one set that are kept; beyond, the order is told as not proven best.
const WAYS: usize = 64;

/// One measure to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDo {
    /// Code of the measure.
    pub code: String,
    /// Positions of those that come before it, or in the same year.
    pub after: Vec<usize>,
    /// Cents.
    pub cost: i64,
    /// Cents of aid.
    pub aid: i64,
    /// The last year of the plan in which the aid is given; always where absent.
    pub aid_until: Option<u16>,
}

/// One measure placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Position in what was given.
    pub index: usize,
    /// Year of the plan, from 1 on.
    pub year: u16,
    /// Cents paid of the budget.
    pub paid: i64,
    /// Cents of aid.
    pub aid: i64,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// In the order in which they are done.
    pub placed: Vec<Placed>,
    /// Positions of those for which there is no money within the years looked at, or that bring nothing.
    pub beyond: Vec<usize>,
    /// Cents saved over the years looked at.
    pub saved: i64,
    /// Cents paid in each year.
    pub spent: Vec<i64>,
    /// No other order saves more.
    pub exact: bool,
}

#[derive(Clone, Copy)]
struct Way {
    spent: i64,
    year: u16,
    saved: i64,
    /// Set and position of the way it goes on from, and the measure.
    from: (u32, usize, usize),
}

/// The order that saves most within the years of the budgets. `saved_yearly(set)` is what a set of measures saves a year, in
/// cents: bit *i* is the *i*-th measure. `None` where there are more than [`MOST`], or a sum is of no building.
pub fn order(todo: &[ToDo], budgets: &[i64], saved_yearly: &dyn Fn(u32) -> i64) -> Option<Order> {
    let horizon = u16::try_from(budgets.len()).ok()?;
    if todo.len() > MOST || todo.iter().any(|t| t.cost < 0 || t.aid < 0) || budgets.iter().any(|b| *b < 0) {
        return None;
    }
    if todo.iter().flat_map(|t| &t.after).any(|at| *at >= todo.len()) {
        return None;
    }
    let mut until = Vec::with_capacity(budgets.len());
    let mut sum = 0_i64;
    for budget in budgets {
        sum = sum.checked_add(*budget)?;
        until.push(sum);
    }
    let before: Vec<u32> =
        todo.iter().map(|t| t.after.iter().fold(0, |mask, at| mask | 1_u32 << at)).collect();
    let sets = 1_usize << todo.len();
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); sets];
    ways.first_mut()?.push(Way { spent: 0, year: 1, saved: 0, from: (0, 0, 0) });
    let mut exact = true;
    for set in 0..u32::try_from(sets).ok()? {
        let here = ways.get(usize::try_from(set).ok()?)?.clone();
        if here.is_empty() {
            continue;
        }
        let now = saved_yearly(set);
        for (index, task) in todo.iter().enumerate() {
            let (bit, needed) = (1_u32 << index, before.get(index)?);
            if set & bit != 0 || needed & !set != 0 {
                continue;
            }
            let next = set | bit;
            let more = saved_yearly(next).checked_sub(now)?;
            for (position, way) in here.iter().enumerate() {
                let Some((year, paid, _)) = when(task, way, &until, horizon) else { continue };
                let spent = way.spent.checked_add(paid)?;
                let saved = way.saved.checked_add(more.checked_mul(i64::from(horizon - year))?)?;
                let slot = ways.get_mut(usize::try_from(next).ok()?)?;
                exact &= keep(slot, Way { spent, year, saved, from: (set, position, index) });
            }
        }
    }
    // Of all that were reached, the one that saves most; of equal ones the one that spends least.
    let mut best: Option<(i64, i64, u32, usize)> = None;
    for (set, ways) in (0_u32..).zip(&ways) {
        for (position, way) in ways.iter().enumerate() {
            if best.is_none_or(|(saved, spent, _, _)| (way.saved, -way.spent) > (saved, -spent)) {
                best = Some((way.saved, way.spent, set, position));
            }
        }
    }
    let (saved, _, set, position) = best?;
    let placed = walk_back(&ways, todo, &until, horizon, (set, position))?;
    let mut spent = vec![0_i64; budgets.len()];
    for one in &placed {
        *spent.get_mut(usize::from(one.year) - 1)? += one.paid;
    }
    let beyond = (0..todo.len()).filter(|at| set >> at & 1 == 0).collect();
    Some(Order { placed, beyond, saved, spent, exact })
}

/// The first year in which the money is there, what is paid, and the aid.
fn when(task: &ToDo, way: &Way, until: &[i64], horizon: u16) -> Option<(u16, i64, i64)> {
    (way.year..=horizon).find_map(|year| {
        let aid = if task.aid_until.is_none_or(|last| year <= last) { task.aid.min(task.cost) } else { 0 };
        let paid = task.cost - aid;
        let there = *until.get(usize::from(year) - 1)?;
        (way.spent.checked_add(paid)? <= there).then_some((year, paid, aid))
    })
}

/// Keeps a way unless another is as good on all; whether none had to be given up for room.
fn keep(ways: &mut Vec<Way>, way: Way) -> bool {
    let beats = |a: &Way, b: &Way| a.spent <= b.spent && a.year <= b.year && a.saved >= b.saved;
    if ways.iter().any(|held| beats(held, &way)) {
        return true;
    }
    // A way that others go on from never leaves: sets grow, so nothing goes on from this one yet.
    ways.retain(|held| !beats(&way, held));
    if ways.len() >= WAYS {
        return false;
    }
    ways.push(way);
    true
}

fn walk_back(
    ways: &[Vec<Way>],
    todo: &[ToDo],
    until: &[i64],
    horizon: u16,
    end: (u32, usize),
) -> Option<Vec<Placed>> {
    let (mut set, mut position) = end;
    let mut placed = Vec::new();
    while set != 0 {
        let way = ways.get(usize::try_from(set).ok()?)?.get(position)?;
        let (before, at, index) = way.from;
        let from = ways.get(usize::try_from(before).ok()?)?.get(at)?;
        let (year, paid, aid) = when(todo.get(index)?, from, until, horizon)?;
        placed.push(Placed { index, year, paid, aid });
        (set, position) = (before, at);
    }
    placed.reverse();
    Some(placed)
}

/// The order with the aids and without, and which measures change place or year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidedOrder {
    /// With the aids.
    pub with: Order,
    /// As if there were none.
    pub without: Order,
    /// Positions of measures that are done in another year, or only with the aids.
    pub moved: Vec<usize>,
}

/// What the grid of aids does to the order.
pub fn aided(todo: &[ToDo], budgets: &[i64], saved_yearly: &dyn Fn(u32) -> i64) -> Option<AidedOrder> {
    let none: Vec<ToDo> = todo.iter().map(|t| ToDo { aid: 0, aid_until: None, ..t.clone() }).collect();
    let (with, without) = (order(todo, budgets, saved_yearly)?, order(&none, budgets, saved_yearly)?);
    let year = |order: &Order, at: usize| order.placed.iter().find(|p| p.index == at).map(|p| p.year);
    let moved = (0..todo.len()).filter(|at| year(&with, *at) != year(&without, *at)).collect();
    Some(AidedOrder { with, without, moved })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn todo(cost: i64, after: &[usize], aid: i64, aid_until: Option<u16>) -> ToDo {
        ToDo { code: String::new(), after: after.to_vec(), cost, aid, aid_until }
    }

    fn years(order: &Order) -> Vec<(usize, u16)> {
        order.placed.iter().map(|p| (p.index, p.year)).collect()
    }

    /// Each measure saves so much, whatever else is done.
    fn each(saved: &[i64]) -> impl Fn(u32) -> i64 + '_ {
        move |set| saved.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, s)| s).sum()
    }

    #[test]
    fn what_pays_soonest_comes_first_and_the_money_is_saved_up_for_the_rest() {
        let all = [todo(1000, &[], 0, None), todo(100, &[], 0, None), todo(300, &[], 0, None)];
        let found = order(&all, &[300; 6], &each(&[200, 50, 100])).unwrap();
        assert_eq!(years(&found), [(2, 1), (1, 2), (0, 5)]);
        assert_eq!(
            (found.saved, found.exact, found.spent),
            (100 * 5 + 50 * 4 + 200, true, vec![300, 100, 0, 0, 1000, 0])
        );
    }

    #[test]
    fn what_is_needed_first_is_done_first() {
        let all = [todo(100, &[1], 0, None), todo(100, &[], 0, None)];
        let found = order(&all, &[100, 100, 100], &each(&[500, 1])).unwrap();
        assert_eq!(years(&found), [(1, 1), (0, 2)]);
    }

    #[test]
    fn an_aid_that_ends_makes_one_hurry() {
        let all = [todo(300, &[], 200, Some(1)), todo(100, &[], 0, None)];
        let found = aided(&all, &[100; 4], &each(&[90, 80])).unwrap();
        assert_eq!(years(&found.without), [(1, 1)], "in the last year nothing is saved any more");
        assert_eq!(years(&found.with), [(0, 1), (1, 2)]);
        assert_eq!(found.moved, [0, 1]);
        assert_eq!(found.with.placed[0].aid, 200);
    }

    #[test]
    fn without_money_nothing_is_done_and_nothing_panics() {
        assert_eq!(order(&[], &[], &|_| 0).unwrap().placed, []);
        let none = order(&[todo(1, &[], 0, None)], &[0, 0], &each(&[9])).unwrap();
        assert_eq!((none.placed.len(), none.beyond), (0, vec![0]));
        assert_eq!(order(&vec![todo(1, &[], 0, None); 13], &[1], &|_| 0), None);
        assert_eq!(order(&[todo(-1, &[], 0, None)], &[1], &|_| 0), None);
        assert_eq!(order(&[todo(i64::MAX, &[], 0, None)], &[i64::MAX, 1], &|_| 0), None);
    }

    /// Every order, tried one by one.
    fn brute(
        all: &[ToDo],
        budgets: &[i64],
        saved: &dyn Fn(u32) -> i64,
        set: u32,
        spent: i64,
        year: u16,
    ) -> i64 {
        let until: Vec<i64> = budgets
            .iter()
            .scan(0, |sum, b| {
                *sum += b;
                Some(*sum)
            })
            .collect();
        let horizon = u16::try_from(budgets.len()).unwrap();
        let mut best = 0;
        for (at, task) in all.iter().enumerate() {
            let needed = task.after.iter().fold(0, |m, i| m | 1_u32 << i);
            if set >> at & 1 == 1 || needed & !set != 0 {
                continue;
            }
            let way = Way { spent, year, saved: 0, from: (0, 0, 0) };
            if let Some((y, paid, _)) = when(task, &way, &until, horizon) {
                let next = set | 1 << at;
                let more = (saved(next) - saved(set)) * i64::from(horizon - y);
                best = best.max(more + brute(all, budgets, saved, next, spent + paid, y));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn more_money_never_saves_less(
            tasks in prop::collection::vec((0_i64..500, 0_i64..300, 0_i64..200, prop::option::of(1_u16..5), prop::bool::ANY), 0..6),
            budgets in prop::collection::vec((0_i64..300, 0_i64..200), 0..6),
        ) {
            let all: Vec<ToDo> = tasks.iter().enumerate()
                .map(|(at, t)| todo(t.0, if t.4 && at > 0 { &[0] } else { &[] }, t.2, t.3)).collect();
            let gains: Vec<i64> = tasks.iter().map(|t| t.1).collect();
            let less: Vec<i64> = budgets.iter().map(|(budget, _)| *budget).collect();
            let more: Vec<i64> = budgets.iter().map(|(budget, extra)| budget + extra).collect();
            let (less, more) = (order(&all, &less, &each(&gains)).unwrap(), order(&all, &more, &each(&gains)).unwrap());
            prop_assert!(less.exact && more.exact && more.saved >= less.saved);
            // Nor does an aid.
            let none: Vec<ToDo> = all.iter().map(|t| ToDo { aid: 0, ..t.clone() }).collect();
            let budgets: Vec<i64> = budgets.iter().map(|(budget, _)| *budget).collect();
            prop_assert!(less.saved >= order(&none, &budgets, &each(&gains)).unwrap().saved);
            prop_assert!(less.placed.iter().all(|one| one.paid >= 0 && one.aid <= all[one.index].cost));
        }

        #[test]
        fn no_other_order_saves_more_and_no_budget_is_exceeded(
            tasks in prop::collection::vec((0_i64..500, 0_i64..300, 0_i64..200, prop::option::of(1_u16..5), prop::bool::ANY), 0..5),
            budgets in prop::collection::vec(0_i64..300, 0..6),
        ) {
            let all: Vec<ToDo> = tasks.iter().enumerate()
                .map(|(at, t)| todo(t.0, if t.4 && at > 0 { &[0] } else { &[] }, t.2, t.3)).collect();
            let gains: Vec<i64> = tasks.iter().map(|t| t.1).collect();
            // Two together save a little less than each alone.
            let saved = |set: u32| each(&gains)(set) * (20 - i64::from(set.count_ones())) / 20;
            let found = order(&all, &budgets, &saved).unwrap();
            prop_assert!(found.exact);
            prop_assert_eq!(found.saved, brute(&all, &budgets, &saved, 0, 0, 1));
            let (mut spent, mut there) = (0, 0);
            for (paid, budget) in found.spent.iter().zip(&budgets) {
                spent += paid;
                there += budget;
                prop_assert!(spent <= there);
            }
        }
    }
}
