//! A journal from which something was handed over, and replies to it.

use std::{path::Path, sync::Arc};

use rolebook::{
    deck,
    journal::{Entry, Fact, Ids, NoteKind},
    share::{
        Cleared, Consent, clear,
        handoff::{Agreement, Cover, HandOff, Item, Part, Question, ReplyTo, Said},
        reply::{self, Note, Reply, ReplyKey},
    },
    store::{Keys, disk::Disk},
    time::{Day, Moment, moment_from},
    workbook::{Deed, Given, Opening, Pending, Workbook, Writing, coming_home, one},
};

pub(super) const WORDS: [&str; 2] = [
    "So that somebody decides what we leave out.",
    "Finance asks the COO; I never asked who decides.",
];

pub(super) fn now() -> Moment {
    moment_from("2026-03-31T10:42:00+02:00").unwrap()
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// What went, and what the journal keeps of it.
pub(super) struct Sent {
    pub(super) key: ReplyKey,
    pub(super) handoff: HandOff,
    /// The entries behind h1 and h2.
    pub(super) ids: [String; 2],
}

pub(super) fn open(disk: Arc<dyn Disk>, home: &Path, seed: u64) -> Workbook {
    Workbook::open(Opening {
        disk,
        home: home.to_owned(),
        decks: deck::builtin(),
        ids: Ids::new(seed),
        keys: Keys::default(),
    })
    .unwrap()
}

pub(super) fn save(workbook: &mut Workbook, pending: Pending) {
    let outcome = pending.save.clone().run(&workbook.store());
    assert!(outcome.error().is_none(), "{:?}", outcome.error());
    workbook.settle(pending, &outcome);
}

fn answer(workbook: &mut Workbook, prompt: &str, words: &str) -> String {
    let place = workbook.place(one("ground", prompt));
    let given = Given {
        texts: vec![words.to_owned()],
        picked: Vec::new(),
    };
    let writing = Writing {
        given,
        ..Writing::default()
    };
    let pending = workbook.keep(now(), &place, &writing).unwrap();
    save(workbook, pending);
    place.entry
}

/// Two answers, and a hand-off of both.
pub(super) fn handed_over(disk: Arc<dyn Disk>, home: &Path, seed: u64) -> Sent {
    let mut workbook = open(disk, home, seed);
    let ids = [
        answer(&mut workbook, "ground.1", WORDS[0]),
        answer(&mut workbook, "ground.2", WORDS[1]),
    ];
    let key = workbook.reply_key();
    let entries = ids
        .each_ref()
        .map(|id| workbook.journal.entry(id).unwrap().clone());
    let handoff = handoff(&key, &entries);
    let map = [("h1", 0), ("h2", 1)].map(|(h, at)| (h.to_owned(), ids[at].clone()));
    let value = coming_home::record(&handoff, &map, &key, "a sealed hand-off file");
    let deed = Deed::State {
        fact: Fact::HandOff,
        key: key.token.clone(),
        value,
    };
    let pending = workbook.record(now(), &deed).unwrap();
    save(&mut workbook, pending);
    let pending = workbook.close(now()).unwrap();
    save(&mut workbook, pending);
    Sent { key, handoff, ids }
}

pub(super) fn handoff(key: &ReplyKey, entries: &[Entry]) -> HandOff {
    let item = |(at, entry): (usize, &Entry)| {
        let asked = entry.asked.as_ref().unwrap();
        Item {
            id: format!("h{}", at + 1),
            part: Part::Entries,
            asked: Some(Question {
                prompt: asked.prompt.clone(),
                rev: asked.rev,
                text: asked.question.clone(),
                why: String::new(),
                ends: asked.ends.clone(),
                options: asked.options.clone(),
            }),
            earlier: Vec::new(),
            said: Said {
                date: entry.at.date_naive(),
                time: None,
                words: entry.words.clone(),
                mark: entry.mark.clone(),
                ..Said::default()
            },
            later: Vec::new(),
            side_note: None,
        }
    };
    HandOff {
        format: rolebook::share::handoff::FORMAT,
        cover: Cover {
            from: "M.".to_owned(),
            to: "Anna Berg".to_owned(),
            date: day("2026-03-31"),
            period: None,
            purpose: "Who decides.".to_owned(),
            agreement: Agreement {
                keep_until: Some(day("2026-09-30")),
                ..Agreement::default()
            },
        },
        lines: Vec::new(),
        items: entries.iter().enumerate().map(item).collect(),
        context: None,
        reply: ReplyTo {
            token: key.token.clone(),
            recipient: Some(key.recipient().as_str().to_owned()),
        },
    }
}

pub(super) fn note(id: &str, kind: NoteKind, on: &str, words: &str) -> Note {
    Note {
        id: id.to_owned(),
        kind,
        on: on.to_owned(),
        with: String::new(),
        quote: String::new(),
        words: words.to_owned(),
    }
}

/// A note of each kind, one of them on the whole.
pub(super) fn every_kind(token: &str) -> Reply {
    let quoted = Note {
        quote: "I never asked".to_owned(),
        ..note(
            "n1",
            NoteKind::Question,
            "h2",
            "What does the not asking protect?",
        )
    };
    let connects = Note {
        with: "h2".to_owned(),
        ..note(
            "n3",
            NoteKind::Connects,
            "h1",
            "Deciding what is left out\n\nand who decides.",
        )
    };
    Reply {
        format: reply::FORMAT,
        token: token.to_owned(),
        from: "Anna Berg".to_owned(),
        date: day("2026-04-03"),
        notes: vec![
            quoted,
            note("n2", NoteKind::Noticed, "h1", "You say we."),
            connects,
            note("n4", NoteKind::Offer, "h2", "A page that helped others."),
            note("n5", NoteKind::NextTime, "", "Bring the letter."),
        ],
    }
}

pub(super) fn cleared<T>(packet: T) -> Cleared<T> {
    clear(packet, Consent::given())
}

pub(super) fn sealed(reply: &Reply, key: &ReplyKey) -> Vec<u8> {
    reply::write(&cleared(reply.clone()), Some(&key.recipient())).unwrap()
}

pub(super) fn open_file(reply: &Reply) -> Vec<u8> {
    reply::write(&cleared(reply.clone()), None).unwrap()
}
