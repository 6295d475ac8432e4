//! Which line of a project is which: each work and each source of money keeps a number of its own, whatever is added or
//! taken away before it.
//!
//! The numbers stand in the body of the project beside the case, under `lines`; a body without them (written by a program, or
//! before there were any) counts its lines from 1 on. Does *not* read the case.

use serde_json::{Value, json};

/// Where they stand in a body.
const KEY: &str = "lines";

/// The numbers of works, or of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    of: Vec<usize>,
    /// The number of the next one: none is given twice.
    next: usize,
}

/// The numbers of a project's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Of its works.
    pub works: Numbers,
    /// Of its sources of money.
    pub sources: Numbers,
}

impl Numbers {
    /// What a body says of so many lines; counted from 1 on where it says nothing that fits.
    fn read(told: Option<&Value>, count: usize) -> Numbers {
        let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
        let of: Option<Vec<usize>> =
            told.and_then(|t| t["of"].as_array()).and_then(|all| all.iter().map(number).collect());
        let fits = |of: &Vec<usize>| {
            let mut sorted = of.clone();
            sorted.sort_unstable();
            sorted.dedup();
            sorted.len() == count && of.len() == count && !of.contains(&0)
        };
        let of = of.filter(fits).unwrap_or_else(|| (1..=count).collect());
        let after = of.iter().max().map_or(1, |most| most.saturating_add(1));
        let next = told.and_then(|t| number(&t["next"])).map_or(after, |next| next.max(after));
        Numbers { of, next }
    }

    /// The place of a number, from 0 on.
    pub fn place(&self, number: usize) -> Option<usize> {
        self.of.iter().position(|one| *one == number)
    }

    /// Every number, in the order of the lines.
    pub fn all(&self) -> &[usize] {
        &self.of
    }

    /// A line came at the end.
    pub fn add(&mut self) {
        self.of.push(self.next);
        self.next = self.next.saturating_add(1);
    }

    /// The line at this place went.
    pub fn remove(&mut self, place: usize) {
        if place < self.of.len() {
            self.of.remove(place);
        }
    }

    fn written(&self) -> Value {
        json!({ "of": self.of, "next": self.next })
    }
}

impl Lines {
    /// Those of a body.
    pub fn of(body: &Value) -> Lines {
        let count = |key: &str| body[key].as_array().map_or(0, Vec::len);
        let told = |key: &str| body.get(KEY).and_then(|lines| lines.get(key));
        Lines {
            works: Numbers::read(told("work"), count("work")),
            sources: Numbers::read(told("source"), count("source")),
        }
    }

    /// The body with them.
    pub fn into_body(self, case: Value) -> Value {
        let mut body = case;
        if self.works.next + self.sources.next > 2
            && let Some(keys) = body.as_object_mut()
        {
            let lines = json!({ "work": self.works.written(), "source": self.sources.written() });
            keys.insert(KEY.to_owned(), lines);
        }
        body
    }
}

/// The case in a body, without what stands beside it.
pub fn case_in(body: &Value) -> Value {
    let mut case = body.clone();
    if let Some(keys) = case.as_object_mut() {
        keys.remove(KEY);
    }
    case
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_number_when_one_before_it_goes_and_none_is_given_twice() {
        let body = json!({ "work": [{}, {}] });
        let mut lines = Lines::of(&body);
        assert_eq!(lines.works.all(), [1, 2]);
        lines.works.remove(0);
        lines.works.add();
        assert_eq!(
            (lines.works.all(), lines.works.place(2), lines.works.place(1)),
            (&[2, 3][..], Some(0), None)
        );
        lines.works.remove(1);
        lines.works.add();
        let case = json!({ "work": [{}, {}] });
        let body = lines.clone().into_body(case.clone());
        assert_eq!((Lines::of(&body).works.all(), case_in(&body)), (&[2, 4][..], case));
    }

    #[test]
    fn numbers_that_do_not_fit_the_lines_are_counted_anew() {
        for told in [
            json!(null),
            json!({}),
            json!({ "of": [1] }),
            json!({ "of": [1, 1] }),
            json!({ "of": [0, 1] }),
            json!({ "of": ["a", 2] }),
        ] {
            let body = json!({ "work": [{}, {}], "lines": { "work": told } });
            assert_eq!(Lines::of(&body).works.all(), [1, 2], "{body}");
        }
        assert_eq!(Lines::of(&json!({})).into_body(json!({})), json!({}));
        assert_eq!(case_in(&json!("no table")), json!("no table"));
    }
}
