//! A whole form: groups of fields, buttons, the summary of what is to be corrected.

use askama::Template;

use super::field::FieldKind;
use super::{Field, FormData};
use crate::shell::Shell;

/// Fields that belong together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    pub(crate) legend: Option<String>,
    pub(crate) intro: Option<String>,
    /// Folded away until opened (or until something in it has a value).
    pub(crate) folded: bool,
    /// Fields two by two where there is room.
    pub(crate) paired: bool,
    /// Three by three instead.
    pub(crate) thirds: bool,
    pub(crate) fields: Vec<Field>,
    /// Fields that only some answers need, under words that say what they are.
    pub(crate) more: Option<More>,
    /// Under the fields.
    pub(crate) button: Option<Button>,
}

/// Fields folded away inside a group.
#[derive(Debug, Clone)]
pub(crate) struct More {
    pub(crate) title: String,
    pub(crate) needed: bool,
    pub(crate) fields: Vec<Field>,
}

impl More {
    pub(crate) fn is_open(&self) -> bool {
        self.needed || self.fields.iter().any(|f| f.error.is_some())
    }
}

impl Group {
    pub(crate) fn of(fields: Vec<Field>) -> Group {
        Group { fields, ..Group::default() }
    }

    pub(crate) fn pair(fields: Vec<Field>) -> Group {
        Group { fields, paired: true, ..Group::default() }
    }

    pub(crate) fn legend(mut self, legend: impl Into<String>) -> Group {
        self.legend = Some(legend.into());
        self
    }

    pub(crate) fn intro(mut self, intro: impl Into<String>) -> Group {
        self.intro = Some(intro.into());
        self
    }

    pub(crate) fn folded(mut self) -> Group {
        self.folded = true;
        self
    }

    /// With fields that are open from the start only where they are `needed`.
    pub(crate) fn more(mut self, title: impl Into<String>, needed: bool, fields: Vec<Field>) -> Group {
        self.more = Some(More { title: title.into(), needed, fields });
        self
    }

    /// Every field, folded away or not.
    fn every(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(self.more.iter().flat_map(|more| &more.fields))
    }

    pub(crate) fn class(&self) -> &'static str {
        match (self.thirds, self.paired) {
            (true, _) => "fields fields-thirds",
            (false, true) => "fields fields-paired",
            (false, false) => "fields",
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.fields.iter().any(|f| f.error.is_some() || !f.value.is_empty())
    }
}

/// A button beside the first.
#[derive(Debug, Clone)]
pub(crate) struct Button {
    pub(crate) label: String,
    /// Sends the form elsewhere.
    pub(crate) action: Option<String>,
    /// Sends this pair with it.
    pub(crate) pair: Option<(&'static str, &'static str)>,
}

/// A form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/form.html")]
pub(crate) struct Form<'a> {
    pub(crate) shell: &'a Shell,
    pub(crate) data: &'a FormData,
    pub(crate) action: String,
    /// Sent by its address, and kept nowhere.
    pub(crate) by_address: bool,
    pub(crate) multipart: bool,
    pub(crate) groups: Vec<Group>,
    pub(crate) submit: String,
    pub(crate) buttons: Vec<Button>,
    pub(crate) cancel: Option<String>,
    /// Whether what is to be corrected is said elsewhere on the page, see [`Form::summary`].
    pub(crate) summed_above: bool,
}

/// What is to be corrected in a form, each with a link to its field.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/form_summary.html")]
pub(crate) struct Summary<'a> {
    shell: &'a Shell,
    wrong: Vec<(String, String, String)>,
    elsewhere: Vec<String>,
}

impl<'a> Form<'a> {
    pub(crate) fn new(
        shell: &'a Shell,
        data: &'a FormData,
        action: String,
        submit: impl Into<String>,
    ) -> Form<'a> {
        Form {
            shell,
            data,
            action,
            by_address: false,
            multipart: false,
            groups: Vec::new(),
            submit: submit.into(),
            buttons: Vec::new(),
            cancel: None,
            summed_above: false,
        }
    }

    /// Says what is to be corrected elsewhere: at the top of a page where much stands before the form.
    pub(crate) fn summed_above(mut self) -> Form<'a> {
        self.summed_above = true;
        self
    }

    /// What is to be corrected, when anything is.
    pub(crate) fn summary(&self) -> Option<Summary<'a>> {
        let one = |f: &Field| (f.target(), f.said_as(), f.error.clone().unwrap_or_default());
        let wrong = self.wrong().into_iter().map(one).collect();
        self.data.failed().then(|| Summary { shell: self.shell, wrong, elsewhere: self.elsewhere() })
    }

    pub(crate) fn group(mut self, group: Group) -> Form<'a> {
        self.groups.push(group);
        self
    }

    pub(crate) fn groups(mut self, groups: Vec<Group>) -> Form<'a> {
        self.groups.extend(groups);
        self
    }

    pub(crate) fn by_address(mut self) -> Form<'a> {
        self.by_address = true;
        self
    }

    pub(crate) fn multipart(mut self) -> Form<'a> {
        self.multipart = true;
        self
    }

    pub(crate) fn button(mut self, button: Button) -> Form<'a> {
        self.buttons.push(button);
        self
    }

    pub(crate) fn cancel(mut self, href: String) -> Form<'a> {
        self.cancel = Some(href);
        self
    }

    /// Fields with an error, in order.
    pub(crate) fn wrong(&self) -> Vec<&Field> {
        self.groups.iter().flat_map(Group::every).filter(|f| f.error.is_some()).collect()
    }

    /// Problems of fields that are not on the page: said all the same.
    pub(crate) fn elsewhere(&self) -> Vec<String> {
        let shown: Vec<&str> = self
            .groups
            .iter()
            .flat_map(Group::every)
            .filter(|f| f.kind != FieldKind::Hidden)
            .map(|f| f.name.as_str())
            .collect();
        let problems = self.data.problems().filter(|(name, _)| !shown.contains(name));
        problems.map(|(_, problem)| problem.sentence(self.shell.body_lang())).collect()
    }
}
