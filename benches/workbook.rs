//! The workbook as a whole: opening a journal, a key, a save, a frame.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use std::{path::Path, sync::Arc};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::{Bencher, black_box};
use ratatui::{Terminal, backend::TestBackend, layout::Size};
use rolebook::{
    deck::{self, Kind},
    journal::{Form, Ids, Journal, SessionFile, read_session, whole_records},
    seal::{Key, Passphrase},
    store::{
        Identity, Job, Keys, SessionName, Shortcut,
        disk::{Disk, RealDisk},
        memory::MemoryDisk,
    },
    time::{Moment, moment_from},
    tui::{
        app::App,
        event::{Effect, Event},
        palette::{Glyphs, Theme},
    },
    workbook::{Given, Opening, Workbook, Writing},
};
use serde_json::{Value, json};

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
                said: Vec::new(),
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
                said: Vec::new(),
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

/// The same at every later start, when the keys of the files are noted.
#[divan::bench(args = [1_000, 10_000])]
fn open_a_locked_journal_again(bencher: Bencher<'_, '_>, answers: usize) {
    let home = home(answers);
    let keys = lock(home.path());
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let again = || {
        let mut keys = keys.clone();
        let shortcut = Shortcut::take(&disk, home.path(), &mut keys).unwrap();
        let opened = open_with(home.path(), keys);
        shortcut.note();
        opened
    };
    again();
    bencher.bench_local(again);
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

/// So many answers over every question of the decks, ten to a session and two to a day: promises
/// that are done but for a few, forecasts of which a few are due, marks, choices and words.
fn years(answers: usize) -> MemoryDisk {
    let disk = MemoryDisk::new();
    let decks = deck::builtin();
    let prompts: Vec<_> = decks.all().flat_map(|deck| &deck.prompts).collect();
    let words = "Pricing of the tier is mine and the board heard me say so. ".repeat(10);
    let first = now() - chrono::TimeDelta::hours(i64::try_from(answers).unwrap() * 12 / 10);
    for session in 0..answers / 10 {
        let at = first + chrono::TimeDelta::hours(i64::try_from(session).unwrap() * 12);
        let is_late = session + 3 > answers / 10;
        let mut records = Vec::new();
        for nth in session * 10..session * 10 + 10 {
            let prompt = prompts.get(nth % prompts.len()).unwrap();
            let id = format!("e{nth:09}");
            let day = if is_late { "2026-03-30" } else { "2026-09-30" };
            let mark = match prompt.kind {
                Kind::Scale => json!({ "rating": 1 + nth % 7 }),
                Kind::Commit => json!({ "promise": { "by": day } }),
                Kind::Predict => json!({ "forecast": { "check": day, "percent": 70 } }),
                Kind::One | Kind::Many | Kind::List | Kind::People | Kind::Long => Value::Null,
            };
            let asked = json!({ "prompt": prompt.id, "rev": prompt.rev, "kind": prompt.kind,
                "question": prompt.text });
            let mut entry = json!({ "id": id, "at": at, "author": "me", "asked": asked,
                "words": words });
            if !mark.is_null() {
                let fields = entry.as_object_mut().unwrap();
                fields.insert("mark".to_owned(), mark);
            }
            records.push(json!({ "wrote": entry }));
            if prompt.kind == Kind::Commit && !is_late {
                records.push(json!({ "wrote": { "id": format!("o{nth:09}"), "at": at,
                    "author": "me", "words": "", "answers": id,
                    "mark": { "outcome": { "is": "done" } } } }));
            }
        }
        let id = format!("a{session:05}");
        let name = SessionName::new(at, &id);
        let session = json!({ "id": id, "seq": session + 1, "occasion": "alone", "started": at });
        let records = records.into_iter().map(serde_json::from_value);
        let file = SessionFile {
            session: serde_json::from_value(session).unwrap(),
            records: records.collect::<Result<_, _>>().unwrap(),
        };
        let path = Path::new("/journal").join(name.path());
        disk.put(&path, file.to_bytes().unwrap()).unwrap();
    }
    disk
}

/// The program on a disk, and a key pressed in it: the event, what it saves, and the frames after.
struct Sitting {
    app: App,
    store: Arc<rolebook::store::Store>,
    terminal: Terminal<TestBackend>,
}

impl Sitting {
    fn on(disk: &MemoryDisk) -> Self {
        let opening = Opening {
            disk: Arc::new(disk.clone()),
            home: "/journal".into(),
            decks: deck::builtin(),
            ids: Ids::new(1),
            keys: Keys::default(),
        };
        let book = Workbook::open(opening).unwrap();
        let store = book.store();
        let (width, height) = (80, 24);
        let size = Size { width, height };
        let app = App::new(book, Theme::PROBE, Glyphs::UTF8, size, now());
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self {
            app,
            store,
            terminal,
        }
    }

    fn press(&mut self, key: &str) {
        let (code, held) = match key {
            "enter" => (KeyCode::Enter, KeyModifiers::NONE),
            "esc" => (KeyCode::Esc, KeyModifiers::NONE),
            "f4" => (KeyCode::F(4), KeyModifiers::NONE),
            "ctrl+s" => (KeyCode::Char('s'), KeyModifiers::CONTROL),
            letter => (
                KeyCode::Char(letter.chars().next().unwrap()),
                KeyModifiers::NONE,
            ),
        };
        let mut event = Some(Event::Key(KeyEvent::new(code, held)));
        while let Some(next) = event.take() {
            if let Some(Effect::Save(save)) = self.app.update(now(), next) {
                event = Some(Event::Saved(save.run(&self.store)));
            }
            let app = &self.app;
            self.terminal.draw(|frame| app.view(now(), frame)).unwrap();
        }
    }
}

/// The last of these keys, of the ritual before a roundtable, over ten thousand answers.
#[divan::bench(sample_count = 20, args = STEPS)]
fn a_step_of_the_roundtable_ritual(bencher: Bencher<'_, '_>, keys: &str) {
    let disk = years(10_000);
    let (before, last) = keys.rsplit_once(' ').unwrap_or(("", keys));
    bencher
        .with_inputs(|| {
            let mut sitting = Sitting::on(&disk);
            before.split_whitespace().for_each(|key| sitting.press(key));
            sitting
        })
        .bench_local_values(|mut sitting| {
            sitting.press(last);
            sitting
        });
}

/// Its first page, and then: begun, a verdict, one more, a reason, a new answer, skipped, left,
/// gone on with, and each kind of step after that.
const STEPS: &[&str] = &[
    "b",
    "b enter",
    "b enter 1",
    "b enter +",
    "b enter 3",
    "b enter 3 x ctrl+s",
    "b enter s",
    "b enter s esc",
    "b enter s esc b",
    "b enter s esc b enter",
    "b enter s s s",
    "b enter s s s d",
];
