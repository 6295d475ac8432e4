//! What surrounds every page: language, navigation, a word about what was just done.

use core::borrow::Borrow;
use core::fmt;

use eclaireur_models::access::{Action, Role, Subject, Who, may};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::text::Say;
use crate::urls;

/// Something with an address code and a name for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Code or id, as in addresses and form values.
    pub code: String,
    /// Name.
    pub name: String,
}

impl Named {
    /// Both.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Named {
        Named { code: code.into(), name: name.into() }
    }
}

/// One step of the breadcrumb. The last has no address: it is where one stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Words.
    pub label: String,
    /// Address.
    pub href: Option<String>,
}

impl Crumb {
    /// A step one can go back to.
    pub fn to(label: impl Into<String>, href: String) -> Crumb {
        Crumb { label: label.into(), href: Some(href) }
    }

    /// Where one stands.
    pub fn here(label: impl Into<String>) -> Crumb {
        Crumb { label: label.into(), href: None }
    }
}

/// What was just done; shown once, at the top of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flash {
    /// The organisation was created.
    OrganisationCreated,
    /// The organisation was put back from its archive.
    OrganisationRestored,
    /// An organisation, building or meter was changed.
    Saved,
    /// Something is no longer in lists.
    Archived,
    /// It is in lists again.
    Restored,
    /// A building was created.
    BuildingCreated,
    /// A meter was created.
    MeterCreated,
    /// A reading was kept; it can be undone there.
    ReadingKept {
        /// Import that brought it.
        import: String,
    },
    /// A bill was kept; it can be undone there.
    BillKept {
        /// Import that brought it.
        import: String,
    },
    /// An acompte was kept: a payment, no consumption.
    AdvanceKept {
        /// Import that brought it.
        import: String,
    },
    /// A meter was replaced; it can be undone there.
    MeterReplaced {
        /// Import that brought it.
        import: String,
    },
    /// An import was confirmed.
    ImportConfirmed {
        /// Which.
        import: String,
    },
    /// An import was undone.
    ImportUndone {
        /// Which.
        import: String,
    },
    /// A preview was dropped; nothing was kept.
    PreviewDropped,
    /// The same bytes had been sent before: this is that import.
    AlreadyImported {
        /// Which.
        import: String,
    },
    /// Of several files, those without a question were confirmed.
    SendingConfirmed,
    /// Some of them; there was no time for the rest.
    SendingGoesOn,
    /// Of several files, those not confirmed were dropped.
    SendingDropped,
    /// What the columns of a table are is remembered.
    ColumnsRemembered,
    /// It is not any more.
    ColumnsForgotten,
    /// One reading was corrected.
    CorrectionKept {
        /// Import that corrects it.
        import: String,
    },
    /// A list of buildings was confirmed.
    ListConfirmed,
    /// A fact, a price or an event was taken back.
    TakenBack,
    /// The last change of a project was.
    ChangeUndone,
    /// A project is no longer in lists.
    ProjectArchived,
    /// A report was published.
    Published,
    /// Another catalogue is in force.
    CatalogChanged,
    /// The catalogue was read again and says what it said.
    CatalogSame,
    /// The sheet beside a meter opens nothing any more.
    LinkClosed,
    /// A surprising reading was looked at and is right.
    ReadingChecked,
    /// Saved, but the EAN looks wrong.
    EanLooksWrong,
    /// Signed out.
    SignedOut,
    /// Sessions were closed.
    SessionsClosed,
    /// Another password.
    PasswordChanged,
    /// A link went to another address.
    AddressAsked,
    /// Another address.
    AddressChanged,
    /// The second factor is no longer asked for.
    FactorDropped,
}

impl Flash {
    /// Every code.
    pub const CODES: &[&str] = &[
        "organisation-created",
        "organisation-restored",
        "saved",
        "archived",
        "restored",
        "building-created",
        "meter-created",
        "reading-kept",
        "bill-kept",
        "advance-kept",
        "meter-replaced",
        "import-confirmed",
        "import-undone",
        "preview-dropped",
        "already-imported",
        "sending-confirmed",
        "sending-goes-on",
        "sending-dropped",
        "columns-remembered",
        "columns-forgotten",
        "correction-kept",
        "list-confirmed",
        "taken-back",
        "change-undone",
        "project-archived",
        "published",
        "catalog-changed",
        "catalog-same",
        "link-closed",
        "reading-checked",
        "ean-looks-wrong",
        "signed-out",
        "sessions-closed",
        "password-changed",
        "address-asked",
        "address-changed",
        "factor-dropped",
    ];

