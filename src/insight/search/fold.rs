//! Letters without what only the eye tells apart: case, accents, width and shape.

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_segmentation::GraphemeCursor;

/// A text as it is searched: lower case, without accents, every space a plain one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        letters(c, |letter| folded.push(letter));
    }
    folded
}

/// The letters, none or several, that a character is searched as.
pub(super) fn letters(c: char, mut emit: impl FnMut(char)) {
    if let Ok(byte) = u8::try_from(c)
        && c.is_ascii()
    {
        return emit(char::from(ascii(byte)));
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            plain(lower, &mut emit);
        }
    });
}

/// What the character of a code point is searched as, where that is known to be a single letter.
pub(super) fn single(code: usize) -> Option<char> {
    /// Told once for the characters of all scripts in use; no letter where it is none or several.
    static SINGLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let letter = |code: u16| {
            let (mut first, mut count) = ('\0', 0);
            if let Some(c) = char::from_u32(u32::from(code)) {
                letters(c, |letter| (first, count) = (letter, count + 1));
            }
            if count == 1 { first } else { '\0' }
        };
        (0..=u16::MAX).map(letter).collect()
    });
    let letter = SINGLE.get(code).copied();
    letter.filter(|letter| *letter != '\0')
}

/// What an ASCII character is searched as.
pub(super) const fn ascii(byte: u8) -> u8 {
    match byte {
        b'\t'..=b'\r' | b' ' => b' ',
        byte => byte.to_ascii_lowercase(),
    }
}

/// Letters that people type for others, and signs that keyboards do not have.
fn plain(c: char, emit: &mut impl FnMut(char)) {
    let letter = match c {
        'ß' | 'æ' | 'œ' | 'þ' => {
            let two = match c {
                'ß' => ['s', 's'],
                'æ' => ['a', 'e'],
                'œ' => ['o', 'e'],
                _ => ['t', 'h'],
            };
            return two.into_iter().for_each(emit);
        }
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ς' => 'σ',
        '\u{2018}'..='\u{201B}' | 'ʼ' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // What is not seen is not typed.
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => return,
        c if is_combining_mark(c) => return,
        c if c.is_whitespace() => ' ',
        c => c,
    };
    emit(letter);
}

/// Where folded terms occur in a text: which bytes of it, whole clusters, and which term. In the
/// order of the text.
pub(super) fn occurrences(text: &str, terms: &[String]) -> Vec<(Range<usize>, usize)> {
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text the bytes of the character that it came from.
    let mut from = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        letters(c, |letter| {
            folded.push(letter);
            from.resize(folded.len(), at..end);
        });
    }
    let mut found = Vec::new();
    for (which, term) in terms
        .iter()
        .enumerate()
        .filter(|(_, term)| !term.is_empty())
    {
        for (at, _) in folded.match_indices(term.as_str()) {
            if let (Some(first), Some(last)) = (from.get(at), from.get(at + term.len() - 1)) {
                found.push((clusters(text, first.start..last.end), which));
            }
        }
    }
    found.sort_by_key(|(range, which)| (range.start, range.end, *which));
    found
}

/// The range, grown to the bounds of the clusters that it touches.
fn clusters(text: &str, range: Range<usize>) -> Range<usize> {
    let cursor = |at| GraphemeCursor::new(at, text.len(), true);
    let is_bound = |at| cursor(at).is_boundary(text, 0).unwrap_or(true);
    let start = if is_bound(range.start) {
        range.start
    } else {
        let before = cursor(range.start).prev_boundary(text, 0);
        before.ok().flatten().unwrap_or(0)
    };
    let end = if is_bound(range.end) {
        range.end
    } else {
        let after = cursor(range.end).next_boundary(text, 0);
        after.ok().flatten().unwrap_or(text.len())
    };
    start..end
}
