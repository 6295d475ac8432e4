//! Somebody with all the pages of a federation tries to work out a member: by taking one view from another, over every pair of filters and
//! years, and over days. With the control in force nobody is found; with it switched off the same attack finds members.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::requests::Obstacle;
use eclaireur_models::financing::scenario::Member;
use eclaireur_models::portfolio::sector::counted::{Counted, CountedYear, Dimension};
use eclaireur_models::portfolio::sector::disclosure::Control;
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::groups::{Grouped, next};
use eclaireur_models::portfolio::sector::own::joined;
use eclaireur_models::portfolio::sector::park::Park;
use eclaireur_models::portfolio::sector::scenarios;
use eclaireur_models::portfolio::sector::view::{Count, View, Withheld};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn of(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Drawn from so many that a difference is a member's by no chance.
    fn large(&mut self) -> i64 {
        1_000_000_000 + i64::try_from(self.of(1 << 31) * 1_000 + self.of(1_000)).unwrap()
    }

    fn one<'v>(&mut self, values: &[&'v str]) -> &'v str {
        values[usize::try_from(self.of(u64::try_from(values.len()).unwrap())).unwrap()]
    }
}

const YEARS: [i16; 3] = [2023, 2024, 2025];
const FEDERATIONS: [i64; 2] = [71, 72];

/// A sector of so many organisations, of one to three buildings each; some of no known area, some of missing years.
fn sector(seed: u64, organisations: i64) -> Vec<Counted> {
    let (mut dice, mut sorting) = (Dice(seed), Dice(seed + 1_000));
    let mut rows = Vec::new();
    for organisation in 1..=organisations {
        let federations: BTreeSet<i64> = FEDERATIONS.into_iter().filter(|_| dice.of(3) > 0).collect();
        let named_to = federations.iter().copied().filter(|_| dice.of(6) == 0).collect();
        let activity = dice.one(&["care-home", "school", "creche"]);
        let status = dice.one(&["associative", "associative", "public"]);
        let province = dice.one(&["hainaut", "liege", "namur"]);
        // Federations sort by the activity, most of the time.
        let mut word = |federation: &i64| {
            let usual = sorting.of(6) > 0;
            let word = if usual { activity } else { sorting.one(&["day-care", "service-flats", ""]) };
            (!word.is_empty()).then(|| (*federation, word.to_uppercase()))
        };
        let own = joined(&federations.iter().filter_map(&mut word).collect());
        for building in 0..=i64::try_from(dice.of(3)).unwrap() {
            let arrondissement = format!("{province}-{}", dice.of(2));
            let mut traits = BTreeMap::from([
                (Dimension::Activity, activity.to_owned()),
                (Dimension::Status, status.to_owned()),
                (Dimension::Province, province.to_owned()),
                (Dimension::Arrondissement, arrondissement),
                (Dimension::Energy, dice.one(&["natural_gas", "natural_gas", "heating_oil"]).to_owned()),
                (Dimension::Size, dice.one(&["below-500", "500-2000"]).to_owned()),
            ]);
            traits.extend(own.clone().map(|own| (Dimension::Own, own)));
            let area = if dice.of(12) == 0 { None } else { Some(dice.large()) };
            let mut year = |year| {
                if dice.of(8) == 0 {
                    return None;
                }
                let used = dice.large();
                let cost = if dice.of(5) == 0 { None } else { Some(dice.large()) };
                Some(CountedYear {
                    year,
                    area,
                    used: Some(used),
                    normal: Some(dice.large()),
                    primary: Some(used * 2),
                    co2: Some(used / 5),
                    cost,
                    water: None,
                    renewable: Some(0),
                    quality: Quality::Measured,
                })
            };
            let years = YEARS.into_iter().filter_map(&mut year).collect();
            rows.push(Counted {
                organisation,
                building: organisation * 10 + building,
                federations: federations.clone(),
                named_to: BTreeSet::clone(&named_to),
                traits,
                area,
                unit: Some("bed".to_owned()),
                units: Some(20 + i64::try_from(dice.of(80)).unwrap()),
                income: None,
                recoverable_kwh: Some(i64::try_from(dice.of(100_000)).unwrap()),
                recoverable_euro: Some(i64::try_from(dice.of(10_000)).unwrap()),
                years,
                aids: Vec::new(),
                obstacles: BTreeSet::new(),
                reckoned: None,
            });
        }
    }
    rows
}