    /// Permanent code: the locale key after `flash-`, and what a redirect carries.
    pub const fn code(&self) -> &'static str {
        match self {
            Flash::OrganisationCreated => "organisation-created",
            Flash::OrganisationRestored => "organisation-restored",
            Flash::Saved => "saved",
            Flash::Archived => "archived",
            Flash::Restored => "restored",
            Flash::BuildingCreated => "building-created",
            Flash::MeterCreated => "meter-created",
            Flash::ReadingKept { .. } => "reading-kept",
            Flash::BillKept { .. } => "bill-kept",
            Flash::AdvanceKept { .. } => "advance-kept",
            Flash::MeterReplaced { .. } => "meter-replaced",
            Flash::ImportConfirmed { .. } => "import-confirmed",
            Flash::ImportUndone { .. } => "import-undone",
            Flash::PreviewDropped => "preview-dropped",
            Flash::AlreadyImported { .. } => "already-imported",
            Flash::SendingConfirmed => "sending-confirmed",
            Flash::SendingGoesOn => "sending-goes-on",
            Flash::SendingDropped => "sending-dropped",
            Flash::ColumnsRemembered => "columns-remembered",
            Flash::ColumnsForgotten => "columns-forgotten",
            Flash::CorrectionKept { .. } => "correction-kept",
            Flash::ListConfirmed => "list-confirmed",
            Flash::TakenBack => "taken-back",
            Flash::ChangeUndone => "change-undone",
            Flash::ProjectArchived => "project-archived",
            Flash::Published => "published",
            Flash::CatalogChanged => "catalog-changed",
            Flash::CatalogSame => "catalog-same",
            Flash::LinkClosed => "link-closed",
            Flash::ReadingChecked => "reading-checked",
            Flash::EanLooksWrong => "ean-looks-wrong",
            Flash::SignedOut => "signed-out",
            Flash::SessionsClosed => "sessions-closed",
            Flash::PasswordChanged => "password-changed",
            Flash::AddressAsked => "address-asked",
            Flash::AddressChanged => "address-changed",
            Flash::FactorDropped => "factor-dropped",
        }
    }

    /// The import it speaks of.
    pub fn import(&self) -> Option<&str> {
        match self {
            Flash::ReadingKept { import }
            | Flash::CorrectionKept { import }
            | Flash::BillKept { import }
            | Flash::AdvanceKept { import }
            | Flash::MeterReplaced { import }
            | Flash::ImportConfirmed { import }
            | Flash::ImportUndone { import }
            | Flash::AlreadyImported { import } => Some(import),
            _ => None,
        }
    }

    /// The flash with this code; `import` may be empty.
    pub fn from_code(code: &str, import: &str) -> Option<Flash> {
        let import = import.to_owned();
        Some(match code {
            "organisation-created" => Flash::OrganisationCreated,
            "organisation-restored" => Flash::OrganisationRestored,
            "saved" => Flash::Saved,
            "archived" => Flash::Archived,
            "restored" => Flash::Restored,
            "building-created" => Flash::BuildingCreated,
            "meter-created" => Flash::MeterCreated,
            "reading-kept" => Flash::ReadingKept { import },
            "bill-kept" => Flash::BillKept { import },
            "advance-kept" => Flash::AdvanceKept { import },
            "meter-replaced" => Flash::MeterReplaced { import },
            "import-confirmed" => Flash::ImportConfirmed { import },
            "import-undone" => Flash::ImportUndone { import },
            "preview-dropped" => Flash::PreviewDropped,
            "already-imported" => Flash::AlreadyImported { import },
            "sending-confirmed" => Flash::SendingConfirmed,
            "sending-goes-on" => Flash::SendingGoesOn,
            "sending-dropped" => Flash::SendingDropped,
            "columns-remembered" => Flash::ColumnsRemembered,
            "columns-forgotten" => Flash::ColumnsForgotten,
            "correction-kept" => Flash::CorrectionKept { import },
            "list-confirmed" => Flash::ListConfirmed,
            "taken-back" => Flash::TakenBack,
            "change-undone" => Flash::ChangeUndone,
            "project-archived" => Flash::ProjectArchived,
            "published" => Flash::Published,
            "catalog-changed" => Flash::CatalogChanged,
            "catalog-same" => Flash::CatalogSame,
            "link-closed" => Flash::LinkClosed,
            "reading-checked" => Flash::ReadingChecked,
            "ean-looks-wrong" => Flash::EanLooksWrong,
            "signed-out" => Flash::SignedOut,
            "sessions-closed" => Flash::SessionsClosed,
            "password-changed" => Flash::PasswordChanged,
            "address-asked" => Flash::AddressAsked,
            "address-changed" => Flash::AddressChanged,
            "factor-dropped" => Flash::FactorDropped,
            _ => return None,
        })
    }

    fn is_warning(&self) -> bool {
        matches!(self, Flash::EanLooksWrong | Flash::SendingGoesOn)
    }
}

