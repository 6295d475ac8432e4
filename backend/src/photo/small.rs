//! Smaller: a picture decoded within limits, turned the right way up and written again as a JPEG.
//!
//! What paper takes, and nothing that was not drawn is left in it. A picture beyond the limits, or of a kind that we do not decode, gives
//! nothing.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use super::Kind;

/// Pixels along a side, at most.
const LONGEST_SIDE: u32 = 20_000;
/// Pixels of a picture, at most: the largest phones take 50 million.
const MOST_PIXELS: u64 = 60_000_000;
/// Bytes that decoding may take.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// How a picture is written again.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Pixels along its longer side, at most.
    pub longest: u32,
    /// Quality of the JPEG, 1 to 100.
    pub quality: u8,
}

/// As it is kept: the words of a plate can be read.
pub const KEPT: Size = Size { longest: 2_048, quality: 82 };
/// As it is printed.
pub const PRINTED: Size = Size { longest: 900, quality: 72 };

/// The picture as a JPEG of this size; `None` where it cannot be decoded within the limits.
pub fn small(bytes: &[u8], size: Size) -> Option<Vec<u8>> {
    let format = match Kind::of(bytes)? {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Heic => return None,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let way_up = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if width.max(height) > size.longest {
        picture = picture.thumbnail(size.longest, size.longest);
    }
    picture.apply_orientation(way_up);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, size.quality).encode_image(&on_white(&picture)).ok()?;
    Some(out)
}

/// What is not covered is white, as paper is.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let of = picture.to_rgba8();
    RgbImage::from_fn(of.width(), of.height(), |x, y| {
        let [r, g, b, covered] = of.get_pixel(x, y).0;
        let over = |colour: u8| {
            let sum = u16::from(colour) * u16::from(covered) + 255 * (255 - u16::from(covered));
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(r), over(g), over(b)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture =
            RgbImage::from_fn(
                width,
                height,
                |x, _| if x < width / 2 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) },
            );
        DynamicImage::ImageRgb8(picture).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg).into_dimensions().unwrap()
    }

    #[test]
    fn a_picture_is_made_smaller_and_never_larger() {
        let of = |longest| Size { longest, quality: 70 };
        assert_eq!(size(&small(&png(400, 100), of(200)).unwrap()), (200, 50));
        assert_eq!(size(&small(&png(40, 100), of(200)).unwrap()), (40, 100));
        let once = small(&png(400, 100), of(200)).unwrap();
        assert_eq!(Kind::of(&once), Some(Kind::Jpeg));
        assert_eq!(small(&png(400, 100), of(200)), Some(once), "the same twice");
    }

    #[test]
    fn it_is_turned_the_way_it_was_held() {
        let jpeg = small(&png(40, 20), Size { longest: 100, quality: 90 }).unwrap();
        // Turned to the right: orientation 6 in an Exif of one entry.
        let exif = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let held = [&jpeg[..2], exif, &jpeg[2..]].concat();
        assert_eq!(size(&small(&held, Size { longest: 100, quality: 90 }).unwrap()), (20, 40));
    }

    #[test]
    fn what_is_too_large_or_no_picture_gives_nothing() {
        let mut bomb = png(4, 4);
        bomb[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        for bytes in [&bomb[..], b"\xff\xd8\xff\xe0rest", b"\0\0\0\x18ftypheic", b"<html>", b""] {
            assert_eq!(small(bytes, PRINTED), None);
        }
    }
}
