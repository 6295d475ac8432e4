//! The law and the reference data, read from readable TOML files into types.
//!
//! The only code that sees TOML. The default catalogue is compiled in; a directory can be given at start, whose
//! files the backend reads and passes as (path, text). Does *not* decide anything.
//!
//! Invariants (I4): every value has a source and a certainty, every file a `checked_on`; unknown keys and illegal
//! dates are refused with file and hint. To add a value: a file in its folder, after its `_template.toml`.

mod benchmarks;
mod bills;
mod carriers;
mod climate;
mod communes;
mod ets2;
mod factors;
mod formats;
mod given;
mod lists;
mod measures;
mod norms;
mod prices;
mod procurement;
mod profiles;
mod scenarios;
pub mod schemes;
mod sectors;
mod targets;

use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use benchmarks::{Benchmark, Spread};
pub use bills::{BillField, BillTitle, BillWord, BillWords, UNSURE};
pub use carriers::{CarrierCard, Content, Plausible, Seasons};
pub use climate::{Base, Cold, DegreeDays, How, Normal, Row};
pub use communes::{Commune, Communes, Merger};
pub use ets2::{Ets2, Ets2Factor, Ets2Scenario, Ets2Start, Ets2Vat};
pub use factors::{FactorKind, FactorSet, Held};
pub use formats::{Attribute, CarrierRule, Edge, Format, LineSubject, Role, Shape};
pub use given::Given;
pub use lists::{BuildingsList, ListColumn, ListRole};
pub use measures::{
    ActsOn, Articles, BOUNDS, MEASURE_INPUTS, MEASURE_SETTLERS, MeasureCard, MeasureInput, MeasureStep,
    OBSTACLE_KINDS, OBSTACLES, Obstacle, PREREQUISITES, SAMPLES, SavingMethod, Told, VALIDITIES, input_unit,
};
pub use norms::{Norm, NormCondition, NormDeadline, Recurrence, SETTLERS, Test};
pub use prices::{Customer, PriceCard, ReferencePrice};
pub use procurement::{Procurement, PublicMoney, Threshold};
pub use profiles::{Break, LoadShape, MonthDay, Photovoltaics, Place, Sky, Taken, YieldRange};
pub use scenarios::{AssumedWork, Change, Scenario};
pub use sectors::{ClimateShare, Sector, ServiceUnit, UseShare};
pub use targets::{Target, Targets};

use self::schemes::Scheme;
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::period::Day;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// The station whose degree-days are taken for every building.
const STATION: &str = "uccle";

/// The activity that stands for those of which nothing particular is known.
const ANY_ACTIVITY: &str = "other";

/// Why a catalogue file is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {what}")]
pub struct Problem {
    /// Path below the catalogue.
    pub file: String,
    /// Key, line and hint, in English: the reader is the one who edits the file.
    pub what: String,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name by which values of the same file point to it.
    pub id: String,
    /// Title of the document, with its date.
    pub title: String,
    /// Where to read it.
    pub link: Option<String>,
    /// How sure it is, where the values do not say it themselves.
    pub certainty: Option<Certainty>,
}

/// Everything the catalogue holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalog {
    version: String,
    formats: Vec<Format>,
    bills: BillWords,
    carriers: Vec<CarrierCard>,
    climate: Vec<DegreeDays>,
    lists: Option<BuildingsList>,
    sectors: Vec<Sector>,
    schemes: Vec<Scheme>,
    scenarios: Vec<Scenario>,
    communes: Communes,
    ets2: Option<Ets2>,
    prices: Vec<PriceCard>,
    norms: Vec<Norm>,
    procurement: Option<Procurement>,
    profiles: Vec<LoadShape>,
    photovoltaics: Option<Photovoltaics>,
    targets: Option<Targets>,
    factors: Vec<FactorSet>,
    benchmarks: Vec<Benchmark>,
    measures: Vec<MeasureCard>,
}

impl Catalog {
    /// The catalogue compiled into the program.
    ///
    /// # Errors
    /// Every file that is not right; a test keeps that list empty.
    pub fn embedded() -> Result<Catalog, Vec<Problem>> {
        let mut files = Vec::new();
        collect(&EMBEDDED, &mut files);
        Catalog::read(files)
    }

