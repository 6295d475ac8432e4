//! Organisations, federations, sites, buildings.

use eclaireur::store::buildings::{self, BuildingFilter, NewBuilding};
use eclaireur::store::organisations::{self, NewOrganisation, OrganisationFilter};
use eclaireur::store::{Database, Paging, StoreError, federations, ledger, sites};
use eclaireur_models::building::{Address, BceNumber, Code, LegalForm, Postcode, Site};

use super::given::{by, day, organisation};
use crate::support::on_both;

fn full() -> NewOrganisation {
    NewOrganisation {
        name: "Maison de repos « Les Érables »".into(),
        code: None,
        bce: Some(BceNumber::read(&format!("01234567{:02}", 97 - 1_234_567 % 97)).unwrap()),
        legal_form: Some(LegalForm::Asbl),
        activity: Some("care-home".into()),
        postcode: Postcode::read("5000"),
        commune_nis: Some("92094".into()),
    }
}

/// Codes of the organisations found, over pages of two.
async fn found(db: &Database, filter: &OrganisationFilter) -> Vec<String> {
    let mut paging = Paging::first(2);
    let mut codes = Vec::new();
    loop {
        let page = organisations::list(db.read(), filter, &paging).await.unwrap();
        assert!(page.items.len() <= 2);
        codes.extend(page.items.iter().map(|row| row.organisation.code.to_string()));
        paging.after = page.next;
        if paging.after.is_none() {
            assert_eq!(u64::try_from(codes.len()).unwrap(), page.total);
            return codes;
        }
    }
}

