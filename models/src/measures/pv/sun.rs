//! Where the sun stands and what of it falls on a plane: the shape of the hours of a year.
//!
//! Declination by Cooper, sky without direction (Liu and Jordan), diffuse share by Erbs, Klein and Duffie (1982), ground of
//! albedo 0.2. Sine and cosine are series of our own: those of a system library differ in their last digit from machine to
//! machine, and the same inputs must give the same bytes. A *shape*: how much comes is told by a yield.

use core::f64::consts::{FRAC_PI_2, PI, TAU};

use rust_decimal::prelude::ToPrimitive;

use super::HOURS;
use super::yields::Plane;
use crate::catalog::{Place, Sky};

const DEGREE: f64 = PI / 180.0;
/// Power of the sun outside the atmosphere, W/m2.
const SOLAR_CONSTANT: f64 = 1367.0;
const ALBEDO: f64 = 0.2;
/// Days of the months of a typical year.
pub(super) const DAYS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Sine, by its series around 0: exact to the twelfth digit, the same everywhere.
pub(super) fn sine(angle: f64) -> f64 {
    let mut x = angle % TAU;
    if x > PI {
        x -= TAU;
    } else if x < -PI {
        x += TAU;
    }
    if x > FRAC_PI_2 {
        x = PI - x;
    } else if x < -FRAC_PI_2 {
        x = -PI - x;
    }
    let square = x * x;
    let (mut term, mut sum) = (x, x);
    for n in 1..=9_u32 {
        term *= -square / f64::from(2 * n * (2 * n + 1));
        sum += term;
    }
    sum
}

/// Cosine.
pub(super) fn cosine(angle: f64) -> f64 {
    sine(angle + FRAC_PI_2)
}

/// How much falls on a plane in every hour of a typical year, from midnight UTC of the 1st of January on: W/m2, mean of the
/// hour, under the sky of the catalogue.
pub(super) fn on_plane(plane: Plane, place: Place, sky: &Sky) -> Vec<f64> {
    let number = |value: rust_decimal::Decimal| value.to_f64().unwrap_or_default();
    let latitude = number(place.latitude) * DEGREE;
    let east_hours = number(place.longitude) / 15.0;
    let (tilt, azimuth) = (f64::from(plane.tilt) * DEGREE, f64::from(plane.azimuth) * DEGREE);
    let factors: Vec<f64> = sky.days.iter().map(|d| number(*d)).collect();
    let (sin_lat, cos_lat) = (sine(latitude), cosine(latitude));
    let (sin_tilt, cos_tilt) = (sine(tilt), cosine(tilt));
    let (sin_az, cos_az) = (sine(azimuth), cosine(azimuth));
    let mut hours = Vec::with_capacity(HOURS);
    let mut of_year = 0_u16;
    for (clearness, days) in sky.clearness.iter().zip(DAYS) {
        let monthly = number(*clearness);
        for day in 0..days {
            of_year += 1;
            let turn = factors.get(usize::from(day) % factors.len().max(1)).copied().unwrap_or(1.0);
            // Above 0.78 no sky is clear.
            let clear = (monthly * turn).min(0.78);
            let angle = TAU * f64::from(of_year) / 365.0;
            let declination = 23.45 * DEGREE * sine(TAU * (284.0 + f64::from(of_year)) / 365.0);
            let outside = SOLAR_CONSTANT * (1.0 + 0.033 * cosine(angle));
            let b = TAU * (f64::from(of_year) - 81.0) / 364.0;
            let equation_h = (9.87 * sine(2.0 * b) - 7.53 * cosine(b) - 1.5 * sine(b)) / 60.0;
            let (sin_d, cos_d) = (sine(declination), cosine(declination));
            for hour in 0..24_u32 {
                let solar = f64::from(hour) + 0.5 + east_hours + equation_h;
                let turned = (solar - 12.0) * 15.0 * DEGREE;
                let (sin_w, cos_w) = (sine(turned), cosine(turned));
                let up = sin_d * sin_lat + cos_d * cos_lat * cos_w;
                if up <= 0.0 {
                    hours.push(0.0);
                    continue;
                }
                let global = outside * up * clear;
                let diffuse = global * diffuse_share(clear);
                let towards = sin_d * sin_lat * cos_tilt - sin_d * cos_lat * sin_tilt * cos_az
                    + cos_d * cos_lat * cos_tilt * cos_w
                    + cos_d * sin_lat * sin_tilt * cos_az * cos_w
                    + cos_d * sin_tilt * sin_az * sin_w;
                // Near the horizon the ratio runs away; no roof sees that sun.
                let ratio = (towards.max(0.0) / up.max(0.05)).min(10.0);
                let beam = (global - diffuse) * ratio;
                let from_sky = diffuse * f64::midpoint(1.0, cos_tilt);
                let from_ground = global * ALBEDO * (1.0 - cos_tilt) / 2.0;
                hours.push(beam + from_sky + from_ground);
            }
        }
    }
    hours
}

/// What of the light comes from everywhere, by how clear the sky is.
fn diffuse_share(clear: f64) -> f64 {
    if clear <= 0.22 {
        1.0 - 0.09 * clear
    } else {
        let (k2, k3) = (clear * clear, clear * clear * clear);
        0.9511 - 0.1604 * clear + 4.388 * k2 - 16.638 * k3 + 12.336 * k2 * k2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_is_that_of_the_tables() {
        for (degrees, expect) in
            [(0.0, 0.0), (30.0, 0.5), (90.0, 1.0), (150.0, 0.5), (270.0, -1.0), (-450.0, -1.0), (390.0, 0.5)]
        {
            assert!((sine(degrees * DEGREE) - expect).abs() < 1e-12, "{degrees}");
        }
        assert!((cosine(60.0 * DEGREE) - 0.5).abs() < 1e-12);
    }
}
