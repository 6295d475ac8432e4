//! What each role opens, line by line; that lists name what may be read; that grants only add.

use super::*;
use proptest::prelude::*;

const ON: &str = "2026-11-21";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn known(role: Role) -> Who {
    Who::Known(vec![Grant { role, from: day("2026-01-01"), to: None }])
}

fn organisation(organisation: i64) -> Subject {
    Subject::Organisation { organisation, asks_help: false }
}

fn buildings(organisation: i64, buildings: &[i64]) -> Subject {
    Subject::Buildings { organisation, buildings: buildings.to_vec(), asks_help: false }
}

/// Every role with what it opens: the letters of `Action::ALL` in order, on each subject.
#[test]
fn each_role_opens_what_its_line_says_and_nothing_else() {
    let some = Scope { organisation: 1, buildings: Some(vec![11]) };
    let helped = Subject::Organisation { organisation: 2, asks_help: true };
    let member = |consents| Subject::Member { federation: 7, organisation: 2, consents };
    let subjects = [
        ("service", Subject::Service),
        ("own", organisation(1)),
        ("own 11", buildings(1, &[11])),
        ("own 11 12", buildings(1, &[11, 12])),
        ("foreign", organisation(2)),
        ("foreign 11", buildings(2, &[11])),
        ("none of them", buildings(1, &[])),
        ("asks help", helped),
        ("federation", Subject::Federation { federation: 7 }),
        ("other federation", Subject::Federation { federation: 8 }),
        ("member", member(false)),
        ("member that consents", member(true)),
        ("oneself as member", Subject::Member { federation: 7, organisation: 1, consents: false }),
    ];
    let every = "look find own ";
    for (who, opened) in [
        (Who::Anybody, vec![]),
        (
            known(Role::Manager(Scope::whole(1))),
            vec![
                ("own", "enter read import change export manage trace"),
                ("own 11", "enter read import change export manage trace"),
                ("own 11 12", "enter read import change export manage trace"),
                ("oneself as member", "member"),
            ],
        ),
        (
            known(Role::Manager(some.clone())),
            vec![("own", "enter"), ("own 11", "enter read import change export manage trace")],
        ),
        (known(Role::Adviser(some)), vec![("own", "enter"), ("own 11", "enter read import change")]),
        (
            known(Role::Adviser(Scope::whole(1))),
            vec![
                ("own", "enter read import change"),
                ("own 11", "enter read import change"),
                ("own 11 12", "enter read import change"),
            ],
        ),
        (
            known(Role::Reviewer { federation: 7 }),
            vec![("service", "compare"), ("federation", "compare"), ("member that consents", "member")],
        ),
        (known(Role::Cell), vec![("service", "compare accompany"), ("asks help", "enter read")]),
        (known(Role::Investor), vec![("service", "invest")]),
        (known(Role::Administrator), vec![("service", "found administer")]),
    ] {
        for (name, subject) in &subjects {
            let found: Vec<&str> = Action::ALL
                .into_iter()
                .filter(|action| may(&who, *action, subject, day(ON)))
                .map(Action::code)
                .collect();
            let more = opened.iter().find(|(of, _)| of == name).map_or("", |(_, actions)| *actions);
            let expect = match who {
                Who::Anybody => "look".to_owned(),
                _ => format!("{every}{more}"),
            };
            assert_eq!(found.join(" "), expect.trim(), "{who:?} on {name}");
        }
    }
}

#[test]
fn a_token_reads_or_brings_in_and_has_no_account() {
    for (reach, expect) in
        [(Reach::Read, "look find enter read"), (Reach::Import, "look find enter read import")]
    {
        let who = known(Role::Program(Scope::whole(1), reach));
        let found: Vec<&str> = Action::ALL
            .into_iter()
            .filter(|action| may(&who, *action, &organisation(1), day(ON)))
            .map(Action::code)
            .collect();
        assert_eq!(found.join(" "), expect);
        assert!(!may(&who, Action::Read, &organisation(2), day(ON)));
    }
}

#[test]
fn a_grant_holds_from_its_first_day_and_no_longer_on_its_last() {
    let grant = Grant { role: Role::Cell, from: day("2026-11-21"), to: Some(day("2026-11-23")) };
    for (on, expect) in
        [("2026-11-20", false), ("2026-11-21", true), ("2026-11-22", true), ("2026-11-23", false)]
    {
        let who = Who::Known(vec![grant.clone()]);
        assert_eq!(may(&who, Action::Accompany, &Subject::Service, day(on)), expect, "{on}");
    }
}

#[test]
fn whoever_sits_at_the_machine_may_everything_but_has_no_account() {
    for action in Action::ALL {
        assert_eq!(may(&Who::Local, action, &organisation(1), day(ON)), action != Action::Own);
    }
}

fn scope() -> impl Strategy<Value = Scope> {
    (1..4_i64, prop::option::of(prop::collection::vec(10..16_i64, 0..4)))
        .prop_map(|(organisation, buildings)| Scope { organisation, buildings })
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![
        scope().prop_map(Role::Manager),
        scope().prop_map(Role::Adviser),
        (5..8_i64).prop_map(|federation| Role::Reviewer { federation }),
        Just(Role::Cell),
        Just(Role::Investor),
        Just(Role::Administrator),
        scope().prop_map(|scope| Role::Program(scope, Reach::Read)),
    ]
}

fn grant() -> impl Strategy<Value = Grant> {
    (role(), any::<bool>()).prop_map(|(role, over)| Grant {
        role,
        from: day("2026-01-01"),
        to: over.then(|| day("2026-06-01")),
    })
}

proptest! {
    /// A list names exactly what may be read.
    #[test]
    fn what_a_list_names_is_what_may_be_read(
        grants in prop::collection::vec(grant(), 0..5),
        organisation in 1..4_i64,
        building in 10..16_i64,
        asks_help in any::<bool>(),
    ) {
        let who = Who::Known(grants);
        let sight = Sight::of(&who, day(ON));
        let named = sight.organisations.contains(&organisation)
            || sight.entered.contains(&organisation) && sight.buildings.contains(&building)
            || asks_help && sight.asking_help.is_some();
        let subject = Subject::Buildings { organisation, buildings: vec![building], asks_help };
        // Numbers of buildings are unique in the store; here two organisations may share one.
        let shared = sight.entered.len() > 1;
        prop_assert!(shared || named == may(&who, Action::Read, &subject, day(ON)));
        let entered = named_organisation(&sight, organisation, asks_help);
        let subject = Subject::Organisation { organisation, asks_help };
        prop_assert_eq!(entered, may(&who, Action::Enter, &subject, day(ON)));
    }

    /// What is granted to nobody is open to nobody, and one grant more never takes something away.
    #[test]
    fn grants_only_add(
        grants in prop::collection::vec(grant(), 0..4),
        more in grant(),
        organisation in 1..4_i64,
        building in 10..16_i64,
    ) {
        let subject = buildings(organisation, &[building]);
        let mut with = grants.clone();
        with.push(more);
        for action in Action::ALL.into_iter().filter(|action| *action != Action::Own) {
            let before = may(&Who::Known(grants.clone()), action, &subject, day(ON));
            let after = may(&Who::Known(with.clone()), action, &subject, day(ON));
            prop_assert!(!before || after);
        }
    }
}

fn named_organisation(sight: &Sight, organisation: i64, asks_help: bool) -> bool {
    sight.organisations.contains(&organisation)
        || sight.entered.contains(&organisation)
        || asks_help && sight.asking_help.is_some()
}
