//! The form shaped like a Belgian bill, its document beside.
//!
//! Fields: `meter` (id, or `new`), `ean`, `carrier`, `serial` (of a new meter), `kind` (code of [`BillKind`]), `from`, `to`
//! (last day included, as bills write it), `index_from`, `index_to`, `quantity`, `unit` (`kWh`, `m3`, `l`…),
//! `kwh_per_m3`, `day_index_from`, `day_index_to`, `day_quantity`, `night_…`, `exclusive_night_…`, `injection_…`,
//! `supplier`, `number`, `excl_vat`, `incl_vat`, `estimated` (checkbox), `document` (file), `attachment` (id of one
//! already sent), `accept` (`1`: keep in spite of what was said). Read by [`crate::forms::BillInput`]; what a document
//! says of them is filled in by [`FormData::filled`] and marked by [`BillRead`].

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::finding::Finding;
use eclaireur_models::period::Day;

use super::bill_read::BillRead;
use super::building;
use super::building::BuildingHead;
use super::meter_form::carriers;
use crate::format;
use crate::forms::{BillKind, Button, Choice, Field, Form, FormData, Group, UNITS};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;
use eclaireur_models::lang::Lang;

/// A document sent with the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Id for [`crate::urls::attachment`] and the hidden field `attachment`.
    pub id: String,
    /// Name of the file.
    pub name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
}

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_bill.html")]
pub struct BillFormPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its meters: id, label and carrier.
    pub meters: Vec<(Named, Carrier)>,
    /// Values and problems.
    pub form: FormData,
    /// Document shown beside.
    pub attachment: Option<Attachment>,
    /// What was read in it.
    pub read: Option<BillRead>,
    /// Largest document accepted, in bytes.
    pub max_bytes: u64,
    /// What is to be said about a bill that can be kept all the same (index × coefficient ≠ energy, disagreement
    /// with readings): shown with a second button that keeps it.
    pub findings: Vec<Finding>,
    /// The day of the page.
    pub on: Day,
}

html!(BillFormPage);