/// Around every page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The visitor's language.
    pub lang: Lang,
    /// Whether this is the demonstration; said on every page.
    pub demo: bool,
    /// Path and query of this page.
    pub path: String,
    /// The organisation one works in, for the navigation.
    pub organisation: Option<Named>,
    /// What was just done.
    pub flash: Option<Flash>,
    /// Token that every form of a session sends back in the field `csrf`.
    pub csrf: Option<String>,
    /// Who looks: what they may not do is not shown.
    pub viewer: Viewer,
    /// The organisation that the page is about is to be erased, from this day on.
    pub erased_from: Option<Day>,
}

/// Who looks at a page, and at what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// What they were granted.
    pub who: Who,
    /// What the page is about.
    pub subject: Subject,
    /// Today.
    pub on: Day,
    /// What they are called, once signed in.
    pub name: Option<String>,
}

impl Viewer {
    /// Nobody we know, before nothing in particular.
    pub const fn nobody() -> Viewer {
        Viewer { who: Who::Anybody, subject: Subject::Service, on: Day::MIN, name: None }
    }

    /// Whether they may do this to what the page is about.
    pub fn may(&self, action: Action) -> bool {
        may(&self.who, action, &self.subject, self.on)
    }

    /// Whether they may do this to the organisation that the page belongs to, as a whole.
    pub fn may_organisation(&self, action: Action) -> bool {
        // Whoever sits at the machine may, whatever the page is about.
        let here = self.who == Who::Local;
        here || self.subject.whole().is_some_and(|whole| may(&self.who, action, &whole, self.on))
    }

    /// The roles that hold today.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.who.grants().iter().filter(|grant| grant.holds(self.on)).map(|grant| &grant.role)
    }

    /// Whether they may do this to the service.
    pub fn may_service(&self, action: Action) -> bool {
        may(&self.who, action, &Subject::Service, self.on)
    }
}

/// Whoever sits at the machine: what samples and tests are shown to.
impl Default for Viewer {
    fn default() -> Viewer {
        Viewer { who: Who::Local, ..Viewer::nobody() }
    }
}

impl Shell {
    /// In this language, nothing else known.
    pub fn new(lang: Lang, path: impl Into<String>) -> Shell {
        Shell { lang, path: path.into(), ..Shell::default() }
    }

    /// The language the page's body is written in: the visitor's when its words are complete, else French.
    pub fn body_lang(&self) -> Lang {
        if crate::text::complete(self.lang) { self.lang } else { Lang::Fr }
    }

    /// That the organisation of the page is to be erased, and from when on; its own page says so itself.
    pub(crate) fn erasing(&self) -> Option<String> {
        let told = self.organisation.as_ref().is_some_and(|of| self.is_at(urls::erase(&of.code)));
        let day = self.erased_from.filter(|_| !told)?;
        Some(self.t("erase-waits").with("day", crate::format::day(day)).to_string())
    }

    /// Whether the viewer may change what the page is about.
    pub(crate) fn may_change(&self) -> bool {
        self.viewer.may(Action::Change)
    }

    /// Whether the viewer may bring readings in for what the page is about.
    pub(crate) fn may_import(&self) -> bool {
        self.viewer.may(Action::Import)
    }

    /// Whether the viewer may manage the organisation of the page.
    pub(crate) fn may_manage(&self) -> bool {
        self.viewer.may_organisation(Action::Manage)
    }

    /// Whether the viewer may open what the page is about to others.
    pub(crate) fn may_manage_this(&self) -> bool {
        self.viewer.may(Action::Manage)
    }

    /// Whether the viewer may do this to the organisation of the page as a whole.
    pub(crate) fn may_organisation(&self, action: impl Borrow<Action>) -> bool {
        self.viewer.may_organisation(*action.borrow())
    }

    /// Whether the viewer may do this to the service.
    pub(crate) fn may_service(&self, action: impl Borrow<Action>) -> bool {
        self.viewer.may_service(*action.borrow())
    }