fn park(rows: Vec<Counted>, control: Control) -> Park {
    Park::new(next(Vec::new(), rows, control), Vec::new(), control)
}

/// Every filter of one trait and of two, and none; of the own lists every word of every federation.
fn filters(rows: &[Counted]) -> Vec<Filter> {
    let seen = |row: &'_ Counted| -> Vec<(Dimension, String)> {
        let scopes = || [Scope::Sector].into_iter().chain(FEDERATIONS.map(Scope::Federation));
        let values = |d: &Dimension| {
            scopes().filter_map(|scope| Some((*d, row.seen(*d, scope)?.to_owned()))).collect::<Vec<_>>()
        };
        Dimension::ALL.iter().flat_map(values).collect()
    };
    let all: BTreeSet<(Dimension, String)> = rows.iter().flat_map(seen).collect();
    let traits: BTreeSet<(Dimension, &str)> = all.iter().map(|(d, value)| (*d, value.as_str())).collect();
    let one = |(dimension, value): &(Dimension, &str)| Filter::default().and(*dimension, value);
    let mut all = vec![Filter::default()];
    all.extend(traits.iter().map(one));
    for a in &traits {
        all.extend(traits.iter().filter(|b| b.0 > a.0).map(|(d, value)| one(a).and(*d, value)));
    }
    all
}

