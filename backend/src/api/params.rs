//! Parameters that many operations share, as the document says them.

use serde::Deserialize;
use utoipa::IntoParams;

/// Of an organisation.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OrganisationPath {
    /// Code of the organisation.
    #[param(min_length = 1, max_length = 200, example = "les-tilleuls-maison-de-repos-exemple")]
    pub o: String,
}

/// Of a building.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct BuildingPath {
    /// Code of the building, unique over the whole service.
    #[param(min_length = 1, max_length = 200, example = "residence-les-tilleuls")]
    pub b: String,
}

/// Of something that hangs on a building.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecordPath {
    /// Code of the building.
    #[param(min_length = 1, max_length = 200, example = "residence-les-tilleuls")]
    pub b: String,
    /// Id of the record, as the list says it.
    #[param(min_length = 1, max_length = 40, example = "1hqz7k3v0m2rc")]
    pub id: String,
}

/// A file of a building.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FilePath {
    /// Code of the building.
    #[param(min_length = 1, max_length = 200, example = "residence-les-tilleuls")]
    pub b: String,
    /// Name of the file.
    #[param(min_length = 1, max_length = 200, example = "bulletin.pdf")]
    pub f: String,
}

/// Of an import.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ImportPath {
    /// Id of the import.
    #[param(min_length = 1, max_length = 40, example = "1hqz7k3v0m2rc")]
    pub i: String,
}

/// Of a federation.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FederationPath {
    /// Code of the federation; `_ensemble` for everybody, where sums are asked for.
    #[param(min_length = 1, max_length = 200, example = "federation-des-services-du-val-clair-exemple")]
    pub f: String,
}

/// A scenario over a federation.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ScenarioPath {
    /// Code of the federation; `_ensemble` for everybody, where sums are asked for.
    #[param(min_length = 1, max_length = 200, example = "federation-des-services-du-val-clair-exemple")]
    pub f: String,
    /// Who asks: the first word of the scenario's code.
    #[param(min_length = 1, max_length = 100, example = "unipso-2024")]
    pub o: String,
    /// What: the second word of the scenario's code.
    #[param(min_length = 1, max_length = 100, example = "ureba-extended")]
    pub n: String,
}

/// A scheme of the catalogue.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AidPath {
    /// The first word of the aid's code.
    #[param(min_length = 1, max_length = 100, example = "wallonia")]
    pub r: String,
    /// The second word of the aid's code.
    #[param(min_length = 1, max_length = 100, example = "ureba-2022")]
    pub n: String,
}

/// A key of the caller's own.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct OnceHeader {
    /// A word of the caller's own, 1 to 200 visible ASCII characters. The same request with the same key within 24 hours is
    /// done once: later ones get the first answer, with `Idempotency-Replayed: true`. Another request with the same key is
    /// refused.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        pattern = r"^[\x21-\x7E]{1,200}$",
        min_length = 1,
        max_length = 200
    )]
    pub idempotency_key: Option<String>,
}
