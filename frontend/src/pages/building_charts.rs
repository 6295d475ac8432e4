//! The charts of a building's pages, each with its reading, its table and its files.

use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::units::Basis;

use super::chart_view::ChartView;
use crate::charts::told::{Told, carpet, lasting, parts};
use crate::charts::{
    Benchmark, Chart, CostWaterfall, Cusum, Ground, Heatmap, Load, LoadDuration, Path, PvBalance,
    QualityCarpet, Signature, Split, StackedMonths, Width, YearOnYear,
};
use crate::shell::{RenderError, Shell};
use crate::{five, urls};

/// What a page's charts are drawn from.
pub(super) struct Charts<'a> {
    pub(super) shell: &'a Shell,
    /// The building's code.
    pub(super) code: &'a str,
    pub(super) assessment: &'a Assessment,
}

/// Charts that could be drawn.
type Drawn = askama::Result<Vec<ChartView>>;

impl Charts<'_> {
    fn ground<'g>(&self, id: &'g str) -> Ground<'g> {
        Ground { lang: self.shell.body_lang(), id }
    }

    /// One chart with its files; `carrier` where there may be several of its kind.
    fn view(&self, id: &str, chart: &dyn Chart, carrier: Option<Carrier>) -> askama::Result<ChartView> {
        self.view_of(id, chart, carrier, "")
    }

    /// The same of a year that its files are of too.
    fn view_of(
        &self,
        id: &str,
        chart: &dyn Chart,
        carrier: Option<Carrier>,
        year: &str,
    ) -> askama::Result<ChartView> {
        let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
        let of = carrier.map(Carrier::code).unwrap_or_default();
        let file = |ending: &str| {
            let path = urls::chart(self.code, &format!("{}.{ending}", chart.code()));
            urls::with_query(&path, &[("energie", of), ("annee", year)])
        };
        let downloads = vec![
            (self.shell.t("chart-file-svg").to_string(), file("svg")),
            (self.shell.t("chart-file-png").to_string(), file("png")),
            (self.shell.t("download-csv").to_string(), file("csv")),
            (self.shell.t("download-xlsx").to_string(), file("xlsx")),
        ];
        Ok(ChartView::new(
            format!("chart-{id}"),
            [chart.title(), chart.reading()],
            (picture(Width::Wide)?, picture(Width::Narrow)?),
            &chart.summary(),
            downloads,
        ))
    }

    /// Months of every energy, one above the other.
    pub(super) fn months(&self) -> Drawn {
        let series = &self.assessment.series;
        let chart = StackedMonths::new(self.ground("months-all"), &series.months, &series.events);
        chart.iter().map(|chart| self.view("months", chart, None)).collect()
    }

    /// Year on year, of the energy shown.
    pub(super) fn years(&self, carrier: Carrier) -> Drawn {
        let of = self.assessment.series.months.iter().find(|s| s.carrier == carrier);
        let chart = of.and_then(|series| YearOnYear::new(self.ground("years"), series));
        chart.iter().map(|chart| self.view("years", chart, Some(carrier))).collect()
    }

    /// What part each energy has in the year.
    pub(super) fn split(&self) -> Drawn {
        let Some(year) = self.assessment.year else { return Ok(Vec::new()) };
        let parts = parts(self.assessment);
        if parts.len() < 2 {
            return Ok(Vec::new());
        }
        let period = year.to_string();
        let chart = Split::new(self.ground("split"), &period, &parts);
        chart.iter().map(|chart| self.view("split", chart, None)).collect()
    }

    /// What is made on the site, used there, given.
    pub(super) fn balance(&self) -> Drawn {
        let chart = PvBalance::new(self.ground("pv"), &self.assessment.series.balance);
        chart.iter().map(|chart| self.view("pv", chart, None)).collect()
    }

    /// Power, day by hour, and how long which power lasts.
    pub(super) fn load(&self, carrier: Carrier, load: &Load) -> Drawn {
        let mut drawn = Vec::new();
        let year = load.first.year().to_string();
        if let Some(chart) = Heatmap::new(self.ground("heat"), carrier, load) {
            drawn.push(self.view_of("heat", &chart, Some(carrier), &year)?);
        }
        let chart = lasting(load)
            .and_then(|(period, kw)| LoadDuration::new(self.ground("duration"), carrier, period, &kw));
        if let Some(chart) = chart {
            drawn.push(self.view_of("duration", &chart, Some(carrier), &year)?);
        }
        Ok(drawn)
    }

    /// Why the cost changed.
    pub(super) fn waterfall(&self) -> Drawn {
        let waterfall = self.assessment.series.waterfall.as_ref();
        let chart = waterfall.and_then(|w| CostWaterfall::new(self.ground("cost"), w));
        chart.iter().map(|chart| self.view("waterfall", chart, None)).collect()
    }

    /// One's own intensity beside reference values.
    pub(super) fn benchmark(&self) -> Drawn {
        // Without a year there is nothing of one's own to be placed.
        let Some(year) = self.assessment.year else { return Ok(Vec::new()) };
        let period = year.to_string();
        let strip = five::strip(self.assessment);
        let chart = strip.and_then(|strip| Benchmark::new(self.ground("beside"), strip, &period));
        chart.iter().map(|chart| self.view("benchmark", chart, None)).collect()
    }

    /// The way to 2040.
    pub(super) fn path(&self) -> Drawn {
        let series = &self.assessment.series;
        let chart = series.path.as_ref().and_then(|p| Path::new(self.ground("path"), p, &series.events));
        chart.iter().map(|chart| self.view("path", chart, None)).collect()
    }

    /// How each month of each energy is known.
    pub(super) fn quality(&self) -> Drawn {
        let carpet = carpet(self.shell.body_lang(), &self.assessment.series.months);
        let chart = carpet.and_then(|carpet| QualityCarpet::of(self.ground("tapis"), carpet));
        chart.iter().map(|chart| self.view("quality", chart, None)).collect()
    }

    /// What shows an alert, where the assessment alone can draw it; `id` is its own on the page.
    pub(super) fn evidence(&self, id: &str, alert: &Alert) -> askama::Result<Option<ChartView>> {
        let of = alert.carrier;
        let (name, carrier) = match alert.evidence.as_ref() {
            "water" => ("months", Some(Carrier::Water)),
            name @ ("months" | "signature" | "cusum") => (name, of),
            name => (name, None),
        };
        let year = self.assessment.year.map(|year| year.to_string()).unwrap_or_default();
        let told = Told { assessment: self.assessment, load: None, year: &year };
        let chart = told.on(self.ground(id), name, carrier);
        chart.map(|chart| self.view(id, chart.as_ref(), carrier)).transpose()
    }

    /// Energy over cold, of one energy.
    pub(super) fn signatures(&self, carrier: Carrier) -> Drawn {
        let series = &self.assessment.series;
        let mut drawn = Vec::new();
        for one in series.signatures.iter().filter(|s| s.carrier == carrier) {
            let id = format!("signature-{}", one.carrier.code());
            if let Some(chart) = Signature::new(self.ground(&id), one, self.basis(one.carrier)) {
                drawn.push(self.view(&id, &chart, Some(one.carrier))?);
            }
        }
        Ok(drawn)
    }

    /// The sum of what the line does not explain, of one energy.
    pub(super) fn drifts(&self, carrier: Carrier) -> Drawn {
        let series = &self.assessment.series;
        let mut drawn = Vec::new();
        for one in series.drifts.iter().filter(|s| s.carrier == carrier) {
            let id = format!("cusum-{}", one.carrier.code());
            let basis = self.basis(one.carrier);
            if let Some(chart) = Cusum::new(self.ground(&id), one, basis, &series.events) {
                drawn.push(self.view(&id, &chart, Some(one.carrier))?);
            }
        }
        Ok(drawn)
    }

    /// On which basis the months of an energy stand, and so its signature.
    fn basis(&self, carrier: Carrier) -> Basis {
        let months = self.assessment.series.months.iter().find(|s| s.carrier == carrier);
        months.map_or(Basis::Net, |s| s.basis)
    }
}