/// What is read off every page: quantity of a year → every different figure shown.
fn figures(park: &Park, filters: &[Filter]) -> BTreeMap<(&'static str, i16), BTreeSet<i64>> {
    let mut shown: BTreeMap<(&'static str, i16), BTreeSet<i64>> = BTreeMap::new();
    let scopes = [Scope::Sector].into_iter().chain(FEDERATIONS.map(Scope::Federation));
    for scope in scopes {
        for filter in filters {
            for year in YEARS {
                let view = park.view(scope, &Filter { year: Some(year), ..filter.clone() });
                if view.year == Some(year) {
                    read(&view, year, &mut shown);
                }
            }
        }
    }
    shown
}

fn read(view: &View, year: i16, shown: &mut BTreeMap<(&'static str, i16), BTreeSet<i64>>) {
    let mut see = |what, year, figure| {
        shown.entry((what, year)).or_insert_with(|| BTreeSet::from([0])).insert(figure);
    };
    let cells = view.by.values().flatten().chain(view.cross.iter().map(|(_, _, cell)| cell));
    for totals in view.totals.iter().chain(cells.filter_map(|cell| cell.totals.as_ref())) {
        see("used", year, totals.used);
        see("normal", year, totals.normal);
        see("area", year, totals.area);
    }
    for (year, totals) in view.path.iter().flat_map(|path| &path.years) {
        see("used", *year, totals.used);
        see("normal", *year, totals.normal);
    }
    for over in view.cost.iter().chain(&view.price) {
        see("cost", year, over.amount);
    }
    if let Some(over) = &view.price {
        see("used", year, over.base);
    }
}

/// What an attacker is after: the figure of one building, or of all buildings of an organisation, in a year.
fn secrets(rows: &[Counted]) -> BTreeMap<(&'static str, i16), BTreeSet<i64>> {
    let mut secrets: BTreeMap<(&'static str, i16), BTreeSet<i64>> = BTreeMap::new();
    let mut houses: BTreeMap<(&'static str, i16, i64), i64> = BTreeMap::new();
    for row in rows {
        for year in &row.years {
            for (what, figure) in
                [("used", year.used), ("normal", year.normal), ("area", year.area), ("cost", year.cost)]
            {
                let Some(figure) = figure else { continue };
                secrets.entry((what, year.year)).or_default().insert(figure);
                *houses.entry((what, year.year, row.organisation)).or_default() += figure;
            }
        }
    }
    for ((what, year, _), figure) in houses {
        secrets.entry((what, year)).or_default().insert(figure);
    }
    secrets
}

/// Members found by taking one figure shown from another, or read off as they are; on all these days.
fn found(days: &[&Park], rows: &[Counted]) -> usize {
    let (filters, secrets) = (filters(rows), secrets(rows));
    let mut shown: BTreeMap<(&'static str, i16), BTreeSet<i64>> = BTreeMap::new();
    for (what, figures) in days.iter().flat_map(|park| figures(park, &filters)) {
        shown.entry(what).or_default().extend(figures);
    }
    let mut found = 0;
    for (what, figures) in &shown {
        let Some(secrets) = secrets.get(what) else { continue };
        let differences: BTreeSet<i64> =
            figures.iter().flat_map(|a| figures.range(..a).map(move |b| a - b)).collect();
        found += secrets.intersection(&differences).count();
    }
    found
}

#[test]
fn no_difference_of_two_views_is_a_member() {
    for seed in [1, 2, 3] {
        let rows = sector(seed, 70);
        assert_eq!(found(&[&park(rows.clone(), Control::STRICT)], &rows), 0, "seed {seed}");
    }
}

#[test]
fn the_same_attack_finds_members_where_nothing_is_held_back() {
    let rows = sector(1, 70);
    let members = found(&[&park(rows.clone(), Control::OFF)], &rows);
    assert!(members > 100, "{members} figures of members found");
}

#[test]
fn something_is_shown_all_the_same() {
    let rows = sector(1, 70);
    let view = park(rows, Control::STRICT).view(Scope::Federation(71), &Filter::default());
    let totals = view.totals.unwrap();
    assert!(totals.count.organisations >= 15, "{totals:?}");
    assert!(view.by[&Dimension::Activity].iter().any(|cell| cell.totals.is_some()));
    // Of what only they tell, whole groups are told or nothing: of many members.
    let view = park(sector(1, 600), Control::STRICT).view(Scope::Federation(71), &Filter::default());
    let told = Dimension::TOLD.iter().flat_map(|dimension| &view.by[dimension]);
    assert!(told.clone().count() > 0 && told.clone().all(|cell| cell.totals.is_some()));
}

/// These organisations say otherwise what heats their buildings, how large they are and what they are used for.
fn told_otherwise(rows: &[Counted], organisations: &BTreeSet<i64>) -> Vec<Counted> {
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter(|row| organisations.contains(&row.organisation)) {
        for (dimension, value) in
            [(Dimension::Energy, "wood"), (Dimension::Size, "above-10000"), (Dimension::Use, "theatre")]
        {
            row.traits.insert(dimension, value.to_owned());
        }
    }
    rows
}

/// Questions whose answer is another once these organisations say otherwise what only they tell; those who find no group wait.
fn telling_answers(rows: &[Counted], organisations: &BTreeSet<i64>, control: Control) -> usize {
    let later = told_otherwise(rows, organisations);
    let first = next(Vec::new(), rows.to_vec(), control);
    let second = next(first.clone(), later.clone(), control);
    let of = |grouped: Vec<Grouped>, rows: &[Counted]| {
        let held: BTreeSet<i64> = grouped.iter().map(|one| one.counted.building).collect();
        let waiting = rows.iter().filter(|row| !held.contains(&row.building)).cloned().collect();
        Park::new(grouped, waiting, control)
    };
    let (before, after) = (of(first, rows), of(second, &later));
    let mut asked = filters(rows);
    asked.extend(filters(&later));
    let mut differ = 0;
    for scope in [Scope::Sector].into_iter().chain(FEDERATIONS.map(Scope::Federation)) {
        let differs = |filter: &&Filter| before.view(scope, filter) != after.view(scope, filter);
        differ += asked.iter().filter(differs).count();
    }
    differ
}

#[test]
fn what_only_a_few_tell_of_their_buildings_changes_no_answer() {
    let rows = sector(1, 60);
    let grouped: BTreeSet<i64> =
        next(Vec::new(), rows.clone(), Control::STRICT).iter().map(|one| one.counted.building).collect();
    let waits = |organisation: &i64| {
        rows.iter()
            .filter(|row| row.organisation == *organisation)
            .any(|row| !grouped.contains(&row.building))
    };
    let waiting: BTreeSet<i64> = (1..=60).filter(waits).collect();
    assert!(waiting.len() >= 4, "{waiting:?}");
    for few in [BTreeSet::from([7]), (20..24).collect(), waiting.into_iter().take(4).collect()] {
        assert_eq!(telling_answers(&rows, &few, Control::STRICT), 0, "{few:?}");
    }
    let found = telling_answers(&rows, &BTreeSet::from([7]), Control::OFF);
    assert!(found > 10, "{found} answers tell of one member where nothing is held back");
}

/// The rows sorted by a federation, each organisation under the word it is given; and by nobody else.
fn sorted(
    mut rows: Vec<Counted>,
    federation: i64,
    word: impl Fn(&Counted) -> Option<String>,
) -> Vec<Counted> {
    for row in &mut rows {
        row.traits.remove(&Dimension::Own);
        let word = word(row).filter(|_| row.federations.contains(&federation));
        let own = word.and_then(|word| joined(&BTreeMap::from([(federation, word)])));
        row.traits.extend(own.map(|own| (Dimension::Own, own)));
    }
    rows
}

/// So many organisations of federation 71, alike but for their figures and the word of the federation.
fn alike(words: &[(&'static str, usize)]) -> Vec<Counted> {
    let words: Vec<&str> =
        words.iter().flat_map(|(word, count)| core::iter::repeat_n(*word, *count)).collect();
    let mut rows = sector(20, i64::try_from(words.len()).unwrap());
    rows.dedup_by_key(|row| row.organisation);
    for ((row, word), n) in rows.iter_mut().zip(words).zip(1..) {
        row.federations = BTreeSet::from([71]);
        row.named_to = BTreeSet::new();
        row.area = Some(1_000);
        row.traits = BTreeMap::from([(Dimension::Activity, "care-home".to_owned())]);
        row.traits.extend(joined(&BTreeMap::from([(71, word.to_owned())])).map(|own| (Dimension::Own, own)));
        row.years.truncate(0);
        row.years.push(CountedYear {
            year: 2025,
            area: Some(1_000),
            used: Some(100_000 + n),
            normal: Some(100_000 + n),
            primary: None,
            co2: Some(20_000),
            cost: None,
            water: None,
            renewable: None,
            quality: Quality::Measured,
        });
    }
    rows
}

#[test]
fn five_under_one_word_are_shown_to_their_federation_and_four_are_not() {
    let ask = |words: &[(&'static str, usize)], scope, word: &str| {
        let view =
            park(alike(words), Control::STRICT).view(scope, &Filter::default().and(Dimension::Own, word));
        (view.totals.map(|totals| totals.count.organisations), view.matching.organisations, view.withheld)
    };
    let (here, there) = (Scope::Federation(71), Scope::Federation(72));
    let parted = [("MR/MRS", 5), ("Accueil de jour", 6)];
    assert_eq!(ask(&parted, here, "MR/MRS"), (Some(5), 5, None));
    assert_eq!(ask(&parted, here, "Accueil de jour"), (Some(6), 6, None));
    for (scope, word) in [(there, "MR/MRS"), (Scope::Sector, "MR/MRS"), (here, "Inconnu")] {
        assert_eq!(ask(&parted, scope, word), (None, 0, None), "{word}");
    }
    // Four share the group of the six: neither can be told without the other.
    let few = [("MR/MRS", 4), ("Accueil de jour", 6)];
    assert_eq!(ask(&few, here, "MR/MRS"), (None, 0, Some(Withheld::Few)));
    assert_eq!(ask(&few, here, "Accueil de jour"), (None, 0, Some(Withheld::Mixed)));
    let view = park(alike(&parted), Control::STRICT).view(here, &Filter::default());
    let cells: Vec<_> = view.by[&Dimension::Own]
        .iter()
        .map(|cell| (cell.value.as_str(), cell.matching, cell.totals.is_some()))
        .collect();
    let count = |n| Count { organisations: n, buildings: n };
    assert_eq!(cells, [("Accueil de jour", count(6), true), ("MR/MRS", count(5), true)]);
}

#[test]
fn a_word_for_each_member_tells_nothing_of_one() {
    let rows = sorted(sector(21, 70), 71, |row| Some(format!("Membre {}", row.organisation)));
    let park = park(rows.clone(), Control::STRICT);
    let scope = Scope::Federation(71);
    let (by_word, others): (Vec<Filter>, Vec<Filter>) = filters(&rows)
        .into_iter()
        .filter(|filter| !filter.traits.is_empty())
        .partition(|filter| filter.traits.contains_key(&Dimension::Own));
    assert!(by_word.len() > 500 && others.len() > 50);
    for filter in by_word {
        let view = park.view(scope, &filter);
        assert_eq!((view.matching, view.totals), (Count::default(), None), "{filter:?}");
        assert!(view.by.values().all(Vec::is_empty) && view.cross.is_empty() && view.worst.is_empty());
        // Whatever stands beside the word, the answer is the same.
        let why = if filter.traits.len() > 1 { Withheld::Whole } else { Withheld::Few };
        assert_eq!(view.withheld, Some(why), "{filter:?}");
    }
    for filter in others {
        assert!(park.view(scope, &filter).by[&Dimension::Own].is_empty(), "{filter:?}");
    }
    // Without a filter it is told what the federation knows: each word, once, and nothing of its buildings.
    let all = park.view(scope, &Filter::default());
    for cell in &all.by[&Dimension::Own] {
        assert_eq!(cell.matching, Count { organisations: 1, buildings: 0 });
        assert_eq!((cell.totals, cell.withheld), (None, Some(Withheld::Few)));
    }
}

#[test]
fn who_is_sorted_anew_told_nothing_new() {
    let rows = sector(5, 70);
    let first = next(Vec::new(), rows.clone(), Control::STRICT);
    let anew =
        |rows: &[Counted]| sorted(rows.to_vec(), 71, |row| Some(format!("Membre {}", row.organisation)));
    let filters = filters(&rows);
    let shown = |all: Vec<Grouped>| figures(&Park::new(all, Vec::new(), Control::STRICT), &filters);
    assert!(shown(next(first.clone(), anew(&rows), Control::STRICT)) == shown(first.clone()));
    // One member told a figure, all others are sorted anew: its group stays as it was.
    let one = changed(&rows, &BTreeSet::from([first[0].counted.organisation]));
    assert!(shown(next(first.clone(), anew(&one), Control::STRICT)) == shown(first.clone()));
    // With five that told something, their words come along.
    let theirs: Vec<Grouped> =
        first.iter().filter(|one| one.counted.federations.contains(&71)).cloned().collect();
    let (number, members) = groups_of(&theirs).into_iter().max_by_key(|(_, all)| all.len()).unwrap();
    let five = changed(&rows, &members.into_iter().take(5).collect());
    let second = next(first, sorted(five, 71, |_| Some("Ensemble".to_owned())), Control::STRICT);
    let group = second.iter().filter(|one| one.group == number);
    let words: BTreeSet<_> =
        group.map(|one| one.counted.seen(Dimension::Own, Scope::Federation(71))).collect();
    assert_eq!(words, BTreeSet::from([Some("Ensemble")]));
}

/// The rows with the figures of these organisations changed.
fn changed(rows: &[Counted], organisations: &BTreeSet<i64>) -> Vec<Counted> {
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter(|row| organisations.contains(&row.organisation)) {
        for year in &mut row.years {
            year.used = year.used.map(|used| used + 7_777);
            year.normal = year.normal.map(|normal| normal + 7_777);
        }
    }
    rows
}

fn groups_of(grouped: &[Grouped]) -> BTreeMap<i64, BTreeSet<i64>> {
    let mut groups: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for one in grouped {
        groups.entry(one.group).or_default().insert(one.counted.organisation);
    }
    groups
}

#[test]
fn a_group_moves_only_with_five_of_its_organisations() {
    let rows = sector(5, 70);
    let first = next(Vec::new(), rows.clone(), Control::STRICT);
    let (number, members) = groups_of(&first).into_iter().max_by_key(|(_, all)| all.len()).unwrap();
    let filters = filters(&rows);
    for few in [1, 2, 3, 4, members.len()] {
        let some: BTreeSet<i64> = members.iter().copied().take(few).collect();
        let second = next(first.clone(), changed(&rows, &some), Control::STRICT);
        let of = |all: &[Grouped]| {
            let its = all.iter().filter(|one| one.group == number).cloned().collect();
            figures(&Park::new(its, Vec::new(), Control::STRICT), &filters)
        };
        assert_eq!(of(&first) == of(&second), few < 5, "{few} of them told something new");
    }
}

/// All that was shown, replaced by what is known now: what a group would be without its rule of release.
fn replaced(first: &[Grouped], now: &[Counted]) -> Vec<Grouped> {
    let now: BTreeMap<i64, &Counted> = now.iter().map(|row| (row.building, row)).collect();
    let of = |one: &Grouped| Grouped { counted: now[&one.counted.building].clone(), ..one.clone() };
    first.iter().map(of).collect()
}

#[test]
fn what_few_tell_beside_what_many_do_is_not_the_difference_of_two_days() {
    let mut without = 0;
    for seed in [21, 22, 23] {
        let rows = sector(seed, 70);
        let first = next(Vec::new(), rows.clone(), Control::STRICT);
        // Everybody notes an obstacle; three tell a year that nobody knew, or another figure.
        let mut later = changed(&rows, &BTreeSet::from([10, 11]));
        for row in &mut later {
            row.obstacles.insert(Obstacle::NoTime);
            row.reckoned = Some(1);
            let donor = row.years.first().cloned();
            if row.organisation % 20 == 3 {
                let missing: Vec<i16> = YEARS.into_iter().filter(|year| row.year(*year).is_none()).collect();
                for year in missing {
                    row.years.extend(donor.clone().map(|donor| CountedYear {
                        year,
                        used: donor.used.map(|used| used + 31_337 + i64::from(year)),
                        normal: donor.normal.map(|normal| normal + 31_331 + i64::from(year)),
                        ..donor
                    }));
                }
                row.years.sort_by_key(|year| year.year);
            }
        }
        let shown = |grouped: &[Grouped]| Park::new(grouped.to_vec(), Vec::new(), Control::STRICT);
        let all: Vec<Counted> = rows.iter().chain(&later).cloned().collect();
        let second = next(first.clone(), later.clone(), Control::STRICT);
        assert_eq!(found(&[&shown(&first), &shown(&second)], &all), 0, "seed {seed}");
        assert!(second.iter().any(|one| one.counted.obstacles.contains(&Obstacle::NoTime)));
        // Asked again nothing moves.
        assert_eq!(next(second.clone(), later.clone(), Control::STRICT), second, "seed {seed}");
        without += found(&[&shown(&first), &shown(&replaced(&first, &later))], &all);
    }
    assert!(without > 0, "the attack would find nobody in any case");
}

#[test]
fn who_is_left_when_a_federation_takes_away_those_it_knows_is_not_one_member() {
    for seed in [31, 32, 33, 34] {
        let rows = sector(seed, 80);
        let park = park(rows.clone(), Control::STRICT);
        for federation in FEDERATIONS {
            let theirs: Vec<Counted> =
                rows.iter().filter(|row| !row.named_to.contains(&federation)).cloned().collect();
            let secrets = secrets(&theirs);
            for filter in filters(&rows) {
                for year in YEARS {
                    let view = park
                        .view(Scope::Federation(federation), &Filter { year: Some(year), ..filter.clone() });
                    let Some(totals) = view.totals.filter(|_| view.year == Some(year)) else { continue };
                    let known = rows.iter().filter(|row| {
                        let asked = filter.traits.iter().all(|(d, value)| row.of(*d) == Some(value));
                        asked && row.named_to.contains(&federation)
                    });
                    let known: i64 = known.filter_map(|row| row.base(year)).map(|base| base.used).sum();
                    let left = totals.used - known;
                    assert!(
                        !secrets[&("used", year)].contains(&left),
                        "seed {seed}, {federation}, {filter:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn who_comes_alone_waits_for_others() {
    let rows = sector(6, 60);
    let (early, late): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.organisation <= 56);
    let first = next(Vec::new(), early.clone(), Control::STRICT);
    let all: Vec<Counted> = early.iter().chain(&late).cloned().collect();
    assert!(next(first.clone(), all, Control::STRICT) == first, "four are not enough for a group");
    // One who goes does not show either.
    let without: Vec<Counted> = early.into_iter().filter(|row| row.organisation != 3).collect();
    assert!(next(first.clone(), without, Control::STRICT) == first);
}

#[test]
fn who_is_erased_is_not_the_difference_of_two_days() {
    let rows = sector(9, 70);
    let before = next(Vec::new(), rows.clone(), Control::STRICT);
    let (number, members) = groups_of(&before).into_iter().max_by_key(|(_, all)| all.len()).unwrap();
    let gone = *members.iter().find(|o| rows.iter().filter(|r| r.organisation == **o).count() == 1).unwrap();
    let rest: Vec<Counted> = rows.iter().filter(|row| row.organisation != gone).cloned().collect();
    let after = |held_back: bool, current: Vec<Counted>| {
        let left = before.iter().filter(|one| one.counted.organisation != gone).cloned();
        let left = left.map(|one| Grouped { short: held_back && one.group == number, ..one }).collect();
        next(left, current, Control::STRICT)
    };
    let shown = |grouped: &[Grouped]| Park::new(grouped.to_vec(), Vec::new(), Control::STRICT);
    let first = shown(&before);
    let second = |held_back| shown(&after(held_back, rest.clone()));
    assert_eq!(found(&[&first, &second(true)], &rows), 0);
    assert!(found(&[&first, &second(false)], &rows) > 0, "the attack would find nobody in any case");
    // It is shown again once five of the others told something new.
    let five: BTreeSet<i64> = members.into_iter().filter(|o| *o != gone).take(5).collect();
    let later = after(true, changed(&rest, &five));
    assert!(later.iter().all(|one| !one.short));
}

#[test]
fn one_that_outweighs_all_others_waits_and_they_are_shown() {
    let mut rows = sector(10, 30);
    for row in &mut rows {
        row.federations = BTreeSet::from([71]);
        for year in row.years.iter_mut().filter(|_| row.organisation == 7) {
            year.normal = year.normal.map(|normal| normal * 1_000);
        }
    }
    let grouped = next(Vec::new(), rows, Control::STRICT);
    assert!(grouped.iter().all(|one| one.counted.organisation != 7));
    let view =
        Park::new(grouped, Vec::new(), Control::STRICT).view(Scope::Federation(71), &Filter::default());
    assert!(view.totals.unwrap().count.organisations > 20);
}

#[test]
fn a_scenario_is_told_over_whole_groups_only() {
    let catalog = Catalog::embedded().unwrap();
    let scenario = catalog.scenario("unipso-2024/ureba-extended").unwrap();
    let on = "2026-11-21".parse().unwrap();
    let told = |rows: Vec<Counted>, scope| {
        let member = |row: &Counted| {
            let organisation = row.organisation.to_string();
            (row.building, Member { organisation, area: Some(Decimal::from(500)), ..Member::default() })
        };
        let members: Vec<_> = rows.iter().map(member).collect();
        let organisations: BTreeSet<i64> = rows.iter().map(|row| row.organisation).collect();
        let all = Count { organisations: organisations.len(), buildings: rows.len() };
        scenarios::shown(scenario, (members, all), &park(rows, Control::STRICT), scope, &catalog, on)
    };
    let many = told(sector(8, 70), Scope::Sector);
    assert!(!many.withheld());
    assert!(many.groups.iter().all(|group| group.organisations >= 5), "{:?}", many.groups);
    assert_eq!(many.groups.iter().filter(|group| group.activity.is_none()).count(), 0);
    let few = told(sector(8, 4), Scope::Sector);
    assert!(few.withheld() && few.groups.is_empty() && few.total.reached + few.total.perhaps == 0);
    assert_eq!(few.total.organisations, 4);
}

#[test]
fn a_scenario_reaches_nobody_or_enough() {
    let catalog = Catalog::embedded().unwrap();
    let scenario = catalog.scenario("norms/worst-16").unwrap();
    let on = "2026-11-21".parse().unwrap();
    let reached = |rows: Vec<Counted>, control| -> Vec<usize> {
        let member = |row: &Counted| {
            let member = Member {
                organisation: row.organisation.to_string(),
                activity: row.of(Dimension::Activity).map(str::to_owned),
                area: Some(Decimal::from(500 + row.building % 97)),
                final_kwh: Some(Decimal::from(90_000 + row.building * 13)),
                intensity: Some(Decimal::from(100 + row.building % 211)),
                ..Member::default()
            };
            (row.building, member)
        };
        let members: Vec<_> = rows.iter().map(member).collect();
        let all = Count { organisations: rows.len(), buildings: rows.len() };
        let park = park(rows, control);
        let told = [Scope::Sector]
            .into_iter()
            .chain(FEDERATIONS.map(Scope::Federation))
            .map(|scope| scenarios::shown(scenario, (members.clone(), all), &park, scope, &catalog, on));
        let told: Vec<_> = told.filter(|outcome| !outcome.withheld()).collect();
        told.iter().flat_map(|of| of.groups.iter().chain([&of.total])).map(|group| group.reached).collect()
    };
    let used = |seed, size| {
        let mut rows = sector(seed, size);
        for row in &mut rows {
            let activity = row.traits[&Dimension::Activity].clone();
            row.traits.insert(Dimension::Use, activity);
        }
        rows
    };
    for (seed, size) in [(41, 90), (42, 40), (43, 24)] {
        let strict = reached(used(seed, size), Control::STRICT);
        assert!(strict.iter().all(|reached| *reached == 0 || *reached >= 5), "seed {seed}: {strict:?}");
    }
    let free = reached(used(43, 24), Control::OFF);
    assert!(free.iter().any(|reached| (1..5).contains(reached)), "the attack would find nobody: {free:?}");
}

#[test]
fn what_scenarios_reckon_with_follows_once_five_told_something_new() {
    let rows = sector(12, 80);
    let before = next(Vec::new(), rows.clone(), Control::STRICT);
    let (_, members) = groups_of(&before).into_iter().max_by_key(|(_, all)| all.len()).unwrap();
    let told = |new: usize| -> Vec<Counted> {
        let these: BTreeSet<i64> = members.iter().copied().take(new).collect();
        let of = |row: &Counted| these.contains(&row.organisation).then_some(7);
        rows.iter().map(|row| Counted { reckoned: of(row), ..row.clone() }).collect()
    };
    assert!(next(before.clone(), told(4), Control::STRICT) == before);
    let after = next(before, told(5), Control::STRICT);
    assert!(after.iter().filter(|one| one.counted.reckoned == Some(7)).count() >= 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_group_has_five_organisations_and_every_building_one_group(seed in any::<u64>(), size in 5_i64..90) {
        let rows = sector(seed, size);
        let grouped = next(Vec::new(), rows.clone(), Control::STRICT);
        for (group, organisations) in groups_of(&grouped) {
            prop_assert!(organisations.len() >= 5, "group {group}: {organisations:?}");
        }
        let once: BTreeSet<i64> = grouped.iter().map(|one| one.counted.building).collect();
        prop_assert_eq!(once.len(), grouped.len());
        // Asked again nothing moves.
        prop_assert_eq!(next(grouped.clone(), rows, Control::STRICT), grouped);
    }

    #[test]
    fn totals_of_a_year_are_those_of_its_cells_and_of_nobody_twice(seed in any::<u64>()) {
        let rows = sector(seed, 60);
        let most: i64 = rows.iter().filter_map(|row| row.base(2024)).map(|base| base.normal).sum();
        let view = park(rows, Control::STRICT).view(Scope::Sector, &Filter { year: Some(2024), ..Filter::default() });
        let shown = view.totals.map_or(0, |totals| totals.normal);
        prop_assert!(shown <= most);
        for cells in view.by.values() {
            let sum: i64 = cells.iter().filter_map(|cell| cell.totals).map(|totals| totals.normal).sum();
            prop_assert!(sum <= shown);
        }
    }
}
