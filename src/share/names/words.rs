//! The words of a text, as names are compared by them.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// A word where it stands.
#[derive(Debug)]
pub(super) struct Word {
    /// In bytes of the text, without the `'s` of a possessive.
    pub(super) range: Range<usize>,
    /// Without case, in one composition, without what cannot be seen.
    pub(super) folded: String,
    /// Where a letter is elided before it ("d'Anna"), the word behind the apostrophe.
    pub(super) tail: Option<(usize, String)>,
}

/// A shorter word behind an apostrophe is an ending ("I'm", "they'll"), and no word of its own.
const TAIL: usize = 3;

/// The words of a text by UAX #29, parted also where a full stop or an underscore joins two.
pub(super) fn words(text: &str) -> Vec<Word> {
    let (seen, origin) = visible(text);
    let mut found = Vec::new();
    for (at, piece) in seen.split_word_bound_indices() {
        let mut start = None;
        for (offset, c) in piece.char_indices().chain([(piece.len(), ' ')]) {
            match (start, is_letter(c)) {
                (None, true) => start = Some(offset),
                (Some(from), false) => {
                    let run = piece.get(from..offset).unwrap_or_default();
                    found.extend(word(run, at + from, &origin));
                    start = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
    }
    found
}

/// The word that a run of letters is, which begins at this byte of what is seen.
fn word(run: &str, at: usize, origin: &Origin) -> Option<Word> {
    let lead = run.len() - run.trim_start_matches(is_apostrophe).len();
    let bare = run.trim_matches(is_apostrophe);
    let owner = bare.strip_suffix(['s', 'S']);
    let owner = owner.and_then(|owner| owner.strip_suffix(is_apostrophe));
    let bare = owner.filter(|owner| !owner.is_empty()).unwrap_or(bare);
    if !bare.chars().any(char::is_alphanumeric) {
        return None;
    }
    let start = at + lead;
    let tail = bare.char_indices().rfind(|(_, c)| is_apostrophe(*c));
    let tail = tail.and_then(|(offset, c)| {
        let from = offset + c.len_utf8();
        let tail = bare.get(from..)?;
        let long = tail.chars().count() >= TAIL;
        long.then(|| (origin.start(start + from), fold(tail)))
    });
    Some(Word {
        range: origin.start(start)..origin.end(start + bare.len()),
        folded: fold(bare),
        tail,
    })
}

/// A word without case, in one composition.
fn fold(word: &str) -> String {
    let apostrophe = |c| if is_apostrophe(c) { '\'' } else { c };
    let letters = word.chars().map(apostrophe).nfkd();
    // By way of capitals, so that both forms of a sharp or a final s are one.
    let lower = letters
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    lower.nfkd().collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// Whether a character can stand inside a word without being seen.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Where the bytes of what is seen of a text stand in it; empty where all of it is seen.
struct Origin(Vec<usize>);

impl Origin {
    fn start(&self, at: usize) -> usize {
        self.0.get(at).copied().unwrap_or(at)
    }

    /// Behind the last byte before `at`.
    fn end(&self, at: usize) -> usize {
        match at.checked_sub(1).and_then(|last| self.0.get(last)) {
            Some(last) => last + 1,
            None => at,
        }
    }
}

/// A text without what cannot be seen.
fn visible(text: &str) -> (String, Origin) {
    let mut seen = String::with_capacity(text.len());
    let mut origin = Vec::new();
    if text.is_ascii() || !text.chars().any(is_unseen) {
        seen.push_str(text);
        return (seen, Origin(origin));
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !is_unseen(*c)) {
        seen.push(c);
        origin.extend(at..at + c.len_utf8());
    }
    (seen, Origin(origin))
}
