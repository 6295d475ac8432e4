//! The second factor: codes of six digits that a telephone renews every thirty seconds (RFC 6238), and recovery codes.

use anyhow::{Context as _, Result};
use subtle::ConstantTimeEq as _;
use totp_rs::{Algorithm, Secret, TOTP};

/// Seconds of a step.
const STEP_S: i64 = 30;
/// Steps before and after now whose code is taken: clocks differ.
const NEAR: i64 = 1;
/// Recovery codes given at a time.
const RECOVERY: usize = 10;

fn random<const N: usize>() -> Result<Vec<u8>> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("the machine has no random bits: {e}"))?;
    Ok(bytes.to_vec())
}

/// A fresh secret, base 32.
///
/// # Errors
/// The machine has no random bits.
pub fn fresh() -> Result<String> {
    Ok(Secret::Raw(random::<20>()?).to_encoded().to_string())
}

/// What a telephone reads as a square: the secret, for which address, of which service.
pub fn uri(secret: &str, email: &str) -> String {
    use core::fmt::Write as _;
    let mut plain = String::new();
    for byte in email.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            plain.push(char::from(byte));
        } else {
            let _ = write!(plain, "%{byte:02X}");
        }
    }
    format!("otpauth://totp/Eclaireur:{plain}?secret={secret}&issuer=Eclaireur")
}

fn totp(secret: &str) -> Result<TOTP> {
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().ok().context("the secret cannot be read")?;
    TOTP::new(Algorithm::SHA1, 6, 1, 30, bytes).ok().context("the secret is too short")
}

/// The code of a step.
///
/// # Errors
/// A secret that is none.
pub fn code(secret: &str, at: i64) -> Result<String> {
    Ok(totp(secret)?.generate(u64::try_from(at).unwrap_or(0)))
}

/// The step near now whose code this is.
///
/// # Errors
/// A secret that is none.
pub fn step_of(secret: &str, given: &str, now: i64) -> Result<Option<i64>> {
    let given: String = given.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = None;
    for step in (now.div_euclid(STEP_S) - NEAR)..=(now.div_euclid(STEP_S) + NEAR) {
        let right = code(secret, step * STEP_S)?;
        if bool::from(right.as_bytes().ct_eq(given.as_bytes())) {
            found = Some(step);
        }
    }
    Ok(found)
}

/// Fresh recovery codes: a hundred and twenty random bits each, in fours: enough to be kept under a plain hash.
///
/// # Errors
/// The machine has no random bits.
pub fn recovery() -> Result<Vec<String>> {
    (0..RECOVERY)
        .map(|_| {
            let letters = Secret::Raw(random::<15>()?).to_encoded().to_string().to_lowercase();
            let letters: Vec<char> = letters.chars().collect();
            let fours: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
            Ok(fours.join("-"))
        })
        .collect()
}

/// A recovery code as it was given, however it was typed.
pub fn recovery_typed(given: &str) -> String {
    let letters: Vec<char> =
        given.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    let fours: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    fours.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the last six digits for SHA-1.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::Raw(b"12345678901234567890".to_vec()).to_encoded().to_string();
        for (at, expect) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(code(&secret, at).unwrap(), expect);
            for (given_at, step) in [(at - 30, true), (at, true), (at + 30, true), (at + 90, false)] {
                let found = step_of(&secret, expect, given_at).unwrap();
                assert_eq!(found.is_some(), step, "{at} at {given_at}");
            }
        }
        for wrong in ["", "28708", "2870822", "287 081", "aaaaaa"] {
            assert_eq!(step_of(&secret, wrong, 59).unwrap(), None, "{wrong}");
        }
        assert_eq!(step_of(&secret, "287 082", 59).unwrap(), Some(1));
    }

    #[test]
    fn recovery_codes_differ_and_are_read_however_they_are_typed() {
        let codes = recovery().unwrap();
        let first = &codes[0];
        assert_eq!((codes.len(), first.len()), (10, 29));
        assert!(codes[1..].iter().all(|code| code != first));
        assert_eq!(recovery_typed(&format!(" {} ", first.to_uppercase().replace('-', " "))), *first);
    }
}
