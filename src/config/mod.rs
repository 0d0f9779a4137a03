//! Settings, read from the text of `config.toml`. The program never writes that file.

mod read;

use std::fmt;

/// What a person may set. Whatever the file leaves out, or says wrongly, is as by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    pub glyphs: GlyphChoice,
    /// The hue of the accent in OKLCH degrees, 0 to 360.
    pub accent_hue: u16,
    /// After so many minutes without a key a locked journal is shut; 0 is never.
    pub idle_lock: u16,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            glyphs: GlyphChoice::Auto,
            accent_hue: 200,
            idle_lock: 10,
        }
    }
}

impl Config {
    /// Reads settings. What is wrong in the text is named, one problem a line, and costs only
    /// the setting it stands in.
    pub fn read(text: &str) -> (Self, Vec<ConfigProblem>) {
        read::read(text)
    }
}

/// Which signs the screen may use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GlyphChoice {
    /// As the terminal and its locale allow.
    #[default]
    Auto,
    Utf8,
    Ascii,
}

/// Something in the text that is not a setting, or not a value of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// One sentence.
    pub what: String,
    /// One sentence.
    pub would_be_right: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, .. } = self;
        write!(
            f,
            "line {line}, column {column}: {} {}",
            self.what, self.would_be_right
        )
    }
}
