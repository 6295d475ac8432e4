//! The colours of a heat map, and its squares as an image that holds its own bytes.

use rust_decimal::prelude::ToPrimitive as _;

use super::sheet::Raster;
use crate::shell::RenderError;

/// Steps of the colours of a heat map; the index after the last is *no value*.
pub(super) const STEPS: u8 = 64;

/// viridis at nine places, from matplotlib (CC0): dark violet to yellow, ever lighter, so that grey paper keeps the order.
const VIRIDIS: [(u8, u8, u8); 9] = [
    (68, 1, 84),
    (71, 44, 122),
    (59, 81, 139),
    (44, 113, 142),
    (33, 144, 141),
    (39, 173, 129),
    (92, 200, 99),
    (170, 220, 50),
    (253, 231, 37),
];

/// The colour of a step.
pub(super) fn ramp(step: u8) -> (u8, u8, u8) {
    let last = u16::from(STEPS) - 1;
    let at = u16::from(step).min(last) * 8;
    let (low, part) = (usize::from(at / last), at % last);
    let a = VIRIDIS.get(low).copied().unwrap_or_default();
    let b = VIRIDIS.get(low + 1).copied().unwrap_or(a);
    let mix = |a: u8, b: u8| {
        let sum = u16::from(a) * (last - part) + u16::from(b) * part;
        u8::try_from(sum / last).unwrap_or(u8::MAX)
    };
    (mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

/// The step of a value between zero and the largest.
pub(super) fn step(value: f64, largest: f64) -> u8 {
    let top = f64::from(STEPS - 1);
    if largest <= 0.0 {
        return 0;
    }
    (value / largest * top).clamp(0.0, top).round().to_u8().unwrap_or(0)
}

impl Raster {
    /// As the address of an image that holds its own bytes; what has no value is left clear.
    pub(super) fn address(&self) -> Result<String, RenderError> {
        let mut palette = Vec::with_capacity(3 * usize::from(STEPS) + 3);
        for index in 0..STEPS {
            let (r, g, b) = ramp(index);
            palette.extend([r, g, b]);
        }
        palette.extend([255, 255, 255]);
        let mut clear = vec![255; usize::from(STEPS)];
        clear.push(0);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width.max(1), self.height.max(1));
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette);
        encoder.set_trns(clear);
        encoder.set_compression(png::Compression::Fast);
        write(encoder, &self.cells)?;
        Ok(format!("data:image/png;base64,{}", base64(&bytes)))
    }

    /// The step of a square that has a value.
    pub(super) fn at(&self, x: i64, y: i64) -> Option<u8> {
        let index = y.checked_mul(i64::from(self.width))?.checked_add(x)?;
        self.cells.get(usize::try_from(index).ok()?).copied().filter(|step| *step < STEPS)
    }
}

/// Writes the one image of an encoder.
pub(super) fn write(encoder: png::Encoder<'_, &mut Vec<u8>>, bytes: &[u8]) -> Result<(), RenderError> {
    let mut writer = encoder.write_header().map_err(|e| RenderError::chart(&e))?;
    writer.write_image_data(bytes).map_err(|e| RenderError::chart(&e))?;
    writer.finish().map_err(|e| RenderError::chart(&e))
}

/// Bytes as text (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |i: usize| three.get(i).copied().map_or(0, u32::from);
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for (i, shift) in [18u32, 12, 6, 0].into_iter().enumerate() {
            let sign = usize::try_from((bits >> shift) & 63).ok().and_then(|at| SIGNS.get(at));
            out.push(if i > three.len() { '=' } else { sign.map_or('=', |s| char::from(*s)) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_as_the_standard_shows() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn colours_of_a_heat_map_grow_ever_lighter() {
        let light = |(r, g, b): (u8, u8, u8)| 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
        for pair in 1..STEPS {
            assert!(light(ramp(pair)) > light(ramp(pair - 1)), "{pair}");
        }
        assert_eq!((ramp(0), ramp(STEPS - 1)), ((68, 1, 84), (253, 231, 37)));
        assert_eq!((step(0.0, 5.0), step(5.0, 5.0), step(1.0, 0.0)), (0, STEPS - 1, 0));
    }
}
