//! The workbook as a whole: opening a journal, a key, a save, a frame.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use std::{path::Path, sync::Arc};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use ratatui::{Terminal, backend::TestBackend, layout::Size};
use rolebook::{
    deck,
    journal::{Form, Ids, Journal, read_session, whole_records},
    seal::{Key, Passphrase},
    store::{Identity, Job, Keys, disk::RealDisk, memory::MemoryDisk},
    time::{Moment, moment_from},
    tui::{
        app::App,
        event::{Effect, Event},
        palette::{Glyphs, Theme},
    },
    workbook::{Given, Opening, Workbook, Writing},
};

fn main() {
    divan::main();
}

fn now() -> Moment {
    moment_from("2026-03-31T10:42:00+02:00").unwrap()
}

fn open(home: &Path) -> Workbook {
    open_with(home, Keys::default())
}

fn open_with(home: &Path, keys: Keys) -> Workbook {
    let opening = Opening {
        disk: Arc::new(RealDisk),
        home: home.to_path_buf(),
        decks: deck::builtin(),
        ids: Ids::new(1),
        keys,
    };
    Workbook::open(opening).unwrap()
}

/// Seals a home as `lock` does, and gives what opens it once the passphrase has been typed.
fn lock(home: &Path) -> Keys {
    let passphrase = Passphrase::new("a wet evening in the annex".to_owned());
    let identity = Identity::behind("k1".to_owned(), Key::make(None), &passphrase).unwrap();
    let keys = identity.keys(Vec::new());
    let (disk, home) = (Arc::new(RealDisk), home.to_path_buf());
    let (mut job, _) = Job::begin(disk, home, Keys::default(), &whole_records).unwrap();
    job.put_key(&identity).unwrap();
    job.write_with(keys.clone()).unwrap();
    assert!(job.reseal(&keys.seal).unwrap().left.is_empty());
    keys
}

/// A home of so many answers of 120 words, ten to a session.
fn home(answers: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let words = "Pricing of the tier is mine and the board heard me say so ".repeat(10);
    let opening = |seed| Opening {
        disk: Arc::new(RealDisk),
        home: home.path().to_path_buf(),
        decks: deck::builtin(),
        ids: Ids::new(seed),
        keys: Keys::default(),
    };
    let mut book = Workbook::open(opening(1)).unwrap();
    let store = book.store();
    for session in 0..answers / 10 {
        let at = now() + chrono::TimeDelta::hours(i64::try_from(session).unwrap());
        let walk = book.begin("ground", Form::Full, now());
        let mut place = book.place(walk);
        let mut last = None;
        for _ in 0..10 {
            let given = Given {
                texts: vec![words.clone()],
                picked: Vec::new(),
            };
            let writing = Writing {
                given,
                ..Writing::default()
            };
            let pending = book.keep(at, &place, &writing).unwrap();
            let outcome = rolebook::workbook::Outcome {
                name: None,
                session: Ok(()),
                draft: Ok(()),
                left: None,
            };
            place.advance(pending.next.clone().unwrap());
            last.clone_from(&pending.save.session);
            book.settle(pending, &outcome);
        }
        let (name, bytes) = last.unwrap();
        store.save_session(&name, bytes).unwrap();
        let close = book.close(at).unwrap();
        book.settle(
            close,
            &rolebook::workbook::Outcome {
                name: None,
                session: Ok(()),
                draft: Ok(()),
                left: None,
            },
        );
    }
    home
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn open_a_journal(bencher: Bencher<'_, '_>, answers: usize) {
    let home = home(answers);
    bencher.bench_local(|| open(home.path()));
}

/// What opening costs beyond making the key of the passphrase, which takes the same for every
/// journal; beside `open_a_journal` of as many answers it is the price of the seal.
#[divan::bench(args = [1_000, 10_000])]
fn open_a_locked_journal(bencher: Bencher<'_, '_>, answers: usize) {
    let home = home(answers);
    let keys = lock(home.path());
    bencher.bench_local(|| open_with(home.path(), keys.clone()));
}

#[divan::bench]
fn read_a_session_of_ten_answers(bencher: Bencher<'_, '_>) {
    let home = home(10);
    let year = std::fs::read_dir(home.path().join("sessions"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let file = std::fs::read_dir(year.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let bytes = std::fs::read(file.path()).unwrap();
    bencher.bench_local(|| read_session(black_box(&bytes)));
}

#[divan::bench]
fn fold_a_thousand_sessions(bencher: Bencher<'_, '_>) {
    let home = home(10_000);
    let (files, _) = open(home.path())
        .store()
        .read_sessions(|_, bytes| read_session(bytes).0);
    let files: Vec<_> = files.into_iter().flatten().collect();
    bencher
        .with_inputs(|| files.clone())
        .bench_local_values(Journal::fold);
}

/// One letter: the event, and the frame after it.
#[divan::bench(args = [0, 10, 1_000, 50_000])]
fn a_letter_in_an_answer_of_words(bencher: Bencher<'_, '_>, words: usize) {
    let opening = Opening {
        disk: Arc::new(MemoryDisk::new()),
        home: "/journal".into(),
        decks: deck::builtin(),
        ids: Ids::new(1),
        keys: Keys::default(),
    };
    let book = Workbook::open(opening).unwrap();
    let size = Size {
        width: 100,
        height: 30,
    };
    let mut app = App::new(book, Theme::PROBE, Glyphs::UTF8, size, now());
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    let mut press = |app: &mut App, event| {
        let effect = app.update(now(), event);
        assert!(!matches!(effect, Some(Effect::Quit(_))));
        terminal.draw(|frame| app.view(now(), frame)).unwrap();
    };
    press(
        &mut app,
        Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)),
    );
    press(
        &mut app,
        Event::Paste("every word of it \n".repeat(words / 4)),
    );
    let letter = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
    bencher.bench_local(|| press(&mut app, Event::Key(letter)));
}

#[divan::bench]
fn a_save_with_its_flushes(bencher: Bencher<'_, '_>) {
    let home = home(10);
    let mut book = open(home.path());
    let store = book.store();
    let walk = book.begin("ground", Form::Full, now());
    let place = book.place(walk);
    let given = Given {
        texts: vec!["Words ".repeat(120)],
        picked: Vec::new(),
    };
    let writing = Writing {
        given,
        ..Writing::default()
    };
    let draft = book.draft(now(), &place, &writing);
    bencher.bench_local(|| book.save_draft(&draft).run(&store));
}
