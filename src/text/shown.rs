//! How a grapheme cluster is shown, and how many cells that takes.
//!
//! Nothing in a text may act on the terminal or hide from the reader, so
//! control characters, characters that turn the direction of writing, and
//! invisible ones that carry no meaning where they stand are shown by name.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// One grapheme cluster as it is shown: itself, four spaces for a tab, or
/// names in square brackets for what could not be seen. A line feed, with or
/// without a carriage return, is a line feed.
pub fn shown(cluster: &str) -> Cow<'_, str> {
    match cluster.as_bytes() {
        [b' '..=b'~'] => return Cow::Borrowed(cluster),
        [b'\t'] => return Cow::Borrowed("    "),
        [b'\n'] | [b'\r', b'\n'] => return Cow::Borrowed("\n"),
        _ => {}
    }
    if cells(cluster) == 0 {
        return Cow::Owned(cluster.chars().map(name).collect());
    }
    if !has_hidden(cluster) {
        return Cow::Borrowed(cluster);
    }
    let mut out = String::new();
    for (c, hidden) in with_hidden(cluster) {
        if hidden {
            out.push_str(&name(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A whole text as it is shown. Line feeds are kept; a carriage return before
/// one, or at the end, is shown as nothing. Borrowed when nothing is changed.
pub fn shown_text(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let text = text.strip_suffix('\r').unwrap_or(text);
    shown_clusters(text)
}

/// Part of a paragraph as it is shown, a carriage return at its end too.
pub fn shown_clusters(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut changed = false;
    for cluster in text.graphemes(true) {
        let shown = shown(cluster);
        changed |= *shown != *cluster;
        out.push_str(&shown);
    }
    if changed {
        Cow::Owned(out)
    } else {
        Cow::Borrowed(text)
    }
}

/// The cells that a cluster takes as it is shown: at least one, except for a
/// line feed. The same measure as ratatui's own buffer.
pub fn width(cluster: &str) -> usize {
    match cluster.as_bytes() {
        [b' '..=b'~'] => 1,
        [b'\n'] | [b'\r', b'\n'] => 0,
        _ => shown(cluster).graphemes(true).map(cells).sum(),
    }
}

/// The cells that part of a paragraph takes in one row as it is shown.
pub fn row_width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(width).sum()
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
}

/// What ratatui takes a symbol to be wide. Terminals draw the two halfwidth
/// sound marks in a cell of their own, against their Unicode width.
fn cells(symbol: &str) -> usize {
    let marks = symbol
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'));
    symbol.width() + marks.count()
}

fn has_hidden(cluster: &str) -> bool {
    with_hidden(cluster).any(|(_, hidden)| hidden)
}

/// The characters of a cluster, each with whether it would hide there.
fn with_hidden(cluster: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    let base = cluster.chars().next().unwrap_or(ZWJ);
    let mut before = None;
    let mut chars = cluster.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let hidden = match c {
            ZWNJ | ZWJ => !joins(base, before, chars.peek().copied()),
            _ if is_selector(c) => !varies(before),
            '\u{E0020}'..='\u{E007F}' => base != '\u{1F3F4}',
            _ => is_always_hidden(c),
        };
        before = Some(c);
        Some((c, hidden))
    })
}

/// Whether a joiner has work to do: within an emoji sequence, or in a script
/// that writes with joiners (none before Hebrew does).
fn joins(base: char, before: Option<char>, after: Option<char>) -> bool {
    let doubled = matches!(before, None | Some(ZWNJ | ZWJ));
    let in_script = base >= '\u{590}' && base.is_alphabetic();
    let in_emoji = !base.is_ascii()
        && !base.is_alphabetic()
        && after.is_some_and(|c| cells(c.encode_utf8(&mut [0; 4])) > 0);
    !doubled && (in_script || in_emoji)
}

/// Whether a variation selector has something to vary.
fn varies(before: Option<char>) -> bool {
    before.is_some_and(|c| match c {
        '0'..='9' | '#' | '*' => true,
        _ => !c.is_ascii() && !is_selector(c),
    })
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Controls, direction marks, and fillers that only hide.
fn is_always_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E001F}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// The name of a character in square brackets, its number where it has none.
fn name(c: char) -> Cow<'static, str> {
    const LOW: [&str; 32] = [
        "[NUL]", "[SOH]", "[STX]", "[ETX]", "[EOT]", "[ENQ]", "[ACK]", "[BEL]", "[BS]", "[TAB]",
        "[LF]", "[VT]", "[FF]", "[CR]", "[SO]", "[SI]", "[DLE]", "[DC1]", "[DC2]", "[DC3]",
        "[DC4]", "[NAK]", "[SYN]", "[ETB]", "[CAN]", "[EM]", "[SUB]", "[ESC]", "[FS]", "[GS]",
        "[RS]", "[US]",
    ];
    if let Some(low) = LOW.get(c as usize) {
        return Cow::Borrowed(low);
    }
    Cow::Borrowed(match c {
        '\u{7F}' => "[DEL]",
        '\u{85}' => "[NEL]",
        '\u{AD}' => "[SHY]",
        '\u{34F}' => "[CGJ]",
        '\u{61C}' => "[ALM]",
        '\u{200B}' => "[ZWSP]",
        ZWNJ => "[ZWNJ]",
        ZWJ => "[ZWJ]",
        '\u{200E}' => "[LRM]",
        '\u{200F}' => "[RLM]",
        '\u{2028}' => "[LS]",
        '\u{2029}' => "[PS]",
        '\u{202A}' => "[LRE]",
        '\u{202B}' => "[RLE]",
        '\u{202C}' => "[PDF]",
        '\u{202D}' => "[LRO]",
        '\u{202E}' => "[RLO]",
        '\u{2060}' => "[WJ]",
        '\u{2066}' => "[LRI]",
        '\u{2067}' => "[RLI]",
        '\u{2068}' => "[FSI]",
        '\u{2069}' => "[PDI]",
        '\u{FEFF}' => "[BOM]",
        _ => return Cow::Owned(format!("[U+{:04X}]", c as u32)),
    })
}
