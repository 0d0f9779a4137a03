//! Colors solved for their contrast on a background.

use super::color::{Rgb, mix};

/// Below this nothing that carries meaning may fall.
const READABLE: f64 = 4.5;
/// Beyond this nothing needs to go.
const AMPLE: f64 = 7.0;
const RULE: f64 = 1.7;
const CHROMA: f64 = 0.13;

/// A solved color, with the contrast it must keep when it is reduced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tone {
    pub(super) color: Rgb,
    pub(super) least: f64,
    pub(super) most: f64,
}

/// None where the terminal's own text serves.
pub(super) struct Tones {
    pub(super) muted: Option<Tone>,
    pub(super) accent: Option<Tone>,
    pub(super) attention: Option<Tone>,
    pub(super) rule: Option<Tone>,
}

pub(super) fn tones(text: Rgb, background: Rgb, accent: f32, attention: f32) -> Tones {
    let own = text.contrast(background);
    let mixed = |least: f64| {
        let toward_text = |share| mix(background, text, share);
        // Between two hues of like luminance the way to the text may lead beyond it.
        let color = least_share(background, least, toward_text)
            .filter(|color| color.contrast(background) <= own)?;
        Some(Tone {
            color,
            least,
            most: own,
        })
    };
    let hued = |hue: f32| {
        let least = (0.6 * own).clamp(READABLE, AMPLE);
        let color = of_hue(text, background, f64::from(hue), least)?;
        Some(Tone {
            color,
            least,
            most: f64::INFINITY,
        })
    };
    Tones {
        muted: mixed((0.55 * own).clamp(READABLE, AMPLE)),
        accent: hued(accent),
        attention: hued(attention),
        rule: mixed(RULE),
    }
}

/// On the text's side of the background, or on the other where that cannot give the contrast.
fn of_hue(text: Rgb, background: Rgb, hue: f64, least: f64) -> Option<Rgb> {
    let lighter = |lightness| Rgb::from_oklch(lightness, CHROMA, hue);
    let darker = |share| lighter(1.0 - share);
    if text.luminance() > background.luminance() {
        least_share(background, least, lighter).or_else(|| least_share(background, least, darker))
    } else {
        least_share(background, least, darker).or_else(|| least_share(background, least, lighter))
    }
}

/// The first of a hundred steps away from the background whose contrast is enough; none where
/// the last is not.
fn least_share(background: Rgb, least: f64, color: impl Fn(f64) -> Rgb) -> Option<Rgb> {
    let at = |step: u8| color(f64::from(step) / 100.0);
    let enough = |color: Rgb| color.contrast(background) >= least;
    let (mut short, mut long) = (0, 100);
    let mut found = Some(at(long)).filter(|color| enough(*color))?;
    // `found` is the color at `long`, and enough, all the way down.
    while long - short > 1 {
        let middle = u8::midpoint(short, long);
        let color = at(middle);
        if enough(color) {
            (long, found) = (middle, color);
        } else {
            short = middle;
        }
    }
    Some(found)
}
