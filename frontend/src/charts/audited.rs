//! The chart of an audit by its name, from the audit worked out: what its page shows, and what files and programs ask for.

use eclaireur_models::audit::worked::Bundle;
use eclaireur_models::lang::Lang;

use super::told::boxed;
use super::{
    Abatement, Chart, Ground, LifeCycles, MeasureWaterfall, PanelMonths, ParetoFront, Road, WorksYears,
};
use crate::worked::{Told, bundle as named};

/// Charts of all packages together.
pub const COMPARED: [&str; 2] = ["life-cycle", "front"];
/// Charts of one package: chain, tonne, years, way; and of the panels.
pub const DETAILED: [&str; 5] = ["measures", "abatement", "works-years", "road", "panels"];

/// What the charts of an audit are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Audited<'a> {
    /// The audit worked out.
    pub told: &'a Told,
    /// The package looked at.
    pub bundle: Option<&'a Bundle>,
}

impl<'a> Audited<'a> {
    /// The chart with this name; `None` where there is nothing to draw.
    pub fn chart(&self, lang: Lang, code: &str) -> Option<Box<dyn Chart + 'a>> {
        let Audited { told, bundle } = *self;
        let (worked, on) = (&told.worked, told.worked.on);
        let ground = |id: &'static str| Ground { lang, id };
        let name = |key: &str| told.name(key);
        match code {
            "life-cycle" => {
                let life = |bundle: &'a Bundle| Some((named(lang, bundle), bundle.life.as_ref()?));
                let lives: Vec<_> = told.shown().into_iter().filter_map(life).collect();
                boxed(LifeCycles::new(ground("cout-global"), (on, worked.sight.horizon_years), lives))
            }
            "front" => {
                let known = |bundle: &&Bundle| bundle.cost_unknown.is_empty();
                let mark = |bundle: &Bundle| (named(lang, bundle), bundle.investment, bundle.saved);
                let marked = told.shown().into_iter().filter(known).map(mark).collect();
                boxed(ParetoFront::new(ground("choix"), on, &worked.front, marked))
            }
            "measures" => boxed(MeasureWaterfall::new(ground("chaine"), on, bundle?, &name)),
            "abatement" => boxed(Abatement::new(ground("tonne"), on, &bundle?.tonnes, &name)),
            "works-years" => boxed(WorksYears::new(ground("annees"), on, bundle?.timed.as_ref()?, &name)),
            "road" => {
                let (of, timed) = (named(lang, bundle?), bundle?.timed.as_ref()?);
                boxed(Road::new(ground("trajectoire"), on, of, &timed.path, None))
            }
            "panels" => boxed(PanelMonths::new(ground("panneaux"), on, worked.panels.as_ref()?)),
            _ => None,
        }
    }
}
