//! One field: label above, hint, what was understood, the error beside it, the unit behind it.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::FormData;
use crate::format::typed;
use crate::shell::Named;

/// One thing to choose.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// Value sent.
    pub(crate) value: String,
    /// Words.
    pub(crate) label: String,
    /// A second line under the words.
    pub(crate) hint: Option<String>,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
}

impl From<&Named> for Choice {
    fn from(named: &Named) -> Self {
        Choice::new(&named.code, &named.name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Text,
    Lines,
    Number,
    Date,
    Select,
    Radio,
    Checkbox,
    File,
    Hidden,
    Password,
}

/// A field as it is shown.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/field.html")]
pub(crate) struct Field {
    pub(crate) kind: FieldKind,
    pub(crate) name: String,
    pub(crate) label: String,
    /// What it belongs to, where several fields bear its label.
    pub(crate) of: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) value: String,
    pub(crate) error: Option<String>,
    pub(crate) understood: Option<String>,
    /// What a document says of it.
    pub(crate) read: Vec<String>,
    pub(crate) choices: Vec<Choice>,
    /// Words of the empty choice.
    pub(crate) prompt: Option<String>,
    /// Words behind the label of what may stay empty.
    pub(crate) optional: Option<String>,
    pub(crate) autocomplete: Option<&'static str>,
    /// Id of the words to choose from, where others may be typed.
    pub(crate) words: Option<&'static str>,
    /// Width class: how long an answer is expected.
    pub(crate) width: &'static str,
    pub(crate) accept: String,
    pub(crate) disabled: bool,
    /// Behind its id, where a page asks the same twice.
    pub(crate) id_of: Option<&'static str>,
}

impl Field {
    fn new(lang: Lang, form: &FormData, kind: FieldKind, name: &str, label: impl Into<String>) -> Field {
        Field {
            kind,
            name: name.to_owned(),
            label: label.into(),
            of: None,
            hint: None,
            unit: None,
            value: form.get(name).to_owned(),
            error: form.problem(name).map(|p| p.sentence(lang)),
            understood: None,
            read: Vec::new(),
            choices: Vec::new(),
            prompt: None,
            optional: None,
            autocomplete: None,
            words: None,
            width: "w-long",
            accept: String::new(),
            disabled: false,
            id_of: None,
        }
    }

    pub(crate) fn text(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        Field::new(lang, form, FieldKind::Text, name, label)
    }

    /// A word that is not shown, and never sent back.
    pub(crate) fn password(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        Field { value: String::new(), ..Field::new(lang, form, FieldKind::Password, name, label) }
    }

    /// Several lines.
    pub(crate) fn lines(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        Field::new(lang, form, FieldKind::Lines, name, label)
    }

    pub(crate) fn number(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        Field { width: "w-medium", ..Field::new(lang, form, FieldKind::Number, name, label) }
    }

    /// A day; says what it understood of `1/3/26`.
    pub(crate) fn date(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        let mut field = Field { width: "w-medium", ..Field::new(lang, form, FieldKind::Date, name, label) };
        if field.error.is_none()
            && let Some(day) = typed::day(&field.value)
        {
            let words = crate::format::day_long(lang, day);
            field.understood =
                Some(crate::text::Say::new(lang, "form-understood").with("what", words).to_string());
        }
        field
    }

    pub(crate) fn select(
        lang: Lang,
        form: &FormData,
        name: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Field {
        let prompt = Some(crate::text::Say::new(lang, "form-choose").to_string());
        Field { choices, prompt, ..Field::new(lang, form, FieldKind::Select, name, label) }
    }

    pub(crate) fn radio(
        lang: Lang,
        form: &FormData,
        name: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Field {
        Field { choices, ..Field::new(lang, form, FieldKind::Radio, name, label) }
    }

    pub(crate) fn checkbox(lang: Lang, form: &FormData, name: &str, label: impl Into<String>) -> Field {
        Field::new(lang, form, FieldKind::Checkbox, name, label)
    }

    pub(crate) fn file(
        lang: Lang,
        form: &FormData,
        name: &str,
        label: impl Into<String>,
        accept: &str,
    ) -> Field {
        Field { accept: accept.to_owned(), ..Field::new(lang, form, FieldKind::File, name, label) }
    }

    pub(crate) fn hidden(name: &str, value: impl Into<String>) -> Field {
        let form = FormData::new().set(name, value);
        Field::new(Lang::Fr, &form, FieldKind::Hidden, name, "")
    }

    /// Belongs to one of several things that are asked alike.
    pub(crate) fn of(mut self, what: impl Into<String>) -> Field {
        self.of = Some(what.into());
        self
    }

    /// How it is called away from its place: *Colonne C · Zone B, unité*.
    pub(crate) fn said_as(&self) -> String {
        match &self.of {
            Some(what) => format!("{what}, {}", self.label.to_lowercase()),
            None => self.label.clone(),
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn unit(mut self, unit: impl Into<String>) -> Field {
        self.unit = Some(unit.into());
        self
    }

    pub(crate) fn optional(mut self, lang: Lang) -> Field {
        self.optional = Some(crate::text::Say::new(lang, "form-optional").to_string());
        self
    }

    pub(crate) fn width(mut self, width: &'static str) -> Field {
        self.width = width;
        self
    }

    pub(crate) fn autocomplete(mut self, what: &'static str) -> Field {
        self.autocomplete = Some(what);
        self
    }

    /// With a list of words of the page to choose from.
    pub(crate) fn words(mut self, list: &'static str) -> Field {
        self.words = Some(list);
        self
    }

    pub(crate) fn prompt(mut self, prompt: impl Into<String>) -> Field {
        self.prompt = Some(prompt.into());
        self
    }

    pub(crate) fn disabled(mut self, disabled: bool) -> Field {
        self.disabled = disabled;
        self
    }

    pub(crate) fn id(&self) -> String {
        match self.id_of {
            Some(of) => format!("f-{}-{of}", self.name),
            None => format!("f-{}", self.name),
        }
    }

    /// Ids of what describes the field, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("h-{}", self.name));
        }
        if self.understood.is_some() {
            ids.push(format!("u-{}", self.name));
        }
        if !self.read.is_empty() {
            ids.push(format!("r-{}", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("e-{}", self.name));
        }
        ids.join(" ")
    }

    /// Where the error summary leads: the input, or the first choice of a list of choices.
    pub(crate) fn target(&self) -> String {
        if self.kind == FieldKind::Radio { format!("{}-0", self.id()) } else { self.id() }
    }

    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.value == value
    }

    pub(crate) fn is_ticked(&self) -> bool {
        !matches!(self.value.as_str(), "" | "0" | "non" | "off")
    }
}
