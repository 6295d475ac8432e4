//! Sums of whole civil months, made once: every building of a station asks for the same ones, for each of its meters.
//!
//! No part of what temperatures are: two series with the same days are the same, whatever was asked of them, and nothing of it
//! is printed.

use core::fmt;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Base, Summed};
use crate::period::Month;

/// The months of each base, in the order of [`Base::ALL`].
#[derive(Default)]
pub(super) struct SummedMonths([OnceLock<BTreeMap<Month, Summed>>; Base::ALL.len()]);

impl SummedMonths {
    /// A month; `all` makes every month that is held when the first of a base is asked for.
    pub(super) fn of(
        &self,
        base: Base,
        month: Month,
        all: impl FnOnce() -> BTreeMap<Month, Summed>,
    ) -> Option<&Summed> {
        let (_, held) = Base::ALL.iter().zip(&self.0).find(|(one, _)| **one == base)?;
        held.get_or_init(all).get(&month)
    }
}

impl Clone for SummedMonths {
    fn clone(&self) -> SummedMonths {
        SummedMonths::default()
    }
}

impl PartialEq for SummedMonths {
    fn eq(&self, _: &SummedMonths) -> bool {
        true
    }
}

impl Eq for SummedMonths {}

impl fmt::Debug for SummedMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
