//! A text in pieces: sentences, and words with what stands between them.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The sentences of a text by UAX #29, as slices of it without the white space around them.
///
/// A line feed ends a sentence. None is empty.
pub fn sentences(text: &str) -> Vec<&str> {
    let starts = text.split_sentence_bound_indices().map(|(start, _)| start);
    let mut found: Vec<&str> = slices(text, whole(text, starts)).collect();
    for sentence in &mut found {
        *sentence = sentence.trim();
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// A word or a sign of punctuation, with the white space after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// Where it begins. The first piece of a text begins with the text.
    pub(super) start: usize,
    /// The word or the sign by itself.
    pub(super) key: &'a str,
}

impl Piece<'_> {
    /// Whether it is a word, and not a sign.
    pub(super) fn is_word(&self) -> bool {
        self.key.chars().any(char::is_alphanumeric)
    }

    fn end(&self) -> usize {
        self.start + self.key.len()
    }
}

/// The pieces of a text, which together are the whole text. Words joined by hyphens are one.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let starts = text.split_word_bound_indices().map(|(start, _)| start);
    let mut found: Vec<Piece<'_>> = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    for key in slices(text, whole(text, starts)) {
        let piece = Piece { start, key };
        start += key.len();
        if key.trim().is_empty() {
            continue;
        }
        if let [.., first, hyphen] = found.as_slice()
            && matches!(hyphen.key, "-" | "\u{2010}" | "\u{2011}")
            && (first.end(), hyphen.end()) == (hyphen.start, piece.start)
            && first.is_word()
            && piece.is_word()
        {
            let start = first.start;
            found.truncate(found.len() - 2);
            let key = &text[start..piece.end()];
            found.push(Piece { start, key });
        } else {
            found.push(piece);
        }
    }
    match found.first_mut() {
        // What stands before the first word belongs to it.
        Some(first) => first.start = 0,
        None if text.is_empty() => {}
        None => found.push(Piece { start: 0, key: "" }),
    }
    found
}

/// Those of the starts at which a grapheme cluster starts too: words and sentences may begin
/// where no cluster does.
fn whole(text: &str, starts: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    starts.filter(move |&at| {
        // Between two ASCII characters there is no cluster but a carriage return and line feed,
        // which neither rule parts.
        at == 0
            || (bytes[at - 1].is_ascii() && bytes[at].is_ascii())
            || GraphemeCursor::new(at, text.len(), true)
                .is_boundary(text, 0)
                .unwrap_or(true)
    })
}

/// The slices between these starts, the last one to the end of the text.
fn slices(text: &str, starts: impl Iterator<Item = usize>) -> impl Iterator<Item = &str> {
    let mut starts = starts.peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some(&text[start..end])
    })
}
