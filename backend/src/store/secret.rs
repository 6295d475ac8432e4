//! Secrets that open something: 256 random bits that a person or a program keeps; we keep their hash.
//!
//! What is random needs no slow hash: SHA-256 is looked up by equality, so that nothing is compared letter by letter.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::error::{Result, StoreError};
use super::ledger::hex;

/// A fresh secret: 43 letters that may stand in an address.
///
/// # Errors
/// The machine has no random bits.
pub fn fresh() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Refused { what: "a secret", why: e.to_string() })?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a secret.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Another secret of the same holder, for one use: who has it cannot tell the first.
pub fn derived(secret: &str, use_of: &str) -> String {
    hash(&format!("{use_of}\n{secret}"))
}