impl BillFormPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("bill-title").to_string()
    }

    /// What to do: copy the paper, or compare what was read of it.
    fn lead(&self) -> &'static str {
        let filled = self.read.as_ref().is_some_and(|read| !read.fields.is_empty());
        if filled { "bill-lead-read" } else { "bill-lead" }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("bill-crumb").to_string()));
        let readings =
            Crumb::to(self.shell.t("readings-crumb").to_string(), urls::readings(&self.head.building.code));
        crumbs.insert(crumbs.len().saturating_sub(1), readings);
        crumbs
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let code = &self.head.building.code;
        let mut form = Form::new(shell, data, urls::reading_bill(code), shell.t("bill-submit")).multipart();
        form = form.group(self.document());
        form = form.group(Group::of(vec![self.kind_field()]));
        form = form.group(self.meter_group());
        if let Some(new) = self.new_meter() {
            form = form.group(new);
        }
        form = form.group(
            Group::pair(vec![
                Field::date(lang, data, "from", shell.t("bill-from")).hint(shell.t("bill-from-hint")),
                Field::date(lang, data, "to", shell.t("bill-to")).hint(shell.t("bill-to-hint")),
            ])
            .legend(shell.t("bill-period")),
        );
        form = form.group(self.consumption());
        form =
            form.group(self.day_night()).group(self.night_injection()).group(self.tank()).group(self.quota());
        form = form.group(
            Group::pair(vec![
                Field::text(lang, data, "supplier", shell.t("bill-supplier"))
                    .width("w-medium")
                    .optional(lang),
                Field::text(lang, data, "number", shell.t("bill-number")).width("w-medium").optional(lang),
                Field::number(lang, data, "excl_vat", shell.t("bill-excl-vat")).unit("€").optional(lang),
                Field::number(lang, data, "incl_vat", shell.t("bill-incl-vat")).unit("€").optional(lang),
            ])
            .legend(shell.t("bill-cost"))
            .intro(shell.t("bill-cost-intro")),
        );
        if let Some(read) = &self.read {
            read.mark(lang, &mut form.groups);
        }
        if !self.findings.is_empty() {
            form = form.button(Button {
                label: shell.t("bill-keep").to_string(),
                action: None,
                pair: Some(("accept", "1")),
            });
        }
        form.cancel(urls::readings(code))
    }

    /// The paper itself: chosen, or already beside.
    fn document(&self) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let label = if self.attachment.is_some() { "bill-document-other" } else { "bill-document" };
        let hint = shell.t("bill-document-hint").with("max", format::bytes(self.max_bytes));
        let mut fields = vec![
            Field::file(lang, data, "document", shell.t(label), "application/pdf,image/jpeg,image/png")
                .hint(hint)
                .optional(lang),
        ];
        if let Some(attachment) = &self.attachment {
            fields.push(Field::hidden("attachment", &attachment.id));
        }
        let attach = Button {
            label: shell.t("bill-attach").to_string(),
            action: Some(self.attach_action()),
            pair: None,
        };
        Group { button: Some(attach), ..Group::of(fields) }
    }

    fn kind_field(&self) -> Field {
        let (shell, data) = (&self.shell, &self.form);
        let choice = |kind: BillKind, label, hint| {
            Choice::new(kind.code(), shell.t(label).to_string()).hint(shell.t(hint))
        };
        let kinds = vec![
            choice(BillKind::Settlement, "bill-settlement", "bill-settlement-hint"),
            choice(BillKind::Advance, "bill-advance", "bill-advance-hint"),
            choice(BillKind::CreditNote, "bill-credit", "bill-credit-hint"),
            choice(BillKind::Delivery, "bill-delivery", "bill-delivery-hint"),
            choice(BillKind::Statement, "bill-statement", "bill-statement-hint"),
        ];
        Field::radio(self.lang(), data, "kind", shell.t("bill-kind"), kinds)
    }

    fn meter_group(&self) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        if self.meters.is_empty() {
            let mut fields = self.new_meter_fields();
            fields.push(Field::hidden("meter", "new"));
            return Group::of(fields).legend(shell.t("bill-meter-new"));
        }
        let meters = self
            .meters
            .iter()
            .map(|(m, c)| Choice::new(&m.code, format!("{} · {}", m.name, words::carrier(lang, *c))))
            .collect();
        Group::of(vec![Field::select(lang, data, "meter", shell.t("bill-meter-which"), meters)])
            .legend(shell.t("bill-meter"))
    }

    /// For a meter that is not on the list: folded away while there is one to choose.
    fn new_meter(&self) -> Option<Group> {
        if self.meters.is_empty() {
            return None;
        }
        Some(Group::pair(self.new_meter_fields()).legend(self.shell.t("bill-meter-other")).folded())
    }

    fn new_meter_fields(&self) -> Vec<Field> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        vec![
            Field::select(lang, data, "carrier", shell.t("bill-carrier"), carriers(lang)),
            Field::text(lang, data, "ean", shell.t("bill-ean"))
                .hint(shell.t("bill-ean-hint"))
                .width("w-medium")
                .optional(lang),
            Field::text(lang, data, "serial", shell.t("bill-serial")).width("w-medium").optional(lang),
        ]
    }

    fn consumption(&self) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let units = UNITS.iter().map(|u| Choice::new(u.code(), format::quantity_unit(*u))).collect();
        let mut unit = Field::select(lang, data, "unit", shell.t("bill-unit"), units).width("w-short");
        unit.prompt = None;
        Group::pair(vec![
            Field::number(lang, data, "index_from", shell.t("bill-index-from")).optional(lang),
            Field::number(lang, data, "index_to", shell.t("bill-index-to")).optional(lang),
            Field::number(lang, data, "quantity", shell.t("bill-quantity")),
            unit,
            Field::number(lang, data, "kwh_per_m3", shell.t("bill-coefficient"))
                .unit("kWh/m³")
                .hint(shell.t("bill-coefficient-hint"))
                .optional(lang),
            Field::checkbox(lang, data, "estimated", shell.t("bill-estimated")),
        ])
        .legend(shell.t("bill-consumption"))
        .intro(shell.t("bill-consumption-intro"))
    }

    fn day_night(&self) -> Group {
        let lines = [
            ("day", "bill-day-from", "bill-day-to", "bill-day-quantity"),
            ("night", "bill-night-from", "bill-night-to", "bill-night-quantity"),
        ];
        self.counters(&lines, "bill-day-night", "bill-day-night-intro")
    }

    fn night_injection(&self) -> Group {
        let lines = [
            ("exclusive_night", "bill-exclusive-from", "bill-exclusive-to", "bill-exclusive-quantity"),
            ("injection", "bill-injection-from", "bill-injection-to", "bill-injection-quantity"),
        ];
        self.counters(&lines, "bill-night-injection", "bill-night-injection-intro")
    }

    /// Counters line by line, folded away while they are empty.
    fn counters(
        &self,
        lines: &[(&str, &'static str, &'static str, &'static str)],
        legend: &'static str,
        intro: &'static str,
    ) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let mut fields = Vec::new();
        for (prefix, from, to, quantity) in lines {
            for (name, label) in [("index_from", from), ("index_to", to), ("quantity", quantity)] {
                fields.push(
                    Field::number(lang, data, &format!("{prefix}_{name}"), shell.t(label)).width("w-short"),
                );
            }
        }
        let group = Group::pair(fields).legend(shell.t(legend)).intro(shell.t(intro));
        Group { thirds: true, ..group.folded() }
    }

    /// Of a delivery: whether the tank was full afterwards, and its gauge before.
    fn tank(&self) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let answer = |code: &str, label| Choice::new(code, shell.t(label).to_string());
        let answers = vec![answer("yes", "bill-filled-yes"), answer("no", "bill-filled-no")];
        let mut filled = Field::select(lang, data, "filled", shell.t("bill-filled"), answers);
        filled.prompt = Some(shell.t("bill-filled-unknown").to_string());
        let gauge = Field::number(lang, data, "gauge", shell.t("bill-gauge"));
        let fields = vec![
            filled.hint(shell.t("bill-filled-hint")).optional(lang),
            gauge.hint(shell.t("bill-gauge-hint")).optional(lang),
        ];
        Group::pair(fields).legend(shell.t("bill-tank")).intro(shell.t("bill-tank-intro")).folded()
    }

    /// Of a *décompte de charges*: what all used, and the building's part of it.
    fn quota(&self) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let fields = vec![
            Field::number(lang, data, "common_quantity", shell.t("bill-common"))
                .hint(shell.t("bill-common-hint"))
                .optional(lang),
            Field::number(lang, data, "common_percent", shell.t("bill-part")).unit("%").optional(lang),
        ];
        Group::pair(fields).legend(shell.t("bill-quota")).intro(shell.t("bill-quota-intro")).folded()
    }

    fn said(&self) -> Vec<String> {
        self.findings.iter().map(|f| crate::findings::sentence(self.lang(), f)).collect()
    }

    fn attach_action(&self) -> String {
        urls::reading_bill_attach(&self.head.building.code)
    }

    fn document_href(&self) -> String {
        let id = self.attachment.as_ref().map(|a| a.id.as_str()).unwrap_or_default();
        urls::attachment(&self.head.building.code, id)
    }
}
