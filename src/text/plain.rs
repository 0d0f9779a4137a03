//! Words as they are: those that say little of what a text speaks of, a text in one row, a
//! sentence that begins.

/// Sorted, in small letters.
const PLAIN: [&str; 103] = [
    "a", "about", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "being", "but", "by", "can", "could", "did", "do", "does", "done", "for",
    "from", "had", "has", "have", "he", "her", "hers", "him", "his", "how", "i", "if", "in",
    "into", "is", "it", "its", "just", "may", "me", "might", "mine", "much", "must", "my", "no",
    "nor", "not", "now", "of", "off", "on", "or", "our", "ours", "out", "over", "own", "shall",
    "she", "should", "so", "than", "that", "the", "their", "theirs", "them", "then", "there",
    "these", "they", "this", "those", "though", "to", "too", "under", "until", "up", "us", "was",
    "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "would", "you", "your",
];

/// Words that join a phrase to the one before it.
const JOINING: [&str; 12] = [
    "and", "but", "so", "or", "yet", "though", "although", "because", "while", "then", "since",
    "that",
];

/// Whether a word, in small letters, stands in any English text, whatever it speaks of.
pub fn is_plain(word: &str) -> bool {
    PLAIN.binary_search(&word).is_ok()
}

/// Whether a word joins a phrase to the one before it, as "and" does.
pub fn joins(word: &str) -> bool {
    JOINING.contains(&word.to_lowercase().as_str())
}

/// A text in one row: whatever white space it holds is a space between two words.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::PLAIN;

    #[test]
    fn the_plain_words_are_sorted() {
        assert!(PLAIN.is_sorted());
    }
}
