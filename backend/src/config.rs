//! Settings: the environment (`ECLAIREUR_…`), then a TOML file (`--config`), then flags; the later wins.
//!
//! Read once, at start, and passed down. The only place that asks the environment. To add a setting: a field in
//! [`Layer`], its name in `from_environment`, its value in [`Settings`], a line in `printed`.

mod mail;
mod privacy;
mod sun;
mod upkeep;
mod weather;

pub use mail::{MailLayer, MailSettings, Way};
pub use privacy::{PrivacyLayer, PrivacySettings};
pub use sun::{SunLayer, SunSettings};
pub use upkeep::{UpkeepLayer, UpkeepSettings};
pub use weather::{Secret, WeatherLayer, WeatherSettings};

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use reqwest::Url;
use serde::Deserialize;

use crate::outside::files;
use crate::store::without_password;

/// What may be set, each part perhaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// `sqlite://path` or `postgres://…`.
    pub database_url: Option<String>,
    /// Address and port to listen on.
    pub bind: Option<SocketAddr>,
    /// Folder of the catalogue; the compiled-in one without it.
    pub catalog: Option<PathBuf>,
    /// Log filter, as `info` or `eclaireur=debug`.
    pub log: Option<String>,
    /// `text` or `json`.
    pub log_format: Option<String>,
    /// Largest file accepted, in bytes.
    pub upload_limit_bytes: Option<u64>,
    /// Where people find the service, as `https://energie.example.be`: behind a proxy that speaks TLS.
    pub public_url: Option<String>,
    /// Addresses of the proxies before us, parted by commas; those of this machine without it.
    pub trusted_proxies: Option<String>,
    /// The weather service.
    #[serde(flatten)]
    pub weather: WeatherLayer,
    /// The yield service.
    #[serde(flatten)]
    pub sun: SunLayer,
    /// Mail.
    #[serde(flatten)]
    pub mail: MailLayer,
    /// Metrics and backups.
    #[serde(flatten)]
    pub upkeep: UpkeepLayer,
    /// What the service says of itself, and how long it waits.
    #[serde(flatten)]
    pub privacy: PrivacyLayer,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Database.
    pub database_url: String,
    /// Address and port.
    pub bind: SocketAddr,
    /// Folder of the catalogue.
    pub catalog: Option<PathBuf>,
    /// Log filter.
    pub log: String,
    /// Whether logs are JSON.
    pub log_json: bool,
    /// Largest file accepted, in bytes.
    pub upload_limit_bytes: u64,
    /// Where people find the service; only on this machine without it.
    pub public_url: Option<Url>,
    /// Addresses of the proxies before us; those of this machine when empty.
    pub trusted_proxies: Vec<IpAddr>,
    /// The weather service.
    pub weather: WeatherSettings,
    /// The yield service.
    pub sun: SunSettings,
    /// Mail.
    pub mail: MailSettings,
    /// Metrics and backups.
    pub upkeep: UpkeepSettings,
    /// What the service says of itself, and how long it waits.
    pub privacy: PrivacySettings,
}

/// 50 Mo, as the upload page says.
const UPLOAD_LIMIT: u64 = 50 * 1000 * 1000;

impl Layer {
    /// What the environment sets.
    ///
    /// # Errors
    /// A value that cannot be read.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Result<Layer> {
        Self::from_variables(|name| std::env::var(format!("ECLAIREUR_{name}")).ok())
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Layer> {
        let read = |name: &str| variable(name).filter(|v| !v.is_empty());
        Ok(Layer {
            database_url: read("DATABASE_URL"),
            bind: read("BIND").map(|v| v.parse().context("ECLAIREUR_BIND is no address:port")).transpose()?,
            catalog: read("CATALOG").map(PathBuf::from),
            log: read("LOG"),
            log_format: read("LOG_FORMAT"),
            upload_limit_bytes: read("UPLOAD_LIMIT_BYTES")
                .map(|v| v.parse().context("ECLAIREUR_UPLOAD_LIMIT_BYTES is no number"))
                .transpose()?,
            public_url: read("PUBLIC_URL"),
            trusted_proxies: read("TRUSTED_PROXIES"),
            weather: WeatherLayer::from_variables(read),
            sun: SunLayer::from_variables(read),
            mail: MailLayer::from_variables(read),
            upkeep: UpkeepLayer::from_variables(read),
            privacy: PrivacyLayer::from_variables(read)?,
        })
    }

