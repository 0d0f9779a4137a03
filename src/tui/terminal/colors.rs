//! The terminal's own two colors.

use std::io::{self, IsTerminal};
use std::time::Duration;

use terminal_colorsaurus::{Color, QueryOptions, color_palette};

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// How long an answer may take; one that comes later is thrown away by the decoder.
const PATIENCE: Duration = Duration::from_millis(100);

/// Asks the terminal for its text and background colors, in this order.
///
/// `term` is the value of `TERM`. `None` when there is no terminal, or it does not tell.
/// To be called before [`listen`](super::listen), which would take the answer.
pub fn ask_colors(term: &str) -> Option<(Rgb, Rgb)> {
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !is_terminal || matches!(term, "" | "dumb" | "linux") {
        return None;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    let palette = color_palette(options).ok()?;
    Some((rgb(&palette.foreground), rgb(&palette.background)))
}

fn rgb(color: &Color) -> Rgb {
    color.scale_to_8bit()
}
