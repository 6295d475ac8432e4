//! Files into the catalogue: which folder is read by which room, and every file that is not right, not only the first.

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::schemes::Scheme;
use super::{
    Benchmark, BillWords, BuildingsList, CarrierCard, Catalog, Communes, DegreeDays, Ets2, FactorSet, Format,
    LoadShape, MeasureCard, Norm, Photovoltaics, PriceCard, Problem, Procurement, Scenario, Sector, Shape,
    Targets, lists,
};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

impl Catalog {
    /// The catalogue compiled into the program.
    ///
    /// # Errors
    /// Every file that is not right; a test keeps that list empty.
    pub fn embedded() -> Result<Catalog, Vec<Problem>> {
        Catalog::read(Catalog::embedded_files())
    }

    /// The files compiled into the program: path below the catalogue, text.
    pub fn embedded_files() -> Vec<(&'static str, &'static str)> {
        let mut files = Vec::new();
        collect(&EMBEDDED, &mut files);
        files
    }

    /// The version that a catalogue of these files has.
    pub fn version_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let mut files: Vec<(&str, &str)> = files.into_iter().collect();
        files.sort_unstable();
        version(&files)
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
        problems.extend(catalog.agree());
        // Layouts described column by column come before the ones recognised by their words.
        let by_words = |f: &Format| !f.is_described() && f.shape != Shape::Document;
        catalog.formats.sort_by_key(|f| (by_words(f), f.code.clone()));
        catalog.norms.sort_by(|a, b| a.code.cmp(&b.code));
        catalog.measures.sort_by(|a, b| (a.step, &a.code).cmp(&(b.step, &b.code)));
        catalog.sectors.sort_by(|a, b| a.name.fr.cmp(&b.name.fr));
        catalog.scenarios.sort_by(|a, b| a.code.cmp(&b.code));
        catalog.schemes.sort_by(|a, b| a.code.cmp(&b.code));
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
