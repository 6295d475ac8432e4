//! A meter's readings, sent as a file or typed as bills.

use anyhow::{Result, bail};
use eclaireur_frontend::format::month_year;
use eclaireur_frontend::forms::{BillInput, BillKind, BillMeter, BillRegister};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Direction, Meter, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, Period, next_day};
use eclaireur_models::portfolio::simulated::draw::Draw;
use eclaireur_models::portfolio::simulated::weather::Weather;
use eclaireur_models::readings::totals::MeterFacts;
use eclaireur_models::units::{Euro, Unit};
use rust_decimal::{Decimal, dec};

use super::file::{Span, comma, month_value, quarter_hours, spaced};
use super::spec::{Fault, How, MeterSpec};
use crate::app::App;
use crate::importing::{self, Mode, Options, Sent, Taken, bill};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::meters::{self as store_meters, MeterRow};
use crate::store::organisations::OrganisationRow;

/// kWh PCS per m3 on the bills of the demonstration.
const COEFFICIENT: Decimal = dec!(11.3102);

/// What every meter of the demonstration is made with.
pub(super) struct Making<'a> {
    pub(super) app: &'a App,
    pub(super) whose: &'a OrganisationRow,
    pub(super) building: &'a BuildingRow,
    pub(super) weather: &'a Weather,
    pub(super) span: Span,
}

/// Makes and sends the readings of a meter.
pub(super) async fn fill(
    making: &Making<'_>,
    meter: &MeterRow,
    spec: &MeterSpec,
    draw: &mut Draw,
) -> Result<()> {
    let Making { weather, span, building, .. } = *making;
    let slug = format!("{}-{}", building.building.code, meter.code);
    let mut index = whole(20_000.0 + 30_000.0 * draw.unit());
    match spec.how {
        How::QuarterHours => {
            let mut made = Vec::new();
            for year in span.last..=span.until.year() {
                let ean = meter.meter.ean.as_ref().map(ToString::to_string).unwrap_or_default();
                let (file, sunny) = quarter_hours(spec, &ean, year, span, weather, draw);
                making.send(meter, &format!("{slug}-{year}.csv"), file).await?;
                made.extend(sunny);
            }
            if let Some(name) = &spec.production {
                making.production(name, &made, draw).await?;
            }
            // The years before have only their bill.
            for year in span.first..span.last {
                index = making.yearly_bill(meter, spec, (year, index), draw).await?;
            }
            Ok(())
        }
        How::Months => {
            let (unit, head) =
                if spec.carrier == Carrier::Water { ("m³", "Eau") } else { ("kWh", "Consommation") };
            let values = span.months().map(|month| (month, month_value(spec, month, span, weather, draw)));
            making.send(meter, &format!("{slug}.csv"), month_table(&format!("{head} ({unit})"), values)).await
        }
        How::Index => {
            if spec.carrier == Carrier::NaturalGas {
                making.coefficient(meter).await?;
            }
            let table = index_table(spec, span, weather, draw);
            making.send(meter, &format!("{slug}-index.csv"), table).await
        }
        How::YearlyBills => {
            for year in span.first..=span.last {
                index = making.yearly_bill(meter, spec, (year, index), draw).await?;
                for month in (1..=11).filter_map(|m| Month::new(year, m)) {
                    making.advance(meter, spec, month).await?;
                }
            }
            Ok(())
        }
        How::Deliveries => making.deliveries(meter, spec, draw).await,
    }
}

/// A table as somebody keeps it, with its total.
fn month_table(head: &str, values: impl Iterator<Item = (Month, f64)>) -> String {
    let mut table = format!("Mois;{head}\r\n");
    let mut total = 0.0;
    for (month, value) in values {
        total += value.round();
        table.push_str(&format!("{};{}\r\n", month_year(Lang::Fr, month), spaced(value, 0)));
    }
    table.push_str(&format!("Total;{}\r\n", spaced(total, 0)));
    table
}

