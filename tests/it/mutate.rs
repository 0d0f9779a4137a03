//! Files as nobody wrote them: the corpus, flipped, torn, spliced and repeated. The fuzzer in
//! `fuzz/` tries the same targets for as long as one lets it; here it is a few seconds, and the same
//! ones in every run. `ROLEBOOK_MUTATIONS=1000000 cargo test --release --test it mutate::` takes
//! longer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[path = "../../fuzz/targets.rs"]
mod targets;

use targets::TARGETS;

/// Chance that is the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `count`; 0 where there is nothing to choose from.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count.max(1)).unwrap()).unwrap()
    }

    /// Two places in order.
    fn span(&mut self, length: usize) -> (usize, usize) {
        let (a, b) = (self.below(length + 1), self.below(length + 1));
        (a.min(b), a.max(b))
    }
}

/// Pieces at which readers stumble.
const PIECES: [&[u8]; 20] = [
    b"\0",
    b"\"",
    b"\\",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"\n",
    b"\r\n",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\"\"\"",
    b"2026-02-30",
    b",",
    "\u{1f469}\u{200d}".as_bytes(),
];

fn mutate(chance: &mut Chance, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    for _ in 0..=chance.below(3) {
        let (from, to) = chance.span(bytes.len());
        match chance.below(8) {
            0 | 1 => {
                let at = chance.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            2 => bytes.truncate(from),
            3 => drop(bytes.drain(from..to.min(from + 64))),
            4 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(from..from, piece.iter().copied());
            }
            5 => {
                let again = bytes[from..to.min(from + 512)].to_vec();
                bytes.splice(to..to, again);
            }
            6 => {
                let other = &others[chance.below(others.len())];
                let (start, end) = chance.span(other.len());
                bytes.splice(from..to, other[start..end].iter().copied());
            }
            _ => {
                let (start, end) = chance.span(bytes.len());
                let moved = bytes[start..end.min(start + 256)].to_vec();
                bytes.splice(from..from, moved);
            }
        }
    }
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

#[test]
fn the_corpus_itself_goes_through() {
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name}");
        for bytes in corpus {
            target(&bytes);
            for end in 0..bytes.len().min(400) {
                target(&bytes[..end]);
            }
        }
    }
}

#[test]
fn no_mutation_of_the_corpus_makes_anything_panic() {
    let count = std::env::var("ROLEBOOK_MUTATIONS").ok();
    let count = count.map_or(600, |count| count.parse().unwrap());
    for (seed, (name, target)) in TARGETS.into_iter().enumerate() {
        let corpus = corpus(name);
        let mut chance = Chance(u64::try_from(seed).unwrap());
        let begun = std::time::Instant::now();
        // Laying out text is slow where nothing is optimized, and `editor.rs` does it too.
        let count = if name == "editor" { count / 8 } else { count };
        for round in 0..count {
            let mut bytes = corpus[chance.below(corpus.len())].clone();
            mutate(&mut chance, &mut bytes, &corpus);
            bytes.truncate(1 << 16);
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                let kept = std::env::temp_dir().join(format!("rolebook-{name}-{round}"));
                std::fs::write(&kept, &bytes).unwrap();
                panic!("{name}, round {round}: the bytes are in {}", kept.display());
            }
        }
        println!("{name}: {count} mutations, {:.1?}", begun.elapsed());
    }
}
