//! Columns as an archive writes them, so that people and programs can read them: ids in letters, instants in RFC 3339,
//! money in euros, JSON as JSON.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::store::baselines::{pack, unpack};
use crate::store::id::AnyId;

/// How a column goes out and comes back.
pub(super) trait Column<Stored> {
    /// As the archive writes it.
    fn of(stored: Stored) -> Self;
    /// As the database keeps it.
    fn stored(self) -> Stored;
}

macro_rules! as_it_is {
    ($($type:ty),*) => {$(
        impl Column<$type> for $type {
            fn of(stored: $type) -> Self {
                stored
            }
            fn stored(self) -> $type {
                self
            }
        }
    )*};
}
as_it_is!(String, bool, i32, i64);

impl<Stored, Written: Column<Stored>> Column<Option<Stored>> for Option<Written> {
    fn of(stored: Option<Stored>) -> Self {
        stored.map(Written::of)
    }
    fn stored(self) -> Option<Stored> {
        self.map(Written::stored)
    }
}

impl Column<i64> for AnyId {
    fn of(stored: i64) -> Self {
        AnyId::from_stored(stored)
    }
    fn stored(self) -> i64 {
        self.get()
    }
}

macro_rules! written {
    ($($(#[$doc:meta])* $name:ident($stored:ty))*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(super) struct $name($stored);

        impl Column<$stored> for $name {
            fn of(stored: $stored) -> Self {
                $name(stored)
            }
            fn stored(self) -> $stored {
                self.0
            }
        }
    )*};
}

written! {
    /// A UTC second: `2026-11-21T08:00:00Z`.
    Instant(i64)
    /// An amount, kept in 1/10 000 €: `32835.6100`.
    Amount(i64)
    /// A price of a unit, kept in 1/100 000 000 €.
    UnitPrice(i64)
    /// JSON, kept as text.
    Json(String)
    /// A text to the byte, kept compressed.
    Packed(Vec<u8>)
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Timestamp::from_second(self.0).map_err(S::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let instant: Timestamp = text.parse().map_err(D::Error::custom)?;
        if instant.subsec_nanosecond() == 0 {
            Ok(Instant(instant.as_second()))
        } else {
            Err(D::Error::custom("parts of a second"))
        }
    }
}

/// An integer of `10^-scale` as a decimal that shows all of them.
fn decimal<S: Serializer>(value: i64, scale: u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Decimal::new(value, scale))
}

/// The same back; it must have exactly so many decimals.
fn scaled<'de, D: Deserializer<'de>>(scale: u32, deserializer: D) -> Result<i64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let value = Decimal::from_str_exact(&text).map_err(D::Error::custom)?;
    if value.scale() != scale {
        return Err(D::Error::custom(format!("{text} has not {scale} decimals")));
    }
    i64::try_from(value.mantissa()).map_err(D::Error::custom)
}

macro_rules! decimals {
    ($($name:ident: $scale:literal),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                decimal(self.0, $scale, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok($name(scaled($scale, deserializer)?))
            }
        }
    )*};
}
decimals!(Amount: 4, UnitPrice: 8);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: Value = serde_json::from_str(&self.0).map_err(S::Error::custom)?;
        value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Json(Value::deserialize(deserializer)?.to_string()))
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = unpack(&self.0).ok_or_else(|| S::Error::custom("a text that cannot be unpacked"))?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Packed(pack(&text).map_err(D::Error::custom)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<Stored: Clone + PartialEq + core::fmt::Debug, Written>(stored: &Stored, expect: &str)
    where
        Written: Column<Stored> + Serialize + for<'de> Deserialize<'de>,
    {
        let text = serde_json::to_string(&Written::of(stored.clone())).unwrap();
        assert_eq!(text, expect);
        assert_eq!(serde_json::from_str::<Written>(&text).unwrap().stored(), *stored);
    }

    #[test]
    fn columns_come_back_as_they_went() {
        check::<i64, Instant>(&1_795_248_000, "\"2026-11-21T08:00:00Z\"");
        check::<i64, Amount>(&-328_356_100, "\"-32835.6100\"");
        check::<i64, Amount>(&i64::MIN, "\"-922337203685477.5808\"");
        check::<i64, UnitPrice>(&5, "\"0.00000005\"");
        check::<i64, AnyId>(&32, "\"0000000000010\"");
        check::<Vec<u8>, Packed>(&pack("{\"a\":1}").unwrap(), "\"{\\\"a\\\":1}\"");
        check::<Option<i64>, Option<AnyId>>(&None, "null");
        check::<String, Json>(&"{\"a\":[1,\"é\"]}".to_owned(), "{\"a\":[1,\"é\"]}");
    }

    #[test]
    fn what_we_would_not_have_written_is_refused() {
        for text in ["\"2026-11-21T08:00:00.5Z\"", "\"2026-11-21\"", "12", "\"9999999-01-01T00:00:00Z\""] {
            assert!(serde_json::from_str::<Instant>(text).is_err(), "{text}");
        }
        for text in ["\"1.5\"", "\"1.00000\"", "\"x\"", "1.5", "\"99999999999999999999.0000\""] {
            assert!(serde_json::from_str::<Amount>(text).is_err(), "{text}");
        }
    }
}