/// An index on the first of each month; with a change of meter, it begins again in the second spring.
fn index_table(spec: &MeterSpec, span: Span, weather: &Weather, draw: &mut Draw) -> String {
    let (unit, each) = match spec.carrier {
        Carrier::NaturalGas => ("m³", 11.3102),
        Carrier::Water => ("m³", 1.0),
        _ => ("kWh", 1.0),
    };
    let mut table = format!("Date du relevé;Index ({unit});Remarque\r\n");
    let mut index = 1_000.0 + 9_000.0 * draw.unit();
    let change = Month::new(span.first + 1, 4).filter(|_| spec.faults.contains(&Fault::MeterChange));
    for month in span.months() {
        let remark = if Some(month) == change { "nouveau compteur" } else { "" };
        if Some(month) == change {
            index = 0.0;
        }
        table.push_str(&format!("{};{};{remark}\r\n", month.first().strftime("%d/%m/%Y"), comma(index, 1)));
        index += month_value(spec, month, span, weather, draw) / each;
    }
    let end = span.until.next().first();
    table.push_str(&format!("{};{};\r\n", end.strftime("%d/%m/%Y"), comma(index, 1)));
    table
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

/// What the price of the last bill is multiplied by, where it jumps.
const JUMP: Decimal = dec!(1.5);

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

pub(super) fn input(meter: &MeterRow, kind: BillKind, period: Period, unit: Unit) -> BillInput {
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

impl Making<'_> {
    async fn send(&self, meter: &MeterRow, name: &str, text: String) -> Result<()> {
        let bytes = text.into_bytes().into();
        let sent = Sent { name: name.to_owned(), media_type: "text/csv".to_owned(), bytes };
        let options =
            Options { building: Some(self.building.id), meter: Some(meter.id), ..Options::default() };
        let mode = Mode { dry_run: false, accept_partial: true };
        match importing::take(self.app, &self.app.by(), self.whose.id, &sent, &options, mode).await? {
            Taken::New(..) | Taken::Already(_) => Ok(()),
            Taken::Not(plan) => bail!("{name} was not taken: {:?}", plan.findings),
        }
    }

    /// The meter of the panels, and what they made each month.
    async fn production(&self, name: &str, made: &[(Month, f64)], draw: &mut Draw) -> Result<()> {
        let meter = Meter {
            name: Some(name.to_owned()),
            ean: draw.ean(false),
            serial: None,
            carrier: Carrier::Electricity,
            valid_from: None,
            valid_to: None,
        };
        let tx = self.app.db.begin().await?;
        let (tenant, building) = (self.whose.id, self.building.id);
        let row = store_meters::create(&tx, &self.app.by(), tenant, building, &meter, None).await?;
        tx.commit().await?;
        let file = format!("{}-{}.csv", self.building.building.code, row.code);
        self.send(&row, &file, month_table("Production (kWh)", made.iter().copied())).await
    }

    async fn keep(&self, meter: &MeterRow, input: &BillInput) -> Result<()> {
        let none = MeterFacts::default();
        let entry = bill::entry(meter.meter.carrier, meter.id, self.building.id, input, &none);
        let tx = self.app.db.begin().await?;
        importing::keep_entry(&tx, &self.app.by(), self.whose.id, meter.id, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A *facture de régularisation* over a civil year, from the index at its start; gives the index at its end.
    async fn yearly_bill(
        &self,
        meter: &MeterRow,
        spec: &MeterSpec,
        (year, start): (i16, Decimal),
        draw: &mut Draw,
    ) -> Result<Decimal> {
        let Some(period) = Period::year(year) else { return Ok(start) };
        let months = self.span.months_of(year);
        let kwh = whole(months.map(|month| month_value(spec, month, self.span, self.weather, draw)).sum());
        let gas = spec.carrier == Carrier::NaturalGas;
        let passed = if gas { (kwh / COEFFICIENT).round_dp(1) } else { kwh };
        let jump = spec.faults.contains(&Fault::PriceJump) && year == self.span.last;
        let (excl_vat, incl_vat) = amounts(spec.carrier, if jump { kwh * JUMP } else { kwh });
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
        self.keep(meter, &bill).await?;
        Ok(start + passed)
    }

    /// An *acompte*: a payment, no consumption.
    async fn advance(&self, meter: &MeterRow, spec: &MeterSpec, month: Month) -> Result<()> {
        let (excl_vat, incl_vat) = amounts(spec.carrier, whole(spec.annual_kwh / 12.0));
        let bill =
            BillInput { excl_vat, incl_vat, ..input(meter, BillKind::Advance, month.period(), Unit::KWh) };
        self.keep(meter, &bill).await
    }

    /// Four or five deliveries a year, the tank filled each time.
    async fn deliveries(&self, meter: &MeterRow, spec: &MeterSpec, draw: &mut Draw) -> Result<()> {
        let (unit, each) =
            if spec.carrier == Carrier::Pellets { (Unit::Kg, 4.86) } else { (Unit::Litre, 10.0) };
        let mut used = 0.0;
        for month in self.span.months() {
            used += month_value(spec, month, self.span, self.weather, draw);
            if !matches!(month.number(), 1 | 3 | 5 | 10 | 12) {
                continue;
            }
            let later = jiff::Span::new().days(if draw.unit() < 0.5 { 9 } else { 20 });
            let day: Day = month.first().saturating_add(later);
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
            self.keep(meter, &bill).await?;
            used = 0.0;
        }
        Ok(())
    }

    /// The coefficient that stands on this meter's bills.
    async fn coefficient(&self, meter: &MeterRow) -> Result<()> {
        let Some(fact) = fact("meter.gas_kwh_per_m3") else { return Ok(()) };
        let dated = DatedFact {
            fact: fact.code,
            value: COEFFICIENT.to_string(),
            from: None,
            to: None,
            source: "exemple inventé".to_owned(),
            quality: Quality::Measured,
        };
        let tx = self.app.db.begin().await?;
        facts::set(&tx, &self.app.by(), self.whose.id, Subject::Meter(meter.id), &dated, None).await?;
        tx.commit().await?;
        Ok(())
    }
}
