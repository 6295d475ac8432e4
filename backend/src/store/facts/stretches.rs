//! What records say over time: of those that hold on a day, the one with the latest first day, and of two of these the
//! one recorded last.

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::period::Day;

use super::FactRow;

/// The rule as stretches of time. `records` are in the order recorded.
pub(super) fn resolved(records: &[&FactRow]) -> Vec<DatedFact> {
    let mut edges: Vec<Option<Day>> = records.iter().map(|row| row.fact.from).collect();
    edges.extend(records.iter().filter(|row| row.fact.to.is_some()).map(|row| row.fact.to));
    edges.sort_unstable();
    edges.dedup();
    let mut stretches: Vec<DatedFact> = Vec::new();
    for (i, from) in edges.iter().enumerate() {
        let to = edges.get(i + 1).copied().flatten();
        let holds =
            |row: &&&FactRow| row.fact.from <= *from && row.fact.to.is_none_or(|end| Some(end) > *from);
        let Some(record) = records.iter().filter(holds).max_by_key(|row| row.fact.from) else { continue };
        match stretches.last_mut() {
            Some(last)
                if last.to == *from
                    && last.value == record.fact.value
                    && last.source == record.fact.source =>
            {
                last.to = to;
            }
            _ => stretches.push(DatedFact { from: *from, to, ..record.fact.clone() }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::super::super::id::FactId;
    use super::*;
    use eclaireur_models::certain::Quality;

    /// `(from year, to year, value)` in the order recorded → `(from, to, value)` as they hold. Year 0 is open.
    fn check(records: &[(i16, i16, &str)], expect: &[(i16, i16, &str)]) {
        let day = |year: i16| (year != 0).then(|| Day::new(year, 1, 1).unwrap());
        let rows: Vec<FactRow> = records
            .iter()
            .map(|(from, to, value)| FactRow {
                id: FactId::from_stored(0),
                fact: DatedFact {
                    fact: "building.heated_area_m2",
                    value: (*value).to_owned(),
                    from: day(*from),
                    to: day(*to),
                    source: String::new(),
                    quality: Quality::Declared,
                },
                import: None,
                actor: String::new(),
                recorded_at: 0,
                withdrawn_at: None,
            })
            .collect();
        let year = |day: Option<Day>| day.map_or(0, Day::year);
        let held = resolved(&rows.iter().collect::<Vec<_>>());
        let held: Vec<_> = held.iter().map(|f| (year(f.from), year(f.to), f.value.as_str())).collect();
        assert_eq!(held, expect, "{records:?}");
    }

    #[test]
    fn the_latest_first_day_holds_and_of_two_the_one_recorded_last() {
        check(&[], &[]);
        check(&[(0, 0, "a")], &[(0, 0, "a")]);
        check(&[(2020, 0, "a"), (2022, 0, "b")], &[(2020, 2022, "a"), (2022, 0, "b")]);
        check(&[(2020, 0, "a"), (2020, 0, "b")], &[(2020, 0, "b")]);
        check(&[(2020, 0, "a"), (2015, 0, "b")], &[(2015, 2020, "b"), (2020, 0, "a")]);
        check(&[(0, 0, "a"), (2022, 2023, "b")], &[(0, 2022, "a"), (2022, 2023, "b"), (2023, 0, "a")]);
        check(&[(2020, 2021, "a"), (2022, 0, "b")], &[(2020, 2021, "a"), (2022, 0, "b")]);
        check(&[(2020, 0, "a"), (2022, 0, "a")], &[(2020, 0, "a")]);
    }
}
