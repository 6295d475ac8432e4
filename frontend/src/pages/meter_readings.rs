//! The readings of a meter, one counter at a time: each value with its quality and the import it comes from, and a way to
//! correct it. Slots are shown by day, and one day slot by slot.
//!
//! GET with `serie` (id of a counter), `mois` (`2025-03`), `jour` (`2025-03-14`), `page`.

use askama::Template;
use eclaireur_models::building::{Carrier, Channel, Direction, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};
use rust_decimal::Decimal;

use super::Paging;
use super::building::{self, BuildingHead};
use super::import::{self, ImportHead};
use super::month_table::{Mark, meanings};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;
use crate::words;

/// A counter of the meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterLine {
    /// Id of its channel.
    pub id: String,
    /// What it counts.
    pub channel: Channel,
}

/// A correction that a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionLine {
    /// Day it was made.
    pub on: Day,
    /// Who made it, when known.
    pub by: Option<String>,
    /// What was held before; none when nothing was.
    pub before: Option<Decimal>,
    /// Why.
    pub reason: String,
}

/// A reading as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldLine {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// Seconds per slot, for a slot of a month.
    pub resolution_s: Option<u32>,
    /// The value with its quality; none when it was taken back, or nothing was read.
    pub value: Option<(Decimal, Quality)>,
    /// The import that brought it, or took it back; none when nothing was read.
    pub source: Option<ImportHead>,
    /// How it was corrected.
    pub correction: Option<CorrectionLine>,
}

/// A day of slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    /// Which.
    pub day: Day,
    /// Sum of the values.
    pub sum: Decimal,
    /// Slots with a value.
    pub present: usize,
    /// Slots of the day.
    pub expected: usize,
    /// The weakest quality among them.
    pub quality: Quality,
    /// Slots that were corrected or taken back.
    pub corrected: usize,
}

/// What is shown of the counter that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Nothing was read on it.
    Nothing,
    /// Readings one by one: an index, bills, deliveries, days; the newest first.
    Rows {
        /// They.
        rows: Vec<HeldLine>,
        /// Which slice.
        paging: Paging,
    },
    /// A month of slots, by day.
    Month {
        /// Which.
        month: Month,
        /// The month before that has readings.
        previous: Option<Month>,
        /// The one after.
        next: Option<Month>,
        /// Its days.
        days: Vec<DayLine>,
    },
    /// A day, slot by slot.
    Day {
        /// Which.
        day: Day,
        /// Its slots.
        slots: Vec<HeldLine>,
        /// Which slice of them.
        paging: Paging,
    },
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/meter_readings.html")]
pub struct MeterReadingsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which meter: id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// Its counters.
    pub counters: Vec<CounterLine>,
    /// Id of the one that is shown.
    pub chosen: Option<String>,
    /// Whether it has both slots and readings one by one; `lignes=oui` shows the latter.
    pub both: bool,
    /// What is shown of it.
    pub shown: Shown,
}

html!(MeterReadingsPage);

/// A counter as a switch.
struct Switch {
    href: String,
    label: String,
    here: bool,
}

/// A reading as a row of the table.
struct Row {
    when: String,
    value: Option<String>,
    mark: Option<&'static str>,
    mark_meaning: String,
    source: Option<(String, String)>,
    correction: Option<String>,
    correct: String,
    withdrawn: bool,
}

impl MeterReadingsPage {
    pub(crate) fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("held-title").with("name", &self.meter.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = building::crumbs(&self.shell, &self.head, None);
        if let Some(here) = crumbs.last_mut() {
            here.href = Some(urls::building(&self.head.building.code));
        }
        let readings = self.shell.t("readings-crumb").to_string();
        crumbs.push(Crumb::to(readings, urls::readings(&self.head.building.code)));
        crumbs.push(Crumb::here(&self.meter.name));
        crumbs
    }

    /// The counter that is shown.
    pub(crate) fn counter(&self) -> Option<&CounterLine> {
        self.counters.iter().find(|c| Some(&c.id) == self.chosen.as_ref())
    }

