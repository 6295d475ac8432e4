//! An address as the squares that a phone reads, drawn as SVG: dark on white whatever the colours of the page, with the
//! quiet edge that readers need (ISO/IEC 18004). Same text, same bytes.

use core::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White squares around.
const EDGE: usize = 4;

/// How wide the drawing is beside its squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// As wide as high.
    Square,
    /// In the middle of a strip twice as wide.
    #[cfg(feature = "pdf")]
    Strip,
}

/// The picture with its title; `None` for a text too long to be drawn.
pub(crate) fn svg(text: &str, title: &str, frame: Frame) -> Option<String> {
    // A quarter of it may be dirty: it hangs in a boiler room.
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let side = width + 2 * EDGE;
    let (left, wide) = match frame {
        Frame::Square => (EDGE, side),
        #[cfg(feature = "pdf")]
        Frame::Strip => (EDGE + side / 2, 2 * side),
    };
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let long = run.len();
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{long}v1h-{long}z", x + left, y + EDGE);
            }
            x += long;
        }
    }
    let title = askama::filters::escape(title, askama::filters::Html).ok()?;
    Some(format!(
        "<svg class=\"qr\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {side}\" \
         shape-rendering=\"crispEdges\"><title>{title}</title><path fill=\"#fff\" d=\"M0 0h{wide}v{side}h-{wide}z\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_with_its_edge_and_a_title_that_cannot_leave_it() {
        let drawn = svg("https://energie.example.be/r/AbC", "<b>", Frame::Square).unwrap();
        assert!(drawn.contains("<title>&#60;b&#62;</title>"), "{drawn}");
        // 32 bytes at level Q are 29 squares, and the corner is one dark run of seven.
        assert!(drawn.contains("viewBox=\"0 0 37 37\"") && drawn.contains("M4 4h7v1h-7z"), "{drawn}");
        assert_eq!(svg(&"x".repeat(4_000), "", Frame::Square), None);
    }
}
