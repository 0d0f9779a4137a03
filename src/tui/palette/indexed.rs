//! The 240 fixed entries of the 256-color table. The first sixteen are the terminal's own.

use ratatui::style::Color;

use super::color::{Rgb, contrast};
use super::solve::Tone;

struct Entry {
    index: u8,
    contrast: f64,
    oklab: [f64; 3],
}

/// The entries as they look on one background.
pub(super) struct Table(Vec<Entry>);

impl Table {
    pub(super) fn on(background: Rgb) -> Self {
        let below = background.luminance();
        let entry = |(index, color): (u8, Rgb)| Entry {
            index,
            contrast: contrast(color.luminance(), below),
            oklab: color.oklab(),
        };
        Self(colors().map(entry).collect())
    }

    /// The entry that looks nearest among those that keep the tone's contrast; none where none
    /// does.
    pub(super) fn nearest(&self, tone: Tone) -> Option<Color> {
        let wanted = tone.color.oklab();
        let distance = |entry: &Entry| -> f64 {
            let axes = entry.oklab.iter().zip(wanted);
            axes.map(|(one, two)| (one - two) * (one - two)).sum()
        };
        self.0
            .iter()
            .filter(|entry| (tone.least..=tone.most).contains(&entry.contrast))
            .min_by(|one, two| distance(one).total_cmp(&distance(two)))
            .map(|entry| Color::Indexed(entry.index))
    }
}

/// A cube of six levels a channel, then 24 greys.
fn colors() -> impl Iterator<Item = (u8, Rgb)> {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = LEVELS.into_iter().flat_map(|r| {
        LEVELS
            .into_iter()
            .flat_map(move |g| LEVELS.into_iter().map(move |b| Rgb { r, g, b }))
    });
    let greys = (8..=238).step_by(10).map(|v| Rgb::new(v, v, v));
    (16..=255).zip(cube.chain(greys))
}