    /// A catalogue from (path below the catalogue, text) pairs. Files named `_…` are templates and passed over.
    ///
    /// # Errors
    /// Every file that is not right, not only the first.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Catalog, Vec<Problem>> {
        let mut files: Vec<(&str, &str)> = files.into_iter().collect();
        files.sort_unstable();
        let (mut catalog, mut problems) =
            (Catalog { version: version(&files), ..Catalog::default() }, Vec::new());
        for (path, text) in files {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let is_toml = std::path::Path::new(name).extension().is_some_and(|e| e == "toml");
            if name.starts_with('_') || !is_toml {
                continue;
            }
            if let Err(what) = catalog.take(folder, name, text) {
                problems.push(Problem { file: path.to_owned(), what });
            }
        }
        problems.extend(catalog.share_words());
        problems.extend(catalog.check_activities());
        problems.extend(catalog.check_benchmarks());
        problems.extend(catalog.check_profiles());
        problems.extend(catalog.check_decision());
        problems.extend(catalog.lay_over());
        problems.extend(catalog.check_schemes());
        problems.extend(catalog.check_scenarios());
        problems.extend(catalog.check_measures());
        // Layouts described column by column come before the ones recognised by their words.
        let by_words = |f: &Format| !f.is_described() && f.shape != Shape::Document;
        catalog.formats.sort_by_key(|f| (by_words(f), f.code.clone()));
        catalog.norms.sort_by(|a, b| a.code.cmp(&b.code));
        catalog.measures.sort_by(|a, b| (a.step, &a.code).cmp(&(b.step, &b.code)));
        catalog.sectors.sort_by(|a, b| a.name.fr.cmp(&b.name.fr));
        catalog.scenarios.sort_by(|a, b| a.code.cmp(&b.code));
        catalog.schemes.sort_by(|a, b| a.code.cmp(&b.code));
        catalog.give_seasons();
        if problems.is_empty() { Ok(catalog) } else { Err(problems) }
    }

    fn take(&mut self, folder: &str, name: &str, text: &str) -> Result<(), String> {
        let stem = name.trim_end_matches(".toml");
        let named = |code: &str| {
            let same = code.replace('_', "-") == stem;
            same.then_some(())
                .ok_or_else(|| format!("code `{code}` and file name `{stem}` must be the same word"))
        };
        let below = |room: &str| folder.strip_prefix(room).filter(|region| !region.contains('/'));
        let in_folder = |code: &str, region: &str| match code.split_once('/') {
            Some((of, name)) if of == region => named(name),
            _ => Err(format!("code `{code}` and folder `{region}` must agree")),
        };
        if let Some(region) = below("schemes/") {
            let scheme = Scheme::compile(toml(text)?)?;
            in_folder(&scheme.code, region)?;
            self.schemes.push(scheme);
            return Ok(());
        }
        if let Some(origin) = below("scenarios/") {
            let scenario = Scenario::compile(toml(text)?)?;
            in_folder(&scenario.code, origin)?;
            self.scenarios.push(scenario);
            return Ok(());
        }
        match folder {
            "formats" => {
                let format = Format::compile(toml(text)?)?;
                named(&format.code)?;
                self.formats.push(format);
            }
            "carriers" => {
                let card: CarrierCard = toml(text)?;
                named(card.code.code())?;
                card.check()?;
                self.carriers.push(card);
            }
            "climate" => {
                let station: DegreeDays = toml(text)?;
                named(&station.code)?;
                station.check()?;
                self.climate.push(station);
            }
            "sectors" => {
                let sector: Sector = toml(text)?;
                named(&sector.code)?;
                sector.check()?;
                self.sectors.push(sector);
            }
            "lists" => {
                let file: lists::File = toml(text)?;
                named(&file.code)?;
                self.lists = Some(BuildingsList::compile(file)?);
            }
            "prices" if stem == "ets2" => {
                let card: Ets2 = toml(text)?;
                named(&card.code)?;
                card.check()?;
                self.ets2 = Some(card);
            }
            "prices" => {
                let card: PriceCard = toml(text)?;
                named(&card.code)?;
                card.check()?;
                self.prices.push(card);
            }
            "norms" if stem == "procurement" => {
                let procurement: Procurement = toml(text)?;
                named(&procurement.code)?;
                procurement.check()?;
                self.procurement = Some(procurement);
            }
            "norms" if stem == "targets" => {
                let targets: Targets = toml(text)?;
                named(&targets.code)?;
                targets.check()?;
                self.targets = Some(targets);
            }
            "norms" => {
                let norm: Norm = toml(text)?;
                named(&norm.code)?;
                norm.check()?;
                self.norms.push(norm);
            }
            "factors" => {
                let set: FactorSet = toml(text)?;
                named(&set.code)?;
                set.check()?;
                self.factors.push(set);
            }
            "benchmarks" => {
                let benchmark: Benchmark = toml(text)?;
                named(&benchmark.code)?;
                benchmark.check()?;
                self.benchmarks.push(benchmark);
            }
            "measures" | "profiles" | "photovoltaics" => self.take_works(folder, text, &named)?,
            "bills" => self.bills = BillWords::compile(toml(text)?)?,
            "communes" => self.communes = Communes::compile(toml(text)?)?,
            _ => return Err(format!("no room reads the folder `{folder}`")),
        }
        Ok(())
    }

    /// What works are reckoned with: measures, shapes of use, panels.
    fn take_works(
        &mut self,
        folder: &str,
        text: &str,
        named: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<(), String> {
        match folder {
            "measures" => self.measures.push(measure(text, named)?),
            "profiles" => {
                let shape: LoadShape = toml(text)?;
                named(&shape.code)?;
                shape.check()?;
                self.profiles.push(shape);
            }
            _ => {
                let card: Photovoltaics = toml(text)?;
                named(&card.code)?;
                card.check()?;
                self.photovoltaics = Some(card);
            }
        }
        Ok(())
    }

    /// What its files say, as a short checksum: the same files, the same version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The layout whose words describe a table somebody keeps: what mappings are read with.
    pub fn plain_table(&self) -> Option<&Format> {
        self.formats.iter().find(|f| f.code == "plain-table")
    }

    /// Layouts that say which other one they are like know its words too.
    fn share_words(&mut self) -> Vec<Problem> {
        let (known, mut problems) = (self.formats.clone(), Vec::new());
        for format in &mut self.formats {
            let Some(like) = &format.like else { continue };
            match known.iter().find(|other| other.code == *like && other.like.is_none()) {
                Some(other) => format.learn(other),
                None => problems.push(Problem {
                    file: format!("formats/{}.toml", format.code),
                    what: format!("key `like`: `{like}` is no layout, or is itself like another"),
                }),
            }
        }
        problems
    }

    /// What a list of buildings calls an activity is one of ours.
    fn check_activities(&self) -> Option<Problem> {
        let list = self.lists.as_ref()?;
        let (_, unknown) = list.activities().iter().find(|(_, code)| self.sector(code).is_none())?;
        let what = format!("[[activity]]: `{unknown}` is no sector");
        Some(Problem { file: format!("lists/{}.toml", list.code), what })
    }

    /// Benchmarks are of activities that exist.
    fn check_benchmarks(&self) -> Vec<Problem> {
        let unknown = |b: &Benchmark| {
            let code = b.activities.iter().find(|code| self.sector(code).is_none())?;
            let what = format!("key `activities`: `{code}` is no sector");
            Some(Problem { file: format!("benchmarks/{}.toml", b.code), what })
        };
        self.benchmarks.iter().filter_map(unknown).collect()
    }

    /// Shapes of use are of activities that exist, each with one at most.
    fn check_profiles(&self) -> Vec<Problem> {
        let (mut seen, mut problems) = (std::collections::BTreeSet::new(), Vec::new());
        for (shape, activity) in self.profiles.iter().flat_map(|s| s.activities.iter().map(move |a| (s, a))) {
            let what = if self.sector(activity).is_none() {
                format!("key `activities`: `{activity}` is no sector")
            } else if !seen.insert(activity) {
                format!("key `activities`: `{activity}` has another shape")
            } else {
                continue;
            };
            problems.push(Problem { file: format!("profiles/{}.toml", shape.code), what });
        }
        problems
    }

    /// Decisions stand on one set of CO2 factors (practice: the same before and after).
    fn check_decision(&self) -> Option<Problem> {
        let second = self.factors.iter().filter(|set| set.decision).nth(1)?;
        let what = "key `decision`: another set is the declared one already".to_owned();
        Some(Problem { file: format!("factors/{}.toml", second.code), what })
    }

    /// Demands that change a scheme have everything else of it.
    fn lay_over(&mut self) -> Vec<Problem> {
        let (under, mut problems) = (self.schemes.clone(), Vec::new());
        for scheme in &mut self.schemes {
            let Some(overlay) = scheme.overlay.clone() else { continue };
            let laid = match under.iter().find(|other| other.code == overlay.of) {
                Some(other) => scheme.clone().laid_over(&overlay, other),
                None => Err(format!("[overlay]: `{}` is no scheme", overlay.of)),
            };
            match laid {
                Ok(laid) => *scheme = laid,
                Err(what) => {
                    problems.push(Problem { file: format!("schemes/{}.toml", scheme.code), what });
                }
            }
        }
        problems
    }

    /// Schemes and obligations that scenarios name are there.
    fn check_scenarios(&self) -> Vec<Problem> {
        let lacks = |scenario: &Scenario| match &scenario.change {
            Change::Aid { scheme, instead_of, .. } => {
                let mut named = std::iter::once(scheme).chain(instead_of);
                named
                    .find(|code| self.scheme(code).is_none())
                    .map(|code| format!("[aid]: `{code}` is no scheme"))
            }
            Change::Norm { codes, .. } => {
                let unknown = codes.iter().find(|code| self.norm(code).is_none());
                unknown.map(|code| format!("[norm]: `{code}` is no obligation"))
            }
        };
        let problem = |scenario: &Scenario| {
            lacks(scenario).map(|what| Problem { file: format!("scenarios/{}.toml", scenario.code), what })
        };
        self.scenarios.iter().filter_map(problem).collect()
    }

    /// Measures that others exclude are there.
    fn check_measures(&self) -> Vec<Problem> {
        let unknown = |card: &MeasureCard| {
            let code = card.excludes.iter().find(|code| self.measure(code).is_none())?;
            let what = format!("key `excludes`: `{code}` is no measure");
            Some(Problem { file: format!("measures/{}.toml", card.code), what })
        };
        self.measures.iter().filter_map(unknown).collect()
    }

    /// What schemes say of one another and of activities is there.
    fn check_schemes(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for scheme in &self.schemes {
            let mut wrong = |what: String| {
                problems.push(Problem { file: format!("schemes/{}.toml", scheme.code), what });
            };
            for code in scheme.activities() {
                if !self.sectors.is_empty() && self.sector(code).is_none() {
                    wrong(format!("key `is`: `{code}` is no activity of catalog/sectors"));
                }
            }
        }
        problems
    }

    /// Each carrier knows by what its seasons are told apart.
    fn give_seasons(&mut self) {
        let Some(degree_days) = self.degree_days(STATION).cloned() else { return };
        let breaks = self.sectors.iter().filter(|s| s.summer_break).map(|s| s.code.clone());
        let seasons = Arc::new(Seasons { degree_days, summer_breaks: breaks.collect() });
        for card in &mut self.carriers {
            card.seasons = Some(Arc::clone(&seasons));
        }
    }

    /// The layouts of files, those described column by column first.
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// The layout with this code.
    pub fn format(&self, code: &str) -> Option<&Format> {
        self.formats.iter().find(|f| f.code == code)
    }

    /// What lists of buildings look like.
    pub fn buildings_list(&self) -> Option<&BuildingsList> {
        self.lists.as_ref()
    }

    /// What phrases on a bill announce.
    pub fn bill_words(&self) -> &BillWords {
        &self.bills
    }

    /// What is known of a carrier.
    pub fn carrier(&self, carrier: Carrier) -> Option<&CarrierCard> {
        self.carriers.iter().find(|c| c.code == carrier)
    }

    /// The degree-days of the station with this code.
    pub fn degree_days(&self, station: &str) -> Option<&DegreeDays> {
        self.climate.iter().find(|s| s.code == station)
    }

    /// The degree-days of every station on every base.
    pub fn climate(&self) -> &[DegreeDays] {
        &self.climate
    }

    /// The degree-days of a station on one base.
    pub fn station(&self, station: &str, base: Base) -> Option<&DegreeDays> {
        self.climate.iter().find(|s| s.station == station && s.base == base)
    }

    /// The activities, by French name.
    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    /// The activity with this code.
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.iter().find(|s| s.code == code)
    }

    /// The schemes of aid and finance, by code.
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// The scheme with this code.
    pub fn scheme(&self, code: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|s| s.code == code)
    }

    /// The scenarios, by code.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario with this code.
    pub fn scenario(&self, code: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|s| s.code == code)
    }

    /// How much of the heating fuel follows the cold for an activity, and whether that is told of this one; else what is
    /// taken of any.
    pub fn climate_share(&self, activity: Option<&str>) -> Option<(&ClimateShare, bool)> {
        let of = |code: &str| self.sector(code)?.climate_share.as_ref();
        let told = activity.and_then(of).map(|share| (share, true));
        told.or_else(|| of(ANY_ACTIVITY).map(|share| (share, false)))
    }

    /// How the electricity of an activity is usually shared out, and whether that is told of this one; else what is taken of
    /// any.
    pub fn electricity_uses(&self, activity: Option<&str>) -> (&[UseShare], bool) {
        let of = |code: &str| self.sector(code).map(|sector| sector.electricity_uses.as_slice());
        match activity.and_then(of) {
            Some(uses) if !uses.is_empty() => (uses, true),
            _ => (of(ANY_ACTIVITY).unwrap_or_default(), false),
        }
    }

    /// What ETS2 may cost.
    pub fn ets2(&self) -> Option<&Ets2> {
        self.ets2.as_ref()
    }

    /// The reference price of a carrier on a day, for a small site first: what serves where no price of one's own is told.
    pub fn reference_price(&self, carrier: Carrier, day: Day) -> Option<ReferencePrice<'_>> {
        let of = self.prices.iter().filter(|card| card.carrier == carrier);
        of.filter(|card| card.customer != Customer::SocialTariff)
            .filter_map(|card| card.on(day))
            .min_by_key(|price| price.card.customer)
    }

    /// How an activity uses electricity over the hours of a year, and whether that is told of this one; else what is taken of
    /// any.
    pub fn load_shape(&self, activity: Option<&str>) -> Option<(&LoadShape, bool)> {
        let of = |code: &str| self.profiles.iter().find(|s| s.activities.iter().any(|a| a == code));
        let told = activity.and_then(of).map(|shape| (shape, true));
        told.or_else(|| of(ANY_ACTIVITY).map(|shape| (shape, false)))
    }

    /// How electricity is used over the hours of a year, by code.
    pub fn load_shapes(&self) -> &[LoadShape] {
        &self.profiles
    }

    /// What is taken of photovoltaics where nobody asked a yield service.
    pub fn photovoltaics(&self) -> Option<&Photovoltaics> {
        self.photovoltaics.as_ref()
    }

    /// The obligations, in the order of their codes.
    pub fn norms(&self) -> &[Norm] {
        &self.norms
    }

    /// The obligation with this code.
    pub fn norm(&self, code: &str) -> Option<&Norm> {
        self.norms.iter().find(|n| n.code == code)
    }

    /// Who has to buy by the rules of public procurement, and from which amounts on.
    pub fn procurement(&self) -> Option<&Procurement> {
        self.procurement.as_ref()
    }

    /// What parks of buildings and the Region aim at.
    pub fn targets(&self) -> Option<&Targets> {
        self.targets.as_ref()
    }

    /// Sets of factors of one kind, by code.
    pub fn factors(&self, kind: FactorKind) -> impl Iterator<Item = &FactorSet> {
        self.factors.iter().filter(move |set| set.kind == kind)
    }

    /// The factor set with this code.
    pub fn factor_set(&self, code: &str) -> Option<&FactorSet> {
        self.factors.iter().find(|set| set.code == code)
    }

    /// The declared CO2 factors that savings and measures are decided by.
    pub fn decision_factors(&self) -> Option<&FactorSet> {
        self.factors.iter().find(|set| set.decision)
    }

    /// Reference values of consumption, by code.
    pub fn benchmarks(&self) -> &[Benchmark] {
        &self.benchmarks
    }

    /// The measures, in the order of a chain.
    pub fn measures(&self) -> &[MeasureCard] {
        &self.measures
    }

    /// The measure with this code.
    pub fn measure(&self, code: &str) -> Option<&MeasureCard> {
        self.measures.iter().find(|card| card.code == code)
    }

    /// The communes of Wallonia.
    pub fn communes(&self) -> &Communes {
        &self.communes
    }
}

