//! Passwords: argon2id, a bounded number at a time, and which ones are refused.
//!
//! No rule asks for signs or capitals (ASVS 6.2): twelve characters, not among those everybody tries, not the person's own
//! address. Who has no account costs the same time as who has one.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use anyhow::{Context as _, Result};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use tokio::sync::Semaphore;

/// Fewest characters.
pub const FEWEST: usize = 12;
/// Most characters.
pub const MOST: usize = 128;
/// How many are hashed at a time: each takes nineteen megabytes.
static SEATS: Semaphore = Semaphore::const_new(2);
/// What is compared where there is no account.
static DUMMY: OnceLock<String> = OnceLock::new();
/// Words that passwords are made of first.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().collect());

/// The hash of a password, as PHC text.
///
/// # Errors
/// The thread broke off.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    let _seat = SEATS.acquire().await.context("no seat")?;
    Ok(tokio::task::spawn_blocking(move || password_auth::generate_hash(password)).await?)
}

/// Whether a password is that of a hash; takes as long where there is none.
///
/// # Errors
/// The thread broke off.
pub async fn is_right(password: &str, hash: Option<&str>) -> Result<bool> {
    let (password, hash) = (password.to_owned(), hash.map(str::to_owned));
    let _seat = SEATS.acquire().await.context("no seat")?;
    let right = tokio::task::spawn_blocking(move || {
        let dummy = DUMMY.get_or_init(|| password_auth::generate_hash("nobody has this one"));
        let against = hash.as_deref().unwrap_or(dummy);
        let long = password.chars().count() > MOST;
        password_auth::verify_password(password, against).is_ok() && hash.is_some() && !long
    });
    Ok(right.await?)
}

/// A new password of a form that may be kept; `own` are words of the person and the service.
pub fn chosen(form: &mut FormData, field: &'static str, own: &[String]) -> Option<String> {
    let password = form.exact(field).to_owned();
    if password.is_empty() {
        form.fail(field, Problem::new(ProblemCode::Required));
        return None;
    }
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    if let Some(problem) = problem(&password, &own) {
        form.fail(field, problem);
        return None;
    }
    Some(password)
}

/// What is wrong with a new password; `own` are words of the person and the service.
pub fn problem(password: &str, own: &[&str]) -> Option<Problem> {
    let letters = password.chars().count();
    if letters < FEWEST {
        return Some(Problem::new(ProblemCode::PasswordShort).with("min", FEWEST));
    }
    if letters > MOST {
        return Some(Problem::new(ProblemCode::PasswordLong).with("max", MOST));
    }
    is_common(password, own).then(|| Problem::new(ProblemCode::PasswordCommon))
}

/// Whether it is one of the first that somebody would try: common words one after the other with numbers and signs around
/// them, few different characters, a run of a keyboard, or the person's own words.
fn is_common(password: &str, own: &[&str]) -> bool {
    let plain: String = password.to_lowercase().chars().map(unmasked).collect();
    let kinds: HashSet<char> = plain.chars().collect();
    if kinds.len() < 5 || is_run(&password.to_lowercase()) {
        return true;
    }
    let own: Vec<String> = own
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()).chain([*word]))
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .collect();
    // What stays when known words and what people put around them are taken away.
    let mut rest = plain;
    for word in &own {
        rest = rest.replace(&word.chars().map(unmasked).collect::<String>(), " ");
    }
    let before = rest.chars().filter(|c| c.is_alphabetic()).count();
    let letters: Vec<char> = rest.chars().collect();
    let mut left = 0;
    let mut at = 0;
    while at < letters.len() {
        let word = (4..=16).rev().find(|len| {
            letters.get(at..at + len).is_some_and(|part| {
                let part: String = part.iter().collect();
                COMMON.contains(part.as_str())
            })
        });
        match word {
            Some(len) => at += len,
            None => {
                if letters.get(at).is_some_and(|c| c.is_alphabetic()) {
                    left += 1;
                }
                at += 1;
            }
        }
    }
    // One known word among several unknown ones is a sentence; a password of known words alone is on every list. Four
    // known words one after the other are again more than anybody tries.
    let known = before.saturating_sub(left);
    left < 4 && known < 22
}

/// A letter that a sign stands for.
fn unmasked(c: char) -> char {
    match c {
        '@' | '4' | 'à' | 'â' => 'a',
        '3' | 'é' | 'è' | 'ê' => 'e',
        '1' | '!' => 'i',
        '0' | 'ô' => 'o',
        '$' | '5' => 's',
        '7' => 't',
        'ç' => 'c',
        c => c,
    }
}

/// Whether all of it runs along an alphabet or a keyboard, forward or back.
fn is_run(text: &str) -> bool {
    const RUNS: [&str; 5] = [
        "01234567890123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "azertyuiopqsdfghjklmwxcvbn",
        "qwertyuiopasdfghjklzxcvbnm",
        "1q2w3e4r5t6y7u8i9o0p",
    ];
    let back: String = text.chars().rev().collect();
    RUNS.iter().any(|run| run.contains(text) || run.contains(&back))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_refused_and_a_sentence_is_not() {
        let own = ["anne.dubois@example.be", "Anne Dubois", "Les Tilleuls"];
        for (password, expect) in [
            ("onze lettre", Some(ProblemCode::PasswordShort)),
            ("motdepasse123", Some(ProblemCode::PasswordCommon)),
            ("M0tDeP@sse2026!", Some(ProblemCode::PasswordCommon)),
            ("password1234", Some(ProblemCode::PasswordCommon)),
            ("azertyuiop123", Some(ProblemCode::PasswordCommon)),
            ("azertyuiopqs", Some(ProblemCode::PasswordCommon)),
            ("aaaaaaaaaaaaaaaa", Some(ProblemCode::PasswordCommon)),
            ("123456789012", Some(ProblemCode::PasswordCommon)),
            ("annedubois2026", Some(ProblemCode::PasswordCommon)),
            ("tilleuls-2026", Some(ProblemCode::PasswordCommon)),
            ("eclaireur2026", Some(ProblemCode::PasswordCommon)),
            ("bonjoursoleil", Some(ProblemCode::PasswordCommon)),
            ("une girafe en velours", None),
            ("kX9#vLq2!mRz", None),
            ("trois tuiles sur le toit", None),
        ] {
            assert_eq!(problem(password, &own).map(|p| p.code), expect, "{password}");
        }
        assert_eq!(problem(&"é".repeat(129), &own).map(|p| p.code), Some(ProblemCode::PasswordLong));
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_and_fits_its_password_only() {
        let held = hash("une girafe en velours").await.unwrap();
        assert!(held.starts_with("$argon2id$"), "{held}");
        assert!(is_right("une girafe en velours", Some(&held)).await.unwrap());
        assert!(!is_right("une girafe en velour", Some(&held)).await.unwrap());
        assert!(!is_right("nobody has this one", None).await.unwrap());
    }
}
