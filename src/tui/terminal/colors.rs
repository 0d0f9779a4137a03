//! The terminal's own two colors.

use std::io::{self, IsTerminal};
use std::time::Duration;

use terminal_colorsaurus::{Color, Error, QueryOptions, color_palette};

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
    match color_palette(options) {
        Ok(palette) => Some((rgb(&palette.foreground), rgb(&palette.background))),
        Err(error) => {
            if matches!(error, Error::Timeout(_)) {
                drop_rest();
            }
            None
        }
    }
}

/// Time may have been up in the middle of an answer, which is read in pieces: what is left of it
/// would be typing.
fn drop_rest() {
    #[cfg(unix)]
    {
        use rustix::termios::{QueueSelector, tcflush};
        // Where nothing can be dropped, nothing is lost either.
        let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
    }
}

fn rgb(color: &Color) -> Rgb {
    color.scale_to_8bit()
}
