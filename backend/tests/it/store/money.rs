//! Bills and prices.

use eclaireur::store::bills::{self, Bill, BillKind};
use eclaireur::store::imports::{self, NewFile, NewImport};
use eclaireur::store::prices::{self, Price};
use eclaireur::store::{StoreError, readings};
use eclaireur_models::building::Carrier;
use eclaireur_models::period::Period;
use eclaireur_models::units::{Euro, Unit, UnitPrice};
use rust_decimal::{Decimal, dec};

use super::given::{by, day, home, undone};
use crate::support::on_both;

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).expect("a period")
}

on_both! {
    async fn a_bill_comes_back_with_its_picture_and_goes_with_its_import(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let bill = |kind, period, amount: Decimal| Bill {
            meter: home.meter,
            kind,
            period,
            cost_excl: Some(Euro(amount)),
            cost_incl: None,
            attachment: None,
            number: None,
            supplier: None,
        };
        let year = period("2023-01-01", "2024-01-01");
        let file = NewFile::pack("facture.pdf", "application/pdf", b"%PDF").unwrap();
        let tx = test.db.begin().await.unwrap();
        let import = imports::typed(&tx, &by(), home.tenant, &NewImport::default()).await.unwrap().id;
        let attachment = Some(imports::attach(&tx, &by(), home.tenant, &file).await.unwrap());
        let settled = Bill { attachment, cost_incl: Some(Euro(dec!(1234.5678))), ..bill(BillKind::Regularisation, year, dec!(1000)) };
        let id = bills::insert(&tx, &by(), home.tenant, import, &settled).await.unwrap();
        let acompte = bill(BillKind::Acompte, period("2023-02-01", "2023-03-01"), dec!(90));
        bills::insert(&tx, &by(), home.tenant, import, &acompte).await.unwrap();
        let credit = bill(BillKind::CreditNote, period("2023-05-01", "2023-06-01"), dec!(12.5));
        bills::insert(&tx, &by(), home.tenant, import, &credit).await.unwrap();
        let statement = bill(BillKind::Statement, period("2022-01-01", "2023-01-01"), dec!(800));
        bills::insert(&tx, &by(), home.tenant, import, &statement).await.unwrap();
        tx.commit().await.unwrap();

        let row = bills::get(test.db.read(), home.tenant, id).await.unwrap().unwrap();
        assert_eq!((&row.bill, row.import), (&settled, import));
        let all = bills::of_building(test.db.read(), home.tenant, home.building).await.unwrap();
        let kinds: Vec<BillKind> = all.iter().map(|row| row.bill.kind).collect();
        assert_eq!(kinds, [BillKind::CreditNote, BillKind::Acompte, BillKind::Regularisation, BillKind::Statement]);
        let held = readings::of_building(test.db.read(), home.tenant, home.building, None).await.unwrap();
        let costs: Vec<_> = held[0].readings.costs.iter().map(|cost| cost.excl_vat).collect();
        let expect = [Some(Euro(dec!(800))), Some(Euro(dec!(1000))), Some(Euro(dec!(-12.5)))];
        assert_eq!(costs, expect, "an acompte is no cost, a statement is one");

        assert_eq!(undone(&test.db, home.tenant, import).await.bills, 4);
        assert_eq!(bills::of_meters(test.db.read(), home.tenant, [home.meter]).await.unwrap(), []);
        assert_eq!(imports::file_bytes(test.db.read(), home.tenant, &file.sha256, 9).await.unwrap(), b"%PDF");
    }

    async fn each_invoice_costs_once_whoever_sends_it_twice(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let year = period("2025-01-01", "2026-01-01");
        let bill = |number: Option<&str>, supplier: Option<&str>, amount: Decimal| Bill {
            meter: home.meter,
            kind: BillKind::Regularisation,
            period: year,
            cost_excl: Some(Euro(amount)),
            cost_incl: None,
            attachment: None,
            number: number.map(str::to_owned),
            supplier: supplier.map(str::to_owned),
        };
        let costs = async || {
            let held = readings::of_building(test.db.read(), home.tenant, home.building, None).await.unwrap();
            held[0].readings.costs.iter().filter_map(|cost| cost.excl_vat).map(|euro| euro.0).sum::<Decimal>()
        };
        for (new, expect, why) in [
            (bill(None, None, dec!(90)), dec!(90), "typed"),
            (bill(Some("1"), Some("Bocq"), dec!(100)), dec!(100), "its file came later"),
            (bill(Some("1"), Some("BOCQ"), dec!(110)), dec!(110), "the same invoice once more"),
            (bill(Some("1"), Some("Ourthe"), dec!(30)), dec!(140), "another sender"),
            (bill(Some("2"), Some("Bocq"), dec!(5)), dec!(145), "another number"),
            (bill(None, None, dec!(140)), dec!(140), "typed again: it stands for the whole period"),
        ] {
            let tx = test.db.begin().await.unwrap();
            let import = imports::typed(&tx, &by(), home.tenant, &NewImport::default()).await.unwrap().id;
            bills::insert(&tx, &by(), home.tenant, import, &new).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(costs().await, expect, "{why}");
        }
        let named = bills::with_number(test.db.read(), home.tenant, "1").await.unwrap();
        assert_eq!(named.len(), 3);
    }

    async fn an_amount_that_has_no_place_is_refused(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        let import = imports::typed(&tx, &by(), home.tenant, &NewImport::default()).await.unwrap().id;
        let cost_excl = Some(Euro(dec!(9_999_999_999_999_999)));
        let bill = Bill { meter: home.meter, kind: BillKind::Regularisation, period: period("2023-01-01", "2024-01-01"), cost_excl, cost_incl: None, attachment: None, number: None, supplier: None };
        let refused = bills::insert(&tx, &by(), home.tenant, import, &bill).await;
        assert!(matches!(refused, Err(StoreError::OutOfRange { .. })));
    }

    async fn prices_of_a_building_come_with_those_of_its_organisation(test) {
        let first = home(&test.db, "Les Tilleuls").await;
        let price = |building, price: Decimal| Price {
            building,
            carrier: Carrier::Electricity,
            from: Some(day("2024-01-01")),
            to: None,
            price: UnitPrice(price),
            unit: Unit::KWh,
            incl_vat: true,
            source: "contrat".into(),
        };
        let everywhere = price(None, dec!(0.28712345));
        let here = price(Some(first.building), dec!(0.25));
        let tx = test.db.begin().await.unwrap();
        prices::set(&tx, &by(), first.tenant, &everywhere).await.unwrap();
        let id = prices::set(&tx, &by(), first.tenant, &here).await.unwrap();
        tx.commit().await.unwrap();
        let list = async || {
            let rows = prices::list(test.db.read(), first.tenant, Some(first.building)).await.unwrap();
            rows.into_iter().map(|row| row.price).collect::<Vec<_>>()
        };
        assert_eq!(list().await, [everywhere.clone(), here]);
        let tx = test.db.begin().await.unwrap();
        prices::withdraw(&tx, &by(), first.tenant, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(list().await, [everywhere]);
    }
}