    /// *Prélèvement · jour · relevé d'index · kWh*
    pub(crate) fn label(&self, channel: Channel) -> String {
        let lang = self.lang();
        let register = (channel.register != Register::Total).then(|| words::register(lang, channel.register));
        let parts = [
            Some(words::direction(lang, channel.direction)),
            register,
            Some(words::kind(lang, channel.kind)),
            Some(format::quantity_unit(channel.unit).to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// *Nuit*, *Injection jour*: what tells a counter from the others of its meter, and nothing else.
    fn short_label(&self, channel: Channel) -> String {
        let lang = self.lang();
        let others = || self.counters.iter().map(|c| c.channel);
        let same_way = |c: &Channel| (c.direction, c.register) == (channel.direction, channel.register);
        let mut parts = Vec::new();
        let registered = others().any(|c| c.register != channel.register);
        let is_plain = channel.direction == Direction::Offtake && channel.register != Register::Total;
        if others().any(|c| c.direction != channel.direction) && !is_plain {
            parts.push(words::direction(lang, channel.direction));
        }
        if registered && (channel.register != Register::Total || parts.is_empty()) {
            parts.push(words::register_short(lang, channel.register));
        }
        let mut parts: Vec<String> = Some(parts.join(" ")).filter(|p| !p.is_empty()).into_iter().collect();
        if others().filter(same_way).any(|c| c.kind != channel.kind) {
            parts.push(words::kind(lang, channel.kind));
        }
        if others().filter(same_way).any(|c| c.kind == channel.kind && c.unit != channel.unit) {
            parts.push(format::quantity_unit(channel.unit).to_owned());
        }
        if parts.is_empty() { self.label(channel) } else { format::capitalised(&parts.join(" · ")) }
    }

    /// The counter that is shown, in full.
    fn counter_label(&self) -> String {
        self.counter().map(|c| self.label(c.channel)).unwrap_or_default()
    }

    fn address(&self, more: &[(&str, &str)]) -> String {
        let path = urls::meter_readings(&self.head.building.code, &self.meter.code);
        urls::with_query(&path, &[&[("serie", self.chosen.as_deref().unwrap_or_default())], more].concat())
    }

    fn switches(&self) -> Vec<Switch> {
        let path = urls::meter_readings(&self.head.building.code, &self.meter.code);
        self.counters
            .iter()
            .map(|c| Switch {
                href: urls::with_query(&path, &[("serie", &c.id)]),
                label: self.short_label(c.channel),
                here: Some(&c.id) == self.chosen.as_ref(),
            })
            .collect()
    }

    /// From slots to readings one by one, and back.
    fn other_view(&self) -> Option<(String, String)> {
        if !self.both {
            return None;
        }
        let (key, query): (_, &[_]) = match self.shown {
            Shown::Rows { .. } => ("held-see-slots", &[]),
            _ => ("held-see-rows", &[("lignes", "oui")]),
        };
        Some((self.address(query), self.shell.t(key).to_string()))
    }

    /// What the table holds, in words.
    pub(crate) fn heading(&self) -> String {
        let lang = self.lang();
        match &self.shown {
            Shown::Nothing | Shown::Rows { .. } => self.shell.t("held-rows").to_string(),
            Shown::Month { month, .. } => format::month_year(lang, *month),
            Shown::Day { day, .. } => format::day_long(lang, *day),
        }
    }

    fn month_links(&self) -> Vec<(String, String)> {
        let link = |month: &Month| {
            (self.address(&[("mois", &month.to_string())]), format::month_year(self.lang(), *month))
        };
        match &self.shown {
            Shown::Month { previous, next, .. } => previous.iter().chain(next).map(link).collect(),
            Shown::Day { day, .. } => vec![link(&Month::of(*day))],
            Shown::Nothing | Shown::Rows { .. } => Vec::new(),
        }
    }

    fn days(&self) -> &[DayLine] {
        match &self.shown {
            Shown::Month { days, .. } => days,
            _ => &[],
        }
    }

    fn day_href(&self, line: &DayLine) -> String {
        self.address(&[("jour", &line.day.to_string())])
    }

    /// The readings that are shown one by one.
    pub(crate) fn lines(&self) -> &[HeldLine] {
        match &self.shown {
            Shown::Rows { rows, .. } => rows,
            Shown::Day { slots, .. } => slots,
            Shown::Nothing | Shown::Month { .. } => &[],
        }
    }

    fn rows(&self) -> Vec<Row> {
        self.lines()
            .iter()
            .map(|line| Row {
                when: format::slot(line.start, line.end),
                value: line.value.map(|(value, _)| self.quantity(value)),
                mark: line.value.and_then(|(_, quality)| words::quality_mark(quality)),
                mark_meaning: line.value.map(|(_, q)| words::quality(self.lang(), q)).unwrap_or_default(),
                source: line.source.as_ref().map(|s| {
                    // Without its id it is named, and not shown.
                    let href = if s.id.is_empty() { String::new() } else { urls::import(&s.id) };
                    (href, self.source(s))
                }),
                correction: self.correction(line),
                correct: self.correct_href(line),
                withdrawn: line.value.is_none() && line.correction.is_some(),
            })
            .collect()
    }

    /// What the letters beside the readings mean.
    fn marks(&self) -> Vec<Mark> {
        let days = self.days().iter().filter(|line| line.present > 0).map(|line| line.quality);
        let rows = self.lines().iter().filter_map(|line| line.value).map(|(_, quality)| quality);
        meanings(&self.shell, days.chain(rows))
    }

    fn correct_href(&self, line: &HeldLine) -> String {
        let path = urls::correction(&self.head.building.code, &self.meter.code);
        let length = line.resolution_s.map(|s| s.to_string()).unwrap_or_default();
        let (start, end) = (line.start.to_string(), line.end.to_string());
        let serie = self.chosen.as_deref().unwrap_or_default();
        urls::with_query(&path, &[("serie", serie), ("debut", &start), ("fin", &end), ("pas", &length)])
    }

    pub(crate) fn quantity(&self, value: Decimal) -> String {
        let unit = self.counter().map(|c| format::quantity_unit(c.channel.unit)).unwrap_or_default();
        format!("{}{}{unit}", format::decimal(value), format::NBSP)
    }

    /// *Corrigé le 3/1/2026, auparavant 123,4 kWh : compteur mal lu*
    pub(crate) fn correction(&self, line: &HeldLine) -> Option<String> {
        let correction = line.correction.as_ref()?;
        let key = match (line.value.is_some(), correction.before.is_some()) {
            (true, true) => "held-corrected",
            (true, false) => "held-filled",
            (false, _) => "held-withdrawn",
        };
        let by = correction.by.clone().unwrap_or_else(|| self.shell.t("held-by-local").to_string());
        let say = self.shell.t(key).with("day", format::day(correction.on)).with("by", by);
        let before = correction.before.map(|value| self.quantity(value)).unwrap_or_default();
        Some(say.with("before", before).with("reason", &correction.reason).to_string())
    }

    /// What a value comes from, in words.
    pub(crate) fn source(&self, source: &ImportHead) -> String {
        import::name(&self.shell, source)
    }

    fn paging(&self) -> Paging {
        match &self.shown {
            Shown::Rows { paging, .. } | Shown::Day { paging, .. } => *paging,
            Shown::Nothing | Shown::Month { .. } => Paging::whole(0),
        }
    }

    fn page_href(&self, page: usize) -> String {
        let page = page.to_string();
        match &self.shown {
            Shown::Day { day, .. } => self.address(&[("jour", &day.to_string()), ("page", &page)]),
            _ if self.both => self.address(&[("lignes", "oui"), ("page", &page)]),
            _ => self.address(&[("page", &page)]),
        }
    }

    fn files(&self) -> Files {
        let both = [
            urls::meter_readings_csv(&self.head.building.code, &self.meter.code),
            urls::meter_readings_xlsx(&self.head.building.code, &self.meter.code),
        ];
        let (month, day) = match &self.shown {
            Shown::Month { month, .. } => (month.to_string(), String::new()),
            Shown::Day { day, .. } => (String::new(), day.to_string()),
            Shown::Nothing | Shown::Rows { .. } => (String::new(), String::new()),
        };
        let rows = if matches!(self.shown, Shown::Rows { .. }) { "oui" } else { "" };
        let serie = self.chosen.as_deref().unwrap_or_default();
        let query = [("serie", serie), ("mois", &*month), ("jour", &*day), ("lignes", rows)];
        Files::new(self.heading(), both, &query)
    }
}