    /// What the roles of whoever signed in open beside organisations: the sums of federations, calls for help, sheets.
    pub(crate) fn rooms(&self) -> Vec<(String, Say<'static>)> {
        let held: Vec<&Role> = self.viewer.roles().collect();
        let reviews = held.iter().any(|role| matches!(role, Role::Reviewer { .. }));
        [
            (reviews, urls::federations(), "frame-federations"),
            (held.contains(&&Role::Cell), urls::help_queue(), "frame-help-queue"),
            (held.contains(&&Role::Investor), urls::sheets(), "frame-sheets"),
        ]
        .into_iter()
        .filter(|(open, _, _)| *open)
        .map(|(_, href, key)| (href, self.frame(key)))
        .collect()
    }

    /// A sentence of the body without arguments.
    pub(crate) fn t(&self, key: &'static str) -> Say<'static> {
        Say::new(self.body_lang(), key)
    }

    /// One of two sentences.
    pub(crate) fn either(
        &self,
        first: impl Borrow<bool>,
        key: &'static str,
        other: &'static str,
    ) -> Say<'static> {
        self.t(if *first.borrow() { key } else { other })
    }

    /// A sentence of the frame (header, footer), which exists in every language.
    pub(crate) fn frame(&self, key: &'static str) -> Say<'static> {
        Say::new(self.lang, key)
    }

    /// Whether the body is in another language than asked.
    pub(crate) fn falls_back(&self) -> bool {
        self.body_lang() != self.lang
    }

    /// `BCP 47` tag of the frame.
    pub(crate) fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    pub(crate) fn body_tag(&self) -> &'static str {
        self.body_lang().tag()
    }

    pub(crate) fn flash_text(&self) -> Option<String> {
        let flash = self.flash.as_ref()?;
        Some(Say::owned(self.body_lang(), format!("flash-{}", flash.code())).to_string())
    }

    pub(crate) fn flash_class(&self) -> &'static str {
        if self.flash.as_ref().is_some_and(Flash::is_warning) {
            "note note-warning"
        } else {
            "note note-done"
        }
    }

    pub(crate) fn flash_href(&self) -> Option<String> {
        let href = self.flash.as_ref().and_then(Flash::import).filter(|i| !i.is_empty()).map(urls::import)?;
        // On its own page there is nowhere else to go.
        (!self.is_at(&href)).then_some(href)
    }

    /// Somebody we do not know, who may sign in.
    pub(crate) fn is_stranger(&self) -> bool {
        self.viewer.who == Who::Anybody
    }

    pub(crate) fn is_at(&self, path: impl AsRef<str>) -> bool {
        self.path.split('?').next() == Some(path.as_ref())
    }
}

/// A page or picture that could not be written. What is shown instead is [`crate::pages::error::bare`].
#[derive(Debug)]
pub enum RenderError {
    /// A template failed.
    Template(askama::Error),
    /// A picture could not be drawn.
    Chart(String),
    /// A workbook could not be written.
    Workbook(String),
    /// A report could not be laid out or written.
    Report(String),
    /// The program was built without PDF.
    PdfNotBuilt,
}

impl RenderError {
    pub(crate) fn chart(error: &impl fmt::Display) -> RenderError {
        RenderError::Chart(error.to_string())
    }

    pub(crate) fn workbook(error: &impl fmt::Display) -> RenderError {
        RenderError::Workbook(error.to_string())
    }

    #[cfg(feature = "pdf")]
    pub(crate) fn report(error: &impl fmt::Display) -> RenderError {
        RenderError::Report(error.to_string())
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Template(error) => write!(f, "a template could not be rendered: {error}"),
            RenderError::Chart(error) => write!(f, "a chart could not be drawn: {error}"),
            RenderError::Workbook(error) => write!(f, "a workbook could not be written: {error}"),
            RenderError::Report(error) => write!(f, "a report could not be written: {error}"),
            RenderError::PdfNotBuilt => {
                f.write_str("this program was built without PDF (feature `pdf`); ask for .xlsx")
            }
        }
    }
}

impl std::error::Error for RenderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RenderError::Template(error) => Some(error),
            RenderError::Chart(_)
            | RenderError::Workbook(_)
            | RenderError::Report(_)
            | RenderError::PdfNotBuilt => None,
        }
    }
}

impl From<askama::Error> for RenderError {
    fn from(error: askama::Error) -> Self {
        RenderError::Template(error)
    }
}
