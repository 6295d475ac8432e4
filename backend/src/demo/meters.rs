//! A meter's readings, sent as a file or typed as bills.

use anyhow::{Result, bail};
use eclaireur_frontend::format::month_year;
use eclaireur_frontend::forms::{BillInput, BillKind, BillMeter, BillRegister};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Direction, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, Period, next_day};
use eclaireur_models::readings::totals::MeterFacts;
use eclaireur_models::units::{Euro, Unit};
use rust_decimal::{Decimal, dec};

use super::draw::Draw;
use super::file::{comma, month_values, quarter_hours, spaced};
use super::spec::{Fault, How, MeterSpec};
use crate::app::App;
use crate::importing::{self, Mode, Options, Sent, Taken, bill};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::meters::MeterRow;
use crate::store::organisations::OrganisationRow;

/// kWh PCS per m3 on the bills of the demonstration.
const COEFFICIENT: Decimal = dec!(11.3102);

/// Makes and sends the readings of a meter from the first to the last year.
pub(super) async fn fill(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    spec: &MeterSpec,
    (first, last): (i16, i16),
    draw: &mut Draw,
) -> Result<()> {
    let ean = meter.meter.ean.as_ref().map(ToString::to_string).unwrap_or_default();
    let slug = format!("{}-{}", building.building.code, meter.code);
    let mut index = whole(20_000.0 + 30_000.0 * draw.unit());
    match spec.how {
        How::QuarterHours => {
            let file = quarter_hours(spec, &ean, last, draw);
            send(app, whose, building, meter, &format!("{slug}-{last}.csv"), file).await?;
            // The years before have only their bill.
            for year in first..last {
                index = yearly_bill(app, whose, building, meter, spec, (year, index), draw).await?;
            }
            Ok(())
        }
        How::Months => {
            let (unit, head) =
                if spec.carrier == Carrier::Water { ("m³", "Eau") } else { ("kWh", "Consommation") };
            let mut table = format!("Mois;{head} ({unit})\r\n");
            let mut total = 0.0;
            for (month, value) in (first..=last).flat_map(|year| month_values(spec, year, draw)) {
                total += value.round();
                table.push_str(&format!("{};{}\r\n", month_year(Lang::Fr, month), spaced(value, 0)));
            }
            table.push_str(&format!("Total;{}\r\n", spaced(total, 0)));
            send(app, whose, building, meter, &format!("{slug}.csv"), table).await
        }
        How::Index => {
            if spec.carrier == Carrier::NaturalGas {
                coefficient(app, whose, meter).await?;
            }
            let table = index_table(spec, first, last, draw);
            send(app, whose, building, meter, &format!("{slug}-index.csv"), table).await
        }
        How::YearlyBills => {
            for year in first..=last {
                index = yearly_bill(app, whose, building, meter, spec, (year, index), draw).await?;
                for month in (1..=11).filter_map(|m| Month::new(year, m)) {
                    advance(app, whose, building, meter, spec, month).await?;
                }
            }
            Ok(())
        }
        How::Deliveries => deliveries(app, whose, building, meter, spec, (first, last), draw).await,
    }
}

/// An index on the first of each month; with a change of meter, it begins again in the second spring.
fn index_table(spec: &MeterSpec, first: i16, last: i16, draw: &mut Draw) -> String {
    let gas = spec.carrier == Carrier::NaturalGas;
    let (unit, each) = if gas { ("m³", 11.3102) } else { ("kWh", 1.0) };
    let mut table = format!("Date du relevé;Index ({unit});Remarque\r\n");
    let mut index = 1_000.0 + 9_000.0 * draw.unit();
    let change = Month::new(first + 1, 4).filter(|_| spec.faults.contains(&Fault::MeterChange));
    let values = (first..=last).flat_map(|year| month_values(spec, year, draw)).collect::<Vec<_>>();
    for (month, value) in values {
        let remark = if Some(month) == change { "nouveau compteur" } else { "" };
        if Some(month) == change {
            index = 0.0;
        }
        table.push_str(&format!("{};{};{remark}\r\n", month.first().strftime("%d/%m/%Y"), comma(index, 1)));
        index += value / each;
    }
    if let Some(end) = Month::new(last + 1, 1) {
        table.push_str(&format!("{};{};\r\n", end.first().strftime("%d/%m/%Y"), comma(index, 1)));
    }
    table
}

async fn send(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    name: &str,
    text: String,
) -> Result<()> {
    let sent =
        Sent { name: name.to_owned(), media_type: "text/csv".to_owned(), bytes: text.into_bytes().into() };
    let options = Options { building: Some(building.id), meter: Some(meter.id), ..Options::default() };
    let mode = Mode { dry_run: false, accept_partial: true };
    match importing::take(app, &app.by(), whose.id, &sent, &options, mode).await? {
        Taken::New(..) | Taken::Already(_) => Ok(()),
        Taken::Not(plan) => bail!("{name} was not taken: {:?}", plan.findings),
    }
}

/// Euro per kWh with VAT, for believable amounts.
fn price(carrier: Carrier) -> Decimal {
    match carrier {
        Carrier::Electricity => dec!(0.312),
        Carrier::NaturalGas => dec!(0.089),
        Carrier::HeatingOil => dec!(0.094),
        Carrier::Pellets => dec!(0.071),
        _ => dec!(0.1),
    }
}

