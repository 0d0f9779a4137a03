//! Whether a folded term is in a text, without folding the text where that can be told.

use std::ops::Range;

use aho_corasick::{Span, packed};

use super::fold::{ascii, fold, letters, single};

/// So many letters of a term are looked for at once; with both cases of each that is eight
/// patterns, as many as are searched together at full speed.
const WINDOW: usize = 3;

/// So many bytes are folded in pieces in any case.
const ENOUGH: usize = 4096;

/// From the most common letter of many languages on; the rest are rarer.
const COMMON: &str = "etaoinsrhldcum";

/// How common a letter is: 0 for a rare one.
fn commonness(letter: char) -> usize {
    let from_rare = COMMON.chars().rev().position(|known| known == letter);
    from_rare.map_or(0, |at| at + 1)
}

/// A term to look for.
#[derive(Debug)]
pub(super) struct Needle {
    folded: String,
    letters: Vec<char>,
    /// The marks of its letters together.
    marks: u64,
    /// Finds a few letters of a term of ASCII letters, in either case, and how far into the term
    /// they stand. None for any other term, and where the processor is not up to it.
    scanner: Option<(packed::Searcher, usize)>,
}

impl Needle {
    /// How many rare letters it has; the more, the fewer texts have it.
    pub(super) fn rarity(&self) -> usize {
        let rare = |letter: &&char| commonness(**letter) == 0;
        self.letters.iter().filter(rare).count()
    }

    /// A term, folded and not empty.
    pub(super) fn new(folded: &str) -> Self {
        let letters: Vec<char> = folded.chars().collect();
        Self {
            folded: folded.to_owned(),
            marks: letters.iter().fold(0, |all, letter| all | mark(*letter)),
            letters,
            scanner: scanner(folded.as_bytes()),
        }
    }

    /// Whether the folded text contains the term.
    ///
    /// A place where it stands either holds ASCII characters only, and is found as it is; or it
    /// holds, or spans, a character that is none, and only such places are folded.
    pub(super) fn is_in(&self, text: &str) -> bool {
        match &self.scanner {
            Some(scanner) => self.is_in_ascii(text, scanner) || self.is_around(text),
            None if self.folded.is_ascii() => fold(text).contains(&self.folded),
            None => self.is_around(text),
        }
    }

    fn is_in_ascii(&self, text: &str, (scanner, offset): &(packed::Searcher, usize)) -> bool {
        let (bytes, end) = (text.as_bytes(), text.len());
        let mut start = 0;
        while let Some(found) = scanner.find_in(bytes, Span { start, end }) {
            let first = found.start().checked_sub(*offset);
            let here = first.and_then(|first| bytes.get(first..first + self.folded.len()));
            let same = |here: &[u8]| {
                let mut pairs = here.iter().zip(self.folded.bytes());
                pairs.all(|(byte, letter)| ascii(*byte) == letter)
            };
            if here.is_some_and(same) {
                return true;
            }
            start = found.start() + 1;
        }
        false
    }

    /// Whether the term stands at, or across, a character that is not ASCII.
    fn is_around(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        // Places that overlap far, as in a run of marks, are not folded each by itself.
        let (mut spent, mut whole) = (0, None);
        let mut is_near = |at| {
            if spent > 2 * text.len() + ENOUGH {
                return *whole.get_or_insert_with(|| fold(text).contains(&self.folded));
            }
            let near = self.near(text, at);
            spent += near.len();
            fold(near).contains(&self.folded)
        };
        any_lead(bytes, |at| match letter_at(bytes, at) {
            Some((letter, _)) if self.marks & mark(letter) == 0 => false,
            Some((letter, end)) => self.may_stand(bytes, at..end, letter) && is_near(at),
            None => is_near(at),
        })
    }

    /// Whether the bytes around a character that is searched as a single letter leave it open that
    /// the term stands there: they are looked at as far as they are ASCII.
    fn may_stand(&self, bytes: &[u8], here: Range<usize>, letter: char) -> bool {
        let (before, after) = (bytes.get(..here.start), bytes.get(here.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let mut own = self.letters.iter().enumerate();
        own.any(|(at, own)| {
            let (first, last) = (self.letters.get(..at), self.letters.get(at + 1..));
            let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
            *own == letter
                && may_be(before.iter().rev(), first.iter().rev())
                && may_be(after.iter(), last.iter())
        })
    }

    /// As much around the character at a place as the term could take.
    fn near<'a>(&self, text: &'a str, at: usize) -> &'a str {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else {
            return "";
        };
        let mut after = rest.chars();
        let end = at + after.next().map_or(0, char::len_utf8);
        let reach = self.letters.len().saturating_sub(1);
        let from = within(reach, before.char_indices().rev());
        let from = from.map_or(at, |(at, _)| at);
        let until = within(reach, after.as_str().char_indices());
        let until = until.map_or(end, |(at, c)| end + at + c.len_utf8());
        text.get(from..until).unwrap_or_default()
    }
}

