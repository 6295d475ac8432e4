//! Settings of the yield service: where the sun on a roof is asked for.
//!
//! Without a word nobody is asked, and the catalogue's range serves. `sun_url = "https://re.jrc.ec.europa.eu/api/v5_3/PVcalc"` asks
//! PVGIS of the European Commission.

use core::net::IpAddr;

use anyhow::{Context as _, Result, ensure};
use reqwest::Url;
use serde::Deserialize;

/// What may be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SunLayer {
    /// Address of the service, without a query; `none` for nobody.
    pub sun_url: Option<String>,
}

/// The settings in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SunSettings {
    /// Where it is asked, nowhere else; `None` for nobody.
    pub url: Option<Url>,
}

impl SunLayer {
    pub(super) fn from_variables(read: impl Fn(&str) -> Option<String>) -> SunLayer {
        SunLayer { sun_url: read("SUN_URL") }
    }

    pub(super) fn over(self, under: SunLayer) -> SunLayer {
        SunLayer { sun_url: self.sun_url.or(under.sun_url) }
    }
}

impl SunSettings {
    /// The settings of a layer, checked.
    ///
    /// # Errors
    /// An address without TLS, or with a word too many.
    pub(super) fn new(layer: SunLayer) -> Result<SunSettings> {
        let told = layer.sun_url.filter(|text| text != "none");
        Ok(SunSettings { url: told.as_deref().map(address).transpose()? })
    }

    /// Name and value.
    pub(super) fn printed(&self) -> Vec<(&'static str, String)> {
        vec![("sun_url", self.url.as_ref().map_or_else(|| "none".to_owned(), Url::to_string))]
    }
}

fn address(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok().filter(Url::has_host).context("sun_url is no address")?;
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    ensure!(url.scheme() == "https" || (url.scheme() == "http" && here), "sun_url must begin with https://");
    let plain = url.username().is_empty() && url.password().is_none();
    ensure!(plain && url.query().is_none() && url.fragment().is_none(), "sun_url is a bare address");
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_without_a_word_and_only_over_tls() {
        let of = |text: &str| SunSettings::new(SunLayer { sun_url: Some(text.to_owned()) });
        assert_eq!(SunSettings::new(SunLayer::default()).unwrap().url, None);
        assert_eq!(of("none").unwrap().url, None);
        for right in ["https://re.jrc.ec.europa.eu/api/v5_3/PVcalc", "http://127.0.0.1:9/sun"] {
            assert!(of(right).unwrap().url.is_some(), "{right}");
        }
        for wrong in
            ["http://sun.example/", "https://a:b@sun.example/", "https://sun.example/?lat=1", "partout"]
        {
            assert!(of(wrong).unwrap_err().to_string().contains("sun_url"), "{wrong}");
        }
    }
}