fn whole(value: f64) -> Decimal {
    Decimal::try_from(value).unwrap_or_default().round()
}

fn amounts(carrier: Carrier, kwh: Decimal) -> (Option<Euro>, Option<Euro>) {
    let incl = Euro(kwh * price(carrier)).to_cent();
    let vat = if carrier == Carrier::Electricity || carrier == Carrier::NaturalGas {
        dec!(1.06)
    } else {
        dec!(1.21)
    };
    (Some(Euro(incl.0 / vat).to_cent()), Some(incl))
}

async fn keep(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    input: &BillInput,
) -> Result<()> {
    let entry = bill::entry(meter.meter.carrier, meter.id, building.id, input, &MeterFacts::default());
    let tx = app.db.begin().await?;
    importing::keep_entry(&tx, &app.by(), whose.id, meter.id, &entry).await?;
    tx.commit().await?;
    Ok(())
}

fn input(meter: &MeterRow, kind: BillKind, period: Period, unit: Unit) -> BillInput {
    BillInput {
        meter: BillMeter::Known(meter.id.to_string()),
        kind,
        period,
        registers: Vec::new(),
        unit,
        kwh_per_m3: None,
        supplier: None,
        number: None,
        excl_vat: None,
        incl_vat: None,
        quota: None,
        filled: (kind == BillKind::Delivery).then_some(true),
        gauge: None,
        estimated: false,
        attachment: None,
        accepted: true,
    }
}

/// A *facture de régularisation* over a civil year, from the index at its start; gives the index at its end.
async fn yearly_bill(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    spec: &MeterSpec,
    (year, start): (i16, Decimal),
    draw: &mut Draw,
) -> Result<Decimal> {
    let Some(period) = Period::year(year) else { return Ok(start) };
    let kwh = whole(month_values(spec, year, draw).iter().map(|(_, v)| v).sum());
    let gas = spec.carrier == Carrier::NaturalGas;
    let passed = if gas { (kwh / COEFFICIENT).round_dp(1) } else { kwh };
    let (excl_vat, incl_vat) = amounts(spec.carrier, kwh);
    let bill = BillInput {
        registers: vec![BillRegister {
            direction: Direction::Offtake,
            register: Register::Total,
            index: Some((start, start + passed)),
            quantity: Some(kwh),
        }],
        kwh_per_m3: gas.then_some(COEFFICIENT),
        excl_vat,
        incl_vat,
        estimated: spec.faults.contains(&Fault::EstimatedBill) && year % 2 == 0,
        ..input(meter, BillKind::Settlement, period, Unit::KWh)
    };
    keep(app, whose, building, meter, &bill).await?;
    Ok(start + passed)
}

/// An *acompte*: a payment, no consumption.
async fn advance(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    spec: &MeterSpec,
    month: Month,
) -> Result<()> {
    let (excl_vat, incl_vat) = amounts(spec.carrier, whole(spec.annual_kwh / 12.0));
    let bill = BillInput { excl_vat, incl_vat, ..input(meter, BillKind::Advance, month.period(), Unit::KWh) };
    keep(app, whose, building, meter, &bill).await
}

/// Four or five deliveries a year, the tank filled each time.
async fn deliveries(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    meter: &MeterRow,
    spec: &MeterSpec,
    (first, last): (i16, i16),
    draw: &mut Draw,
) -> Result<()> {
    let (unit, each) = if spec.carrier == Carrier::Pellets { (Unit::Kg, 4.86) } else { (Unit::Litre, 10.0) };
    let mut used = 0.0;
    for (month, kwh) in (first..=last).flat_map(|year| month_values(spec, year, draw)).collect::<Vec<_>>() {
        used += kwh;
        if !matches!(month.number(), 1 | 3 | 5 | 10 | 12) {
            continue;
        }
        let day: Day =
            month.first().saturating_add(jiff::Span::new().days(if draw.unit() < 0.5 { 9 } else { 20 }));
        let Some(period) = Period::new(day, next_day(day)) else { continue };
        let quantity = whole(used / each);
        let (excl_vat, incl_vat) = amounts(spec.carrier, whole(used));
        let bill = BillInput {
            registers: vec![BillRegister {
                direction: Direction::Offtake,
                register: Register::Total,
                index: None,
                quantity: Some(quantity),
            }],
            excl_vat,
            incl_vat,
            ..input(meter, BillKind::Delivery, period, unit)
        };
        keep(app, whose, building, meter, &bill).await?;
        used = 0.0;
    }
    Ok(())
}

/// The coefficient that stands on this meter's bills.
async fn coefficient(app: &App, whose: &OrganisationRow, meter: &MeterRow) -> Result<()> {
    let Some(fact) = fact("meter.gas_kwh_per_m3") else { return Ok(()) };
    let dated = DatedFact {
        fact: fact.code,
        value: COEFFICIENT.to_string(),
        from: None,
        to: None,
        source: "demo".to_owned(),
        quality: Quality::Measured,
    };
    let tx = app.db.begin().await?;
    facts::set(&tx, &app.by(), whose.id, Subject::Meter(meter.id), &dated, None).await?;
    tx.commit().await?;
    Ok(())
}
