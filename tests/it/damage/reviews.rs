//! What a coach has in reviews/, damaged in every way: the journal beside it is none the worse, and
//! the coach is told which file it is.

use std::sync::Arc;

use rolebook::{
    share::{envelope::Opener, reply::NoteKind},
    store::{Keys, Store, memory::MemoryDisk},
    time::Day,
    workbook::{
        DraftChange,
        review::{self, Review, Unopened, coach_key},
    },
};
use serde_json::json;

use super::{File, Found, Whole, apply, kept_as_found, lying, open, read, sealed};
use crate::driver::HOME;

pub(super) const HAND_OFF: &str = "reviews/k7f3q2k7f3q2k7f3q2k7/handoff.json";
pub(super) const NOTES: &str = "reviews/k7f3q2k7f3q2k7f3q2k7/notes.json";
const MINE: &str = "reviews/k7f3q2k7f3q2k7f3q2k7/mine.json";
const KEY: &str = "reviews/key.txt";
const NAME: &str = "reviews/name.txt";
const ALL: [&str; 5] = [HAND_OFF, NOTES, MINE, KEY, NAME];

fn handoff() -> Vec<u8> {
    let handoff = json!({
        "format": 1,
        "cover": {
            "from": "M.", "for": "Anna Berg", "date": "2026-06-01",
            "period": ["2026-05-01", "2026-06-01"], "purpose": "The next session",
            "agreement": { "quote": false, "sponsor": false },
        },
        "lines": [],
        "items": [{
            "id": "h1", "part": "entries",
            "asked": { "prompt": "ground.1", "rev": 1, "text": "What is it for?" },
            "said": { "date": "2026-06-01", "words": "To keep promises buildable." },
        }],
        "reply": { "token": "k7f3q2k7f3q2k7f3q2k7" },
    });
    serde_json::to_vec_pretty(&handoff).unwrap()
}

fn today() -> Day {
    "2026-06-02".parse().unwrap()
}

fn store(disk: &MemoryDisk, keys: &Keys) -> Store {
    let disk = Arc::new(disk.clone());
    Store::open_reviews(disk, HOME, keys.clone()).unwrap().0
}

fn look(store: &Store) -> Result<Review, Unopened> {
    review::open(store, &handoff(), &Opener::Nothing, today())
}

/// A hand-off with a note on it, one's own notes, a name and a key.
pub(super) fn write(disk: &MemoryDisk, keys: &Keys) {
    let store = store(disk, keys);
    coach_key(&store).unwrap();
    let mut review = look(&store).unwrap();
    note(&store, &mut review, "What does it protect?");
    review.set_mine("She sounded tired of it.");
    review.sign("Anna Berg");
    save(&store, &review);
}

fn note(store: &Store, review: &mut Review, words: &str) {
    let id = review.begin(NoteKind::Question, "h1", "");
    review.say(&id, words);
    save(store, review);
}

fn save(store: &Store, review: &Review) {
    let DraftChange::Review(files) = review.save() else {
        panic!("{:?}", review.save());
    };
    for (file, bytes) in files {
        store.save_review(&file, bytes).unwrap();
    }
}

/// What a coach has: notes, own notes, a name and a key; and why something of it is not read.
fn has(store: &Store) -> (Vec<String>, Vec<String>) {
    let (mut has, mut said) = (Vec::new(), Vec::new());
    match look(store) {
        Ok(review) => {
            has.extend(review.notes().iter().map(|note| note.words.clone()));
            has.extend([review.mine().to_owned(), review.name().to_owned()]);
        }
        Err(why) => said.push(why.to_string()),
    }
    match coach_key(store) {
        Ok(key) => has.push(key.as_str().to_owned()),
        Err(why) => said.push(why.to_string()),
    }
    (has, said)
}

fn check(whole: &Whole, name: &'static str, how: &str, found: &Found) {
    let form = whole.keys.seal.locks();
    let context = format!("{name}, {how}, sealed: {form}");
    let disk = whole.disk.fork();
    let path = whole.path(File::Review(name));
    apply(&disk, &path, found);
    let before = lying(&disk);

    // The journal is none the worse.
    let journal = |disk: &MemoryDisk| {
        let disk = Arc::new(disk.fork());
        read(&open(disk, HOME.as_ref(), &whole.keys, 9))
    };
    assert_eq!(journal(&disk), journal(&whole.disk), "{context}");

    // What is not as it was is named, but for letters of a plain file, which has no checksum.
    let store = store(&disk, &whole.keys);
    let (all, _) = has(&self::store(&whole.disk.fork(), &whole.keys));
    let (seen, said) = has(&store);
    // And a name may be anything.
    let is_a_name = name == NAME && (!form || how == "other JSON");
    let letters = is_a_name || !form && how.ends_with("flipped");
    let mut places = vec![name.to_owned()];
    if let Found::Swapped(other) = found {
        let other = other.strip_prefix(HOME).unwrap().to_str().unwrap();
        places.push(other.trim_end_matches(".age").to_owned());
    }
    // A hand-off is named by the folder in which it lies.
    let folder = HAND_OFF.rsplit_once('/').unwrap().0.to_owned();
    if places.iter().any(|place| place == HAND_OFF) {
        places.push(folder);
    }
    let named = said
        .iter()
        .any(|said| places.iter().any(|place| said.contains(place)));
    assert!(
        seen == all || letters || named,
        "{context}: {seen:?} {said:?}"
    );
    kept_as_found(whole, &disk, &before, &context);

    // Where it can be read one can go on with it.
    if let Ok(mut review) = look(&store) {
        note(&store, &mut review, "And what else?");
        let count = review.count();
        drop(review);
        assert_eq!(look(&store).unwrap().count(), count, "{context}");
    }
}

#[test]
fn whatever_becomes_of_a_coach_s_file_it_is_named_and_the_journal_is_as_it_was() {
    for keys in [Keys::default(), sealed()] {
        let whole = Whole::make(keys);
        for name in ALL {
            let mut damages = whole.damages(File::Review(name));
            // Another file of the coach in its place.
            damages.retain(|(_, found)| !matches!(found, Found::Swapped(_)));
            for other in ALL.into_iter().filter(|other| *other != name) {
                let swapped = Found::Swapped(whole.path(File::Review(other)));
                damages.push((format!("swapped with {other}"), swapped));
            }
            assert!(damages.len() > 60, "{name}");
            for (how, found) in damages {
                check(&whole, name, &how, &found);
            }
        }
    }
}
