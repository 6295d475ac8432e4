//! An address as the squares that a phone reads, drawn as SVG: dark on white whatever the colours of the page, with the
//! quiet edge that readers need (ISO/IEC 18004). Same text, same bytes.

use core::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White squares around.
const EDGE: usize = 4;

/// The picture with its title; `None` for a text too long to be drawn.
pub(crate) fn svg(text: &str, title: &str) -> Option<String> {
    // A quarter of it may be dirty: it hangs in a boiler room.
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let side = width + 2 * EDGE;
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let long = run.len();
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{long}v1h-{long}z", x + EDGE, y + EDGE);
            }
            x += long;
        }
    }
    let title = askama::filters::escape(title, askama::filters::Html).ok()?;
    Some(format!(
        "<svg class=\"qr\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><title>{title}</title><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_with_its_edge_and_a_title_that_cannot_leave_it() {
        let drawn = svg("https://energie.example.be/r/AbC", "<b>").unwrap();
        assert!(drawn.contains("<title>&#60;b&#62;</title>"), "{drawn}");
        // 32 bytes at level Q are 29 squares, and the corner is one dark run of seven.
        assert!(drawn.contains("viewBox=\"0 0 37 37\"") && drawn.contains("M4 4h7v1h-7z"), "{drawn}");
        assert_eq!(svg(&"x".repeat(4_000), ""), None);
    }

    #[test]
    fn what_is_drawn_is_the_code_square_by_square() {
        let text = format!("https://energie.example.be/r/{}", "A".repeat(43));
        let drawn = svg(&text, "").unwrap();
        let (_, path) = drawn.rsplit_once("<path d=\"").unwrap();
        let mut dark = std::collections::BTreeSet::new();
        for run in path.split('M').skip(1) {
            let numbers: Vec<usize> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter(|word| !word.is_empty())
                .map_while(|word| word.parse().ok())
                .collect();
            let [x, y, long, ..] = numbers[..] else { panic!("{run}") };
            dark.extend((x..x + long).map(|x| (x - EDGE, y - EDGE)));
        }
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).unwrap();
        let squares = code.to_colors();
        let expect = squares.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark);
        let expect = expect.map(|(n, _)| (n % code.width(), n / code.width())).collect();
        assert_eq!(dark, expect);
    }
}