    /// What a TOML file sets.
    ///
    /// # Errors
    /// A file that cannot be read, an unknown key, a value of the wrong kind.
    pub fn from_file(path: &Path) -> Result<Layer> {
        let text = files::read_text(path, 1_000_000)?;
        toml::from_str(&text).with_context(|| format!("{}: the settings cannot be read", path.display()))
    }

    /// This layer over another: what it sets wins.
    #[must_use]
    pub fn over(self, under: Layer) -> Layer {
        Layer {
            database_url: self.database_url.or(under.database_url),
            bind: self.bind.or(under.bind),
            catalog: self.catalog.or(under.catalog),
            log: self.log.or(under.log),
            log_format: self.log_format.or(under.log_format),
            upload_limit_bytes: self.upload_limit_bytes.or(under.upload_limit_bytes),
            public_url: self.public_url.or(under.public_url),
            trusted_proxies: self.trusted_proxies.or(under.trusted_proxies),
            weather: self.weather.over(under.weather),
            sun: self.sun.over(under.sun),
            mail: self.mail.over(under.mail),
            upkeep: self.upkeep.over(under.upkeep),
            privacy: self.privacy.over(under.privacy),
        }
    }
}

impl Settings {
    /// The settings of these layers, checked.
    ///
    /// # Errors
    /// An address beyond loopback without a public one: nobody could tell our own pages from foreign ones.
    pub fn new(layer: Layer, demo: bool) -> Result<Settings> {
        let default_url = if demo { "sqlite://data/demo.db" } else { "sqlite://data/eclaireur.db" };
        let bind = layer.bind.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000));
        let public_url = layer.public_url.as_deref().map(public).transpose()?;
        if !bind.ip().is_loopback() && public_url.is_none() {
            bail!(
                "{bind} can be reached from other machines: say under which address, as \
                 public_url = \"https://energie.example.be\", or bind to 127.0.0.1"
            );
        }
        let trusted_proxies = layer.trusted_proxies.as_deref().map(proxies).transpose()?.unwrap_or_default();
        let log_json = match layer.log_format.as_deref() {
            None | Some("text") => false,
            Some("json") => true,
            Some(other) => bail!("log format `{other}` is neither text nor json"),
        };
        Ok(Settings {
            database_url: layer.database_url.unwrap_or_else(|| default_url.to_owned()),
            bind,
            catalog: layer.catalog,
            log: layer.log.unwrap_or_else(|| "info,sqlx=warn,sea_orm_migration=warn".to_owned()),
            log_json,
            upload_limit_bytes: layer.upload_limit_bytes.unwrap_or(UPLOAD_LIMIT),
            public_url,
            trusted_proxies,
            weather: WeatherSettings::new(layer.weather)?,
            sun: SunSettings::new(layer.sun)?,
            mail: MailSettings::new(layer.mail)?,
            upkeep: UpkeepSettings::new(layer.upkeep)?,
            privacy: PrivacySettings::new(layer.privacy)?,
        })
    }

    /// An address of ours as mails and printed links name it.
    pub fn link(&self, path: &str) -> String {
        match self.public_names() {
            Some((_, origin)) => format!("{origin}{path}"),
            None => format!("http://{}{path}", self.bind),
        }
    }

    /// Whether people reach us over TLS.
    pub fn is_tls(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// `Host` and `Origin` of the public address.
    pub fn public_names(&self) -> Option<(String, String)> {
        let url = self.public_url.as_ref()?;
        let origin = url.origin().ascii_serialization();
        let host = origin.split_once("://").map(|(_, host)| host.to_owned())?;
        Some((host, origin))
    }

    /// Whether what this address says of where a request comes from is believed.
    pub fn is_proxy(&self, peer: IpAddr) -> bool {
        if self.trusted_proxies.is_empty() {
            peer.is_loopback()
        } else {
            self.trusted_proxies.contains(&peer)
        }
    }

    fn proxies_printed(&self) -> String {
        if self.trusted_proxies.is_empty() {
            return "(this machine)".to_owned();
        }
        let all: Vec<String> = self.trusted_proxies.iter().map(IpAddr::to_string).collect();
        all.join(",")
    }

    /// Name and value of each setting, without secrets.
    pub fn printed(&self) -> Vec<(&'static str, String)> {
        let catalog =
            self.catalog.as_ref().map_or_else(|| "(compiled in)".to_owned(), |c| c.display().to_string());
        let mut printed = vec![
            ("database_url", without_password(&self.database_url)),
            ("bind", self.bind.to_string()),
            ("catalog", catalog),
            ("log", self.log.clone()),
            ("log_format", if self.log_json { "json" } else { "text" }.to_owned()),
            ("upload_limit_bytes", self.upload_limit_bytes.to_string()),
            (
                "public_url",
                self.public_url.as_ref().map_or_else(|| "(this machine)".to_owned(), Url::to_string),
            ),
            ("trusted_proxies", self.proxies_printed()),
        ];
        printed.extend(self.weather.printed());
        printed.extend(self.sun.printed());
        printed.extend(self.mail.printed());
        printed.extend(self.upkeep.printed());
        printed.extend(self.privacy.printed());
        printed
    }
}

