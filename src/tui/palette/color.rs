//! Colors of the screen, their contrast (WCAG 2), and OKLCH.

use ratatui::style::Color;

/// An sRGB color, a byte a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb {
    pub r: u8,
    pub g: u8,
    pub b: u8,
}

impl Rgb {
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// Relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colors, 1 to 21, whichever is the lighter.
    pub fn contrast(self, other: Self) -> f64 {
        contrast(self.luminance(), other.luminance())
    }

    /// A color by OKLCH lightness (0 to 1), chroma and hue (degrees). Where the screen cannot
    /// show as much chroma, it is lowered in small steps; lightness and hue are kept.
    pub fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        const STEP: f64 = 0.005;
        let (sin, cos) = hue.to_radians().sin_cos();
        // No screen shows more than 0.4.
        let mut chroma = chroma.min(0.4);
        loop {
            let linear = oklab_to_linear([lightness, chroma * cos, chroma * sin]);
            let shown = linear.iter().all(|c| (-1e-4..=1.0001).contains(c));
            if shown || chroma <= 0.0 {
                let [r, g, b] = linear.map(encode);
                return Self { r, g, b };
            }
            chroma = (chroma - STEP).max(0.0);
        }
    }

    fn linear(self) -> [f64; 3] {
        [self.r, self.g, self.b].map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Lightness and two axes of color; distances in it are as they look.
    pub(super) fn oklab(self) -> [f64; 3] {
        let lms = times(LINEAR_TO_LMS, self.linear()).map(f64::cbrt);
        times(LMS_TO_OKLAB, lms)
    }
}

impl From<Rgb> for Color {
    fn from(Rgb { r, g, b }: Rgb) -> Self {
        Self::Rgb(r, g, b)
    }
}

/// The contrast of two luminances, 1 to 21.
pub(super) fn contrast(one: f64, two: f64) -> f64 {
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

/// A color between two, channel by channel: 0 is the first, 1 the second.
pub fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let channel = |from: u8, to: u8| {
        let from = f64::from(from);
        byte(from + (f64::from(to) - from) * share)
    };
    Rgb {
        r: channel(from.r, to.r),
        g: channel(from.g, to.g),
        b: channel(from.b, to.b),
    }
}

/// The nearest byte; what lies outside is brought to the nearer end.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates, which is what is wanted"
)]
fn byte(value: f64) -> u8 {
    value.round() as u8
}

fn encode(linear: f64) -> u8 {
    let c = linear.clamp(0.0, 1.0);
    let encoded = if c <= 0.003_130_8 {
        12.92 * c
    } else {
        1.055 * c.powf(1.0 / 2.4) - 0.055
    };
    byte(encoded * 255.0)
}

type Matrix = [[f64; 3]; 3];

/// Björn Ottosson's OKLAB matrices, for linear sRGB.
const LINEAR_TO_LMS: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const LMS_TO_OKLAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const OKLAB_TO_LMS: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const LMS_TO_LINEAR: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

fn oklab_to_linear(lab: [f64; 3]) -> [f64; 3] {
    times(LMS_TO_LINEAR, times(OKLAB_TO_LMS, lab).map(|c| c * c * c))
}

fn times(matrix: Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}