on_both! {
    async fn names_that_are_alike_get_codes_that_are_not(test) {
        let mut codes = Vec::new();
        for name in ["École du Parc", "ecole du parc", "École du Parc", "***"] {
            codes.push(organisation(&test.db, name).await.organisation.code.to_string());
        }
        assert_eq!(codes, ["ecole-du-parc", "ecole-du-parc-2", "ecole-du-parc-3", "organisation"]);
    }

    async fn a_code_that_is_wanted_is_given_or_refused(test) {
        let code = Code::read("tilleuls");
        let new = NewOrganisation { name: "Les Tilleuls".into(), code: code.clone(), ..NewOrganisation::default() };
        let tx = test.db.begin().await.unwrap();
        let row = organisations::create(&tx, &by(), &new).await.unwrap();
        assert_eq!(row.organisation.code.as_str(), "tilleuls");
        assert!(matches!(organisations::create(&tx, &by(), &new).await, Err(StoreError::Taken { .. })));
        let building = NewBuilding { name: "Aile B".into(), code, ..NewBuilding::default() };
        buildings::create(&tx, &by(), row.id, &building).await.unwrap();
        assert!(matches!(buildings::create(&tx, &by(), row.id, &building).await, Err(StoreError::Taken { .. })));
        tx.commit().await.unwrap();
    }

    async fn an_organisation_comes_back_as_it_was_entered_and_as_it_was_changed(test) {
        let tx = test.db.begin().await.unwrap();
        let made = organisations::create(&tx, &by(), &full()).await.unwrap();
        tx.commit().await.unwrap();
        let row = organisations::by_code(test.db.read(), "maison-de-repos-les-erables").await.unwrap();
        assert_eq!(row.as_ref(), Some(&made));
        assert_eq!(made.organisation.legal_form, Some(LegalForm::Asbl));

        let changed = NewOrganisation { name: "Les Érables".into(), bce: None, ..full() };
        let tx = test.db.begin().await.unwrap();
        let after = organisations::update(&tx, &by(), made.id, &changed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(organisations::by_id(test.db.read(), made.id).await.unwrap().as_ref(), Some(&after));
        assert_eq!(after.organisation.code, made.organisation.code);
        assert_eq!(after.organisation.bce, None);
        let log = ledger::of(test.db.read(), Some(made.id), &Paging::first(10)).await.unwrap();
        assert_eq!(log.items[0].kind, "organisation.changed");
        assert_eq!(log.items[0].data["before"]["name"], "Maison de repos « Les Érables »");
        assert_eq!(log.items[0].data["after"]["bce"], serde_json::Value::Null);
    }

    async fn two_organisations_cannot_have_one_number(test) {
        let tx = test.db.begin().await.unwrap();
        let first = organisations::create(&tx, &by(), &full()).await.unwrap();
        let second = organisations::create(&tx, &by(), &full()).await;
        assert!(matches!(second, Err(StoreError::Taken { what }) if what == "bce"));
        organisations::update(&tx, &by(), first.id, &full()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn lists_are_searched_without_accents_and_paged_in_one_order(test) {
        for name in ["Zébulon", "École du Parc", "Crèche 100 %", "Crèche-Parc", "Crèche du Parc", "CPAS de Wavre"] {
            organisation(&test.db, name).await;
        }
        let search = |text: &str| OrganisationFilter { search: Some(text.into()), ..OrganisationFilter::default() };
        // By bytes, not by the server's locale: a hyphen sorts before a letter.
        let all = ["cpas-de-wavre", "creche-100", "creche-du-parc", "creche-parc", "ecole-du-parc", "zebulon"];
        assert_eq!(found(&test.db, &OrganisationFilter::default()).await, all);
        assert_eq!(found(&test.db, &search("CRECHE")).await, ["creche-100", "creche-du-parc", "creche-parc"]);
        assert_eq!(found(&test.db, &search("école")).await, ["ecole-du-parc"]);
        assert_eq!(found(&test.db, &search("0 %")).await, ["creche-100"]);
        assert_eq!(found(&test.db, &search("%")).await, ["creche-100"]);
        assert_eq!(found(&test.db, &search("_")).await, [""; 0]);
        assert_eq!(found(&test.db, &search(" ")).await, all);
    }

    async fn what_is_archived_leaves_the_lists_and_comes_back(test) {
        let row = organisation(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        buildings::create(&tx, &by(), row.id, &NewBuilding { name: "Aile B".into(), ..NewBuilding::default() }).await.unwrap();
        organisations::set_archived(&tx, &by(), row.id, true).await.unwrap();
        tx.commit().await.unwrap();
        let with = OrganisationFilter { archived: true, ..OrganisationFilter::default() };
        assert_eq!(found(&test.db, &OrganisationFilter::default()).await, [""; 0]);
        assert_eq!(found(&test.db, &with).await, ["les-tilleuls"]);
        let all = buildings::list(test.db.read(), &BuildingFilter::default(), &Paging::first(9)).await.unwrap();
        assert_eq!(all.total, 0, "nor do its buildings stand in the list of all");

        let tx = test.db.begin().await.unwrap();
        organisations::set_archived(&tx, &by(), row.id, false).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&test.db, &OrganisationFilter::default()).await, ["les-tilleuls"]);
    }

    async fn a_member_belongs_to_its_federation_on_its_days(test) {
        let row = organisation(&test.db, "Les Tilleuls").await;
        organisation(&test.db, "Non membre").await;
        let tx = test.db.begin().await.unwrap();
        let first = federations::create(&tx, &by(), "Fédération des maisons").await.unwrap();
        let second = federations::create(&tx, &by(), "Fédération des maisons").await.unwrap();
        let (from, to) = (Some(day("2020-01-01")), Some(day("2024-01-01")));
        federations::add_member(&tx, &by(), first.id, row.id, from, to).await.unwrap();
        federations::add_member(&tx, &by(), second.id, row.id, to, None).await.unwrap();
        tx.commit().await.unwrap();
        for (on, codes) in [
            ("2019-12-31", vec![]),
            ("2023-12-31", vec!["federation-des-maisons"]),
            ("2024-01-01", vec!["federation-des-maisons-2"]),
        ] {
            let of = federations::of_organisation(test.db.read(), row.id, day(on)).await.unwrap();
            assert_eq!(of.iter().map(|f| f.federation.code.to_string()).collect::<Vec<_>>(), codes, "{on}");
        }
        let members = OrganisationFilter { federation: Some(first.id), ..OrganisationFilter::default() };
        assert_eq!(found(&test.db, &members).await, ["les-tilleuls"]);
        assert_eq!(federations::list(test.db.read()).await.unwrap().len(), 2);
        assert_eq!(federations::by_code(test.db.read(), "federation-des-maisons").await.unwrap(), Some(first));
    }

    async fn buildings_are_found_by_words_and_by_their_own_or_inherited_activity(test) {
        let tx = test.db.begin().await.unwrap();
        let owner = organisations::create(&tx, &by(), &full()).await.unwrap();
        let address = Address { street: Some("Rue de l'Église 3".into()), postcode: Postcode::read("4000"), ..Address::default() };
        let site = sites::create(&tx, &by(), owner.id, &Site { name: "Liège".into(), address: address.clone() }).await.unwrap();
        let new = |name: &str, activity: Option<&str>| NewBuilding {
            name: name.into(),
            code: None,
            activity: activity.map(Into::into),
            address: address.clone(),
            site: Some(site),
        };
        let wing = buildings::create(&tx, &by(), owner.id, &new("Aile B", None)).await.unwrap();
        let kitchen = buildings::create(&tx, &by(), owner.id, &new("Cuisine", Some("office"))).await.unwrap();
        tx.commit().await.unwrap();
        let codes = async |filter: BuildingFilter| {
            let page = buildings::list(test.db.read(), &filter, &Paging::first(9)).await.unwrap();
            page.items.into_iter().map(|(_, row)| row.building.code.to_string()).collect::<Vec<_>>()
        };
        let filter = BuildingFilter::default;
        assert_eq!(codes(filter()).await, ["aile-b", "cuisine"]);
        assert_eq!(codes(BuildingFilter { search: Some("eglise".into()), ..filter() }).await, ["aile-b", "cuisine"]);
        assert_eq!(codes(BuildingFilter { search: Some("cuis".into()), ..filter() }).await, ["cuisine"]);
        assert_eq!(codes(BuildingFilter { activity: Some("care-home".into()), ..filter() }).await, ["aile-b"]);
        assert_eq!(codes(BuildingFilter { activity: Some("office".into()), ..filter() }).await, ["cuisine"]);

        let tx = test.db.begin().await.unwrap();
        buildings::set_archived(&tx, &by(), owner.id, kitchen.id, true).await.unwrap();
        let changed = buildings::update(&tx, &by(), owner.id, wing.id, &new("Aile Nord", None)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(codes(BuildingFilter { tenant: Some(owner.id), ..filter() }).await, ["aile-b"]);
        assert_eq!(codes(BuildingFilter { archived: true, ..filter() }).await, ["aile-b", "cuisine"]);
        assert_eq!(buildings::by_code(test.db.read(), "aile-b").await.unwrap(), Some((owner.clone(), changed)));
        assert_eq!(sites::list(test.db.read(), owner.id).await.unwrap()[0].site.address, address);
    }
}