/// The public address: a scheme and a host, nothing behind.
fn public(text: &str) -> Result<Url> {
    let url: Url = text.parse().with_context(|| format!("public_url `{text}` is no address"))?;
    let bare = matches!(url.scheme(), "https" | "http") && url.path() == "/" && url.query().is_none();
    if !bare || url.host_str().is_none() || !url.username().is_empty() {
        bail!("public_url `{text}` must be like https://energie.example.be, with nothing behind");
    }
    Ok(url)
}

fn proxies(text: &str) -> Result<Vec<IpAddr>> {
    let one = |ip: &str| ip.parse().with_context(|| format!("trusted_proxies: `{ip}` is no address"));
    text.split(',').map(str::trim).filter(|ip| !ip.is_empty()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_the_environment() {
        let environment = Layer::from_variables(|name| match name {
            "DATABASE_URL" => Some("sqlite://a.db".to_owned()),
            "BIND" => Some("127.0.0.1:1".to_owned()),
            _ => None,
        });
        let file: Layer = toml::from_str("bind = \"127.0.0.1:2\"\nlog = \"debug\"").unwrap();
        let flags = Layer { log: Some("warn".to_owned()), ..Layer::default() };
        let settings = Settings::new(flags.over(file.over(environment.unwrap())), false).unwrap();
        assert_eq!(settings.database_url, "sqlite://a.db");
        assert_eq!(settings.bind.port(), 2);
        assert_eq!(settings.log, "warn");
    }

    #[test]
    fn beyond_this_machine_one_says_under_which_address() {
        let layer = Layer { bind: Some("0.0.0.0:3000".parse().unwrap()), ..Layer::default() };
        assert!(Settings::new(layer.clone(), false).unwrap_err().to_string().contains("public_url"));
        for wrong in ["energie.example.be", "ftp://x", "https://x/y", "https://u@x", "https://x?y"] {
            let layer = Layer { public_url: Some(wrong.to_owned()), ..layer.clone() };
            assert!(Settings::new(layer, false).is_err(), "{wrong}");
        }
        let layer = Layer { public_url: Some("https://energie.example.be".to_owned()), ..layer };
        let settings = Settings::new(layer, false).unwrap();
        assert!(settings.is_tls());
        let names = ("energie.example.be".to_owned(), "https://energie.example.be".to_owned());
        assert_eq!(settings.public_names(), Some(names));
        assert!(toml::from_str::<Layer>("bnid = 1").is_err());
    }

    #[test]
    fn no_password_is_printed() {
        let layer = Layer { database_url: Some("postgres://u:geheim@h/d".to_owned()), ..Layer::default() };
        let printed = Settings::new(layer, false).unwrap().printed();
        assert!(printed.iter().all(|(_, value)| !value.contains("geheim")));
    }
}
