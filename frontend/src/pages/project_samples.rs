//! Projects in every state, for tests and previews of their page.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::calendar::calendar;
use eclaireur_models::financing::plan::Sights;
use eclaireur_models::financing::{Case, assess};

use super::project::{Numbers, ProjectHead, ProjectPage};
use super::{samples, sheet_form};
use crate::forms::ProblemCode;
use crate::shell::Named;
use crate::urls;

impl ProjectPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ProjectPage)> {
        let Ok(catalog) = Catalog::embedded() else { return Vec::new() };
        let (b, p) = (samples::building().code, "isolation-et-led");
        let make = |text: &str| {
            let case = Case::read(text, &catalog).unwrap_or_default();
            let said = assess(&case, &catalog, samples::today());
            ProjectPage {
                shell: samples::shell(urls::project(&b, p)),
                head: samples::head(),
                project: ProjectHead {
                    project: Named::new(p, "Isolation et LED"),
                    version: 2,
                    changed_on: samples::today(),
                    archived: false,
                },
                sights: Sights::of(&case, &said, &catalog),
                calendar: calendar(&case, &said),
                held: vec!["organisation.legal_form", "building.in_wallonia"],
                numbers: Numbers::default(),
                not_today: None,
                problem: None,
                case,
                said,
                activities: samples::activities(),
                pdf: true,
                standing: None,
                contacts: Vec::new(),
            }
        };
        let whole = "on = 2027-04-01\n[organisation]\nlegal_form = \"asbl\"\nactivity = \"school\"\n\
            seat_in_wallonia = true\ngerman_speaking_community = false\n[building]\nin_wallonia = true\n\
            tenure = \"owner\"\nheated_area_m2 = 2450\n[procedure]\nureba_audit_date = 2026-03-01\n\
            application_date = 2026-12-01\ngrant_decision_date = 2027-02-01\n\
            [[work]]\nmeasure = \"roof-flat\"\nquantity = \"200 m2\"\nbio_based = false\n\
            cost_excl_vat = \"30000 EUR\"\nin_audit_plan = true\n\
            [[work]]\nmeasure = \"lighting\"\nquantity = \"85\"\ncost_excl_vat = \"12400.50 EUR\"\n\
            [[source]]\nkind = \"loan\"\namount = \"20000 EUR\"\nrate = 0.02\nyears = 10\n\
            [plan]\nvat_rate = 0.06\n";
        let before = whole.replace("grant_decision_date = 2027-02-01\n", "");
        let early = before.replace(
            "[[work]]\nmeasure = \"roof-flat\"",
            "order_signed_date = 2026-12-15\n[[work]]\nmeasure = \"roof-flat\"",
        );
        let mut another = make(whole);
        (another.not_today, another.problem) = (Some(another.said.on), Some(ProblemCode::UndoChanged));
        let planned = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"sheltered-workshop\"\nvat_recovery = \"full\"\n\
            [building]\nin_wallonia = true\ntenure = \"owner\"\n\
            [[work]]\nmeasure = \"photovoltaic\"\nquantity = \"250 kWc\"\ncost_excl_vat = \"210000 EUR\"\n\
            saving_kwh = 120000\nsaving_quality = \"estimated\"\nprice_per_kwh = 0.25\ncarrier = \"electricity\"\n\
            lifetime_years = 25\nmaintenance_per_year = \"1500 EUR\"\n\
            [[source]]\nkind = \"loan\"\namount = \"190000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\n\
            amortisation = \"annuity\"\n[[source]]\nkind = \"own-funds\"\namount = \"20000 EUR\"\n\
            [plan]\nhorizon_years = 20\ndiscount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\n\
            own_funds_max = \"20000 EUR\"\n";
        let mut published = make(planned);
        (published.standing, published.contacts) =
            (Some(sheet_form::standing()), vec![sheet_form::contact()]);
        let mut away = make("");
        away.project.archived = true;
        let mut reader = make(&before);
        reader.shell = samples::reader(reader.shell);
        vec![
            ("reader", reader),
            ("nothing", make("")),
            ("whole", make(whole)),
            ("planned", make(planned)),
            ("published", published),
            ("nobody_pays", make(&planned.replace("190000 EUR", "19000 EUR"))),
            ("before_decision", make(&before)),
            ("order_before_decision", make(&early)),
            ("archived", away),
            ("another_day", another),
        ]
    }
}
