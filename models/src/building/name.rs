//! What people can read as a name: something visible, and nothing that changes how other text is shown.

/// Whether it can be read as a name: at least one visible letter, no control letter, none that turns the direction of text.
pub fn is_name(text: &str) -> bool {
    text.chars().any(is_visible) && !text.chars().any(|letter| letter.is_control() || turns(letter))
}

/// Letters that turn the direction of text, or end a line.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Letters that leave a mark: no space, no filler, none of no width.
fn is_visible(letter: char) -> bool {
    let blank = matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    );
    !(blank || letter.is_whitespace() || letter.is_control() || turns(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_something_and_turns_nothing_around() {
        for good in ["LED", "Éclairage ; « LED »", "2027", "屋根", "العزل", "👩\u{200d}🔧", "-"]
        {
            assert!(is_name(good), "{good}");
        }
        for bad in [
            "",
            "  ",
            "\u{200b}",
            "\u{a0}\u{3164}",
            "\u{ad}",
            "LED\u{202e}",
            "a\nb",
            "a\0",
            "\u{2066}LED",
            "a\u{2028}b",
        ] {
            assert!(!is_name(bad), "{bad:?}");
        }
    }
}
