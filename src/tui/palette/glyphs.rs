//! The seven signs of the page.

use crate::config::GlyphChoice;

/// The only signs beside letters. Each is one cell, but for `more`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Where you are.
    pub bar: &'static str,
    /// Between then and now.
    pub rule: &'static str,
    pub dash: &'static str,
    /// A mark that is set.
    pub on: &'static str,
    /// A mark as seen in hindsight.
    pub off: &'static str,
    /// A place without a mark.
    pub dot: &'static str,
    /// What follows does not fit. One cell or three.
    pub more: &'static str,
}

impl Glyphs {
    pub const UTF8: Self = Self {
        bar: "▌",
        rule: "│",
        dash: "─",
        on: "●",
        off: "○",
        dot: "·",
        more: "…",
    };

    pub const ASCII: Self = Self {
        bar: ">",
        rule: "|",
        dash: "-",
        on: "*",
        off: "o",
        dot: ".",
        more: "...",
    };
}

/// The signs to draw with. Left to itself the choice is ASCII where the locale is not UTF-8 and
/// on the Linux console, whose font lacks some of them.
pub fn glyphs(choice: GlyphChoice, locale_is_utf8: bool, term: &str) -> Glyphs {
    let linux = term == "linux" || term.starts_with("linux-");
    match choice {
        GlyphChoice::Ascii => Glyphs::ASCII,
        GlyphChoice::Auto if !locale_is_utf8 || linux => Glyphs::ASCII,
        GlyphChoice::Auto | GlyphChoice::Utf8 => Glyphs::UTF8,
    }
}