/// The last of the characters that so many letters take.
fn within(reach: usize, chars: impl Iterator<Item = (usize, char)>) -> Option<(usize, char)> {
    let mut count = 0;
    let taken = chars.take_while(|(_, c)| {
        let more = count < reach;
        letters(*c, |_| count += 1);
        more
    });
    taken.last()
}

/// A scanner for the rarest letters of an ASCII term that stand together.
fn scanner(term: &[u8]) -> Option<(packed::Searcher, usize)> {
    if !term.is_ascii() {
        return None;
    }
    let cost = |window: &[u8]| -> usize {
        window
            .iter()
            .map(|byte| commonness(char::from(*byte)))
            .sum()
    };
    // A space may be a line end in the text, so none is among the letters looked for.
    let window = (1..=WINDOW).rev().find_map(|length| {
        let windows = term.windows(length).enumerate();
        let windows = windows.filter(|(_, window)| !window.contains(&b' '));
        windows.min_by_key(|(_, window)| cost(window))
    });
    let (offset, window) = window?;
    let mut patterns = vec![Vec::new()];
    for byte in window {
        let upper = byte.to_ascii_uppercase();
        let with = |last: u8| {
            let longer = |pattern: &Vec<u8>| [pattern.as_slice(), &[last]].concat();
            patterns.iter().map(longer).collect::<Vec<_>>()
        };
        let mut longer = with(*byte);
        if upper != *byte {
            longer.extend(with(upper));
        }
        patterns = longer;
    }
    let searcher = packed::Config::new().builder().extend(patterns).build()?;
    Some((searcher, offset))
}

/// Whether bytes are these letters, or not ASCII from somewhere on.
fn may_be<'a>(
    mut bytes: impl Iterator<Item = &'a u8>,
    letters: impl Iterator<Item = &'a char>,
) -> bool {
    for letter in letters {
        match bytes.next() {
            None => return false,
            Some(byte) if !byte.is_ascii() => return true,
            Some(byte) if char::from(ascii(*byte)) != *letter => return false,
            Some(_) => {}
        }
    }
    true
}

/// Whether `is_it` holds for a place where a character begins that is not ASCII; eight bytes are
/// looked at together.
fn any_lead(bytes: &[u8], mut is_it: impl FnMut(usize) -> bool) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let (eights, tail) = bytes.as_chunks::<8>();
    for (eight, start) in eights.iter().zip((0..).step_by(8)) {
        // Such a character begins with a byte whose two highest bits are set.
        let bits = u64::from_le_bytes(*eight);
        let mut leads = bits & (bits << 1) & HIGH;
        while leads != 0 {
            let within = usize::try_from(leads.trailing_zeros() / 8).unwrap_or(0);
            if is_it(start + within) {
                return true;
            }
            leads &= leads - 1;
        }
    }
    let tail = tail.iter().zip(eights.len() * 8..);
    let mut leads = tail.filter(|(byte, _)| **byte >= 0xC0);
    leads.any(|(_, at)| is_it(at))
}

/// What the character that is not ASCII and begins at a byte is searched as, where that is known
/// to be a single letter, and where it ends.
fn letter_at(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let low = |byte: &u8| usize::from(byte & 0x3F);
    let (code, length) = match bytes.get(at..)? {
        [lead @ ..0xE0, next, ..] => (usize::from(lead & 0x1F) << 6 | low(next), 2),
        [lead @ ..0xF0, next, last, ..] => {
            let high = usize::from(lead & 0x0F) << 12;
            (high | low(next) << 6 | low(last), 3)
        }
        _ => return None,
    };
    single(code).map(|letter| (letter, at + length))
}

/// One bit of many, the same for the same letter.
fn mark(letter: char) -> u64 {
    1 << (u32::from(letter) % 64)
}