/// The first 16 digits of the SHA-256 over every path and text, each with its length before it.
fn version(files: &[(&str, &str)]) -> String {
    let mut sha = Sha256::new();
    for text in files.iter().flat_map(|(path, text)| [path, text]) {
        sha.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(text.as_bytes());
    }
    sha.finalize()
        .iter()
        .take(8)
        .fold(String::with_capacity(16), |version, byte| format!("{version}{byte:02x}"))
}

fn toml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    ::toml::from_str(text).map_err(|e| e.to_string())
}

fn collect<'a>(dir: &'a Dir<'a>, files: &mut Vec<(&'a str, &'a str)>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.push((path, text));
        }
    }
    for sub in dir.dirs() {
        collect(sub, files);
    }
}

fn measure(text: &str, named: &dyn Fn(&str) -> Result<(), String>) -> Result<MeasureCard, String> {
    let card: MeasureCard = toml(text)?;
    named(&card.code)?;
    card.check()?;
    Ok(card)
}

/// Every source named by a value must be listed in its file.
fn known_source(sources: &[Source], id: &str) -> Result<(), String> {
    sources
        .iter()
        .any(|s| s.id == id)
        .then_some(())
        .ok_or_else(|| format!("source `{id}` is not in [[source]]"))
}

/// A TOML date as a civil day; a date that is not in the calendar is refused.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    let written = ::toml::value::Datetime::deserialize(deserializer)?.to_string();
    written.parse().map_err(|_| serde::de::Error::custom(format!("`{written}` is no day of the calendar")))
}

/// The same for a key that may be absent.
fn maybe_day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    day(deserializer).map(Some)
}
