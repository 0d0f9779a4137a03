//! Whether a folded term is in a text, without folding the text where that can be told.

use std::ops::Range;

use aho_corasick::{Span, packed};

use super::fold::{ascii, fold, letters};

/// So many letters of a term are looked for at once; with both cases of each that is eight
/// patterns, as many as are searched together at full speed.
const WINDOW: usize = 3;

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
    /// Finds a few letters of a term of ASCII letters, in either case, and how far into the term
    /// they stand. None for any other term, and where the processor is not up to it.
    scanner: Option<(packed::Searcher, usize)>,
}

impl Needle {
    /// The more, the more often it is met with; what is rare is looked for first.
    pub(super) fn commonness(&self) -> usize {
        self.letters
            .iter()
            .map(|letter| commonness(*letter))
            .min()
            .unwrap_or(0)
    }

    /// A term, folded and not empty.
    pub(super) fn new(folded: &str) -> Self {
        Self {
            folded: folded.to_owned(),
            letters: folded.chars().collect(),
            scanner: scanner(folded.as_bytes()),
        }
    }

    /// Whether the folded text contains the term.
    ///
    /// A place where it stands either holds ASCII characters only, and is found as it is; or it
    /// holds, or spans, a character that is none, and only such places are folded.
    pub(super) fn is_in(&self, text: &str, memo: &mut Memo) -> bool {
        match &self.scanner {
            Some(scanner) => self.is_in_ascii(text, scanner) || self.is_around(text, memo),
            None if self.folded.is_ascii() => fold(text).contains(&self.folded),
            None => self.is_around(text, memo),
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
    fn is_around(&self, text: &str, memo: &mut Memo) -> bool {
        any_lead(text.as_bytes(), |at| {
            let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else {
                return false;
            };
            let mut after = rest.chars();
            let Some(c) = after.next() else {
                return false;
            };
            let letter = memo.letter(c);
            let mut may_stand = |own: usize| {
                let (first, last) = (self.letters.get(..own), self.letters.get(own + 1..));
                may_be(
                    before.chars().rev(),
                    first.unwrap_or_default().iter().rev(),
                    memo,
                ) && may_be(after.clone(), last.unwrap_or_default().iter(), memo)
            };
            let mut own = self.letters.iter().enumerate();
            let may_be_here = match letter {
                Some(letter) => own.any(|(at, own)| *own == letter && may_stand(at)),
                None => true,
            };
            may_be_here && self.is_near(text, at..at + c.len_utf8())
        })
    }

    /// Folds as much around a character as the term could take, and looks there.
    fn is_near(&self, text: &str, Range { start, end }: Range<usize>) -> bool {
        let (before, after) = (text.get(..start), text.get(end..));
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        let reach = self.letters.len().saturating_sub(1);
        let from = within(reach, before.char_indices().rev());
        let from = from.map_or(start, |(at, _)| at);
        let until = within(reach, after.char_indices());
        let until = until.map_or(end, |(at, c)| end + at + c.len_utf8());
        fold(text.get(from..until).unwrap_or_default()).contains(&self.folded)
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

/// Whether characters are searched as these letters, as far as each is searched as one.
fn may_be<'a>(
    mut chars: impl Iterator<Item = char>,
    mut letters: impl Iterator<Item = &'a char>,
    memo: &mut Memo,
) -> bool {
    let different = letters.find_map(|letter| match chars.next() {
        None => Some(true),
        Some(c) if c == *letter => None,
        Some(c) => memo
            .letter(c)
            .map_or(Some(false), |c| (c != *letter).then_some(true)),
    });
    !different.unwrap_or(false)
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

/// What characters are searched as, remembered while many texts are looked through.
#[derive(Debug)]
pub(super) struct Memo {
    known: Vec<(char, Option<char>)>,
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            // Never asked for: it is ASCII.
            known: vec![(' ', None); Self::SIZE],
        }
    }
}

impl Memo {
    /// As many as there are characters of two bytes.
    const SIZE: usize = 2048;

    /// The one letter that a character is searched as; none where it is none or several.
    fn letter(&mut self, c: char) -> Option<char> {
        if let Some(byte) = u8::try_from(c).ok().filter(u8::is_ascii) {
            return Some(char::from(ascii(byte)));
        }
        let place = c as usize % Self::SIZE;
        match self.known.get(place) {
            Some((known, letter)) if *known == c => *letter,
            _ => {
                let (mut first, mut count) = (None, 0);
                letters(c, |letter| {
                    first = first.or(Some(letter));
                    count += 1;
                });
                let letter = first.filter(|_| count == 1);
                if let Some(known) = self.known.get_mut(place) {
                    *known = (c, letter);
                }
                letter
            }
        }
    }
}
