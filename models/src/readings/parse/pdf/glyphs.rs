//! Names of glyphs: which character `eacute` or `uni20AC` is (Adobe Glyph List, the part that Latin scripts use).

/// Names that are no letter with an accent.
const NAMES: [(&str, char); 86] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("quoteleft", '‘'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("sfthyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("exclamdown", '¡'),
    ("cent", '¢'),
    ("sterling", '£'),
    ("Euro", '€'),
    ("section", '§'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("onesuperior", '¹'),
    ("twosuperior", '²'),
    ("threesuperior", '³'),
    ("mu", 'µ'),
    ("paragraph", '¶'),
    ("periodcentered", '·'),
    ("bullet", '•'),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotedblbase", '„'),
    ("quotesinglbase", '‚'),
    ("onequarter", '¼'),
    ("onehalf", '½'),
    ("threequarters", '¾'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("germandbls", 'ß'),
    ("ae", 'æ'),
    ("oe", 'œ'),
    ("AE", 'Æ'),
    ("OE", 'Œ'),
];

/// Accents, as they stand behind a letter's name.
const ACCENTS: [(&str, char); 8] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("cedilla", '\u{327}'),
    ("tilde", '\u{303}'),
    ("ring", '\u{30a}'),
    ("caron", '\u{30c}'),
];

/// The text of a glyph; `None` when its name tells nothing (`g27`, `.notdef`).
pub fn text(name: &[u8]) -> Option<String> {
    use unicode_normalization::UnicodeNormalization as _;
    let name = std::str::from_utf8(name).ok()?;
    // `a.alt`, `f_i`: a variant, a ligature.
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    match name {
        "fi" | "fl" | "ff" | "ffi" | "ffl" => return Some(name.to_owned()),
        _ => {}
    }
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return Some(letter.to_string());
    }
    if let Some((_, c)) = NAMES.iter().find(|(n, _)| *n == name) {
        return Some(c.to_string());
    }
    for (accent, mark) in ACCENTS {
        if let Some(letter) = name.strip_suffix(accent).filter(|l| l.len() == 1) {
            return Some(letter.chars().chain([mark]).nfc().collect());
        }
    }
    let digits =
        name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).filter(|d| (4..=6).contains(&d.len()))?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_glyphs_are_characters() {
        for (name, expect) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("Ccedilla", Some("Ç")),
            ("threesuperior", Some("³")),
            ("Euro", Some("€")),
            ("uni00E8", Some("è")),
            ("u20AC", Some("€")),
            ("a.sc", Some("a")),
            ("ffi", Some("ffi")),
            ("g27", None),
            ("acute", None),
            (".notdef", None),
        ] {
            assert_eq!(super::text(name.as_bytes()).as_deref(), expect, "{name}");
        }
    }
}
