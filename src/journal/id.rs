use sha2::{Digest, Sha256};

/// Makes ids from chance that is handed in.
///
/// Ids are lowercase letters and digits without the ones that are easily confused
/// (`i l o u`), so that they can be read aloud and typed.
#[derive(Debug, Clone)]
pub struct Ids {
    state: u64,
}

const ALPHABET: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";
/// 30 bits: also carries the time of its start in the file's name.
const SESSION_LETTERS: usize = 6;
/// 50 bits: unique over a life of writing on several machines.
const ENTRY_LETTERS: usize = 10;
/// 100 bits: a token is all that an open reply has to show.
const TOKEN_LETTERS: usize = 20;

/// The id of an entry that is the same wherever it is made of the same parts: what comes in twice
/// is the same entry then.
pub fn made_of(parts: &[&str]) -> String {
    letters_of(&digest(parts), ENTRY_LETTERS)
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut sum = Sha256::new();
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        sum.update(length.to_be_bytes());
        sum.update(part.as_bytes());
    }
    sum.finalize().into()
}

fn letters_of(bytes: &[u8], count: usize) -> String {
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte & 31)).copied();
    let letters = bytes.iter().filter_map(letter).map(char::from);
    letters.take(count).collect()
}

impl Ids {
    /// A generator that gives the same ids for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// An id for a session, a draft or a journal.
    pub fn session(&mut self) -> String {
        self.letters(SESSION_LETTERS)
    }

    /// An id for an entry or a fact.
    pub fn entry(&mut self) -> String {
        self.letters(ENTRY_LETTERS)
    }

    /// A name that nobody can guess, and that tells nothing of other ids of this generator.
    pub fn token(&mut self) -> String {
        let parts = [self.entry(), self.entry(), self.entry()];
        let parts = parts.each_ref().map(String::as_str);
        letters_of(&digest(&parts), TOKEN_LETTERS)
    }

    fn letters(&mut self, count: usize) -> String {
        let mut bits = self.next();
        let mut text = String::with_capacity(count);
        for _ in 0..count {
            let index = usize::try_from(bits & 31).unwrap_or_default();
            text.push(char::from(ALPHABET.get(index).copied().unwrap_or(b'0')));
            bits >>= 5;
        }
        text
    }

    /// `SplitMix64` (Steele, Lea, Flood 2014): every seed gives a full period.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
