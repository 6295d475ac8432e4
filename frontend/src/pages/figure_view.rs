//! A figure as pages show it: the number first, one sentence, what lacks, and how it came about behind a fold.
//!
//! Everything is said by [`crate::figures`]; here it is only laid out for `parts/figure.html`. Does *not* compute.

use eclaireur_models::indicators::{Answer, Cited, Explained, Value};

use super::month_table::{Mark, mark};
use crate::figures::{self, Explanation, InputLine};
use crate::format;
use crate::shell::Shell;

/// One figure with its sentence.
#[derive(Debug, Clone)]
pub(super) struct FigureView {
    /// Unique on the page.
    pub(super) id: String,
    /// What it is.
    pub(super) name: String,
    /// What it says.
    pub(super) state: Said,
    /// One sentence beside it.
    pub(super) sentence: Option<String>,
    /// How it came about; further figures may stand behind the sentence.
    pub(super) hows: Vec<How>,
}

/// What a figure says.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// The number.
    Known(Number),
    /// What lacks, one sentence each.
    Lacks(Vec<String>),
    /// Why it makes no sense here.
    Why(String),
}

/// A number as it is written.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// The digits alone: `412 310`.
    pub(super) digits: String,
    /// Its unit.
    pub(super) unit: String,
    /// The letter of its quality.
    pub(super) mark: Option<Mark>,
    /// *à confirmer*.
    pub(super) to_confirm: Option<String>,
    /// *entre … et …*
    pub(super) range: Option<String>,
}

/// How a figure came about.
#[derive(Debug, Clone)]
pub(super) struct How {
    /// Name and value: *Énergie finale : 412 310 kWh PCI*.
    pub(super) title: String,
    /// What it means, its period, how good it is.
    pub(super) words: Vec<String>,
    /// The formula in words.
    pub(super) formula: String,
    /// The same with the site's own numbers.
    pub(super) own: String,
    /// What went in.
    pub(super) inputs: Vec<InputLine>,
    /// Documents: what, where, when opened.
    pub(super) sources: Vec<SourceLine>,
}

/// A document a figure stands on.
#[derive(Debug, Clone)]
pub(super) struct SourceLine {
    pub(super) title: String,
    /// Only addresses of the web: nothing else becomes a link.
    pub(super) link: Option<String>,
    pub(super) checked: String,
}

impl FigureView {
    /// A figure under this id; `None` is a figure nobody has made yet.
    pub(super) fn of(shell: &Shell, id: impl Into<String>, figure: Option<&Explained>) -> FigureView {
        let lang = shell.body_lang();
        let Some(figure) = figure else {
            let said = Said::Lacks(vec![shell.t("figure-not-made").to_string()]);
            return FigureView {
                id: id.into(),
                name: String::new(),
                state: said,
                sentence: None,
                hows: Vec::new(),
            };
        };
        let state = match &figure.answer {
            Answer::Known(value) => Said::Known(number(shell, figure, value)),
            Answer::NotYet { lacks } if lacks.is_empty() => {
                Said::Lacks(vec![shell.t("figure-not-made").to_string()])
            }
            Answer::NotYet { lacks } => Said::Lacks(figures::lacks(lang, lacks)),
            Answer::NotApplicable { why } => Said::Why(figures::why(lang, why)),
        };
        FigureView {
            id: id.into(),
            name: figures::name(lang, figure),
            state,
            sentence: None,
            hows: how(shell, figure).into_iter().collect(),
        }
    }

    /// Under another name.
    #[must_use]
    pub(super) fn named(mut self, name: impl Into<String>) -> FigureView {
        self.name = name.into();
        self
    }

    /// With a sentence beside it, where it is known.
    #[must_use]
    pub(super) fn saying(mut self, sentence: Option<String>) -> FigureView {
        self.sentence = sentence.filter(|_| matches!(self.state, Said::Known(_)));
        self
    }

    /// With another figure that its sentence speaks of.
    #[must_use]
    pub(super) fn standing_on(mut self, shell: &Shell, figure: Option<&Explained>) -> FigureView {
        self.hows.extend(figure.and_then(|f| how(shell, f)));
        self
    }
}

fn number(shell: &Shell, figure: &Explained, value: &Value) -> Number {
    let lang = shell.body_lang();
    let of = figure.of.as_deref();
    Number {
        digits: figures::digits(value.unit, value.value),
        unit: figures::unit(lang, value.unit, value.basis, figures::counted_in(value, of)),
        mark: mark(shell, value.quality),
        to_confirm: figures::certainty(lang, value.certainty),
        range: figures::range(lang, value, of),
    }
}

/// How a known figure came about.
pub(super) fn how(shell: &Shell, figure: &Explained) -> Option<How> {
    let lang = shell.body_lang();
    let value = figure.value()?;
    let Explanation { name, meaning, formula, inputs, sources, quality, certainty } =
        figures::explanation(lang, figure)?;
    let result = figures::value(lang, value, figure.of.as_deref());
    let period = figure
        .period
        .map(|period| shell.t("figure-period").with("period", format::period(lang, period)).to_string());
    let quality = match certainty {
        Some(certainty) => {
            shell.t("figure-quality-unsure").with("quality", quality).with("certainty", certainty).to_string()
        }
        None => shell.t("figure-quality").with("quality", quality).to_string(),
    };
    Some(How {
        title: shell.t("figure-is").with("name", name).with("value", &result).to_string(),
        words: [Some(meaning), period, Some(quality)].into_iter().flatten().collect(),
        formula,
        own: own(shell, &inputs, &result),
        inputs,
        sources: self::sources(shell, &sources),
    })
}

/// *Énergie : 412 310 kWh ; superficie chauffée : 2 450 m² → 168 kWh/m²*
fn own(shell: &Shell, inputs: &[InputLine], result: &str) -> String {
    let is = |line: &InputLine| {
        shell.t("figure-is").with("name", &line.name).with("value", &line.value).to_string()
    };
    match inputs {
        [] => result.to_owned(),
        inputs => {
            let parts: Vec<String> = inputs.iter().map(is).collect();
            format!("{} → {result}", parts.join("\u{a0}; "))
        }
    }
}

/// Documents, each once, in a fixed order.
pub(super) fn sources<'a>(shell: &Shell, cited: impl IntoIterator<Item = &'a Cited>) -> Vec<SourceLine> {
    let mut all: Vec<&Cited> = cited.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|cited| source(shell, cited)).collect()
}

fn source(shell: &Shell, cited: &Cited) -> SourceLine {
    let is_web = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    SourceLine {
        title: cited.title.clone(),
        link: cited.link.clone().filter(is_web),
        checked: shell.t("figure-checked").with("day", format::day(cited.checked_on)).to_string(),
    }
}

/// What the letters of several figures mean, each once.
pub(super) fn marks<'a>(figures: impl IntoIterator<Item = &'a FigureView>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for figure in figures {
        if let Said::Known(Number { mark: Some(mark), .. }) = &figure.state
            && !marks.contains(mark)
        {
            marks.push(mark.clone());
        }
    }
    marks
}
