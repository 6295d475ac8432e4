//! Which carrier a shape is of, when a picture shows several: its colour, and the pattern that tells it in black and white.

use core::fmt::Write as _;

use eclaireur_models::building::Carrier;

use super::dress::Dress;
use super::months::carrier_colour;

/// The carrier of a shape, by number; the picture's own when it is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tone(pub(super) u8);

/// Carriers in the order of their numbers; a test holds it against the closed list.
const CARRIERS: [Carrier; 10] = [
    Carrier::Electricity,
    Carrier::NaturalGas,
    Carrier::HeatingOil,
    Carrier::Propane,
    Carrier::Butane,
    Carrier::Pellets,
    Carrier::Wood,
    Carrier::DistrictHeat,
    Carrier::Water,
    Carrier::Other,
];

impl Tone {
    /// The picture's own carrier.
    pub(super) const PICTURE: Tone = Tone(0);
    /// Made by the sun and used on the spot.
    pub(super) const SUN: Tone = Tone(11);
    /// Made by the sun and given to the network.
    pub(super) const GIVEN: Tone = Tone(12);

    /// Of a carrier.
    pub(super) const fn of(carrier: Carrier) -> Tone {
        Tone(match carrier {
            Carrier::Electricity => 1,
            Carrier::NaturalGas => 2,
            Carrier::HeatingOil => 3,
            Carrier::Propane => 4,
            Carrier::Butane => 5,
            Carrier::Pellets => 6,
            Carrier::Wood => 7,
            Carrier::DistrictHeat => 8,
            Carrier::Water => 9,
            Carrier::Other => 10,
        })
    }

    fn carrier(self) -> Option<Carrier> {
        CARRIERS.get(usize::from(self.0).checked_sub(1)?).copied()
    }

    /// Its class in a page, without `carrier-`.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Tone::SUN => Some("sun"),
            Tone::GIVEN => Some("given"),
            tone => tone.carrier().map(Carrier::code),
        }
    }

    /// Its colour in a picture of its own, as in `assets/app.css`, light.
    pub(super) fn colour(self) -> Option<&'static str> {
        match self {
            Tone::SUN => Some("#b98a00"),
            Tone::GIVEN => Some("#e3c65a"),
            tone => tone.carrier().map(carrier_colour),
        }
    }

    /// What lies over its colour; nothing for electricity, which is plain.
    pub(super) fn texture(self) -> Option<Texture> {
        Some(match self {
            Tone::SUN => Texture::Dots,
            Tone::GIVEN => Texture::Rising,
            tone => match tone.carrier()? {
                Carrier::Electricity | Carrier::Other => return None,
                Carrier::NaturalGas => Texture::Rising,
                Carrier::HeatingOil => Texture::Dots,
                Carrier::Propane | Carrier::DistrictHeat => Texture::Falling,
                Carrier::Butane | Carrier::Water => Texture::Level,
                Carrier::Pellets => Texture::Upright,
                Carrier::Wood => Texture::Crossed,
            },
        })
    }
}

/// A pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Texture {
    /// `/ / /`
    Rising,
    /// `\ \ \`
    Falling,
    /// Horizontal lines.
    Level,
    /// Vertical lines.
    Upright,
    /// Both.
    Crossed,
    /// Dots.
    Dots,
}

impl Texture {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Texture::Rising => "rising",
            Texture::Falling => "falling",
            Texture::Level => "level",
            Texture::Upright => "upright",
            Texture::Crossed => "crossed",
            Texture::Dots => "dots",
        }
    }

    /// As a pattern of SVG.
    pub(super) fn pattern(self, id: &str, dress: Dress) -> String {
        let ink = match dress {
            Dress::Page => r#"class="c-tex""#,
            Dress::Alone => r##"fill="#ffffff" fill-opacity="0.75""##,
        };
        let (turn, shapes): (&str, &[&str]) = match self {
            Texture::Rising => (r#" patternTransform="rotate(45)""#, &[r#"width="1.5" height="6""#]),
            Texture::Falling => (r#" patternTransform="rotate(-45)""#, &[r#"width="1.5" height="6""#]),
            Texture::Level => ("", &[r#"width="6" height="1.5""#]),
            Texture::Upright => ("", &[r#"width="1.5" height="6""#]),
            Texture::Crossed => ("", &[r#"width="1.5" height="6""#, r#"width="6" height="1.5""#]),
            Texture::Dots => (
                "",
                &[r#"x="1" y="1" width="2" height="2" rx="1""#, r#"x="4" y="4" width="2" height="2" rx="1""#],
            ),
        };
        let mut out = format!(
            r#"<pattern id="{id}-{}" width="6" height="6" patternUnits="userSpaceOnUse"{turn}>"#,
            self.code()
        );
        for shape in shapes {
            let _ = write!(out, "<rect {ink} {shape}/>");
        }
        out.push_str("</pattern>");
        out
    }

    /// Whether it covers this pixel, in a picture of pixels `scale` times as large.
    pub(super) fn covers(self, x: i32, y: i32, scale: i32) -> bool {
        let (wide, thin) = (6 * scale, scale + scale / 2);
        let on = |v: i32, each: i32| v.rem_euclid(each) < thin;
        // A slanted line of the same distance is longer between its crossings of a row: √2 ≈ 17/12.
        let slanted = wide * 17 / 12;
        match self {
            Texture::Rising => on(x + y, slanted),
            Texture::Falling => on(x - y, slanted),
            Texture::Level => on(y, wide),
            Texture::Upright => on(x, wide),
            Texture::Crossed => on(x, wide) || on(y, wide),
            Texture::Dots => {
                let near = |at: i32| {
                    (at..at + 2 * scale).contains(&x.rem_euclid(wide))
                        && (at..at + 2 * scale).contains(&y.rem_euclid(wide))
                };
                near(scale) || near(4 * scale)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_carrier_has_its_number_colour_and_class() {
        for carrier in Carrier::ALL.iter().copied() {
            let tone = Tone::of(carrier);
            assert_eq!(tone.class(), Some(carrier.code()));
            assert_eq!(tone.colour(), Some(carrier_colour(carrier)));
        }
        assert_eq!(Tone::PICTURE.class(), None);
    }
}
